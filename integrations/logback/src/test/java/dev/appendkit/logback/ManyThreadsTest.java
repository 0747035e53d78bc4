// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ch.qos.logback.classic.LoggerContext;
import dev.appendkit.testing.Lines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;

/** Threads share one file: every line is whole, is there once, and comes from one thread. */
class ManyThreadsTest {
    private static final String ASYNC = "<appender name=\"async\" class=\"ch.qos.logback.classic.AsyncAppender\">"
            + "<discardingThreshold>0</discardingThreshold><maxFlushTime>60000</maxFlushTime>"
            + "<appender-ref ref=\"file\"/></appender>";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"file", "async"})
    void sixteenThreads(String ref) throws Exception {
        log(Executors.newFixedThreadPool(16), 16, 1_000, ref);
    }

    @Test
    void tenThousandVirtualThreads() throws Exception {
        assumeThat(Runtime.version().feature()).isGreaterThanOrEqualTo(21);
        ExecutorService virtual = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        log(virtual, 10_000, 2, "file");
    }

    private void log(ExecutorService threads, int tasks, int events, String ref) throws Exception {
        Path file = directory.resolve("app.log");
        String appender = Contexts.file("file", file, Contexts.encoder("<template>ecs</template>"));
        LoggerContext context = Contexts.start(ref.equals("file") ? appender : appender + ASYNC, ref);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int task = 0; task < tasks; task++) {
                String id = "t" + task;
                Logger logger = context.getLogger("logger." + task % 40);
                futures.add(threads.submit(() -> logAll(logger, id, events)));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } finally {
            threads.shutdown();
            context.stop();
        }
        Set<String> seen = new HashSet<>();
        for (JsonNode line : Lines.of(file)) {
            String[] words = line.get("message").asString().split(" ", -1);
            assertThat(line.get("task").asString()).isEqualTo(words[0]);
            assertThat(line.get("log.logger").asString())
                    .isEqualTo("logger." + Integer.parseInt(words[0].substring(1)) % 40);
            // A cut or mixed line would not be this long.
            assertThat(words[2]).isEqualTo("ä".repeat(Integer.parseInt(words[1]) % 300 + 1));
            assertThat(seen.add(words[0] + " " + words[1])).isTrue();
        }
        assertThat(seen).hasSize(tasks * events);
    }

    private static void logAll(Logger logger, String id, int events) {
        MDC.put("task", id);
        try {
            for (int i = 1; i <= events; i++) {
                logger.info("{} {} {}", id, i, "ä".repeat(i % 300 + 1));
            }
        } finally {
            MDC.clear();
        }
    }
}
