// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.AppendBuffer;
import dev.appendkit.internal.Civil;
import dev.appendkit.internal.Digits;
import dev.appendkit.internal.Hex;
import dev.appendkit.internal.ShortestDouble;
import dev.appendkit.internal.SqlText;
import dev.appendkit.sql.SqlParameterException.Code;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.ConcurrentModificationException;

/**
 * The literals of MySQL and MariaDB (MySQL Reference Manual, "Literal Values"). A temporal value has no fraction when
 * it is zero and six digits otherwise, the most that the servers keep.
 */
final class MySqlLiterals extends Literals {
    private static final int MAX_DECIMAL_DIGITS = 65;
    private static final byte[] TRUE = ascii("TRUE");
    private static final byte[] FALSE = ascii("FALSE");
    private static final byte[] BINARY = ascii("_binary'");
    private static final byte[] HEX = ascii("x'");
    private static final byte[] BINARY_HEX = ascii("_binary x'");
    private static final byte[] BITS = ascii("b'");
    private static final byte[] DATE = ascii("DATE'");
    private static final byte[] TIME = ascii("TIME'");
    private static final byte[] TIMESTAMP = ascii("TIMESTAMP'");
    /** The length of a padded mantissa without its sign: the longest text of a double has 22 bytes and a sign. */
    private static final int PADDED_MANTISSA = 22;

    private static final int MICROS_LENGTH = 7;
    private static final int NANOS_PER_SECOND = 1_000_000_000;
    private static final int MAX_TIME_SECONDS = 838 * 3600 + 59 * 60 + 59;
    /** The greatest offset is 18 hours: further out, no zone leads back into the years that the server accepts. */
    private static final int MAX_OFFSET_SECONDS = 18 * 3600;

    static final MySqlLiterals MYSQL = new MySqlLiterals(30, 0, BINARY_HEX);
    static final MySqlLiterals MARIADB = new MySqlLiterals(38, 999_999, HEX);

    private final int maxScale;
    /** The greatest fraction after 838:59:59: MySQL's TIME ends there, MariaDB's one microsecond before 839 hours. */
    private final int maxTimeMicro;

    /** The prefix of the hexadecimal digits of bytes: MySQL reads {@code x'31'} next to numbers as a number. */
    private final byte[] typedHex;

    private MySqlLiterals(int maxScale, int maxTimeMicro, byte[] typedHex) {
        this.maxScale = maxScale;
        this.maxTimeMicro = maxTimeMicro;
        this.typedHex = typedHex;
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

    /** Appends the digits of the double: a FLOAT column is compared as a double, and only these digits match it. */
    @Override
    void appendFloat(AppendBuffer out, SqlMode mode, float value) {
        appendDouble(out, mode, value);
    }

    /** Appends an exponent, because a number without one is a DECIMAL. */
    @Override
    void appendDouble(AppendBuffer out, SqlMode mode, double value) {
        if (!Double.isFinite(value)) {
            throw notFinite();
        }
        double size = Math.abs(value);
        if ((size < 1E-3 || size >= 1E7) && value != 0 && !mode.bareLiterals()) {
            appendPadded(out, value);
            return;
        }
        int pos = ACCESS.position(out);
        if (ACCESS.limit(out) - pos >= ShortestDouble.SPILL_ROOM) {
            ACCESS.advance(out, ShortestDouble.appendScientificSpill(ACCESS.room(out, 0), pos, value));
            return;
        }
        byte[] array = ACCESS.room(out, ShortestDouble.scientificLength(value));
        ACCESS.advance(out, ShortestDouble.appendScientificExact(array, ACCESS.position(out), value));
    }

    /**
     * Appends zeros after the mantissa. Where the server needs the length of a double's text, for example for a column
     * of a UNION, it uses the length of the literal and cuts longer text: 1.0E14 would become 100000 instead of
     * 100000000000000.
     */
    private static void appendPadded(AppendBuffer out, double value) {
        int length = ShortestDouble.scientificLength(value);
        byte[] array = ACCESS.room(out, length);
        int pos = ACCESS.position(out);
        ShortestDouble.appendScientificExact(array, pos, value);
        int zeros = (value < 0 ? 1 : 0) + PADDED_MANTISSA - (exponentAt(array, pos) - pos);
        array = ACCESS.room(out, (long) length + zeros);
        pos = ACCESS.position(out);
        // Fetch it once more: making room may replace the array.
        int end = ShortestDouble.appendScientificExact(array, pos, value);
        int exponent = exponentAt(array, pos);
        System.arraycopy(array, exponent, array, exponent + zeros, end - exponent);
        Arrays.fill(array, exponent, exponent + zeros, (byte) '0');
        ACCESS.advance(out, end + zeros);
    }

    private static int exponentAt(byte[] text, int from) {
        int at = from;
        while (text[at] != 'E') {
            at++;
        }
        return at;
    }

    /** A bound NULL is refused, and as text it would be a syntax error. */
    @Override
    boolean takesNullRowCount() {
        return false;
    }

    /** A negative integer is not a column; without a point, a whole decimal would be one. */
    @Override
    void checkOrdinal(SqlMode mode, SqlParameters parameters, int slot) {
        byte type = parameters.type(slot);
        boolean decimal = type == SqlParameters.BIG_DECIMAL
                || type == SqlParameters.SCALED_LONG
                || type == SqlParameters.BIG_INTEGER;
        if (isNegative(parameters, slot) || decimal && mode.bareLiterals()) {
            throw misplaced("in ORDER BY and GROUP BY the server reads this number differently as text");
        }
    }

    /** Appends a point to a whole decimal: without it the server reads an integer, or the number of a column. */
    @Override
    void appendDecimal(AppendBuffer out, SqlMode mode, long unscaled, int scale) {
        super.appendDecimal(out, mode, unscaled, scale);
        appendPoint(out, mode, scale);
    }

    @Override
    void appendDecimal(AppendBuffer out, SqlMode mode, BigDecimal value) {
        BigDecimal exact = exact(out, value);
        super.appendDecimal(out, mode, exact);
        appendPoint(out, mode, exact.scale());
    }

    @Override
    void appendBigInteger(AppendBuffer out, SqlMode mode, BigInteger value) {
        super.appendBigInteger(out, mode, value);
        appendPoint(out, mode, 0);
    }

    @Override
    void checkDecimal(long length, long scale) {
        // The length counts a point and a leading zero: all that matters is that the server refuses one more digit.
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
        byte[] opening = hexOpening(mode);
        byte[] array = ACCESS.room(out, 2L * (to - from) + opening.length + 1);
        int pos = open(array, ACCESS.position(out), opening);
        int end = Hex.appendBytes(array, pos, value, from, to);
        array[end] = '\'';
        ACCESS.advance(out, end + 1);
    }

    @Override
    byte[] bytesOpening(SqlMode mode) {
        return mode.binaryIntroducer() ? BINARY : hexOpening(mode);
    }

    private byte[] hexOpening(SqlMode mode) {
        return mode.bareLiterals() ? HEX : typedHex;
    }

    /** The prefix of a temporal value: as a plain string it would be compared as a string, and used as a number. */
    private static byte[] opening(SqlMode mode, byte[] typed) {
        return mode.bareLiterals() ? QUOTE : typed;
    }

    private static int open(byte[] array, int pos, byte[] opening) {
        System.arraycopy(opening, 0, array, pos, opening.length);
        return pos + opening.length;
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
            appendUuidBytes(out, hexOpening(mode), mostSignificant, leastSignificant);
            return;
        }
        out.appendByte((byte) '\'')
                .appendUuid(mostSignificant, leastSignificant)
                .appendByte((byte) '\'');
    }

    /** Appends text: the server does not accept a binary string as JSON. */
    @Override
    void appendJson(AppendBuffer out, SqlMode mode, CharSequence value) {
        QuotedText.append(out, mode, value);
    }

    @Override
    void appendDate(AppendBuffer out, SqlMode mode, LocalDate value) {
        checkYear(value.getYear());
        byte[] opening = opening(mode, DATE);
        byte[] array = ACCESS.room(out, opening.length + Civil.DATE_LENGTH + 1);
        int end = appendDate(array, open(array, ACCESS.position(out), opening), value);
        array[end] = '\'';
        ACCESS.advance(out, end + 1);
    }

    @Override
    void appendTime(AppendBuffer out, SqlMode mode, LocalTime value) {
        LocalTime kept = Micros.rounded(mode, value);
        int micro = Micros.cut(mode, kept.getNano());
        appendTime(out, opening(mode, TIME), false, kept.getHour(), kept.getMinute(), kept.getSecond(), micro);
    }

    @Override
    void appendDateTime(AppendBuffer out, SqlMode mode, LocalDateTime value) {
        checkYear(value.getYear());
        int rounding = Micros.rounding(mode);
        LocalDateTime kept = rounding == 0 ? value : value.plusNanos(rounding);
        checkYear(kept.getYear());
        int micro = Micros.cut(mode, kept.getNano());
        byte[] opening = opening(mode, TIMESTAMP);
        byte[] array = ACCESS.room(out, opening.length + Civil.DATE_TIME_LENGTH + fractionLength(micro) + 1);
        int end = appendDate(array, open(array, ACCESS.position(out), opening), kept.toLocalDate());
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
        // The offset is that of the rounded second, which may be the first one after a transition.
        long second = epochSecond + Micros.carry(mode, nano);
        appendSecond(out, mode, second + window.offsetSeconds(zone, second), Micros.of(mode, nano));
    }

    @Override
    void appendDateTime(AppendBuffer out, SqlMode mode, long epochSecond, int nano) {
        if (epochSecond < Civil.MIN_EPOCH_SECOND || epochSecond > Civil.MAX_EPOCH_SECOND) {
            throw yearOutOfRange();
        }
        appendSecond(out, mode, epochSecond + Micros.carry(mode, nano), Micros.of(mode, nano));
    }

    @Override
    void appendBits(AppendBuffer out, long bits) {
        appendAll(out, BITS);
        for (int bit = Math.max(0, Long.SIZE - 1 - Long.numberOfLeadingZeros(bits)); bit >= 0; bit--) {
            out.appendByte((byte) ('0' + (bits >>> bit & 1)));
        }
        out.appendByte((byte) '\'');
    }

    private static void appendSecond(AppendBuffer out, SqlMode mode, long second, int micro) {
        if (second < Civil.MIN_EPOCH_SECOND || second > Civil.MAX_EPOCH_SECOND) {
            throw yearOutOfRange();
        }
        byte[] opening = opening(mode, TIMESTAMP);
        byte[] array = ACCESS.room(out, opening.length + Civil.DATE_TIME_LENGTH + fractionLength(micro) + 1);
        int pos = open(array, ACCESS.position(out), opening);
        close(out, array, Civil.appendEpochSecond(array, pos, second, ' '), micro);
    }

    @Override
    void appendOffsetDateTime(AppendBuffer out, SqlMode mode, ZoneWindow window, OffsetDateTime value) {
        appendInstant(out, mode, window, value.toEpochSecond(), value.getNano());
    }

    /** Appends a TIME, which has a sign and may exceed 24 hours; the sign appears once, in front. */
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
        appendTime(out, opening(mode, TIME), sign, hours, minutes - hours * 60, (int) seconds - minutes * 60, micro);
    }

    private SqlParameterException durationOutOfRange() {
        String max = maxTimeMicro == 0 ? "838:59:59" : "838:59:59." + maxTimeMicro;
        return new SqlParameterException(Code.OUT_OF_RANGE, "a TIME reaches from -" + max + " to " + max);
    }

    private static void appendTime(
            AppendBuffer out, byte[] opening, boolean negative, int hour, int minute, int second, int micro) {
        int front = opening.length + (negative ? 1 : 0) + (hour >= 100 ? 1 : 0);
        byte[] array = ACCESS.room(out, front + Civil.TIME_LENGTH + fractionLength(micro) + 1);
        int pos = open(array, ACCESS.position(out), opening);
        if (negative) {
            array[pos++] = '-';
        }
        if (hour >= 100) {
            array[pos++] = (byte) ('0' + hour / 100);
        }
        int end = Civil.appendTime(array, pos, hour % 100, minute, second);
        close(out, array, end, micro);
    }

    /** Appends the fraction, if there is one, and the closing quote. */
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
