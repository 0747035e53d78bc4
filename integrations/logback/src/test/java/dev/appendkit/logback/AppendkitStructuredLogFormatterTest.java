// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import dev.appendkit.testing.Lines;
import dev.appendkit.testing.StructuredFormatterContract;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.boot.logging.structured.StructuredLogFormatter;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** The formatter, as Spring Boot makes and calls it. */
class AppendkitStructuredLogFormatterTest extends StructuredFormatterContract<ILoggingEvent> {
    private final LoggerContext context = new LoggerContext();

    AppendkitStructuredLogFormatterTest() {
        context.setMDCAdapter(new LogbackMDCAdapter());
    }

    @Override
    protected StructuredLogFormatter<ILoggingEvent> formatter(Environment environment) {
        return new AppendkitStructuredLogFormatter(environment);
    }

    @Override
    protected ILoggingEvent event() {
        LoggingEvent event = new LoggingEvent("fqcn", context.getLogger("a.B"), Level.WARN, "Ä\n", null, null);
        event.setInstant(Instant.ofEpochSecond(7, 123_456_789));
        event.setThreadName("worker");
        return event;
    }

    @Test
    void theNameOfTheClassIsEnough() throws Exception {
        context.putObject(Environment.class.getName(), environment(Map.of("spring.application.name", "shop")));
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setCharset(UTF_8);
        encoder.setFormat(AppendkitStructuredLogFormatter.class.getName());
        encoder.start();
        List<JsonNode> lines = Lines.of(encoder.encode(event()));
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).get("message").asString()).isEqualTo("Ä\n");
        assertThat(lines.get(0).get("service.name").asString()).isEqualTo("shop");
        assertThat(lines.get(0).get("log.level").asString()).isEqualTo("WARN");
    }
}
