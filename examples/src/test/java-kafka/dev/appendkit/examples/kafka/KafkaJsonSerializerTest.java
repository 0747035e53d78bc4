// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.BufferOverflowException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

class KafkaJsonSerializerTest {
    private KafkaJsonSerializer<Integer> self;

    private final KafkaJsonSerializer<Order> orders = new KafkaJsonSerializer<>((json, order) -> order.appendTo(json));

    @Test
    void writesTheBytesOfTheUsualWay() {
        StringBuilderJson usual = new StringBuilderJson();
        for (int i = 0; i < 5_000; i++) {
            assertThat(orders.serialize("orders", Comparison.order(i)))
                    .isEqualTo(usual.serialize("orders", Comparison.order(i)));
        }
        assertThat(new String(orders.serialize("orders", new Order(1, "Ω", -5, 0.5, 0, 0, "a\"b")), UTF_8))
                .isEqualTo("{\"id\":1,\"customer\":\"Ω\",\"price\":-0.05,\"load\":0.5,"
                        + "\"time\":\"1970-01-01T00:00:00.000000Z\",\"note\":\"a\\\"b\"}");
    }

    @Test
    void nullIsATombstone() {
        assertThat(orders.serialize("orders", null)).isNull();
    }

    /** A value that fails, or is not ended, leaves nothing behind for the next one. */
    @Test
    void aFailureLeavesNothingBehind() {
        KafkaJsonSerializer<String> texts = new KafkaJsonSerializer<>((json, text) -> {
            json.beginArray().appendString(text);
            if (text.equals("fails")) {
                throw new IllegalStateException("on purpose");
            }
            if (!text.equals("open")) {
                json.endArray();
            }
        });
        assertThatThrownBy(() -> texts.serialize("t", "fails")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> texts.serialize("t", "open")).isInstanceOf(SerializationException.class);
        assertThat(new String(texts.serialize("t", "whole"), UTF_8)).isEqualTo("[\"whole\"]");
    }

    /** What is no JSON text, and what no broker takes, is no record. */
    @Test
    void whatIsNoWholeValueIsRefused() {
        KafkaJsonSerializer<String> texts = new KafkaJsonSerializer<>((json, text) -> {
            for (int i = 0; i < text.length(); i++) {
                json.appendInt(i);
            }
        });
        assertThatThrownBy(() -> texts.serialize("t", "")).isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> texts.serialize("t", "ab")).isInstanceOf(IllegalStateException.class);
        KafkaJsonSerializer<Integer> repeated =
                new KafkaJsonSerializer<>((json, n) -> json.appendString("x".repeat(n)));
        assertThatThrownBy(() -> repeated.serialize("t", 2_000_000)).isInstanceOf(BufferOverflowException.class);
        assertThat(repeated.serialize("t", 1_000_000)).hasSize(1_000_002);
        assertThat(texts.serialize("t", "a")).containsExactly('0');
    }

    /** A value may be serialized within another, as a text in an envelope. */
    @Test
    void aSerializerMayBeUsedWithinItself() {
        KafkaJsonSerializer<Integer> nested = new KafkaJsonSerializer<>((json, depth) -> {
            json.beginArray().appendInt(depth);
            if (depth > 0) {
                json.appendString(new String(self.serialize("t", depth - 1), UTF_8));
            }
            json.endArray();
        });
        self = nested;
        assertThat(new String(nested.serialize("t", 2), UTF_8)).isEqualTo("[2,\"[1,\\\"[0]\\\"]\"]");
    }

    /** The checked mode would keep nothing in the pool. The control is the usual way, which must be caught. */
    @Test
    void allocatesNothingButTheArray() {
        KafkaJsonSerializer<Order> unchecked = new KafkaJsonSerializer<>(
                (json, order) -> order.appendTo(json),
                KafkaJsonSerializer.pool().checked(false).build());
        Order order = Comparison.order(8);
        long array = (orders.serialize("orders", order).length + 16 + 7) / 8 * 8L;
        assertThat(leastAllocation(unchecked, order)).isEqualTo(array);
        assertThat(leastAllocation(new StringBuilderJson(), order)).isGreaterThan(array);
    }

    private static long leastAllocation(Serializer<Order> serializer, Order order) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        int length = 0;
        for (int round = 0; round < 20; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++) {
                length += serializer.serialize("orders", order).length;
            }
            least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / 10_000);
        }
        assertThat(length).isPositive();
        return least;
    }
}
