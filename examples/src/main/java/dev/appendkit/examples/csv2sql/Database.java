// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.sql.SqlMode;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.postgresql.PGConnection;

/** A connection, and what literals must know about its session. */
final class Database implements AutoCloseable {
    private static final String MYSQL = "jdbc:mysql:";
    private static final String MARIADB = "jdbc:mariadb:";

    private final Connection connection;
    private final Dialect dialect;
    private final SqlMode mode;
    private final int maxStatement;

    private Database(Connection connection, Dialect dialect, SqlMode mode, int maxStatement) {
        this.connection = connection;
        this.dialect = dialect;
        this.mode = mode;
        this.maxStatement = maxStatement;
    }

    /**
     * @param driverJar a driver that the class path does not have, null for none
     * @param loadData whether a server of the MySQL family may ask for rows by LOAD DATA LOCAL
     */
    static Database connect(String url, Dialect dialect, Path driverJar, boolean loadData) {
        // MariaDB Connector/J loads MySQL too, but takes the URL of MySQL's own driver only with an option.
        String own = driverJar == null && url.startsWith(MYSQL) ? MARIADB + url.substring(MYSQL.length()) : url;
        Connection connection;
        try {
            connection = driverJar == null ? connect(own, loadData) : connect(own, driverJar);
        } catch (BadInput e) {
            throw e;
        } catch (SQLException | RuntimeException e) {
            // A URL may hold a password.
            String reason = String.valueOf(e.getMessage()).replace(own, "this URL");
            throw new BadInput("--jdbc: cannot connect: " + reason);
        }
        try {
            if (!dialect.isMySqlFamily()) {
                return new Database(connection, dialect, dialect.mode(), Integer.MAX_VALUE);
            }
            SqlMode mode = sessionMode(connection, dialect);
            return new Database(connection, dialect, mode, maxAllowedPacket(connection));
        } catch (SQLException e) {
            throw TableTransaction.refused(e);
        }
    }

    private static Connection connect(String url, boolean loadData) throws SQLException {
        Properties properties = new Properties();
        if (url.startsWith(MARIADB)) {
            // A server that may ask for one file may ask for any file.
            properties.setProperty("allowLocalInfile", String.valueOf(loadData));
        }
        return DriverManager.getConnection(url, properties);
    }

    private static Connection connect(String url, Path jar) throws SQLException {
        if (!Files.isRegularFile(jar)) {
            throw new BadInput("--driver-jar: " + jar + " is no file; name the JAR of a JDBC driver");
        }
        // The class loader lives as long as the connection, which is as long as the program. Neither it nor the drivers
        // of the class path know the other.
        for (Driver driver : ServiceLoader.load(Driver.class, loader(jar))) {
            if (driver.acceptsURL(url)) {
                Connection connection = driver.connect(url, new Properties());
                if (connection != null) {
                    return connection;
                }
            }
        }
        throw new BadInput("--driver-jar: " + jar + " has no driver for the URL of --jdbc");
    }

    private static URLClassLoader loader(Path jar) {
        try {
            return new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        } catch (MalformedURLException e) {
            throw BadInput.unusable(jar.toString(), new IOException(e));
        }
    }

    /**
     * Asks for the session's sql_mode, after making the session refuse what it would otherwise cut or replace with a
     * warning.
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

    /** Whether backslashes escape in a session of MySQL or MariaDB. */
    static boolean hasBackslashEscapes(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT @@sql_mode")) {
            result.next();
            return !("," + result.getString(1) + ",").contains(",NO_BACKSLASH_ESCAPES,");
        }
    }

    /** The longest statement, without the command's byte and one that the server keeps for itself. */
    private static int maxAllowedPacket(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT @@max_allowed_packet")) {
            result.next();
            return (int) Math.min(result.getLong(1), Integer.MAX_VALUE) - 2;
        }
    }

    /** Refuses a table whose engine has no transactions: the rows of a failed load could not be rolled back. */
    static void requireTransactions(Connection connection, String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT e.TRANSACTIONS FROM information_schema.TABLES t JOIN information_schema.ENGINES e"
                        + " ON e.ENGINE = t.ENGINE WHERE t.TABLE_SCHEMA = DATABASE() AND t.TABLE_NAME = ?")) {
            statement.setString(1, table);
            try (ResultSet result = statement.executeQuery()) {
                if (result.next() && !"YES".equals(result.getString(1))) {
                    throw new BadInput("the engine of the table --table names has no transactions, so a failed load"
                            + " could not be rolled back; use a table of InnoDB");
                }
            }
        }
    }

    /**
     * Refuses a table of MySQL or MariaDB without a unique key for an upsert, which would add the rows, and one with a
     * second key, since the statement cannot say which one counts: a row could replace another one's columns. A number
     * that the server counts up is no such key.
     */
    static void requireUniqueKey(Connection connection, Schema schema) throws SQLException {
        if (schema.keys().isEmpty()) {
            return;
        }
        Map<String, Set<String>> columnsByIndex = new TreeMap<>();
        Set<String> counted = new HashSet<>();
        Set<String> names = lowerCase(schema.names());
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT s.INDEX_NAME, LOWER(s.COLUMN_NAME), c.EXTRA LIKE '%auto_increment%'"
                        + " FROM information_schema.STATISTICS s JOIN information_schema.COLUMNS c"
                        + " USING (TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME)"
                        + " WHERE s.NON_UNIQUE = 0 AND TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?")) {
            statement.setString(1, schema.table());
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    columnsByIndex
                            .computeIfAbsent(result.getString(1), index -> new HashSet<>())
                            .add(result.getString(2));
                    if (result.getBoolean(3) && !names.contains(result.getString(2))) {
                        counted.add(result.getString(1));
                    }
                }
            }
        }
        Set<String> keys = lowerCase(schema.keys());
        if (!columnsByIndex.containsValue(keys)) {
            throw new BadInput("--upsert: the table has no primary key or unique index of these columns; create it, or"
                    + " name others");
        }
        columnsByIndex.keySet().removeAll(counted);
        columnsByIndex.values().removeIf(keys::equals);
        if (!columnsByIndex.isEmpty()) {
            throw new BadInput("--upsert: the table has another unique key, "
                    + columnsByIndex.keySet().iterator().next()
                    + ", by which a row could replace a wrong one; load a table without it");
        }
    }

    private static Set<String> lowerCase(List<String> names) {
        Set<String> lower = new HashSet<>();
        names.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
        return lower;
    }

    Connection connection() {
        return connection;
    }

    SqlMode mode() {
        return mode;
    }

    int maxStatement() {
        return maxStatement;
    }

    boolean isPostgres() {
        return dialect == Dialect.POSTGRESQL && isWrapperFor(PGConnection.class);
    }

    boolean isMariaDbDriver() {
        return dialect.isMySqlFamily() && isWrapperFor(org.mariadb.jdbc.Connection.class);
    }

    private boolean isWrapperFor(Class<?> type) {
        try {
            return connection.isWrapperFor(type);
        } catch (SQLException e) {
            throw TableTransaction.refused(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // Everything is committed or rolled back.
        }
    }
}
