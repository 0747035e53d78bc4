// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

/**
 * The text of a {@code double}, byte for byte that of {@code Double.toString} on JDK 19 and later: the shortest decimal
 * that rounds to the value, the closest one where there are several, with at least two digits.
 *
 * <p>A double is c * 2^q with 2^52 &lt;= c &lt; 2^53. One product with a 126-bit power of ten gives x = c * 2^q / 10^k,
 * for the k that makes the distance between neighbouring doubles, in the same unit, 1 to 10. So x has 16 or 17 digits;
 * the multiples of ten next to x are the only candidates for a shorter decimal, and the integers next to x are the
 * candidates that remain if neither multiple lies within half that distance of x. This is the search of R. Giulietti,
 * "The Schubfach way to render doubles" (2021), with a single product instead of three, as U. Adams' Ryū ("Ryū: fast
 * float-to-string conversion", 2018), J. Jeon's Dragonbox (2022) and R. Cox' "Floating-point printing and parsing can
 * be simple and fast" (2026) also do, each in its own way. Here the product and half the distance are known up to a few
 * units of 2^-59; {@link Schubfach} decides the values that are too close to call.
 */
public final class ShortestDouble {

    /** The bytes of the longest text, {@code -2.2250738585072014E-308}. */
    public static final int MAX_LENGTH = 24;

    /** The bytes of the longest text with an exponent, {@code -0.0012345678901234567E0} among others. */
    public static final int MAX_SCIENTIFIC_LENGTH = 24;

    /** The room that the methods named {@code ...Spill} need. */
    public static final int SPILL_ROOM = FloatingLayout.SPILL_ROOM;

    private static final int FRACTION_BITS = 52;
    private static final long FRACTION_MASK = (1L << FRACTION_BITS) - 1;
    private static final int EXPONENT_MASK = 0x7FF;
    private static final int BIAS = 1023 + FRACTION_BITS;
    private static final int MIN_Q = 1 - BIAS;

    // 2^-1074 and 2 * 2^-1074 are below 10 * 10^floor(log10(2^-1074)).
    private static final int TINY = 3;

    private static final byte[] NOTHING = {};

    /** The least number of 16 digits. */
    private static final long LEADING_MIN = 1_000_000_000_000_000L;

    // The unit of the comparison is 2^-59: ten, the greatest number, fits into 63 bits.
    private static final int UNIT_BITS = 59;

    // Both x and half the distance are too small by less than 2 units and too large by less than 1, so that the sign of
    // a difference of up to three of them is certain outside [-8, 8).
    private static final int DOUBT = 8;
    private static final int DOUBT_BITS = 4;

    private ShortestDouble() {}

    /** Writes the text, and anything within {@code dst[pos, pos + SPILL_ROOM)}; returns the index after the text. */
    public static int appendSpill(byte[] dst, int pos, double v) {
        return append(dst, pos, v, FloatingLayout.JAVA, FloatingLayout.SPILL);
    }

    /** Like {@link #appendSpill}, with {@code E0} at the end where there is no exponent. */
    public static int appendScientificSpill(byte[] dst, int pos, double v) {
        return append(dst, pos, v, FloatingLayout.SCIENTIFIC, FloatingLayout.SPILL);
    }

    /** Writes the text and no other byte; returns the index after it. */
    public static int appendExact(byte[] dst, int pos, double v) {
        return append(dst, pos, v, FloatingLayout.JAVA, FloatingLayout.EXACT);
    }

    /** Like {@link #appendExact}, with {@code E0} at the end where there is no exponent. */
    public static int appendScientificExact(byte[] dst, int pos, double v) {
        return append(dst, pos, v, FloatingLayout.SCIENTIFIC, FloatingLayout.EXACT);
    }

    /** The number of bytes that {@link #appendExact} writes. */
    public static int length(double v) {
        return append(NOTHING, 0, v, FloatingLayout.JAVA, FloatingLayout.LENGTH);
    }

    /** The number of bytes that {@link #appendScientificExact} writes. */
    public static int scientificLength(double v) {
        return append(NOTHING, 0, v, FloatingLayout.SCIENTIFIC, FloatingLayout.LENGTH);
    }

    /**
     * Prices, measurements and whole numbers are decimals with at most eight fraction digits; if m / 10^8, a division
     * of exact numbers, rounds to v, this decimal rounds to v. With fewer than 16 digits there is at most one such
     * decimal: the shortest.
     */
    private static int append(byte[] dst, int pos, double v, long[] forms, int tail) {
        double magnitude = Math.abs(v);
        if (magnitude < 1e7) {
            // If v is the double next to m / 10^8, the product is off from m < 10^15 by two roundings, less than
            // m * 2^-52 < 0.23, and the sum by half of its unit in the last place, 2^-4: not enough to miss m.
            long m = (long) (magnitude * 1e8 + 0.5);
            // From 10^-3 on numbers are written plainly.
            if (m / 1e8 == magnitude && m >= 100_000) {
                int negative = (int) (Double.doubleToRawLongBits(v) >>> 63);
                return FloatingLayout.writePlain(dst, pos, negative, m, forms, tail);
            }
        }
        return search(dst, pos, v, forms, tail);
    }

    private static int search(byte[] dst, int pos, double v, long[] forms, int tail) {
        long bits = Double.doubleToRawLongBits(v);
        int biased = (int) (bits >>> FRACTION_BITS) & EXPONENT_MASK;
        long fraction = bits & FRACTION_MASK;
        // Zero and subnormal numbers, infinities and NaN.
        if ((biased - 1) >>> 1 >= EXPONENT_MASK >>> 1) {
            return searchExactly(dst, pos, v, forms, tail);
        }
        int q = biased - BIAS;
        int k = PowersOfTen.floorLog10OfPowerOf2(q);
        int index = PowersOfTen.index(-k);
        long upper = PowersOfTen.TABLE[index];
        // 10^-k = g * 2^(floor(log2(10^-k)) - 125), so c * 2^q / 10^k = c * 2^shift * g / 2^127; 1 <= shift <= 5.
        int shift = q + PowersOfTen.floorLog2OfPowerOf10(-k) + 2;
        long c = (fraction | 1L << FRACTION_BITS) << shift;
        long cut = ((upper * c) >>> 1) + Math.multiplyHigh(PowersOfTen.TABLE[index + 1], c);
        long whole = Math.multiplyHigh(upper, c) + (cut >>> 63);
        // 0x199999999999999A = ceil(2^64 / 10), too large by 0.4; whole < 2^57 makes less than 0.1 of that.
        long tens = Math.multiplyHigh(whole, 0x199999999999999AL);
        long digit = whole - tens * 10;
        // In units of 2^-59: how far x is above the multiple of ten, and half the distance of neighbours, which is
        // 2^(shift - 1) * g / 2^127 with g = upper * 2^63.
        long above = (digit << UNIT_BITS) + (cut << 1 >>> (64 - UNIT_BITS));
        long half = upper >>> (6 - shift);
        long roundsDown = above - half;
        long roundsUp = (10L << UNIT_BITS) - above - half;
        long tie = (above & (1L << UNIT_BITS) - 1) - (1L << (UNIT_BITS - 1));
        if (isDoubtful(roundsDown) || isDoubtful(roundsUp) || isDoubtful(tie) || (fraction == 0 && above != 0)) {
            return searchExactly(dst, pos, v, forms, tail);
        }
        long full = ~((roundsDown | roundsUp) >> 63);
        long last = digit + 1 + (tie >> 63) & full;
        return write(dst, pos, bits, tens - (roundsUp >> 63), last, k, forms, tail);
    }

    private static boolean isDoubtful(long difference) {
        return (difference + DOUBT) >>> DOUBT_BITS == 0;
    }

    /** Writes 16 or 17 digits, counted in 10^k. */
    private static int write(byte[] dst, int pos, long bits, long tens, long last, int k, long[] forms, int tail) {
        // All ones for 16 digits: the last one is then the last of the sixteen.
        long lacksOne = (tens - LEADING_MIN) >> 63;
        long leading = tens + (9 * tens + last & lacksOne);
        // ceil(2^89 / 10^8), too large by less than one: leading < 10^16 makes less than 10^16 / 2^89 < 2e-11 of that,
        // and a fraction of the quotient is at most 1 - 10^-8.
        long high = Math.multiplyHigh(leading, 6_189_700_196_426_901_375L) >>> 25;
        return FloatingLayout.write(
                dst,
                pos,
                (int) (bits >>> 63),
                FloatingLayout.spread(high),
                FloatingLayout.spread(leading - high * 100_000_000),
                (int) (last & ~lacksOne),
                FloatingLayout.form(forms, k + 16 + (int) lacksOne),
                tail);
    }

    private static int searchExactly(byte[] dst, int pos, double v, long[] forms, int tail) {
        if (SpecialFloating.isSpecial(v)) {
            return SpecialFloating.append(dst, pos, v, forms, tail);
        }
        long bits = Double.doubleToRawLongBits(v);
        int biased = (int) (bits >>> FRACTION_BITS) & EXPONENT_MASK;
        long fraction = bits & FRACTION_MASK;
        long decimal = biased == 0
                ? Schubfach.shortest(MIN_Q, fraction, false, TINY, LEADING_MIN)
                : Schubfach.shortest(
                        biased - BIAS, fraction | 1L << FRACTION_BITS, fraction == 0 && biased > 1, TINY, LEADING_MIN);
        int k = PowersOfTen.floorLog10OfPowerOf2(Math.max(biased - BIAS, MIN_Q)) - Schubfach.scale(decimal);
        long digits = Schubfach.digits(decimal);
        return write(dst, pos, bits, digits / 10, digits % 10, k, forms, tail);
    }
}
