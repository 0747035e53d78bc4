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
import java.time.Year;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The closed list of classes that {@link SqlParameters#setObject} accepts, the frequent ones first. */
final class ObjectValues {
    private ObjectValues() {}

    static SqlParameters set(SqlParameters parameters, int index, @Nullable Object value) {
        if (value == null) {
            return parameters.setNull(index);
        } else if (value instanceof CharSequence text) {
            return parameters.setString(index, text);
        } else if (value instanceof Integer number) {
            return parameters.setInt(index, number);
        } else if (value instanceof Long number) {
            return parameters.setLong(index, number);
        } else if (value instanceof Double number) {
            return parameters.setDouble(index, number);
        } else if (value instanceof Boolean bool) {
            return parameters.setBoolean(index, bool);
        } else if (value instanceof BigDecimal decimal) {
            return parameters.setDecimal(index, decimal);
        } else if (value instanceof byte[] bytes) {
            return parameters.setBytes(index, bytes);
        } else if (value instanceof Short || value instanceof Byte) {
            return parameters.setInt(index, ((Number) value).intValue());
        } else if (value instanceof Float number) {
            return parameters.setFloat(index, number);
        } else if (value instanceof BigInteger integer) {
            return parameters.setBigInteger(index, integer);
        } else if (value instanceof UUID uuid) {
            return parameters.setUuid(index, uuid);
        } else if (value instanceof Enum<?> constant) {
            return parameters.setEnum(index, constant);
        }
        return setTemporal(parameters, index, value);
    }

    private static SqlParameters setTemporal(SqlParameters parameters, int index, Object value) {
        if (value instanceof LocalDate date) {
            return parameters.setDate(index, date);
        } else if (value instanceof LocalTime time) {
            return parameters.setTime(index, time);
        } else if (value instanceof LocalDateTime dateTime) {
            return parameters.setDateTime(index, dateTime);
        } else if (value instanceof Instant instant) {
            return parameters.setInstant(index, instant);
        } else if (value instanceof OffsetDateTime dateTime) {
            return parameters.setOffsetDateTime(index, dateTime);
        } else if (value instanceof ZonedDateTime dateTime) {
            return parameters.setInstant(index, dateTime.toEpochSecond(), dateTime.getNano());
        } else if (value instanceof OffsetTime time) {
            return parameters.setOffsetTime(index, time);
        } else if (value instanceof Duration duration) {
            return parameters.setDuration(index, duration);
        }
        return setRare(parameters, index, value);
    }

    private static SqlParameters setRare(SqlParameters parameters, int index, Object value) {
        if (value instanceof SqlValue own) {
            return parameters.setValue(index, own);
        } else if (value instanceof Collection<?> list) {
            return parameters.setList(index, list);
        } else if (value instanceof SqlArray array) {
            return parameters.setArray(index, array);
        } else if (value instanceof Reader reader) {
            return parameters.setReader(index, reader);
        } else if (value instanceof InputStream stream) {
            return parameters.setStream(index, stream);
        } else if (value instanceof Character c) {
            return parameters.setString(index, c.toString());
        } else if (value instanceof InetAddress address) {
            return parameters.setInetAddress(index, address);
        } else if (value instanceof RawSql raw) {
            return parameters.setRawSql(index, raw);
        }
        return setOther(parameters, index, value);
    }

    private static SqlParameters setOther(SqlParameters parameters, int index, Object value) {
        if (value instanceof ByteBuffer buffer) {
            return parameters.setByteBuffer(index, buffer);
        } else if (value instanceof Year year) {
            return parameters.setInt(index, year.getValue());
        } else if (value instanceof AtomicInteger number) {
            return parameters.setInt(index, number.get());
        } else if (value instanceof AtomicLong number) {
            return parameters.setLong(index, number.get());
        } else if (value.getClass() == BitSet.class) {
            return setBits(parameters, index, (BitSet) value);
        } else if (value.getClass().isArray()) {
            SqlArray array = JavaArrays.of(value);
            if (array != null) {
                return parameters.setJavaArray(index, array);
            }
        }
        return setForeign(parameters, index, value);
    }

    private static SqlParameters setBits(SqlParameters parameters, int index, BitSet bits) {
        if (bits.length() > Long.SIZE) {
            throw parameters.refused(Code.OUT_OF_RANGE, index, "the set has more than 64 bits");
        }
        return parameters.setBits(index, bits.isEmpty() ? 0 : bits.toLongArray()[0]);
    }

    private static SqlParameters setForeign(SqlParameters parameters, int index, Object value) {
        boolean set;
        try {
            set = JavaSqlTypes.set(parameters, index, value);
        } catch (SqlParameterException e) {
            throw e;
        } catch (Exception e) {
            SqlParameterException refused =
                    parameters.refused(Code.UNREADABLE, index, "a method of the value threw; see the cause");
            refused.initCause(e);
            throw refused;
        }
        if (!set) {
            throw parameters.refused(
                    Code.UNSUPPORTED_CLASS,
                    index,
                    value.getClass().getName()
                            + " is not a class that setObject takes; convert it first, or write an SqlValue for it");
        }
        return parameters;
    }
}
