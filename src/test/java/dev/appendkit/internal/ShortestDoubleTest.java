// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ShortestDoubleTest {

    private static final byte CANARY = (byte) 0xA5;
    private static final int START = 7;

    private final byte[] dst = new byte[START + ShortestDouble.SPILL_ROOM + 32];
    private final byte[] canaries = new byte[dst.length];

    ShortestDoubleTest() {
        Arrays.fill(canaries, CANARY);
    }

    // As strings: many of them are nobody's exact value, which is why they are here.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "4.9E-324",
                "9.9E-324",
                "1.5E-323",
                "2.0E-323", // the digits of tiny numbers
                "2.2250738585072009E-308",
                "2.2250738585072014E-308",
                "1.7976931348623157E308",
                "2E23",
                "1E23",
                "9007199254740993",
                "9007199254740991",
                "9.007199254740992E15",
                "1125899906842624.25",
                "1125899906842624.75", // ties at the 17th digit
                "0.001",
                "9.999999999999998E-4",
                "1E7",
                "9999999.999999998",
                "1.0E-5", // where the format changes
                "0.1",
                "0.3",
                "4.35",
                "123456.7",
                "9.5367431640625E-7",
                "2.9802322387695312E-8",
                "5.764607523034235E39", // powers of two
                "8.41E21",
                "4.708356024711512E18",
                "9.409340012568248E18",
                "1.2345678901234567E22",
                "0.0",
                "NaN",
                "Infinity",
            })
    void hardValues(double v) {
        check(v);
        check(-v);
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 1.0E0",
        "0.1, 0.1E0",
        "-5.0, -5.0E0",
        "1.0E22, 1.0E22",
        "3.141592653589793, 3.141592653589793E0",
        "-0.0012345678901234567, -0.0012345678901234567E0",
        "9999999.0, 9999999.0E0",
        "-0.0, -0.0E0",
        "NaN, NaN",
        "-Infinity, -Infinity",
    })
    void scientificTextAlwaysHasAnExponent(double v, String expected) {
        assertThat(new String(dst, 0, ShortestDouble.appendScientificSpill(dst, 0, v), StandardCharsets.US_ASCII))
                .isEqualTo(expected);
        check(v);
    }

    @Test
    void theLongestTexts() {
        assertThat(ShortestDouble.length(-Double.MIN_NORMAL)).isEqualTo(ShortestDouble.MAX_LENGTH);
        assertThat(ShortestDouble.scientificLength(-0.0012345678901234567))
                .isEqualTo(ShortestDouble.MAX_SCIENTIFIC_LENGTH);
    }

    @Test
    void aNaNOfAnyBits() {
        check(Double.longBitsToDouble(0xFFF8_0000_0000_0001L));
        check(Double.longBitsToDouble(0x7FF0_0000_0000_0001L));
    }

    @Test
    void everyPowerOfTenAndItsNeighbours() {
        for (int e = -324; e <= 308; e++) {
            checkNeighbours(Double.parseDouble("1e" + e));
        }
    }

    @Test
    void everyPowerOfTwoAndItsNeighbours() {
        for (int e = Double.MIN_EXPONENT - 52; e <= Double.MAX_EXPONENT; e++) {
            checkNeighbours(Math.scalb(1.0, e));
        }
    }

    @Test
    void randomBits() {
        SplittableRandom random = new SplittableRandom(1);
        // Before 19 the JDK needs most of the time.
        checkMany(
                ShortestDecimalOracle.jdkIsCorrect() ? 3_000_000 : 500_000,
                () -> Double.longBitsToDouble(random.nextLong()));
    }

    @Test
    void randomSubnormals() {
        SplittableRandom random = new SplittableRandom(2);
        checkMany(50_000, () -> Double.longBitsToDouble(random.nextLong() >>> (12 + random.nextInt(52))));
    }

    @Test
    void shortDecimals() {
        SplittableRandom random = new SplittableRandom(3);
        double[] tens = {1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
        checkMany(500_000, () -> (random.nextLong() >> random.nextInt(14, 64)) / tens[random.nextInt(10)]);
    }

    @Test
    void wholeNumbersWhoseBordersAreWholeToo() {
        // Between 2^53 and 10^22 the borders of the rounding interval and ties are decimals themselves.
        SplittableRandom random = new SplittableRandom(4);
        checkMany(300_000, () -> (double) (random.nextLong() >> random.nextInt(11)));
        checkMany(100_000, () -> (random.nextLong() >> 11) * Math.scalb(1.0, random.nextInt(-8, 30)));
    }

    @Test
    void fewSignificantBits() {
        SplittableRandom random = new SplittableRandom(5);
        checkMany(
                200_000,
                () -> Math.scalb((double) random.nextInt(1 << random.nextInt(1, 20)), random.nextInt(-1074, 1000)));
    }

    @Test
    void integersAndTheirTenthsAroundZero() {
        for (int i = -20_000; i <= 20_000; i++) {
            checkQuickly(i);
            checkQuickly(i / 10.0);
            checkQuickly(i / 1e6);
        }
    }

    @Test
    void hundredMillionthsAroundBothBordersOfThePlainFormat() {
        for (int i = -2_000; i <= 2_000; i++) {
            check((100_000 + i) / 1e8);
            check((1_000_000_000_000_000L + i) / 1e8);
            checkNeighbours((double) i);
        }
    }

    private interface Source {
        double next();
    }

    /** All of them against the JDK where that is right; on an older one a sample with the exact oracle. */
    private void checkMany(int count, Source source) {
        for (int i = 0; i < count; i++) {
            double v = source.next();
            if (i % 100 == 0) {
                check(v);
            } else {
                checkQuickly(v);
            }
        }
    }

    private void checkNeighbours(double v) {
        check(v);
        double above = v;
        double below = v;
        for (int i = 0; i < 3; i++) {
            above = Math.nextUp(above);
            below = Math.nextDown(below);
            check(above);
            check(-below);
        }
    }

    private void check(double v) {
        String text = checkQuickly(v);
        assertThat(ShortestDecimalOracle.problem(text, v)).isNull();
    }

    private String checkQuickly(double v) {
        String text = exactly(v);
        if (ShortestDecimalOracle.jdkIsCorrect()) {
            require(text.equals(Double.toString(v)), text, v);
        } else {
            // The JDK's text before 19 rounds to the value too and may be too long, but is never too short.
            require(Double.compare(Double.parseDouble(text), v) == 0, text, v);
            require(text.length() <= Double.toString(v).length(), text, v);
        }
        boolean exponent = text.indexOf('E') >= 0 || Double.isNaN(v) || Double.isInfinite(v);
        String scientific = exponent ? text : text + "E0";
        checkTails(v, text, scientific);
        return text;
    }

    private String exactly(double v) {
        System.arraycopy(canaries, 0, dst, 0, dst.length);
        int end = ShortestDouble.appendExact(dst, START, v);
        requireUntouched(START, end, v);
        require(end - START == ShortestDouble.length(v), "length()", v);
        require(end - START <= ShortestDouble.MAX_LENGTH, "MAX_LENGTH", v);
        return text(end);
    }

    private void checkTails(double v, String text, String scientific) {
        System.arraycopy(canaries, 0, dst, 0, dst.length);
        int end = ShortestDouble.appendScientificExact(dst, START, v);
        require(text(end).equals(scientific), text(end), v);
        requireUntouched(START, end, v);
        require(end - START == ShortestDouble.scientificLength(v), "scientificLength()", v);
        require(end - START <= ShortestDouble.MAX_SCIENTIFIC_LENGTH, "MAX_SCIENTIFIC_LENGTH", v);

        System.arraycopy(canaries, 0, dst, 0, dst.length);
        end = ShortestDouble.appendSpill(dst, START, v);
        require(text(end).equals(text), text(end), v);
        requireUntouched(START, START + ShortestDouble.SPILL_ROOM, v);

        System.arraycopy(canaries, 0, dst, 0, dst.length);
        end = ShortestDouble.appendScientificSpill(dst, START, v);
        require(text(end).equals(scientific), text(end), v);
        requireUntouched(START, START + ShortestDouble.SPILL_ROOM, v);
    }

    private String text(int end) {
        return new String(dst, START, end - START, StandardCharsets.ISO_8859_1);
    }

    private void requireUntouched(int from, int to, double v) {
        // The array of canaries is as long as dst. Arrays.equals compares words, not bytes.
        boolean before = Arrays.equals(dst, 0, from, canaries, 0, from);
        boolean after = Arrays.equals(dst, to, dst.length, canaries, to, dst.length);
        require(before && after, "a byte outside", v);
    }

    /** An assertion that costs nothing when it holds: there are millions of them. */
    private static void require(boolean condition, String what, double v) {
        if (!condition) {
            throw new AssertionError(what + " for " + Double.toHexString(v) + " = " + v);
        }
    }
}
