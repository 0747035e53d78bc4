// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logback;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import dev.appendkit.testing.Lines;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.JsonNode;

/** The formatter, as Spring Boot makes and calls it. */
class AppendkitStructuredLogFormatterTest {
    private final LoggerContext context = new LoggerContext();

    AppendkitStructuredLogFormatterTest() {
        context.setMDCAdapter(new LogbackMDCAdapter());
    }

    private static Environment environment(Map<String, Object> properties) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        return environment;
    }

    private LoggingEvent event() {
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

    @Test
    void aTemplateAndFieldsByProperties() {
        Environment environment = environment(Map.of(
                "appendkit.logging.template",
                "{\"m\":\"{message}\",\"v\":\"{property:service.version}\",\"p\":\"{property:place}\"}",
                "appendkit.logging.fields",
                "zone=eu",
                "logging.structured.ecs.service.version",
                "1.2",
                "place",
                "here"));
        String line = "{\"m\":\"Ä\\n\",\"v\":\"1.2\",\"p\":\"here\",\"zone\":\"eu\"}\n";
        AppendkitStructuredLogFormatter formatter = new AppendkitStructuredLogFormatter(environment);
        assertThat(formatter.format(event())).isEqualTo(line);
        assertThat(formatter.formatAsBytes(event(), UTF_8)).asString(UTF_8).isEqualTo(line);
    }

    @Test
    void whatIsWrongIsRefused() {
        AppendkitStructuredLogFormatter formatter = new AppendkitStructuredLogFormatter(environment(Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> formatter.formatAsBytes(event(), ISO_8859_1))
                .withMessageContaining("ISO-8859-1")
                .withMessageContaining("logging.charset.console");
        Environment wrong = environment(Map.of("appendkit.logging.template", "esc"));
        assertThatIllegalArgumentException().isThrownBy(() -> new AppendkitStructuredLogFormatter(wrong));
    }
}
