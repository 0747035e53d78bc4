// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.AppendBuffer;
import dev.appendkit.FractionDigits;
import dev.appendkit.internal.DecimalText;
import dev.appendkit.internal.SqlText;
import dev.appendkit.sql.SqlParameterException.Code;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The literals of PostgreSQL (PostgreSQL Documentation, "Constants" and "Data Types"). A typed literal is
 * {@code ('…'::type)}: {@code ::} binds tighter than a sign, so a negative number without quotes would be the negation
 * of a number that may be out of range. A bare literal is {@code '…'} or a number, a negative one in parentheses.
 */
final class PostgreSqlLiterals extends Literals {
    static final PostgreSqlLiterals INSTANCE = new PostgreSqlLiterals();

    private static final byte[] TRUE = ascii("TRUE");
    private static final byte[] FALSE = ascii("FALSE");
    private static final byte[] OPEN = ascii("('");
    private static final byte[] INT4 = ascii("'::int4)");
    private static final byte[] INT8 = ascii("'::int8)");
    private static final byte[] FLOAT4 = ascii("'::float4)");
    private static final byte[] FLOAT8 = ascii("'::float8)");
    private static final byte[] NUMERIC = ascii("'::numeric)");
    private static final byte[] BYTEA = ascii("'::bytea)");
    private static final byte[] UUID = ascii("'::uuid)");
    private static final byte[] JSONB = ascii("::jsonb)");
    private static final byte[] DATE = ascii("'::date)");
    private static final byte[] TIME = ascii("'::time)");
    private static final byte[] TIMETZ = ascii("'::timetz)");
    private static final byte[] TIMESTAMP = ascii("'::timestamp)");
    private static final byte[] TIMESTAMPTZ = ascii("'::timestamptz)");
    private static final byte[] INTERVAL = ascii("'::interval)");
    private static final byte[] INET = ascii("'::inet)");

    private static final byte[] ESCAPE_STRING = ascii(" E'");
    private static final byte[] TYPED_ESCAPE_STRING = ascii("E'");
    private static final byte[] OPEN_ESCAPE_STRING = ascii("(E'");
    private static final byte[] VARCHAR = ascii("::varchar)");
    private static final byte[] CLOSE_VARCHAR = ascii("'::varchar)");
    private static final byte[] BARE_HEX = ascii("'\\x");
    private static final byte[] TYPED_HEX = ascii("('\\x");
    private static final byte[] BARE_ESCAPED_HEX = ascii(" E'\\\\x");
    private static final byte[] TYPED_ESCAPED_HEX = ascii("(E'\\\\x");
    private static final byte[] ARRAY_END = ascii("[])");
    private static final byte[] UTC = ascii("+00");
    private static final byte[] BEFORE_CHRIST = ascii(" BC");
    private static final byte[] SECONDS = ascii(" seconds");

    /** Julian day 0, the first day that the server has: 4714-11-24 BC. */
    private static final long FIRST_DAY = LocalDate.of(-4713, 11, 24).toEpochDay();

    private static final long LAST_DATE = LocalDate.of(5_874_897, 12, 31).toEpochDay();
    private static final int SECONDS_PER_DAY = 86_400;
    private static final long FIRST_SECOND = FIRST_DAY * SECONDS_PER_DAY;
    private static final long LAST_SECOND =
            LocalDateTime.of(294_276, 12, 31, 23, 59, 59).toEpochSecond(ZoneOffset.UTC);
    private static final long FIRST_YEAR_SECOND = LocalDate.of(1, 1, 1).toEpochDay() * SECONDS_PER_DAY;
    private static final long LAST_YEAR_SECOND = LocalDate.of(10_000, 1, 1).toEpochDay() * SECONDS_PER_DAY - 1;

    private static final int NANOS_PER_SECOND = 1_000_000_000;
    /** An interval holds its microseconds in a long, next to months and days. */
    private static final long MAX_INTERVAL_SECOND = Long.MAX_VALUE / 1_000_000 - 1;

    private static final int MAX_OFFSET = 16 * 3600 - 1;
    /** The server keeps at most this many digits after the point. */
    private static final int MAX_SCALE = 16_383;

    private PostgreSqlLiterals() {}

    @Override
    char identifierQuote() {
        return '"';
    }

    private static void open(AppendBuffer out, SqlMode mode) {
        if (mode.bareLiterals()) {
            out.appendByte((byte) '\'');
        } else {
            appendAll(out, OPEN);
        }
    }

    /** Appends the closing quote and the type. */
    private static void close(AppendBuffer out, SqlMode mode, byte[] type) {
        if (mode.bareLiterals()) {
            out.appendByte((byte) '\'');
        } else {
            appendAll(out, type);
        }
    }

    private static void openNumber(AppendBuffer out, SqlMode mode, boolean negative) {
        if (!mode.bareLiterals()) {
            appendAll(out, OPEN);
        } else if (negative) {
            out.appendByte((byte) '(');
        }
    }

    private static void closeNumber(AppendBuffer out, SqlMode mode, boolean negative, byte[] type) {
        if (!mode.bareLiterals()) {
            appendAll(out, type);
        } else if (negative) {
            out.appendByte((byte) ')');
        }
    }

    @Override
    void appendBoolean(AppendBuffer out, SqlMode mode, boolean value) {
        appendAll(out, value ? TRUE : FALSE);
    }

    @Override
    void appendInt(AppendBuffer out, SqlMode mode, int value) {
        openNumber(out, mode, value < 0);
        out.appendInt(value);
        closeNumber(out, mode, value < 0, INT4);
    }

    @Override
    void appendLong(AppendBuffer out, SqlMode mode, long value) {
        openNumber(out, mode, value < 0);
        out.appendLong(value);
        closeNumber(out, mode, value < 0, INT8);
    }

    @Override
    void appendUnsignedLong(AppendBuffer out, SqlMode mode, long value) {
        openNumber(out, mode, false);
        out.appendUnsignedLong(value);
        closeNumber(out, mode, false, NUMERIC);
    }

    /** Appends quotes even when bare: to the server a number with a point is not a floating point number. */
    @Override
    void appendFloat(AppendBuffer out, SqlMode mode, float value) {
        open(out, mode);
        out.appendFloat(value);
        close(out, mode, FLOAT4);
    }

    @Override
    void appendDouble(AppendBuffer out, SqlMode mode, double value) {
        open(out, mode);
        out.appendDouble(value);
        close(out, mode, FLOAT8);
    }

    @Override
    void checkDecimal(long length, long scale) {
        if (length >= DecimalText.MAX_LENGTH || scale > MAX_SCALE) {
            throw new SqlParameterException(
                    Code.OUT_OF_RANGE,
                    "the decimal has " + DecimalText.MAX_LENGTH + " digits or more, or more than " + MAX_SCALE
                            + " behind the point");
        }
    }

    @Override
    void appendDecimal(AppendBuffer out, SqlMode mode, long unscaled, int scale) {
        openNumber(out, mode, unscaled < 0);
        super.appendDecimal(out, mode, unscaled, scale);
        closeNumber(out, mode, unscaled < 0, NUMERIC);
    }

    @Override
    void appendDecimal(AppendBuffer out, SqlMode mode, BigDecimal value) {
        BigDecimal exact = exact(out, value);
        openNumber(out, mode, exact.signum() < 0);
        super.appendDecimal(out, mode, exact);
        closeNumber(out, mode, exact.signum() < 0, NUMERIC);
    }

    @Override
    void appendBigInteger(AppendBuffer out, SqlMode mode, BigInteger value) {
        BigInteger exact = exact(out, value);
        openNumber(out, mode, exact.signum() < 0);
        super.appendBigInteger(out, mode, exact);
        closeNumber(out, mode, exact.signum() < 0, NUMERIC);
    }

    @Override
    boolean appendConstant(AppendBuffer out, SqlMode mode, SqlParameters parameters, int slot) {
        switch (parameters.type(slot)) {
            case SqlParameters.INT, SqlParameters.LONG -> out.appendLong(parameters.longValue(slot));
            case SqlParameters.SCALED_LONG ->
                super.appendDecimal(out, mode, parameters.longValue(slot), (int) parameters.secondValue(slot));
            case SqlParameters.BIG_DECIMAL -> super.appendDecimal(out, mode, (BigDecimal) parameters.reference(slot));
            case SqlParameters.BIG_INTEGER ->
                super.appendBigInteger(out, mode, (BigInteger) parameters.reference(slot));
            default -> {
                return false;
            }
        }
        return true;
    }

    /**
     * A constant that is not an integer is an error there, but a parameter is not. A literal with a type is not a
     * constant.
     */
    @Override
    void checkOrdinal(SqlMode mode, SqlParameters parameters, int slot) {
        switch (parameters.type(slot)) {
            case SqlParameters.NULL,
                    SqlParameters.BOOLEAN,
                    SqlParameters.ENUM,
                    SqlParameters.JAVA_TIMESTAMP,
                    SqlParameters.JAVA_DATE,
                    SqlParameters.JAVA_TIME ->
                throw misplaced("the server takes no constant in ORDER BY and GROUP BY; cast it in the template");
            case SqlParameters.STRING, SqlParameters.UTF8, SqlParameters.READER -> {
                if (!mode.typedText()) {
                    throw misplaced("the server takes no constant in ORDER BY and GROUP BY; cast it in the template");
                }
            }
            default -> {
                // Such a literal has a type.
            }
        }
    }

    private static boolean standardStrings(SqlMode mode) {
        Boolean standard = mode.standardConformingStrings();
        return standard != null && standard;
    }

    /** Appends no type, so that the server infers it as for a parameter without a declared type. */
    @Override
    void appendString(AppendBuffer out, SqlMode mode, CharSequence value) {
        boolean typed = mode.typedText() && !mode.bareLiterals();
        if (typed) {
            out.appendByte((byte) '(');
        }
        appendText(out, mode, value, typed ? TYPED_ESCAPE_STRING : ESCAPE_STRING);
        if (typed) {
            appendAll(out, VARCHAR);
        }
    }

    /** Appends no type: an enum takes the type that the statement asks for. */
    @Override
    void appendEnum(AppendBuffer out, SqlMode mode, String name) {
        appendText(out, mode, name, ESCAPE_STRING);
    }

    private static void appendText(AppendBuffer out, SqlMode mode, CharSequence value, byte[] escapeString) {
        boolean standard = standardStrings(mode);
        if (value instanceof String text && text.indexOf(0) < 0 && (standard || text.indexOf('\\') < 0)) {
            QuotedText.append(out, mode, text);
            return;
        }
        int length = QuotedText.length(value);
        char[] chars = QuotedText.read(out, value, length);
        // The search always runs, because it also refuses U+0000.
        boolean backslash = hasBackslash(chars, length);
        boolean escape = !standard && backslash;
        int rule = escape ? SqlText.DOUBLED_RULE : SqlText.STANDARD_RULE;
        QuotedText.append(out, mode, escape ? escapeString : QUOTE, chars, length, rule);
        ACCESS.keepChars(out, chars);
    }

    /** Whether there is a backslash; U+0000 is refused. */
    private static boolean hasBackslash(char[] text, int length) {
        boolean backslash = false;
        for (int i = 0; i < length; i++) {
            if (text[i] == 0) {
                throw QuotedText.nulChar(i);
            }
            backslash |= text[i] == '\\';
        }
        return backslash;
    }

    @Override
    void appendBytes(AppendBuffer out, SqlMode mode, byte[] value, int from, int to) {
        appendAll(out, bytesOpening(mode));
        out.appendHexBytes(value, from, to);
        appendAll(out, bytesClosing(mode));
    }

    /** Appends {@code (ARRAY[…]::type[])}: without the type the server could not type an empty array. */
    @Override
    void appendArray(AppendBuffer out, SqlMode mode, SqlParameters parameters, SqlArray value) {
        out.appendByte((byte) '(');
        Expansion.appendArray(out, mode, this, parameters, value);
        out.appendAscii("::");
        appendUnquoted(out, mode, value.type().written());
        appendAll(out, ARRAY_END);
    }

    @Override
    void checkElement(SqlArray array, SqlParameters element, @Nullable Object value) {
        if (value != null && !array.type().takes(element.type(0))) {
            throw new SqlParameterException(
                    Code.UNSUPPORTED_CLASS,
                    value.getClass().getName() + " does not bind to " + array.elementType()
                            + "; convert the elements or name another element type");
        }
    }

    @Override
    void appendElement(AppendBuffer out, SqlMode mode, SqlArray array, SqlParameters element) {
        byte type = element.type(0);
        if (!array.type().quotes(type)) {
            super.appendElement(out, mode, array, element);
            return;
        }
        long bits = element.longValue(0);
        out.appendByte((byte) '\'');
        switch (type) {
            case SqlParameters.BOOLEAN -> out.appendBoolean(bits != 0);
            case SqlParameters.FLOAT -> out.appendFloat(Float.intBitsToFloat((int) bits));
            case SqlParameters.DOUBLE -> out.appendDouble(Double.longBitsToDouble(bits));
            case SqlParameters.UNSIGNED_LONG -> out.appendUnsignedLong(bits);
            default -> appendConstant(out, mode, element, 0);
        }
        out.appendByte((byte) '\'');
    }

    /** Text in pieces may contain a backslash later: only a session whose setting is known takes the text as it is. */
    @Override
    byte[] textOpening(SqlMode mode) {
        if (mode.typedText() && !mode.bareLiterals()) {
            return standardStrings(mode) ? OPEN : OPEN_ESCAPE_STRING;
        }
        return standardStrings(mode) ? super.textOpening(mode) : ESCAPE_STRING;
    }

    @Override
    byte[] textClosing(SqlMode mode) {
        return mode.typedText() && !mode.bareLiterals() ? CLOSE_VARCHAR : super.textClosing(mode);
    }

    @Override
    int textRule(SqlMode mode) {
        return standardStrings(mode) ? SqlText.STANDARD_RULE : SqlText.DOUBLED_RULE;
    }

    @Override
    boolean takesNul() {
        return false;
    }

    @Override
    byte[] bytesOpening(SqlMode mode) {
        if (standardStrings(mode)) {
            return mode.bareLiterals() ? BARE_HEX : TYPED_HEX;
        }
        return mode.bareLiterals() ? BARE_ESCAPED_HEX : TYPED_ESCAPED_HEX;
    }

    @Override
    byte[] bytesClosing(SqlMode mode) {
        return mode.bareLiterals() ? super.bytesClosing(mode) : BYTEA;
    }

    @Override
    void appendUuid(AppendBuffer out, SqlMode mode, long mostSignificant, long leastSignificant) {
        open(out, mode);
        out.appendUuid(mostSignificant, leastSignificant);
        close(out, mode, UUID);
    }

    @Override
    void appendJson(AppendBuffer out, SqlMode mode, CharSequence value) {
        if (mode.bareLiterals()) {
            appendText(out, mode, value, ESCAPE_STRING);
            return;
        }
        out.appendByte((byte) '(');
        appendText(out, mode, value, ESCAPE_STRING);
        appendAll(out, JSONB);
    }

    /**
     * Refuses an address with a scope, such as {@code fe80::1%eth0}: it names no host without the scope, and the server
     * accepts none.
     */
    @Override
    void appendInetAddress(AppendBuffer out, SqlMode mode, InetAddress value) {
        String address = value.getHostAddress();
        if (address.indexOf('%') >= 0) {
            throw unsupported("addresses with a scope");
        }
        open(out, mode);
        out.appendAscii(address);
        close(out, mode, INET);
    }

    @Override
    void appendDate(AppendBuffer out, SqlMode mode, LocalDate value) {
        checkDate(value);
        open(out, mode);
        appendYmd(out, value);
        appendEra(out, value.getYear());
        close(out, mode, DATE);
    }

    private static void checkDate(LocalDate value) {
        long day = value.toEpochDay();
        if (day < FIRST_DAY || day > LAST_DATE) {
            throw yearOutOfRange("-4713", "5874897");
        }
    }

    /** Appends a date. The year 0 of ISO 8601 is 1 BC; the server accepts more than four digits, but no plus. */
    private static void appendYmd(AppendBuffer out, LocalDate value) {
        int year = value.getYear();
        if (year >= 1 && year <= 9999) {
            out.appendDate(value);
            return;
        }
        out.appendZeroPadded(year > 0 ? year : 1 - year, 4)
                .appendByte((byte) '-')
                .appendZeroPadded(value.getMonthValue(), 2)
                .appendByte((byte) '-')
                .appendZeroPadded(value.getDayOfMonth(), 2);
    }

    private static void appendEra(AppendBuffer out, int year) {
        if (year < 1) {
            appendAll(out, BEFORE_CHRIST);
        }
    }

    @Override
    void appendTime(AppendBuffer out, SqlMode mode, LocalTime value) {
        open(out, mode);
        appendKept(out, mode, value);
        close(out, mode, TIME);
    }

    private static void appendKept(AppendBuffer out, SqlMode mode, LocalTime value) {
        LocalTime kept = Micros.rounded(mode, value);
        out.appendTime(kept, fraction(Micros.cut(mode, kept.getNano())));
    }

    @Override
    void appendOffsetTime(AppendBuffer out, SqlMode mode, OffsetTime value) {
        int offset = value.getOffset().getTotalSeconds();
        if (Math.abs(offset) > MAX_OFFSET) {
            throw new SqlParameterException(Code.OUT_OF_RANGE, "the server takes offsets from -15:59:59 to +15:59:59");
        }
        open(out, mode);
        appendKept(out, mode, value.toLocalTime());
        appendOffset(out, offset);
        close(out, mode, TIMETZ);
    }

    private static void appendOffset(AppendBuffer out, int offset) {
        int seconds = Math.abs(offset);
        out.appendByte((byte) (offset < 0 ? '-' : '+')).appendZeroPadded(seconds / 3600, 2);
        if (seconds % 3600 != 0) {
            out.appendByte((byte) ':').appendZeroPadded(seconds / 60 % 60, 2);
        }
        if (seconds % 60 != 0) {
            out.appendByte((byte) ':').appendZeroPadded(seconds % 60, 2);
        }
    }

    @Override
    void appendDateTime(AppendBuffer out, SqlMode mode, LocalDateTime value) {
        open(out, mode);
        appendSecond(out, mode, value.toEpochSecond(ZoneOffset.UTC), value.getNano(), false);
        close(out, mode, TIMESTAMP);
    }

    @Override
    void appendDateTime(AppendBuffer out, SqlMode mode, long epochSecond, int nano) {
        open(out, mode);
        appendSecond(out, mode, epochSecond, nano, false);
        close(out, mode, TIMESTAMP);
    }

    /**
     * Appends the offset of the JVM's zone and no type. A timestamptz then is the instant; a timestamp, which drops the
     * offset, has the fields that Java shows.
     */
    @Override
    void appendJavaTimestamp(AppendBuffer out, SqlMode mode, ZoneWindow window, long epochSecond, int nano) {
        long second = epochSecond + Micros.carry(mode, nano);
        int micro = Micros.of(mode, nano);
        if (second < FIRST_SECOND || second > LAST_SECOND) {
            throw yearOutOfRange("-4713", "294276");
        }
        int offset = window.offsetSeconds(ZoneId.systemDefault(), second);
        LocalDateTime local = LocalDateTime.ofEpochSecond(second + offset, micro * 1000, ZoneOffset.UTC);
        out.appendByte((byte) '\'');
        appendYmd(out, local.toLocalDate());
        out.appendByte((byte) ' ').appendTime(local.toLocalTime(), FractionDigits.TRIMMED);
        appendOffset(out, offset);
        appendEra(out, local.getYear());
        out.appendByte((byte) '\'');
    }

    @Override
    void appendJavaDate(AppendBuffer out, SqlMode mode, LocalDate value, int offset) {
        checkDate(value);
        out.appendByte((byte) '\'');
        appendYmd(out, value);
        out.appendByte((byte) ' ');
        appendOffset(out, offset);
        out.appendByte((byte) '\'');
    }

    @Override
    void appendJavaTime(AppendBuffer out, SqlMode mode, LocalTime value, int offset) {
        out.appendByte((byte) '\'').appendTime(value, FractionDigits.TRIMMED);
        appendOffset(out, offset);
        out.appendByte((byte) '\'');
    }

    @Override
    void appendNull(AppendBuffer out, SqlMode mode, String typeName) {
        if (mode.bareLiterals()) {
            appendNull(out, mode);
        } else {
            out.appendAscii("(NULL::");
            appendUnquoted(out, mode, typeName);
            out.appendByte((byte) ')');
        }
    }

    /** Appends the instant in UTC, whatever the session's time zone is: the server keeps instants, not offsets. */
    @Override
    void appendInstant(AppendBuffer out, SqlMode mode, ZoneWindow window, long epochSecond, int nano) {
        open(out, mode);
        appendSecond(out, mode, epochSecond, nano, true);
        close(out, mode, TIMESTAMPTZ);
    }

    @Override
    void appendOffsetDateTime(AppendBuffer out, SqlMode mode, ZoneWindow window, OffsetDateTime value) {
        appendInstant(out, mode, window, value.toEpochSecond(), value.getNano());
    }

    private static void appendSecond(AppendBuffer out, SqlMode mode, long epochSecond, int nano, boolean offset) {
        long second = epochSecond + Micros.carry(mode, nano);
        if (second < FIRST_SECOND || second > LAST_SECOND) {
            throw yearOutOfRange("-4713", "294276");
        }
        int micro = Micros.of(mode, nano);
        FractionDigits digits = fraction(micro);
        boolean near = second >= FIRST_YEAR_SECOND && second <= LAST_YEAR_SECOND;
        if (near) {
            out.appendTimestamp(second, micro * 1000, digits);
        } else {
            LocalDateTime far = LocalDateTime.ofEpochSecond(second, micro * 1000, ZoneOffset.UTC);
            appendYmd(out, far.toLocalDate());
            out.appendByte((byte) ' ').appendTime(far.toLocalTime(), digits);
        }
        if (offset) {
            appendAll(out, UTC);
        }
        if (second < FIRST_YEAR_SECOND) {
            appendAll(out, BEFORE_CHRIST);
        }
    }

    /** Appends seconds: the server keeps months and days separately, and a duration has neither. */
    @Override
    void appendDuration(AppendBuffer out, SqlMode mode, Duration value) {
        long seconds = value.getSeconds();
        int nano = value.getNano();
        if (seconds < -MAX_INTERVAL_SECOND || seconds > MAX_INTERVAL_SECOND) {
            throw new SqlParameterException(
                    Code.OUT_OF_RANGE,
                    "the server keeps intervals of up to " + MAX_INTERVAL_SECOND + " seconds and as many below zero");
        }
        boolean negative = seconds < 0;
        if (negative) {
            // -0.5 s is -1 s and 500,000,000 ns.
            seconds = nano == 0 ? -seconds : -seconds - 1;
            nano = nano == 0 ? 0 : NANOS_PER_SECOND - nano;
        }
        seconds += Micros.carry(mode, nano);
        int micro = Micros.of(mode, nano);
        open(out, mode);
        if (negative && (seconds != 0 || micro != 0)) {
            out.appendByte((byte) '-');
        }
        out.appendLong(seconds);
        if (micro != 0) {
            out.appendByte((byte) '.').appendZeroPadded(micro, 6);
        }
        appendAll(out, SECONDS);
        close(out, mode, INTERVAL);
    }

    /** No digits if the fraction is zero; otherwise six, the most that the server keeps. */
    private static FractionDigits fraction(int micro) {
        return micro == 0 ? FractionDigits.NONE : FractionDigits.MICROS;
    }
}
