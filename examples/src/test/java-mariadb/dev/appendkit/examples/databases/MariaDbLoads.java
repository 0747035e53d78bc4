// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.databases;

import dev.appendkit.sql.SqlMode;
import dev.appendkit.sql.SqlParameters;
import dev.appendkit.sql.SqlTemplate;
import dev.appendkit.testing.EmbeddedMariaDb;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Measures the ways to load MariaDB: see {@link Loads}. */
public final class MariaDbLoads {
    private static final String INSERT = "INSERT INTO loads (" + Loads.COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)";

    private final Loads rows = new Loads();
    private final Connection bulk = connect("jdbc:mariadb:", "");
    private final Connection text = connect("jdbc:mariadb:", "&useBulkStmts=false");
    private final Connection mySql =
            connect("jdbc:mysql:", "&useSSL=false&allowPublicKeyRetrieval=true&connectionTimeZone=UTC");
    private final Connection mySqlRewrite = connect(
            "jdbc:mysql:",
            "&useSSL=false&allowPublicKeyRetrieval=true&connectionTimeZone=UTC&rewriteBatchedStatements=true");
    private final Statement statement = bulk.createStatement();

    private MariaDbLoads() throws SQLException {}

    private static Connection connect(String scheme, String options) throws SQLException {
        Connection connection = DriverManager.getConnection(scheme + EmbeddedMariaDb.location() + options);
        connection.setAutoCommit(false);
        return connection;
    }

    public static void main(String[] args) throws SQLException {
        new MariaDbLoads().run();
        System.exit(0);
    }

    private void run() throws SQLException {
        statement.execute("DROP TABLE IF EXISTS loads");
        statement.execute("CREATE TABLE loads (id bigint, name varchar(40), amount decimal(12, 2), ratio double,"
                + " at datetime(6), note varchar(60)) CHARACTER SET utf8mb4");
        rows.add("ClientMessage, statements of 128 KiB", () -> statements(MariaDbStatementSink.STATEMENT_BYTES))
                .add("ClientMessage, statements of 16 KiB", () -> statements(1 << 14))
                .add("ClientMessage, statements of 1 MiB", () -> statements(1 << 20))
                .add("MariaDB Connector/J, bulk protocol", () -> executeBatch(bulk))
                .add("MariaDB Connector/J, text pipelined", () -> executeBatch(text))
                .add("MySQL Connector/J, rewriteBatchedStatements", () -> executeBatch(mySqlRewrite))
                .add("MySQL Connector/J, text", () -> executeBatch(mySql))
                .run("MariaDB", this::truncate, this::content, false);
    }

    private void truncate() throws SQLException {
        statement.execute("TRUNCATE loads");
        bulk.commit();
    }

    private String content() throws SQLException {
        // A hash of each row's text, whose sum does not depend on the order of the rows.
        try (ResultSet result = statement.executeQuery("SELECT CONCAT(COUNT(*), ' ', SUM(amount), ' ',"
                + " SUM(CRC32(CONCAT_WS('|', id, name, amount, ratio, at, COALESCE(note, 'NULL'))))) FROM loads")) {
            result.next();
            return result.getString(1);
        }
    }

    private void statements(int maxBytes) throws SQLException {
        SqlMode mode =
                SqlMode.mariadb().noBackslashEscapes(false).bareLiterals(true).maxBytes(maxBytes);
        MariaDbStatementSink sink = new MariaDbStatementSink(bulk, SqlTemplate.compile(INSERT, mode));
        SqlParameters parameters = new SqlParameters(6);
        for (int i = 0; i < Loads.ROWS; i++) {
            PostgresLoads.bind(rows, i, parameters);
            sink.add(parameters);
        }
        sink.flush();
        bulk.commit();
    }

    private void executeBatch(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            PostgresLoads.bind(rows, insert);
        }
        connection.commit();
    }
}
