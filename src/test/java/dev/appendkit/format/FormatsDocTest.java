// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.AppendBuffer;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each example of docs/formats.md leaves in its cursor what stands below it. */
class FormatsDocTest {
    private static final Path CLASSES = Path.of(System.getProperty("appendkit.classes"));
    private static final Path DOC = CLASSES.resolve("../../../docs/formats.md");
    private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```\n```\n(.*?)```\n", Pattern.DOTALL);
    private static final String BEFORE = """
            import dev.appendkit.*;
            import dev.appendkit.escape.*;
            import dev.appendkit.format.*;
            import java.math.*;
            import java.time.*;
            import java.util.*;
            public class Example%d {
              public static void run(AppendBuffer out) {
            """;

    @TempDir
    Path dir;

    @Test
    void everyExampleWritesWhatStandsBelowIt() throws Exception {
        String doc = Files.readString(DOC);
        List<String> outputs = new ArrayList<>();
        List<String> files = new ArrayList<>();
        Matcher example = EXAMPLE.matcher(doc);
        while (example.find()) {
            Path file = dir.resolve("Example" + outputs.size() + ".java");
            Files.writeString(file, BEFORE.formatted(outputs.size()) + example.group(1) + "}}\n");
            files.add(file.toString());
            outputs.add(example.group(2));
        }
        int examples = doc.split("```java\n", -1).length - 1;
        assertThat(outputs).as("examples with their output").hasSize(examples).hasSizeGreaterThan(3);
        compile(files);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {dir.toUri().toURL()}, getClass().getClassLoader())) {
            for (int i = 0; i < outputs.size(); i++) {
                AppendBuffer out = AppendBuffer.growing(64, 1 << 20);
                loader.loadClass("Example" + i)
                        .getMethod("run", AppendBuffer.class)
                        .invoke(null, out);
                String written = out.toString(UTF_8).replace("\r\n", "\n");
                assertThat(written.stripTrailing() + "\n").isEqualTo(outputs.get(i));
            }
        }
    }

    private void compile(List<String> files) throws IOException {
        StringWriter messages = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, UTF_8)) {
            boolean done = compiler.getTask(
                            messages,
                            manager,
                            null,
                            List.of(
                                    "-proc:none",
                                    "-encoding",
                                    "UTF-8",
                                    "-cp",
                                    CLASSES.toString(),
                                    "-d",
                                    dir.toString()),
                            null,
                            manager.getJavaFileObjects(files.toArray(String[]::new)))
                    .call();
            assertThat(done).as(messages.toString()).isTrue();
        }
    }
}
