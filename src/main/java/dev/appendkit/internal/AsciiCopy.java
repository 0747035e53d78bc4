// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

/**
 * Copies text that is likely to be ASCII without a special char. In measurements a loop over the chars is the fastest
 * way for a few of them, and needs no room after the text. For more chars it is faster to prove that all of them are
 * below 0x80, to let the JDK copy them, and to look for special ones among the bytes, eight at a time.
 */
public final class AsciiCopy {
    /** From this length on it is faster to copy text first if all of it can be proven to be ASCII in another way. */
    public static final int LONG = 48;

    /** Up to this length the chars are looked at one by one. */
    private static final int SHORT = 24;

    /** The result for longer text that is not ASCII; the bytes in its place are undefined. */
    public static final int NOT_ASCII = -1;
    /** The result for longer text that is ASCII with special chars; the bytes in its place are those of the text. */
    public static final int HAS_SPECIAL = Integer.MIN_VALUE;

    private AsciiCopy() {}

    /**
     * Writes text that is ASCII without a special char, and no other byte.
     *
     * @return the index after it, or a negative number: {@link #NOT_ASCII}, {@link #HAS_SPECIAL}, or for a short text
     *     the complement of the index of its first char that is special or not ASCII, before which all is written
     */
    public static int append(byte[] dst, int pos, String text, int from, int to, SpecialBytes special) {
        int length = to - from;
        if (length > SHORT) {
            return appendLong(dst, pos, text, from, to, special);
        }
        boolean[] plain = special.plain();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(from + i);
            if (c >= 0x80 || !plain[c]) {
                return ~(pos + i);
            }
            dst[pos + i] = (byte) c;
        }
        return pos + length;
    }

    private static int appendLong(byte[] dst, int pos, String text, int from, int to, SpecialBytes special) {
        if (Utf8.skipAscii(text, from, to) != to) {
            return NOT_ASCII;
        }
        int end = Utf8.appendAscii(dst, pos, text, from, to);
        return isPlain(dst, pos, end, special) ? end : HAS_SPECIAL;
    }

    /** Whether none of at least eight ASCII bytes is special. */
    public static boolean isPlain(byte[] src, int from, int to, SpecialBytes special) {
        int last = to - Long.BYTES;
        long hits = special.among(Bytes.getLong(src, last));
        for (int i = from; i < last; i += Long.BYTES) {
            hits |= special.among(Bytes.getLong(src, i));
        }
        return hits == 0;
    }
}
