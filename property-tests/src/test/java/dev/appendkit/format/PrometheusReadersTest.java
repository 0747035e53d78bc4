// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.AppendBuffer;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.hawkular.agent.prometheus.text.TextPrometheusMetricsProcessor;
import org.hawkular.agent.prometheus.types.Gauge;
import org.hawkular.agent.prometheus.types.MetricFamily;
import org.hawkular.agent.prometheus.walkers.CollectorPrometheusMetricsWalker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of client_java's own writers for snapshots of every type, and what an independent reader reads. */
class PrometheusReadersTest {
    private static final int ROUNDS = 300;

    private final Random random = new Random(7);

    private Labels labels() {
        return switch (random.nextInt(3)) {
            case 0 -> Labels.EMPTY;
            case 1 -> Labels.of("a", value(), "path", value());
            default -> Labels.of("a", value(), "label.with-dots", value());
        };
    }

    private String value() {
        return Strings.encodable(Strings.next(random));
    }

    private double number() {
        return switch (random.nextInt(5)) {
            case 0 -> Double.NaN;
            case 1 -> Double.NEGATIVE_INFINITY;
            case 2 -> random.nextInt(100);
            default -> random.nextInt() / 64.0;
        };
    }

    private String help() {
        // client_java leaves an empty one out, and a sum that is NaN.
        return random.nextInt(3) == 0 ? null : "A " + Strings.encodable(Strings.next(random));
    }

    private MetricSnapshots snapshots() {
        ClassicHistogramBuckets buckets = ClassicHistogramBuckets.of(
                new double[] {0.5, 5, Double.POSITIVE_INFINITY}, new long[] {random.nextInt(9), 7, 1});
        Quantiles quantiles = Quantiles.of(new Quantile(0.5, 1.25), new Quantile(0.99, number()));
        return MetricSnapshots.of(
                CounterSnapshot.builder()
                        .name("counter.seconds")
                        .unit(Unit.SECONDS)
                        .help(help())
                        .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                                .value(random.nextInt(100) / 4.0)
                                .labels(labels())
                                .build())
                        .build(),
                GaugeSnapshot.builder()
                        .name("gauge_bytes")
                        .unit(Unit.BYTES)
                        .help(help())
                        .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                                .value(number())
                                .labels(labels())
                                .scrapeTimestampMillis(1L + random.nextInt(Integer.MAX_VALUE))
                                .build())
                        .build(),
                HistogramSnapshot.builder()
                        .name("histogram")
                        .help(help())
                        .dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder()
                                .classicHistogramBuckets(buckets)
                                .sum(17.5)
                                .labels(labels())
                                .build())
                        .build(),
                SummarySnapshot.builder()
                        .name("summary")
                        .help(help())
                        .dataPoint(SummarySnapshot.SummaryDataPointSnapshot.builder()
                                .quantiles(quantiles)
                                .count(12)
                                .sum(random.nextInt() / 64.0)
                                .labels(labels())
                                .build())
                        .build(),
                InfoSnapshot.builder()
                        .name("info")
                        .help(help())
                        .dataPoint(InfoSnapshot.InfoDataPointSnapshot.builder()
                                .labels(labels())
                                .build())
                        .build(),
                StateSetSnapshot.builder()
                        .name("state")
                        .help(help())
                        .dataPoint(StateSetSnapshot.StateSetDataPointSnapshot.builder()
                                .state("off", true)
                                .state("on", false)
                                // client_java 1.10.0 quotes no label of a state set, whatever its name.
                                .labels(Labels.of("a", value()))
                                .build())
                        .build(),
                UnknownSnapshot.builder()
                        .name("unknown.name")
                        .help(help())
                        .dataPoint(UnknownSnapshot.UnknownDataPointSnapshot.builder()
                                .value(number())
                                .labels(labels())
                                .build())
                        .build());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void clientJavaWritesTheSameBytes(boolean openMetrics) throws IOException {
        ExpositionFormatWriter client =
                openMetrics ? OpenMetricsTextFormatWriter.create() : PrometheusTextFormatWriter.create();
        AppendBuffer out = AppendBuffer.growing(64, 1 << 22);
        PrometheusWriter metrics = openMetrics ? PrometheusWriter.openMetrics() : PrometheusWriter.text();
        for (int i = 0; i < ROUNDS; i++) {
            MetricSnapshots snapshots = snapshots();
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            client.write(expected, snapshots, EscapingScheme.ALLOW_UTF8);
            out.clear();
            metrics.reset(out);
            snapshots.forEach(snapshot -> write(metrics, snapshot));
            metrics.end();
            assertThat(out.toString(UTF_8)).isEqualTo(expected.toString(UTF_8));
        }
    }

    private static void write(PrometheusWriter metrics, MetricSnapshot snapshot) {
        String name = snapshot.getMetadata().getName();
        String help = snapshot.getMetadata().getHelp();
        Unit unit = snapshot.getMetadata().getUnit();
        String unitText = unit == null ? null : unit.toString();
        if (snapshot instanceof CounterSnapshot counter) {
            metrics.family(name, MetricType.COUNTER, help, unitText);
            counter.getDataPoints().forEach(p -> end(labels(metrics.beginSample("_total"), p), p.getValue(), p));
        } else if (snapshot instanceof GaugeSnapshot gauge) {
            metrics.family(name, MetricType.GAUGE, help, unitText);
            gauge.getDataPoints().forEach(p -> end(labels(metrics.beginSample(""), p), p.getValue(), p));
        } else if (snapshot instanceof HistogramSnapshot histogram) {
            metrics.family(name, MetricType.HISTOGRAM, help, unitText);
            histogram.getDataPoints().forEach(p -> {
                long count = 0;
                for (int i = 0; i < p.getClassicBuckets().size(); i++) {
                    count += p.getClassicBuckets().getCount(i);
                    labels(metrics.beginSample("_bucket"), p)
                            .doubleLabel("le", p.getClassicBuckets().getUpperBound(i))
                            .endLong(count);
                }
                labels(metrics.beginSample("_count"), p).endLong(count);
                labels(metrics.beginSample("_sum"), p).endDouble(p.getSum());
            });
        } else if (snapshot instanceof SummarySnapshot summary) {
            metrics.family(name, MetricType.SUMMARY, help, unitText);
            summary.getDataPoints().forEach(p -> {
                p.getQuantiles()
                        .forEach(q -> labels(metrics.beginSample(""), p)
                                .doubleLabel("quantile", q.getQuantile())
                                .endDouble(q.getValue()));
                labels(metrics.beginSample("_count"), p).endLong(p.getCount());
                labels(metrics.beginSample("_sum"), p).endDouble(p.getSum());
            });
        } else if (snapshot instanceof InfoSnapshot info) {
            metrics.family(name, MetricType.INFO, help, unitText);
            info.getDataPoints()
                    .forEach(p -> labels(metrics.beginSample("_info"), p).endLong(1));
        } else if (snapshot instanceof StateSetSnapshot states) {
            metrics.family(name, MetricType.STATE_SET, help, unitText);
            states.getDataPoints().forEach(p -> {
                for (int i = 0; i < p.size(); i++) {
                    labels(metrics.beginSample(""), p).label(name, p.getName(i)).endLong(p.isTrue(i) ? 1 : 0);
                }
            });
        } else {
            UnknownSnapshot unknown = (UnknownSnapshot) snapshot;
            metrics.family(name, MetricType.UNKNOWN, help, unitText);
            unknown.getDataPoints().forEach(p -> end(labels(metrics.beginSample(""), p), p.getValue(), p));
        }
    }

    private static PrometheusWriter labels(PrometheusWriter metrics, DataPointSnapshot point) {
        Labels labels = point.getLabels();
        for (int i = 0; i < labels.size(); i++) {
            metrics.label(labels.getName(i), labels.getValue(i));
        }
        return metrics;
    }

    private static void end(PrometheusWriter metrics, double value, DataPointSnapshot point) {
        if (point.hasScrapeTimestamp()) {
            metrics.endDouble(value, point.getScrapeTimestampMillis());
        } else {
            metrics.endDouble(value);
        }
    }

    @Test
    void anIndependentReaderReadsTheTextFormat() {
        AppendBuffer out = AppendBuffer.growing(64, 1 << 22);
        PrometheusWriter metrics = PrometheusWriter.text().reset(out);
        List<String> values = random.ints(200, 0, 1 << 20)
                .mapToObj(i -> value().replaceAll("[\\p{Cntrl}\\u0085\\u2028]", "") + i)
                .collect(Collectors.toList());
        metrics.family("readings", MetricType.GAUGE, "Read back.", null);
        for (int i = 0; i < values.size(); i++) {
            metrics.beginSample("").label("text", values.get(i)).endDouble(i / 4.0);
        }
        metrics.end();
        CollectorPrometheusMetricsWalker walker = new CollectorPrometheusMetricsWalker();
        new TextPrometheusMetricsProcessor(new ByteArrayInputStream(out.toByteArray()), walker).walk();
        MetricFamily family = walker.getAllMetricFamilies().get(0);
        assertThat(family.getName()).isEqualTo("readings");
        assertThat(family.getMetrics()).hasSameSizeAs(values);
        for (int i = 0; i < values.size(); i++) {
            Gauge gauge = (Gauge) family.getMetrics().get(i);
            assertThat(gauge.getValue()).isEqualTo(i / 4.0);
            assertThat(gauge.getLabels()).containsEntry("text", values.get(i));
        }
    }
}
