// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.h2.tools.RunScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadTest {
    private static final String MIXED = """
            i,d,day,at,t
            1,1.50,2026-11-21,2026-11-21 09:02:03,plain
            -9223372036854775808,-12345678901234567890.5,0001-01-01,0001-01-01 00:00:00.000000001,"it's, ""quoted"" \\
            and \u001A 😀"
            ,,,,
            0,0.00,9999-12-31,9999-12-31 23:59:59.999,""
            7,1,2000-01-01,2000-01-01 00:00:00,{d '2026-11-21'} ? :x $1
            """;

    @TempDir
    private Path directory;

    private final List<List<Object>> mixedRows = List.of(
            List.of(
                    1L,
                    new BigDecimal("1.50"),
                    LocalDate.of(2026, 11, 21),
                    LocalDateTime.of(2026, 11, 21, 9, 2, 3),
                    "plain"),
            List.of(
                    Long.MIN_VALUE,
                    new BigDecimal("-12345678901234567890.50"),
                    LocalDate.of(1, 1, 1),
                    LocalDateTime.of(1, 1, 1, 0, 0, 0, 1),
                    "it's, \"quoted\" \\\nand \u001A 😀"),
            Arrays.asList(null, null, null, null, null),
            List.of(
                    0L,
                    new BigDecimal("0.00"),
                    LocalDate.of(9999, 12, 31),
                    LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_000_000),
                    ""),
            List.of(
                    7L,
                    new BigDecimal("1.00"),
                    LocalDate.of(2000, 1, 1),
                    LocalDateTime.of(2000, 1, 1, 0, 0),
                    "{d '2026-11-21'} ? :x $1"));

    private Path csv(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static void assertSucceeds(Cli cli) {
        assertThat(cli.exitCode()).as(cli.err()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyTypeIntoADatabase(String lineEnd) throws IOException, SQLException {
        Path file = csv(
                "mixed.csv",
                "\uFEFF" + MIXED.replace("\\\n", "\\\0").replace("\n", lineEnd).replace("\0", "\n"));
        String url = "jdbc:h2:" + directory.resolve("database");
        Cli cli = Cli.run(file.toString(), "--jdbc", url);
        assertSucceeds(cli);
        assertThat(cli.out()).startsWith("rows           5 in 1 statements");
        assertThat(rows(url, "mixed")).isEqualTo(mixedRows);

        assertSucceeds(Cli.run(file.toString(), "--jdbc", url));
        assertThat(rows(url, "mixed"))
                .as("rows are added to a table that is there")
                .hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "ansi"})
    void aScriptLoadsTheSameRows(String dialect) throws IOException, SQLException {
        Path file = csv("mixed.csv", MIXED);
        Path out = directory.resolve("out.sql");
        assertSucceeds(Cli.run(file.toString(), "--dialect", dialect, "--out", out.toString()));
        String script = Files.readString(out);
        // H2 does not know the standard's START TRANSACTION.
        Files.writeString(out, script.replace("START TRANSACTION;", "BEGIN;"));
        String url = "jdbc:h2:" + directory.resolve("database");
        RunScript.execute(url, null, null, out.toString(), UTF_8, false);
        assertThat(rows(url, "mixed")).isEqualTo(mixedRows);
        assertThat(script).endsWith(";\nCOMMIT;\n");
    }

    @Test
    void standardOutputAndStandardInput() throws IOException {
        Path file = csv("mixed.csv", MIXED);
        Cli fromFile = Cli.run(file.toString(), "--dialect=mysql", "--table=t");
        assertSucceeds(fromFile);
        assertThat(fromFile.err()).startsWith("rows           5 in 1 statements");
        String insert =
                "INSERT INTO `t` (`i`, `d`, `day`, `at`, `t`) VALUES (1, 1.50, '2026-11-21', '2026-11-21 09:02:03',"
                        + " 'plain'), (-9223372036854775808, -12345678901234567890.5, '0001-01-01',";
        // One nanosecond is finer than MySQL's columns, so the column is text there.
        assertThat(fromFile.out())
                .contains(
                        insert,
                        "`at` LONGTEXT",
                        " '0001-01-01 00:00:00.000000001', 'it''s, \"quoted\" \\\\\\nand \\Z 😀')")
                .contains("(NULL, NULL, NULL, NULL, NULL), (0, 0.00, '9999-12-31', '9999-12-31 23:59:59.999', ''),"
                        + " (7, 1, '2000-01-01', '2000-01-01 00:00:00', '{d ''2026-11-21''} ? :x $1');");

        Cli fromInput = Cli.runWithInput(
                MIXED.getBytes(UTF_8),
                "-",
                "--types=integer,decimal,date,text,text",
                "--dialect=mysql",
                "--table=t",
                "--out=-");
        assertSucceeds(fromInput);
        assertThat(fromInput.out()).contains("`d` DECIMAL(65, 30)");
        assertThat(inserts(fromInput.out())).isEqualTo(inserts(fromFile.out()));
    }

    @Test
    void hostileNamesAreQuoted() throws IOException, SQLException {
        List<String> names = List.of("x\"; DROP TABLE y; --", "a`b", "?", "':1", "$$", "sélect\n/*", "\\");
        StringBuilder header = new StringBuilder();
        for (String name : names) {
            header.append(header.length() == 0 ? "" : ",")
                    .append('"')
                    .append(name.replace("\"", "\"\""))
                    .append('"');
        }
        Path file = csv("n.csv", header + "\n1,2,3,4,5,6,7\n");
        String url = "jdbc:h2:" + directory.resolve("database");
        String table = "t\"), (?) -- `";
        assertSucceeds(Cli.run(file.toString(), "--table", table, "--jdbc", url));
        try (Connection connection = DriverManager.getConnection(url);
                ResultSet columns = connection.getMetaData().getColumns(null, "PUBLIC", null, null)) {
            List<String> found = new ArrayList<>();
            while (columns.next()) {
                assertThat(columns.getString("TABLE_NAME")).isEqualTo(table);
                found.add(columns.getString("COLUMN_NAME"));
            }
            assertThat(found).isEqualTo(names);
        }
        assertThat(Cli.run(file.toString(), "--table", table, "--dialect=mysql").out())
                .contains("INSERT INTO `t\"), (?) -- ``` (`x\"; DROP TABLE y; --`, `a``b`, `?`, `':1`, `$$`,"
                        + " `sélect\n/*`, `\\`) VALUES (1, 2, 3, 4, 5, 6, 7);");
    }

    @Test
    void namesThatDifferInCaseAreOneToMySqlOnly() throws IOException {
        Path file = csv("t.csv", "a,A\n1,2\n");
        assertSucceeds(Cli.run(file.toString(), "--dialect=h2"));
        assertThat(Cli.run(file.toString(), "--dialect=mariadb", "--strict-header")
                        .error())
                .isEqualTo(file + ":1:3: the same name as column 1; give it another name");
    }

    @Test
    void statementsAreFullByRowsOrByBytes() throws IOException {
        StringBuilder text = new StringBuilder("n\n");
        for (int i = 10_000; i < 30_001; i++) {
            text.append(i).append('\n');
        }
        Path file = csv("n.csv", text.toString());
        List<String> byRows =
                inserts(Cli.run(file.toString(), "--rows-per-insert=7").out());
        assertThat(byRows).hasSize(2858).allMatch(insert -> rowsOf(insert) == 7 || insert.equals(last(byRows)));
        assertThat(rowsOf(last(byRows))).isEqualTo(2);

        int max = 201;
        List<String> byBytes = inserts(Cli.run(file.toString(), "--rows-per-insert=1000", "--max-bytes=" + max)
                .out());
        // Two bytes are the comma and the space in front of a row of seven.
        assertThat(byBytes).allMatch(insert -> insert.length() <= max);
        assertThat(byBytes.stream().filter(insert -> insert.length() + 9 <= max).count())
                .as("statements that had room for a row, once for each lot of rows")
                .isLessThanOrEqualTo(3);
        assertThat(byBytes.stream().mapToInt(LoadTest::rowsOf).sum()).isEqualTo(20_001);
    }

    @Test
    void aFileWithoutRowsIsAnEmptyTable() throws IOException, SQLException {
        Path file = csv("none.csv", "a,b\n");
        String url = "jdbc:h2:" + directory.resolve("database");
        assertSucceeds(Cli.run(file.toString(), "--jdbc", url));
        assertThat(rows(url, "none")).isEmpty();
    }

    @Test
    void aLongFieldAndManyColumns() throws IOException, SQLException {
        String longText = "it's 😀 ".repeat(300_000);
        StringBuilder header = new StringBuilder("long");
        StringBuilder row = new StringBuilder(longText);
        for (int i = 0; i < 500; i++) {
            header.append(",c").append(i);
            row.append(',').append(i);
        }
        Path file = csv("wide.csv", header + "\n" + row + "\n");
        String url = "jdbc:h2:" + directory.resolve("database");
        assertSucceeds(Cli.run(file.toString(), "--max-bytes=10000000", "--jdbc", url));
        List<List<Object>> rows = rows(url, "wide");
        assertThat(rows.get(0)).hasSize(501).last().isEqualTo(499L);
        assertThat(rows.get(0).get(0)).isEqualTo(longText.trim() + " ");
    }

    @Test
    void repeatingWritesTheLoadOnceAndReportsTheSecondHalf() throws IOException {
        Path file = csv("mixed.csv", MIXED);
        Path once = directory.resolve("once.sql");
        Path often = directory.resolve("often.sql");
        assertSucceeds(Cli.run(file.toString(), "--out", once.toString()));
        Cli cli = Cli.run(file.toString(), "--out", often.toString(), "--repeat=20");
        assertSucceeds(cli);
        assertThat(often).hasSameTextualContentAs(once);
        assertThat(cli.out().lines())
                .anyMatch(line -> line.matches("rounds 11-20 .* bytes allocated per row by the formatting thread .*"))
                .anyMatch(line -> line.matches("whole run .* parser and output included"));
        assertThat(inserts(Cli.run(file.toString(), "--repeat=3").out())).hasSize(1);
    }

    @Test
    void aDeviceIsWrittenToAndNotReplaced() throws IOException {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "no /dev/null here");
        assertSucceeds(Cli.run(csv("mixed.csv", MIXED).toString(), "--out=/dev/null"));
        assertThat(Files.isRegularFile(device)).isFalse();
    }

    @Test
    void aLinkIsFollowed() throws IOException {
        Path file = csv("mixed.csv", MIXED);
        Path target = Files.writeString(directory.resolve("target.sql"), "old");
        Path link = Files.createSymbolicLink(directory.resolve("link.sql"), target);
        assertSucceeds(Cli.run(file.toString(), "--force", "--out", link.toString()));
        assertThat(link).isSymbolicLink();
        assertThat(target).content().startsWith("CREATE TABLE");
    }

    @Test
    void helpNamesEveryOption() {
        Cli cli = Cli.run("--help");
        assertSucceeds(cli);
        assertThat(cli.out())
                .contains(
                        "--dialect",
                        "--table",
                        "--types",
                        "--rows-per-insert",
                        "--max-bytes",
                        "--out",
                        "--jdbc",
                        "--repeat",
                        "--format",
                        "--force",
                        "--delimiter",
                        "--encoding",
                        "--strict-header",
                        "--upsert",
                        "--load-data",
                        "--driver-jar",
                        "--postgres");
    }

    private static List<String> inserts(String sql) {
        return Pattern.compile(";\n")
                .splitAsStream(sql)
                .filter(s -> s.startsWith("INSERT"))
                .toList();
    }

    private static String last(List<String> list) {
        return list.get(list.size() - 1);
    }

    private static int rowsOf(String insert) {
        return (int) insert.chars().filter(c -> c == '(').count() - 1;
    }

    private static List<List<Object>> rows(String url, String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT * FROM \"" + table + "\" ORDER BY _ROWID_")) {
            List<List<Object>> rows = new ArrayList<>();
            while (found.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.add(
                            switch (found.getMetaData().getColumnTypeName(i)) {
                                case "DATE" -> found.getObject(i, LocalDate.class);
                                case "TIMESTAMP" -> found.getObject(i, LocalDateTime.class);
                                case "CHARACTER LARGE OBJECT" -> found.getString(i);
                                default -> found.getObject(i);
                            });
                }
                rows.add(row);
            }
            return rows;
        }
    }
}
