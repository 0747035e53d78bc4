// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Fills the tables of README.md, RESULTS.md and docs/pools.md, and draws the README's bar chart, from
 * {@code benchmarks/results.csv}. A table follows a comment {@code <!-- table NAME -->}, or {@code <!-- table NAME JDK
 * -->} where each JDK has a table of its own. Uses the JDK only, so that {@code java Results.java ROOT} runs it without
 * a build.
 */
final class Results {
    /** The README and the chart show one JDK. */
    static final int SHOWN_JDK = 25;

    /** The rows of the README and of the chart. */
    private static final List<Highlight> HIGHLIGHTS = List.of(
            new Highlight(
                    "SQL statement with six parameters",
                    "seed/binary",
                    "**appendkit**, own buffer",
                    "MariaDB Connector/J, parsed and bound once",
                    "seed statement, binary, own buffer"),
            new Highlight("`double`, mixed", "double/mixed", "**cursor**", "fastjson2", "double, mixed, cursor"),
            new Highlight(
                    "timestamp of a clock", "micros/clock", "**cursor**", "fastjson2", "epoch micros, a clock, cursor"),
            new Highlight("`int`, mixed", "int/fresh", "**cursor**", "fastjson2", "int, cursor"));

    /** The README's rows of log events. */
    private static final List<Highlight> LOG_HIGHLIGHTS = List.of(
            new Highlight(
                    "Logback", "log/logback", "**appendkit**, `ecs`", "Elastic's .*|logstash-.*|Logback's .*", null),
            new Highlight(
                    "Spring Boot", "log/logback", "**appendkit** in Spring Boot, `ecs`", "Spring Boot's .*", null),
            new Highlight("Log4j", "log/log4j", "**appendkit**, `ecs`", "Elastic's .*|`JsonTemplateLayout`.*", null));

    private static final Pattern TABLE = Pattern.compile("(?m)^<!-- table (\\S+)(?: (\\d+))? -->\n((?:\\|.*\n)*)");

    /** A line of results.csv. Numbers are kept as they are written; what was not measured is empty. */
    record Figure(
            String table,
            String row,
            String variant,
            int jdk,
            String median,
            String min,
            String max,
            String bytes,
            String ratio,
            String note) {
        /** As {@code 199.2 (184.8–209.5)}. */
        String medianAndRange() {
            return grouped(median) + (min.isEmpty() ? "" : " (" + grouped(min) + "–" + grouped(max) + ")");
        }

        /** The row's name up to its first comma. */
        String shortRow() {
            return row.replaceFirst(",.*", "");
        }

        /** As {@code 345.9 (1,064 B)}, without the bytes where there are none. */
        String medianAndBytes() {
            return grouped(median) + (bytes.isEmpty() ? "" : " (" + grouped(bytes) + " B)");
        }

        /** As {@code 345.9 (72 %)}, without the part that missed where nothing did. */
        String medianAndNote() {
            return grouped(median) + (note.isEmpty() ? "" : " (" + note + ")");
        }
    }

    /**
     * Two rows of a table: ours, and the fastest of those whose names match a pattern.
     *
     * @param comparison the row of the table "short" that has their ratio, or null to compare the medians
     */
    private record Highlight(String label, String table, String ours, String peers, String comparison) {}

    private final List<Figure> figures;

    Results(List<Figure> figures) {
        this.figures = figures;
    }

    /** Without arguments in the root of the repository, or with that directory: writes all files. */
    public static void main(String[] args) throws IOException {
        Path root = Path.of(args.length == 0 ? "." : args[0]);
        for (Map.Entry<Path, String> file : read(root).files(root).entrySet()) {
            Files.writeString(file.getKey(), file.getValue());
        }
    }

    static Results read(Path root) throws IOException {
        List<String> lines = Files.readAllLines(root.resolve("benchmarks/results.csv"), UTF_8);
        return new Results(lines.stream().skip(1).map(Results::figure).toList());
    }

    List<Figure> figures() {
        return figures;
    }

    /** What each file should hold. */
    Map<Path, String> files(Path root) throws IOException {
        Map<Path, String> files = new LinkedHashMap<>();
        for (String name : List.of("README.md", "benchmarks/RESULTS.md", "docs/pools.md")) {
            files.put(root.resolve(name), filled(Files.readString(root.resolve(name))));
        }
        files.put(root.resolve("docs/benchmarks-light.svg"), chart("#1f2328", "#0969da", "#afb8c1"));
        files.put(root.resolve("docs/benchmarks-dark.svg"), chart("#e6edf3", "#4493f8", "#6e7681"));
        return files;
    }

    /** The page with every table made anew. */
    String filled(String page) {
        Matcher tables = TABLE.matcher(page);
        StringBuilder text = new StringBuilder();
        while (tables.find()) {
            String marker = tables.group().substring(0, tables.group().indexOf('\n') + 1);
            String table = table(tables.group(1), tables.group(2) == null ? 0 : Integer.parseInt(tables.group(2)));
            tables.appendReplacement(text, Matcher.quoteReplacement(marker + table));
        }
        return tables.appendTail(text).toString();
    }

    private String table(String name, int jdk) {
        if (name.equals("highlights")) {
            return highlights("statement or value", HIGHLIGHTS);
        }
        if (name.equals("log-highlights")) {
            return highlights("event", LOG_HIGHLIGHTS);
        }
        List<Figure> found = figures.stream()
                .filter(figure -> figure.table().equals(name) && (jdk == 0 || figure.jdk() == jdk))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("results.csv has no table " + name);
        }
        return switch (name) {
            case "short" -> goals(found);
            case "compile" -> throughput(found);
            case "csv2sql" -> csv2sql(found);
            case "pools" -> matrix("pool", found, Figure::medianAndBytes);
            case "buffers/same", "buffers/other" -> matrix("allocator", found, Figure::medianAndBytes);
            case "pools/in-use", "buffers/in-use" -> matrix("in use", found, Figure::medianAndNote);
            case "pools/hand-off", "buffers/hand-off" -> matrix("places in the queue", found, Figure::medianAndNote);
            default -> values(found);
        };
    }

    private static String values(List<Figure> found) {
        return lines(
                "| row | JDK 17: ns | B | ratio | JDK 25: ns | B | ratio |",
                "|---|---:|---:|---:|---:|---:|---:|",
                found,
                Figure::row,
                row -> row.get(0).row()
                        + cells(row, f -> f.medianAndRange() + " | " + grouped(f.bytes()) + " | " + f.ratio()));
    }

    private static String throughput(List<Figure> found) {
        return lines(
                "| dialect | size | JDK 17: MB/s | B | JDK 25: MB/s | B |",
                "|---|---:|---:|---:|---:|---:|",
                found,
                figure -> figure.row() + " | " + figure.variant(),
                row -> row.get(0).row() + " | " + row.get(0).variant()
                        + cells(row, f -> f.medianAndRange() + " | " + grouped(f.bytes())));
    }

    private static String goals(List<Figure> found) {
        return lines(
                "| value | goal, 17 / 25 | JDK 17 | JDK 25 |",
                "|---|---|---:|---:|",
                found,
                Figure::row,
                row -> row.get(0).row() + " | " + row.get(0).variant() + cells(row, f -> f.ratio() + f.note()));
    }

    private static String csv2sql(List<Figure> found) {
        return lines(
                "| | JDK 17 | JDK 25 |",
                "|---|---:|---:|",
                found,
                Figure::row,
                row -> row.get(0).row()
                        + cells(
                                row,
                                f -> f.median() + " MB/s"
                                        + (f.bytes().isEmpty() ? "" : ", " + grouped(f.bytes()) + " B per row")));
    }

    /** One column for each variant. */
    private static String matrix(String corner, List<Figure> found, Function<Figure, String> cell) {
        List<String> columns = found.stream().map(Figure::variant).distinct().toList();
        return lines(
                "| " + corner + " | " + String.join(" | ", columns) + " |",
                "|---|" + "---:|".repeat(columns.size()),
                found,
                Figure::row,
                row -> row.get(0).row() + cells(row, cell));
    }

    private String highlights(String what, List<Highlight> highlights) {
        StringBuilder text = new StringBuilder("| JDK " + SHOWN_JDK + ", median per " + what
                + " | appendkit | peer | times as fast |\n|---|---:|---:|---:|\n");
        for (Highlight highlight : highlights) {
            text.append("| ").append(highlight.label()).append(" | ");
            text.append(measured(shown(highlight.table(), highlight.ours()))).append(" | ");
            Figure peer = fastest(highlight);
            text.append(peer.shortRow()).append(' ').append(measured(peer)).append(" | ");
            text.append(ratio(highlight)).append(" |\n");
        }
        return text.toString();
    }

    private String ratio(Highlight highlight) {
        if (highlight.comparison() != null) {
            return shown("short", highlight.comparison()).ratio();
        }
        double ours =
                Double.parseDouble(shown(highlight.table(), highlight.ours()).median());
        return String.format(
                Locale.ROOT, "%.2f", Double.parseDouble(fastest(highlight).median()) / ours);
    }

    private Figure fastest(Highlight highlight) {
        return figures.stream()
                .filter(figure -> figure.table().equals(highlight.table())
                        && figure.row().matches(highlight.peers())
                        && figure.jdk() == SHOWN_JDK)
                .min(Comparator.comparingDouble(figure -> Double.parseDouble(figure.median())))
                .orElseThrow(() -> new IllegalArgumentException("results.csv has no row " + highlight.peers()
                        + " in table " + highlight.table() + " on JDK " + SHOWN_JDK));
    }

    private static String measured(Figure figure) {
        return grouped(figure.median()) + " ns, " + grouped(figure.bytes()) + " B";
    }

    private Figure shown(String table, String row) {
        return figures.stream()
                .filter(figure -> figure.table().equals(table) && figure.row().equals(row) && figure.jdk() == SHOWN_JDK)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "results.csv has no row " + row + " in table " + table + " on JDK " + SHOWN_JDK));
    }

    /** Two bars for each highlight; the peer's has the full length. */
    private String chart(String text, String ours, String theirs) {
        int height = 28 + 62 * HIGHLIGHTS.size();
        StringBuilder svg = new StringBuilder();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"760\" height=\"")
                .append(height);
        svg.append("\" viewBox=\"0 0 760 ")
                .append(height)
                .append("\" font-size=\"14\" fill=\"")
                .append(text);
        svg.append("\" font-family=\"-apple-system, 'Segoe UI', Helvetica, Arial, sans-serif\">\n");
        svg.append("<title>Time per statement or value on JDK ").append(SHOWN_JDK);
        svg.append(", shorter is better</title>\n");
        int y = 16;
        svg.append(label(0, y, "", "Time per statement or value, JDK " + SHOWN_JDK + "; shorter is better"));
        y += 12;
        for (Highlight highlight : HIGHLIGHTS) {
            Figure mine = shown(highlight.table(), highlight.ours());
            Figure peer = fastest(highlight);
            double share = Double.parseDouble(mine.median()) / Double.parseDouble(peer.median());
            svg.append(
                    label(240, y + 29, " text-anchor=\"end\"", highlight.label().replace("`", "")));
            svg.append(bar(y + 4, Math.round(300 * share), ours, "appendkit " + grouped(mine.median()) + " ns"));
            svg.append(bar(y + 28, 300, theirs, peer.shortRow() + " " + grouped(peer.median()) + " ns"));
            y += 62;
        }
        return svg.append("</svg>\n").toString();
    }

    private static String bar(int y, long width, String colour, String label) {
        return "<rect x=\"250\" y=\"" + y + "\" width=\"" + width + "\" height=\"20\" fill=\"" + colour + "\"/>\n"
                + label(256 + width, y + 15, " font-size=\"12\"", label);
    }

    private static String label(long x, int y, String attributes, String text) {
        return "<text x=\"" + x + "\" y=\"" + y + "\"" + attributes + ">" + text + "</text>\n";
    }

    /** The lines of a table: figures with the same key make one. */
    private static String lines(
            String head,
            String rule,
            List<Figure> found,
            Function<Figure, String> key,
            Function<List<Figure>, String> line) {
        Map<String, List<Figure>> rows =
                found.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
        return rows.values().stream()
                .map(row -> "| " + line.apply(row) + " |\n")
                .collect(Collectors.joining("", head + "\n" + rule + "\n", ""));
    }

    private static String cells(List<Figure> row, Function<Figure, String> cell) {
        return row.stream().map(figure -> " | " + cell.apply(figure)).collect(Collectors.joining());
    }

    /** Thousands apart: {@code 131511} is {@code 131,511}. */
    private static String grouped(String number) {
        return number.replaceAll("(?<=^\\d{1,9})(?=(\\d{3})+(\\.|$))", ",");
    }

    private static Figure figure(String line) {
        List<String> cells = new ArrayList<>();
        Matcher cell = Pattern.compile("(?:^|,)(?:\"([^\"]*)\"|([^,]*))").matcher(line);
        while (cell.find()) {
            cells.add(cell.group(1) == null ? cell.group(2) : cell.group(1));
        }
        if (cells.size() != 10) {
            throw new IllegalArgumentException("a line of results.csv has 10 fields: " + line);
        }
        return new Figure(
                cells.get(0),
                cells.get(1),
                cells.get(2),
                Integer.parseInt(cells.get(3)),
                cells.get(4),
                cells.get(5),
                cells.get(6),
                cells.get(7),
                cells.get(8),
                cells.get(9));
    }
}
