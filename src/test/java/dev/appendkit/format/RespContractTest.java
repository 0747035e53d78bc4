// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.AppendBuffer;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The model's state: how many arguments are missing, as a negative number first, or elements by depth. */
class RespContractTest extends FormatContract<RespWriter, List<Integer>> {
    private static final RespArgument SET = RespArgument.of("SET");
    private static final RespArgument LONG = RespArgument.of("Ω-argument of more than a few words");
    private static final byte[] BYTES = {1, 'a', '\r', '\n', (byte) 0xFF, 0};
    private static final BigInteger BIG = BigInteger.TEN.pow(30).negate();
    private static final StringBuilder BUILDER = new StringBuilder().append("built Ω");

    @Override
    RespWriter create() {
        return new RespWriter();
    }

    @Override
    void reset(RespWriter writer, AppendBuffer out) {
        writer.reset(out);
    }

    @Override
    void rollBack(RespWriter writer) {
        writer.rollBack();
    }

    @Override
    boolean isComplete(RespWriter writer) {
        return writer.isComplete();
    }

    @Override
    List<Integer> initial() {
        return List.of();
    }

    /** Its bytes are not all UTF-8. */
    @Override
    Charset charset() {
        return ISO_8859_1;
    }

    /** A text as bytes, a char each. */
    private static String utf8(String text) {
        return new String(CsvText.replaced(text).getBytes(UTF_8), ISO_8859_1);
    }

    private static String bulk(String bytes) {
        return "$" + bytes.length() + "\r\n" + bytes + "\r\n";
    }

    private static boolean inCommand(Model<List<Integer>> model) {
        return !model.state().isEmpty() && model.state().get(0) < 0;
    }

    private static Call<RespWriter, List<Integer>> argument(String name, String bytes, Consumer<RespWriter> action) {
        return new Call<>(name, action, model -> {
            if (!inCommand(model)) {
                return null;
            }
            int missing = model.state().get(0) + 1;
            return missing == 0 ? model.end(bulk(bytes), List.of()) : model.append(bulk(bytes), List.of(missing));
        });
    }

    private static Call<RespWriter, List<Integer>> reply(String name, String bytes, Consumer<RespWriter> action) {
        return new Call<>(name, action, model -> inCommand(model) ? null : element(model, bytes));
    }

    private static Model<List<Integer>> element(Model<List<Integer>> model, String bytes) {
        List<Integer> depths = new ArrayList<>(model.state());
        while (!depths.isEmpty()) {
            int last = depths.size() - 1;
            int missing = depths.get(last) - 1;
            if (missing > 0) {
                depths.set(last, missing);
                break;
            }
            depths.remove(last);
        }
        return depths.isEmpty() ? model.end(bytes, depths) : model.append(bytes, depths);
    }

    private static Call<RespWriter, List<Integer>> aggregate(
            String name, String bytes, int elements, boolean topLevel, Consumer<RespWriter> action) {
        return new Call<>(name, action, model -> {
            if (inCommand(model) || topLevel && !model.state().isEmpty()) {
                return null;
            }
            if (elements == 0) {
                return element(model, bytes);
            }
            List<Integer> depths = new ArrayList<>(model.state());
            depths.add(elements);
            return model.append(bytes, depths);
        });
    }

    private static Call<RespWriter, List<Integer>> command(int arguments) {
        return new Call<>(
                "command of " + arguments,
                resp -> resp.beginCommand(arguments),
                model -> model.state().isEmpty() ? model.append("*" + arguments + "\r\n", List.of(-arguments)) : null);
    }

    @Override
    List<Call<RespWriter, List<Integer>>> calls() {
        return List.of(
                command(1),
                command(2),
                argument("SET", "SET", resp -> resp.appendArgument(SET)),
                argument("text", utf8("aΩ\uD800"), resp -> resp.appendArgument("aΩ\uD800")),
                aggregate("array", "*2\r\n", 2, false, resp -> resp.beginArray(2)),
                aggregate("empty array", "*0\r\n", 0, false, resp -> resp.beginArray(0)),
                aggregate("map", "%1\r\n", 2, false, resp -> resp.beginMap(1)),
                aggregate("push", ">1\r\n", 1, true, resp -> resp.beginPush(1)),
                reply("integer", ":-7\r\n", resp -> resp.appendInteger(-7)),
                reply("bulk", "$3\r\nabc\r\n", resp -> resp.appendBulkString("abc")));
    }

    @Override
    List<Call<RespWriter, List<Integer>>> moreCalls() {
        return List.of(
                argument("long argument", "-9223372036854775808", resp -> resp.appendLongArgument(Long.MIN_VALUE)),
                argument("double argument", "1.0E-5", resp -> resp.appendDoubleArgument(1e-5)),
                argument("infinite argument", "-inf", resp -> resp.appendDoubleArgument(Double.NEGATIVE_INFINITY)),
                argument("bytes", "a\r\n\u00FF", resp -> resp.appendArgument(BYTES, 1, 5)),
                argument("prepared", utf8("Ω-argument of more than a few words"), resp -> resp.appendArgument(LONG)),
                aggregate("set", "~1\r\n", 1, false, resp -> resp.beginSet(1)),
                reply("simple", "+OK\r\n", resp -> resp.appendSimpleString("OK")),
                reply("error", "-ERR " + utf8("Ω") + "\r\n", resp -> resp.appendError("ERR Ω")),
                reply("null", "$-1\r\n", resp -> resp.appendBulkString(null)),
                reply("bulk bytes", bulk("\u0001a"), resp -> resp.appendBulkBytes(BYTES, 0, 2)),
                reply("null of 3", "_\r\n", RespWriter::appendNull),
                reply("null array", "*-1\r\n", RespWriter::appendNullArray),
                reply("true", "#t\r\n", resp -> resp.appendBoolean(true)),
                reply("false", "#f\r\n", resp -> resp.appendBoolean(false)),
                reply("double", ",1.5\r\n", resp -> resp.appendDouble(1.5)),
                reply("NaN", ",nan\r\n", resp -> resp.appendDouble(Double.NaN)),
                reply("infinity", ",inf\r\n", resp -> resp.appendDouble(Double.POSITIVE_INFINITY)),
                reply("big", "(-1" + "0".repeat(30) + "\r\n", resp -> resp.appendBigNumber(BIG)),
                Call.refused("no arguments", resp -> resp.beginCommand(0)),
                Call.refused("negative", resp -> resp.beginArray(-1)),
                Call.refused("negative map", resp -> resp.beginMap(-1)),
                Call.refused("LF", resp -> resp.appendSimpleString("a\nb")),
                Call.refused("CR", resp -> resp.appendError("a\r")));
    }

    @Override
    List<TextCall<RespWriter>> textCalls() {
        return List.of(
                new TextCall<>(
                        "argument", resp -> resp.beginCommand(1), RespWriter::appendArgument, text -> bulk(utf8(text))),
                new TextCall<>("bulk", resp -> {}, RespWriter::appendBulkString, text -> bulk(utf8(text))),
                new TextCall<>(
                        "error",
                        resp -> {},
                        RespWriter::appendError,
                        text -> text.matches("[^\r\n]*") ? "-" + utf8(text) + "\r\n" : null),
                new TextCall<>(
                        "simple",
                        resp -> {},
                        RespWriter::appendSimpleString,
                        text -> text.matches("[^\r\n]*") ? "+" + utf8(text) + "\r\n" : null));
    }

    @Test
    void aggregatesNest64Deep() {
        AppendBuffer out = AppendBuffer.growing(64, 1 << 16);
        RespWriter resp = new RespWriter().reset(out);
        for (int i = 0; i < 64; i++) {
            resp.beginArray(i == 63 ? 2 : 1);
        }
        String before = out.toString(ISO_8859_1);
        assertThatThrownBy(() -> resp.beginArray(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("64");
        assertThatThrownBy(() -> resp.beginMap(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> resp.beginSet(1)).isInstanceOf(IllegalStateException.class);
        assertThat(out.toString(ISO_8859_1)).isEqualTo(before);
        resp.appendInteger(7);
        assertThat(resp.isComplete()).isFalse();
        resp.appendNull();
        assertThat(resp.isComplete()).isTrue();
        assertThat(out.toString(ISO_8859_1)).isEqualTo("*1\r\n".repeat(63) + "*2\r\n:7\r\n_\r\n");
    }

    @Override
    void record(RespWriter resp) {
        resp.beginCommand(6)
                .appendArgument(SET)
                .appendArgument("key")
                .appendArgument(BUILDER)
                .appendLongArgument(42);
        resp.appendDoubleArgument(0.1).appendArgument(BYTES, 0, 6);
        resp.beginArray(11)
                .appendInteger(1)
                .appendBulkString("Ω")
                .appendBulkBytes(BYTES, 0, 6)
                .appendNull();
        resp.appendNullArray()
                .appendBoolean(true)
                .appendDouble(1.5)
                .appendBigNumber(BIG)
                .appendError("ERR x");
        resp.appendSimpleString(BUILDER).beginMap(0);
    }
}
