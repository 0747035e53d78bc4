// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.cursor;

import org.jspecify.annotations.Nullable;

/**
 * Lets the other packages of this module create cursors and write through them without checks. The cursor's class hands
 * over one instance in its static initializer. That class is a type parameter here, because this package must not know
 * it.
 *
 * @param <B> the cursor's class
 */
public abstract class CursorAccess<B> {
    private static @Nullable CursorAccess<?> instance;

    /** Only the cursor's class extends this. */
    protected CursorAccess() {}

    /** Called once, by the static initializer of the cursor's class. */
    public static void set(CursorAccess<?> access) {
        instance = access;
    }

    /** Returns the access to a cursor class, which this call initializes. */
    // The one class that calls set() is its own type argument.
    @SuppressWarnings("unchecked")
    public static <B> CursorAccess<B> of(Class<B> cursor) {
        try {
            Class.forName(cursor.getName(), true, cursor.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        CursorAccess<B> access = (CursorAccess<B>) instance;
        if (access == null) {
            throw new IllegalStateException(cursor + " has no access object");
        }
        return access;
    }

    /** Creates a closed cursor over a storage. */
    public abstract B create(Storage storage);

    /** Opens a closed cursor, which takes its storage's window. */
    public abstract void open(B cursor);

    /**
     * Opens a closed cursor over a storage whose window is a whole array, as quickly as possible: a close already
     * leaves the cursor empty, so that only its limit is stored.
     */
    public abstract void reopen(B cursor);

    /** Makes at least {@code needed} bytes free from {@link #position} on and returns the array. */
    public abstract byte[] room(B cursor, long needed);

    /** The end of the free room. */
    public abstract int limit(B cursor);

    public abstract int position(B cursor);

    /** Publishes the bytes written up to {@code position}. */
    public abstract void advance(B cursor, int position);

    /**
     * The number of bytes appended since the cursor was created, opened or cleared, including those that a sink has
     * taken.
     */
    public abstract long mark(B cursor);

    /**
     * Undoes all appends since a mark, for an operation of many appends that fails with {@code cause}, which the caller
     * throws afterwards. If a sink has taken bytes since the mark, the cursor is broken instead, and the sink is told.
     * Throws nothing: an exception here is added to the suppressed exceptions of the cause.
     */
    public abstract void rollBack(B cursor, long mark, Throwable cause);

    /** Whether a sink has taken bytes after a mark. */
    public abstract boolean drainedSince(B cursor, long mark);

    /** Removes the bytes that were appended since a mark and not drained. */
    public abstract void cut(B cursor, long mark);

    /**
     * Drains a draining cursor that holds more than half of its capacity and no reservation: the next append can then
     * be undone as long as it is no longer than the other half.
     */
    public abstract void drainEarly(B cursor);

    /** Whether a sink takes the bytes that the window cannot hold. */
    public abstract boolean isDraining(B cursor);

    /** Whether the sink failed or received an incomplete operation: every call except {@code close} is refused. */
    public abstract boolean isBroken(B cursor);

    /**
     * Makes the target large enough for {@code needed} more bytes and returns whether they go through the window by
     * {@link #appendInPieces}. If they do not, {@link #room} has room for them, or throws. On a draining cursor, text
     * longer than its capacity goes in pieces.
     */
    public abstract boolean makeRoomInPieces(B cursor, long needed);

    /** Appends a source piece by piece. Each piece has room, is drained, or is refused as an append of its own. */
    public abstract <S> void appendInPieces(B cursor, Pieces<S> pieces, S src, int from, int to);

    /**
     * Fills in the last reservation, of one byte, with the varint of the number of bytes after it. If the varint has
     * more than one byte, the bytes after it move.
     *
     * @param mark the result of the reservation
     * @throws RuntimeException if the further bytes do not fit; then nothing has changed
     */
    public abstract void fillInLength(B cursor, int mark);

    /**
     * Whether a text is known to be ASCII. Scans only a text that is long enough for the scan to be cheap; otherwise
     * returns false.
     */
    public abstract boolean isLongAscii(B cursor, String text, int from, int to);

    /** Returns the object of a guest that the cursor keeps; the first call creates it. */
    public abstract <G> G guest(B cursor, Guest<G> guest);

    /**
     * The number of bytes that a cursor keeps besides its storage's array: chars, many marks, and the scan of long
     * strings.
     */
    public abstract int keptBytes(B cursor);

    /** Drops the memory that {@link #keptBytes} counts. */
    public abstract void dropKept(B cursor);

    /**
     * Takes the kept chars of a cursor, at least {@code length} of them; no other caller gets them before
     * {@link #keepChars}.
     */
    public abstract char[] takeChars(B cursor, int length);

    /** Returns taken chars to the cursor. */
    public abstract void keepChars(B cursor, char[] taken);

    /**
     * Call this after foreign code has run and before the next append: if that code has written to the cursor's target,
     * the append is refused and overwrites nothing.
     */
    public abstract void recheckTarget(B cursor);
}
