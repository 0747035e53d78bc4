// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;

/** Spark with two threads in this JVM, where a task has two attempts, and the rows that tests write. */
final class LocalSpark {
    static final String ZONE = "America/Sao_Paulo";

    private static SparkSession session;

    private LocalSpark() {}

    static synchronized SparkSession session() {
        if (session == null) {
            session = SparkSession.builder()
                    .master("local[2,2]")
                    .config("spark.ui.enabled", "false")
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .config("spark.sql.session.timeZone", ZONE)
                    .config(
                            "spark.sql.warehouse.dir",
                            Path.of("target", "warehouse").toAbsolutePath().toString())
                    .getOrCreate();
        }
        return session;
    }

    /** Rows in that many partitions. */
    static Dataset<Row> rows(StructType schema, int partitions, List<Row> rows) {
        SparkSession spark = session();
        return spark.createDataFrame(
                new org.apache.spark.api.java.JavaSparkContext(spark.sparkContext()).parallelize(rows, partitions),
                schema);
    }

    /** The same rows; the first attempt of a partition's task fails after its commit, when everything is done. */
    static Dataset<Row> failingAfterCommit(Dataset<Row> rows, int partition) {
        return afterCommit(rows, partition, () -> {
            throw new IllegalStateException("the task fails after its commit");
        });
    }

    /** The same rows; the first attempt of a partition's task ends with its executor, after its commit. */
    static Dataset<Row> losingTheExecutorAfterCommit(Dataset<Row> rows, int partition) {
        return afterCommit(rows, partition, () -> Runtime.getRuntime().halt(1));
    }

    private interface Accident extends Runnable, Serializable {}

    private static Dataset<Row> afterCommit(Dataset<Row> rows, int partition, Accident accident) {
        MapPartitionsFunction<Row, Row> pass = input -> {
            TaskContext context = TaskContext.get();
            if (context.partitionId() == partition && context.attemptNumber() == 0) {
                TaskCompletionListener listener = done -> accident.run();
                context.addTaskCompletionListener(listener);
            }
            return input;
        };
        return rows.mapPartitions(pass, Encoders.row(rows.schema()));
    }
}
