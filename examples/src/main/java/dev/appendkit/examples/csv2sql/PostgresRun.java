// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.FractionDigits;
import dev.appendkit.examples.databases.PostgresCopySink;
import dev.appendkit.format.CsvWriter;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The default data once more, into a real PostgreSQL: by COPY, then compared with themselves, and for comparison by the
 * driver's own batch. The server is there only if the program was built with the profile csv2sql-postgres.
 */
final class PostgresRun {
    private static final String SERVER = "io.zonky.test.db.postgres.embedded.EmbeddedPostgres";
    private static final int ROWS_PER_BATCH = 1000;
    /** The first rounds load classes. */
    private static final int ROUNDS = 3;

    private final Connection connection;
    private final List<Object[]> rows;

    private PostgresRun(Connection connection, List<Object[]> rows) {
        this.connection = connection;
        this.rows = rows;
    }

    /** Loads with one row of the list at a time. */
    private interface Loader {
        void load() throws SQLException;
    }

    static void run(DefaultData data, PrintStream terminal, PrintStream report) {
        try {
            Path directory = Files.createTempDirectory("csv2sql-postgres");
            try {
                run(directory, data, terminal, report);
            } finally {
                delete(directory);
            }
        } catch (IOException e) {
            throw BadInput.unusable("the directory for temporary files", e);
        }
    }

    private static void run(Path directory, DefaultData data, PrintStream terminal, PrintStream report) {
        try (AutoCloseable server = start(directory)) {
            int port = (Integer) server.getClass().getMethod("getPort").invoke(server);
            // The driver's option for speed is on.
            String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres&reWriteBatchedInserts=true";
            try (Connection connection = DriverManager.getConnection(url)) {
                compare(data, connection, terminal, report);
            }
        } catch (SQLException e) {
            throw TableTransaction.refused(e);
        } catch (VerificationFailure | BadInput e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the server does not stop", e);
        }
    }

    /** The server unpacks itself into the directory. */
    private static AutoCloseable start(Path directory) {
        try {
            Class<?> type = Class.forName(SERVER);
            Object builder = type.getMethod("builder").invoke(null);
            builder.getClass()
                    .getMethod("setOverrideWorkingDirectory", File.class)
                    .invoke(builder, directory.toFile());
            return (AutoCloseable) builder.getClass().getMethod("start").invoke(builder);
        } catch (ClassNotFoundException e) {
            throw new BadInput("--postgres: the server is not on the class path; the script ./csv2sql puts it there");
        } catch (InvocationTargetException e) {
            throw new BadInput("--postgres: the server does not start here: "
                    + e.getCause().getMessage());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the server does not start", e);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void compare(DefaultData data, Connection connection, PrintStream terminal, PrintStream report)
            throws SQLException {
        List<Object[]> rows = new ArrayList<>();
        data.forEachRow(row -> rows.add(row.clone()));
        PostgresRun run = new PostgresRun(connection, rows);
        connection.setAutoCommit(false);
        run.createTable();
        double batch = run.rowsPerSecond(run::batch);
        double copy = run.rowsPerSecond(run::copy);
        Verification.Result result;
        try (Progress progress = Progress.ofRows(terminal, "comparing", rows.size())) {
            result = Verification.compare(
                    data,
                    connection,
                    DefaultData.TABLE,
                    Dialect.POSTGRESQL.mode(),
                    Verification.POSTGRESQL_ORDER,
                    progress);
        }
        Summary.line(
                report,
                "postgresql",
                "%,d rows by COPY, %,d values: all equal; %,.0f rows/s, executeBatch %,.0f (reWriteBatchedInserts)",
                result.rows(),
                result.values(),
                copy,
                batch);
    }

    private void createTable() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + DefaultData.TABLE + " (instant_utc timestamp, offset_before bigint,"
                    + " offset_after bigint, "
                    + DefaultData.columnNames().stream()
                            .skip(3)
                            .map(name -> PostgresCopySink.quoted(name) + " text")
                            .collect(Collectors.joining(", "))
                    + ")");
            connection.commit();
        }
    }

    /** The fastest of some rounds, each into the empty table; the rows of the last one stay. */
    private double rowsPerSecond(Loader loader) throws SQLException {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("TRUNCATE " + DefaultData.TABLE);
            }
            long start = System.nanoTime();
            loader.load();
            connection.commit();
            best = Math.min(best, System.nanoTime() - start);
        }
        return rows.size() * 1e9 / best;
    }

    private void copy() throws SQLException {
        try (PostgresCopySink sink = new PostgresCopySink(connection, DefaultData.TABLE, DefaultData.columnNames())) {
            for (Object[] row : rows) {
                CsvWriter fields = sink.row();
                fields.appendTimestamp((LocalDateTime) row[0], FractionDigits.AUTO)
                        .appendLong((Long) row[1])
                        .appendLong((Long) row[2]);
                for (int i = 3; i < row.length; i++) {
                    fields.appendString((String) row[i]);
                }
                fields.endRecord();
            }
            sink.finish();
        }
    }

    private void batch() throws SQLException {
        int columns = DefaultData.columnNames().size();
        String marks = "?, ".repeat(columns - 1) + "?";
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + DefaultData.TABLE + " VALUES (" + marks + ")")) {
            int added = 0;
            for (Object[] row : rows) {
                for (int i = 0; i < columns; i++) {
                    insert.setObject(i + 1, row[i]);
                }
                insert.addBatch();
                if (++added % ROWS_PER_BATCH == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }
}
