// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.sql.Places.Place;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a placeholder may stand in SQLite, asked of it. */
class SqlitePlaceTest {
    private Connection connection;

    private final Places.Server server = new Places.Server() {
        @Override
        public boolean prepares(String template, List<Object> values) {
            try (PreparedStatement statement = connection.prepareStatement(template)) {
                return statement.getParameterMetaData().getParameterCount() >= values.size();
            } catch (SQLException e) {
                return false;
            }
        }

        @Override
        public boolean isSyntaxError(String message) {
            return message.contains("syntax error");
        }

        @Override
        public void reset() throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("DROP TABLE IF EXISTS x");
                statement.execute("DELETE FROM t WHERE id = 9");
                if (isAttached(statement)) {
                    statement.execute("DETACH other");
                }
            }
        }
    };

    private static boolean isAttached(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT 1 FROM pragma_database_list WHERE name = 'other'")) {
            return rows.next();
        }
    }

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, i INT, s TEXT)");
            statement.execute("INSERT INTO t VALUES (1, 1, 'abc'), (2, 2, 'b')");
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    static Stream<Place> places() {
        String ordinal = "an integer would be the number of a column";
        String alias = "the text would be an alias";
        return new Places()
                        .same("SELECT sum(i) OVER (ORDER BY id ROWS ? PRECEDING) FROM t", 1)
                        .same("SELECT sum(i) OVER (ORDER BY id ROWS BETWEEN ? PRECEDING AND ? FOLLOWING) FROM t", 1, 0)
                        .same("SELECT sum(i) OVER (ORDER BY id GROUPS ? PRECEDING) FROM t", 1)
                        .same("SELECT sum(i) OVER (PARTITION BY ? ORDER BY id) FROM t", 1)
                        .same("SELECT sum(i) OVER (PARTITION BY i, ? ORDER BY id) FROM t", 1)
                        .same("UPDATE t SET s = ? WHERE id = ? RETURNING id, ?", "x", 1, 5)
                        .same("INSERT INTO t (id, s) VALUES (?, ?) RETURNING id, ?", 9, "x", 5)
                        .same("INSERT OR REPLACE INTO t (id, s) VALUES (?, ?)", 9, "x")
                        .same(
                                "INSERT INTO t (id) VALUES (?) ON CONFLICT (id) DO UPDATE SET s = ? WHERE id > ?",
                                9,
                                "x",
                                1)
                        .same("DELETE FROM t WHERE id = ? RETURNING id, ?", 9, 1)
                        .same("SELECT s FROM t ORDER BY id LIMIT ? OFFSET ?", 1, 1)
                        .same("SELECT s FROM t ORDER BY id LIMIT ?, ?", 0, 1)
                        .same("SELECT s FROM t ORDER BY id LIMIT -?", 1)
                        .same("SELECT id FROM t WHERE s LIKE ? ESCAPE ?", "a%", "#")
                        .same("SELECT id FROM t WHERE s GLOB ?", "a*")
                        .same("SELECT id FROM t WHERE s NOT LIKE ?", "a%")
                        .same("SELECT id FROM t WHERE s = ? COLLATE NOCASE", "ABC")
                        .same("SELECT ? IS ?, ? IS NOT ?, ? ISNULL", 1, 1, 1, 2, 3)
                        .same("SELECT CASE ? WHEN ? THEN ? ELSE ? END", 1, 1, "a", "b")
                        .same("SELECT ? BETWEEN ? AND ?, NOT ?", 1, 0, 2, 1)
                        .same("SELECT ? IN (?, ?)", 1, 1, 2)
                        .same("SELECT json(?) -> ?, json(?) ->> ?", "{\"a\":1}", "$.a", "[1]", 0)
                        .same("SELECT CAST(? AS TEXT), -?, +?, ~?", 1, 2, 3, 4)
                        .same("SELECT count(*) FILTER (WHERE id > ?) FROM t", 1)
                        .same("SELECT group_concat(s, ? ORDER BY id) FROM t", "-")
                        .same(
                                "WITH RECURSIVE x AS (SELECT ? AS c UNION ALL SELECT c + ? FROM x WHERE c < "
                                        + "?) SELECT c FROM x",
                                1,
                                1,
                                3)
                        .same("VALUES (?, ?), (?, ?)", 1, "a", 2, "b")
                        .same("SELECT id FROM t GROUP BY id HAVING count(*) > ?", 0)
                        .same("SELECT id FROM t GROUP BY i + ?", 1)
                        .same("SELECT id FROM t ORDER BY i + ?, id", 1)
                        .same("SELECT id FROM t ORDER BY id = ?, id", 2)
                        .same("SELECT * FROM json_each(?)", "[1,2]")
                        .same("CREATE TABLE x AS SELECT ? AS c", 5)
                        .same("SELECT 1. OR ?", 1)
                        .same("SELECT id FROM t x JOIN t y USING (id) WHERE x.i = ? OR y.i = ?", 1, 2)
                        .same("EXPLAIN QUERY PLAN SELECT id FROM t WHERE i = ?", 1)
                        .same("ATTACH ? AS other", ":memory:")
                        .same("SELECT ?;", 1)
                        .same("SELECT :a, :b", 1, 2)
                        .stricter(
                                ordinal,
                                "SELECT id FROM t ORDER BY ?",
                                "SELECT id FROM t ORDER BY (?)",
                                "SELECT id FROM t ORDER BY id, -?",
                                "SELECT id FROM t GROUP BY +?",
                                "SELECT id FROM t GROUP BY id, ((?))")
                        .stricter(alias, "SELECT ? 'a'", "SELECT ?a")
                        .stricter("text would lose the limit", "SELECT s FROM t LIMIT?")
                        .stricter("names behind @ and $ are those of other servers", "SELECT @b", "SELECT $c")
                        .same("INSERT INTO t (id) VALUES (9) RETURNING ?", 5)
                        .same("UPDATE t SET s = s RETURNING ?, ?", 5, "x")
                        .same("DELETE FROM t WHERE id = 9 RETURNING ?, ?", 5, "x")
                        .refused(
                                "SELECT CAST(1 AS VARCHAR(?))",
                                "SELECT CAST(1 AS DECIMAL(10, ?))",
                                "SELECT CAST(1 AS a b(?))",
                                "SELECT CAST(1 AS \"x\"(?))")
                        .refused(
                                "SELECT s ? FROM t",
                                "SELECT 1 ?",
                                "SELECT * FROM ?",
                                "SELECT * FROM t, ?",
                                "SELECT * FROM (?)",
                                "SELECT 'a' ?",
                                "SELECT ? ?",
                                "CREATE VIEW x AS SELECT ?",
                                "CREATE TABLE x (c INT DEFAULT ?)",
                                "CREATE TABLE x (c INT CHECK (c > ?))",
                                "CREATE INDEX x ON t (?)",
                                "SELECT s COLLATE ? FROM t",
                                "SELECT x?",
                                "SELECT ?.5",
                                "DROP TABLE ?",
                                "SELECT 1e-?",
                                "PRAGMA user_version = ?",
                                "SELECT s AS ? FROM t",
                                "SELECT id FROM t AS ?",
                                "INSERT INTO ? VALUES (1)",
                                "UPDATE t SET ? = 1")
                        .stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void place(Place place) throws SQLException {
        Places.check(place, server, connection, SqliteExpressionTest.DRIVER, SqlMode.sqlite(), SqlMode.sqlite());
    }
}
