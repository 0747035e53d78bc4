// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a text is the one that the specification of {@code Double.toString} and {@code Float.toString} (JDK
 * 19 and later) demands, by exact arithmetic on the definition alone: the text rounds to the value, no decimal of fewer
 * digits does (two digits are always allowed), none of as many digits is closer, a tie goes to the even digit, and it
 * is written in the one format.
 *
 * <p>On JDK 19 and later {@link #jdkIsCorrect()} allows comparing with the JDK itself, which is a thousand times
 * faster.
 */
final class ShortestDecimalOracle {

    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal PLAIN_FROM = new BigDecimal("1E-3");
    private static final BigDecimal PLAIN_TO = new BigDecimal("1E7");

    private ShortestDecimalOracle() {}

    static boolean jdkIsCorrect() {
        return Runtime.version().feature() >= 19;
    }

    /** What is wrong with the text of v, or null. */
    static @Nullable String problem(String text, double v) {
        if (Double.isNaN(v) || Double.isInfinite(v) || v == 0) {
            return problem(text, special(v));
        }
        double above = Math.nextUp(Math.abs(v));
        BigDecimal next = Double.isInfinite(above) ? new BigDecimal(BigInteger.TWO.pow(1024)) : new BigDecimal(above);
        boolean even = (Double.doubleToRawLongBits(v) & 1) == 0;
        BigDecimal previous = new BigDecimal(Math.nextDown(Math.abs(v)));
        return problem(text, v < 0, previous, new BigDecimal(Math.abs(v)), next, even);
    }

    /** What is wrong with the text of v, or null. */
    static @Nullable String problem(String text, float v) {
        if (Float.isNaN(v) || Float.isInfinite(v) || v == 0) {
            return problem(text, special(v));
        }
        float above = Math.nextUp(Math.abs(v));
        BigDecimal next = Float.isInfinite(above) ? new BigDecimal(BigInteger.TWO.pow(128)) : new BigDecimal(above);
        boolean even = (Float.floatToRawIntBits(v) & 1) == 0;
        BigDecimal previous = new BigDecimal(Math.nextDown(Math.abs(v)));
        return problem(text, v < 0, previous, new BigDecimal(Math.abs(v)), next, even);
    }

    private static String special(double v) {
        if (Double.isNaN(v)) {
            return "NaN";
        }
        String sign = Double.doubleToRawLongBits(v) < 0 ? "-" : "";
        return sign + (v == 0 ? "0.0" : "Infinity");
    }

    private static @Nullable String problem(String text, String expected) {
        return text.equals(expected) ? null : text + " is not " + expected;
    }

    private static @Nullable String problem(
            String text, boolean negative, BigDecimal previous, BigDecimal value, BigDecimal next, boolean even) {
        String unsigned = negative && text.startsWith("-") ? text.substring(1) : text;
        BigDecimal decimal;
        try {
            decimal = new BigDecimal(unsigned);
        } catch (NumberFormatException e) {
            return text + " is no number";
        }
        BigDecimal from = previous.add(value).divide(TWO);
        BigDecimal to = value.add(next).divide(TWO);
        if (!rounds(decimal, from, to, even)) {
            return text + " does not round to " + value;
        }
        int digits = Math.max(2, decimal.stripTrailingZeros().precision());
        if (digits > 2
                && (rounds(down(value, digits - 1), from, to, even) || rounds(up(value, digits - 1), from, to, even))) {
            return text + " has too many digits for " + value;
        }
        BigDecimal closest = closest(value, digits, from, to, even);
        if (closest.compareTo(decimal) != 0) {
            return text + " is not as close to " + value + " as " + closest;
        }
        return problem(text, (negative ? "-" : "") + format(decimal));
    }

    private static boolean rounds(BigDecimal decimal, BigDecimal from, BigDecimal to, boolean even) {
        int lower = decimal.compareTo(from);
        int upper = decimal.compareTo(to);
        return even ? lower >= 0 && upper <= 0 : lower > 0 && upper < 0;
    }

    private static BigDecimal down(BigDecimal value, int digits) {
        return value.round(new MathContext(digits, RoundingMode.DOWN));
    }

    private static BigDecimal up(BigDecimal value, int digits) {
        return value.round(new MathContext(digits, RoundingMode.UP));
    }

    private static BigDecimal closest(BigDecimal value, int digits, BigDecimal from, BigDecimal to, boolean even) {
        BigDecimal down = down(value, digits);
        BigDecimal up = up(value, digits);
        if (!rounds(up, from, to, even)) {
            return down;
        }
        if (!rounds(down, from, to, even)) {
            return up;
        }
        return value.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }

    private static String format(BigDecimal decimal) {
        BigDecimal stripped = decimal.stripTrailingZeros();
        if (decimal.compareTo(PLAIN_FROM) >= 0 && decimal.compareTo(PLAIN_TO) < 0) {
            return stripped.setScale(Math.max(1, stripped.scale())).toPlainString();
        }
        String digits = stripped.unscaledValue().toString();
        int exponent = digits.length() - 1 - stripped.scale();
        return digits.charAt(0) + "." + (digits.length() == 1 ? "0" : digits.substring(1)) + "E" + exponent;
    }
}
