// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import dev.appendkit.AppendBuffer;
import dev.appendkit.FractionDigits;
import dev.appendkit.testing.Chars;
import java.util.List;
import java.util.function.Consumer;

/** A line is pairs with a space between; the model counts them. */
class LogfmtContractTest extends FormatContract<LogfmtWriter, Integer> {
    @Override
    LogfmtWriter create() {
        return new LogfmtWriter();
    }

    @Override
    void reset(LogfmtWriter writer, AppendBuffer out) {
        writer.reset(out);
    }

    @Override
    void rollBack(LogfmtWriter writer) {
        writer.rollBack();
    }

    @Override
    boolean isComplete(LogfmtWriter writer) {
        return writer.isComplete();
    }

    @Override
    Integer initial() {
        return 0;
    }

    private static Call<LogfmtWriter, Integer> pair(String name, Consumer<LogfmtWriter> call, String text) {
        return new Call<>(name, call, model -> model.append((model.state() > 0 ? " " : "") + text, model.state() + 1));
    }

    @Override
    List<Call<LogfmtWriter, Integer>> calls() {
        return List.of(
                pair("a bare text", log -> log.appendString("level", "info"), "level=info"),
                pair("a quoted text", log -> log.appendString("msg", "it \"is\"\n"), "msg=\"it \\\"is\\\"\\n\""),
                pair("a null", log -> log.appendString("none", null), "none=null"),
                pair("appendLong", log -> log.appendLong("n", -42), "n=-42"),
                pair("appendBoolean", log -> log.appendBoolean("ok", true), "ok=true"),
                new Call<>(
                        "endRecord", LogfmtWriter::endRecord, model -> model.state() > 0 ? model.end("\n", 0) : null),
                new Call<>("rollBack", LogfmtWriter::rollBack, model -> model.cut(0)));
    }

    @Override
    List<Call<LogfmtWriter, Integer>> moreCalls() {
        return List.of(
                pair("the text null", log -> log.appendString("k", "null"), "k=\"null\""),
                pair("an empty text", log -> log.appendString("k", ""), "k=\"\""),
                pair("an empty key", log -> log.appendString("", "v"), "_=v"),
                pair("a strange key", log -> log.appendLong("a b=\"ä\n", 1), "a_b____=1"),
                pair("an empty foreign key", log -> log.appendLong(new StringBuilder(), 1), "_=1"),
                pair("foreign texts", log -> log.appendString(Chars.builder("k"), Chars.builder("v w")), "k=\"v w\""),
                pair("the foreign text null", log -> log.appendString("k", Chars.builder("null")), "k=\"null\""),
                pair("a foreign key of null", log -> log.appendString(Chars.builder("k"), null), "k=null"),
                pair("appendDouble", log -> log.appendDouble("d", 2.5), "d=2.5"),
                pair("appendDouble of NaN", log -> log.appendDouble("d", Double.NaN), "d=NaN"),
                pair("false", log -> log.appendBoolean("ok", false), "ok=false"),
                pair(
                        "appendInstant",
                        log -> log.appendInstant("at", 0, 5_000_000, FractionDigits.MILLIS),
                        "at=1970-01-01T00:00:00.005Z"));
    }

    @Override
    List<TextCall<LogfmtWriter>> textCalls() {
        return List.of(
                new TextCall<>(
                        "a value", log -> {}, (log, text) -> log.appendString("k", text), LogfmtContractTest::value),
                new TextCall<>(
                        "a second value",
                        log -> log.appendLong("n", 1),
                        (log, text) -> log.appendString("key", text),
                        text -> " key" + value(text).substring(1)),
                new TextCall<>("a key", log -> {}, (log, text) -> log.appendLong(text, 7), text -> key(text) + "=7"),
                new TextCall<>(
                        "a key of a text",
                        log -> {},
                        (log, text) -> log.appendString(text, "v"),
                        text -> key(text) + "=v"));
    }

    private static String key(String text) {
        StringBuilder key = new StringBuilder();
        text.chars().forEach(c -> key.append(c > 0x20 && c < 0x7F && c != '"' && c != '=' ? (char) c : '_'));
        return key.isEmpty() ? "_" : key.toString();
    }

    private static String value(String text) {
        boolean bare = !text.isEmpty() && !text.equals("null");
        StringBuilder quoted = new StringBuilder();
        for (int c : text.codePoints().toArray()) {
            if (c <= Character.MAX_VALUE && Character.isSurrogate((char) c)) {
                quoted.append('\uFFFD');
            } else if (c < 0x80 ? c <= ' ' || c == '"' || c == '=' || c == '\\' || c == 0x7F : isUnsafe(c)) {
                bare = false;
                switch (c) {
                    case ' ', '=' -> quoted.append((char) c);
                    case '"' -> quoted.append("\\\"");
                    case '\\' -> quoted.append("\\\\");
                    case '\n' -> quoted.append("\\n");
                    case '\r' -> quoted.append("\\r");
                    case '\t' -> quoted.append("\\t");
                    default -> quoted.append(String.format("\\u%04x", c));
                }
            } else {
                quoted.appendCodePoint(c);
            }
        }
        return bare ? "k=" + quoted : "k=\"" + quoted + '"';
    }

    static boolean isUnsafe(int c) {
        return c < 0x20
                || c >= 0x7F && c <= 0x9F
                || c == 0x61C
                || c == 0x200E
                || c == 0x200F
                || c >= 0x2028 && c <= 0x202E
                || c >= 0x2066 && c <= 0x2069
                || c == 0xFEFF;
    }

    @Override
    void record(LogfmtWriter log) {
        log.appendString("level", "info")
                .appendString("msg", "user \"x\" logged in")
                .appendLong("ms", 12);
        log.appendDouble("load", 0.75).appendBoolean("ok", true).appendString("none", null);
        log.appendInstant("at", 1_795_000_000, 0, FractionDigits.MILLIS).endRecord();
    }
}
