// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

/**
 * The exact search for the shortest decimal: R. Giulietti's Schubfach algorithm ("The Schubfach way to render doubles",
 * 2021). It handles the values that the estimates of {@link ShortestDouble} and {@link ShortestFloat} leave open:
 * decimals at the very edge of the rounding interval, ties, powers of two and subnormal numbers.
 *
 * <p>The decimals that round to c * 2^q (to nearest, ties to even) lie between (c - 1/2) * 2^q and (c + 1/2) * 2^q;
 * just above a power of two the lower distance is half of that. If 10^k is the largest power of ten that is not longer
 * than this interval, at least one multiple of 10^k and at most one of 10^(k+1) lie in it. It is therefore enough to
 * look at the two neighbours at either scale. All comparisons use numbers with two fraction bits, rounded to odd, which
 * loses nothing that a comparison could see.
 */
final class Schubfach {

    // A result has the digits, at most 17 of them (10^17 < 2^57), in its low bits and the scale above them.
    private static final int SCALE_SHIFT = 57;

    private Schubfach() {}

    /** The digits as a number. */
    static long digits(long decimal) {
        return decimal & (1L << SCALE_SHIFT) - 1;
    }

    /** The s of {@code digits * 10^(k - s)}. */
    static int scale(long decimal) {
        return (int) (decimal >>> SCALE_SHIFT);
    }

    /**
     * The decimal that JDK 19+ prints for c * 2^q: of the shortest ones, but of two digits at least, the closest. It is
     * given at scale 10^(k - s) with k = {@link PowersOfTen#floorLog10OfPowerOf2}(q) and the least s that makes the
     * digits, as a number, reach {@code minimum}.
     *
     * @param c the significand, 1 to 2^53 - 1
     * @param narrow whether the lower neighbour is only half as far away as the upper one
     * @param tiny the significands below it have one digit at scale 10^k; zero when there are none
     */
    static long shortest(int q, long c, boolean narrow, int tiny, long minimum) {
        int k = narrow ? PowersOfTen.floorLog10OfThreeQuartersOfPowerOf2(q) : PowersOfTen.floorLog10OfPowerOf2(q);
        int scale = PowersOfTen.floorLog10OfPowerOf2(q) - k;
        long d;
        if (c < tiny) {
            d = search(q, 10 * c, 10, false, k, (int) c & 1);
            scale++;
        } else {
            d = search(q, c, 1, narrow, k, (int) c & 1);
        }
        while (d < minimum) {
            d *= 10;
            scale++;
        }
        return d | (long) scale << SCALE_SHIFT;
    }

    /** The best multiple of 10^k, divided by 10^k, for {@code c * 2^q} in an interval of {@code unit * 2^q}. */
    private static long search(int q, long c, int unit, boolean narrow, int k, int odd) {
        int shift = q + PowersOfTen.floorLog2OfPowerOf10(-k) + 2;
        int index = PowersOfTen.index(-k);
        long upper = PowersOfTen.TABLE[index];
        long lower = PowersOfTen.TABLE[index + 1];
        // Everything below counts quarters of 10^k. An odd significand's interval is open: step inside.
        long value = roundToOdd(upper, lower, (4 * c) << shift);
        long from = roundToOdd(upper, lower, (4 * c - (narrow ? unit : 2L * unit)) << shift) + odd;
        long to = roundToOdd(upper, lower, (4 * c + 2L * unit) << shift) - odd;
        long d = value >> 2;
        // Two digits are taken as they are, even where one would be enough.
        if (d >= 100) {
            long down = d / 10 * 10;
            boolean downRounds = from <= 4 * down;
            boolean upRounds = 4 * (down + 10) <= to;
            if (downRounds != upRounds) {
                return downRounds ? down : down + 10;
            }
        }
        boolean downRounds = from <= 4 * d;
        boolean upRounds = 4 * (d + 1) <= to;
        if (downRounds != upRounds) {
            return downRounds ? d : d + 1;
        }
        long fromMiddle = value - (4 * d + 2);
        return fromMiddle < 0 || (fromMiddle == 0 && (d & 1) == 0) ? d : d + 1;
    }

    /**
     * {@code g * factor / 2^127}, with the lowest bit set also if anything was cut off. The slight excess of g never
     * affects the 63 examined bits after the point, and a result that is not an integer always does, as section 9 of
     * the paper shows.
     */
    private static long roundToOdd(long upper, long lower, long factor) {
        // g = upper * 2^63 + lower. The sum is aligned at 2^64, so that 2^127 is the carry into its top bit.
        long cut = ((upper * factor) >>> 1) + Math.multiplyHigh(lower, factor);
        long whole = Math.multiplyHigh(upper, factor) + (cut >>> 63);
        return whole | ((cut & Long.MAX_VALUE) + Long.MAX_VALUE) >>> 63;
    }
}
