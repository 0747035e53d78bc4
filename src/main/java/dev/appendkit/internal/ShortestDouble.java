// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

/**
 * The text of a {@code double}, byte for byte that of {@code Double.toString} on JDK 19 and later: of the shortest
 * decimals that round to the value the closest one (two digits at least).
 *
 * <p>How: a double is c * 2^q with 2^52 &lt;= c &lt; 2^53. One product with a 126-bit power of ten gives x = c * 2^q /
 * 10^k for the k that makes the distance of neighbouring doubles, in the same unit, 1 to 10. So x has 16 or 17 digits;
 * the multiples of ten next to x are the only candidates for a shorter decimal, and the integers next to x the ones that
 * remain if neither of them lies within half a distance of x. This is the search of R. Giulietti, "The Schubfach way to
 * render doubles", 2021, with a single product instead of three, as U. Adams' Ryū ("Ryū: fast float-to-string
 * conversion", 2018), J. Jeon's Dragonbox (2022) and R. Cox' "Floating-point printing and parsing can be simple and fast"
 * (2026) have it in their ways. Here the product and half the distance are known up to a few units of 2^-59; what is too
 * close to call is left to {@link Schubfach}.
 */
public final class ShortestDouble {

    /** The bytes of the longest text, {@code -2.2250738585072014E-308}. */
    public static final int MAX_LENGTH = 24;

    /** The bytes of the longest text with an exponent, {@code -0.0012345678901234567E0} among others. */
    public static final int MAX_SCIENTIFIC_LENGTH = 24;

    /** The room that the methods named {@code ...Spill} need: a sign and what {@link FloatingLayout#spill} says. */
    public static final int SPILL_ROOM = FloatingLayout.SPILL_ROOM + 1;

    private static final int FRACTION_BITS = 52;
    private static final long FRACTION_MASK = (1L << FRACTION_BITS) - 1;
    private static final int EXPONENT_MASK = 0x7FF;
    private static final int BIAS = 1023 + FRACTION_BITS;
    private static final int MIN_Q = 1 - BIAS;

    // 2^-1074 and 2 * 2^-1074 are below 10 * 10^floor(log10(2^-1074)).
    private static final int TINY = 3;
    private static final long LEADING_MIN = 1_000_000_000_000_000L;

    // Units of the fixed point numbers that are compared: ten, the greatest of them, fits into 63 bits.
    private static final int UNIT_BITS = 59;

    // All of them are too small by less than 2 units and too large by less than one, so a difference of two, or of
    // three, is certain if it is not within [-8, 8).
    private static final int DOUBT = 8;
    private static final int DOUBT_BITS = 4;

    private ShortestDouble() {}

    /** Writes the text, and anything within {@code dst[pos, pos + SPILL_ROOM)}; returns the index after the text. */
    public static int appendSpill(byte[] dst, int pos, double v) {
        return spill(dst, pos, v, FloatingLayout.JAVA);
    }

    /** As {@link #appendSpill}, with {@code E0} at the end where there is no exponent. */
    public static int appendScientificSpill(byte[] dst, int pos, double v) {
        return spill(dst, pos, v, FloatingLayout.SCIENTIFIC);
    }

    /** Writes the text and no other byte; returns the index after it. */
    public static int appendExact(byte[] dst, int pos, double v) {
        return exact(dst, pos, v, FloatingLayout.JAVA);
    }

    /** As {@link #appendExact}, with {@code E0} at the end where there is no exponent. */
    public static int appendScientificExact(byte[] dst, int pos, double v) {
        return exact(dst, pos, v, FloatingLayout.SCIENTIFIC);
    }

    /** The number of bytes that {@link #appendExact} writes. */
    public static int length(double v) {
        return length(v, FloatingLayout.JAVA);
    }

    /** The number of bytes that {@link #appendScientificExact} writes. */
    public static int scientificLength(double v) {
        return length(v, FloatingLayout.SCIENTIFIC);
    }

    private static int spill(byte[] dst, int pos, double v, long[] forms) {
        if (SpecialFloating.isSpecial(v)) {
            return SpecialFloating.append(dst, pos, v, forms);
        }
        long bits = Double.doubleToRawLongBits(v);
        dst[pos] = '-';
        int start = pos + (int) (bits >>> 63);
        long decimal = shortest(bits);
        long leading = Schubfach.leading(decimal);
        long form = FloatingLayout.form(forms, exponent(bits, decimal));
        return FloatingLayout.spill(dst, start, upper(leading), lower(leading), Schubfach.last(decimal), form);
    }

    private static int exact(byte[] dst, int pos, double v, long[] forms) {
        if (SpecialFloating.isSpecial(v)) {
            return SpecialFloating.append(dst, pos, v, forms);
        }
        long bits = Double.doubleToRawLongBits(v);
        dst[pos] = '-';
        int start = pos + (int) (bits >>> 63);
        long decimal = shortest(bits);
        long leading = Schubfach.leading(decimal);
        long form = FloatingLayout.form(forms, exponent(bits, decimal));
        return FloatingLayout.exact(dst, start, upper(leading), lower(leading), Schubfach.last(decimal), form);
    }

    private static int length(double v, long[] forms) {
        if (SpecialFloating.isSpecial(v)) {
            return SpecialFloating.length(v, forms);
        }
        long bits = Double.doubleToRawLongBits(v);
        long decimal = shortest(bits);
        long leading = Schubfach.leading(decimal);
        long form = FloatingLayout.form(forms, exponent(bits, decimal));
        return (int) (bits >>> 63)
                + FloatingLayout.length(upper(leading), lower(leading), Schubfach.last(decimal), form);
    }

    private static long upper(long leading) {
        return FloatingLayout.spread((int) (leading / 100_000_000));
    }

    private static long lower(long leading) {
        return FloatingLayout.spread((int) (leading % 100_000_000));
    }

    /** The weight of the first of the 17 digits. */
    private static int exponent(long bits, long decimal) {
        int biased = (int) (bits >>> FRACTION_BITS) & EXPONENT_MASK;
        int q = Math.max(biased - BIAS, MIN_Q);
        return PowersOfTen.floorLog10OfPowerOf2(q) - Schubfach.scale(decimal) + 16;
    }

    /** The decimal's 17 digits, the first of them not zero. */
    private static long shortest(long bits) {
        int biased = (int) (bits >>> FRACTION_BITS) & EXPONENT_MASK;
        long fraction = bits & FRACTION_MASK;
        if (biased == 0) {
            return exactly(MIN_Q, fraction, false);
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
        long tens = whole / 10;
        long digit = whole - tens * 10;
        // In units of 2^-59: how far x is above the multiple of ten, and half the distance of neighbours, which is
        // 2^(shift - 1) * g / 2^127 with g = upper * 2^63.
        long above = (digit << UNIT_BITS) + (cut << 1 >>> (64 - UNIT_BITS));
        long half = upper >>> (6 - shift);
        long belowUpper = (10L << UNIT_BITS) - above;
        long roundsDown = above - half;
        long roundsUp = belowUpper - half;
        long tie = (above << (64 - UNIT_BITS) >>> (64 - UNIT_BITS)) - (1L << (UNIT_BITS - 1));
        if ((roundsDown + DOUBT) >>> DOUBT_BITS == 0
                || (roundsUp + DOUBT) >>> DOUBT_BITS == 0
                || (tie + DOUBT) >>> DOUBT_BITS == 0
                || (fraction == 0 && above != 0)) {
            return exactly(q, fraction | 1L << FRACTION_BITS, fraction == 0 && biased > 1);
        }
        long full = ~((roundsDown | roundsUp) >> 63);
        int last = (int) (digit + (tie >>> 63 ^ 1) & full);
        return normalize(tens - (roundsUp >> 63), last);
    }

    private static long exactly(int q, long c, boolean narrow) {
        return Schubfach.shortest(q, c, narrow, TINY, 10 * LEADING_MIN);
    }

    /** Makes 17 digits of 16 or 17. */
    private static long normalize(long leading, int last) {
        long lacksOne = (leading - LEADING_MIN) >> 63;
        return Schubfach.pack(leading + (9 * leading + last & lacksOne), last & (int) ~lacksOne, (int) -lacksOne);
    }
}
