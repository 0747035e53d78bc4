// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.format.JsonValue;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class JsonCodecTest {
    private static final JsonValue ORDER = json -> json.beginObject()
            .name("id")
            .appendLong(42)
            .name("note")
            .appendString("3\" Ω")
            .endObject();
    private static final String TEXT = "{\"id\":42,\"note\":\"3\\\" Ω\"}";

    private final JsonCodec codec = new JsonCodec();

    /** The bytes that Lettuce sends. */
    @Test
    void lettuceWritesTheValueIntoItsCommand() {
        CommandArgs<String, JsonValue> args =
                new CommandArgs<>(codec).addKey("order:Ω").addValue(ORDER);
        ByteBuf buffer = Unpooled.buffer();
        new Command<>(CommandType.SET, new StatusOutput<>(codec), args).encode(buffer);
        assertThat(buffer.toString(UTF_8))
                .isEqualTo(
                        "*3\r\n$3\r\nSET\r\n$8\r\norder:Ω\r\n$" + TEXT.getBytes(UTF_8).length + "\r\n" + TEXT + "\r\n");
        buffer.release();
    }

    @Test
    void aValueThatCameBackIsItsText() {
        JsonValue read = codec.decodeValue(codec.encodeValue(ORDER));
        assertThat(read).hasToString(TEXT);
        assertThat(codec.decodeValue(codec.encodeValue(read))).hasToString(TEXT);
        assertThat(codec.decodeKey(codec.encodeKey("order:Ω"))).isEqualTo("order:Ω");
    }
}
