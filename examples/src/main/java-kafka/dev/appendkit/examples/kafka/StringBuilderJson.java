// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.kafka;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.kafka.common.serialization.Serializer;

/** The usual way, for comparison: a text is built and then encoded. The bytes are the same. */
final class StringBuilderJson implements Serializer<Order> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSX").withZone(ZoneOffset.UTC);

    @Override
    public byte[] serialize(String topic, Order order) {
        StringBuilder text = new StringBuilder(256);
        text.append("{\"id\":").append(order.id()).append(",\"customer\":");
        quote(text, order.customer());
        text.append(",\"price\":").append(BigDecimal.valueOf(order.cents(), 2));
        text.append(",\"load\":").append(order.load()).append(",\"time\":\"");
        TIME.formatTo(Instant.ofEpochSecond(order.epochSecond(), order.nano()), text);
        text.append("\",\"note\":");
        quote(text, order.note());
        return text.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void quote(StringBuilder text, String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                default -> text.append(c);
            }
        }
        text.append('"');
    }
}
