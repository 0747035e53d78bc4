// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.AppendBuffer;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.protocol.RedisStateMachine;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.redis.ArrayRedisMessage;
import io.netty.handler.codec.redis.ErrorRedisMessage;
import io.netty.handler.codec.redis.FixedRedisMessagePool;
import io.netty.handler.codec.redis.FullBulkStringRedisMessage;
import io.netty.handler.codec.redis.IntegerRedisMessage;
import io.netty.handler.codec.redis.RedisArrayAggregator;
import io.netty.handler.codec.redis.RedisBulkStringAggregator;
import io.netty.handler.codec.redis.RedisDecoder;
import io.netty.handler.codec.redis.SimpleStringRedisMessage;
import io.netty.util.ReferenceCountUtil;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What Netty makes of version 2, and Lettuce of version 3: random commands and nested replies. */
class RespReadersTest {
    private static final int RECORDS = 2_000;
    private static final int MAX_DEPTH = 4;

    private final AppendBuffer out = AppendBuffer.growing(64, 1 << 22);
    private final RespWriter resp = new RespWriter().reset(out);
    private final Random random = new Random(6);

    @Test
    void nettyReadsCommands() {
        EmbeddedChannel channel = channel();
        for (int i = 0; i < RECORDS; i++) {
            out.clear();
            int arguments = 1 + random.nextInt(5);
            List<Object> expected = new ArrayList<>();
            resp.beginCommand(arguments);
            for (int k = 0; k < arguments; k++) {
                expected.add(argument());
            }
            assertThat(resp.isComplete()).isTrue();
            assertThat(read(channel)).isEqualTo(expected);
        }
        assertThat(channel.finishAndReleaseAll()).isFalse();
    }

    private Object argument() {
        switch (random.nextInt(5)) {
            case 0 -> {
                long value = random.nextLong() >> random.nextInt(64);
                resp.appendLongArgument(value);
                return Long.toString(value);
            }
            case 1 -> {
                double value = random.nextInt() / 4.0;
                resp.appendDoubleArgument(value);
                return Double.toString(value);
            }
            case 2 -> {
                byte[] bytes = Strings.next(random).getBytes(UTF_8);
                resp.appendArgument(bytes, 0, bytes.length);
                return new String(bytes, UTF_8);
            }
            case 3 -> {
                String text = Strings.next(random);
                resp.appendArgument(RespArgument.of(text));
                return Strings.encodable(text);
            }
            default -> {
                String text = Strings.next(random);
                resp.appendArgument(random.nextBoolean() ? text : new StringBuilder(text));
                return Strings.encodable(text);
            }
        }
    }

    @Test
    void nettyReadsRepliesOfVersion2() {
        EmbeddedChannel channel = channel();
        for (int i = 0; i < RECORDS; i++) {
            out.clear();
            Object expected = replyOfVersion2(0);
            assertThat(resp.isComplete()).isTrue();
            assertThat(read(channel)).isEqualTo(expected);
        }
    }

    private Object replyOfVersion2(int depth) {
        switch (random.nextInt(depth < MAX_DEPTH ? 7 : 5)) {
            case 0 -> {
                long value = random.nextLong();
                resp.appendInteger(value);
                return value;
            }
            case 1 -> {
                String text = Strings.next(random);
                resp.appendBulkString(text);
                return Strings.encodable(text);
            }
            case 2 -> {
                String text = Strings.next(random).replaceAll("[\r\n]", "");
                resp.appendSimpleString(text);
                return Strings.encodable(text);
            }
            case 3 -> {
                String text = Strings.next(random).replaceAll("[\r\n]", "");
                resp.appendError(text);
                return "error " + Strings.encodable(text);
            }
            case 4 -> {
                resp.appendBulkString(null);
                return "null";
            }
            default -> {
                int elements = random.nextInt(4);
                resp.beginArray(elements);
                List<Object> expected = new ArrayList<>();
                for (int i = 0; i < elements; i++) {
                    expected.add(replyOfVersion2(depth + 1));
                }
                return expected;
            }
        }
    }

    @SuppressWarnings("deprecation") // The constructor with a limit is not in every version of Netty.
    private static EmbeddedChannel channel() {
        return new EmbeddedChannel(
                new RedisDecoder(1 << 20, FixedRedisMessagePool.INSTANCE),
                new RedisBulkStringAggregator(),
                new RedisArrayAggregator());
    }

    /** The one message that the bytes are. */
    private Object read(EmbeddedChannel channel) {
        channel.writeInbound(Unpooled.wrappedBuffer(out.toByteArray()));
        Object message = channel.readInbound();
        assertThat(channel.<Object>readInbound()).isNull();
        try {
            return plain(message);
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private static Object plain(Object message) {
        if (message instanceof IntegerRedisMessage integer) {
            return integer.value();
        }
        if (message instanceof SimpleStringRedisMessage simple) {
            return simple.content();
        }
        if (message instanceof ErrorRedisMessage error) {
            return "error " + error.content();
        }
        if (message instanceof FullBulkStringRedisMessage bulk) {
            return bulk.isNull() ? "null" : bulk.content().toString(UTF_8);
        }
        List<Object> elements = new ArrayList<>();
        ((ArrayRedisMessage) message).children().forEach(child -> elements.add(plain(child)));
        return elements;
    }

    @Test
    void lettuceReadsRepliesOfVersion3() {
        for (int i = 0; i < RECORDS; i++) {
            out.clear();
            int elements = 1 + random.nextInt(6);
            resp.beginArray(elements);
            List<Object> expected = new ArrayList<>();
            for (int k = 0; k < elements; k++) {
                expected.add(replyOfVersion3());
                if ("key".equals(expected.get(expected.size() - 1))) {
                    expected.add(7L);
                }
            }
            assertThat(resp.isComplete()).isTrue();
            RedisStateMachine reader = new RedisStateMachine();
            reader.setProtocolVersion(ProtocolVersion.RESP3);
            Values output = new Values();
            ByteBuf bytes = Unpooled.wrappedBuffer(out.toByteArray());
            assertThat(reader.decode(bytes, output)).isTrue();
            assertThat(bytes.isReadable()).isFalse();
            assertThat(output.get()).isEqualTo(expected);
            reader.close();
        }
    }

    private Object replyOfVersion3() {
        switch (random.nextInt(7)) {
            case 0 -> {
                long value = random.nextLong();
                resp.appendInteger(value);
                return value;
            }
            case 1 -> {
                double value = random.nextInt(5) == 0 ? Double.POSITIVE_INFINITY : random.nextInt() / 8.0;
                resp.appendDouble(value);
                return value;
            }
            case 2 -> {
                boolean value = random.nextBoolean();
                resp.appendBoolean(value);
                return value;
            }
            case 3 -> {
                resp.appendNull();
                return null;
            }
            case 4 -> {
                BigInteger value = new BigInteger(200, random);
                resp.appendBigNumber(value);
                return value.toString();
            }
            case 5 -> {
                resp.beginMap(1).appendBulkString("key").appendInteger(7);
                return "key";
            }
            default -> {
                String text = Strings.next(random);
                resp.appendBulkString(text);
                return Strings.encodable(text);
            }
        }
    }

    /** The values of a reply one after the other, without its nesting. */
    private static final class Values extends CommandOutput<String, String, List<Object>> {
        Values() {
            super(StringCodec.UTF8, new ArrayList<>());
        }

        @Override
        public void set(ByteBuffer bytes) {
            output.add(bytes == null ? null : codec.decodeValue(bytes));
        }

        @Override
        public void setBigNumber(ByteBuffer bytes) {
            set(bytes);
        }

        @Override
        public void set(long integer) {
            output.add(integer);
        }

        @Override
        public void set(double number) {
            output.add(number);
        }

        @Override
        public void set(boolean value) {
            output.add(value);
        }
    }
}
