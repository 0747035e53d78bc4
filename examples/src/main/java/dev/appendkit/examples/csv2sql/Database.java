// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.sql.SqlMode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A connection and what the literals written for it must know of its session. */
final class Database implements AutoCloseable {
    private final Connection connection;
    private final SqlMode mode;

    private Database(Connection connection, SqlMode mode) {
        this.connection = connection;
        this.mode = mode;
    }

    static Database connect(String url, Dialect dialect) {
        Connection connection;
        try {
            connection = DriverManager.getConnection(url);
        } catch (SQLException e) {
            // A URL may hold a password.
            String reason = String.valueOf(e.getMessage()).replace(url, "this URL");
            throw new BadInput("--jdbc: cannot connect: " + reason);
        }
        try {
            return new Database(
                    connection, dialect.isMySqlFamily() ? sessionMode(connection, dialect) : dialect.mode());
        } catch (SQLException e) {
            throw JdbcSink.refused(e);
        }
    }

    /**
     * Asks for the session's sql_mode, after making it refuse what it would otherwise cut or replace with a warning.
     */
    private static SqlMode sessionMode(Connection connection, Dialect dialect) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES')");
            try (ResultSet result = statement.executeQuery("SELECT @@sql_mode")) {
                result.next();
                String sqlMode = "," + result.getString(1) + ",";
                return dialect.mode()
                        .noBackslashEscapes(sqlMode.contains(",NO_BACKSLASH_ESCAPES,"))
                        .ansiQuotes(sqlMode.contains(",ANSI_QUOTES,"));
            }
        }
    }

    /** Refuses a table whose engine knows no transactions: what a failed load put there could not be taken back. */
    static void requireTransactions(Connection connection, String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT e.TRANSACTIONS FROM information_schema.TABLES t JOIN information_schema.ENGINES e"
                        + " ON e.ENGINE = t.ENGINE WHERE t.TABLE_SCHEMA = DATABASE() AND t.TABLE_NAME = ?")) {
            statement.setString(1, table);
            try (ResultSet result = statement.executeQuery()) {
                if (result.next() && !"YES".equals(result.getString(1))) {
                    throw new BadInput("the engine of the table --table names has no transactions, so a load that fails"
                            + " could not be taken back; use a table of InnoDB");
                }
            }
        }
    }

    Connection connection() {
        return connection;
    }

    SqlMode mode() {
        return mode;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw JdbcSink.refused(e);
        }
    }
}
