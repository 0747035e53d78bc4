// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class WideIntegerTest {

    private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(128);

    @Test
    void everyPowerOfTwoAndItsNeighbours() {
        for (int bit = 0; bit <= 128; bit++) {
            BigInteger power = BigInteger.ONE.shiftLeft(bit);
            for (int delta = -3; delta <= 3; delta++) {
                check(power.add(BigInteger.valueOf(delta)));
            }
        }
    }

    @Test
    void randomBits() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 500_000; i++) {
            check(random(random).shiftRight(random.nextInt(127)));
        }
    }

    @Test
    void aroundWhatADoubleHoldsAndTheMiddlesBetweenDoubles() {
        // Where the double is off by as much as it can be, and where it rounds up to the next power of two.
        SplittableRandom random = new SplittableRandom(2);
        for (int bits = 64; bits <= 128; bits++) {
            for (int i = 0; i < 400; i++) {
                long c = i < 3 ? (1L << 54) - 1 - i : random.nextLong() >>> 10 | 1L << 53;
                BigInteger half = BigInteger.valueOf(c).shiftLeft(bits - 54);
                for (int shift = 0; shift < bits - 54; shift += 7) {
                    BigInteger delta = BigInteger.ONE.shiftLeft(shift);
                    check(half.add(delta));
                    check(half.subtract(delta));
                }
                check(half);
            }
        }
    }

    private static BigInteger random(SplittableRandom random) {
        return BigInteger.valueOf(random.nextLong())
                .shiftLeft(64)
                .add(BigInteger.valueOf(random.nextLong()).shiftRight(63))
                .xor(BigInteger.valueOf(random.nextLong()));
    }

    private static void check(BigInteger value) {
        checkSigned(value);
        checkSigned(value.negate());
    }

    private static void checkSigned(BigInteger value) {
        BigInteger magnitude = value.abs();
        boolean fits = magnitude.compareTo(LIMIT) < 0;
        assertThat(WideInteger.fits(value)).isEqualTo(fits);
        if (fits
                && (WideInteger.low(value) != magnitude.longValue()
                        || WideInteger.high(value) != magnitude.shiftRight(64).longValue())) {
            throw new AssertionError(value.toString(16));
        }
    }
}
