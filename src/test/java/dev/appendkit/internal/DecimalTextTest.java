// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

final class DecimalTextTest {

    private static final BigDecimal COMPACT = new BigDecimal("-12.50");
    private static final BigDecimal LARGE = new BigDecimal("12345678901234567890.5");

    @Test
    void whatIsExactIsNotCopied() {
        assertThat(DecimalText.exact(COMPACT)).isSameAs(COMPACT);
        assertThat(DecimalText.exact(LARGE)).isSameAs(LARGE);
        assertThat(DecimalText.exact(BigInteger.TEN)).isSameAs(BigInteger.TEN);
    }

    @Test
    void aSubclassOrADecimalThatHoldsOneIsCopied() {
        BigDecimal copy = DecimalText.exact(new Decimal("12.50"));
        assertThat(copy.getClass()).isEqualTo(BigDecimal.class);
        assertThat(copy).hasToString("12.50");
        BigDecimal holding = new BigDecimal(new Whole(LARGE.unscaledValue()), 1);
        // Some JDKs copy it themselves.
        assertThat(DecimalText.exact(holding)).hasToString(LARGE.toString());
        assertThat(DecimalText.exact(holding).unscaledValue().getClass()).isEqualTo(BigInteger.class);
        assertThat(DecimalText.exact(new Whole(BigInteger.TEN)).getClass()).isEqualTo(BigInteger.class);
    }

    @Test
    void compactIsWhatFitsALongWithBothSigns() {
        for (int scale : new int[] {-1_000_000, -33, -32, -1, 0, 1, 63, 64, 1_000_000}) {
            assertThat(DecimalText.isCompact(BigDecimal.valueOf(0, scale))).isTrue();
            assertThat(DecimalText.isCompact(BigDecimal.valueOf(Long.MAX_VALUE, scale)))
                    .isTrue();
            assertThat(DecimalText.isCompact(BigDecimal.valueOf(-Long.MAX_VALUE, scale)))
                    .isTrue();
            assertThat(DecimalText.isCompact(BigDecimal.valueOf(Long.MIN_VALUE, scale)))
                    .isFalse();
            assertThat(DecimalText.isCompact(new BigDecimal(BigInteger.ONE.shiftLeft(63), scale)))
                    .isFalse();
        }
        assertThat(DecimalText.isCompact(new Decimal("1"))).isFalse();
    }

    @Test
    void digitsAreThePrecisionAndAnEstimateWhereThereAreTooMany() {
        assertThat(DecimalText.digits(COMPACT)).isEqualTo(4);
        assertThat(DecimalText.digits(LARGE)).isEqualTo(21);
        BigInteger limit = BigInteger.TEN.pow(DecimalText.MAX_LENGTH);
        assertThat(DecimalText.digits(limit.subtract(BigInteger.ONE))).isEqualTo(DecimalText.MAX_LENGTH);
        assertThat(DecimalText.digits(limit)).isEqualTo(DecimalText.MAX_LENGTH + 1);
        for (int bit = limit.bitLength(); bit < limit.bitLength() + 200; bit++) {
            int estimate = DecimalText.digits(BigInteger.ONE.shiftLeft(bit));
            assertThat(estimate).isBetween(DecimalText.MAX_LENGTH + 1, (int) (bit * 0.30103) + 1);
        }
    }

    @Test
    void aHugeDecimalIsNotAskedForItsPrecision() {
        // 70,001 digits; in constant time only the bits tell, and they can belong to one digit less.
        BigInteger huge = BigInteger.TEN.pow(70_000);
        assertThat(DecimalText.digits(huge)).isEqualTo(70_000);
        assertThat(DecimalText.digits(new BigDecimal(huge, 5))).isEqualTo(70_000);
    }

    @Test
    void theUnscaledValueOfEveryPrecisionAtEveryScale() {
        for (int scale = -40; scale <= 70; scale++) {
            long digits = 0;
            for (int precision = 1; precision <= 18; precision++) {
                digits = digits * 10 + precision % 10;
                for (long unscaled : new long[] {digits, -digits, Digits.powerOfTen(precision) - 1}) {
                    assertThat(DecimalText.unscaled(BigDecimal.valueOf(unscaled, scale)))
                            .isEqualTo(unscaled);
                }
            }
            assertThat(DecimalText.unscaled(BigDecimal.valueOf(0, scale))).isZero();
            assertThat(DecimalText.unscaled(BigDecimal.valueOf(-Long.MAX_VALUE, scale)))
                    .isEqualTo(-Long.MAX_VALUE);
        }
    }

    private static final class Decimal extends BigDecimal {
        private static final long serialVersionUID = 1;

        Decimal(String value) {
            super(value);
        }
    }

    private static final class Whole extends BigInteger {
        private static final long serialVersionUID = 1;

        Whole(BigInteger value) {
            super(value.toByteArray());
        }
    }
}
