// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import dev.appendkit.AppendBuffer;
import java.io.IOException;
import org.mariadb.jdbc.client.Context;
import org.mariadb.jdbc.client.socket.Writer;
import org.mariadb.jdbc.message.ClientMessage;

/** A statement as the bytes of a cursor, for MariaDB Connector/J; it never becomes a String. */
final class BytesMessage implements ClientMessage {
    private static final byte COM_QUERY = 0x03;

    private final AppendBuffer statement;

    BytesMessage(AppendBuffer statement) {
        this.statement = statement;
    }

    @Override
    public int encode(Writer writer, Context context) throws IOException {
        writer.initPacket();
        writer.writeByte(COM_QUERY);
        writer.writeBytes(statement.array(), statement.arrayOffset(), statement.length());
        writer.flush();
        return 1;
    }

    /** What the driver shows in its messages. */
    @Override
    public String description() {
        return "an INSERT of many rows";
    }
}
