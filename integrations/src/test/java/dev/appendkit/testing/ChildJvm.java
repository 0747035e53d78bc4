// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Starts a {@code java} of the same JDK, for what a running JVM cannot change: its paths and its defaults. */
public final class ChildJvm {
    /** Where surefire has the class path when {@code java.class.path} is one jar that names the others. */
    private static final String TEST_CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    private ChildJvm() {}

    /** Returns what the program printed; fails unless its exit code is 0. */
    public static String run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // What the developer's shell adds would be printed, and would change what is tested.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        Process child = builder.start();
        child.getOutputStream().close();
        String output = new String(child.getInputStream().readAllBytes(), UTF_8);
        if (!child.waitFor(300, TimeUnit.SECONDS)) {
            child.destroyForcibly();
            throw new IOException("the child JVM does not end: " + command);
        }
        if (child.exitValue() != 0) {
            throw new IOException("exit code " + child.exitValue() + ": " + output);
        }
        return output;
    }

    /** The entries of the test class path that a program needs: no tests, no test libraries. */
    public static String runtimePath(String... jars) {
        List<String> entries = entries();
        List<String> needed = new ArrayList<>(entries.stream()
                .filter(entry -> Arrays.stream(jars)
                        .anyMatch(jar -> Path.of(entry).getFileName().toString().startsWith(jar)))
                .toList());
        needed.add(System.getProperty("appendkit.classes"));
        needed.add(core());
        return String.join(File.pathSeparator, needed);
    }

    /** The library, as classes or as a jar. */
    public static String core() {
        return entries().stream()
                .filter(ChildJvm::isCore)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(TEST_CLASS_PATH));
    }

    private static boolean isCore(String entry) {
        Path path = Path.of(entry);
        return path.resolve("dev/appendkit/AppendBuffer.class").toFile().exists()
                || path.getFileName().toString().matches("appendkit-\\d.*\\.jar");
    }

    /** Where the tests' own classes are. */
    public static String testClasses() {
        return entries().stream()
                .filter(entry -> Path.of(entry, "dev/appendkit/testing/ChildJvm.class")
                        .toFile()
                        .exists())
                .findFirst()
                .orElseThrow();
    }

    public static List<String> entries() {
        return Arrays.stream(TEST_CLASS_PATH.split(File.pathSeparator, -1)).collect(Collectors.toList());
    }
}
