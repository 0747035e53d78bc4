// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.log4j2;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.async.AsyncLoggerContext;
import org.apache.logging.log4j.core.jmx.RingBufferAdmin;

/**
 * Logs from 16 threads with asynchronous loggers into rolling files, and then measures what an event costs the thread
 * that logs and the one that writes. {@code log4j2.xml} says how lines look; {@code -Dlog4j2.configurationFile=} names
 * a peer's file. {@code -Dlog.directory=} says where files go.
 */
public final class Orders {
    private static final Logger LOG = LogManager.getLogger(Orders.class);
    private static final int THREADS = 16;
    private static final int EVENTS = 1_000;
    private static final int MEASURED = 100_000;
    private static final ThreadMXBean BEAN = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Orders() {}

    public static void main(String[] args) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            Thread thread = new Thread(() -> count(number), "stock-" + i);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        LOG.error("the last one is missing", new IllegalStateException("no\nitem"));
        System.out.println(measure());
        LogManager.shutdown();
    }

    private static void count(int number) {
        ThreadContext.put("shelf", "s-" + number);
        for (int i = 0; i < EVENTS; i++) {
            LOG.info("item {} of shelf {} is counted: ä€😀", i, number);
        }
    }

    private static String measure() throws InterruptedException {
        ThreadContext.put("customer", "c-4711");
        ThreadContext.put("request", "0123456789abcdef");
        long writer = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("Log4j2-TF"))
                .mapToLong(Thread::getId)
                .findFirst()
                .orElseThrow();
        // The writing thread must have compiled its part too.
        for (int i = 0; i < 3; i++) {
            log();
        }
        long written = BEAN.getThreadAllocatedBytes(writer);
        long logged = BEAN.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        log();
        long nanos = System.nanoTime() - start;
        logged = BEAN.getCurrentThreadAllocatedBytes() - logged;
        written = BEAN.getThreadAllocatedBytes(writer) - written;
        return String.format(
                Locale.ROOT,
                "%.1f B/event, %,d events/s",
                (double) (logged + written) / MEASURED,
                MEASURED * 1_000_000_000L / nanos);
    }

    private static void log() throws InterruptedException {
        for (int i = 0; i < MEASURED; i++) {
            LOG.info("order {} of customer {} is paid and will be sent", "A-17", "Müller");
        }
        RingBufferAdmin ring = ((AsyncLoggerContext) LogManager.getContext(false)).createRingBufferAdmin();
        while (ring.getRemainingCapacity() < ring.getBufferSize()) {
            Thread.sleep(1);
        }
    }
}
