// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import dev.appendkit.AppendBuffer;
import dev.appendkit.Sink;
import dev.appendkit.spark.Target.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** COPY of PostgreSQL, into the table itself or, for an upsert, into a temporary one that is merged at the end. */
final class CopyLoad implements Load, Sink {
    private static final int BUFFER = 64 * 1024;

    private final Target target;
    private final int partition;
    private final @Nullable Merge merge;
    /** What the server's messages call the table of the COPY. */
    private final String copied;

    private final CopyIn copy;
    private final AppendBuffer out;
    private final CopyRows rows;

    CopyLoad(Connection connection, Target target, int partition) throws SQLException {
        this.target = target;
        this.partition = partition;
        String table = target.table();
        if (target.isUpsert()) {
            merge = new Merge(connection, target);
            merge.createTable();
            table = Merge.TABLE;
            copied = Merge.TABLE;
        } else {
            merge = null;
            copied = target.bareName();
        }
        copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + table + " (" + target.names() + ") FROM STDIN (ENCODING 'UTF8')");
        out = AppendBuffer.draining(this, BUFFER);
        rows = new CopyRows(target, partition, out);
    }

    @Override
    public void drain(byte[] src, int from, int to) throws IOException {
        try {
            copy.writeToCopy(src, from, to - from);
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    @Override
    public void add(InternalRow row) throws IOException {
        try {
            rows.append(row);
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNullElse(e.getCause(), new IOException(e));
        }
    }

    @Override
    public void finish() throws IOException {
        try {
            out.close();
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNullElse(e.getCause(), new IOException(e));
        }
        try {
            copy.endCopy();
        } catch (SQLException e) {
            throw refused(e);
        }
        if (merge == null) {
            return;
        }
        try {
            merge.run();
        } catch (SQLException e) {
            throw refused(e, merge.refusedRow(e, rows.rows()));
        }
    }

    @Override
    public void cancel() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private SinkException refused(SQLException e) {
        return refused(e, 0);
    }

    private SinkException refused(SQLException e, long knownRow) {
        @Nullable ServerErrorMessage message = e instanceof PSQLException ours ? ours.getServerErrorMessage() : null;
        if (message == null) {
            return SinkException.server(partition, knownRow, "", "", e);
        }
        CopyPlace place = CopyPlace.of(
                message.getWhere(),
                copied,
                target.columns().stream().map(Column::name).toList());
        String column = place.column().isEmpty() ? Objects.requireNonNullElse(message.getColumn(), "") : place.column();
        long row = knownRow == 0 ? place.line() : knownRow;
        return SinkException.server(partition, row, column, Objects.requireNonNullElse(message.getConstraint(), ""), e);
    }
}
