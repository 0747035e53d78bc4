// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static dev.appendkit.sql.Literals.ACCESS;

import dev.appendkit.AppendBuffer;
import dev.appendkit.internal.SqlText;
import dev.appendkit.sql.SqlParameterException.Code;

/**
 * Text between quotes, escaped by one rule of {@link SqlText}. A {@code String} is measured and then written; any other
 * sequence may return different chars each time, so it is read once, into an array that the cursor keeps.
 */
final class QuotedText {

    private QuotedText() {}

    /** Appends text in single quotes, by the rule of the mode's {@code '…'}. */
    static void append(AppendBuffer out, SqlMode mode, CharSequence value) {
        if (value instanceof String text) {
            append(out, mode, text);
            return;
        }
        int length = length(value);
        char[] text = read(out, value, length);
        append(out, mode, Literals.QUOTE, text, length, Literals.plainRule(mode));
        ACCESS.keepChars(out, text);
    }

    /** The length of a foreign sequence. A negative one is refused: it would ask for less room than the quotes need. */
    static int length(CharSequence value) {
        return Math.max(value.length(), 0);
    }

    /** Reads the chars of a sequence into an array that the cursor keeps. */
    static char[] read(AppendBuffer out, CharSequence value, int length) {
        char[] text = ACCESS.takeChars(out, length);
        if (value instanceof String string) {
            string.getChars(0, length, text, 0);
            return text;
        }
        for (int i = 0; i < length; i++) {
            text[i] = value.charAt(i);
        }
        ACCESS.recheckTarget(out);
        return text;
    }

    /** Appends the opening, the text escaped by that rule, and the closing quote. */
    static void append(AppendBuffer out, SqlMode mode, byte[] opening, char[] text, int length, int rule) {
        byte[] array = ACCESS.room(out, opening.length + SqlText.length(text, 0, length, rule) + 1);
        int pos = ACCESS.position(out);
        System.arraycopy(opening, 0, array, pos, opening.length);
        int end = SqlText.appendExact(array, pos + opening.length, text, 0, length, rule, mode.maxCodePoint());
        if (end < 0) {
            throw refusedChar(~end, text[~end], ~end + 1 < length ? text[~end + 1] : 0);
        }
        array[end] = '\'';
        ACCESS.advance(out, end + 1);
    }

    private static void append(AppendBuffer out, SqlMode mode, String text) {
        boolean backslash = mode.backslashEscapes();
        long needed = SqlText.spillRoom(text) + 2;
        boolean spill = ACCESS.limit(out) - ACCESS.position(out) >= needed;
        byte[] array = ACCESS.room(out, spill ? needed : SqlText.length(text, backslash) + 2);
        int pos = ACCESS.position(out);
        array[pos] = '\'';
        int end = spill
                ? SqlText.appendSpill(array, pos + 1, text, backslash, mode.maxCodePoint())
                : SqlText.appendExact(array, pos + 1, text, backslash, mode.maxCodePoint());
        if (end < 0) {
            throw refusedChar(~end, text);
        }
        array[end] = '\'';
        ACCESS.advance(out, end + 1);
    }

    static SqlParameterException nulChar(long at) {
        return new SqlParameterException(
                Code.NUL_CHARACTER,
                "the char at index " + at + " is U+0000, which the server has in no text; use bytes");
    }

    /**
     * Returns the refusal of the char at an index. A whole surrogate pair has a UTF-8 form, but that charset does not
     * include it.
     */
    static SqlParameterException refusedChar(long at, char c, char next) {
        if (Character.isSurrogate(c) && !Character.isSurrogatePair(c, next)) {
            return new SqlParameterException(
                    Code.LONE_SURROGATE, "the char at index " + at + " is half a surrogate pair");
        }
        return new SqlParameterException(
                Code.UNENCODABLE_CHARACTER, "the char at index " + at + " cannot be expressed in the client charset");
    }

    static SqlParameterException refusedChar(int at, String text) {
        return refusedChar(at, text.charAt(at), at + 1 < text.length() ? text.charAt(at + 1) : 0);
    }
}
