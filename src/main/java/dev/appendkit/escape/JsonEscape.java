// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.escape;

import dev.appendkit.internal.UnicodeEscapes;
import dev.appendkit.internal.cursor.Room;

/**
 * The inside of a JSON string, without the quotes around it (RFC 8259, section 7).
 *
 * <p>{@code "} and {@code \} get a backslash, backspace, TAB, LF, form feed and CR become {@code \b}, {@code \t},
 * {@code \n}, {@code \f} and {@code \r}, every other char below U+0020 a backslash, the letter u and four lower-case
 * hexadecimal digits. All else is UTF-8 as it is; a surrogate without its partner becomes U+FFFD. The same bytes as
 * {@code dev.appendkit.format.JsonWriter} writes in its standard style.
 *
 * <pre>{@code
 * int pos = JsonEscape.escapeString(dst, 0, "3\" pipe");          // 3\" pipe
 * }</pre>
 */
public final class JsonEscape {
    /** What a char becomes at most. */
    public static final int MAX_BYTES_PER_CHAR = UnicodeEscapes.MAX_BYTES_PER_CHAR;

    private JsonEscape() {}

    /**
     * Writes text in UTF-8, escaped, and no other byte. At most {@link #MAX_BYTES_PER_CHAR} bytes a char. A
     * {@code CharSequence} that is not a {@code String} is read once, by its {@code toString()}.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param text the text
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int escapeString(byte[] dst, int pos, CharSequence text) {
        return escape(dst, pos, text, UnicodeEscapes.JSON);
    }

    static int escape(byte[] dst, int pos, CharSequence text, UnicodeEscapes escapes) {
        String string = text.toString();
        int length = string.length();
        if (pos < 0 || dst.length - (long) pos < (long) MAX_BYTES_PER_CHAR * length) {
            Room.check(dst, pos, escapes.length(string, 0, length));
        }
        return escapes.appendExact(dst, pos, string, 0, length);
    }
}
