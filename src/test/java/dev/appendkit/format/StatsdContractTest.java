// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.AppendBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The model's state: 0 between metrics, 1 behind the value, 2 behind the rate, 3 behind a tag. */
class StatsdContractTest extends FormatContract<StatsdWriter, Integer> {
    private static final StringBuilder BUILDER = new StringBuilder().append("built");

    @Override
    StatsdWriter create() {
        return new StatsdWriter();
    }

    @Override
    void reset(StatsdWriter writer, AppendBuffer out) {
        writer.reset(out);
    }

    @Override
    void rollBack(StatsdWriter writer) {
        writer.rollBack();
    }

    @Override
    boolean isComplete(StatsdWriter writer) {
        return writer.isComplete();
    }

    @Override
    Integer initial() {
        return 0;
    }

    @Override
    int drainingCapacity() {
        return 0;
    }

    private static Call<StatsdWriter, Integer> begin(String text, Consumer<StatsdWriter> action) {
        return new Call<>(
                text,
                action,
                model ->
                        model.state() != 0 ? null : model.append(model.content().isEmpty() ? text : "\n" + text, 1));
    }

    private static Call<StatsdWriter, Integer> rate(String text, Consumer<StatsdWriter> action) {
        return new Call<>(text, action, model -> model.state() == 1 ? model.append(text, 2) : null);
    }

    private static Call<StatsdWriter, Integer> tag(String text, Consumer<StatsdWriter> action) {
        return new Call<>(
                "tag " + text,
                action,
                model -> model.state() == 0 ? null : model.append((model.state() == 3 ? "," : "|#") + text, 3));
    }

    @Override
    List<Call<StatsdWriter, Integer>> calls() {
        return List.of(
                begin("requests:-1|c", statsd -> statsd.beginLong("requests", -1, StatsdWriter.Type.COUNTER)),
                begin("Ω:0.25|ms", statsd -> statsd.beginDouble("Ω", 0.25, StatsdWriter.Type.TIMER)),
                rate("|@0.1", statsd -> statsd.sampleRate(0.1)),
                tag("k:v_w", statsd -> statsd.tag("k", "v w")),
                tag("bare", statsd -> statsd.tag("bare", null)),
                new Call<>("end", StatsdWriter::endRecord, model -> model.state() == 0 ? null : model.end("", 0)));
    }

    @Override
    List<Call<StatsdWriter, Integer>> moreCalls() {
        return List.of(
                begin("a:7|g", statsd -> statsd.beginDouble("a", 7, StatsdWriter.Type.GAUGE)),
                begin("a:100|h", statsd -> statsd.beginDouble("a", 100, StatsdWriter.Type.HISTOGRAM)),
                begin("a:0|g", statsd -> statsd.beginDouble("a", -0.0, StatsdWriter.Type.GAUGE)),
                begin("a:0|c", statsd -> statsd.beginDouble("a", -4e-7, StatsdWriter.Type.COUNTER)),
                begin("a:-0.000001|g", statsd -> statsd.beginDouble("a", -6e-7, StatsdWriter.Type.GAUGE)),
                begin("a:-1|g", statsd -> statsd.beginDouble("a", -1, StatsdWriter.Type.GAUGE)),
                begin("a:0.333333|d", statsd -> statsd.beginDouble("a", 1 / 3.0, StatsdWriter.Type.DISTRIBUTION)),
                begin(
                        "a:9223372036854775807|s",
                        statsd -> statsd.beginLong("a", Long.MAX_VALUE, StatsdWriter.Type.SET)),
                begin(
                        "a:" + new java.math.BigDecimal(Double.MAX_VALUE).toPlainString() + "|g",
                        statsd -> statsd.beginDouble("a", Double.MAX_VALUE, StatsdWriter.Type.GAUGE)),
                rate("|@1", statsd -> statsd.sampleRate(1)),
                tag("built:built", statsd -> statsd.tag(BUILDER, BUILDER)),
                Call.refused("NaN", statsd -> statsd.beginDouble("a", Double.NaN, StatsdWriter.Type.GAUGE)),
                Call.refused(
                        "infinite",
                        statsd -> statsd.beginDouble("a", Double.NEGATIVE_INFINITY, StatsdWriter.Type.GAUGE)),
                Call.refused("empty", statsd -> statsd.beginLong("", 1, StatsdWriter.Type.GAUGE)),
                Call.refused("empty key", statsd -> statsd.tag("", "a")),
                Call.refused("rate 0", statsd -> statsd.sampleRate(0)),
                Call.refused("rate 2", statsd -> statsd.sampleRate(2)),
                Call.refused("rate NaN", statsd -> statsd.sampleRate(Double.NaN)),
                Call.refused("tiny rate", statsd -> statsd.sampleRate(1e-7)));
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && !text.matches("(?s).*[:|@#,\\x00-\\x20\\x7F-\\x9F].*");
    }

    @Override
    List<TextCall<StatsdWriter>> textCalls() {
        return List.of(
                new TextCall<>(
                        "name",
                        statsd -> {},
                        (statsd, text) -> statsd.beginLong(text, 7, StatsdWriter.Type.COUNTER),
                        text -> isName(text) ? CsvText.replaced(text) + ":7|c" : null),
                new TextCall<>(
                        "key",
                        statsd -> statsd.beginLong("a", 1, StatsdWriter.Type.COUNTER),
                        (statsd, text) -> statsd.tag(text, "v"),
                        text -> isName(text) ? "|#" + CsvText.replaced(text) + ":v" : null),
                new TextCall<>(
                        "value",
                        statsd -> statsd.beginLong("a", 1, StatsdWriter.Type.COUNTER),
                        (statsd, text) -> statsd.tag("k", text),
                        text -> "|#k:" + CsvText.replaced(text).replaceAll("[:|@#,\\x00-\\x20\\x7F-\\x9F]", "_")));
    }

    @Override
    void record(StatsdWriter statsd) {
        statsd.beginLong("requests", 42, StatsdWriter.Type.COUNTER)
                .sampleRate(0.5)
                .tag("k", "v,")
                .tag("bare", null)
                .endRecord();
        statsd.beginDouble(BUILDER, 1.25, StatsdWriter.Type.GAUGE)
                .tag(BUILDER, BUILDER)
                .endRecord();
    }

    @Test
    void aDrainingCursorIsRefused() {
        AppendBuffer draining = AppendBuffer.draining(new CollectingSink(), 100);
        assertThatThrownBy(() -> new StatsdWriter().reset(draining)).isInstanceOf(IllegalArgumentException.class);
    }
}
