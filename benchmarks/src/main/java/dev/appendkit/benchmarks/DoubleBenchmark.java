// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import com.alibaba.fastjson2.util.NumberUtils;
import dev.appendkit.Append;
import dev.appendkit.AppendBuffer;
import dev.appendkit.netty.ByteBufAppend;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
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
 * Shortest text of a double, against fastjson2, Jackson and the JDK.
 *
 * <p>Nanoseconds per value; 65,536 values are fresh, 1,024 are repeated (see {@link Batches}). Each row fills a buffer
 * with 64 values and starts again. {@code append} writes them one by one to a {@code byte[]}, {@code cursor} through an
 * {@code AppendBuffer}, {@code cursorOverByteBuf} through one that is opened over a direct ByteBuf and closed; {@code
 * jdk} is {@code Double.toString}, {@code getBytes} and a copy; {@code copy} is the lower bound, a copy of the same
 * bytes. {@code kind} is described in {@link Values#doubles}. fastjson2 now and then writes a digit more than needed;
 * its row is checked by reading its text back.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Batches.SIZE)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DoubleBenchmark {
    @Param({"65536", "1024"})
    public int count;

    @Param({"mixed", "prices", "digits17"})
    public String kind;

    private final byte[] dst = new byte[Batches.SIZE * 32];
    private final AppendBuffer cursor = AppendBuffer.wrap(dst, 0, dst.length);
    private final ByteBuf buf = Unpooled.directBuffer(dst.length);
    private final JacksonNumbers jackson = new JacksonNumbers();
    private double[] values;
    private ExpectedTexts texts;
    private Batches batches;

    @Setup
    public void setUp() {
        values = Values.doubles(count, kind);
        batches = new Batches(count);
        texts = new ExpectedTexts(count, i -> Double.toString(values[i]));
        ProfilePollution.run();
        texts.verify("Append", (to, pos, i) -> Append.appendDouble(to, pos, values[i]));
        texts.verify(
                "the cursor",
                (to, pos, i) ->
                        cursor.reset(to, pos, to.length).appendDouble(values[i]).length() + pos);
        verifyFastjson2();
        texts.verify("Jackson", (to, pos, i) -> jackson.write(to, pos, values, i, 1));
        texts.verify("the JDK", (to, pos, i) -> JdkText.write(to, pos, Double.toString(values[i])));
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
            pos = Append.appendDouble(dst, pos, values[i]);
        }
        return pos;
    }

    @Benchmark
    public int cursor() {
        int first = batches.advance();
        AppendBuffer out = cursor.reset(dst, 0, dst.length);
        for (int i = first; i < first + Batches.SIZE; i++) {
            out.appendDouble(values[i]);
        }
        return out.length();
    }

    @Benchmark
    public int cursorOverByteBuf() {
        int first = batches.advance();
        buf.clear();
        try (AppendBuffer out = ByteBufAppend.open(buf)) {
            for (int i = first; i < first + Batches.SIZE; i++) {
                out.appendDouble(values[i]);
            }
        }
        return buf.writerIndex();
    }

    @Benchmark
    public int fastjson2() {
        int first = batches.advance();
        int pos = 0;
        for (int i = first; i < first + Batches.SIZE; i++) {
            pos = NumberUtils.writeDouble(dst, pos, values[i], true, false);
        }
        return pos;
    }

    @Benchmark
    public int jackson() {
        int first = batches.advance();
        return jackson.write(dst, 0, values, first, Batches.SIZE);
    }

    @Benchmark
    public int jdk() {
        int first = batches.advance();
        int pos = 0;
        for (int i = first; i < first + Batches.SIZE; i++) {
            pos = JdkText.write(dst, pos, Double.toString(values[i]));
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

    private void verifyFastjson2() {
        for (double value : values) {
            int length = NumberUtils.writeDouble(dst, 0, value, true, false);
            String text = new String(dst, 0, length, StandardCharsets.ISO_8859_1);
            if (Double.parseDouble(text) != value) {
                throw new IllegalStateException("fastjson2 wrote " + text + " instead of " + value);
            }
        }
    }
}
