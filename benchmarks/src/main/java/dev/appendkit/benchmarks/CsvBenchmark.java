// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.appendkit.AppendBuffer;
import dev.appendkit.FractionDigits;
import dev.appendkit.format.CsvDialect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
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
 * A record of eight texts of 12 chars, of which one in 16 is quoted, and a record of six typed values: a long, an int,
 * a double, a boolean, an instant and a UUID. 1,024 different ones each. The peer is FastCSV, kept open over a stream
 * that counts; it takes text only, so that typed values are its caller's {@code toString()}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CsvBenchmark {
    private static final int COUNT = 1_024;
    private static final int TEXTS = 8;

    private final AppendBuffer out = AppendBuffer.growing(1 << 12, 1 << 12);
    private final dev.appendkit.format.CsvWriter csv = new dev.appendkit.format.CsvWriter(CsvDialect.rfc4180());
    private final ByteArrayOutputStream sink = new ByteArrayOutputStream(1 << 12);
    private final CsvWriter fastCsv =
            CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).bufferSize(0).build(sink);

    private final String[][] texts = new String[COUNT][TEXTS];
    private final long[] numbers = new long[COUNT];
    private final double[] reals = new double[COUNT];
    private final UUID[] ids = new UUID[COUNT];
    private int next;

    @Setup
    public void setUp() throws IOException {
        Random random = new Random(11);
        for (int i = 0; i < COUNT; i++) {
            for (int k = 0; k < TEXTS; k++) {
                String text = random.ints(12, 'a', 'z' + 1)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
                texts[i][k] = random.nextInt(16) == 0 ? text.substring(0, 5) + ", \"" + text.substring(8) : text;
            }
            numbers[i] = random.nextLong() >> random.nextInt(64);
            reals[i] = random.nextInt(1_000_000) / 1_000.0;
            ids[i] = new UUID(random.nextLong(), random.nextLong());
        }
        for (int i = 0; i < COUNT; i++) {
            verify(texts(), fastCsvTexts());
            verify(typed(), fastCsvTyped());
        }
    }

    private void verify(int ours, int theirs) {
        if (ours != theirs || !Arrays.equals(out.toByteArray(), sink.toByteArray())) {
            throw new IllegalStateException(out.toString(StandardCharsets.UTF_8) + sink);
        }
    }

    @Benchmark
    public int texts() {
        next = next + 1 & COUNT - 1;
        csv.reset(out.clear());
        for (String text : texts[next]) {
            csv.appendString(text);
        }
        csv.endRecord();
        return out.length();
    }

    @Benchmark
    public int fastCsvTexts() throws IOException {
        sink.reset();
        fastCsv.writeRecord(texts[next]);
        fastCsv.flush();
        next = next + 1 & COUNT - 1;
        return sink.size();
    }

    @Benchmark
    public int typed() {
        next = next + 1 & COUNT - 1;
        long number = numbers[next];
        csv.reset(out.clear()).appendLong(number).appendInt((int) number).appendDouble(reals[next]);
        csv.appendBoolean((number & 1) == 0).appendInstant(number & 0x7FFF_FFFF, 123_456_789, FractionDigits.NANOS);
        csv.appendUuid(ids[next]).endRecord();
        return out.length();
    }

    @Benchmark
    public int fastCsvTyped() throws IOException {
        sink.reset();
        long number = numbers[next];
        fastCsv.writeRecord(
                Long.toString(number),
                Integer.toString((int) number),
                Double.toString(reals[next]),
                Boolean.toString((number & 1) == 0),
                Instant.ofEpochSecond(number & 0x7FFF_FFFF, 123_456_789).toString(),
                ids[next].toString());
        fastCsv.flush();
        next = next + 1 & COUNT - 1;
        return sink.size();
    }
}
