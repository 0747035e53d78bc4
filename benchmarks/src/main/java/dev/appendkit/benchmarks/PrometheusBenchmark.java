// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import dev.appendkit.AppendBuffer;
import dev.appendkit.format.MetricType;
import dev.appendkit.format.PrometheusLabels;
import dev.appendkit.format.PrometheusWriter;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
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
 * An exposition of one gauge of 200 series with three labels each, in text 0.0.4. The peer is client_java's writer of
 * snapshots that were made beforehand; {@code prepared} uses labels that were encoded beforehand.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PrometheusBenchmark {
    private static final int COUNT = 200;

    private final AppendBuffer out = AppendBuffer.growing(1 << 16, 1 << 16);
    private final PrometheusWriter metrics = PrometheusWriter.text();
    private final ByteArrayOutputStream sink = new ByteArrayOutputStream(1 << 16);
    private final PrometheusTextFormatWriter clientJava = PrometheusTextFormatWriter.create();
    private final String[] paths = new String[COUNT];
    private final String[] statuses = new String[COUNT];
    private final double[] values = new double[COUNT];
    private final PrometheusLabels[] labels = new PrometheusLabels[COUNT];
    private MetricSnapshots snapshots;

    @Setup
    public void setUp() throws IOException {
        GaugeSnapshot.Builder gauge =
                GaugeSnapshot.builder().name("request_seconds").help("How long requests took.");
        for (int i = 0; i < COUNT; i++) {
            // Names and values in the order in which client_java sorts series.
            paths[i] = String.format(Locale.ROOT, "/api/v1/items/%03d", i);
            statuses[i] = Integer.toString(200 + i % 5);
            values[i] = i * 37 % 1_000 / 8.0;
            labels[i] = PrometheusLabels.of("method", "GET", "path", paths[i], "status", statuses[i]);
            gauge.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                    .value(values[i])
                    .labels(Labels.of("method", "GET", "path", paths[i], "status", statuses[i]))
                    .build());
        }
        snapshots = MetricSnapshots.of(gauge.build());
        clientJava();
        verify(append());
        verify(prepared());
    }

    private void verify(int length) {
        if (length != sink.size() || !Arrays.equals(out.toByteArray(), sink.toByteArray())) {
            throw new IllegalStateException("not what client_java writes");
        }
    }

    @Benchmark
    public int append() {
        metrics.reset(out.clear()).family("request_seconds", MetricType.GAUGE, "How long requests took.", null);
        for (int i = 0; i < COUNT; i++) {
            metrics.beginSample("")
                    .label("method", "GET")
                    .label("path", paths[i])
                    .label("status", statuses[i]);
            metrics.endDouble(values[i]);
        }
        metrics.end();
        return out.length();
    }

    @Benchmark
    public int prepared() {
        metrics.reset(out.clear()).family("request_seconds", MetricType.GAUGE, "How long requests took.", null);
        for (int i = 0; i < COUNT; i++) {
            metrics.beginSample("").labels(labels[i]).endDouble(values[i]);
        }
        metrics.end();
        return out.length();
    }

    @Benchmark
    public int clientJava() throws IOException {
        sink.reset();
        clientJava.write(sink, snapshots, EscapingScheme.ALLOW_UTF8);
        return sink.size();
    }
}
