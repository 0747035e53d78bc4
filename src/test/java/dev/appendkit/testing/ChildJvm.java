// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts a {@code java} of the same JDK, for what a running JVM cannot change: its class path and its defaults. */
public final class ChildJvm {
    /** Where surefire has the class path when {@code java.class.path} is one jar that names the others. */
    private static final String TEST_CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    private ChildJvm() {}

    /** What a child printed, and how it ended. */
    public record Result(int exitCode, String output) {}

    public static String testClassPath() {
        return TEST_CLASS_PATH;
    }

    /** Runs {@code java} with these arguments; output and errors are read as UTF-8. */
    public static Result run(List<String> arguments) throws IOException, InterruptedException {
        return run(Path.of(System.getProperty("java.home")), "java", arguments);
    }

    /** The same with a tool of the JDK in a directory. */
    public static Result run(Path home, String tool, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin").resolve(tool).toString());
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
        return new Result(child.exitValue(), output);
    }

    /** A child's standard output in UTF-8, whatever its default charset is. */
    public static PrintStream out() {
        return new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    }
}
