// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

/** The UTF-8 of one char above 0x7F in an int, for hashes that process text byte by byte without writing it. */
public final class HashedText {
    /** U+FFFD, the first byte lowest. */
    private static final int REPLACEMENT = 0xBD_BFEF;

    private HashedText() {}

    /**
     * The two to four bytes of the char at an index, which is above 0x7F, the first byte lowest. None of them is 0. A
     * surrogate pair is four bytes; a lone surrogate is the three bytes of U+FFFD.
     */
    public static int bytes(String text, int index) {
        char c = text.charAt(index);
        if (c < 0x800) {
            return 0x80C0 | c >>> 6 | (c & 0x3F) << 8;
        }
        if (!Character.isSurrogate(c)) {
            return 0x80_80E0 | c >>> 12 | (c & 0xFC0) << 2 | (c & 0x3F) << 16;
        }
        if (Character.isHighSurrogate(c)
                && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1))) {
            int codePoint = Character.toCodePoint(c, text.charAt(index + 1));
            return 0x8080_80F0
                    | codePoint >>> 18
                    | (codePoint >>> 12 & 0x3F) << 8
                    | (codePoint >>> 6 & 0x3F) << 16
                    | (codePoint & 0x3F) << 24;
        }
        return REPLACEMENT;
    }

    /** The number of chars for these bytes: two for four bytes. */
    public static int chars(int bytes) {
        return bytes >>> 24 == 0 ? 1 : 2;
    }

    /** The number of these bytes. */
    public static int length(int bytes) {
        return 4 - (Integer.numberOfLeadingZeros(bytes) >>> 3);
    }
}
