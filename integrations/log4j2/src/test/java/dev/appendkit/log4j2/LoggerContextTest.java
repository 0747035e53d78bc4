// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.testing.Lines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractOutputStreamAppender;
import org.apache.logging.log4j.core.config.AppenderRef;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.message.StringMapMessage;
import org.apache.logging.log4j.status.StatusData;
import org.apache.logging.log4j.status.StatusListener;
import org.apache.logging.log4j.status.StatusLogger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Contexts that Log4j starts from XML, whose plugin index names the layout. */
class LoggerContextTest {
    private static final String ROOT = "<Root level=\"trace\"><AppenderRef ref=\"file\"/></Root>";

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("app.log");
    }

    private String fileAppender(String attributes, String layout) {
        return "<File name=\"file\" fileName=\"" + file() + "\" " + attributes + ">" + layout + "</File>";
    }

    @Test
    void ecsFromXml() throws Exception {
        String layout = "<AppendkitLayout template=\"ecs\" fields=\"service.name=shop,service.version=1.2\"/>";
        try (LoggerContext context = Contexts.start(fileAppender("", layout), ROOT)) {
            ThreadContext.put("user", "Ä\n\"");
            Logger logger = context.getLogger("a.B");
            logger.info("started {}", 1);
            logger.error("failed", new IllegalStateException("a\nb"));
            logger.warn(new StringMapMessage().with("order", 42));
        } finally {
            ThreadContext.clearAll();
        }
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
        assertThat(lines.get(2).get("order").asInt()).isEqualTo(42);
    }

    @Test
    void theLocationOnlyForATemplateThatNamesIt() throws Exception {
        String layout = "<AppendkitLayout syntax=\"text\" template=\"{caller:method}:{caller:line} {message}\"/>";
        try (LoggerContext context = Contexts.start(fileAppender("", layout), ROOT)) {
            context.getLogger("a.B").info("here");
        }
        assertThat(Files.readString(file())).matches("theLocationOnlyForATemplateThatNamesIt:\\d+ here\n");
    }

    @Test
    void aLineForEachOfTheNamedTemplates() throws Exception {
        for (String name : List.of("ecs", "logstash", "gelf", "google", "logfmt", "text")) {
            String layout = "<AppendkitLayout template=\"" + name + "\"/>";
            try (LoggerContext context = Contexts.start(fileAppender("append=\"false\"", layout), ROOT)) {
                context.getLogger("a.B").info("hello\nworld");
            }
            assertThat(Files.readAllLines(file()))
                    .as(name)
                    .singleElement()
                    .asString()
                    .contains("hello\\nworld");
        }
    }

    @Test
    void rollingFilesHaveWholeLines() throws Exception {
        String appender = "<RollingFile name=\"file\" fileName=\"" + file() + "\" filePattern=\"" + directory
                + "/app-%i.log\"><AppendkitLayout template=\"logstash\"/><SizeBasedTriggeringPolicy size=\"10 KB\"/>"
                + "<DefaultRolloverStrategy max=\"100\" fileIndex=\"nomax\"/></RollingFile>";
        try (LoggerContext context = Contexts.start(appender, ROOT)) {
            Logger logger = context.getLogger("a.B");
            for (int i = 0; i < 1_000; i++) {
                logger.info("event {}", i);
            }
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.toList();
        }
        assertThat(files).hasSizeGreaterThan(5);
        List<Integer> numbers = new ArrayList<>();
        for (Path each : files) {
            assertThat(Files.size(each)).isLessThan(11_000);
            for (JsonNode line : Lines.of(each)) {
                numbers.add(Integer.valueOf(line.get("message").asString().substring("event ".length())));
            }
        }
        numbers.sort(Comparator.naturalOrder());
        assertThat(numbers).hasSize(1_000).doesNotHaveDuplicates();
    }

    @Test
    void asyncLoggersFromXml() throws Exception {
        String layout = "<AppendkitLayout template=\"ecs\"/>";
        String root = "<AsyncRoot level=\"info\"><AppenderRef ref=\"file\"/></AsyncRoot>";
        try (LoggerContext context = Contexts.start(fileAppender("immediateFlush=\"false\"", layout), root)) {
            Logger logger = context.getLogger("a.B");
            for (int i = 0; i < 5_000; i++) {
                logger.info("event {} of {}", i, "many");
            }
        }
        List<JsonNode> lines = Lines.of(file());
        assertThat(lines).hasSize(5_000);
        assertThat(lines.get(4_999).get("message").asString()).isEqualTo("event 4999 of many");
    }

    /** As for any layout of Log4j: its own layout replaces it, and the status logger says why. */
    @Test
    void aWrongConfigurationIsReported() throws Exception {
        List<String> errors = new ArrayList<>();
        StatusListener listener = new StatusListener() {
            @Override
            public void log(StatusData data) {
                errors.add(data.getMessage().getFormattedMessage() + " " + data.getThrowable());
            }

            @Override
            public Level getStatusLevel() {
                return Level.ERROR;
            }

            @Override
            public void close() {}
        };
        StatusLogger.getLogger().registerListener(listener);
        String layout = "<AppendkitLayout template=\"esc\"/>";
        try (LoggerContext context = Contexts.start(fileAppender("", layout), ROOT)) {
            AbstractOutputStreamAppender<?> appender =
                    context.getConfiguration().getAppender("file");
            assertThat(appender.getLayout()).isInstanceOf(PatternLayout.class);
            assertThat(context.getConfiguration().getRootLogger().getAppenderRefs())
                    .extracting(AppenderRef::getRef)
                    .containsExactly("file");
        } finally {
            StatusLogger.getLogger().removeListener(listener);
        }
        assertThat(errors).anyMatch(error -> error.contains("AppendkitLayout"));
    }
}
