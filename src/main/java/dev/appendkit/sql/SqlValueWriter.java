// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.sql.SqlParameterException.Code;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Receives the one value of a {@link SqlValue}. Each method does the same as the setter of {@link SqlParameters} for
 * that type; a second call, or a call after {@link SqlValue#writeTo} has returned, throws an
 * {@code IllegalStateException}.
 */
public final class SqlValueWriter {
    private final SqlParameters parameters;
    /** The parameter to be written; 0 between two values. */
    private int index;

    private int writes;

    SqlValueWriter(SqlParameters parameters) {
        this.parameters = parameters;
    }

    /** Lets the value write itself; if it does not write exactly one value, the parameter has none. */
    void ask(int index, SqlValue value) {
        if (this.index != 0) {
            throw new IllegalStateException("a SqlValue sets another one of the same parameters while it is asked");
        }
        parameters.unset(index);
        this.index = index;
        writes = 0;
        try {
            value.writeTo(this);
        } catch (Throwable e) {
            parameters.unset(index);
            throw e;
        } finally {
            this.index = 0;
        }
        // Writes are counted, because the value may have caught the exception of a second write.
        if (writes != 1) {
            parameters.unset(index);
            throw parameters.refused(
                    Code.NOT_ONE_VALUE,
                    index,
                    "its SqlValue wrote " + (writes == 0 ? "no value" : "more than one value"));
        }
    }

    private int next() {
        if (index == 0) {
            throw new IllegalStateException("the writer of a SqlValue is used only while it is asked");
        }
        if (++writes > 1) {
            throw new IllegalStateException("a SqlValue writes exactly one value");
        }
        return index;
    }

    /** Writes SQL NULL. */
    public void writeNull() {
        parameters.setNull(next());
    }

    /**
     * Writes SQL NULL of a type, as {@link SqlParameters#setNull(int, String)} sets it.
     *
     * @param typeName the server's name of the type, or null for plain NULL
     * @throws IllegalArgumentException if it is not the name of a type
     */
    public void writeNull(@Nullable String typeName) {
        parameters.setNull(next(), typeName);
    }

    /**
     * Writes a boolean.
     *
     * @param value the value
     */
    public void writeBoolean(boolean value) {
        parameters.setBoolean(next(), value);
    }

    /**
     * Writes an int.
     *
     * @param value the value
     */
    public void writeInt(int value) {
        parameters.setInt(next(), value);
    }

    /**
     * Writes a long.
     *
     * @param value the value
     */
    public void writeLong(long value) {
        parameters.setLong(next(), value);
    }

    /**
     * Writes an unsigned long.
     *
     * @param value the value, read as unsigned
     */
    public void writeUnsignedLong(long value) {
        parameters.setUnsignedLong(next(), value);
    }

    /**
     * Writes a float.
     *
     * @param value the value
     */
    public void writeFloat(float value) {
        parameters.setFloat(next(), value);
    }

    /**
     * Writes a double.
     *
     * @param value the value
     */
    public void writeDouble(double value) {
        parameters.setDouble(next(), value);
    }

    /**
     * Writes a decimal.
     *
     * @param value the value, or null for NULL
     */
    public void writeDecimal(@Nullable BigDecimal value) {
        parameters.setDecimal(next(), value);
    }

    /**
     * Writes a decimal, {@code unscaled} times 10 to the power of {@code -scale}.
     *
     * @param unscaled the unscaled value
     * @param scale the number of digits after the point
     */
    public void writeDecimal(long unscaled, int scale) {
        parameters.setDecimal(next(), unscaled, scale);
    }

    /**
     * Writes an integer of any size.
     *
     * @param value the value, or null for NULL
     */
    public void writeBigInteger(@Nullable BigInteger value) {
        parameters.setBigInteger(next(), value);
    }

    /**
     * Writes text.
     *
     * @param value the value, or null for NULL
     */
    public void writeString(@Nullable CharSequence value) {
        parameters.setString(next(), value);
    }

    /**
     * Writes bytes.
     *
     * @param value the value, or null for NULL
     */
    public void writeBytes(byte @Nullable [] value) {
        parameters.setBytes(next(), value);
    }

    /**
     * Writes a range of bytes.
     *
     * @param value the array
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @throws IndexOutOfBoundsException if the range is outside the array
     */
    public void writeBytes(byte[] value, int from, int to) {
        parameters.setBytes(next(), value, from, to);
    }

    /**
     * Writes the remaining bytes of a buffer.
     *
     * @param value the buffer, or null for NULL
     */
    public void writeByteBuffer(@Nullable ByteBuffer value) {
        parameters.setByteBuffer(next(), value);
    }

    /**
     * Writes text that is already UTF-8.
     *
     * @param value the array
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @throws IndexOutOfBoundsException if the range is outside the array
     */
    public void writeUtf8(byte[] value, int from, int to) {
        parameters.setUtf8(next(), value, from, to);
    }

    /**
     * Writes a date.
     *
     * @param value the value, or null for NULL
     */
    public void writeDate(@Nullable LocalDate value) {
        parameters.setDate(next(), value);
    }

    /**
     * Writes a time of day.
     *
     * @param value the value, or null for NULL
     */
    public void writeTime(@Nullable LocalTime value) {
        parameters.setTime(next(), value);
    }

    /**
     * Writes a date and time without zone.
     *
     * @param value the value, or null for NULL
     */
    public void writeDateTime(@Nullable LocalDateTime value) {
        parameters.setDateTime(next(), value);
    }

    /**
     * Writes a date and time without zone, given as numbers.
     *
     * @param epochSecond seconds since 1970-01-01T00:00:00
     * @param nano nanoseconds of the second, 0 to 999,999,999
     * @throws IllegalArgumentException if the nano is out of range
     */
    public void writeLocalDateTime(long epochSecond, int nano) {
        parameters.setLocalDateTime(next(), epochSecond, nano);
    }

    /**
     * Writes an instant.
     *
     * @param value the value, or null for NULL
     */
    public void writeInstant(@Nullable Instant value) {
        parameters.setInstant(next(), value);
    }

    /**
     * Writes an instant.
     *
     * @param epochSecond seconds since 1970-01-01T00:00:00Z
     * @param nano nanoseconds of the second, 0 to 999,999,999
     * @throws IllegalArgumentException if the nano is out of range
     */
    public void writeInstant(long epochSecond, int nano) {
        parameters.setInstant(next(), epochSecond, nano);
    }

    /**
     * Writes a date and time with an offset.
     *
     * @param value the value, or null for NULL
     */
    public void writeOffsetDateTime(@Nullable OffsetDateTime value) {
        parameters.setOffsetDateTime(next(), value);
    }

    /**
     * Writes a time of day with an offset.
     *
     * @param value the value, or null for NULL
     */
    public void writeOffsetTime(@Nullable OffsetTime value) {
        parameters.setOffsetTime(next(), value);
    }

    /**
     * Writes a duration.
     *
     * @param value the value, or null for NULL
     */
    public void writeDuration(@Nullable Duration value) {
        parameters.setDuration(next(), value);
    }

    /**
     * Writes a UUID.
     *
     * @param value the value, or null for NULL
     */
    public void writeUuid(@Nullable UUID value) {
        parameters.setUuid(next(), value);
    }

    /**
     * Writes a UUID.
     *
     * @param mostSignificant the high 64 bits
     * @param leastSignificant the low 64 bits
     */
    public void writeUuid(long mostSignificant, long leastSignificant) {
        parameters.setUuid(next(), mostSignificant, leastSignificant);
    }

    /**
     * Writes the text of a JSON document, which is not validated.
     *
     * @param value the value, or null for NULL
     */
    public void writeJson(@Nullable CharSequence value) {
        parameters.setJson(next(), value);
    }

    /**
     * Writes an enum by its {@code name()}.
     *
     * @param value the value, or null for NULL
     */
    public void writeEnum(@Nullable Enum<?> value) {
        parameters.setEnum(next(), value);
    }

    /**
     * Writes an internet address.
     *
     * @param value the value, or null for NULL
     */
    public void writeInetAddress(@Nullable InetAddress value) {
        parameters.setInetAddress(next(), value);
    }

    /**
     * Writes an array.
     *
     * @param value the value, or null for NULL
     */
    public void writeArray(@Nullable SqlArray value) {
        parameters.setArray(next(), value);
    }
}
