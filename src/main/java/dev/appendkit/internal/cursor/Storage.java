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
    /** The number of bytes that every window can hold of a text that goes through it in pieces. */
    public static final int PIECE_LENGTH = 4_096;

    protected static final byte[] NO_BYTES = {};

    public byte[] array = NO_BYTES;
    /** The index of the next byte. */
    public int position;
    /** The end of the free room; -1 on a closed cursor, so that every append asks for room and is refused. */
    public int limit;
    /**
     * {@code position - origin} is the length; the origin is below the window's start by the number of bytes that have
     * already moved on.
     */
    public int origin;

    /**
     * Changes the window so that {@code needed} more bytes fit.
     *
     * @throws RuntimeException if they cannot fit; nothing has changed
     */
    public abstract void makeRoom(int position, long needed);

    /**
     * Makes the target large enough for {@code needed} more bytes and returns whether they go through the window in
     * pieces, because a window for all of them would need memory of its own. The window may have changed as in
     * {@link #makeRoom}.
     *
     * @throws RuntimeException if there cannot be so much room; nothing has changed
     */
    public boolean makeRoomInPieces(int position, long needed) {
        this.position = position;
        return false;
    }

    /**
     * Whether the bytes of an array may change when room is made, because the target's memory is in it. An old window
     * that is no longer written to does not count.
     */
    public boolean holds(byte[] src) {
        return false;
    }

    /**
     * Overwrites bytes that were appended, from {@code offset} of the content on, if they lie before the window. A
     * patch never spans both parts. A storage without a check of its own, and with all content in the window, has
     * nothing to do.
     *
     * @return false if they lie in the window, where the cursor writes them
     * @throws RuntimeException if nothing may be written anymore
     */
    public boolean patch(int offset, byte[] src, int from, int to) {
        return false;
    }

    /**
     * Moves all bytes from {@code offset} of the content on by {@code count}, which fit, if some of them lie before the
     * window. Afterwards all of them do.
     *
     * @return false if they lie in the window, where the cursor moves them
     */
    public boolean widen(int position, int offset, int count) {
        return false;
    }

    /** The number of bytes that a sink has received since the cursor was created. */
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

    /** Whether the window should be drained before the next operation of many appends begins. */
    public boolean drainsEarly(int position) {
        return false;
    }

    /**
     * Breaks the cursor: a sink has received a part of an operation that failed with {@code cause}. Called only if
     * {@link #drained} has grown since the operation began.
     */
    public void fail(Throwable cause) {
        throw new UnsupportedOperationException();
    }

    /** Truncates the cursor at {@code position} to {@code length} bytes, which is not more than it has. */
    public abstract void truncate(int position, int length);

    /** Closes the cursor; returns whether it must refuse all calls from now on. */
    public abstract boolean close(int position);

    /**
     * Closes the cursor while reserved bytes are not filled in; {@code cause} is thrown afterwards, and the target gets
     * none of the appended bytes. Returns the same as {@link #close}.
     */
    public boolean discard(int position, IllegalStateException cause) {
        return close(position);
    }

    /**
     * Whether the window is the target's own memory, which foreign code may have written to. Once such code has run,
     * the next append must go through {@link #makeRoom}, which checks the target.
     */
    public boolean lendsTarget() {
        return false;
    }

    /** The name of the state of a cursor whose limit is -1. */
    public String stateName() {
        return "closed";
    }

    /** Called when a closed or broken cursor is closed. */
    public void closeAgain() {
        throw refusal();
    }

    /** Returns why a cursor whose limit is -1 refuses a call. */
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
