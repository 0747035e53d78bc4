// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

/**
 * Writes UTF-16 text in UTF-8. A surrogate without its partner becomes U+FFFD. A char takes at most three bytes, and
 * all methods are exact: bytes stored beyond a char lie where the next one goes.
 *
 * <p>Each loop exists twice, for {@code String} and for {@code char[]}: with a common {@code CharSequence} parameter
 * each {@code charAt} would be an interface call.
 */
public final class Utf8 {
    public static final int MAX_BYTES_PER_CHAR = 3;

    private static final int REPLACEMENT = 0xFFFD;
    /**
     * The number of chars that are treated as mixed before the next look for ASCII, which costs as much as two of them.
     */
    private static final int MIXED_PIECE = 128;
    /** The length up to which a text is scanned as a whole. */
    private static final int SHORT = 48;

    private Utf8() {}

    /** The index after a run of ASCII: {@code to}, or an index less than eight chars before the run's end. */
    static int skipAscii(String text, int from, int to) {
        int i = from;
        for (; i <= to - 8; i += 8) {
            // One branch per eight chars: 0.3 instead of 0.6 ns per char.
            int eight = text.charAt(i)
                    | text.charAt(i + 1)
                    | text.charAt(i + 2)
                    | text.charAt(i + 3)
                    | text.charAt(i + 4)
                    | text.charAt(i + 5)
                    | text.charAt(i + 6)
                    | text.charAt(i + 7);
            if (eight >= 0x80) {
                return i;
            }
        }
        int rest = 0;
        for (int k = i; k < to; k++) {
            rest |= text.charAt(k);
        }
        return rest < 0x80 ? to : i;
    }

    /** The index of the first char above 0x7F, or -1. */
    public static int indexOfNonAscii(String text, int from, int to) {
        if (to - from <= SHORT && isAscii(text, from, to)) {
            return -1;
        }
        int i = skipAscii(text, from, to);
        if (i == to) {
            return -1;
        }
        while (text.charAt(i) < 0x80) {
            i++;
        }
        return i;
    }

    /** The index of the first char above 0x7F, or -1. */
    public static int indexOfNonAscii(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] >= 0x80) {
                return i;
            }
        }
        return -1;
    }

    /** Copies text whose chars are all proven to be below 0x80. */
    // The deprecated method drops the high bytes of chars, which makes it a single copy; here they are zero.
    @SuppressWarnings("deprecation")
    public static int appendAscii(byte[] dst, int pos, String text, int from, int to) {
        text.getBytes(from, to, dst, pos);
        return pos + to - from;
    }

    /**
     * Copies text that is ASCII.
     *
     * @return the position after it, or -1 if a char is above 0x7F; nothing is written then
     */
    public static int appendIfAscii(byte[] dst, int pos, String text, int from, int to) {
        boolean ascii = to - from <= SHORT ? isAscii(text, from, to) : skipAscii(text, from, to) == to;
        return ascii ? appendAscii(dst, pos, text, from, to) : -1;
    }

    public static long length(String text, int from, int to) {
        long length = (long) to - from;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                if (c >= 0x800) {
                    length++;
                    if (Character.isHighSurrogate(c) && i + 1 < to && Character.isLowSurrogate(text.charAt(i + 1))) {
                        // Four bytes for two chars: two are counted as chars, and one just now.
                        i++;
                    }
                }
                length++;
            }
        }
        return length;
    }

    public static long length(char[] text, int from, int to) {
        long length = (long) to - from;
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (c >= 0x80) {
                if (c >= 0x800) {
                    length++;
                    if (Character.isHighSurrogate(c) && i + 1 < to && Character.isLowSurrogate(text[i + 1])) {
                        i++;
                    }
                }
                length++;
            }
        }
        return length;
    }

    public static int append(byte[] dst, int pos, String text, int from, int to) {
        if (to - from > SHORT) {
            return appendLong(dst, pos, text, from, to);
        }
        return isAscii(text, from, to) ? appendAscii(dst, pos, text, from, to) : appendOther(dst, pos, text, from, to);
    }

    /**
     * There is no branch in the loop, so C2 checks only once how the string is stored. Followed by one copy it takes 10
     * to 11 ns for 16 chars; eight chars joined in a register and stored as words took 12.
     */
    private static boolean isAscii(String text, int from, int to) {
        int any = 0;
        for (int i = from; i < to; i++) {
            any |= text.charAt(i);
        }
        return any < 0x80;
    }

    private static int appendLong(byte[] dst, int pos, String text, int from, int to) {
        int i = from;
        while (true) {
            int end = skipAscii(text, i, to);
            if (end > i) {
                pos = appendAscii(dst, pos, text, i, end);
            }
            if (end == to) {
                return pos;
            }
            i = endOfPiece(text, end, to);
            pos = appendOther(dst, pos, text, end, i);
        }
    }

    /** Writes any text of at least one char; the first char suggests the kind of the others. */
    private static int appendOther(byte[] dst, int pos, String text, int from, int to) {
        return text.charAt(from) < 0x800 ? appendMixed(dst, pos, text, from, to) : appendWide(dst, pos, text, from, to);
    }

    /** Returns where to look for ASCII again, not within a surrogate pair. */
    private static int endOfPiece(String text, int from, int to) {
        if (to - from <= MIXED_PIECE) {
            return to;
        }
        int end = from + MIXED_PIECE;
        return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }

    /** Writes any text of at least one char. */
    private static int appendMixed(byte[] dst, int pos, String text, int from, int to) {
        int last = to - 1;
        int i = from;
        while (i < last) {
            char c = text.charAt(i++);
            // The extra byte that is stored here is where the next char begins.
            if (c < 0x800) {
                // There is no branch for one or two bytes: the positions of accents are unpredictable. It is -1 for
                // two.
                int wide = (0x7F - c) >> 31;
                Bytes.putShort(dst, pos, c ^ (c ^ twoBytes(c)) & wide);
                pos += 1 - wide;
            } else if (!Character.isSurrogate(c)) {
                Bytes.putInt(dst, pos, threeBytes(c));
                pos += 3;
            } else if (Character.isHighSurrogate(c) && Character.isLowSurrogate(text.charAt(i))) {
                pos = appendCodePoint(dst, pos, Character.toCodePoint(c, text.charAt(i++)));
            } else {
                pos = appendNonAscii(dst, pos, c);
            }
        }
        return i < to ? appendCodePoint(dst, pos, text.charAt(i)) : pos;
    }

    /** Writes any text, faster than {@link #appendMixed} where most chars have three bytes. */
    private static int appendWide(byte[] dst, int pos, String text, int from, int to) {
        int i = from;
        while (i < to - 3) {
            int run = copyThrees(dst, pos, text, i, to);
            pos += MAX_BYTES_PER_CHAR * (run - i);
            i = run;
            if (i < to - 3) {
                int codePoint = text.codePointAt(i);
                pos = appendCodePoint(dst, pos, codePoint);
                i += Character.charCount(codePoint);
            }
        }
        return appendMixed(dst, pos, text, i, to);
    }

    /**
     * Writes chars of three bytes each, such as CJK, two at a time in one word, and returns the index after them. The
     * two extra bytes of a word lie where the next two chars begin.
     */
    private static int copyThrees(byte[] dst, int pos, String text, int from, int to) {
        int i = from;
        for (; i < to - 3; i += 2) {
            int a = text.charAt(i);
            int b = text.charAt(i + 1);
            // A value below 0x800 has fewer bytes or, without its upper bits, is a surrogate.
            int least = Math.min(Math.min(a, a ^ Character.MIN_SURROGATE), Math.min(b, b ^ Character.MIN_SURROGATE));
            if (least < 0x800) {
                return i;
            }
            long both = a | (long) b << 24;
            long six = 0x8080E0_8080E0L
                    | both >>> 12 & 0x00000F_00000FL
                    | (both & 0x000FC0_000FC0L) << 2
                    | (both & 0x00003F_00003FL) << 16;
            Bytes.putLong(dst, pos, six);
            pos += 6;
        }
        return i;
    }

    private static int twoBytes(int c) {
        return 0x80C0 | c >>> 6 | (c & 0x3F) << 8;
    }

    private static int threeBytes(int c) {
        return 0x80_80E0 | c >>> 12 | (c & 0xFC0) << 2 | (c & 0x3F) << 16;
    }

    private static int fourBytes(int c) {
        return 0x8080_80F0 | c >>> 18 | (c >>> 12 & 0x3F) << 8 | (c >>> 6 & 0x3F) << 16 | (c & 0x3F) << 24;
    }

    public static int append(byte[] dst, int pos, char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (c < 0x80) {
                dst[pos++] = (byte) c;
            } else if (Character.isHighSurrogate(c) && i + 1 < to && Character.isLowSurrogate(text[i + 1])) {
                pos = appendCodePoint(dst, pos, Character.toCodePoint(c, text[++i]));
            } else {
                pos = appendNonAscii(dst, pos, c);
            }
        }
        return pos;
    }

    /** Writes the bytes of a char from 0x80 on; a surrogate is written as U+FFFD. */
    public static int appendNonAscii(byte[] dst, int pos, char c) {
        if (c < 0x800) {
            Bytes.putShort(dst, pos, twoBytes(c));
            return pos + 2;
        }
        int three = threeBytes(Character.isSurrogate(c) ? REPLACEMENT : c);
        Bytes.putShort(dst, pos, three);
        dst[pos + 2] = (byte) (three >>> 16);
        return pos + 3;
    }

    /** Writes the bytes of a code point that {@code Character.isValidCodePoint}; a surrogate is written as U+FFFD. */
    public static int appendCodePoint(byte[] dst, int pos, int codePoint) {
        if (codePoint < 0x80) {
            dst[pos] = (byte) codePoint;
            return pos + 1;
        }
        if (codePoint < 0x1_0000) {
            return appendNonAscii(dst, pos, (char) codePoint);
        }
        Bytes.putInt(dst, pos, fourBytes(codePoint));
        return pos + 4;
    }

    public static int codePointLength(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x1_0000 ? 3 : 4;
    }

    /**
     * Returns the end of a piece of text that splits no surrogate pair: one char earlier where the piece would end
     * within a pair, or one later where the first half of the pair is the whole piece.
     *
     * @param from the first char of the piece, inclusive
     * @param end the last char of the piece, exclusive
     * @param to the last char of the text, exclusive
     */
    public static int wholeEnd(String text, int from, int end, int to) {
        return end < to && Character.isSurrogatePair(text.charAt(end - 1), text.charAt(end))
                ? outsideOfPair(from, end)
                : end;
    }

    public static int wholeEnd(char[] text, int from, int end, int to) {
        return end < to && Character.isSurrogatePair(text[end - 1], text[end]) ? outsideOfPair(from, end) : end;
    }

    private static int outsideOfPair(int from, int end) {
        return end - 1 > from ? end - 1 : end + 1;
    }
}
