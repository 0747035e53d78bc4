// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.log4j2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.appendkit.testing.Lines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Threads share one file: every line is whole, is there once, and comes from one thread. */
class ManyThreadsTest {
    private static final String ASYNC_ROOT = "<AsyncRoot level=\"info\"><AppenderRef ref=\"file\"/></AsyncRoot>";
    private static final String ROOT = "<Root level=\"info\"><AppenderRef ref=\"file\"/></Root>";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {ROOT, ASYNC_ROOT})
    void sixteenThreads(String root) throws Exception {
        log(Executors.newFixedThreadPool(16), 16, 1_000, root);
    }

    @Test
    void tenThousandVirtualThreads() throws Exception {
        assumeThat(Runtime.version().feature()).isGreaterThanOrEqualTo(21);
        ExecutorService virtual = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        log(virtual, 10_000, 2, ROOT);
    }

    private void log(ExecutorService threads, int tasks, int events, String root) throws Exception {
        Path file = directory.resolve("app.log");
        String appender = "<File name=\"file\" fileName=\"" + file + "\"><AppendkitLayout template=\"ecs\"/></File>";
        try (LoggerContext context = Contexts.start(appender, root)) {
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
        ThreadContext.put("task", id);
        try {
            for (int i = 1; i <= events; i++) {
                logger.info("{} {} {}", id, i, "ä".repeat(i % 300 + 1));
            }
        } finally {
            ThreadContext.clearMap();
        }
    }
}
