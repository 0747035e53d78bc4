// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import dev.appendkit.AppendBuffer;
import dev.appendkit.internal.Bytes;
import dev.appendkit.internal.DecimalText;
import dev.appendkit.internal.cursor.CursorAccess;
import dev.appendkit.internal.cursor.Pieces;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The base of all writers: the cursor that they are aimed at, and the start of the open record.
 *
 * <p>A call is atomic because it first performs the steps that can fail, in this order: it reads a foreign sequence
 * ({@link #read}), whose code may call this very writer; it checks the order of calls and the value; it makes room for
 * all of its bytes at once ({@code ACCESS.room}), which may drain the cursor. Only then does it write,
 * {@link #publish}, and change the writer's state.
 */
abstract class RecordWriter {
    static final CursorAccess<AppendBuffer> ACCESS = CursorAccess.of(AppendBuffer.class);

    private static final long NONE = -1;

    private @Nullable AppendBuffer out;
    /** The mark of the record's first byte; {@link #NONE} between records. */
    private long start = NONE;

    /** Aims the writer at a cursor; an incomplete record is forgotten. */
    final void aim(AppendBuffer cursor) {
        out = Objects.requireNonNull(cursor);
        start = NONE;
    }

    /** The cursor. */
    final AppendBuffer out() {
        AppendBuffer cursor = out;
        if (cursor == null) {
            throw new IllegalStateException("reset(AppendBuffer) was not called yet");
        }
        return cursor;
    }

    /** Whether a record has begun but not ended. */
    final boolean isOpen() {
        return start != NONE;
    }

    /** The start of the open record. */
    final long start() {
        return start;
    }

    /** Publishes the bytes up to {@code end}; the first bytes of a record begin it. */
    final void publish(AppendBuffer cursor, int end) {
        if (start == NONE) {
            start = ACCESS.mark(cursor);
        }
        ACCESS.advance(cursor, end);
    }

    /** Notes a complete call that began at {@code mark} and did not use {@link #publish}. */
    final void published(long mark) {
        if (start == NONE) {
            start = mark;
        }
    }

    /** Restores {@link #start} to its value before a failed call of several appends. */
    final void restoreStart(long before) {
        start = before;
    }

    /** Ends a complete record; the next call begins another one. */
    final void ended() {
        start = NONE;
    }

    /**
     * Removes the open record from the cursor, if there is one. If a part of it has been drained, the cursor breaks.
     */
    final void cutRecord() {
        AppendBuffer cursor = out();
        if (!ACCESS.isBroken(cursor)) {
            long mark = start;
            // Throws if the cursor is closed. A cursor that was truncated or cleared meanwhile may be shorter than
            // before.
            if (ACCESS.mark(cursor) > mark && mark != NONE) {
                cutTo(cursor, mark);
            }
        }
        start = NONE;
    }

    private static void cutTo(AppendBuffer cursor, long mark) {
        if (ACCESS.drainedSince(cursor, mark)) {
            ACCESS.rollBack(
                    cursor, mark, new IllegalStateException("a record was rolled back of which a part was drained"));
        } else {
            ACCESS.cut(cursor, mark);
        }
    }

    /**
     * Returns the number itself, or a copy of a subclass, whose methods could return anything and run like a text's.
     */
    final BigInteger exact(AppendBuffer cursor, BigInteger value) {
        BigInteger exact = DecimalText.exact(value);
        if (value.getClass() != BigInteger.class) {
            recheck(cursor);
        }
        return exact;
    }

    /** Does the same for a decimal. */
    final BigDecimal exact(AppendBuffer cursor, BigDecimal value) {
        BigDecimal exact = DecimalText.exact(value);
        if (!DecimalText.isCompact(value)) {
            recheck(cursor);
        }
        return exact;
    }

    /**
     * Call this after the code of a value has run: if it has aimed this writer at another cursor, or written to the
     * target of this one, the append is refused and overwrites nothing.
     */
    final void recheck(AppendBuffer cursor) {
        if (out != cursor) {
            throw new IllegalStateException("reset(AppendBuffer) was called by the value that is appended");
        }
        ACCESS.recheckTarget(cursor);
    }

    /** Returns the length of a text, whose own code may return anything. */
    static int length(CharSequence text) {
        int length = text.length();
        if (length < 0) {
            throw new IllegalArgumentException("a text of negative length");
        }
        return length;
    }

    /**
     * Reads the chars of a range of a text that is not a {@code String}, each once. Return them by
     * {@code ACCESS.keepChars(cursor, chars)}, even if the call fails. The text's own code runs here: check the state
     * of the writer and the cursor only afterwards.
     */
    final char[] read(AppendBuffer cursor, CharSequence text, int from, int to) {
        char[] chars = ACCESS.takeChars(cursor, to - from);
        try {
            if (text instanceof StringBuilder builder) {
                builder.getChars(from, to, chars, 0);
            } else {
                for (int i = from; i < to; i++) {
                    chars[i - from] = text.charAt(i);
                }
            }
            recheck(cursor);
            return chars;
        } catch (Throwable e) {
            ACCESS.keepChars(cursor, chars);
            throw e;
        }
    }

    /**
     * Appends a text that is longer than the cursor's window, with up to eight bytes before and after it, and begins a
     * record with them if none is open. The append is all or nothing; if it fails after a part was drained, the cursor
     * breaks.
     *
     * @param before the bytes before the text, the first one in the low byte
     * @param behind the bytes after the text, the first one in the low byte
     */
    final <S> void appendInPieces(
            AppendBuffer cursor,
            long before,
            int beforeLength,
            Pieces<S> pieces,
            S src,
            int from,
            int to,
            long behind,
            int behindLength) {
        long mark = ACCESS.mark(cursor);
        try {
            appendWord(cursor, before, beforeLength);
            ACCESS.appendInPieces(cursor, pieces, src, from, to);
            appendWord(cursor, behind, behindLength);
        } catch (Throwable e) {
            ACCESS.rollBack(cursor, mark, e);
            throw e;
        }
        published(mark);
    }

    /** Appends up to eight bytes, the first one in the low byte. */
    static void appendWord(AppendBuffer cursor, long word, int length) {
        byte[] array = ACCESS.room(cursor, length);
        int pos = ACCESS.position(cursor);
        ACCESS.advance(cursor, putWord(array, pos, word, length));
    }

    /** Writes up to eight bytes and no others, the first one in the low byte, and returns the index after them. */
    static int putWord(byte[] dst, int pos, long word, int length) {
        if (length == Long.BYTES) {
            Bytes.putLong(dst, pos, word);
            return pos + length;
        }
        long left = word;
        for (int i = 0; i < length; i++) {
            dst[pos + i] = (byte) left;
            left >>>= Byte.SIZE;
        }
        return pos + length;
    }
}
