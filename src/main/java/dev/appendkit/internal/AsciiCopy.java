// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

/**
 * Copies text that is likely to be ASCII without a special char. In measurements a loop over the chars is the fastest
 * way for a few of them, and needs no room behind the text. For more chars it is faster to prove that all of them are
 * below 0x80, to let the JDK copy them, and to look for special ones among the bytes, eight at a time.
 */
public final class AsciiCopy {
    /** Up to this length the chars are looked at one by one. */
    private static final int SHORT = 24;

    private AsciiCopy() {}

    /**
     * Writes text that is ASCII without a special char, and no other byte.
     *
     * @param plain whether a char below 0x80 is not special
     * @return the index after it, or -1 if there is another char; the bytes in the place of the text are then undefined
     */
    public static int append(byte[] dst, int pos, String text, int length, boolean[] plain, SpecialBytes special) {
        if (length > SHORT) {
            return appendLong(dst, pos, text, length, special);
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || !plain[c]) {
                return -1;
            }
            dst[pos + i] = (byte) c;
        }
        return pos + length;
    }

    @SuppressWarnings("deprecation") // It drops the high byte of a char, and there is none.
    private static int appendLong(byte[] dst, int pos, String text, int length, SpecialBytes special) {
        int any = 0;
        int i = 0;
        for (; i <= length - 8; i += 8) {
            any |= text.charAt(i)
                    | text.charAt(i + 1)
                    | text.charAt(i + 2)
                    | text.charAt(i + 3)
                    | text.charAt(i + 4)
                    | text.charAt(i + 5)
                    | text.charAt(i + 6)
                    | text.charAt(i + 7);
        }
        for (; i < length; i++) {
            any |= text.charAt(i);
        }
        if (any >= 0x80) {
            return -1;
        }
        text.getBytes(0, length, dst, pos);
        return isPlain(dst, pos, pos + length, special) ? pos + length : -1;
    }

    /** Whether none of at least eight ASCII bytes is special. */
    private static boolean isPlain(byte[] src, int from, int to, SpecialBytes special) {
        int last = to - Long.BYTES;
        long hits = special.among(Bytes.getLong(src, last));
        for (int i = from; i < last; i += Long.BYTES) {
            hits |= special.among(Bytes.getLong(src, i));
        }
        return hits == 0;
    }
}
