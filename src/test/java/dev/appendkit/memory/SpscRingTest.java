// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.appendkit.internal.memory.Overlap;
import java.util.ArrayDeque;
import java.util.ConcurrentModificationException;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("ThreadPriorityCheck") // A side that has nothing to do lets the other one have the processor.
class SpscRingTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRingGivesWhatAnArrayDequeWouldGive(boolean checked) {
        for (int seed = 0; seed < 400; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int capacity = seed % 20 + 1;
            SpscRing ring = new SpscRing(8, capacity, checked);
            ArrayDeque<Long> expected = new ArrayDeque<>();
            byte[] bulk = new byte[8 * 30 + 5];
            long next = 1;
            boolean claimed = false;
            boolean peeked = false;
            for (int step = 0; step < 300; step++) {
                switch (random.nextInt(6)) {
                    case 0, 1 -> {
                        int pos = ring.claim();
                        if (expected.size() == capacity) {
                            assertThat(pos).isEqualTo(-1);
                        } else {
                            assertThat(pos).isNotNegative().isEqualTo(ring.claim());
                            claimed = true;
                            if (random.nextBoolean()) {
                                LittleEndian.putLong(ring.array(), pos, next);
                                ring.publish();
                                expected.add(next++);
                                claimed = false;
                            }
                        }
                    }
                    case 2 -> {
                        int n = random.nextInt(25);
                        for (int i = 0; i < n; i++) {
                            LittleEndian.putLong(bulk, 3 + 8 * i, next + i);
                        }
                        int pushed = ring.push(bulk, 3, n);
                        assertThat(pushed).isEqualTo(Math.min(n, capacity - expected.size()));
                        for (int i = 0; i < pushed; i++) {
                            expected.add(next++);
                        }
                        claimed = false;
                    }
                    case 3 -> {
                        int n = random.nextInt(25);
                        int popped = ring.pop(bulk, 1, n);
                        assertThat(popped).isEqualTo(Math.min(n, expected.size()));
                        for (int i = 0; i < popped; i++) {
                            assertThat(LittleEndian.getLong(bulk, 1 + 8 * i)).isEqualTo(expected.remove());
                        }
                        peeked = false;
                    }
                    default -> {
                        int pos = ring.peek();
                        if (expected.isEmpty()) {
                            assertThat(pos).isEqualTo(-1);
                        } else {
                            assertThat(pos).isEqualTo(ring.peek());
                            assertThat(LittleEndian.getLong(ring.array(), pos)).isEqualTo(expected.peek());
                            peeked = true;
                            if (random.nextBoolean()) {
                                ring.release();
                                expected.remove();
                                peeked = false;
                            }
                        }
                    }
                }
                if (!claimed) {
                    checkRefused(ring::publish, "claim");
                }
                if (!peeked) {
                    checkRefused(ring::release, "peek");
                }
            }
        }
    }

    /** Without AssertJ, which costs more than all else in a hundred thousand calls. */
    private static void checkRefused(Runnable call, String word) {
        try {
            call.run();
        } catch (IllegalStateException e) {
            if (e.getMessage().contains(word)) {
                return;
            }
            throw e;
        }
        throw new AssertionError("not refused without a " + word);
    }

    /** Every record carries its number and a checksum of it; one by one, in bulk, and both. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 1_000, 8_191})
    void recordsPassBetweenTwoThreadsInOrderAndWhole(int capacity) throws InterruptedException {
        pass(capacity, capacity < 4 ? 10_000 : 100_000);
    }

    /** Ten million in each of the nine ways. */
    @Tag("exhaustive")
    @Test
    void tenMillionRecordsPassInOrderAndWhole() throws InterruptedException {
        pass(1_000, 10_000_000);
    }

    private static void pass(int capacity, long count) throws InterruptedException {
        for (int mode = 0; mode < 9; mode++) {
            int producing = mode % 3;
            int consuming = mode / 3;
            SpscRing ring = new SpscRing(24, capacity);
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread producer = new Thread(() -> {
                try {
                    produce(ring, count, producing);
                } catch (Throwable e) {
                    failure.set(e);
                }
            });
            producer.start();
            try {
                consume(ring, count, consuming, failure);
            } finally {
                failure.compareAndSet(null, new InterruptedException("the consumer has ended"));
                producer.join();
            }
            assertThat(failure.get()).isInstanceOf(InterruptedException.class);
            assertThat(ring.peek()).isEqualTo(-1);
        }
    }

    private static void put(byte[] array, int pos, long number) {
        LittleEndian.putLong(array, pos, number);
        LittleEndian.putLong(array, pos + 8, ~number);
        LittleEndian.putLong(array, pos + 16, number * 0x9E37_79B9_7F4A_7C15L);
    }

    private static void check(byte[] array, int pos, long number) {
        if (LittleEndian.getLong(array, pos) != number
                || LittleEndian.getLong(array, pos + 8) != ~number
                || LittleEndian.getLong(array, pos + 16) != number * 0x9E37_79B9_7F4A_7C15L) {
            throw new AssertionError("record " + number + " is not what was pushed");
        }
    }

    private static void produce(SpscRing ring, long count, int mode) {
        byte[] bulk = new byte[24 * 50];
        SplittableRandom random = new SplittableRandom(count);
        for (long i = 0; i < count; ) {
            if (mode == 0 || mode == 2 && random.nextBoolean()) {
                int pos = ring.claim();
                if (pos >= 0) {
                    put(ring.array(), pos, i);
                    ring.publish();
                    i++;
                    continue;
                }
            } else {
                int n = (int) Math.min(random.nextInt(1, 51), count - i);
                for (int k = 0; k < n; k++) {
                    put(bulk, 24 * k, i + k);
                }
                int pushed = ring.push(bulk, 0, n);
                i += pushed;
                if (pushed > 0) {
                    continue;
                }
            }
            Thread.yield();
        }
    }

    private static void consume(SpscRing ring, long count, int mode, AtomicReference<Throwable> failure) {
        byte[] bulk = new byte[24 * 50];
        SplittableRandom random = new SplittableRandom(count + 1);
        for (long i = 0; i < count && failure.get() == null; ) {
            int got = 0;
            if (mode == 0 || mode == 2 && random.nextBoolean()) {
                int pos = ring.peek();
                if (pos >= 0) {
                    check(ring.array(), pos, i);
                    ring.release();
                    got = 1;
                }
            } else {
                got = ring.pop(bulk, 0, random.nextInt(1, 51));
                for (int k = 0; k < got; k++) {
                    check(bulk, 24 * k, i + k);
                }
            }
            i += got;
            if (got == 0) {
                Thread.yield();
            }
        }
    }

    @Test
    void theLimits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpscRing(0, 1))
                .withMessageContaining("0");
        assertThatIllegalArgumentException().isThrownBy(() -> new SpscRing(1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new SpscRing(1 << 16, 1 << 15));
        SpscRing ring = new SpscRing(3, 5);
        assertThat(ring.capacity()).isEqualTo(5);
        assertThat(ring.recordBytes()).isEqualTo(3);
        assertThat(ring.array()).hasSize(15);
        byte[] six = new byte[6];
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> ring.push(six, 1, 2));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> ring.push(six, -1, 1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> ring.pop(six, 0, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> ring.push(six, 0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> ring.pop(six, 0, -1));
        assertThatNullPointerException().isThrownBy(() -> ring.push(null, 0, 0));
        assertThat(ring.push(six, 6, 0)).isZero();
        assertThat(ring.peek()).isEqualTo(-1);
    }

    /** Rings of up to 2^31 - 9 records of one byte: their states have to fit into an array too. */
    @Test
    void theStatesOfAnyCapacityFit() {
        int most = Integer.MAX_VALUE - 8;
        for (int capacity : new int[] {1, 1_000, most - 256, most - 129, most - 128}) {
            assertThat(SpscRing.paddingBefore(capacity)).isEqualTo(128);
        }
        for (int capacity = most - 200; capacity <= most; capacity++) {
            assertThat((long) SpscRing.paddingBefore(capacity) + capacity).isLessThanOrEqualTo(most);
            assertThat(SpscRing.paddingBefore(capacity)).isNotNegative();
        }
    }

    @Test
    void inCheckedModeAFreePlaceIsFilled() {
        SpscRing ring = new SpscRing(1, 2, true);
        assertThat(ring.array()).containsOnly(0xFF);
        ring.push(new byte[] {1, 2}, 0, 2);
        ring.peek();
        ring.release();
        assertThat(ring.array()).containsExactly(0xFF, 2);
        ring.pop(new byte[1], 0, 1);
        assertThat(ring.array()).containsOnly(0xFF);

        SpscRing unchecked = new SpscRing(1, 2, false);
        unchecked.push(new byte[] {1, 2}, 0, 2);
        unchecked.pop(new byte[2], 0, 2);
        assertThat(unchecked.array()).containsExactly(1, 2);
    }

    @Test
    void callsThatOverlapInTwoThreadsAreFound() throws InterruptedException {
        Overlap overlap = Overlap.ifChecked(true);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Thread other = new Thread(() -> {
            Overlap.enter(overlap);
            entered.countDown();
            try {
                leave.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            Overlap.leave(overlap);
        });
        other.start();
        entered.await();
        assertThatExceptionOfType(ConcurrentModificationException.class)
                .isThrownBy(() -> Overlap.enter(overlap))
                .withMessageContaining("overlaps");
        leave.countDown();
        other.join();
        Overlap.enter(overlap);
        Overlap.leave(overlap);
        assertThat(Overlap.ifChecked(false)).isNull();
    }
}
