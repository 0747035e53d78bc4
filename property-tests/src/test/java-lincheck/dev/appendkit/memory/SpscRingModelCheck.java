// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;

/** The two sides of a ring under a model checker, which switches between them wherever they touch what they share. */
class SpscRingModelCheck {
    private static final int INTERLEAVINGS = 3_000;
    private static final int RECORDS = 5;

    private interface Side {
        void run(SpscRing ring);
    }

    private static void pushOneByOne(SpscRing ring) {
        for (byte i = 1; i <= RECORDS; ) {
            int pos = ring.claim();
            if (pos >= 0) {
                ring.array()[pos] = i;
                ring.publish();
                i++;
            } else {
                Thread.onSpinWait();
            }
        }
    }

    private static void pushInBulk(SpscRing ring) {
        byte[] src = {1, 2, 3, 4, 5};
        for (int i = 0; i < RECORDS; ) {
            i += ring.push(src, i, RECORDS - i);
        }
    }

    private static void popOneByOne(SpscRing ring) {
        for (byte i = 1; i <= RECORDS; ) {
            int pos = ring.peek();
            if (pos >= 0) {
                check(ring.array()[pos], i);
                ring.release();
                i++;
            } else {
                Thread.onSpinWait();
            }
        }
    }

    private static void popInBulk(SpscRing ring) {
        byte[] dst = new byte[RECORDS];
        int got = 0;
        while (got < RECORDS) {
            got += ring.pop(dst, got, RECORDS - got);
        }
        for (byte i = 1; i <= RECORDS; i++) {
            check(dst[i - 1], i);
        }
    }

    private static void check(byte found, byte expected) {
        if (found != expected) {
            throw new IllegalStateException("record " + found + " came where " + expected + " was to come");
        }
    }

    private static void explore(int capacity, Side producer, Side consumer) {
        Lincheck.runConcurrentTest(INTERLEAVINGS, () -> {
            SpscRing ring = new SpscRing(1, capacity, false);
            Thread other = new Thread(() -> producer.run(ring));
            other.start();
            consumer.run(ring);
            try {
                other.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void oneByOne() {
        for (int capacity : new int[] {1, 2, 4}) {
            explore(capacity, SpscRingModelCheck::pushOneByOne, SpscRingModelCheck::popOneByOne);
        }
    }

    @Test
    void inBulk() {
        for (int capacity : new int[] {1, 2, 4}) {
            explore(capacity, SpscRingModelCheck::pushInBulk, SpscRingModelCheck::popInBulk);
        }
    }

    @Test
    void mixed() {
        explore(4, SpscRingModelCheck::pushInBulk, SpscRingModelCheck::popOneByOne);
        explore(4, SpscRingModelCheck::pushOneByOne, SpscRingModelCheck::popInBulk);
    }

    /** The control: a consumer that gives the place back before it reads the record is found. */
    @Test
    void aPlaceThatIsReadAfterItsReleaseIsFound() {
        assertThatThrownBy(() -> explore(1, SpscRingModelCheck::pushOneByOne, ring -> {
                    for (byte i = 1; i <= RECORDS; ) {
                        int pos = ring.peek();
                        if (pos >= 0) {
                            ring.release();
                            check(ring.array()[pos], i);
                            i++;
                        }
                    }
                }))
                .satisfies(failure -> assertThat(failure.toString()).contains("record"));
    }
}
