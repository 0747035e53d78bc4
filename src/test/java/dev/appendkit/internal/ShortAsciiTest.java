// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.testing.Guards;
import org.junit.jupiter.api.Test;

/** Every length, every char that may stop the copy at every place, and no byte outside the text. */
class ShortAsciiTest {
    private static final int START = 3;
    private static final char[] OTHERS = {0x80, 0xFF, 0x100, 0x17F, 0x2041, 0x8000, 0xD834, 0xFFFF};
    private static final String TEXT = "The quick brown fox jumps over the lazy dog, and\u007F\0then rests";

    @Test
    void asciiOfEveryLengthIsCopiedWhole() {
        for (int from = 0; from < 12; from++) {
            for (int length = 0; length <= ShortAscii.MAX_LENGTH; length++) {
                byte[] dst = Guards.bytes(START + length + 9);
                int to = from + length;
                assertThat(ShortAscii.copy(dst, START, TEXT, from, to)).isEqualTo(to);
                for (int i = 0; i < length; i++) {
                    assertThat(dst[START + i]).isEqualTo((byte) TEXT.charAt(from + i));
                }
                Guards.check(dst, START, START + length);
            }
        }
    }

    /** What is copied before the other char is right, and no more than seven chars before it are left. */
    @Test
    void anotherCharStopsTheCopyWhereverItStands() {
        for (char other : OTHERS) {
            for (int length = 1; length <= ShortAscii.MAX_LENGTH; length++) {
                for (int at = 0; at < length; at++) {
                    String text = TEXT.substring(0, at) + other + TEXT.substring(at + 1, length);
                    byte[] dst = Guards.bytes(START + length + 9);
                    int end = ShortAscii.copy(dst, START, text, 0, length);
                    assertThat(end).isBetween(Math.max(0, at - 7), at);
                    for (int i = 0; i < end; i++) {
                        assertThat(dst[START + i]).isEqualTo((byte) text.charAt(i));
                    }
                    Guards.check(dst, START, START + at);
                }
            }
        }
    }

    @Test
    void aWordIsEightCharsTheFirstInTheLowBits() {
        assertThat(ShortAscii.word("xABCDEFGHx", 1)).isEqualTo(0x4847_4645_4443_4241L);
        assertThat(ShortAscii.word("\0\0\0\0\0\0\0\u007F", 0)).isEqualTo(0x7F00_0000_0000_0000L);
        for (int at = 0; at < 8; at++) {
            for (char other : OTHERS) {
                String text = "1234567".substring(0, at) + other + "1234567".substring(at);
                assertThat(ShortAscii.word(text, 0)).isNegative();
            }
        }
    }
}
