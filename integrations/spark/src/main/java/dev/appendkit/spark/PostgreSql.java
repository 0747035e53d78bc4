// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import dev.appendkit.spark.TargetTable.ServerColumn;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL, by COPY. */
final class PostgreSql extends Server {
    /** The server resolves the name as it resolves any other, by its search path, and quotes what it found. */
    private static final String TABLE = """
            SELECT format('%I.%I', n.nspname, c.relname), c.relname
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.oid = to_regclass(?)""";

    private static final String COLUMNS = """
            SELECT a.attname, quote_ident(a.attname),
                   format_type(coalesce(nullif(t.typbasetype, 0), t.oid), NULL),
                   a.attnotnull OR t.typnotnull,
                   a.atthasdef OR a.attidentity <> '' OR t.typdefault IS NOT NULL,
                   a.attgenerated <> ''
            FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
            WHERE a.attrelid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attnum""";

    @Override
    Driver driver() {
        return new org.postgresql.Driver();
    }

    @Override
    String artifact() {
        return "org.postgresql:postgresql";
    }

    @Override
    TargetTable table(Connection connection, SinkOptions options) throws SQLException {
        try (PreparedStatement table = connection.prepareStatement(TABLE);
                PreparedStatement columns = connection.prepareStatement(COLUMNS)) {
            table.setString(1, options.table());
            columns.setString(1, options.table());
            try (ResultSet row = table.executeQuery();
                    ResultSet column = columns.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalArgumentException("there is no table " + options.table());
                }
                List<ServerColumn> found = new ArrayList<>();
                while (column.next()) {
                    String type = column.getString(3);
                    found.add(new ServerColumn(
                            column.getString(1),
                            column.getString(2),
                            type(type),
                            type,
                            column.getBoolean(4),
                            column.getBoolean(5),
                            column.getBoolean(6)));
                }
                return new TargetTable(row.getString(1), row.getString(2), found);
            }
        }
    }

    /** The server reads types that are not named here from text: {@code uuid}, {@code jsonb}, enums and others. */
    private static TargetType type(String name) {
        return switch (name) {
            case "boolean" -> TargetType.BOOLEAN;
            case "smallint", "integer", "bigint" -> TargetType.INTEGER;
            case "numeric" -> TargetType.DECIMAL;
            case "real", "double precision" -> TargetType.FLOATING;
            case "bytea" -> TargetType.BYTES;
            case "date" -> TargetType.DATE;
            case "timestamp with time zone" -> TargetType.INSTANT;
            case "timestamp without time zone" -> TargetType.LOCAL_TIME;
            default -> TargetType.TEXT;
        };
    }

    @Override
    void check(Connection connection, Target target) throws SQLException {
        if (target.isUpsert()) {
            Merge merge = new Merge(connection, target);
            merge.createTable();
            try {
                merge.explain();
            } catch (SQLException e) {
                if ("42P10".equals(e.getSQLState())) {
                    throw new IllegalArgumentException("table " + target.table()
                            + " has no primary key and no unique constraint of exactly the columns of \"upsert\"");
                }
                throw e;
            }
        }
    }

    @Override
    Load begin(Connection connection, Target target, int partition) throws SQLException {
        return new CopyLoad(connection, target, partition);
    }
}
