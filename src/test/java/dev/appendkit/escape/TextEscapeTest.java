// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.escape;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.appendkit.AppendBuffer;
import dev.appendkit.format.JsonWriter;
import dev.appendkit.testing.Chars;
import dev.appendkit.testing.Guards;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@link JsonEscape} against the writer, which has its own paths and oracles; {@link LogEscape} against its rules. */
class TextEscapeTest {
    private static final byte[] AMPLE = new byte[1_000];

    private interface Escape {
        int escape(byte[] dst, int pos, CharSequence text);
    }

    private static void check(Escape escape, String text, String expected) {
        int length = expected.getBytes(UTF_8).length;
        for (int spare = 0; spare < 2; spare++) {
            byte[] dst = Guards.bytes(length + 9 + 70 * spare);
            byte[] exact = java.util.Arrays.copyOf(dst, 5 + length + 70 * spare);
            int end = escape.escape(exact, 5, text);
            assertThat(new String(exact, 5, end - 5, UTF_8)).isEqualTo(expected);
            Guards.check(exact, 5, end);
        }
        for (int room = 0; room < Math.min(length, 20); room++) {
            byte[] dst = Guards.bytes(5 + length - 1 - room);
            if (dst.length >= 5) {
                checkRefused(escape, dst, 5, text);
                Guards.check(dst, 0, 0);
            }
        }
        checkRefused(escape, AMPLE, -1, text);
    }

    /** Without AssertJ, which costs more than a hundred of the calls. */
    private static void checkRefused(Escape escape, byte[] dst, int pos, String text) {
        int end;
        try {
            end = escape.escape(dst, pos, text);
        } catch (IndexOutOfBoundsException expected) {
            return;
        }
        fail(text + " was written to " + pos + " of " + dst.length + ", up to " + end);
    }

    private static String json(String text) {
        AppendBuffer out = AppendBuffer.growing(64, 1 << 20);
        new JsonWriter().reset(out).appendString(text);
        String quoted = out.toString(UTF_8);
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String log(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> {
                    boolean unsafe = c < 0x20
                            || c >= 0x7F && c <= 0x9F
                            || c == 0x61C
                            || c == 0x200E
                            || c == 0x200F
                            || c >= 0x2028 && c <= 0x202E
                            || c >= 0x2066 && c <= 0x2069
                            || c == 0xFEFF;
                    if (unsafe) {
                        escaped.append(String.format(Locale.ROOT, "\\u%04x", c));
                    } else if (c <= Character.MAX_VALUE && Character.isSurrogate((char) c)) {
                        escaped.append('\uFFFD');
                    } else {
                        escaped.appendCodePoint(c);
                    }
                }
            }
        });
        return escaped.toString();
    }

    @Test
    void everyChar() {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            String text = "ab".substring(c % 3) + (char) c + "yz".substring(c / 3 % 3);
            check(JsonEscape::escapeString, text, json(text));
            check(LogEscape::escapeString, text, log(text));
        }
    }

    @Test
    void randomTexts() {
        Random random = new Random(12);
        String units = "abc\"\\\n\t\u0000\u001F\u007F\u0085äß日\u2028\u202E\uFEFF\uD83D\uDE00";
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int left = random.nextInt(80); left > 0; left--) {
                text.append(random.nextInt(3) > 0 ? 'x' : units.charAt(random.nextInt(units.length())));
            }
            check(JsonEscape::escapeString, text.toString(), json(text.toString()));
            check(LogEscape::escapeString, text.toString(), log(text.toString()));
        }
    }

    @Test
    void aForeignTextIsReadByItsString() {
        byte[] dst = new byte[40];
        int end = JsonEscape.escapeString(dst, 0, Chars.builder("3\" pipe"));
        assertThat(new String(dst, 0, end, UTF_8)).isEqualTo("3\\\" pipe");
        end = LogEscape.escapeString(dst, 0, Chars.builder("a\nb\\"));
        assertThat(new String(dst, 0, end, UTF_8)).isEqualTo("a\\nb\\");
        for (String text : List.of("", "x")) {
            assertThat(JsonEscape.escapeString(dst, 40 - text.length(), text)).isEqualTo(40);
        }
    }
}
