// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import java.lang.management.ManagementFactory;

/** Time and allocated bytes of one thread, summed over the stretches between {@link #start()} and {@link #stop()}. */
final class Meter {
    /** Exact to the byte on HotSpot; null on a JVM that does not count. */
    private static final com.sun.management.ThreadMXBean THREADS = threads();

    private long nanos;
    private long allocated;
    private long startNanos;
    private long startAllocated;

    private static com.sun.management.ThreadMXBean threads() {
        return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean bean
                        && bean.isThreadAllocatedMemorySupported()
                ? bean
                : null;
    }

    static boolean countsAllocation() {
        return THREADS != null;
    }

    private static long allocatedByThread() {
        return THREADS == null ? 0 : THREADS.getCurrentThreadAllocatedBytes();
    }

    void start() {
        startAllocated = allocatedByThread();
        startNanos = System.nanoTime();
    }

    void stop() {
        nanos += System.nanoTime() - startNanos;
        allocated += allocatedByThread() - startAllocated;
    }

    void reset() {
        nanos = 0;
        allocated = 0;
    }

    long nanos() {
        return nanos;
    }

    long allocated() {
        return allocated;
    }
}
