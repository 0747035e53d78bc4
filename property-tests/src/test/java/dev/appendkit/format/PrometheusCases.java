// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** A reader of the grammar reads both forms of an exposition. */
final class PrometheusCases extends FormatCases {
    private static final List<MetricType> TYPES = List.of(MetricType.values());

    private final boolean openMetrics;
    private final PrometheusWriter metrics;
    private String family = "";

    PrometheusCases(Choices choices) {
        super(choices);
        openMetrics = choices.below(2) == 0;
        metrics = (openMetrics ? PrometheusWriter.openMetrics() : PrometheusWriter.text()).reset(out);
    }

    @Override
    boolean isComplete() {
        return metrics.isComplete();
    }

    @Override
    void rollBack() {
        metrics.rollBack();
    }

    private String name() {
        return choices.below(3) == 0 ? choices.text() : "name_" + choices.below(9);
    }

    @Override
    void call() {
        switch (choices.below(14)) {
            case 0, 1 -> family();
            case 2, 3, 4 -> {
                String suffix = choices.below(3) == 0 ? choices.text() : "_total";
                metrics.beginSample(form(suffix));
                accept("sample", family + suffix);
            }
            case 5, 6 -> {
                String name = name();
                String value = choices.text();
                metrics.label(form(name), form(value));
                accept(name, Strings.encodable(value));
            }
            case 7 -> {
                String name = name();
                metrics.doubleLabel(form(name), 0.25);
                accept(name, "0.25");
            }
            case 8 -> {
                String name = name();
                String value = choices.text();
                metrics.labels(PrometheusLabels.of(name, value, "b", "c"));
                accept(name, Strings.encodable(value), "b", "c");
            }
            case 9 -> {
                long value = choices.number();
                metrics.endLong(value);
                accept(value);
            }
            case 10 -> {
                double value = Double.longBitsToDouble(choices.number());
                metrics.endDouble(value);
                accept(value);
            }
            case 11 -> {
                long millis = choices.number();
                metrics.endDouble(Double.POSITIVE_INFINITY, millis);
                accept(Double.POSITIVE_INFINITY, BigDecimal.valueOf(millis, openMetrics ? 3 : 0));
            }
            case 12 -> {
                if (choices.below(16) == 0) {
                    metrics.end();
                    if (openMetrics) {
                        accept("EOF");
                    }
                }
            }
            default -> {
                if (choices.below(8) == 0) {
                    metrics.rollBack();
                    cut();
                }
            }
        }
    }

    private void family() {
        String name = name() + (choices.below(4) == 0 ? "_bytes" : "");
        MetricType type = TYPES.get(choices.below(TYPES.size()));
        String help = choices.below(3) == 0 ? choices.text() : null;
        String unit = choices.below(3) == 0 ? "bytes" : null;
        metrics.family(form(name), type, help == null ? null : form(help), unit);
        family = name;
        String header = name;
        String keyword = type.name().toLowerCase(Locale.ROOT).replace("_", "");
        if (!openMetrics) {
            header += type == MetricType.COUNTER ? "_total" : type == MetricType.INFO ? "_info" : "";
            keyword = switch (type) {
                case INFO, STATE_SET -> "gauge";
                case UNKNOWN -> "untyped";
                default -> keyword;
            };
        }
        if (help != null && !openMetrics) {
            accept("HELP", header, Strings.encodable(help));
        }
        accept("TYPE", header, keyword);
        if (unit != null && openMetrics) {
            accept("UNIT", header, unit);
        }
        if (help != null && openMetrics) {
            accept("HELP", header, Strings.encodable(help));
        }
    }

    @Override
    List<Object> read(byte[] bytes) {
        return PrometheusReader.read(new String(bytes, UTF_8));
    }
}
