// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.shop;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Counts what a thread allocates, and how long it takes, while it logs 100,000 events after as many to warm up. */
final class Measurement {
    private static final Logger LOG = LoggerFactory.getLogger("shop.measure");
    private static final int EVENTS = 100_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Measurement() {}

    static String run() throws InterruptedException {
        String[] result = new String[1];
        Thread thread = new Thread(() -> result[0] = measure(), "measure");
        thread.start();
        thread.join();
        return result[0];
    }

    private static String measure() {
        MDC.put("customer", "c-4711");
        MDC.put("request", "0123456789abcdef");
        log();
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        log();
        long nanos = System.nanoTime() - start;
        bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
        return String.format(Locale.ROOT, "%,d B/event, %,d events/s", bytes / EVENTS, EVENTS * 1_000_000_000L / nanos);
    }

    private static void log() {
        for (int i = 0; i < EVENTS; i++) {
            LOG.info("order {} of customer {} is paid and will be sent", "A-17", "Müller");
        }
    }
}
