// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.AppendBuffer;
import dev.appendkit.sql.SqlBatch;
import dev.appendkit.sql.SqlParameterException;
import dev.appendkit.sql.SqlParameters;
import dev.appendkit.sql.SqlTemplate;

/** Formats rows as multi-row statements. */
final class SqlWriter extends RowWriter {
    private final SqlBatch batch;
    private final SqlParameters parameters;

    /** @param file the name for messages */
    SqlWriter(String file, SqlTemplate template, int rowsPerInsert, AppendBuffer out) {
        super(file, out);
        this.batch = template.batch(out, rowsPerInsert);
        this.parameters = new SqlParameters(template.parameterCount());
    }

    @Override
    boolean add(Rows source, int row) {
        source.bind(row, parameters);
        try {
            return batch.add(parameters);
        } catch (SqlParameterException e) {
            throw refused(e, source, row);
        }
    }

    private BadInput refused(SqlParameterException e, Rows source, int row) {
        if (e.code() == SqlParameterException.Code.TOO_LARGE) {
            return new BadInput(
                    file(),
                    source.line(row),
                    1,
                    "an INSERT of this one row is longer than --max-bytes, or than the server takes; name"
                            + " a larger number");
        }
        int column = Math.max(e.index() - 1, 0);
        return refused(source, row, column, "the dialect refuses it: " + e.getMessage());
    }
}
