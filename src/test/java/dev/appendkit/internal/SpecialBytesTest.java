// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SpecialBytesTest {
    private static final SpecialBytes SPECIAL = SpecialBytes.of(0x20, '"', '\\', (char) 0x7F);

    private static boolean isSpecial(int c) {
        return c < 0x20 || c == '"' || c == '\\' || c == 0x7F;
    }

    @Test
    void theFirstSpecialByteIsFound() {
        for (int length = 0; length <= 20; length++) {
            for (int at = 0; at < length; at++) {
                for (int c = 0; c < 0x100; c++) {
                    byte[] src = new byte[length + 2];
                    Arrays.fill(src, (byte) 'x');
                    src[0] = '"';
                    src[length + 1] = '"';
                    src[at + 1] = (byte) c;
                    if (at + 2 < length) {
                        src[at + 2] = '\n';
                    }
                    int first = isSpecial(c) ? at + 1 : at + 2 < length ? at + 2 : length + 1;
                    assertThat(SPECIAL.indexIn(src, 1, length + 1))
                            .as("%d at %d of %d", c, at, length)
                            .isEqualTo(first);
                    assertThat(SPECIAL.has(c)).isEqualTo(isSpecial(c));
                    assertThat(c < 0x80 && SPECIAL.plain()[c]).isEqualTo(c < 0x80 && !isSpecial(c));
                }
            }
        }
    }
}
