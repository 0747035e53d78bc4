// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.log4j2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.ByteBufferDestination;
import org.apache.logging.log4j.core.time.MutableInstant;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppendkitLayoutTest {
    private static final String TEMPLATE = "{\"t\":\"{timestamp}\",\"l\":\"{level}\",\"m\":\"{message}\"}";
    private static final String LINE = "{\"t\":\"1970-01-01T00:00:07.123Z\",\"l\":\"WARN\",\"m\":\"a \\\"b\\\"\"}\n";

    private final LogEvent event = event("a \"b\"");

    private static LogEvent event(String message) {
        MutableInstant instant = new MutableInstant();
        instant.initFromEpochSecond(7, 123_456_789);
        return Log4jLogEvent.newBuilder()
                .setInstant(instant)
                .setLevel(Level.WARN)
                .setLoggerName("a.B")
                .setThreadName("worker")
                .setMessage(new SimpleMessage(message))
                .build();
    }

    private static AppendkitLayout layout(String template, String uri, String syntax, String fields) {
        return AppendkitLayout.createLayout(template, uri, syntax, fields, 0, 0);
    }

    @Test
    void oneWriteForEachEvent() {
        AppendkitLayout layout = layout(TEMPLATE, null, null, null);
        Writes writes = new Writes();
        layout.encode(event, writes);
        layout.encode(event("x".repeat(10_000)), writes);
        layout.encode(event, writes);
        assertThat(writes.texts).hasSize(3);
        assertThat(writes.texts.get(0)).isEqualTo(LINE);
        assertThat(writes.texts.get(1)).hasSize(LINE.length() - "a \\\"b\\\"".length() + 10_000);
        assertThat(writes.texts.get(2)).isEqualTo(LINE);
    }

    @Test
    void theSameBytesByEveryMethod() {
        AppendkitLayout layout = layout(TEMPLATE, null, null, null);
        assertThat(layout.toByteArray(event)).asString(UTF_8).isEqualTo(LINE);
        assertThat(layout.toSerializable(event)).isEqualTo(LINE);
        assertThat(layout.getCharset()).isEqualTo(UTF_8);
        assertThat(layout.getHeader()).isNull();
        assertThat(layout.getFooter()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "ecs,, application/json",
        ",, application/json",
        "logstash,, application/json",
        "gelf,, application/json",
        "google,, application/json",
        "logfmt,, text/plain",
        "text,, text/plain",
        "{message},text, text/plain",
        "m={message},logfmt, text/plain"
    })
    void theContentTypeIsThatOfTheSyntax(String template, String syntax, String type) {
        AppendkitLayout layout = layout(template, null, syntax, null);
        assertThat(layout.getContentType()).isEqualTo(type + "; charset=UTF-8");
        assertThat(layout.toSerializable(event)).contains("a ").endsWith("\n");
    }

    @Test
    void aTemplateFromAFileOrTheClassPath(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("mine.txt"), "{level}: {message}\n");
        assertThat(layout(null, file.toUri().toString(), "text", null).toSerializable(event))
                .isEqualTo("WARN: a \"b\"\n");
        assertThat(layout(null, "file:" + file, "text", null).toSerializable(event))
                .isEqualTo("WARN: a \"b\"\n");
        assertThat(layout(null, "classpath:templates/mine.json", null, null).toSerializable(event))
                .isEqualTo("{\"said\":\"a \\\"b\\\"\"}\n");
    }

    @Test
    void whatThePoolKeeps() {
        AppendkitLayout layout = layout("ecs", null, null, null);
        assertThat(layout.poolStats().misses()).isZero();
        layout.encode(event, new Writes());
        assertThat(layout.poolStats().misses()).isOne();
    }

    @Test
    void fieldsAreConstants() {
        AppendkitLayout layout = layout("{\"m\":\"{message}\"}", null, null, "service.name = shop , n=a=b");
        assertThat(layout.toSerializable(event))
                .isEqualTo("{\"m\":\"a \\\"b\\\"\",\"service.name\":\"shop\",\"n\":\"a=b\"}\n");
    }

    @Test
    void propertiesAreSystemPropertiesThenTheEnvironment() {
        System.setProperty("appendkit.test.place", "here");
        try {
            String template = "{property:appendkit.test.place} {property:PATH} {property:none=else}";
            assertThat(layout(template, null, "text", null).toSerializable(event))
                    .isEqualTo("here " + System.getenv("PATH") + " else\n");
        } finally {
            System.clearProperty("appendkit.test.place");
        }
    }

    @Test
    void limits() {
        AppendkitLayout layout = AppendkitLayout.createLayout("{message}", null, "text", null, 4, 20_000);
        assertThat(layout.toSerializable(event("123456"))).isEqualTo("1234…\n");
        AppendkitLayout wide = AppendkitLayout.createLayout("{message}", null, "text", null, 100_000, 20_000);
        Writes writes = new Writes();
        wide.encode(event("x".repeat(50_000)), writes);
        assertThat(writes.texts)
                .singleElement()
                .asString()
                .endsWith(" [truncated]\n")
                .hasSizeLessThan(2_000);
    }

    @Test
    void onlyATemplateWithACallerAsksForTheLocation() {
        assertThat(layout("ecs", null, null, null).requiresLocation()).isFalse();
        assertThat(layout("{\"line\":\"{caller:line}\"}", null, null, null).requiresLocation())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "esc| | | | neither a JSON object nor one of the names ecs, logstash, gelf, google, logfmt, text",
                "{}|file:x| | | set template or templateUri, not both",
                "{}| |xml| | the syntax must be json, logfmt or text",
                "ecs| | |service.name| fields at offset 0: expected name=value",
                "ecs| | |a=b,=c| fields at offset 4: expected name=value",
                "|http://x/y| | | must begin with classpath: or file:",
                "|classpath:none.json| | | classpath:none.json cannot be read",
                "{\"a\":\"{nothing}\"}| | | | column 8: an unknown place"
            })
    void whatIsWrongIsSaid(String template, String uri, String syntax, String fields, String message) {
        assertThatThrownBy(() -> layout(template, uri, syntax, fields))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message.strip());
    }

    /** Keeps what each call wrote. */
    private static final class Writes implements ByteBufferDestination {
        private final List<String> texts = new ArrayList<>();

        @Override
        public ByteBuffer getByteBuffer() {
            throw new AssertionError();
        }

        @Override
        public ByteBuffer drain(ByteBuffer buf) {
            throw new AssertionError();
        }

        @Override
        public void writeBytes(ByteBuffer data) {
            throw new AssertionError();
        }

        @Override
        public void writeBytes(byte[] data, int offset, int length) {
            texts.add(new String(data, offset, length, UTF_8));
        }
    }
}
