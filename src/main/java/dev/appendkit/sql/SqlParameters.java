// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.sql.SqlParameterException.Code;
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
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The values of a template's parameters. Create a set once and fill it again for each statement:
 *
 * <pre>{@code
 * SqlParameters p = new SqlParameters(template.parameterCount());
 * p.setLong(1, 42).setString(2, "it's");
 * template.appendTo(out, p);
 * }</pre>
 *
 * <p>Indexes count from 1; an index outside the range is an {@code IndexOutOfBoundsException}. A null reference is SQL
 * NULL. Numbers, instants and UUIDs are copied. Other objects are kept as references until {@link #clearParameters} or
 * the next object of the same parameter; their content when the statement is appended counts. No setter allocates,
 * except {@link #setObject} with types of {@code java.sql}, and the first {@link #setValue}. Conditions that depend on
 * the dialect (NaN, ranges, years) are checked by the append.
 *
 * <p>A set may be used by one thread at a time; it can be appended any number of times. {@link #toString} shows no
 * value.
 */
public final class SqlParameters {
    /** The reader or stream of the parameter has been read. Types up to {@link #UNSET} have no value. */
    static final byte CONSUMED = -1;

    static final byte UNSET = 0;
    static final byte NULL = 1;
    static final byte BOOLEAN = 2;
    static final byte INT = 3;
    static final byte LONG = 4;
    static final byte FLOAT = 5;
    static final byte DOUBLE = 6;
    static final byte STRING = 7;
    static final byte BYTES = 8;
    static final byte INSTANT = 9;

    // The types up to here are those of most statements: one dense switch distinguishes them.
    static final byte UNSIGNED_LONG = 10;
    static final byte SCALED_LONG = 11;
    static final byte BIG_DECIMAL = 12;
    static final byte BIG_INTEGER = 13;
    static final byte DATE = 14;
    static final byte TIME = 15;
    static final byte DATE_TIME = 16;
    static final byte OFFSET_DATE_TIME = 17;
    static final byte OFFSET_TIME = 18;
    static final byte DURATION = 19;
    static final byte UUID_BITS = 20;
    static final byte JSON = 21;
    static final byte ENUM = 22;
    static final byte INET_ADDRESS = 23;
    static final byte LIST = 24;
    static final byte ARRAY = 25;
    static final byte READER = 26;
    static final byte STREAM = 27;
    static final byte RAW = 28;
    /** SQL NULL of a type; the reference is the type's name. */
    static final byte TYPED_NULL = 29;

    static final byte BYTE_BUFFER = 30;
    /** Bytes that are UTF-8. */
    static final byte UTF8 = 31;
    /** The fields of a local date and time, stored as the second of the epoch in UTC. */
    static final byte LOCAL_SECOND = 32;
    /** An instant of {@code java.sql.Timestamp} or {@code java.util.Date}. */
    static final byte JAVA_TIMESTAMP = 33;
    /** A {@code LocalDate} of {@code java.sql.Date}, and the offset of the JVM's zone. */
    static final byte JAVA_DATE = 34;
    /** A {@code LocalTime} of {@code java.sql.Time}, and the offset of the JVM's zone. */
    static final byte JAVA_TIME = 35;
    /** A Java array as an {@link SqlArray}, which is a list in IN. */
    static final byte JAVA_ARRAY = 36;
    /** At most 64 bits. */
    static final byte BITS = 37;

    static final int TYPES = 38;

    private static final long UNKNOWN_LENGTH = -1;

    private final byte[] types;
    private final long[] longs;
    private final long[] seconds;
    private final @Nullable Object[] references;
    /** The working memory for appending these values. */
    final Scratch scratch;

    private @Nullable SqlValueWriter writer;
    /** Whether the one value of this set is an element or a literal by itself; messages then give no index. */
    private final boolean anonymous;

    /**
     * Creates a set without values.
     *
     * @param count the number of parameters
     * @throws IllegalArgumentException if it is negative
     */
    public SqlParameters(int count) {
        this(checkCount(count), new Scratch(), false);
    }

    private SqlParameters(int count, Scratch scratch, boolean anonymous) {
        this.scratch = scratch;
        this.anonymous = anonymous;
        types = new byte[count];
        longs = new long[count];
        seconds = new long[count];
        references = new @Nullable Object[count];
    }

    /**
     * Returns the number of parameters.
     *
     * @return the number
     */
    public int count() {
        return types.length;
    }

    /**
     * Sets SQL NULL.
     *
     * @param index the parameter, from 1
     * @return this set
     */
    public SqlParameters setNull(int index) {
        types[slot(index)] = NULL;
        return this;
    }

    /**
     * Sets SQL NULL of a type, for places where the server cannot infer the type. PostgreSQL gets
     * {@code (NULL::bigint)}, H2 and standard SQL {@code CAST(NULL AS BIGINT)}; other dialects, and bare literals, get
     * plain {@code NULL}.
     *
     * @param index the parameter, from 1
     * @param typeName the server's name of the type, as in {@link SqlArray#of}, or null for plain NULL
     * @return this set
     * @throws IllegalArgumentException if it is not the name of a type
     */
    public SqlParameters setNull(int index, @Nullable String typeName) {
        slot(index);
        if (typeName != null && !TypeName.isValid(typeName)) {
            throw new IllegalArgumentException("the type name is no name of a type");
        }
        return set(index, TYPED_NULL, typeName);
    }

    /**
     * Sets a boolean.
     *
     * @param index the parameter, from 1
     * @param value the value
     * @return this set
     */
    public SqlParameters setBoolean(int index, boolean value) {
        return set(index, BOOLEAN, value ? 1 : 0);
    }

    /**
     * Sets an int.
     *
     * @param index the parameter, from 1
     * @param value the value
     * @return this set
     */
    public SqlParameters setInt(int index, int value) {
        return set(index, INT, value);
    }

    /**
     * Sets a long.
     *
     * @param index the parameter, from 1
     * @param value the value
     * @return this set
     */
    public SqlParameters setLong(int index, long value) {
        return set(index, LONG, value);
    }

    /**
     * Sets an unsigned long.
     *
     * @param index the parameter, from 1
     * @param value the value, read as unsigned
     * @return this set
     */
    public SqlParameters setUnsignedLong(int index, long value) {
        return set(index, UNSIGNED_LONG, value);
    }

    /**
     * Sets a float.
     *
     * @param index the parameter, from 1
     * @param value the value
     * @return this set
     */
    public SqlParameters setFloat(int index, float value) {
        return set(index, FLOAT, Float.floatToRawIntBits(value));
    }

    /**
     * Sets a double.
     *
     * @param index the parameter, from 1
     * @param value the value
     * @return this set
     */
    public SqlParameters setDouble(int index, double value) {
        return set(index, DOUBLE, Double.doubleToRawLongBits(value));
    }

    /**
     * Sets a decimal.
     *
     * @param index the parameter, from 1
     * @param value the value, or null
     * @return this set
     */
    public SqlParameters setDecimal(int index, @Nullable BigDecimal value) {
        return set(index, BIG_DECIMAL, value);
    }

    /**
     * Sets a decimal, {@code unscaled} times 10 to the power of {@code -scale}.
     *
     * @param index the parameter, from 1
     * @param unscaled the unscaled value
     * @param scale the number of digits after the point
     * @return this set
     */
    public SqlParameters setDecimal(int index, long unscaled, int scale) {
        return set(index, SCALED_LONG, unscaled, scale);
    }

    /**
     * Sets an integer of any size.
     *
     * @param index the parameter, from 1
     * @param value the value, or null
     * @return this set
     */
    public SqlParameters setBigInteger(int index, @Nullable BigInteger value) {
        return set(index, BIG_INTEGER, value);
    }

    /**
     * Sets text.
     *
     * @param index the parameter, from 1
     * @param value the value, or null; a {@code CharSequence} that is not a {@code String} is read once for each append
     * @return this set
     */
    public SqlParameters setString(int index, @Nullable CharSequence value) {
        return set(index, STRING, value);
    }

    /**
     * Sets bytes.
     *
     * @param index the parameter, from 1
     * @param value the value, or null
     * @return this set
     */
    public SqlParameters setBytes(int index, byte @Nullable [] value) {
        return value == null ? setNull(index) : setBytes(index, value, 0, value.length);
    }

    /**
     * Sets a range of bytes.
     *
     * @param index the parameter, from 1
     * @param value the array
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return this set
     * @throws IndexOutOfBoundsException also if the range is outside the array
     */
    public SqlParameters setBytes(int index, byte[] value, int from, int to) {
        return set(index, BYTES, value, from, to);
    }

    /**
     * Sets the remaining bytes of a buffer: those from its position to its limit at the time when the statement is
     * appended. The position does not change.
     *
     * @param index the parameter, from 1
     * @param value the buffer, or null
     * @return this set
     */
    public SqlParameters setByteBuffer(int index, @Nullable ByteBuffer value) {
        return set(index, BYTE_BUFFER, value);
    }

    /**
     * Sets text that is already UTF-8. It is validated when the statement is appended.
     *
     * @param index the parameter, from 1
     * @param value the array
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return this set
     * @throws IndexOutOfBoundsException also if the range is outside the array
     */
    public SqlParameters setUtf8(int index, byte[] value, int from, int to) {
        return set(index, UTF8, value, from, to);
    }

    /**
     * Sets a date.
     *
     * @param index the parameter, from 1
     * @param value the value, or null
     * @return this set
     */
    public SqlParameters setDate(int index, @Nullable LocalDate value) {
        return set(index, DATE, value);
    }

    /**
     * Sets a time of day.
     *
     * @param index the parameter, from 1
     * @param value the value, or null
     * @return this set
     */
    public SqlParameters setTime(int index, @Nullable LocalTime value) {
        return set(index, TIME, value);
    }

    /**
     * Sets a date and time without zone.
     *
     * @param index the parameter, from 1
     * @param value the value, or null
     * @return this set
     */
    public SqlParameters setDateTime(int index, @Nullable LocalDateTime value) {
        return set(index, DATE_TIME, value);
    }

    /**
     * Sets a date and time without zone, given as numbers instead of an object: {@code epochSecond} is the second of
     * the epoch that {@code LocalDateTime.toEpochSecond(ZoneOffset.UTC)} returns for the same fields.
     *
     * @param index the parameter, from 1
     * @param epochSecond seconds since 1970-01-01T00:00:00
     * @param nano nanoseconds of the second, 0 to 999,999,999
     * @return this set
     * @throws IllegalArgumentException if the nano is out of range
     */
    public SqlParameters setLocalDateTime(int index, long epochSecond, int nano) {
        return set(index, LOCAL_SECOND, epochSecond, checkNano(nano));
    }

    /** Sets an instant of {@code java.sql} or {@code java.util}. */
    SqlParameters setJavaTimestamp(int index, long epochSecond, int nano) {
        return set(index, JAVA_TIMESTAMP, epochSecond, checkNano(nano));
    }

    /** Sets the fields of a {@code java.sql.Date} or {@code java.sql.Time} in a zone with that offset. */
    SqlParameters setJavaTemporal(int index, Object value, int offsetSeconds) {
        return set(index, value instanceof LocalDate ? JAVA_DATE : JAVA_TIME, value, offsetSeconds);
    }

    /** Sets a Java array; the element type of an array of objects is unknown. */
    SqlParameters setJavaArray(int index, SqlArray value) {
        return set(index, JAVA_ARRAY, value);
    }

    SqlParameters setBits(int index, long bits) {
        return set(index, BITS, bits);
    }

    /**
     * Sets an instant. Where the server has no literal for instants, it is written as date and time in the mode's zone.
     * In the hour that a zone repeats in autumn, two instants then have the same text; UTC avoids this.
     *
     * @param index the parameter, from 1
     * @param value the value, or null
     * @return this set
     */
    public SqlParameters setInstant(int index, @Nullable Instant value) {
        return value == null ? setNull(index) : set(index, INSTANT, value.getEpochSecond(), value.getNano());
    }

    /**
     * Sets an instant, like {@link #setInstant(int, Instant)}.
     *
     * @param index the parameter, from 1
     * @param epochSecond seconds since 1970-01-01T00:00:00Z
     * @param nano nanoseconds of the second, 0 to 999,999,999
     * @return this set
     * @throws IllegalArgumentException if the nano is out of range
     */
    public SqlParameters setInstant(int index, long epochSecond, int nano) {
        return set(index, INSTANT, epochSecond, checkNano(nano));
    }

    /**
     * Sets a date and time with an offset; where the server has no literal for it, it is written as an instant.
     *
     * @param index the parameter, from 1
     * @param value the value, or null
     * @return this set
     */
    public SqlParameters setOffsetDateTime(int index, @Nullable OffsetDateTime value) {
        return set(index, OFFSET_DATE_TIME, value);
    }

    /**
     * Sets a time of day with an offset.
     *
     * @param index the parameter, from 1
     * @param value the value, or null
     * @return this set
     */
    public SqlParameters setOffsetTime(int index, @Nullable OffsetTime value) {
        return set(index, OFFSET_TIME, value);
    }

    /**
     * Sets an internet address, written as {@code getHostAddress()} returns it. The host name is neither looked up nor
     * written.
     *
     * @param index the parameter, from 1
     * @param value the value, or null
     * @return this set
     */
    public SqlParameters setInetAddress(int index, @Nullable InetAddress value) {
        return set(index, INET_ADDRESS, value);
    }

    /**
     * Sets a duration.
     *
     * @param index the parameter, from 1
     * @param value the value, or null
     * @return this set
     */
    public SqlParameters setDuration(int index, @Nullable Duration value) {
        return set(index, DURATION, value);
    }

    /**
     * Sets a UUID.
     *
     * @param index the parameter, from 1
     * @param value the value, or null
     * @return this set
     */
    public SqlParameters setUuid(int index, @Nullable UUID value) {
        return value == null
                ? setNull(index)
                : set(index, UUID_BITS, value.getMostSignificantBits(), value.getLeastSignificantBits());
    }

    /**
     * Sets a UUID.
     *
     * @param index the parameter, from 1
     * @param mostSignificant the high 64 bits
     * @param leastSignificant the low 64 bits
     * @return this set
     */
    public SqlParameters setUuid(int index, long mostSignificant, long leastSignificant) {
        return set(index, UUID_BITS, mostSignificant, leastSignificant);
    }

    /**
     * Sets the text of a JSON document, which is not validated. In PostgreSQL it is of type {@code jsonb}; for a column
     * of type {@code json}, which keeps the text unchanged, use {@link #setString}.
     *
     * @param index the parameter, from 1
     * @param value the value, or null
     * @return this set
     */
    public SqlParameters setJson(int index, @Nullable CharSequence value) {
        return set(index, JSON, value);
    }

    /**
     * Sets an enum by its {@code name()}.
     *
     * @param index the parameter, from 1
     * @param value the value, or null
     * @return this set
     */
    public SqlParameters setEnum(int index, @Nullable Enum<?> value) {
        return set(index, ENUM, value == null ? null : value.name());
    }

    /**
     * Sets an array. MySQL, MariaDB and SQLite have none.
     *
     * @param index the parameter, from 1
     * @param value the value, or null
     * @return this set
     */
    public SqlParameters setArray(int index, @Nullable SqlArray value) {
        return set(index, ARRAY, value);
    }

    /**
     * Sets text of unknown length, like {@link #setReader(int, Reader, long)}.
     *
     * @param index the parameter, from 1
     * @param value the text up to its end, or null
     * @return this set
     */
    public SqlParameters setReader(int index, @Nullable Reader value) {
        return set(index, READER, value, UNKNOWN_LENGTH);
    }

    /**
     * Sets text that is read once, while the statement is appended: the parameter has no value afterwards, even if the
     * append fails or a batch has no room for the row. The caller closes the reader. If the reader throws or is not as
     * long as declared, the statement is refused.
     *
     * @param index the parameter, from 1
     * @param value the text, or null
     * @param chars the number of its chars
     * @return this set
     * @throws IllegalArgumentException if the number is negative
     */
    public SqlParameters setReader(int index, @Nullable Reader value, long chars) {
        return set(index, READER, value, checkLength(chars));
    }

    /**
     * Sets bytes of unknown length, like {@link #setStream(int, InputStream, long)}.
     *
     * @param index the parameter, from 1
     * @param value the bytes up to their end, or null
     * @return this set
     */
    public SqlParameters setStream(int index, @Nullable InputStream value) {
        return set(index, STREAM, value, UNKNOWN_LENGTH);
    }

    /**
     * Sets bytes that are read once, while the statement is appended: the parameter has no value afterwards, even if
     * the append fails or a batch has no room for the row. The caller closes the stream. If the stream throws or is not
     * as long as declared, the statement is refused.
     *
     * @param index the parameter, from 1
     * @param value the bytes, or null
     * @param bytes their number
     * @return this set
     * @throws IllegalArgumentException if the number is negative
     */
    public SqlParameters setStream(int index, @Nullable InputStream value, long bytes) {
        return set(index, STREAM, value, checkLength(bytes));
    }

    /**
     * Sets SQL text that is written <strong>unquoted and unchecked</strong>; see {@link RawSql}.
     *
     * @param index the parameter, from 1
     * @param value the text, or null for SQL NULL
     * @return this set
     */
    public SqlParameters setRawSql(int index, @Nullable RawSql value) {
        return set(index, RAW, value);
    }

    /**
     * Sets a value of a custom type, which writes itself during this call.
     *
     * @param index the parameter, from 1
     * @param value the value, or null for SQL NULL
     * @return this set
     * @throws SqlParameterException with {@code NOT_ONE_VALUE} if it writes no value or several; the parameter then has
     *     no value
     */
    public SqlParameters setValue(int index, @Nullable SqlValue value) {
        if (value == null) {
            return setNull(index);
        }
        SqlValueWriter kept = writer;
        if (kept == null) {
            kept = new SqlValueWriter(this);
            writer = kept;
        }
        kept.ask(index, value);
        return this;
    }

    /**
     * Sets a list, which is expanded where its placeholder stands alone in the parentheses after IN, and refused
     * anywhere else. An element that is itself a list is a row value: {@code (a, b) IN (?)} becomes {@code (a, b) IN
     * ((1, 'x'), (2, 'y'))}. A null element is SQL NULL; {@code x NOT IN (…, NULL)} is then never true. A list has at
     * most 1,000,000 elements.
     *
     * @param index the parameter, from 1
     * @param value the value, or null; elements as in {@link #setObject}
     * @return this set
     */
    public SqlParameters setList(int index, @Nullable Collection<?> value) {
        return set(index, LIST, value);
    }

    /**
     * Sets a value of one of these types: {@link SqlValue}, {@link SqlArray}, {@link RawSql}, {@code Boolean},
     * {@code Byte}, {@code Short}, {@code Integer}, {@code Long}, {@code Float}, {@code Double}, {@code BigDecimal},
     * {@code BigInteger}, {@code AtomicInteger}, {@code AtomicLong}, {@code Character}, {@code CharSequence},
     * {@code byte[]}, {@code ByteBuffer}, {@code LocalDate}, {@code LocalTime}, {@code LocalDateTime}, {@code Instant},
     * {@code OffsetDateTime}, {@code ZonedDateTime} (an instant), {@code OffsetTime}, {@code Duration}, {@code Year} (a
     * number), {@code java.util.Date} (an instant), {@code UUID}, {@code Enum}, {@code InetAddress},
     * {@code Collection}, {@code Reader}, {@code InputStream} and {@code BitSet} (of at most 64 bits, for the MySQL
     * family's {@code BIT}); arrays of {@code int}, {@code long}, {@code short}, {@code float}, {@code double},
     * {@code boolean}, {@code String}, {@code UUID}, {@code BigDecimal} and {@code byte[]}, which are lists in
     * {@code IN (?)} and SQL arrays elsewhere, and {@code Object[]} in {@code IN (?)}; and, where the module
     * {@code java.sql} is present, {@code Timestamp}, {@code Date}, {@code Time}, {@code Array}, {@code Clob},
     * {@code NClob} and {@code Blob}.
     *
     * <p>A {@code Timestamp} is an instant. In PostgreSQL it is written with the offset of the JVM's zone and without a
     * type, which is correct for columns of type {@code timestamptz} and {@code timestamp}; in H2 it is written as date
     * and time in the mode's zone. Drivers differ here. {@code java.sql.Date} and {@code Time} are written as their
     * fields in the JVM's zone, from the year 1 on.
     *
     * @param index the parameter, from 1
     * @param value the value, or null
     * @return this set
     * @throws SqlParameterException with {@code UNSUPPORTED_CLASS} if it is of any other class, whose methods are never
     *     called: write an {@link SqlValue} for it; with {@code OUT_OF_RANGE} for a {@code java.sql.Date} before the
     *     year 1; with {@code NOT_ONE_VALUE} for a {@code SqlValue} that writes no value or several; with
     *     {@code UNREADABLE} if a method of the value throws
     */
    public SqlParameters setObject(int index, @Nullable Object value) {
        return ObjectValues.set(this, index, value);
    }

    /**
     * Forgets all values and the references to them.
     *
     * @return this set
     */
    public SqlParameters clearParameters() {
        clearValue();
        scratch.clearElement();
        return this;
    }

    /** Forgets the values of this set, but not those of its elements. */
    void clearValue() {
        Arrays.fill(types, UNSET);
        Arrays.fill(references, null);
    }

    /** Returns the number of parameters, never a value. */
    @Override
    public String toString() {
        return "SqlParameters[" + types.length + "]";
    }

    byte type(int slot) {
        return types[slot];
    }

    long longValue(int slot) {
        return longs[slot];
    }

    /** The second half of a value that consists of two: a scale, a nano, low bits, the end of a range. */
    long secondValue(int slot) {
        return seconds[slot];
    }

    /** The reference of a type that has one. */
    Object reference(int slot) {
        Object reference = references[slot];
        if (reference == null) {
            throw new IllegalStateException("the parameter set was changed while it was appended");
        }
        return reference;
    }

    /** Creates a set for a literal outside of a statement: messages have no index. */
    static SqlParameters ofOneLiteral() {
        return new SqlParameters(1, new Scratch(), true);
    }

    /** Creates a set for the elements of a list or array. */
    static SqlParameters ofOneElement(Scratch scratch) {
        return new SqlParameters(1, scratch, true);
    }

    /** Forgets the values and the arrays for foreign code, which are too large to be kept with a cursor. */
    void forget() {
        clearParameters();
        scratch.forget();
    }

    /** Returns the reader or stream of a slot, which has no value from now on. */
    Object consume(int slot) {
        Object source = reference(slot);
        types[slot] = CONSUMED;
        references[slot] = null;
        return source;
    }

    void unset(int index) {
        int slot = slot(index);
        types[slot] = UNSET;
        references[slot] = null;
    }

    /** Returns the refusal of a value, with the index that the caller knows. */
    SqlParameterException refused(Code code, int index, String message) {
        return new SqlParameterException(code, message).at(anonymous ? 0 : index);
    }

    private static int checkNano(int nano) {
        if (nano < 0 || nano > 999_999_999) {
            throw new IllegalArgumentException("the nano of the second is outside 0 to 999999999");
        }
        return nano;
    }

    private static int checkCount(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("parameter count " + count + " is negative");
        }
        return count;
    }

    private static long checkLength(long length) {
        if (length < 0) {
            throw new IllegalArgumentException("the declared length is negative");
        }
        return length;
    }

    private SqlParameters set(int index, byte type, long value) {
        int slot = slot(index);
        longs[slot] = value;
        types[slot] = type;
        return this;
    }

    private SqlParameters set(int index, byte type, long value, long second) {
        int slot = slot(index);
        longs[slot] = value;
        seconds[slot] = second;
        types[slot] = type;
        return this;
    }

    private SqlParameters set(int index, byte type, byte[] value, int from, int to) {
        Objects.checkFromToIndex(from, to, value.length);
        int slot = slot(index);
        references[slot] = value;
        longs[slot] = from;
        seconds[slot] = to;
        types[slot] = type;
        return this;
    }

    private SqlParameters set(int index, byte type, @Nullable Object value) {
        int slot = slot(index);
        references[slot] = value;
        types[slot] = value == null ? NULL : type;
        return this;
    }

    private SqlParameters set(int index, byte type, @Nullable Object value, long length) {
        longs[slot(index)] = length;
        return set(index, type, value);
    }

    private int slot(int index) {
        int slot = index - 1;
        if (slot < 0 || slot >= types.length) {
            throw badIndex(index);
        }
        return slot;
    }

    private IndexOutOfBoundsException badIndex(int index) {
        return new IndexOutOfBoundsException("parameter index " + index + " is outside 1 to " + types.length);
    }
}
