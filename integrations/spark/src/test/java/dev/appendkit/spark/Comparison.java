// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import com.sun.management.ThreadMXBean;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Prints what a million rows cost, in rows per second, the client's processor time, and bytes allocated per row: rows
 * that are made and thrown away, rows loaded by this sink and by Spark's JDBC writer with
 * {@code reWriteBatchedInserts}, and both again into a table with a primary key, ours by an upsert. After each load the
 * table is compared with the rows that the server generates by itself.
 */
public final class Comparison {
    private static final int PARTITIONS = 2;

    private final SparkSession spark;
    private final Connection connection;
    private final String url;

    private Comparison(SparkSession spark, Connection connection, String url) {
        this.spark = spark;
        this.connection = connection;
        this.url = url;
    }

    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[0]);
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(new File("target/postgresql").getAbsoluteFile())
                        .start();
                SparkSession spark = LocalSpark.session();
                Connection connection = server.getPostgresDatabase().getConnection()) {
            String url = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres?user=postgres";
            new Comparison(spark, connection, url).run(rounds);
        }
    }

    private void run(int rounds) throws SQLException {
        execute("CREATE TABLE expected " + MillionRows.COLUMNS, "INSERT INTO expected " + MillionRows.FROM_SERVER);
        String keyless = MillionRows.COLUMNS.replace(" PRIMARY KEY", "");
        for (int round = 0; round < rounds; round++) {
            System.out.println("round " + round + (round < 2 ? ", warming up" : ""));
            Dataset<Row> rows = MillionRows.fromSpark(spark, PARTITIONS);
            measure("made only", null, rows.write().format("noop").mode("overwrite"));
            measure("sink", keyless, Failures.writer(rows, url, "written"));
            measure("JDBC writer", keyless, jdbc(rows));
            measure(
                    "sink, upsert",
                    MillionRows.COLUMNS,
                    Failures.writer(rows, url, "written").option("upsert", "id"));
            measure("JDBC writer, key", MillionRows.COLUMNS, jdbc(rows));
        }
    }

    private DataFrameWriter<Row> jdbc(Dataset<Row> rows) {
        return rows.write()
                .format("jdbc")
                .option("url", url + "&reWriteBatchedInserts=true")
                .option("dbtable", "written")
                .mode("append");
    }

    private void measure(String name, String columns, DataFrameWriter<Row> writer) throws SQLException {
        if (columns != null) {
            execute("DROP TABLE IF EXISTS written", "CREATE TABLE written " + columns, "CHECKPOINT");
        }
        System.gc();
        long[] before = spent();
        long start = System.nanoTime();
        writer.save();
        double seconds = (System.nanoTime() - start) / 1e9;
        long[] after = spent();
        if (columns != null && !digest("written").equals(digest("expected"))) {
            throw new IllegalStateException(name + ": the rows differ from those that the server makes");
        }
        System.out.printf(
                Locale.ROOT,
                "%-17s %,9.0f rows/s, %6.0f ns of client CPU and %6.0f B a row%n",
                name,
                MillionRows.COUNT / seconds,
                (after[0] - before[0]) / (double) MillionRows.COUNT,
                (after[1] - before[1]) / (double) MillionRows.COUNT);
    }

    /** Processor time and bytes allocated of all live threads; those that run tasks outlive a write. */
    private static long[] spent() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] ids = threads.getAllThreadIds();
        long[] sums = new long[2];
        long[] times = threads.getThreadCpuTime(ids);
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        for (int i = 0; i < ids.length; i++) {
            sums[0] += Math.max(0, times[i]);
            sums[1] += Math.max(0, bytes[i]);
        }
        return sums;
    }

    private void execute(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private String digest(String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(MillionRows.digest(table))) {
            row.next();
            return row.getString(1) + " " + row.getString(2) + " " + row.getString(3);
        }
    }
}
