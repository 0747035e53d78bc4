// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import dev.appendkit.AppendBuffer;
import dev.appendkit.internal.AsciiCopy;
import dev.appendkit.internal.SpecialBytes;
import dev.appendkit.internal.UnicodeEscapes;
import dev.appendkit.internal.Utf8;
import dev.appendkit.internal.cursor.Pieces;

/**
 * Writes strings and names of JSON. A short text with nothing to escape is written at once. Any other text is first
 * placed as UTF-8, then scanned and escaped in place; that needs more room than the length of the text. Without that
 * room, and with escapes other than the minimal ones, its exact length is computed and it is written char by char.
 */
abstract class JsonTexts extends JsonGrammar {
    private static final SpecialBytes SPECIAL = SpecialBytes.of(' ', '"', '\\');

    /** The quote after a string. */
    private static final int STRING_END = '"';
    /** The quote and the colon after a name. */
    private static final int NAME_END = '"' | ':' << 8;

    /** The number of bytes around a text: comma, quote, quote, colon. */
    private static final int AROUND = 4;

    private final UnicodeEscapes escapes;
    private final boolean minimal;
    private final boolean refusesMalformed;
    private final Pieces<String> strings;
    private final Pieces<char[]> charPieces;

    JsonTexts(JsonStyle style) {
        escapes = switch (style.escapes) {
            case MINIMAL -> UnicodeEscapes.JSON;
            case HTML -> UnicodeEscapes.JSON_HTML;
            case ASCII -> UnicodeEscapes.JSON_ASCII;
        };
        minimal = style.escapes == JsonStyle.Escapes.MINIMAL;
        refusesMalformed = style.refusesMalformed;
        strings = EscapedPieces.strings(escapes);
        charPieces = EscapedPieces.chars(escapes);
    }

    static IllegalArgumentException loneSurrogate(int index) {
        return new IllegalArgumentException("the char at index " + index + " is a surrogate without its partner");
    }

    /** Whether this writer can write names that were encoded beforehand. */
    final boolean isMinimal() {
        return minimal;
    }

    final void appendString(AppendBuffer cursor, String text, int from, int to) {
        append(cursor, text, from, to, commaBeforeValue("appendString"), STRING_END, 1);
        valueDone();
    }

    final void appendName(AppendBuffer cursor, String text) {
        append(cursor, text, 0, text.length(), commaBeforeName("name"), NAME_END, 2);
        nameDone();
    }

    /**
     * Appends a text that is not a {@code String}; its code may call this writer, so the place is checked afterwards.
     */
    final void appendForeign(AppendBuffer cursor, CharSequence text, int from, int to, boolean name) {
        char[] chars = read(cursor, text, from, to);
        try {
            AppendBuffer now = out();
            if (name) {
                append(now, chars, to - from, commaBeforeName("name"), NAME_END, 2);
                nameDone();
            } else {
                append(now, chars, to - from, commaBeforeValue("appendString"), STRING_END, 1);
                valueDone();
            }
        } finally {
            ACCESS.keepChars(cursor, chars);
        }
    }

    private void append(AppendBuffer cursor, String text, int from, int to, int comma, int behind, int behindLength) {
        int length = to - from;
        int pos = ACCESS.position(cursor);
        if (length < AsciiCopy.LONG && minimal && ACCESS.limit(cursor) - pos >= length + AROUND) {
            byte[] dst = ACCESS.room(cursor, 0);
            int start = open(dst, pos, comma);
            int end = AsciiCopy.append(dst, start, text, from, to, SPECIAL);
            if (end >= 0) {
                dst[end] = '"';
                dst[end + 1] = ':';
                publish(cursor, end + behindLength);
                return;
            }
            boolean escaped = end == AsciiCopy.HAS_SPECIAL
                    ? isEscaped(cursor, dst, start, start + length, behindLength)
                    : end != AsciiCopy.NOT_ASCII && isContinued(cursor, dst, start, ~end, text, from, to, behindLength);
            if (escaped) {
                return;
            }
        }
        appendAny(cursor, text, from, to, comma, behind, behindLength);
    }

    private void appendAny(
            AppendBuffer cursor, String text, int from, int to, int comma, int behind, int behindLength) {
        if (refusesMalformed) {
            checkPairs(UnicodeEscapes.indexOfLoneSurrogate(text, from, to));
        }
        if (minimal) {
            boolean ascii = ACCESS.isLongAscii(cursor, text, from, to);
            long longest = (to - from) * (ascii ? 1L : Utf8.MAX_BYTES_PER_CHAR) + AROUND;
            int pos = ACCESS.position(cursor);
            if (ACCESS.limit(cursor) - pos >= longest) {
                byte[] dst = ACCESS.room(cursor, 0);
                int start = open(dst, pos, comma);
                int end =
                        ascii ? Utf8.appendAscii(dst, start, text, from, to) : Utf8.append(dst, start, text, from, to);
                if (isEscaped(cursor, dst, start, end, behindLength)) {
                    return;
                }
            }
        }
        long length = escapes.length(text, from, to) + comma + 1 + behindLength;
        if (ACCESS.makeRoomInPieces(cursor, length)) {
            appendInPieces(cursor, before(comma), comma + 1, strings, text, from, to, behind, behindLength);
            return;
        }
        byte[] dst = ACCESS.room(cursor, length);
        int pos = ACCESS.position(cursor);
        int limit = ACCESS.limit(cursor);
        int start = open(dst, pos, comma);
        int end = escapes.append(dst, start, limit, text, from, to);
        publish(cursor, putWord(dst, end, behind, behindLength));
    }

    /**
     * Escapes and publishes the rest of a short text, of which all before index {@code stop} is written; returns false
     * if the next char is not ASCII, if there might be no room, or if the rest has to be checked.
     */
    private boolean isContinued(
            AppendBuffer cursor, byte[] dst, int start, int stop, String text, int from, int to, int behindLength) {
        int next = from + stop - start;
        int limit = ACCESS.limit(cursor);
        if (refusesMalformed
                || text.charAt(next) >= 0x80
                || limit - stop < UnicodeEscapes.MAX_BYTES_PER_CHAR * (to - next) + AROUND) {
            return false;
        }
        int end = escapes.append(dst, stop, limit, text, next, to);
        dst[end] = '"';
        dst[end + 1] = ':';
        publish(cursor, end + behindLength);
        return true;
    }

    /** Escapes and publishes a text that was placed as UTF-8; returns false if there is no room for that. */
    private boolean isEscaped(AppendBuffer cursor, byte[] dst, int start, int placed, int behindLength) {
        int end = escapes.escapeInPlace(dst, start, placed, ACCESS.limit(cursor) - 2, SPECIAL);
        if (end < 0) {
            return false;
        }
        dst[end] = '"';
        dst[end + 1] = ':';
        publish(cursor, end + behindLength);
        return true;
    }

    private void append(AppendBuffer cursor, char[] text, int count, int comma, int behind, int behindLength) {
        if (refusesMalformed) {
            checkPairs(UnicodeEscapes.indexOfLoneSurrogate(text, 0, count));
        }
        int pos = ACCESS.position(cursor);
        if (minimal && ACCESS.limit(cursor) - pos >= (long) count * Utf8.MAX_BYTES_PER_CHAR + AROUND) {
            byte[] dst = ACCESS.room(cursor, 0);
            int start = open(dst, pos, comma);
            if (isEscaped(cursor, dst, start, Utf8.append(dst, start, text, 0, count), behindLength)) {
                return;
            }
        }
        long length = escapes.length(text, 0, count) + comma + 1 + behindLength;
        if (ACCESS.makeRoomInPieces(cursor, length)) {
            appendInPieces(cursor, before(comma), comma + 1, charPieces, text, 0, count, behind, behindLength);
            return;
        }
        byte[] dst = ACCESS.room(cursor, length);
        pos = ACCESS.position(cursor);
        int limit = ACCESS.limit(cursor);
        int end = escapes.append(dst, open(dst, pos, comma), limit, text, 0, count);
        publish(cursor, putWord(dst, end, behind, behindLength));
    }

    /** Writes the comma, if one is due, and the quote. */
    private static int open(byte[] dst, int pos, int comma) {
        dst[pos] = ',';
        dst[pos + comma] = '"';
        return pos + comma + 1;
    }

    private static int before(int comma) {
        return comma == 0 ? '"' : ',' | '"' << 8;
    }

    private static void checkPairs(int lone) {
        if (lone >= 0) {
            throw loneSurrogate(lone);
        }
    }
}
