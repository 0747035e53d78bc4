// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

@SuppressWarnings("ThreadPriorityCheck") // A side that has nothing to do lets the other one have the processor.
class SpscRingTest {
    private static final int RECORD_BYTES = 9;

    @Property(tries = 200)
    void besideADeque(@ForAll long seed, @ForAll boolean checked, @ForAll @IntRange(min = 1, max = 20) int capacity) {
        SplittableRandom random = new SplittableRandom(seed);
        SpscRing ring = new SpscRing(RECORD_BYTES, capacity, checked);
        Deque<Long> model = new ArrayDeque<>();
        byte[] many = new byte[30 * RECORD_BYTES + 2];
        long number = 0;
        boolean claimed = false;
        boolean peeked = false;
        for (int i = 0; i < 300; i++) {
            switch (random.nextInt(6)) {
                case 0 -> {
                    int at = ring.claim();
                    assertThat(at < 0).isEqualTo(model.size() == capacity);
                    assertThat(ring.claim()).isEqualTo(at);
                    claimed |= at >= 0;
                }
                case 1 -> {
                    if (claimed) {
                        LittleEndian.putLong(ring.array(), ring.claim(), number);
                        ring.publish();
                        model.add(number++);
                        claimed = false;
                    } else {
                        assertThatIllegalStateException().isThrownBy(ring::publish);
                    }
                }
                case 2 -> {
                    int count = random.nextInt(30);
                    for (int k = 0; k < count; k++) {
                        LittleEndian.putLong(many, 1 + k * RECORD_BYTES, number + k);
                    }
                    int taken = ring.push(many, 1, count);
                    assertThat(taken).isEqualTo(Math.min(count, capacity - model.size()));
                    for (int k = 0; k < taken; k++) {
                        model.add(number++);
                    }
                    claimed = false;
                }
                case 3 -> {
                    int at = ring.peek();
                    assertThat(at < 0).isEqualTo(model.isEmpty());
                    assertThat(ring.peek()).isEqualTo(at);
                    if (at >= 0) {
                        assertThat(LittleEndian.getLong(ring.array(), at)).isEqualTo(model.peek());
                        peeked = true;
                    }
                }
                case 4 -> {
                    if (peeked) {
                        ring.release();
                        model.remove();
                        peeked = false;
                    } else {
                        assertThatIllegalStateException().isThrownBy(ring::release);
                    }
                }
                default -> {
                    int max = random.nextInt(30);
                    int taken = ring.pop(many, 2, max);
                    assertThat(taken).isEqualTo(Math.min(max, model.size()));
                    for (int k = 0; k < taken; k++) {
                        assertThat(LittleEndian.getLong(many, 2 + k * RECORD_BYTES))
                                .isEqualTo(model.remove());
                    }
                    peeked = false;
                }
            }
        }
    }

    @Example
    void twoThreads() throws InterruptedException {
        for (int mode = 0; mode < 3; mode++) {
            for (int capacity : new int[] {1, 7, 1_000}) {
                transfer(mode, capacity, capacity == 1_000 ? 1_000_000 : 20_000);
            }
        }
    }

    /** Every record carries its number and a checksum; single calls, bulk, or both in turns. */
    private static void transfer(int mode, int capacity, long count) throws InterruptedException {
        SpscRing ring = new SpscRing(16, capacity, false);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread producer = new Thread(() -> {
            byte[] many = new byte[16 * 64];
            long next = 0;
            while (next < count && failure.get() == null) {
                if (mode == 0 || (mode == 2 && next % 3 == 0)) {
                    int at = ring.claim();
                    if (at < 0) {
                        Thread.yield();
                        continue;
                    }
                    put(ring.array(), at, next++);
                    ring.publish();
                } else {
                    int wanted = (int) Math.min(64, count - next);
                    for (int i = 0; i < wanted; i++) {
                        put(many, 16 * i, next + i);
                    }
                    int taken = ring.push(many, 0, wanted);
                    next += taken;
                    if (taken == 0) {
                        Thread.yield();
                    }
                }
            }
        });
        producer.start();
        try {
            byte[] many = new byte[16 * 50];
            long next = 0;
            while (next < count) {
                if (mode == 0 || (mode == 2 && next % 2 == 0)) {
                    int at = ring.peek();
                    if (at < 0) {
                        Thread.yield();
                        continue;
                    }
                    check(ring.array(), at, next++);
                    ring.release();
                } else {
                    int taken = ring.pop(many, 0, 50);
                    for (int i = 0; i < taken; i++) {
                        check(many, 16 * i, next++);
                    }
                    if (taken == 0) {
                        Thread.yield();
                    }
                }
            }
        } catch (Throwable e) {
            failure.set(e);
            throw e;
        } finally {
            producer.join();
        }
        assertThat(ring.peek()).isEqualTo(-1);
    }

    private static void put(byte[] dst, int at, long number) {
        LittleEndian.putLong(dst, at, number);
        LittleEndian.putLong(dst, at + 8, number * 0x9E37_79B9_7F4A_7C15L);
    }

    private static void check(byte[] src, int at, long number) {
        if (LittleEndian.getLong(src, at) != number
                || LittleEndian.getLong(src, at + 8) != number * 0x9E37_79B9_7F4A_7C15L) {
            throw new AssertionError("record " + number + " is not what was written");
        }
    }

    @Example
    void misuse() {
        for (int[] wrong : new int[][] {{0, 1}, {1, 0}, {-1, 5}, {1 << 16, 1 << 15}}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new SpscRing(wrong[0], wrong[1]));
        }
        SpscRing ring = new SpscRing(4, 3);
        byte[] array = new byte[12];
        assertThatIllegalArgumentException().isThrownBy(() -> ring.push(array, 0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> ring.pop(array, 0, -1));
        for (int[] range : new int[][] {{-1, 1}, {1, 3}, {0, 4}, {13, 0}, {0, Integer.MAX_VALUE}}) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> ring.push(array, range[0], range[1]));
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> ring.pop(array, range[0], range[1]));
        }
        assertThat(ring.peek()).isEqualTo(-1);
        assertThat(ring.capacity()).isEqualTo(3);
        assertThat(ring.recordBytes()).isEqualTo(4);
    }
}
