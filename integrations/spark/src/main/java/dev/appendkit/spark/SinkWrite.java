// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;

/** One write of a DataFrame, whose columns are compared with the table's before any task begins. */
final class SinkWrite implements Write, BatchWrite {
    private final Tasks tasks;

    private SinkWrite(Tasks tasks) {
        this.tasks = tasks;
    }

    /** Asks the server about the table, and refuses by name the columns that cannot be written to it. */
    static SinkWrite plan(SinkOptions options, StructType schema) {
        ZoneId zone = ZoneId.of(SQLConf.get().sessionLocalTimeZone());
        Server server = options.server();
        try (Connection connection = server.connect(options)) {
            Target target = server.table(connection, options).match(schema, options, zone);
            server.check(connection, target);
            return new SinkWrite(new Tasks(options, target));
        } catch (SQLException e) {
            throw new IllegalArgumentException(
                    "the server did not describe the table " + options.table() + ": " + SinkException.describe(e));
        }
    }

    @Override
    public String description() {
        return "appendkit into " + tasks.target.table();
    }

    @Override
    public BatchWrite toBatch() {
        return this;
    }

    @Override
    public DataWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
        return tasks;
    }

    /** Each task has committed what it wrote. */
    @Override
    public void commit(WriterCommitMessage[] messages) {}

    /** What other tasks committed stays; a repeated write with {@code upsert} puts the same rows there again. */
    @Override
    public void abort(WriterCommitMessage[] messages) {}

    /** What a task must know. */
    private static final class Tasks implements DataWriterFactory {
        private static final long serialVersionUID = 1;

        private final SinkOptions options;
        private final Target target;

        Tasks(SinkOptions options, Target target) {
            this.options = options;
            this.target = target;
        }

        @Override
        public DataWriter<InternalRow> createWriter(int partition, long task) {
            return new TaskWriter(options.server(), options, target, partition);
        }
    }
}
