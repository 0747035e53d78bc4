// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.AppendBuffer;
import dev.appendkit.FractionDigits;
import dev.appendkit.format.CsvDialect;
import dev.appendkit.format.CsvWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** Formats rows as CSV or as tab-separated text, one record per row. */
final class CsvRowWriter extends RowWriter {
    private final CsvWriter csv;
    private final Dialect dialect;
    private final boolean numbered;
    private final int fullBytes;

    /**
     * @param dialect whose timestamps the rows hold
     * @param numbered whether the first field is the row's line in the file
     * @param fullBytes the length from which on the buffer is full
     */
    CsvRowWriter(String file, CsvDialect csv, Dialect dialect, boolean numbered, int fullBytes, AppendBuffer out) {
        super(file, out);
        this.csv = new CsvWriter(csv).reset(out);
        this.dialect = dialect;
        this.numbered = numbered;
        this.fullBytes = fullBytes;
    }

    @Override
    boolean add(Rows source, int row) {
        if (out().length() >= fullBytes) {
            return false;
        }
        if (numbered) {
            csv.appendLong(source.line(row));
        }
        for (int i = 0; i < source.columnCount(); i++) {
            append(source, row, i);
        }
        endRecord(source, row);
        return true;
    }

    private void append(Rows source, int row, int column) {
        if (source.isNull(row, column)) {
            csv.appendNull();
            return;
        }
        Object object = source.type(column) == ColumnType.INTEGER ? null : source.object(row, column);
        switch (source.type(column)) {
            case INTEGER -> csv.appendLong(source.number(row, column));
            case DECIMAL -> {
                if (object == null) {
                    csv.appendDecimal(source.number(row, column), source.scale(row, column));
                } else {
                    csv.appendDecimal((BigDecimal) object);
                }
            }
            case DATE -> csv.appendDate((LocalDate) object);
            case TIMESTAMP -> csv.appendTimestamp(exact(source, row, column), FractionDigits.AUTO);
            case TEXT -> appendText(source, row, column, (String) object);
        }
    }

    private LocalDateTime exact(Rows source, int row, int column) {
        LocalDateTime timestamp = (LocalDateTime) source.object(row, column);
        if (!dialect.keeps(timestamp)) {
            throw refused(source, row, column, "finer than the dialect's timestamps, which keep 6 digits");
        }
        return timestamp;
    }

    private void appendText(Rows source, int row, int column, String text) {
        try {
            csv.appendString(text);
        } catch (IllegalArgumentException e) {
            throw refused(source, row, column, "a NUL in a text, which the format cannot hold; remove it");
        }
    }

    private void endRecord(Rows source, int row) {
        try {
            csv.endRecord();
        } catch (IllegalStateException e) {
            throw refused(
                    source, row, 0, "NULL in a CSV of one column, which would be an empty line; name --format tsv");
        }
    }
}
