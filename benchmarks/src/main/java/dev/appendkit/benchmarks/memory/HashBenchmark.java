// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.appendkit.hash.Fnv1a;
import dev.appendkit.hash.Jody;
import java.util.concurrent.TimeUnit;
import net.openhft.hashing.LongHashFunction;
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

/** The hash of a String of ASCII; {@code getBytes} is FNV-1a as it is usually written. XX3 is another function. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class HashBenchmark {
    private static final int COUNT = 1_024;
    private static final LongHashFunction XX3 = LongHashFunction.xx3();

    @Param({"16", "64"})
    public int chars;

    private final String[] texts = new String[COUNT];
    private int at;

    @Setup
    public void setUp() {
        for (int i = 0; i < COUNT; i++) {
            String text = Long.toHexString(Keys.mixed(i) | Long.MIN_VALUE);
            texts[i] = text.repeat(chars / 16);
            if (Fnv1a.hash64(texts[i]) != byGetBytes(texts[i])) {
                throw new IllegalStateException("the hashes differ");
            }
        }
    }

    private String next() {
        at = at + 1 & COUNT - 1;
        return texts[at];
    }

    private static long byGetBytes(String text) {
        long hash = Fnv1a.INIT64;
        for (byte b : text.getBytes(UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x100_0000_01B3L;
        }
        return hash;
    }

    @Benchmark
    public long fnv1a() {
        return Fnv1a.hash64(next());
    }

    @Benchmark
    public long jody() {
        return Jody.hash64(next());
    }

    @Benchmark
    public long getBytes() {
        return byGetBytes(next());
    }

    @Benchmark
    public long xx3() {
        return XX3.hashChars(next());
    }
}
