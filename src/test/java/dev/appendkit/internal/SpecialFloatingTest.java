// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The greatest and the least numbers, which no shortest text takes this way today. */
final class SpecialFloatingTest {
    @ParameterizedTest
    @ValueSource(doubles = {Double.MAX_VALUE, Double.MIN_VALUE, Double.MIN_NORMAL, 1, Float.MAX_VALUE})
    void numbersAreNotSpecial(double v) {
        assertThat(SpecialFloating.isSpecial(v)).isFalse();
        assertThat(SpecialFloating.isSpecial(-v)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, Double.POSITIVE_INFINITY, Double.NaN})
    void zeroInfinityAndNaNAre(double v) {
        assertThat(SpecialFloating.isSpecial(v)).isTrue();
        assertThat(SpecialFloating.isSpecial(-v)).isTrue();
    }
}
