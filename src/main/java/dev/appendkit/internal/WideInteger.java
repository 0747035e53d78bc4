// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import java.math.BigInteger;

/**
 * The magnitude of a {@code BigInteger} of at most 128 bits as two words, obtained without garbage.
 *
 * <p>The lower word is {@code longValue()}. No method returns the upper one without allocating, but
 * {@code doubleValue()} is within half a unit of its last place, and {@code testBit} (2 ns per bit; all 64 took ten
 * times as long) decides the one or few bits that it leaves open. For a negative number {@code doubleValue()} sometimes
 * creates the absolute value, which is garbage unless the JVM removes it; there every bit comes from {@code testBit}.
 */
final class WideInteger {

    /** The maximum number of bits of a magnitude. */
    static final int MAX_BITS = 128;

    private static final long FRACTION_MASK = (1L << 52) - 1;

    private WideInteger() {}

    /** Whether the magnitude has at most 128 bits. */
    static boolean fits(BigInteger value) {
        int bits = value.bitLength();
        // bitLength() of -2^128 is 128, although it needs one more bit.
        return bits < MAX_BITS || bits == MAX_BITS && (value.signum() > 0 || value.getLowestSetBit() < MAX_BITS);
    }

    /** The lower word of the magnitude. */
    static long low(BigInteger value) {
        long low = value.longValue();
        return value.signum() < 0 ? -low : low;
    }

    /** The upper word of a magnitude that {@link #fits}. */
    static long high(BigInteger value) {
        int bits = value.bitLength();
        if (bits < Long.SIZE) {
            return 0;
        }
        if (value.signum() < 0) {
            // This is one more than bitLength() returns for a power of two.
            int count = Math.min(bits - Long.SIZE + 1, Long.SIZE);
            return lowestBitsOfHigh(value, count) & -1L >>> -count;
        }
        // The double is m * 2^shift with 53 bits of m. It may be the next power of two, even 2^128: everything here is
        // modulo 2^128.
        long d = Double.doubleToRawLongBits(value.doubleValue());
        long m = d & FRACTION_MASK | 1L << 52;
        int shift = (int) (d >>> 52) - 1075;
        long doubleHigh = shift < Long.SIZE ? m >>> 1 >>> (63 - shift) : m << shift;
        // Up to 117 bits a multiple of 2^64 is a double, so rounding reaches at most the next one: the upper word
        // sought is that of the double or one less. With more bits the double's lower word is zero, and its upper word
        // is off by at most 2^(bits - 118). The word sought ends with the known bits, and that decides: there are no
        // more candidates than one bit can distinguish, or, with more bits, about half of the number that they can
        // distinguish.
        int known = Math.max(1, bits - 116);
        long difference = lowestBitsOfHigh(value, known) - doubleHigh;
        return doubleHigh + (difference << -known >> -known);
    }

    private static long lowestBitsOfHigh(BigInteger value, int count) {
        long ofTwosComplement = 0;
        for (int i = Long.SIZE + count - 1; i >= Long.SIZE; i--) {
            ofTwosComplement = ofTwosComplement << 1 | (value.testBit(i) ? 1 : 0);
        }
        if (value.signum() > 0) {
            return ofTwosComplement;
        }
        return value.longValue() == 0 ? -ofTwosComplement : ~ofTwosComplement;
    }
}
