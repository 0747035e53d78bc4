// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.cursor;

import org.jspecify.annotations.Nullable;

/**
 * How the other packages of this module create cursors and write through them without checks. The cursor's class hands
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

    /** The access to a cursor class, which this call initializes. */
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

    /** A closed cursor over a storage. */
    public abstract B create(Storage storage);

    /** Opens a closed cursor: it takes its storage's window. */
    public abstract void open(B cursor);

    /**
     * Opens a closed cursor over a storage whose window is a whole array, as quickly as that goes: what a close leaves
     * behind is an empty cursor already, so that only its limit is stored.
     */
    public abstract void reopen(B cursor);

    /** Makes at least {@code needed} bytes free from {@link #position} on and returns the array. */
    public abstract byte[] room(B cursor, long needed);

    /** The end of the free room. */
    public abstract int limit(B cursor);

    public abstract int position(B cursor);

    /** Publishes what was written up to {@code position}. */
    public abstract void advance(B cursor, int position);

    /** The bytes appended since the cursor was made, opened or cleared, also those that a sink has taken meanwhile. */
    public abstract long mark(B cursor);

    /**
     * Undoes what was appended since a mark, for an operation of many appends that fails with {@code cause}, which the
     * caller throws afterwards. Where a sink has taken bytes since the mark the cursor is broken instead, and the sink
     * told. Throws nothing: what goes wrong here is added to the cause's suppressed ones.
     */
    public abstract void rollBack(B cursor, long mark, Throwable cause);

    /** Whether a sink has taken bytes behind a mark. */
    public abstract boolean drainedSince(B cursor, long mark);

    /** Cuts what was appended since a mark and was not drained. */
    public abstract void cut(B cursor, long mark);

    /**
     * Lets a sink have what a draining cursor holds, if that is more than half of its capacity and nothing in it is
     * reserved: what is appended next can then be undone as long as it is no longer than the other half.
     */
    public abstract void drainEarly(B cursor);

    /** Whether a sink takes what the window cannot hold. */
    public abstract boolean isDraining(B cursor);

    /** Whether the sink failed, or what it took is not whole: every call but {@code close} is refused. */
    public abstract boolean isBroken(B cursor);

    /**
     * Makes the target large enough for {@code needed} more bytes and returns whether they go through the window by
     * {@link #appendInPieces}. Where they do not, {@link #room} has room for them, or throws. On a draining cursor what
     * is longer than its capacity goes in pieces.
     */
    public abstract boolean makeRoomInPieces(B cursor, long needed);

    /** Appends a source piece by piece. Each piece has room, is drained, or is refused as an append of its own. */
    public abstract <S> void appendInPieces(B cursor, Pieces<S> pieces, S src, int from, int to);

    /**
     * Fills in the last reserved bytes, which are one, with the varint of the number of bytes behind them. Where that
     * has more bytes than one, those behind move.
     *
     * @param mark what reserving it returned
     * @throws RuntimeException if the further bytes do not fit; then nothing has changed
     */
    public abstract void fillInLength(B cursor, int mark);

    /** Whether a text is known to be ASCII; looks only where it is so long that the look is cheap, else false. */
    public abstract boolean isLongAscii(B cursor, String text, int from, int to);

    /** The object of a guest that the cursor keeps, made by its first call. */
    public abstract <G> G guest(B cursor, Guest<G> guest);

    /**
     * The bytes of what a cursor keeps beside its storage's array: chars, many marks, and what looks through long
     * strings.
     */
    public abstract int keptBytes(B cursor);

    /** Lets go of them. */
    public abstract void dropKept(B cursor);

    /** The kept chars of a cursor, at least {@code length} of them; nobody else gets them before {@link #keepChars}. */
    public abstract char[] takeChars(B cursor, int length);

    /** Gives taken chars back. */
    public abstract void keepChars(B cursor, char[] taken);

    /**
     * To be called when foreign code has run, before the next append: if it has written to the target of the cursor
     * itself, that append is refused and writes over nothing.
     */
    public abstract void recheckTarget(B cursor);
}
