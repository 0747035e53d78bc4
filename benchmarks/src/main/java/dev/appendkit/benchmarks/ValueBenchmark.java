// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import dev.appendkit.AppendBuffer;
import dev.appendkit.netty.ByteBufAppend;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Map;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the benchmarks of a kind of value have in common. Each row fills a buffer with 64 values and starts again:
 * {@code append} writes them one by one to a {@code byte[]}, {@code cursor} through an {@code AppendBuffer},
 * {@code cursorOverByteBuf} through one that is opened over a direct ByteBuf and closed; {@code jdk} is the JDK's text,
 * {@code getBytes} and a copy; {@code copy} is the lower bound, a copy of the same bytes. Nanoseconds are per value.
 *
 * <p>Before the first measurement every side has written every value and was compared with the expected text. A fork
 * runs one row only, so the abstract methods and {@link #fill} have one receiver where it is measured.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Batches.SIZE)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public abstract class ValueBenchmark {
    /** Peers write whole words past their text, and quotes. */
    private static final int SLACK = 64;

    private byte[] dst;
    private AppendBuffer cursor;
    private ByteBuf buf;
    private ExpectedTexts texts;
    private Batches batches;
    private int size;

    /** The number of values. */
    final int size() {
        return size;
    }

    /** Makes the values and answers how many there are. */
    abstract int prepare();

    /** What every side writes for a value. */
    abstract String text(int index);

    abstract int append(byte[] to, int pos, int index);

    abstract void append(AppendBuffer out, int index);

    /** The text by the JDK, where it is not the expected one as it is. */
    String jdkText(int index) {
        return text(index);
    }

    /** The other sides, which write the expected text too. */
    abstract Map<String, ValueWriter> peers();

    @Setup
    public void setUp() {
        size = prepare();
        batches = new Batches(size);
        texts = new ExpectedTexts(size, this::text);
        dst = new byte[Batches.SIZE * (texts.longest() + 2) + SLACK];
        cursor = AppendBuffer.wrap(dst, 0, dst.length);
        buf = Unpooled.directBuffer(dst.length);
        ProfilePollution.run();
        texts.verify("Append", this::append);
        texts.verify("the cursor", (to, pos, i) -> {
            append(cursor.reset(to, pos, to.length), i);
            return pos + cursor.length();
        });
        texts.verify("the JDK", (to, pos, i) -> JdkText.write(to, pos, jdkText(i)));
        peers().forEach(texts::verify);
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
            pos = append(dst, pos, i);
        }
        return pos;
    }

    @Benchmark
    public int cursor() {
        int first = batches.advance();
        AppendBuffer out = cursor.reset(dst, 0, dst.length);
        for (int i = first; i < first + Batches.SIZE; i++) {
            append(out, i);
        }
        return out.length();
    }

    @Benchmark
    public int cursorOverByteBuf() {
        int first = batches.advance();
        buf.clear();
        try (AppendBuffer out = ByteBufAppend.open(buf)) {
            for (int i = first; i < first + Batches.SIZE; i++) {
                append(out, i);
            }
        }
        return buf.writerIndex();
    }

    @Benchmark
    public int jdk() {
        int first = batches.advance();
        int pos = 0;
        for (int i = first; i < first + Batches.SIZE; i++) {
            pos = JdkText.write(dst, pos, jdkText(i));
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

    /** A row of a peer. */
    final int fill(ValueWriter peer) {
        int first = batches.advance();
        int pos = 0;
        for (int i = first; i < first + Batches.SIZE; i++) {
            pos = peer.write(dst, pos, i);
        }
        return pos;
    }

    /** A row of a peer that writes a batch at a time. */
    final int fill(BatchWriter peer) {
        return peer.write(dst, 0, batches.advance(), Batches.SIZE);
    }

    /** A peer that writes {@code count} values from an index on. */
    @FunctionalInterface
    interface BatchWriter {
        int write(byte[] to, int pos, int from, int count);
    }
}
