// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Plain text of {@code BigDecimal} and {@code BigInteger}. Neither class is final, and a subclass may return a
 * different result from each call. Callers therefore ask for the value once, pass it through {@code exact}, and use
 * only the copy.
 *
 * <p>A {@code BigDecimal} keeps an unscaled value that fits a long as a long, here called compact, and any other as a
 * {@code BigInteger}; no method reveals which one it is. It is worth finding out: {@code unscaledValue()} allocates
 * only for a compact value, and {@code precision()} is quick only for a compact value, because otherwise it computes a
 * power of ten as large as the number.
 */
public final class DecimalText {
    /** The maximum length of a text; a longer one is refused: {@code 1E+1000000000} would be a gigabyte. */
    public static final int MAX_LENGTH = 65_536;

    /** 10^65,536 has 217,706 bits. */
    private static final int MAX_BITS = 217_706;

    // The greatest and the least compact value per usual scale: decimals of the same scale are compared without
    // rescaling.
    private static final int MIN_TABLE_SCALE = -32;
    private static final int MAX_TABLE_SCALE = 63;
    private static final BigDecimal[] MAX_COMPACT = new BigDecimal[MAX_TABLE_SCALE - MIN_TABLE_SCALE + 1];
    private static final BigDecimal[] MIN_COMPACT = new BigDecimal[MAX_COMPACT.length];

    /** Below 10^15 an unscaled value is known if its decimal is known as a double. */
    private static final int DOUBLE_DIGITS = 15;

    /** Its unit in the last place is 1, and so is that of all numbers within 2^51 of it. */
    private static final double ROUNDING = 0x1.8p52;

    /** The powers of ten that are doubles. */
    private static final double[] DOUBLE_POWERS = new double[23];

    static {
        for (int i = 0; i < MAX_COMPACT.length; i++) {
            MAX_COMPACT[i] = BigDecimal.valueOf(Long.MAX_VALUE, i + MIN_TABLE_SCALE);
            MIN_COMPACT[i] = MAX_COMPACT[i].negate();
        }
        DOUBLE_POWERS[0] = 1;
        for (int i = 1; i < DOUBLE_POWERS.length; i++) {
            DOUBLE_POWERS[i] = 10 * DOUBLE_POWERS[i - 1];
        }
    }

    // Bounds for the scales outside the tables. A race costs one bound more.
    private static final int OTHER_SCALES = 64;

    private static final @Nullable BigDecimal[] OTHER_MIN = new BigDecimal[OTHER_SCALES];
    private static final @Nullable BigDecimal[] OTHER_MAX = new BigDecimal[OTHER_SCALES];

    private DecimalText() {}

    /**
     * Returns a copy of the exact class, unless the value is already of it. Note that even an exact decimal keeps and
     * calls the subclass of {@code BigInteger} from which it was made.
     */
    public static BigDecimal exact(BigDecimal value) {
        if (isCompact(value)) {
            return value;
        }
        BigInteger unscaled = value.unscaledValue();
        boolean isExact = value.getClass() == BigDecimal.class && unscaled.getClass() == BigInteger.class;
        return isExact ? value : new BigDecimal(exact(unscaled), value.scale());
    }

    /** Returns a copy of the exact class, unless the value is already of it. */
    public static BigInteger exact(BigInteger value) {
        return value.getClass() == BigInteger.class ? value : new BigInteger(value.toByteArray());
    }

    /** Whether the value is of the exact class, and its unscaled value and the negation of that fit a long. */
    public static boolean isCompact(BigDecimal value) {
        if (value.getClass() != BigDecimal.class) {
            return false;
        }
        int scale = value.scale();
        int index = scale - MIN_TABLE_SCALE;
        boolean tabled = index >= 0 && index < MAX_COMPACT.length;
        // The bound has the value's scale: with another one, the JDK computes the precision, for minutes if it is huge.
        if (value.signum() < 0) {
            BigDecimal min = tabled ? MIN_COMPACT[index] : bound(OTHER_MIN, -Long.MAX_VALUE, scale);
            return value.compareTo(min) >= 0;
        }
        BigDecimal max = tabled ? MAX_COMPACT[index] : bound(OTHER_MAX, Long.MAX_VALUE, scale);
        return value.compareTo(max) <= 0;
    }

    private static BigDecimal bound(@Nullable BigDecimal[] bounds, long unscaled, int scale) {
        int place = scale & OTHER_SCALES - 1;
        BigDecimal bound = bounds[place];
        if (bound == null || bound.scale() != scale) {
            bound = BigDecimal.valueOf(unscaled, scale);
            bounds[place] = bound;
        }
        return bound;
    }

    /** The unscaled value of a decimal that {@link #isCompact}. */
    public static long unscaled(BigDecimal value) {
        int scale = value.scale();
        if (scale == 0) {
            return value.longValue();
        }
        if (scale > 0 && scale < DOUBLE_POWERS.length && value.precision() <= DOUBLE_DIGITS) {
            // Two roundings, each by less than 2^-53 of the number, are less than a quarter for numbers below 10^15.
            // The sum has no fraction, and all numbers near it have the same exponent: this rounds in 3 instead of 15
            // cycles.
            double sum = value.doubleValue() * DOUBLE_POWERS[scale] + ROUNDING;
            return Double.doubleToRawLongBits(sum) - Double.doubleToRawLongBits(ROUNDING);
        }
        // This decimal of scale 0 does not live past its longValue(), so C2 removes it, unless the process calls
        // longValue() of decimals of other scales so often that it is no longer inlined: then it costs 40 bytes.
        return value.scaleByPowerOfTen(scale).longValue();
    }

    /** Refuses a length beyond {@link #MAX_LENGTH}. */
    public static int checkLength(long length) {
        if (length > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a decimal of " + length + " bytes is longer than the " + MAX_LENGTH + " that are written");
        }
        return (int) length;
    }

    /** The number of digits of the unscaled value of an {@link #exact} decimal; see {@link #digits(BigInteger)}. */
    public static int digits(BigDecimal value) {
        return isCompact(value) ? value.precision() : digits(value.unscaledValue());
    }

    /**
     * The number of digits of an {@link #exact} integer. If there are more than {@link #MAX_LENGTH}, they are estimated
     * in constant time, as at least {@link #MAX_LENGTH} + 1.
     */
    public static int digits(BigInteger value) {
        int bits = value.bitLength();
        // At least the digits of 2^(bits - 1); log10(2) = 0.301029995...
        return bits > MAX_BITS ? (int) ((bits - 1) * 30_102_999L / 100_000_000) + 1 : BigDigits.count(value);
    }

    /** The length of an {@link #exact} value; refuses a length beyond {@link #MAX_LENGTH}. */
    public static int length(BigInteger unscaled, int scale) {
        int signum = unscaled.signum();
        return checkLength(
                (signum >>> 31) + Decimals.length(digits(unscaled), signum == 0 ? Math.max(scale, 0) : scale));
    }

    /** Writes the {@link #digits} without a sign. */
    public static int appendMagnitude(byte[] dst, int pos, BigInteger value, int digits) {
        return BigDigits.append(dst, pos, value, digits);
    }

    /** Writes the text; exact; the length was checked. */
    public static int append(byte[] dst, int pos, BigInteger unscaled, int scale) {
        if (unscaled.bitLength() < Long.SIZE) {
            return Decimals.append(dst, pos, unscaled.longValue(), scale);
        }
        return Decimals.append(dst, pos, unscaled, BigDigits.count(unscaled), scale);
    }
}
