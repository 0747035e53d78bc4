// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.AppendBuffer;
import dev.appendkit.FractionDigits;
import dev.appendkit.internal.Civil;
import dev.appendkit.internal.DecimalText;
import dev.appendkit.sql.SqlParameterException.Code;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The literals of standard SQL (ISO/IEC 9075-2, "literal"). A temporal value has no fraction when it is zero and nine
 * digits otherwise, so nothing is truncated. Years are 0001 to 9999.
 */
class AnsiLiterals extends Literals {
    static final AnsiLiterals INSTANCE = new AnsiLiterals();

    private static final byte[] TRUE = ascii("TRUE");
    private static final byte[] FALSE = ascii("FALSE");
    private static final byte[] CAST = ascii("CAST('");
    private static final byte[] AS_DOUBLE = ascii("' AS DOUBLE PRECISION)");
    private static final byte[] AS_REAL = ascii("' AS REAL)");
    private static final byte[] BINARY = ascii("X'");
    private static final byte[] DATE = ascii("DATE '");
    private static final byte[] TIME = ascii("TIME '");
    private static final byte[] TIMESTAMP = ascii("TIMESTAMP '");
    private static final byte[] TIMESTAMP_WITH_ZONE = ascii("TIMESTAMP WITH TIME ZONE '");
    private static final byte[] TIME_WITH_ZONE = ascii("TIME WITH TIME ZONE '");
    static final byte[] INTERVAL = ascii("INTERVAL '");
    private static final byte[] DAY_TO_SECOND = ascii("' DAY TO SECOND");
    private static final int SECONDS_PER_DAY = 86_400;
    private static final long MIN_LOCAL_SECOND = LocalDateTime.MIN.toEpochSecond(ZoneOffset.UTC);
    private static final long MAX_LOCAL_SECOND = LocalDateTime.MAX.toEpochSecond(ZoneOffset.UTC);

    AnsiLiterals() {}

    @Override
    final char identifierQuote() {
        return '"';
    }

    @Override
    final void appendBoolean(AppendBuffer out, SqlMode mode, boolean value) {
        appendAll(out, value ? TRUE : FALSE);
    }

    /** Appends a cast, because some servers read a number with an exponent as decimal floating point. */
    @Override
    final void appendFloat(AppendBuffer out, SqlMode mode, float value) {
        appendAll(out, CAST);
        out.appendFloat(value);
        appendAll(out, AS_REAL);
    }

    @Override
    final void appendDouble(AppendBuffer out, SqlMode mode, double value) {
        appendAll(out, CAST);
        out.appendDouble(value);
        appendAll(out, AS_DOUBLE);
    }

    @Override
    final void checkDecimal(long length, long scale) {
        if (length >= DecimalText.MAX_LENGTH) {
            throw new SqlParameterException(
                    Code.OUT_OF_RANGE, "the decimal has " + DecimalText.MAX_LENGTH + " digits or more");
        }
    }

    @Override
    final void appendBytes(AppendBuffer out, SqlMode mode, byte[] value, int from, int to) {
        appendAll(out, BINARY);
        out.appendHexBytes(value, from, to).appendByte((byte) '\'');
    }

    @Override
    final byte[] bytesOpening(SqlMode mode) {
        return BINARY;
    }

    @Override
    final void appendArray(AppendBuffer out, SqlMode mode, SqlParameters parameters, SqlArray value) {
        Expansion.appendArray(out, mode, this, parameters, value);
    }

    /** Appends text: the standard has no UUID. */
    @Override
    void appendUuid(AppendBuffer out, SqlMode mode, long mostSignificant, long leastSignificant) {
        out.appendByte((byte) '\'')
                .appendUuid(mostSignificant, leastSignificant)
                .appendByte((byte) '\'');
    }

    /** Appends text: the standard has no JSON literal. */
    @Override
    void appendJson(AppendBuffer out, SqlMode mode, CharSequence value) {
        QuotedText.append(out, mode, value);
    }

    @Override
    final void appendDate(AppendBuffer out, SqlMode mode, LocalDate value) {
        appendAll(out, DATE);
        appendYmd(out, value);
        out.appendByte((byte) '\'');
    }

    @Override
    final void appendTime(AppendBuffer out, SqlMode mode, LocalTime value) {
        appendAll(out, TIME);
        out.appendTime(value, fraction(value.getNano())).appendByte((byte) '\'');
    }

    @Override
    final void appendDateTime(AppendBuffer out, SqlMode mode, LocalDateTime value) {
        appendAll(out, TIMESTAMP);
        appendLocal(out, value);
        out.appendByte((byte) '\'');
    }

    @Override
    final void appendDateTime(AppendBuffer out, SqlMode mode, long epochSecond, int nano) {
        appendAll(out, TIMESTAMP);
        appendSecond(out, epochSecond, nano);
        out.appendByte((byte) '\'');
    }

    /** Appends no offset and converts to the mode's zone, which gives the type that a driver binds. */
    @Override
    final void appendJavaTimestamp(AppendBuffer out, SqlMode mode, ZoneWindow window, long epochSecond, int nano) {
        ZoneId zone = mode.zone();
        if (zone == null) {
            throw new SqlParameterException(
                    Code.ZONE_UNKNOWN, "a java.sql.Timestamp needs the session's time zone; set it by SqlMode.zone");
        }
        long limit = 2 * Math.abs(MIN_LOCAL_SECOND);
        if (epochSecond < -limit || epochSecond > limit) {
            throw farOutOfRange();
        }
        appendDateTime(out, mode, epochSecond + window.offsetSeconds(zone, epochSecond), nano);
    }

    @Override
    void appendNull(AppendBuffer out, SqlMode mode, String typeName) {
        if (mode.bareLiterals()) {
            appendNull(out, mode);
        } else {
            out.appendAscii("CAST(NULL AS ");
            appendUnquoted(out, mode, typeName);
            out.appendByte((byte) ')');
        }
    }

    /** Appends the instant in UTC, with the offset. */
    @Override
    final void appendInstant(AppendBuffer out, SqlMode mode, ZoneWindow window, long epochSecond, int nano) {
        appendAll(out, TIMESTAMP_WITH_ZONE);
        appendSecond(out, epochSecond, nano);
        appendOffset(out, 0);
        out.appendByte((byte) '\'');
    }

    private void appendSecond(AppendBuffer out, long epochSecond, int nano) {
        if (epochSecond < minSecond() || epochSecond > Civil.MAX_EPOCH_SECOND) {
            appendFarInstant(out, epochSecond, nano);
        } else {
            out.appendTimestamp(epochSecond, nano, fraction(nano));
        }
    }

    private void appendFarInstant(AppendBuffer out, long epochSecond, int nano) {
        // The range of Instant exceeds that of LocalDateTime by one year on both sides.
        if (epochSecond < MIN_LOCAL_SECOND || epochSecond > MAX_LOCAL_SECOND) {
            throw farOutOfRange();
        }
        appendLocal(out, LocalDateTime.ofEpochSecond(epochSecond, nano, ZoneOffset.UTC));
    }

    /**
     * Appends the value's own offset, or converts to UTC if that offset has seconds, which the standard's literal does
     * not allow.
     */
    @Override
    final void appendOffsetDateTime(AppendBuffer out, SqlMode mode, ZoneWindow window, OffsetDateTime value) {
        int offset = value.getOffset().getTotalSeconds();
        if (offset % 60 != 0) {
            appendInstant(out, mode, window, value.toEpochSecond(), value.getNano());
            return;
        }
        appendAll(out, TIMESTAMP_WITH_ZONE);
        appendLocal(out, value.toLocalDateTime());
        appendOffset(out, offset);
        out.appendByte((byte) '\'');
    }

    /**
     * Refuses an offset with seconds: the standard's literal has none, and a time of day alone cannot be converted to
     * UTC.
     */
    @Override
    final void appendOffsetTime(AppendBuffer out, SqlMode mode, OffsetTime value) {
        int offset = value.getOffset().getTotalSeconds();
        if (offset % 60 != 0) {
            throw new SqlParameterException(Code.OUT_OF_RANGE, "the offset of the time has seconds");
        }
        appendAll(out, TIME_WITH_ZONE);
        out.appendTime(value.toLocalTime(), fraction(value.getNano()));
        appendOffset(out, offset);
        out.appendByte((byte) '\'');
    }

    @Override
    void appendDuration(AppendBuffer out, SqlMode mode, Duration value) {
        long seconds = value.getSeconds();
        int nano = value.getNano();
        appendAll(out, INTERVAL);
        if (seconds < 0) {
            out.appendByte((byte) '-');
            // -0.5 s is -1 s and 500,000,000 ns. Long.MIN_VALUE stays negative and is read as unsigned below.
            seconds = nano == 0 ? -seconds : -(seconds + 1);
            nano = nano == 0 ? 0 : 1_000_000_000 - nano;
        }
        long days = Long.divideUnsigned(seconds, SECONDS_PER_DAY);
        int time = (int) (seconds - days * SECONDS_PER_DAY);
        out.appendLong(days)
                .appendByte((byte) ' ')
                .appendZeroPadded(time / 3600, 2)
                .appendByte((byte) ':')
                .appendZeroPadded(time / 60 % 60, 2)
                .appendByte((byte) ':')
                .appendZeroPadded(time % 60, 2);
        if (nano != 0) {
            out.appendByte((byte) '.').appendZeroPadded(nano, 9);
        }
        appendAll(out, DAY_TO_SECOND);
    }

    private void appendLocal(AppendBuffer out, LocalDateTime value) {
        appendYmd(out, value.toLocalDate());
        out.appendByte((byte) ' ').appendTime(value.toLocalTime(), fraction(value.getNano()));
    }

    private void appendYmd(AppendBuffer out, LocalDate value) {
        int year = value.getYear();
        if (year >= 1 && year <= 9999) {
            out.appendDate(value);
        } else {
            appendFarDate(out, value);
        }
    }

    /** Appends or refuses a date outside the years 0001 to 9999. */
    void appendFarDate(AppendBuffer out, LocalDate value) {
        throw farOutOfRange();
    }

    /** Returns the refusal of an instant that even {@code LocalDateTime} cannot hold. */
    SqlParameterException farOutOfRange() {
        return yearOutOfRange("0001", "9999");
    }

    /** 0001-01-01T00:00:00Z. */
    private static long minSecond() {
        return Civil.MIN_EPOCH_SECOND + 366L * SECONDS_PER_DAY;
    }

    private static void appendOffset(AppendBuffer out, int seconds) {
        int minutes = Math.abs(seconds) / 60;
        out.appendByte((byte) (seconds < 0 ? '-' : '+'))
                .appendZeroPadded(minutes / 60, 2)
                .appendByte((byte) ':')
                .appendZeroPadded(minutes % 60, 2);
    }

    private static FractionDigits fraction(int nano) {
        return nano == 0 ? FractionDigits.NONE : FractionDigits.NANOS;
    }
}
