// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import com.alibaba.fastjson2.JSONWriter;
import com.dslplatform.json.DslJson;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.appendkit.AppendBuffer;
import dev.appendkit.format.JsonWriter;
import java.io.IOException;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * JSON strings of 4,096 different texts, 64 to a buffer, each an element of one array. {@code kind} is described in
 * {@link JsonTexts#strings}. Every peer is kept open and flushed or reset once per buffer, its own best use; fastjson2
 * reads the bytes of a {@code String} by Unsafe.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Batches.SIZE)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class JsonStringBenchmark {
    private static final int COUNT = 4_096;
    private static final int ROOM = 1 << 19;

    @Param({"clean8", "clean16", "clean64", "clean1024", "lengths", "escaped16", "escaped64", "escaped1024", "cjk64"})
    public String kind;

    private final Batches batches = new Batches(COUNT);
    private final AppendBuffer out = AppendBuffer.growing(ROOM, ROOM);
    private final JsonWriter json = new JsonWriter();
    private final byte[] dst = new byte[ROOM];
    private final FixedSink sink = new FixedSink();
    private final JSONWriter fastjson2 = JSONWriter.ofUTF8();
    private final com.dslplatform.json.JsonWriter dslJson = new DslJson<Object>().newWriter(ROOM);
    private JsonGenerator jackson;
    private String[] texts;

    @Setup
    public void setUp() throws IOException {
        jackson = new JsonFactory().createGenerator(sink);
        texts = JsonTexts.strings(COUNT, kind);
        JsonTexts.pollute();
        append(0);
        verify("appendkit", out.toByteArray(), out.length());
        verify("fastjson2", dst, fastjson2(0));
        verify("Jackson", dst, jackson(0));
        dslJson(0);
        verify("dsl-json", dslJson.getByteBuffer(), dslJson.size());
    }

    private void verify(String side, byte[] written, int length) throws IOException {
        JsonParser parser = new JsonFactory().createParser(written, 0, length);
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw new IllegalStateException(side + " wrote no array");
        }
        for (int i = 0; i < Batches.SIZE; i++) {
            if (!texts[i].equals(parser.nextTextValue())) {
                throw new IllegalStateException(side + " wrote another text");
            }
        }
    }

    private int append(int first) {
        json.reset(out.clear()).beginArray();
        for (int i = first; i < first + Batches.SIZE; i++) {
            json.appendString(texts[i]);
        }
        json.endArray().endRecord();
        return out.length();
    }

    private int fastjson2(int first) throws IOException {
        sink.aim(dst, 0);
        fastjson2.startArray();
        for (int i = first; i < first + Batches.SIZE; i++) {
            if (i > first) {
                fastjson2.writeComma();
            }
            fastjson2.writeString(texts[i]);
        }
        fastjson2.endArray();
        fastjson2.flushTo(sink);
        return sink.position();
    }

    private int jackson(int first) throws IOException {
        sink.aim(dst, 0);
        jackson.writeStartArray();
        for (int i = first; i < first + Batches.SIZE; i++) {
            jackson.writeString(texts[i]);
        }
        jackson.writeEndArray();
        jackson.flush();
        return sink.position();
    }

    private int dslJson(int first) {
        dslJson.reset();
        dslJson.writeByte(com.dslplatform.json.JsonWriter.ARRAY_START);
        for (int i = first; i < first + Batches.SIZE; i++) {
            if (i > first) {
                dslJson.writeByte(com.dslplatform.json.JsonWriter.COMMA);
            }
            dslJson.writeString(texts[i]);
        }
        dslJson.writeByte(com.dslplatform.json.JsonWriter.ARRAY_END);
        return dslJson.size();
    }

    @Benchmark
    public int append() {
        return append(batches.advance());
    }

    @Benchmark
    public int fastjson2() throws IOException {
        return fastjson2(batches.advance());
    }

    @Benchmark
    public int jackson() throws IOException {
        return jackson(batches.advance());
    }

    @Benchmark
    public int dslJson() {
        return dslJson(batches.advance());
    }
}
