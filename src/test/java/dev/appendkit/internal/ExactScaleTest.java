// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ExactScaleTest {

    private static final long MAX_C = (1L << 53) - 1;
    private static final int MIN_Q = -1074;
    private static final int MAX_Q = 971;

    @Test
    void everyGroupOfEveryExponentIsThatOfExactArithmetic() {
        SplittableRandom random = new SplittableRandom(1);
        for (int q = MIN_Q; q <= MAX_Q; q++) {
            for (int k = ExactScale.MIN_GROUP; k <= ExactScale.MAX_GROUP; k++) {
                check(MAX_C, q, k);
                check(1L << 52, q, k);
                check(random.nextLong(1, MAX_C), q, k);
                check(random.nextLong(1, 1 << 20), q, k);
            }
        }
    }

    @Test
    void quotientsJustBelowAndAtAWholeNumber() {
        // Where a reciprocal that is off by too much goes wrong first: c * 2^q next to a multiple of 10^(18 k).
        for (int k = 1; k <= -ExactScale.MIN_GROUP; k++) {
            BigInteger power = BigInteger.TEN.pow(ExactScale.GROUP_DIGITS * k);
            for (int q = 11; q <= MAX_Q; q++) {
                BigInteger step = BigInteger.TWO.pow(q);
                BigInteger multiples = step.shiftLeft(53).divide(power);
                for (int i = 0; i < 3 && multiples.signum() > 0; i++) {
                    long c = multiples.multiply(power).divide(step).longValue();
                    check(Math.min(c, MAX_C), q, -k);
                    check(Math.min(c + 1, MAX_C), q, -k);
                    multiples = multiples.shiftRight(1);
                }
            }
        }
    }

    /**
     * Of all c below 2^53 those for which c * 2^q is closest below a multiple of 10^(18 k), within 2^-53 of it: the
     * denominators of the convergents of 2^q / 10^(18 k), and what lies between two of them.
     */
    @Test
    void quotientsThatAreClosestBelowAWholeNumber() {
        BigInteger limit = BigInteger.valueOf(MAX_C);
        for (int k = 1; k <= -ExactScale.MIN_GROUP; k++) {
            BigInteger power = BigInteger.TEN.pow(ExactScale.GROUP_DIGITS * k);
            for (int q = 0; q <= MAX_Q; q++) {
                // Euclid: each remainder is its factor times 2^q modulo the power, or the negation of that, in turns.
                BigInteger remainder0 = power;
                BigInteger remainder1 = BigInteger.TWO.pow(q).mod(power);
                BigInteger factor0 = BigInteger.ZERO;
                BigInteger factor1 = BigInteger.ONE;
                while (remainder1.signum() > 0 && factor1.compareTo(limit) <= 0) {
                    BigInteger quotient = remainder0.divide(remainder1);
                    BigInteger most = quotient.min(limit.subtract(factor0).divide(factor1));
                    check(factor1.longValueExact(), q, -k);
                    check(factor0.add(most.multiply(factor1)).longValueExact(), q, -k);
                    BigInteger remainder2 = remainder0.subtract(quotient.multiply(remainder1));
                    BigInteger factor2 = factor0.add(quotient.multiply(factor1));
                    remainder0 = remainder1;
                    remainder1 = remainder2;
                    factor0 = factor1;
                    factor1 = factor2;
                }
            }
        }
    }

    @Test
    void theReciprocalsHaveAllTheBitsThatAreNeeded() {
        // The bits that the comment of divide() derives, for the largest number and the largest power.
        int needed = 53 + 24 * -ExactScale.MIN_GROUP + MAX_Q;
        assertThat(ExactScale.RECIPROCAL_BITS).isBetween(needed, needed + Long.SIZE);
        assertThat(BigInteger.valueOf(5).pow(ExactScale.GROUP_DIGITS).bitLength())
                .isLessThanOrEqualTo(42);
        assertThat(BigInteger.TEN
                        .pow(ExactScale.GROUP_DIGITS * (1 - ExactScale.MIN_GROUP))
                        .bitLength())
                .isGreaterThan(1024);
        assertThat(ExactScale.GROUP_DIGITS * ExactScale.MAX_GROUP).isGreaterThan(FixedDouble.MAX_FRACTION_DIGITS);
    }

    private static void check(long c, int q, int k) {
        BigInteger power = BigInteger.TEN.pow(ExactScale.GROUP_DIGITS * Math.abs(k));
        BigInteger number = BigInteger.valueOf(c);
        if (k < 0) {
            number = number.shiftLeft(Math.max(q, 0)).divide(power);
            // The reciprocals are for integers that are not below the power.
            if (q < 0 || number.signum() == 0) {
                return;
            }
        } else {
            number = number.multiply(power);
            number = q >= 0 ? number.shiftLeft(q) : number.shiftRight(-q);
        }
        if (ExactScale.floor(c, q, k) != number.longValue()) {
            throw new AssertionError(c + " * 2^" + q + " * 10^(18 * " + k + ")");
        }
    }
}
