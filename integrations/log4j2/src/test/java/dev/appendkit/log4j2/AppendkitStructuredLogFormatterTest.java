// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.testing.Lines;
import dev.appendkit.testing.StructuredFormatterContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.time.MutableInstant;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.logging.log4j2.Log4J2LoggingSystem;
import org.springframework.boot.logging.structured.StructuredLogFormatter;
import org.springframework.core.Conventions;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** The formatter, as Spring Boot makes and calls it. */
class AppendkitStructuredLogFormatterTest extends StructuredFormatterContract<LogEvent> {
    /** Where Spring Boot puts the environment for its layout. */
    private static final String ENVIRONMENT =
            Conventions.getQualifiedAttributeName(Log4J2LoggingSystem.class, "environment");

    @Override
    protected StructuredLogFormatter<LogEvent> formatter(Environment environment) {
        return new AppendkitStructuredLogFormatter(environment);
    }

    @Override
    protected LogEvent event() {
        MutableInstant instant = new MutableInstant();
        instant.initFromEpochSecond(7, 123_456_789);
        return Log4jLogEvent.newBuilder()
                .setInstant(instant)
                .setLevel(Level.WARN)
                .setLoggerName("a.B")
                .setThreadName("worker")
                .setMessage(new SimpleMessage("Ä\n"))
                .build();
    }

    @Test
    void theNameOfTheClassIsEnough(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("app.log");
        String appender = "<File name=\"file\" fileName=\"" + file + "\"><StructuredLogLayout format=\""
                + AppendkitStructuredLogFormatter.class.getName() + "\" charset=\"UTF-8\"/></File>";
        String root = "<Root level=\"info\"><AppenderRef ref=\"file\"/></Root>";
        Environment environment = environment(Map.of("spring.application.name", "shop"));
        try (LoggerContext context = Contexts.start(appender, root, Map.of(ENVIRONMENT, environment))) {
            Logger logger = context.getLogger("a.B");
            logger.info("first {}", 1);
            logger.error("Ä\n", new IllegalStateException("gone"));
        }
        List<JsonNode> lines = Lines.of(file);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).get("message").asString()).isEqualTo("first 1");
        assertThat(lines.get(0).get("service.name").asString()).isEqualTo("shop");
        assertThat(lines.get(1).get("message").asString()).isEqualTo("Ä\n");
        assertThat(lines.get(1).get("error.message").asString()).isEqualTo("gone");
        assertThat(Files.readString(file)).startsWith("{\"@timestamp\":\"");
    }
}
