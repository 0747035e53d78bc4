// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import dev.appendkit.format.QuestDbReader.Part;
import java.util.List;

/**
 * QuestDB reads the lines, but for what it has not: unsigned fields, backslashes and slashes in names, backslashes in
 * tags, an equals sign in a measurement, and the least timestamp, which it takes for none.
 */
final class LineProtocolCases extends FormatCases {
    private final LineProtocolWriter line;

    LineProtocolCases(Choices choices) {
        super(choices);
        line = new LineProtocolWriter().reset(out);
    }

    @Override
    boolean isComplete() {
        return line.isComplete();
    }

    @Override
    void rollBack() {
        line.rollBack();
    }

    /** A text that may stand in a name, or one that is refused. */
    private String name() {
        return choices.text().replace("\\", "").replace("/", "");
    }

    @Override
    void call() {
        switch (choices.below(12)) {
            case 0, 1 -> {
                String measurement = name().replace("=", "");
                line.beginLine(form(measurement));
                accept(new Part("measurement", Strings.encodable(measurement), ""));
            }
            case 2, 3 -> {
                String key = name();
                String value = choices.below(9) == 0 ? null : choices.text().replace("\\", "");
                line.appendTag(form(key), value == null ? null : form(value));
                if (value != null && !value.isEmpty()) {
                    accept(new Part("tag", Strings.encodable(key), Strings.encodable(value)));
                }
            }
            case 4 -> {
                String key = name();
                long value = choices.number();
                line.appendLongField(form(key), value);
                field(key, value);
            }
            case 5, 6 -> {
                String key = name();
                double value = Double.longBitsToDouble(choices.number());
                line.appendDoubleField(form(key), value);
                if (Double.isFinite(value)) {
                    field(key, value);
                }
            }
            case 7 -> {
                String key = name();
                boolean value = choices.below(2) == 0;
                line.appendBooleanField(form(key), value);
                field(key, value);
            }
            case 8 -> {
                String key = name();
                String value = choices.text();
                line.appendStringField(form(key), form(value));
                field(key, Strings.encodable(value));
            }
            case 9 -> {
                if (!line.endLine()) {
                    cut();
                }
            }
            case 10 -> {
                long time = Math.max(choices.number(), Long.MIN_VALUE + 1);
                if (line.endLine(time)) {
                    accept(new Part("timestamp", "", time));
                } else {
                    cut();
                }
            }
            default -> {
                if (choices.below(8) == 0) {
                    line.rollBack();
                    cut();
                }
            }
        }
    }

    private void field(String key, Object value) {
        accept(new Part("field", Strings.encodable(key), value));
    }

    @Override
    List<Object> read(byte[] bytes) {
        return QuestDbReader.read(bytes);
    }
}
