// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.cursor;

import java.util.Arrays;

/** An array that doubles when it is full, up to a maximum. */
public class GrowingStorage extends Storage {
    /** The largest array that every JVM allocates. */
    public static final int MAX_ARRAY_LENGTH = Integer.MAX_VALUE - 8;

    private final int max;

    public GrowingStorage(int initial, int max) {
        this(new byte[initial], max);
    }

    protected GrowingStorage(byte[] array, int max) {
        this.max = max;
        window(array, 0, array.length, 0);
    }

    @Override
    public final void makeRoom(int position, long needed) {
        int capacity = array.length;
        if (needed > max - position) {
            throw Room.overflow(needed, max - position, position, max);
        }
        int enough = (int) (position + needed);
        if (enough > capacity) {
            array = Arrays.copyOf(array, (int) Math.min(max, Math.max(2L * capacity, enough)));
        }
        this.position = position;
        limit = array.length;
    }

    @Override
    public void truncate(int position, int length) {
        this.position = length;
    }

    @Override
    public boolean close(int position) {
        return false;
    }

    @Override
    public final boolean isAddressable() {
        return true;
    }
}
