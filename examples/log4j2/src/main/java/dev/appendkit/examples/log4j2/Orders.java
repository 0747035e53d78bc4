// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.log4j2;

import dev.appendkit.examples.logging.Measurement;
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
    private static final int EVENTS = 1_000;

    private Orders() {}

    public static void main(String[] args) throws InterruptedException {
        Measurement.inThreads(Orders::count);
        LOG.error("the last one is missing", new IllegalStateException("no\nitem"));
        ThreadContext.put("customer", "c-4711");
        ThreadContext.put("request", "0123456789abcdef");
        System.out.println(Measurement.of(Orders::log, "Log4j2-TF"));
        LogManager.shutdown();
    }

    private static void count(int number) {
        ThreadContext.put("shelf", "s-" + number);
        for (int i = 0; i < EVENTS; i++) {
            LOG.info("item {} of shelf {} is counted: ä€😀", i, number);
        }
    }

    private static void log() throws InterruptedException {
        for (int i = 0; i < Measurement.EVENTS; i++) {
            LOG.info("order {} of customer {} is paid and will be sent", "A-17", "Müller");
        }
        RingBufferAdmin ring = ((AsyncLoggerContext) LogManager.getContext(false)).createRingBufferAdmin();
        while (ring.getRemainingCapacity() < ring.getBufferSize()) {
            Thread.sleep(1);
        }
    }
}
