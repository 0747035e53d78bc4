// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.testing.EmbeddedPostgreSql;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of Spark into a real PostgreSQL, read back by the driver or compared on the server. */
class PostgreSqlSinkTest {
    private static final StructType ID_NAME = StructType.fromDDL("id BIGINT NOT NULL, name STRING");

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = EmbeddedPostgreSql.connect();
        execute("DROP SCHEMA IF EXISTS sink CASCADE", "CREATE SCHEMA sink");
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

    private static DataFrameWriter<Row> writer(Dataset<Row> rows, String table) {
        return Failures.writer(rows, EmbeddedPostgreSql.url(), table);
    }

    @Test
    void everyTypeComesBack() throws SQLException {
        execute("CREATE TABLE sink.types (flag boolean, tiny smallint, small smallint, whole integer, big bigint,"
                + " single real, wide double precision, price numeric(12,2), huge numeric(38,10), label text,"
                + " code varchar(20), bin bytea, day date, moment timestamptz, shown timestamp,"
                + " clock timestamp, doc jsonb)");
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
                Double.NEGATIVE_INFINITY,
                new BigDecimal("-1234567890.12"),
                new BigDecimal("1234567890123456789012345678.0123456789"),
                "tab\t line\n back\\slash \\N é \uD83D\uDE00",
                "",
                new byte[] {0, -1, 92},
                Date.valueOf("1969-12-31"),
                Timestamp.from(moment),
                Timestamp.from(moment),
                LocalDateTime.parse("1234-05-06T07:08:09.000001"),
                "{\"a\": 1}");
        writer(LocalSpark.rows(schema, 1, List.of(full, RowFactory.create(new Object[17]))), "sink.types")
                .save();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM sink.types ORDER BY flag NULLS LAST")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getBoolean(1)).isTrue();
            assertThat(row.getInt(2)).isEqualTo(-128);
            assertThat(row.getInt(3)).isEqualTo(32_767);
            assertThat(row.getInt(4)).isEqualTo(-5);
            assertThat(row.getLong(5)).isEqualTo(Long.MIN_VALUE);
            assertThat(row.getFloat(6)).isEqualTo(1.5e-7f);
            assertThat(row.getDouble(7)).isEqualTo(Double.NEGATIVE_INFINITY);
            assertThat(row.getBigDecimal(8)).isEqualTo(full.get(7));
            assertThat(row.getBigDecimal(9)).isEqualTo(full.get(8));
            assertThat(row.getString(10)).isEqualTo(full.get(9));
            assertThat(row.getString(11)).isEmpty();
            assertThat(row.getBytes(12)).isEqualTo(full.get(11));
            assertThat(row.getObject(13, LocalDate.class)).isEqualTo("1969-12-31");
            assertThat(row.getObject(14, java.time.OffsetDateTime.class).toInstant())
                    .isEqualTo(moment);
            // Three hours behind UTC in the session's zone.
            assertThat(row.getObject(15, LocalDateTime.class)).isEqualTo("2026-11-21T06:02:03.123456");
            assertThat(row.getObject(16, LocalDateTime.class)).isEqualTo("1234-05-06T07:08:09.000001");
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
                "CREATE TABLE sink.expected " + MillionRows.COLUMNS,
                "INSERT INTO sink.expected " + MillionRows.FROM_SERVER,
                "CREATE TABLE sink.plain " + MillionRows.COLUMNS,
                "CREATE TABLE sink.upserted " + MillionRows.COLUMNS);
        Dataset<Row> rows = MillionRows.fromSpark(LocalSpark.session(), 4);
        writer(rows, "sink.plain").save();
        writer(LocalSpark.failingAfterCommit(rows, 2), "sink.upserted")
                .option("upsert", "id")
                .option("nulls", "check")
                .save();
        List<Object> expected = query(MillionRows.digest("sink.expected"));
        assertThat(expected.get(0)).isEqualTo(MillionRows.COUNT);
        assertThat(query(MillionRows.digest("sink.plain"))).isEqualTo(expected);
        assertThat(query(MillionRows.digest("sink.upserted"))).isEqualTo(expected);
        // The digest detects a single changed row.
        execute("UPDATE sink.plain SET name = 'name' WHERE id = 77");
        assertThat(query(MillionRows.digest("sink.plain"))).isNotEqualTo(expected);
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
                "CREATE TABLE sink.\"Odd \"\"Table\" (\"Id\" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
                        + " name text, kept int)",
                "INSERT INTO sink.\"Odd \"\"Table\" OVERRIDING SYSTEM VALUE VALUES (0, 'old', 7), (9, 'nine', 9)");
        writer(LocalSpark.rows(ID_NAME, 1, Failures.names("new", null)), "sink.\"Odd \"\"Table\"")
                .option("upsert", "id")
                .save();
        assertThat(query("SELECT * FROM sink.\"Odd \"\"Table\" ORDER BY 1"))
                .isEqualTo(Arrays.asList(0L, "new", 7, 1L, null, null, 9L, "nine", 9));
    }

    @Test
    void serverErrorsNamePartitionRowAndColumn() throws SQLException {
        execute("CREATE TABLE sink.short (id bigint, name varchar(5))");
        Dataset<Row> rows = LocalSpark.rows(ID_NAME, 2, Failures.names("a", "b", "c", "d", "e", "secret-value"));
        assertThat(Failures.of(writer(rows, "sink.short")))
                .contains("partition 1, row 3, column \"name\": the server refused it, SQLSTATE 22001")
                .doesNotContain("secret");
        // What the other task committed stays; nothing of the failed one is there.
        assertThat(query("SELECT count(*) FROM sink.short WHERE id >= 3")).containsExactly(0L);
    }

    @ParameterizedTest
    @CsvSource({"CHECK (name <> 'secret'), 23514", "UNIQUE, 23505"})
    void upsertsNameTheRowToo(String constraint, String state) throws SQLException {
        execute("CREATE TABLE sink.checked (id bigint PRIMARY KEY, name text CONSTRAINT rule " + constraint + ")");
        Dataset<Row> rows = LocalSpark.rows(ID_NAME, 1, Failures.names("a", "b", "secret", "d", "secret"));
        int row = state.equals("23514") ? 3 : 5;
        assertThat(Failures.of(writer(rows, "sink.checked").option("upsert", "id")))
                .contains("partition 0, row " + row + ": the server refused it, SQLSTATE " + state)
                .contains("constraint \"rule\"")
                .doesNotContain("secret");
    }

    /** A key that occurs twice in a partition has no right content. */
    @Test
    void upsertRefusesOneKeyTwice() throws SQLException {
        execute("CREATE TABLE sink.keys (id bigint PRIMARY KEY, name text)");
        List<Row> rows = new ArrayList<>(Failures.names("a", "b", "c"));
        rows.add(RowFactory.create(1L, "secret"));
        assertThat(Failures.of(
                        writer(LocalSpark.rows(ID_NAME, 1, rows), "sink.keys").option("upsert", "id")))
                .contains("partition 0, row 4: the server refused it, SQLSTATE 21000")
                .doesNotContain("secret");
    }

    @Test
    void refusesNullsOneByOneWhereTheUserAsksForIt() throws SQLException {
        execute("CREATE TABLE sink.strict (id bigint PRIMARY KEY, name text NOT NULL)");
        Dataset<Row> rows = LocalSpark.rows(ID_NAME, 1, Failures.names("a", null, "c"));
        assertThat(Failures.of(writer(rows, "sink.strict"))).contains("column \"name\": the DataFrame's may be null");
        assertThat(Failures.of(writer(rows, "sink.strict").option("nulls", "check")))
                .contains("partition 0, row 2, column \"name\": null");
        assertThat(query("SELECT count(*) FROM sink.strict")).containsExactly(0L);
        writer(rows.selectExpr("id", "coalesce(name, 'none') AS name"), "sink.strict")
                .save();
        assertThat(query("SELECT name FROM sink.strict ORDER BY id")).containsExactly("a", "none", "c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "array(1, 2) AS name|column \"name\": values of type array<int> cannot be written",
                "map(1, 2) AS name|column \"name\": values of type map<int,int> cannot be written",
                "named_struct('a', 1) AS name|column \"name\": values of type struct<a:int> cannot be written",
                "null AS name|column \"name\": nulls without a type (void) cannot be written",
                "interval '1' day AS name|column \"name\": values of type interval day cannot be written",
                "'x' AS nme|column \"nme\": the table has no such column",
                "CAST(id AS STRING) AS day|column \"day\": values of type string do not fit a column of type date",
                "timestamp'2026-01-01' AS day|column \"day\": values of type timestamp do not fit a column of type",
                "1.5D AS count|column \"count\": values of type double do not fit a column of type integer",
                "CAST(id AS INT) AS doubled|column \"doubled\": the server generates this column",
            })
    void refusesColumnsByNameBeforeTheFirstRow(String column, String message) throws SQLException {
        execute("CREATE TABLE sink.named (id bigint, name text, day date, count integer,"
                + " doubled integer GENERATED ALWAYS AS (id * 2) STORED)");
        Dataset<Row> rows = LocalSpark.session().range(0, 10, 1, 2).selectExpr("id", column);
        assertThat(Failures.of(writer(rows, "sink.named")))
                .contains("IllegalArgumentException: table sink.named, " + message);
        assertThat(query("SELECT count(*) FROM sink.named")).containsExactly(0L);
    }

    @Test
    void refusesATableThatNeedsMore() throws SQLException {
        execute("CREATE TABLE sink.more (id bigint, name text, must int NOT NULL)");
        Dataset<Row> rows = LocalSpark.rows(ID_NAME, 1, Failures.names("a"));
        assertThat(Failures.of(writer(rows, "sink.more")))
                .contains("column \"must\": it is NOT NULL without a default");
        execute("ALTER TABLE sink.more ALTER must SET DEFAULT 3");
        assertThat(Failures.of(writer(rows, "sink.more").option("upsert", "id")))
                .contains("no primary key and no unique constraint of exactly the columns");
        assertThat(Failures.of(writer(rows, "sink.more").option("upsert", "other")))
                .contains("column \"other\": the table has no such column");
        assertThat(Failures.of(writer(rows, "sink.none"))).contains("there is no table sink.none");
        writer(rows, "sink.more").save();
        assertThat(query("SELECT * FROM sink.more")).containsExactly(0L, "a", 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"upsret", "bathsize"})
    void refusesMistypedOptions(String option) throws SQLException {
        execute("CREATE TABLE sink.options (id bigint, name text)");
        Dataset<Row> rows = LocalSpark.rows(ID_NAME, 1, Failures.names("a"));
        assertThat(Failures.of(writer(rows, "sink.options").option(option, "id")))
                .contains("the option \"" + option + "\"");
        // Some of the driver's options.
        writer(rows, "sink.options")
                .option("password", "unused")
                .option("user", "postgres")
                .option("ApplicationName", "test")
                .save();
        assertThat(query("SELECT count(*) FROM sink.options")).containsExactly(1L);
    }

    @Test
    void refusesTextThatIsNotUtf8AndYearsThatAreTooLate() throws SQLException {
        execute("CREATE TABLE sink.odd (name text, day date)");
        Dataset<Row> range = LocalSpark.session().range(0, 3, 1, 1).toDF();
        assertThat(Failures.of(writer(range.selectExpr("CAST(X'41FF' AS STRING) AS name"), "sink.odd")))
                .contains("partition 0, row 1, column \"name\": the text is not UTF-8");
        assertThat(Failures.of(writer(range.selectExpr("make_date(9998 + CAST(id AS INT), 1, 1) AS day"), "sink.odd")))
                .contains("partition 0, row 3, column \"day\": the year is outside 0000 to 9999");
        assertThat(query("SELECT count(*) FROM sink.odd")).containsExactly(0L);
    }
}
