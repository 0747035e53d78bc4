// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryRecipesTest {
    private static final Path MODULE = Path.of(System.getProperty("appendkit.target"), "..").normalize();
    private static final Path PAGE = MODULE.resolve("../docs/memory.md");
    private static final Path RECIPES = MODULE.resolve("src/test/java/dev/appendkit/memory/MemoryRecipes.java");

    @TempDir
    Path folder;

    @Test
    void bothSidesDoTheSame() throws IOException {
        long[] ids = {7, 3, 7, 12, 25};
        assertThat(MemoryRecipes.countsAfter(ids, 7)).isEqualTo(MemoryRecipes.countsBefore(ids, 7));
        List<String> words = List.of("a", "b", "a");
        assertThat(MemoryRecipes.wordsAfter(words, "a")).isEqualTo(MemoryRecipes.wordsBefore(words, "a"));
        Map<String, MemoryRecipes.Place> places =
                Map.of("here", new MemoryRecipes.Place(1, 2), "there", new MemoryRecipes.Place(3, 4));
        assertThat(MemoryRecipes.placesAfter(places, "there")).isEqualTo(MemoryRecipes.placesBefore(places, "there"));
        assertThat(MemoryRecipes.retriesAfter(ids, 100)).containsExactlyInAnyOrderElementsOf(
                MemoryRecipes.retriesBefore(ids, 100));
        assertThat(MemoryRecipes.handOverAfter(5)).isEqualTo(MemoryRecipes.handOverBefore(5));
        assertThat(MemoryRecipes.weightsAfter()).isEqualTo(MemoryRecipes.weightsBefore());
        Table table = MemoryRecipes.count(words, folder.resolve("counts"));
        assertThat(table.getLong(table.find("a"), 0)).isEqualTo(2);
    }

    /** Every line of code that the page shows is a line of the recipes. */
    @Test
    void thePageShowsWhatRuns() throws IOException {
        Set<String> run = lines(Files.readString(RECIPES));
        Matcher blocks = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        List<String> strange = new ArrayList<>();
        int shown = 0;
        while (blocks.find()) {
            for (String line : lines(blocks.group(1))) {
                shown++;
                if (!run.contains(line)) {
                    strange.add(line);
                }
            }
        }
        assertThat(shown).isGreaterThan(30);
        assertThat(strange).isEmpty();
    }

    private static Set<String> lines(String text) {
        Set<String> lines = new HashSet<>();
        for (String line : text.split("\n", -1)) {
            if (!line.isBlank()) {
                lines.add(line.strip());
            }
        }
        return lines;
    }
}
