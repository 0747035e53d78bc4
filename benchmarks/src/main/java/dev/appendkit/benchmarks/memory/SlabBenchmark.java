// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks.memory;

import dev.appendkit.memory.MemoryBudget;
import dev.appendkit.memory.Slab;
import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.SplittableRandom;
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

/** Replaces one of 10,000 chunks of 16 to 4,096 bytes, log-uniform, and writes a byte of the new one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsPrepend = "-Dio.netty.leakDetection.level=disabled")
public class SlabBenchmark {
    private static final int CHUNKS = 10_000;
    private static final int DRAWN = 1 << 16;

    @Param({"Slab", "new", "NettyAdaptive", "NettyPooled"})
    public String allocator;

    private final Slab slab = new Slab(16, 1 << 20, 1.25, MemoryBudget.unlimited());
    private final long[] handles = new long[CHUNKS];
    private final byte[][] arrays = new byte[CHUNKS][];
    private final ByteBuf[] buffers = new ByteBuf[CHUNKS];
    private final int[] places = new int[DRAWN];
    private final int[] lengths = new int[DRAWN];
    private ByteBufAllocator netty;
    private Replacement replacement;
    private int at;

    private interface Replacement {
        int replace(int place, int length);
    }

    @Setup
    public void setUp() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < DRAWN; i++) {
            places[i] = random.nextInt(CHUNKS);
            lengths[i] = (int) (16 * Math.pow(2, random.nextDouble(8)));
        }
        netty = allocator.equals("NettyPooled") ? PooledByteBufAllocator.DEFAULT : new AdaptiveByteBufAllocator();
        replacement = switch (allocator) {
            case "Slab" -> this::replaceInSlab;
            case "new" -> this::replaceArray;
            default -> this::replaceBuffer;
        };
        for (int i = 0; i < CHUNKS; i++) {
            handles[i] = slab.alloc(16);
            buffers[i] = netty.heapBuffer(16, 16);
        }
    }

    private int replaceInSlab(int place, int length) {
        slab.decRef(handles[place]);
        long fresh = slab.alloc(length);
        handles[place] = fresh;
        int offset = slab.offset(fresh);
        slab.array(fresh)[offset] = 1;
        return offset;
    }

    private int replaceArray(int place, int length) {
        byte[] fresh = new byte[length];
        fresh[0] = 1;
        arrays[place] = fresh;
        return length;
    }

    private int replaceBuffer(int place, int length) {
        buffers[place].release();
        ByteBuf fresh = netty.heapBuffer(length, length);
        fresh.setByte(0, 1);
        buffers[place] = fresh;
        return length;
    }

    @Benchmark
    public int replace() {
        int now = at;
        at = now + 1 & DRAWN - 1;
        return replacement.replace(places[now], lengths[now]);
    }
}
