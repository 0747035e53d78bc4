// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

/**
 * The inside of SQL string literals. A quote is doubled in every rule, never escaped by a backslash: if the server's
 * session is in the other mode, the value gets a backslash too many, but the literal ends where it should.
 *
 * <p>A text writer answers the new position or, for a text that has no UTF-8 or is outside the charset, the complement
 * of the offending index, which is negative. The loops stand twice, as in {@link Utf8}.
 */
public final class SqlText {
    /** An ASCII char or a byte becomes at most two bytes, any other char three at most and a surrogate pair four. */
    public static final int MAX_BYTES_PER_CHAR = 3;

    public static final int MAX_BYTES_PER_BYTE = 2;

    /** By ASCII char: 0, or the byte that is written behind the escape byte. */
    private static final byte[] QUOTE = new byte[128];

    private static final byte[] BACKSLASH = new byte[128];

    static {
        QUOTE['\''] = '\'';
        BACKSLASH['\''] = '\'';
        BACKSLASH['\\'] = '\\';
        BACKSLASH[0x00] = '0';
        BACKSLASH['\n'] = 'n';
        BACKSLASH['\r'] = 'r';
        BACKSLASH[0x1A] = 'Z';
    }

    private SqlText() {}

    private static byte[] rule(boolean backslashEscapes) {
        return backslashEscapes ? BACKSLASH : QUOTE;
    }

    private static byte escapeByte(byte escaped) {
        return escaped == '\'' ? (byte) '\'' : (byte) '\\';
    }

    /** Needs room for {@code length(...)} bytes or for three times the chars. */
    public static int append(
            byte[] dst, int pos, String text, int from, int to, boolean backslashEscapes, int maxCodePoint) {
        byte[] rule = rule(backslashEscapes);
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return appendFromNonAscii(dst, pos, text, i, to, rule, maxCodePoint);
            }
            byte escaped = rule[c];
            if (escaped != 0) {
                dst[pos++] = escapeByte(escaped);
                dst[pos++] = escaped;
            } else {
                dst[pos++] = (byte) c;
            }
        }
        return pos;
    }

    private static int appendFromNonAscii(
            byte[] dst, int pos, String text, int from, int to, byte[] rule, int maxCodePoint) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                byte escaped = rule[c];
                if (escaped != 0) {
                    dst[pos++] = escapeByte(escaped);
                    dst[pos++] = escaped;
                } else {
                    dst[pos++] = (byte) c;
                }
            } else if (!Character.isSurrogate(c)) {
                if (c > maxCodePoint) {
                    return ~i;
                }
                pos = Utf8.appendNonAscii(dst, pos, c);
            } else {
                if (!isPair(c, i + 1 < to ? text.charAt(i + 1) : 0) || maxCodePoint < Character.MAX_CODE_POINT) {
                    return ~i;
                }
                pos = Utf8.appendCodePoint(dst, pos, Character.toCodePoint(c, text.charAt(++i)));
            }
        }
        return pos;
    }

    /** Needs room for {@code length(...)} bytes or for three times the chars. */
    public static int append(
            byte[] dst, int pos, char[] text, int from, int to, boolean backslashEscapes, int maxCodePoint) {
        byte[] rule = rule(backslashEscapes);
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (c < 0x80) {
                byte escaped = rule[c];
                if (escaped != 0) {
                    dst[pos++] = escapeByte(escaped);
                    dst[pos++] = escaped;
                } else {
                    dst[pos++] = (byte) c;
                }
            } else if (!Character.isSurrogate(c)) {
                if (c > maxCodePoint) {
                    return ~i;
                }
                pos = Utf8.appendNonAscii(dst, pos, c);
            } else {
                if (!isPair(c, i + 1 < to ? text[i + 1] : 0) || maxCodePoint < Character.MAX_CODE_POINT) {
                    return ~i;
                }
                pos = Utf8.appendCodePoint(dst, pos, Character.toCodePoint(c, text[++i]));
            }
        }
        return pos;
    }

    private static boolean isPair(char high, int low) {
        return Character.isHighSurrogate(high) && Character.isLowSurrogate((char) low);
    }

    /** The length of the escaped text; a surrogate without its partner counts three bytes. */
    public static long length(String text, int from, int to, boolean backslashEscapes) {
        byte[] rule = rule(backslashEscapes);
        long length = Utf8.length(text, from, to);
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < 0x80 && rule[c] != 0) {
                length++;
            }
        }
        return length;
    }

    /** The length of the escaped text; a surrogate without its partner counts three bytes. */
    public static long length(char[] text, int from, int to, boolean backslashEscapes) {
        byte[] rule = rule(backslashEscapes);
        long length = Utf8.length(text, from, to);
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (c < 0x80 && rule[c] != 0) {
                length++;
            }
        }
        return length;
    }

    public static long length(byte[] src, int from, int to, boolean backslashEscapes) {
        byte[] rule = rule(backslashEscapes);
        long length = (long) to - from;
        for (int i = from; i < to; i++) {
            byte b = src[i];
            if (b >= 0 && rule[b] != 0) {
                length++;
            }
        }
        return length;
    }

    /**
     * Needs room for {@code length(...)} bytes. The source can change between the two calls, so that {@code limit} is
     * checked too: -1 if the text does not end before it.
     */
    public static int append(
            byte[] dst, int pos, int limit, byte[] src, int from, int to, boolean backslashEscapes) {
        byte[] rule = rule(backslashEscapes);
        if ((long) limit - pos < (long) MAX_BYTES_PER_BYTE * (to - from)) {
            return appendBounded(dst, pos, limit, src, from, to, rule);
        }
        for (int i = from; i < to; i++) {
            byte b = src[i];
            byte escaped = b >= 0 ? rule[b] : 0;
            if (escaped != 0) {
                dst[pos++] = escapeByte(escaped);
                dst[pos++] = escaped;
            } else {
                dst[pos++] = b;
            }
        }
        return pos;
    }

    private static int appendBounded(byte[] dst, int pos, int limit, byte[] src, int from, int to, byte[] rule) {
        for (int i = from; i < to; i++) {
            byte b = src[i];
            byte escaped = b >= 0 ? rule[b] : 0;
            if (limit - pos < (escaped != 0 ? 2 : 1)) {
                return -1;
            }
            if (escaped != 0) {
                dst[pos++] = escapeByte(escaped);
                dst[pos++] = escaped;
            } else {
                dst[pos++] = b;
            }
        }
        return pos;
    }
}
