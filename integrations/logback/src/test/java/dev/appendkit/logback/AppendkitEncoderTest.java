// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.status.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppendkitEncoderTest {
    private static final String TEMPLATE = "{\"t\":\"{timestamp}\",\"l\":\"{level}\",\"m\":\"{message}\"}";
    private static final String LINE = "{\"t\":\"1970-01-01T00:00:07.123Z\",\"l\":\"WARN\",\"m\":\"a \\\"b\\\"\"}\n";

    private final LoggerContext context = new LoggerContext();
    private final AppendkitEncoder encoder = new AppendkitEncoder();

    AppendkitEncoderTest() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        encoder.setContext(context);
    }

    private LoggingEvent event(String message) {
        LoggingEvent event = new LoggingEvent("fqcn", context.getLogger("a.B"), Level.WARN, message, null, null);
        event.setInstant(Instant.ofEpochSecond(7, 123_456_789));
        return event;
    }

    private String encode(String message) {
        encoder.start();
        assertThat(encoder.isStarted()).as(() -> errors()).isTrue();
        return new String(encoder.encode(event(message)), UTF_8);
    }

    private String errors() {
        StringBuilder errors = new StringBuilder();
        for (Status status : context.getStatusManager().getCopyOfStatusList()) {
            if (status.getLevel() == Status.ERROR) {
                errors.append(status.getMessage()).append('\n');
            }
        }
        return errors.toString();
    }

    @Test
    void aTemplateByItsText() {
        encoder.setTemplate(TEMPLATE);
        assertThat(encode("a \"b\"")).isEqualTo(LINE);
        assertThat(encoder.headerBytes()).isEmpty();
        assertThat(encoder.footerBytes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ecs,{", "logstash,{", "gelf,{", "google,{", "logfmt,t", "text,1"})
    void aTemplateByItsName(String name, String first) {
        encoder.setTemplate(name);
        assertThat(encode("hello")).startsWith(first).contains("hello").endsWith("\n");
    }

    @Test
    void whatThePoolKeeps() {
        assertThat(encoder.poolStats().misses()).isZero();
        encode("hello");
        assertThat(encoder.poolStats().misses()).isOne();
        encoder.stop();
        assertThat(encoder.poolStats().misses()).isZero();
        assertThat(encoder.poolStats().idleItems()).isZero();
    }

    @Test
    void ecsByDefault() {
        assertThat(encode("hello")).contains("\"ecs.version\":\"8.11\"");
    }

    @Test
    void aTemplateFromAFile(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("mine.txt"), "{level}: {message}\r\n");
        encoder.setTemplateUri(file.toUri().toString());
        encoder.setSyntax("text");
        assertThat(encode("hello")).isEqualTo("WARN: hello\n");
    }

    @Test
    void aTemplateFromTheClassPath() {
        encoder.setTemplateUri("classpath:/templates/mine.json");
        assertThat(encode("hello")).isEqualTo("{\"said\":\"hello\"}\n");
    }

    @Test
    void fieldsPropertiesAndLimits() {
        context.putProperty("appendkit.place", "context");
        System.setProperty("appendkit.place", "system");
        System.setProperty("appendkit.other", "system");
        try {
            encoder.setTemplate("m={message} a={property:appendkit.place} b={property:appendkit.other}"
                    + " c={property:PATH} d={property:none=else}");
            encoder.setSyntax("logfmt");
            encoder.setFields("service=shop, zone = x=y");
            encoder.setMaxValueChars(4);
            encoder.setMaxEventBytes(40_000);
            assertThat(encode("123456"))
                    .startsWith("m=1234… a=context b=system c=")
                    .endsWith(" d=else service=shop zone=\"x=y\"\n");
        } finally {
            System.clearProperty("appendkit.place");
            System.clearProperty("appendkit.other");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "esc| | | neither a JSON object nor one of the names",
                "{}|xml| | the syntax must be json, logfmt or text",
                "ecs| |service.name| fields at offset 0: expected name=value",
                "{\"a\":\"{nothing}\"}| | | column 8: an unknown place"
            })
    void whatIsWrongIsInTheStatus(String template, String syntax, String fields, String message) {
        encoder.setTemplate(template);
        encoder.setSyntax(syntax);
        encoder.setFields(fields);
        encoder.start();
        assertThat(encoder.isStarted()).isFalse();
        assertThat(encoder.encode(event("lost"))).isEmpty();
        assertThat(errors()).contains("AppendkitEncoder cannot start", message.strip());
    }

    /** Null is not an event, and nothing could be written for it. */
    @Test
    void repeatedFailuresAreToldOnceAMinute() {
        encoder.start();
        for (int i = 0; i < 100; i++) {
            assertThat(encoder.encode(null)).isEmpty();
        }
        assertThat(errors()).isEqualTo("an event is left out: java.lang.NullPointerException\n");
        assertThat(new String(encoder.encode(event("next")), UTF_8)).contains("next");
    }
}
