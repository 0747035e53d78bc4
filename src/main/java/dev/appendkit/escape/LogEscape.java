// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.escape;

import dev.appendkit.internal.UnicodeEscapes;

/**
 * Escapes text so that it can neither break a log line nor control a terminal nor reorder the text that it shows
 * (CWE-117, CWE-150, CVE-2021-42574).
 *
 * <p>LF, CR and TAB become {@code \n}, {@code \r} and {@code \t}. All other chars of U+0000 to U+001F, U+007F to
 * U+009F, U+061C, U+200E, U+200F, U+2028, U+2029, U+202A to U+202E, U+2066 to U+2069 and U+FEFF become a backslash, the
 * letter u and four lower-case hexadecimal digits. Everything else, including the backslash, is unescaped UTF-8: the
 * text is for people and cannot be unescaped. A surrogate without its partner becomes U+FFFD.
 *
 * <pre>{@code
 * int pos = LogEscape.escapeString(dst, 0, userAgent);
 * }</pre>
 */
public final class LogEscape {
    /** The maximum number of bytes per char. */
    public static final int MAX_BYTES_PER_CHAR = UnicodeEscapes.MAX_BYTES_PER_CHAR;

    private LogEscape() {}

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
        return JsonEscape.escape(dst, pos, text, UnicodeEscapes.LOG);
    }
}
