// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

final class PowersOfTenTest {

    private static final int MIN_Q = -1074;
    private static final int MAX_Q = 971;

    @Test
    void everyPowerIsThatOfThePaper() {
        assertThat(PowersOfTen.TABLE).hasSize(2 * (PowersOfTen.MAX - PowersOfTen.MIN + 1));
        for (int e = PowersOfTen.MIN; e <= PowersOfTen.MAX; e++) {
            // g - 1 <= 10^e * 2^(125 - floor(log2 10^e)) < g, by decimal instead of binary arithmetic.
            BigDecimal exact = BigDecimal.ONE.scaleByPowerOfTen(e).multiply(powerOf2(125 - floorLog2(e)));
            BigDecimal g = new BigDecimal(BigInteger.valueOf(PowersOfTen.TABLE[PowersOfTen.index(e)])
                    .shiftLeft(63)
                    .add(BigInteger.valueOf(PowersOfTen.TABLE[PowersOfTen.index(e) + 1])));
            assertThat(g).as("10^%d", e).isGreaterThan(exact);
            assertThat(g.subtract(BigDecimal.ONE)).as("10^%d", e).isLessThanOrEqualTo(exact);
            assertThat(g.toBigInteger().subtract(BigInteger.ONE).bitLength()).isEqualTo(126);
        }
    }

    @Test
    void theLogarithmsAreThoseOfExactArithmetic() {
        BigDecimal threeQuarters = new BigDecimal("0.75");
        for (int q = MIN_Q; q <= Double.MAX_EXPONENT; q++) {
            assertThat(PowersOfTen.floorLog10OfPowerOf2(q)).as("%d", q).isEqualTo(floorLog10(powerOf2(q)));
            assertThat(PowersOfTen.floorLog10OfThreeQuartersOfPowerOf2(q))
                    .as("%d", q)
                    .isEqualTo(floorLog10(powerOf2(q).multiply(threeQuarters)));
        }
        for (int e = PowersOfTen.MIN; e <= PowersOfTen.MAX; e++) {
            assertThat(PowersOfTen.floorLog2OfPowerOf10(e)).as("%d", e).isEqualTo(floorLog2(e));
        }
    }

    @Test
    void theTableHoldsWhatADoubleNeeds() {
        assertThat(-PowersOfTen.floorLog10OfPowerOf2(MAX_Q)).isEqualTo(PowersOfTen.MIN);
        assertThat(-PowersOfTen.floorLog10OfPowerOf2(MIN_Q)).isEqualTo(PowersOfTen.MAX);
        // The shift that the kernels apply to a significand.
        for (int q = MIN_Q; q <= MAX_Q; q++) {
            int shift = q + PowersOfTen.floorLog2OfPowerOf10(-PowersOfTen.floorLog10OfPowerOf2(q)) + 2;
            assertThat(shift).as("%d", q).isBetween(1, 5);
        }
    }

    private static BigDecimal powerOf2(int q) {
        BigDecimal power = new BigDecimal(BigInteger.TWO.pow(Math.abs(q)));
        return q < 0 ? BigDecimal.ONE.divide(power) : power;
    }

    private static int floorLog10(BigDecimal x) {
        return x.precision() - x.scale() - 1;
    }

    private static int floorLog2(int e) {
        BigInteger power = BigInteger.TEN.pow(Math.abs(e));
        return e >= 0 ? power.bitLength() - 1 : -power.subtract(BigInteger.ONE).bitLength();
    }
}
