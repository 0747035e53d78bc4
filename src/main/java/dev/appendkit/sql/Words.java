// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.internal.Bytes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A set of keywords of at most eight letters, looked up in the template's bytes without a String: a word is a long, one
 * upper-case letter per byte.
 *
 * <p>It is a perfect hash table: a word is at its slot or not in the set. One comparison, and no branch to predict. It
 * is a record because the JIT compiler takes a record's fields for constants if the record is one.
 *
 * @param table the words at their slots
 * @param groups the groups of the word in each slot, one bit per group
 * @param multiplier keeps the slots of all words apart
 * @param shift leaves as many bits as a slot has
 */
@SuppressWarnings("ArrayRecordComponent") // Nothing compares or shows it.
record Words(long[] table, int[] groups, long multiplier, int shift) {

    private static final int MAX_LENGTH = Long.BYTES;

    // ASCII: a lower-case letter without this bit is the upper-case one. No other identifier byte becomes a letter.
    private static final int LOWER_CASE_BIT = 0x20;

    private static final long LOWER_CASE_BITS = 0x2020_2020_2020_2020L;

    /** 2^64 divided by the golden ratio: its multiples spread over the high bits (Knuth, TAOCP volume 3, 6.4). */
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    /** Slots for each word, so that a multiplier that keeps all words apart is found soon. */
    private static final int SPARSENESS = 4;

    private static final int ATTEMPTS = 1_000;

    /** In an empty slot: no word has such bytes. */
    private static final long EMPTY = -1;

    /** Tries some multipliers with each size: a large enough table keeps any words apart. */
    private static Words perfect(long[] words, int[] groupsOfWords) {
        int size = Integer.highestOneBit(Math.max(1, words.length) * SPARSENESS) * 2;
        long odd = GOLDEN;
        for (int attempt = 1; ; attempt++) {
            Words found = new Words(new long[size], new int[size], odd, Long.numberOfLeadingZeros(size - 1L));
            if (found.fill(words, groupsOfWords)) {
                return found;
            }
            odd *= GOLDEN;
            size = attempt % ATTEMPTS == 0 ? size * 2 : size;
        }
    }

    /** Whether all words have slots of their own. */
    private boolean fill(long[] words, int[] groupsOfWords) {
        Arrays.fill(table, EMPTY);
        for (int i = 0; i < words.length; i++) {
            int slot = slot(words[i]);
            if (table[slot] != EMPTY && table[slot] != words[i]) {
                return false;
            }
            table[slot] = words[i];
            groups[slot] = groupsOfWords[i];
        }
        return true;
    }

    static Words of(String... words) {
        return new Builder().add(1, words).build();
    }

    /** Collects words in groups; a word may belong to several. */
    static final class Builder {
        private final Map<Long, Integer> words = new LinkedHashMap<>();

        Builder add(int group, String... added) {
            for (String word : added) {
                words.merge(pack(word), group, (known, more) -> known | more);
            }
            return this;
        }

        Words build() {
            return perfect(
                    words.keySet().stream().mapToLong(Long::longValue).toArray(),
                    words.values().stream().mapToInt(Integer::intValue).toArray());
        }
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

    /** The groups of a word, as bits: one look-up where several sets would each take one. */
    int groups(long packed) {
        int slot = slot(packed);
        return table[slot] == packed ? groups[slot] : 0;
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
        return table[slot(packed)] == packed;
    }

    private int slot(long packed) {
        return (int) ((packed * multiplier) >>> shift);
    }
}
