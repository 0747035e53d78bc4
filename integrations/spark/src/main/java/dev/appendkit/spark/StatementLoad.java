// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import dev.appendkit.AppendBuffer;
import dev.appendkit.spark.Target.Column;
import dev.appendkit.sql.SqlBatch;
import dev.appendkit.sql.SqlMode;
import dev.appendkit.sql.SqlParameterException;
import dev.appendkit.sql.SqlParameters;
import dev.appendkit.sql.SqlTemplate;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.spark.sql.catalyst.InternalRow;
import org.mariadb.jdbc.client.Client;

/** INSERT statements of many rows for MariaDB, about a megabyte each; for an upsert, its clause follows the rows. */
final class StatementLoad implements Load {
    /** From this length on, the driver keeps its array; it drops a shorter one after each statement. */
    private static final int SEND = 1 << 20;

    private static final int INITIAL = SEND + 64 * 1024;

    private final Connection connection;
    private final Target target;
    private final int partition;
    private final Client client;
    private final AppendBuffer out;
    private final BytesMessage message;
    private final SqlBatch batch;
    private final StatementRows rows;

    /** The rows of the statements that were sent. */
    private long sent;

    StatementLoad(Connection connection, Target target, int partition) throws SQLException {
        this.connection = connection;
        this.target = target;
        this.partition = partition;
        client = connection.unwrap(org.mariadb.jdbc.Connection.class).getClient();
        SqlMode mode = MariaDb.mode(connection);
        out = AppendBuffer.growing(INITIAL, Integer.MAX_VALUE);
        message = new BytesMessage(out);
        batch = SqlTemplate.compile(statement(target), mode).batch(out, Integer.MAX_VALUE);
        rows = new StatementRows(target, partition);
    }

    private static String statement(Target target) {
        String text = "INSERT INTO " + target.table() + " (" + target.names() + ") VALUES ("
                + target.join(column -> true, "?") + ")";
        if (!target.isUpsert()) {
            return text;
        }
        String others = target.join(column -> !column.key(), "%1$s = VALUES(%1$s)");
        String key = target.join(Column::key, "%1$s = VALUES(%1$s)");
        return text + " ON DUPLICATE KEY UPDATE " + (others.isEmpty() ? key : others);
    }

    @Override
    public void add(InternalRow row) throws IOException {
        SqlParameters values = rows.of(row);
        try {
            if (!batch.add(values)) {
                send(rows.rows() - 1);
                batch.add(values);
            }
        } catch (SqlParameterException e) {
            throw rows.refused(e);
        }
        if (out.length() >= SEND) {
            send(rows.rows());
        }
    }

    @Override
    public void finish() throws IOException {
        if (out.length() > 0) {
            send(rows.rows());
        }
    }

    /** Sends the statement, whose last row is the given one. */
    private void send(long last) throws IOException {
        try {
            client.execute(message, false);
        } catch (SQLException e) {
            throw refused(e);
        }
        sent = last;
        out.clear();
    }

    private SinkException refused(SQLException e) {
        long row = rowOfStatement();
        return SinkException.server(partition, row == 0 ? 0 : sent + row, column(e), "", e);
    }

    /** The row within the statement, which MariaDB names from 10.7 on; otherwise 0. */
    private long rowOfStatement() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("GET DIAGNOSTICS CONDITION 1 @appendkit_row = ROW_NUMBER");
            try (ResultSet row = statement.executeQuery("SELECT @appendkit_row")) {
                return row.next() ? row.getLong(1) : 0;
            }
        } catch (SQLException e) {
            return 0;
        }
    }

    /** The column, if the message names it at its end: {@code Data too long for column 'name' at row 3}. */
    private String column(SQLException e) {
        String text = String.valueOf(e.getMessage());
        for (Column column : target.columns()) {
            if (text.contains("column '" + column.name() + "' at row ")
                    || text.contains("." + column.quoted() + " at row ")) {
                return column.name();
            }
        }
        return "";
    }

    /** No statement is half sent. */
    @Override
    public void cancel() {}
}
