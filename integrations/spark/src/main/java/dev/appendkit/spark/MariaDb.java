// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import dev.appendkit.spark.Target.Column;
import dev.appendkit.spark.TargetTable.ServerColumn;
import dev.appendkit.sql.SqlMode;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** MariaDB, by statements of many rows. */
final class MariaDb extends Server {
    private static final String NAME = "([^.`]+|`(?:[^`]|``)+`)";
    private static final Pattern TABLE = Pattern.compile("(?:" + NAME + "\\.)?" + NAME);

    private static final String TABLES = """
            SELECT t.table_schema, t.table_name, e.transactions
            FROM information_schema.tables t LEFT JOIN information_schema.engines e ON e.engine = t.engine
            WHERE t.table_schema = COALESCE(?, DATABASE()) AND t.table_name = ?""";

    private static final String COLUMNS = """
            SELECT column_name, data_type, is_nullable, column_default, extra
            FROM information_schema.columns
            WHERE table_schema = ? AND table_name = ? ORDER BY ordinal_position""";

    private static final String UNIQUE_KEYS = """
            SELECT index_name, column_name FROM information_schema.statistics
            WHERE non_unique = 0 AND CONCAT('`', REPLACE(table_schema, '`', '``'), '`.`',
                                            REPLACE(table_name, '`', '``'), '`') = ?""";

    @Override
    Driver driver() {
        return new org.mariadb.jdbc.Driver();
    }

    @Override
    String artifact() {
        return "org.mariadb.jdbc:mariadb-java-client";
    }

    @Override
    TargetTable table(Connection connection, SinkOptions options) throws SQLException {
        Matcher name = TABLE.matcher(options.table());
        if (!name.matches()) {
            throw new IllegalArgumentException(
                    "the option \"dbtable\" must be a table, or a database, a dot and a table");
        }
        try (PreparedStatement tables = connection.prepareStatement(TABLES);
                PreparedStatement columns = connection.prepareStatement(COLUMNS)) {
            tables.setString(1, unquoted(name.group(1)));
            tables.setString(2, unquoted(name.group(2)));
            try (ResultSet row = tables.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalArgumentException("there is no table " + options.table());
                }
                if (options.upsert().isEmpty() && "NO".equals(row.getString(3))) {
                    throw new IllegalArgumentException("the engine of table " + options.table()
                            + " has no transactions, so a failed task would leave rows: use \"upsert\" or InnoDB");
                }
                columns.setString(1, row.getString(1));
                columns.setString(2, row.getString(2));
                String table = quoted(row.getString(1)) + "." + quoted(row.getString(2));
                return new TargetTable(table, row.getString(2), columns(columns));
            }
        }
    }

    private static List<ServerColumn> columns(PreparedStatement query) throws SQLException {
        List<ServerColumn> found = new ArrayList<>();
        try (ResultSet column = query.executeQuery()) {
            while (column.next()) {
                String type = column.getString(2).toLowerCase(Locale.ROOT);
                String extra = column.getString(5).toLowerCase(Locale.ROOT);
                boolean generated = extra.contains("generated");
                found.add(new ServerColumn(
                        column.getString(1),
                        quoted(column.getString(1)),
                        type(type),
                        type,
                        column.getString(3).equals("NO"),
                        generated || extra.contains("auto_increment") || column.getString(4) != null,
                        generated));
            }
        }
        return found;
    }

    /**
     * The server reads types that are not named here from text: {@code uuid}, {@code json}, {@code enum} and others.
     */
    private static TargetType type(String name) {
        return switch (name) {
            case "tinyint", "bit" -> TargetType.SMALL_INTEGER;
            case "smallint", "mediumint", "int", "bigint" -> TargetType.INTEGER;
            case "decimal" -> TargetType.DECIMAL;
            case "float", "double" -> TargetType.FLOATING;
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> TargetType.BYTES;
            case "date" -> TargetType.DATE;
            case "timestamp" -> TargetType.INSTANT;
            case "datetime" -> TargetType.LOCAL_TIME;
            default -> TargetType.TEXT;
        };
    }

    /** ON DUPLICATE KEY UPDATE names no key, so the table's only key must be that of the upsert. */
    @Override
    void check(Connection connection, Target target) throws SQLException {
        if (!target.isUpsert()) {
            return;
        }
        Map<String, Set<String>> keys = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(UNIQUE_KEYS)) {
            query.setString(1, target.table());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    keys.computeIfAbsent(row.getString(1), name -> new HashSet<>())
                            .add(quoted(row.getString(2)));
                }
            }
        }
        Set<String> upsert = target.columns().stream()
                .filter(Column::key)
                .map(Column::quoted)
                .collect(Collectors.toSet());
        Set<String> written = target.columns().stream().map(Column::quoted).collect(Collectors.toSet());
        if (!keys.containsValue(upsert)) {
            throw new IllegalArgumentException("table " + target.table()
                    + " has no primary key and no unique key of exactly the columns of \"upsert\"");
        }
        keys.forEach((name, columns) -> {
            if (!columns.equals(upsert) && columns.stream().anyMatch(written::contains)) {
                throw new IllegalArgumentException("table " + target.table() + " has a second unique key, " + name
                        + ", and would replace a row that is equal in it: MariaDB's upsert"
                        + " names no key");
            }
        });
    }

    /** The session writes instants in UTC, and refuses what does not fit instead of cutting it. */
    @Override
    Load begin(Connection connection, Target target, int partition) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION time_zone = '+00:00',"
                    + " sql_mode = CONCAT_WS(',', NULLIF(@@sql_mode, ''), 'STRICT_ALL_TABLES')");
        }
        return new StatementLoad(connection, target, partition);
    }

    /** The mode of the session. The driver's charset is always utf8mb4. */
    static SqlMode mode(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@sql_mode, @@max_allowed_packet")) {
            row.next();
            List<String> modes = Arrays.asList(row.getString(1).split(","));
            return SqlMode.mariadb()
                    .noBackslashEscapes(modes.contains("NO_BACKSLASH_ESCAPES"))
                    .ansiQuotes(modes.contains("ANSI_QUOTES"))
                    .charset("utf8mb4")
                    .zone(ZoneOffset.UTC)
                    .bareLiterals(true)
                    .maxAllowedPacket(row.getLong(2));
        }
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    private static @Nullable String unquoted(@Nullable String name) {
        return name == null || !name.startsWith("`")
                ? name
                : name.substring(1, name.length() - 1).replace("``", "`");
    }
}
