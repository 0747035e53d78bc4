// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import dev.appendkit.spark.Target.Column;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;

/**
 * The upsert of PostgreSQL: the rows of a temporary table are inserted, or replace those with the same key. Merging the
 * same rows twice leaves the same content.
 */
final class Merge {
    /** The temporary table, which the end of the transaction drops. */
    static final String TABLE = "appendkit_rows";

    private final Connection connection;
    private final String create;
    private final String insert;
    private final String conflict;

    Merge(Connection connection, Target target) {
        this.connection = connection;
        String names = target.names();
        create = "CREATE TEMPORARY TABLE " + TABLE + " ON COMMIT DROP AS SELECT " + names + " FROM " + target.table()
                + " WITH NO DATA";
        insert =
                "INSERT INTO " + target.table() + " (" + names + ") OVERRIDING SYSTEM VALUE SELECT " + names + " FROM ";
        String keys = target.join(Column::key, "%s");
        String others = target.join(column -> !column.key(), "%1$s = EXCLUDED.%1$s");
        conflict = " ON CONFLICT (" + keys + ") DO " + (others.isEmpty() ? "NOTHING" : "UPDATE SET " + others);
    }

    void createTable() throws SQLException {
        execute(create);
    }

    /** Lets the server plan the statement, which fails if the table has no unique key of these columns. */
    void explain() throws SQLException {
        execute("EXPLAIN " + insert + TABLE + conflict);
    }

    /** Inserts and replaces. If that fails, the transaction can go on. */
    void run() throws SQLException {
        attempt(TABLE);
    }

    /**
     * The first row that the server refuses, which its message does not name: the least number of rows that fail; 0 if
     * no row is the cause.
     */
    long refusedRow(SQLException refusal, long rows) {
        String state = refusal.getSQLState();
        if (state == null || !(state.startsWith("21") || state.startsWith("22") || state.startsWith("23"))) {
            return 0;
        }
        long from = 1;
        long to = rows;
        try {
            while (from < to) {
                long middle = (from + to) >>> 1;
                if (isRefused(middle)) {
                    to = middle;
                } else {
                    from = middle + 1;
                }
            }
            return from;
        } catch (SQLException e) {
            return 0;
        }
    }

    private boolean isRefused(long rows) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            attempt("(SELECT * FROM " + TABLE + " ORDER BY ctid LIMIT " + rows + ") AS first_rows");
            connection.rollback(before);
            return false;
        } catch (SQLException e) {
            return true;
        }
    }

    private void attempt(String source) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            execute(insert + source + conflict);
        } catch (SQLException e) {
            connection.rollback(before);
            throw e;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
