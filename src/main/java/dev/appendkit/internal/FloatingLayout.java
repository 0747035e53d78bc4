// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

/**
 * Writes 17 decimal digits and an exponent in the format of {@code Double.toString}: plain from 10^-3 to 10^7,
 * otherwise with one digit before the point and an exponent. Trailing zeros are left out, but at least one digit
 * follows the point.
 *
 * <p>The path depends on the value as little as possible. In real data the position of the zeros and of the point is as
 * good as random, and a mispredicted branch costs more than the digits themselves. The digits are spread to one per
 * byte within two longs (SWAR), where trailing zeros are counted as bits. For each exponent a table gives the place of
 * the point and the suffix of the digits. Only the tail that writes just the text distinguishes short texts from long
 * ones.
 */
final class FloatingLayout {

    /**
     * The bytes that {@link #spill} may write: a sign, a lead of at most 4, 17 digits, and a word for the suffix. (With
     * a point between the digits there is no lead.)
     */
    static final int SPILL_ROOM = 1 + 4 + 17 + 8;

    /** The tail that may write anything within {@link #SPILL_ROOM}. */
    static final int SPILL = 0;

    /** The tail that writes the text and no other byte. */
    static final int EXACT = 1;

    /** The tail that writes nothing. */
    static final int LENGTH = 2;

    private static final long ZEROS = 0x3030303030303030L;
    private static final long LEADING_ZEROS = 0x303030302E30L; // "0.0000"

    /** The decimal exponents of the first digit: 4.9E-324 to 1.8E308. */
    private static final int MIN_EXPONENT = -324;

    private static final int MAX_EXPONENT = 308;

    // A form has the suffix ("E-308") in its five low bytes, and above them one control byte each for: 8 times the
    // digits before the point, or 64 if the point is in the lead; the bytes of the lead ("0.", "0.0" or "0.00"); the
    // bytes of the suffix.
    private static final int CONTROL_SHIFT = 40;
    private static final int LEAD_SHIFT = 8;
    private static final int SUFFIX_SHIFT = 16;

    /** The forms of {@code Double.toString}. */
    static final long[] JAVA = forms("");

    /** The same forms, but with the suffix {@code E0} where there is no exponent. */
    static final long[] SCIENTIFIC = forms("E0");

    private FloatingLayout() {}

    private static long[] forms(String plainSuffix) {
        long[] forms = new long[MAX_EXPONENT - MIN_EXPONENT + 1];
        for (int e = MIN_EXPONENT; e <= MAX_EXPONENT; e++) {
            boolean plain = -3 <= e && e < 7;
            String suffix = plain ? plainSuffix : "E".concat(Integer.toString(e));
            int lead = plain && e < 0 ? 1 - e : 0;
            int beforePoint = !plain ? 1 : e < 0 ? 8 : e + 1;
            int control = 8 * beforePoint | lead << LEAD_SHIFT | suffix.length() << SUFFIX_SHIFT;
            long form = (long) control << CONTROL_SHIFT;
            for (int i = 0; i < suffix.length(); i++) {
                form |= (long) suffix.charAt(i) << (8 * i);
            }
            forms[e - MIN_EXPONENT] = form;
        }
        return forms;
    }

    /** The form of a number whose first digit has the weight 10^exponent. */
    static long form(long[] forms, int exponent) {
        return forms[exponent - MIN_EXPONENT];
    }

    /**
     * The eight decimal digits of {@code x < 10^8}, one per byte, the first in the lowest byte; no ASCII zeros are
     * added.
     */
    static long spread(long x) {
        // Each step divides every lane by d = 10^4, 100, 10. The quotient q goes to the lane's low half, which comes
        // first in memory, the remainder to the high half of h bits: (lane - q * d << h) + q, which is lane << h less
        // q * ((d << h) - 1).
        //
        // 109951163 = ceil(2^40 / 10^4) is exact for x < 10^8: it is too large by 0.23, which adds less than 2.1e-5 to
        // a quotient whose fraction is at most 0.9999. Likewise 5243 = ceil(2^19 / 100) for lanes below 10^4 and
        // 103 = ceil(2^10 / 10) for lanes below 100: FloatingLayoutTest tries every lane.
        long high = (x * 109951163L) >>> 40;
        long fours = (x << 32) - high * ((10_000L << 32) - 1);
        long hundreds = (fours * 5243) >>> 19 & 0x0000_007F_0000_007FL;
        long twos = (fours << 16) - hundreds * ((100 << 16) - 1);
        long tens = (twos * 103) >>> 10 & 0x000F_000F_000F_000FL;
        return (twos << 8) - tens * ((10 << 8) - 1);
    }

    /** The number of digits up to the last that is not zero, for spread digits and a 17th. */
    private static int significant(long high, long low, int last) {
        int zerosOfLow = Long.numberOfLeadingZeros(low) >>> 3;
        // The zeros of the upper word count only if the lower one is zero: only then is 8 >> 3 = 1.
        int zerosOfHigh = Long.numberOfLeadingZeros(high) >>> 3 & -(zerosOfLow >>> 3);
        // last + 15 >>> 4 is 1 unless last = 0.
        return Math.max(16 - zerosOfLow - zerosOfHigh, 17 * ((last + 15) >>> 4));
    }

    /** The number of digits written: there is always one after the point. */
    private static int written(int significant, int pointBits) {
        // With the point in the lead every digit is after it, so 8 & 7 + 1 is right too.
        return Math.max(significant, (pointBits >>> 3 & 7) + 1);
    }

    private static int pointBits(int control) {
        return control & 0xFF;
    }

    /** 1 if the point stands between digits, 0 if it is part of the lead. */
    private static int separatePoint(int pointBits) {
        return pointBits >>> 6 ^ 1;
    }

    private static int lead(int control) {
        return control >>> LEAD_SHIFT & 0xFF;
    }

    private static int suffixLength(int control) {
        return control >>> SUFFIX_SHIFT;
    }

    /**
     * Ends an append of digits.
     *
     * @param negative 1 for a minus sign, else 0
     * @param high the first eight digits, {@link #spread}, the first of them not zero
     * @param low the next eight
     * @param last the 17th
     * @param form the {@link #form} of the first digit's exponent
     * @param tail {@link #SPILL}, {@link #EXACT} or {@link #LENGTH}
     * @return the index after the text
     */
    static int write(byte[] dst, int pos, int negative, long high, long low, int last, long form, int tail) {
        int start = pos + negative;
        if (tail == LENGTH) {
            return start + length(high, low, last, form);
        }
        dst[pos] = '-';
        return tail == SPILL ? spill(dst, start, high, low, last, form) : exact(dst, start, high, low, last, form);
    }

    private static int length(long high, long low, int last, long form) {
        int control = (int) (form >>> CONTROL_SHIFT);
        int pointBits = pointBits(control);
        int written = written(significant(high, low, last), pointBits);
        return lead(control) + written + separatePoint(pointBits) + suffixLength(control);
    }

    private static int spill(byte[] dst, int pos, long high, long low, int last, long form) {
        int control = (int) (form >>> CONTROL_SHIFT);
        int pointBits = pointBits(control);
        int separatePoint = separatePoint(pointBits);
        int digits = pos + lead(control);
        int written = written(significant(high, low, last), pointBits);
        long upper = high | ZEROS;
        Bytes.putLong(dst, pos, LEADING_ZEROS);
        Bytes.putLong(dst, digits, upper);
        // The digits after the point move up by one. If the point is in the lead, this store goes where the next store
        // goes, and is lost.
        Bytes.putLong(dst, digits + (pointBits >>> 3), upper >>> pointBits << 8 | '.');
        Bytes.putLong(dst, digits + 8 + separatePoint, low | ZEROS);
        dst[digits + 16 + separatePoint] = (byte) (last + '0');
        int end = digits + written + separatePoint;
        Bytes.putLong(dst, end, form);
        return end + suffixLength(control);
    }

    private static int exact(byte[] dst, int pos, long high, long low, int last, long form) {
        int control = (int) (form >>> CONTROL_SHIFT);
        int pointBits = pointBits(control);
        int separatePoint = separatePoint(pointBits);
        int lead = lead(control);
        int leadBits = lead << 3;
        int length = lead + written(significant(high, low, last), pointBits) + separatePoint;
        long upper = high | ZEROS;
        long lower = low | ZEROS;
        // The text without the suffix is assembled in three words: first the digits with the point ...
        long before = upper & -1L >>> (64 - pointBits);
        int pointShift = separatePoint << 3;
        long point = (long) ('.' * separatePoint) << pointBits;
        long word0 = before | (upper ^ before) << 8 | point;
        long carry = -(long) separatePoint;
        long word1 = lower << pointShift | (upper >>> 56 & carry);
        long word2 = (long) (last + '0') << pointShift | (lower >>> 56 & carry);
        // ... then all of it moved up by the lead.
        long text0 = word0 << leadBits | (LEADING_ZEROS & (1L << leadBits) - 1);
        long text1 = word1 << leadBits | top(word0, leadBits);
        long text2 = word2 << leadBits | top(word1, leadBits);
        int suffixLength = suffixLength(control);
        long suffix = form & (1L << CONTROL_SHIFT) - 1;
        if (length < 8) {
            storeShort(dst, pos, text0, length);
            if (suffixLength != 0) {
                storeSuffix(dst, pos + length, suffix, suffixLength);
            }
        } else {
            storeLong(dst, pos, text0, text1, text2, length, suffix, suffixLength);
        }
        return pos + length + suffixLength;
    }

    /** Returns the word's highest bits, moved down; none if {@code bits} is 0. */
    private static long top(long word, int bits) {
        return word >>> 1 >>> (63 - bits);
    }

    /** Stores the first 8 to 23 bytes of three words and a suffix of at most 5, by words that overlap. */
    private static void storeLong(
            byte[] dst, int pos, long text0, long text1, long text2, int length, long suffix, int suffixLength) {
        Bytes.putLong(dst, pos, text0);
        long tail;
        if (length >= 16) {
            Bytes.putLong(dst, pos + 8, text1);
            int bits = (length - 16) << 3;
            tail = text1 >>> bits | text2 << 1 << (63 - bits);
        } else {
            int bits = (length - 8) << 3;
            tail = text0 >>> bits | text1 << 1 << (63 - bits);
        }
        int end = pos + length - 8;
        Bytes.putLong(dst, end, tail);
        // Without a suffix this stores the same bytes again: a shift by 64 does nothing, and the suffix is zero.
        int bits = suffixLength << 3;
        Bytes.putLong(dst, end + suffixLength, tail >>> bits | suffix << (64 - bits));
    }

    private static void storeShort(byte[] dst, int pos, long text, int length) {
        if (length >= 4) {
            Bytes.putInt(dst, pos, (int) text);
            Bytes.putInt(dst, pos + length - 4, (int) (text >>> ((length - 4) << 3)));
        } else {
            Bytes.putShort(dst, pos, (int) text);
            dst[pos + 2] = (byte) (text >>> 16);
        }
    }

    /** Stores 2 to 5 bytes: the first two, the middle one, the last two. */
    private static void storeSuffix(byte[] dst, int pos, long suffix, int length) {
        int middle = length >>> 1;
        Bytes.putShort(dst, pos, (int) suffix);
        dst[pos + middle] = (byte) (suffix >>> (middle << 3));
        Bytes.putShort(dst, pos + length - 2, (int) (suffix >>> ((length - 2) << 3)));
    }

    /**
     * Ends an append of a plain number with at most seven digits before the point and eight after it.
     *
     * @param hundredMillionths the number times 10^8, less than 10^15
     */
    static int writePlain(byte[] dst, int pos, int negative, long hundredMillionths, long[] forms, int tail) {
        int start = pos + negative;
        long integer = spread(hundredMillionths / 100_000_000);
        long fraction = spread(hundredMillionths % 100_000_000);
        // Eight digits with at least one leading zero; the last one stays even if all are zero.
        int zeros = Math.min(Long.numberOfTrailingZeros(integer) >>> 3, 7);
        int point = 8 - zeros;
        int fractionDigits = Math.max(8 - (Long.numberOfLeadingZeros(fraction) >>> 3), 1);
        int length = point + 1 + fractionDigits;
        int suffixLength = forms == SCIENTIFIC ? 2 : 0;
        if (tail == LENGTH) {
            return start + length + suffixLength;
        }
        dst[pos] = '-';
        // The point takes the place of the digit after the integer part.
        long before = (integer | ZEROS) >>> (zeros << 3);
        long after = fraction | ZEROS;
        if (tail == SPILL) {
            Bytes.putLong(dst, start, before);
            Bytes.putLong(dst, start + point, '.');
            Bytes.putLong(dst, start + point + 1, after);
        } else {
            int bits = (point + 1) << 3;
            long text0 = before | (long) '.' << (point << 3) | after << 1 << (bits - 1);
            long text1 = after >>> (64 - bits);
            if (length < 8) {
                storeShort(dst, start, text0, length);
            } else {
                int shift = (length - 8) << 3;
                Bytes.putLong(dst, start, text0);
                Bytes.putLong(
                        dst, start + length - 8, shift == 64 ? text1 : text0 >>> shift | text1 << 1 << (63 - shift));
            }
        }
        if (suffixLength != 0) {
            Bytes.putShort(dst, start + length, 'E' | '0' << 8);
        }
        return start + length + suffixLength;
    }
}
