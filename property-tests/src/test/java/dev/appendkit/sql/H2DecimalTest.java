// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What H2 makes of a decimal in an expression, bound and as our literal. It types a bound parameter by its neighbours
 * before it knows the value, so that no literal can mean the same everywhere: with a cast in it {@code ? / 4} would not
 * be integer division any more, without one {@code ? / ?} is.
 */
class H2DecimalTest {
    private static final List<BigDecimal> VALUES =
            List.of(new BigDecimal("10"), new BigDecimal("10.00"), new BigDecimal("1E+3"), new BigDecimal("-7.5"));

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private BigDecimal bound(String expression, BigDecimal... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT " + expression)) {
            for (int i = 0; i < values.length; i++) {
                statement.setBigDecimal(i + 1, values[i]);
            }
            return only(statement.executeQuery());
        }
    }

    private BigDecimal literal(String expression, BigDecimal... values) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return only(statement.executeQuery(
                    SqlTemplate.compile("SELECT " + expression, SqlMode.h2()).toSql((Object[]) values)));
        }
    }

    private static BigDecimal only(ResultSet result) throws SQLException {
        assertThat(result.next()).isTrue();
        return result.getBigDecimal(1);
    }

    @Test
    void withoutANeighbourThatIsAnIntegerBothAreEqual() throws SQLException {
        for (String expression : List.of(
                "?",
                "-?",
                "ABS(?)",
                "? / 4.0",
                "? + 0.5",
                "CAST(? AS NUMERIC(20, 2)) / 4",
                "4 / CAST(? AS NUMERIC(20, 2))",
                "d * ? FROM (VALUES CAST(100 AS NUMERIC(20, 2))) AS t(d)")) {
            for (BigDecimal value : VALUES) {
                assertThat(literal(expression, value))
                        .as(expression + " of " + value)
                        .isEqualByComparingTo(bound(expression, value));
            }
        }
        for (BigDecimal value : VALUES) {
            BigDecimal four = BigDecimal.valueOf(4);
            assertThat(literal("? * ?", value, four)).isEqualByComparingTo(bound("? * ?", value, four));
            String cast = "CAST(? AS NUMERIC(20, 2)) / CAST(? AS NUMERIC(20, 2))";
            assertThat(literal(cast, value, four)).isEqualByComparingTo(bound(cast, value, four));
        }
    }

    /** H2 makes an integer of a bound decimal there; where nothing is divided both have the same value. */
    @Test
    void besideAnIntegerADecimalStaysADecimal() throws SQLException {
        for (String expression : List.of("? + 1", "COALESCE(?, 1)")) {
            for (BigDecimal value : List.of(new BigDecimal("10"), new BigDecimal("1E+3"), new BigDecimal("-7"))) {
                assertThat(literal(expression, value))
                        .as(expression + " of " + value)
                        .isEqualByComparingTo(bound(expression, value));
            }
        }
        assertThat(bound("? / 4", BigDecimal.TEN)).isEqualByComparingTo("2");
        assertThat(literal("? / 4", BigDecimal.TEN)).isEqualByComparingTo("2.5");
        assertThat(literal("CAST(10 AS NUMERIC(2, 0)) / 4 - ?", BigDecimal.ZERO))
                .isEqualByComparingTo("2.5");
    }

    /** As the Javadoc of {@code SqlMode.h2()} has it; if H2 changes its mind, so must that. */
    @Test
    void whatRemains() throws SQLException {
        BigDecimal ten = new BigDecimal("10.00");
        assertThat(bound("? / 4", ten)).isEqualByComparingTo("2");
        assertThat(literal("? / 4", ten)).isEqualByComparingTo("2.5");
        BigDecimal four = BigDecimal.valueOf(4);
        assertThat(bound("? / ?", BigDecimal.TEN, four)).isEqualByComparingTo("2.5");
        assertThat(literal("? / ?", BigDecimal.TEN, four)).isEqualByComparingTo("2.5");
    }

    /** The same quotient, cut after fewer digits. */
    @Test
    void digitsOfAQuotient() throws SQLException {
        String decimal = " FROM (VALUES CAST(100 AS NUMERIC(20, 2))) AS t(d)";
        for (String value : List.of("7", "7.00", "0.03", "-1E+3")) {
            BigDecimal exact = bound("d / ?" + decimal, new BigDecimal(value));
            BigDecimal cut = literal("d / ?" + decimal, new BigDecimal(value));
            assertThat(exact.scale()).isBetween(40_000, 60_000);
            assertThat(cut.scale()).isBetween(2, 100);
            assertThat(exact.setScale(cut.scale(), RoundingMode.DOWN)).isEqualTo(cut);
        }
        String cast = "d / CAST(? AS NUMERIC(20, 2))" + decimal;
        assertThat(literal(cast, BigDecimal.valueOf(7))).isEqualTo(bound(cast, BigDecimal.valueOf(7)));
    }
}
