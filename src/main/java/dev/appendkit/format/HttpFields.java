// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import dev.appendkit.Append;
import dev.appendkit.AppendBuffer;
import dev.appendkit.internal.Civil;
import dev.appendkit.internal.Digits;
import dev.appendkit.internal.EscapeRule;
import dev.appendkit.internal.HttpDate;
import dev.appendkit.internal.SpecialBytes;
import dev.appendkit.internal.cursor.Guest;
import java.nio.BufferOverflowException;
import java.util.Objects;

/**
 * Appends fields of an HTTP message, {@code name: value} and CRLF (RFC 9110, section 5; RFC 9112, section 5).
 *
 * <pre>{@code
 * HttpFields.appendField(out, "Content-Length", 42);
 * HttpFields.appendDateField(out, "Date", 1_795_251_723);    // Date: Sat, 21 Nov 2026 09:02:03 GMT
 * }</pre>
 *
 * <p>A name is a token. A value consists of spaces, tabs and the chars 0x21 to 0x7E, without a blank at either end;
 * everything else, above all CR and LF (CWE-113), is refused before the first byte. A value may be empty.
 */
public final class HttpFields {
    private HttpFields() {}

    /**
     * Appends a text field. It has as many bytes as chars, plus four.
     *
     * @param out the cursor
     * @param name the name
     * @param value the value
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the name is not a token, or the value contains another char or has a blank at
     *     either end
     * @throws IllegalStateException if the cursor is closed
     */
    public static void appendField(AppendBuffer out, CharSequence name, CharSequence value) {
        writer(out).appendText(name, value);
    }

    /**
     * Appends a number field in decimal. It has at most {@link Append#MAX_LONG_LENGTH} bytes more than the name, plus
     * four.
     *
     * @param out the cursor
     * @param name the name
     * @param value the value
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the name is not a token
     * @throws IllegalStateException if the cursor is closed
     */
    public static void appendField(AppendBuffer out, CharSequence name, long value) {
        writer(out).appendNumber(name, value, Writer.LONG_CALL);
    }

    /**
     * Appends a date field, {@code Sat, 21 Nov 2026 09:02:03 GMT} (RFC 9110, section 5.6.7). It has 29 bytes more than
     * the name, plus four.
     *
     * @param out the cursor
     * @param name the name
     * @param epochSecond the second, counted from 1970-01-01T00:00:00Z
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the name is not a token
     * @throws java.time.DateTimeException if the year is outside 0000 to 9999
     * @throws IllegalStateException if the cursor is closed
     */
    public static void appendDateField(AppendBuffer out, CharSequence name, long epochSecond) {
        Civil.checkEpochSecond(epochSecond);
        writer(out).appendNumber(name, epochSecond, Writer.DATE_CALL);
    }

    private static Writer writer(AppendBuffer out) {
        Writer writer = RecordWriter.ACCESS.guest(out, Writer.GUEST);
        writer.aim(out);
        return writer;
    }

    /** The writer of one cursor, which keeps it. */
    private static final class Writer extends TextWriter {
        static final Guest<Writer> GUEST = new Guest<>(Writer::new);

        static final int TEXT_CALL = 0;
        static final int LONG_CALL = 1;
        static final int DATE_CALL = 2;

        private static final String TOKEN = "!#$%&'*+-.^_`|~";
        private static final TextRule NAME = TextRule.of(
                EscapeRule.of(SpecialBytes.of(0x7F, '\u007F'), noToken()).refuseBelow(Character.MAX_VALUE + 1),
                "a field's name has letters, digits and " + TOKEN + " only");
        private static final TextRule VALUE = TextRule.of(
                EscapeRule.of(SpecialBytes.of(' ', '\u007F'), noValue()).refuseBelow(Character.MAX_VALUE + 1),
                "a field's value has spaces, tabs and the chars 0x21 to 0x7E only");

        private static final int COLON = ':' | ' ' << 8;
        private static final int CRLF = '\r' | '\n' << 8;

        private static String noToken() {
            StringBuilder refused = new StringBuilder();
            for (char c = 0; c < 0x80; c++) {
                boolean alphanumeric = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
                if (!alphanumeric && TOKEN.indexOf(c) < 0) {
                    refused.append(c);
                }
            }
            return refused.toString();
        }

        private static String noValue() {
            StringBuilder refused = new StringBuilder("\u007F");
            for (char c = 0; c < ' '; c++) {
                if (c != '\t') {
                    refused.append(c);
                }
            }
            return refused.toString();
        }

        void appendText(CharSequence name, CharSequence value) {
            AppendBuffer cursor = out();
            if (name instanceof String n && value instanceof String v && isAmple(cursor, n.length() + v.length())) {
                check(n);
                if (!v.isEmpty()) {
                    checkEnds(v.charAt(0), v.charAt(v.length() - 1), v.length());
                }
                byte[] array = ACCESS.room(cursor, 0);
                int end = putWord(array, put(array, ACCESS.position(cursor), NAME, n), COLON, 2);
                ACCESS.advance(cursor, putWord(array, put(array, end, VALUE, v), CRLF, 2));
            } else {
                appendSlowly(TEXT_CALL, name, Objects.requireNonNull(value), 0);
            }
        }

        void appendNumber(CharSequence name, long value, int call) {
            AppendBuffer cursor = out();
            if (name instanceof String n && isAmple(cursor, n.length())) {
                check(n);
                byte[] array = ACCESS.room(cursor, 0);
                int end = putWord(array, put(array, ACCESS.position(cursor), NAME, n), COLON, 2);
                ACCESS.advance(cursor, putWord(array, put(array, end, call, value), CRLF, 2));
            } else {
                appendSlowly(call, name, null, value);
            }
        }

        private static int put(byte[] array, int pos, int call, long number) {
            return call == LONG_CALL ? Digits.appendLongSpill(array, pos, number) : HttpDate.append(array, pos, number);
        }

        private static void check(String name) {
            if (name.isEmpty()) {
                throw emptyName();
            }
        }

        private static IllegalArgumentException emptyName() {
            return new IllegalArgumentException("a field's name is not empty");
        }

        private static void checkEnds(char first, char last, int length) {
            if (first == ' ' || first == '\t') {
                throw blank(0);
            }
            if (last == ' ' || last == '\t') {
                throw blank(length - 1);
            }
        }

        private static IllegalArgumentException blank(int index) {
            return new IllegalArgumentException("refused at index " + index + ": a value has no blank at its ends");
        }

        @Override
        void append(AppendBuffer cursor, int call, char[] chars, int split, int length, long number) {
            if (split == 0) {
                throw emptyName();
            }
            if (length > split) {
                checkEnds(chars[split], chars[length - 1], length - split);
            }
            int tailLength = call == TEXT_CALL ? 0 : put(tail, 0, call, number);
            appendParts(cursor, 0, NAME, chars, split, COLON, VALUE, length, tailLength, CRLF);
        }
    }
}
