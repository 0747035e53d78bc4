// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.escape;

import dev.appendkit.internal.UnicodeEscapes;
import dev.appendkit.internal.cursor.Room;

/**
 * Escapes the content of a JSON string, without the quotes around it (RFC 8259, section 7).
 *
 * <p>{@code "} and {@code \} are preceded by a backslash. Backspace, TAB, LF, form feed and CR become {@code \b},
 * {@code \t}, {@code \n}, {@code \f} and {@code \r}; every other char below U+0020 becomes a backslash, the letter u
 * and four lower-case hexadecimal digits. Everything else is unescaped UTF-8; a surrogate without its partner becomes
 * U+FFFD. The bytes are those that {@code dev.appendkit.format.JsonWriter} writes in its standard style.
 *
 * <pre>{@code
 * int pos = JsonEscape.escapeString(dst, 0, "3\" pipe");          // 3\" pipe
 * }</pre>
 */
public final class JsonEscape {
    /** The maximum number of bytes per char. */
    public static final int MAX_BYTES_PER_CHAR = UnicodeEscapes.MAX_BYTES_PER_CHAR;

    private JsonEscape() {}

    /**
     * Writes escaped text in UTF-8, and no other byte. At most {@link #MAX_BYTES_PER_CHAR} bytes per char. A
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
