// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.AppendBuffer;
import dev.appendkit.internal.Civil;
import dev.appendkit.internal.Digits;
import dev.appendkit.internal.Hex;
import dev.appendkit.internal.ShortestDouble;
import dev.appendkit.internal.SqlText;
import dev.appendkit.sql.SqlParameterException.Code;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ConcurrentModificationException;

/**
 * The literals of MySQL and MariaDB (MySQL Reference Manual, "Literal Values"). Temporal values have no fraction when
 * it is zero, else six digits, the most that the servers keep.
 */
final class MySqlLiterals extends Literals {
    static final MySqlLiterals MYSQL = new MySqlLiterals(30, 0);
    static final MySqlLiterals MARIADB = new MySqlLiterals(38, 999_999);

    private static final int MAX_DECIMAL_DIGITS = 65;
    private static final byte[] TRUE = ascii("TRUE");
    private static final byte[] FALSE = ascii("FALSE");
    private static final byte[] BINARY = ascii("_binary'");
    private static final byte[] HEX = ascii("x'");
    private static final int MICROS_LENGTH = 7;
    private static final int NANOS_PER_SECOND = 1_000_000_000;
    private static final int MAX_TIME_SECONDS = 838 * 3600 + 59 * 60 + 59;
    /** An offset is at most 18 hours: beyond it no zone leads back into the years of the server. */
    private static final int MAX_OFFSET_SECONDS = 18 * 3600;

    private final int maxScale;
    /** The greatest fraction of 838:59:59: MySQL's TIME ends there, MariaDB's a microsecond before 839 hours. */
    private final int maxTimeMicro;

    private MySqlLiterals(int maxScale, int maxTimeMicro) {
        this.maxScale = maxScale;
        this.maxTimeMicro = maxTimeMicro;
    }

    @Override
    char identifierQuote() {
        return '`';
    }

    @Override
    void appendBoolean(AppendBuffer out, SqlMode mode, boolean value) {
        if (mode.booleanKeywords()) {
            appendAll(out, value ? TRUE : FALSE);
            return;
        }
        out.appendByte((byte) (value ? '1' : '0'));
    }

    /** A FLOAT column is compared as a double: only the digits of the double find it. */
    @Override
    void appendFloat(AppendBuffer out, SqlMode mode, float value) {
        appendDouble(out, mode, value);
    }

    /** With an exponent, because a number without one is a DECIMAL. */
    @Override
    void appendDouble(AppendBuffer out, SqlMode mode, double value) {
        if (!Double.isFinite(value)) {
            throw notFinite();
        }
        int pos = ACCESS.position(out);
        if (ACCESS.limit(out) - pos >= ShortestDouble.SPILL_ROOM) {
            ACCESS.advance(out, ShortestDouble.appendScientificSpill(ACCESS.room(out, 0), pos, value));
            return;
        }
        byte[] array = ACCESS.room(out, ShortestDouble.scientificLength(value));
        ACCESS.advance(out, ShortestDouble.appendScientificExact(array, ACCESS.position(out), value));
    }

    @Override
    void checkDecimal(long length, long scale) {
        // The length counts a point and a leading zero: that the server would refuse a digit more is what matters.
        long digits = scale > 0 ? Math.max(length - 1, scale) : length;
        if (digits > MAX_DECIMAL_DIGITS || scale > maxScale) {
            throw new SqlParameterException(
                    Code.OUT_OF_RANGE,
                    "a DECIMAL has at most " + MAX_DECIMAL_DIGITS + " digits, " + maxScale
                            + " of them behind the point");
        }
    }

    @Override
    void appendBytes(AppendBuffer out, SqlMode mode, byte[] value, int from, int to) {
        if (mode.binaryIntroducer()) {
            appendBinaryString(out, mode.backslashEscapes(), value, from, to);
            return;
        }
        byte[] array = ACCESS.room(out, 2L * (to - from) + 3);
        int pos = ACCESS.position(out);
        array[pos] = 'x';
        array[pos + 1] = '\'';
        int end = Hex.appendBytes(array, pos + 2, value, from, to);
        array[end] = '\'';
        ACCESS.advance(out, end + 1);
    }

    @Override
    byte[] bytesOpening(SqlMode mode) {
        return mode.binaryIntroducer() ? BINARY : HEX;
    }

    private static void appendBinaryString(AppendBuffer out, boolean backslash, byte[] value, int from, int to) {
        appendAll(out, BINARY);
        long most = 2L * (to - from) + 1;
        boolean ample = ACCESS.limit(out) - ACCESS.position(out) >= most;
        byte[] array = ACCESS.room(out, ample ? most : SqlText.length(value, from, to, backslash) + 1);
        int end = SqlText.appendExact(array, ACCESS.position(out), ACCESS.limit(out) - 1, value, from, to, backslash);
        if (end < 0) {
            throw new ConcurrentModificationException("the bytes changed while they were appended");
        }
        array[end] = '\'';
        ACCESS.advance(out, end + 1);
    }

    @Override
    void appendUuid(AppendBuffer out, SqlMode mode, long mostSignificant, long leastSignificant) {
        if (mode.uuidAsBytes()) {
            appendUuidBytes(out, mostSignificant, leastSignificant);
            return;
        }
        out.appendByte((byte) '\'')
                .appendUuid(mostSignificant, leastSignificant)
                .appendByte((byte) '\'');
    }

    /** As text: a binary string is no JSON to the server. */
    @Override
    void appendJson(AppendBuffer out, SqlMode mode, CharSequence value) {
        QuotedText.append(out, mode, value);
    }

    @Override
    void appendDate(AppendBuffer out, SqlMode mode, LocalDate value) {
        checkYear(value.getYear());
        byte[] array = ACCESS.room(out, Civil.DATE_LENGTH + 2);
        int pos = ACCESS.position(out);
        array[pos] = '\'';
        int end = appendDate(array, pos + 1, value);
        array[end] = '\'';
        ACCESS.advance(out, end + 1);
    }

    @Override
    void appendTime(AppendBuffer out, SqlMode mode, LocalTime value) {
        LocalTime kept = Micros.rounded(mode, value);
        int micro = Micros.cut(mode, kept.getNano());
        appendTime(out, false, kept.getHour(), kept.getMinute(), kept.getSecond(), micro);
    }

    @Override
    void appendDateTime(AppendBuffer out, SqlMode mode, LocalDateTime value) {
        checkYear(value.getYear());
        int rounding = Micros.rounding(mode);
        LocalDateTime kept = rounding == 0 ? value : value.plusNanos(rounding);
        checkYear(kept.getYear());
        int micro = Micros.cut(mode, kept.getNano());
        byte[] array = ACCESS.room(out, Civil.DATE_TIME_LENGTH + fractionLength(micro) + 2);
        int pos = ACCESS.position(out);
        array[pos] = '\'';
        int end = appendDate(array, pos + 1, kept.toLocalDate());
        array[end] = ' ';
        end = Civil.appendTime(array, end + 1, kept.getHour(), kept.getMinute(), kept.getSecond());
        close(out, array, end, micro);
    }

    @Override
    void appendInstant(AppendBuffer out, SqlMode mode, ZoneWindow window, long epochSecond, int nano) {
        ZoneId zone = mode.zone();
        if (zone == null) {
            throw new SqlParameterException(
                    Code.ZONE_UNKNOWN, "an instant needs the session's time zone; set it by SqlMode.zone");
        }
        if (epochSecond < Civil.MIN_EPOCH_SECOND - MAX_OFFSET_SECONDS
                || epochSecond > Civil.MAX_EPOCH_SECOND + MAX_OFFSET_SECONDS) {
            throw yearOutOfRange();
        }
        long second = epochSecond + window.offsetSeconds(zone, epochSecond) + Micros.carry(mode, nano);
        if (second < Civil.MIN_EPOCH_SECOND || second > Civil.MAX_EPOCH_SECOND) {
            throw yearOutOfRange();
        }
        int micro = Micros.of(mode, nano);
        byte[] array = ACCESS.room(out, Civil.DATE_TIME_LENGTH + fractionLength(micro) + 2);
        int pos = ACCESS.position(out);
        array[pos] = '\'';
        close(out, array, Civil.appendEpochSecond(array, pos + 1, second, ' '), micro);
    }

    @Override
    void appendOffsetDateTime(AppendBuffer out, SqlMode mode, ZoneWindow window, OffsetDateTime value) {
        appendInstant(out, mode, window, value.toEpochSecond(), value.getNano());
    }

    /** A TIME, which has a sign and more than 24 hours; the sign stands once, in front. */
    @Override
    void appendDuration(AppendBuffer out, SqlMode mode, Duration value) {
        long seconds = value.getSeconds();
        int nano = value.getNano();
        if (seconds < -MAX_TIME_SECONDS - 1L || seconds > MAX_TIME_SECONDS) {
            throw durationOutOfRange();
        }
        boolean negative = seconds < 0;
        if (negative) {
            // -0.5 s is -1 s and 500,000,000 ns.
            seconds = nano == 0 ? -seconds : -seconds - 1;
            nano = nano == 0 ? 0 : NANOS_PER_SECOND - nano;
        }
        seconds += Micros.carry(mode, nano);
        int micro = Micros.of(mode, nano);
        if (seconds > MAX_TIME_SECONDS || seconds == MAX_TIME_SECONDS && micro > maxTimeMicro) {
            throw durationOutOfRange();
        }
        int minutes = (int) seconds / 60;
        int hours = minutes / 60;
        boolean sign = negative && (seconds != 0 || micro != 0);
        appendTime(out, sign, hours, minutes - hours * 60, (int) seconds - minutes * 60, micro);
    }

    private SqlParameterException durationOutOfRange() {
        String max = maxTimeMicro == 0 ? "838:59:59" : "838:59:59." + maxTimeMicro;
        return new SqlParameterException(Code.OUT_OF_RANGE, "a TIME reaches from -" + max + " to " + max);
    }

    private static void appendTime(AppendBuffer out, boolean negative, int hour, int minute, int second, int micro) {
        int front = (negative ? 1 : 0) + (hour >= 100 ? 1 : 0);
        byte[] array = ACCESS.room(out, front + Civil.TIME_LENGTH + fractionLength(micro) + 2);
        int pos = ACCESS.position(out);
        array[pos++] = '\'';
        if (negative) {
            array[pos++] = '-';
        }
        if (hour >= 100) {
            array[pos++] = (byte) ('0' + hour / 100);
        }
        int end = Civil.appendTime(array, pos, hour % 100, minute, second);
        close(out, array, end, micro);
    }

    /** The fraction, if there is one, and the closing quote. */
    private static void close(AppendBuffer out, byte[] array, int pos, int micro) {
        int end = pos;
        if (micro != 0) {
            array[end] = '.';
            end = Digits.appendFixedWidth(array, end + 1, micro, 6);
        }
        array[end] = '\'';
        ACCESS.advance(out, end + 1);
    }

    private static int appendDate(byte[] array, int pos, LocalDate value) {
        return Civil.appendDate(array, pos, value.getYear(), value.getMonthValue(), value.getDayOfMonth());
    }

    private static SqlParameterException yearOutOfRange() {
        return yearOutOfRange("0000", "9999");
    }

    private static void checkYear(int year) {
        if (year < 0 || year > 9999) {
            throw yearOutOfRange();
        }
    }

    private static int fractionLength(int micro) {
        return micro == 0 ? 0 : MICROS_LENGTH;
    }
}
