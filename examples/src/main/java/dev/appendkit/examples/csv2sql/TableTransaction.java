// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.examples.databases.ServerRefusal;
import dev.appendkit.sql.SqlMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The table of a load, which is created if there is none, and the one transaction of its rows. A failed load is rolled
 * back. Since creating a table commits by itself in some databases, the table is then dropped, but never one that was
 * there before.
 */
final class TableTransaction implements AutoCloseable {
    private final Connection connection;
    private final Statement statement;
    private final Schema schema;
    private final SqlMode mode;
    private final Dialect dialect;
    private boolean created;
    private boolean committed;

    private TableTransaction(Connection connection, Statement statement, Schema schema, SqlMode mode, Dialect dialect) {
        this.connection = connection;
        this.statement = statement;
        this.schema = schema;
        this.mode = mode;
        this.dialect = dialect;
    }

    /** @param connection is left open by {@link #close()} */
    static TableTransaction begin(Connection connection, Schema schema, SqlMode mode, Dialect dialect) {
        try {
            connection.setAutoCommit(false);
            TableTransaction transaction =
                    new TableTransaction(connection, connection.createStatement(), schema, mode, dialect);
            // A value such as {d '2026-11-21'} is data, not a JDBC escape.
            transaction.statement.setEscapeProcessing(false);
            transaction.requireTable();
            return transaction;
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private void requireTable() throws SQLException {
        if (!isThere()) {
            statement.execute(schema.createTable(mode, dialect, false));
            created = true;
        } else if (dialect.isMySqlFamily()) {
            Database.requireTransactions(connection, schema.table());
            Database.requireUniqueKey(connection, schema);
        }
    }

    private boolean isThere() throws SQLException {
        try {
            statement.executeQuery(schema.probe(mode)).close();
            return true;
        } catch (SQLException e) {
            // There is none, or none for this user: creating it will show which.
            connection.rollback();
            return false;
        }
    }

    Connection connection() {
        return connection;
    }

    Statement statement() {
        return statement;
    }

    Schema schema() {
        return schema;
    }

    Dialect dialect() {
        return dialect;
    }

    void commit() {
        try {
            connection.commit();
            committed = true;
        } catch (SQLException e) {
            // A constraint that is checked at the commit has a message with values.
            String reason = ServerRefusal.describe(e, schema.names());
            throw new BadInput(
                    ServerRefusal.isOfTheConnection(e)
                            ? "whether the rows are in the table is unknown, look there: " + reason
                            : "the database refuses the commit: " + reason);
        }
    }

    @Override
    public void close() {
        try (statement) {
            if (!committed) {
                connection.rollback();
                if (created && !dialect.rollsBackTables()) {
                    statement.execute(schema.dropTable(mode));
                    connection.commit();
                }
            }
        } catch (SQLException e) {
            if (!ServerRefusal.isOfTheConnection(e)) {
                throw refused(e);
            }
            // The server rolls back by itself.
            if (created && !dialect.rollsBackTables()) {
                throw new BadInput("the table that was created could not be dropped; it has no rows");
            }
        }
    }

    /** What a database says about anything but a row. */
    static BadInput refused(SQLException e) {
        return new BadInput("the database refuses it: " + reason(e));
    }

    /** What the database says, without the statement, which some drivers append and which is as long as a buffer. */
    private static String reason(SQLException e) {
        String message = String.valueOf(e.getMessage());
        int statement = message.indexOf("; SQL statement:");
        String reason = statement < 0 ? message : message.substring(0, statement);
        return reason.length() <= 300 ? reason : reason.substring(0, 300) + " ...";
    }
}
