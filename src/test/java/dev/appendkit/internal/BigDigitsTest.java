// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BigDigitsTest {

    private static final int MAX_DIGITS = DecimalText.MAX_LENGTH;

    private final byte[] dst = new byte[MAX_DIGITS + 8];

    @Test
    void everyPowerOfTwoUpToFiveThousandBits() {
        for (int bit = 0; bit < 5_000; bit++) {
            BigInteger power = BigInteger.ONE.shiftLeft(bit);
            check(power);
            check(power.subtract(BigInteger.ONE).negate());
        }
    }

    @Test
    void everyPowerOfTenUpToTwoThousandDigitsAndItsNeighbours() {
        for (int exponent = 0; exponent < 2_000; exponent++) {
            checkNeighbours(BigInteger.TEN.pow(exponent));
        }
    }

    @Test
    void powersOfTenUpToTheLongestText() {
        for (int exponent : new int[] {2_999, 3_000, 3_001, 9_999, 32_768, 65_000, MAX_DIGITS - 1}) {
            checkNeighbours(BigInteger.TEN.pow(exponent));
        }
        // Next to it, where the logarithm alone does not tell.
        BigInteger power = BigInteger.TEN.pow(MAX_DIGITS - 1);
        for (int shift = 1; shift < 80; shift++) {
            BigInteger delta = power.shiftRight(shift);
            assertThat(BigDigits.count(power.subtract(delta))).isEqualTo(MAX_DIGITS - 1);
            assertThat(BigDigits.count(power.add(delta))).isEqualTo(MAX_DIGITS);
        }
    }

    @Test
    void randomBits() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            check(new BigInteger(1 + random.nextInt(i % 100 == 0 ? 12_000 : 400), random));
        }
        check(new BigInteger(217_000, random));
    }

    @Test
    void manyZerosInsideANumberThatIsHalved() {
        for (int zeros = 700; zeros < 6_000; zeros += 400) {
            check(BigInteger.TEN.pow(zeros).add(BigInteger.ONE).multiply(BigInteger.TEN.pow(17)));
        }
    }

    private void checkNeighbours(BigInteger power) {
        check(power);
        check(power.subtract(BigInteger.ONE));
        check(power.negate().subtract(BigInteger.ONE));
    }

    private void check(BigInteger value) {
        String expected = value.abs().toString();
        int digits = BigDigits.count(value);
        if (digits != expected.length()) {
            throw new AssertionError(digits + " instead of " + expected.length() + " digits for " + value);
        }
        dst[2] = '<';
        dst[3 + digits] = '>';
        assertThat(BigDigits.append(dst, 3, value, digits)).isEqualTo(3 + digits);
        String text = new String(dst, 2, digits + 2, ISO_8859_1);
        if (!text.equals("<" + expected + ">")) {
            throw new AssertionError(text + " instead of " + expected);
        }
    }
}
