// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.internal.Bytes;

/**
 * A set of keywords of at most eight letters, looked up in the template's bytes without a String: a word is a long, one
 * upper-case letter per byte.
 */
final class Words {

    private static final int MAX_LENGTH = Long.BYTES;

    // ASCII: a lower-case letter without this bit is the upper-case one. No other identifier byte becomes a letter.
    private static final int LOWER_CASE_BIT = 0x20;

    private static final long LOWER_CASE_BITS = 0x2020_2020_2020_2020L;

    /** 2^64 divided by the golden ratio: its multiples spread over the high bits (Knuth, TAOCP volume 3, 6.4). */
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    /** Slots per word: few words collide. */
    private static final int SPARSENESS = 4;

    /** A hash table with linear probing; 0 is an empty slot. */
    private final long[] table;

    private final int shift;

    private Words(long[] table) {
        this.table = table;
        this.shift = Long.numberOfLeadingZeros(table.length - 1L);
    }

    static Words of(String... words) {
        Words set = new Words(new long[Integer.highestOneBit(words.length * SPARSENESS) * 2]);
        for (String word : words) {
            long packed = pack(word);
            set.table[set.slot(packed)] = packed;
        }
        return set;
    }

    /** The keyword as a number to compare {@link #pack(byte[], int, int)} with. */
    static long pack(String word) {
        long packed = 0;
        for (int i = 0; i < word.length(); i++) {
            packed = packed << Byte.SIZE | word.charAt(i);
        }
        return packed;
    }

    /**
     * The word in {@code text[from, to)}; 0, which is not a word, if it is empty or longer than any keyword. Eight
     * bytes are read; a template's text has that many after its end.
     */
    static long pack(byte[] text, int from, int to) {
        int length = to - from;
        if (length < 1 || length > MAX_LENGTH) {
            return 0;
        }
        long bytes = Long.reverseBytes(Bytes.getLong(text, from));
        return (bytes >>> (Long.SIZE - length * Byte.SIZE)) & ~LOWER_CASE_BITS;
    }

    /** Whether {@code text[from, to)} is that word, which may be longer than the keywords. */
    static boolean is(byte[] text, int from, int to, String upperCase) {
        if (to - from != upperCase.length()) {
            return false;
        }
        for (int i = 0; i < upperCase.length(); i++) {
            if ((text[from + i] & ~LOWER_CASE_BIT) != upperCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean contains(long packed) {
        return packed != 0 && table[slot(packed)] == packed;
    }

    /** The slot where the word is or would be. */
    private int slot(long packed) {
        int slot = (int) ((packed * GOLDEN) >>> shift);
        while (table[slot] != 0 && table[slot] != packed) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }
}
