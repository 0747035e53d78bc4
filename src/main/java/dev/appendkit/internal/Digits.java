// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

/**
 * Decimal digits of integers.
 *
 * <p>Digits are looked up four at a time: {@link #four} returns the ASCII text of 0000 to 9999 as a little-endian word.
 * The table has 40 KB; on values of mixed magnitude it took 5 ns where arithmetic took 7. The number of trailing zero
 * bits below the digit values of a group, counted in bytes, is its number of leading zeros, and a shift by that number
 * drops them. A value therefore costs one division by 10,000 per four digits, and the only branches are those between
 * up to 8, up to 16 and more digits: with mixed magnitudes every further branch would be a guess.
 *
 * <p>{@code …Spill} stores whole words and may write past the result, but never past the maximum length of its kind.
 * {@code …Exact} writes only the result, in words that overlap. From nine digits on the two are the same.
 */
public final class Digits {
    public static final int MAX_INT_LENGTH = 11;
    public static final int MAX_LONG_LENGTH = 20;

    private static final int[] FOUR = new int[10_000];
    /** Tables with the size of a power of two: a masked index needs no check of its bounds. */
    private static final int[] THREE = new int[1 << 10];

    private static final int[] TWO = new int[1 << 7];
    private static final long[] POWERS_OF_TEN = new long[19];

    static {
        for (int i = 0; i < FOUR.length; i++) {
            FOUR[i] = ('0' + i / 1000) | ('0' + i / 100 % 10) << 8 | ('0' + i / 10 % 10) << 16 | ('0' + i % 10) << 24;
        }
        for (int i = 0; i < 1_000; i++) {
            THREE[i] = FOUR[i] >>> 8;
        }
        for (int i = 0; i < 100; i++) {
            TWO[i] = FOUR[i] >>> 16;
        }
        POWERS_OF_TEN[0] = 1;
        for (int i = 1; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = 10 * POWERS_OF_TEN[i - 1];
        }
    }

    private Digits() {}

    /** The digits of a value from 0 to 9999 with leading zeros, the first one in the low byte. */
    public static int four(int value) {
        return FOUR[value];
    }

    /** The digits of a value from 0 to 999 with leading zeros, the first one in the low byte. */
    public static int three(int value) {
        return THREE[value & 0x3FF];
    }

    /** The digits of a value from 0 to 99 with a leading zero, the first one in the low byte. */
    public static int two(int value) {
        return TWO[value & 0x7F];
    }

    /** The digits of a value from 0 to 99,999,999 with leading zeros, the first one in the low byte. */
    public static long eight(int value) {
        int high = value / 10_000;
        return (FOUR[high] & 0xFFFF_FFFFL) | (long) FOUR[value - high * 10_000] << 32;
    }

    /** 10 to the power of 0 to 18. */
    public static long powerOfTen(int exponent) {
        return POWERS_OF_TEN[exponent];
    }

    /** Leading zeros among the first three digits of a group of four. */
    private static int leadingZeros(int four) {
        // The digit values are the low nibbles; the guard bit keeps the last digit, even of zero itself.
        return Integer.numberOfTrailingZeros(four & 0x0F0F_0F0F | 0x0100_0000) >>> 3;
    }

    /** Leading zeros among the first seven digits of a group of eight. */
    private static int leadingZeros(long eight) {
        return Long.numberOfTrailingZeros(eight & 0x0F0F_0F0F_0F0F_0F0FL | 1L << 56) >>> 3;
    }

    public static int intLength(int value) {
        int sign = value >>> 31;
        return sign + unsignedLongLength(sign == 0 ? value : -(long) value);
    }

    public static int longLength(long value) {
        int sign = (int) (value >>> 63);
        return sign + unsignedLongLength(sign == 0 ? value : -value);
    }

    /** The number of digits of an unsigned long. */
    public static int unsignedLongLength(long value) {
        // 1233 / 4096 is just above log10(2): the estimate is the digit count or one less than it, for 1 to 64 bits.
        int estimate = (64 - Long.numberOfLeadingZeros(value | 1)) * 1233 >>> 12;
        if (estimate == 19) {
            // Only for 64 bits is the estimate 19; 10^19 is 10^18 times 10 as an unsigned product.
            return Long.compareUnsigned(value, POWERS_OF_TEN[18] * 10) < 0 ? 19 : 20;
        }
        return value < POWERS_OF_TEN[estimate] ? Math.max(estimate, 1) : estimate + 1;
    }

    public static int appendIntSpill(byte[] dst, int pos, int value) {
        dst[pos] = '-';
        pos += value >>> 31;
        long magnitude = Math.abs((long) value);
        return magnitude < 100_000_000
                ? appendEightDigitsSpill(dst, pos, (int) magnitude)
                : appendNineToTwelveDigits(dst, pos, magnitude);
    }

    /**
     * Writes up to eight digits: both groups are looked up and shifted together, so that no branch depends on their
     * number.
     */
    private static int appendEightDigitsSpill(byte[] dst, int pos, int value) {
        long digits = eight(value);
        int zeros = leadingZeros(digits);
        Bytes.putLong(dst, pos, digits >>> (zeros << 3));
        return pos + 8 - zeros;
    }

    private static int appendGroupSpill(byte[] dst, int pos, int value) {
        int digits = FOUR[value];
        int zeros = leadingZeros(digits);
        Bytes.putInt(dst, pos, digits >>> (zeros << 3));
        return pos + 4 - zeros;
    }

    public static int appendIntExact(byte[] dst, int pos, int value) {
        // The sign is always stored, and the first digit overwrites it: with a fifth of negative values, a branch would
        // be a guess.
        dst[pos] = '-';
        return appendUnsignedIntExact(dst, pos + (value >>> 31), Math.abs(value));
    }

    public static int appendUnsignedIntExact(byte[] dst, int pos, int value) {
        long wide = value & 0xFFFF_FFFFL;
        if (wide < 1_000) {
            return appendUpToThreeExact(dst, pos, (int) wide);
        }
        return wide < 100_000_000
                ? appendFourToEightExact(dst, pos, (int) wide)
                : appendNineToTwelveDigits(dst, pos, wide);
    }

    /** Writes one to three digits; not four, because values of four digits would more often make the branch a guess. */
    private static int appendUpToThreeExact(byte[] dst, int pos, int value) {
        int digits = FOUR[value];
        return appendGroupExact(dst, pos, digits, leadingZeros(digits));
    }

    /**
     * Writes the last one to three of four digits: one store for the first, one for the last and one for a digit
     * between them.
     */
    private static int appendGroupExact(byte[] dst, int pos, int digits, int dropped) {
        int start = pos - dropped;
        int middle = Math.max(2, dropped);
        dst[pos] = (byte) (digits >>> (dropped << 3));
        dst[start + middle] = (byte) (digits >>> (middle << 3));
        dst[start + 3] = (byte) (digits >>> 24);
        return start + 4;
    }

    /** Writes four to eight digits: the first four and the last four, which overlap. */
    private static int appendFourToEightExact(byte[] dst, int pos, int value) {
        long digits = eight(value);
        int zeros = leadingZeros(digits);
        int end = pos + 8 - zeros;
        Bytes.putInt(dst, pos, (int) (digits >>> (zeros << 3)));
        Bytes.putInt(dst, end - 4, (int) (digits >>> 32));
        return end;
    }

    public static int appendLongSpill(byte[] dst, int pos, long value) {
        dst[pos] = '-';
        pos += (int) (value >>> 63);
        return appendUnsignedLongSpill(dst, pos, Math.abs(value));
    }

    /** Writes an unsigned long; may write past the result, but not past the 20 bytes that an unsigned long can have. */
    public static int appendUnsignedLongSpill(byte[] dst, int pos, long value) {
        return value >= 0 && value < 100_000_000
                ? appendEightDigitsSpill(dst, pos, (int) value)
                : appendNineDigitsAndMore(dst, pos, value);
    }

    /** Writes nine digits and more; exact, since the last eight overwrite the spill of the first ones. */
    private static int appendNineDigitsAndMore(byte[] dst, int pos, long value) {
        long high = divideBy100Million(value);
        pos = high < 100_000_000
                ? appendEightDigitsSpill(dst, pos, (int) high)
                : appendNineToTwelveDigits(dst, pos, high);
        Bytes.putLong(dst, pos, eight((int) (value - high * 100_000_000L)));
        return pos + 8;
    }

    /** Writes nine to twelve digits; exact like {@link #appendNineDigitsAndMore}. */
    private static int appendNineToTwelveDigits(byte[] dst, int pos, long value) {
        int top = (int) (value / 100_000_000);
        pos = appendGroupSpill(dst, pos, top);
        Bytes.putLong(dst, pos, eight((int) (value - top * 100_000_000L)));
        return pos + 8;
    }

    public static int appendLongExact(byte[] dst, int pos, long value) {
        dst[pos] = '-';
        return appendUnsignedLongExact(dst, pos + (int) (value >>> 63), Math.abs(value));
    }

    public static int appendUnsignedLongExact(byte[] dst, int pos, long value) {
        return value >>> 32 == 0
                ? appendUnsignedIntExact(dst, pos, (int) value)
                : appendNineDigitsAndMore(dst, pos, value);
    }

    /**
     * Divides an unsigned long. 10^8 is 2^8 times 390,625: after the shift the dividend is positive, so that the
     * compiler turns the division into a multiplication (an unsigned division may be a real one).
     */
    private static long divideBy100Million(long value) {
        return (value >>> 8) / 390_625;
    }

    /** The length of {@link #appendZeroPadded}. */
    public static int zeroPaddedLength(long value, int width) {
        return Math.max(width, longLength(value));
    }

    /** Writes the sign, then zeros up to {@code width} bytes in all, then the digits; exact. */
    public static int appendZeroPadded(byte[] dst, int pos, long value, int width) {
        int zeros = width - longLength(value);
        long magnitude = value;
        if (value < 0) {
            dst[pos++] = '-';
            magnitude = -value;
        }
        for (; zeros > 0; zeros--) {
            dst[pos++] = '0';
        }
        return appendUnsignedLongExact(dst, pos, magnitude);
    }

    /** Writes exactly {@code count} digits, 0 to 19, of a value below 10^count; exact. */
    public static int appendFixedWidth(byte[] dst, int pos, long value, int count) {
        int end = pos + count;
        int at = end;
        while (at - pos >= 8) {
            long high = value / 100_000_000;
            at -= 8;
            Bytes.putLong(dst, at, eight((int) (value - high * 100_000_000)));
            value = high;
        }
        long digits = eight((int) value);
        int rest = at - pos;
        if (rest >= 4) {
            Bytes.putInt(dst, pos, (int) (digits >>> (8 - rest << 3)));
            Bytes.putInt(dst, at - 4, (int) (digits >>> 32));
        } else if (rest > 0) {
            appendGroupExact(dst, pos, (int) (digits >>> 32), 4 - rest);
        }
        return end;
    }
}
