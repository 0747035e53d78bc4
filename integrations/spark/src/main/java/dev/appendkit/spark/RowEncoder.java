// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import dev.appendkit.spark.Target.Column;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Takes the values out of a row in their internal form: longs, doubles, unscaled decimals, days, microseconds and the
 * bytes of texts. It creates no {@code Row}, no boxed number and no String.
 */
abstract class RowEncoder {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final Column[] columns;
    private final LocalTimes local;
    private final int partition;
    private long rows;

    RowEncoder(Target target, int partition) {
        this.columns = target.columns().toArray(new Column[0]);
        this.local = new LocalTimes(target.zone());
        this.partition = partition;
    }

    /** The number of rows that were encoded, including the one that was refused. */
    final long rows() {
        return rows;
    }

    /** Encodes a row. If it is refused, a part of it may remain. */
    final void encode(InternalRow row) throws SinkException {
        rows++;
        int index = 0;
        try {
            for (; index < columns.length; index++) {
                Column column = columns[index];
                if (row.isNullAt(index)) {
                    if (column.required()) {
                        throw refused(column, "null, which the column must not be");
                    }
                    putNull(index);
                } else {
                    put(row, index, column);
                }
            }
        } catch (UncheckedIOException e) {
            throw e;
        } catch (DateTimeException e) {
            throw refused(columns[index], "the year is outside 0000 to 9999");
        } catch (IllegalArgumentException e) {
            throw refused(columns[index], reason(columns[index].kind()));
        }
    }

    final SinkException refused(Column column, String reason) {
        return SinkException.refused(partition, rows, column.name(), reason);
    }

    final SinkException refused(int index, String reason) {
        return refused(columns[index], reason);
    }

    /** Why this encoder refuses a value of a kind. */
    abstract String reason(ValueKind kind);

    private void put(InternalRow row, int index, Column column) {
        switch (column.kind()) {
            case BOOLEAN -> putBoolean(index, row.getBoolean(index));
            case BYTE -> putLong(index, row.getByte(index));
            case SHORT -> putLong(index, row.getShort(index));
            case INT -> putLong(index, row.getInt(index));
            case LONG -> putLong(index, row.getLong(index));
            case FLOAT -> putFloat(index, row.getFloat(index));
            case DOUBLE -> putDouble(index, row.getDouble(index));
            case SHORT_DECIMAL -> putDecimal(index, unscaled(row, index, column), column.scale());
            case LONG_DECIMAL ->
                putDecimal(
                        index,
                        row.getDecimal(index, column.precision(), column.scale())
                                .toJavaBigDecimal());
            case TEXT -> putText(index, row.getUTF8String(index));
            case BINARY -> putBytes(index, row.getBinary(index));
            case DATE -> putDay(index, row.getInt(index));
            case INSTANT, LOCAL_TIME -> putTime(index, column, row.getLong(index));
        }
    }

    /** A row of Spark's own format holds nothing but the unscaled value. */
    private static long unscaled(InternalRow row, int index, Column column) {
        return row instanceof UnsafeRow
                ? row.getLong(index)
                : row.getDecimal(index, column.precision(), column.scale()).toUnscaledLong();
    }

    private void putText(int index, UTF8String text) {
        if (text.getBaseObject() instanceof byte[] bytes) {
            int from = (int) (text.getBaseOffset() - Platform.BYTE_ARRAY_OFFSET);
            putUtf8(index, bytes, from, from + text.numBytes());
        } else {
            byte[] bytes = text.getBytes();
            putUtf8(index, bytes, 0, bytes.length);
        }
    }

    private void putTime(int index, Column column, long micros) {
        long second = Math.floorDiv(micros, MICROS_PER_SECOND);
        int nano = (int) (micros - second * MICROS_PER_SECOND) * 1_000;
        if (!column.local()) {
            putInstant(index, second, nano);
        } else {
            long shown = column.kind() == ValueKind.INSTANT ? local.localSecond(second) : second;
            putLocalTime(index, shown, nano);
        }
    }

    abstract void putNull(int index);

    abstract void putBoolean(int index, boolean value);

    abstract void putLong(int index, long value);

    abstract void putFloat(int index, float value);

    abstract void putDouble(int index, double value);

    abstract void putDecimal(int index, long unscaled, int scale);

    abstract void putDecimal(int index, BigDecimal value);

    /** The bytes do not change before the row is complete. */
    abstract void putUtf8(int index, byte[] src, int from, int to);

    abstract void putBytes(int index, byte[] value);

    abstract void putDay(int index, int epochDay);

    abstract void putInstant(int index, long second, int nano);

    abstract void putLocalTime(int index, long second, int nano);
}
