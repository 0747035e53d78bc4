// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.examples.csv2sql.ColumnType.Value;
import dev.appendkit.examples.csv2sql.CsvFile.HeaderField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The names of the columns and, once they are known, their types; every pass over a file asks for them. */
final class Header {
    private final CsvFile file;
    private final Dialect dialect;
    private final List<ColumnType> types;
    private final Consumer<String> notes;
    private List<HeaderField> fields = List.of();

    /**
     * @param types the types of the columns in order; null to infer them
     * @param notes gets a line for each name that was invented
     */
    Header(CsvFile file, Dialect dialect, List<ColumnType> types, Consumer<String> notes) {
        this.file = file;
        this.dialect = dialect;
        this.types = types;
        this.notes = notes;
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

    /** Takes the names from the file, and invents those that are missing. */
    void accept(List<HeaderField> header) {
        for (HeaderField field : header) {
            if (field.name().indexOf('\0') >= 0) {
                throw wrong(field, "a NUL in a column's name; remove it");
            }
        }
        if (types != null && types.size() != header.size()) {
            throw new BadInput(
                    file.name(), 1, 1, "the header has " + header.size() + " columns, --types names " + types.size());
        }
        proposeDelimiter(header);
        Map<String, Integer> firsts = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            firsts.putIfAbsent(dialect.nameKey(header.get(i).name()), i);
        }
        Set<String> taken = new HashSet<>(firsts.keySet());
        List<HeaderField> named = new ArrayList<>(header);
        for (int i = 0; i < named.size(); i++) {
            HeaderField field = named.get(i);
            String name = field.name();
            String shortened = dialect.shortened(name, 0);
            int first = firsts.get(dialect.nameKey(name));
            if (name.isEmpty()) {
                named.set(i, renamed(field, freeName("column_" + (i + 1), taken), "a column without a name"));
            } else if (first < i) {
                named.set(i, renamed(field, numbered(name, taken), "the same name as column " + (first + 1)));
            } else if (!shortened.equals(name)) {
                named.set(i, renamed(field, freeName(shortened, taken), "a longer name than the database takes"));
            }
        }
        fields = named;
    }

    private HeaderField renamed(HeaderField field, String name, String fault) {
        if (file.options().strictHeader()) {
            throw wrong(field, fault + "; " + (field.name().isEmpty() ? "name it" : "give it another name"));
        }
        notes.accept(file.name() + ':' + field.line() + ':' + field.column() + ": " + fault + "; it is named " + name);
        return new HeaderField(name, field.line(), field.column());
    }

    /** The name, or a number behind it if it is taken; takes it. */
    private String freeName(String name, Set<String> taken) {
        return taken.add(dialect.nameKey(name)) ? name : numbered(name, taken);
    }

    private String numbered(String name, Set<String> taken) {
        for (int number = 2; ; number++) {
            String suffix = "_" + number;
            String numbered = dialect.shortened(name, suffix.length()) + suffix;
            if (taken.add(dialect.nameKey(numbered))) {
                return numbered;
            }
        }
    }

    private void proposeDelimiter(List<HeaderField> header) {
        if (header.size() != 1) {
            return;
        }
        for (char other : ";\t|,".toCharArray()) {
            if (other != file.options().delimiter() && header.get(0).name().indexOf(other) >= 0) {
                String option = other == '\t' ? "tab" : "'" + other + "'";
                notes.accept(file.name() + ":1:1: the header is one column and holds " + option
                        + "; if that separates columns, add --delimiter " + option);
                return;
            }
        }
    }

    /** Reads a value of the column's given type. */
    void read(int index, char[] text, int offset, int length, Value value, long line, int column) {
        ColumnType type = types.get(index);
        if (!type.read(text, offset, length, value)) {
            throw new BadInput(
                    file.name(),
                    line,
                    column,
                    "not " + type.optionName() + ": " + type.description() + " would be right, or the type text");
        }
    }

    /** The table if only the types are known: decimal columns are as wide as a value can be. */
    Schema schema(String table, List<String> keys) {
        List<Schema.Column> columns = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            columns.add(new Schema.Column(name(i), type(i), ColumnType.MAX_PRECISION, ColumnType.MAX_SCALE));
        }
        return new Schema(table, columns, known(keys));
    }

    /** The keys, each of which is a column. */
    List<String> known(List<String> keys) {
        for (String key : keys) {
            if (fields.stream().noneMatch(field -> field.name().equals(key))) {
                throw new BadInput(file.name(), 1, 1, "the header has no column '" + key + "', which --upsert names");
            }
        }
        return keys;
    }

    BadInput tooWide(int index, int integerDigits, int scale) {
        return wrong(
                fields.get(index),
                "the column's decimal numbers need " + integerDigits + " digits before the point and " + scale
                        + " after it, more than " + ColumnType.MAX_PRECISION + " together; make it text");
    }

    private BadInput wrong(HeaderField field, String message) {
        return new BadInput(file.name(), field.line(), field.column(), message);
    }
}
