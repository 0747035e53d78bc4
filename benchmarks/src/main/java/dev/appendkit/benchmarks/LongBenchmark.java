// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import com.alibaba.fastjson2.util.IOUtils;
import com.fasterxml.jackson.core.io.NumberOutput;
import dev.appendkit.Append;
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
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Decimal text of a long with log-uniform magnitudes, a fifth of them negative, against fastjson2, Jackson and the JDK.
 *
 * <p>Nanoseconds per value; 65,536 values are fresh, 1,024 are repeated (see {@link Batches}). Each row fills a buffer
 * with 64 values and starts again. {@code append} writes them one by one to a {@code byte[]}, {@code cursor} through an
 * {@code AppendBuffer}, {@code cursorOverByteBuf} through one that is opened over a direct ByteBuf and closed; {@code
 * jdk} is {@code Long.toString}, {@code getBytes} and a copy; {@code copy} is the lower bound, a copy of the same
 * bytes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Batches.SIZE)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class LongBenchmark {
    @Param({"65536", "1024"})
    public int count;

    private final byte[] dst = new byte[Batches.SIZE * 24];
    private final AppendBuffer cursor = AppendBuffer.wrap(dst, 0, dst.length);
    private final ByteBuf buf = Unpooled.directBuffer(dst.length);
    private long[] values;
    private ExpectedTexts texts;
    private Batches batches;

    @Setup
    public void setUp() {
        values = Values.longs(count);
        batches = new Batches(count);
        texts = new ExpectedTexts(count, i -> Long.toString(values[i]));
        ProfilePollution.run();
        texts.verify("Append", (to, pos, i) -> Append.appendLong(to, pos, values[i]));
        texts.verify(
                "the cursor",
                (to, pos, i) ->
                        cursor.reset(to, pos, to.length).appendLong(values[i]).length() + pos);
        texts.verify("fastjson2", (to, pos, i) -> IOUtils.writeInt64(to, pos, values[i]));
        texts.verify("Jackson", (to, pos, i) -> NumberOutput.outputLong(values[i], to, pos));
        texts.verify("the JDK", (to, pos, i) -> JdkText.write(to, pos, Long.toString(values[i])));
    }

    @TearDown
    public void tearDown() {
        buf.release();
    }

    @Benchmark
    public int append() {
        int first = batches.advance();
        int pos = 0;
        for (int i = first; i < first + Batches.SIZE; i++) {
            pos = Append.appendLong(dst, pos, values[i]);
        }
        return pos;
    }

    @Benchmark
    public int cursor() {
        int first = batches.advance();
        AppendBuffer out = cursor.reset(dst, 0, dst.length);
        for (int i = first; i < first + Batches.SIZE; i++) {
            out.appendLong(values[i]);
        }
        return out.length();
    }

    @Benchmark
    public int cursorOverByteBuf() {
        int first = batches.advance();
        buf.clear();
        try (AppendBuffer out = ByteBufAppend.open(buf)) {
            for (int i = first; i < first + Batches.SIZE; i++) {
                out.appendLong(values[i]);
            }
        }
        return buf.writerIndex();
    }

    @Benchmark
    public int fastjson2() {
        int first = batches.advance();
        int pos = 0;
        for (int i = first; i < first + Batches.SIZE; i++) {
            pos = IOUtils.writeInt64(dst, pos, values[i]);
        }
        return pos;
    }

    @Benchmark
    public int jackson() {
        int first = batches.advance();
        int pos = 0;
        for (int i = first; i < first + Batches.SIZE; i++) {
            pos = NumberOutput.outputLong(values[i], dst, pos);
        }
        return pos;
    }

    @Benchmark
    public int jdk() {
        int first = batches.advance();
        int pos = 0;
        for (int i = first; i < first + Batches.SIZE; i++) {
            pos = JdkText.write(dst, pos, Long.toString(values[i]));
        }
        return pos;
    }

    @Benchmark
    public int copy() {
        int first = batches.advance();
        int pos = 0;
        for (int i = first; i < first + Batches.SIZE; i++) {
            pos = texts.copy(dst, pos, i);
        }
        return pos;
    }
}
