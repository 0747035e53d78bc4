// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.wire;

import dev.appendkit.sql.SqlMode;
import dev.appendkit.sql.SqlParameters;
import dev.appendkit.sql.SqlTemplate;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/**
 * A connection to a MariaDB server that sends interpolated statements, one at a time.
 *
 * <pre>{@code
 * SqlTemplate template = SqlTemplate.compile("SELECT name FROM item WHERE id = ?", client.mode());
 * TextResult result = client.query(template, new SqlParameters(1).setLong(1, 42));
 * }</pre>
 */
final class WireClient implements AutoCloseable {
    private static final int TIMEOUT_SECONDS = 30;
    private static final int LONGEST_FRAME = 4 + 0xFF_FFFF;

    private static final SqlMode WITH_BACKSLASH_ESCAPES =
            SqlMode.mariadb().zone(ZoneOffset.UTC).maxBytes(QueryPacket.MAX_STATEMENT_LENGTH);
    private static final SqlMode WITHOUT_BACKSLASH_ESCAPES = WITH_BACKSLASH_ESCAPES.noBackslashEscapes(true);

    private final Channel channel;
    private final ResultHandler results;

    private WireClient(Channel channel, ResultHandler results) {
        this.channel = channel;
        this.results = results;
    }

    /** Connects, logs in and sets the session's time zone to UTC, which {@link #mode} tells the templates. */
    static WireClient connect(
            EventLoopGroup group, InetSocketAddress server, String user, String password, String database) {
        Promise<Void> loggedIn = group.next().newPromise();
        ResultHandler results = new ResultHandler();
        Channel channel = new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel created) {
                        created.pipeline()
                                .addLast(frameDecoder())
                                .addLast(new LoginHandler(user, password, database, loggedIn))
                                .addLast(results);
                    }
                })
                .connect(server)
                .syncUninterruptibly()
                .channel();
        WireClient client = new WireClient(channel, results);
        try {
            await(loggedIn);
            client.query("SET time_zone = '+00:00'");
            return client;
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    /** A packet has 3 bytes of length, little endian, that do not count the sequence number behind them. */
    private static LengthFieldBasedFrameDecoder frameDecoder() {
        return new LengthFieldBasedFrameDecoder(ByteOrder.LITTLE_ENDIAN, LONGEST_FRAME, 0, 3, 1, 3, true);
    }

    /** What a template must know of this session as it is now. */
    SqlMode mode() {
        return results.noBackslashEscapes() ? WITHOUT_BACKSLASH_ESCAPES : WITH_BACKSLASH_ESCAPES;
    }

    /** Sends a statement without parameters. */
    TextResult query(String sql) {
        return query(SqlTemplate.compile(sql, mode()), new SqlParameters(0));
    }

    /** Interpolates into a buffer of the channel's preferred kind, sends it and waits for the answer. */
    TextResult query(SqlTemplate template, SqlParameters parameters) {
        return query(channel.alloc().buffer(), template, parameters);
    }

    /** The same with a buffer of the caller's choice, which is released in any case. */
    TextResult query(ByteBuf buf, SqlTemplate template, SqlParameters parameters) {
        try {
            QueryPacket.write(buf, template, parameters, mode());
        } catch (RuntimeException e) {
            buf.release();
            throw e;
        }
        Promise<TextResult> result = channel.eventLoop().newPromise();
        channel.eventLoop().execute(() -> {
            results.expect(result);
            channel.writeAndFlush(buf).addListener(sent -> {
                if (!sent.isSuccess()) {
                    result.tryFailure(sent.cause());
                }
            });
        });
        return await(result);
    }

    private static <T> T await(Future<T> future) {
        if (!future.awaitUninterruptibly(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no answer in " + TIMEOUT_SECONDS + " s");
        }
        if (future.cause() instanceof ServerErrorException refused) {
            throw refused;
        }
        if (!future.isSuccess()) {
            throw new IllegalStateException(future.cause());
        }
        return future.getNow();
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
    }
}
