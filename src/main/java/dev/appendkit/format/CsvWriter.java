// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import dev.appendkit.Append;
import dev.appendkit.AppendBuffer;
import dev.appendkit.FractionDigits;
import dev.appendkit.internal.Civil;
import dev.appendkit.internal.Digits;
import dev.appendkit.internal.ShortestDouble;
import dev.appendkit.internal.ShortestFloat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.BufferOverflowException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes records of CSV (RFC 4180, section 2) or of tab-separated values, as defined by a {@link CsvDialect}. A record
 * is a line; it begins with its first field and is open until {@link #endRecord}.
 *
 * <pre>{@code
 * CsvWriter csv = new CsvWriter(CsvDialect.rfc4180()).reset(out);
 * csv.appendLong(1).appendString("a, \"b\"").appendNull().endRecord();    // 1,"a, ""b""",
 * }</pre>
 *
 * <p>NUL in a text is refused, because readers cut the text there. Everything else can be written. The CSV dialects do
 * not distinguish null from the empty text unless {@link CsvDialect#quoteEmpty} is on. On a draining cursor, text
 * longer than its capacity is written in pieces.
 *
 * <p>PostgreSQL reads typed values as they are written. MySQL and MariaDB read {@code true}, {@code NaN},
 * {@code Infinity} and instants wrongly or not at all into columns of these types: use a text column for them, or
 * {@code appendInt} and {@code appendTimestamp}.
 *
 * <p>A writer is small and reusable; only one thread at a time may use it. A call that throws changes nothing.
 */
public final class CsvWriter extends CsvFields {
    private static final int NULL = '\\' | 'N' << 8;

    /**
     * Creates a writer, which {@link #reset} aims at a cursor.
     *
     * @param dialect how the writer separates, quotes and escapes
     */
    public CsvWriter(CsvDialect dialect) {
        super(dialect);
    }

    /**
     * Aims the writer at a cursor; the next record begins at the end of its content. An open record is forgotten, but
     * its bytes stay where they were written.
     *
     * @param out the cursor
     * @return this writer
     */
    public CsvWriter reset(AppendBuffer out) {
        aim(out);
        begin();
        return this;
    }

    /**
     * Ends the record with CRLF or LF. A record of one field that would be empty is {@code ""}, so that it is not a
     * blank line.
     *
     * @return this writer
     * @throws BufferOverflowException if the line ending does not fit; nothing has changed
     * @throws IllegalStateException if the record has no field, or only a null that the dialect cannot express
     *     ({@link CsvDialect#quoteEmpty}); if the writer has not been aimed yet or its cursor is closed
     */
    public CsvWriter endRecord() {
        endLine();
        return this;
    }

    /**
     * Truncates the cursor to the start of the open record, if there is one. If a draining cursor has already drained a
     * part of it, the cursor breaks.
     *
     * @return this writer
     * @throws IllegalStateException if the writer has not been aimed yet or its cursor is closed
     */
    public CsvWriter rollBack() {
        cutRecord();
        begin();
        return this;
    }

    /**
     * Returns whether no record is open.
     *
     * @return true between records
     * @throws IllegalStateException if the writer has not been aimed yet
     */
    public boolean isComplete() {
        out();
        return !hasFields();
    }

    /**
     * Appends a text, quoted, escaped and guarded as defined by the dialect. A surrogate without its partner becomes
     * U+FFFD. At most three bytes per char and four more.
     *
     * @param value the text; null is {@link #appendNull}
     * @return this writer
     * @throws BufferOverflowException if the field does not fit; nothing has changed
     * @throws IllegalArgumentException if the text contains NUL
     * @throws IllegalStateException if the writer has not been aimed yet or its cursor is closed
     */
    public CsvWriter appendString(@Nullable CharSequence value) {
        if (value == null) {
            return appendNull();
        }
        appendText(value);
        return this;
    }

    /**
     * Appends null: the empty field, or {@code \N} in {@link CsvDialect#escapedTsv}.
     *
     * @return this writer
     * @throws BufferOverflowException if the field does not fit; nothing has changed
     * @throws IllegalStateException if the writer has not been aimed yet or its cursor is closed
     */
    public CsvWriter appendNull() {
        AppendBuffer cursor = open(escapes() ? 2 : 0);
        if (escapes()) {
            appendWord(cursor, NULL, 2);
        }
        return this;
    }

    /**
     * Appends {@code true} or {@code false}.
     *
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if the field does not fit; nothing has changed
     * @throws IllegalStateException if the writer has not been aimed yet or its cursor is closed
     */
    public CsvWriter appendBoolean(boolean value) {
        open(Append.booleanLength(value)).appendBoolean(value);
        return this;
    }

    /**
     * Appends an int in decimal.
     *
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if the field does not fit; nothing has changed
     * @throws IllegalStateException if the writer has not been aimed yet or its cursor is closed
     */
    public CsvWriter appendInt(int value) {
        return appendLong(value);
    }

    /**
     * Appends a long in decimal.
     *
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if the field does not fit; nothing has changed
     * @throws IllegalStateException if the writer has not been aimed yet or its cursor is closed
     */
    public CsvWriter appendLong(long value) {
        AppendBuffer cursor = out();
        int pos = ACCESS.position(cursor);
        if (ACCESS.limit(cursor) - pos <= Append.MAX_LONG_LENGTH) {
            open(Append.longLength(value)).appendLong(value);
            return this;
        }
        byte[] array = ACCESS.room(cursor, 0);
        field(cursor, Digits.appendLongSpill(array, separate(array, pos), value));
        return this;
    }

    /**
     * Appends a long in decimal, read as unsigned.
     *
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if the field does not fit; nothing has changed
     * @throws IllegalStateException if the writer has not been aimed yet or its cursor is closed
     */
    public CsvWriter appendUnsignedLong(long value) {
        open(Append.unsignedLongLength(value)).appendUnsignedLong(value);
        return this;
    }

    /**
     * Appends a float like {@link AppendBuffer#appendFloat}: PostgreSQL reads {@code NaN} and {@code Infinity}.
     *
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if the field does not fit; nothing has changed
     * @throws IllegalStateException if the writer has not been aimed yet or its cursor is closed
     */
    public CsvWriter appendFloat(float value) {
        AppendBuffer cursor = out();
        int pos = ACCESS.position(cursor);
        if (ACCESS.limit(cursor) - pos <= ShortestFloat.SPILL_ROOM) {
            open(Append.floatLength(value)).appendFloat(value);
            return this;
        }
        byte[] array = ACCESS.room(cursor, 0);
        field(cursor, ShortestFloat.appendSpill(array, separate(array, pos), value));
        return this;
    }

    /**
     * Appends a double like {@link AppendBuffer#appendDouble}: PostgreSQL reads {@code NaN} and {@code Infinity}.
     *
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if the field does not fit; nothing has changed
     * @throws IllegalStateException if the writer has not been aimed yet or its cursor is closed
     */
    public CsvWriter appendDouble(double value) {
        AppendBuffer cursor = out();
        int pos = ACCESS.position(cursor);
        if (ACCESS.limit(cursor) - pos <= ShortestDouble.SPILL_ROOM) {
            open(Append.doubleLength(value)).appendDouble(value);
            return this;
        }
        byte[] array = ACCESS.room(cursor, 0);
        field(cursor, ShortestDouble.appendSpill(array, separate(array, pos), value));
        return this;
    }

    /**
     * Appends a decimal in plain form, {@code unscaled * 10^-scale}.
     *
     * @param unscaled the unscaled value
     * @param scale the scale
     * @return this writer
     * @throws BufferOverflowException if the field does not fit; nothing has changed
     * @throws IllegalArgumentException if the text is longer than {@link Append#MAX_DECIMAL_LENGTH}
     * @throws IllegalStateException if the writer has not been aimed yet or its cursor is closed
     */
    public CsvWriter appendDecimal(long unscaled, int scale) {
        open(Append.decimalLength(unscaled, scale)).appendDecimal(unscaled, scale);
        return this;
    }

    /**
     * Appends a decimal in plain form, as {@code toPlainString}.
     *
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if the field does not fit; nothing has changed
     * @throws IllegalArgumentException if the text is longer than {@link Append#MAX_DECIMAL_LENGTH}
     * @throws IllegalStateException if the writer has not been aimed yet or its cursor is closed
     */
    public CsvWriter appendDecimal(BigDecimal value) {
        BigDecimal exact = exact(out(), value);
        open(Append.decimalLength(exact)).appendDecimal(exact);
        return this;
    }

    /**
     * Appends an integer of any size in decimal.
     *
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if the field does not fit; nothing has changed
     * @throws IllegalArgumentException if the text is longer than {@link Append#MAX_DECIMAL_LENGTH}
     * @throws IllegalStateException if the writer has not been aimed yet or its cursor is closed
     */
    public CsvWriter appendBigInteger(BigInteger value) {
        BigInteger exact = exact(out(), value);
        open(Append.bigIntegerLength(exact)).appendBigInteger(exact);
        return this;
    }

    /**
     * Appends a date, {@code 2026-11-21}.
     *
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if the field does not fit; nothing has changed
     * @throws java.time.DateTimeException if the year is outside 0000 to 9999
     * @throws IllegalStateException if the writer has not been aimed yet or its cursor is closed
     */
    public CsvWriter appendDate(LocalDate value) {
        open(Append.dateLength(value)).appendDate(value);
        return this;
    }

    /**
     * Appends the date of an epoch day, counted from 1970-01-01, {@code 2026-11-21}.
     *
     * @param value the epoch day
     * @return this writer
     * @throws BufferOverflowException if the field does not fit; nothing has changed
     * @throws java.time.DateTimeException if the year is outside 0000 to 9999
     * @throws IllegalStateException if the writer has not been aimed yet or its cursor is closed
     */
    public CsvWriter appendEpochDay(long value) {
        AppendBuffer cursor = out();
        Civil.checkEpochDay(value);
        long room = (long) separatorLength() + Civil.DATE_LENGTH;
        byte[] array = ACCESS.room(cursor, room);
        field(cursor, Civil.appendEpochDay(array, separate(array, ACCESS.position(cursor)), value));
        return this;
    }

    /**
     * Appends a time of day, {@code 09:02:03.123}.
     *
     * @param value the value
     * @param fraction the digits of the fraction
     * @return this writer
     * @throws BufferOverflowException if the field does not fit; nothing has changed
     * @throws IllegalStateException if the writer has not been aimed yet or its cursor is closed
     */
    public CsvWriter appendTime(LocalTime value, FractionDigits fraction) {
        open(Append.timeLength(value, fraction)).appendTime(value, fraction);
        return this;
    }

    /**
     * Appends a date and time, {@code 2026-11-21 09:02:03.123}.
     *
     * @param value the value
     * @param fraction the digits of the fraction
     * @return this writer
     * @throws BufferOverflowException if the field does not fit; nothing has changed
     * @throws java.time.DateTimeException if the year is outside 0000 to 9999
     * @throws IllegalStateException if the writer has not been aimed yet or its cursor is closed
     */
    public CsvWriter appendTimestamp(LocalDateTime value, FractionDigits fraction) {
        open(Append.timestampLength(value, fraction)).appendTimestamp(value, fraction);
        return this;
    }

    /**
     * Appends a date and time, given as a second in UTC, {@code 2026-11-21 09:02:03.123}.
     *
     * @param epochSecond the second, counted from 1970-01-01T00:00:00
     * @param nano the nanosecond, 0 to 999,999,999
     * @param fraction the digits of the fraction
     * @return this writer
     * @throws BufferOverflowException if the field does not fit; nothing has changed
     * @throws java.time.DateTimeException if the year is outside 0000 to 9999 or the nano outside its range
     * @throws IllegalStateException if the writer has not been aimed yet or its cursor is closed
     */
    public CsvWriter appendTimestamp(long epochSecond, int nano, FractionDigits fraction) {
        open(Append.timestampLength(epochSecond, nano, fraction)).appendTimestamp(epochSecond, nano, fraction);
        return this;
    }

    /**
     * Appends an instant by RFC 3339, {@code 2026-11-21T09:02:03.123Z}.
     *
     * @param epochSecond the second, counted from 1970-01-01T00:00:00Z
     * @param nano the nanosecond, 0 to 999,999,999
     * @param fraction the digits of the fraction
     * @return this writer
     * @throws BufferOverflowException if the field does not fit; nothing has changed
     * @throws java.time.DateTimeException if the year is outside 0000 to 9999 or the nano outside its range
     * @throws IllegalStateException if the writer has not been aimed yet or its cursor is closed
     */
    public CsvWriter appendInstant(long epochSecond, int nano, FractionDigits fraction) {
        open(Append.instantLength(epochSecond, nano, fraction)).appendInstant(epochSecond, nano, fraction);
        return this;
    }

    /**
     * Appends a UUID in lower case, 36 bytes.
     *
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if the field does not fit; nothing has changed
     * @throws IllegalStateException if the writer has not been aimed yet or its cursor is closed
     */
    public CsvWriter appendUuid(UUID value) {
        Objects.requireNonNull(value);
        open(Append.MAX_UUID_LENGTH).appendUuid(value);
        return this;
    }

    /**
     * Appends text that is already UTF-8, quoted, escaped and guarded as in {@link #appendString}.
     *
     * @param src the bytes, which must not change meanwhile
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return this writer
     * @throws BufferOverflowException if the field does not fit; nothing has changed
     * @throws IllegalArgumentException if the bytes are not UTF-8 or contain NUL
     * @throws IndexOutOfBoundsException if the range is outside the source
     * @throws IllegalStateException if the writer has not been aimed yet or its cursor is closed
     */
    public CsvWriter appendUtf8(byte[] src, int from, int to) {
        appendUtf8Text(src, from, to);
        return this;
    }

    /**
     * Appends bytes in the hexadecimal form of PostgreSQL's {@code bytea} (manual, "Binary Data Types"): {@code \x} and
     * two lower-case digits per byte. In {@link CsvDialect#escapedTsv} the backslash is doubled.
     *
     * @param src the bytes
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return this writer
     * @throws BufferOverflowException if the field does not fit; nothing has changed
     * @throws IndexOutOfBoundsException if the range is outside the source
     * @throws IllegalStateException if the writer has not been aimed yet or its cursor is closed
     */
    public CsvWriter appendBytes(byte[] src, int from, int to) {
        appendHexText(src, from, to);
        return this;
    }
}
