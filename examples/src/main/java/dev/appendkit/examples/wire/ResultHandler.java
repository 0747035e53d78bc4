// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.concurrent.Promise;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the answer to one statement at a time: an OK packet, an error, or a text result set (column count, column
 * definitions, EOF, rows, EOF).
 *
 * @see <a href="https://mariadb.com/kb/en/result-set-packets/">result sets</a>
 */
final class ResultHandler extends SimpleChannelInboundHandler<ByteBuf> {
    private static final int NO_BACKSLASH_ESCAPES = 0x200;

    private enum Expecting {
        NOTHING,
        ANSWER,
        COLUMNS,
        ROWS
    }

    private Expecting expecting = Expecting.NOTHING;
    private Promise<TextResult> promise;
    private List<byte[][]> rows;
    private int columns;
    private volatile boolean noBackslashEscapes;

    /** Announces a statement: its answer completes {@code result}. To be called on the event loop. */
    void expect(Promise<TextResult> result) {
        promise = result;
        rows = new ArrayList<>();
        expecting = Expecting.ANSWER;
    }

    /** The session's mode as the server last reported it: it does so at the end of every answer. */
    boolean noBackslashEscapes() {
        return noBackslashEscapes;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf packet) {
        packet.skipBytes(1); // sequence
        int type = packet.getUnsignedByte(packet.readerIndex());
        if (type == ServerPackets.ERROR) {
            packet.skipBytes(1);
            fail(ServerPackets.readError(packet));
            return;
        }
        switch (expecting) {
            case ANSWER -> answer(packet, type);
            case COLUMNS -> {
                if (ServerPackets.isEof(packet)) {
                    expecting = Expecting.ROWS;
                }
            }
            case ROWS -> {
                if (ServerPackets.isEof(packet)) {
                    packet.skipBytes(1 + 2); // type, warnings
                    complete(packet.readUnsignedShortLE(), 0);
                } else {
                    rows.add(readRow(packet));
                }
            }
            case NOTHING -> throw new IllegalStateException("a packet that nobody asked for");
        }
    }

    private void answer(ByteBuf packet, int type) {
        if (type == ServerPackets.OK) {
            packet.skipBytes(1);
            long affectedRows = ServerPackets.readLength(packet);
            ServerPackets.readLength(packet); // last insert id
            complete(packet.readUnsignedShortLE(), affectedRows);
        } else if (type == ServerPackets.LOCAL_INFILE) {
            throw new IllegalStateException("the server asks for a local file");
        } else {
            columns = Math.toIntExact(ServerPackets.readLength(packet));
            expecting = Expecting.COLUMNS;
        }
    }

    private byte[][] readRow(ByteBuf packet) {
        byte[][] row = new byte[columns][];
        for (int i = 0; i < columns; i++) {
            row[i] = ServerPackets.readValue(packet);
        }
        return row;
    }

    private void complete(int serverStatus, long affectedRows) {
        noBackslashEscapes = (serverStatus & NO_BACKSLASH_ESCAPES) != 0;
        expecting = Expecting.NOTHING;
        promise.trySuccess(new TextResult(rows, affectedRows));
    }

    private void fail(Throwable cause) {
        expecting = Expecting.NOTHING;
        if (promise != null) {
            promise.tryFailure(cause);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(cause);
        ChannelFuture unused = context.close(); // nobody waits for it
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(new IllegalStateException("the server closed the connection"));
    }
}
