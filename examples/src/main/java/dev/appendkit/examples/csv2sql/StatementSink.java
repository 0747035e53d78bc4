// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.AppendBuffer;
import dev.appendkit.examples.databases.MariaDbStatementSink;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;

/** A database that takes multi-row statements. */
final class StatementSink implements RowSink {
    private final TableTransaction transaction;
    private final Executor executor;
    private final RowSearch search;
    private final boolean countsRows;

    /** Executes a statement and returns how many rows it inserted or changed. */
    interface Executor {
        long execute(AppendBuffer sql) throws SQLException;
    }

    /** @param search finds the row of a statement that was refused */
    StatementSink(TableTransaction transaction, Executor executor, RowSearch search) {
        this.transaction = transaction;
        this.executor = executor;
        this.search = search;
        this.countsRows = transaction.schema().keys().isEmpty();
    }

    /** The driver's own interface for bytes if it has one. */
    static Executor executor(Connection connection, Statement statement) throws SQLException {
        if (connection.isWrapperFor(org.mariadb.jdbc.Connection.class)) {
            return new MariaDbStatementSink(connection)::execute;
        }
        // JDBC takes a String: the one copy that a driver itself would not make.
        return sql -> statement.executeUpdate(sql.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void send(AppendBuffer sql, Rows rows, int from, int to) {
        Savepoint before = null;
        try {
            if (!transaction.dialect().goesOnAfterFailure()) {
                before = transaction.connection().setSavepoint();
            }
            long inserted = executor.execute(sql);
            if (countsRows && inserted != to - from) {
                throw search.ofLines(rows, from, to, "it inserted " + inserted + " rows of " + (to - from));
            }
            if (before != null) {
                transaction.connection().releaseSavepoint(before);
            }
        } catch (SQLException e) {
            throw search.refused(e, before, rows, from, to);
        }
    }

    @Override
    public void commit() {
        transaction.commit();
    }

    @Override
    public void close() {
        transaction.close();
    }
}
