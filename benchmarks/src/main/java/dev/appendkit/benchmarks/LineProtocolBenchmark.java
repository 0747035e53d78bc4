// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import dev.appendkit.AppendBuffer;
import dev.appendkit.format.LineProtocolWriter;
import java.nio.charset.StandardCharsets;
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
 * A line of two tags, three fields and a timestamp; 1,024 different ones. The peer is influxdb-client-java, a
 * {@code Point} for each line; its string is not even encoded.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class LineProtocolBenchmark {
    private static final int COUNT = 1_024;

    private final AppendBuffer out = AppendBuffer.growing(1 << 12, 1 << 12);
    private final LineProtocolWriter line = new LineProtocolWriter();
    private final String[] hosts = new String[COUNT];
    private int next;

    @Setup
    public void setUp() {
        for (int i = 0; i < COUNT; i++) {
            hosts[i] = "server-" + i * 31 % 997;
        }
        for (int i = 0; i < COUNT; i++) {
            append();
            next = next - 1 & COUNT - 1;
            String theirs = influxdbClient() + "\n";
            if (!out.toString(StandardCharsets.UTF_8).equals(theirs)) {
                throw new IllegalStateException(out.toString(StandardCharsets.UTF_8) + theirs);
            }
        }
    }

    @Benchmark
    public int append() {
        int i = next;
        next = i + 1 & COUNT - 1;
        line.reset(out.clear()).beginLine("cpu").appendTag("host", hosts[i]).appendTag("region", "eu west");
        line.appendLongField("count", i * 1_000L).appendDoubleField("load", i + 0.25);
        line.appendStringField("state", "running").endLine(1_700_000_000_000_000_000L + i);
        return out.length();
    }

    @Benchmark
    public String influxdbClient() {
        int i = next;
        next = i + 1 & COUNT - 1;
        return Point.measurement("cpu")
                .addTag("host", hosts[i])
                .addTag("region", "eu west")
                .addField("count", i * 1_000L)
                .addField("load", i + 0.25)
                .addField("state", "running")
                .time(1_700_000_000_000_000_000L + i, WritePrecision.NS)
                .toLineProtocol();
    }
}
