// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.redis;

import dev.appendkit.AppendBuffer;
import dev.appendkit.format.JsonValue;
import dev.appendkit.format.JsonWriter;
import dev.appendkit.netty.ByteBufAppend;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.ToByteBufEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Keys are text, values are JSON, which Lettuce lets the codec write into the ByteBuf of the command: no string and no
 * array lies between a value and the socket.
 *
 * <pre>{@code
 * try (StatefulRedisConnection<String, JsonValue> redis = client.connect(new JsonCodec())) {
 *   redis.sync().set("order:42", order);
 * }
 * }</pre>
 *
 * <p>What comes back is the text of a value, as it is: reading JSON is another library's work.
 */
public final class JsonCodec implements RedisCodec<String, JsonValue>, ToByteBufEncoder<String, JsonValue> {
    /** Lettuce calls a codec from any thread, and a writer belongs to one. */
    private static final ThreadLocal<JsonWriter> WRITERS = ThreadLocal.withInitial(JsonWriter::new);

    private static final int BYTES_PER_VALUE = 256;

    @Override
    public void encodeKey(String key, ByteBuf target) {
        ByteBufAppend.appendUtf8(target, key);
    }

    @Override
    public void encodeValue(JsonValue value, ByteBuf target) {
        try (AppendBuffer out = ByteBufAppend.open(target)) {
            WRITERS.get().reset(out).appendValue(value);
        }
    }

    @Override
    public int estimateSize(Object keyOrValue) {
        return keyOrValue instanceof String key ? 3 * key.length() : BYTES_PER_VALUE;
    }

    @Override
    public boolean isEstimateExact() {
        return false;
    }

    @Override
    public ByteBuffer encodeKey(String key) {
        return ByteBuffer.wrap(key.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public ByteBuffer encodeValue(JsonValue value) {
        ByteBuf buffer = Unpooled.buffer(BYTES_PER_VALUE);
        encodeValue(value, buffer);
        return buffer.nioBuffer();
    }

    @Override
    public String decodeKey(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    @Override
    public JsonValue decodeValue(ByteBuffer bytes) {
        byte[] text = new byte[bytes.remaining()];
        bytes.get(text);
        return new Text(text);
    }

    /** The text of a value that came back. */
    private static final class Text implements JsonValue {
        private final byte[] json;

        Text(byte[] json) {
            this.json = json;
        }

        @Override
        public void appendTo(JsonWriter writer) {
            writer.appendRawValue(json, 0, json.length);
        }

        @Override
        public String toString() {
            return new String(json, StandardCharsets.UTF_8);
        }
    }
}
