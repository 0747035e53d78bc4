// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

/**
 * The text of a {@code float}, byte for byte that of {@code Float.toString} on JDK 19 and later.
 *
 * <p>The method is that of {@link ShortestDouble}, whose comment explains it. The upper 63 bits of a power of ten are
 * enough here: with 2^23 &lt;= c &lt; 2^24 the product leaves 35 reliable bits after the point.
 */
public final class ShortestFloat {

    /** The bytes of the longest text, {@code -1.00014165E-36}. */
    public static final int MAX_LENGTH = 15;

    /** The room that {@link #appendSpill} needs. */
    public static final int SPILL_ROOM = FloatingLayout.SPILL_ROOM;

    private static final int FRACTION_BITS = 23;
    private static final int FRACTION_MASK = (1 << FRACTION_BITS) - 1;
    private static final int EXPONENT_MASK = 0xFF;
    private static final int BIAS = 127 + FRACTION_BITS;
    private static final int MIN_Q = 1 - BIAS;

    // 7 * 2^-149 is below 10 * 10^floor(log10(2^-149)), 8 * 2^-149 is not.
    private static final int TINY = 8;

    private static final byte[] NOTHING = {};

    /** The least number of eight digits. */
    private static final int LEADING_MIN = 10_000_000;

    // The unit of the comparison is 2^-34. The product omits the lower part of the power, less than 2^-63 of it: with c
    // * 2^shift < 2^29 less than 2^-35, half a unit. Together with the bits cut off below a unit, x and half the
    // distance are too small by less than 1.5 units each.
    private static final int UNIT_BITS = 34;
    private static final int DOUBT = 4;
    private static final int DOUBT_BITS = 3;

    private ShortestFloat() {}

    /** Writes the text, and anything within {@code dst[pos, pos + SPILL_ROOM)}; returns the index after the text. */
    public static int appendSpill(byte[] dst, int pos, float v) {
        return search(dst, pos, v, FloatingLayout.SPILL);
    }

    /** Writes the text and no other byte; returns the index after it. */
    public static int appendExact(byte[] dst, int pos, float v) {
        return search(dst, pos, v, FloatingLayout.EXACT);
    }

    /** The number of bytes that {@link #appendExact} writes. */
    public static int length(float v) {
        return search(NOTHING, 0, v, FloatingLayout.LENGTH);
    }

    private static int search(byte[] dst, int pos, float v, int tail) {
        int bits = Float.floatToRawIntBits(v);
        int biased = bits >>> FRACTION_BITS & EXPONENT_MASK;
        int fraction = bits & FRACTION_MASK;
        // Zero and subnormal numbers, infinities and NaN.
        if ((biased - 1) >>> 1 >= EXPONENT_MASK >>> 1) {
            return searchExactly(dst, pos, v, tail);
        }
        int q = biased - BIAS;
        int k = PowersOfTen.floorLog10OfPowerOf2(q);
        long power = PowersOfTen.TABLE[PowersOfTen.index(-k)];
        // x = c * 2^q / 10^k = c * 2^shift * power / 2^64; 1 <= shift <= 5.
        int shift = q + PowersOfTen.floorLog2OfPowerOf10(-k) + 2;
        long c = (long) (fraction | 1 << FRACTION_BITS) << shift;
        int whole = (int) Math.multiplyHigh(power, c);
        int tens = whole / 10;
        int digit = whole - tens * 10;
        long above = ((long) digit << UNIT_BITS) + ((power * c) >>> (64 - UNIT_BITS));
        // Half the distance of neighbours is 2^(shift - 1) * power / 2^64.
        long half = power >>> (65 - UNIT_BITS - shift);
        long roundsDown = above - half;
        long roundsUp = (10L << UNIT_BITS) - above - half;
        long tie = (above & (1L << UNIT_BITS) - 1) - (1L << (UNIT_BITS - 1));
        if (isDoubtful(roundsDown) || isDoubtful(roundsUp) || isDoubtful(tie) || (fraction == 0 && above != 0)) {
            return searchExactly(dst, pos, v, tail);
        }
        int full = (int) ~((roundsDown | roundsUp) >> 63);
        int last = digit + 1 + (int) (tie >> 63) & full;
        return write(dst, pos, bits, tens - (int) (roundsUp >> 63), last, k, tail);
    }

    private static boolean isDoubtful(long difference) {
        return (difference + DOUBT) >>> DOUBT_BITS == 0;
    }

    /** Writes seven to nine digits, counted in 10^k. */
    private static int write(byte[] dst, int pos, int bits, int tens, int last, int k, int tail) {
        // All ones for eight or seven digits: the last one is then among the first eight.
        int lacksOne = (tens - LEADING_MIN) >> 31;
        int eight = tens + (9 * tens + last & lacksOne);
        int lacksTwo = (eight - LEADING_MIN) >> 31;
        return FloatingLayout.write(
                dst,
                pos,
                bits >>> 31,
                FloatingLayout.spread(eight + (9 * eight & lacksTwo)),
                last & ~lacksOne,
                0,
                FloatingLayout.form(FloatingLayout.JAVA, k + 8 + lacksOne + lacksTwo),
                tail);
    }

    private static int searchExactly(byte[] dst, int pos, float v, int tail) {
        if (SpecialFloating.isSpecial(v)) {
            return SpecialFloating.append(dst, pos, v, FloatingLayout.JAVA, tail);
        }
        int bits = Float.floatToRawIntBits(v);
        int biased = bits >>> FRACTION_BITS & EXPONENT_MASK;
        int fraction = bits & FRACTION_MASK;
        long decimal = biased == 0
                ? Schubfach.shortest(MIN_Q, fraction, false, TINY, LEADING_MIN)
                : Schubfach.shortest(
                        biased - BIAS, fraction | 1 << FRACTION_BITS, fraction == 0 && biased > 1, TINY, LEADING_MIN);
        int k = PowersOfTen.floorLog10OfPowerOf2(Math.max(biased - BIAS, MIN_Q)) - Schubfach.scale(decimal);
        int digits = (int) Schubfach.digits(decimal);
        return write(dst, pos, bits, digits / 10, digits % 10, k, tail);
    }
}
