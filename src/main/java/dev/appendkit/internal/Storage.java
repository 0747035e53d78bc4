// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

/**
 * What lies below a cursor: it makes room when the cursor's window is full and learns of the cursor's closing.
 *
 * <p>The <em>window</em> is the piece of an array that the cursor writes to. The cursor copies the four fields when it
 * opens and after every call of a method of this class, so a storage changes its window by changing the fields. Between
 * two calls the cursor's own position counts, not the one here.
 */
public abstract class Storage {
    protected static final byte[] NO_BYTES = {};

    public byte[] array = NO_BYTES;
    /** The index of the next byte. */
    public int position;
    /** The end of the free room; -1 on a closed cursor, so that every append asks for room and is told. */
    public int limit;
    /** {@code position - origin} is the length; below the window's start by what has already been moved on. */
    public int origin;

    /**
     * Changes the window so that {@code needed} more bytes fit.
     *
     * @throws RuntimeException if that cannot be; then nothing has changed
     */
    public abstract void makeRoom(int position, long needed);

    /** The cursor is cut from {@code position} to {@code length} bytes, which are not more than it has. */
    public abstract void truncate(int position, int length);

    /** The cursor is closed; returns whether it must refuse all calls from now on. */
    public abstract boolean close(int position);

    /** Whether all content lies in the array from {@code origin} on. */
    public abstract boolean isAddressable();

    protected final void window(byte[] array, int position, int limit, int origin) {
        this.array = array;
        this.position = position;
        this.limit = limit;
        this.origin = origin;
    }
}
