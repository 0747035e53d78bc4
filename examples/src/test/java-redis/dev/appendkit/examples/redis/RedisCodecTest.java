// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.appendkit.format.JsonValue;
import dev.appendkit.format.JsonWriter;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/** Lettuce sends what the codec wrote to a real Redis, many commands at once, and another reader reads it there. */
class RedisCodecTest {
    private static final int ORDERS = 500;

    private record Order(long id, String note) implements JsonValue {
        @Override
        public void appendTo(JsonWriter json) {
            json.beginObject()
                    .name("id")
                    .appendLong(id)
                    .name("note")
                    .appendString(note)
                    .endObject();
        }
    }

    private static String note(Random random) {
        return random.ints(random.nextInt(2_000), 0, 0x3000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void ordersComeBack() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        RedisServer server = new RedisServer(port);
        server.start();
        RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", port));
        try (StatefulRedisConnection<String, JsonValue> orders = client.connect(new JsonCodec());
                StatefulRedisConnection<String, String> texts = client.connect(StringCodec.UTF8)) {
            Random random = new Random(5);
            List<Order> all = new ArrayList<>();
            List<RedisFuture<String>> answers = new ArrayList<>();
            for (int i = 0; i < ORDERS; i++) {
                Order order = new Order(random.nextLong(), note(random));
                all.add(order);
                answers.add(orders.async().set("order:" + i, order));
            }
            for (RedisFuture<String> answer : answers) {
                assertThat(answer.toCompletableFuture().join()).isEqualTo("OK");
            }
            assertThat(orders.sync().dbsize()).isEqualTo(ORDERS);
            for (int i = 0; i < ORDERS; i++) {
                String text = texts.sync().get("order:" + i);
                check(text, all.get(i));
                assertThat(orders.sync().get("order:" + i)).hasToString(text);
            }
        } finally {
            client.shutdown();
            server.stop();
        }
    }

    private static void check(String text, Order order) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            parser.nextToken();
            assertThat(parser.nextFieldName()).isEqualTo("id");
            assertThat(parser.nextLongValue(0)).isEqualTo(order.id());
            assertThat(parser.nextFieldName()).isEqualTo("note");
            assertThat(parser.nextTextValue()).isEqualTo(order.note());
            parser.nextToken();
            assertThat(parser.nextToken()).isNull();
        }
    }
}
