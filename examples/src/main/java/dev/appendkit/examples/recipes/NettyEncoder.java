// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.recipes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.appendkit.AppendBuffer;
import dev.appendkit.FractionDigits;
import dev.appendkit.netty.ByteBufAppend;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.MessageToByteEncoder;
import java.time.Instant;

/** An encoder in a Netty pipeline: it writes straight into the channel's buffer, whatever kind of buffer that is. */
public final class NettyEncoder extends MessageToByteEncoder<NettyEncoder.Tick> {
    record Tick(String symbol, double price, Instant at) {}

    public NettyEncoder() {
        super(Tick.class);
    }

    @Override
    protected void encode(ChannelHandlerContext context, Tick tick, ByteBuf buf) {
        try (AppendBuffer out = ByteBufAppend.open(buf)) { // close() moves the writerIndex
            out.appendUtf8(tick.symbol()).appendByte((byte) ' ').appendDouble(tick.price());
            out.appendByte((byte) ' ').appendInstant(tick.at(), FractionDigits.MICROS);
            out.appendByte((byte) '\n');
        }
    }

    public static void main(String[] args) {
        EmbeddedChannel channel = new EmbeddedChannel(new NettyEncoder());
        channel.writeOutbound(new Tick("ABC", 12.5, Instant.ofEpochSecond(1, 7_000)));
        channel.writeOutbound(new Tick("XYZ", 1e-3, Instant.EPOCH));
        for (ByteBuf sent; (sent = channel.readOutbound()) != null; sent.release()) {
            System.out.print(sent.toString(UTF_8));
        }
        channel.finishAndReleaseAll();
    }
}
// ABC 12.5 1970-01-01T00:00:01.000007Z
// XYZ 0.001 1970-01-01T00:00:00.000000Z
