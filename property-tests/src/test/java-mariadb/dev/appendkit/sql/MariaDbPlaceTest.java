// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.sql.Places.Place;
import dev.appendkit.testing.EmbeddedMariaDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a placeholder may stand in MariaDB, asked of the server. */
@Tag("mariadb")
class MariaDbPlaceTest {
    private static final SqlMode MODE = SqlMode.mariadb().ansiQuotes(false).serverVersion(11, 4, 5);

    private Connection connection;
    private MySqlPlaces server;

    @BeforeEach
    void open() throws SQLException {
        connection = EmbeddedMariaDb.connect();
        server = new MySqlPlaces(connection);
        server.createTable();
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS v (id INT) WITH SYSTEM VERSIONING");
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    static Stream<Place> places() {
        return MySqlPlaces.both()
                .same("SELECT id FROM t ORDER BY ?", 1)
                .same("SELECT id FROM t ORDER BY id LIMIT ? ROWS EXAMINED ?", 1, 1000)
                .same("SELECT * FROM v FOR SYSTEM_TIME AS OF ?", MySqlPlaces.date())
                .same("INSERT INTO t (id, s) VALUES (?, ?) RETURNING id, ?", 9, "x", 5)
                .same("DELETE FROM t WHERE id = ? RETURNING id, ?", 9, 5)
                .same("WITH x AS (SELECT ? AS c) SELECT c FROM x WHERE c > ?", 2, 1)
                .same("SELECT id FROM t ORDER BY id OFFSET ? ROWS FETCH NEXT ? ROWS ONLY", 0, 1)
                .same("SELECT JSON_VALUE(?, ?), JSON_EXTRACT(?, '$.a')", "{\"a\": 1}", "$.a", "{\"a\": 2}")
                .same("CREATE TEMPORARY TABLE x (a INT DEFAULT ?)", -5)
                .same("CREATE TEMPORARY TABLE x (a VARCHAR(9) DEFAULT ? NOT NULL)", "it's")
                .same("KILL ?", 999_999_999)
                .same("SELECT SUM(id) OVER (PARTITION BY i ORDER BY id) + ? FROM t", 1)
                .same("SELECT /*M!100000 1 + */ ?", 2)
                .same("DELETE FROM t WHERE id = 9 RETURNING ?", 5)
                .same("INSERT INTO t (id) VALUES (?) RETURNING ?", 9, "x")
                .literalOnly("SET PASSWORD FOR 'nobody'@'none' = ?", "x")
                .literalOnly("SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = ?", "it's")
                .stricter("a procedure keeps no value", "CREATE PROCEDURE x() SELECT ?")
                .refused("SELECT CURRENT_TIMESTAMP(?)", "SELECT NOW(?)")
                .refused("SELECT * FROM JSON_TABLE('[1]', ? COLUMNS (a INT PATH '$')) q")
                .stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void place(Place place) throws SQLException {
        Places.check(place, server, connection, MySqlPlaces.driver(), MODE, MODE);
    }

    @Test
    void everyPlace() throws SQLException {
        server.checkEveryPlace(MODE);
        new EveryPlace((sql, placeholders, value) -> server.prepare(sql), MODE)
                .check(
                        "WITH x AS (SELECT 1 AS c) SELECT c FROM x WHERE c > 5",
                        "SELECT SUM(id) OVER (PARTITION BY i ORDER BY id ROWS BETWEEN 1 PRECEDING AND 2 FOLLOWING) "
                                + "FROM t",
                        "INSERT INTO t (id, s) VALUES (1, 'a') RETURNING id, s",
                        "DELETE FROM t WHERE id = 9 RETURNING id",
                        "SELECT JSON_VALUE(s, '$.a'), JSON_OBJECT('a', 1), JSON_EXTRACT(s, '$.a') FROM t",
                        "SELECT q.a FROM JSON_TABLE('[1]', '$[*]' COLUMNS (a INT PATH '$' DEFAULT '5' ON EMPTY)) q",
                        "SELECT id FROM t ORDER BY id OFFSET 1 ROWS FETCH NEXT 2 ROWS ONLY",
                        "SELECT * FROM v FOR SYSTEM_TIME AS OF '2020-01-01'",
                        "SELECT id FROM t LIMIT 1 ROWS EXAMINED 100",
                        "SELECT TIMESTAMP'2020-01-01 00:00:00', DATE'2020-01-01', x'41', b'1', N'a', _utf8mb4'a' "
                                + "FROM t",
                        "SELECT CURRENT_TIMESTAMP(6), NOW(3), CURTIME(2), CAST(s AS CHAR(5) CHARACTER SET utf8mb4) "
                                + "FROM t",
                        "SET STATEMENT max_statement_time = 5 FOR SELECT 1 + 2",
                        "SHOW VARIABLES WHERE Variable_name = 'a'",
                        "SELECT id FROM t WHERE i IS NOT TRUE AND s IS NOT NULL AND NOT i <=> NULL");
    }
}
