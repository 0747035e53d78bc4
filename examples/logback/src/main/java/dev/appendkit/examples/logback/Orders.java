// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.logback;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.LoggerContext;
import dev.appendkit.examples.logging.Measurement;
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
    private static final int EVENTS = 1_000;

    private Orders() {}

    public static void main(String[] args) throws InterruptedException {
        Measurement.inThreads(Orders::count);
        LOG.error("the last one is missing", new IllegalStateException("no\nitem"));
        MDC.put("customer", "c-4711");
        MDC.put("request", "0123456789abcdef");
        System.out.println(Measurement.of(Orders::log, "AsyncAppender-Worker"));
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }

    private static void count(int number) {
        MDC.put("shelf", "s-" + number);
        for (int i = 0; i < EVENTS; i++) {
            LOG.atInfo().addKeyValue("item", i).log("item {} of shelf {} is counted: ä€😀", i, number);
        }
    }

    private static void log() throws InterruptedException {
        for (int i = 0; i < Measurement.EVENTS; i++) {
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
