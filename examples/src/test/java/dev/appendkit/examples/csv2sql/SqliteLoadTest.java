// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQLite, whose columns take anything and keep only a few types. */
class SqliteLoadTest {
    @TempDir
    private Path directory;

    private String url;

    @BeforeEach
    void name() {
        url = "jdbc:sqlite:" + directory.resolve("database");
    }

    private String query(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void valuesAreKeptAsTheyAre() throws IOException, SQLException {
        Path file = Files.writeString(directory.resolve("t.csv"), """
                i,short,long,day,at,t
                -9223372036854775808,1.25,0.12345678901234567890,2026-11-21,2026-11-21 09:02:03.5,"it's
                😀"
                7,-2.5,-1,0001-01-01,2026-11-21 09:02:03,""
                ,,,,,
                """);
        Cli cli = Cli.run(file.toString(), "--jdbc", url);
        assertThat(cli.err()).isEmpty();
        assertThat(query("SELECT group_concat(name || ' ' || type, ', ') FROM pragma_table_info('t')"))
                .isEqualTo("i INTEGER, short NUMERIC, long TEXT, day TEXT, at TEXT, t TEXT");
        assertThat(query("SELECT group_concat(quote(i) || ' ' || quote(short) || ' ' || quote(long) || ' ' ||"
                        + " quote(day) || ' ' || quote(at) || ' ' || quote(t), ' | ') FROM t"))
                .isEqualTo("-9223372036854775808 1.25 '0.12345678901234567890' '2026-11-21' '2026-11-21 09:02:03.5'"
                        + " 'it''s\n😀' | 7 -2.5 '-1' '0001-01-01' '2026-11-21 09:02:03' '' | NULL NULL NULL NULL NULL"
                        + " NULL");
    }

    @Test
    void aRefusedRowIsNamedByItsLine() throws SQLException {
        execute("CREATE TABLE t (a INTEGER UNIQUE, b TEXT NOT NULL)");
        StringBuilder csv = new StringBuilder("a,b\n");
        for (int i = 0; i < 5000; i++) {
            csv.append(i == 4321 ? 17 : i).append(",secret\n");
        }
        Cli cli = Cli.runWithInput(
                csv.toString().getBytes(UTF_8), "-", "--table=t", "--types=integer,text", "--jdbc", url);
        assertThat(cli.error())
                .isEqualTo("-:4323:1: the database refuses the row: its key is there already"
                        + " (SQLITE_CONSTRAINT_UNIQUE)");
        assertThat(query("SELECT count(*) FROM t")).isEqualTo("0");
    }

    @Test
    void aLateMistakeLeavesNoTable() throws SQLException {
        Cli cli = Cli.runWithInput(
                ("a\n" + "1\n".repeat(20_000) + "x\n").getBytes(UTF_8), "-", "--types=integer", "--jdbc", url);
        assertThat(cli.error()).startsWith("-:20002:1: not integer");
        assertThat(query("SELECT count(*) FROM sqlite_master")).isEqualTo("0");
    }

    @Test
    void anUpsertTwiceIsTheUpsertOnce() throws SQLException {
        byte[] csv = "id,name\n1,one\n2,two\n1,again\n".getBytes(UTF_8);
        for (int time = 0; time < 2; time++) {
            Cli cli = Cli.runWithInput(csv, "-", "--table=t", "--types=integer,text", "--upsert=id", "--jdbc", url);
            assertThat(cli.err()).isEmpty();
            assertThat(query("SELECT group_concat(id || name, ' ') FROM t")).isEqualTo("1again 2two");
        }
    }

    @Test
    void anUpsertNeedsAKey() throws SQLException {
        execute("CREATE TABLE t (id INTEGER, name TEXT)");
        Cli cli = Cli.runWithInput(
                "id,name\n1,secret\n".getBytes(UTF_8),
                "-",
                "--table=t",
                "--types=integer,text",
                "--upsert=id",
                "--jdbc",
                url);
        assertThat(cli.error())
                .isEqualTo(
                        "-:2:1: the database refuses the rows of lines 2 to 2: the table lacks a column or the unique"
                                + " key that the statement names (SQLITE_ERROR)");
    }

    @Test
    void namesThatDifferInCaseAreOne() throws SQLException {
        Cli cli = Cli.runWithInput(
                "a,A\n1,2\n".getBytes(UTF_8), "-", "--table=t", "--types=integer,integer", "--jdbc", url);
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.error()).isEqualTo("-:1:3: the same name as column 1; it is named A_2");
        assertThat(query("SELECT A_2 FROM t")).isEqualTo("2");
    }
}
