// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.wire;

import dev.appendkit.AppendBuffer;
import dev.appendkit.netty.ByteBufAppend;
import dev.appendkit.sql.SqlMode;
import dev.appendkit.sql.SqlParameters;
import dev.appendkit.sql.SqlTemplate;
import io.netty.buffer.ByteBuf;

/**
 * A COM_QUERY packet whose statement is interpolated in place.
 *
 * <pre>
 * length     3 bytes, little endian, filled in last
 * sequence   1 byte, 0: the first packet of a command
 * command    1 byte, 0x03
 * statement  the rest, without a terminator
 * </pre>
 *
 * @see <a href="https://mariadb.com/kb/en/com_query/">COM_QUERY</a>
 */
final class QueryPacket {
    private static final int COM_QUERY = 0x03;
    private static final int HEADER_LENGTH = 4;

    /** A payload of 0xFFFFFF bytes says that another packet follows; this example sends single packets only. */
    private static final int MAX_PAYLOAD_LENGTH = 0xFF_FFFE;

    /** The longest statement that fits: the command takes a byte of the payload. */
    static final int MAX_STATEMENT_LENGTH = MAX_PAYLOAD_LENGTH - 1;

    private QueryPacket() {}

    /**
     * Writes the packet at {@code buf}'s writerIndex. On any failure the writerIndex is where it was.
     *
     * @param now the session's mode at this moment; a template that was compiled for another one is refused
     * @throws IllegalArgumentException if the statement is longer than {@link #MAX_STATEMENT_LENGTH}
     */
    static void write(ByteBuf buf, SqlTemplate template, SqlParameters parameters, SqlMode now) {
        int start = buf.writerIndex();
        boolean complete = false;
        try {
            buf.writeZero(HEADER_LENGTH).writeByte(COM_QUERY);
            try (AppendBuffer out = ByteBufAppend.open(buf)) {
                template.appendTo(out, parameters, now);
            }
            buf.setMediumLE(start, payloadLength(buf, start));
            complete = true;
        } finally {
            if (!complete) {
                buf.writerIndex(start);
            }
        }
    }

    private static int payloadLength(ByteBuf buf, int start) {
        int length = buf.writerIndex() - start - HEADER_LENGTH;
        if (length > MAX_PAYLOAD_LENGTH) {
            throw new IllegalArgumentException("statement of " + (length - 1) + " bytes: at most "
                    + MAX_STATEMENT_LENGTH + " fit into one packet");
        }
        return length;
    }
}
