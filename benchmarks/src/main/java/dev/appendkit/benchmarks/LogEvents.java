// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.time.MutableInstant;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.slf4j.event.KeyValuePair;

/** The same 1,024 events for either back-end: a message of 60 chars, two entries of the MDC, 16 names of loggers. */
final class LogEvents {
    static final int COUNT = 1_024;
    private static final int LOGGERS = 16;
    private static final int MESSAGE_CHARS = 60;
    private static final int FRAMES = 40;
    private static final long START = 1_767_225_600_000L;
    private static final int THREADS = 8;
    /** As in an application, all events of a logger or thread have the same name, not one that is equal. */
    private static final String[] LOGGER_NAMES = new String[LOGGERS];

    private static final String[] THREAD_NAMES = new String[THREADS];

    static {
        Arrays.setAll(LOGGER_NAMES, i -> "com.acme.shop.orders.Service" + i);
        Arrays.setAll(THREAD_NAMES, i -> "http-nio-8080-exec-" + i);
    }

    private LogEvents() {}

    /** With two key-value pairs, an int and a text; with a throwable if asked for. */
    static ILoggingEvent[] logback(LoggerContext context, boolean thrown) {
        ILoggingEvent[] events = new ILoggingEvent[COUNT];
        Random random = new Random(7);
        for (int i = 0; i < COUNT; i++) {
            LoggingEvent event = new LoggingEvent(
                    "fqcn", context.getLogger(logger(i)), Level.INFO, message(random), throwable(thrown), null);
            event.setInstant(Instant.ofEpochMilli(START + 3L * i));
            event.setThreadName(THREAD_NAMES[i % THREADS]);
            event.setMDCPropertyMap(Map.of("request", id(random), "user", "u-" + random.nextInt(100_000)));
            event.addKeyValuePair(new KeyValuePair("order", random.nextInt(1_000_000)));
            event.addKeyValuePair(new KeyValuePair("currency", "CHF"));
            event.getFormattedMessage();
            events[i] = event;
        }
        return events;
    }

    static LogEvent[] log4j(boolean thrown) {
        LogEvent[] events = new LogEvent[COUNT];
        Random random = new Random(7);
        for (int i = 0; i < COUNT; i++) {
            MutableInstant instant = new MutableInstant();
            instant.initFromEpochMilli(START + 3L * i, 0);
            SortedArrayStringMap context = new SortedArrayStringMap();
            String message = message(random);
            context.putValue("request", id(random));
            context.putValue("user", "u-" + random.nextInt(100_000));
            events[i] = Log4jLogEvent.newBuilder()
                    .setInstant(instant)
                    .setLevel(org.apache.logging.log4j.Level.INFO)
                    .setLoggerName(logger(i))
                    .setThreadName(THREAD_NAMES[i % THREADS])
                    .setContextData(context)
                    .setMessage(new SimpleMessage(message))
                    .setThrown(throwable(thrown))
                    .build();
        }
        return events;
    }

    private static String logger(int i) {
        return LOGGER_NAMES[i % LOGGERS];
    }

    private static String message(Random random) {
        StringBuilder text = new StringBuilder("order ");
        while (text.length() < MESSAGE_CHARS) {
            text.append(random.nextInt(8) == 0 ? ' ' : (char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    private static String id(Random random) {
        return String.format("%016x", random.nextLong());
    }

    private static Throwable throwable(boolean thrown) {
        if (!thrown) {
            return null;
        }
        Throwable throwable = new IllegalStateException("no price");
        StackTraceElement[] frames = new StackTraceElement[FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            frames[i] =
                    new StackTraceElement("com.acme.shop.layer" + i % 7 + ".Class" + i, "call" + i, "Class.java", i);
        }
        throwable.setStackTrace(frames);
        return throwable;
    }
}
