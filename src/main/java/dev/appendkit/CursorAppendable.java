// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import org.jspecify.annotations.Nullable;

/**
 * A cursor as an {@code Appendable}, for code that can only write text to one. Such code may pass the halves of a
 * surrogate pair one by one: the first half is written as U+FFFD at once, and replaced if the second arrives while the
 * cursor still ends there.
 */
final class CursorAppendable implements Appendable {
    private static final int REPLACEMENT = 0xFFFD;

    private final AppendBuffer cursor;
    private final Reservations half;

    CursorAppendable(AppendBuffer cursor, Reservations half) {
        this.cursor = cursor;
        this.half = half;
    }

    @Override
    public Appendable append(char c) {
        if (Character.isLowSurrogate(c) && cursor.endsWithHalf()) {
            char[] pair = cursor.takeChars(2);
            pair[0] = half.firstHalf();
            pair[1] = c;
            complete(pair, 2);
            cursor.keepChars(pair);
        } else {
            // A surrogate is written as U+FFFD.
            cursor.appendCodePoint(c);
            remember(c);
        }
        return this;
    }

    @Override
    public Appendable append(@Nullable CharSequence text) {
        return text == null ? append("null", 0, 4) : append(text, 0, text.length());
    }

    @Override
    public Appendable append(@Nullable CharSequence text, int from, int to) {
        if (text == null) {
            return append("null", from, to);
        }
        if (to - from == 0) {
            cursor.appendUtf8(text, from, to);
        } else if (text instanceof String string && !cursor.endsWithHalf()) {
            cursor.appendStreamed(string, from, to);
            remember(string.charAt(to - 1));
        } else {
            appendCopy(text, from, to);
        }
        return this;
    }

    /** Copies a sequence that is not a String, so that it is read once, with the first half of a pair in front. */
    private void appendCopy(CharSequence text, int from, int to) {
        char[] copy = cursor.copyChars(text, from, to);
        int count = to - from + 1;
        char last = copy[count - 1];
        if (Character.isLowSurrogate(copy[1]) && cursor.endsWithHalf()) {
            copy[0] = half.firstHalf();
            complete(copy, count);
        } else {
            cursor.appendStreamed(copy, 1, count);
        }
        remember(last);
        cursor.keepChars(copy);
    }

    /** Writes text over the U+FFFD that stands for its first char. */
    private void complete(char[] text, int count) {
        char first = text[0];
        cursor.cutHalf();
        try {
            cursor.appendStreamed(text, 0, count);
        } catch (Throwable e) {
            if (cursor.isOpen()) {
                // The bytes that were there a moment ago still have room.
                cursor.appendCodePoint(REPLACEMENT);
                remember(first);
            }
            throw e;
        }
    }

    private void remember(char last) {
        if (Character.isHighSurrogate(last)) {
            half.rememberHalf(last, cursor.total());
        }
    }
}
