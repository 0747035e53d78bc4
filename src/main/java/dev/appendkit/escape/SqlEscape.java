// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.escape;

import dev.appendkit.internal.SqlText;
import dev.appendkit.internal.cursor.Room;
import java.util.ConcurrentModificationException;
import java.util.Objects;

/**
 * Escapes the content of an SQL string literal; the caller writes the quotes around it.
 *
 * <p>A quote is doubled. With backslash escapes, which MySQL and MariaDB use unless {@code NO_BACKSLASH_ESCAPES} is
 * set, a backslash becomes {@code \\}, and the bytes 00, 0A, 0D and 1A become {@code \0}, {@code \n}, {@code \r} and
 * {@code \Z} (MySQL Reference Manual, "String Literals"). Without them the quote is the only special byte, as in
 * standard SQL. Everything else is written unchanged. The methods do not know the server's charset: use them only for
 * UTF-8 and US-ASCII. Where a template will do, {@code dev.appendkit.sql.SqlTemplate} is the safer choice.
 */
public final class SqlEscape {
    private SqlEscape() {}

    /**
     * Writes escaped bytes: the content of a {@code _binary'…'} literal of MySQL and MariaDB, which may hold any bytes.
     * At most two bytes per byte.
     *
     * <p>Do not use this method for the content of a text literal. Server, proxy and tools would read bytes that are
     * not UTF-8 differently, and the first byte of a character could swallow the quote that follows it (CVE-2025-1094).
     * Use {@link #escapeString} for text, since it writes only well-formed UTF-8. For bytes on any other server, use
     * {@code dev.appendkit.sql.SqlLiteral}, which writes hexadecimal digits.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param src the source, not overlapping the target
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @param backslashEscapes whether a backslash escapes in the server's session
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} or the range is outside its array or the text does not fit;
     *     nothing is written
     */
    public static int escapeBytes(byte[] dst, int pos, byte[] src, int from, int to, boolean backslashEscapes) {
        Objects.checkFromToIndex(from, to, src.length);
        if (pos < 0 || dst.length - (long) pos < 2L * (to - from)) {
            Room.check(dst, pos, SqlText.length(src, from, to, backslashEscapes));
        }
        int end = SqlText.appendExact(dst, pos, dst.length, src, from, to, backslashEscapes);
        if (end < 0) {
            throw new ConcurrentModificationException("the source changed while it was escaped");
        }
        return end;
    }

    /**
     * Writes escaped text in UTF-8, at most two bytes per byte of the text's UTF-8. A {@code CharSequence} that is not
     * a {@code String} is read once, by its {@code toString()}.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param text the text
     * @param backslashEscapes whether a backslash escapes in the server's session
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     * @throws IllegalArgumentException if the text has a surrogate without its partner; the message gives its index;
     *     nothing is written
     */
    public static int escapeString(byte[] dst, int pos, CharSequence text, boolean backslashEscapes) {
        String string = text.toString();
        if (mayHoldSurrogates(string)) {
            checkPairs(string);
        }
        if (pos < 0 || dst.length - (long) pos < SqlText.spillRoom(string)) {
            Room.check(dst, pos, SqlText.length(string, backslashEscapes));
        }
        return SqlText.appendExact(dst, pos, string, backslashEscapes, Character.MAX_CODE_POINT);
    }

    /**
     * Whether the text may hold surrogates: a refusal must be known before the first byte. The disjunction of the chars
     * decides nearly all texts, and is computed for many chars at once.
     */
    private static boolean mayHoldSurrogates(String text) {
        int any = 0;
        for (int i = 0; i < text.length(); i++) {
            any |= text.charAt(i);
        }
        return any >= Character.MIN_SURROGATE;
    }

    private static void checkPairs(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    throw new IllegalArgumentException(
                            "the char at index " + i + " is a surrogate without its partner");
                }
                i++;
            }
        }
    }
}
