// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Reads the pieces that the server's packets consist of. */
final class ServerPackets {
    static final int OK = 0x00;
    static final int LOCAL_INFILE = 0xFB;
    static final int EOF = 0xFE;
    static final int ERROR = 0xFF;

    private static final int NULL = 0xFB;

    private ServerPackets() {}

    /** Whether the payload ends a list of packets. A row may begin with the same byte, but is longer then. */
    static boolean isEof(ByteBuf payload) {
        return payload.getUnsignedByte(payload.readerIndex()) == EOF && payload.readableBytes() < 9;
    }

    /** A length-encoded integer: one byte up to 0xFA, else a byte that tells how many follow. */
    static long readLength(ByteBuf payload) {
        int first = payload.readUnsignedByte();
        return switch (first) {
            case 0xFC -> payload.readUnsignedShortLE();
            case 0xFD -> payload.readUnsignedMediumLE();
            case 0xFE -> payload.readLongLE();
            default -> first;
        };
    }

    /** The next value of a row; null is SQL NULL. */
    static byte[] readValue(ByteBuf payload) {
        if (payload.getUnsignedByte(payload.readerIndex()) == NULL) {
            payload.skipBytes(1);
            return null;
        }
        byte[] value = new byte[Math.toIntExact(readLength(payload))];
        payload.readBytes(value);
        return value;
    }

    /** A string that ends with NUL or with the packet. */
    static String readTerminated(ByteBuf payload) {
        int length = payload.bytesBefore((byte) 0);
        if (length < 0) {
            return payload.readCharSequence(payload.readableBytes(), StandardCharsets.UTF_8)
                    .toString();
        }
        String text = payload.readCharSequence(length, StandardCharsets.UTF_8).toString();
        payload.skipBytes(1);
        return text;
    }

    /** An error packet, from the byte after its type on: code, {@code #}, five characters of SQLSTATE, message. */
    static ServerErrorException readError(ByteBuf payload) {
        int code = payload.readUnsignedShortLE();
        String message = payload.toString(StandardCharsets.UTF_8);
        boolean hasState = message.startsWith("#"); // not before the login
        return new ServerErrorException(code, hasState ? message.substring(6) : message);
    }
}
