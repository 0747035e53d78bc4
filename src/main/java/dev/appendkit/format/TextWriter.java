// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import dev.appendkit.AppendBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A writer whose calls have one or two texts, with a few bytes before, between and after them.
 *
 * <p>A subclass writes strings itself where there is ample room. Everything else comes here. The texts are read once,
 * into chars that the cursor keeps. The subclass then determines the bytes around them anew, since the texts' own code
 * may have called it meanwhile. Everything is measured before it is written.
 */
abstract class TextWriter extends RecordWriter {
    /** More than all bytes before, between and after two texts, including a number. */
    static final int AMPLE = 64;

    /** The text of a number that follows the texts of a call. */
    final byte[] tail;

    TextWriter() {
        this(AMPLE);
    }

    /** Creates a writer whose numbers need this many bytes. */
    TextWriter(int tailLength) {
        tail = new byte[tailLength];
    }

    /**
     * Checks the order of calls and the texts, and appends them by {@link #appendParts}.
     *
     * @param call which call it is, a constant of the subclass
     * @param chars the first text up to {@code split}, then the second one up to {@code length}
     * @param number the number of the call, if it has one
     */
    abstract void append(AppendBuffer cursor, int call, char[] chars, int split, int length, long number);

    /** Performs any call, with any room. */
    final void appendSlowly(int call, CharSequence first, @Nullable CharSequence second, long number) {
        AppendBuffer cursor = out();
        int split = length(first);
        int length = second == null ? split : Math.addExact(split, length(second));
        char[] chars = ACCESS.takeChars(cursor, length);
        try {
            copy(first, split, chars, 0);
            if (second != null) {
                copy(second, length - split, chars, split);
            }
            recheck(cursor);
            append(cursor, call, chars, split, length, number);
        } finally {
            ACCESS.keepChars(cursor, chars);
        }
    }

    static void copy(CharSequence text, int length, char[] dst, int pos) {
        if (text instanceof String string) {
            string.getChars(0, length, dst, pos);
        } else if (text instanceof StringBuilder builder) {
            builder.getChars(0, length, dst, pos);
        } else {
            for (int i = 0; i < length; i++) {
                dst[pos + i] = text.charAt(i);
            }
        }
    }

    /** Whether this many chars of strings have ample room, whatever they become. */
    static boolean isAmple(AppendBuffer cursor, int chars) {
        return ACCESS.limit(cursor) - ACCESS.position(cursor) >= 3L * chars + AMPLE;
    }

    /** Writes a string that has ample room. */
    static int put(byte[] array, int pos, TextRule rule, String text) {
        int end = rule.rule().append(array, pos, text, 0, text.length());
        if (end < 0) {
            throw rule.refused(~end);
        }
        return end;
    }

    /** The number of bytes of a word; none of them is 0, and the first one is in the low byte. */
    static int length(long word) {
        return (Long.SIZE + 7 - Long.numberOfLeadingZeros(word)) >>> 3;
    }

    /** Appends the parts of a call, all or nothing. No byte of the words is 0. */
    final void appendParts(
            AppendBuffer cursor,
            long before,
            TextRule firstRule,
            char[] chars,
            int split,
            long between,
            TextRule secondRule,
            int length,
            int tailLength,
            long behind) {
        long total = (long) length(before) + length(between) + tailLength + length(behind);
        total += firstRule.length(chars, 0, split);
        total += secondRule.length(chars, split, length);
        if (!ACCESS.makeRoomInPieces(cursor, total)) {
            ACCESS.room(cursor, total);
        }
        long mark = ACCESS.mark(cursor);
        try {
            appendWord(cursor, before, length(before));
            ACCESS.appendInPieces(cursor, firstRule.chars(), chars, 0, split);
            appendWord(cursor, between, length(between));
            ACCESS.appendInPieces(cursor, secondRule.chars(), chars, split, length);
            cursor.appendBytes(tail, 0, tailLength);
            appendWord(cursor, behind, length(behind));
        } catch (Throwable e) {
            ACCESS.rollBack(cursor, mark, e);
            throw e;
        }
        published(mark);
    }
}
