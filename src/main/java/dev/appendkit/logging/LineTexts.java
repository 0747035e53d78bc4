// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import dev.appendkit.internal.Bytes;
import dev.appendkit.internal.SpecialBytes;
import dev.appendkit.internal.UnicodeEscapes;
import dev.appendkit.internal.Utf8;

/**
 * Text in a line: cut at its limit and escaped. A short text that is ASCII and needs no escapes is copied to its place.
 * Any other one is placed as UTF-8, and what is special there is escaped afterwards, in {@link #escape}.
 */
abstract class LineTexts extends LineBytes {
    /** Up to this length a text is copied, if it has nothing to escape. */
    private static final int SHORT = AsciiText.MAX_LENGTH;
    /** Up to this length room is made for the longest form; beyond it the length is computed. */
    private static final int BOUNDED = 512;
    /** A bare word of logfmt that is not a text. */
    static final String NULL = "null";

    private static final char ELLIPSIS = '\u2026';
    private static final int ELLIPSIS_BYTES = 3;

    /** Holds a text that was read because it is no {@code String}. */
    char[] chars = {};
    /** What is escaped comes from here. */
    private byte[] spare = {};

    final AsciiText ascii = new AsciiText();

    LineTexts(int capacity, int maxBytes) {
        super(capacity, maxBytes);
    }

    int keptBytes() {
        return bytes.length + spare.length + Character.BYTES * chars.length + AsciiText.KEPT_BYTES;
    }

    /** Lets go of what the last event left. */
    void clear() {
        pos = 0;
        ascii.forgetAllBut(bytes);
    }

    /** Writes a text as the escaper says; beyond the limit it is cut, and an ellipsis follows. */
    final void putText(String text, int limit, Escaper escaper) {
        pos = putText(pos, text, limit, escaper);
    }

    /** Writes a text in the same way; returns the position after it. */
    final int putText(int at, String text, int limit, Escaper escaper) {
        int length = text.length();
        if (length <= SHORT && length <= limit) {
            ensure(at, length);
            if (length < AsciiText.MIN_LENGTH) {
                int end = escaper.appendPlain(bytes, at, text, length);
                if (end >= 0) {
                    return end;
                }
            } else if (ascii.append(bytes, at, text, length) && escaper.isPlain(bytes, at, at + length)) {
                return at + length;
            }
        }
        pos = at;
        putRaw(text, limit);
        escape(at, escaper);
        return pos;
    }

    /** Writes a text as UTF-8, to be escaped. */
    final void putRaw(String text, int limit) {
        int length = text.length();
        if (length <= limit) {
            putUtf8(text, length);
        } else {
            putUtf8(text, Utf8.wholeEnd(text, -1, limit, length));
            putEllipsis();
        }
    }

    private void putUtf8(String text, int length) {
        if (length == 0) {
            return;
        }
        if (length <= BOUNDED) {
            ensure(Utf8.MAX_BYTES_PER_CHAR * length);
        } else {
            ensureExactly(Utf8.length(text, 0, length));
        }
        pos = Utf8.append(bytes, pos, text, 0, length);
    }

    /** Writes a text that may be no {@code String}; each of its chars is read once. */
    final void putText(CharSequence text, int limit, Escaper escaper) {
        if (text instanceof String string) {
            putText(string, limit, escaper);
            return;
        }
        int mark = pos;
        if (text instanceof StringBuilder builder && putPlain(builder, limit, escaper)) {
            return;
        }
        putRaw(text, limit);
        escape(mark, escaper);
    }

    private boolean putPlain(StringBuilder text, int limit, Escaper escaper) {
        int length = text.length();
        if (length < AsciiText.MIN_LENGTH || length > SHORT || length > limit) {
            return false;
        }
        ensure(length);
        if (!ascii.append(bytes, pos, text, length) || !escaper.isPlain(bytes, pos, pos + length)) {
            return false;
        }
        pos += length;
        return true;
    }

    /** Writes a text as UTF-8, to be escaped. */
    final void putRaw(CharSequence text, int limit) {
        if (text instanceof String string) {
            putRaw(string, limit);
            return;
        }
        int length = text.length();
        // One more, which shows whether a pair would be cut.
        int read = (int) Math.min(length, limit + 1L);
        if (chars.length < read) {
            chars = new char[(int) Math.min(Integer.MAX_VALUE - 8L, Math.max(read, 2L * chars.length))];
        }
        char[] copy = chars;
        if (text instanceof StringBuilder builder) {
            builder.getChars(0, read, copy, 0);
        } else {
            for (int i = 0; i < read; i++) {
                copy[i] = text.charAt(i);
            }
        }
        putRaw(copy, length, limit);
    }

    private void putRaw(char[] text, int length, int limit) {
        if (length <= 0) {
            return;
        }
        int end = length <= limit ? length : Utf8.wholeEnd(text, -1, limit, limit + 1);
        if (end <= BOUNDED) {
            ensure(Utf8.MAX_BYTES_PER_CHAR * end);
        } else {
            ensureExactly(Utf8.length(text, 0, end));
        }
        pos = appendUtf8(bytes, pos, text, end);
        if (length > limit) {
            putEllipsis();
        }
    }

    private static int appendUtf8(byte[] dst, int pos, char[] text, int length) {
        int any = 0;
        for (int i = 0; i < length; i++) {
            char c = text[i];
            any |= c;
            dst[pos + i] = (byte) c;
        }
        return any < 0x80 ? pos + length : Utf8.append(dst, pos, text, 0, length);
    }

    final void putEllipsis() {
        ensure(ELLIPSIS_BYTES);
        pos = Utf8.appendNonAscii(bytes, pos, ELLIPSIS);
    }

    /** Escapes the UTF-8 from a mark on. */
    final void escape(int mark, Escaper escaper) {
        if (escaper.quotesIfNeeded()) {
            quoteIfNeeded(mark, escaper);
            return;
        }
        SpecialBytes special = escaper.special();
        int first = escaper.leavesOthers() ? special.indexIn(bytes, mark, pos) : mark;
        if (first == pos) {
            return;
        }
        if (escaper.leavesOthers()) {
            int end = escaper.rule().escapeInPlace(bytes, first, pos, bytes.length, special);
            if (end >= 0) {
                pos = end;
                return;
            }
        }
        escapeFrom(escaper.rule().indexOfEscaped(bytes, endOfPlain(first, special), pos), escaper.rule());
    }

    /** Skips words of ASCII without special chars; what follows begins with a whole char. */
    private int endOfPlain(int from, SpecialBytes special) {
        int i = from;
        for (; i <= pos - Long.BYTES; i += Long.BYTES) {
            long word = Bytes.getLong(bytes, i);
            if (((word | special.in(word)) & SpecialBytes.TOP_BITS) != 0) {
                return i;
            }
        }
        return i;
    }

    private void escapeFrom(int first, UnicodeEscapes rule) {
        int length = pos - first;
        if (length == 0) {
            return;
        }
        byte[] raw = spared(first, length);
        pos = first;
        ensureExactly(rule.length(raw, 0, length));
        pos = rule.append(bytes, pos, raw, 0, length);
    }

    private byte[] spared(int from, int length) {
        if (spare.length < length) {
            spare = new byte[(int) Math.min(Integer.MAX_VALUE - 8L, Math.max(length, 2L * spare.length))];
        }
        System.arraycopy(bytes, from, spare, 0, length);
        return spare;
    }

    private void quoteIfNeeded(int mark, Escaper escaper) {
        UnicodeEscapes rule = escaper.rule();
        int length = pos - mark;
        if (length > 0
                && !isNull(mark, length)
                && escaper.special().indexIn(bytes, mark, pos) == pos
                && rule.indexOfEscaped(bytes, endOfPlain(mark, escaper.special()), pos) == pos) {
            return;
        }
        byte[] raw = spared(mark, length);
        pos = mark;
        ensureExactly(rule.length(raw, 0, length) + 2);
        bytes[pos] = '"';
        pos = rule.append(bytes, pos + 1, raw, 0, length);
        bytes[pos++] = '"';
    }

    private boolean isNull(int mark, int length) {
        if (length != NULL.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[mark + i] != NULL.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
