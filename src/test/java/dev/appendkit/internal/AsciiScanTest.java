// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AsciiScanTest {
    private final AsciiScan scan = new AsciiScan();

    @Test
    void everyCharAlone() {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            assertThat(scan.isAscii(String.valueOf((char) c), 0, 1)).isEqualTo(c < 0x80);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 127, 128, 511, 512, 513, 1_024, 1_025, 2_000})
    void oneCharAtEveryPlaceAndBesideTheRange(int length) {
        String text = "'\0\u007f~".repeat(length).substring(0, length);
        assertThat(scan.isAscii(text, 0, length)).isTrue();
        // What is not of the range does not count.
        assertThat(scan.isAscii("\u00e9" + text + "\ud83d", 1, length + 1)).isTrue();
        for (int at = 0; at < length; at++) {
            for (String special : new String[] {"\u0080", "\u0127", "\ud83d", "\ude00", "\ud83d\ude00"}) {
                String mixed = "x" + text.substring(0, at) + special + text.substring(at);
                if (scan.isAscii(mixed, 1, length + 1)) {
                    assertThat(at).as(special + " among " + length).isEqualTo(-1);
                }
                assertThat(scan.isAscii(mixed, 0, at + 1)).isTrue();
            }
        }
        assertThat(scan.isAscii(text, 0, length)).as("after others").isTrue();
    }
}
