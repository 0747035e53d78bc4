// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import java.math.BigInteger;

/** Plain decimal text of an unscaled value and a scale, as {@code BigDecimal.toPlainString} writes it. */
public final class Decimals {
    private Decimals() {}

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

    /** Exact; the caller has checked the length. */
    public static int append(byte[] dst, int pos, long unscaled, int scale) {
        if (scale == 0 || unscaled == 0 && scale < 0) {
            return Digits.appendLongExact(dst, pos, unscaled);
        }
        long magnitude = unscaled;
        if (unscaled < 0) {
            dst[pos++] = '-';
            magnitude = -unscaled;
        }
        if (scale < 0) {
            return appendZeros(dst, Digits.appendUnsignedLongExact(dst, pos, magnitude), -scale);
        }
        if (scale > 18) {
            // A long has at most 19 digits: nothing is left of the point.
            pos = appendLeadingZeros(dst, pos, scale - Digits.unsignedLongLength(magnitude));
            return Digits.appendUnsignedLongExact(dst, pos, magnitude);
        }
        long power = Digits.powerOfTen(scale);
        // Only the magnitude of Long.MIN_VALUE is negative as a signed number.
        long whole = magnitude >= 0 ? magnitude / power : Long.divideUnsigned(magnitude, power);
        pos = Digits.appendUnsignedLongExact(dst, pos, whole);
        dst[pos] = '.';
        return Digits.appendFixedWidth(dst, pos + 1, magnitude - whole * power, scale);
    }

    /** Exact; {@code digits} is the number of decimal digits of the unscaled value (1 for zero). */
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
