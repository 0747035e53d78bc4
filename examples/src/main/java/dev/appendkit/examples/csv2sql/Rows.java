// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.examples.csv2sql.ColumnType.Value;
import dev.appendkit.sql.SqlParameters;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;

/**
 * Parsed rows, column by column: numbers as numbers, everything else as the object that the parser made, so that
 * formatting them creates nothing. Each value keeps its place in the file, for the message if the dialect refuses it.
 */
final class Rows {
    /** Few, because of files with thousands of columns. */
    private static final int FIRST_CAPACITY = 1 << 5;

    /**
     * About how many bytes a field takes besides its text: its places in the columns' arrays, and an object's header.
     */
    private static final int FIELD_WEIGHT = 32;

    private final Column[] columns;
    private int capacity = FIRST_CAPACITY;
    private int size;
    private long weight;

    Rows(List<ColumnType> types) {
        columns = types.stream().map(Column::new).toArray(Column[]::new);
    }

    private static final class Column {
        private static final byte NULL = -1;

        final ColumnType type;
        long[] numbers = {};
        /** The scale of the number; 0 for objects. */
        byte[] scales = new byte[FIRST_CAPACITY];

        Object[] objects = {};
        long[] lines = new long[FIRST_CAPACITY];
        int[] charColumns = new int[FIRST_CAPACITY];

        Column(ColumnType type) {
            this.type = type;
            if (hasNumbers()) {
                numbers = new long[FIRST_CAPACITY];
            }
            if (type != ColumnType.INTEGER) {
                objects = new Object[FIRST_CAPACITY];
            }
        }

        private boolean hasNumbers() {
            return type == ColumnType.INTEGER || type == ColumnType.DECIMAL;
        }

        void grow(int capacity) {
            scales = Arrays.copyOf(scales, capacity);
            lines = Arrays.copyOf(lines, capacity);
            charColumns = Arrays.copyOf(charColumns, capacity);
            if (hasNumbers()) {
                numbers = Arrays.copyOf(numbers, capacity);
            }
            if (type != ColumnType.INTEGER) {
                objects = Arrays.copyOf(objects, capacity);
            }
        }

        void setNull(int row) {
            scales[row] = NULL;
            if (type != ColumnType.INTEGER) {
                objects[row] = null;
            }
        }

        void set(int row, Value value) {
            if (hasNumbers()) {
                numbers[row] = value.number;
                scales[row] = (byte) value.scale;
            } else {
                scales[row] = 0;
            }
            if (type != ColumnType.INTEGER) {
                objects[row] = value.object;
            }
        }

        boolean isNull(int row) {
            return scales[row] == NULL;
        }
    }

    int size() {
        return size;
    }

    /** About how many bytes of memory the rows hold. */
    long weight() {
        return weight;
    }

    void clear() {
        size = 0;
        weight = 0;
    }

    /** Sets a field of the row that {@link #endRow()} adds. */
    void set(int index, Value value, int length, long line, int charColumn) {
        place(index, line, charColumn).set(size, value);
        weight += columns[index].type == ColumnType.INTEGER ? FIELD_WEIGHT : 2L * FIELD_WEIGHT + length;
    }

    void setNull(int index, long line, int charColumn) {
        place(index, line, charColumn).setNull(size);
        weight += FIELD_WEIGHT;
    }

    private Column place(int index, long line, int charColumn) {
        Column column = columns[index];
        column.lines[size] = line;
        column.charColumns[size] = charColumn;
        return column;
    }

    void endRow() {
        size++;
        if (size == capacity) {
            capacity *= 2;
            for (Column column : columns) {
                column.grow(capacity);
            }
        }
    }

    /** Hands a row to the parameters of the statement. */
    void bind(int row, SqlParameters parameters) {
        for (int i = 0; i < columns.length; i++) {
            Column column = columns[i];
            int index = i + 1;
            if (column.isNull(row)) {
                parameters.setNull(index);
                continue;
            }
            switch (column.type) {
                case INTEGER -> parameters.setLong(index, column.numbers[row]);
                case DECIMAL -> {
                    if (column.objects[row] == null) {
                        parameters.setDecimal(index, column.numbers[row], column.scales[row]);
                    } else {
                        parameters.setDecimal(index, (BigDecimal) column.objects[row]);
                    }
                }
                case DATE -> parameters.setDate(index, (LocalDate) column.objects[row]);
                case TIMESTAMP -> parameters.setDateTime(index, (LocalDateTime) column.objects[row]);
                case TEXT -> parameters.setString(index, (String) column.objects[row]);
            }
        }
    }

    int columnCount() {
        return columns.length;
    }

    ColumnType type(int index) {
        return columns[index].type;
    }

    boolean isNull(int row, int index) {
        return columns[index].isNull(row);
    }

    /** The scale of a decimal number that is not an object. */
    int scale(int row, int index) {
        return columns[index].scales[row];
    }

    /** A value of an integer column that is not NULL, or of a decimal column whose object is null. */
    long number(int row, int index) {
        return columns[index].numbers[row];
    }

    /** A value of a text, date or timestamp column, null for NULL; of a decimal column if it does not fit a long. */
    Object object(int row, int index) {
        return columns[index].objects[row];
    }

    /** The line in the file where a row begins. */
    long line(int row) {
        return columns[0].lines[row];
    }

    long line(int row, int index) {
        return columns[index].lines[row];
    }

    int charColumn(int row, int index) {
        return columns[index].charColumns[row];
    }
}
