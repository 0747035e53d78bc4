// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

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

    /** Rows in as many partitions. */
    static Dataset<Row> rows(StructType schema, int partitions, List<Row> rows) {
        SparkSession spark = session();
        return spark.createDataFrame(
                new org.apache.spark.api.java.JavaSparkContext(spark.sparkContext()).parallelize(rows, partitions),
                schema);
    }

    /** The same rows; the first attempt of the task of a partition fails when all is done, after its commit. */
    static Dataset<Row> failingAfterCommit(Dataset<Row> rows, int partition) {
        MapPartitionsFunction<Row, Row> pass = input -> {
            TaskContext context = TaskContext.get();
            if (context.partitionId() == partition && context.attemptNumber() == 0) {
                TaskCompletionListener fail = done -> {
                    throw new IllegalStateException("the executor is lost after the commit");
                };
                context.addTaskCompletionListener(fail);
            }
            return input;
        };
        return rows.mapPartitions(pass, Encoders.row(rows.schema()));
    }
}
