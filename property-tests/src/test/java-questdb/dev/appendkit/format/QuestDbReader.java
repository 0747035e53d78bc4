// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import io.questdb.cutlass.line.tcp.LineTcpParser;
import io.questdb.cutlass.line.tcp.LineTcpParser.ParseResult;
import io.questdb.cutlass.line.tcp.LineTcpParser.ProtoEntity;
import io.questdb.std.str.DirectUtf8Sink;
import java.util.ArrayList;
import java.util.List;

/** The reader of QuestDB's server. It reads native memory, and moves there what was escaped. */
final class QuestDbReader {
    private QuestDbReader() {}

    /** A measurement, or the tag, field or timestamp that follows it. */
    record Part(String kind, String name, Object value) {}

    /** All lines, part by part; fails where the reader refuses one. */
    static List<Object> read(byte[] bytes) {
        List<Object> parts = new ArrayList<>();
        try (DirectUtf8Sink memory = new DirectUtf8Sink(bytes.length + 1);
                LineTcpParser parser = new LineTcpParser()) {
            for (byte b : bytes) {
                memory.putAny(b);
            }
            long end = memory.ptr() + bytes.length;
            parser.of(memory.ptr());
            while (parser.getBufferAddress() < end) {
                if (parser.parseMeasurement(end) != ParseResult.MEASUREMENT_COMPLETE) {
                    throw new IllegalArgumentException("the line behind " + parts + ": " + parser.getErrorCode());
                }
                line(parser, parts);
                parser.startNextMeasurement();
            }
        }
        return parts;
    }

    private static void line(LineTcpParser parser, List<Object> parts) {
        parts.add(new Part("measurement", parser.getMeasurementName().toString(), ""));
        for (int i = 0; i < parser.getEntityCount(); i++) {
            ProtoEntity entity = parser.getEntity(i);
            String name = entity.getName().toString();
            parts.add(
                    switch (entity.getType()) {
                        case LineTcpParser.ENTITY_TYPE_TAG ->
                            new Part("tag", name, entity.getValue().toString());
                        case LineTcpParser.ENTITY_TYPE_INTEGER -> new Part("field", name, entity.getLongValue());
                        case LineTcpParser.ENTITY_TYPE_FLOAT -> new Part("field", name, entity.getFloatValue());
                        case LineTcpParser.ENTITY_TYPE_BOOLEAN -> new Part("field", name, entity.getBooleanValue());
                        case LineTcpParser.ENTITY_TYPE_STRING ->
                            new Part("field", name, entity.getValue().toString());
                        default -> throw new IllegalArgumentException(name + " is of type " + entity.getType());
                    });
        }
        if (parser.hasTimestamp()) {
            parts.add(new Part("timestamp", "", parser.getTimestamp()));
        }
    }
}
