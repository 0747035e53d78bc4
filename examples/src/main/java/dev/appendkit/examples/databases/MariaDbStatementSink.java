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
 * Rows into MariaDB or MySQL by multi-row statements whose bytes MariaDB Connector/J sends as they are: its
 * {@link ClientMessage} is a door for bytes, so that no String is made.
 *
 * <pre>{@code
 * MariaDbStatementSink sink = new MariaDbStatementSink(connection, template, 1 << 20);
 * for (Person person : people) {
 *   sink.add(parameters.setLong(1, person.id()).setString(2, person.name()));
 * }
 * sink.flush();
 * connection.commit();
 * }</pre>
 *
 * <p>Statements of at most 16 KiB or of at least 1 MiB create the least garbage: in between the driver drops its array
 * after each.
 */
public final class MariaDbStatementSink {
    private static final int COM_QUERY = 3;

    private final Client client;
    private final SqlBatch batch;
    private final AppendBuffer out;
    private final Query query = new Query();
    private long affectedRows;

    /**
     * A sink of one INSERT.
     *
     * @param template compiled for the session's mode
     * @param maxBytes of a statement; the template's mode must not allow more
     */
    public MariaDbStatementSink(Connection connection, SqlTemplate template, int maxBytes) throws SQLException {
        client = client(connection);
        out = AppendBuffer.growing(Math.min(maxBytes, 1 << 14), maxBytes);
        batch = template.batch(out, Integer.MAX_VALUE);
    }

    /** A sink of statements that are written elsewhere. */
    public MariaDbStatementSink(Connection connection) throws SQLException {
        client = client(connection);
        out = AppendBuffer.growing(0, 0);
        batch = null;
    }

    private static Client client(Connection connection) throws SQLException {
        return connection.unwrap(org.mariadb.jdbc.Connection.class).getClient();
    }

    /** Adds a row, after sending the rows before it if there is no room for another. */
    public void add(SqlParameters row) throws SQLException {
        if (!batch.add(row)) {
            flush();
            batch.add(row);
        }
    }

    /** Sends the rows that are left. */
    public void flush() throws SQLException {
        if (out.length() > 0) {
            affectedRows += execute(out);
            out.clear();
        }
    }

    /** How many rows the server inserted or changed so far. */
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
