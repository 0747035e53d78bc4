// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

/**
 * Walks over the values of a benchmark, {@link #SIZE} per invocation: one buffer's worth, so that taking and resetting
 * the buffer is part of what is measured, and small.
 *
 * <p>65,536 values are "fresh": too many for the branch predictor to learn their sequence. 1,024 are "repeated".
 */
final class Batches {
    static final int SIZE = 64;

    private final int count;
    private int next;

    Batches(int count) {
        if (count % SIZE != 0) {
            throw new IllegalArgumentException("not a multiple of " + SIZE + ": " + count);
        }
        this.count = count;
    }

    /** The index of the next batch's first value. */
    int advance() {
        int first = next;
        next = first + SIZE == count ? 0 : first + SIZE;
        return first;
    }
}
