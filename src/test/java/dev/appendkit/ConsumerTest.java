// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.appendkit.testing.ChildJvm;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What depends on the library's jar compiles and runs: as a module with nothing but the jar, with either line of Netty,
 * as a linked image, and on the class path. On the JDK that runs, and on a JDK 25 that {@code JAVA25_HOME} names or
 * that lies beside it.
 */
@Tag("thorough")
class ConsumerTest {
    private static final String PLAIN = """
            package app;
            public class Main {
              public static void main(String[] args) throws Exception {
                try (var out = dev.appendkit.pool.BufferPool.shared().borrow()) {
                  out.appendAscii("id=").appendLong(42).appendByte((byte) '\\n');
                  var insert = dev.appendkit.sql.SqlTemplate.compile("VALUES (?)", dev.appendkit.sql.SqlMode.mysql());
                  insert.appendTo(out, new dev.appendkit.sql.SqlParameters(1).setString(1, "it's"));
                  out.writeTo(System.out);
                }
              }
            }
            """;
    private static final String PRINTED = "id=42\nVALUES ('it''s')";

    private static final String WITH_NETTY = """
            package app;
            public class Main {
              public static void main(String[] args) {
                var buf = io.netty.buffer.Unpooled.buffer();
                dev.appendkit.netty.ByteBufAppend.appendLong(buf, -7);
                try (var out = dev.appendkit.netty.ByteBufAppend.open(buf)) {
                  out.appendByte((byte) ' ').appendDouble(0.1);
                }
                System.out.print(buf.toString(java.nio.charset.StandardCharsets.US_ASCII));
              }
            }
            """;

    /** For tools that end before the second compiler pays. */
    private static final String QUICK = "-J-XX:TieredStopAtLevel=1";

    @TempDir
    private static Path shared;

    private static String jar;

    @TempDir
    private Path directory;

    /** Of the classes, because a test runs before there is a jar. */
    @BeforeAll
    static void makeTheJar() throws Exception {
        jar = shared.resolve("appendkit.jar").toString();
        run(running(), "jar", List.of("--create", "--file", jar, "-C", System.getProperty("appendkit.classes"), "."));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aModuleNeedsNothingButTheJar(Path jdk) throws Exception {
        compile(jdk, PLAIN, "requires dev.appendkit;", jar);
        assertThat(run(jdk, "java", module(jar))).isEqualTo(PRINTED);
    }

    /** The control. */
    @ParameterizedTest
    @MethodSource("jdks")
    void aModuleThatIsNotThereIsMissed(Path jdk) throws Exception {
        List<String> arguments = sources(PLAIN, "requires dev.appendkit; requires org.jspecify;");
        arguments.addAll(0, List.of("-p", jar));
        assertThat(result(jdk, "javac", arguments).output()).contains("module not found: org.jspecify");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aModuleWithNetty42(Path jdk) throws Exception {
        assertThat(runWithNetty(jdk, "4.2")).isEqualTo("-7 0.1");
    }

    /** Netty 4.1 complains on JDK 24 and later; what the consumer prints comes last. */
    @ParameterizedTest
    @MethodSource("jdks")
    void aModuleWithNetty41(Path jdk) throws Exception {
        assertThat(runWithNetty(jdk, "4.1")).endsWith("-7 0.1");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void anImage(Path jdk) throws Exception {
        assumeThat(canLink(jdk)).isTrue();
        compile(jdk, PLAIN, "requires dev.appendkit;", jar);
        Path image = directory.resolve("image");
        String modules = jar + File.pathSeparator + classes();
        run(jdk, "jlink", List.of(QUICK, "-p", modules, "--add-modules", "app", "--output", image.toString()));
        assertThat(run(image, "java", List.of("-m", "app/app.Main"))).isEqualTo(PRINTED);
        assertThat(Files.readAllLines(image.resolve("release"))).contains("MODULES=\"java.base dev.appendkit app\"");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void theClassPathWithoutNetty(Path jdk) throws Exception {
        List<String> arguments = sources(PLAIN, null);
        arguments.addAll(0, List.of(QUICK, "-cp", jar));
        run(jdk, "javac", arguments);
        assertThat(run(jdk, "java", List.of("-cp", jar + File.pathSeparator + classes(), "app.Main")))
                .isEqualTo(PRINTED);
    }

    /** With module files, or from JDK 24 on without them if it was built so. */
    private static boolean canLink(Path jdk) throws Exception {
        return Files.isDirectory(jdk.resolve("jmods"))
                || run(jdk, "jlink", List.of("--help")).contains("Linking from run-time image enabled");
    }

    private String runWithNetty(Path jdk, String line) throws Exception {
        String path = jar + File.pathSeparator + netty(line);
        compile(jdk, WITH_NETTY, "requires dev.appendkit; requires io.netty.buffer;", path);
        return run(jdk, "java", module(path));
    }

    private void compile(Path jdk, String main, String requirements, String modulePath) throws Exception {
        List<String> arguments = sources(main, requirements);
        arguments.addAll(0, List.of(QUICK, "-p", modulePath, "-Xlint:all", "-Xlint:-requires-automatic", "-Werror"));
        run(jdk, "javac", arguments);
    }

    /** Writes the sources; what tells javac where they are and where classes go. */
    private List<String> sources(String main, String requirements) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-d", classes().toString()));
        if (requirements != null) {
            Path file = Files.writeString(directory.resolve("module-info.java"), "module app { " + requirements + " }");
            arguments.add(file.toString());
        }
        arguments.add(Files.writeString(directory.resolve("Main.java"), main).toString());
        return arguments;
    }

    private List<String> module(String path) {
        return List.of("-p", path + File.pathSeparator + classes(), "-m", "app/app.Main");
    }

    private Path classes() {
        return directory.resolve("classes");
    }

    /** The jars of a line of Netty, which the build copies there. */
    private static String netty(String line) throws IOException {
        Path jars = Path.of(System.getProperty("appendkit.target"), "netty-" + line);
        try (Stream<Path> files = Files.list(jars)) {
            String path = files.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
            assertThat(path).contains("netty-buffer-" + line, "netty-common-" + line);
            return path;
        }
    }

    private static String run(Path home, String tool, List<String> arguments) throws Exception {
        ChildJvm.Result result = result(home, tool, arguments);
        assertThat(result.exitCode()).as("%s: %s", tool, result.output()).isZero();
        return result.output();
    }

    /** The tools of the JDK that runs need no process of their own. */
    private static ChildJvm.Result result(Path home, String tool, List<String> arguments) throws Exception {
        Optional<ToolProvider> provider = home.equals(running()) ? ToolProvider.findFirst(tool) : Optional.empty();
        if (provider.isEmpty()) {
            return ChildJvm.run(home, tool, arguments);
        }
        List<String> own =
                arguments.stream().filter(argument -> !argument.equals(QUICK)).toList();
        StringWriter output = new StringWriter();
        PrintWriter writer = new PrintWriter(output);
        int exitCode = provider.get().run(writer, writer, own.toArray(String[]::new));
        return new ChildJvm.Result(exitCode, output.toString());
    }

    private static Path running() {
        return Path.of(System.getProperty("java.home"));
    }

    static List<Path> jdks() throws IOException {
        List<Path> jdks = new ArrayList<>(List.of(running()));
        if (Runtime.version().feature() != 25) {
            String named = System.getenv("JAVA25_HOME");
            if (named != null) {
                jdks.add(Path.of(named));
            } else {
                neighbour25().ifPresent(jdks::add);
            }
        }
        return jdks;
    }

    private static Optional<Path> neighbour25() throws IOException {
        try (Stream<Path> neighbours = Files.list(running().toRealPath().getParent())) {
            return neighbours.filter(ConsumerTest::isJdk25).findFirst();
        }
    }

    private static boolean isJdk25(Path home) {
        try {
            return Files.isExecutable(home.resolve("bin/javac"))
                    && Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"25");
        } catch (IOException e) {
            return false;
        }
    }
}
