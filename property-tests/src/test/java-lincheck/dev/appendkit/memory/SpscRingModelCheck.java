// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;

/**
 * The two sides of a ring under a model checker, which switches between them wherever they touch what they share. A
 * side tries a few times and gives up: the checker would take one that spins until the other has come for one that
 * hangs. What the consumer has left is popped when both are done.
 */
class SpscRingModelCheck {
    private static final int INTERLEAVINGS = 3_000;
    private static final int TRIES = 5;
    private static final int[] CAPACITIES = {1, 2, 4};

    /** Returns the number of records that have come or gone; the next one has the number {@code done} + 1. */
    private interface Side {
        int attempt(SpscRing ring, int done);
    }

    private static int pushOne(SpscRing ring, int done) {
        int pos = ring.claim();
        if (pos < 0) {
            return 0;
        }
        ring.array()[pos] = (byte) (done + 1);
        ring.publish();
        return 1;
    }

    private static int pushThree(SpscRing ring, int done) {
        byte[] src = {(byte) (done + 1), (byte) (done + 2), (byte) (done + 3)};
        return ring.push(src, 0, src.length);
    }

    private static int popOne(SpscRing ring, int done) {
        int pos = ring.peek();
        if (pos < 0) {
            return 0;
        }
        check(ring.array()[pos], done + 1);
        ring.release();
        return 1;
    }

    private static int popThree(SpscRing ring, int done) {
        byte[] dst = new byte[3];
        int count = ring.pop(dst, 0, dst.length);
        for (int i = 0; i < count; i++) {
            check(dst[i], done + 1 + i);
        }
        return count;
    }

    private static void check(byte found, int expected) {
        if (found != expected) {
            throw new IllegalStateException("record " + found + " came where " + expected + " was to come");
        }
    }

    private static int attemptAll(Side side, SpscRing ring, int done) {
        int sum = done;
        for (int i = 0; i < TRIES; i++) {
            sum += side.attempt(ring, sum);
        }
        return sum;
    }

    private static void explore(int capacity, Side producer, Side consumer) {
        Lincheck.runConcurrentTest(INTERLEAVINGS, () -> {
            SpscRing ring = new SpscRing(1, capacity, false);
            int[] pushed = new int[1];
            Thread other = new Thread(() -> pushed[0] = attemptAll(producer, ring, 0));
            other.start();
            int popped = attemptAll(consumer, ring, 0);
            try {
                other.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (pushed[0] < Math.min(capacity, TRIES)) {
                throw new IllegalStateException("a ring of " + capacity + " took " + pushed[0] + " records");
            }
            popped = attemptAll(consumer, ring, popped);
            if (popped != pushed[0]) {
                throw new IllegalStateException(pushed[0] + " records were pushed and " + popped + " popped");
            }
        });
    }

    @Test
    void oneByOne() {
        for (int capacity : CAPACITIES) {
            explore(capacity, SpscRingModelCheck::pushOne, SpscRingModelCheck::popOne);
        }
    }

    @Test
    void inBulk() {
        for (int capacity : CAPACITIES) {
            explore(capacity, SpscRingModelCheck::pushThree, SpscRingModelCheck::popThree);
        }
    }

    @Test
    void mixed() {
        for (int capacity : CAPACITIES) {
            explore(capacity, SpscRingModelCheck::pushThree, SpscRingModelCheck::popOne);
            explore(capacity, SpscRingModelCheck::pushOne, SpscRingModelCheck::popThree);
        }
    }

    /** The control: a consumer that gives the place back before it reads the record is found. */
    @Test
    void aPlaceThatIsReadAfterItsReleaseIsFound() {
        assertThatThrownBy(() -> explore(1, SpscRingModelCheck::pushOne, (ring, done) -> {
                    int pos = ring.peek();
                    if (pos < 0) {
                        return 0;
                    }
                    ring.release();
                    check(ring.array()[pos], done + 1);
                    return 1;
                }))
                .satisfies(failure -> assertThat(failure.toString()).contains("record"));
    }
}
