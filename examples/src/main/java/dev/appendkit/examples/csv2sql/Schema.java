// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.AppendBuffer;
import dev.appendkit.sql.SqlLiteral;
import dev.appendkit.sql.SqlMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The table that the rows go to.
 *
 * @param keys the columns by which a row replaces another; none if rows are only added
 */
record Schema(String table, List<Schema.Column> columns, List<String> keys) {
    private static final int MAX_STATEMENT = 1 << 24;

    Schema {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
    }

    /** @param precision and {@code scale} are of a decimal column */
    record Column(String name, ColumnType type, int precision, int scale) {}

    /** {@code INSERT INTO "t" ("a", "b") VALUES (?, ?)} */
    String insert(SqlMode mode, Dialect dialect) {
        return "INSERT INTO " + quoted(mode, table) + " (" + names(mode) + ") VALUES (" + list(column -> "?") + ")"
                + (keys.isEmpty() ? "" : dialect.onSameKey(mode, names(), keys));
    }

    String createTable(SqlMode mode, Dialect dialect, boolean ifNotExists) {
        String primaryKey = keys.isEmpty()
                ? ""
                : ", PRIMARY KEY ("
                        + keys.stream().map(key -> quoted(mode, key)).collect(Collectors.joining(", ")) + ")";
        return "CREATE TABLE " + (ifNotExists ? "IF NOT EXISTS " : "") + quoted(mode, table) + " ("
                + list(column -> quoted(mode, column.name()) + " "
                        + (keys.contains(column.name()) ? dialect.keyType(column) : dialect.columnType(column)))
                + primaryKey + ")" + (dialect.isMySqlFamily() ? " DEFAULT CHARACTER SET utf8mb4" : "");
    }

    /**
     * What a script begins with: the table, if it is not there, and a transaction, which the script's last statement
     * commits, so that a script that breaks off leaves no row behind.
     */
    String scriptBegin(SqlMode mode, Dialect dialect) {
        // The standard has no IF NOT EXISTS.
        return createTable(mode, dialect, dialect != Dialect.ANSI) + ";\n" + dialect.startTransaction() + ";\n";
    }

    String dropTable(SqlMode mode) {
        return "DROP TABLE " + quoted(mode, table);
    }

    /** A query that succeeds iff the table is there, and returns no row. */
    String probe(SqlMode mode) {
        return "SELECT 1 FROM " + quoted(mode, table) + " WHERE 1 = 0";
    }

    /** The columns' names for a query. */
    String names(SqlMode mode) {
        return list(column -> quoted(mode, column.name()));
    }

    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    List<ColumnType> types() {
        return columns.stream().map(Column::type).toList();
    }

    private String list(Function<Column, String> text) {
        return columns.stream().map(text).collect(Collectors.joining(", "));
    }

    static String quoted(SqlMode mode, String name) {
        AppendBuffer out = AppendBuffer.growing(2 * name.length() + 2, MAX_STATEMENT);
        SqlLiteral.appendIdentifier(out, mode, name);
        return out.toString(StandardCharsets.UTF_8);
    }
}
