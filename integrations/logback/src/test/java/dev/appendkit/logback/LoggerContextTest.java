// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import dev.appendkit.testing.Lines;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.MDC;
import org.slf4j.helpers.BasicMarkerFactory;
import tools.jackson.databind.JsonNode;

/** Contexts that Logback starts from XML. */
class LoggerContextTest {
    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("app.log");
    }

    @AfterEach
    void clear() {
        MDC.clear();
    }

    private LoggerContext start(String encoder) {
        return Contexts.start(Contexts.file("file", file(), Contexts.encoder(encoder)), "file");
    }

    @Test
    void ecsFromXml() throws Exception {
        LoggerContext context = start("<template>ecs</template><fields>service.name=shop,service.version=1.2</fields>");
        MDC.put("user", "Ä\n\"");
        Logger logger = context.getLogger("a.B");
        logger.info("started {}", 1);
        logger.error("failed", new IllegalStateException("a\nb"));
        logger.atWarn()
                .addMarker(new BasicMarkerFactory().getMarker("AUDIT"))
                .addKeyValue("price", new BigDecimal("12.50"))
                .addKeyValue("user", "twice")
                .log("paid");
        context.stop();
        List<JsonNode> lines = Lines.of(file());
        assertThat(lines).hasSize(3);
        JsonNode first = lines.get(0);
        assertThat(first.get("message").asString()).isEqualTo("started 1");
        assertThat(first.get("log.level").asString()).isEqualTo("INFO");
        assertThat(first.get("log.logger").asString()).isEqualTo("a.B");
        assertThat(first.get("service.name").asString()).isEqualTo("shop");
        assertThat(first.get("service.version").asString()).isEqualTo("1.2");
        assertThat(first.get("user").asString()).isEqualTo("Ä\n\"");
        JsonNode second = lines.get(1);
        assertThat(second.get("error.type").asString()).isEqualTo("java.lang.IllegalStateException");
        assertThat(second.get("error.message").asString()).isEqualTo("a\nb");
        assertThat(second.get("error.stack_trace").asString())
                .startsWith("java.lang.IllegalStateException: a\nb\n\tat dev.appendkit");
        JsonNode third = lines.get(2);
        assertThat(Files.readAllLines(file()).get(2)).contains("\"price\":12.50,");
        assertThat(third.get("user").asString()).isEqualTo("twice");
        assertThat(third.get("tags").get(0).asString()).isEqualTo("AUDIT");
    }

    @Test
    void theCaller() throws Exception {
        LoggerContext context =
                start("<syntax>text</syntax><template>{caller:method}:{caller:line} {message}</template>");
        context.getLogger("a.B").info("here");
        context.stop();
        assertThat(Files.readString(file())).matches("theCaller:\\d+ here\n");
    }

    @Test
    void aLineForEachOfTheNamedTemplates() throws Exception {
        for (String name : List.of("ecs", "logstash", "gelf", "google", "logfmt", "text")) {
            LoggerContext context = start("<template>" + name + "</template>");
            context.getLogger("a.B").info("hello\nworld");
            context.stop();
            assertThat(Files.readAllLines(file()))
                    .as(name)
                    .singleElement()
                    .asString()
                    .contains("hello\\nworld");
        }
    }

    @Test
    void rollingFilesHaveWholeLines() throws Exception {
        String appender = "<appender name=\"file\" class=\"ch.qos.logback.core.rolling.RollingFileAppender\"><file>"
                + file() + "</file>"
                + "<rollingPolicy class=\"ch.qos.logback.core.rolling.FixedWindowRollingPolicy\"><fileNamePattern>"
                + directory
                + "/app-%i.log</fileNamePattern><minIndex>1</minIndex><maxIndex>20</maxIndex></rollingPolicy>"
                + "<triggeringPolicy class=\"ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy\">"
                + "<maxFileSize>40KB</maxFileSize><checkIncrement>1 millisecond</checkIncrement></triggeringPolicy>"
                + Contexts.encoder("<template>logstash</template>") + "</appender>";
        LoggerContext context = Contexts.start(appender, "file");
        Logger logger = context.getLogger("a.B");
        for (int i = 0; i < 1_000; i++) {
            logger.info("event {}", i);
            if (i % 50 == 0) {
                // The policy checks the size at most once per millisecond.
                Thread.sleep(2);
            }
        }
        context.stop();
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.toList();
        }
        assertThat(files).hasSizeGreaterThan(2);
        List<Integer> numbers = new ArrayList<>();
        for (Path each : files) {
            if (Files.size(each) > 0) {
                for (JsonNode line : Lines.of(each)) {
                    numbers.add(Integer.valueOf(line.get("message").asString().substring("event ".length())));
                }
            }
        }
        numbers.sort(Comparator.naturalOrder());
        assertThat(numbers).hasSize(1_000).doesNotHaveDuplicates();
    }

    @Test
    void behindAnAsyncAppender() throws Exception {
        String async = "<appender name=\"async\" class=\"ch.qos.logback.classic.AsyncAppender\">"
                + "<discardingThreshold>0</discardingThreshold><maxFlushTime>60000</maxFlushTime>"
                + "<appender-ref ref=\"file\"/></appender>";
        String file = Contexts.file("file", file(), Contexts.encoder("<template>ecs</template>"));
        LoggerContext context = Contexts.start(file + async, "async");
        MDC.put("request", "r-1");
        Logger logger = context.getLogger("a.B");
        for (int i = 0; i < 5_000; i++) {
            logger.info("event {} of {}", i, "many");
        }
        context.stop();
        List<JsonNode> lines = Lines.of(file());
        assertThat(lines).hasSize(5_000);
        assertThat(lines.get(4_999).get("message").asString()).isEqualTo("event 4999 of many");
        assertThat(lines.get(4_999).get("request").asString()).isEqualTo("r-1");
    }
}
