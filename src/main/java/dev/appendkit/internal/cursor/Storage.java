// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.cursor;

/**
 * The memory below a cursor: it makes room when the cursor's window is full and learns when the cursor is closed.
 *
 * <p>The <em>window</em> is the part of an array that the cursor writes to. The cursor copies the four fields when it
 * opens and after every call of a method of this class, so a storage changes its window by changing the fields. Between
 * two calls the cursor's own position counts, not the one here.
 */
public abstract class Storage {
    /** What every window can hold of a text that goes through it in pieces. */
    public static final int PIECE_LENGTH = 4_096;

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

    /**
     * Makes the target large enough for {@code needed} more bytes and tells whether they go through the window in
     * pieces, because a window for all of them would have to be memory of its own. The window may have changed as in
     * {@link #makeRoom}.
     *
     * @throws RuntimeException if there cannot be so much room; then nothing has changed
     */
    public boolean makeRoomInPieces(int position, long needed) {
        this.position = position;
        return false;
    }

    /**
     * Whether the bytes of an array may change when room is made, because the target's memory is there. An old window
     * that nobody writes to any more does not count.
     */
    public boolean holds(byte[] src) {
        return false;
    }

    /**
     * Writes over bytes that were appended, from {@code offset} of the content on, where they lie before the window. No
     * such bytes lie in both. Without a check of its own, and with all content in the window, there is nothing to do.
     *
     * @return false if they lie in the window, where the cursor writes them
     * @throws RuntimeException if nothing may be written any more
     */
    public boolean patch(int offset, byte[] src, int from, int to) {
        return false;
    }

    /**
     * Moves all bytes from {@code offset} of the content on by a few, which have room, where some of them lie before
     * the window. Then all of them do.
     *
     * @return false if they lie in the window, where the cursor moves them
     */
    public boolean widen(int position, int offset, int count) {
        return false;
    }

    /** The bytes that have left for a sink since the cursor was made. */
    public long drained() {
        return 0;
    }

    /** Whether a sink takes what the window cannot hold. */
    public boolean isDraining() {
        return false;
    }

    /** Whether {@link #fail} was called, or the sink failed. */
    public boolean isBroken() {
        return false;
    }

    /** Whether a sink should have the window before the next operation of many appends begins. */
    public boolean drainsEarly(int position) {
        return false;
    }

    /**
     * Breaks the cursor: a part of an operation that failed with {@code cause} has left for a sink. Called only where
     * {@link #drained} has grown since the operation began.
     */
    public void fail(Throwable cause) {
        throw new UnsupportedOperationException();
    }

    /** The cursor is cut from {@code position} to {@code length} bytes, which are not more than it has. */
    public abstract void truncate(int position, int length);

    /** The cursor is closed; returns whether it must refuse all calls from now on. */
    public abstract boolean close(int position);

    /**
     * The cursor is closed with reserved bytes that were not filled in, for which {@code cause} is thrown afterwards:
     * the target gets nothing of what was appended. Returns what {@link #close} does.
     */
    public boolean discard(int position, IllegalStateException cause) {
        return close(position);
    }

    /**
     * Whether the window is the target's own memory, which somebody else may have written to in the meantime. Such a
     * window is not written to behind the back of {@link #makeRoom} once foreign code has run.
     */
    public boolean lendsTarget() {
        return false;
    }

    /** What a cursor whose limit is -1 is called. */
    public String stateName() {
        return "closed";
    }

    /** A closed or broken cursor is closed. */
    public void closeAgain() {
        throw refusal();
    }

    /** Why a cursor whose limit is -1 refuses a call. */
    public IllegalStateException refusal() {
        return new IllegalStateException("the cursor is closed");
    }

    /** Whether all content lies in the array from {@code origin} on. */
    public abstract boolean isAddressable();

    protected final void window(byte[] array, int position, int limit, int origin) {
        this.array = array;
        this.position = position;
        this.limit = limit;
        this.origin = origin;
    }
}
