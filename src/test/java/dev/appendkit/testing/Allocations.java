// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Proves that a call allocates nothing once it is compiled. The JVM counts a thread's bytes exactly; what allocates
 * allocates in every round, at least 16 bytes a call, while a compilation may leave some hundred bytes in one round.
 */
public final class Allocations {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 20_000;
    private static final int ROUNDS = 20;
    private static final int CALLS = 100_000;

    private Allocations() {}

    /** Throws an {@code AssertionError} if there is no round without a single byte. */
    public static void assertNone(String what, Runnable call) {
        repeat(call, WARM_UP);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            least = Math.min(least, of(() -> repeat(call, CALLS)));
            if (least == 0) {
                return;
            }
        }
        throw new AssertionError(what + " allocates " + least + " bytes in " + CALLS + " calls");
    }

    /** The bytes that the call allocates on this thread. */
    public static long of(Runnable call) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        call.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static void repeat(Runnable call, int times) {
        for (int i = 0; i < times; i++) {
            call.run();
        }
    }
}
