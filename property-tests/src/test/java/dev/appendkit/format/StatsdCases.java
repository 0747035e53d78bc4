// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.List;

/** A reader of the grammar reads datagrams. */
final class StatsdCases extends FormatCases {
    private static final List<StatsdWriter.Type> TYPES = List.of(StatsdWriter.Type.values());
    private static final List<String> CODES = List.of("c", "g", "ms", "h", "d", "s");

    private final StatsdWriter statsd;

    StatsdCases(Choices choices) {
        super(choices);
        statsd = new StatsdWriter().reset(out);
    }

    @Override
    boolean isComplete() {
        return statsd.isComplete();
    }

    @Override
    void rollBack() {
        statsd.rollBack();
    }

    private String name() {
        return choices.below(3) == 0 ? choices.text() : "name" + choices.below(9);
    }

    @Override
    void call() {
        String name = name();
        switch (choices.below(10)) {
            case 0, 1 -> {
                long value = choices.number();
                int type = choices.below(TYPES.size());
                statsd.beginLong(form(name), value, TYPES.get(type));
                accept("metric " + Strings.encodable(name), "value " + value, "type " + CODES.get(type));
            }
            case 2 -> {
                int eighths = (int) choices.number();
                int type = choices.below(TYPES.size());
                statsd.beginDouble(form(name), eighths / 8.0, TYPES.get(type));
                accept("metric " + Strings.encodable(name), "value " + plain(eighths), "type " + CODES.get(type));
            }
            case 3 -> {
                int eighths = choices.below(10);
                statsd.sampleRate(eighths / 8.0);
                accept("rate " + plain(eighths));
            }
            case 4, 5, 6 -> {
                String value = choices.text();
                statsd.tag(form(name), form(value));
                String replaced = Strings.encodable(value).replaceAll("[\\p{Cntrl}\\u0080-\\u009F :|@#,]", "_");
                accept("tag " + Strings.encodable(name) + ":" + replaced);
            }
            case 7 -> {
                statsd.tag(form(name), null);
                accept("tag " + Strings.encodable(name));
            }
            case 8 -> statsd.endRecord();
            default -> {
                if (choices.below(8) == 0) {
                    statsd.rollBack();
                    cut();
                }
            }
        }
    }

    private static String plain(int eighths) {
        return new BigDecimal(eighths)
                .divide(BigDecimal.valueOf(8))
                .stripTrailingZeros()
                .toPlainString();
    }

    @Override
    List<Object> read(byte[] bytes) {
        return StatsdReader.read(new String(bytes, UTF_8));
    }
}
