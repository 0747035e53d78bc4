// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import static dev.appendkit.logging.Lines.json;
import static dev.appendkit.logging.Lines.line;
import static dev.appendkit.logging.Lines.logfmt;
import static dev.appendkit.logging.Lines.plain;
import static dev.appendkit.logging.Lines.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.appendkit.AppendBuffer;
import dev.appendkit.format.JsonStyle;
import dev.appendkit.format.JsonValue;
import dev.appendkit.pool.BufferPool;
import java.io.ByteArrayOutputStream;
import java.nio.BufferOverflowException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits of values and events, and cursors. */
class LimitTest {
    private static final String TEXT = "a\uD83D\uDE00\n\"\u4E2D\\\u202E\uD83D\uDE00\uD800z=\u0001";

    private static String cut(String text, int limit) {
        if (limit >= text.length()) {
            return text;
        }
        boolean inPair = limit > 0 && Character.isSurrogatePair(text.charAt(limit - 1), text.charAt(limit));
        return text.substring(0, inPair ? limit - 1 : limit) + "\u2026";
    }

    @Test
    void textsAreCutAtEachIndex() {
        EventTemplate json = json("{'a':'{message}','b':'<{message}>','*':'{mdc}','v':'{keyValues:v}'}");
        for (String text : List.of(TEXT, TEXT.repeat(30))) {
            for (int limit = 1; limit <= text.length() + 1; limit++) {
                String cut = cut(text, limit);
                TestEvent whole = new TestEvent().message(cut).mdc("k", cut).pair("v", List.of(cut, cut));
                TestEvent event = new TestEvent().message(text).mdc("k", text);
                event.pair("v", List.of(text, CharBuffer.wrap(text)));
                for (JsonStyle.Escapes escapes : JsonStyle.Escapes.values()) {
                    String expected = line(Lines.builder(json).escapes(escapes).build(), whole);
                    EventEncoder<TestEvent> encoder = Lines.builder(json)
                            .escapes(escapes)
                            .maxValueChars(limit)
                            .build();
                    event.formats = limit % 2 == 0;
                    assertThat(line(encoder, event))
                            .as("limit %d, %s", limit, escapes)
                            .isEqualTo(expected);
                }
                EventTemplate logfmt = logfmt("a={message} v={keyValues:v}");
                assertThat(line(Lines.builder(logfmt).maxValueChars(limit).build(), event))
                        .isEqualTo(line(logfmt, whole));
                EventTemplate plain = text("{message} {mdc:k} {keyValues:v}");
                assertThat(line(Lines.builder(plain).maxValueChars(limit).build(), event))
                        .isEqualTo(line(plain, whole));
            }
        }
    }

    @Test
    void namesAreCut() {
        TestEvent event = new TestEvent().mdc("abcdef", "uvwxyz").pair("kkkkkk", Map.of("mmmmmm", "n"));
        event.logger = "logger";
        event.thread = "thread";
        event.level = "level!";
        event.markers.add("marker");
        EventTemplate template = json("{'l':'{level} {logger} {thread} {markers}','*':'{mdc}','*':'{keyValues}'}");
        assertThat(plain(template, event)).contains("level! logger thread marker");
        assertThat(line(Lines.builder(template).maxValueChars(4).build(), event).replace('"', '\''))
                .isEqualTo("{'l':'leve\u2026 logg\u2026 thre\u2026 mark\u2026','abcd\u2026':'uvwx\u2026',"
                        + "'kkkk\u2026':{'mmmm\u2026':'n'}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs", "logstash", "gelf", "google", "logfmt", "text"})
    void eventsAtEveryLengthAroundTheLimit(String name) {
        int limit = 16_384;
        EventTemplate template = Lines.named(name);
        EventEncoder<TestEvent> encoder = Lines.builder(template)
                .maxValueChars(1 << 20)
                .maxEventBytes(limit)
                .build();
        EventEncoder<TestEvent> unlimited =
                Lines.builder(template).maxValueChars(1 << 20).build();
        int around = unlimited.encode(new TestEvent().message("m")).length - 1;
        for (String unit : List.of("x", "\u4E2D", "\u0001")) {
            int one = unlimited.encode(new TestEvent().message("m" + unit)).length - around - 1;
            for (int i = -20; i <= 20; i++) {
                String message = "m".repeat(64 + i) + unit.repeat((limit - around - 64) / one);
                TestEvent event = new TestEvent().message(message).mdc("user", "x");
                int length = unlimited.encode(event).length;
                byte[] written = encoder.encode(event);
                if (length <= limit) {
                    assertThat(written).isEqualTo(unlimited.encode(event));
                } else {
                    assertThat(written).hasSizeLessThan(8_192);
                    assertThat(new String(written, StandardCharsets.UTF_8))
                            .containsAnyOf("\"truncated\":true}\n", " truncated=true\n", " [truncated]\n");
                }
                // A buffer that is no longer than an event may be has room for all of them.
                AppendBuffer out = AppendBuffer.growing(64, limit);
                encoder.encode(event, out);
                assertThat(out.toByteArray()).isEqualTo(written);
            }
        }
    }

    @Test
    void theSecondForm() {
        TestEvent event =
                new TestEvent().message("m".repeat(1_023) + "\uD83D\uDE00").mdc("k", "v");
        event.logger = "l".repeat(300);
        event.thread = "t".repeat(256);
        event.pair("big", "x".repeat(20_000)).pair("more", "y".repeat(16_384));
        event.markers.add("M");
        EventTemplate template =
                json("{'t':'{timestamp}','e':'{epoch}','l':'{level}','v':'{level:value}','n':'{logger}',"
                        + "'h':'{thread}','i':'{threadId}','m':'{message}','c':1,'o':{'d':[2,'{mdc:k}'],'x':'{mdc}'},"
                        + "'s':'<{level}{mdc:k}>','*':'{keyValues}','g':'{markers}','p':{'x':'{mdc:k}'},"
                        + "'truncated':'no'}");
        EventEncoder<TestEvent> encoder =
                Lines.builder(template).maxEventBytes(16_384).build();
        assertThat(line(encoder, event).replace('"', '\''))
                .isEqualTo("{'t':'2026-11-21T09:02:03.123Z','e':1795251723,'l':'INFO','v':20000,'n':'" + "l".repeat(256)
                        + "\u2026','h':'" + "t".repeat(256) + "','m':'" + "m".repeat(1_023)
                        + "\u2026','c':1,'o':{'d':[2]},'s':'<INFO>','truncated':true}");
        EventEncoder<TestEvent> logfmt =
                Lines.builder(Lines.named("logfmt")).maxEventBytes(16_384).build();
        assertThat(line(logfmt, event))
                .isEqualTo("time=2026-11-21T09:02:03.123Z level=INFO logger=" + "l".repeat(256) + "\u2026 thread="
                        + "t".repeat(256) + " msg=" + "m".repeat(1_023) + "\u2026 truncated=true");
        EventEncoder<TestEvent> text = Lines.builder(text("{level:6}|{keyValues}|{message}"))
                .maxEventBytes(16_384)
                .build();
        assertThat(line(text, event)).isEqualTo("INFO  ||" + "m".repeat(1_023) + "\u2026 [truncated]");
        assertThat(line(
                        Lines.builder(json("{'*':'{keyValues}'}"))
                                .maxEventBytes(16_384)
                                .build(),
                        event))
                .isEqualTo("{\"truncated\":true}");
    }

    @Test
    void whateverIsTooLong() {
        List<Object> values = List.of(
                new int[10_000],
                Collections.nCopies(3_000, "abcdefgh"),
                new byte[16_000],
                (JsonValue) to -> to.appendString("x".repeat(20_000)),
                Collections.singletonMap("k", List.of(new long[10_000])),
                "\u0001".repeat(5_000));
        for (Object value : values) {
            TestEvent event = new TestEvent().pair("v", value);
            for (String name : List.of("ecs", "logfmt")) {
                EventEncoder<TestEvent> encoder =
                        Lines.builder(Lines.named(name)).maxEventBytes(16_384).build();
                String expected = line(encoder, new TestEvent());
                assertThat(line(encoder, event))
                        .as("%s of %s", name, value.getClass())
                        .contains("truncated")
                        .hasSizeLessThan(400);
                assertThat(line(encoder, new TestEvent())).isEqualTo(expected);
            }
            EventEncoder<TestEvent> text = Lines.builder(text("{keyValues}{message}"))
                    .maxEventBytes(16_384)
                    .build();
            assertThat(line(text, event)).isEqualTo("order placed [truncated]");
        }
    }

    /** The longest second form: every char is six bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"ecs", "logstash", "gelf", "google", "logfmt", "text"})
    void theSecondFormIsNeverTooLong(String name) {
        TestEvent event = new TestEvent().message("\u0001".repeat(20_000));
        event.level = "\u0001".repeat(5_000);
        event.logger = "\u0001".repeat(5_000);
        event.thread = "\u0001".repeat(5_000);
        for (JsonStyle.Escapes escapes : JsonStyle.Escapes.values()) {
            EventEncoder<TestEvent> encoder = Lines.builder(Lines.named(name))
                    .escapes(escapes)
                    .maxEventBytes(16_384)
                    .build();
            assertThat(encoder.encode(event)).hasSizeLessThanOrEqualTo(16_384);
        }
    }

    @Test
    void limitsThatAreRefused() {
        EventTemplate template = Lines.named("ecs");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lines.builder(template).maxValueChars(0).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lines.builder(template).maxThrowableChars(0).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lines.builder(template).maxFrames(-1).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lines.builder(template).maxCauses(-1).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lines.builder(template).maxEventBytes(16_383).build())
                .withMessage("maxEventBytes 16383 is less than 16384");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lines.builder(template.field("x", "y".repeat(16_384)))
                        .maxEventBytes(16_384)
                        .build())
                .withMessageContaining("too small for this template");
        EventTemplate messages = text("{message}{message}{message}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lines.builder(messages).maxEventBytes(16_384).build());
        assertThat(Lines.builder(messages).maxEventBytes(20_000).build()).isNotNull();
        assertThatNullPointerException()
                .isThrownBy(() -> Lines.builder(template).escapes(null));
        assertThatNullPointerException().isThrownBy(() -> EventEncoder.builder(template, null));
    }

    @Test
    void cursors() throws Exception {
        EventEncoder<TestEvent> encoder = Lines.encoder(Lines.named("ecs"));
        TestEvent event = new TestEvent();
        byte[] expected = encoder.encode(event);
        byte[] dst = new byte[1_000];
        AppendBuffer wrapped = AppendBuffer.wrap(dst, 10, 10 + expected.length);
        encoder.encode(event, wrapped);
        assertThat(wrapped.toByteArray()).isEqualTo(expected);
        AppendBuffer small = AppendBuffer.wrap(dst, 0, expected.length + 2);
        small.appendAscii("abc");
        assertThatExceptionOfType(BufferOverflowException.class).isThrownBy(() -> encoder.encode(event, small));
        assertThat(small.toString(StandardCharsets.UTF_8)).isEqualTo("abc");
        try (AppendBuffer borrowed = BufferPool.shared().borrow()) {
            encoder.encode(event, borrowed.appendAscii("x"));
            assertThat(borrowed.length()).isEqualTo(expected.length + 1);
        }
        AppendBuffer closed = BufferPool.shared().borrow();
        closed.close();
        assertThatIllegalStateException().isThrownBy(() -> encoder.encode(event, closed));
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        try (AppendBuffer draining = AppendBuffer.draining(sink::write, 4_096)) {
            assertThatIllegalArgumentException().isThrownBy(() -> encoder.encode(event, draining));
        }
        assertThat(sink.size()).isZero();
        assertThatNullPointerException().isThrownBy(() -> encoder.encode(null));
        assertThatNullPointerException().isThrownBy(() -> encoder.encode(null, wrapped));
    }
}
