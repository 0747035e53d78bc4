// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import java.util.Arrays;

/**
 * A set of keywords of at most eight letters, looked up in the template's bytes without a String: a word is a long, one
 * upper-case letter a byte.
 */
final class Words {

    private static final int MAX_LENGTH = Long.BYTES;

    // ASCII: a lower-case letter without this bit is the upper-case one. No other identifier byte becomes a letter.
    private static final int LOWER_CASE_BIT = 0x20;

    private final long[] sorted;

    private Words(long[] sorted) {
        this.sorted = sorted;
    }

    static Words of(String... words) {
        long[] packed = new long[words.length];
        for (int i = 0; i < words.length; i++) {
            packed[i] = pack(words[i]);
        }
        Arrays.sort(packed);
        return new Words(packed);
    }

    /** The keyword as a number to compare {@link #pack(byte[], int, int)} with. */
    static long pack(String word) {
        long packed = 0;
        for (int i = 0; i < word.length(); i++) {
            packed = packed << Byte.SIZE | word.charAt(i);
        }
        return packed;
    }

    /** The word in {@code text[from, to)}; 0, which is no word, if it is longer than any keyword. */
    static long pack(byte[] text, int from, int to) {
        if (to - from > MAX_LENGTH) {
            return 0;
        }
        long packed = 0;
        for (int i = from; i < to; i++) {
            packed = packed << Byte.SIZE | (text[i] & 0xFF & ~LOWER_CASE_BIT);
        }
        return packed;
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
        return Arrays.binarySearch(sorted, packed) >= 0;
    }
}
