// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.logging.structured.StructuredLogFormatter;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What Spring Boot's properties do to the formatter of any back-end. */
public abstract class StructuredFormatterContract<E> {
    protected abstract StructuredLogFormatter<E> formatter(Environment environment);

    /** An event with the message {@code Ä} and LF. */
    protected abstract E event();

    protected static Environment environment(Map<String, Object> properties) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        return environment;
    }

    @Test
    void aTemplateAndFieldsByProperties() {
        StructuredLogFormatter<E> formatter = formatter(environment(Map.of(
                "appendkit.logging.template",
                "{\"m\":\"{message}\",\"v\":\"{property:service.version}\",\"p\":\"{property:place}\"}",
                "appendkit.logging.fields",
                "zone=eu",
                "logging.structured.ecs.service.version",
                "1.2",
                "place",
                "here")));
        String line = "{\"m\":\"Ä\\n\",\"v\":\"1.2\",\"p\":\"here\",\"zone\":\"eu\"}\n";
        assertThat(formatter.format(event())).isEqualTo(line);
        assertThat(formatter.formatAsBytes(event(), UTF_8)).asString(UTF_8).isEqualTo(line);
    }

    @Test
    void whatIsWrongIsRefused() {
        StructuredLogFormatter<E> formatter = formatter(environment(Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> formatter.formatAsBytes(event(), ISO_8859_1))
                .withMessageContaining("ISO-8859-1")
                .withMessageContaining("logging.charset.console");
        Environment wrong = environment(Map.of("appendkit.logging.template", "esc"));
        assertThatIllegalArgumentException().isThrownBy(() -> formatter(wrong));
    }
}
