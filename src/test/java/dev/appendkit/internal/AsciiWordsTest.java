// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.testing.Guards;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AsciiWordsTest {
    private static final SpecialBytes SPECIAL = SpecialBytes.of(0x20, '"', '\\', (char) 0x7F);

    private static boolean isSpecial(int c) {
        return c < 0x20 || c == '"' || c == '\\' || c == 0x7F;
    }

    /** Every char at every place of every length. */
    @Test
    void cleanTextIsWrittenAndAllElseRefused() {
        for (int length = 0; length <= 40; length++) {
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
        int end = AsciiWords.append(dst, 10, text.toString(), 2, 2 + length, SPECIAL);
        boolean clean = length == 0 || c < 0x80 && !isSpecial(c);
        assertThat(end).as("%d chars, %d at %d", length, (int) c, at).isEqualTo(clean ? 10 + length : -1);
        if (clean) {
            assertThat(new String(dst, 10, length, StandardCharsets.ISO_8859_1))
                    .isEqualTo(text.substring(2, 2 + length));
        }
        Guards.check(dst, 10, 10 + length);
    }

    @Test
    void theFirstSpecialByteIsFound() {
        for (int length = 0; length <= 20; length++) {
            for (int at = 0; at < length; at++) {
                for (int c = 0; c < 0x100; c++) {
                    byte[] src = new byte[length + 2];
                    java.util.Arrays.fill(src, (byte) 'x');
                    src[0] = '"';
                    src[length + 1] = '"';
                    src[at + 1] = (byte) c;
                    if (at + 2 < length) {
                        src[at + 2] = '\n';
                    }
                    int first = isSpecial(c) ? at + 1 : at + 2 < length ? at + 2 : length + 1;
                    assertThat(AsciiWords.indexOfSpecial(src, 1, length + 1, SPECIAL))
                            .as("%d at %d of %d", c, at, length)
                            .isEqualTo(first);
                    assertThat(SPECIAL.has(c)).isEqualTo(isSpecial(c));
                }
            }
        }
    }
}
