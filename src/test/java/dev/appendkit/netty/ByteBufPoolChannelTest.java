// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.AppendBuffer;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pool as the allocator of both ends of a loopback connection: an echo gives everything back, and all memory. */
class ByteBufPoolChannelTest {
    private static final int MESSAGES = 500;

    // NioEventLoopGroup is deprecated since 4.2 and all there is in 4.1.
    @SuppressWarnings("deprecation")
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsWrittenComesBackAndEveryBufferIsReleased(boolean preferDirect) throws Exception {
        ByteBufPool pool =
                ByteBufPool.builder().checked(true).preferDirect(preferDirect).build();
        EventLoopGroup loops = new NioEventLoopGroup(2);
        Received received = new Received();
        try {
            Channel server = new ServerBootstrap()
                    .group(loops)
                    .channel(NioServerSocketChannel.class)
                    .childOption(ChannelOption.ALLOCATOR, pool)
                    .childHandler(initializer(new Echo()))
                    .bind(InetAddress.getLoopbackAddress(), 0)
                    .sync()
                    .channel();
            Channel client = new Bootstrap()
                    .group(loops)
                    .channel(NioSocketChannel.class)
                    .option(ChannelOption.ALLOCATOR, pool)
                    .handler(initializer(received))
                    .connect(server.localAddress())
                    .sync()
                    .channel();
            assertThat(client.alloc()).isSameAs(pool);
            List<ChannelFuture> written = new ArrayList<>();
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            for (int i = 0; i < MESSAGES; i++) {
                ByteBuf message = message(client, i);
                message.getBytes(message.readerIndex(), expected, message.readableBytes());
                written.add(client.write(message));
                if (i % 10 == 9) {
                    client.flush();
                }
            }
            client.eventLoop().submit(() -> received.expect(expected.size())).sync();
            assertThat(received.done.get(20, TimeUnit.SECONDS)).isEqualTo(expected.toByteArray());
            assertThat(written).allMatch(ChannelFuture::isSuccess);
            client.close().sync();
            server.close().sync();
        } finally {
            loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        }
        assertThat(pool.heapStats().outstanding()).isEmpty();
        assertThat(pool.directStats().outstanding()).isEmpty();
        assertThat(pool.directStats().misses() + pool.heapStats().misses()).isPositive();
    }

    /** Heap and direct, whole, sliced and composed, small and beyond what is retained. */
    private static ByteBuf message(Channel channel, int i) {
        ByteBuf text = i % 2 == 0 ? channel.alloc().buffer() : channel.alloc().heapBuffer(16);
        try (AppendBuffer out = ByteBufAppend.open(text)) {
            for (int n = 0; n <= i % 40 * i; n++) {
                out.appendInt(n).appendAscii(", ");
            }
        }
        return switch (i % 3) {
            case 0 -> text;
            case 1 -> {
                ByteBuf part = text.readRetainedSlice(text.readableBytes() / 2);
                text.release();
                yield part;
            }
            default -> {
                CompositeByteBuf composite = channel.alloc().compositeBuffer();
                composite.addComponent(true, text);
                ByteBuf tail = channel.alloc().directBuffer(8);
                tail.writeCharSequence("the end", US_ASCII);
                yield composite.addComponent(true, tail);
            }
        };
    }

    private static ChannelInitializer<SocketChannel> initializer(ChannelInboundHandlerAdapter handler) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                channel.pipeline().addLast(handler);
            }
        };
    }

    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            // Netty releases it when it is written, on this thread.
            assertThat(context.writeAndFlush(message)).isNotNull();
        }
    }

    /** Only its channel's thread comes here. */
    private static final class Received extends ChannelInboundHandlerAdapter {
        final CompletableFuture<byte[]> done = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int expected = Integer.MAX_VALUE;

        void expect(int length) {
            expected = length;
            completeIfAll();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            ByteBuf part = (ByteBuf) message;
            try {
                part.readBytes(bytes, part.readableBytes());
            } finally {
                part.release();
            }
            completeIfAll();
        }

        private void completeIfAll() {
            if (bytes.size() >= expected) {
                done.complete(bytes.toByteArray());
            }
        }
    }
}
