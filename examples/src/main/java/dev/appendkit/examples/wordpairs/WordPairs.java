// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.wordpairs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.appendkit.examples.memory.HeapMeter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the words and the pairs of words in the JDK's own classes.
 *
 * <p>{@code WordPairs [--objects] [--modules <name>|all]} counts with the memory kit, or with objects; without
 * {@code --objects} it prints the hundred most frequent words, writes the counts, maps the file and compares.
 * {@code WordPairs --compare [--modules …]} does both in JVMs of their own and prints one table.
 */
public final class WordPairs {
    private WordPairs() {}

    /** See the class. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> options = List.of(arguments);
        int at = options.indexOf("--modules");
        String module = at >= 0 && at + 1 < options.size() ? options.get(at + 1) : "java.base";
        if (options.contains("--compare")) {
            compare(module);
            return;
        }
        boolean objects = options.contains("--objects");
        HeapMeter meter = new HeapMeter();
        PairCounter counter = count(module, objects);
        String row = meter.row(objects ? "objects" : "kit");
        if (!objects && !options.contains("--brief")) {
            printMostFrequent(counter);
            check((KitCounter) counter);
        }
        if (!options.contains("--brief")) {
            System.out.println(HeapMeter.header());
        }
        System.out.println(row);
        System.out.println(counter.result());
    }

    static PairCounter count(String module, boolean objects) throws IOException {
        PairCounter counter = objects ? new ObjectCounter() : new KitCounter();
        ClassWords.read(module, counter);
        return counter;
    }

    private static void printMostFrequent(PairCounter counter) {
        int column = 0;
        for (PairCounter.Count each : counter.mostFrequent(100)) {
            String text = each.word() + " " + each.count();
            System.out.print(text + " ".repeat(Math.max(1, 22 - text.length())));
            if (++column % 5 == 0) {
                System.out.println();
            }
        }
    }

    private static void check(KitCounter counter) throws IOException {
        Path file = Files.createTempFile("wordpairs", ".table");
        try {
            long bytes = counter.writeMapAndCompare(file);
            System.out.println("counts written, mapped and compared: " + bytes + " bytes; the maps hold "
                    + counter.budget().used() + " bytes");
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void compare(String module) throws IOException, InterruptedException {
        System.out.println(HeapMeter.header());
        List<String> results = new ArrayList<>();
        for (String mode : new String[] {"--kit", "--objects"}) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            WordPairs.class.getName(),
                            mode,
                            "--brief",
                            "--modules",
                            module)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String[] lines = new String(process.getInputStream().readAllBytes(), UTF_8).split("\\R");
            if (process.waitFor() != 0) {
                throw new IllegalStateException("the run with " + mode + " failed");
            }
            System.out.println(lines[0]);
            results.add(lines[1]);
        }
        if (!results.get(0).equals(results.get(1))) {
            throw new IllegalStateException("the results differ: " + results);
        }
        System.out.println("the same with both: " + results.get(0));
    }
}
