// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.collect.ImmutableMap;
import dev.appendkit.memory.BytesMap;
import dev.appendkit.memory.MemoryBudget;
import dev.appendkit.memory.Table;
import it.unimi.dsi.fastutil.objects.Object2LongOpenHashMap;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Looks up a key of twenty bytes: with the bytes in hand, of which the maps of objects have to make a String, and with
 * the String in hand, whose hash is known.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-Xmx5g")
public class BytesMapBenchmark {
    @Param({"1000", "1000000", "8000000"})
    public int entries;

    @Param({"BytesMap", "frozen Table", "mapped Table", "HashMap", "fastutil", "ImmutableMap"})
    public String map;

    private interface Lookup {
        long ofBytes(byte[] key);

        long ofText(String key);
    }

    private String[] texts;
    private byte[][] bytes;
    private int at;
    private Lookup lookup;

    @Setup
    public void setUp() throws IOException {
        texts = Keys.strings(entries);
        BytesMap other = new BytesMap(20, 40, MemoryBudget.unlimited());
        for (int i = 0; i < 20_000; i++) {
            other.add("other " + i % 3_000, 1);
        }
        lookup = of(map, texts);
        for (int i = texts.length - 1; i > 0; i--) {
            int to = (int) Long.remainderUnsigned(Keys.mixed(-i), i + 1L);
            String key = texts[i];
            texts[i] = texts[to];
            texts[to] = key;
        }
        bytes = Keys.bytes(texts);
        for (int i = 0; i < texts.length; i++) {
            long value = lookup.ofText(texts[i]);
            if (value != lookup.ofBytes(bytes[i]) || value != value(texts[i])) {
                throw new IllegalStateException(map + " has lost a key");
            }
        }
    }

    private static long value(String key) {
        return Long.parseUnsignedLong(key.substring(0, 16), 16) | 1;
    }

    private static Lookup of(String map, String[] keys) throws IOException {
        switch (map) {
            case "HashMap" -> {
                Map<String, Long> used = new HashMap<>();
                for (String key : keys) {
                    used.put(key, value(key));
                }
                return ofObjects(used);
            }
            case "ImmutableMap" -> {
                ImmutableMap.Builder<String, Long> used = ImmutableMap.builder();
                for (String key : keys) {
                    used.put(key, value(key));
                }
                return ofObjects(used.buildOrThrow());
            }
            case "fastutil" -> {
                Object2LongOpenHashMap<String> used = new Object2LongOpenHashMap<>();
                for (String key : keys) {
                    used.put(key, value(key));
                }
                return new Lookup() {
                    @Override
                    public long ofBytes(byte[] key) {
                        return used.getLong(new String(key, US_ASCII));
                    }

                    @Override
                    public long ofText(String key) {
                        return used.getLong(key);
                    }
                };
            }
            default -> {
                BytesMap used = new BytesMap(8, 20, MemoryBudget.unlimited());
                for (String key : keys) {
                    used.add(key, value(key));
                }
                return map.equals("BytesMap") ? ofMap(used) : ofTable(table(map, used));
            }
        }
    }

    private static Lookup ofObjects(Map<String, Long> map) {
        return new Lookup() {
            @Override
            public long ofBytes(byte[] key) {
                return map.getOrDefault(new String(key, US_ASCII), 0L);
            }

            @Override
            public long ofText(String key) {
                return map.getOrDefault(key, 0L);
            }
        };
    }

    private static Lookup ofMap(BytesMap map) {
        return new Lookup() {
            @Override
            public long ofBytes(byte[] key) {
                return map.get(key, 0, key.length, 0);
            }

            @Override
            public long ofText(String key) {
                return map.get(key, 0);
            }
        };
    }

    private static Table table(String kind, BytesMap map) throws IOException {
        if (kind.equals("frozen Table")) {
            return map.freeze();
        }
        if (!kind.equals("mapped Table")) {
            throw new IllegalArgumentException(kind);
        }
        Path file = Files.createTempFile("benchmark", ".table");
        file.toFile().deleteOnExit();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            map.writeTo(out, 1);
        }
        return Table.map(file, 1);
    }

    private static Lookup ofTable(Table table) {
        return new Lookup() {
            @Override
            public long ofBytes(byte[] key) {
                long row = table.find(key, 0, key.length);
                return row < 0 ? 0 : table.getLong(row, 0);
            }

            @Override
            public long ofText(String key) {
                long row = table.find(key);
                return row < 0 ? 0 : table.getLong(row, 0);
            }
        };
    }

    private int next() {
        int now = at;
        at = now + 1 == texts.length ? 0 : now + 1;
        return now;
    }

    @Benchmark
    public long bytesInHand() {
        return lookup.ofBytes(bytes[next()]);
    }

    @Benchmark
    public long stringInHand() {
        return lookup.ofText(texts[next()]);
    }
}
