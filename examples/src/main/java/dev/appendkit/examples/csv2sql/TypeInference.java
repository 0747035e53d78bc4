// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.examples.csv2sql.ColumnType.Value;
import dev.appendkit.examples.csv2sql.CsvFile.HeaderField;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * The pass over the file that finds a type for each column: the first of {@link ColumnType} that all of its values
 * have. A column without values is text. If the user named the types, the pass checks them instead, so that a file with
 * a wrong value never reaches the database.
 */
final class TypeInference implements CsvFile.Listener {
    private static final ColumnType[] TYPES = ColumnType.values();

    private final Header header;
    private final Dialect dialect;
    private final Value value = new Value();
    private Candidates[] columns;

    TypeInference(Header header, Dialect dialect) {
        this.header = header;
        this.dialect = dialect;
    }

    /** The types that a column can still have. */
    private static final class Candidates {
        final EnumSet<ColumnType> types = EnumSet.complementOf(EnumSet.of(ColumnType.TEXT));
        boolean hasValue;
        int integerDigits = 1;
        int scale;
    }

    @Override
    public void header(List<HeaderField> fields) {
        header.accept(fields);
        columns = new Candidates[fields.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new Candidates();
        }
    }

    @Override
    public void field(int index, char[] text, int offset, int length, boolean quoted, long line, int column) {
        if (length == 0 && !quoted) {
            return;
        }
        Candidates candidates = columns[index];
        if (header.typesAreGiven()) {
            header.read(index, text, offset, length, value, line, column);
            measure(candidates, header.type(index));
            return;
        }
        candidates.hasValue = true;
        for (ColumnType type : TYPES) {
            if (!candidates.types.contains(type)) {
                continue;
            }
            if (type.read(text, offset, length, value) && isKept(type)) {
                measure(candidates, type);
            } else {
                candidates.types.remove(type);
            }
        }
    }

    private void measure(Candidates candidates, ColumnType type) {
        if (type == ColumnType.DECIMAL) {
            int precision =
                    value.object == null ? decimalDigits(value.number) : ((BigDecimal) value.object).precision();
            candidates.integerDigits = Math.max(candidates.integerDigits, precision - value.scale);
            candidates.scale = Math.max(candidates.scale, value.scale);
        }
    }

    private static int decimalDigits(long number) {
        int digits = 1;
        for (long rest = number / 10; rest != 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    /** Whether the dialect's column keeps the value: nothing is truncated silently, so a finer timestamp is text. */
    private boolean isKept(ColumnType type) {
        return switch (type) {
            case DATE -> dialect.hasYear(((LocalDate) value.object).getYear());
            case TIMESTAMP -> {
                LocalDateTime timestamp = (LocalDateTime) value.object;
                yield dialect.hasYear(timestamp.getYear()) && dialect.keeps(timestamp);
            }
            default -> true;
        };
    }

    @Override
    public void endOfRow() {}

    /** The table that the file's values fit. */
    Schema schema(String table, List<String> keys) {
        List<Schema.Column> found = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            Candidates candidates = columns[i];
            ColumnType type = header.typesAreGiven() ? header.type(i) : type(candidates);
            if (type == ColumnType.DECIMAL && precision(candidates) > ColumnType.MAX_PRECISION) {
                throw header.tooWide(i, candidates.integerDigits, candidates.scale);
            }
            found.add(new Schema.Column(header.name(i), type, precision(candidates), candidates.scale));
        }
        return new Schema(table, found, header.known(keys));
    }

    private static ColumnType type(Candidates candidates) {
        for (ColumnType type : TYPES) {
            boolean fits = candidates.hasValue && candidates.types.contains(type);
            if (fits && (type != ColumnType.DECIMAL || precision(candidates) <= ColumnType.MAX_PRECISION)) {
                return type;
            }
        }
        return ColumnType.TEXT;
    }

    /** The digits before and after the point in one column together: may be wider than any single value. */
    private static int precision(Candidates candidates) {
        return candidates.integerDigits + candidates.scale;
    }
}
