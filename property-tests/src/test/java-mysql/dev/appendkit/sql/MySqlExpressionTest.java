// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Expressions mean the same to MySQL 5.5 bound on the server and interpolated, in value and in type. */
@Tag("mysql")
class MySqlExpressionTest {
    private static final SqlMode MODE = SqlMode.mysql().serverVersion(5, 5, 9);

    private final MySqlExpressions expressions = new MySqlExpressions(false);
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = EmbeddedMySql.connect();
        expressions.createTables(connection);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void expressions() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET sql_mode = ''");
        }
        ExpressionComparison comparison = new ExpressionComparison(connection, expressions, MODE, expressions.grammar());
        if (Boolean.getBoolean("debug")) comparison.interpolating(MySqlExpressions.future(true));
        try { comparison.check(FuzzCount.seed(), FuzzCount.EXPRESSIONS); } finally { comparison.print(); }
    }
}
