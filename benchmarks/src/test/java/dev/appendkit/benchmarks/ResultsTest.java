// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.benchmarks.Results.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** README.md, RESULTS.md and the charts show the figures of results.csv, and no others. */
class ResultsTest {
    private static final Path ROOT =
            Path.of(System.getProperty("appendkit.target"), "../..").normalize();

    @Test
    void theFilesAreWhatTheScriptWrites() throws IOException {
        for (Map.Entry<Path, String> file : Results.read(ROOT).files(ROOT).entrySet()) {
            assertThat(file.getKey()).as("run benchmarks/results").hasContent(file.getValue());
        }
    }

    @Test
    void anotherFigureIsSeen() throws IOException {
        String page = Files.readString(ROOT.resolve("README.md"));
        Results results = Results.read(ROOT);
        String other = page.replaceFirst("(MariaDB Connector/J) [\\d.,]+ ns", "$1 607 ns");
        assertThat(other).isNotEqualTo(page);
        assertThat(results.filled(other)).isEqualTo(page);
        List<Figure> without = new ArrayList<>(results.figures());
        without.removeIf(figure -> figure.table().equals("seed/binary"));
        assertThatThrownBy(() -> new Results(without).filled(page)).hasMessageContaining("seed/binary");
        assertThatThrownBy(() -> results.filled("<!-- table nowhere -->\n")).hasMessageContaining("nowhere");
    }

    @Test
    void everyTableOfTheResultsComesFromTheFile() throws IOException {
        String page = Files.readString(ROOT.resolve("benchmarks/RESULTS.md"));
        assertThat(Pattern.compile("(?m)^(?!<!-- table |\\|).*\n\\|")
                        .matcher(page)
                        .results())
                .isEmpty();
        List<String> shown = Pattern.compile("(?m)^<!-- table (\\S+)")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        assertThat(shown)
                .containsExactlyElementsOf(Results.read(ROOT).figures().stream()
                        .map(Figure::table)
                        .distinct()
                        .toList());
    }

    @Test
    void theReadmeHasNoOtherFigures() throws IOException {
        String page = Files.readString(ROOT.resolve("README.md"));
        Matcher table = Pattern.compile("(?m)^<!-- table (log-)?highlights -->\n(\\|.*\n)+")
                .matcher(page);
        assertThat(table.results()).hasSize(2);
        assertThat(table.replaceAll("")).doesNotContainPattern("\\d (ns|MB/s)\\b");
    }

    /** A ratio is one to the median of a row of its own table. */
    @Test
    void ratiosFitTheirMedians() throws IOException {
        Map<String, List<Figure>> tables = Results.read(ROOT).figures().stream()
                .filter(figure -> !figure.ratio().isEmpty() && !figure.median().isEmpty())
                .collect(Collectors.groupingBy(figure -> figure.table() + " " + figure.jdk()));
        assertThat(tables).hasSizeGreaterThan(50);
        tables.forEach((name, rows) -> assertThat(rows)
                .as(name)
                .anyMatch(base -> base.ratio().equals("1.00") && rows.stream().allMatch(row -> fits(row, base))));
    }

    /** Medians are rounded, and the ratio was made before. */
    private static boolean fits(Figure row, Figure base) {
        double ratio = Double.parseDouble(row.ratio());
        return ratio >= least(row) / most(base) - 0.0051 && ratio <= most(row) / least(base) + 0.0051;
    }

    private static double least(Figure figure) {
        return Double.parseDouble(figure.median()) - halfOfLastPlace(figure);
    }

    private static double most(Figure figure) {
        return Double.parseDouble(figure.median()) + halfOfLastPlace(figure);
    }

    private static double halfOfLastPlace(Figure figure) {
        return figure.median().contains(".") ? 0.051 : 0.51;
    }
}
