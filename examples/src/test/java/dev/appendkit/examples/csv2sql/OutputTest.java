// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formats other than SQL, unusual files, and what is never overwritten. */
class OutputTest {
    private static final String MIXED = """
            i,d,day,at,"t, ""u""\"
            1,1.50,2026-11-21,2026-11-21 09:02:03.5,"tab\t, back\\slash, ""quotes""
            😀"
            ,,,,
            7,12345678901234567890,0001-01-01,0001-01-01 00:00:00,""
            """;

    @TempDir
    private Path directory;

    private String format(String csv, String format) throws IOException {
        Path file = Files.writeString(directory.resolve("m.csv"), csv);
        Cli cli = Cli.run(file.toString(), "--format", format);
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        return cli.out();
    }

    @Test
    void tabSeparatedTextIsWhatServersLoad() throws IOException {
        assertThat(format(MIXED, "tsv")).isEqualTo("""
                1\t1.50\t2026-11-21\t2026-11-21 09:02:03.500\ttab\\t, back\\\\slash, "quotes"\\n😀
                \\N\t\\N\t\\N\t\\N\t\\N
                7\t12345678901234567890\t0001-01-01\t0001-01-01 00:00:00\t
                """);
    }

    @Test
    void csvTellsNullFromTheEmptyText() throws IOException {
        assertThat(format(MIXED, "csv")).isEqualTo("""
                i,d,day,at,"t, ""u""\"
                1,1.50,2026-11-21,2026-11-21 09:02:03.500,"tab\t, back\\slash, ""quotes""
                😀"
                ,,,,
                7,12345678901234567890,0001-01-01,0001-01-01 00:00:00,""
                """);
    }

    @Test
    void jsonHasNumbersAndNulls() throws IOException {
        assertThat(format(MIXED, "ndjson")).isEqualTo("""
                {"i":1,"d":1.50,"day":"2026-11-21","at":"2026-11-21 09:02:03.500","t, \\"u\\"":"tab\\t, \
                back\\\\slash, \\"quotes\\"\\n😀"}
                {"i":null,"d":null,"day":null,"at":null,"t, \\"u\\"":null}
                {"i":7,"d":12345678901234567890,"day":"0001-01-01","at":"0001-01-01 00:00:00","t, \\"u\\"":""}
                """);
    }

    @Test
    void manyRowsGoInLots() throws IOException {
        StringBuilder csv = new StringBuilder("a,b\n");
        for (int i = 0; i < 50_000; i++) {
            csv.append(i).append(",x").append(i).append('\n');
        }
        assertThat(format(csv.toString(), "csv")).isEqualTo(csv.toString());
    }

    @Test
    void aLoneNullOfACsvIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("m.csv"), "a\n1\n\n");
        assertThat(Cli.run(
                                file.toString(),
                                "--format=csv",
                                "--out",
                                directory.resolve("o").toString())
                        .error())
                .isEqualTo(file + ":3:1: NULL in a CSV of one column, which would be an empty line; name --format tsv");
        assertThat(directory.resolve("o")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"';', ;", "'|', |", "tab, '\t'", "'\\t', '\t'"})
    void otherDelimiters(String option, String delimiter) throws IOException {
        Path file = Files.writeString(
                directory.resolve("m.csv"), "a,b\n1,\"x;|\ty\"\n".replace(",", delimiter) + "2" + delimiter + "u,v\n");
        Cli cli = Cli.run(file.toString(), "--delimiter", option, "--format=ndjson");
        assertThat(cli.out()).isEqualTo("{\"a\":1,\"b\":\"x;|\\ty\"}\n{\"a\":2,\"b\":\"u,v\"}\n");
        Files.writeString(file, "a\n\"1\"x\n");
        assertThat(Cli.run(file.toString(), "--delimiter", option).error())
                .startsWith(file + ":2:4: text behind a closing quote; ")
                .doesNotContain("a comma");
    }

    @Test
    void aForgottenDelimiterIsProposed() throws IOException {
        Path file = Files.writeString(directory.resolve("m.csv"), "a;b\n1;2\n");
        Cli cli = Cli.run(file.toString(), "--out", directory.resolve("o").toString());
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.error())
                .isEqualTo(file + ":1:1: the header is one column and holds ';'; if that separates columns, add"
                        + " --delimiter ';'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1252", "iso-8859-15", "utf-16", "utf-16le", "shift_jis", "gb18030"})
    void otherEncodings(String encoding) throws IOException {
        Path file = directory.resolve("m.csv");
        String text = encoding.equals("shift_jis") ? "日本" : encoding.equals("gb18030") ? "日本😀é" : "é€";
        Files.write(file, ("a,b\n1," + text + "\n").getBytes(Charset.forName(encoding)));
        assertThat(Cli.run(file.toString(), "--encoding", encoding, "--format=csv")
                        .out())
                .isEqualTo("a,b\n1," + text + "\n");
    }

    @Test
    void whatAnEncodingLacksIsPlaced() throws IOException {
        Path file = Files.write(directory.resolve("m.csv"), new byte[] {'a', '\n', 'x', (byte) 0x81, '\n'});
        assertThat(Cli.run(file.toString(), "--encoding=windows-1252").error())
                .isEqualTo(file + ":2:2: the byte 0x81 does not belong here in windows-1252; name the file's encoding,"
                        + " as in --encoding utf-8");
    }

    @Test
    void columnsWithoutNamesAreNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("m.csv"), "name,,name,name_2,column_2,name\n1,2,3,4,5,6\n");
        Cli cli = Cli.run(
                file.toString(), "--format=csv", "--out", directory.resolve("o").toString());
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.err().lines())
                .containsExactly(
                        "csv2sql: " + file + ":1:6: a column without a name; it is named column_2_2",
                        "csv2sql: " + file + ":1:7: the same name as column 1; it is named name_3",
                        "csv2sql: " + file + ":1:28: the same name as column 1; it is named name_4");
        assertThat(directory.resolve("o")).hasContent("name,column_2_2,name_3,name_2,column_2,name_4\n1,2,3,4,5,6\n");
    }

    /** PostgreSQL cuts a name to 63 bytes without a word, MySQL refuses more than 64 chars; others take any. */
    @Test
    void aNameThatIsTooLongIsCut() throws IOException {
        String question = "Wie zufrieden sind Sie insgesamt mit der Pünktlichkeit unserer Züge";
        Path file = Files.writeString(
                directory.resolve("m.csv"), question + " im Nahverkehr," + question + " im Fernverkehr\n1,2\n");
        Cli cli = Cli.run(file.toString(), "--dialect=postgresql");
        assertThat(cli.out())
                .contains("(\"Wie zufrieden sind Sie insgesamt mit der Pünktlichkeit unserer\","
                        + " \"Wie zufrieden sind Sie insgesamt mit der Pünktlichkeit unser_2\")");
        assertThat(cli.err().lines())
                .startsWith(
                        "csv2sql: " + file + ":1:1: a longer name than the database takes; it is named Wie zufrieden"
                                + " sind Sie insgesamt mit der Pünktlichkeit unserer",
                        "csv2sql: " + file + ":1:83: a longer name than the database takes; it is named Wie zufrieden"
                                + " sind Sie insgesamt mit der Pünktlichkeit unser_2");
        assertThat(Cli.run(file.toString(), "--dialect=mariadb").out())
                .contains("`Wie zufrieden sind Sie insgesamt mit der Pünktlichkeit unserer Z`,");
        assertThat(Cli.run(file.toString(), "--dialect=sqlite").out()).contains(question + " im Nahverkehr");
        assertThat(Cli.run(file.toString(), "--dialect=postgresql", "--strict-header")
                        .error())
                .isEqualTo(file + ":1:1: a longer name than the database takes; give it another name");
    }

    @Test
    void theInputIsNeverOverwritten() throws IOException {
        Path file = Files.writeString(directory.resolve("m.csv"), "a\n1\n");
        Path link = Files.createSymbolicLink(directory.resolve("link.csv"), file);
        for (Path out : Arrays.asList(file, link, directory.resolve(".").resolve("m.csv"))) {
            Cli cli = Cli.run(file.toString(), "--force", "--out", out.toString());
            assertThat(cli.error()).isEqualTo("--out: " + out + " is the file that is read; name another");
            assertThat(cli.exitCode()).isEqualTo(2);
        }
        assertThat(file).hasContent("a\n1\n");
    }

    @Test
    void anOutputIsReplacedByForceOnly() throws IOException {
        Path file = Files.writeString(directory.resolve("m.csv"), "a\n1\n");
        Path out = Files.writeString(directory.resolve("o"), "precious");
        assertThat(Cli.run(file.toString(), "--out", out.toString()).error())
                .isEqualTo("--out: " + out + " exists; add --force to replace it");
        assertThat(out).hasContent("precious");
        assertThat(Cli.run("--out", out.toString()).error()).endsWith("add --force to replace it");
        assertThat(Cli.run(file.toString(), "--force", "--format=csv", "--out", out.toString())
                        .exitCode())
                .isZero();
        assertThat(out).hasContent("a\n1\n");
    }

    @Test
    void aDriverMayComeFromAJar() throws IOException {
        Path file = Files.writeString(directory.resolve("m.csv"), "a\n1\n");
        String jar = org.h2.Driver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        Cli cli = Cli.run(file.toString(), "--driver-jar", jar, "--jdbc", "jdbc:h2:" + directory.resolve("database"));
        assertThat(cli.err()).isEmpty();
        assertThat(directory.resolve("database.mv.db")).exists();
        assertThat(Cli.run(file.toString(), "--driver-jar", jar, "--jdbc", "jdbc:sqlite:x")
                        .error())
                .isEqualTo("--driver-jar: " + jar + " has no driver for the URL of --jdbc");
    }

    /** A note is one line, whatever the header holds. */
    @Test
    void aNoteIsOneLine() {
        Cli cli = Cli.runWithInput("\"x\ny\",\"x\ny\"\n1,2\n".getBytes(UTF_8), "-", "--types=text,text");
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.err()).contains("the same name as column 1; it is named x y_2\n");
    }
}
