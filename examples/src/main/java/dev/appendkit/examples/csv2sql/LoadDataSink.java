// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.AppendBuffer;
import dev.appendkit.sql.SqlMode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mariadb.jdbc.client.Client;
import org.mariadb.jdbc.client.Context;
import org.mariadb.jdbc.client.socket.Writer;
import org.mariadb.jdbc.message.ClientMessage;
import org.mariadb.jdbc.message.server.OkPacket;

/**
 * MariaDB or MySQL by LOAD DATA LOCAL, which reads its rows from the buffer. The statement does not mean the same as an
 * INSERT: the server cuts texts, clamps numbers and drops rows whose key is already there, all with a warning. So any
 * warning ends the load before anything is committed.
 */
final class LoadDataSink implements RowSink {
    private static final int COM_QUERY = 3;
    private static final Pattern AT_ROW = Pattern.compile(" at row (\\d+)$");

    private final TableTransaction transaction;
    private final RowSearch search;
    private final Client client;
    private final LoadData loadData;

    /** @param search finds the row that a warning does not name */
    LoadDataSink(TableTransaction transaction, SqlMode mode, RowSearch search) throws SQLException {
        this.transaction = transaction;
        this.search = search;
        this.client = transaction
                .connection()
                .unwrap(org.mariadb.jdbc.Connection.class)
                .getClient();
        this.loadData = new LoadData(statement(transaction, mode));
    }

    private static String statement(TableTransaction transaction, SqlMode mode) throws SQLException {
        Schema schema = transaction.schema();
        // If a backslash is not an escape, the literals must be written differently.
        String form = Database.hasBackslashEscapes(transaction.connection())
                ? "FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n'"
                : "FIELDS TERMINATED BY x'09' ESCAPED BY x'5C' LINES TERMINATED BY x'0A'";
        return "LOAD DATA LOCAL INFILE 'rows' INTO TABLE " + Schema.quoted(mode, schema.table())
                + " CHARACTER SET utf8mb4 " + form + " (" + schema.names(mode) + ")";
    }

    @Override
    public void send(AppendBuffer text, Rows rows, int from, int to) {
        try {
            Savepoint before = transaction.connection().setSavepoint();
            loadData.rows = text;
            Object result = client.execute(loadData, false).get(0);
            if (client.getContext().getWarning() > 0) {
                throw warned(before, rows, from, to);
            }
            long loaded = result instanceof OkPacket ok ? ok.getAffectedRows() : 0;
            if (loaded != to - from) {
                throw search.ofLines(rows, from, to, "it took " + loaded + " rows of " + (to - from));
            }
            transaction.connection().releaseSavepoint(before);
        } catch (SQLException e) {
            throw search.ofLines(rows, from, to, search.words(e));
        }
    }

    /** The first warning with a row names it; otherwise INSERT is asked, which fails where LOAD DATA warns. */
    private BadInput warned(Savepoint before, Rows rows, int from, int to) throws SQLException {
        SQLException first = null;
        try (ResultSet warnings = transaction.statement().executeQuery("SHOW WARNINGS")) {
            while (warnings.next()) {
                String message = warnings.getString(3);
                SQLException warning = new SQLException(message, "01000", warnings.getInt(2));
                Matcher row = AT_ROW.matcher(message);
                if (row.find()) {
                    return search.ofRow(rows, from + Integer.parseInt(row.group(1)) - 1, search.words(warning));
                }
                first = first == null ? warning : first;
            }
        }
        if (first == null) {
            return search.ofLines(rows, from, to, "it warns, and does not say of what");
        }
        transaction.connection().rollback(before);
        return search.refused(first, null, rows, from, to);
    }

    @Override
    public void commit() {
        transaction.commit();
    }

    @Override
    public void close() {
        transaction.close();
    }

    /** The driver passes the stream on when the server asks for the file, whose name has no meaning. */
    private static final class LoadData implements ClientMessage {
        private final String sql;
        private AppendBuffer rows;

        LoadData(String sql) {
            this.sql = sql;
        }

        @Override
        public int encode(Writer writer, Context context) throws IOException {
            writer.initPacket();
            writer.writeByte(COM_QUERY);
            writer.writeString(sql);
            writer.flush();
            return 1;
        }

        @Override
        public InputStream getLocalInfileInputStream() {
            return new ByteArrayInputStream(rows.array(), rows.arrayOffset(), rows.length());
        }
    }
}
