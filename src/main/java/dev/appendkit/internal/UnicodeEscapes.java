// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

/**
 * Escaping rules whose escapes are a backslash and a letter, or a backslash, the letter u and four lower-case
 * hexadecimal digits: JSON, and the chars that a log line must not contain. Everything else is UTF-8; a surrogate
 * without its partner becomes U+FFFD, or its escape where U+FFFD is escaped.
 *
 * <p>Each loop exists twice, for {@code String} and for {@code char[]}: a common {@code CharSequence} parameter would
 * make each {@code charAt} an interface call.
 */
public final class UnicodeEscapes {
    /** The length of the escape of one char; a surrogate pair has two escapes, or four bytes. */
    public static final int MAX_BYTES_PER_CHAR = 6;

    /** Escapes the chars that JSON requires (RFC 8259, section 7), and nothing else. */
    public static final UnicodeEscapes JSON = new UnicodeEscapes(false, "", "\"\\\b\t\n\f\r", "\"\\btnfr");
    /** Also escapes the chars that are special in an HTML element's text, a single-quoted attribute or a script. */
    public static final UnicodeEscapes JSON_HTML =
            new UnicodeEscapes(false, "<>&'\u2028\u2029", "\"\\\b\t\n\f\r", "\"\\btnfr");
    /** Also escapes everything that is not printable ASCII. */
    public static final UnicodeEscapes JSON_ASCII = new UnicodeEscapes(true, "\u007F", "\"\\\b\t\n\f\r", "\"\\btnfr");

    private static final String CONTROLS =
            "\u007F\u0080\u0081\u0082\u0083\u0084\u0085\u0086\u0087\u0088\u0089\u008A\u008B\u008C\u008D\u008E\u008F"
                    + "\u0090\u0091\u0092\u0093\u0094\u0095\u0096\u0097\u0098\u0099\u009A\u009B\u009C\u009D\u009E\u009F"
                    + "\u061C\u200E\u200F\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\uFEFF";

    /** Escapes the chars that end a line, control a terminal, or reorder text. */
    public static final UnicodeEscapes LOG = new UnicodeEscapes(false, CONTROLS, "\n\r\t", "nrt");
    /** Escapes the same chars between quotes, and also quote and backslash. */
    public static final UnicodeEscapes LOGFMT = new UnicodeEscapes(false, CONTROLS, "\"\\\n\r\t", "\"\\nrt");

    private static final int LENGTH_SHIFT = 56;
    /** The first bytes of UTF-8 that three and four bytes begin with, as signed bytes. */
    private static final byte FIRST_OF_THREE = (byte) 0xE0;

    private static final byte FIRST_OF_FOUR = (byte) 0xF0;
    private static final char REPLACEMENT = '\uFFFD';
    /** The last char of the bit set: above it only U+FEFF is escaped, or everything. */
    private static final int LAST_ESCAPED = 0x2069;

    /** The bytes of an ASCII char, the first one in the low bits, and their number above {@link #LENGTH_SHIFT}. */
    private final long[] ascii = new long[0x80];
    /** One bit for each char up to {@link #LAST_ESCAPED} that is not ASCII and is escaped. */
    private final long[] others = new long[LAST_ESCAPED / Long.SIZE + 1];

    private final boolean escapesAllOthers;
    private final boolean escapesByteOrderMark;

    private UnicodeEscapes(boolean escapesAllOthers, String escaped, String shortOnes, String letters) {
        this.escapesAllOthers = escapesAllOthers;
        this.escapesByteOrderMark = escaped.indexOf('\uFEFF') >= 0;
        for (char c = 0; c < ascii.length; c++) {
            int letter = shortOnes.indexOf(c);
            if (letter >= 0) {
                ascii[c] = '\\' | (long) letters.charAt(letter) << 8 | 2L << LENGTH_SHIFT;
            } else if (c < ' ' || escaped.indexOf(c) >= 0) {
                ascii[c] = escape(c) | (long) MAX_BYTES_PER_CHAR << LENGTH_SHIFT;
            } else {
                ascii[c] = c | 1L << LENGTH_SHIFT;
            }
        }
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c >= 0x80 && c <= LAST_ESCAPED) {
                others[c >>> 6] |= 1L << c;
            }
        }
    }

    private static long escape(char c) {
        return '\\' | 'u' << 8 | Long.reverseBytes(Hex.eight(c)) >>> 32 << 16;
    }

    /** Whether a char from 0x80 on that is not half of a pair is escaped. */
    private boolean isEscaped(char c) {
        return escapesAllOthers
                || (c <= LAST_ESCAPED ? (others[c >>> 6] >>> c & 1) != 0 : c == '\uFEFF' && escapesByteOrderMark);
    }

    /** Whether a char is written unchanged; a surrogate counts as U+FFFD. */
    public boolean leaves(char c) {
        return c < 0x80 ? ascii[c] >>> LENGTH_SHIFT == 1 : !isEscaped(c);
    }

    private int othersLength(char c) {
        if (isEscaped(c)) {
            return MAX_BYTES_PER_CHAR;
        }
        return c < 0x800 ? 2 : 3;
    }

    private int pairLength() {
        return escapesAllOthers ? 2 * MAX_BYTES_PER_CHAR : 4;
    }

    public long length(String text, int from, int to) {
        long length = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                length += ascii[c] >>> LENGTH_SHIFT;
            } else if (Character.isHighSurrogate(c) && i + 1 < to && Character.isLowSurrogate(text.charAt(i + 1))) {
                length += pairLength();
                i++;
            } else {
                length += othersLength(c);
            }
        }
        return length;
    }

    public long length(char[] text, int from, int to) {
        long length = 0;
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (c < 0x80) {
                length += ascii[c] >>> LENGTH_SHIFT;
            } else if (Character.isHighSurrogate(c) && i + 1 < to && Character.isLowSurrogate(text[i + 1])) {
                length += pairLength();
                i++;
            } else {
                length += othersLength(c);
            }
        }
        return length;
    }

    /** Needs room for {@code length(…)} bytes, and may write anything below {@code limit}. */
    public int append(byte[] dst, int pos, int limit, String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                pos = put(dst, pos, limit, ascii[c]);
            } else if (Character.isHighSurrogate(c) && i + 1 < to && Character.isLowSurrogate(text.charAt(i + 1))) {
                pos = appendPair(dst, pos, limit, c, text.charAt(++i));
            } else {
                pos = appendOther(dst, pos, limit, c);
            }
        }
        return pos;
    }

    /** Needs room for {@code length(…)} bytes, and may write anything below {@code limit}. */
    public int append(byte[] dst, int pos, int limit, char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (c < 0x80) {
                pos = put(dst, pos, limit, ascii[c]);
            } else if (Character.isHighSurrogate(c) && i + 1 < to && Character.isLowSurrogate(text[i + 1])) {
                pos = appendPair(dst, pos, limit, c, text[++i]);
            } else {
                pos = appendOther(dst, pos, limit, c);
            }
        }
        return pos;
    }

    /** Needs room for {@code length(…)} bytes, and writes only the result. */
    public int appendExact(byte[] dst, int pos, String text, int from, int to) {
        int i = from;
        // Runs of unescaped bytes are copied by words.
        while (i < to) {
            int end = endOfRun(text, i, to);
            pos = Utf8.appendAscii(dst, pos, text, i, end);
            i = end;
            while (i < to && (text.charAt(i) >= 0x80 || ascii[text.charAt(i)] >>> LENGTH_SHIFT != 1)) {
                int next = i + (i + 1 < to && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1)) ? 2 : 1);
                pos = append(dst, pos, pos, text, i, next);
                i = next;
            }
        }
        return pos;
    }

    private int endOfRun(String text, int from, int to) {
        int i = from;
        while (i < to) {
            char c = text.charAt(i);
            if (c >= 0x80 || ascii[c] >>> LENGTH_SHIFT != 1) {
                return i;
            }
            i++;
        }
        return to;
    }

    private int appendPair(byte[] dst, int pos, int limit, char high, char low) {
        if (escapesAllOthers) {
            return appendEscape(dst, appendEscape(dst, pos, limit, high), limit, low);
        }
        return Utf8.appendCodePoint(dst, pos, Character.toCodePoint(high, low));
    }

    private int appendOther(byte[] dst, int pos, int limit, char c) {
        if (isEscaped(c)) {
            return appendEscape(dst, pos, limit, Character.isSurrogate(c) ? REPLACEMENT : c);
        }
        return Utf8.appendNonAscii(dst, pos, c);
    }

    private static int appendEscape(byte[] dst, int pos, int limit, char c) {
        return put(dst, pos, limit, escape(c) | (long) MAX_BYTES_PER_CHAR << LENGTH_SHIFT);
    }

    private static int put(byte[] dst, int pos, int limit, long escaped) {
        int length = (int) (escaped >>> LENGTH_SHIFT);
        if (limit - pos >= Long.BYTES) {
            Bytes.putLong(dst, pos, escaped);
            return pos + length;
        }
        long left = escaped;
        for (int i = 0; i < length; i++) {
            dst[pos + i] = (byte) left;
            left >>>= Byte.SIZE;
        }
        return pos + length;
    }

    /**
     * Escapes UTF-8 in place, by a rule that leaves everything above ASCII unchanged: from the first special byte on,
     * the bytes move up and are written from there, as whole words where nothing is special.
     *
     * @param special the special bytes of this rule
     * @param limit the end of the range that may be written
     * @return the index after the last byte, or -1 if there is not enough room; the bytes are then unchanged
     */
    public int escapeInPlace(byte[] dst, int from, int to, int limit, SpecialBytes special) {
        int pos = special.indexIn(dst, from, to);
        if (pos == to) {
            return to;
        }
        int length = to - pos;
        // The gap to the unread bytes never falls below a word, so that whole words can be stored.
        long gap = Long.BYTES + (long) (MAX_BYTES_PER_CHAR - 1) * length;
        if (limit - to < gap) {
            gap = Long.BYTES + extraLength(dst, pos, to);
            if (limit - to < gap) {
                return -1;
            }
        }
        int read = pos + (int) gap;
        int end = to + (int) gap;
        System.arraycopy(dst, pos, dst, read, length);
        return escapeMoved(dst, pos, read, end, special);
    }

    private int escapeMoved(byte[] dst, int pos, int read, int end, SpecialBytes special) {
        while (read <= end - Long.BYTES) {
            long word = Bytes.getLong(dst, read);
            long hits = special.in(word);
            Bytes.putLong(dst, pos, word);
            if (hits == 0) {
                pos += Long.BYTES;
                read += Long.BYTES;
            } else {
                int clean = Long.numberOfTrailingZeros(hits) >>> 3;
                read += clean + 1;
                pos += clean;
                long escaped = ascii[(int) (word >>> 8 * clean) & 0x7F];
                Bytes.putLong(dst, pos, escaped);
                pos += (int) (escaped >>> LENGTH_SHIFT);
            }
        }
        while (read < end) {
            byte b = dst[read++];
            if (b < 0) {
                dst[pos++] = b;
            } else {
                long escaped = ascii[b];
                Bytes.putLong(dst, pos, escaped);
                pos += (int) (escaped >>> LENGTH_SHIFT);
            }
        }
        return pos;
    }

    private long extraLength(byte[] src, int from, int to) {
        long extra = 0;
        for (int i = from; i < to; i++) {
            byte b = src[i];
            if (b >= 0) {
                extra += (ascii[b] >>> LENGTH_SHIFT) - 1;
            }
        }
        return extra;
    }

    /** The index of the first byte of a char that is escaped, or {@code to}. The bytes are whole chars of UTF-8. */
    public int indexOfEscaped(byte[] utf8, int from, int to) {
        int i = from;
        while (i < to) {
            byte b = utf8[i];
            if (b >= 0) {
                if (ascii[b] >>> LENGTH_SHIFT != 1) {
                    return i;
                }
                i++;
            } else if (b < FIRST_OF_FOUR) {
                if (isEscaped(otherChar(utf8, i))) {
                    return i;
                }
                i += otherBytes(b);
            } else {
                if (escapesAllOthers) {
                    return i;
                }
                i += 4;
            }
        }
        return to;
    }

    /** The length in bytes of UTF-8 once it is escaped. */
    public long length(byte[] utf8, int from, int to) {
        long length = 0;
        int i = from;
        while (i < to) {
            byte b = utf8[i];
            if (b >= 0) {
                length += ascii[b] >>> LENGTH_SHIFT;
                i++;
            } else if (b < FIRST_OF_FOUR) {
                length += othersLength(otherChar(utf8, i));
                i += otherBytes(b);
            } else {
                length += pairLength();
                i += 4;
            }
        }
        return length;
    }

    /** Escapes UTF-8 into other memory, with room for {@code length(…)} bytes; writes the result only. */
    public int append(byte[] dst, int pos, byte[] utf8, int from, int to) {
        int i = from;
        while (i < to) {
            byte b = utf8[i];
            if (b >= 0) {
                long escaped = ascii[b];
                if (escaped >>> LENGTH_SHIFT == 1) {
                    dst[pos++] = b;
                } else {
                    pos = put(dst, pos, pos, escaped);
                }
                i++;
            } else if (b < FIRST_OF_FOUR) {
                pos = appendOther(dst, pos, pos, otherChar(utf8, i));
                i += otherBytes(b);
            } else {
                int codePoint =
                        (b & 7) << 18 | (utf8[i + 1] & 0x3F) << 12 | (utf8[i + 2] & 0x3F) << 6 | utf8[i + 3] & 0x3F;
                pos = appendPair(dst, pos, pos, Character.highSurrogate(codePoint), Character.lowSurrogate(codePoint));
                i += 4;
            }
        }
        return pos;
    }

    /** The bytes of a char that has two or three, by the first of them. */
    private static int otherBytes(byte first) {
        return first < FIRST_OF_THREE ? 2 : 3;
    }

    private static char otherChar(byte[] utf8, int i) {
        byte b = utf8[i];
        return b < FIRST_OF_THREE
                ? (char) ((b & 0x1F) << 6 | utf8[i + 1] & 0x3F)
                : (char) ((b & 0xF) << 12 | (utf8[i + 1] & 0x3F) << 6 | utf8[i + 2] & 0x3F);
    }

    /** The index of the first surrogate without its partner, or -1. */
    public static int indexOfLoneSurrogate(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (i + 1 == to || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    /** The index of the first surrogate without its partner, or -1. */
    public static int indexOfLoneSurrogate(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (Character.isSurrogate(c)) {
                if (i + 1 == to || !Character.isSurrogatePair(c, text[i + 1])) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
