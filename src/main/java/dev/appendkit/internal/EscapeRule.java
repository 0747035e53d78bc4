// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

/**
 * How a format writes text: each ASCII char raw, as one or two other bytes, or not at all, and all other chars in
 * UTF-8. A surrogate without its partner becomes U+FFFD.
 *
 * <p>A writer writes the result and nothing else. It returns the new position or, for a refused text, the complement of
 * the offending index, which is negative; the bytes in the place of the text are then undefined.
 *
 * <p>It is a record for the same reason as {@link SpecialBytes}: the fields of a constant rule are constants.
 *
 * @param special the chars that are checked one by one; they include all chars that are not written raw
 * @param ascii the bytes of an ASCII char, the first one in the low bits, and from bit 16 on its flags
 * @param stops a guarded char is refused before each of these chars
 * @param minWide chars from 0x80 to below this one are written as {@code narrow}
 * @param narrow the entry of these chars, like one of {@code ascii}: refused, or one byte
 */
@SuppressWarnings("ArrayRecordComponent") // Rules are never compared.
public record EscapeRule(SpecialBytes special, int[] ascii, String stops, int minWide, int narrow) {
    /** An ASCII char becomes at most two bytes, any other char three at most and a surrogate pair four. */
    public static final int MAX_BYTES_PER_CHAR = 3;

    private static final int REFUSED = 0;
    private static final int ONE_BYTE = 1 << 16;
    private static final int TWO_BYTES_SHIFT = 17;
    private static final int TWO_BYTES = 1 << TWO_BYTES_SHIFT | ONE_BYTE;
    private static final int GUARDED = 1 << 18;

    /**
     * Returns a rule.
     *
     * @param special the chars that are checked one by one
     * @param refused the chars that are refused
     * @param escapes texts of two or three chars: the escaped char and its escape
     */
    public static EscapeRule of(SpecialBytes special, String refused, String... escapes) {
        int[] ascii = new int[0x80];
        for (int c = 0; c < ascii.length; c++) {
            ascii[c] = c | ONE_BYTE;
        }
        for (int i = 0; i < refused.length(); i++) {
            ascii[refused.charAt(i)] = REFUSED;
        }
        for (String escape : escapes) {
            ascii[escape.charAt(0)] = escape.length() == 2
                    ? escape.charAt(1) | ONE_BYTE
                    : escape.charAt(1) | escape.charAt(2) << 8 | TWO_BYTES;
        }
        return new EscapeRule(special, ascii, "", 0x80, REFUSED);
    }

    /**
     * Returns a rule like this one that also refuses one char at the end of a text, before itself and before each of
     * some others.
     */
    public EscapeRule guard(char c, String successors) {
        int[] guarded = ascii.clone();
        guarded[c] |= GUARDED;
        return new EscapeRule(special, guarded, successors + c, minWide, narrow);
    }

    /** Returns a rule like this one that also refuses chars above ASCII that are less than another one. */
    public EscapeRule refuseBelow(int wide) {
        return new EscapeRule(special, ascii, stops, wide, REFUSED);
    }

    /** Returns a rule like this one that replaces chars above ASCII that are less than another one. */
    public EscapeRule replaceBelow(int wide, char replacement) {
        return new EscapeRule(special, ascii, stops, wide, replacement | ONE_BYTE);
    }

    /** Returns the length in bytes, or the complement of the index of a refused char. */
    public long length(String text, int from, int to) {
        return length(text, from, to, true);
    }

    /** Returns the length in bytes of a piece of a text that was accepted as a whole. */
    public long pieceLength(String text, int from, int to) {
        return length(text, from, to, false);
    }

    private long length(String text, int from, int to, boolean whole) {
        long length = (long) to - from;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                int entry = ascii[c];
                if (entry < ONE_BYTE || entry >= GUARDED && (i + 1 == to ? whole : isStop(text.charAt(i + 1)))) {
                    return ~i;
                }
                length += entry >>> TWO_BYTES_SHIFT & 1;
            } else if (c < minWide) {
                if (narrow == REFUSED) {
                    return ~i;
                }
            } else if (c < 0x800) {
                length++;
            } else {
                length += 2;
                if (Character.isHighSurrogate(c) && i + 1 < to && Character.isLowSurrogate(text.charAt(i + 1))) {
                    // Four bytes for two chars: two are counted as chars, and two just now.
                    i++;
                }
            }
        }
        return length;
    }

    /** Returns the length in bytes, or the complement of the index of a refused char. */
    public long length(char[] text, int from, int to) {
        return length(text, from, to, true);
    }

    /** Returns the length in bytes of a piece of a text that was accepted as a whole. */
    public long pieceLength(char[] text, int from, int to) {
        return length(text, from, to, false);
    }

    private long length(char[] text, int from, int to, boolean whole) {
        long length = (long) to - from;
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (c < 0x80) {
                int entry = ascii[c];
                if (entry < ONE_BYTE || entry >= GUARDED && (i + 1 == to ? whole : isStop(text[i + 1]))) {
                    return ~i;
                }
                length += entry >>> TWO_BYTES_SHIFT & 1;
            } else if (c < minWide) {
                if (narrow == REFUSED) {
                    return ~i;
                }
            } else if (c < 0x800) {
                length++;
            } else {
                length += 2;
                if (Character.isHighSurrogate(c) && i + 1 < to && Character.isLowSurrogate(text[i + 1])) {
                    // Four bytes for two chars: two are counted as chars, and two just now.
                    i++;
                }
            }
        }
        return length;
    }

    /** Writes a text, which has room for its exact length. */
    public int append(byte[] dst, int pos, String text, int from, int to) {
        int end = AsciiCopy.append(dst, pos, text, from, to, special);
        return end >= 0 ? end : appendSlowly(dst, pos, text, from, to, true);
    }

    /** Writes a text, which has room for its exact length. */
    public int append(byte[] dst, int pos, char[] text, int from, int to) {
        return appendSlowly(dst, pos, text, from, to, true);
    }

    /** Writes a piece of a text that was accepted as a whole: the char after the piece is not known here. */
    public int appendPiece(byte[] dst, int pos, String text, int from, int to) {
        int end = AsciiCopy.append(dst, pos, text, from, to, special);
        return end >= 0 ? end : appendSlowly(dst, pos, text, from, to, false);
    }

    /** Writes a piece of a text that was accepted as a whole: the char after the piece is not known here. */
    public int appendPiece(byte[] dst, int pos, char[] text, int from, int to) {
        return appendSlowly(dst, pos, text, from, to, false);
    }

    private int appendSlowly(byte[] dst, int pos, String text, int from, int to, boolean whole) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                int entry = ascii[c];
                if (entry < ONE_BYTE || entry >= GUARDED && (i + 1 == to ? whole : isStop(text.charAt(i + 1)))) {
                    return ~i;
                }
                dst[pos++] = (byte) entry;
                if ((entry >>> TWO_BYTES_SHIFT & 1) != 0) {
                    dst[pos++] = (byte) (entry >>> Byte.SIZE);
                }
            } else if (c < minWide) {
                if (narrow == REFUSED) {
                    return ~i;
                }
                dst[pos++] = (byte) narrow;
            } else if (Character.isHighSurrogate(c) && i + 1 < to && Character.isLowSurrogate(text.charAt(i + 1))) {
                pos = Utf8.appendCodePoint(dst, pos, Character.toCodePoint(c, text.charAt(++i)));
            } else {
                pos = Utf8.appendNonAscii(dst, pos, c);
            }
        }
        return pos;
    }

    private int appendSlowly(byte[] dst, int pos, char[] text, int from, int to, boolean whole) {
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (c < 0x80) {
                int entry = ascii[c];
                if (entry < ONE_BYTE || entry >= GUARDED && (i + 1 == to ? whole : isStop(text[i + 1]))) {
                    return ~i;
                }
                dst[pos++] = (byte) entry;
                if ((entry >>> TWO_BYTES_SHIFT & 1) != 0) {
                    dst[pos++] = (byte) (entry >>> Byte.SIZE);
                }
            } else if (c < minWide) {
                if (narrow == REFUSED) {
                    return ~i;
                }
                dst[pos++] = (byte) narrow;
            } else if (Character.isHighSurrogate(c) && i + 1 < to && Character.isLowSurrogate(text[i + 1])) {
                pos = Utf8.appendCodePoint(dst, pos, Character.toCodePoint(c, text[++i]));
            } else {
                pos = Utf8.appendNonAscii(dst, pos, c);
            }
        }
        return pos;
    }

    /** Returns the length of bytes that are UTF-8, or the complement of the index of a refused one. */
    public long length(byte[] src, int from, int to) {
        long length = (long) to - from;
        for (int i = from; i < to; i++) {
            if (src[i] >= 0) {
                int entry = ascii[src[i]];
                if (entry < ONE_BYTE) {
                    return ~i;
                }
                length += entry >>> TWO_BYTES_SHIFT & 1;
            }
        }
        return length;
    }

    /**
     * Writes bytes that are UTF-8 and were measured. They may have changed since, so nothing is written from
     * {@code limit} on.
     */
    public int append(byte[] dst, int pos, int limit, byte[] src, int from, int to) {
        int end = pos;
        for (int i = from; i < to; i++) {
            int b = src[i];
            int entry = b >= 0 ? ascii[b] : b & 0xFF | ONE_BYTE;
            int length = 1 + (entry >>> TWO_BYTES_SHIFT & 1);
            if (entry < ONE_BYTE || limit - end < length) {
                return ~i;
            }
            dst[end] = (byte) entry;
            if (length > 1) {
                dst[end + 1] = (byte) (entry >>> Byte.SIZE);
            }
            end += length;
        }
        return end;
    }

    private boolean isStop(char c) {
        return stops.indexOf(c) >= 0;
    }
}
