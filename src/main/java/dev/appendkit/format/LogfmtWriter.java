// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import dev.appendkit.Append;
import dev.appendkit.AppendBuffer;
import dev.appendkit.FractionDigits;
import dev.appendkit.internal.AsciiCopy;
import dev.appendkit.internal.SpecialBytes;
import dev.appendkit.internal.UnicodeEscapes;
import dev.appendkit.internal.cursor.Pieces;
import java.nio.BufferOverflowException;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/**
 * Appends lines of {@code key=value} pairs, separated by one space, with LF at the end: logfmt, as in Heroku's router
 * and Go's {@code kr/logfmt}.
 *
 * <pre>{@code
 * log.reset(out).appendString("level", "info").appendString("msg", "user logged in").appendLong("ms", 12).endRecord();
 * }</pre>
 *
 * <p>writes {@code level=info msg="user logged in" ms=12} and LF.
 *
 * <p>A value is bare if it is not empty and every char is printable ASCII without the space, {@code "}, {@code =} and
 * {@code \}, or a char above U+009F that {@link dev.appendkit.escape.LogEscape} leaves unchanged. Any other value is
 * written in quotes, with {@code \"}, {@code \\}, {@code \n}, {@code \r} and {@code \t}, and a backslash, the letter u
 * and four lower-case hexadecimal digits for all other chars that {@code LogEscape} escapes: no text breaks the line. A
 * surrogate without its partner becomes U+FFFD. Null is written as {@code null}, and the text {@code null} is quoted.
 *
 * <p>In a key, each char that is not printable ASCII, or is a space, {@code "} or {@code =}, becomes {@code _}; an
 * empty key is {@code _}. The caller makes sure that keys differ.
 *
 * <p>The <em>record</em> is a line: it begins with its first pair and ends with {@link #endRecord}; until then
 * {@link #rollBack} removes it. Every method that appends a pair is all or nothing. It throws, with nothing changed,
 * {@code IllegalStateException} before the first {@code reset} and on a closed cursor, and
 * {@code BufferOverflowException} if the pair does not fit. Only one thread at a time may use a writer; once created it
 * allocates nothing.
 */
public final class LogfmtWriter extends RecordWriter {
    private static final UnicodeEscapes ESCAPES = UnicodeEscapes.LOGFMT;
    private static final Pieces<String> STRINGS = EscapedPieces.strings(ESCAPES);
    private static final Pieces<char[]> CHARS = EscapedPieces.chars(ESCAPES);
    private static final Pieces<String> KEYS = LogfmtKeys.STRINGS;
    private static final Pieces<char[]> KEY_CHARS = LogfmtKeys.CHARS;

    /** The chars that are not bare, except DEL, which is left to {@link UnicodeEscapes#leaves}. */
    private static final SpecialBytes SPECIAL = SpecialBytes.of('!', '"', '=', '\\', (char) 0x7F);

    private static final String NULL = "null";

    /** Creates a writer, which {@link #reset} aims at a cursor. */
    public LogfmtWriter() {}

    /**
     * Aims the writer at a cursor; the next line begins at the end of its content. An incomplete line is forgotten, but
     * its bytes stay.
     *
     * @param out the cursor
     * @return this writer
     */
    public LogfmtWriter reset(AppendBuffer out) {
        aim(out);
        return this;
    }

    /**
     * Ends the line with LF. It can then no longer be rolled back.
     *
     * @return this writer
     * @throws IllegalStateException if the line has no pair, or on a closed cursor
     * @throws BufferOverflowException if the LF does not fit; nothing has changed
     */
    public LogfmtWriter endRecord() {
        AppendBuffer out = out();
        if (!isOpen()) {
            throw new IllegalStateException(
                    "endRecord: a line has at least one pair; what may be called here is append…");
        }
        appendWord(out, '\n', 1);
        ended();
        return this;
    }

    /**
     * Removes the open line from the cursor, if there is one. If a draining cursor has already drained a part of it,
     * the cursor breaks.
     *
     * @return this writer, ready for the next line
     * @throws IllegalStateException on a closed cursor, and before the first {@link #reset}
     */
    public LogfmtWriter rollBack() {
        cutRecord();
        return this;
    }

    /**
     * Returns whether no line is open.
     *
     * @return true between lines
     * @throws IllegalStateException before the first {@link #reset}
     */
    public boolean isComplete() {
        out();
        return !isOpen();
    }

    /**
     * Appends a pair with a text. At most six bytes per char and the quotes.
     *
     * @param key the key
     * @param value the text; null is written as {@code null} without quotes
     * @return this writer
     */
    public LogfmtWriter appendString(CharSequence key, @Nullable CharSequence value) {
        AppendBuffer out = out();
        if (key instanceof String keyText && (value == null || value instanceof String)) {
            appendStrings(out, keyText, (String) value);
        } else {
            appendForeign(out, key, value);
        }
        return this;
    }

    private void appendStrings(AppendBuffer out, String key, @Nullable String value) {
        int keyLength = key.length();
        String text = value == null ? NULL : value;
        int length = text.length();
        int pos = ACCESS.position(out);
        if (ACCESS.limit(out) - (long) pos > 3L + keyLength + length && isBareWord(value)) {
            byte[] dst = ACCESS.room(out, 0);
            int end = LogfmtKeys.append(dst, separated(dst, pos), key, 0, keyLength);
            dst[end] = '=';
            end = AsciiCopy.append(dst, end + 1, text, 0, length, SPECIAL);
            if (end >= 0) {
                publish(out, end);
                return;
            }
        }
        boolean bare = value == null || isBareWord(value) && isBare(value);
        appendMeasured(out, KEYS, key, keyLength, STRINGS, text, length, bare);
    }

    /** Whether a text can be bare if all its chars can. */
    private static boolean isBareWord(@Nullable String value) {
        return value == null || !value.isEmpty() && !value.equals(NULL);
    }

    private static boolean isBare(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (!isBare(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBare(char c) {
        return c < 0x80 ? c > ' ' && c != '"' && c != '=' && c != '\\' && c != 0x7F : ESCAPES.leaves(c);
    }

    private void appendForeign(AppendBuffer out, CharSequence key, @Nullable CharSequence value) {
        int keyLength = length(key);
        char[] keyChars = read(out, key, 0, keyLength);
        try {
            CharSequence text = value == null ? NULL : value;
            int length = length(text);
            char[] chars = read(out, text, 0, length);
            try {
                boolean bare = value == null || isBare(chars, length);
                appendMeasured(out(), KEY_CHARS, keyChars, keyLength, CHARS, chars, length, bare);
            } finally {
                ACCESS.keepChars(out, chars);
            }
        } finally {
            ACCESS.keepChars(out, keyChars);
        }
    }

    private static boolean isBare(char[] text, int length) {
        boolean isNull = length == 4 && text[0] == 'n' && text[1] == 'u' && text[2] == 'l' && text[3] == 'l';
        if (length == 0 || isNull) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (!isBare(text[i])) {
                return false;
            }
        }
        return true;
    }

    /** Appends a pair whose exact length is computed first. */
    private <K, V> void appendMeasured(
            AppendBuffer out,
            Pieces<K> keys,
            K key,
            int keyLength,
            Pieces<V> values,
            V value,
            int valueLength,
            boolean bare) {
        int quotes = bare ? 0 : 1;
        int space = isOpen() ? 1 : 0;
        long length = space + keys.length(key, 0, keyLength) + 1 + 2L * quotes + values.length(value, 0, valueLength);
        if (ACCESS.makeRoomInPieces(out, length)) {
            appendPieces(out, keys, key, keyLength, values, value, valueLength, quotes);
            return;
        }
        byte[] dst = ACCESS.room(out, length);
        int pos = putWord(dst, ACCESS.position(out), ' ', space);
        pos = keys.append(dst, pos, key, 0, keyLength);
        pos = putWord(dst, pos, EQUALS, 1 + quotes);
        pos = values.append(dst, pos, value, 0, valueLength);
        publish(out, putWord(dst, pos, '"', quotes));
    }

    /** The sign between key and value, and the quote that may follow. */
    private static final int EQUALS = '=' | '"' << 8;

    private <K, V> void appendPieces(
            AppendBuffer out,
            Pieces<K> keys,
            K key,
            int keyLength,
            Pieces<V> values,
            V value,
            int valueLength,
            int quotes) {
        long mark = ACCESS.mark(out);
        try {
            appendWord(out, ' ', isOpen() ? 1 : 0);
            if (keyLength == 0) {
                appendWord(out, '_', 1);
            }
            ACCESS.appendInPieces(out, keys, key, 0, keyLength);
            appendWord(out, EQUALS, 1 + quotes);
            ACCESS.appendInPieces(out, values, value, 0, valueLength);
            appendWord(out, '"', quotes);
        } catch (Throwable e) {
            ACCESS.rollBack(out, mark, e);
            throw e;
        }
        published(mark);
    }

    /** Returns where a key begins, after the space if it is not the first of the line. */
    private int separated(byte[] dst, int pos) {
        dst[pos] = ' ';
        return isOpen() ? pos + 1 : pos;
    }

    /**
     * Appends a pair with a long in decimal.
     *
     * @param key the key
     * @param value the value
     * @return this writer
     */
    public LogfmtWriter appendLong(CharSequence key, long value) {
        return appendPair(key, LONG, value, 0, FractionDigits.NONE);
    }

    /**
     * Appends a pair with a double by the shortest digits that round to it; {@code NaN}, {@code Infinity} and
     * {@code -Infinity} are written so.
     *
     * @param key the key
     * @param value the value
     * @return this writer
     */
    public LogfmtWriter appendDouble(CharSequence key, double value) {
        return appendPair(key, DOUBLE, Double.doubleToRawLongBits(value), 0, FractionDigits.NONE);
    }

    /**
     * Appends a pair with {@code true} or {@code false}.
     *
     * @param key the key
     * @param value the value
     * @return this writer
     */
    public LogfmtWriter appendBoolean(CharSequence key, boolean value) {
        return appendPair(key, BOOLEAN, value ? 1 : 0, 0, FractionDigits.NONE);
    }

    /**
     * Appends a pair with an instant by RFC 3339 in UTC, {@code 2026-11-21T09:02:03.123Z}.
     *
     * @param key the key
     * @param epochSecond seconds since 1970-01-01T00:00:00Z
     * @param nano nanoseconds of the second, 0 to 999,999,999
     * @param fraction the fraction digits of the second
     * @return this writer
     * @throws DateTimeException if the second is outside the years 0000 to 9999, or the nano outside its range; nothing
     *     has changed
     */
    public LogfmtWriter appendInstant(CharSequence key, long epochSecond, int nano, FractionDigits fraction) {
        return appendPair(key, INSTANT, epochSecond, nano, fraction);
    }

    private static final int LONG = 0;
    private static final int DOUBLE = 1;
    private static final int BOOLEAN = 2;
    private static final int INSTANT = 3;

    /** Appends a pair whose value is bare and short. */
    private LogfmtWriter appendPair(CharSequence key, int kind, long bits, int nano, FractionDigits fraction) {
        AppendBuffer out = out();
        int valueLength =
                switch (kind) {
                    case LONG -> Append.longLength(bits);
                    case DOUBLE -> Append.doubleLength(Double.longBitsToDouble(bits));
                    case BOOLEAN -> Append.booleanLength(bits != 0);
                    default -> Append.instantLength(bits, nano, fraction);
                };
        if (key instanceof String text) {
            appendPair(out, KEYS, text, text.length(), valueLength, kind, bits, nano, fraction);
            return this;
        }
        int keyLength = length(key);
        char[] chars = read(out, key, 0, keyLength);
        try {
            appendPair(out(), KEY_CHARS, chars, keyLength, valueLength, kind, bits, nano, fraction);
        } finally {
            ACCESS.keepChars(out, chars);
        }
        return this;
    }

    private <K> void appendPair(
            AppendBuffer out,
            Pieces<K> keys,
            K key,
            int keyLength,
            int valueLength,
            int kind,
            long bits,
            int nano,
            FractionDigits fraction) {
        int space = isOpen() ? 1 : 0;
        long length = space + keys.length(key, 0, keyLength) + 1L + valueLength;
        long mark = ACCESS.mark(out);
        try {
            if (ACCESS.makeRoomInPieces(out, length)) {
                appendWord(out, ' ', space);
                appendWord(out, '_', keyLength == 0 ? 1 : 0);
                ACCESS.appendInPieces(out, keys, key, 0, keyLength);
                appendWord(out, '=', 1);
            } else {
                byte[] dst = ACCESS.room(out, length);
                int pos = putWord(dst, ACCESS.position(out), ' ', space);
                ACCESS.advance(out, putWord(dst, keys.append(dst, pos, key, 0, keyLength), '=', 1));
            }
            switch (kind) {
                case LONG -> out.appendLong(bits);
                case DOUBLE -> out.appendDouble(Double.longBitsToDouble(bits));
                case BOOLEAN -> out.appendBoolean(bits != 0);
                default -> out.appendInstant(bits, nano, fraction);
            }
        } catch (Throwable e) {
            ACCESS.rollBack(out, mark, e);
            throw e;
        }
        published(mark);
    }
}
