// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.AppendBuffer;
import dev.appendkit.examples.csv2sql.StatementSink.Executor;
import dev.appendkit.examples.databases.ServerRefusal;
import dev.appendkit.sql.SqlBatch;
import dev.appendkit.sql.SqlParameters;
import dev.appendkit.sql.SqlTemplate;
import java.sql.SQLException;
import java.sql.Savepoint;

/**
 * Finds the row because of which a database refused a statement, since few servers name it: the rows are inserted again
 * in halves until one is left. Afterwards all of them are rolled back.
 */
final class RowSearch {
    private static final int MAX_STATEMENT = Integer.MAX_VALUE - 8;

    private final String file;
    private final TableTransaction transaction;
    private final SqlTemplate template;
    private final Executor executor;

    RowSearch(String file, TableTransaction transaction, SqlTemplate template, Executor executor) {
        this.file = file;
        this.transaction = transaction;
        this.template = template;
        this.executor = executor;
    }

    /** @param before what to roll back to after the failure, null if the transaction goes on by itself */
    BadInput refused(SQLException e, Savepoint before, Rows rows, int from, int to) {
        if (!ServerRefusal.isOfARow(e)) {
            return ofLines(rows, from, to, words(e));
        }
        try {
            if (before != null) {
                transaction.connection().rollback(before);
            }
            SQLException reason = e;
            int first = from;
            int last = to - 1;
            while (first < last) {
                int middle = (first + last) >>> 1;
                SQLException inFirstHalf = attempt(before != null, rows, first, middle + 1);
                if (inFirstHalf == null) {
                    first = middle + 1;
                } else {
                    last = middle;
                    reason = inFirstHalf;
                }
            }
            return ofRow(rows, first, words(reason));
        } catch (SQLException broken) {
            BadInput known = ofLines(rows, from, to, words(e));
            known.addSuppressed(TableTransaction.refused(broken));
            return known;
        }
    }

    /** What was inserted stays, so that a row is also found that is refused only because of one before it. */
    private SQLException attempt(boolean withSavepoint, Rows rows, int from, int to) throws SQLException {
        AppendBuffer sql = AppendBuffer.growing(1 << 10, MAX_STATEMENT);
        SqlBatch batch = template.batch(sql, to - from);
        SqlParameters parameters = new SqlParameters(template.parameterCount());
        for (int row = from; row < to; row++) {
            rows.bind(row, parameters);
            batch.add(parameters);
        }
        Savepoint here = withSavepoint ? transaction.connection().setSavepoint() : null;
        try {
            executor.execute(sql);
            return null;
        } catch (SQLException e) {
            if (here != null) {
                transaction.connection().rollback(here);
            }
            return e;
        }
    }

    String words(SQLException e) {
        return ServerRefusal.describe(e, transaction.schema().names());
    }

    BadInput ofRow(Rows rows, int row, String reason) {
        return new BadInput(file, rows.line(row), 1, "the database refuses the row: " + reason);
    }

    BadInput ofLines(Rows rows, int from, int to, String reason) {
        return new BadInput(
                file,
                rows.line(from),
                1,
                "the database refuses the rows of lines " + rows.line(from) + " to " + rows.line(to - 1) + ": "
                        + reason);
    }
}
