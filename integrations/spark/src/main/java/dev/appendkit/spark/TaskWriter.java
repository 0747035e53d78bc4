// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.jspecify.annotations.Nullable;

/** The rows of one task: one connection, one transaction. A task without rows opens none. */
final class TaskWriter implements DataWriter<InternalRow> {
    private final Server server;
    private final SinkOptions options;
    private final Target target;
    private final int partition;

    private @Nullable Connection connection;
    private @Nullable Load load;

    TaskWriter(Server server, SinkOptions options, Target target, int partition) {
        this.server = server;
        this.options = options;
        this.target = target;
        this.partition = partition;
    }

    @Override
    public void write(InternalRow row) throws IOException {
        Load current = load;
        if (current == null) {
            current = begin();
            load = current;
        }
        current.add(row);
    }

    private Load begin() throws IOException {
        try {
            Connection opened = server.connect(options);
            connection = opened;
            return server.begin(opened, target, partition);
        } catch (SQLException e) {
            throw SinkException.server(partition, 0, "", "", e);
        }
    }

    @Override
    public WriterCommitMessage commit() throws IOException {
        if (load != null && connection != null) {
            load.finish();
            try {
                connection.commit();
            } catch (SQLException e) {
                throw SinkException.server(partition, 0, "", "", e);
            }
        }
        return new Committed();
    }

    /** The failure is already known; the server rolls back in any case when the connection closes. */
    @Override
    public void abort() {
        try {
            if (load != null) {
                load.cancel();
            }
            if (connection != null) {
                connection.rollback();
            }
        } catch (SQLException e) {
            // The connection is gone, and with it the transaction.
        }
    }

    /** What was committed stays committed: a failure here must not make Spark repeat the task. */
    @Override
    public void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // The server notices by itself.
        }
    }
}
