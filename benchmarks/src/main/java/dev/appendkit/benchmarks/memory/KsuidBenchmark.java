// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.appendkit.Append;
import dev.appendkit.Ksuid;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The 27 chars of a KSUID in an array; the peers make a String, whose bytes are copied. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class KsuidBenchmark {
    private static final int COUNT = 1_024;

    private final Ksuid[] ours = new Ksuid[COUNT];
    private final com.github.ksuid.Ksuid[] ksuids = new com.github.ksuid.Ksuid[COUNT];
    private final com.github.f4b6a3.ksuid.Ksuid[] created = new com.github.f4b6a3.ksuid.Ksuid[COUNT];
    private final byte[] dst = new byte[64];
    private int at;

    @Setup
    public void setUp() {
        Random random = new Random(1);
        for (int i = 0; i < COUNT; i++) {
            ours[i] = new Ksuid(random.nextInt(), random.nextLong(), random.nextLong());
            byte[] bytes = new byte[20];
            ours[i].copyTo(bytes, 0);
            ksuids[i] = com.github.ksuid.Ksuid.newBuilder()
                    .withTimestamp(ours[i].timestamp())
                    .withPayload(Arrays.copyOfRange(bytes, 4, 20))
                    .build();
            created[i] = com.github.f4b6a3.ksuid.Ksuid.from(bytes);
            if (!created[i].toString().equals(ours[i].toString())) {
                throw new IllegalStateException("the texts differ");
            }
        }
    }

    private int next() {
        at = at + 1 & COUNT - 1;
        return at;
    }

    private int copy(String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        System.arraycopy(bytes, 0, dst, 0, bytes.length);
        return bytes.length;
    }

    @Benchmark
    public int append() {
        return Append.appendKsuid(dst, 0, ours[next()]);
    }

    @Benchmark
    public int ksuid() {
        return copy(ksuids[next()].toString());
    }

    @Benchmark
    public int ksuidCreator() {
        return copy(created[next()].toString());
    }
}
