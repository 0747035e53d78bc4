// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.recipes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each recipe prints what stands in the comment at the end of its file. */
@Isolated("System.out is one for all")
class RecipesTest {
    private static final Path DIRECTORY = Path.of(System.getProperty("appendkit.target"))
            .resolveSibling("src/main/java/dev/appendkit/examples/recipes");

    static List<String> recipes() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> !name.equals("package-info"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void itPrintsTheCommentAtItsEnd(String name) throws Exception {
        assertThat(printed(name)).isNotBlank().isEqualTo(commentAtTheEnd(source(name)));
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void itIsShortAndFoundFromTheReadmeAndThePackage(String name) throws IOException {
        assertThat(source(name).lines().count()).isBetween(20L, 60L);
        String readme = Files.readString(DIRECTORY.resolve("../../../../../../../../README.md"));
        assertThat(readme).contains("/recipes/" + name + ".java)");
        assertThat(source("package-info")).contains("{@link dev.appendkit.examples.recipes." + name + "}");
    }

    @Test
    void thereAreEight() throws IOException {
        assertThat(recipes()).hasSize(8);
    }

    @Test
    void theControl() {
        assertThat(commentAtTheEnd("// one\nclass A {\n // two\n}\n// three\n//\n// four\n"))
                .isEqualTo("three\n\nfour\n");
        assertThat(commentAtTheEnd("class A {\n // two\n}\n")).isEmpty();
    }

    private static String source(String name) throws IOException {
        return Files.readString(DIRECTORY.resolve(name + ".java"));
    }

    private static String commentAtTheEnd(String source) {
        return source.substring(source.lastIndexOf("\n}\n") + 3)
                .lines()
                .map(line -> line.replaceFirst("^// ?", "") + "\n")
                .collect(Collectors.joining());
    }

    private static String printed(String name) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (PrintStream replaced = new PrintStream(bytes, true, UTF_8)) {
            System.setOut(replaced);
            Class.forName(RecipesTest.class.getPackageName() + "." + name)
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return bytes.toString(UTF_8).replace(System.lineSeparator(), "\n");
    }
}
