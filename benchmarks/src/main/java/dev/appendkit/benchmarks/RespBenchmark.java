// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import dev.appendkit.AppendBuffer;
import dev.appendkit.format.RespArgument;
import dev.appendkit.format.RespWriter;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.util.RedisOutputStream;

/**
 * {@code SET key value EX seconds} with a key of 16 chars and a value of 32; 1,024 different ones. The peers are Jedis,
 * whose arguments are made for each command and sent to its own output stream, which is kept, and Lettuce, whose
 * command objects are made for each command and encoded into a heap ByteBuf.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RespBenchmark {
    private static final int COUNT = 1_024;
    private static final RespArgument SET = RespArgument.of("SET");
    private static final RespArgument EX = RespArgument.of("EX");

    private final AppendBuffer out = AppendBuffer.growing(1 << 12, 1 << 12);
    private final RespWriter resp = new RespWriter();
    private final ByteBuf buffer = Unpooled.buffer(1 << 12);
    private final ByteArrayOutputStream sink = new ByteArrayOutputStream(1 << 12);
    private final RedisOutputStream jedis = new RedisOutputStream(sink, 1 << 12);
    private final String[] keys = new String[COUNT];
    private final String[] values = new String[COUNT];
    private int next;

    @Setup
    public void setUp() throws IOException {
        Random random = new Random(12);
        for (int i = 0; i < COUNT; i++) {
            keys[i] = "user:" + (10_000_000_000L + random.nextInt());
            values[i] = Long.toHexString(random.nextLong() | 1L << 63) + Long.toHexString(random.nextLong() | 1L << 63);
        }
        for (int i = 0; i < COUNT; i++) {
            int length = append();
            next = i;
            verify("Jedis", length, jedis(), sink.toString(StandardCharsets.UTF_8));
            next = i;
            verify("Lettuce", length, lettuce(), buffer.toString(StandardCharsets.UTF_8));
        }
    }

    private void verify(String peer, int ours, int theirs, String written) {
        if (ours != theirs || !out.toString(StandardCharsets.UTF_8).equals(written)) {
            throw new IllegalStateException(peer + " wrote " + written);
        }
    }

    @Benchmark
    public int append() {
        int i = next;
        next = i + 1 & COUNT - 1;
        resp.reset(out.clear()).beginCommand(5).appendArgument(SET).appendArgument(keys[i]);
        resp.appendArgument(values[i]).appendArgument(EX).appendLongArgument(300 + i);
        return out.length();
    }

    @Benchmark
    public int jedis() throws IOException {
        int i = next;
        next = i + 1 & COUNT - 1;
        sink.reset();
        Protocol.sendCommand(
                jedis,
                new CommandArguments(Protocol.Command.SET)
                        .key(keys[i])
                        .add(values[i])
                        .addParams(SetParams.setParams().ex(300 + i)));
        jedis.flush();
        return sink.size();
    }

    @Benchmark
    public int lettuce() {
        int i = next;
        next = i + 1 & COUNT - 1;
        buffer.clear();
        CommandArgs<String, String> args = new CommandArgs<>(StringCodec.UTF8)
                .addKey(keys[i])
                .addValue(values[i])
                .add("EX")
                .add(300 + i);
        new Command<>(CommandType.SET, new StatusOutput<>(StringCodec.UTF8), args).encode(buffer);
        return buffer.readableBytes();
    }
}
