// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against {@code BigDecimal}, whose value of a double is the exact one. */
final class FixedDoubleTest {

    private static final byte CANARY = (byte) 0xA5;
    private static final int START = 7;
    private static final int MAX_DIGITS = FixedDouble.MAX_FRACTION_DIGITS;

    /** Just below and at the ends of groups of 18, where a short text turns into a long one, and the limits. */
    private static final int[] DIGITS = {
        0, 1, 2, 3, 6, 8, 15, 16, 17, 18, 19, 20, 35, 36, 37, 53, 54, 55, 161, 162, 163, 323, 324, 325, 339, 340
    };

    private final byte[] dst = new byte[START + FixedDouble.MAX_LENGTH + 9];
    private final byte[] canaries = new byte[dst.length];

    FixedDoubleTest() {
        Arrays.fill(canaries, CANARY);
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 0, 0",
        "1.5, 0, 2",
        "2.5, 0, 2",
        "0.125, 2, 0.12",
        "0.375, 2, 0.38",
        "1.005, 2, 1.00", // 1.00499999999999989...
        "2.675, 2, 2.67",
        "0.1, 20, 0.10000000000000000555",
        "9.995, 2, 9.99",
        "9.9951, 2, 10.00",
        "999999.5, 0, 1000000",
        "-0.004, 2, -0.00",
        "-0.0, 3, -0.000",
        "0.0, 0, 0",
        "1e23, 1, 99999999999999991611392.0",
        "123456789.987654321, 4, 123456789.9877",
        "NaN, 5, NaN",
        "Infinity, 0, Infinity",
        "-Infinity, 340, -Infinity",
    })
    void knownTexts(double v, int digits, String expected) {
        assertThat(text(v, digits)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 341, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void otherCountsOfDigitsAreRefused(int digits) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FixedDouble.check(digits))
                .withMessageContaining("340")
                .withMessageEndingWith(" " + digits);
    }

    @Test
    void countsOfDigitsUpToTheMaximumAreNotRefused() {
        FixedDouble.check(0);
        FixedDouble.check(MAX_DIGITS);
        assertThat(MAX_DIGITS).isEqualTo(340);
    }

    @Test
    void theLongestText() {
        assertThat(FixedDouble.length(-Double.MAX_VALUE, MAX_DIGITS)).isEqualTo(FixedDouble.MAX_LENGTH);
        check(-Double.MAX_VALUE, MAX_DIGITS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4.9E-324",
                "2.2250738585072009E-308",
                "2.2250738585072014E-308",
                "1.7976931348623157E308",
                "2E23",
                "9007199254740993",
                "9007199254740991.5",
                "0.3",
                "0.99999999999999988898", // the last one below 1
                "1.0000000000000002",
                "9.9999999999999982",
                "999999999999999.9",
                "1125899906842624.75",
                "1E18",
                "999999999999999872", // the last one below
                "9.223372036854775807E18",
                "1.8446744073709552E19",
                "5e-324",
                "7.62939453125E-6", // 2^-17: a tie at 16 digits
                "3.814697265625E-6", // 2^-18: a tie at 17 digits
                "1.9073486328125E-6",
                "9.5367431640625E-7",
                "4.76837158203125E-7",
            })
    void everyCountOfDigits(double v) {
        for (int digits = 0; digits <= MAX_DIGITS; digits++) {
            check(v, digits);
            check(-v, digits);
        }
    }

    @Test
    void everyPowerOfTwoAndItsNeighbours() {
        for (int e = Double.MIN_EXPONENT - 52; e <= Double.MAX_EXPONENT; e++) {
            checkNeighbours(Math.scalb(1.0, e), e);
        }
    }

    @Test
    void everyPowerOfTenAndItsNeighbours() {
        for (int e = -324; e <= 308; e++) {
            checkNeighbours(Double.parseDouble("1e" + e), e);
        }
    }

    @Test
    void ties() {
        // c * 2^-b has b digits after the point, the last of which is 5: a tie for b - 1.
        SplittableRandom random = new SplittableRandom(1);
        for (int b = 1; b <= 341; b++) {
            for (int i = 0; i < 40; i++) {
                long c = random.nextLong() >>> 11 >>> random.nextInt(53) | 1;
                check(Math.scalb((double) c, -b), b - 1);
                check(Math.scalb((double) c, -b), b);
                check(Math.nextUp(Math.scalb((double) c, -b)), b - 1);
                check(Math.nextDown(Math.scalb((double) c, -b)), b - 1);
            }
        }
    }

    @Test
    void rowsOfNines() {
        for (int nines = 1; nines <= 18; nines++) {
            for (int point = 0; point <= nines; point++) {
                double v = Double.parseDouble("9".repeat(nines) + "e-" + point);
                for (int digits = 0; digits <= 24; digits++) {
                    check(v, digits);
                    check(Math.nextUp(v), digits);
                    check(Math.nextDown(v), digits);
                }
            }
        }
    }

    @Test
    void amounts() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 200_000; i++) {
            check((random.nextLong() >> random.nextInt(10, 64)) / 1e4, random.nextInt(0, 7));
        }
    }

    @Test
    void randomBits() {
        random(new SplittableRandom(3), 60_000);
    }

    @Test
    @Tag("exhaustive")
    void millionsOfRandomBits() {
        new SplittableRandom(4).splits(64).parallel().forEach(random -> new FixedDoubleTest().random(random, 100_000));
    }

    private void random(RandomGenerator random, int count) {
        for (int i = 0; i < count; i++) {
            int digits = random.nextInt(MAX_DIGITS + 1) >> random.nextInt(9);
            check(Double.longBitsToDouble(random.nextLong()), digits);
            // Where the digits end: from 2^-60 to 2^70 times the last one.
            check(Math.scalb(random.nextDouble() - 0.5, (int) (-digits * 3.3219) + random.nextInt(-60, 70)), digits);
        }
    }

    private void checkNeighbours(double v, int exponent) {
        for (int digits : DIGITS) {
            check(v, digits);
            check(Math.nextUp(v), digits);
            check(-Math.nextDown(v), digits);
        }
        // Where the first and the last digit are.
        for (int digits = Math.max(-exponent - 1, 0); digits <= Math.min(-exponent + 1, MAX_DIGITS); digits++) {
            check(v, digits);
        }
    }

    private void check(double v, int digits) {
        String expected;
        if (Double.isNaN(v) || Double.isInfinite(v)) {
            expected = Double.toString(v);
        } else {
            String magnitude = new BigDecimal(Math.abs(v))
                    .setScale(digits, RoundingMode.HALF_EVEN)
                    .toPlainString();
            expected = Double.doubleToRawLongBits(v) < 0 ? "-" + magnitude : magnitude;
        }
        String text = text(v, digits);
        if (!text.equals(expected)) {
            throw new AssertionError(Double.toHexString(v) + ", " + digits + ": " + text + " is not " + expected);
        }
    }

    private String text(double v, int digits) {
        System.arraycopy(canaries, 0, dst, 0, dst.length);
        int end = FixedDouble.appendExact(dst, START, v, digits);
        if (end - START != FixedDouble.length(v, digits)
                || !Arrays.equals(dst, 0, START, canaries, 0, START)
                || !Arrays.equals(dst, end, dst.length, canaries, end, dst.length)) {
            throw new AssertionError(Double.toHexString(v) + ", " + digits + ": length or a byte outside");
        }
        return new String(dst, START, end - START, StandardCharsets.ISO_8859_1);
    }
}
