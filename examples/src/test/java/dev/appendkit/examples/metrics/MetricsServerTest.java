// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hawkular.agent.prometheus.text.TextPrometheusMetricsProcessor;
import org.hawkular.agent.prometheus.types.Counter;
import org.hawkular.agent.prometheus.types.MetricFamily;
import org.hawkular.agent.prometheus.walkers.CollectorPrometheusMetricsWalker;
import org.junit.jupiter.api.Test;

class MetricsServerTest {
    private static HttpResponse<byte[]> get(MetricsServer server, String accept)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/metrics"))
                .header("Accept", accept)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void anIndependentReaderAcceptsWhatIsScraped() throws Exception {
        try (MetricsServer server = new MetricsServer(0)) {
            HttpResponse<byte[]> response = get(server, "text/plain");
            assertThat(response.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
            CollectorPrometheusMetricsWalker walker = new CollectorPrometheusMetricsWalker();
            new TextPrometheusMetricsProcessor(new ByteArrayInputStream(response.body()), walker).walk();
            List<MetricFamily> families = walker.getAllMetricFamilies();
            assertThat(families)
                    .extracting(MetricFamily::getName)
                    .containsExactly(
                            "scrapes_total",
                            "jvm_memory_used_bytes",
                            "jvm_memory_pool_used_bytes",
                            "jvm_uptime_seconds");
            assertThat(((Counter) families.get(0).getMetrics().get(0)).getValue())
                    .isEqualTo(1);
            assertThat(families.get(1).getMetrics()).hasSize(2);
        }
    }

    @Test
    void openMetricsIsWrittenWhereItIsAskedFor() throws Exception {
        try (MetricsServer server = new MetricsServer(0)) {
            HttpResponse<byte[]> response = get(server, "application/openmetrics-text;version=1.0.0");
            assertThat(new String(response.body(), StandardCharsets.UTF_8))
                    .startsWith(
                            "# TYPE scrapes counter\n# HELP scrapes How often this page was read.\nscrapes_total 1\n")
                    .contains("# UNIT jvm_uptime_seconds seconds\n")
                    .endsWith("# EOF\n");
        }
    }
}
