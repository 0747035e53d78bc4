// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import dev.appendkit.AppendBuffer;
import dev.appendkit.netty.ByteBufAppend;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Sixteen big-endian ints into a ByteBuf, as a header of a binary protocol has them: through a cursor that is opened
 * and closed for them ({@code cursor}; {@code reserved} as it was done before there were such appends), through one
 * that stays open ({@code openCursor}), and by Netty's {@code writeInt}. Nanoseconds are for all sixteen.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class BinaryBenchmark {
    private static final int COUNT = 16;

    @Param({"heap", "direct"})
    public String memory;

    private final int[] values = Values.ints(COUNT);
    private ByteBuf buf;
    private final ByteBuf kept = Unpooled.buffer(1_024);
    private final AppendBuffer open = ByteBufAppend.open(kept);

    @Setup
    public void setUp() {
        buf = memory.equals("heap") ? Unpooled.buffer(1_024) : Unpooled.directBuffer(1_024);
        ProfilePollution.run();
        netty();
        ByteBuf expected = buf.copy();
        cursor();
        check(expected);
        reserved();
        check(expected);
        expected.release();
        if (openCursor() != buf.writerIndex()) {
            throw new IllegalStateException("other bytes than Netty's");
        }
    }

    private void check(ByteBuf expected) {
        if (!buf.equals(expected)) {
            throw new IllegalStateException("other bytes than Netty's");
        }
    }

    @TearDown
    public void tearDown() {
        open.close();
        kept.release();
        buf.release();
    }

    @Benchmark
    public int cursor() {
        buf.clear();
        try (AppendBuffer out = ByteBufAppend.open(buf)) {
            for (int value : values) {
                out.appendIntBigEndian(value);
            }
        }
        return buf.writerIndex();
    }

    @Benchmark
    public int openCursor() {
        open.clear();
        for (int value : values) {
            open.appendIntBigEndian(value);
        }
        return open.length();
    }

    @Benchmark
    public int reserved() {
        buf.clear();
        try (AppendBuffer out = ByteBufAppend.open(buf)) {
            for (int value : values) {
                out.patchBigEndian(out.reserve(Integer.BYTES), value);
            }
        }
        return buf.writerIndex();
    }

    @Benchmark
    public int netty() {
        buf.clear();
        for (int value : values) {
            buf.writeInt(value);
        }
        return buf.writerIndex();
    }
}
