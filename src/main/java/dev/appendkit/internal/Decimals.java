// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import java.math.BigInteger;

/** Plain decimal text of an unscaled value and a scale, as {@code BigDecimal.toPlainString} writes it. */
public final class Decimals {
    /**
     * The maximum number of bytes of a long with a scale of 0 to 18: a sign, a point and 19 digits, or zero, point and
     * 18.
     */
    public static final int MAX_LENGTH = 21;

    /** Room for {@link #appendSpill}. */
    public static final int MAX_SPILL_LENGTH = 32;

    private static final int MAX_SPILL_SCALE = 8;

    /** Indexed by the scale: 2^(64 + shift) / 5^scale, rounded up, of 63 bits. */
    private static final long[] RECIPROCALS = new long[19];

    private static final int[] SHIFTS = new int[19];

    static {
        for (int scale = 1; scale < RECIPROCALS.length; scale++) {
            BigInteger five = BigInteger.valueOf(5).pow(scale);
            SHIFTS[scale] = five.bitLength() - 2;
            // No power of five divides a power of two, so the quotient is never whole.
            RECIPROCALS[scale] = BigInteger.ONE
                    .shiftLeft(Long.SIZE + SHIFTS[scale])
                    .divide(five)
                    .add(BigInteger.ONE)
                    .longValueExact();
        }
    }

    private Decimals() {}

    /** Whether {@link #append} writes at most {@link #MAX_LENGTH} bytes for each unscaled value. */
    public static boolean isShort(int scale) {
        return scale >= 0 && scale < RECIPROCALS.length;
    }

    /** Whether {@link #appendSpill} accepts the scale. */
    public static boolean isSpillable(int scale) {
        return scale >= 0 && scale <= MAX_SPILL_SCALE;
    }

    /** Writes the text; may write past the result, but not past {@link #MAX_SPILL_LENGTH} bytes. */
    public static int appendSpill(byte[] dst, int pos, long unscaled, int scale) {
        if (scale == 0) {
            return Digits.appendLongSpill(dst, pos, unscaled);
        }
        dst[pos] = '-';
        pos += (int) (unscaled >>> 63);
        long magnitude = Math.abs(unscaled);
        long whole = whole(magnitude, scale);
        pos = Digits.appendUnsignedLongSpill(dst, pos, whole);
        long fraction = Digits.eight((int) (magnitude - whole * Digits.powerOfTen(scale)));
        dst[pos] = '.';
        Bytes.putLong(dst, pos + 1, fraction >>> (8 - scale << 3));
        return pos + 1 + scale;
    }

    /**
     * Divides a magnitude, including that of {@code Long.MIN_VALUE}, by 10^scale, 1 to 18. A division by a variable
     * costs 10 to 40 cycles; this is a shift for the twos and a multiplication by the reciprocal of the fives. It is
     * exact: with x up to 2^(63 - scale) and the reciprocal less than 1 too large, so that its product with 5^scale is
     * less than 2^(shift + 2) too large, x times that is below 2^(65 + shift - scale), at most 2^(64 + shift).
     */
    private static long whole(long magnitude, int scale) {
        return Math.multiplyHigh(magnitude >>> scale, RECIPROCALS[scale]) >>> SHIFTS[scale];
    }

    /** The length of the text of a magnitude of {@code digits} digits, without its sign; a zero has scale >= 0 here. */
    public static long length(int digits, int scale) {
        if (scale <= 0) {
            return (long) digits - scale;
        }
        return digits > scale ? digits + 1L : scale + 2L;
    }

    public static long length(long unscaled, int scale) {
        long sign = unscaled >>> 63;
        int digits = Digits.unsignedLongLength(sign == 0 ? unscaled : -unscaled);
        return sign + length(digits, unscaled == 0 ? Math.max(scale, 0) : scale);
    }

    /** Writes the text; exact; the caller has checked the length. */
    public static int append(byte[] dst, int pos, long unscaled, int scale) {
        if (scale == 0 || unscaled == 0 && scale < 0) {
            return Digits.appendLongExact(dst, pos, unscaled);
        }
        dst[pos] = '-';
        pos += (int) (unscaled >>> 63);
        long magnitude = Math.abs(unscaled);
        if (scale < 0) {
            return appendZeros(dst, Digits.appendUnsignedLongExact(dst, pos, magnitude), -scale);
        }
        if (scale > 18) {
            // A long has at most 19 digits: nothing is left of the point.
            pos = appendLeadingZeros(dst, pos, scale - Digits.unsignedLongLength(magnitude));
            return Digits.appendUnsignedLongExact(dst, pos, magnitude);
        }
        long whole = whole(magnitude, scale);
        pos = Digits.appendUnsignedLongExact(dst, pos, whole);
        dst[pos] = '.';
        return Digits.appendFixedWidth(dst, pos + 1, magnitude - whole * Digits.powerOfTen(scale), scale);
    }

    /** Writes the text; exact; {@code digits} is the number of decimal digits of the unscaled value (1 for zero). */
    public static int append(byte[] dst, int pos, BigInteger unscaled, int digits, int scale) {
        if (unscaled.signum() < 0) {
            dst[pos++] = '-';
        }
        if (scale > 0 && digits <= scale) {
            return BigDigits.append(dst, appendLeadingZeros(dst, pos, scale - digits), unscaled, digits);
        }
        int end = BigDigits.append(dst, pos, unscaled, digits);
        if (scale <= 0) {
            return appendZeros(dst, end, -scale);
        }
        int point = end - scale;
        System.arraycopy(dst, point, dst, point + 1, scale);
        dst[point] = '.';
        return end + 1;
    }

    private static int appendLeadingZeros(byte[] dst, int pos, int zeros) {
        dst[pos] = '0';
        dst[pos + 1] = '.';
        return appendZeros(dst, pos + 2, zeros);
    }

    private static int appendZeros(byte[] dst, int pos, int count) {
        for (int i = 0; i < count; i++) {
            dst[pos + i] = '0';
        }
        return pos + count;
    }
}
