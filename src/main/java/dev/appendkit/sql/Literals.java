// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.AppendBuffer;
import dev.appendkit.internal.DecimalText;
import dev.appendkit.internal.Decimals;
import dev.appendkit.internal.SqlText;
import dev.appendkit.internal.cursor.CursorAccess;
import dev.appendkit.sql.SqlParameterException.Code;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The literals of a dialect: each subclass is one dialect's column in the table of value types. This class holds what
 * all dialects share. Stateless. Every method that writes a value has the shape {@code appendX(out, mode, value…)}.
 *
 * <p>A method may append a part and then refuse; the caller returns to its mark and names the parameter in the
 * exception.
 */
abstract class Literals {
    static final CursorAccess<AppendBuffer> ACCESS = CursorAccess.of(AppendBuffer.class);

    private static final byte[] NULL = ascii("NULL");
    static final byte[] QUOTE = ascii("'");

    /** The bits of 10^65,536, which has one digit more than {@link DecimalText#MAX_LENGTH}. */
    private static final int MAX_COUNTED_BITS = 217_706;

    abstract void appendBoolean(AppendBuffer out, SqlMode mode, boolean value);

    abstract void appendFloat(AppendBuffer out, SqlMode mode, float value);

    abstract void appendDouble(AppendBuffer out, SqlMode mode, double value);

    /** Refuses a decimal with more digits, or more digits after the point, than the server keeps. */
    abstract void checkDecimal(long length, long scale);

    abstract void appendBytes(AppendBuffer out, SqlMode mode, byte[] value, int from, int to);

    abstract void appendUuid(AppendBuffer out, SqlMode mode, long mostSignificant, long leastSignificant);

    abstract void appendJson(AppendBuffer out, SqlMode mode, CharSequence value);

    abstract void appendDate(AppendBuffer out, SqlMode mode, LocalDate value);

    abstract void appendTime(AppendBuffer out, SqlMode mode, LocalTime value);

    abstract void appendDateTime(AppendBuffer out, SqlMode mode, LocalDateTime value);

    abstract void appendInstant(AppendBuffer out, SqlMode mode, ZoneWindow window, long epochSecond, int nano);

    abstract void appendOffsetDateTime(AppendBuffer out, SqlMode mode, ZoneWindow window, OffsetDateTime value);

    abstract void appendDuration(AppendBuffer out, SqlMode mode, Duration value);

    /** The quote of an identifier. */
    abstract char identifierQuote();

    /** Appends the value of a slot as a literal that may stand at that {@link Place}. */
    final void append(AppendBuffer out, SqlMode mode, SqlParameters parameters, int slot, int place) {
        if (place > Place.IN_LIST) {
            checkPlace(mode, parameters, slot, place);
            if (place == Place.CONSTANT && appendConstant(out, mode, parameters, slot)) {
                return;
            }
        }
        switch (parameters.type(slot)) {
            case SqlParameters.NULL -> appendNull(out, mode);
            case SqlParameters.BOOLEAN -> appendBoolean(out, mode, parameters.longValue(slot) != 0);
            case SqlParameters.INT -> appendInt(out, mode, (int) parameters.longValue(slot));
            case SqlParameters.LONG -> appendLong(out, mode, parameters.longValue(slot));
            case SqlParameters.FLOAT -> appendFloat(out, mode, Float.intBitsToFloat((int) parameters.longValue(slot)));
            case SqlParameters.DOUBLE -> appendDouble(out, mode, Double.longBitsToDouble(parameters.longValue(slot)));
            case SqlParameters.STRING -> appendString(out, mode, (CharSequence) parameters.reference(slot));
            case SqlParameters.BYTES ->
                appendBytes(out, mode, (byte[]) parameters.reference(slot), (int) parameters.longValue(slot), (int)
                        parameters.secondValue(slot));
            case SqlParameters.INSTANT ->
                appendInstant(out, mode, parameters.scratch.zoneWindow, parameters.longValue(slot), (int)
                        parameters.secondValue(slot));
            default -> appendRareType(out, mode, parameters, slot, place);
        }
    }

    private void appendRareType(AppendBuffer out, SqlMode mode, SqlParameters parameters, int slot, int place) {
        switch (parameters.type(slot)) {
            case SqlParameters.UNSIGNED_LONG -> appendUnsignedLong(out, mode, parameters.longValue(slot));
            case SqlParameters.SCALED_LONG ->
                appendDecimal(out, mode, parameters.longValue(slot), (int) parameters.secondValue(slot));
            case SqlParameters.BIG_DECIMAL -> appendDecimal(out, mode, (BigDecimal) parameters.reference(slot));
            case SqlParameters.BIG_INTEGER -> appendBigInteger(out, mode, (BigInteger) parameters.reference(slot));
            case SqlParameters.DATE -> appendDate(out, mode, (LocalDate) parameters.reference(slot));
            case SqlParameters.TIME -> appendTime(out, mode, (LocalTime) parameters.reference(slot));
            case SqlParameters.DATE_TIME -> appendDateTime(out, mode, (LocalDateTime) parameters.reference(slot));
            case SqlParameters.OFFSET_DATE_TIME ->
                appendOffsetDateTime(
                        out, mode, parameters.scratch.zoneWindow, (OffsetDateTime) parameters.reference(slot));
            case SqlParameters.OFFSET_TIME -> appendOffsetTime(out, mode, (OffsetTime) parameters.reference(slot));
            case SqlParameters.DURATION -> appendDuration(out, mode, (Duration) parameters.reference(slot));
            case SqlParameters.UUID_BITS ->
                appendUuid(out, mode, parameters.longValue(slot), parameters.secondValue(slot));
            case SqlParameters.JSON -> appendJson(out, mode, (CharSequence) parameters.reference(slot));
            case SqlParameters.ENUM -> appendEnum(out, mode, (String) parameters.reference(slot));
            case SqlParameters.INET_ADDRESS -> appendInetAddress(out, mode, (InetAddress) parameters.reference(slot));
            default -> appendCompound(out, mode, parameters, slot, place);
        }
    }

    private void appendCompound(AppendBuffer out, SqlMode mode, SqlParameters parameters, int slot, int place) {
        switch (parameters.type(slot)) {
            case SqlParameters.LIST -> {
                if (place != Place.IN_LIST) {
                    throw new SqlParameterException(
                            Code.MISPLACED_LIST,
                            "a list is expanded only where its placeholder stands alone in IN (?)");
                }
                Expansion.appendList(out, mode, this, parameters, (Collection<?>) parameters.reference(slot));
            }
            case SqlParameters.ARRAY -> appendArray(out, mode, parameters, (SqlArray) parameters.reference(slot));
            case SqlParameters.READER -> {
                long declared = parameters.longValue(slot);
                Reader reader = (Reader) parameters.consume(slot);
                StreamedLiteral.appendText(out, mode, this, parameters, reader, declared);
            }
            case SqlParameters.STREAM -> {
                long declared = parameters.longValue(slot);
                InputStream stream = (InputStream) parameters.consume(slot);
                StreamedLiteral.appendBytes(out, mode, this, parameters, stream, declared);
            }
            case SqlParameters.RAW -> appendUnquoted(out, mode, ((RawSql) parameters.reference(slot)).sql());
            case SqlParameters.JAVA_ARRAY -> {
                SqlArray array = (SqlArray) parameters.reference(slot);
                if (place == Place.IN_LIST) {
                    Expansion.appendList(out, mode, this, parameters, array.elements());
                } else if (array.isTyped()) {
                    appendArray(out, mode, parameters, array);
                } else {
                    throw new SqlParameterException(
                            Code.UNSUPPORTED_CLASS,
                            "the element type of an array of objects is unknown; SqlArray.of names it");
                }
            }
            default -> appendNewer(out, mode, parameters, slot);
        }
    }

    private void appendNewer(AppendBuffer out, SqlMode mode, SqlParameters parameters, int slot) {
        switch (parameters.type(slot)) {
            case SqlParameters.TYPED_NULL -> appendNull(out, mode, (String) parameters.reference(slot));
            case SqlParameters.BYTE_BUFFER ->
                StreamedLiteral.appendBuffer(
                        out, mode, this, parameters.scratch, (ByteBuffer) parameters.reference(slot));
            case SqlParameters.UTF8 -> {
                byte[] bytes = (byte[]) parameters.reference(slot);
                int from = (int) parameters.longValue(slot);
                int to = (int) parameters.secondValue(slot);
                appendString(out, mode, parameters.scratch.utf8().decode(bytes, from, to));
            }
            case SqlParameters.LOCAL_SECOND ->
                appendDateTime(out, mode, parameters.longValue(slot), (int) parameters.secondValue(slot));
            case SqlParameters.JAVA_TIMESTAMP ->
                appendJavaTimestamp(out, mode, parameters.scratch.zoneWindow, parameters.longValue(slot), (int)
                        parameters.secondValue(slot));
            case SqlParameters.JAVA_DATE ->
                appendJavaDate(out, mode, (LocalDate) parameters.reference(slot), (int) parameters.longValue(slot));
            case SqlParameters.JAVA_TIME ->
                appendJavaTime(out, mode, (LocalTime) parameters.reference(slot), (int) parameters.longValue(slot));
            case SqlParameters.BITS -> appendBits(out, parameters.longValue(slot));
            default -> throw unset(parameters.type(slot), "");
        }
    }

    /** Refuses a value whose literal means something else at this place than the bound value does, or means nothing. */
    private void checkPlace(SqlMode mode, SqlParameters parameters, int slot, int place) {
        byte type = parameters.type(slot);
        if (type == SqlParameters.RAW || type <= SqlParameters.UNSET) {
            return;
        }
        switch (place) {
            case Place.ROW_COUNT -> {
                boolean whole = type == SqlParameters.INT
                        || type == SqlParameters.LONG
                        || type == SqlParameters.UNSIGNED_LONG
                        || type == SqlParameters.NULL && takesNullRowCount();
                if (!whole) {
                    throw misplaced("a number of rows must be an int, a long or an unsigned long");
                }
                if (isNegative(parameters, slot) && !takesNullRowCount()) {
                    throw misplaced("a number of rows cannot be negative");
                }
            }
            case Place.ORDINAL -> checkOrdinal(mode, parameters, slot);
            case Place.ARRAY -> {
                if (type != SqlParameters.ARRAY && type != SqlParameters.JAVA_ARRAY) {
                    throw misplaced("only an array can stand before a subscript");
                }
            }
            default -> {
                // A constant may be of any type; the server decides which types it accepts.
            }
        }
    }

    /** Writes a value where parentheses are a syntax error, or returns false if its literal has no parentheses. */
    boolean appendConstant(AppendBuffer out, SqlMode mode, SqlParameters parameters, int slot) {
        return false;
    }

    /** Whether LIMIT accepts NULL, and the server itself reports a negative number. */
    boolean takesNullRowCount() {
        return true;
    }

    /** Refuses a value that ORDER BY reads differently as a literal. */
    void checkOrdinal(SqlMode mode, SqlParameters parameters, int slot) {}

    static boolean isNegative(SqlParameters parameters, int slot) {
        byte type = parameters.type(slot);
        return (type == SqlParameters.INT || type == SqlParameters.LONG) && parameters.longValue(slot) < 0;
    }

    static SqlParameterException misplaced(String what) {
        return new SqlParameterException(Code.MISPLACED_VALUE, what);
    }

    /** Why a parameter without a value has none. */
    static SqlParameterException unset(byte type, String place) {
        return type == SqlParameters.CONSUMED
                ? new SqlParameterException(
                        Code.STREAM_CONSUMED, "its reader or stream has been read; set a new one." + place)
                : new SqlParameterException(Code.UNSET, "it has no value; set one, or setNull." + place);
    }

    void appendNull(AppendBuffer out, SqlMode mode) {
        out.appendBytes(NULL, 0, NULL.length);
    }

    /** Appends NULL of a type. */
    void appendNull(AppendBuffer out, SqlMode mode, String typeName) {
        appendNull(out, mode);
    }

    /** Appends the local date and time in UTC of a second of the epoch. */
    void appendDateTime(AppendBuffer out, SqlMode mode, long epochSecond, int nano) {
        LocalDateTime value;
        try {
            value = LocalDateTime.ofEpochSecond(epochSecond, nano, ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new SqlParameterException(Code.OUT_OF_RANGE, "the year is outside the server's range");
        }
        appendDateTime(out, mode, value);
    }

    /** Appends an instant that Java keeps in the JVM's zone. */
    void appendJavaTimestamp(AppendBuffer out, SqlMode mode, ZoneWindow window, long epochSecond, int nano) {
        appendInstant(out, mode, window, epochSecond, nano);
    }

    /** Appends a date in a zone with that offset. */
    void appendJavaDate(AppendBuffer out, SqlMode mode, LocalDate value, int offset) {
        appendDate(out, mode, value);
    }

    /** Appends a time of day in a zone with that offset. */
    void appendJavaTime(AppendBuffer out, SqlMode mode, LocalTime value, int offset) {
        appendTime(out, mode, value);
    }

    void appendBits(AppendBuffer out, long bits) {
        throw unsupported("sets of bits");
    }

    void appendInt(AppendBuffer out, SqlMode mode, int value) {
        out.appendInt(value);
    }

    void appendLong(AppendBuffer out, SqlMode mode, long value) {
        out.appendLong(value);
    }

    void appendUnsignedLong(AppendBuffer out, SqlMode mode, long value) {
        out.appendUnsignedLong(value);
    }

    void appendDecimal(AppendBuffer out, SqlMode mode, long unscaled, int scale) {
        checkDecimal(Decimals.length(unscaled, scale) + (unscaled >> 63), scale);
        out.appendDecimal(unscaled, scale);
    }

    void appendDecimal(AppendBuffer out, SqlMode mode, BigDecimal value) {
        BigDecimal exact = exact(out, value);
        int scale = exact.signum() == 0 ? Math.max(exact.scale(), 0) : exact.scale();
        checkDecimal(Decimals.length(DecimalText.digits(exact), scale), scale);
        out.appendDecimal(exact);
    }

    void appendBigInteger(AppendBuffer out, SqlMode mode, BigInteger value) {
        BigInteger exact = exact(out, value);
        int bits = exact.bitLength();
        if (bits < Long.SIZE) {
            checkDecimal(Decimals.length(exact.longValue(), 0), 0);
            out.appendLong(exact.longValue());
            return;
        }
        // Digits are counted only where some dialect could accept them: counting takes more than linear time.
        checkDecimal(bits > MAX_COUNTED_BITS ? DecimalText.MAX_LENGTH : DecimalText.digits(exact), 0);
        out.appendBigInteger(exact);
    }

    /** Appends the point that tells a decimal without a fraction from an integer, unless literals are bare. */
    static void appendPoint(AppendBuffer out, SqlMode mode, int scale) {
        if (scale <= 0 && !mode.bareLiterals()) {
            out.appendByte((byte) '.');
        }
    }

    /** The number itself, or a copy of a subclass, whose methods could return anything. */
    static BigDecimal exact(AppendBuffer out, BigDecimal value) {
        try {
            BigDecimal exact = DecimalText.exact(value);
            if (!DecimalText.isCompact(value)) {
                ACCESS.recheckTarget(out);
            }
            return exact;
        } catch (RuntimeException e) {
            throw SqlParameterException.unreadable(e);
        }
    }

    /** The number itself, or a copy of a subclass, whose methods could return anything. */
    static BigInteger exact(AppendBuffer out, BigInteger value) {
        try {
            BigInteger exact = DecimalText.exact(value);
            if (value.getClass() != BigInteger.class) {
                ACCESS.recheckTarget(out);
            }
            return exact;
        } catch (RuntimeException e) {
            throw SqlParameterException.unreadable(e);
        }
    }

    void appendString(AppendBuffer out, SqlMode mode, CharSequence value) {
        QuotedText.append(out, mode, value);
    }

    /** Appends an enum constant by its {@code name()}. */
    void appendEnum(AppendBuffer out, SqlMode mode, String name) {
        appendString(out, mode, name);
    }

    /** Appends the bytes in hexadecimal, the high byte first. */
    static void appendUuidBytes(AppendBuffer out, byte[] opening, long mostSignificant, long leastSignificant) {
        appendAll(out, opening);
        out.appendHexPadded(mostSignificant, 16)
                .appendHexPadded(leastSignificant, 16)
                .appendByte((byte) '\'');
    }

    void appendOffsetTime(AppendBuffer out, SqlMode mode, OffsetTime value) {
        throw unsupported("times of day with an offset");
    }

    /** Appends the text of the address; a scope, as in {@code fe80::1%eth0}, is part of it. */
    void appendInetAddress(AppendBuffer out, SqlMode mode, InetAddress value) {
        appendString(out, mode, value.getHostAddress());
    }

    /** Appends an array; {@code parameters} provides the slot for its elements. */
    void appendArray(AppendBuffer out, SqlMode mode, SqlParameters parameters, SqlArray value) {
        throw unsupported("arrays");
    }

    /** Refuses an element that does not bind to the array's type; {@code element} holds its value. */
    void checkElement(SqlArray array, SqlParameters element, @Nullable Object value) {}

    /** Appends an element of an array. */
    void appendElement(AppendBuffer out, SqlMode mode, SqlArray array, SqlParameters element) {
        append(out, mode, element, 0, Place.ANY);
    }

    /** Appends text that is already SQL, if the client charset can express it. */
    static void appendUnquoted(AppendBuffer out, SqlMode mode, String sql) {
        for (int i = 0; i < sql.length(); i++) {
            if (sql.codePointAt(i) > mode.maxCodePoint()) {
                throw QuotedText.refusedChar(i, sql);
            }
        }
        out.appendUtf8(sql);
    }

    /** The prefix of a string literal that is written in pieces. */
    byte[] textOpening(SqlMode mode) {
        return QUOTE;
    }

    /** The suffix of a string literal that is written in pieces. */
    byte[] textClosing(SqlMode mode) {
        return QUOTE;
    }

    /** The escaping of the text between prefix and suffix: a rule of {@link SqlText}. */
    int textRule(SqlMode mode) {
        return plainRule(mode);
    }

    /** The escaping of text in single quotes without a prefix. */
    static int plainRule(SqlMode mode) {
        return mode.backslashEscapes() ? SqlText.BACKSLASH_RULE : SqlText.STANDARD_RULE;
    }

    /** Whether text may hold U+0000. */
    boolean takesNul() {
        return true;
    }

    /** The prefix of bytes that are written in pieces: in hexadecimal, unless the mode has a binary introducer. */
    abstract byte[] bytesOpening(SqlMode mode);

    /** The suffix of bytes that are written in pieces. */
    byte[] bytesClosing(SqlMode mode) {
        return QUOTE;
    }

    /** Appends a name between identifier quotes, with quotes inside doubled. */
    final void appendIdentifier(AppendBuffer out, SqlMode mode, String name) {
        char quote = identifierQuote();
        if (name.isEmpty()) {
            throw new SqlParameterException(Code.UNSUPPORTED_TYPE, "an identifier cannot be empty");
        }
        out.appendByte((byte) quote);
        for (int i = 0; i < name.length(); ) {
            int codePoint = name.codePointAt(i);
            if (codePoint == 0) {
                throw new SqlParameterException(
                        Code.NUL_CHARACTER, "the char at index " + i + " of the identifier is U+0000");
            }
            if (codePoint > mode.maxCodePoint() || isSurrogate(codePoint)) {
                throw QuotedText.refusedChar(i, name);
            }
            if (codePoint == quote) {
                out.appendByte((byte) quote);
            }
            out.appendCodePoint(codePoint);
            i += Character.charCount(codePoint);
        }
        out.appendByte((byte) quote);
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    static void appendAll(AppendBuffer out, byte[] ascii) {
        out.appendBytes(ascii, 0, ascii.length);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static SqlParameterException notFinite() {
        return new SqlParameterException(
                Code.NOT_FINITE, "the server has no literal for NaN and infinities; use setNull or a number");
    }

    static SqlParameterException yearOutOfRange(String min, String max) {
        return new SqlParameterException(Code.OUT_OF_RANGE, "the year is outside " + min + " to " + max);
    }

    static SqlParameterException unsupported(String type) {
        return new SqlParameterException(Code.UNSUPPORTED_TYPE, "the dialect has no literal for " + type);
    }
}
