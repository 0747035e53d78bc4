// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

/**
 * The text of a {@code double} with a fixed number of digits after the point and no exponent: its exact binary value,
 * rounded half-even, as {@code new BigDecimal(v).setScale(digits, HALF_EVEN).toPlainString()}. A negative value that
 * rounds to zero keeps its sign. Infinities and NaN are those of {@code Double.toString}.
 *
 * <p>There are two ways. A number of at most 18 digits, those after the point included, is one product of 128 bits;
 * this covers any amount of money and any measurement. For all others {@link ExactScale} yields one group of 18 digits
 * after the other.
 */
public final class FixedDouble {

    /** The most digits after the point. */
    public static final int MAX_FRACTION_DIGITS = 340;

    /** The bytes of the longest text, that of {@code -Double.MAX_VALUE} with all digits. */
    public static final int MAX_LENGTH = 1 + 309 + 1 + MAX_FRACTION_DIGITS;

    private static final int FRACTION_BITS = 52;
    private static final long FRACTION_MASK = (1L << FRACTION_BITS) - 1;
    private static final int MIN_Q = -1074;

    private static final int GROUP_DIGITS = ExactScale.GROUP_DIGITS;
    private static final long GROUP = 1_000_000_000_000_000_000L;

    private static final byte[] NOTHING = {};

    private static final long[] POWERS_OF_FIVE = new long[GROUP_DIGITS + 1];

    static {
        POWERS_OF_FIVE[0] = 1;
        for (int i = 1; i < POWERS_OF_FIVE.length; i++) {
            POWERS_OF_FIVE[i] = 5 * POWERS_OF_FIVE[i - 1];
        }
    }

    private FixedDouble() {}

    /** Refuses a number of digits outside 0 to {@link #MAX_FRACTION_DIGITS}. */
    public static void check(int digits) {
        if (digits < 0 || digits > MAX_FRACTION_DIGITS) {
            throw refused(digits);
        }
    }

    private static IllegalArgumentException refused(int digits) {
        return new IllegalArgumentException(
                "fraction digits must be 0 to " + MAX_FRACTION_DIGITS + ", but are " + digits);
    }

    /** The number of bytes that {@link #appendExact} writes; {@link #check} has accepted the digits. */
    public static int length(double v, int digits) {
        double magnitude = Math.abs(v);
        int sign = (int) (Double.doubleToRawLongBits(v) >>> 63);
        if (isShort(magnitude, digits)) {
            return sign + (int) Decimals.length(Digits.unsignedLongLength(scaled(magnitude, digits)), digits);
        }
        if (!(magnitude <= Double.MAX_VALUE)) {
            return SpecialFloating.append(NOTHING, 0, v, FloatingLayout.JAVA, FloatingLayout.LENGTH);
        }
        // A long text never becomes longer by rounding up: see appendFraction.
        int group = firstGroup(magnitude);
        return sign
                + Digits.unsignedLongLength(ExactScale.floor(significand(magnitude), exponent(magnitude), group))
                - GROUP_DIGITS * group
                + (digits == 0 ? 0 : 1 + digits);
    }

    /** Writes the text and no other byte; returns the index after it. {@link #check} has accepted the digits. */
    public static int appendExact(byte[] dst, int pos, double v, int digits) {
        double magnitude = Math.abs(v);
        if (!(magnitude <= Double.MAX_VALUE)) {
            return SpecialFloating.append(dst, pos, v, FloatingLayout.JAVA, FloatingLayout.EXACT);
        }
        if (Double.doubleToRawLongBits(v) < 0) {
            dst[pos++] = '-';
        }
        if (isShort(magnitude, digits)) {
            return Decimals.append(dst, pos, scaled(magnitude, digits), digits);
        }
        long c = significand(magnitude);
        int q = exponent(magnitude);
        int end = appendInteger(dst, pos, c, q, firstGroup(magnitude));
        return digits == 0 ? end : appendFraction(dst, end, c, q, digits);
    }

    private static long significand(double magnitude) {
        long bits = Double.doubleToRawLongBits(magnitude);
        return bits >>> FRACTION_BITS == 0 ? bits : bits & FRACTION_MASK | 1L << FRACTION_BITS;
    }

    private static int exponent(double magnitude) {
        return Math.max((int) (Double.doubleToRawLongBits(magnitude) >>> FRACTION_BITS), 1) - 1 + MIN_Q;
    }

    /** Whether {@link #scaled} may be called. */
    private static boolean isShort(double magnitude, int digits) {
        // The power is exact, so rounding the product hides an excess over 10^18 of less than 2^7.
        return digits <= GROUP_DIGITS && magnitude * Digits.powerOfTen(digits) <= GROUP;
    }

    /** The number times 10^digits, rounded: at most 10^18 + 2^7. */
    private static long scaled(double magnitude, int digits) {
        // c * 2^q * 10^digits = c * 5^digits * 2^-shift, which is known in quarters, with the lowest bit also set if
        // anything was cut off: rounding needs nothing else.
        long c = significand(magnitude) << 2;
        long power = POWERS_OF_FIVE[digits];
        long low = c * power;
        int shift = -(exponent(magnitude) + digits);
        if (shift <= 0) {
            return low >>> 2 << -shift;
        }
        long high = Math.multiplyHigh(c, power);
        long quarters;
        long cut;
        if (shift < Long.SIZE) {
            quarters = high << -shift | low >>> shift;
            cut = low << -shift;
        } else {
            // 2^55 * 5^18 < 2^97: from a shift of 97 on less than a quarter is left, whatever it is.
            quarters = high >>> Math.min(shift, 97);
            // The lower word alone decides: below 2^55 only zero is a multiple of 2^64 when the fives are left out.
            cut = low;
        }
        quarters |= (cut | -cut) >>> 63;
        return (quarters + 1 + (quarters >>> 2 & 1)) >>> 2;
    }

    /** Returns the group with the first digit of the integer part; it may have 19 digits. */
    private static int firstGroup(double magnitude) {
        return magnitude < GROUP ? 0 : -PowersOfTen.floorLog10OfPowerOf2(Math.getExponent(magnitude)) / GROUP_DIGITS;
    }

    private static int appendInteger(byte[] dst, int pos, long c, int q, int firstGroup) {
        long floor = ExactScale.floor(c, q, firstGroup);
        int end = Digits.appendUnsignedLongExact(dst, pos, floor);
        for (int k = firstGroup + 1; k <= 0; k++) {
            long next = ExactScale.floor(c, q, k);
            end = Digits.appendFixedWidth(dst, end, next - floor * GROUP, GROUP_DIGITS);
            floor = next;
        }
        return end;
    }

    /**
     * Writes the point and the digits, then rounds up in place. The carry stops after the point: a number with a
     * fraction is at least 2^-53 of it, or of 1 if that is more, below the next integer; with more than 18 digits in
     * all, which is when this is called, half a unit of the last one is far less.
     */
    private static int appendFraction(byte[] dst, int pos, long c, int q, int digits) {
        dst[pos] = '.';
        int end = pos + 1;
        int k = 1;
        int rest = digits;
        long floor = ExactScale.floor(c, q, 0);
        long next = ExactScale.floor(c, q, 1);
        for (; rest >= GROUP_DIGITS; rest -= GROUP_DIGITS) {
            end = Digits.appendFixedWidth(dst, end, next - floor * GROUP, GROUP_DIGITS);
            floor = next;
            next = ExactScale.floor(c, q, ++k);
        }
        // The last group has at least one digit that is not written.
        long group = next - floor * GROUP;
        long unit = Digits.powerOfTen(GROUP_DIGITS - rest);
        long written = group / unit;
        end = Digits.appendFixedWidth(dst, end, written, rest);
        long aboveHalf = group - written * unit - unit / 2;
        long odd = (rest == 0 ? floor : written) & 1;
        boolean exact = q + GROUP_DIGITS * k + Long.numberOfTrailingZeros(c) >= 0;
        if (aboveHalf > 0 || aboveHalf == 0 && (odd != 0 || !exact)) {
            roundUp(dst, end - 1);
        }
        return end;
    }

    private static void roundUp(byte[] dst, int last) {
        int at = last;
        while (dst[at] == '9') {
            dst[at--] = '0';
        }
        dst[at]++;
    }
}
