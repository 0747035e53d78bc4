// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryQueueTest {
    private record Item(long id, long second, int nano) implements Comparable<Item> {
        boolean isDue(long nowSecond, int nowNano) {
            return second < nowSecond || second == nowSecond && nano <= nowNano;
        }

        @Override
        public int compareTo(Item other) {
            return Comparator.comparingLong(Item::second)
                    .thenComparingInt(Item::nano)
                    .thenComparingLong(Item::id)
                    .compare(this, other);
        }
    }

    /** The queue, and a PriorityQueue that knows what it holds. */
    private static final class Model {
        final int payload;
        final int seconds;
        final FakeSource source;
        final MemoryBudget budget;
        final RetryQueue queue;
        final PriorityQueue<Item> expected = new PriorityQueue<>();
        private long mostItems;
        private long mostSeconds;
        private long ids;

        Model(int payload, int seconds, FakeSource source, boolean checked) {
            this.payload = payload;
            this.seconds = seconds;
            this.source = source;
            budget = MemoryBudget.of(1L << 40, source);
            queue = new RetryQueue(payload, seconds, budget, checked);
        }

        boolean offer(long second, int nano) {
            byte[] bytes = payload(ids);
            boolean taken;
            try {
                taken = queue.offer(bytes, 1, second, nano);
            } catch (OutOfMemoryError | IllegalStateException e) {
                taken = false;
            }
            if (taken) {
                expected.add(new Item(ids, second, nano));
                ids++;
            }
            check();
            return taken;
        }

        private byte[] payload(long id) {
            byte[] bytes = new byte[payload + 2];
            for (int i = 0; i < payload; i++) {
                bytes[i + 1] = (byte) (id >> 8 * (i % 3) + i % 5);
            }
            return bytes;
        }

        /** Returns the seconds of the items in the order in which they came. */
        List<Long> poll(long second, int nano, int max) {
            int itemBytes = payload + 12;
            byte[] dst = new byte[max * itemBytes + 3];
            int n = queue.poll(second, nano, dst, 2, max);
            List<Long> order = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                int at = 2 + i * itemBytes;
                long dueSecond = LittleEndian.getLong(dst, at + payload);
                int dueNano = LittleEndian.getInt(dst, at + payload + 8);
                Item found = null;
                for (Item item : expected) {
                    if (item.second == dueSecond && item.nano == dueNano && matches(item.id, dst, at)) {
                        found = item;
                        break;
                    }
                }
                assertThat(found)
                        .as("an item that was offered and has not come")
                        .isNotNull();
                assertThat(found.isDue(second, nano)).isTrue();
                expected.remove(found);
                order.add(dueSecond);
            }
            if (n < max && !expected.isEmpty()) {
                assertThat(expected.peek().isDue(second, nano)).isFalse();
            }
            check();
            return order;
        }

        private boolean matches(long id, byte[] dst, int at) {
            byte[] bytes = payload(id);
            for (int i = 0; i < payload; i++) {
                if (dst[at + i] != bytes[i + 1]) {
                    return false;
                }
            }
            return true;
        }

        long trim() {
            long used = budget.used();
            long given = queue.trim();
            assertThat(budget.used()).isEqualTo(used - given);
            mostItems = 0;
            mostSeconds = 0;
            check();
            return given;
        }

        void check() {
            assertThat(queue.size()).isEqualTo(expected.size());
            mostItems = Math.max(mostItems, expected.size());
            long distinct = expected.stream().mapToLong(Item::second).distinct().count();
            mostSeconds = Math.max(mostSeconds, distinct);
            long itemBytes = payload + 12L;
            long partial = Math.max(1024, 8L * itemBytes);
            assertThat(budget.used())
                    .isLessThanOrEqualTo(
                            mostItems * itemBytes * 33 / 32 + mostSeconds * partial + 8L * seconds + (64 << 10));
            boolean tables = budget.used() > source.bytes;
            assertThat(budget.used()).isEqualTo(source.bytes + (tables ? 8L * seconds : 0));
            if (expected.isEmpty()) {
                assertThat(queue.nextDueSecond()).isEqualTo(Long.MAX_VALUE);
            } else {
                assertThat(queue.nextDueSecond()).isLessThanOrEqualTo(expected.peek().second);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aQueueGivesWhatAPriorityQueueWouldGive(boolean checked) {
        for (int seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int seconds = random.nextInt(2, 20);
            Model model = new Model(random.nextInt(1, 40), seconds, new FakeSource(), checked);
            long now = random.nextBoolean() ? random.nextLong() >> 1 : random.nextInt(-30, 30);
            for (int step = 0; step < 300; step++) {
                switch (random.nextInt(10)) {
                    case 0 -> now += random.nextInt(1, 4);
                    case 1 -> now += random.nextInt(-5, 3 * seconds);
                    case 2, 3, 4 -> model.poll(now, random.nextInt(1_000_000_000), random.nextInt(12));
                    case 5 -> {
                        if (random.nextInt(4) == 0) {
                            model.trim();
                        }
                    }
                    default -> {
                        for (int i = random.nextInt(20); i > 0; i--) {
                            model.offer(now + random.nextInt(-3, 2 * seconds), random.nextInt(1_000_000_000));
                        }
                    }
                }
            }
            model.poll(Long.MAX_VALUE, 0, 10_000);
            assertThat(model.expected).isEmpty();
            model.trim();
            assertThat(model.budget.used()).isZero();
            model.queue.close();
            assertThat(model.source.out).isEmpty();
        }
    }

    @Test
    void itemsOfferedOnTimeComeInTheOrderOfTheirSeconds() {
        Model model = new Model(8, 64, new FakeSource(), true);
        SplittableRandom random = new SplittableRandom(7);
        long now = -20;
        model.poll(now, 0, 0);
        for (int round = 0; round < 50; round++) {
            for (int i = 0; i < 40; i++) {
                model.offer(now + 1 + random.nextInt(60), random.nextInt(1_000_000_000));
            }
            now += random.nextInt(1, 60);
            List<Long> order = new ArrayList<>();
            List<Long> part;
            do {
                part = model.poll(now, 500_000_000, 7);
                order.addAll(part);
            } while (part.size() == 7);
            assertThat(order).isSorted();
        }
    }

    @Test
    void aClockThatGoesBackReturnsNothingEarlyAndLosesNothing() {
        Model model = new Model(8, 10, new FakeSource(), true);
        model.offer(1_000, 0);
        assertThat(model.poll(1_000, 0, 5)).hasSize(1);
        model.offer(1_005, 0);
        model.offer(950, 5);
        model.offer(40, 0);
        assertThat(model.poll(30, 0, 5)).isEmpty();
        assertThat(model.poll(40, 0, 5)).containsExactly(40L);
        model.offer(45, 0);
        assertThat(model.poll(46, 0, 5)).containsExactly(45L);
        assertThat(model.poll(950, 4, 5)).isEmpty();
        assertThat(model.poll(950, 5, 5)).containsExactly(950L);
        assertThat(model.poll(1_005, 0, 5)).containsExactly(1_005L);
    }

    @Test
    void theWholeRangeOfSecondsIsTaken() {
        for (long now : new long[] {Long.MIN_VALUE, Long.MIN_VALUE + 5, -1, 0, Long.MAX_VALUE - 5, Long.MAX_VALUE}) {
            Model model = new Model(8, 7, new FakeSource(), true);
            model.poll(now, 0, 1);
            for (long second : new long[] {Long.MIN_VALUE, -1, 0, 3, Long.MAX_VALUE - 1, Long.MAX_VALUE}) {
                model.offer(second, 999_999_999);
            }
            model.poll(0, 999_999_999, 2);
            model.poll(Long.MIN_VALUE, 0, 5);
            model.poll(Long.MAX_VALUE, 999_999_999, 10);
            assertThat(model.expected).isEmpty();
        }
    }

    @Test
    void drainedMemoryServesEverySecondAndTrimMovesWhatIsLeft() {
        Model model = new Model(20, 600, new FakeSource(), false);
        for (int lap = 0; lap < 5; lap++) {
            for (int i = 0; i < 3_000; i++) {
                model.offer(lap * 600L + i % 500 + 1, 0);
            }
            for (int second = 0; second < 480; second++) {
                model.poll(lap * 600L + second, 0, 50);
            }
        }
        assertThat(model.expected).isNotEmpty();
        assertThat(model.trim()).isPositive();
        assertThat(model.trim()).isZero();
        model.poll(Long.MAX_VALUE, 0, 20_000);
        assertThat(model.expected).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"REFUSE", "THROW", "WRONG_LENGTH"})
    void afterEachFailureOfTheSourceTheQueueIsAsItWas(String failure) {
        for (int failing = 1; failing < 12; failing++) {
            FakeSource source = new FakeSource(failing, FakeSource.Failure.valueOf(failure));
            Model model = new Model(20, 50, source, true);
            int refused = 0;
            for (int i = 0; i < 2_500; i++) {
                long used = model.budget.used();
                if (!model.offer(i % 60, i)) {
                    refused++;
                    assertThat(model.budget.used()).isEqualTo(used);
                }
            }
            assertThat(refused).isEqualTo(source.calls >= failing ? 1 : 0);
            model.poll(1_000, 0, 3_000);
            assertThat(model.expected).isEmpty();
            model.queue.clear();
            assertThat(source.out).isEmpty();
            assertThat(model.budget.used()).isZero();
        }
    }

    @Test
    void aBudgetThatIsTooSmallRefusesAndIsUsedToTheLastChunk() {
        MemoryBudget budget = MemoryBudget.of(20_000);
        RetryQueue queue = new RetryQueue(20, 100, budget);
        byte[] payload = new byte[20];
        int taken = 0;
        while (queue.offer(payload, 0, 1, taken)) {
            taken++;
        }
        assertThat(taken).isGreaterThanOrEqualTo((20_000 - 800) / 1_028 * 32 - 32);
        assertThat(queue.size()).isEqualTo(taken);
        assertThat(budget.refusals()).isEqualTo(1);
        byte[] dst = new byte[32];
        assertThat(queue.poll(1, 5, dst, 0, 1)).isEqualTo(1);
        assertThat(queue.offer(payload, 0, 1, 0)).isTrue();

        RetryQueue none = new RetryQueue(20, 100, MemoryBudget.of(799));
        assertThat(none.offer(payload, 0, 1, 0)).isFalse();
        assertThat(none.nextDueSecond()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void misuseIsRefusedBeforeAnythingChanges() {
        MemoryBudget budget = MemoryBudget.unlimited();
        assertThatIllegalArgumentException().isThrownBy(() -> new RetryQueue(0, 10, budget));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetryQueue(1_025, 10, budget))
                .withMessageContaining("1025");
        assertThatIllegalArgumentException().isThrownBy(() -> new RetryQueue(1, 1, budget));
        assertThatIllegalArgumentException().isThrownBy(() -> new RetryQueue(1, (1 << 20) + 1, budget));
        assertThatNullPointerException().isThrownBy(() -> new RetryQueue(1, 10, null));

        RetryQueue queue = new RetryQueue(4, 10, budget);
        byte[] four = new byte[4];
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> queue.offer(four, 1, 0, 0));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> queue.offer(four, -1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> queue.offer(four, 0, 0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> queue.offer(four, 0, 0, 1_000_000_000));
        assertThat(budget.used()).isZero();
        queue.offer(four, 0, 0, 0);
        byte[] dst = new byte[31];
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> queue.poll(5, 0, dst, 0, 2));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> queue.poll(5, 0, dst, -1, 1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> queue.poll(5, 0, dst, 0, Integer.MAX_VALUE));
        assertThatIllegalArgumentException().isThrownBy(() -> queue.poll(5, 0, dst, 0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> queue.poll(5, 1_000_000_000, dst, 0, 1));
        assertThat(queue.size()).isEqualTo(1);
        assertThat(queue.itemBytes()).isEqualTo(16);

        queue.close();
        queue.close();
        assertThat(budget.used()).isZero();
        assertThat(queue.size()).isZero();
        assertThatIllegalStateException()
                .isThrownBy(() -> queue.offer(four, 0, 0, 0))
                .withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(() -> queue.poll(5, 0, dst, 0, 1));
        assertThatIllegalStateException().isThrownBy(queue::nextDueSecond);
        assertThatIllegalStateException().isThrownBy(queue::itemBytes);
        assertThatIllegalStateException().isThrownBy(queue::trim);
        assertThatIllegalStateException().isThrownBy(queue::clear);
    }

    @Test
    void aSourceWhoseFreeThrowsGetsEveryBlockBackAndItsFirstExceptionGoesOn() {
        int[] freed = {0};
        int[] given = {0};
        MemoryBudget budget = MemoryBudget.of(1 << 20, new BlockSource() {
            @Override
            public byte[] allocate(int bytes) {
                given[0]++;
                return new byte[bytes];
            }

            @Override
            public void free(byte[] block) {
                freed[0]++;
                throw new IllegalStateException("free " + freed[0]);
            }
        });
        RetryQueue queue = new RetryQueue(20, 10, budget);
        for (int i = 0; i < 1_000; i++) {
            queue.offer(new byte[20], 0, 1, 0);
        }
        assertThatIllegalStateException().isThrownBy(queue::close).withMessage("free 1");
        assertThat(freed[0]).isEqualTo(given[0]).isGreaterThan(2);
        assertThat(budget.used()).isZero();
    }
}
