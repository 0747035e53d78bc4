// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FloatingLayoutTest {

    @Test
    void spreadsEveryGroupOfFourDigits() {
        // The lanes of the second and third step hold nothing but such groups and halves of them.
        for (int group = 0; group < 10_000; group++) {
            assertThat(FloatingLayout.spread(group)).isEqualTo(digitByDigit(group));
            assertThat(FloatingLayout.spread(group * 10_000L)).isEqualTo(digitByDigit(group * 10_000));
            assertThat(FloatingLayout.spread(group * 10_001L)).isEqualTo(digitByDigit(group * 10_001));
        }
    }

    @Test
    void splitsEightDigitsIntoFourAndFour() {
        // A quotient that is too small or too large shows next to a multiple of 10^4.
        for (int group = 0; group < 10_000; group++) {
            int first = group * 10_000;
            assertThat(FloatingLayout.spread(first + 1L)).isEqualTo(digitByDigit(first + 1));
            assertThat(FloatingLayout.spread(first + 9_999L)).isEqualTo(digitByDigit(first + 9_999));
        }
    }

    @Test
    void theFormOfEveryExponentFits() {
        for (int exponent = -324; exponent <= 308; exponent++) {
            assertThat(FloatingLayout.form(FloatingLayout.JAVA, exponent)).isPositive();
            assertThat(FloatingLayout.form(FloatingLayout.SCIENTIFIC, exponent)).isPositive();
        }
    }

    private static long digitByDigit(int x) {
        long spread = 0;
        for (int rest = x, shift = 56; shift >= 0; rest /= 10, shift -= 8) {
            spread |= (long) (rest % 10) << shift;
        }
        return spread;
    }
}
