// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import dev.appendkit.AppendBuffer;
import dev.appendkit.escape.JsonEscape;
import dev.appendkit.escape.LogEscape;
import dev.appendkit.testing.ChildJvm;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The bytes of every format under the defaults that this JVM was started with and a locale, which is an argument. */
public final class HostileFormatsMain {
    /** Letters that a locale's case rules change, digits and signs that it has of its own. */
    private static final List<String> TEXTS = List.of(
            "",
            "TITLE title Iıİi",
            "٤٢ ๔๒ 42",
            "ß ſ K ä",
            "日本 \uD83D\uDE00 \uD800",
            "a=\"b\\c\", <d>&'e'\t;|\u2028\u007F");

    private HostileFormatsMain() {}

    public static void main(String[] args) {
        Locale.setDefault(Locale.forLanguageTag(args[0]));
        List<String> lines = digests();
        // The control: with these defaults a formatter, a case mapping and an encoder write something else.
        lines.add(String.format(
                "%d %s %d",
                42, "TITLE".toLowerCase(Locale.getDefault()), "Ω".getBytes(Charset.defaultCharset()).length));
        ChildJvm.out().print(String.join("\n", lines));
    }

    /** A line for each format: its name, how many bytes it wrote, and their digest. */
    static List<String> digests() {
        List<String> lines = new ArrayList<>();
        contracts().forEach(contract -> lines.add(line(contract)));
        lines.add(line("HttpFields", out -> {
            HttpFields.appendField(out, "Title", "I i");
            HttpFields.appendField(out, "Content-Length", Long.MIN_VALUE);
            for (long second = 0; second < 400L * 86_400; second += 86_399) {
                HttpFields.appendDateField(out, "Last-Modified", second);
            }
        }));
        lines.add(line("escapes", out -> {
            byte[] bytes = new byte[1_000];
            for (String text : TEXTS) {
                out.appendUtf8(bytes, 0, JsonEscape.escapeString(bytes, 0, text));
                out.appendUtf8(bytes, 0, LogEscape.escapeString(bytes, 0, text));
            }
        }));
        return lines;
    }

    private static List<FormatContract<?, ?>> contracts() {
        List<FormatContract<?, ?>> contracts = new ArrayList<>();
        CsvContractTest csv = new CsvContractTest();
        PrometheusContractTest prometheus = new PrometheusContractTest();
        contracts.addAll(List.of(
                new JsonContractTest(),
                csv.new Rfc4180(),
                csv.new EveryOption(),
                csv.new EscapedTsv(),
                new LineProtocolContractTest(),
                new RespContractTest(),
                prometheus.new Text(),
                prometheus.new OpenMetrics(),
                new LogfmtContractTest(),
                new ProtobufContractTest(),
                new StatsdContractTest()));
        for (JsonStyle.Escapes escapes : JsonStyle.Escapes.values()) {
            JsonStyle style = JsonStyle.standard().escapes(escapes).numbers(JsonStyle.Numbers.ECMASCRIPT);
            contracts.add(new JsonContractTest() {
                @Override
                JsonWriter create() {
                    return new JsonWriter(style);
                }
            });
        }
        return contracts;
    }

    private static <W, S> String line(FormatContract<W, S> contract) {
        List<Consumer<W>> records = new ArrayList<>();
        records.add(contract::record);
        contract.allowed(2)
                .forEach(sequence -> records.add(
                        writer -> sequence.forEach(call -> call.action().accept(writer))));
        for (TextCall<W> call : contract.textCalls()) {
            for (String text : TEXTS) {
                records.add(writer -> text(call, writer, text));
            }
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Consumer<W> record : records) {
            AppendBuffer out = AppendBuffer.growing(64, 1 << 16);
            W writer = contract.create();
            contract.reset(writer, out);
            record.accept(writer);
            all.write(out.length());
            try {
                all.writeBytes(out.toByteArray());
            } catch (IllegalStateException e) {
                // A length is open; shorter sequences have what stands before it.
                all.write('?');
            }
        }
        return line(contract.getClass().getName(), all.toByteArray());
    }

    private static <W> void text(TextCall<W> call, W writer, String text) {
        call.before().accept(writer);
        try {
            call.call().accept(writer, text);
        } catch (IllegalArgumentException e) {
            // Some places take only some of the texts.
        }
    }

    private static String line(String name, Consumer<AppendBuffer> content) {
        AppendBuffer out = AppendBuffer.growing(1 << 10, 1 << 24);
        content.accept(out);
        return line(name, out.toByteArray());
    }

    private static String line(String name, byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return name + " " + bytes.length + " " + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
