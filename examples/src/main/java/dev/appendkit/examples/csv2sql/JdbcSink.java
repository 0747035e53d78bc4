// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.AppendBuffer;
import dev.appendkit.sql.SqlMode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A database: the rows in one transaction, in a table that is created if it is not there. A failed load is rolled back,
 * and since creating a table commits by itself in some databases, it is dropped again, never a table that was there.
 */
final class JdbcSink implements SqlSink {
    private final String file;
    private final Connection connection;
    private final Statement statement;
    private final String dropTable;
    private boolean created;
    private boolean committed;

    private JdbcSink(String file, Connection connection, Statement statement, String dropTable) {
        this.file = file;
        this.connection = connection;
        this.statement = statement;
        this.dropTable = dropTable;
    }

    /**
     * @param file the name for messages
     * @param connection is left open by {@link #close()}
     */
    static JdbcSink open(String file, Connection connection, Schema schema, SqlMode mode, Dialect dialect) {
        try {
            connection.setAutoCommit(false);
            JdbcSink sink = new JdbcSink(file, connection, connection.createStatement(), schema.dropTable(mode));
            // A value such as {d '2026-11-21'} is data, not a JDBC escape.
            sink.statement.setEscapeProcessing(false);
            if (!sink.isThere(schema.probe(mode))) {
                sink.statement.execute(schema.createTable(mode, dialect, false));
                sink.created = true;
            } else if (dialect.isMySqlFamily()) {
                Database.requireTransactions(connection, schema.table());
            }
            return sink;
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private boolean isThere(String probe) throws SQLException {
        try {
            statement.executeQuery(probe).close();
            return true;
        } catch (SQLException e) {
            // Not there, or not for this user: creating it will tell.
            connection.rollback();
            return false;
        }
    }

    @Override
    public void statement(AppendBuffer sql, Rows rows, int from, int to) {
        // JDBC takes a String: the one copy that a driver of its own would not make.
        String text = sql.toString(StandardCharsets.UTF_8);
        try {
            int inserted = statement.executeUpdate(text);
            if (inserted != to - from) {
                throw new SQLException("it inserted " + inserted + " rows of " + (to - from));
            }
        } catch (SQLException e) {
            throw new BadInput(
                    file,
                    rows.line(from),
                    1,
                    "the database refuses the rows of lines " + rows.line(from) + " to " + rows.line(to - 1) + ": "
                            + reason(e));
        }
    }

    @Override
    public void commit() {
        try {
            connection.commit();
            committed = true;
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    @Override
    public void close() {
        try (statement) {
            if (!committed) {
                connection.rollback();
                if (created) {
                    statement.execute(dropTable);
                    connection.commit();
                }
            }
        } catch (SQLException e) {
            throw refused(e);
        }
    }

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
