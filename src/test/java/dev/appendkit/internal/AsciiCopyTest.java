// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AsciiCopyTest {
    private static final SpecialBytes SPECIAL = SpecialBytes.of(' ', '"', '\\');
    private static final boolean[] PLAIN = SPECIAL.plain();

    private static int append(byte[] dst, int pos, String text) {
        return AsciiCopy.append(dst, pos, text, text.length(), PLAIN, SPECIAL);
    }

    /** Lengths on both sides of every border, in an array that ends with the text. */
    @Test
    void plainText() {
        StringBuilder all = new StringBuilder();
        for (char c = ' '; all.length() < 300; c = c == '\u007F' ? ' ' : (char) (c + 1)) {
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
                            .isEqualTo(-1);
                }
            }
        }
    }
}
