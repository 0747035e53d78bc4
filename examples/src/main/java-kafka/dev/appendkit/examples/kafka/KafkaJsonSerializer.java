// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.kafka;

import dev.appendkit.AppendBuffer;
import dev.appendkit.format.JsonWriter;
import dev.appendkit.pool.Pool;
import java.util.function.BiConsumer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes values as JSON. It allocates only the array of exactly the right length that Kafka's interface asks for.
 *
 * <pre>{@code
 * Serializer<Order> orders = new KafkaJsonSerializer<>((json, order) ->
 *     json.beginObject().name(ID).appendLong(order.id()).name(NOTE).appendString(order.note()).endObject());
 * Producer<String, Order> producer = new KafkaProducer<>(configuration, new StringSerializer(), orders);
 * }</pre>
 *
 * <p>Any number of threads may use it, just as they may use a producer: each call borrows a cursor and its writer.
 *
 * @param <T> the type of the values
 */
public final class KafkaJsonSerializer<T> implements Serializer<T> {
    /** The most that a broker takes unless {@code message.max.bytes} says otherwise. */
    private static final int MAX_BYTES = 1_048_588;

    private static final Pool<Json> POOL = pool().build();

    private final BiConsumer<JsonWriter, ? super T> body;
    private final Pool<Json> pool;

    /**
     * A serializer.
     *
     * @param body writes one value
     */
    public KafkaJsonSerializer(BiConsumer<JsonWriter, ? super T> body) {
        this(body, POOL);
    }

    KafkaJsonSerializer(BiConsumer<JsonWriter, ? super T> body, Pool<Json> pool) {
        this.body = body;
        this.pool = pool;
    }

    static Pool.Builder<Json> pool() {
        return Pool.builder(new JsonPolicy()).name("kafka json");
    }

    /** Null stays null: it is the tombstone of a compacted topic. */
    @Override
    public byte[] serialize(String topic, T value) {
        if (value == null) {
            return null;
        }
        Json json = pool.borrow();
        try {
            body.accept(json.writer.reset(json.out), value);
            if (!json.writer.isComplete() || json.out.length() == 0) {
                throw new SerializationException(
                        "the value for " + topic + " is not whole: something is not ended, or nothing was written");
            }
            return json.out.toByteArray();
        } finally {
            pool.release(json);
        }
    }

    /** A cursor and the writer that is aimed at it. */
    static final class Json {
        final AppendBuffer out;
        final JsonWriter writer = new JsonWriter();

        Json(int capacity) {
            out = AppendBuffer.growing(capacity, MAX_BYTES);
        }
    }

    private static final class JsonPolicy implements Pool.Policy<Json> {
        @Override
        public Json create(int capacity) {
            return new Json(capacity);
        }

        @Override
        public void reset(Json json) {
            json.out.clear();
        }

        @Override
        public int capacity(Json json) {
            return json.out.array().length;
        }

        @Override
        public int used(Json json) {
            return json.out.length();
        }
    }
}
