// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;
import org.slf4j.helpers.BasicMarkerFactory;

/** The lines and templates of docs/logging.md are what the library writes. */
class DocumentationTest {
    private static final Path PAGE = Path.of(System.getProperty("appendkit.target"), "../../../docs/logging.md")
            .normalize();

    private final LoggerContext context = new LoggerContext();

    private String line(String template, String syntax) {
        AppendkitEncoder encoder = new AppendkitEncoder();
        encoder.setContext(context);
        encoder.setTemplate(template);
        encoder.setSyntax(syntax);
        encoder.start();
        String line = new String(encoder.encode(event()), UTF_8).stripTrailing();
        return line.replaceAll("\"host\":\"[^\"]*\"", "\"host\":\"web-1\"");
    }

    private LoggingEvent event() {
        LoggingEvent event = new LoggingEvent(
                "fqcn", context.getLogger("com.acme.Orders"), Level.WARN, "order {} is\nlate", null, new Object[] {17});
        event.setInstant(Instant.ofEpochSecond(1_767_225_600, 123_456_789));
        event.setThreadName("main");
        event.setMDCPropertyMap(Map.of("request", "r-1"));
        event.addKeyValuePair(new KeyValuePair("days", 3));
        event.addMarker(new BasicMarkerFactory().getMarker("AUDIT"));
        return event;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs", "logstash", "gelf", "google", "logfmt", "text"})
    void theLineOfANamedTemplate(String name) throws Exception {
        assertThat(Files.readString(PAGE)).contains("\n" + line(name, null) + "\n");
    }

    /** A template that the page shows, and the line that follows it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "json|{\"at\":\"{timestamp:micros}\",\"lvl\":\"{level}\",\"msg\":\"{message}\","
                        + "\"ctx\":\"{mdc}\",\"*\":\"{keyValues}\"}",
                "logfmt|at={timestamp} level={level} msg={message} {keyValues} {mdc}",
                "text|{timestamp:none} {level:5} {logger} - {message} [{mdc:request}]{throwable}"
            })
    void theTemplatesThatItTeaches(String syntax, String template) throws Exception {
        assertThat(Files.readString(PAGE)).contains("\n" + template + "\n", "\n" + line(template, syntax) + "\n");
    }
}
