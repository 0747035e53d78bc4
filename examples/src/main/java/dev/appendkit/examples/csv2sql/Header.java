// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.examples.csv2sql.ColumnType.Value;
import dev.appendkit.examples.csv2sql.CsvFile.HeaderField;
import java.util.ArrayList;
import java.util.List;

/** The names of the columns and, once they are known, their types: what every pass over a file asks. */
final class Header {
    private final String file;
    private final Dialect dialect;
    private final List<ColumnType> types;
    private List<HeaderField> fields = List.of();

    /** @param types of the columns in order, null if they are to be inferred */
    Header(String file, Dialect dialect, List<ColumnType> types) {
        this.file = file;
        this.dialect = dialect;
        this.types = types;
    }

    boolean typesAreGiven() {
        return types != null;
    }

    /** The given type of a column. */
    ColumnType type(int index) {
        return types.get(index);
    }

    String name(int index) {
        return fields.get(index).name();
    }

    /** Takes the names from the file, if each can name a column. */
    void accept(List<HeaderField> header) {
        List<HeaderField> seen = new ArrayList<>();
        for (HeaderField field : header) {
            if (field.name().isEmpty()) {
                throw wrong(field, "a column without a name; name it");
            }
            if (field.name().indexOf('\0') >= 0) {
                throw wrong(field, "a NUL in a column's name; take it out");
            }
            for (HeaderField other : seen) {
                if (dialect.isSameName(other.name(), field.name())) {
                    throw wrong(field, "the name of column " + (seen.indexOf(other) + 1) + " again; name it otherwise");
                }
            }
            seen.add(field);
        }
        if (types != null && types.size() != header.size()) {
            throw new BadInput(
                    file, 1, 1, "the header has " + header.size() + " columns, --types names " + types.size());
        }
        fields = seen;
    }

    /** Reads a value of the column's given type. */
    void read(int index, char[] text, int offset, int length, Value value, long line, int column) {
        ColumnType type = types.get(index);
        if (!type.read(text, offset, length, value)) {
            throw new BadInput(
                    file,
                    line,
                    column,
                    "not " + type.optionName() + ": " + type.description() + " would be right, or the type text");
        }
    }

    /** The table if nothing but the types is known: decimal columns are as wide as a value can be. */
    Schema schema(String table) {
        List<Schema.Column> columns = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            columns.add(new Schema.Column(name(i), type(i), ColumnType.MAX_PRECISION, ColumnType.MAX_SCALE));
        }
        return new Schema(table, columns);
    }

    BadInput tooWide(int index, int integerDigits, int scale) {
        return wrong(
                fields.get(index),
                "the column's decimal numbers need " + integerDigits + " digits before the point and " + scale
                        + " behind it, more than " + ColumnType.MAX_PRECISION + " together; make it text");
    }

    private BadInput wrong(HeaderField field, String message) {
        return new BadInput(file, field.line(), field.column(), message);
    }
}
