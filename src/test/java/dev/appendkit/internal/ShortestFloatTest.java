// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShortestFloatTest {

    private static final byte CANARY = (byte) 0xA5;
    private static final int START = 7;

    private final byte[] dst = new byte[START + ShortestFloat.SPILL_ROOM + 32];
    private final byte[] canaries = new byte[dst.length];

    ShortestFloatTest() {
        Arrays.fill(canaries, CANARY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.4E-45",
                "2.8E-45",
                "9.8E-45",
                "1.1E-44", // the digits of tiny numbers
                "1.17549435E-38",
                "1.1754942E-38",
                "3.4028235E38",
                "0.001",
                "9.9999994E-4",
                "1E7",
                "9999999", // where the format changes
                "0.1",
                "1.0E10",
                "1.6777216E7",
                "3.3554432E7",
                "8.5899346E9",
                "1.00014165E-36",
                "8388608.5",
                "0.0",
                "NaN",
                "Infinity",
            })
    void hardValues(float v) {
        check(v);
        check(-v);
    }

    @Test
    void theLongestText() {
        assertThat(ShortestFloat.length(-1.00014165E-36f)).isEqualTo(ShortestFloat.MAX_LENGTH);
    }

    @Test
    void theFirstAndLastSignificandsOfEveryExponent() {
        for (int exponent = 0; exponent < 256; exponent++) {
            for (int fraction = -20; fraction < 20; fraction++) {
                check(Float.intBitsToFloat((exponent << 23) + fraction));
            }
        }
    }

    @Test
    void everyPowerOfTenAndItsNeighbours() {
        for (int e = -45; e <= 38; e++) {
            float power = Float.parseFloat("1e" + e);
            check(power);
            check(Math.nextUp(power));
            check(Math.nextDown(power));
        }
    }

    @Test
    void everyFewThousandthFloat() {
        // The odd stride meets every exponent and, over the exponents, every residue of the significand.
        for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += 2003) {
            checkQuickly(Float.intBitsToFloat((int) bits));
        }
    }

    @Test
    void aSampleWithTheExactOracle() {
        for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += 200_003) {
            check(Float.intBitsToFloat((int) bits));
        }
    }

    @Test
    void shortDecimals() {
        for (int i = -100_000; i <= 100_000; i++) {
            checkQuickly(i / 100f);
        }
    }

    private void check(float v) {
        String text = checkQuickly(v);
        assertThat(ShortestDecimalOracle.problem(text, v)).isNull();
    }

    private String checkQuickly(float v) {
        System.arraycopy(canaries, 0, dst, 0, dst.length);
        int end = ShortestFloat.appendExact(dst, START, v);
        String text = text(end);
        if (ShortestDecimalOracle.jdkIsCorrect()) {
            require(text.equals(Float.toString(v)), text, v);
        } else {
            // The JDK's text before 19 rounds to the value too and may be too long, but is never too short.
            require(Float.compare(Float.parseFloat(text), v) == 0, text, v);
            require(text.length() <= Float.toString(v).length(), text, v);
        }
        requireUntouched(START, end, v);
        require(end - START == ShortestFloat.length(v), "length()", v);
        require(end - START <= ShortestFloat.MAX_LENGTH, "MAX_LENGTH", v);

        System.arraycopy(canaries, 0, dst, 0, dst.length);
        end = ShortestFloat.appendSpill(dst, START, v);
        require(text(end).equals(text), text(end), v);
        requireUntouched(START, START + ShortestFloat.SPILL_ROOM, v);
        return text;
    }

    private String text(int end) {
        return new String(dst, START, end - START, StandardCharsets.ISO_8859_1);
    }

    private void requireUntouched(int from, int to, float v) {
        // The array of canaries is as long as dst. Arrays.equals compares words, not bytes.
        boolean before = Arrays.equals(dst, 0, from, canaries, 0, from);
        boolean after = Arrays.equals(dst, to, dst.length, canaries, to, dst.length);
        require(before && after, "a byte outside", v);
    }

    /** An assertion that costs nothing when it holds: there are millions of them. */
    private static void require(boolean condition, String what, float v) {
        if (!condition) {
            throw new AssertionError(what + " for " + Float.toHexString(v) + " = " + v);
        }
    }
}
