// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
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

    private ExpressionComparison comparison() {
        return expressions.accept(new ExpressionComparison(connection, expressions, MODE, expressions.grammar()));
    }

    @Test
    void expressions() throws SQLException {
        for (String sqlMode : new String[] {"", "STRICT_ALL_TABLES"}) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET sql_mode = '" + sqlMode + "'");
            }
            comparison().check(FuzzCount.seed(), FuzzCount.EXPRESSIONS / 2);
        }
    }

    private void lenient() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET sql_mode = ''");
        }
    }

    /** Control: bytes were a literal that is a number in numeric contexts. */
    @Test
    void aLiteralOfAnotherTypeIsFound() throws SQLException {
        lenient();
        ExpressionComparison before = comparison()
                .interpolating(value -> value instanceof byte[] bytes
                        ? RawSql.unchecked("x'" + HexFormat.of().formatHex(bytes) + "'")
                        : value);
        assertThat(before.differences(FuzzCount.SEED_OF_CONTROL, FuzzCount.EXPRESSIONS_OF_CONTROL))
                .isNotEmpty();
        assertThat(comparison().differences(FuzzCount.SEED_OF_CONTROL, FuzzCount.EXPRESSIONS_OF_CONTROL))
                .isEmpty();
    }

    @Test
    void bytesAreNoNumbers() {
        ExpressionComparison comparison = comparison();
        comparison.checkSame("SELECT ? + 0 AS c", new byte[] {0x31});
        comparison.checkSame("SELECT ? | ? AS c", new byte[] {0x0F}, new byte[] {(byte) 0xF0});
        comparison.checkSame("SELECT ? & 1 AS c, ? = 49 AS d, ? < 50 AS e", bytes(), bytes(), bytes());
        comparison.checkSame("INSERT INTO w (l, r, n) VALUES (?, ?, ?)", bytes(), bytes(), bytes());
        comparison.checkSame("INSERT INTO w (bt) VALUES (?)", bytes());
        comparison.checkSame("SELECT SUM(?) AS c, HEX(?) AS d FROM t", bytes(), new byte[0]);
    }

    private static byte[] bytes() {
        return new byte[] {0x31};
    }

    @Test
    void wholeDecimalsAreNoIntegers() {
        ExpressionComparison comparison = comparison();
        comparison.checkSame("SELECT CAST(? AS SIGNED) AS c", new BigInteger("18446744073709551615"));
        comparison.checkSame("SELECT ui - ? AS c FROM t WHERE id < 3", new BigDecimal("5"));
        comparison.checkSame("SELECT id FROM t ORDER BY ?", new BigDecimal("1"));
    }

    @Test
    void textsOfDoubles() {
        ExpressionComparison comparison = comparison();
        MySqlExpressions.checkTextsOfDoubles(comparison, MODE);
        for (double value : new double[] {1e14, 1e-5, 1e22, 1e300, 0.1, 1e7, 1e-3, 123456.789}) {
            comparison.checkSame("SELECT CONCAT(?) AS c", value);
            comparison.checkSame("SELECT COALESCE(?, 'q') AS c UNION SELECT 'r'", value);
        }
    }
}
