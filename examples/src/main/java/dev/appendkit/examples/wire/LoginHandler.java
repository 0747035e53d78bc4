// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.concurrent.Promise;
import java.nio.charset.StandardCharsets;

/**
 * Answers the server's greeting, then reports success or failure and leaves the pipeline.
 *
 * @see <a href="https://mariadb.com/kb/en/connection/">the connection phase</a>
 */
final class LoginHandler extends SimpleChannelInboundHandler<ByteBuf> {
    private static final int LONG_PASSWORD = 0x1;
    private static final int CONNECT_WITH_DATABASE = 0x8;
    private static final int PROTOCOL_41 = 0x200;
    private static final int SECURE_CONNECTION = 0x8000;
    private static final int PLUGIN_AUTHENTICATION = 0x8_0000;
    private static final int UTF8MB4_GENERAL_CI = 45;
    private static final int SEED_LENGTH = 20;
    private static final int HEADER_LENGTH = 4;

    private final String user;
    private final String password;
    private final String database;
    private final Promise<Void> done;
    private boolean greeted;

    LoginHandler(String user, String password, String database, Promise<Void> done) {
        this.user = user;
        this.password = password;
        this.database = database;
        this.done = done;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf packet) {
        int sequence = packet.readUnsignedByte();
        int type = packet.readUnsignedByte();
        if (type == ServerPackets.ERROR) {
            done.tryFailure(ServerPackets.readError(packet));
        } else if (!greeted) {
            greeted = true;
            ByteBuf response = packet(context, sequence + 1);
            writeLogin(response, readSeed(packet));
            send(context, response);
        } else if (type == ServerPackets.EOF) {
            String method = ServerPackets.readTerminated(packet);
            if (!method.equals(NativePassword.NAME)) {
                throw new IllegalStateException("the server asks for authentication by " + method);
            }
            ByteBuf response = packet(context, sequence + 1);
            response.writeBytes(NativePassword.answer(password, readSeedAfterMethod(packet)));
            send(context, response);
        } else {
            context.pipeline().remove(this);
            done.trySuccess(null);
        }
    }

    /** The greeting after its first byte: the seed lies in two parts, 8 bytes and 12. */
    private static byte[] readSeed(ByteBuf greeting) {
        ServerPackets.readTerminated(greeting); // version
        greeting.skipBytes(4); // thread
        byte[] seed = new byte[SEED_LENGTH];
        greeting.readBytes(seed, 0, 8);
        greeting.skipBytes(1 + 2 + 1 + 2 + 2 + 1 + 10); // filler, capabilities, collation, status, capabilities
        greeting.readBytes(seed, 8, SEED_LENGTH - 8);
        return seed;
    }

    private static byte[] readSeedAfterMethod(ByteBuf packet) {
        byte[] seed = new byte[SEED_LENGTH];
        packet.readBytes(seed);
        return seed;
    }

    private void writeLogin(ByteBuf payload, byte[] seed) {
        payload.writeIntLE(
                LONG_PASSWORD | CONNECT_WITH_DATABASE | PROTOCOL_41 | SECURE_CONNECTION | PLUGIN_AUTHENTICATION);
        payload.writeIntLE(1 << 24); // the longest packet that we send
        payload.writeByte(UTF8MB4_GENERAL_CI).writeZero(23);
        writeTerminated(payload, user);
        byte[] answer = NativePassword.answer(password, seed);
        payload.writeByte(answer.length).writeBytes(answer);
        writeTerminated(payload, database);
        writeTerminated(payload, NativePassword.NAME);
    }

    private static void writeTerminated(ByteBuf payload, String text) {
        payload.writeCharSequence(text, StandardCharsets.UTF_8);
        payload.writeByte(0);
    }

    /** A packet of which the length is still missing. */
    private static ByteBuf packet(ChannelHandlerContext context, int sequence) {
        return context.alloc().buffer().writeMediumLE(0).writeByte(sequence);
    }

    private void send(ChannelHandlerContext context, ByteBuf packet) {
        packet.setMediumLE(0, packet.readableBytes() - HEADER_LENGTH);
        context.writeAndFlush(packet).addListener(sent -> {
            if (!sent.isSuccess()) {
                done.tryFailure(sent.cause());
            }
        });
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        done.tryFailure(cause);
        ChannelFuture unused = context.close(); // nobody waits for it
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        done.tryFailure(new IllegalStateException("the server closed the connection during login"));
        context.fireChannelInactive();
    }
}
