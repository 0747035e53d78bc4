// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.AppendBuffer;
import dev.appendkit.examples.databases.PostgresCopySink;
import dev.appendkit.examples.databases.PostgresUpsertSink;
import dev.appendkit.examples.databases.ServerRefusal;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * PostgreSQL, which takes tab-separated text by COPY: into the table, or through a temporary table if rows replace
 * others. COPY names a row by its number, so it ends and starts again every few ten thousand rows, all in one
 * transaction: the lines of that many rows are remembered.
 */
final class CopySink implements RowSink {
    private static final int ROWS_PER_COPY = 1 << 16;

    private final String file;
    private final TableTransaction transaction;
    private final PostgresUpsertSink upsert;
    private PostgresCopySink copy;
    private long[] lines = new long[ROWS_PER_COPY];
    private int rowsInCopy;

    private CopySink(String file, TableTransaction transaction, PostgresUpsertSink upsert) {
        this.file = file;
        this.transaction = transaction;
        this.upsert = upsert;
    }

    static CopySink open(String file, TableTransaction transaction) {
        Schema schema = transaction.schema();
        try {
            PostgresUpsertSink upsert = schema.keys().isEmpty()
                    ? null
                    : new PostgresUpsertSink(transaction.connection(), schema.table(), schema.names(), schema.keys());
            return new CopySink(file, transaction, upsert);
        } catch (SQLException e) {
            try (transaction) {
                throw TableTransaction.refused(e);
            }
        }
    }

    @Override
    public void send(AppendBuffer text, Rows rows, int from, int to) {
        try {
            int count = to - from;
            if (rowsInCopy + count > ROWS_PER_COPY) {
                finish();
            }
            if (copy == null) {
                copy = upsert != null ? upsert.copy() : begin();
            }
            if (count > lines.length) {
                lines = new long[count];
            }
            for (int row = from; row < to; row++) {
                lines[rowsInCopy++] = rows.line(row);
            }
            copy.append(text);
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private PostgresCopySink begin() throws SQLException {
        Schema schema = transaction.schema();
        return new PostgresCopySink(transaction.connection(), schema.table(), schema.names());
    }

    private void finish() throws SQLException {
        if (copy == null) {
            return;
        }
        long taken = copy.finish();
        copy = null;
        if (taken != rowsInCopy) {
            throw ofLines("it took " + taken + " rows of " + rowsInCopy);
        }
        rowsInCopy = 0;
    }

    @Override
    public void commit() {
        try {
            finish();
            if (upsert != null) {
                merge();
            }
        } catch (SQLException e) {
            throw refused(e);
        }
        transaction.commit();
    }

    /** A row's number is its line there. */
    private void merge() throws SQLException {
        try {
            upsert.merge();
        } catch (ServerRefusal e) {
            throw e.row() > 0
                    ? ofRow(e.row(), e)
                    : new BadInput(file + ": the database refuses the rows: " + e.words());
        }
    }

    private BadInput refused(SQLException e) {
        if (!(e instanceof ServerRefusal refusal)) {
            return TableTransaction.refused(e);
        }
        if (refusal.row() > 0 && refusal.row() <= rowsInCopy) {
            return ofRow(lines[(int) refusal.row() - 1], refusal);
        }
        return ofLines(refusal.words());
    }

    private BadInput ofRow(long line, ServerRefusal refusal) {
        return new BadInput(file, line, 1, "the database refuses the row: " + refusal.words());
    }

    private BadInput ofLines(String reason) {
        long[] sent = Arrays.copyOf(lines, Math.max(rowsInCopy, 1));
        return new BadInput(
                file,
                sent[0],
                1,
                "the database refuses the rows of lines " + sent[0] + " to " + sent[sent.length - 1] + ": " + reason);
    }

    @Override
    public void close() {
        try (transaction) {
            if (copy != null) {
                copy.close();
            }
            if (upsert != null) {
                upsert.close();
            }
        } catch (SQLException e) {
            if (!ServerRefusal.isOfTheConnection(e)) {
                throw TableTransaction.refused(e);
            }
        }
    }
}
