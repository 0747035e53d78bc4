// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * ECMAScript's numbers against the definition: of the decimals that round to the value those with the fewest digits, of
 * them the closest, found by exact arithmetic; and the layout of ECMA-262, 6.1.6.1.20, step by step.
 */
class EcmaNumberTest {
    private final byte[] dst = new byte[EcmaNumber.ROOM];

    private String text(double value) {
        return new String(dst, 0, EcmaNumber.append(dst, 0, value), US_ASCII);
    }

    private String text(float value) {
        return new String(dst, 0, EcmaNumber.append(dst, 0, value), US_ASCII);
    }

    /** The layout of the standard for digits s, k of them, and n. */
    private static String layOut(boolean negative, String s, int n) {
        int k = s.length();
        String text;
        if (k <= n && n <= 21) {
            text = s + "0".repeat(n - k);
        } else if (0 < n && n <= 21) {
            text = s.substring(0, n) + "." + s.substring(n);
        } else if (-6 < n && n <= 0) {
            text = "0." + "0".repeat(-n) + s;
        } else {
            String exponent = (n - 1 < 0 ? "-" : "+") + Math.abs(n - 1);
            text = (k == 1 ? s : s.charAt(0) + "." + s.substring(1)) + "e" + exponent;
        }
        return negative ? "-" + text : text;
    }

    private static String expected(BigDecimal value, BigDecimal low, BigDecimal high, boolean closed) {
        BigDecimal v = value.abs();
        for (int digits = 1; ; digits++) {
            BigDecimal best = null;
            int scale = v.scale() - v.precision() + digits;
            for (int s = scale - 1; s <= scale; s++) {
                for (RoundingMode mode : new RoundingMode[] {RoundingMode.FLOOR, RoundingMode.CEILING}) {
                    BigDecimal d = v.setScale(s, mode);
                    int below = d.compareTo(low);
                    int above = d.compareTo(high);
                    boolean inside = closed ? below >= 0 && above <= 0 : below > 0 && above < 0;
                    if (d.signum() > 0
                            && inside
                            && d.stripTrailingZeros().precision() <= digits
                            && (best == null || isBetter(d, best, v))) {
                        best = d;
                    }
                }
            }
            if (best != null) {
                BigDecimal shortest = best.stripTrailingZeros();
                return layOut(
                        value.signum() < 0,
                        shortest.unscaledValue().toString(),
                        shortest.precision() - shortest.scale());
            }
        }
    }

    /** Closer, or as close and even. */
    private static boolean isBetter(BigDecimal d, BigDecimal best, BigDecimal v) {
        int closer = d.subtract(v).abs().compareTo(best.subtract(v).abs());
        return closer < 0 || closer == 0 && !d.unscaledValue().testBit(0);
    }

    private void check(double value) {
        double v = Math.abs(value);
        BigDecimal exact = new BigDecimal(v);
        BigDecimal down = new BigDecimal(Math.nextDown(v)).add(exact).divide(BigDecimal.valueOf(2));
        BigDecimal up = v == Double.MAX_VALUE
                ? exact.add(exact.subtract(down))
                : new BigDecimal(Math.nextUp(v)).add(exact).divide(BigDecimal.valueOf(2));
        boolean even = (Double.doubleToRawLongBits(v) & 1) == 0;
        assertThat(text(value)).isEqualTo(expected(new BigDecimal(value), down, up, even));
    }

    private void check(float value) {
        float v = Math.abs(value);
        BigDecimal exact = new BigDecimal(v);
        BigDecimal down = new BigDecimal(Math.nextDown(v)).add(exact).divide(BigDecimal.valueOf(2));
        BigDecimal up = v == Float.MAX_VALUE
                ? exact.add(exact.subtract(down))
                : new BigDecimal(Math.nextUp(v)).add(exact).divide(BigDecimal.valueOf(2));
        boolean even = (Float.floatToRawIntBits(v) & 1) == 0;
        assertThat(text(value)).isEqualTo(expected(new BigDecimal(value), down, up, even));
    }

    @Test
    void theSmallestNumbersOneByOne() {
        for (int bits = 1; bits < 3_000; bits++) {
            check(Double.longBitsToDouble(bits));
            check(-Float.intBitsToFloat(bits));
        }
    }

    @Test
    void randomBitsAndPowersOfTenAndTheirNeighbours() {
        Random random = new Random(6);
        for (int i = 0; i < 3_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value) && value != 0) {
                check(value);
            }
            float single = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(single) && single != 0) {
                check(single);
            }
        }
        for (int exponent = -323; exponent <= 308; exponent++) {
            double value = Double.parseDouble("1e" + exponent);
            check(value);
            check(-Math.nextUp(value));
            check(Math.nextDown(value));
            check(Double.parseDouble("123456e" + (exponent - 5)));
        }
        check(Double.MAX_VALUE);
        check(-Float.MAX_VALUE);
        check(Double.MIN_NORMAL);
        check(Float.MIN_NORMAL);
    }

    /** The examples of RFC 8785, appendix B. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"
    })
    void theExamplesOfTheRfc(String bits, String expected) {
        assertThat(text(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16))))
                .isEqualTo(expected);
    }

    @Test
    void zeros() {
        assertThat(text(0.0)).isEqualTo("0");
        assertThat(text(-0.0)).isEqualTo("0");
        assertThat(text(-0.0f)).isEqualTo("0");
        assertThat(text(0.1f)).isEqualTo("0.1");
        assertThat(text(-1234567.5f)).isEqualTo("-1234567.5");
    }
}
