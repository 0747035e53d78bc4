// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.testing.Guards;
import org.junit.jupiter.api.Test;

class AsciiCopyTest {
    private static final SpecialBytes SPECIAL = SpecialBytes.of(' ', '"', '\\', (char) 0x7F);

    private static int append(byte[] dst, int pos, String text) {
        return AsciiCopy.append(dst, pos, text, 0, text.length(), SPECIAL);
    }

    /** Lengths on both sides of every border, in an array that ends with the text. */
    @Test
    void plainText() {
        StringBuilder all = new StringBuilder();
        for (char c = ' '; all.length() < 300; c = c == '~' ? ' ' : (char) (c + 1)) {
            if (c != '"' && c != '\\') {
                all.append(c);
            }
        }
        for (int length = 0; length <= 200; length++) {
            String text = all.substring(length % 90, length % 90 + length);
            byte[] dst = new byte[length + 3];
            assertThat(append(dst, 3, text)).isEqualTo(length + 3);
            assertThat(new String(dst, 3, length, US_ASCII)).isEqualTo(text);
            assertThat(new String(dst, 0, 3, US_ASCII)).isEqualTo("\0\0\0");
        }
    }

    /** Each char that is special or no ASCII, at each index; some become plain bytes if their high byte is dropped. */
    @Test
    void anyOtherChar() {
        for (int length = 1; length <= 70; length++) {
            for (int i = 0; i < length; i++) {
                for (char c : "\0\n\u001F\"\\\u0080\u00FF\u0100\u0141\u2061\uD83D\uFF41".toCharArray()) {
                    StringBuilder text = new StringBuilder("x".repeat(length));
                    text.setCharAt(i, c);
                    assertThat(append(new byte[length], 0, text.toString()))
                            .as("U+%04X at %d of %d", (int) c, i, length)
                            .isNegative();
                }
            }
        }
    }

    private static boolean isSpecial(int c) {
        return c < 0x20 || c == '"' || c == '\\' || c == 0x7F;
    }

    /** Every char at every place of every length. */
    @Test
    void cleanTextIsWrittenAndAllElseRefused() {
        for (int length = 0; length <= 42; length++) {
            for (int at = 0; at < Math.max(1, length); at++) {
                for (int c = 0; c < 0x180; c++) {
                    check(length, at, (char) c);
                }
                check(length, at, '\u4141');
                check(length, at, '\uFF41');
                check(length, at, '\uD83D');
            }
        }
    }

    private static void check(int length, int at, char c) {
        StringBuilder text = new StringBuilder("..");
        for (int i = 0; i < length; i++) {
            text.append(i == at ? c : (char) ('a' + i % 26));
        }
        text.append("\"\u00E9");
        byte[] dst = Guards.bytes(length + 20);
        int end = AsciiCopy.append(dst, 10, text.toString(), 2, 2 + length, SPECIAL);
        boolean clean = length == 0 || c < 0x80 && !isSpecial(c);
        int other = length <= 24 ? ~(10 + at) : c < 0x80 ? AsciiCopy.HAS_SPECIAL : AsciiCopy.NOT_ASCII;
        assertThat(end).as("%d chars, %d at %d", length, (int) c, at).isEqualTo(clean ? 10 + length : other);
        if (end != AsciiCopy.NOT_ASCII) {
            int written = clean || end == AsciiCopy.HAS_SPECIAL ? length : at;
            assertThat(new String(dst, 10, written, ISO_8859_1)).isEqualTo(text.substring(2, 2 + written));
        }
        Guards.check(dst, 10, 10 + length);
    }
}
