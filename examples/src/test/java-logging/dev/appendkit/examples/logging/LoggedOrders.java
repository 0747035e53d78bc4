// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Starts a program that logs orders, and reads each line of its files. */
public final class LoggedOrders {
    private LoggedOrders() {}

    /**
     * Runs a program whose files lie in a directory, and returns the lines that it prints.
     *
     * @param configuration the JVM's option that names the configuration of the back-end
     */
    public static List<String> run(Class<?> program, Path directory, String configuration) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        configuration,
                        "-Dlog.directory=" + directory,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        program.getName())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed.lines().toList();
    }

    /** Fails unless every line of the files is one event, none is missing and none is there twice. */
    public static void check(Path directory, Consumer<JsonObject> failure) throws IOException {
        Set<String> counted = new HashSet<>();
        int paid = 0;
        int failed = 0;
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.toList();
        }
        assertThat(files).hasSizeGreaterThan(2);
        for (Path file : files) {
            try (Stream<String> lines = Files.lines(file)) {
                for (String line : (Iterable<String>) lines::iterator) {
                    JsonObject event = parse(line);
                    String message = event.get("message").getAsString();
                    if (message.startsWith("item ")) {
                        assertThat(message).endsWith(" is counted: ä€😀");
                        assertThat(counted.add(message)).isTrue();
                        if (event.has("shelf")) {
                            assertThat(event.get("shelf").getAsString()).isEqualTo("s-" + message.split(" ", -1)[4]);
                        }
                    } else if (message.startsWith("order ")) {
                        paid++;
                    } else {
                        failed++;
                        failure.accept(event);
                    }
                }
            }
        }
        assertThat(counted).hasSize(16_000);
        assertThat(paid).isEqualTo(4 * Measurement.EVENTS);
        assertThat(failed).isOne();
    }

    /** Adds what was measured to {@code target/measured.txt}. */
    public static void keep(String configuration, String measured) throws IOException {
        String line = "JDK " + Runtime.version().feature() + ", " + configuration + ": " + measured;
        System.out.println(line);
        Files.writeString(
                Path.of("target", "measured.txt"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static JsonObject parse(String line) throws IOException {
        JsonReader reader = new JsonReader(new StringReader(line));
        reader.setStrictness(Strictness.STRICT);
        JsonElement tree = JsonParser.parseReader(reader);
        assertThat(tree.isJsonObject()).as(line).isTrue();
        return tree.getAsJsonObject();
    }
}
