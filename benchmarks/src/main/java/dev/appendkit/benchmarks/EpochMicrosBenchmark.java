// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import dev.appendkit.Append;
import dev.appendkit.AppendBuffer;
import dev.appendkit.FractionDigits;
import dev.appendkit.netty.ByteBufAppend;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
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
 * Microseconds since the epoch as {@code 2026-11-21 09:02:03.123456} in UTC, against fastjson2 and the JDK, which both
 * go through a LocalDateTime.
 *
 * <p>Nanoseconds per value; 65,536 values are fresh, 1,024 are repeated (see {@link Batches}). Each row fills a buffer
 * with 64 values and starts again. {@code append} writes them one by one to a {@code byte[]}, {@code cursor} through an
 * {@code AppendBuffer}, {@code cursorOverByteBuf} through one that is opened over a direct ByteBuf and closed; {@code
 * jdk} is {@code DateTimeFormatter.format}, {@code getBytes} and a copy; {@code copy} is the lower bound, a copy of the
 * same bytes. {@code order} is {@code random}, or {@code clock}: ascending, about a thousand a second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Batches.SIZE)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class EpochMicrosBenchmark {
    @Param({"65536", "1024"})
    public int count;

    @Param({"random", "clock"})
    public String order;

    private static final DateTimeFormatter FORMATTER =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private final byte[] dst = new byte[Batches.SIZE * 32];
    private final AppendBuffer cursor = AppendBuffer.wrap(dst, 0, dst.length);
    private final ByteBuf buf = Unpooled.directBuffer(dst.length);
    private long[] values;
    private ExpectedTexts texts;
    private Batches batches;

    @Setup
    public void setUp() {
        values = Values.epochMicros(count, order);
        batches = new Batches(count);
        texts = new ExpectedTexts(
                count, i -> Values.dateTime(values[i]).toString().replace('T', ' '));
        ProfilePollution.run();
        texts.verify("Append", (to, pos, i) -> Append.appendTimestampMicros(to, pos, values[i], FractionDigits.MICROS));
        texts.verify(
                "the cursor",
                (to, pos, i) -> cursor.reset(to, pos, to.length)
                                .appendTimestampMicros(values[i], FractionDigits.MICROS)
                                .length()
                        + pos);
        texts.verify("fastjson2", (to, pos, i) -> Fastjson2Timestamp.write(to, pos, Values.dateTime(values[i])));
        texts.verify("the JDK", (to, pos, i) -> JdkText.write(to, pos, FORMATTER.format(Values.dateTime(values[i]))));
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
            pos = Append.appendTimestampMicros(dst, pos, values[i], FractionDigits.MICROS);
        }
        return pos;
    }

    @Benchmark
    public int cursor() {
        int first = batches.advance();
        AppendBuffer out = cursor.reset(dst, 0, dst.length);
        for (int i = first; i < first + Batches.SIZE; i++) {
            out.appendTimestampMicros(values[i], FractionDigits.MICROS);
        }
        return out.length();
    }

    @Benchmark
    public int cursorOverByteBuf() {
        int first = batches.advance();
        buf.clear();
        try (AppendBuffer out = ByteBufAppend.open(buf)) {
            for (int i = first; i < first + Batches.SIZE; i++) {
                out.appendTimestampMicros(values[i], FractionDigits.MICROS);
            }
        }
        return buf.writerIndex();
    }

    @Benchmark
    public int fastjson2() {
        int first = batches.advance();
        int pos = 0;
        for (int i = first; i < first + Batches.SIZE; i++) {
            pos = Fastjson2Timestamp.write(dst, pos, Values.dateTime(values[i]));
        }
        return pos;
    }

    @Benchmark
    public int jdk() {
        int first = batches.advance();
        int pos = 0;
        for (int i = first; i < first + Batches.SIZE; i++) {
            pos = JdkText.write(dst, pos, FORMATTER.format(Values.dateTime(values[i])));
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
