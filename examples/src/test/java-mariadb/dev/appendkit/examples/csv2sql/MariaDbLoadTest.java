// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.testing.EmbeddedMariaDb;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that reads backslashes, commits when a table is created, and has tables without transactions. */
@Tag("mariadb")
class MariaDbLoadTest {
    private Connection connection;
    private Statement statement;

    @BeforeEach
    void connect() throws SQLException {
        connection = EmbeddedMariaDb.connect();
        statement = connection.createStatement();
        statement.execute("DROP TABLE IF EXISTS t");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private static String url(String options) {
        return EmbeddedMariaDb.url() + options;
    }

    private static Cli load(String csv, String types, String options, String... more) {
        List<String> arguments = new ArrayList<>(List.of("-", "--table=t", "--types=" + types, "--jdbc", url(options)));
        arguments.addAll(List.of(more));
        return Cli.runWithInput(csv.getBytes(UTF_8), arguments.toArray(String[]::new));
    }

    private long count(String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            assertThat(result.next()).isTrue();
            return result.getLong(1);
        }
    }

    /** All zones, since the samples of all code points need so many rows. */
    @ParameterizedTest
    @ValueSource(strings = {"", "&sessionVariables=sql_mode='NO_BACKSLASH_ESCAPES,ANSI_QUOTES'"})
    void theDefaultDataComeBack(String options) throws SQLException {
        DefaultData data = DefaultData.allZones();
        for (String road : List.of("--rows-per-insert=500", "--load-data")) {
            statement.execute("DROP TABLE IF EXISTS t");
            int exitCode = new Csv2Sql(
                            InputStream.nullInputStream(),
                            OutputStream.nullOutputStream(),
                            System.err,
                            null,
                            () -> data)
                    .run(road, "--table=t", "--jdbc", url(options));
            assertThat(exitCode).isZero();
            long[] rows = {0};
            try (ResultSet found = statement.executeQuery("SELECT * FROM t")) {
                data.forEachRow(row -> assertEqual(found, row, ++rows[0]));
                assertThat(found.next()).isFalse();
            }
            assertThat(rows[0]).isGreaterThan(30_000);
        }
    }

    private static void assertEqual(ResultSet found, Object[] expected, long row) {
        try {
            assertThat(found.next()).isTrue();
            for (int i = 0; i < expected.length; i++) {
                Object value = expected[i] instanceof LocalDateTime
                        ? found.getObject(i + 1, LocalDateTime.class)
                        : found.getObject(i + 1);
                if (!expected[i].equals(value)) {
                    assertThat(value).as("row %d, column %d", row, i + 1).isEqualTo(expected[i]);
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aLateMistakeDropsTheTableThatItCreated() throws SQLException {
        Cli cli = load("a\n" + "1\n".repeat(20_000) + "x\n", "integer", "");
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.error()).startsWith("-:20002:1: not integer");
        assertThat(count("SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_NAME = 't'"))
                .isZero();
    }

    @Test
    void aLateMistakeLeavesAnExistingTableAsItWas() throws SQLException {
        assertThat(load("a\n7\n", "integer", "").exitCode()).isZero();
        assertThat(load("a\n" + "1\n".repeat(20_000) + "\"2", "integer", "").error())
                .startsWith("-:20002:1: the quote that opens here");
        assertThat(count("SELECT SUM(a) FROM t")).isEqualTo(7);
    }

    /** The server ends the session when half of the file is read; the load can be repeated. */
    @ParameterizedTest
    @ValueSource(strings = {"--max-bytes=500000", "--load-data", "--upsert=a"})
    void aConnectionThatDiesLeavesNoRow(String option) throws SQLException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            rows.append(i).append(",secret\n");
        }
        byte[] first = ("a,b\n" + rows).getBytes(UTF_8);
        byte[] second = ("1" + rows.toString().replace("\n", "\n1") + ",secret\n").getBytes(UTF_8);
        String[] arguments = {"-", "--table=t", "--types=integer,text", "--jdbc", url(""), option};
        assertThat(Cli.runWithInput(Cli.input(first, this::killLoad, second), arguments)
                        .error())
                .matches("-:\\d+:1: the database refuses the rows of lines \\d+ to \\d+: the connection (is"
                        + " lost|was killed) \\([^)]*\\); and then: the table that was created could not be"
                        + " dropped; it has no rows");
        assertThat(count("SELECT COUNT(*) FROM t")).isZero();
        assertThat(Cli.runWithInput(first, arguments).err()).isEmpty();
        assertThat(Cli.runWithInput(Cli.input(first, this::killLoad, second), arguments)
                        .error())
                .as("into a table that was there")
                .endsWith(")");
        assertThat(count("SELECT COUNT(*) FROM t")).isEqualTo(50_000);
    }

    /** The load has the newest connection. */
    private void killLoad() {
        try {
            long id = count("SELECT MAX(ID) FROM information_schema.PROCESSLIST");
            assertThat(id).isGreaterThan(count("SELECT CONNECTION_ID()"));
            statement.execute("KILL " + id);
            while (count("SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE ID = " + id) > 0) {
                Thread.onSpinWait();
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatTheServerWouldCutIsRefused() throws SQLException {
        statement.execute("CREATE TABLE t (a TINYINT)");
        Cli cli = load("a\n1\n1000\n", "integer", "&sessionVariables=sql_mode=''");
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.error())
                .isEqualTo("-:3:1: the database refuses the row: a number is out of its column's range (SQLSTATE 22003,"
                        + " code 1264, column a)");
        assertThat(count("SELECT COUNT(*) FROM t")).isZero();
    }

    /** The table's column, a value, and what is said about it, by both ways: LOAD DATA only warns about each. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    TINYINT          | 1000          | a number is out of its column's range (.*code 1264, column a\\)
                    INT              | secret        | a value is not of its column's type (.*code 1366, column a\\)
                    VARCHAR(3)       | secret        | a text is too long for its column (.*code 1406, column a\\)
                    VARCHAR(9) UNIQUE| secret        | its key is there already (.*code 1062\\)
                    DATE             | 2026-02-30    | a value is not of its column's type (.*code 1292, column a\\)
                    INT NOT NULL     |               | a column takes no NULL (.*code 1048, column a\\)
                    INT CHECK (a < 9)| 9             | a check constraint forbids it (.*code 4025\\)
                    """)
    void aRefusedRowIsNamedByItsLineWithoutItsValue(String type, String value, String message) throws SQLException {
        for (String road : List.of("--max-bytes=500000", "--load-data")) {
            statement.execute("DROP TABLE IF EXISTS t");
            statement.execute("CREATE TABLE t (b INT, a " + type + ")");
            statement.execute("INSERT INTO t VALUES (0, " + (type.equals("DATE") ? "'2026-11-21'" : "'7'") + ")");
            if (type.contains("UNIQUE")) {
                statement.execute("INSERT INTO t VALUES (0, 'secret')");
            }
            String before = content();
            StringBuilder csv = new StringBuilder("b,a\n");
            for (int i = 0; i < 20_000; i++) {
                csv.append(i).append(',');
                csv.append(
                        i == 15_000
                                ? value == null ? "" : value
                                : type.startsWith("DATE") ? "2026-11-21" : type.contains("UNIQUE") ? "k" + i : "8");
                csv.append('\n');
            }
            Cli cli = load(csv.toString(), "integer,text", "", road);
            assertThat(cli.exitCode()).isEqualTo(2);
            assertThat(cli.error())
                    .as(road)
                    .startsWith("-:15002:1: the database refuses the row: ")
                    .doesNotContain("secret")
                    .doesNotContain("1000)");
            if (road.startsWith("--max")) {
                assertThat(cli.error())
                        .matches("-:15002:1: the database refuses the row: " + message.replace("(.*", "\\(.*"));
            }
            assertThat(content()).isEqualTo(before);
        }
    }

    private String content() throws SQLException {
        try (ResultSet result =
                statement.executeQuery("SELECT CONCAT(COUNT(*), ' ', COALESCE(SUM(CRC32(CONCAT_WS('|', b,"
                        + " COALESCE(a, 'NULL')))), 0)) FROM t")) {
            result.next();
            return result.getString(1);
        }
    }

    @Test
    void loadDataIsWhatInsertIs() throws SQLException {
        String csv = "b,a\n" + "1,x\ty\\z\n2,\n3,\"\"\n4,\"it's\n\"\"\"\n".repeat(20_000);
        assertThat(load(csv, "integer,text", "").exitCode()).isZero();
        String inserted = content();
        statement.execute("DROP TABLE t");
        Cli cli = load(csv, "integer,text", "", "--load-data");
        assertThat(cli.err()).isEmpty();
        assertThat(cli.out()).contains("80,000, ").contains("MB of tab-separated text");
        assertThat(content()).isEqualTo(inserted).startsWith("80000 ");
    }

    @Test
    void anUpsertTwiceIsTheUpsertOnce() throws SQLException {
        String csv = "a,b\nk,1\nK,2\nk,3\n";
        for (int time = 0; time < 2; time++) {
            Cli cli = load(csv, "text,integer", "", "--upsert=a");
            assertThat(cli.err()).isEmpty();
            assertThat(content()).startsWith("2 ");
            assertThat(count("SELECT SUM(b) FROM t")).isEqualTo(5);
        }
    }

    @Test
    void anUpsertWithoutAUniqueKeyIsRefused() throws SQLException {
        statement.execute("CREATE TABLE t (a BIGINT, b BIGINT, UNIQUE (a, b))");
        assertThat(load("a,b\n1,2\n", "integer,integer", "", "--upsert=a").error())
                .startsWith("--upsert: the table has no primary key or unique index of these columns");
        assertThat(load("a,b\n1,2\n", "integer,integer", "", "--upsert=a,b").exitCode())
                .isZero();
    }

    /** The statement names no key, so a row of another id would be changed here. */
    @Test
    void anUpsertIntoATableWithTwoKeysIsRefused() throws SQLException {
        statement.execute("CREATE TABLE t (a BIGINT PRIMARY KEY, b VARCHAR(9), CONSTRAINT mail UNIQUE (b))");
        statement.execute("INSERT INTO t VALUES (1, 'x')");
        assertThat(load("a,b\n2,x\n", "integer,text", "", "--upsert=a").error())
                .isEqualTo("--upsert: the table has another unique key, mail, by which a row could replace a wrong one;"
                        + " load a table without it");
        assertThat(count("SELECT SUM(a) FROM t")).isEqualTo(1);
        statement.execute("DROP TABLE t");
        statement.execute("CREATE TABLE t (id BIGINT AUTO_INCREMENT PRIMARY KEY, a BIGINT UNIQUE, b VARCHAR(9))");
        for (int time = 0; time < 2; time++) {
            assertThat(load("a,b\n7,x\n8,y\n", "integer,text", "", "--upsert=a").err())
                    .isEmpty();
        }
        assertThat(count("SELECT COUNT(*) FROM t")).isEqualTo(2);
    }

    @Test
    void theUrlOfMySqlIsTakenToo() throws SQLException {
        Cli cli = Cli.runWithInput(
                "a\n7\n".getBytes(UTF_8),
                "-",
                "--table=t",
                "--types=integer",
                "--jdbc",
                url("").replace("jdbc:mariadb:", "jdbc:mysql:"));
        assertThat(cli.err()).isEmpty();
        assertThat(count("SELECT SUM(a) FROM t")).isEqualTo(7);
    }

    /** The server's limit counts, not only the option. */
    @Test
    void aStatementIsNoLongerThanTheServerTakes() throws SQLException {
        long packet = count("SELECT @@GLOBAL.max_allowed_packet");
        statement.execute("SET GLOBAL max_allowed_packet = 1048576");
        try {
            String csv = "a\n" + "x".repeat(100).concat("\n").repeat(50_000);
            Cli cli = load(csv, "text", "", "--max-bytes=16000000", "--rows-per-insert=1000000");
            assertThat(cli.err()).isEmpty();
            assertThat(count("SELECT COUNT(*) FROM t")).isEqualTo(50_000);
            assertThat(load("a\n" + "x".repeat(1_100_000) + "\n", "text", "", "--max-bytes=16000000")
                            .error())
                    .isEqualTo("-:2:1: an INSERT of this one row is longer than --max-bytes, or than the server"
                            + " takes; name a larger number");
        } finally {
            statement.execute("SET GLOBAL max_allowed_packet = " + packet);
        }
    }

    @Test
    void aTableWithoutTransactionsIsRefused() throws SQLException {
        statement.execute("CREATE TABLE t (a BIGINT) ENGINE = MyISAM");
        Cli cli = load("a\n1\n", "integer", "");
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.error()).contains("has no transactions");
        assertThat(count("SELECT COUNT(*) FROM t")).isZero();
    }

    @Test
    void valuesAreNoJdbcEscapes() throws SQLException {
        assertThat(load("a\n{fn now()}\n\"{d '2026-11-21'} ? :x \\\"\n", "text", "")
                        .exitCode())
                .isZero();
        try (ResultSet result = statement.executeQuery("SELECT a FROM t")) {
            assertThat(result.next()).isTrue();
            assertThat(result.getString(1)).isEqualTo("{fn now()}");
            assertThat(result.next()).isTrue();
            assertThat(result.getString(1)).isEqualTo("{d '2026-11-21'} ? :x \\");
        }
    }
}
