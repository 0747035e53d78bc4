// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The driver of a cluster; an argument names the master. It loads a million rows into a PostgreSQL server, once plainly
 * and once by an upsert while an executor is lost after a commit, and compares both with the rows that the server
 * generates by itself. It ends with an exception if they differ.
 */
public final class ClusterRun {
    private static final int PARTITIONS = 8;

    private ClusterRun() {}

    public static void main(String[] args) throws Exception {
        String master = args[0];
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(new File(args[1]))
                        .start();
                SparkSession spark = SparkSession.builder()
                        .master(master)
                        .appName("appendkit")
                        .config("spark.ui.enabled", "false")
                        .config("spark.driver.host", "127.0.0.1")
                        .config("spark.driver.bindAddress", "127.0.0.1")
                        .config("spark.executor.memory", "800m")
                        .getOrCreate()) {
            String url = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres?user=postgres";
            try (Connection connection = server.getPostgresDatabase().getConnection()) {
                run(spark, url, connection);
            }
        }
    }

    private static void run(SparkSession spark, String url, Connection connection) throws SQLException {
        for (String table : new String[] {"expected", "plain", "upserted"}) {
            execute(connection, "CREATE TABLE " + table + " " + MillionRows.COLUMNS);
        }
        execute(connection, "INSERT INTO expected " + MillionRows.FROM_SERVER);
        Dataset<Row> rows = MillionRows.fromSpark(spark, PARTITIONS);
        Failures.writer(rows, url, "plain").save();
        long executors = executors(spark);
        Failures.writer(LocalSpark.losingTheExecutorAfterCommit(rows, 3), url, "upserted")
                .option("upsert", "id")
                .option("nulls", "check")
                .save();
        String expected = digest(connection, "expected");
        compare(expected, digest(connection, "plain"), "plain");
        compare(expected, digest(connection, "upserted"), "upserted");
        System.out.println(MillionRows.COUNT + " rows over " + executors
                + " executors, and again while one was lost after a commit: equal on the server, " + expected);
    }

    /** The executors that a task can run on; the driver is not one of them. */
    private static long executors(SparkSession spark) {
        int count = spark.sparkContext().statusTracker().getExecutorInfos().length - 1;
        if (count < 2) {
            throw new IllegalStateException("the cluster has " + count + " executors, not two");
        }
        return count;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String digest(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(MillionRows.digest(table))) {
            row.next();
            return "count " + row.getLong(1) + ", sum " + row.getString(2) + ", hash " + row.getString(3);
        }
    }

    private static void compare(String expected, String actual, String table) {
        if (!expected.equals(actual)) {
            throw new IllegalStateException("the table " + table + " has " + actual + ", not " + expected);
        }
    }
}
