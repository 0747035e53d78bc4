// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.logback;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.LoggerContext;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Logs from 16 threads through an AsyncAppender into rolling files, and then measures what an event costs the thread
 * that logs and the one that writes. {@code logback.xml} says how lines look; {@code -Dlogback.configurationFile=}
 * names a peer's file. {@code -Dlog.directory=} says where files go.
 */
public final class Orders {
    private static final Logger LOG = LoggerFactory.getLogger(Orders.class);
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
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }

    private static void count(int number) {
        MDC.put("shelf", "s-" + number);
        for (int i = 0; i < EVENTS; i++) {
            LOG.atInfo().addKeyValue("item", i).log("item {} of shelf {} is counted: ä€😀", i, number);
        }
    }

    private static String measure() throws InterruptedException {
        MDC.put("customer", "c-4711");
        MDC.put("request", "0123456789abcdef");
        long writer = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("AsyncAppender-Worker"))
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
        AsyncAppender async = (AsyncAppender) ((LoggerContext) LoggerFactory.getILoggerFactory())
                .getLogger(Logger.ROOT_LOGGER_NAME)
                .getAppender("async");
        while (async.getNumberOfElementsInQueue() > 0) {
            Thread.sleep(1);
        }
    }
}
