// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.testing.EmbeddedMariaDb;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of Spark into a real MariaDB, read back by the driver or compared on the server. */
@Tag("mariadb")
class MariaDbSinkTest {
    private static final StructType ID_NAME = StructType.fromDDL("id BIGINT NOT NULL, name STRING");

    private static final String COLUMNS = "(id bigint PRIMARY KEY, name varchar(30), price decimal(12,2), ratio double,"
            + " moment timestamp(6) NULL, note text)";

    /** The rows of {@link MillionRows}, as the server generates them. */
    private static final String FROM_SERVER = "SELECT seq, CONCAT('name ', seq), (seq * 7 % 1000000) / 100, seq / 8e0,"
            + " TIMESTAMP'2023-11-14 22:13:20' + INTERVAL seq SECOND + INTERVAL seq % 1000000 MICROSECOND,"
            + " IF(seq % 10 = 0, NULL, CONCAT('a\\tb\\\\\\n', REPEAT('é', seq % 5))) FROM seq_0_to_999999";

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = EmbeddedMariaDb.connect();
        execute(
                "DROP DATABASE IF EXISTS sink",
                "CREATE DATABASE sink CHARACTER SET utf8mb4",
                "SET time_zone = '+00:00'");
    }

    @AfterEach
    void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }

    private void execute(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private List<Object> query(String sql) throws SQLException {
        List<Object> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    values.add(row.getObject(i));
                }
            }
        }
        return values;
    }

    private List<Object> digest(String table) throws SQLException {
        return query("SELECT COUNT(*), SUM(id), SUM(CONV(SUBSTR(MD5(CONCAT_WS('|', id, name, price, ratio, moment,"
                + " COALESCE(HEX(note), 'null'))), 1, 12), 16, 10)) FROM " + table);
    }

    private static DataFrameWriter<Row> writer(Dataset<Row> rows, String table) {
        return Failures.writer(rows, EmbeddedMariaDb.url(), table);
    }

    @Test
    void everyTypeComesBack() throws SQLException {
        execute("CREATE TABLE sink.types (flag boolean, tiny tinyint, small smallint, whole int, big bigint,"
                + " single float,"
                + " wide double, price decimal(12,2), huge decimal(38,10), label text, code enum('a','b'),"
                + " bin blob,"
                + " day date, moment timestamp(6) NULL, shown datetime(6), clock datetime(6), doc json)");
        StructType schema = StructType.fromDDL("flag BOOLEAN, tiny TINYINT, small SMALLINT, whole INT, big BIGINT,"
                + " single FLOAT, wide DOUBLE, price DECIMAL(12,2), huge DECIMAL(38,10), label STRING,"
                + " code STRING, bin BINARY, day DATE, moment TIMESTAMP, shown TIMESTAMP,"
                + " clock TIMESTAMP_NTZ, doc STRING");
        Instant moment = Instant.parse("2026-11-21T09:02:03.123456Z");
        Row full = RowFactory.create(
                true,
                (byte) -128,
                (short) 32_767,
                -5,
                Long.MIN_VALUE,
                1.5e-7f,
                1e300,
                new BigDecimal("-1234567890.12"),
                new BigDecimal("1234567890123456789012345678.0123456789"),
                "it's \" tab\t line\n back\\slash é \uD83D\uDE00 \0",
                "b",
                new byte[] {0, -1, 92, 39},
                Date.valueOf("1969-12-31"),
                Timestamp.from(moment),
                Timestamp.from(moment),
                LocalDateTime.parse("1234-05-06T07:08:09.000001"),
                "{\"a\": 1}");
        writer(LocalSpark.rows(schema, 1, List.of(full, RowFactory.create(new Object[17]))), "sink.types")
                .save();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM sink.types ORDER BY flag DESC")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getBoolean(1)).isTrue();
            assertThat(row.getInt(2)).isEqualTo(-128);
            assertThat(row.getInt(3)).isEqualTo(32_767);
            assertThat(row.getInt(4)).isEqualTo(-5);
            assertThat(row.getLong(5)).isEqualTo(Long.MIN_VALUE);
            assertThat(row.getFloat(6)).isEqualTo(1.5e-7f);
            assertThat(row.getDouble(7)).isEqualTo(1e300);
            assertThat(row.getBigDecimal(8)).isEqualTo(full.get(7));
            assertThat(row.getBigDecimal(9)).isEqualTo(full.get(8));
            assertThat(row.getString(10)).isEqualTo(full.get(9));
            assertThat(row.getString(11)).isEqualTo("b");
            assertThat(row.getBytes(12)).isEqualTo(full.get(11));
            assertThat(row.getString(13)).isEqualTo("1969-12-31");
            assertThat(row.getString(14)).isEqualTo("2026-11-21 09:02:03.123456");
            // Three hours behind UTC in the session's zone.
            assertThat(row.getString(15)).isEqualTo("2026-11-21 06:02:03.123456");
            assertThat(row.getString(16)).isEqualTo("1234-05-06 07:08:09.000001");
            assertThat(row.getString(17)).isEqualTo("{\"a\": 1}");
            assertThat(row.next()).isTrue();
            for (int i = 1; i <= 17; i++) {
                assertThat(row.getObject(i)).as("column %d", i).isNull();
            }
        }
    }

    @Test
    void millionRowsAreEqualOnTheServer() throws SQLException {
        execute(
                "CREATE TABLE sink.expected " + COLUMNS,
                "INSERT INTO sink.expected " + FROM_SERVER,
                "CREATE TABLE sink.written " + COLUMNS);
        Dataset<Row> rows = MillionRows.fromSpark(LocalSpark.session(), 4);
        writer(LocalSpark.failingAfterCommit(rows, 2), "sink.written")
                .option("upsert", "id")
                .option("nulls", "check")
                .save();
        List<Object> expected = digest("sink.expected");
        assertThat(expected.get(0)).isEqualTo(MillionRows.COUNT);
        assertThat(digest("sink.written")).isEqualTo(expected);
        // The digest detects a single changed row.
        execute("UPDATE sink.written SET name = 'name' WHERE id = 77");
        assertThat(digest("sink.written")).isNotEqualTo(expected);
    }

    /** The control of the upsert: without it, a task that runs again after its commit leaves its rows twice. */
    @Test
    void plainAppendIsAtLeastOnce() throws SQLException {
        execute("CREATE TABLE sink.twice (id bigint, name text)");
        Dataset<Row> rows = LocalSpark.rows(ID_NAME, 2, Failures.names("a", "b", "c", "d"));
        writer(LocalSpark.failingAfterCommit(rows, 1), "sink.twice").save();
        assertThat(query("SELECT name FROM sink.twice ORDER BY name")).containsExactly("a", "b", "c", "c", "d", "d");
    }

    @Test
    void upsertReplacesAndAdds() throws SQLException {
        execute(
                "CREATE TABLE sink.`Odd ``Table` (`Id` bigint AUTO_INCREMENT PRIMARY KEY, name text, kept int)",
                "INSERT INTO sink.`Odd ``Table` VALUES (1, 'old', 7), (9, 'nine', 9)");
        List<Row> rows = List.of(RowFactory.create(1L, "new"), RowFactory.create(2L, null));
        writer(LocalSpark.rows(ID_NAME, 1, rows), "sink.`Odd ``Table`")
                .option("upsert", "id")
                .save();
        assertThat(query("SELECT * FROM sink.`Odd ``Table` ORDER BY 1"))
                .isEqualTo(Arrays.asList(1L, "new", 7, 2L, null, null, 9L, "nine", 9));
    }

    @Test
    void serverErrorsNamePartitionRowAndColumn() throws SQLException {
        execute("CREATE TABLE sink.short (id bigint UNIQUE, name varchar(5))");
        Dataset<Row> rows = LocalSpark.rows(ID_NAME, 2, Failures.names("a", "b", "c", "d", "e", "secret-value"));
        assertThat(Failures.of(writer(rows, "sink.short")))
                .contains("partition 1, row 3, column \"name\": the server refused it, SQLSTATE 22001, error 1406")
                .doesNotContain("secret");
        assertThat(query("SELECT COUNT(*) FROM sink.short WHERE id >= 3")).containsExactly(0L);
        execute("DELETE FROM sink.short", "INSERT INTO sink.short VALUES (4, 'x')");
        assertThat(Failures.of(writer(rows.where("id <> 5"), "sink.short")))
                .contains("partition 1, row 2: the server refused it, SQLSTATE 23000, error 1062");
    }

    /** A statement ends before max_allowed_packet, and rows are counted on in a later statement. */
    @Test
    void rowsOfLaterStatementsAreCountedOn() throws SQLException {
        execute("CREATE TABLE sink.many (id bigint, name text, CONSTRAINT c CHECK (id <> 12345))");
        Dataset<Row> rows = LocalSpark.session()
                .range(0, 20_000, 1, 1)
                .selectExpr("id", "repeat('x', 500 + CAST(id AS INT) % 100) AS name");
        assertThat(Failures.of(writer(rows, "sink.many")))
                .contains("partition 0, row 12346: the server refused it, SQLSTATE 23000, error 4025");
        assertThat(query("SELECT COUNT(*) FROM sink.many")).containsExactly(0L);
        writer(rows.where("id <> 12345"), "sink.many").save();
        assertThat(query("SELECT COUNT(*), SUM(LENGTH(name) - 500 - id % 100) FROM sink.many"))
                .isEqualTo(List.of(19_999L, new BigDecimal("0")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "array(1, 2) AS name|column \"name\": values of type array<int> cannot be written",
                "null AS name|column \"name\": nulls without a type (void) cannot be written",
                "'x' AS nme|column \"nme\": the table has no such column",
                "CAST(id AS STRING) AS day|column \"day\": values of type string do not fit a column of type date",
                "CAST(id AS INT) AS doubled|column \"doubled\": the server generates this column",
            })
    void refusesColumnsByNameBeforeTheFirstRow(String column, String message) throws SQLException {
        execute("CREATE TABLE sink.named (id bigint, name text, day date, doubled int AS (id * 2) STORED)");
        Dataset<Row> rows = LocalSpark.session().range(0, 10, 1, 2).selectExpr("id", column);
        assertThat(Failures.of(writer(rows, "sink.named"))).contains("table `sink`.`named`, " + message);
        assertThat(query("SELECT COUNT(*) FROM sink.named")).containsExactly(0L);
    }

    @Test
    void refusesWhatTheDialectCannotSay() throws SQLException {
        execute("CREATE TABLE sink.odd (name text, wide double)");
        Dataset<Row> range = LocalSpark.session().range(0, 3, 1, 1).toDF();
        assertThat(Failures.of(writer(range.selectExpr("CAST(X'41FF' AS STRING) AS name"), "sink.odd")))
                .contains("partition 0, row 1, column \"name\": MariaDB has no literal");
        assertThat(Failures.of(writer(range.selectExpr("double('NaN') AS wide"), "sink.odd")))
                .contains("partition 0, row 1, column \"wide\": MariaDB has no literal");
    }

    @Test
    void refusesTablesThatItCannotWriteRightly() throws SQLException {
        execute(
                "CREATE TABLE sink.loose (id bigint, name text) ENGINE = MyISAM",
                "CREATE TABLE sink.keyless (id bigint, name text)",
                "CREATE TABLE sink.keys (id bigint PRIMARY KEY, name varchar(30) UNIQUE)");
        Dataset<Row> rows = LocalSpark.rows(ID_NAME, 1, Failures.names("a"));
        assertThat(Failures.of(writer(rows, "sink.loose"))).contains("has no transactions");
        assertThat(Failures.of(writer(rows, "sink.keyless").option("upsert", "id")))
                .contains("no primary key and no unique key of exactly the columns");
        assertThat(Failures.of(writer(rows, "sink.keys").option("upsert", "id")))
                .contains("a second unique key, name");
        assertThat(Failures.of(writer(rows, "sink.none"))).contains("there is no table sink.none");
        assertThat(Failures.of(writer(rows, "sink.keys").option("upsret", "id")))
                .contains("the option \"upsret\"");
    }
}
