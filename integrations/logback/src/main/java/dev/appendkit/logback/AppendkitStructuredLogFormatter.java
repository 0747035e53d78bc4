// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logback;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.appendkit.logging.EventEncoder;
import dev.appendkit.logging.EventTemplate;
import java.nio.charset.Charset;
import org.springframework.boot.logging.structured.StructuredLogFormatter;
import org.springframework.core.env.Environment;

/**
 * Spring Boot's structured logging on Logback, by one property and without XML:
 *
 * <pre>{@code
 * logging.structured.format.console=dev.appendkit.logback.AppendkitStructuredLogFormatter
 * }</pre>
 *
 * <p>{@code logging.structured.format.file} takes the same value. Properties of the environment:
 *
 * <table>
 * <caption>properties</caption>
 * <tr><th>property</th><th>value</th></tr>
 * <tr><td>{@code appendkit.logging.template}</td><td>{@code ecs} (the default), {@code logstash}, {@code gelf},
 *     {@code google}, {@code logfmt}, {@code text}, or the text of a JSON template</td></tr>
 * <tr><td>{@code appendkit.logging.fields}</td><td>constant fields, {@code name=value}, separated by commas</td></tr>
 * </table>
 *
 * <p>A place {@code {property:name}} of a template is a property of the environment. {@code service.name} and the other
 * service fields are those of {@code logging.structured.ecs.service}; without them, name and version are
 * {@code spring.application.name} and {@code spring.application.version}. Customizers and the properties
 * {@code logging.structured.json.*} do not apply: the template says what is written.
 *
 * <p>The charset must be UTF-8. If Boot chose another one, set {@code logging.charset.console=UTF-8}.
 */
public final class AppendkitStructuredLogFormatter implements StructuredLogFormatter<ILoggingEvent> {
    private final EventEncoder<ILoggingEvent> encoder;

    /**
     * Called by Spring Boot.
     *
     * @param environment the application's properties
     * @throws IllegalArgumentException if the template or the fields are wrong
     */
    public AppendkitStructuredLogFormatter(Environment environment) {
        encoder = EventEncoder.builder(EventTemplate.springBoot(environment::getProperty), new LogbackEventReader())
                .build();
    }

    @Override
    public String format(ILoggingEvent event) {
        return new String(encoder.encode(event), UTF_8);
    }

    /**
     * Returns an event's line, including LF.
     *
     * @param event the event
     * @param charset UTF-8
     * @return a new array of the line's length
     * @throws IllegalArgumentException if the charset is not UTF-8
     */
    @Override
    public byte[] formatAsBytes(ILoggingEvent event, Charset charset) {
        if (!charset.equals(UTF_8)) {
            throw new IllegalArgumentException("the charset is " + charset
                    + ", but lines are UTF-8: set logging.charset.console or logging.charset.file to UTF-8");
        }
        return encoder.encode(event);
    }
}
