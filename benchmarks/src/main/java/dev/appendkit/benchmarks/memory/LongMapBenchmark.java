// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks.memory;

import com.koloboke.collect.map.hash.HashLongLongMap;
import com.koloboke.collect.map.hash.HashLongLongMaps;
import dev.appendkit.memory.LongMap;
import dev.appendkit.memory.MemoryBudget;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agrona.collections.Long2LongCounterMap;
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
 * Adds 1 to the value of a key that is there: one map per fork, whose keys come in an order of their own. A second
 * `LongMap` with values of another size has been used before in the same JVM.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-Xmx3g")
public class LongMapBenchmark {
    @Param({"1000", "1000000", "8000000"})
    public int entries;

    @Param({"LongMap", "fastutil", "Koloboke", "Agrona", "HashMap"})
    public String map;

    private interface Counter {
        void add(long key);

        long get(long key);
    }

    private long[] keys;
    private int at;
    private Counter counter;

    @Setup
    public void setUp() {
        keys = Keys.longs(entries);
        pollute();
        counter = of(map);
        for (long key : keys) {
            counter.add(key);
        }
        // Another order than that of the insertion.
        for (int i = keys.length - 1; i > 0; i--) {
            int other = (int) Long.remainderUnsigned(Keys.mixed(-i), i + 1L);
            long key = keys[i];
            keys[i] = keys[other];
            keys[other] = key;
        }
        for (long key : keys) {
            if (counter.get(key) != 1) {
                throw new IllegalStateException(map + " has lost a key");
            }
        }
    }

    private static void pollute() {
        LongMap other = new LongMap(24, MemoryBudget.unlimited());
        for (int i = 0; i < 20_000; i++) {
            other.add(Keys.mixed(i % 5_000), 1);
        }
    }

    private static Counter of(String map) {
        return switch (map) {
            case "LongMap" -> {
                LongMap used = new LongMap(8, MemoryBudget.unlimited());
                yield counter(key -> used.add(key, 1), key -> used.get(key, 0));
            }
            case "fastutil" -> {
                Long2LongOpenHashMap used = new Long2LongOpenHashMap();
                yield counter(key -> used.addTo(key, 1), used::get);
            }
            case "Koloboke" -> {
                HashLongLongMap used = HashLongLongMaps.newMutableMap();
                yield counter(key -> used.addValue(key, 1, 0), used::get);
            }
            case "Agrona" -> {
                Long2LongCounterMap used = new Long2LongCounterMap(0);
                yield counter(used::incrementAndGet, used::get);
            }
            case "HashMap" -> {
                Map<Long, Long> used = new HashMap<>();
                yield counter(key -> used.merge(key, 1L, Long::sum), key -> used.getOrDefault(key, 0L));
            }
            default -> throw new IllegalArgumentException(map);
        };
    }

    private interface LongUse {
        void accept(long key);
    }

    private interface LongGet {
        long apply(long key);
    }

    private static Counter counter(LongUse add, LongGet get) {
        return new Counter() {
            @Override
            public void add(long key) {
                add.accept(key);
            }

            @Override
            public long get(long key) {
                return get.apply(key);
            }
        };
    }

    @Benchmark
    public void add() {
        counter.add(keys[at]);
        at = at + 1 == keys.length ? 0 : at + 1;
    }
}
