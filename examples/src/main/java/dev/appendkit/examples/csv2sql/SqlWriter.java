// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.AppendBuffer;
import dev.appendkit.sql.SqlBatch;
import dev.appendkit.sql.SqlParameterException;
import dev.appendkit.sql.SqlParameters;
import dev.appendkit.sql.SqlTemplate;

/** Formats rows into one buffer, statement after statement, and hands each to a sink. */
final class SqlWriter {
    private final String file;
    private final AppendBuffer out;
    private final SqlBatch batch;
    private final SqlParameters parameters;
    private final Meter meter = new Meter();
    private long rows;
    private long statements;
    private long bytes;

    /** @param file the name for messages */
    SqlWriter(String file, SqlTemplate template, int rowsPerInsert, AppendBuffer out) {
        this.file = file;
        this.out = out;
        this.batch = template.batch(out, rowsPerInsert);
        this.parameters = new SqlParameters(template.parameterCount());
    }

    /** Writes all rows; the last statement is complete on return. The meter runs while the buffer is filled. */
    void write(Rows source, SqlSink sink) {
        int from = 0;
        int row = 0;
        meter.start();
        while (row < source.size()) {
            if (add(source, row)) {
                row++;
            } else {
                meter.stop();
                send(source, from, row, sink);
                from = row;
                meter.start();
            }
        }
        meter.stop();
        if (from < row) {
            send(source, from, row, sink);
        }
    }

    private boolean add(Rows source, int row) {
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
                    file,
                    source.line(row),
                    1,
                    "an INSERT of this one row is longer than --max-bytes; name a larger number");
        }
        int column = Math.max(e.index() - 1, 0);
        return new BadInput(
                file,
                source.line(row, column),
                source.charColumn(row, column),
                "the dialect refuses it: " + e.getMessage());
    }

    private void send(Rows source, int from, int to, SqlSink sink) {
        rows += to - from;
        statements++;
        bytes += out.length();
        sink.statement(out, source, from, to);
        out.clear();
    }

    /** Starts counting anew. */
    void resetCounts() {
        meter.reset();
        rows = 0;
        statements = 0;
        bytes = 0;
    }

    Meter meter() {
        return meter;
    }

    long rows() {
        return rows;
    }

    long statements() {
        return statements;
    }

    long bytes() {
        return bytes;
    }
}
