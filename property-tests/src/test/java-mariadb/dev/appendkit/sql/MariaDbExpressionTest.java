// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.AppendBuffer;
import dev.appendkit.testing.EmbeddedMariaDb;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Expressions mean the same to MariaDB bound on the server and interpolated, in value and in type. */
@Tag("mariadb")
class MariaDbExpressionTest {
    private static final SqlMode MODE = SqlMode.mariadb().serverVersion(11, 4, 5);

    private final MySqlExpressions expressions = new MySqlExpressions(true);
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = EmbeddedMariaDb.connect();
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

    /** Control: a date was text. */
    @Test
    void aLiteralOfAnotherTypeIsFound() throws SQLException {
        lenient();
        ExpressionComparison before = comparison()
                .interpolating(value -> value instanceof LocalDate date ? RawSql.unchecked("'" + date + "'") : value);
        assertThat(before.differences(FuzzCount.SEED_OF_CONTROL, FuzzCount.EXPRESSIONS_OF_CONTROL))
                .isNotEmpty();
        assertThat(comparison().differences(FuzzCount.SEED_OF_CONTROL, FuzzCount.EXPRESSIONS_OF_CONTROL))
                .isEmpty();
    }

    private void lenient() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET sql_mode = ''");
        }
    }

    @Test
    void temporalsAreNotText() throws SQLException {
        lenient();
        ExpressionComparison comparison = comparison();
        LocalDate date = LocalDate.of(2015, 2, 8);
        LocalTime time = LocalTime.of(10, 11, 12);
        LocalDateTime dateTime = LocalDateTime.of(2015, 2, 8, 0, 0);
        comparison.checkSame("INSERT INTO w (l) VALUES (?)", date);
        comparison.checkSame("INSERT INTO w (r, n, f) VALUES (?, ?, ?)", date, dateTime, time);
        comparison.checkSame("INSERT INTO w (d) VALUES (?)", time);
        comparison.checkSame("INSERT INTO w (dt, ts) VALUES (?, ?)", time, date);
        comparison.checkSame("SELECT ? < ? AS c", Duration.ofHours(99), Duration.ofHours(100));
        comparison.checkSame("SELECT TIMESTAMPDIFF(SECOND, ?, ?) AS c", time, time.plusSeconds(1));
        comparison.checkSame("SELECT id FROM t WHERE s = ?", dateTime);
        comparison.checkSame("INSERT INTO w (s) VALUES (?)", dateTime);
        comparison.checkSame("SELECT SUM(?) AS c FROM t", time);
        comparison.checkSame("SELECT AVG(?) AS c FROM t", date);
        comparison.checkSame("SELECT GREATEST(?, ?) AS c", Duration.ofHours(99), Duration.ofHours(100));
        comparison.checkSame("SELECT GREATEST(?, ?) AS c", date, dateTime.plusHours(1));
        comparison.checkSame("SELECT ? IN (?, ?) AS c", Duration.ofHours(100), Duration.ofHours(99), time);
        comparison.checkSame("SELECT CASE WHEN id = 1 THEN ? ELSE ? END + 0 AS c FROM t", date, time);
        comparison.checkSame("SELECT ? + INTERVAL 1 DAY AS c", date);
        comparison.checkSame("SELECT ? UNION SELECT ?", date, dateTime);
        comparison.checkSame("SELECT ? + 0 AS c, ? + 0 AS d, ? + 0 AS e", date, time, dateTime.plusNanos(500_000_000));
    }

    /** Control of the one above: text is another value in each. */
    @Test
    void textIsNotATemporal() throws SQLException {
        lenient();
        ExpressionComparison text = comparison().interpolating(value -> RawSql.unchecked("'" + value + "'"));
        for (Runnable same : List.<Runnable>of(
                () -> text.checkSame("INSERT INTO w (l) VALUES (?)", LocalDate.of(2015, 2, 8)),
                () -> text.checkSame("INSERT INTO w (d) VALUES (?)", LocalTime.of(10, 11, 12)),
                () -> text.checkSame("SELECT SUM(?) AS c FROM t", LocalTime.of(10, 11, 12)))) {
            assertThatThrownBy(same::run).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void wholeDecimalsAreNoIntegers() throws SQLException {
        lenient();
        ExpressionComparison comparison = comparison();
        comparison.checkSame("SELECT CAST(? AS SIGNED) AS c", new BigInteger("18446744073709551615"));
        comparison.checkSame("SELECT ui - ? AS c FROM t", new BigDecimal("5"));
        comparison.checkSame("SELECT ul - ? AS c FROM t", BigInteger.valueOf(5));
        comparison.checkSame("SELECT id FROM t ORDER BY ?", new BigDecimal("1"));
        comparison.checkSame("INSERT INTO w (bt) VALUES (?)", BigInteger.valueOf(-4));
        comparison.checkSame("SELECT ? DIV 2 AS c, ? & 3 AS d", new BigDecimal("5"), new BigDecimal("7"));
    }

    @Test
    void textsOfDoubles() throws SQLException {
        lenient();
        ExpressionComparison comparison = comparison();
        MySqlExpressions.checkTextsOfDoubles(comparison, MODE);
        for (double value :
                new double[] {1e14, 1e-5, 1e22, -1e22, 1e300, 1e-300, 0.1, 1e7, 1e-3, 123456.789, Double.MIN_VALUE}) {
            comparison.checkSame("SELECT CONCAT(?) AS c, LENGTH(?) AS d", value, value);
            comparison.checkSame("SELECT COALESCE(?, 'q') AS c UNION SELECT 'r'", value);
            comparison.checkSame("INSERT INTO w (s) VALUES (CONCAT(?, ''))", value);
            if (Math.abs(value) < Float.MAX_VALUE) {
                comparison.checkSame("SELECT CONCAT(?) AS c", (float) value);
            }
        }
    }

    @Test
    void rawBytesInATextOfJava() throws SQLException {
        SqlMode introducer = MODE.binaryIntroducer(true);
        for (byte[] bytes : new byte[][] {{(byte) 0xFF}, {}, {0, '\'', '\\'}, {(byte) 0xC3, (byte) 0xA4}}) {
            new ExpressionComparison(connection, expressions, introducer, expressions.grammar())
                    .checkSame("SELECT HEX(?) AS c", bytes);
        }
    }

    @Test
    void rowsThatReadWhatRowsBeforeThemDid() {
        AppendBuffer out = AppendBuffer.growing(100, 1000);
        for (String template : List.of(
                "INSERT INTO w (id, l) VALUES ((SELECT COUNT(*) FROM t), ?)",
                "INSERT INTO w (id, l) VALUES (LAST_INSERT_ID() + ?, 1)",
                "INSERT INTO w (id, l) VALUES (?, ROW_COUNT())",
                "INSERT INTO w (id, l) VALUES (?, FOUND_ROWS())",
                "INSERT INTO w (id, l) VALUES (?, NEXTVAL(s) + LASTVAL(s))",
                "INSERT INTO w (id, l) VALUES (?, PREVIOUS VALUE FOR s)",
                "INSERT INTO w (id) VALUES (?) ON DUPLICATE KEY UPDATE l = LAST_INSERT_ID()")) {
            assertThatThrownBy(() -> SqlTemplate.compile(template, MODE).batch(out, 10))
                    .as(template)
                    .isInstanceOfSatisfying(
                            SqlTemplateException.class,
                            e -> assertThat(e.code()).isEqualTo(SqlTemplateException.Code.NOT_A_BATCH));
        }
        SqlTemplate.compile("INSERT INTO w (id) VALUES (?) ON DUPLICATE KEY UPDATE id = LAST_INSERT_ID(id)", MODE)
                .batch(out, 10);
    }
}
