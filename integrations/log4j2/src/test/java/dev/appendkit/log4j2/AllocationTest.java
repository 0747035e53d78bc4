// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * When a program logs with {@code log4j2.garbagefree.threadContextMap=true}, nothing is allocated, neither by the
 * thread that logs nor by the one that writes.
 */
@Tag("alloc")
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 10_000;
    private static final int ROUNDS = 100;
    private static final int EVENTS = 5_000;
    private static final String ROOT = "<Root level=\"info\"><AppenderRef ref=\"file\"/></Root>";
    private static final String ASYNC_ROOT = "<AsyncRoot level=\"info\"><AppenderRef ref=\"file\"/></AsyncRoot>";

    private static final StringBuilder NAME = new StringBuilder("a buyer named \"Ä\"");

    @TempDir
    private Path directory;

    private String appender(String layout, boolean immediateFlush) {
        return "<File name=\"file\" fileName=\"" + directory.resolve("app.log") + "\" immediateFlush=\""
                + immediateFlush + "\">" + layout + "</File>";
    }

    private static void logOne(Logger logger) {
        logger.info(MarkerManager.getMarker("AUDIT"), "order {} of {} is paid", "A-17", NAME);
    }

    @ParameterizedTest
    @CsvSource({
        "ecs,true",
        "ecs,false",
        "logstash,false",
        "gelf,false",
        "google,false",
        "logfmt,false",
        "text,true",
        "text,false"
    })
    void nothingInTheThreadThatLogs(String template, boolean immediateFlush) {
        String layout = "<AppendkitLayout template=\"" + template + "\"/>";
        assertThat(least(appender(layout, immediateFlush), ROOT, AllocationTest::logOne, false))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"ecs", "text"})
    void nothingInEitherThreadWithAsyncLoggers(String template) {
        String layout = "<AppendkitLayout template=\"" + template + "\"/>";
        assertThat(least(appender(layout, false), ASYNC_ROOT, AllocationTest::logOne, true))
                .isZero();
    }

    /** The control: a message that creates a string. */
    @Test
    void whatAllocatesIsSeen() {
        assertThat(least(
                        appender("<AppendkitLayout/>", false),
                        ROOT,
                        logger -> logger.info("order {}", new String("A-17".toCharArray())),
                        false))
                .isGreaterThanOrEqualTo(16L * EVENTS);
    }

    private interface Call {
        void log(Logger logger);
    }

    /** The bytes of the round that allocated least; an occasional compilation may add some to another round. */
    private static long least(String appender, String root, Call call, boolean everyThread) {
        ThreadContext.put("user", "u-42");
        ThreadContext.put("request", "0123456789abcdef");
        try (LoggerContext context = Contexts.start(appender, root)) {
            Logger logger = context.getLogger("com.acme.shop.Orders");
            repeat(logger, call, WARM_UP);
            long writer = everyThread ? writingThread() : Thread.currentThread().getId();
            long least = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS && least > 0; round++) {
                long writerBefore = THREADS.getThreadAllocatedBytes(writer);
                long before = THREADS.getCurrentThreadAllocatedBytes();
                repeat(logger, call, EVENTS);
                long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
                if (everyThread) {
                    bytes += THREADS.getThreadAllocatedBytes(writer) - writerBefore;
                }
                least = Math.min(least, bytes);
            }
            return least;
        } finally {
            ThreadContext.clearMap();
        }
    }

    private static void repeat(Logger logger, Call call, int times) {
        for (int i = 0; i < times; i++) {
            call.log(logger);
        }
    }

    /** The thread in which Log4j takes events out of its ring. */
    private static long writingThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("Log4j2-TF"))
                .mapToLong(Thread::getId)
                .max()
                .orElseThrow();
    }
}
