// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import static dev.appendkit.logging.Lines.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.escape.JsonEscape;
import dev.appendkit.escape.LogEscape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every char below U+3000, and those above that are not harmless, in every text of an event. */
class SafeTextTest {
    private static final Pattern LINE_ENDS = Pattern.compile("\r\n|[\n\r\u000B\f\u0085\u2028\u2029]");
    private static final String UNSAFE =
            "[\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028\u2029" + "\u202A-\u202E\u2066-\u2069\uFEFF]";

    private static TestEvent hostile(String text, boolean formats) {
        TestEvent event = new TestEvent().mdc(text, text).pair(text, text).pair("list", List.of(text));
        event.logger = text;
        event.level = text;
        event.thread = text;
        event.message = text;
        event.formats = formats;
        event.markers.add(text);
        event.throwable = new RuntimeException(text);
        event.throwable.setStackTrace(new StackTraceElement[] {new StackTraceElement("a" + text, "b", text, 1)});
        event.caller = new StackTraceElement(text, text, text, 1);
        return event;
    }

    private static String safe(String text) {
        byte[] dst = new byte[6 * text.length()];
        return new String(dst, 0, LogEscape.escapeString(dst, 0, text), StandardCharsets.UTF_8);
    }

    @Test
    void textHasOneLineAnEvent() {
        EventEncoder<TestEvent> encoder =
                Lines.encoder(Lines.text("{level} {logger} {thread} {message} {mdc} {keyValues}"
                        + " {markers} {mdc:x} {throwable:message} {throwable:class} {caller:class} {keyValues:list}"));
        EventEncoder<TestEvent> trace = Lines.encoder(Lines.named("text"));
        for (int c = 0; c < 0x3001; c++) {
            String text = c == 0x3000 ? "\uFEFF" : "x" + (char) c;
            for (boolean formats : new boolean[] {false, true}) {
                TestEvent event = hostile(text, formats);
                String written = line(encoder, event);
                assertThat(LINE_ENDS.split(written, -1)).as("U+%04X", c).hasSize(1);
                assertThat(written).as("U+%04X", c).doesNotContainPattern(UNSAFE);
                String safe = safe(text);
                assertThat(written).as("U+%04X", c).startsWith(safe + " " + safe + " " + safe + " " + safe + " {");
                String[] lines = LINE_ENDS.split(line(trace, event), -1);
                assertThat(lines).as("U+%04X", c).hasSize(3);
                assertThat(lines[1]).as("U+%04X", c).isEqualTo("java.lang.RuntimeException: " + safe);
                assertThat(lines[2]).as("U+%04X", c).startsWith("\tat a" + safe + ".b(");
            }
        }
    }

    @Test
    void logfmtHasOneLineAnEvent() {
        EventEncoder<TestEvent> encoder = Lines.encoder(Lines.named("logfmt"));
        for (int c = 0; c < 0x3001; c++) {
            String text = c == 0x3000 ? "\uFEFF" : "x" + (char) c;
            String written = line(encoder, hostile(text, c % 2 == 0));
            assertThat(LINE_ENDS.split(written, -1)).as("U+%04X", c).hasSize(1);
            assertThat(written).as("U+%04X", c).doesNotContainPattern(UNSAFE);
        }
    }

    /** The control: a constant of a template, which is its author's affair, is seen by the check. */
    @Test
    void theCheckSeesALineEnd() {
        String written = line(Lines.text("a\u0085b"), new TestEvent());
        assertThat(LINE_ENDS.split(written, -1)).hasSize(2);
        assertThat(written).containsPattern(UNSAFE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs", "logstash", "gelf", "google", "logfmt"})
    void noTextEndsALine(String name) {
        EventEncoder<TestEvent> encoder = Lines.encoder(Lines.named(name));
        for (int c = 0; c < 0x3000; c++) {
            String written = line(encoder, hostile("x" + (char) c, false));
            assertThat(written.indexOf('\n') + written.indexOf('\r')).isEqualTo(-2);
        }
    }

    /** Text that reads like a stack trace stays in the message's line. */
    @Test
    void noMessageMakesALineUp() {
        TestEvent event = new TestEvent().message("ok\n2026-11-21T09:02:03.123Z ERROR [main] a - forged\n\tat a.B");
        event.throwable = new RuntimeException("x\nCaused by: forged", new Error("y\n\tat forged"));
        event.throwable.setStackTrace(new StackTraceElement[0]);
        event.throwable.getCause().setStackTrace(new StackTraceElement[0]);
        assertThat(line(Lines.named("text"), event).split("\n"))
                .containsExactly(
                        "2026-11-21T09:02:03.123Z INFO  [main] com.acme.Shop - ok\\n2026-11-21T09:02:03.123Z ERROR"
                                + " [main] a - forged\\n\\tat a.B",
                        "java.lang.RuntimeException: x\\nCaused by: forged",
                        "Caused by: java.lang.Error: y\\n\\tat forged");
    }

    /** One char that is not plain, at each index of texts whose lengths are around those at which the way changes. */
    @Test
    void eachIndexOfTextsOfManyLengths() {
        EventEncoder<TestEvent> text = Lines.encoder(Lines.text("{message}"));
        EventEncoder<TestEvent> json = Lines.encoder(Lines.json("{'m':'{message}'}"));
        for (int length : new int[] {1, 2, 7, 8, 23, 24, 25, 31, 32, 33, 39, 40, 41, 255, 256, 257}) {
            String plain = "0123456789abcdef".repeat(17).substring(0, length);
            check(text, json, plain);
            for (int i = 0; i < length; i++) {
                for (char c : "\n\u001B\"\\\u007F\u0080\u00E4\u202E\uD83D\uDE00\u4E2D".toCharArray()) {
                    check(text, json, plain.substring(0, i) + c + plain.substring(i + 1));
                }
            }
        }
    }

    private static void check(EventEncoder<TestEvent> text, EventEncoder<TestEvent> json, String message) {
        byte[] dst = new byte[6 * message.length()];
        String escaped = new String(dst, 0, JsonEscape.escapeString(dst, 0, message), StandardCharsets.UTF_8);
        for (boolean formats : new boolean[] {false, true}) {
            TestEvent event = new TestEvent().message(message);
            event.formats = formats;
            assertThat(line(text, event)).isEqualTo(safe(message));
            assertThat(line(json, event)).isEqualTo("{\"m\":\"" + escaped + "\"}");
        }
    }

    @Test
    void longTextsAreEscapedToo() {
        String text = ("plain \u00E4\u4E2D\uD83D\uDE00 ".repeat(40) + "\u202E\n\u001B[2J").repeat(3);
        for (boolean formats : new boolean[] {false, true}) {
            TestEvent event = new TestEvent().message(text);
            event.formats = formats;
            assertThat(line(Lines.text("{message}"), event)).isEqualTo(safe(text));
            assertThat(line(Lines.text("{message}"), event.message(text.substring(0, 100))))
                    .isEqualTo(safe(text.substring(0, 100)));
        }
    }
}
