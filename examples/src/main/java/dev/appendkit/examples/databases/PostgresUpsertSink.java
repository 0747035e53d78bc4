// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.databases;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Loads rows so that repeating the load changes nothing: they go by COPY into a temporary table and from there into the
 * table, where they replace rows with the same key. Of two rows with the same key, the later one counts.
 *
 * <p>Each row begins with its number, which increases. The number decides which row is the later one, and names the row
 * that the table refuses. The connection has an open transaction, which the caller commits.
 */
public final class PostgresUpsertSink implements AutoCloseable {
    private static final String ROWS = "appendkit_rows";

    private final Connection connection;
    private final Statement statement;
    private final List<String> columns;
    private final String rows;
    private final String number;
    private final String select;
    private final String onConflict;

    /** @param keys the columns of the table's primary key or of a unique index */
    public PostgresUpsertSink(Connection connection, String table, List<String> columns, List<String> keys)
            throws SQLException {
        this.connection = connection;
        this.columns = List.copyOf(columns);
        // The temporary table would hide one of its own name.
        rows = table.equals(ROWS) ? ROWS + "_" : ROWS;
        String free = "row";
        while (columns.contains(free)) {
            free += "_";
        }
        number = free;
        String names = PostgresCopySink.quoted(columns);
        String keyNames = PostgresCopySink.quoted(keys);
        String quotedNumber = PostgresCopySink.quoted(number);
        String others = columns.stream()
                .filter(column -> !keys.contains(column))
                .map(PostgresCopySink::quoted)
                .map(name -> name + " = EXCLUDED." + name)
                .collect(Collectors.joining(", "));
        select = "INSERT INTO " + PostgresCopySink.quoted(table) + " (" + names + ") SELECT " + names
                + " FROM (SELECT DISTINCT ON (" + keyNames + ") * FROM pg_temp." + rows + " ORDER BY " + keyNames + ", "
                + quotedNumber + " DESC) latest WHERE " + quotedNumber + " BETWEEN ";
        onConflict = " ON CONFLICT (" + keyNames + ") DO " + (others.isEmpty() ? "NOTHING" : "UPDATE SET " + others);
        statement = connection.createStatement();
        statement.execute("CREATE TEMPORARY TABLE " + rows + " ON COMMIT DROP AS SELECT 0::bigint AS " + quotedNumber
                + ", " + names + " FROM " + PostgresCopySink.quoted(table) + " WITH NO DATA");
        for (String key : keys) {
            statement.execute(
                    "ALTER TABLE pg_temp." + rows + " ALTER " + PostgresCopySink.quoted(key) + " SET NOT NULL");
        }
    }

    /** Starts a COPY; a row is its number and a field for each column. May be called again after finish(). */
    public PostgresCopySink copy() throws SQLException {
        List<String> numbered = new ArrayList<>(List.of(number));
        numbered.addAll(columns);
        return new PostgresCopySink(connection, rows, numbered);
    }

    /** Moves the rows into the table. If it refuses one, the {@link ServerRefusal} has the row's number. */
    public void merge() throws SQLException {
        try (ResultSet bounds = statement.executeQuery("SELECT min(" + PostgresCopySink.quoted(number) + "), max("
                + PostgresCopySink.quoted(number) + ") FROM pg_temp." + rows)) {
            bounds.next();
            long first = bounds.getLong(1);
            long last = bounds.getLong(2);
            SQLException refused = tryToMerge(first, last);
            if (refused != null) {
                throw located(first, last, refused);
            }
        }
        statement.execute("DROP TABLE pg_temp." + rows);
    }

    private SQLException tryToMerge(long first, long last) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            statement.execute(select + first + " AND " + last + onConflict);
            return null;
        } catch (SQLException e) {
            connection.rollback(before);
            return e;
        }
    }

    /** INSERT names no row, so the rows are halved until one is left. */
    private SQLException located(long first, long last, SQLException refused) throws SQLException {
        if (!ServerRefusal.isOfARow(refused)) {
            return ServerRefusal.of(refused, columns, 0);
        }
        long from = first;
        long to = last;
        SQLException reason = refused;
        while (from < to) {
            long middle = from + (to - from) / 2;
            SQLException inFirstHalf = tryToMerge(from, middle);
            if (inFirstHalf == null) {
                from = middle + 1;
            } else {
                to = middle;
                reason = inFirstHalf;
            }
        }
        return ServerRefusal.of(reason, columns, from);
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
