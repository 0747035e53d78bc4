// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.appendkit.FractionDigits;
import java.util.ArrayList;
import java.util.List;

/** A reader of the grammar reads the lines. */
final class LogfmtCases extends FormatCases {
    private static final Object END = "the end of a line";

    private final LogfmtWriter log;

    LogfmtCases(Choices choices) {
        super(choices);
        log = new LogfmtWriter().reset(out);
    }

    @Override
    boolean isComplete() {
        return log.isComplete();
    }

    @Override
    void rollBack() {
        log.rollBack();
    }

    @Override
    void call() {
        String key = choices.below(3) == 0 ? choices.text() : "key" + choices.below(9);
        switch (choices.below(8)) {
            case 0, 1 -> {
                String value = choices.text();
                log.appendString(form(key), form(value));
                pair(key, Strings.encodable(value));
            }
            case 2 -> {
                log.appendString(form(key), null);
                pair(key, null);
            }
            case 3 -> {
                long value = choices.number();
                log.appendLong(form(key), value);
                pair(key, Long.toString(value));
            }
            case 4 -> {
                double value = (int) choices.number() / 8.0;
                log.appendDouble(form(key), value);
                pair(key, Double.toString(value));
            }
            case 5 -> {
                log.appendInstant(form(key), 1_795_251_723, 4_000_000, FractionDigits.MILLIS);
                pair(key, "2026-11-21T09:02:03.004Z");
            }
            case 6 -> {
                log.endRecord();
                accept(END);
            }
            default -> {
                if (choices.below(8) == 0) {
                    log.rollBack();
                    cut();
                }
            }
        }
    }

    private void pair(String key, String value) {
        StringBuilder name = new StringBuilder();
        key.chars().forEach(c -> name.append(c > ' ' && c < 0x7F && c != '"' && c != '=' ? (char) c : '_'));
        accept(new LogfmtReader.Pair(key.isEmpty() ? "_" : name.toString(), value));
    }

    @Override
    List<Object> read(byte[] bytes) {
        List<Object> read = new ArrayList<>();
        LogfmtReader.read(new String(bytes, UTF_8)).forEach(line -> {
            read.addAll(line);
            read.add(END);
        });
        return read;
    }
}
