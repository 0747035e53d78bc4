// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import java.math.BigInteger;

/**
 * Computes {@code floor(c * 2^q * 10^(18 k))} modulo 2^64, which is enough: the k-th group of 18 decimal digits of a
 * number, counted from the decimal point, is {@code floor(k) - 10^18 * floor(k - 1)}. The group is less than 2^64, so
 * it is exact even when the two numbers are known only modulo 2^64.
 *
 * <p>This is the independent calculation of digits by U. Adams, "Ryū revisited: printf floating point conversion"
 * (2019). There a group is taken modulo 10^9 and needs a table entry for every pair of a power of ten and a range of
 * powers of two, about 100 KB. Modulo a power of two, the factor 2^q only selects which bits of {@code c * 5^(18 k)}
 * are the result, so one number per k is enough: 3 KB.
 */
final class ExactScale {

    /** The decimal digits of a group. */
    static final int GROUP_DIGITS = 18;

    /** The least k: 10^306 is the last power of 10^18 below 2^1024. */
    static final int MIN_GROUP = -17;

    /** The greatest k: 340 digits and at least one more to round by. */
    static final int MAX_GROUP = 19;

    /** Bits after the point of the reciprocals. */
    static final int RECIPROCAL_BITS = 23 * Long.SIZE;

    // For each k the words of 5^(18 k), the lowest first, or for a negative k of floor(2^RECIPROCAL_BITS * 5^(18 k));
    // then two words of zero, so that the product's highest words are calculated like the others.
    private static final long[] WORDS;

    // START[k - MIN_GROUP]: the index of the first word.
    private static final int[] START = new int[MAX_GROUP - MIN_GROUP + 2];

    static {
        BigInteger[] numbers = new BigInteger[MAX_GROUP - MIN_GROUP + 1];
        for (int i = 0; i < numbers.length; i++) {
            BigInteger power = BigInteger.valueOf(5).pow(GROUP_DIGITS * Math.abs(i + MIN_GROUP));
            numbers[i] = i + MIN_GROUP < 0
                    ? BigInteger.ONE.shiftLeft(RECIPROCAL_BITS).divide(power)
                    : power;
            START[i + 1] = START[i] + (numbers[i].bitLength() + Long.SIZE - 1) / Long.SIZE + 2;
        }
        WORDS = new long[START[numbers.length]];
        for (int i = 0; i < numbers.length; i++) {
            for (int word = START[i]; word < START[i + 1]; word++) {
                WORDS[word] =
                        numbers[i].shiftRight((word - START[i]) * Long.SIZE).longValue();
            }
        }
    }

    private ExactScale() {}

    /**
     * The lowest 64 bits of the floor.
     *
     * @param c less than 2^53
     * @param q at least -1074, at most 971
     * @param k from {@link #MIN_GROUP} to {@link #MAX_GROUP}; if negative, {@code 10^(18 |k|)} is at most {@code c *
     *     2^q}
     */
    static long floor(long c, int q, int k) {
        return k >= 0 ? multiply(c, q, k) : divide(c, q, -k);
    }

    private static long multiply(long c, int q, int k) {
        int shift = -(q + GROUP_DIGITS * k);
        if (shift <= 0) {
            return shift > -Long.SIZE ? c * WORDS[START[k - MIN_GROUP]] << -shift : 0;
        }
        return bits(c, k, 0, 0, shift);
    }

    /**
     * With a reciprocal r of n bits, rounded up, c * 2^(q - 18 k) * r is too large by less than 2^(53 + q - 18 k - n).
     * The true quotient is a multiple of 5^-(18 k) and, if q < 18 k, of that divided by 2^(18 k - q), so that its floor
     * is right if the error is no more than such a step. 5^18 < 2^42: 53 + 24 k + max(q, 18 k) bits are enough. Further
     * bits of the table are omitted; adding one to the last word that is used rounds up.
     */
    private static long divide(long c, int q, int k) {
        int needed = 53 + 24 * k + Math.max(q, GROUP_DIGITS * k);
        int skipped = (RECIPROCAL_BITS - needed) / Long.SIZE;
        return bits(c, -k, skipped, c, RECIPROCAL_BITS - q + GROUP_DIGITS * k);
    }

    /**
     * Returns 64 bits, from bit {@code shift} on, of c times the words from {@code first} on, plus a carry into the
     * first.
     */
    private static long bits(long c, int k, int first, long carry, int shift) {
        int start = START[k - MIN_GROUP];
        int last = start + (shift >>> 6) + 1;
        if (last >= START[k - MIN_GROUP + 1]) {
            return 0;
        }
        long high = 0;
        long low = 0;
        for (int i = start + first; i <= last; i++) {
            long word = WORDS[i];
            low = high;
            high = c * word + carry;
            // The product as an unsigned one, and the carry of the sum.
            carry = Math.multiplyHigh(c, word) + (c & word >> 63) + (Long.compareUnsigned(high, carry) < 0 ? 1 : 0);
        }
        // A shift by 64 in two steps, since Java does not shift by 64 at once.
        return low >>> (shift & 63) | high << 1 << (63 - (shift & 63));
    }
}
