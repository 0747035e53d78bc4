// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.databases;

import dev.appendkit.AppendBuffer;
import dev.appendkit.sql.SqlBatch;
import dev.appendkit.sql.SqlParameters;
import dev.appendkit.sql.SqlTemplate;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.mariadb.jdbc.client.Client;
import org.mariadb.jdbc.client.Completion;
import org.mariadb.jdbc.client.Context;
import org.mariadb.jdbc.client.socket.Writer;
import org.mariadb.jdbc.message.ClientMessage;
import org.mariadb.jdbc.message.server.OkPacket;

/**
 * Loads rows into MariaDB or MySQL by multi-row statements. MariaDB Connector/J takes their bytes as a
 * {@link ClientMessage} and sends them as they are, so no String is made.
 *
 * <pre>{@code
 * MariaDbStatementSink sink = new MariaDbStatementSink(connection, template);
 * for (Person person : people) {
 *   sink.add(parameters.setLong(1, person.id()).setString(2, person.name()));
 * }
 * sink.flush();
 * connection.commit();
 * }</pre>
 *
 * <p>The driver's array has 8 KiB, 128 KiB, 1 MiB or 16 MiB, and the driver keeps it only if the statement fills half
 * of it. So a limit of {@link #STATEMENT_BYTES} creates the least garbage.
 */
public final class MariaDbStatementSink {
    /** The longest statement that fits into the driver's array of 128 KiB with its header of five bytes. */
    public static final int STATEMENT_BYTES = (1 << 17) - 5;

    private static final int COM_QUERY = 3;
    private static final int FIRST_BUFFER = 1 << 14;
    /** A part of a row that does not fit into its statement is written before that is noticed. */
    private static final int MAX_BUFFER = Integer.MAX_VALUE - 8;

    private final Client client;
    private final SqlBatch batch;
    private final AppendBuffer out;
    private final Query query = new Query();
    private long affectedRows;

    /**
     * A sink for one INSERT.
     *
     * @param template compiled for the session's mode, whose {@code maxBytes} says how long a statement may be
     */
    public MariaDbStatementSink(Connection connection, SqlTemplate template) throws SQLException {
        client = client(connection);
        out = AppendBuffer.growing(FIRST_BUFFER, MAX_BUFFER);
        batch = template.batch(out, Integer.MAX_VALUE);
    }

    /** A sink for statements that are written elsewhere. */
    public MariaDbStatementSink(Connection connection) throws SQLException {
        client = client(connection);
        out = AppendBuffer.growing(0, 0);
        batch = null;
    }

    private static Client client(Connection connection) throws SQLException {
        return connection.unwrap(org.mariadb.jdbc.Connection.class).getClient();
    }

    /** Adds a row. If there is no room for it, sends the rows before it first. */
    public void add(SqlParameters row) throws SQLException {
        if (!batch.add(row)) {
            flush();
            batch.add(row);
        }
    }

    /** Sends the remaining rows. If that fails, they are forgotten: roll back, and begin with the first row. */
    public void flush() throws SQLException {
        if (out.length() > 0) {
            try {
                affectedRows += execute(out);
            } finally {
                out.clear();
            }
        }
    }

    /** How many rows the server has inserted or changed so far. */
    public long affectedRows() {
        return affectedRows;
    }

    /** Executes one statement and returns how many rows it inserted or changed. */
    public long execute(AppendBuffer sql) throws SQLException {
        query.sql = sql;
        List<Completion> results = client.execute(query, false);
        return results.get(0) instanceof OkPacket ok ? ok.getAffectedRows() : 0;
    }

    private static final class Query implements ClientMessage {
        AppendBuffer sql;

        @Override
        public int encode(Writer writer, Context context) throws IOException {
            writer.initPacket();
            writer.writeByte(COM_QUERY);
            writer.writeBytes(sql.array(), sql.arrayOffset(), sql.length());
            writer.flush();
            return 1;
        }
    }
}
