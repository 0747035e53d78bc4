// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.wordpairs;

import java.util.List;

/** Counts words, and weighs the pairs that stand within five words of each other by 1/distance. */
interface PairCounter extends ClassWords.Sink {
    int WINDOW = 5;

    /** A word and how often it came. */
    record Count(String word, long count) {}

    /** What two ways of counting are compared by. */
    record Result(long words, int distinctWords, long distinctPairs, long checksum) {}

    Result result();

    /** The most frequent words; those of the same count by the alphabet. */
    List<Count> mostFrequent(int count);

    /** A pair's words in the order of their numbers. */
    static long pair(int one, int other) {
        return ((long) Math.min(one, other) << 32) | Math.max(one, other);
    }

    /** Does not depend on the order of the pairs. */
    static long mix(long pair, double weight) {
        long mixed = ((pair * 0x9E37_79B9_7F4A_7C15L) ^ Double.doubleToRawLongBits(weight)) * 0xBF58_476D_1CE4_E5B9L;
        return mixed ^ (mixed >>> 31);
    }
}
