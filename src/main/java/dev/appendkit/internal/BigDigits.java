// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import java.math.BigInteger;

/**
 * The decimal digits of the magnitude of a {@code BigInteger} of exactly that class, without its sign. Up to 128 bits,
 * nothing is allocated. Above that, a copy of the magnitude is divided in place, in time that grows with the square of
 * the size: 1,000 digits take 10 microseconds; the 65,536 at the limit take 40 milliseconds, twice as long as the JDK.
 */
final class BigDigits {

    private static final int GROUP_DIGITS = 18;
    private static final long GROUP = 1_000_000_000_000_000_000L;

    /** floor(2^64 * (2^60 / 10^18 - 1)) */
    private static final long FRACTION = 2_820_903_858_849_102_350L;

    private static final long BILLION = 1_000_000_000;
    private static final long LOWER_HALF = 0xFFFF_FFFFL;

    // The powers of ten below 2^128, as two words.
    private static final long[] HIGH = new long[39];
    private static final long[] LOW = new long[HIGH.length];

    private static final double LOG10_OF_2 = Math.log10(2);

    // The logarithm of 2^217,706, below 65,537, is off by no more than the rounding of its factor and its product,
    // 2^-37.
    private static final double DOUBT = 1e-9;

    static {
        BigInteger power = BigInteger.ONE;
        for (int i = 0; i < HIGH.length; i++) {
            LOW[i] = power.longValue();
            HIGH[i] = power.shiftRight(Long.SIZE).longValue();
            power = power.multiply(BigInteger.TEN);
        }
    }

    private BigDigits() {}

    /** The number of digits, 1 for zero. */
    static int count(BigInteger value) {
        return WideInteger.fits(value)
                ? count(WideInteger.high(value), WideInteger.low(value))
                : countByLogarithm(value);
    }

    private static int count(long high, long low) {
        if (high == 0) {
            return Digits.unsignedLongLength(low);
        }
        // 1233 / 4096 is just above log10(2): the result is the number of digits or one less, up to 128 bits.
        int estimate = (2 * Long.SIZE - Long.numberOfLeadingZeros(high)) * 1233 >>> 12;
        int order = Long.compareUnsigned(high, HIGH[estimate]);
        boolean less = order < 0 || order == 0 && Long.compareUnsigned(low, LOW[estimate]) < 0;
        return less ? estimate : estimate + 1;
    }

    private static int countByLogarithm(BigInteger value) {
        int rest = value.bitLength() - (Long.SIZE - 2);
        double log = Math.log10(Math.abs((double) value.shiftRight(rest).longValue())) + rest * LOG10_OF_2;
        int digits = (int) (log + DOUBT) + 1;
        if ((int) (log - DOUBT) + 1 == digits) {
            return digits;
        }
        // The value is close to a power of ten: it has one digit less if it is below the power.
        return value.abs().compareTo(BigInteger.TEN.pow(digits - 1)) < 0 ? digits - 1 : digits;
    }

    /** Writes the {@link #count} of digits; exact. */
    static int append(byte[] dst, int pos, BigInteger value, int digits) {
        return WideInteger.fits(value)
                ? append(dst, pos, WideInteger.high(value), WideInteger.low(value), digits)
                : appendMagnitude(dst, pos, value.abs().toByteArray(), digits);
    }

    /** Divides by 10^9 for every nine digits, until the rest is a positive long. */
    private static int append(byte[] dst, int pos, long high, long low, int digits) {
        int rest = digits;
        while (high != 0 || low < 0) {
            // The division uses half words: a remainder is below 2^30, so a dividend is below 2^62.
            long dividend3 = high >>> 32;
            long quotient3 = dividend3 / BILLION;
            long dividend2 = dividend3 - quotient3 * BILLION << 32 | high & LOWER_HALF;
            long quotient2 = dividend2 / BILLION;
            long dividend1 = dividend2 - quotient2 * BILLION << 32 | low >>> 32;
            long quotient1 = dividend1 / BILLION;
            long dividend0 = dividend1 - quotient1 * BILLION << 32 | low & LOWER_HALF;
            long quotient0 = dividend0 / BILLION;
            rest -= 9;
            Digits.appendFixedWidth(dst, pos + rest, dividend0 - quotient0 * BILLION, 9);
            high = quotient3 << 32 | quotient2;
            low = quotient1 << 32 | quotient0;
        }
        Digits.appendFixedWidth(dst, pos, low, rest);
        return pos + digits;
    }

    /** Divides the big-endian magnitude in place by 10^18 for every 18 digits, from the last to the first. */
    private static int appendMagnitude(byte[] dst, int pos, byte[] magnitude, int digits) {
        // The rest of the words is less than 10^18, so its quotient is zero.
        int first = magnitude.length & 7;
        long remainder = 0;
        for (int i = 0; i < first; i++) {
            remainder = remainder << 8 | magnitude[i] & 0xFF;
        }
        for (int rest = digits; rest > 0; rest -= GROUP_DIGITS) {
            remainder = divide(magnitude, first, remainder);
            while (first < magnitude.length && Bytes.getLongBigEndian(magnitude, first) == 0) {
                first += Long.BYTES;
            }
            int width = Math.min(GROUP_DIGITS, rest);
            Digits.appendFixedWidth(dst, pos + rest - width, remainder, width);
            remainder = 0;
        }
        return pos + digits;
    }

    /** Divides the words from {@code first} on, with {@code remainder} before them; returns the remainder. */
    private static long divide(byte[] magnitude, int first, long remainder) {
        for (int i = first; i < magnitude.length; i += Long.BYTES) {
            long word = Bytes.getLongBigEndian(magnitude, i);
            // The dividend without its lowest 60 bits; unsigned, since 2^4 * 10^18 < 2^64.
            long top = remainder << 4 | word >>> 60;
            // Times 2^60 / 10^18 = 1 + FRACTION / 2^64, rounded down: below the quotient by less than 2 because of
            // rounding and 1.16 because of the omitted bits, so that the remainder is below 5 * 10^18 < 2^63.
            long estimate = top + Math.multiplyHigh(top, FRACTION) + (top >> 63 & FRACTION);
            long left = word - estimate * GROUP;
            long missing = left / GROUP;
            Bytes.putLongBigEndian(magnitude, i, estimate + missing);
            remainder = left - missing * GROUP;
        }
        return remainder;
    }
}
