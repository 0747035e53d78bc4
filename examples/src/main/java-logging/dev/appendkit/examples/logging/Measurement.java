// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.logging;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;

/** What the programs for Log4j and Logback have in common: threads that log, and what an event costs. */
public final class Measurement {
    /** The events of a burst. */
    public static final int EVENTS = 100_000;

    private static final int THREADS = 16;
    private static final ThreadMXBean BEAN = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Measurement() {}

    /** Logs {@link #EVENTS} events and waits until they are written. */
    public interface Burst {
        void log() throws InterruptedException;
    }

    /** Runs 16 threads, each with its number, and waits for them. */
    public static void inThreads(IntConsumer work) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            Thread thread = new Thread(() -> work.accept(number), "stock-" + i);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /**
     * Says what an event costs the thread that logs and the one that writes.
     *
     * @param writer how the name of the writing thread begins
     */
    public static String of(Burst burst, String writer) throws InterruptedException {
        long id = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(writer))
                .mapToLong(Thread::getId)
                .findFirst()
                .orElseThrow();
        // The writing thread must have compiled its part too.
        for (int i = 0; i < 3; i++) {
            burst.log();
        }
        long written = BEAN.getThreadAllocatedBytes(id);
        long logged = BEAN.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        burst.log();
        long nanos = System.nanoTime() - start;
        logged = BEAN.getCurrentThreadAllocatedBytes() - logged;
        written = BEAN.getThreadAllocatedBytes(id) - written;
        return String.format(
                Locale.ROOT,
                "%.1f B/event, %,d events/s",
                (double) (logged + written) / EVENTS,
                EVENTS * 1_000_000_000L / nanos);
    }
}
