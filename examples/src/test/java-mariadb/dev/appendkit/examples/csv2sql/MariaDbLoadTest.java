// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.examples.wire.EmbeddedMariaDb;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that reads backslashes, commits when a table is created, and has tables without transactions. */
@Tag("mariadb")
class MariaDbLoadTest {
    private Connection connection;
    private Statement statement;

    @BeforeEach
    void connect() throws SQLException {
        connection = EmbeddedMariaDb.get().connect();
        statement = connection.createStatement();
        statement.execute("DROP TABLE IF EXISTS t");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private static String url(String options) {
        return "jdbc:mariadb://127.0.0.1:" + EmbeddedMariaDb.get().address().getPort() + "/" + EmbeddedMariaDb.DATABASE
                + "?user=" + EmbeddedMariaDb.USER + options;
    }

    private static Cli load(String csv, String types, String options) {
        return Cli.runWithInput(csv.getBytes(UTF_8), "-", "--table=t", "--types=" + types, "--jdbc", url(options));
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
        int exitCode = new Csv2Sql(
                        InputStream.nullInputStream(), OutputStream.nullOutputStream(), System.err, null, () -> data)
                .run("--table=t", "--rows-per-insert=500", "--jdbc", url(options));
        assertThat(exitCode).isZero();
        long[] rows = {0};
        try (ResultSet found = statement.executeQuery("SELECT * FROM t")) {
            data.forEachRow(row -> assertEqual(found, row, ++rows[0]));
            assertThat(found.next()).isFalse();
        }
        assertThat(rows[0]).isGreaterThan(30_000);
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

    @Test
    void whatTheServerWouldCutIsRefused() throws SQLException {
        statement.execute("CREATE TABLE t (a TINYINT)");
        Cli cli = load("a\n1\n1000\n", "integer", "&sessionVariables=sql_mode=''");
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.error()).startsWith("-:2:1: the database refuses the rows of lines 2 to 3: ");
        assertThat(count("SELECT COUNT(*) FROM t")).isZero();
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
