// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.SpscArrayQueue;

/** Items that are in use at the same time: in turn on one thread, or on their way to the thread that releases them. */
final class InUse {
    private static final int SPINS = 10_000;

    private final Lender lender;
    private final Object[] lent;
    private int next;
    private long borrows;

    InUse(Lender lender, int inUse) {
        this.lender = lender;
        lent = new Object[inUse];
        for (int i = 0; i < inUse; i++) {
            lent[i] = lender.borrow();
        }
    }

    /** Releases the item that was borrowed first, and borrows one. */
    Object turn() {
        int at = next;
        next = at + 1 == lent.length ? 0 : at + 1;
        lender.release(lent[at]);
        borrows++;
        Object item = lender.borrow();
        lent[at] = item;
        return item;
    }

    /** Prints which part of the borrows found nothing, where somebody counts. */
    void printMisses() {
        print(lender, borrows);
    }

    private static void print(Lender lender, long borrows) {
        long misses = lender.misses();
        if (misses >= 0) {
            System.out.printf("misses: %.2f %% of %d borrows%n", 100.0 * misses / borrows, borrows);
        }
    }

    /** One thread borrows, another one releases; between the two a queue. */
    static final class HandOff {
        private final Lender lender;
        private final SpscArrayQueue<Object> queue;
        private final Thread other = new FastThreadLocalThread(this::releaseAll);
        private volatile boolean stopped;
        private long borrows;

        HandOff(Lender lender, int queueLength) {
            this.lender = lender;
            queue = new SpscArrayQueue<>(queueLength);
            other.setDaemon(true);
            other.start();
        }

        void send() {
            Object item = lender.borrow();
            borrows++;
            while (!queue.offer(item)) {
                Thread.onSpinWait();
            }
        }

        private void releaseAll() {
            int idle = 0;
            while (!stopped) {
                Object item = queue.poll();
                if (item != null) {
                    lender.release(item);
                    idle = 0;
                } else if (++idle < SPINS) {
                    Thread.onSpinWait();
                } else {
                    // Where nothing comes, this thread must not take the other's time.
                    LockSupport.parkNanos(100_000);
                }
            }
        }

        void stop() throws InterruptedException {
            stopped = true;
            other.join();
            print(lender, borrows);
        }
    }
}
