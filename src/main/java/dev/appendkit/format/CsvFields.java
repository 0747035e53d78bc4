// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import dev.appendkit.AppendBuffer;
import dev.appendkit.internal.AsciiCopy;
import dev.appendkit.internal.EscapeRule;
import dev.appendkit.internal.Hex;
import dev.appendkit.internal.SpecialBytes;
import dev.appendkit.internal.Utf8Check;
import dev.appendkit.internal.cursor.Pieces;
import java.util.Objects;

/**
 * The fields of a CSV record: the separators between them, and how text is quoted or escaped.
 *
 * <p>A text is first written as if it needed neither. Only if that finds a char that is not plain is the text measured,
 * and then written by its rule.
 */
abstract class CsvFields extends RecordWriter {
    private static final String NO_NUL = "NUL cannot stand in a text, because readers cut it there";
    private static final String FORMULAS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private static final TextRule PLAIN = TextRule.of(EscapeRule.of(SpecialBytes.of(1, '\0'), "\0"), NO_NUL);
    private static final TextRule QUOTED = TextRule.of(EscapeRule.of(SpecialBytes.of(1, '"'), "\0", "\"\"\""), NO_NUL);
    private static final TextRule ESCAPED =
            TextRule.of(EscapeRule.of(SpecialBytes.of(' ', '\\'), "\0", "\\\\\\", "\t\\t", "\n\\n", "\r\\r"), NO_NUL);

    private static final Pieces<byte[]> UTF8_PLAIN = new BytePieces(PLAIN.rule());
    private static final Pieces<byte[]> UTF8_QUOTED = new BytePieces(QUOTED.rule());
    private static final Pieces<byte[]> UTF8_ESCAPED = new BytePieces(ESCAPED.rule());

    private static final Pieces<byte[]> HEX_PIECES = new Pieces<>(1, 2) {
        @Override
        public long length(byte[] src, int from, int to) {
            return 2L * (to - from);
        }

        @Override
        public int append(byte[] dst, int pos, byte[] src, int from, int to) {
            return Hex.appendBytes(dst, pos, src, from, to);
        }
    };

    private static final int HEX = '\\' | 'x' << 8;
    private static final int ESCAPED_HEX = HEX << 8 | '\\';
    private static final int QUOTE = '"';
    private static final int QUOTES = QUOTE | QUOTE << 8;
    private static final int APOSTROPHE = '\'';

    private final char separator;
    private final boolean escapes;
    private final boolean quotesEmpty;
    private final boolean guardsFormulas;
    /** All chars that a text is measured for. */
    private final SpecialBytes special;

    private final int lineEnd;
    private final int lineEndLength;

    private int fields;

    CsvFields(CsvDialect dialect) {
        separator = dialect.separator();
        escapes = dialect.escapes();
        quotesEmpty = dialect.quotesEmpty();
        guardsFormulas = dialect.guardsFormulas();
        special = escapes ? SpecialBytes.of(' ', '\\') : SpecialBytes.of(' ', '"', separator);
        lineEnd = dialect.isCrlf() ? '\r' | '\n' << 8 : '\n';
        lineEndLength = dialect.isCrlf() ? 2 : 1;
    }

    final boolean escapes() {
        return escapes;
    }

    final void begin() {
        fields = 0;
    }

    final boolean hasFields() {
        return fields != 0;
    }

    /** The number of bytes between the last field and the next one. */
    final int separatorLength() {
        return fields == 0 ? 0 : 1;
    }

    /** Writes the separator before a field, which has room, and returns the index after it. */
    final int separate(byte[] array, int pos) {
        if (fields == 0) {
            return pos;
        }
        array[pos] = (byte) separator;
        return pos + 1;
    }

    /** Notes a complete field that ends at {@code end}. */
    final void field(AppendBuffer cursor, int end) {
        publish(cursor, end);
        fields++;
    }

    /**
     * Makes room for a field of a known length, which the cursor's own append writes, and writes the separator before
     * it.
     */
    final AppendBuffer open(int length) {
        AppendBuffer cursor = out();
        byte[] array = ACCESS.room(cursor, (long) separatorLength() + length);
        field(cursor, separate(array, ACCESS.position(cursor)));
        return cursor;
    }

    final void endLine() {
        AppendBuffer cursor = out();
        if (fields == 0) {
            throw new IllegalStateException("endRecord() in a record without fields: append a field first");
        }
        boolean blank = !escapes && fields == 1 && ACCESS.mark(cursor) == start();
        if (blank && quotesEmpty) {
            throw new IllegalStateException(
                    "endRecord() in a record of one null: with quoteEmpty(true) there is no text"
                            + " for it, append a field or rollBack()");
        }
        int quotes = blank ? 2 : 0;
        byte[] array = ACCESS.room(cursor, quotes + lineEndLength);
        int end = putWord(array, ACCESS.position(cursor), QUOTES, quotes);
        publish(cursor, putWord(array, end, lineEnd, lineEndLength));
        ended();
        fields = 0;
    }

    final void appendText(CharSequence text) {
        AppendBuffer cursor = out();
        if (text instanceof String string) {
            appendString(cursor, string);
            return;
        }
        int length = length(text);
        char[] chars = read(cursor, text, 0, length);
        try {
            appendChars(cursor, chars, length);
        } finally {
            ACCESS.keepChars(cursor, chars);
        }
    }

    private void appendString(AppendBuffer cursor, String text) {
        int length = text.length();
        // The text is empty, or may be the end of COPY's data: not on this path.
        boolean usual = length != 0 && (length != 2 || fields != 0);
        if (usual && !guardsFormulas && ACCESS.limit(cursor) - ACCESS.position(cursor) > length) {
            byte[] array = ACCESS.room(cursor, 0);
            int start = separate(array, ACCESS.position(cursor));
            int end = AsciiCopy.append(array, start, text, 0, length, special);
            if (end >= 0) {
                field(cursor, end);
                return;
            }
        }
        appendMeasured(cursor, text, length);
    }

    private void appendMeasured(AppendBuffer cursor, String text, int length) {
        boolean quoted = !escapes && needsQuotes(text, length);
        int before = before(quoted, length > 0 && guardsFormulas && FORMULAS.indexOf(text.charAt(0)) >= 0);
        int beforeLength = length(before);
        int quotes = quoted ? 1 : 0;
        TextRule rule = rule(quoted);
        long total = beforeLength + rule.length(text, 0, length) + quotes;
        if (ACCESS.makeRoomInPieces(cursor, total)) {
            appendInPieces(cursor, before, beforeLength, rule.strings(), text, 0, length, QUOTE, quotes);
            fields++;
            return;
        }
        byte[] array = ACCESS.room(cursor, total);
        int start = putWord(array, ACCESS.position(cursor), before, beforeLength);
        int end = rule.rule().append(array, start, text, 0, length);
        field(cursor, putWord(array, end, QUOTE, quotes));
    }

    private void appendChars(AppendBuffer cursor, char[] text, int length) {
        boolean quoted = !escapes && needsQuotes(text, length);
        int before = before(quoted, length > 0 && guardsFormulas && FORMULAS.indexOf(text[0]) >= 0);
        int beforeLength = length(before);
        int quotes = quoted ? 1 : 0;
        TextRule rule = rule(quoted);
        long total = beforeLength + rule.length(text, 0, length) + quotes;
        if (ACCESS.makeRoomInPieces(cursor, total)) {
            appendInPieces(cursor, before, beforeLength, rule.chars(), text, 0, length, QUOTE, quotes);
            fields++;
            return;
        }
        byte[] array = ACCESS.room(cursor, total);
        int start = putWord(array, ACCESS.position(cursor), before, beforeLength);
        int end = rule.rule().append(array, start, text, 0, length);
        field(cursor, putWord(array, end, QUOTE, quotes));
    }

    final void appendUtf8Text(byte[] src, int from, int to) {
        AppendBuffer cursor = out();
        Objects.checkFromToIndex(from, to, src.length);
        int malformed = Utf8Check.indexOfMalformed(src, from, to);
        if (malformed >= 0) {
            throw new IllegalArgumentException("the bytes from index " + malformed + " on are not UTF-8");
        }
        boolean quoted = !escapes && needsQuotes(src, from, to);
        int before = before(quoted, guardsFormulas && isFormula(src, from, to));
        int beforeLength = length(before);
        int quotes = quoted ? 1 : 0;
        TextRule rule = rule(quoted);
        long length = rule.length(src, from, to);
        long total = beforeLength + length + quotes;
        if (ACCESS.makeRoomInPieces(cursor, total)) {
            Pieces<byte[]> pieces = escapes ? UTF8_ESCAPED : quoted ? UTF8_QUOTED : UTF8_PLAIN;
            appendInPieces(cursor, before, beforeLength, pieces, src, from, to, QUOTE, quotes);
            fields++;
            return;
        }
        byte[] array = ACCESS.room(cursor, total);
        int start = putWord(array, ACCESS.position(cursor), before, beforeLength);
        int end = BytePieces.append(rule.rule(), array, start, start + (int) length, src, from, to);
        field(cursor, putWord(array, end, QUOTE, quotes));
    }

    final void appendHexText(byte[] src, int from, int to) {
        AppendBuffer cursor = out();
        Objects.checkFromToIndex(from, to, src.length);
        int before = escapes ? ESCAPED_HEX : HEX;
        before = fields == 0 ? before : before << 8 | separator;
        int beforeLength = length(before);
        long total = beforeLength + 2L * (to - from);
        if (ACCESS.makeRoomInPieces(cursor, total)) {
            appendInPieces(cursor, before, beforeLength, HEX_PIECES, src, from, to, 0, 0);
            fields++;
            return;
        }
        byte[] array = ACCESS.room(cursor, total);
        int start = putWord(array, ACCESS.position(cursor), before, beforeLength);
        field(cursor, Hex.appendBytes(array, start, src, from, to));
    }

    private TextRule rule(boolean quoted) {
        return escapes ? ESCAPED : quoted ? QUOTED : PLAIN;
    }

    /** The bytes before a text, the first one in the low byte. */
    private int before(boolean quoted, boolean guarded) {
        int before = guarded ? APOSTROPHE : 0;
        if (quoted) {
            before = before << 8 | QUOTE;
        }
        return fields == 0 ? before : before << 8 | separator;
    }

    /** The number of bytes of a word that ends with its last byte that is not 0. */
    private static int length(int word) {
        return (Integer.SIZE + 7 - Integer.numberOfLeadingZeros(word)) >>> 3;
    }

    private boolean needsQuotes(String text, int length) {
        for (int i = 0; i < length; i++) {
            if (isQuoted(text.charAt(i))) {
                return true;
            }
        }
        return length == 0 ? quotesEmpty : length == 2 && isEndOfData(text.charAt(0), text.charAt(1));
    }

    private boolean needsQuotes(char[] text, int length) {
        for (int i = 0; i < length; i++) {
            if (isQuoted(text[i])) {
                return true;
            }
        }
        return length == 0 ? quotesEmpty : length == 2 && isEndOfData(text[0], text[1]);
    }

    private boolean needsQuotes(byte[] src, int from, int to) {
        for (int i = from; i < to; i++) {
            if (isQuoted(src[i])) {
                return true;
            }
        }
        return from == to ? quotesEmpty : to - from == 2 && isEndOfData(src[from], src[from + 1]);
    }

    private boolean isQuoted(int c) {
        return c == separator || c == '"' || c == '\r' || c == '\n';
    }

    /** Whether the text would be a line {@code \.}, which ends the data of PostgreSQL's COPY. */
    private boolean isEndOfData(int first, int second) {
        return fields == 0 && first == '\\' && second == '.';
    }

    /** Whether the UTF-8 text begins like a formula; the four chars of three bytes begin with EF BC. */
    private static boolean isFormula(byte[] src, int from, int to) {
        if (from == to) {
            return false;
        }
        int first = src[from];
        if (first >= 0) {
            return FORMULAS.indexOf(first) >= 0;
        }
        return first == (byte) 0xEF
                && FORMULAS.indexOf((first & 0xF) << 12 | (src[from + 1] & 0x3F) << 6 | src[from + 2] & 0x3F) >= 0;
    }
}
