// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import com.alibaba.fastjson2.JSONWriter;
import com.dslplatform.json.BoolConverter;
import com.dslplatform.json.DslJson;
import com.dslplatform.json.NumberConverter;
import com.dslplatform.json.UUIDConverter;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.appendkit.AppendBuffer;
import dev.appendkit.format.JsonName;
import dev.appendkit.format.JsonWriter;
import dev.appendkit.pool.BufferPool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;
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

/**
 * An object of eight fields: a long, an int, a boolean, a double, a UUID and three strings; 4,096 different ones.
 * {@code kind}: the strings have 8, 16 and 24 chars, or all lengths from 0 to 64. {@code append} writes to a cursor of
 * its own, {@code borrowed} to one that is borrowed for each record. The peers are kept open, and names are encoded
 * beforehand where the peer has a way; fastjson2 reads the bytes of a {@code String} by Unsafe.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class JsonRecordBenchmark {
    private static final int COUNT = 4_096;
    private static final int ROOM = 1 << 12;
    private static final String[] NAMES = {"id", "status", "ok", "load", "trace", "host", "path", "message"};

    private static final JsonName[] APPENDKIT = new JsonName[NAMES.length];
    private static final SerializedString[] JACKSON = new SerializedString[NAMES.length];
    private static final byte[][] RAW = new byte[NAMES.length][];
    private static final byte[][] RAW_WITH_COMMA = new byte[NAMES.length][];

    static {
        for (int i = 0; i < NAMES.length; i++) {
            APPENDKIT[i] = JsonName.of(NAMES[i]);
            JACKSON[i] = new SerializedString(NAMES[i]);
            RAW[i] = ('"' + NAMES[i] + "\":").getBytes(StandardCharsets.US_ASCII);
            RAW_WITH_COMMA[i] = (",\"" + NAMES[i] + "\":").getBytes(StandardCharsets.US_ASCII);
        }
    }

    private record Event(
            long id, int status, boolean ok, double load, UUID trace, String host, String path, String message) {}

    @Param({"fixed", "lengths"})
    public String kind;

    private final AppendBuffer out = AppendBuffer.growing(ROOM, ROOM);
    private final JsonWriter json = new JsonWriter();
    private final BufferPool pool = BufferPool.builder().checked(false).build();
    private final byte[] dst = new byte[ROOM];
    private final FixedSink sink = new FixedSink();
    private final JSONWriter fastjson2 = JSONWriter.ofUTF8();
    private final com.dslplatform.json.JsonWriter dslJson = new DslJson<Object>().newWriter(ROOM);
    private final Event[] events = new Event[COUNT];
    private JsonGenerator jackson;
    private int next;

    @Setup
    public void setUp() throws IOException {
        jackson = new JsonFactory().createGenerator(sink);
        Random random = new Random(7);
        boolean lengths = kind.equals("lengths");
        String[][] texts = {
            JsonTexts.strings(COUNT, lengths ? "lengths" : "clean8"),
            JsonTexts.strings(COUNT, lengths ? "lengths" : "clean16"),
            JsonTexts.strings(COUNT, lengths ? "lengths" : "escaped24")
        };
        for (int i = 0; i < COUNT; i++) {
            events[i] = new Event(
                    random.nextLong() >>> random.nextInt(64),
                    200 + random.nextInt(300),
                    random.nextBoolean(),
                    random.nextInt(10_000) / 1_000.0,
                    new UUID(random.nextLong(), random.nextLong()),
                    texts[0][i],
                    texts[1][(i * 7) % COUNT],
                    texts[2][(i * 13) % COUNT]);
        }
        JsonTexts.pollute();
        for (Event event : events) {
            json.reset(out.clear());
            append(json, event);
            verify("appendkit", event, out.toByteArray(), out.length());
            verify("fastjson2", event, dst, fastjson2(event));
            verify("Jackson", event, dst, jackson(event));
            dslJson(event);
            verify("dsl-json", event, dslJson.getByteBuffer(), dslJson.size());
        }
    }

    private static void verify(String side, Event event, byte[] written, int length) throws IOException {
        JsonParser parser = new JsonFactory().createParser(written, 0, length);
        Object[] values = {
            event.id, event.status, event.ok, event.load, event.trace, event.host, event.path, event.message
        };
        parser.nextToken();
        for (int i = 0; i < NAMES.length; i++) {
            parser.nextToken();
            parser.nextToken();
            // Not all peers lay a double out as the JDK does.
            boolean equal = values[i] instanceof Double number
                    ? parser.getDoubleValue() == number
                    : parser.getText().equals(values[i].toString());
            if (!parser.currentName().equals(NAMES[i]) || !equal) {
                throw new IllegalStateException(side + " wrote another " + NAMES[i]);
            }
        }
        if (parser.nextToken() != JsonToken.END_OBJECT) {
            throw new IllegalStateException(side + " wrote more");
        }
    }

    private Event next() {
        Event event = events[next];
        next = next + 1 & COUNT - 1;
        return event;
    }

    private static void append(JsonWriter json, Event event) {
        json.beginObject()
                .name(APPENDKIT[0])
                .appendLong(event.id)
                .name(APPENDKIT[1])
                .appendInt(event.status);
        json.name(APPENDKIT[2]).appendBoolean(event.ok).name(APPENDKIT[3]).appendDouble(event.load);
        json.name(APPENDKIT[4]).appendUuid(event.trace).name(APPENDKIT[5]).appendString(event.host);
        json.name(APPENDKIT[6]).appendString(event.path).name(APPENDKIT[7]).appendString(event.message);
        json.endObject().endRecord();
    }

    private int fastjson2(Event event) throws IOException {
        JSONWriter to = fastjson2;
        sink.aim(dst, 0);
        to.startObject();
        to.writeNameRaw(RAW[0]);
        to.writeInt64(event.id);
        to.writeNameRaw(RAW[1]);
        to.writeInt32(event.status);
        to.writeNameRaw(RAW[2]);
        to.writeBool(event.ok);
        to.writeNameRaw(RAW[3]);
        to.writeDouble(event.load);
        to.writeNameRaw(RAW[4]);
        to.writeUUID(event.trace);
        to.writeNameRaw(RAW[5]);
        to.writeString(event.host);
        to.writeNameRaw(RAW[6]);
        to.writeString(event.path);
        to.writeNameRaw(RAW[7]);
        to.writeString(event.message);
        to.endObject();
        to.flushTo(sink);
        return sink.position();
    }

    private int jackson(Event event) throws IOException {
        JsonGenerator to = jackson;
        sink.aim(dst, 0);
        to.writeStartObject();
        to.writeFieldName(JACKSON[0]);
        to.writeNumber(event.id);
        to.writeFieldName(JACKSON[1]);
        to.writeNumber(event.status);
        to.writeFieldName(JACKSON[2]);
        to.writeBoolean(event.ok);
        to.writeFieldName(JACKSON[3]);
        to.writeNumber(event.load);
        to.writeFieldName(JACKSON[4]);
        to.writeString(event.trace.toString());
        to.writeFieldName(JACKSON[5]);
        to.writeString(event.host);
        to.writeFieldName(JACKSON[6]);
        to.writeString(event.path);
        to.writeFieldName(JACKSON[7]);
        to.writeString(event.message);
        to.writeEndObject();
        to.flush();
        return sink.position();
    }

    private int dslJson(Event event) {
        com.dslplatform.json.JsonWriter to = dslJson;
        to.reset();
        to.writeByte(com.dslplatform.json.JsonWriter.OBJECT_START);
        to.writeAscii(RAW[0]);
        NumberConverter.serialize(event.id, to);
        to.writeAscii(RAW_WITH_COMMA[1]);
        NumberConverter.serialize(event.status, to);
        to.writeAscii(RAW_WITH_COMMA[2]);
        BoolConverter.serialize(event.ok, to);
        to.writeAscii(RAW_WITH_COMMA[3]);
        NumberConverter.serialize(event.load, to);
        to.writeAscii(RAW_WITH_COMMA[4]);
        UUIDConverter.serialize(event.trace, to);
        to.writeAscii(RAW_WITH_COMMA[5]);
        to.writeString(event.host);
        to.writeAscii(RAW_WITH_COMMA[6]);
        to.writeString(event.path);
        to.writeAscii(RAW_WITH_COMMA[7]);
        to.writeString(event.message);
        to.writeByte(com.dslplatform.json.JsonWriter.OBJECT_END);
        return to.size();
    }

    @Benchmark
    public int append() {
        json.reset(out.clear());
        append(json, next());
        return out.length();
    }

    @Benchmark
    public int borrowed() {
        try (AppendBuffer borrowed = pool.borrow()) {
            json.reset(borrowed);
            append(json, next());
            return borrowed.length();
        }
    }

    @Benchmark
    public int fastjson2() throws IOException {
        return fastjson2(next());
    }

    @Benchmark
    public int jackson() throws IOException {
        return jackson(next());
    }

    @Benchmark
    public int dslJson() {
        return dslJson(next());
    }
}
