// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import java.math.BigInteger;

/**
 * The powers of ten that scale a binary floating point number to a decimal integer, each rounded to 126 bits.
 *
 * <p>For a power e, let {@code g = floor(10^e * 2^(125 - floor(log2 10^e))) + 1}, so that {@code 2^125 < g <= 2^126}.
 * This is the definition of R. Giulietti, "The Schubfach way to render doubles", section 9, whose error bounds the
 * users of this table rely on. The table is computed at class initialization (a few milliseconds) rather than written
 * down, so that there is nothing to mistype.
 */
final class PowersOfTen {

    // A double is c * 2^q with -1074 <= q <= 971 and is scaled by 10^-k with k = floor(log10(2^q)), or the floor of
    // log10(3/4 * 2^q) below a power of two. -k runs from -292 (q = 971) to 324 (q = -1074); floats need less.
    static final int MIN = -292;
    static final int MAX = 324;

    private static final int WORD_BITS = 63;

    /**
     * Two longs per power: the upper and the lower 63 bits of g. Both are positive, as signed multiplyHigh requires.
     */
    static final long[] TABLE = table();

    private PowersOfTen() {}

    /** {@code floor(log10(2^q))} for {@code -1074 <= q <= 1023}. */
    static int floorLog10OfPowerOf2(int q) {
        // 315653 = ceil(2^20 * log10(2)), too large by 0.23. So the result is exact as long as q * log10(2) is farther
        // than |q| * 2.2e-7 below an integer; PowersOfTenTest compares every q that is used with exact arithmetic.
        return (q * 315653) >> 20;
    }

    /** {@code floor(log10(3/4 * 2^q))} for {@code -1074 <= q <= 971}. */
    static int floorLog10OfThreeQuartersOfPowerOf2(int q) {
        // 131008 = ceil(2^20 * -log10(3/4)), checked likewise.
        return (q * 315653 - 131008) >> 20;
    }

    /** {@code floor(log2(10^e))} for the powers of the table. */
    static int floorLog2OfPowerOf10(int e) {
        // 1741647 = floor(2^19 * log2(10)), checked likewise.
        return (e * 1741647) >> 19;
    }

    /** The index in {@link #TABLE} of the upper word of {@code 10^e}. */
    static int index(int e) {
        return (e - MIN) << 1;
    }

    private static long[] table() {
        long[] table = new long[index(MAX + 1)];
        BigInteger power = BigInteger.ONE;
        for (int e = 0; e <= MAX; e++) {
            int bits = power.bitLength();
            put(table, e, power.shiftLeft(126).shiftRight(bits));
            if (0 < e && e <= -MIN) {
                // 10^-e lies in (2^-bits, 2^(1-bits)), hence floor(log2 10^-e) = -bits.
                put(table, -e, BigInteger.ONE.shiftLeft(125 + bits).divide(power));
            }
            power = power.multiply(BigInteger.TEN);
        }
        return table;
    }

    private static void put(long[] table, int e, BigInteger floor) {
        BigInteger g = floor.add(BigInteger.ONE);
        table[index(e)] = g.shiftRight(WORD_BITS).longValue();
        table[index(e) + 1] = g.longValue() & Long.MAX_VALUE;
    }
}
