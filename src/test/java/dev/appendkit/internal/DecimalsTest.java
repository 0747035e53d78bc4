// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.testing.Guards;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The limits that callers ask the kernel for, and each of its ways to write at every small scale. */
final class DecimalsTest {
    private static final List<Long> VALUES = List.of(
            0L,
            1L,
            9L,
            10L,
            99_999_999L,
            100_000_000L,
            12_345_678_901L,
            1_000_000_000_000_000_000L,
            Long.MAX_VALUE - 1,
            Long.MAX_VALUE);

    @Test
    void theScalesOfShortAndOfSpillableDecimals() {
        for (int scale = -50; scale < 50; scale++) {
            assertThat(Decimals.isShort(scale)).isEqualTo(scale >= 0 && scale <= 18);
            assertThat(Decimals.isSpillable(scale)).isEqualTo(scale >= 0 && scale <= 8);
        }
        assertThat(Decimals.isShort(Integer.MIN_VALUE)).isFalse();
        assertThat(Decimals.isShort(Integer.MAX_VALUE)).isFalse();
    }

    @Test
    void everyWayAtEveryScale() {
        for (long magnitude : VALUES) {
            for (int scale = -40; scale <= 60; scale++) {
                check(magnitude, scale);
                check(-magnitude, scale);
                check(-magnitude - 1, scale);
            }
        }
    }

    /** All digits of a quotient by a reciprocal depend on it: the multiples of the divisor and their neighbours. */
    @Test
    void multiplesOfPowersOfTen() {
        for (int scale = 1; scale <= 18; scale++) {
            long power = Digits.powerOfTen(scale);
            long greatest = Long.MAX_VALUE / power;
            for (long factor : new long[] {1, 2, 7, greatest / 3, greatest - 1, greatest}) {
                check(factor * power - 1, scale);
                check(-factor * power, scale);
                check(Math.max(factor * power, 0) + 1, scale);
            }
        }
    }

    private static void check(long unscaled, int scale) {
        String text = BigDecimal.valueOf(unscaled, scale).toPlainString();
        int length = text.length();
        assertThat(Decimals.length(unscaled, scale)).isEqualTo(length);
        byte[] exact = Guards.bytes(length + 20);
        written(exact, Decimals.append(exact, 3, unscaled, scale), text, length);
        BigInteger integer = BigInteger.valueOf(unscaled);
        if (unscaled != 0 || scale >= 0) {
            byte[] big = Guards.bytes(length + 20);
            written(big, Decimals.append(big, 3, integer, BigDigits.count(integer), scale), text, length);
        }
        if (Decimals.isShort(scale)) {
            assertThat(length).isLessThanOrEqualTo(Decimals.MAX_LENGTH);
        }
        if (Decimals.isSpillable(scale)) {
            byte[] spilled = Guards.bytes(Decimals.MAX_SPILL_LENGTH + 20);
            written(spilled, Decimals.appendSpill(spilled, 3, unscaled, scale), text, Decimals.MAX_SPILL_LENGTH);
        }
    }

    private static void written(byte[] dst, int end, String text, int room) {
        assertThat(new String(Arrays.copyOfRange(dst, 3, end), ISO_8859_1)).isEqualTo(text);
        Guards.check(dst, 3, 3 + room);
    }
}
