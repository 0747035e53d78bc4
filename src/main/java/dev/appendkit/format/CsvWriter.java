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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes records of CSV (RFC 4180) or of tab-separated values, as a {@link CsvDialect} says. A record is a line; it
 * begins with its first field and is open until {@link #endRecord}.
 *
 * <pre>{@code
 * CsvWriter csv = new CsvWriter(CsvDialect.rfc4180()).reset(out);
 * csv.appendLong(1).appendString("a, \"b\"").appendNull().endRecord();    // 1,"a, ""b""",
 * }</pre>
 *
 * <p>NUL in a text is refused, because readers cut the text there. Everything else can be written; the CSV dialects
 * cannot tell null from the empty text unless {@link CsvDialect#quoteEmpty} is on. Text on a draining cursor that is
 * longer than its capacity goes through in pieces.
 *
 * <p>Typed values are read by PostgreSQL as they are. MySQL and MariaDB read {@code true}, {@code NaN},
 * {@code Infinity} and instants wrongly or not at all into columns of these types: use a column of text for them, or
 * {@code appendInt} and {@code appendTimestamp}.
 *
 * <p>Small and reusable; one thread at a time uses it. A call that throws has changed nothing.
 */
public final class CsvWriter extends CsvFields {
    private static final int NULL = '\\' | 'N' << 8;

    /**
     * A writer, to be aimed by {@link #reset}.
     *
     * @param dialect how it separates, quotes and escapes
     */
    public CsvWriter(CsvDialect dialect) {
        super(dialect);
    }

    /**
     * Aims at a cursor, at whose end the next record begins. A record that has not ended is forgotten, but stays where
     * it was written.
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
     * Ends the record by CRLF or LF. A record of one field that would be empty is {@code ""}, so that it is not a blank
     * line.
     *
     * @return this writer
     * @throws BufferOverflowException if the line's end does not fit; nothing has changed
     * @throws IllegalStateException if the record has no field, or only a null that the dialect cannot say
     *     ({@link CsvDialect#quoteEmpty}); if the writer was not aimed yet or its cursor is closed
     */
    public CsvWriter endRecord() {
        endLine();
        return this;
    }

    /**
     * Cuts the cursor to where the record began that has not ended, if there is one. A draining cursor that has passed
     * a part of it on breaks.
     *
     * @return this writer
     * @throws IllegalStateException if the writer was not aimed yet or its cursor is closed
     */
    public CsvWriter rollBack() {
        cutRecord();
        begin();
        return this;
    }

    /**
     * Whether no record is open.
     *
     * @return true between records
     * @throws IllegalStateException if the writer was not aimed yet
     */
    public boolean isComplete() {
        out();
        return !hasFields();
    }

    /**
     * Appends a text, quoted, escaped and guarded as the dialect says. A surrogate without its partner becomes U+FFFD.
     * At most three bytes per char and four more.
     *
     * @param value the text; null is {@link #appendNull}
     * @return this writer
     * @throws BufferOverflowException if the field does not fit; nothing has changed
     * @throws IllegalArgumentException if the text holds NUL
     * @throws IllegalStateException if the writer was not aimed yet or its cursor is closed
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
     * @throws IllegalStateException if the writer was not aimed yet or its cursor is closed
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
     * @throws IllegalStateException if the writer was not aimed yet or its cursor is closed
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
     * @throws IllegalStateException if the writer was not aimed yet or its cursor is closed
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
     * @throws IllegalStateException if the writer was not aimed yet or its cursor is closed
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
     * @throws IllegalStateException if the writer was not aimed yet or its cursor is closed
     */
    public CsvWriter appendUnsignedLong(long value) {
        open(Append.unsignedLongLength(value)).appendUnsignedLong(value);
        return this;
    }

    /**
     * Appends a float as {@link AppendBuffer#appendFloat}: {@code NaN} and {@code Infinity} are what PostgreSQL reads.
     *
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if the field does not fit; nothing has changed
     * @throws IllegalStateException if the writer was not aimed yet or its cursor is closed
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
     * Appends a double as {@link AppendBuffer#appendDouble}: {@code NaN} and {@code Infinity} are what PostgreSQL
     * reads.
     *
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if the field does not fit; nothing has changed
     * @throws IllegalStateException if the writer was not aimed yet or its cursor is closed
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
     * @throws IllegalStateException if the writer was not aimed yet or its cursor is closed
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
     * @throws IllegalStateException if the writer was not aimed yet or its cursor is closed
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
     * @throws IllegalStateException if the writer was not aimed yet or its cursor is closed
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
     * @throws IllegalStateException if the writer was not aimed yet or its cursor is closed
     */
    public CsvWriter appendDate(LocalDate value) {
        open(Append.dateLength(value)).appendDate(value);
        return this;
    }

    /**
     * Appends the date of a day that is counted from 1970-01-01, {@code 2026-11-21}.
     *
     * @param value the epoch day
     * @return this writer
     * @throws BufferOverflowException if the field does not fit; nothing has changed
     * @throws java.time.DateTimeException if the year is outside 0000 to 9999
     * @throws IllegalStateException if the writer was not aimed yet or its cursor is closed
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
     * @throws IllegalStateException if the writer was not aimed yet or its cursor is closed
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
     * @throws IllegalStateException if the writer was not aimed yet or its cursor is closed
     */
    public CsvWriter appendTimestamp(LocalDateTime value, FractionDigits fraction) {
        open(Append.timestampLength(value, fraction)).appendTimestamp(value, fraction);
        return this;
    }

    /**
     * Appends the fields of a date and time that are given as a second of UTC, {@code 2026-11-21 09:02:03.123}.
     *
     * @param epochSecond the second, counted from 1970-01-01T00:00:00
     * @param nano the nanosecond, 0 to 999,999,999
     * @param fraction the digits of the fraction
     * @return this writer
     * @throws BufferOverflowException if the field does not fit; nothing has changed
     * @throws java.time.DateTimeException if the year is outside 0000 to 9999 or the nano outside its range
     * @throws IllegalStateException if the writer was not aimed yet or its cursor is closed
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
     * @throws IllegalStateException if the writer was not aimed yet or its cursor is closed
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
     * @throws IllegalStateException if the writer was not aimed yet or its cursor is closed
     */
    public CsvWriter appendUuid(UUID value) {
        open(Append.MAX_UUID_LENGTH).appendUuid(value);
        return this;
    }

    /**
     * Appends text that is UTF-8 already, quoted, escaped and guarded as {@link #appendString}.
     *
     * @param src the bytes, which nobody changes meanwhile
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return this writer
     * @throws BufferOverflowException if the field does not fit; nothing has changed
     * @throws IllegalArgumentException if the bytes are not UTF-8 or hold NUL
     * @throws IndexOutOfBoundsException if the range is not one of the source
     * @throws IllegalStateException if the writer was not aimed yet or its cursor is closed
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
     * @throws IndexOutOfBoundsException if the range is not one of the source
     * @throws IllegalStateException if the writer was not aimed yet or its cursor is closed
     */
    public CsvWriter appendBytes(byte[] src, int from, int to) {
        appendHexText(src, from, to);
        return this;
    }
}
