// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import com.google.protobuf.CodedOutputStream;
import dev.appendkit.AppendBuffer;
import dev.appendkit.format.ProtobufWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

/**
 * A message of six fields, an int64, an int32, a bool, a double and strings of 16 and 24 chars, and the same within a
 * message with a string of 100 chars, so that a length has two bytes. 1,024 different ones. The peer is protobuf-java's
 * {@code CodedOutputStream} over an array, used as generated code does: it measures a nested message and its strings
 * first.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ProtobufBenchmark {
    private static final int COUNT = 1_024;
    private static final int ROOM = 1 << 12;

    private final AppendBuffer out = AppendBuffer.growing(ROOM, ROOM);
    private final ProtobufWriter proto = new ProtobufWriter();
    private final byte[] array = new byte[ROOM];
    private final String[] names = new String[COUNT];
    private final String[] texts = new String[COUNT];
    private final String[] notes = new String[COUNT];
    private int next;

    @Setup
    public void setUp() throws IOException {
        for (int i = 0; i < COUNT; i++) {
            names[i] = Long.toHexString(0x1000_0000_0000_0000L + i * 0x9E37_79B9_7F4AL);
            texts[i] = names[i] + "-message";
            notes[i] = texts[i].repeat(5).substring(0, 100);
        }
        for (int i = 0; i < COUNT; i++) {
            int length = flat();
            next = i;
            verify(length, protobufJavaFlat());
            next = i;
            length = nested();
            next = i;
            verify(length, protobufJavaNested());
        }
    }

    private void verify(int ours, int theirs) {
        if (ours != theirs || !Arrays.equals(out.toByteArray(), Arrays.copyOf(array, theirs))) {
            throw new IllegalStateException(
                    "not what protobuf-java writes: " + new String(array, 0, theirs, StandardCharsets.ISO_8859_1));
        }
    }

    private int take() {
        int i = next;
        next = i + 1 & COUNT - 1;
        return i;
    }

    @Benchmark
    public int flat() {
        int i = take();
        fields(proto.reset(out.clear()), i).endRecord();
        return out.length();
    }

    @Benchmark
    public int nested() {
        int i = take();
        proto.reset(out.clear()).appendInt32(1, i).beginMessage(2);
        fields(proto, i).appendString(7, notes[i]).end().endRecord();
        return out.length();
    }

    private ProtobufWriter fields(ProtobufWriter to, int i) {
        to.appendInt64(1, i * 1_000_003L)
                .appendInt32(2, i)
                .appendBool(3, (i & 1) == 0)
                .appendDouble(4, i / 8.0);
        return to.appendString(5, names[i]).appendString(6, texts[i]);
    }

    @Benchmark
    public int protobufJavaFlat() throws IOException {
        int i = take();
        CodedOutputStream to = CodedOutputStream.newInstance(array);
        fields(to, i);
        to.flush();
        return to.getTotalBytesWritten();
    }

    @Benchmark
    public int protobufJavaNested() throws IOException {
        int i = take();
        CodedOutputStream to = CodedOutputStream.newInstance(array);
        to.writeInt32(1, i);
        to.writeTag(2, 2);
        to.writeUInt32NoTag(size(i) + CodedOutputStream.computeStringSize(7, notes[i]));
        fields(to, i);
        to.writeString(7, notes[i]);
        to.flush();
        return to.getTotalBytesWritten();
    }

    private void fields(CodedOutputStream to, int i) throws IOException {
        to.writeInt64(1, i * 1_000_003L);
        to.writeInt32(2, i);
        to.writeBool(3, (i & 1) == 0);
        to.writeDouble(4, i / 8.0);
        to.writeString(5, names[i]);
        to.writeString(6, texts[i]);
    }

    private int size(int i) {
        return CodedOutputStream.computeInt64Size(1, i * 1_000_003L)
                + CodedOutputStream.computeInt32Size(2, i)
                + CodedOutputStream.computeBoolSize(3, true)
                + CodedOutputStream.computeDoubleSize(4, i / 8.0)
                + CodedOutputStream.computeStringSize(5, names[i])
                + CodedOutputStream.computeStringSize(6, texts[i]);
    }
}
