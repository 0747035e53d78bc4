// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.koloboke.collect.map.hash.HashLongLongMap;
import com.koloboke.collect.map.hash.HashLongLongMaps;
import dev.appendkit.memory.BytesMap;
import dev.appendkit.memory.LittleEndian;
import dev.appendkit.memory.LongMap;
import dev.appendkit.memory.MemoryBudget;
import dev.appendkit.memory.Table;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.collections.Long2LongCounterMap;

/**
 * The garbage collector's work for one job, per structure in a JVM of its own and read from its log: 30 million updates
 * of 5 million counters; a table of 10 million rows; and the longest single call while 50 million entries are added.
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar dev.appendkit.benchmarks.memory.GcWork counters
 * java -cp benchmarks/target/benchmarks.jar dev.appendkit.benchmarks.memory.GcWork rows
 * java -cp benchmarks/target/benchmarks.jar dev.appendkit.benchmarks.memory.GcWork longest
 * }</pre>
 *
 * <p>A second argument divides the numbers, for a quick look.
 */
public final class GcWork {
    private static final int UPDATES = 30_000_000;
    private static final int COUNTERS = 5_000_000;
    private static final int ROWS = 10_000_000;
    private static final int ADDED = 50_000_000;
    private static final Pattern PAUSE = Pattern.compile("Pause (\\S+).* ([0-9.]+)ms$");
    private static final Map<String, List<String>> KINDS = Map.of(
            "counters", List.of("LongMap", "fastutil", "Koloboke", "Agrona", "HashMap"),
            "rows", List.of("mapped Table", "frozen Table", "HashMap of records"),
            "longest", List.of("LongMap", "fastutil"));

    private GcWork() {}

    /**
     * Runs a job with all its structures, or with one.
     *
     * @param args the job and the divisor; or {@code child}, the job, the structure and the divisor
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 4) {
            child(args[1], args[2], Integer.parseInt(args[3]));
            return;
        }
        String job = args.length > 0 ? args[0] : "counters";
        String divisor = args.length > 1 ? args[1] : "1";
        System.out.println("JDK " + Runtime.version() + ", " + job);
        System.out.println("| structure | time | collections | pauses, sum | longest | full collection | heap after it "
                + "| per item | longest call |");
        System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (String kind : KINDS.getOrDefault(job, List.of())) {
            System.out.println(row(job, kind, divisor));
        }
    }

    private static String row(String job, String kind, String divisor) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:gc:stdout",
                        "-Xmx4g",
                        "-XX:+UseG1GC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GcWork.class.getName(),
                        "child",
                        job,
                        kind,
                        divisor)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String[] lines = new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toArray(String[]::new);
        if (process.waitFor() != 0) {
            throw new IOException(kind + " failed");
        }
        int collections = 0;
        double sum = 0;
        double longest = 0;
        double full = 0;
        String result = "";
        for (String line : lines) {
            Matcher pause = PAUSE.matcher(line);
            if (line.startsWith("result ")) {
                result = line.substring(7);
            } else if (pause.find()) {
                double millis = Double.parseDouble(pause.group(2));
                if (pause.group(1).equals("Full") && line.contains("System.gc")) {
                    full = Math.max(full, millis);
                } else {
                    collections++;
                    sum += millis;
                    longest = Math.max(longest, millis);
                }
            }
        }
        String[] fields = result.split(" ", -1);
        return String.format(
                Locale.ROOT,
                "| %s | %s s | %d | %.1f ms | %.1f ms | %.0f ms | %s MB | %s B | %s |",
                kind,
                fields[0],
                collections,
                sum,
                longest,
                full,
                fields[1],
                fields[2],
                fields.length > 3 ? fields[3] + " ms" : "");
    }

    /** Prints seconds, megabytes after a full collection, and bytes per item. */
    private static void child(String job, String kind, int divisor) throws IOException {
        long before = heap();
        long start = System.nanoTime();
        int items;
        double longestMillis = 0;
        Object kept;
        switch (job) {
            case "counters" -> {
                items = COUNTERS / divisor;
                Counter counter = counter(kind);
                for (int i = 0; i < UPDATES / divisor; i++) {
                    counter.add.accept(Keys.mixed(Long.remainderUnsigned(Keys.mixed(i), items)));
                }
                kept = counter.map;
            }
            case "rows" -> {
                items = ROWS / divisor;
                kept = rows(kind, items);
            }
            default -> {
                items = ADDED / divisor;
                Counter counter = counter(kind);
                for (int i = 0; i < items; i++) {
                    long from = System.nanoTime();
                    counter.add.accept(Keys.mixed(i));
                    longestMillis = Math.max(longestMillis, (System.nanoTime() - from) / 1e6);
                }
                kept = counter.map;
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        try {
            long held = heap() - before;
            System.out.printf(Locale.ROOT, "result %.2f %.0f %.1f", seconds, held / 1e6, held / (double) items);
            System.out.println(longestMillis == 0 ? "" : String.format(Locale.ROOT, " %.1f", longestMillis));
        } finally {
            Reference.reachabilityFence(kept);
        }
    }

    private static long heap() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private record Counter(Object map, LongConsumer add) {}

    private static Counter counter(String kind) {
        return switch (kind) {
            case "LongMap" -> {
                LongMap map = new LongMap(8, MemoryBudget.unlimited());
                yield new Counter(map, key -> map.add(key, 1));
            }
            case "fastutil" -> {
                Long2LongOpenHashMap map = new Long2LongOpenHashMap();
                yield new Counter(map, key -> map.addTo(key, 1));
            }
            case "Koloboke" -> {
                HashLongLongMap map = HashLongLongMaps.newMutableMap();
                yield new Counter(map, key -> map.addValue(key, 1, 0));
            }
            case "Agrona" -> {
                Long2LongCounterMap map = new Long2LongCounterMap(0);
                yield new Counter(map, map::incrementAndGet);
            }
            case "HashMap" -> {
                Map<Long, Long> map = new HashMap<>();
                yield new Counter(map, key -> map.merge(key, 1L, Long::sum));
            }
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private record Place(int x, int y) {}

    /** Keys of twenty chars, values of two ints. */
    private static Object rows(String kind, int count) throws IOException {
        if (kind.equals("HashMap of records")) {
            Map<String, Place> map = new HashMap<>();
            for (int i = 0; i < count; i++) {
                map.put(key(i), new Place(i, -i));
            }
            return map;
        }
        BytesMap map = new BytesMap(8, 20, MemoryBudget.unlimited());
        for (int i = 0; i < count; i++) {
            long row = map.insert(key(i));
            LittleEndian.putInt(map.array(row), map.offset(row), i);
            LittleEndian.putInt(map.array(row), map.offset(row) + 4, -i);
        }
        return kind.equals("frozen Table") ? map.freeze() : mapped(map);
    }

    private static Table mapped(BytesMap map) throws IOException {
        Path file = Files.createTempFile("rows", ".table");
        file.toFile().deleteOnExit();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            map.writeTo(out, 1);
        }
        // The second time, so that no class is loaded meanwhile.
        Table.map(file, 1);
        long start = System.nanoTime();
        Table table = Table.map(file, 1);
        System.err.printf(
                Locale.ROOT, "mapped in %.2f ms, %,d bytes%n", (System.nanoTime() - start) / 1e6, Files.size(file));
        return table;
    }

    private static String key(int i) {
        String hex = Long.toHexString(Keys.mixed(i));
        return "0000" + "0".repeat(16 - hex.length()) + hex;
    }
}
