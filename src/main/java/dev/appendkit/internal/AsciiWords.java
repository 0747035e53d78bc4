// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

/**
 * Writes text that is likely to be ASCII without a special char, as words: eight chars are joined in a register,
 * checked there, and stored by one instruction. The last word overlaps the one before, so that no length costs a branch
 * of its own. In measurements this is best from 8 to about 48 chars, even where strings of both coders have been seen;
 * longer text is copied to its place and scanned there.
 */
public final class AsciiWords {
    /** The length from which a copy that is scanned afterwards is faster. */
    public static final int LONG = 48;

    private AsciiWords() {}

    /**
     * Eight chars from {@code i} on, the first in the low byte. If a char is not ASCII, all top bits are set and the
     * rest has no meaning.
     */
    public static long eight(String text, int i) {
        char a = text.charAt(i);
        char b = text.charAt(i + 1);
        char c = text.charAt(i + 2);
        char d = text.charAt(i + 3);
        char e = text.charAt(i + 4);
        char f = text.charAt(i + 5);
        char g = text.charAt(i + 6);
        char h = text.charAt(i + 7);
        int low = a | b << 8 | c << 16 | d << 24;
        int high = e | f << 8 | g << 16 | h << 24;
        return low & 0xFFFF_FFFFL | (long) high << 32 | nonAscii(a | b | c | d | e | f | g | h);
    }

    /** Four chars from {@code i} on, like {@link #eight}. */
    public static long four(String text, int i) {
        char a = text.charAt(i);
        char b = text.charAt(i + 1);
        char c = text.charAt(i + 2);
        char d = text.charAt(i + 3);
        return (a | b << 8 | c << 16 | d << 24) & 0xFFFF_FFFFL | nonAscii(a | b | c | d);
    }

    /** All top bits if the disjunction of some chars is above 0x7F, otherwise 0. */
    private static long nonAscii(int any) {
        return (0x7F - any) >> 31 & SpecialBytes.TOP_BITS;
    }

    /**
     * Writes text that is ASCII without a special char, and no other byte.
     *
     * @return the index after it, or -1 if there is another char; the bytes in the place of the text are then undefined
     */
    public static int append(byte[] dst, int pos, String text, int from, int to, SpecialBytes special) {
        int length = to - from;
        if (length < Long.BYTES) {
            return appendShort(dst, pos, text, from, length, special);
        }
        int last = to - Long.BYTES;
        int shift = pos - from;
        for (int i = from; i < last; i += Long.BYTES) {
            long word = eight(text, i);
            if (((word | special.in(word)) & SpecialBytes.TOP_BITS) != 0) {
                return -1;
            }
            Bytes.putLong(dst, shift + i, word);
        }
        long word = eight(text, last);
        Bytes.putLong(dst, shift + last, word);
        return ((word | special.in(word)) & SpecialBytes.TOP_BITS) == 0 ? pos + length : -1;
    }

    /** Writes at most seven chars: as two halves of a word that overlap, or one by one. */
    private static int appendShort(byte[] dst, int pos, String text, int from, int length, SpecialBytes special) {
        if (length >= Integer.BYTES) {
            int last = length - Integer.BYTES;
            long first = four(text, from);
            long second = four(text, from + last);
            Bytes.putInt(dst, pos, (int) first);
            Bytes.putInt(dst, pos + last, (int) second);
            long word = first | second << 32;
            return ((word | special.in(word)) & SpecialBytes.TOP_BITS) == 0 ? pos + length : -1;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(from + i);
            if (c >= 0x80 || special.has(c)) {
                return -1;
            }
            dst[pos + i] = (byte) c;
        }
        return pos + length;
    }

    /** Returns the index of the first special byte, or {@code to}; checks eight bytes at a time. */
    public static int indexOfSpecial(byte[] src, int from, int to, SpecialBytes special) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long hits = special.in(Bytes.getLong(src, i));
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        while (i < to && !special.has(src[i] & 0xFF)) {
            i++;
        }
        return i;
    }
}
