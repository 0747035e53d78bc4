// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.memory;

/**
 * One side of a ring, producer or consumer: its running position, on cache lines of its own. For one thread at a time.
 */
@SuppressWarnings("UnusedVariable") // The padding after the fields is never read.
public final class RingSide extends RingSideFields {
    long after01, after02, after03, after04, after05, after06, after07, after08;
    long after09, after10, after11, after12, after13, after14, after15, after16;

    /** Advances by a number of slots, which this side has. */
    public void move(int slots, int capacity, int recordBytes) {
        int next = slot + slots;
        if (next >= capacity) {
            next -= capacity;
        }
        slot = next;
        offset = next * recordBytes;
        known -= slots;
        held = false;
    }
}
