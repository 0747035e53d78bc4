// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

/**
 * The slots of a {@link LongMap}, or of a part of it: key and value side by side, with linear probing; key 0 marks an
 * empty slot. The low bits of a hash choose the slot, and its high bits the segment.
 */
final class LongSegment {
    /** One empty slot, for lookups in a map that has none. Never written. */
    static final byte[] EMPTY = new byte[Long.BYTES];

    byte[] slots;
    int mask;
    int count;
    /** The number of high bits that the hashes of all entries share, and their value. */
    final int depth;

    final long prefix;
    /** The segment's number in a row. */
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
