// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.testing.Written;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other kernels use of the digits; the appends of integers cover the rest. */
final class DigitsTest {
    private final Written written = new Written(256);

    @Test
    void groupsOfTwoThreeAndFour() {
        for (int value = 0; value < 10_000; value++) {
            assertThat(word(Digits.four(value), 4)).isEqualTo(padded(value, 4));
            if (value < 1_000) {
                assertThat(word(Digits.three(value), 3)).isEqualTo(padded(value, 3));
            }
            if (value < 100) {
                assertThat(word(Digits.two(value), 2)).isEqualTo(padded(value, 2));
            }
            int eight = value * 9_999 + value % 7;
            assertThat(word(Digits.eight(eight), 8)).isEqualTo(padded(eight, 8));
        }
    }

    private static String word(long bytes, int length) {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = (byte) (bytes >>> (8 * i));
        }
        return new String(text, ISO_8859_1);
    }

    private static String padded(long value, int width) {
        return String.format(Locale.ROOT, "%0" + width + "d", value);
    }

    @Test
    void powersOfTen() {
        for (int exponent = 0; exponent <= 18; exponent++) {
            assertThat(BigInteger.valueOf(Digits.powerOfTen(exponent))).isEqualTo(BigInteger.TEN.pow(exponent));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
    void aFixedWidthOfDigits(int width) {
        Random random = new Random(width);
        for (int i = 0; i < 5_000; i++) {
            BigInteger value = new BigInteger(1 + random.nextInt(63), random).mod(BigInteger.TEN.pow(width));
            fixedWidth(value.longValueExact(), width);
        }
        for (int exponent = 0; exponent <= Math.min(width, 18); exponent++) {
            long power = Digits.powerOfTen(exponent);
            fixedWidth(power - 1, width);
            if (exponent < width) {
                fixedWidth(power, width);
            }
        }
    }

    private void fixedWidth(long value, int width) {
        written.expect(width == 0 ? "" : padded(value, width))
                .by(Digits.appendFixedWidth(written.array(), Written.START, value, width));
    }

    @Test
    void lengthsAtThePowersOfTenAndOfTwo() {
        for (long power = 1; power > 0 && power <= 1_000_000_000_000_000_000L; power *= 10) {
            neighbours(power);
        }
        for (int bit = 0; bit < 64; bit++) {
            neighbours(1L << bit);
        }
        neighbours(Long.parseUnsignedLong("10000000000000000000"));
    }

    private static void neighbours(long value) {
        for (long delta = -2; delta <= 2; delta++) {
            lengths(value + delta);
            lengths(-value + delta);
        }
    }

    private static void lengths(long value) {
        int length = Long.toString(value).length();
        assertThat(Digits.longLength(value)).isEqualTo(length);
        assertThat(Digits.unsignedLongLength(value))
                .isEqualTo(Long.toUnsignedString(value).length());
        int narrow = (int) value;
        assertThat(Digits.intLength(narrow)).isEqualTo(Integer.toString(narrow).length());
        for (int width = 0; width < 30; width += 3) {
            assertThat(Digits.zeroPaddedLength(value, width)).isEqualTo(Math.max(width, length));
        }
    }
}
