// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.AppendBuffer;
import dev.appendkit.format.JsonStyle.Escapes;
import dev.appendkit.testing.Chars;
import java.nio.BufferOverflowException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The styles of strings, against the rules of the RFC written down char by char. */
class JsonTextsTest {
    /** A text as the style of minimal escapes writes it. */
    static String minimal(String text) {
        return quoted(text, c -> c);
    }

    /** What must be escaped is; {@code others} writes all other code points. */
    private static String quoted(String text, UnaryOperator<String> others) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\b' -> quoted.append("\\b");
                case '\t' -> quoted.append("\\t");
                case '\n' -> quoted.append("\\n");
                case '\f' -> quoted.append("\\f");
                case '\r' -> quoted.append("\\r");
                default -> {
                    if (c < 0x20) {
                        quoted.append(escape((char) c));
                    } else {
                        boolean lone = c <= Character.MAX_VALUE && Character.isSurrogate((char) c);
                        quoted.append(others.apply(lone ? "\uFFFD" : Character.toString(c)));
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    private static String escape(char c) {
        String digits = Integer.toHexString(c);
        return "\\u" + "0".repeat(4 - digits.length()) + digits;
    }

    private static String html(String text) {
        return quoted(text, c -> "<>&'\u2028\u2029".contains(c) ? escape(c.charAt(0)) : c);
    }

    /** A text as the style of ASCII writes it. */
    static String ascii(String text) {
        return quoted(text, c -> {
            StringBuilder escaped = new StringBuilder();
            c.chars().forEach(unit -> escaped.append(unit < 0x7F ? "" + (char) unit : escape((char) unit)));
            return escaped.toString();
        });
    }

    private static String written(JsonWriter json, AppendBuffer out, CharSequence text) {
        json.reset(out.clear()).appendString(text).rollBack();
        json.reset(out.clear()).beginArray().appendString(text);
        return out.toString(UTF_8).substring(1);
    }

    private static void check(Escapes escapes, UnaryOperator<String> expected, String text) {
        JsonWriter json = new JsonWriter(JsonStyle.standard().escapes(escapes));
        AppendBuffer out = AppendBuffer.growing(64, 1 << 20);
        assertThat(written(json, out, text)).isEqualTo(expected.apply(text));
        assertThat(written(json, out, new Chars(text))).isEqualTo(expected.apply(text));
        json.reset(out.clear()).beginObject().name(text);
        assertThat(out.toString(UTF_8)).isEqualTo("{" + expected.apply(text) + ":");
        if (!JsonStyleTest.hasLoneSurrogate(text)) {
            json.reset(out.clear()).beginObject().name(JsonName.of(text)).appendNull();
            assertThat(out.toString(UTF_8)).isEqualTo("{" + expected.apply(text) + ":null");
        }
    }

    @Test
    void everyCharInEveryStyle() {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            String text = "abcdefgh".substring(c % 9) + (char) c + "xyz".substring(c / 9 % 4);
            check(Escapes.MINIMAL, JsonTextsTest::minimal, text);
            check(Escapes.HTML, JsonTextsTest::html, text);
            check(Escapes.ASCII, JsonTextsTest::ascii, text);
        }
    }

    /** With room for exactly the result, and with one byte less. */
    @Test
    void edgesAtEveryPlaceOfEveryLength() {
        JsonWriter json = new JsonWriter();
        for (int length = 1; length <= 130; length++) {
            for (int at = 0; at < length; at++) {
                for (String edge : List.of("\"", "\n", "\u0001", "\u0080", "\u00FF", "\u0127", "\u0122", "\uD83D")) {
                    String text = "x".repeat(at) + edge + "y".repeat(length - at - 1);
                    byte[] expected = minimal(text).getBytes(UTF_8);
                    AppendBuffer out = AppendBuffer.wrap(new byte[expected.length], 0, expected.length);
                    json.reset(out).appendString(text);
                    assertThat(out.toByteArray()).isEqualTo(expected);
                    AppendBuffer tight = AppendBuffer.wrap(new byte[expected.length - 1], 0, expected.length - 1);
                    json.reset(tight);
                    assertThatThrownBy(() -> json.appendString(text)).isInstanceOf(BufferOverflowException.class);
                    assertThat(tight.length()).isZero();
                }
            }
        }
    }

    @Test
    void pairsAndLoneHalves() {
        for (String text : List.of(
                "\uD83D\uDE00", "x\uD83D\uDE00y", "\uDE00\uD83D", "\uD83D", "\uD83D\uD83D\uDE00", "<\uD83D\uDE00>")) {
            check(Escapes.MINIMAL, JsonTextsTest::minimal, text);
            check(Escapes.HTML, JsonTextsTest::html, text);
            check(Escapes.ASCII, JsonTextsTest::ascii, text);
        }
        assertThat(ascii("\uD83D\uDE00\uD83D")).isEqualTo("\"\\ud83d\\ude00\\ufffd\"");
    }

    @Test
    void malformedTextIsRefusedWhereTheStyleSaysSo() {
        JsonWriter json = new JsonWriter(JsonStyle.standard().refuseMalformed(true));
        AppendBuffer out = AppendBuffer.growing(64, 1 << 20);
        json.reset(out).beginArray().appendString("a\uD83D\uDE00b");
        for (CharSequence text : List.of(
                "abc\uD83Dx", "a\"c\uD83Dx", "\n\t\f\uDC00", Chars.builder("abc\uDE00"), "x".repeat(200) + "\uD83D")) {
            assertThatThrownBy(() -> json.appendString(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("index " + (text.length() == 201 ? 200 : 3))
                    .hasMessageNotContaining("abc");
        }
        assertThatThrownBy(() -> json.appendString("a\uD83D\uDE00", 0, 2)).isInstanceOf(IllegalArgumentException.class);
        json.appendNull().endArray();
        assertThat(out.toString(UTF_8)).isEqualTo("[\"a\uD83D\uDE00b\",null]");
        assertThatThrownBy(() -> JsonName.of("ab\uD83D")).hasMessageContaining("index 2");
    }
}
