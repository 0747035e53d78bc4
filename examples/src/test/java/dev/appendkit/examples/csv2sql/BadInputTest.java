// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each mistake is one line with file, line and column, exit code 2, and leaves nothing behind, whatever the sink. */
class BadInputTest {
    @TempDir
    private Path directory;

    /** A file, the options beside it, and the line without the file's name. The file's bytes are its chars. */
    static Stream<Arguments> badFiles() {
        String rightRows = "1,one\n".repeat(20_000);
        return Stream.of(
                Arguments.of("a,b\n1,2\n3\n", "", "3:1: a row of 1 field: the header has 2 fields"),
                Arguments.of("a,b\n1,2\n\n3,4\n", "", "3:1: a row of 1 field: the header has 2 fields"),
                Arguments.of("a,b\n1,2\n3,4,5\n", "", "3:5: one field too many: the header has 2 fields"),
                Arguments.of("a,b\r\n\"x\r\ny\",1\r\n2\r\n", "", "4:1: a row of 1 field: the header has 2 fields"),
                Arguments.of("a,b\n" + rightRows + "2\n", "", "20002:1: a row of 1 field: the header has 2 fields"),
                Arguments.of(
                        "a,b\n1,\"abc\n2,3\n",
                        "",
                        "2:3: the quote that opens here is never closed; close it with a quote"),
                Arguments.of(
                        "a,b\n" + rightRows + "2,\"abc\n" + rightRows,
                        "",
                        "20002:3: the quote that opens here is never closed; close it with a quote"),
                Arguments.of(
                        "a\n\"x\"\"\n", "", "2:1: the quote that opens here is never closed; close it with a quote"),
                Arguments.of("a\n\"", "", "2:1: the quote that opens here is never closed; close it with a quote"),
                Arguments.of(
                        "a,b\n\"x\"y,2\n",
                        "",
                        "2:4: text behind a closing quote; a comma or the end of the line would be right,"
                                + " and a quote inside quotes is doubled"),
                Arguments.of(
                        "a,b\n1,x\u00FFy\n",
                        "",
                        "2:4: the byte 0xFF does not belong here in UTF-8; name the file's encoding,"
                                + " as in --encoding windows-1252"),
                Arguments.of(
                        "a,b\n" + rightRows + "1,\u00C3\u00A9\u00F0\u009F\u0098\u0080\u00E9,z\n",
                        "",
                        "20002:5: the byte 0xE9 does not belong here in UTF-8; name the file's encoding,"
                                + " as in --encoding windows-1252"),
                Arguments.of(
                        "a\n\u00E2\u0082",
                        "",
                        "2:1: the byte 0xE2 does not belong here in UTF-8; name the file's encoding,"
                                + " as in --encoding windows-1252"),
                Arguments.of(
                        "\u00FF\u00FEa\0\n\0",
                        "",
                        "1:1: the byte 0xFF does not belong here in UTF-8; name the file's encoding,"
                                + " as in --encoding utf-16"),
                Arguments.of("", "", "1:1: the file is empty; the first line names the columns"),
                Arguments.of("a,,b\n", "--strict-header", "1:3: a column without a name; name it"),
                Arguments.of("\n1\n", "--strict-header", "1:1: a column without a name; name it"),
                Arguments.of("a,b,a\n", "--strict-header", "1:5: the same name as column 1; give it another name"),
                Arguments.of("a\0b\n", "", "1:1: a NUL in a column's name; remove it"),
                Arguments.of("a,b\n1,2\n", "--types=integer", "1:1: the header has 2 columns, --types names 1"),
                Arguments.of(
                        "a,b\n1,2\n\"x\ny\",007\n",
                        "--types=text,integer",
                        "4:4: not integer: a whole number of 64 bits without '+' or leading zeros, such as -42"
                                + " would be right, or the type text"),
                Arguments.of(
                        "a\n1.\n",
                        "--types=decimal",
                        "2:1: not decimal: a plain decimal number without '+', exponent or leading zeros, at most 65"
                                + " digits, 30 of them after the point, such as -0.50 would be right, or the type"
                                + " text"),
                Arguments.of(
                        "a\n2026-02-30\n",
                        "--types=date",
                        "2:1: not date: a date such as 2026-11-21 would be right, or the type text"),
                Arguments.of(
                        "a\n2026-11-21T09:02:03Z\n",
                        "--types=timestamp",
                        "2:1: not timestamp: a timestamp such as 2026-11-21 09:02:03 or 2026-11-21 09:02:03.123456"
                                + " would be right, or the type text"),
                Arguments.of(
                        "a,b\n1,short\n2," + "long".repeat(100) + "\n",
                        "--max-bytes=100",
                        "3:1: an INSERT of this one row is longer than --max-bytes, or than the server takes; name"
                                + " a larger number"),
                Arguments.of(
                        "a,b\n1,0." + "0".repeat(29) + "1\n1," + "9".repeat(36) + "\n",
                        "--types=text,decimal",
                        "1:3: the column's decimal numbers need 36 digits before the point and 30 after it, more than"
                                + " 65 together; make it text"),
                // The first of two mistakes is reported.
                Arguments.of("a,b\n1\n2,\u00FF\n", "", "2:1: a row of 1 field: the header has 2 fields"),
                Arguments.of("a,b\n1\n2,\"\n", "", "2:1: a row of 1 field: the header has 2 fields"));
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void aBadFileIsPlacedAndLeavesNothing(String csv, String options, String message) throws IOException, SQLException {
        Path file = Files.write(directory.resolve("bad.csv"), csv.getBytes(ISO_8859_1));
        String expected = file + ":" + message;

        Path out = directory.resolve("out.sql");
        assertFails(expected, with(options, file.toString(), "--out", out.toString()));
        assertThat(directory).isDirectoryNotContaining("glob:**{.sql,unfinished}*");

        Files.writeString(out, "what was there before");
        assertFails(expected, with(options, file.toString(), "--force", "--out", out.toString()));
        assertThat(out).hasContent("what was there before");

        String url = "jdbc:h2:" + directory.resolve("database");
        assertFails(expected, with(options, file.toString(), "--jdbc", url));
        assertThat(tables(url)).isZero();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE \"bad\" (\"a\" VARCHAR, \"b\" VARCHAR)");
            statement.execute("INSERT INTO \"bad\" VALUES ('what was', 'there before')");
        }
        assertFails(expected, with(options, file.toString(), "--jdbc", url));
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM \"bad\"")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(1);
        }
    }

    /** Read once, as standard input is, so that most of the load is in the database when the mistake is found. */
    @Test
    void aLateMistakeOnStandardInputTakesTheRowsAndTheTableBack() throws SQLException {
        byte[] csv = ("a,b\n" + "1,one\n".repeat(50_000) + "x,two\n").getBytes(UTF_8);
        String url = "jdbc:h2:" + directory.resolve("database");
        Cli cli = Cli.runWithInput(csv, "-", "--types=integer,text", "--jdbc", url);
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.error()).startsWith("-:50002:1: not integer: ");
        assertThat(tables(url)).isZero();

        Path out = directory.resolve("out.sql");
        assertThat(Cli.runWithInput(csv, "-", "--types=integer,text", "--out", out.toString())
                        .exitCode())
                .isEqualTo(2);
        assertThat(directory).isDirectoryNotContaining("glob:**{.sql,unfinished}*");

        String sql = Cli.runWithInput(csv, "-", "--types=integer,text").out();
        assertThat(sql).contains("BEGIN;\nINSERT").doesNotContain("COMMIT");
    }

    @Test
    void aLateMistakeLeavesAnExistingTableAsItWas() throws SQLException {
        String url = "jdbc:h2:" + directory.resolve("database");
        assertThat(Cli.runWithInput("a\n1\n2\n".getBytes(UTF_8), "-", "--types=integer", "--jdbc", url)
                        .exitCode())
                .isZero();
        byte[] csv = ("a\n" + "3\n".repeat(50_000) + "\"4").getBytes(UTF_8);
        assertThat(Cli.runWithInput(csv, "-", "--types=integer", "--jdbc", url).error())
                .isEqualTo("-:50002:1: the quote that opens here is never closed; close it with a quote");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT SUM(\"a\") FROM \"stdin\"")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(3);
        }
    }

    @Test
    void aValueThatTheDialectRefusesIsPlaced() throws IOException {
        Path file = Files.writeString(
                directory.resolve("t.csv"),
                "a,\"b\nc\"\n1,2026-11-21 09:02:03\n\"😀\",2026-11-21 09:02:03.123456789\n");
        Path out = directory.resolve("out.sql");
        Cli cli = Cli.run(file.toString(), "--types=text,timestamp", "--dialect=mysql", "--out", out.toString());
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.error()).startsWith(file + ":4:5: the dialect refuses it: ");
        assertThat(out).doesNotExist();
    }

    @Test
    void whatTheDatabaseRefusesIsOneLineWithTheLineOfTheRow() throws IOException, SQLException {
        Path file = Files.writeString(directory.resolve("t.csv"), "a,b\n1,x\n2,y\n3,z\n4,u\n");
        String url = "jdbc:h2:" + directory.resolve("database");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE \"t\" (\"a\" BIGINT CHECK (\"a\" < 3), \"b\" VARCHAR)");
        }
        Cli cli = Cli.run(file.toString(), "--rows-per-insert=2", "--jdbc", url);
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.error())
                .isEqualTo(file + ":4:1: the database refuses the row: a check constraint forbids it (SQLSTATE 23513,"
                        + " code 23513)");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM \"t\"")) {
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void standardInputNeedsTypes() {
        Cli cli = Cli.runWithInput("a\n1\n".getBytes(UTF_8), "-");
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.error())
                .isEqualTo("-: is read only once, so the types cannot be inferred; name them with --types");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--nonsense: Unknown option: '--nonsense' (csv2sql --help names all options)",
                "a.csv b.csv: Unmatched argument at index 1: 'b.csv' (csv2sql --help names all options)",
                "--repeat=0: --repeat: 0 is too small; the minimum is 1",
                "--rows-per-insert=-1: --rows-per-insert: -1 is too small; the minimum is 1",
                "--max-bytes=0: --max-bytes: 0 is too small; the minimum is 1",
                "--dialect=oracle: --dialect: 'oracle' is not a dialect; use postgresql, sqlite, mysql, mariadb, h2 or"
                        + " ansi",
                "--dialect=mysql: --dialect: the database in memory reads h2 only; name --out or --jdbc as well",
                "- --types=integer,,text: --types: '', type 2 of the list, is not a type; use integer, decimal, date,"
                        + " timestamp or text",
                "--types=text: --types: the types of the default data are inferred; name a FILE as well",
                "--table=: --table: is empty; name a table",
                "--delimiter=ab: --delimiter: give one character, such as ';', or the word tab",
                "--encoding=klingon: --encoding: this JDK does not know 'klingon'; examples are utf-8, windows-1252,"
                        + " iso-8859-1, utf-16 and shift_jis",
                "--format=xml: --format: 'xml' is not a format; use sql, tsv, csv or ndjson",
                "--format=tsv --jdbc=jdbc:h2:mem: --format: is for --out only; a database gets what it reads fastest",
                "x.csv --postgres: --postgres: is only for a run without FILE, --out and --jdbc; leave them out",
                "x.csv --load-data --jdbc=jdbc:h2:mem: --load-data: is for --jdbc jdbc:mariadb:... or jdbc:mysql:...",
                "x.csv --load-data --driver-jar=y.jar --jdbc=jdbc:mysql://x: --load-data: needs the driver that is"
                        + " included; leave --driver-jar out",
                "x.csv --driver-jar=y.jar: --driver-jar: name the database with --jdbc as well",
                "x.csv --driver-jar=/no/y.jar --jdbc=jdbc:h2:mem: --driver-jar: /no/y.jar is no file; name the JAR of a"
                        + " JDBC driver",
                "x.csv --upsert=a: --upsert: name the database with --jdbc as well",
                "x.csv --upsert=a --load-data --jdbc=jdbc:mariadb://x: --upsert and --load-data: give one of them, not"
                        + " both",
                "x.csv --upsert=a --jdbc=jdbc:h2:mem: --upsert: is for PostgreSQL, MariaDB, MySQL and SQLite",
                "--jdbc=jdbc:postgresql:x --dialect=sqlite: --dialect: sqlite is not what the database of --jdbc reads;"
                        + " leave it out",
                "--out=x --jdbc=jdbc:h2:mem: --out and --jdbc: give one of them, not both",
                "--jdbc=jdbc:odd:x: --jdbc: the URL does not imply a dialect; name it with --dialect",
                "--jdbc=jdbc:h2:mem --dialect=mysql: --dialect: mysql is not what the database of --jdbc reads; leave"
                        + " it out",
                "--jdbc=jdbc:odd:x?password=secret --dialect=ansi: --jdbc: cannot connect: No suitable driver found for"
                        + " this URL",
                "/: /: is a directory; name a CSV file",
                "/no/such/file: /no/such/file: no such file or directory",
                "--out=/no/such/directory/x: /no/such/directory/x: no such file or directory",
                "--out=/: /: is a directory; name a file for --out"
            })
    void badOptionsAreOneLine(String argumentsAndMessage) {
        int colon = argumentsAndMessage.indexOf(": ");
        Cli cli = Cli.run(argumentsAndMessage.substring(0, colon).split(" "));
        assertThat(cli.error()).isEqualTo(argumentsAndMessage.substring(colon + 2));
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.out()).isEmpty();
    }

    /** What a driver says about a URL that it cannot read often has the URL in it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql:x?password=secret",
                "jdbc:mariadb:x?password=secret",
                "jdbc:mariadb://127.0.0.1:x/y?password=secret",
                "jdbc:postgresql://127.0.0.1:x/y?password=secret",
                "jdbc:postgresql://127.0.0.1:1/y?password=secret",
                "jdbc:h2:mem:;PASSWORD=secret;NONSENSE=1",
                "jdbc:h2:;PASSWORD=secret",
                "jdbc:sqlite:/no/such/directory/x?password=secret"
            })
    void noPasswordIsShown(String url) {
        Cli cli = Cli.runWithInput("a\n1\n".getBytes(UTF_8), "-", "--types=integer", "--jdbc", url);
        assertThat(cli.error()).startsWith("--jdbc: cannot connect: ").doesNotContain("secret");
        assertThat(cli.exitCode()).isEqualTo(2);
    }

    private static String[] with(String options, String... arguments) {
        return options.isEmpty()
                ? arguments
                : Stream.concat(Stream.of(arguments), Stream.of(options)).toArray(String[]::new);
    }

    private static void assertFails(String message, String... arguments) {
        Cli cli = Cli.run(arguments);
        assertThat(cli.error()).isEqualTo(message);
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.out()).isEmpty();
    }

    private static int tables(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                ResultSet tables = connection.getMetaData().getTables(null, "PUBLIC", null, null)) {
            int count = 0;
            while (tables.next()) {
                count++;
            }
            return count;
        }
    }
}
