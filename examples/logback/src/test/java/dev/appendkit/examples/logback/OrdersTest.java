// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.logback;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts the program and reads each line of its files; what it measured goes to {@code target/measured.txt}. */
class OrdersTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"logback.xml", "elastic.xml", "logstash.xml"})
    void everyLineIsOneEvent(String configuration) throws Exception {
        String measured = run(configuration);
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
                        JsonElement cause =
                                event.get(event.has("error.stack_trace") ? "error.stack_trace" : "stack_trace");
                        assertThat(cause.getAsString()).startsWith("java.lang.IllegalStateException: no\nitem\n");
                    }
                }
            }
        }
        assertThat(counted).hasSize(16_000);
        assertThat(paid).isEqualTo(400_000);
        assertThat(failed).isOne();
        String line = "JDK " + Runtime.version().feature() + ", " + configuration + ": " + measured;
        System.out.println(line);
        Files.writeString(
                Path.of("target", "measured.txt"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private String run(String configuration) throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dlogback.configurationFile=" + configuration,
                        "-Dlog.directory=" + directory,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Orders.class.getName())
                .redirectErrorStream(true)
                .start();
        String printed = new String(program.getInputStream().readAllBytes(), UTF_8);
        assertThat(program.waitFor()).as(printed).isZero();
        List<String> lines = printed.lines().toList();
        assertThat(lines).as(printed).hasSize(1);
        return lines.get(0);
    }

    private static JsonObject parse(String line) throws IOException {
        JsonReader reader = new JsonReader(new StringReader(line));
        reader.setStrictness(Strictness.STRICT);
        JsonElement tree = JsonParser.parseReader(reader);
        assertThat(tree.isJsonObject()).as(line).isTrue();
        return tree.getAsJsonObject();
    }
}
