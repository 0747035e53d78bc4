// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

/**
 * The slots of a {@link LongMap}, or of a part of it: key and value side by side, linear probing, key 0 is empty. Of a
 * hash the low bits choose the slot and the high ones the segment.
 */
final class LongSegment {
    /** One empty slot: what a map looks into that has none. Never written. */
    static final byte[] EMPTY = new byte[Long.BYTES];

    byte[] slots;
    int mask;
    int count;
    /** How many of the hashes' high bits all entries share, and which. */
    final int depth;

    final long prefix;
    /** The number in a row. */
    int number;

    LongSegment(byte[] slots, int capacity, int depth, long prefix, int number) {
        this.slots = slots;
        mask = capacity - 1;
        this.depth = depth;
        this.prefix = prefix;
        this.number = number;
    }

    int capacity() {
        return mask + 1;
    }
}
