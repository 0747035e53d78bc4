// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

/** The type of a metric family (OpenMetrics 1.0, section "Metric Types"; Prometheus, "Exposition formats"). */
public enum MetricType {
    /** A sum that only grows; its samples end in {@code _total}. */
    COUNTER("counter", "counter", "_total"),
    /** A value that goes up and down. */
    GAUGE("gauge", "gauge", ""),
    /** Counts by bucket; samples end in {@code _bucket}, {@code _sum} and {@code _count}. */
    HISTOGRAM("histogram", "histogram", ""),
    /** Quantiles; further samples end in {@code _sum} and {@code _count}. */
    SUMMARY("summary", "summary", ""),
    /** Facts as labels; its sample ends in {@code _info}. It is a gauge in text 0.0.4. */
    INFO("gauge", "info", "_info"),
    /** The states of a set that hold. It is a gauge in text 0.0.4. */
    STATE_SET("gauge", "stateset", ""),
    /** Anything; {@code untyped} in text 0.0.4. */
    UNKNOWN("untyped", "unknown", "");

    private final String text;
    private final String openMetrics;
    private final String textSuffix;

    MetricType(String text, String openMetrics, String textSuffix) {
        this.text = text;
        this.openMetrics = openMetrics;
        this.textSuffix = textSuffix;
    }

    String keyword(boolean forOpenMetrics) {
        return forOpenMetrics ? openMetrics : text;
    }

    /** The suffix that text 0.0.4 adds to the name in the family's header. */
    String headerSuffix(boolean forOpenMetrics) {
        return forOpenMetrics ? "" : textSuffix;
    }
}
