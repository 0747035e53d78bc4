// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.sql.Places.Place;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a placeholder may stand in H2, asked of it. */
class H2PlaceTest {
    private static final int UNKNOWN_TYPE = 50004;

    private Connection connection;

    private final Places.Server server = new Places.Server() {
        @Override
        public boolean prepares(String template, List<Object> values) {
            try (PreparedStatement statement = connection.prepareStatement(template)) {
                return statement.getParameterMetaData().getParameterCount() >= values.size();
            } catch (SQLException e) {
                return e.getErrorCode() == UNKNOWN_TYPE;
            }
        }

        @Override
        public boolean isSyntaxError(String message) {
            return message.contains("Syntax error");
        }

        @Override
        public void reset() throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("DROP TABLE IF EXISTS x");
                statement.execute("DROP SEQUENCE IF EXISTS sx");
                statement.execute("DELETE FROM t WHERE id = 9");
            }
        }
    };

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (id INT PRIMARY KEY, i INT, s VARCHAR, d DATE)");
            statement.execute("CREATE SEQUENCE s0");
            statement.execute("INSERT INTO t VALUES (1, 1, 'abc', '2020-01-01'), (2, 2, 'b', '2021-01-01')");
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    static Stream<Place> places() {
        String ordinal = "H2 takes a bound number for that of a column, text would need the same";
        return new Places()
                        .same("SELECT SUM(id) OVER (ORDER BY id ROWS ? PRECEDING) FROM t", 1)
                        .same(
                                "SELECT SUM(id) OVER (ORDER BY id ROWS BETWEEN ? PRECEDING AND ? FOLLOWING) "
                                        + "FROM t",
                                1,
                                0)
                        .same(
                                "SELECT TRIM(BOTH ? FROM s), TRIM(LEADING ? FROM s), TRIM(TRAILING ? FROM ?) FROM t",
                                "a",
                                "a",
                                "c",
                                "abc")
                        .same("SELECT SUM(id) OVER (ORDER BY id ROWS ? PRECEDING) FROM t", 1L)
                        .same("SELECT TOP ? id FROM t ORDER BY id", 1)
                        .same("SELECT TOP ? id FROM t ORDER BY id", 1L)
                        .same("SELECT id FROM t ORDER BY id OFFSET ? ROWS FETCH FIRST ? ROWS ONLY", 1L, 1L)
                        .same("SET LOCK_TIMEOUT ?", 1000L)
                        .same("CALL ?", 5)
                        .same("SELECT JSON_OBJECT('a' : ?)", "x")
                        .same("SELECT JSON_ARRAY(?, ?)", 1, "a")
                        .same("SELECT TIMESTAMP WITH TIME ZONE '2020-01-01 00:00:00+00' AT TIME ZONE ?", "UTC")
                        .same("SET LOCK_TIMEOUT ?", 1000)
                        .same("CREATE SEQUENCE sx START WITH ?", 5L)
                        .same("ALTER SEQUENCE s0 RESTART WITH ?", 7L)
                        .same("SELECT id FROM t ORDER BY id LIMIT ? OFFSET ?", 1, 1L)
                        .same("SELECT id FROM t ORDER BY id OFFSET ? ROWS FETCH NEXT ? ROWS ONLY", 0, 1)
                        .same("SELECT id FROM t WHERE s LIKE ? ESCAPE ?", "a%", "#")
                        .same("SELECT id FROM t WHERE s REGEXP ?", "^a")
                        .same("SELECT id FROM t WHERE s ILIKE ?", "A%")
                        .same("SELECT id FROM t WHERE id IN (?, ?)", 1, 2)
                        .same("SELECT id FROM t WHERE id BETWEEN ? AND ?", 1, 2)
                        .same("SELECT id FROM t WHERE s IS NOT DISTINCT FROM ?", "b")
                        .same("SELECT CAST(? AS INT), CAST(? AS DECIMAL(10, 2))", 1, new BigDecimal("2.70"))
                        .same("SELECT EXTRACT(YEAR FROM d), i + ? FROM t", 1)
                        .same("SELECT EXTRACT(YEAR FROM CAST(? AS DATE))", LocalDate.of(2020, 1, 1))
                        .same("SELECT id, CASE WHEN id = ? THEN s ELSE ? END FROM t", 1, "x")
                        .same("SELECT s || ?, SUBSTRING(s FROM ? FOR ?) FROM t", "x", 1, 2)
                        .same("SELECT LOCATE(?, s), REPLACE(s, ?, ?) FROM t", "b", "a", "x")
                        .same("INSERT INTO t (id, s) VALUES (?, ?)", 9, "x")
                        .same("INSERT INTO t (id, s) SELECT ?, ?", 9, "x")
                        .same("UPDATE t SET s = ?, i = ? WHERE id = ?", "x", 1, 9)
                        .same("DELETE FROM t WHERE id = ?", 9)
                        .same("MERGE INTO t (id, s) KEY (id) VALUES (?, ?)", 9, "x")
                        .same(
                                "MERGE INTO t USING (VALUES (?, ?)) q (a, b) ON t.id = q.a WHEN NOT MATCHED "
                                        + "THEN INSERT (id, s) VALUES (q.a, q.b)",
                                9,
                                "x")
                        .same("VALUES (1, ?), (2, ?)", "a", "b")
                        .same("WITH x (c) AS (SELECT CAST(? AS INT)) SELECT c FROM x WHERE c > ?", 2, 1)
                        .same("SELECT COUNT(*) FILTER (WHERE id > ?) FROM t", 1)
                        .same("SELECT LISTAGG(s, ?) WITHIN GROUP (ORDER BY id) FROM t", "-")
                        .same("SELECT id FROM t GROUP BY id HAVING COUNT(*) > ? ORDER BY id", 0)
                        .same("SELECT id FROM t ORDER BY i + ?, id", 1)
                        .same("SELECT id FROM t ORDER BY s = ?, id", "abc")
                        .same("SELECT X FROM SYSTEM_RANGE(?, ?)", 1L, 3L)
                        .same("SELECT id FROM t WHERE NOT (id = ?) AND 1. = 1. OR id > ? ORDER BY id", 1, 5)
                        .same(
                                "SELECT TIMESTAMP WITH TIME ZONE '2020-01-01 00:00:00+00' < ?",
                                OffsetDateTime.parse("2021-01-01T00:00:00Z"))
                        .same("CREATE TABLE x AS SELECT CAST(? AS INT) AS c", 5)
                        .same("SELECT id FROM t WHERE id = ?;", 1)
                        .stricter(
                                ordinal,
                                "SELECT id FROM t ORDER BY ?",
                                "SELECT id FROM t ORDER BY (?)",
                                "SELECT id FROM t ORDER BY -?",
                                "SELECT id FROM t ORDER BY id, + ?")
                        .stricter(
                                "the word after it would join a number", "SELECT ?AND TRUE", "SELECT id FROM t LIMIT?")
                        .same("CREATE SEQUENCE sx INCREMENT BY ?", 5)
                        .stricter(
                                "what is defined keeps the placeholder, without its value",
                                "CREATE VIEW x AS SELECT ?",
                                "CREATE TABLE x (c INT CHECK (c > ?))",
                                "CREATE TABLE x (c INT DEFAULT 1 + ?)")
                        .same("SELECT JSON_OBJECT(KEY 'a' VALUE ?)", "x")
                        .same("SELECT JSON_OBJECT(KEY ? VALUE ?)", "a", "x")
                        .same("SELECT JSON_OBJECT('a' VALUE ?, 'b' VALUE ?)", 1, "x")
                        .same("SELECT JSON_OBJECTAGG(KEY s VALUE ?) FROM t", 1)
                        .refused(
                                "SELECT s ? FROM t",
                                "SELECT 1 ?",
                                "SELECT i IS NOT ? FROM t",
                                "SELECT JSON_ARRAY(1, 2 NULL ON ?)",
                                "SELECT * FROM ?",
                                "SELECT * FROM t, ?",
                                "SELECT * FROM (?)",
                                "SELECT DATE ?",
                                "SELECT 'a' ?",
                                "SELECT ? ?",
                                "SELECT CAST('a' AS VARCHAR(?))",
                                "SELECT 1e-?",
                                "SELECT EXTRACT(? FROM d) FROM t",
                                "SELECT s FROM t FOR ?",
                                "SELECT TIMESTAMPDIFF(?, d, d) FROM t",
                                "SELECT TIMESTAMPADD(?, 1, d) FROM t",
                                "SELECT DATEADD(?, 1, d) FROM t",
                                "SELECT DATEDIFF(?, d, d) FROM t",
                                "SELECT DATE_TRUNC(?, d) FROM t",
                                "SELECT CURRENT_TIMESTAMP(?)",
                                "SELECT NOW(?)",
                                "SELECT value ? FROM t",
                                "SELECT s COLLATE ? FROM t",
                                "DROP TABLE ?",
                                "SELECT INTERVAL ? DAY",
                                "INSERT INTO ? VALUES (1)",
                                "UPDATE t SET ? = 1",
                                "SELECT id FROM t AS ?",
                                "SELECT x?",
                                "SELECT U&'a' UESCAPE ?",
                                "CREATE TABLE x (s VARCHAR(?))")
                        .stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void place(Place place) throws SQLException {
        Places.check(place, server, connection, H2ExpressionTest.DRIVER, SqlMode.h2(), SqlMode.h2());
    }
}
