// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks.memory;

import dev.appendkit.memory.MemoryBudget;
import dev.appendkit.memory.Region;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A hundred pieces of 16 to 256 bytes, each with a byte written, and then all of them given up. Per piece. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RegionBenchmark {
    private static final int PIECES = 100;

    private final Region region = new Region(64 << 10, MemoryBudget.unlimited());
    private final int[] lengths = new int[PIECES];
    private final byte[][] arrays = new byte[PIECES][];

    @Setup
    public void setUp() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < PIECES; i++) {
            lengths[i] = random.nextInt(16, 257);
        }
    }

    @Benchmark
    @OperationsPerInvocation(PIECES)
    public int region() {
        int sum = 0;
        for (int length : lengths) {
            long piece = region.alloc(length);
            int offset = region.offset(piece);
            region.array(piece)[offset] = 1;
            sum += offset;
        }
        region.reset();
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(PIECES)
    public byte[][] arrays() {
        for (int i = 0; i < PIECES; i++) {
            byte[] piece = new byte[lengths[i]];
            piece[0] = 1;
            arrays[i] = piece;
        }
        return arrays;
    }
}
