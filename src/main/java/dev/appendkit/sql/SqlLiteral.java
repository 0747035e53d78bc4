// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.AppendBuffer;
import dev.appendkit.internal.cursor.Guest;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Appends one SQL literal or identifier at a time, for code that builds its own statements. The bytes are the same as
 * in a template. A template is safer: it knows the neighbours of the literal, so that {@code -} before a negative
 * number does not start a comment.
 *
 * <p>A null reference is NULL. A type or a value that has no literal in the dialect is refused with a
 * {@link SqlParameterException} of index 0, and so is a literal that alone is longer than the mode's {@code maxBytes}.
 * Without room a {@code BufferOverflowException} is thrown. Whatever is thrown, the cursor is unchanged; only a
 * draining cursor that has already passed a part of the literal to its sink is broken.
 *
 * <p>Nothing is allocated, except for the first literal on a cursor, where {@link SqlTemplate} says so, and for readers
 * and streams. These are foreign code, which might keep the array that it receives and read it later, so each gets a
 * new array of 4,096 chars or bytes. A {@link SqlParameters} keeps its arrays from statement to statement.
 */
public final class SqlLiteral {
    private static final char NO_ESCAPE = 0;

    private static final Guest<SqlParameters> VALUE = new Guest<>(SqlParameters::ofOneLiteral);

    private SqlLiteral() {}

    /**
     * Appends {@code NULL}.
     *
     * @param out the target
     * @param mode the server's session
     */
    public static void appendNull(AppendBuffer out, SqlMode mode) {
        append(out, mode, value(out).setNull(1), Place.ANY);
    }

    /**
     * Appends {@code NULL} of a type, as {@link SqlParameters#setNull(int, String)} sets it.
     *
     * @param out the target
     * @param mode the server's session
     * @param typeName the server's name of the type, or null for plain NULL
     * @throws IllegalArgumentException if it is not the name of a type
     */
    public static void appendNull(AppendBuffer out, SqlMode mode, @Nullable String typeName) {
        append(out, mode, value(out).setNull(1, typeName), Place.ANY);
    }

    /**
     * Appends a boolean.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value
     */
    public static void appendBoolean(AppendBuffer out, SqlMode mode, boolean value) {
        append(out, mode, value(out).setBoolean(1, value), Place.ANY);
    }

    /**
     * Appends an int.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value
     */
    public static void appendInt(AppendBuffer out, SqlMode mode, int value) {
        append(out, mode, value(out).setInt(1, value), Place.ANY);
    }

    /**
     * Appends a long.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value
     */
    public static void appendLong(AppendBuffer out, SqlMode mode, long value) {
        append(out, mode, value(out).setLong(1, value), Place.ANY);
    }

    /**
     * Appends an unsigned long.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value, read as unsigned
     */
    public static void appendUnsignedLong(AppendBuffer out, SqlMode mode, long value) {
        append(out, mode, value(out).setUnsignedLong(1, value), Place.ANY);
    }

    /**
     * Appends a float.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value
     * @throws SqlParameterException if the dialect has no literal for it (NaN and infinities in MySQL and MariaDB)
     */
    public static void appendFloat(AppendBuffer out, SqlMode mode, float value) {
        append(out, mode, value(out).setFloat(1, value), Place.ANY);
    }

    /**
     * Appends a double.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value
     * @throws SqlParameterException if the dialect has no literal for it (NaN and infinities in MySQL and MariaDB)
     */
    public static void appendDouble(AppendBuffer out, SqlMode mode, double value) {
        append(out, mode, value(out).setDouble(1, value), Place.ANY);
    }

    /**
     * Appends a decimal.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value, or null for NULL
     * @throws SqlParameterException if it has more digits than the server keeps
     */
    public static void appendDecimal(AppendBuffer out, SqlMode mode, @Nullable BigDecimal value) {
        append(out, mode, value(out).setDecimal(1, value), Place.ANY);
    }

    /**
     * Appends a decimal, {@code unscaled} times 10 to the power of {@code -scale}.
     *
     * @param out the target
     * @param mode the server's session
     * @param unscaled the unscaled value
     * @param scale the number of digits after the point
     * @throws SqlParameterException if it has more digits than the server keeps
     */
    public static void appendDecimal(AppendBuffer out, SqlMode mode, long unscaled, int scale) {
        append(out, mode, value(out).setDecimal(1, unscaled, scale), Place.ANY);
    }

    /**
     * Appends an integer of any size.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value, or null for NULL
     * @throws SqlParameterException if it has more digits than the server keeps
     */
    public static void appendBigInteger(AppendBuffer out, SqlMode mode, @Nullable BigInteger value) {
        append(out, mode, value(out).setBigInteger(1, value), Place.ANY);
    }

    /**
     * Appends text as a quoted literal.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value, or null for NULL
     * @throws SqlParameterException if it has half a surrogate pair or a char outside the mode's charset
     */
    public static void appendString(AppendBuffer out, SqlMode mode, @Nullable CharSequence value) {
        append(out, mode, value(out).setString(1, value), Place.ANY);
    }

    /**
     * Appends bytes.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value, or null for NULL
     */
    public static void appendBytes(AppendBuffer out, SqlMode mode, byte @Nullable [] value) {
        append(out, mode, value(out).setBytes(1, value), Place.ANY);
    }

    /**
     * Appends a range of bytes.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the array
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     */
    public static void appendBytes(AppendBuffer out, SqlMode mode, byte[] value, int from, int to) {
        append(out, mode, value(out).setBytes(1, value, from, to), Place.ANY);
    }

    /**
     * Appends the remaining bytes of a buffer, whose position does not change.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the buffer, or null for NULL
     */
    public static void appendByteBuffer(AppendBuffer out, SqlMode mode, @Nullable ByteBuffer value) {
        append(out, mode, value(out).setByteBuffer(1, value), Place.ANY);
    }

    /**
     * Appends text that is already UTF-8 as a quoted literal.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the array
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @throws SqlParameterException if it is not UTF-8 or has a char outside the mode's charset
     */
    public static void appendUtf8(AppendBuffer out, SqlMode mode, byte[] value, int from, int to) {
        append(out, mode, value(out).setUtf8(1, value, from, to), Place.ANY);
    }

    /**
     * Appends a date.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value, or null for NULL
     * @throws SqlParameterException if its year is outside the server's range
     */
    public static void appendDate(AppendBuffer out, SqlMode mode, @Nullable LocalDate value) {
        append(out, mode, value(out).setDate(1, value), Place.ANY);
    }

    /**
     * Appends a time of day.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value, or null for NULL
     * @throws SqlParameterException if the mode's fraction policy refuses it
     */
    public static void appendTime(AppendBuffer out, SqlMode mode, @Nullable LocalTime value) {
        append(out, mode, value(out).setTime(1, value), Place.ANY);
    }

    /**
     * Appends a date and time without zone.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value, or null for NULL
     * @throws SqlParameterException if its year is outside the server's range, or the mode's fraction policy refuses it
     */
    public static void appendDateTime(AppendBuffer out, SqlMode mode, @Nullable LocalDateTime value) {
        append(out, mode, value(out).setDateTime(1, value), Place.ANY);
    }

    /**
     * Appends a date and time without zone, given as numbers.
     *
     * @param out the target
     * @param mode the server's session
     * @param epochSecond seconds since 1970-01-01T00:00:00
     * @param nano nanoseconds of the second, 0 to 999,999,999
     * @throws SqlParameterException if its year is outside the server's range, or the mode's fraction policy refuses it
     */
    public static void appendLocalDateTime(AppendBuffer out, SqlMode mode, long epochSecond, int nano) {
        append(out, mode, value(out).setLocalDateTime(1, epochSecond, nano), Place.ANY);
    }

    /**
     * Appends an instant.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value, or null for NULL
     * @throws SqlParameterException if the mode lacks the zone that the dialect needs, or the year is outside the
     *     server's range
     */
    public static void appendInstant(AppendBuffer out, SqlMode mode, @Nullable Instant value) {
        append(out, mode, value(out).setInstant(1, value), Place.ANY);
    }

    /**
     * Appends an instant.
     *
     * @param out the target
     * @param mode the server's session
     * @param epochSecond seconds since 1970-01-01T00:00:00Z
     * @param nano nanoseconds of the second, 0 to 999,999,999
     * @throws SqlParameterException if the mode lacks the zone that the dialect needs, or the year is outside the
     *     server's range
     */
    public static void appendInstant(AppendBuffer out, SqlMode mode, long epochSecond, int nano) {
        append(out, mode, value(out).setInstant(1, epochSecond, nano), Place.ANY);
    }

    /**
     * Appends a date and time with an offset.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value, or null for NULL
     * @throws SqlParameterException under the conditions of {@link #appendInstant(AppendBuffer, SqlMode, Instant)}
     */
    public static void appendOffsetDateTime(AppendBuffer out, SqlMode mode, @Nullable OffsetDateTime value) {
        append(out, mode, value(out).setOffsetDateTime(1, value), Place.ANY);
    }

    /**
     * Appends a time of day with an offset.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value, or null for NULL
     * @throws SqlParameterException if the dialect has no such literal
     */
    public static void appendOffsetTime(AppendBuffer out, SqlMode mode, @Nullable OffsetTime value) {
        append(out, mode, value(out).setOffsetTime(1, value), Place.ANY);
    }

    /**
     * Appends a duration.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value, or null for NULL
     * @throws SqlParameterException if the dialect has no such literal, or it is outside the server's range
     */
    public static void appendDuration(AppendBuffer out, SqlMode mode, @Nullable Duration value) {
        append(out, mode, value(out).setDuration(1, value), Place.ANY);
    }

    /**
     * Appends a UUID.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value, or null for NULL
     */
    public static void appendUuid(AppendBuffer out, SqlMode mode, @Nullable UUID value) {
        append(out, mode, value(out).setUuid(1, value), Place.ANY);
    }

    /**
     * Appends a UUID.
     *
     * @param out the target
     * @param mode the server's session
     * @param mostSignificant the high 64 bits
     * @param leastSignificant the low 64 bits
     */
    public static void appendUuid(AppendBuffer out, SqlMode mode, long mostSignificant, long leastSignificant) {
        append(out, mode, value(out).setUuid(1, mostSignificant, leastSignificant), Place.ANY);
    }

    /**
     * Appends the text of a JSON document, which is not validated.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value, or null for NULL
     * @throws SqlParameterException if it has half a surrogate pair or a char outside the mode's charset
     */
    public static void appendJson(AppendBuffer out, SqlMode mode, @Nullable CharSequence value) {
        append(out, mode, value(out).setJson(1, value), Place.ANY);
    }

    /**
     * Appends an enum by its {@code name()}.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value, or null for NULL
     */
    public static void appendEnum(AppendBuffer out, SqlMode mode, @Nullable Enum<?> value) {
        append(out, mode, value(out).setEnum(1, value), Place.ANY);
    }

    /**
     * Appends an internet address.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value, or null for NULL
     * @throws SqlParameterException if the dialect cannot express its scope
     */
    public static void appendInetAddress(AppendBuffer out, SqlMode mode, @Nullable InetAddress value) {
        append(out, mode, value(out).setInetAddress(1, value), Place.ANY);
    }

    /**
     * Appends an array.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value, or null for NULL
     * @throws SqlParameterException if the dialect has no arrays or an element is refused
     */
    public static void appendArray(AppendBuffer out, SqlMode mode, @Nullable SqlArray value) {
        append(out, mode, value(out).setArray(1, value), Place.ANY);
    }

    /**
     * Appends text up to the end of the reader as a quoted literal. The caller closes the reader.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value, or null for NULL
     * @throws SqlParameterException if it cannot be read, or has half a surrogate pair or a char outside the mode's
     *     charset
     */
    public static void appendReader(AppendBuffer out, SqlMode mode, @Nullable Reader value) {
        append(out, mode, value(out).setReader(1, value), Place.ANY);
    }

    /**
     * Appends text as a quoted literal. The caller closes the reader.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value, or null for NULL
     * @param chars the number of its chars
     * @throws SqlParameterException under the conditions above, and if it is not as long as declared
     */
    public static void appendReader(AppendBuffer out, SqlMode mode, @Nullable Reader value, long chars) {
        append(out, mode, value(out).setReader(1, value, chars), Place.ANY);
    }

    /**
     * Appends bytes up to the end of the stream. The caller closes the stream.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value, or null for NULL
     * @throws SqlParameterException if it cannot be read
     */
    public static void appendStream(AppendBuffer out, SqlMode mode, @Nullable InputStream value) {
        append(out, mode, value(out).setStream(1, value), Place.ANY);
    }

    /**
     * Appends bytes. The caller closes the stream.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value, or null for NULL
     * @param bytes the number of its bytes
     * @throws SqlParameterException if it cannot be read or is not as long as declared
     */
    public static void appendStream(AppendBuffer out, SqlMode mode, @Nullable InputStream value, long bytes) {
        append(out, mode, value(out).setStream(1, value, bytes), Place.ANY);
    }

    /**
     * Appends SQL text <strong>unquoted and unchecked</strong>; see {@link RawSql}.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value, or null for NULL
     * @throws SqlParameterException if it has a char outside the mode's charset
     */
    public static void appendRawSql(AppendBuffer out, SqlMode mode, @Nullable RawSql value) {
        append(out, mode, value(out).setRawSql(1, value), Place.ANY);
    }

    /**
     * Appends a value of a custom type.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value, or null for NULL
     * @throws SqlParameterException if it does not write exactly one value, or the written value is refused
     */
    public static void appendValue(AppendBuffer out, SqlMode mode, @Nullable SqlValue value) {
        append(out, mode, value(out).setValue(1, value), Place.ANY);
    }

    /**
     * Appends a value of a class that {@link SqlParameters#setObject} accepts, except a collection.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value, or null for NULL
     * @throws SqlParameterException if the class is not one of them, or the dialect refuses the value
     */
    public static void appendObject(AppendBuffer out, SqlMode mode, @Nullable Object value) {
        append(out, mode, value(out).setObject(1, value), Place.ANY);
    }

    /**
     * Appends the elements of a list, {@code 1, 2, 3}, or rows, {@code (1, 'a'), (2, 'b')}, for the parentheses after
     * IN, which the caller writes.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the list, as in {@link SqlParameters#setList}, or null for NULL
     * @throws SqlParameterException if it is empty and the mode does not define an empty list, or an element is refused
     */
    public static void appendList(AppendBuffer out, SqlMode mode, @Nullable Collection<?> value) {
        append(out, mode, value(out).setList(1, value), Place.IN_LIST);
    }

    /**
     * Appends text as a quoted literal of a LIKE pattern that matches this text: {@code 50%} with {@code !} is
     * {@code '50!%'}. Quoting alone does not change the meaning of {@code %} and {@code _}. The statement names the
     * escape character: {@code LIKE '50!%' ESCAPE '!'}.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the text, or null for NULL
     * @param escape the escape character of the pattern
     * @throws SqlParameterException if the text has half a surrogate pair or a char outside the mode's charset
     * @throws IllegalArgumentException if the escape is {@code %}, {@code _}, U+0000 or half a surrogate pair
     */
    public static void escapeLike(AppendBuffer out, SqlMode mode, @Nullable CharSequence value, char escape) {
        checkEscape(escape);
        if (value == null) {
            appendNull(out, mode);
            return;
        }
        SqlParameters kept = value(out);
        append(out, mode, kept.setString(1, escapeLike(kept.scratch.pattern(), value, escape)), Place.ANY);
    }

    /**
     * Escapes text as a part of a LIKE pattern: {@code %}, {@code _} and the escape character are preceded by the
     * escape character. Use it for a parameter, such as {@code setString(1, escapeLike(prefix, '!') + "%")} for
     * {@code name LIKE ? ESCAPE '!'}.
     *
     * @param value the text
     * @param escape the escape character of the pattern
     * @return the escaped text, a new string; not quoted, and not escaped for a literal
     * @throws IllegalArgumentException if the escape is {@code %}, {@code _}, U+0000 or half a surrogate pair
     */
    public static String escapeLike(CharSequence value, char escape) {
        checkEscape(escape);
        return escapeLike(new StringBuilder(), value, escape).toString();
    }

    /** Reads the text once. */
    private static StringBuilder escapeLike(StringBuilder pattern, CharSequence value, char escape) {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c == '%' || c == '_' || c == escape) {
                pattern.append(escape);
            }
            pattern.append(c);
        }
        return pattern;
    }

    private static void checkEscape(char escape) {
        if (escape == '%' || escape == '_' || escape == NO_ESCAPE || Character.isSurrogate(escape)) {
            throw new IllegalArgumentException("the escape character is a wildcard, U+0000 or half a surrogate pair");
        }
    }

    /**
     * Appends an identifier in the dialect's quotes, which are doubled inside: {@code `} for MySQL, MariaDB and SQLite,
     * {@code "} for the others. A quoted identifier keeps its case.
     *
     * @param out the target
     * @param mode the server's session
     * @param name the identifier
     * @throws SqlParameterException if it is empty or has U+0000, half a surrogate pair or a char outside the mode's
     *     charset
     */
    public static void appendIdentifier(AppendBuffer out, SqlMode mode, String name) {
        long mark = Literals.ACCESS.mark(out);
        try {
            mode.dialect().literals().appendIdentifier(out, mode, name);
        } catch (Throwable e) {
            Literals.ACCESS.rollBack(out, mark, e);
            throw e;
        }
    }

    /** Returns the set of one value that the cursor keeps. */
    private static SqlParameters value(AppendBuffer out) {
        return Literals.ACCESS.guest(out, VALUE);
    }

    private static void append(AppendBuffer out, SqlMode mode, SqlParameters value, int place) {
        try {
            long mark = Literals.ACCESS.mark(out);
            try {
                value.scratch.beginStatement(mark, mode.maxBytes());
                mode.dialect().literals().append(out, mode, value, 0, place);
                value.scratch.checkSize(out, mode);
            } catch (Throwable e) {
                Literals.ACCESS.rollBack(out, mark, e);
                throw e;
            }
        } finally {
            value.forget();
        }
    }
}
