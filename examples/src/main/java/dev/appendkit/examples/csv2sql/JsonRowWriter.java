// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.AppendBuffer;
import dev.appendkit.FractionDigits;
import dev.appendkit.format.JsonName;
import dev.appendkit.format.JsonWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** Formats rows as newline-delimited JSON: numbers are numbers, dates and timestamps are the texts of the file. */
final class JsonRowWriter extends RowWriter {
    private final JsonWriter json;
    private final JsonName[] names;
    private final AppendBuffer scratch = AppendBuffer.growing(64, 64);
    private final int fullBytes;

    /** @param fullBytes the length from which on the buffer is full */
    JsonRowWriter(String file, List<String> names, int fullBytes, AppendBuffer out) {
        super(file, out);
        this.json = new JsonWriter().reset(out);
        this.names = names.stream().map(JsonName::of).toArray(JsonName[]::new);
        this.fullBytes = fullBytes;
    }

    @Override
    boolean add(Rows source, int row) {
        if (out().length() >= fullBytes) {
            return false;
        }
        json.beginObject();
        for (int i = 0; i < names.length; i++) {
            json.name(names[i]);
            append(source, row, i);
        }
        json.endObject().endRecord();
        return true;
    }

    private void append(Rows source, int row, int column) {
        if (source.isNull(row, column)) {
            json.appendNull();
            return;
        }
        Object object = source.type(column) == ColumnType.INTEGER ? null : source.object(row, column);
        switch (source.type(column)) {
            case INTEGER -> json.appendLong(source.number(row, column));
            case DECIMAL -> {
                if (object == null) {
                    json.appendDecimal(source.number(row, column), source.scale(row, column));
                } else {
                    json.appendDecimal((BigDecimal) object);
                }
            }
            case DATE -> json.appendDate((LocalDate) object);
            case TIMESTAMP -> {
                scratch.clear().appendTimestamp((LocalDateTime) object, FractionDigits.AUTO);
                json.appendString(scratch.toString(StandardCharsets.US_ASCII));
            }
            case TEXT -> json.appendString((String) object);
        }
    }
}
