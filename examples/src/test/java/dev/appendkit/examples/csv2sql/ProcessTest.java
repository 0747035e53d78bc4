// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.appendkit.testing.EmbeddedPostgreSql;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a separate process shows: signals, and the script that starts one. */
class ProcessTest {
    private static final int TERMINATED = 128 + 15;

    @TempDir
    private Path directory;

    @BeforeEach
    void assumeShell() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh here");
    }

    /** H2 closes its database when the JVM ends, and the load then fails: no message may say so. */
    @Test
    void anInterruptSaysNothing() throws IOException, InterruptedException {
        Path messages = directory.resolve("messages");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Csv2Sql.class.getName(),
                        "-",
                        "--types=integer,text",
                        "--jdbc",
                        "jdbc:h2:" + directory.resolve("database"))
                .redirectError(messages.toFile())
                .start();
        byte[] rows = "1,one\n".repeat(100_000).getBytes(UTF_8);
        try (OutputStream input = process.getOutputStream()) {
            input.write("a,b\n".getBytes(UTF_8));
            input.write(rows);
            // The pipe holds a fraction of the data, so the load is running now and goes on.
            // SIGTERM ends a JVM as Ctrl-C does, and is not ignored by what runs in the background.
            assertThat(process.toHandle().destroy()).isTrue();
            while (process.isAlive()) {
                input.write(rows);
            }
        } catch (IOException e) {
            // The pipe broke, as it should.
        }
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        assertThat(messages).isEmptyFile();
        assertThat(process.exitValue()).isEqualTo(TERMINATED);
    }

    /** More text than the heap can hold, read once, so that no second pass helps. */
    @Test
    void aHeapOf64MiBIsEnough() throws IOException, InterruptedException, SQLException {
        int rows = 800_000;
        try (Connection connection = EmbeddedPostgreSql.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS large");
            Path messages = directory.resolve("messages");
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Csv2Sql.class.getName(),
                            "-",
                            "--table=large",
                            "--types=integer,text,decimal",
                            "--jdbc",
                            EmbeddedPostgreSql.url())
                    .redirectOutput(directory.resolve("report").toFile())
                    .redirectError(messages.toFile())
                    .start();
            String text = ",\"" + "text that repeats itself, ".repeat(4) + "\",0.5\n";
            try (BufferedWriter input = process.outputWriter(UTF_8)) {
                input.write("id,name,amount\n");
                for (int i = 0; i < rows; i++) {
                    input.write(i + text);
                }
            }
            assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
            assertThat(messages).isEmptyFile();
            try (ResultSet result =
                    statement.executeQuery("SELECT count(*), sum(id), sum(amount), count(DISTINCT name) FROM large")) {
                assertThat(result.next()).isTrue();
                assertThat(result.getLong(1)).isEqualTo(rows);
                assertThat(result.getLong(2)).isEqualTo(rows * (rows - 1L) / 2);
                assertThat(result.getLong(3)).isEqualTo(rows / 2);
                assertThat(result.getLong(4)).isEqualTo(1);
            }
            statement.execute("DROP TABLE large");
        }
    }

    /** Memory for many columns must not be memory for many rows of them. */
    @Test
    void aHeapOf64MiBIsEnoughForThousandsOfColumns() throws IOException, InterruptedException {
        int columns = 10_000;
        Path file = directory.resolve("wide.csv");
        try (BufferedWriter csv = Files.newBufferedWriter(file)) {
            for (int i = 0; i < columns; i++) {
                csv.write((i == 0 ? "c" : ",c") + i);
            }
            for (int row = 0; row < 200; row++) {
                csv.write('\n' + "1.5,".repeat(columns - 1) + row);
            }
        }
        Path messages = directory.resolve("messages");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Csv2Sql.class.getName(),
                        file.toString(),
                        "--format=tsv",
                        "--out",
                        directory.resolve("wide.tsv").toString())
                .redirectOutput(directory.resolve("report").toFile())
                .redirectError(messages.toFile())
                .start();
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        assertThat(messages).isEmptyFile();
        try (Stream<String> lines = Files.lines(directory.resolve("wide.tsv"))) {
            assertThat(lines.filter(line -> line.startsWith("1.5\t1.5\t")).count())
                    .isEqualTo(200);
        }
    }

    /** The script, with a build and a Java that only print how they were called. */
    @Test
    void theScriptFindsItsDirectoryThroughLinks() throws IOException, InterruptedException {
        Path home = Files.createDirectories(directory.resolve("home"));
        Path script = Path.of("..", "csv2sql");
        assumeTrue(Files.exists(script), "the tests do not run in the module's directory");
        Files.copy(script, home.resolve("csv2sql"), StandardCopyOption.COPY_ATTRIBUTES);
        executable(
                home.resolve("mvnw"),
                "for argument; do case $argument in -Dclasspath.file=*)"
                        + " echo jars > \"${argument#*=}\";; esac; done; echo \"built $1 $2 $3 $4\"");
        Path java = Files.createDirectories(directory.resolve("jdk/bin")).resolve("java");
        executable(java, "echo \"$@\"");
        Path first = Files.createSymbolicLink(directory.resolve("first"), Path.of("home/csv2sql"));
        Path second = Files.createSymbolicLink(
                Files.createDirectories(directory.resolve("bin")).resolve("second"), first.toAbsolutePath());
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));

        String plain = run(elsewhere, second.toString(), "a b.csv");
        String real = home.toRealPath().toString();
        assertThat(plain)
                .contains("built -q -B -ntp -Dcsv2sql.only\n")
                .endsWith("\n-Dcsv2sql.terminal=false -cp " + real + "/examples/target/classes:" + real
                        + "/src/target/classes:jars " + Csv2Sql.class.getName() + " a b.csv\n");
        assertThat(run(elsewhere, second.toString(), "--postgres")).contains("built -q -B -ntp -Pcsv2sql-postgres\n");
    }

    private static void executable(Path file, String command) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + command + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private String run(Path workingDirectory, String... command) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(List.of(command))
                .directory(workingDirectory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", directory.resolve("jdk").toString());
        Process process = builder.start();
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        String printed = Files.readString(output);
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }
}
