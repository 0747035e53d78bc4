// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultRunTest {
    private static final String[] ZONES = {"America/New_York", "Asia/Kolkata", "Europe/Berlin"};

    @TempDir
    private Path directory;

    @Test
    void allValuesComeBack() {
        Cli cli = Cli.run();
        assertThat(cli.err()).isEmpty();
        assertThat(cli.exitCode()).isZero();
        int rows = rows(DefaultData.of(ZONES)).size();
        assertThat(rows).isGreaterThan(350);
        assertThat(cli.out())
                .startsWith("rows           " + rows + " in 1 statements")
                .contains("StringBuilder")
                .containsPattern("read back +" + rows + " rows, [0-9,]+ values: all equal; [1-9][0-9,]* values held a"
                        + " byte that had to be escaped\n");
    }

    @Test
    void theSameLoadAsAScript() throws IOException {
        Path out = directory.resolve("out.sql");
        Cli cli = Cli.run("--dialect=mysql", "--rows-per-insert=10", "--out", out.toString());
        assertThat(cli.exitCode()).isZero();
        assertThat(Files.readString(out)).contains("INSERT INTO `time_zone_transitions` (`instant_utc`,");
    }

    /** The first rounds load classes; the other way of formatting, in the same report, is the control. */
    @Test
    void formattingAllocatesNothingOnceWarm() {
        String repeated = Cli.run(
                        "--repeat=100", "--out", directory.resolve("out.sql").toString())
                .out();
        // Now and then, the JIT compiler allocates a few hundred bytes on the thread.
        assertThat(allocatedPerRow(repeated, "rounds 51-100")).isLessThan(0.1);
        assertThat(allocatedPerRow(Cli.run().out(), "StringBuilder")).isGreaterThan(1000);
    }

    private static double allocatedPerRow(String report, String line) {
        Matcher matcher =
                Pattern.compile(line + " .* ([0-9.,]+) bytes allocated per row").matcher(report);
        assertThat(matcher.find()).as(report).isTrue();
        return Double.parseDouble(matcher.group(1).replace(",", ""));
    }

    @Test
    void theDataHoldEveryCodePointAndTheTransitionsOfTheirYears() {
        BitSet codePoints = new BitSet();
        List<LocalDateTime> times = new ArrayList<>();
        DefaultData.allZones().forEachRow(row -> {
            String sample = (String) row[row.length - 1];
            assertThat(sample.codePointCount(0, sample.length())).isEqualTo(64);
            sample.codePoints().forEach(codePoints::set);
            times.add((LocalDateTime) row[0]);
        });
        BitSet expected = new BitSet();
        expected.set(1, Character.MAX_CODE_POINT + 1);
        expected.clear(Character.MIN_SURROGATE, Character.MAX_SURROGATE + 1);
        assertThat(codePoints).isEqualTo(expected);
        assertThat(times).allMatch(time -> time.getYear() >= 1900 && time.getYear() <= 2037);
        assertThat(times.size()).isGreaterThan(30_000);
    }

    @Test
    void aKnownTransition() {
        assertThat(rows(DefaultData.of("Europe/Berlin")))
                .anyMatch(row -> row.get(0).equals(LocalDateTime.of(2026, 3, 29, 1, 0))
                        && row.get(1).equals(3600L)
                        && row.get(2).equals(7200L)
                        && row.get(3).equals("Europe/Berlin"));
    }

    @Test
    void aChangedValueIsFoundWithRowAndColumn() throws Exception {
        assertThatThrownBy(() -> compareAfter("UPDATE t SET \"name_fr\" = \"name_fr\" || ' ' WHERE _ROWID_ = 100"))
                .isInstanceOf(VerificationFailure.class)
                .hasMessage("row 100, column name_fr: what came back is not what was sent");
        assertThatThrownBy(() -> compareAfter("UPDATE t SET \"offset_after\" = NULL WHERE _ROWID_ = 7"))
                .hasMessage("row 7, column offset_after: what came back is not what was sent");
        assertThatThrownBy(() -> compareAfter(
                        "UPDATE t SET \"instant_utc\" = \"instant_utc\" + INTERVAL '1' SECOND WHERE _ROWID_ = 1"))
                .hasMessage("row 1, column instant_utc: what came back is not what was sent");
    }

    @Test
    void missingAndAdditionalRowsAreFound() throws Exception {
        int rows = rows(DefaultData.of(ZONES)).size();
        assertThatThrownBy(() -> compareAfter("DELETE FROM t WHERE _ROWID_ = " + rows))
                .hasMessage("fewer rows came back than were sent: only " + (rows - 1));
        assertThatThrownBy(() -> compareAfter("INSERT INTO t SELECT * FROM t WHERE _ROWID_ = 1"))
                .hasMessage("more rows came back than the " + rows + " that were sent");
        assertThat(compareAfter("SELECT 1").escaped()).isPositive();
    }

    /** Loads the default data with the tested command, changes them, and compares. */
    private Verification.Result compareAfter(String change) throws SQLException {
        String url = "jdbc:h2:mem:DefaultRunTest;DATABASE_TO_UPPER=FALSE";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            assertThat(Cli.run("--table=t", "--jdbc", url).exitCode()).isZero();
            statement.execute(change);
            return Verification.compare(
                    DefaultData.of(ZONES),
                    connection,
                    "t",
                    Dialect.H2.mode(),
                    Verification.H2_ORDER,
                    Progress.ofRows(null, "test", 0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG-u-nu-arab", "th-TH-u-ca-buddhist-nu-thai", "tr-TR", "hi-IN-u-nu-deva"})
    void theLocaleAndTheTimeZoneOfTheJvmChangeNothing(String locale) throws IOException {
        Path usual = directory.resolve("usual.sql");
        Path hostile = directory.resolve("hostile.sql");
        assertThat(Cli.run("--out", usual.toString()).exitCode()).isZero();
        Locale defaultLocale = Locale.getDefault();
        TimeZone defaultZone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(locale));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
            assertThat(Cli.run("--out", hostile.toString()).exitCode()).isZero();
            assertThat(Cli.run().out()).contains("all equal").matches("\\p{ASCII}+");
        } finally {
            Locale.setDefault(defaultLocale);
            TimeZone.setDefault(defaultZone);
        }
        assertThat(hostile).hasSameBinaryContentAs(usual);
    }

    /** A separate process: its default charset has none of these letters, and main ends it with the exit code. */
    @Test
    void theCharsetOfTheJvmChangesNothing() throws Exception {
        Path csv = Files.writeString(directory.resolve("t.csv"), "é\n漢😀'\n");
        Path out = directory.resolve("out.sql");
        Path messages = directory.resolve("messages");
        assertThat(java(out, messages, csv.toString())).isZero();
        assertThat(out).content(UTF_8).contains("INSERT INTO \"t\" (\"é\") VALUES ('漢😀''');\nCOMMIT;\n");

        Files.writeString(csv, "a\n\"");
        assertThat(java(out, messages, csv.toString())).isEqualTo(2);
        assertThat(messages)
                .hasContent(
                        "csv2sql: " + csv + ":2:1: the quote that opens here is never closed; close it with a quote");
        assertThat(out).isEmptyFile();
    }

    private static int java(Path out, Path messages, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=US-ASCII",
                "-Duser.language=ar",
                "-cp",
                System.getProperty("java.class.path"),
                Csv2Sql.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(messages.toFile())
                .start();
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static List<List<Object>> rows(DefaultData data) {
        List<List<Object>> rows = new ArrayList<>();
        data.forEachRow(row -> rows.add(List.of(row)));
        return rows;
    }
}
