// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.redis.ArrayHeaderRedisMessage;
import io.netty.handler.codec.redis.ErrorRedisMessage;
import io.netty.handler.codec.redis.FixedRedisMessagePool;
import io.netty.handler.codec.redis.FullBulkStringRedisMessage;
import io.netty.handler.codec.redis.IntegerRedisMessage;
import io.netty.handler.codec.redis.RedisBulkStringAggregator;
import io.netty.handler.codec.redis.RedisDecoder;
import io.netty.handler.codec.redis.SimpleStringRedisMessage;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;

/** Netty reads version 2, message by message: an array is its header and then its elements. */
final class RespCases extends FormatCases {
    private final RespWriter resp;

    RespCases(Choices choices) {
        super(choices);
        resp = new RespWriter().reset(out);
    }

    @Override
    boolean isComplete() {
        return resp.isComplete();
    }

    @Override
    void rollBack() {
        resp.rollBack();
    }

    @Override
    void call() {
        switch (choices.below(14)) {
            case 0, 1 -> {
                int arguments = choices.below(5);
                resp.beginCommand(arguments);
                accept("array of " + arguments);
            }
            case 2, 3 -> {
                String text = choices.text();
                resp.appendArgument(form(text));
                accept("bulk " + Strings.encodable(text));
            }
            case 4 -> {
                String text = choices.text();
                resp.appendArgument(RespArgument.of(text));
                accept("bulk " + Strings.encodable(text));
            }
            case 5 -> {
                byte[] bytes = Strings.encodable(choices.text()).getBytes(UTF_8);
                resp.appendArgument(bytes, 0, bytes.length);
                accept("bulk " + new String(bytes, UTF_8));
            }
            case 6 -> {
                long value = choices.number();
                resp.appendLongArgument(value);
                accept("bulk " + value);
            }
            case 7 -> {
                int elements = choices.below(4) - 1;
                resp.beginArray(elements);
                accept("array of " + elements);
            }
            case 8 -> {
                String text = choices.text();
                resp.appendBulkString(form(text));
                accept("bulk " + Strings.encodable(text));
            }
            case 9 -> {
                String text = choices.text();
                resp.appendSimpleString(form(text));
                accept("simple " + Strings.encodable(text));
            }
            case 10 -> {
                String text = choices.text();
                resp.appendError(form(text));
                accept("error " + Strings.encodable(text));
            }
            case 11 -> {
                long value = choices.number();
                resp.appendInteger(value);
                accept("integer " + value);
            }
            case 12 -> {
                resp.appendBulkString(null);
                accept("null");
            }
            default -> {
                if (choices.below(8) == 0) {
                    resp.rollBack();
                    cut();
                }
            }
        }
    }

    @Override
    @SuppressWarnings("deprecation") // The constructor with a limit is not in every version of Netty.
    List<Object> read(byte[] bytes) {
        EmbeddedChannel channel = new EmbeddedChannel(
                new RedisDecoder(1 << 20, FixedRedisMessagePool.INSTANCE), new RedisBulkStringAggregator());
        channel.writeInbound(Unpooled.wrappedBuffer(bytes));
        List<Object> read = new ArrayList<>();
        for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
            read.add(plain(message));
            ReferenceCountUtil.release(message);
        }
        channel.finishAndReleaseAll();
        return read;
    }

    private static String plain(Object message) {
        if (message instanceof ArrayHeaderRedisMessage array) {
            return "array of " + array.length();
        }
        if (message instanceof IntegerRedisMessage integer) {
            return "integer " + integer.value();
        }
        if (message instanceof SimpleStringRedisMessage simple) {
            return "simple " + simple.content();
        }
        if (message instanceof ErrorRedisMessage error) {
            return "error " + error.content();
        }
        FullBulkStringRedisMessage bulk = (FullBulkStringRedisMessage) message;
        return bulk.isNull() ? "null" : "bulk " + bulk.content().toString(UTF_8);
    }
}
