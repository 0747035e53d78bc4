// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.appendkit.AppendBuffer;
import dev.appendkit.format.MetricType;
import dev.appendkit.format.PrometheusLabels;
import dev.appendkit.format.PrometheusWriter;
import dev.appendkit.pool.BufferPool;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.LongAdder;

/**
 * Answers {@code GET /metrics} with a few facts of this JVM, in OpenMetrics where the client asks for it and in text
 * 0.0.4 elsewhere. Each answer is written to a buffer that is borrowed for it.
 *
 * <pre>{@code
 * java -cp … dev.appendkit.examples.metrics.MetricsServer 9400
 * }</pre>
 */
public final class MetricsServer implements AutoCloseable {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    // What never changes is encoded once.
    private static final PrometheusLabels HEAP = PrometheusLabels.of("area", "heap");
    private static final PrometheusLabels NON_HEAP = PrometheusLabels.of("area", "nonheap");

    private final HttpServer server;
    private final LongAdder scrapes = new LongAdder();

    /**
     * Starts a server.
     *
     * @param port the port, 0 for any that is free
     * @throws IOException if it does not start
     */
    public MetricsServer(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/metrics", this::answer);
        server.start();
    }

    public static void main(String[] args) throws IOException {
        // Runs until the process is ended: the server's thread keeps it alive.
        @SuppressWarnings("resource")
        MetricsServer metrics = new MetricsServer(args.length > 0 ? Integer.parseInt(args[0]) : 9400);
        System.out.println("http://localhost:" + metrics.port() + "/metrics");
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        scrapes.increment();
        String accept = exchange.getRequestHeaders().getFirst("Accept");
        boolean openMetrics = accept != null && accept.contains("application/openmetrics-text");
        try (exchange;
                AppendBuffer out = BufferPool.shared().borrow()) {
            PrometheusWriter writer = openMetrics ? PrometheusWriter.openMetrics() : PrometheusWriter.text();
            write(writer.reset(out));
            exchange.getResponseHeaders().set("Content-Type", openMetrics ? OPEN_METRICS : TEXT);
            exchange.sendResponseHeaders(200, out.length());
            out.writeTo(exchange.getResponseBody());
        }
    }

    private void write(PrometheusWriter metrics) {
        metrics.family("scrapes", MetricType.COUNTER, "How often this page was read.", null);
        metrics.beginSample("_total").endLong(scrapes.sum());
        var memory = ManagementFactory.getMemoryMXBean();
        metrics.family("jvm_memory_used_bytes", MetricType.GAUGE, "Memory in use.", "bytes");
        metrics.beginSample("").labels(HEAP).endLong(memory.getHeapMemoryUsage().getUsed());
        metrics.beginSample("")
                .labels(NON_HEAP)
                .endLong(memory.getNonHeapMemoryUsage().getUsed());
        metrics.family("jvm_memory_pool_used_bytes", MetricType.GAUGE, "Memory in use by pool.", "bytes");
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            metrics.beginSample("")
                    .label("pool", pool.getName())
                    .endLong(pool.getUsage().getUsed());
        }
        metrics.family("jvm_uptime_seconds", MetricType.GAUGE, "How long this JVM has run.", "seconds");
        metrics.beginSample("").endDouble(ManagementFactory.getRuntimeMXBean().getUptime() / 1_000.0);
        metrics.end();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
