// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.AppendBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The model's state: 0 between lines, 1 within tags, 2 within fields. */
class LineProtocolContractTest extends FormatContract<LineProtocolWriter, Integer> {
    private static final StringBuilder BUILDER = new StringBuilder().append("built, text");

    @Override
    LineProtocolWriter create() {
        return new LineProtocolWriter();
    }

    @Override
    void reset(LineProtocolWriter writer, AppendBuffer out) {
        writer.reset(out);
    }

    @Override
    void rollBack(LineProtocolWriter writer) {
        writer.rollBack();
    }

    @Override
    boolean isComplete(LineProtocolWriter writer) {
        return writer.isComplete();
    }

    @Override
    Integer initial() {
        return 0;
    }

    /** A name or tag value by the reference's table of special chars; null if it is refused. */
    private static String name(String text, boolean equalsSign) {
        if (text.isEmpty() || text.matches("(?s).*[\0\r\n].*|.*\\\\|.*\\\\[,= \\\\].*")) {
            return null;
        }
        String escaped = CsvText.replaced(text).replace(",", "\\,").replace(" ", "\\ ");
        return equalsSign ? escaped.replace("=", "\\=") : escaped;
    }

    private static Call<LineProtocolWriter, Integer> field(String text, Consumer<LineProtocolWriter> action) {
        return new Call<>(text, action, model -> switch (model.state()) {
            case 0 -> null;
            case 1 -> model.append(" " + text, 2);
            default -> model.append("," + text, 2);
        });
    }

    private static Call<LineProtocolWriter, Integer> tag(String text, Consumer<LineProtocolWriter> action) {
        return new Call<>("tag " + text, action, model -> model.state() == 1 ? model.append(text, 1) : null);
    }

    private static Call<LineProtocolWriter, Integer> end(String text, Consumer<LineProtocolWriter> action) {
        return new Call<>("end" + text, action, model -> switch (model.state()) {
            case 0 -> null;
            case 1 -> model.cut(0);
            default -> model.end(text + "\n", 0);
        });
    }

    @Override
    List<Call<LineProtocolWriter, Integer>> calls() {
        return List.of(
                new Call<>(
                        "beginLine",
                        line -> line.beginLine("cpu load,=#"),
                        model -> model.state() == 0 ? model.append("cpu\\ load\\,=#", 1) : null),
                tag(",a\\ b=c\\=d", line -> line.appendTag("a b", "c=d")),
                tag("", line -> line.appendTag("a", null)),
                field("n=42i", line -> line.appendLongField("n", 42)),
                field("s=\"a\\\"\\\\=, Ω\"", line -> line.appendStringField("s", "a\"\\=, Ω")),
                new Call<>(
                        "NaN",
                        line -> line.appendDoubleField("d", Double.NaN),
                        model -> model.state() == 0 ? null : model),
                end("", LineProtocolWriter::endLine),
                end(" -5", line -> line.endLine(-5)));
    }

    @Override
    List<Call<LineProtocolWriter, Integer>> moreCalls() {
        return List.of(
                tag("", line -> line.appendTag("a", "")),
                tag("", line -> line.appendTag("a", new StringBuilder())),
                tag("", line -> line.appendTag(BUILDER, null)),
                field("k\\,\\=\\ k=18446744073709551615u", line -> line.appendUnsignedField("k,= k", -1)),
                field("d=-1.5E-10", line -> line.appendDoubleField("d", -1.5e-10)),
                field("b=t", line -> line.appendBooleanField("b", true)),
                field("b=f", line -> line.appendBooleanField("b", false)),
                field("b\\c=\"\"", line -> line.appendStringField("b\\c", "")),
                Call.refused("comment", line -> line.beginLine("#a")),
                Call.refused("empty measurement", line -> line.beginLine("")),
                Call.refused("empty tag key", line -> line.appendTag("", "a")),
                Call.refused("empty field key", line -> line.appendLongField("", 1)),
                Call.refused("time", line -> line.appendTag("time", "a")),
                Call.refused("_field", line -> line.appendStringField("_field", "a")),
                Call.refused("_measurement", line -> line.appendBooleanField("_measurement", true)),
                Call.refused(
                        "_measurement built", line -> line.appendBooleanField(new StringBuilder("_measurement"), true)),
                Call.refused("LF", line -> line.appendStringField("s", "a\nb")));
    }

    @Override
    List<TextCall<LineProtocolWriter>> textCalls() {
        return List.of(
                new TextCall<>("measurement", line -> {}, LineProtocolWriter::beginLine, text -> name(text, false)),
                new TextCall<>(
                        "tag key", line -> line.beginLine("m"), (line, text) -> line.appendTag(text, "v"), text -> {
                            String name = name(text, true);
                            return name == null ? null : "," + name + "=v";
                        }),
                new TextCall<>("tag", line -> line.beginLine("m"), (line, text) -> line.appendTag("k", text), text -> {
                    String name = name(text, true);
                    return name == null ? null : ",k=" + name;
                }),
                new TextCall<>(
                        "field key",
                        line -> line.beginLine("m").appendLongField("x", 1),
                        (line, text) -> line.appendLongField(text, -7),
                        text -> {
                            String name = name(text, true);
                            return name == null ? null : "," + name + "=-7i";
                        }),
                new TextCall<>(
                        "text",
                        line -> line.beginLine("m"),
                        (line, text) -> line.appendStringField("k", text),
                        text -> text.matches("(?s).*[\0\r\n].*")
                                ? null
                                : " k=\""
                                        + CsvText.replaced(text)
                                                .replace("\\", "\\\\")
                                                .replace("\"", "\\\"") + '"'));
    }

    /** The length is read once: a tag is left out, or it has a value. */
    @Test
    void aTagThatBecomesEmpty() {
        int[] reads = new int[1];
        AppendBuffer out = AppendBuffer.growing(64, 64);
        LineProtocolWriter line = new LineProtocolWriter().reset(out).beginLine("m");
        line.appendTag("k", new OddText(() -> reads[0]++ == 0 ? 1 : 0, () -> {}))
                .appendLongField("n", 1)
                .endLine();
        assertThat(out.toString(UTF_8)).isEqualTo("m,k=a n=1i\n");
    }

    @Override
    void record(LineProtocolWriter line) {
        line.beginLine("cpu")
                .appendTag("host", "a b")
                .appendTag(BUILDER, BUILDER)
                .appendTag("none", null);
        line.appendLongField("n", 42).appendUnsignedField("u", -1).appendDoubleField("d", 0.5);
        line.appendDoubleField("nan", Double.NaN).appendBooleanField("b", true).appendStringField("s", "a\"Ω");
        line.appendStringField(BUILDER, "x").endLine(1_700_000_000_000L);
    }
}
