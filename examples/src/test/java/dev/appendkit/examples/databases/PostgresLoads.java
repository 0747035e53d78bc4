// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.databases;

import dev.appendkit.AppendBuffer;
import dev.appendkit.FractionDigits;
import dev.appendkit.format.CsvDialect;
import dev.appendkit.format.CsvWriter;
import dev.appendkit.sql.SqlBatch;
import dev.appendkit.sql.SqlMode;
import dev.appendkit.sql.SqlParameters;
import dev.appendkit.sql.SqlTemplate;
import dev.appendkit.testing.EmbeddedPostgreSql;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Measures the ways to load PostgreSQL: see {@link Loads}. */
public final class PostgresLoads {
    private static final int ROWS_PER_BATCH = 1000;

    private final Loads rows = new Loads();
    private final Connection connection;
    private final Statement statement;

    private PostgresLoads(Connection connection) throws SQLException {
        this.connection = connection;
        this.statement = connection.createStatement();
    }

    public static void main(String[] args) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(EmbeddedPostgreSql.url() + "&reWriteBatchedInserts=true")) {
            connection.setAutoCommit(false);
            new PostgresLoads(connection).run();
        }
        System.exit(0);
    }

    private void run() throws SQLException {
        statement.execute("DROP TABLE IF EXISTS loads");
        statement.execute("CREATE TABLE loads (id bigint, name varchar(40), amount decimal(12, 2),"
                + " ratio double precision, at timestamp(6), note varchar(60))");
        rows.add("COPY, rows by appendkit", this::copy)
                .add("COPY, rows by StringBuilder", this::copyStringBuilder)
                .add("executeBatch, reWriteBatchedInserts", this::executeBatch)
                .add("multi-row INSERT by SqlBatch", this::sqlBatch)
                .addFormatting("formatting alone, appendkit", this::format)
                .run("PostgreSQL", this::truncate, this::content, false);
    }

    private void truncate() throws SQLException {
        statement.execute("TRUNCATE loads");
        connection.commit();
    }

    private String content() throws SQLException {
        try (ResultSet result = statement.executeQuery("SELECT count(*) || ' ' || sum(amount) || ' ' ||"
                + " md5(string_agg(l::text, E'\\n' ORDER BY id)) FROM loads l")) {
            result.next();
            return result.getString(1);
        }
    }

    private void append(CsvWriter fields, int i) {
        fields.appendLong(rows.ids[i])
                .appendString(rows.names[i])
                .appendDecimal(rows.cents[i], 2)
                .appendDouble(rows.ratios[i])
                .appendTimestamp(rows.seconds[i], rows.nanos[i], FractionDigits.MICROS)
                .appendString(rows.notes[i])
                .endRecord();
    }

    private void copy() throws SQLException {
        try (PostgresCopySink sink = new PostgresCopySink(connection, "loads", List.of(Loads.COLUMNS.split(", ")))) {
            for (int i = 0; i < Loads.ROWS; i++) {
                append(sink.row(), i);
            }
            sink.finish();
        }
        connection.commit();
    }

    private void format() {
        AppendBuffer out = AppendBuffer.draining((bytes, from, to) -> {}, 1 << 16);
        CsvWriter fields = new CsvWriter(CsvDialect.escapedTsv()).reset(out);
        for (int i = 0; i < Loads.ROWS; i++) {
            append(fields, i);
        }
        out.close();
    }

    /** The code without appendkit: rows in a StringBuilder, then a String and an array per lot of rows. */
    private void copyStringBuilder() throws SQLException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY loads (" + Loads.COLUMNS + ") FROM STDIN");
        StringBuilder text = new StringBuilder(1 << 17);
        for (int i = 0; i < Loads.ROWS; i++) {
            text.append(rows.ids[i]).append('\t');
            escape(text, rows.names[i]);
            text.append('\t').append(BigDecimal.valueOf(rows.cents[i], 2));
            text.append('\t').append(rows.ratios[i]).append('\t');
            text.append(LocalDateTime.ofEpochSecond(rows.seconds[i], rows.nanos[i], ZoneOffset.UTC))
                    .append('\t');
            if (rows.notes[i] == null) {
                text.append("\\N");
            } else {
                escape(text, rows.notes[i]);
            }
            text.append('\n');
            if (text.length() > 1 << 16) {
                send(copy, text);
            }
        }
        send(copy, text);
        copy.endCopy();
        connection.commit();
    }

    private static void send(CopyIn copy, StringBuilder text) throws SQLException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }

    private static void escape(StringBuilder text, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
    }

    private void executeBatch() throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO loads (" + Loads.COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)")) {
            bind(rows, insert);
        }
        connection.commit();
    }

    /** The rows as JDBC takes them, a thousand per batch. */
    static void bind(Loads rows, PreparedStatement insert) throws SQLException {
        for (int i = 0; i < Loads.ROWS; i++) {
            insert.setLong(1, rows.ids[i]);
            insert.setString(2, rows.names[i]);
            insert.setBigDecimal(3, BigDecimal.valueOf(rows.cents[i], 2));
            insert.setDouble(4, rows.ratios[i]);
            insert.setObject(5, LocalDateTime.ofEpochSecond(rows.seconds[i], rows.nanos[i], ZoneOffset.UTC));
            insert.setString(6, rows.notes[i]);
            insert.addBatch();
            if ((i + 1) % ROWS_PER_BATCH == 0) {
                insert.executeBatch();
            }
        }
        insert.executeBatch();
    }

    /** The rows as parameters of a template. */
    static void bind(Loads rows, int i, SqlParameters parameters) {
        parameters
                .setLong(1, rows.ids[i])
                .setString(2, rows.names[i])
                .setDecimal(3, rows.cents[i], 2)
                .setDouble(4, rows.ratios[i])
                .setLocalDateTime(5, rows.seconds[i], rows.nanos[i])
                .setString(6, rows.notes[i]);
    }

    private void sqlBatch() throws SQLException {
        SqlMode mode = SqlMode.postgresql().standardConformingStrings(true).bareLiterals(true);
        SqlTemplate template =
                SqlTemplate.compile("INSERT INTO loads (" + Loads.COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)", mode);
        AppendBuffer out = AppendBuffer.growing(1 << 17, 1 << 24);
        SqlBatch batch = template.batch(out, ROWS_PER_BATCH);
        SqlParameters parameters = new SqlParameters(6);
        for (int i = 0; i < Loads.ROWS; i++) {
            bind(rows, i, parameters);
            if (!batch.add(parameters)) {
                statement.executeUpdate(out.toString(StandardCharsets.UTF_8));
                out.clear();
                batch.add(parameters);
            }
        }
        statement.executeUpdate(out.toString(StandardCharsets.UTF_8));
        connection.commit();
    }
}
