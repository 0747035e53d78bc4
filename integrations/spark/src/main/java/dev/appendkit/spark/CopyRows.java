// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import dev.appendkit.AppendBuffer;
import dev.appendkit.FractionDigits;
import dev.appendkit.format.CsvDialect;
import dev.appendkit.format.CsvWriter;
import java.io.IOException;
import java.math.BigDecimal;
import org.apache.spark.sql.catalyst.InternalRow;

/** Rows as the tab-separated lines of COPY. */
final class CopyRows extends RowEncoder {
    private final CsvWriter csv;

    CopyRows(Target target, int partition, AppendBuffer out) {
        super(target, partition);
        csv = new CsvWriter(CsvDialect.escapedTsv()).reset(out);
    }

    void append(InternalRow row) throws IOException {
        encode(row);
        csv.endRecord();
    }

    @Override
    String reason(ValueKind kind) {
        return kind == ValueKind.TEXT ? "the text is not UTF-8, or holds NUL" : "COPY has no text for the value";
    }

    @Override
    void putNull(int index) {
        csv.appendNull();
    }

    @Override
    void putBoolean(int index, boolean value) {
        csv.appendBoolean(value);
    }

    @Override
    void putLong(int index, long value) {
        csv.appendLong(value);
    }

    @Override
    void putFloat(int index, float value) {
        csv.appendFloat(value);
    }

    @Override
    void putDouble(int index, double value) {
        csv.appendDouble(value);
    }

    @Override
    void putDecimal(int index, long unscaled, int scale) {
        csv.appendDecimal(unscaled, scale);
    }

    @Override
    void putDecimal(int index, BigDecimal value) {
        csv.appendDecimal(value);
    }

    @Override
    void putUtf8(int index, byte[] src, int from, int to) {
        csv.appendUtf8(src, from, to);
    }

    @Override
    void putBytes(int index, byte[] value) {
        csv.appendBytes(value, 0, value.length);
    }

    @Override
    void putDay(int index, int epochDay) {
        csv.appendEpochDay(epochDay);
    }

    @Override
    void putInstant(int index, long second, int nano) {
        csv.appendInstant(second, nano, FractionDigits.MICROS);
    }

    @Override
    void putLocalTime(int index, long second, int nano) {
        csv.appendTimestamp(second, nano, FractionDigits.MICROS);
    }
}
