// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.examples.csv2sql.ColumnType.Value;
import dev.appendkit.examples.csv2sql.CsvFile.HeaderField;
import dev.appendkit.testing.EmbeddedPostgreSql;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Loads a large CSV into PostgreSQL, by csv2sql in a heap of 64 MiB and by the driver's own batch after the same parser
 * and the same search for types, each in a separate JVM.
 */
final class CsvLoads {
    private static final int ROWS_PER_BATCH = 1000;

    private CsvLoads() {}

    public static void main(String[] args) throws Exception {
        if (args.length == 2) {
            batch(Path.of(args[0]), args[1]);
            return;
        }
        long megabytes = args.length == 0 ? 1000 : Long.parseLong(args[0]);
        Path file = Files.createTempFile(Path.of("target"), "loads", ".csv");
        try {
            long rows = generate(file, megabytes * 1_000_000);
            String url = EmbeddedPostgreSql.url() + "&reWriteBatchedInserts=true";
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement()) {
                statement.execute("DROP TABLE IF EXISTS loads");
                double copied =
                        seconds("-Xmx64m", Csv2Sql.class.getName(), file.toString(), "--table=loads", "--jdbc", url);
                String content = content(statement);
                statement.execute("TRUNCATE loads");
                double batched = seconds("-Xmx512m", CsvLoads.class.getName(), file.toString(), url);
                if (!content.equals(content(statement))) {
                    throw new AssertionError("the contents differ");
                }
                System.out.printf(
                        Locale.ROOT,
                        "JDK %s: %,d rows, %,d bytes of CSV, content %s%ncsv2sql -Xmx64m: %.1f s, %,.0f rows/s%n"
                                + "executeBatch, reWriteBatchedInserts: %.1f s, %,.0f rows/s%n",
                        System.getProperty("java.version"),
                        rows,
                        Files.size(file),
                        content,
                        copied,
                        rows / copied,
                        batched,
                        rows / batched);
            }
        } finally {
            Files.delete(file);
        }
        System.exit(0);
    }

    private static long generate(Path file, long bytes) throws IOException {
        Random random = new Random(15);
        long rows = 0;
        long written = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("id,name,amount,ratio,at,note\n");
            while (written < bytes) {
                String row = rows + ",customer-" + random.nextInt(1_000_000) + ','
                        + BigDecimal.valueOf(random.nextLong(1_000_000_000L), 2) + ','
                        + BigDecimal.valueOf(random.nextLong(1_000_000_000_000L), 9) + ','
                        + LocalDateTime.of(2023, 11, 14, 22, 13, 20)
                                .plusSeconds(random.nextInt(50_000_000))
                                .toString()
                                .replace('T', ' ')
                        + ",\"paid by card, order " + random.nextInt(100_000) + "\"\n";
                out.write(row);
                written += row.length();
                rows++;
            }
        }
        return rows;
    }

    private static double seconds(String heap, String... command) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-cp",
                System.getProperty("java.class.path")));
        whole.addAll(List.of(command));
        long start = System.nanoTime();
        int code = new ProcessBuilder(whole).inheritIO().start().waitFor();
        if (code != 0) {
            throw new AssertionError("exit code " + code);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static String content(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery(
                "SELECT count(*) || ' ' || sum(amount) || ' ' || sum(hashtextextended(l::text, 0)) FROM loads l")) {
            result.next();
            return result.getString(1);
        }
    }

    /** The same load by executeBatch. */
    private static void batch(Path path, String url) throws SQLException {
        CsvFile file = CsvFile.of(path, CsvOptions.DEFAULT);
        TypeInference inference =
                new TypeInference(new Header(file, Dialect.POSTGRESQL, null, note -> {}), Dialect.POSTGRESQL);
        file.read(inference, Progress.ofBytes(null, "finding types", 0));
        Schema schema = inference.schema("loads", List.of());
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert =
                    connection.prepareStatement(schema.insert(Dialect.POSTGRESQL.mode(), Dialect.POSTGRESQL))) {
                Batch batch = new Batch(new Header(file, Dialect.POSTGRESQL, schema.types(), note -> {}), insert);
                file.read(batch, Progress.ofBytes(null, "loading", 0));
                insert.executeBatch();
            }
            connection.commit();
        }
    }

    private static final class Batch implements CsvFile.Listener {
        private final Header header;
        private final PreparedStatement insert;
        private final Value value = new Value();
        private int rows;

        Batch(Header header, PreparedStatement insert) {
            this.header = header;
            this.insert = insert;
        }

        @Override
        public void header(List<HeaderField> fields) {
            header.accept(fields);
        }

        @Override
        public void field(int index, char[] text, int offset, int length, boolean quoted, long line, int column) {
            try {
                if (length == 0 && !quoted) {
                    insert.setNull(index + 1, Types.NULL);
                    return;
                }
                header.read(index, text, offset, length, value, line, column);
                switch (header.type(index)) {
                    case INTEGER -> insert.setLong(index + 1, value.number);
                    case DECIMAL ->
                        insert.setBigDecimal(
                                index + 1,
                                value.object == null
                                        ? BigDecimal.valueOf(value.number, value.scale)
                                        : (BigDecimal) value.object);
                    default -> insert.setObject(index + 1, value.object);
                }
            } catch (SQLException e) {
                throw TableTransaction.refused(e);
            }
        }

        @Override
        public void endOfRow() {
            try {
                insert.addBatch();
                if (++rows % ROWS_PER_BATCH == 0) {
                    insert.executeBatch();
                }
            } catch (SQLException e) {
                throw TableTransaction.refused(e);
            }
        }
    }
}
