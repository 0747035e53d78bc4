// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks.http;

import dev.appendkit.AppendBuffer;
import dev.appendkit.netty.ByteBufAppend;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContentCompressor;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A server on two ports, plain and TLS, that compresses where the client takes it. {@code GET /n} answers n bytes of
 * {@link Bodies}, a POST its own content. All its buffers are of one allocator.
 */
final class LoadedServer implements AutoCloseable {
    private static final int LARGEST_REQUEST = 1 << 20;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final Channel plain;
    private final Channel tls;

    LoadedServer(ByteBufAllocator allocator, Certificate certificate) throws SSLException, InterruptedException {
        SslContext context = SslContextBuilder.forServer(certificate.keys())
                .sslProvider(SslProvider.JDK)
                .build();
        plain = bind(allocator, null);
        tls = bind(allocator, context);
    }

    private Channel bind(ByteBufAllocator allocator, @Nullable SslContext context) throws InterruptedException {
        return new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.ALLOCATOR, allocator)
                .childOption(ChannelOption.ALLOCATOR, allocator)
                .childHandler(new Pipeline(context))
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
    }

    int plainPort() {
        return ((InetSocketAddress) plain.localAddress()).getPort();
    }

    int tlsPort() {
        return ((InetSocketAddress) tls.localAddress()).getPort();
    }

    /** Closes all connections too. */
    @Override
    public void close() {
        plain.close().syncUninterruptibly();
        tls.close().syncUninterruptibly();
        loops.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private static final class Pipeline extends ChannelInitializer<SocketChannel> {
        private final @Nullable SslContext context;
        private final Answer answer = new Answer();

        Pipeline(@Nullable SslContext context) {
            this.context = context;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            if (context != null) {
                channel.pipeline().addLast(context.newHandler(channel.alloc()));
            }
            channel.pipeline()
                    .addLast(new HttpServerCodec())
                    .addLast(new HttpContentCompressor())
                    .addLast(new HttpObjectAggregator(LARGEST_REQUEST))
                    .addLast(answer);
        }
    }

    @Sharable
    @SuppressWarnings("FutureReturnValueIgnored") // Whoever writes to a client that has gone need not know.
    private static final class Answer extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            ByteBuf content = HttpMethod.POST.equals(request.method())
                    ? request.content().retain()
                    : body(context, Integer.parseInt(request.uri().substring(1)));
            FullHttpResponse response =
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, content);
            response.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, "text/plain")
                    .setInt(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
            context.writeAndFlush(response, context.voidPromise());
        }

        private static ByteBuf body(ChannelHandlerContext context, int length) {
            ByteBuf content = context.alloc().buffer(256);
            try (AppendBuffer out = ByteBufAppend.open(content)) {
                Bodies.append(out, length);
            }
            return content;
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // A client that has gone.
            context.close();
        }
    }
}
