// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import java.util.Arrays;

/**
 * The ASCII chars that a format does not write unchanged: those below a bound, and up to four others. A few
 * subtractions check eight bytes: {@code (x - n) & ~x & 0x80} has the top bit of the lowest byte that is below n,
 * exactly, and perhaps of bytes above it (S. E. Anderson, "Bit Twiddling Hacks", "Determine if a word has a byte less
 * than n").
 *
 * <p>It is a record, because the JIT compiler treats the fields of a constant record as constants. An unused field
 * repeats the first char; the comparison is then made only once.
 *
 * @param plain for each ASCII char whether it is not special; for chars that are looked at one by one
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares sets.
public record SpecialBytes(long below, long first, long second, long third, long fourth, boolean[] plain) {
    private static final long ONES = 0x0101_0101_0101_0101L;
    /** The top bits of all bytes of a word. */
    public static final long TOP_BITS = ONES << 7;

    /**
     * Returns a set of special chars.
     *
     * @param below all chars below this one are special, at most 0x80
     * @param others one to four more
     */
    public static SpecialBytes of(int below, char... others) {
        long first = others[0] * ONES;
        boolean[] plain = new boolean[0x80];
        Arrays.fill(plain, below, plain.length, true);
        for (char c : others) {
            if (c < plain.length) {
                plain[c] = false;
            }
        }
        return new SpecialBytes(
                below * ONES,
                first,
                others.length > 1 ? others[1] * ONES : first,
                others.length > 2 ? others[2] * ONES : first,
                others.length > 3 ? others[3] * ONES : first,
                plain);
    }

    /**
     * Returns the top bits of special bytes; the lowest one belongs to the first special byte, and those above it may
     * be wrong. Bytes from 0x80 on are not special.
     */
    public long in(long word) {
        long others =
                ((word ^ first) - ONES) | ((word ^ second) - ONES) | ((word ^ third) - ONES) | ((word ^ fourth) - ONES);
        return (word - below | others) & ~word & TOP_BITS;
    }

    /** Returns 0 if none of eight ASCII bytes is special. */
    public long among(long word) {
        long others =
                ((word ^ first) - ONES) | ((word ^ second) - ONES) | ((word ^ third) - ONES) | ((word ^ fourth) - ONES);
        return (word - below | others) & TOP_BITS;
    }

    /** Whether one byte or char is special. */
    public boolean has(int c) {
        long word = c * ONES;
        return c < (below & 0xFF) || word == first || word == second || word == third || word == fourth;
    }

    /** Returns the index of the first special byte, or {@code to}; checks eight bytes at a time. */
    public int indexIn(byte[] src, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long hits = in(Bytes.getLong(src, i));
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        while (i < to && !has(src[i] & 0xFF)) {
            i++;
        }
        return i;
    }
}
