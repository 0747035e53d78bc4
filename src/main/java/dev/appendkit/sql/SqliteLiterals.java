// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.AppendBuffer;
import dev.appendkit.FractionDigits;
import dev.appendkit.internal.Civil;
import dev.appendkit.internal.DecimalText;
import dev.appendkit.sql.SqlParameterException.Code;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Arrays;

/**
 * The literals of SQLite, which has integers of 64 bits, doubles, text and blobs ("Literal Values" in its
 * documentation). Everything else is text: decimals, which would lose digits as doubles, and temporal values, in the
 * form that SQLite's own functions read. A temporal value has no fraction when it is zero and nine digits otherwise, so
 * nothing is truncated; years are 0000 to 9999, and instants are in UTC.
 */
final class SqliteLiterals extends Literals {
    static final SqliteLiterals INSTANCE = new SqliteLiterals();

    private static final byte[] INFINITY = ascii("9e999");
    private static final byte[] NEGATIVE_INFINITY = ascii("-9e999");
    private static final byte[] BLOB = ascii("x'");
    private static final byte[] REPLACE = ascii("replace(");
    private static final byte[] BY_NUL = ascii("),char(0))");

    private SqliteLiterals() {}

    /** Not {@code "}: SQLite reads {@code "a"} as a string where there is no column of that name. */
    @Override
    char identifierQuote() {
        return '`';
    }

    @Override
    void appendBoolean(AppendBuffer out, SqlMode mode, boolean value) {
        out.appendByte((byte) (value ? '1' : '0'));
    }

    @Override
    void appendUnsignedLong(AppendBuffer out, SqlMode mode, long value) {
        if (value < 0) {
            throw noInteger();
        }
        out.appendLong(value);
    }

    /** Appends the digits of the double, which SQLite keeps. */
    @Override
    void appendFloat(AppendBuffer out, SqlMode mode, float value) {
        appendDouble(out, mode, value);
    }

    /** Appends a point, because a number without a point or an exponent is an integer. */
    @Override
    void appendDouble(AppendBuffer out, SqlMode mode, double value) {
        if (Double.isFinite(value)) {
            out.appendDouble(value);
        } else if (Double.isNaN(value)) {
            throw new SqlParameterException(
                    Code.NOT_FINITE, "SQLite has no NaN, it binds NULL instead; use setNull or a number");
        } else {
            appendAll(out, value > 0 ? INFINITY : NEGATIVE_INFINITY);
        }
    }

    @Override
    void checkDecimal(long length, long scale) {
        if (length >= DecimalText.MAX_LENGTH) {
            throw new SqlParameterException(
                    Code.OUT_OF_RANGE, "the decimal has " + DecimalText.MAX_LENGTH + " digits or more");
        }
    }

    @Override
    void appendDecimal(AppendBuffer out, SqlMode mode, long unscaled, int scale) {
        out.appendByte((byte) '\'');
        super.appendDecimal(out, mode, unscaled, scale);
        out.appendByte((byte) '\'');
    }

    @Override
    void appendDecimal(AppendBuffer out, SqlMode mode, BigDecimal value) {
        out.appendByte((byte) '\'');
        super.appendDecimal(out, mode, value);
        out.appendByte((byte) '\'');
    }

    /** Refuses an integer beyond the range of a long: SQLite would read it as a double. */
    @Override
    void appendBigInteger(AppendBuffer out, SqlMode mode, BigInteger value) {
        BigInteger exact = exact(out, value);
        if (exact.bitLength() >= Long.SIZE) {
            throw noInteger();
        }
        out.appendLong(exact.longValue());
    }

    /**
     * Appends text. A null character ends a statement, so it is replaced by another character, and SQLite puts it back.
     * A cast of a blob would be shorter, but means something else in a database whose encoding is UTF-16.
     */
    @Override
    void appendString(AppendBuffer out, SqlMode mode, CharSequence value) {
        long mark = ACCESS.mark(out);
        QuotedText.append(out, mode, value);
        int to = ACCESS.position(out);
        int from = to - (int) (ACCESS.mark(out) - mark);
        byte[] array = ACCESS.room(out, 0);
        for (int i = from; i < to; i++) {
            if (array[i] == 0) {
                byte[] quoted = Arrays.copyOfRange(array, from, to);
                ACCESS.advance(out, from);
                appendReplaced(out, quoted);
                return;
            }
        }
    }

    private static void appendReplaced(AppendBuffer out, byte[] quoted) {
        boolean[] used = new boolean[' '];
        for (byte b : quoted) {
            if (b >= 0 && b < ' ') {
                used[b] = true;
            }
        }
        byte substitute = 1;
        while (used[substitute]) {
            if (++substitute == ' ') {
                throw new SqlParameterException(
                        Code.NUL_CHARACTER, "the text holds every control character; bind it as bytes");
            }
        }
        for (int i = 0; i < quoted.length; i++) {
            if (quoted[i] == 0) {
                quoted[i] = substitute;
            }
        }
        appendAll(out, REPLACE);
        out.appendBytes(quoted, 0, quoted.length).appendAscii(",char(").appendInt(substitute);
        appendAll(out, BY_NUL);
    }

    @Override
    void appendBytes(AppendBuffer out, SqlMode mode, byte[] value, int from, int to) {
        appendAll(out, BLOB);
        out.appendHexBytes(value, from, to).appendByte((byte) '\'');
    }

    @Override
    byte[] bytesOpening(SqlMode mode) {
        return BLOB;
    }

    /** Text in pieces cannot have it replaced. */
    @Override
    boolean takesNul() {
        return false;
    }

    @Override
    void appendUuid(AppendBuffer out, SqlMode mode, long mostSignificant, long leastSignificant) {
        if (mode.uuidAsBytes()) {
            appendUuidBytes(out, BLOB, mostSignificant, leastSignificant);
            return;
        }
        out.appendByte((byte) '\'')
                .appendUuid(mostSignificant, leastSignificant)
                .appendByte((byte) '\'');
    }

    @Override
    void appendJson(AppendBuffer out, SqlMode mode, CharSequence value) {
        appendString(out, mode, value);
    }

    @Override
    void appendDate(AppendBuffer out, SqlMode mode, LocalDate value) {
        checkYear(value.getYear());
        out.appendByte((byte) '\'').appendDate(value).appendByte((byte) '\'');
    }

    @Override
    void appendTime(AppendBuffer out, SqlMode mode, LocalTime value) {
        out.appendByte((byte) '\'')
                .appendTime(value, fraction(mode, value.getNano()))
                .appendByte((byte) '\'');
    }

    @Override
    void appendDateTime(AppendBuffer out, SqlMode mode, LocalDateTime value) {
        checkYear(value.getYear());
        out.appendByte((byte) '\'')
                .appendTimestamp(value, fraction(mode, value.getNano()))
                .appendByte((byte) '\'');
    }

    @Override
    void appendDateTime(AppendBuffer out, SqlMode mode, long epochSecond, int nano) {
        appendSecond(out, mode, epochSecond, nano);
    }

    @Override
    void appendInstant(AppendBuffer out, SqlMode mode, ZoneWindow window, long epochSecond, int nano) {
        appendSecond(out, mode, epochSecond, nano);
    }

    private static void appendSecond(AppendBuffer out, SqlMode mode, long epochSecond, int nano) {
        if (epochSecond < Civil.MIN_EPOCH_SECOND || epochSecond > Civil.MAX_EPOCH_SECOND) {
            throw yearOutOfRange("0000", "9999");
        }
        out.appendByte((byte) '\'')
                .appendTimestamp(epochSecond, nano, fraction(mode, nano))
                .appendByte((byte) '\'');
    }

    @Override
    void appendOffsetDateTime(AppendBuffer out, SqlMode mode, ZoneWindow window, OffsetDateTime value) {
        appendInstant(out, mode, window, value.toEpochSecond(), value.getNano());
    }

    @Override
    void appendOffsetTime(AppendBuffer out, SqlMode mode, OffsetTime value) {
        int seconds = value.getOffset().getTotalSeconds();
        int minutes = Math.abs(seconds) / 60;
        if (seconds % 60 != 0) {
            throw new SqlParameterException(Code.OUT_OF_RANGE, "the offset of the time has seconds");
        }
        out.appendByte((byte) '\'')
                .appendTime(value.toLocalTime(), fraction(mode, value.getNano()))
                .appendByte((byte) (seconds < 0 ? '-' : '+'))
                .appendZeroPadded(minutes / 60, 2)
                .appendByte((byte) ':')
                .appendZeroPadded(minutes % 60, 2)
                .appendByte((byte) '\'');
    }

    @Override
    void appendDuration(AppendBuffer out, SqlMode mode, Duration value) {
        throw unsupported("durations");
    }

    private static SqlParameterException noInteger() {
        return new SqlParameterException(
                Code.OUT_OF_RANGE, "SQLite's integers have 64 bits and a sign; use a decimal, which is text");
    }

    private static void checkYear(int year) {
        if (year < 0 || year > 9999) {
            throw yearOutOfRange("0000", "9999");
        }
    }

    private static FractionDigits fraction(SqlMode mode, int nano) {
        FractionDigits chosen = mode.fractionDigits();
        if (chosen == null) {
            return nano == 0 ? FractionDigits.NONE : FractionDigits.NANOS;
        }
        if (mode.fraction() == FractionPolicy.EXACT && nano % unit(chosen) != 0) {
            throw new SqlParameterException(
                    Code.INEXACT, "the value has more digits of a second's fraction than the mode's fractionDigits");
        }
        return chosen;
    }

    /** The nanoseconds of the last digit. */
    private static int unit(FractionDigits digits) {
        return switch (digits) {
            case NONE -> 1_000_000_000;
            case MILLIS -> 1_000_000;
            case MICROS -> 1_000;
            default -> 1;
        };
    }
}
