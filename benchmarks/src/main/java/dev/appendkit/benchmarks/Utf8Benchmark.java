// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import dev.appendkit.Append;
import dev.appendkit.AppendBuffer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * UTF-8 of a String; 4,096 different ones. {@code kind} is described in {@link Values#strings}. {@code netty} writes to
 * a heap ByteBuf, {@code nettyDirect} to a direct one.
 */
public class Utf8Benchmark extends ValueBenchmark {
    @Param({"ascii16", "ascii64", "ascii1024", "accented64", "cjk64", "emoji64"})
    public String kind;

    private String[] values;
    private ByteBuf heap;
    private ByteBuf direct;

    private final BatchWriter ofNetty = (to, pos, from, n) -> write(heap, from, n);
    private final BatchWriter ofNettyDirect = (to, pos, from, n) -> write(direct, from, n);

    @Override
    int prepare() {
        values = Values.strings(4_096, kind);
        heap = Unpooled.buffer(Batches.SIZE * 4_096);
        direct = Unpooled.directBuffer(Batches.SIZE * 4_096);
        return values.length;
    }

    @Override
    public void tearDown() {
        super.tearDown();
        heap.release();
        direct.release();
    }

    @Override
    String text(int index) {
        return values[index];
    }

    @Override
    int append(byte[] to, int pos, int index) {
        return Append.appendUtf8(to, pos, values[index]);
    }

    @Override
    void append(AppendBuffer out, int index) {
        out.appendUtf8(values[index]);
    }

    @Override
    Map<String, ValueWriter> peers() {
        return Map.of("Netty, heap", copied(heap), "Netty, direct", copied(direct));
    }

    private ValueWriter copied(ByteBuf buf) {
        return (to, pos, i) -> {
            int length = write(buf, i, 1);
            buf.readBytes(to, pos, length);
            return pos + length;
        };
    }

    private int write(ByteBuf buf, int from, int n) {
        buf.clear();
        for (int i = from; i < from + n; i++) {
            ByteBufUtil.writeUtf8(buf, values[i]);
        }
        return buf.writerIndex();
    }

    @Benchmark
    public int netty() {
        return fill(ofNetty);
    }

    @Benchmark
    public int nettyDirect() {
        return fill(ofNettyDirect);
    }
}
