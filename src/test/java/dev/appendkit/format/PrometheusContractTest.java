// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import dev.appendkit.AppendBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;

class PrometheusContractTest {
    /** A family, and what a sample has. */
    record State(String family, int sample) {
        State sample(int next) {
            return new State(family, next);
        }
    }

    @Nested
    class Text extends Contract {
        Text() {
            super(false);
        }
    }

    @Nested
    class OpenMetrics extends Contract {
        OpenMetrics() {
            super(true);
        }
    }

    abstract static class Contract extends FormatContract<PrometheusWriter, State> {
        private static final PrometheusLabels LABELS = PrometheusLabels.of("a", "b\"\\\n", "c.d", "Ω");
        private static final StringBuilder BUILDER = new StringBuilder().append("built");

        private final boolean openMetrics;

        Contract(boolean openMetrics) {
            this.openMetrics = openMetrics;
        }

        @Override
        PrometheusWriter create() {
            return openMetrics ? PrometheusWriter.openMetrics() : PrometheusWriter.text();
        }

        @Override
        void reset(PrometheusWriter writer, AppendBuffer out) {
            writer.reset(out);
        }

        @Override
        void rollBack(PrometheusWriter writer) {
            writer.rollBack();
        }

        @Override
        boolean isComplete(PrometheusWriter writer) {
            return writer.isComplete();
        }

        @Override
        State initial() {
            return new State(null, 0);
        }

        @Override
        int drainingCapacity() {
            return 160;
        }

        private static String escaped(String text) {
            return CsvText.replaced(text)
                    .replace("\\", "\\\\")
                    .replace("\"", "\\\"")
                    .replace("\n", "\\n");
        }

        private Call<PrometheusWriter, State> family(
                String name, String text, String open, Consumer<PrometheusWriter> action) {
            return new Call<>(
                    "family " + name,
                    action,
                    model -> model.state().sample() != 0
                            ? null
                            : model.end(openMetrics ? open : text, new State(name, 0)));
        }

        private static Call<PrometheusWriter, State> sample(String suffix) {
            return new Call<>("sample " + suffix, metrics -> metrics.beginSample(suffix), model -> {
                State state = model.state();
                if (state.family() == null || state.sample() != 0) {
                    return null;
                }
                String name = state.family() + suffix;
                boolean legacy = name.matches("[a-zA-Z_:][a-zA-Z0-9_:]*");
                return model.append(legacy ? name : "{\"" + escaped(name) + "\"", state.sample(legacy ? 1 : 2));
            });
        }

        private static Call<PrometheusWriter, State> label(String text, Consumer<PrometheusWriter> action) {
            return new Call<>("label " + text, action, model -> switch (model.state()
                    .sample()) {
                case 0 -> null;
                case 1 -> model.append("{" + text, model.state().sample(2));
                default -> model.append("," + text, model.state());
            });
        }

        private static Call<PrometheusWriter, State> end(String text, Consumer<PrometheusWriter> action) {
            return new Call<>("value " + text, action, model -> switch (model.state()
                    .sample()) {
                case 0 -> null;
                case 1 -> model.end(" " + text + "\n", model.state().sample(0));
                default -> model.end("} " + text + "\n", model.state().sample(0));
            });
        }

        @Override
        List<Call<PrometheusWriter, State>> calls() {
            return List.of(
                    family(
                            "requests_seconds",
                            "# HELP requests_seconds_total A\\\\\"\\n.\n# TYPE requests_seconds_total counter\n",
                            """
                            # TYPE requests_seconds counter
                            # UNIT requests_seconds seconds
                            # HELP requests_seconds A\\\\\\"\\n.
                            """,
                            metrics -> metrics.family("requests_seconds", MetricType.COUNTER, "A\\\"\n.", "seconds")),
                    family(
                            "queue.size",
                            "# TYPE \"queue.size\" untyped\n",
                            "# TYPE \"queue.size\" unknown\n",
                            metrics -> metrics.family("queue.size", MetricType.UNKNOWN, null, null)),
                    sample("_total"),
                    sample(""),
                    label("a=\"b\\\"\\\\\\nΩ\"", metrics -> metrics.label("a", "b\"\\\nΩ")),
                    label("\"a.b\"=\"\"", metrics -> metrics.label("a.b", "")),
                    end("-42", metrics -> metrics.endLong(-42)),
                    end("5.0", metrics -> metrics.endDouble(5)));
        }

        @Override
        List<Call<PrometheusWriter, State>> moreCalls() {
            return List.of(
                    family(
                            "i",
                            "# HELP i_info \n# TYPE i_info gauge\n",
                            "# TYPE i info\n# HELP i \n",
                            metrics -> metrics.family("i", MetricType.INFO, "", "")),
                    family(
                            "s",
                            "# TYPE s gauge\n",
                            "# TYPE s stateset\n",
                            metrics -> metrics.family(new StringBuilder("s"), MetricType.STATE_SET, null, null)),
                    sample("_ü"),
                    label("a=\"b\\\"\\\\\\n\",\"c.d\"=\"Ω\"", metrics -> metrics.labels(LABELS)),
                    new Call<>(
                            "no labels",
                            metrics -> metrics.labels(PrometheusLabels.of()),
                            model -> model.state().sample() == 0 ? null : model),
                    label("le=\"5.0\"", metrics -> metrics.doubleLabel("le", 5)),
                    label("\"l.e\"=\"+Inf\"", metrics -> metrics.doubleLabel("l.e", Double.POSITIVE_INFINITY)),
                    end("NaN", metrics -> metrics.endDouble(Double.NaN)),
                    end("-Inf", metrics -> metrics.endDouble(Double.NEGATIVE_INFINITY)),
                    end(openMetrics ? "1.5 -0.500" : "1.5 -500", metrics -> metrics.endDouble(1.5, -500)),
                    end(
                            openMetrics ? "7 1795251723.004" : "7 1795251723004",
                            metrics -> metrics.endLong(7, 1_795_251_723_004L)),
                    end(
                            openMetrics ? "7 -9223372036854775.808" : "7 -9223372036854775808",
                            metrics -> metrics.endLong(7, Long.MIN_VALUE)),
                    Call.refused("empty family", metrics -> metrics.family("", MetricType.GAUGE, null, null)),
                    Call.refused(
                            "lone in a family", metrics -> metrics.family("a\uD800", MetricType.GAUGE, null, null)),
                    Call.refused("lone in a suffix", metrics -> metrics.beginSample("\uDC00")),
                    Call.refused("empty label", metrics -> metrics.label("", "a")),
                    Call.refused("__name__", metrics -> metrics.label("__name__", "a")),
                    Call.refused("__name__ built", metrics -> metrics.doubleLabel(new StringBuilder("__name__"), 1)),
                    Call.refused("lone in a label", metrics -> metrics.label("a\uD83D", "a")));
        }

        @Override
        List<TextCall<PrometheusWriter>> textCalls() {
            return List.of(
                    new TextCall<>(
                            "label value",
                            metrics -> metrics.family("f", MetricType.GAUGE, null, null)
                                    .beginSample(""),
                            (metrics, text) -> metrics.label("k", text),
                            text -> "{k=\"" + escaped(text) + '"'),
                    new TextCall<>(
                            "label name",
                            metrics -> metrics.family("f", MetricType.GAUGE, null, null)
                                    .beginSample(""),
                            (metrics, text) -> metrics.label(text, "v"),
                            text -> isRefused(text) ? null : "{" + labelName(text) + "=\"v\""),
                    new TextCall<>(
                            "label name of a double",
                            metrics -> metrics.family("f", MetricType.GAUGE, null, null)
                                    .beginSample(""),
                            (metrics, text) -> metrics.doubleLabel(text, 5),
                            text -> isRefused(text) ? null : "{" + labelName(text) + "=\"5.0\""),
                    new TextCall<>(
                            "family",
                            metrics -> {},
                            (metrics, text) -> metrics.family(text, MetricType.GAUGE, null, null),
                            text -> {
                                boolean legacy = text.matches("[a-zA-Z_:][a-zA-Z0-9_:]*");
                                return isRefused(text)
                                        ? null
                                        : "# TYPE " + (legacy ? text : '"' + escaped(text) + '"') + " gauge\n";
                            }),
                    new TextCall<>(
                            "suffix",
                            metrics -> metrics.family("f", MetricType.GAUGE, null, null),
                            PrometheusWriter::beginSample,
                            text -> {
                                boolean legacy = text.matches("[a-zA-Z0-9_:]*");
                                return hasLone(text) ? null : legacy ? "f" + text : "{\"f" + escaped(text) + '"';
                            }),
                    new TextCall<>(
                            "help",
                            metrics -> {},
                            (metrics, text) -> metrics.family("f", MetricType.GAUGE, text, null),
                            text -> openMetrics
                                    ? "# TYPE f gauge\n# HELP f " + escaped(text) + "\n"
                                    : "# HELP f "
                                            + CsvText.replaced(text)
                                                    .replace("\\", "\\\\")
                                                    .replace("\n", "\\n") + "\n# TYPE f gauge\n"));
        }

        private static boolean isRefused(String name) {
            return name.isEmpty() || hasLone(name);
        }

        private static String labelName(String name) {
            return name.matches("[a-zA-Z_][a-zA-Z0-9_]*") ? name : '"' + escaped(name) + '"';
        }

        private static boolean hasLone(String text) {
            return text.codePoints().anyMatch(c -> c >= 0xD800 && c < 0xE000);
        }

        @Override
        void record(PrometheusWriter metrics) {
            metrics.family("requests_seconds", MetricType.COUNTER, "Help.", "seconds");
            metrics.beginSample("_total")
                    .labels(LABELS)
                    .label("k", "v\"")
                    .doubleLabel("le", 0.1)
                    .endLong(7, 1_500);
            metrics.beginSample(BUILDER).label(BUILDER, BUILDER).endDouble(1.5);
        }
    }
}
