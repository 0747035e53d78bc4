// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.sql.Places.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a placeholder may stand in MySQL 5.5, asked of the server. */
@Tag("mysql")
class MySqlPlaceTest {
    private static final SqlMode MODE = SqlMode.mysql().ansiQuotes(false).serverVersion(5, 5, 9);

    private Connection connection;
    private MySqlPlaces server;

    @BeforeEach
    void open() throws SQLException {
        connection = EmbeddedMySql.connect();
        server = new MySqlPlaces(connection);
        server.createTable();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    static Stream<Place> places() {
        return MySqlPlaces.both()
                .same("SELECT id FROM t ORDER BY ?", 1)
                .stricter("from 5.6 on it is a number of digits", "SELECT CURRENT_TIMESTAMP(?)", "SELECT NOW(?)")
                .literalOnly("CREATE TEMPORARY TABLE x (a INT DEFAULT ?)", -5)
                .literalOnly("CREATE TEMPORARY TABLE x (a VARCHAR(9) DEFAULT ? NOT NULL)", "it's")
                .refused("CREATE PROCEDURE x() SELECT ?")
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
    }
}
