// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.testing.EmbeddedPostgreSql;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real PostgreSQL, loaded by COPY. */
class PostgresLoadTest {
    @TempDir
    private Path directory;

    private Connection connection;
    private Statement statement;

    @BeforeEach
    void connect() throws SQLException {
        connection = EmbeddedPostgreSql.connect();
        statement = connection.createStatement();
        statement.execute("DROP TABLE IF EXISTS t");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private static Cli load(String csv, String types, String... options) {
        String[] arguments = new String[options.length + 4];
        arguments[0] = "-";
        arguments[1] = "--table=t";
        arguments[2] = "--types=" + types;
        arguments[3] = "--jdbc=" + EmbeddedPostgreSql.url();
        System.arraycopy(options, 0, arguments, 4, options.length);
        return Cli.runWithInput(csv.getBytes(UTF_8), arguments);
    }

    private String query(String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    private String tables() throws SQLException {
        return query("SELECT count(*) FROM pg_tables WHERE tablename = 't'");
    }

    /** All zones, since the samples of all code points need so many rows. */
    @Test
    void theDefaultDataComeBack() throws SQLException {
        DefaultData data = DefaultData.allZones();
        int exitCode = new Csv2Sql(
                        InputStream.nullInputStream(), OutputStream.nullOutputStream(), System.err, null, () -> data)
                .run("--table=t", "--jdbc=" + EmbeddedPostgreSql.url());
        assertThat(exitCode).isZero();
        Verification.Result result = Verification.compare(
                data,
                connection,
                "t",
                Dialect.POSTGRESQL.mode(),
                Verification.POSTGRESQL_ORDER,
                Progress.ofRows(null, "test", 0));
        assertThat(result.rows()).isGreaterThan(30_000);
    }

    @Test
    void theRunBesideTheDriversBatch() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PostgresRun.run(DefaultData.of("Europe/Berlin"), null, new PrintStream(out, true, UTF_8));
        assertThat(out.toString(UTF_8))
                .matches("postgresql +[0-9,]+ rows by COPY, [0-9,]+ values: all equal; [0-9,]+ rows/s,"
                        + " executeBatch [0-9,]+ \\(reWriteBatchedInserts\\)\n");
    }

    @Test
    void columnsHaveTheServersTypes() throws IOException, SQLException {
        Path file = Files.writeString(directory.resolve("t.csv"), """
                i,d,day,at,"note ""x""\"
                1,1.50,2026-11-21,2026-11-21 09:02:03.5,"tab\t, back\\slash, ""quotes""
                and \\."
                -9223372036854775808,-12345678901234567890.5,0001-01-01,0001-01-01 00:00:00.000001,\\N
                ,,,,
                7,0,9999-12-31,9999-12-31 23:59:59.999999,""
                """);
        Cli cli = Cli.run(file.toString(), "--jdbc", EmbeddedPostgreSql.url());
        assertThat(cli.err()).isEmpty();
        assertThat(cli.out()).startsWith("rows           4, ").contains("MB of tab-separated text");
        assertThat(query("SELECT string_agg(format_type(atttypid, atttypmod), ', ' ORDER BY attnum) FROM pg_attribute"
                        + " WHERE attrelid = 't'::regclass AND attnum > 0"))
                .isEqualTo("bigint, numeric(22,2), date, timestamp without time zone, text");
        assertThat(query("SELECT string_agg(t::text, ' | ' ORDER BY i) FROM t"))
                .isEqualTo("(-9223372036854775808,-12345678901234567890.50,0001-01-01,\"0001-01-01 00:00:00.000001\","
                        + "\"\\\\N\") | (1,1.50,2026-11-21,\"2026-11-21 09:02:03.5\",\"tab\t, back\\\\slash,"
                        + " \"\"quotes\"\"\nand \\\\.\") | (7,0.00,9999-12-31,\"9999-12-31 23:59:59.999999\",\"\")"
                        + " | (,,,,)");
    }

    /**
     * A file of more rows than one COPY takes, read once; the fault is late, within a lot, after a field of many lines.
     */
    @Test
    void aRefusedRowIsNamedByItsLine() throws SQLException {
        statement.execute("CREATE TABLE t (a bigint CHECK (a <> 99), b text)");
        StringBuilder csv = new StringBuilder("a,b\n0,\"two\nlines\"\n");
        csv.append("1,one\n".repeat(150_000)).append("99,secret\n").append("1,one\n".repeat(10_000));
        Cli cli = load(csv.toString(), "integer,text");
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.error())
                .isEqualTo("-:150004:1: the database refuses the row: a check constraint forbids it (SQLSTATE 23514,"
                        + " constraint t_a_check)");
        assertThat(query("SELECT count(*) FROM t")).isEqualTo("0");
    }

    /** The table's column, a value, and what is said about it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    integer      | secret         | a value is not of its column's type (SQLSTATE 22P02, column a)
                    smallint     | 40000          | a number is out of its column's range (SQLSTATE 22003, column a)
                    varchar(3)   | secret         | a text is too long for its column (SQLSTATE 22001, column a)
                    date         | 2026-02-30     | a date or time is out of its column's range (SQLSTATE 22008, \
                    column a)
                    text UNIQUE  | x              | its key is there already (SQLSTATE 23505, constraint t_a_key)
                    """)
    void noMessageHoldsTheValue(String type, String value, String message) throws SQLException {
        statement.execute("CREATE TABLE t (a " + type + ")");
        if (type.contains("UNIQUE")) {
            statement.execute("INSERT INTO t VALUES ('x')");
        }
        String before = query("SELECT count(*) FROM t");
        Cli cli = load("a\n\n" + value + "\n", "text");
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.error()).isEqualTo("-:3:1: the database refuses the row: " + message);
        assertThat(query("SELECT count(*) FROM t")).isEqualTo(before);
    }

    /** A trigger can say anything, with any code. */
    @ParameterizedTest
    @CsvSource({
        "P0001, -:2:1: the database refuses the row",
        "U0007, -:2:1: the database refuses the row",
        "42P01, -: the database refuses the rows"
    })
    void whatATriggerSaysIsNotRepeated(String state, String ofUpsert) throws SQLException {
        statement.execute("CREATE TABLE t (a text PRIMARY KEY)");
        statement.execute("CREATE OR REPLACE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS $$"
                + " BEGIN RAISE EXCEPTION 'refused: %', NEW.a USING ERRCODE = '" + state + "'; END $$");
        statement.execute("CREATE TRIGGER tell BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION tell()");
        assertThat(load("a\nsecret\n", "text").error())
                .isEqualTo("-:2:1: the database refuses the row: it refuses the row (SQLSTATE " + state + ")");
        assertThat(load("a\nsecret\n", "text", "--upsert=a").error())
                .isEqualTo(ofUpsert + ": it refuses the row (SQLSTATE " + state + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--upsert=a"})
    void aLateMistakeLeavesNoTable(String option) throws SQLException {
        String csv = "a,b\n" + "1,one\n".repeat(100_000) + "x,two\n";
        Cli cli = option.isEmpty() ? load(csv, "integer,text") : load(csv, "integer,text", option);
        assertThat(cli.error()).startsWith("-:100002:1: not integer: ");
        assertThat(tables()).isEqualTo("0");
    }

    @Test
    void aNulIsPlaced() throws SQLException {
        assertThat(load("a,b\n1,x\0y\n", "integer,text").error())
                .isEqualTo("-:2:3: a NUL in a text, which the format cannot hold; remove it");
        assertThat(tables()).isEqualTo("0");
    }

    @Test
    void aTimestampFinerThanTheServersIsRefused() throws SQLException {
        assertThat(load("a\n2026-11-21 09:02:03.123456789\n", "timestamp").error())
                .isEqualTo("-:2:1: finer than the dialect's timestamps, which keep 6 digits");
        assertThat(tables()).isEqualTo("0");
    }

    /** The server checks at the commit, and its message shows the value. */
    @Test
    void whatTheCommitRefusesIsToldWithoutTheValue() throws SQLException {
        statement.execute("CREATE TABLE t (a bigint CONSTRAINT once UNIQUE DEFERRABLE INITIALLY DEFERRED)");
        assertThat(load("a\n7777\n7777\n", "integer").error())
                .isEqualTo("the database refuses the commit: its key is there already (SQLSTATE 23505,"
                        + " constraint once)");
        assertThat(query("SELECT count(*) FROM t")).isEqualTo("0");
        assertThat(load("a\n7777\n", "integer").exitCode()).as("control").isZero();
    }

    /** The server ends the session when half of the file is read; the load can be repeated. */
    @ParameterizedTest
    @ValueSource(strings = {"--rows-per-insert=1", "--upsert=a"})
    void aConnectionThatDiesLeavesNothing(String option) throws SQLException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 200_000; i++) {
            rows.append(i).append(",secret\n");
        }
        byte[] first = ("a,b\n" + rows).getBytes(UTF_8);
        byte[] second = ("1" + rows.toString().replace("\n", "\n1") + ",secret\n").getBytes(UTF_8);
        Cli cli = Cli.runWithInput(
                Cli.input(first, this::killLoad, second),
                "-",
                "--table=t",
                "--types=integer,text",
                option,
                "--jdbc=" + EmbeddedPostgreSql.url());
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.error())
                .matches("-:\\d+:1: the database refuses the rows of lines \\d+ to \\d+: (the connection is lost"
                        + " \\(SQLSTATE 08006|the server ended the session \\(SQLSTATE 57P01)\\)");
        assertThat(tables()).isEqualTo("0");
        assertThat(load("a,b\n" + rows, "integer,text", option).exitCode()).isZero();
        assertThat(query("SELECT count(*) FROM t")).isEqualTo("200000");
    }

    /** Returns when the session is gone. */
    private void killLoad() {
        try {
            assertThat(query("SELECT count(pg_terminate_backend(pid, 60000)) FROM pg_stat_activity"
                            + " WHERE query LIKE 'COPY %' AND pid <> pg_backend_pid()"))
                    .isEqualTo("1");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void namesThatNeedQuotes() throws SQLException {
        statement.execute("DROP TABLE IF EXISTS appendkit_rows");
        Cli hidden = Cli.runWithInput(
                "a\n1\n".getBytes(UTF_8),
                "-",
                "--table=appendkit_rows",
                "--types=integer",
                "--upsert=a",
                "--jdbc=" + EmbeddedPostgreSql.url());
        assertThat(hidden.err()).isEmpty();
        assertThat(query("SELECT count(*) FROM appendkit_rows")).isEqualTo("1");
        statement.execute("DROP TABLE appendkit_rows");

        String table = "t \"x\", line 9; DROP TABLE y";
        String quoted = "\"t \"\"x\"\", line 9; DROP TABLE y\"";
        statement.execute("DROP TABLE IF EXISTS " + quoted);
        String header = "select,\"a\"\"b\",\"line 7, column c\",% %d ? {d},row\n";
        for (String option : List.of("--rows-per-insert=1", "--upsert=select,row")) {
            String[] arguments = {
                "-",
                "--table=" + table,
                "--types=integer,text,integer,text,integer",
                option,
                "--jdbc=" + EmbeddedPostgreSql.url()
            };
            assertThat(Cli.runWithInput((header + "1,x,2,y,3\n").getBytes(UTF_8), arguments)
                            .err())
                    .isEmpty();
            assertThat(query("SELECT string_agg(t::text, ' ') FROM " + quoted + " t"))
                    .isEqualTo("(1,x,2,y,3)");
            statement.execute("DROP TABLE " + quoted);
        }
        statement.execute("CREATE TABLE " + quoted + " (\"a\"\"b\" text, \"line 7, column c\" smallint)");
        Cli cli = Cli.runWithInput(
                "\"a\"\"b\",\"line 7, column c\"\nx,1\ny,2\nz,40000\n".getBytes(UTF_8),
                "-",
                "--table=" + table,
                "--types=text,integer",
                "--jdbc=" + EmbeddedPostgreSql.url());
        assertThat(cli.error())
                .isEqualTo("-:4:1: the database refuses the row: a number is out of its column's range"
                        + " (SQLSTATE 22003, column line 7, column c)");
        statement.execute("DROP TABLE " + quoted);
    }

    @Test
    void anUpsertTwiceIsTheUpsertOnce() throws SQLException {
        String csv = "id,name,id2\n1,one,x\n2,two,x\n1,again,x\n1,other,y\n";
        for (int time = 0; time < 2; time++) {
            Cli cli = load(csv, "integer,text,text", "--upsert=id,id2");
            assertThat(cli.err()).isEmpty();
            assertThat(query("SELECT string_agg(t::text, ' ' ORDER BY id, id2) FROM t"))
                    .isEqualTo("(1,again,x) (1,other,y) (2,two,x)");
        }
        assertThat(load("id2,id,name\nx,2,changed\nz,3,new\n", "text,integer,text", "--upsert=id,id2")
                        .exitCode())
                .isZero();
        assertThat(query("SELECT string_agg(t::text, ' ' ORDER BY id, id2) FROM t"))
                .isEqualTo("(1,again,x) (1,other,y) (2,changed,x) (3,new,z)");
    }

    @Test
    void aRowThatAnUpsertCannotMoveIsNamedByItsLine() throws SQLException {
        statement.execute("CREATE TABLE t (a bigint PRIMARY KEY, b text CHECK (b <> 'secret'))");
        StringBuilder csv = new StringBuilder("a,b\n");
        for (int i = 0; i < 3000; i++) {
            csv.append(i).append(i == 2000 ? ",secret\n" : ",\"x\ny\"\n");
        }
        assertThat(load(csv.toString(), "integer,text", "--upsert=a").error())
                .isEqualTo("-:4002:1: the database refuses the row: a check constraint forbids it (SQLSTATE 23514,"
                        + " constraint t_b_check)");
        assertThat(query("SELECT count(*) FROM t")).isEqualTo("0");
    }

    @Test
    void anUpsertNeedsAKey() throws SQLException {
        assertThat(load("a,b\n1,2\n", "integer,integer", "--upsert=c").error())
                .isEqualTo("-:1:1: the header has no column 'c', which --upsert names");
        assertThat(load("a,b\n1,2\n,3\n", "integer,integer", "--upsert=a").error())
                .isEqualTo("-:3:1: NULL in a column of --upsert; each row needs a key");
        statement.execute("CREATE TABLE t (a bigint, b bigint)");
        assertThat(load("a,b\n1,2\n", "integer,integer", "--upsert=a").error())
                .isEqualTo("-: the database refuses the rows: the table has no unique key of these columns"
                        + " (SQLSTATE 42P10)");
        assertThat(query("SELECT count(*) FROM t")).isEqualTo("0");
    }

    /** INSERT of PostgreSQL names no row, and without a savepoint nothing is left of a transaction after a failure. */
    @Test
    void theRowOfAnInsertIsFoundByHalves() throws SQLException, IOException {
        statement.execute("CREATE TABLE t (a bigint UNIQUE)");
        StringBuilder csv = new StringBuilder("a\n");
        for (int i = 0; i < 3000; i++) {
            csv.append(i == 2500 ? 7 : i).append('\n');
        }
        Path file = Files.writeString(directory.resolve("t.csv"), csv);
        // The driver of another class loader has no COPY that csv2sql knows.
        Path jar = Path.of(org.postgresql.Driver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        Cli cli = Cli.run(file.toString(), "--driver-jar", jar.toString(), "--jdbc", EmbeddedPostgreSql.url());
        assertThat(cli.error())
                .isEqualTo(file + ":2502:1: the database refuses the row: its key is there already (SQLSTATE 23505)");
        assertThat(query("SELECT count(*) FROM t")).isEqualTo("0");
    }

    @Test
    void aScriptOfTheDialectLoadsTheSameRows() throws IOException, SQLException {
        Path file = Files.writeString(directory.resolve("t.csv"), "a,b\n1,it's \\ 😀\n-2,\n");
        String script = Cli.run(file.toString(), "--dialect=postgresql").out();
        statement.execute(script);
        List<String> scripted = List.of(query("SELECT string_agg(t::text, ' ' ORDER BY a) FROM t"));
        statement.execute("DROP TABLE t");
        assertThat(Cli.run(file.toString(), "--jdbc", EmbeddedPostgreSql.url()).exitCode())
                .isZero();
        assertThat(List.of(query("SELECT string_agg(t::text, ' ' ORDER BY a) FROM t")))
                .isEqualTo(scripted);
    }
}
