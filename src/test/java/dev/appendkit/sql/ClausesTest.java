// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static dev.appendkit.sql.Templates.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appendkit.sql.SqlTemplateException.Code;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Places whose meaning depends on the clause: the numbers of columns, tables, and numbers of rows. */
class ClausesTest {
    private static final SqlMode MYSQL = SqlMode.mysql();
    private static final SqlMode MARIADB = SqlMode.mariadb();
    private static final SqlMode POSTGRESQL = SqlMode.postgresql().standardConformingStrings(true);
    private static final SqlMode SQLITE = SqlMode.sqlite();
    private static final SqlMode H2 = SqlMode.h2();
    private static final List<SqlMode> LITERAL_ORDINALS =
            List.of(MYSQL, MYSQL.serverVersion(8, 0, 22), POSTGRESQL.bareLiterals(true), SQLITE, H2, SqlMode.ansi());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a FROM t ORDER BY ?",
                "SELECT a FROM t ORDER BY (?)",
                "SELECT a FROM t ORDER BY ((?))",
                "SELECT a FROM t ORDER BY -?",
                "SELECT a FROM t ORDER BY + (- (?))",
                "SELECT a FROM t ORDER BY a, ?",
                "SELECT a FROM t ORDER BY a, (-?) DESC",
                "SELECT a FROM t ORDER BY f(a, b), -?",
                "SELECT a FROM t GROUP BY ?",
                "SELECT a FROM t GROUP BY (a, ?)",
                "SELECT a FROM t GROUP BY ROLLUP (a, ?)",
                "SELECT (SELECT b FROM u ORDER BY ?) FROM t",
            })
    void aValueThatMayBeTheNumberOfAColumnIsRefused(String sql) {
        for (SqlMode mode : LITERAL_ORDINALS) {
            refused(sql, mode, Code.ORDINAL_POSITION);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a FROM t ORDER BY a + ?",
                "SELECT a FROM t ORDER BY f(a, ?)",
                "SELECT a FROM t ORDER BY f(?)",
                "SELECT a FROM t ORDER BY a LIMIT ?",
                "SELECT a FROM t GROUP BY a HAVING ? < 1",
                "SELECT a FROM t WHERE (a, b) = (?, ?) ORDER BY a",
            })
    void whatIsPartOfAnExpressionIsNot(String sql) {
        for (SqlMode mode : LITERAL_ORDINALS) {
            assertThat(SqlTemplate.compile(sql, mode).parameterCount()).isPositive();
        }
    }

    @Test
    void whereABoundIntegerIsTheNumberOfAColumnOnlyNegativeOnesAreRefused() {
        for (SqlMode mode : List.of(MARIADB, MYSQL.serverVersion(5, 7, 0))) {
            SqlTemplate template = SqlTemplate.compile("SELECT a FROM t ORDER BY ?, (?)", mode);
            assertThat(template.toSql(2, new BigDecimal("1"))).isEqualTo("SELECT a FROM t ORDER BY 2, (1.)");
            assertThat(refusal(template, -1, 2).code()).isEqualTo(SqlParameterException.Code.MISPLACED_VALUE);
            assertThat(refusal(template, 1, -2L).index()).isEqualTo(2);
            refused("SELECT a FROM t ORDER BY -?", mode, Code.ORDINAL_POSITION);
            SqlTemplate bare = SqlTemplate.compile("SELECT a FROM t ORDER BY ?", mode.bareLiterals(true));
            assertThat(refusal(bare, BigInteger.ONE).code()).isEqualTo(SqlParameterException.Code.MISPLACED_VALUE);
        }
    }

    @Test
    void theServerTakesNoConstantsThatAreNoIntegers() {
        SqlTemplate template = SqlTemplate.compile("SELECT a FROM t ORDER BY ?", POSTGRESQL);
        assertThat(template.toSql(-5)).isEqualTo("SELECT a FROM t ORDER BY ('-5'::int4)");
        for (Object constant : new Object[] {"x", null, true}) {
            assertThat(refusal(template, new Object[] {constant}).code())
                    .isEqualTo(SqlParameterException.Code.MISPLACED_VALUE);
        }
    }

    @Test
    void windowsHaveNoNumbersOfColumns() {
        String over = "SELECT sum(a) OVER (PARTITION BY ? ORDER BY ?) FROM t";
        String named = "SELECT sum(a) OVER w FROM t WINDOW w AS (ORDER BY ?)";
        for (SqlMode mode : List.of(SQLITE, POSTGRESQL.bareLiterals(true))) {
            assertThat(SqlTemplate.compile(over, mode).parameterCount()).isEqualTo(2);
            assertThat(SqlTemplate.compile(named, mode).parameterCount()).isEqualTo(1);
        }
        refused(over, H2, Code.ORDINAL_POSITION);
        refused(named, MYSQL, Code.ORDINAL_POSITION);
    }

    @Test
    void anyOtherByIsNoList() {
        assertThat(SqlTemplate.compile("CREATE USER u IDENTIFIED BY ?", MYSQL).toSql("p"))
                .isEqualTo("CREATE USER u IDENTIFIED BY 'p'");
        assertThat(SqlTemplate.compile("SELECT a FROM t INTO OUTFILE 'f' LINES TERMINATED BY ?", MYSQL)
                        .toSql("\n"))
                .endsWith("BY '\\n'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a FROM ?",
                "SELECT a FROM (?)",
                "SELECT a FROM t, ?",
                "SELECT a FROM t, (?)",
                "SELECT a FROM t AS x (b), ?",
                "SELECT a FROM (t, ?)",
                "SELECT a FROM t JOIN ?",
                "SELECT a FROM t JOIN u ON t.a = u.a, ?",
                "DELETE FROM ?",
            })
    void aValueIsNoTable(String sql) {
        for (SqlMode mode : Modes.all()) {
            refused(sql, mode, Code.MISPLACED_PLACEHOLDER);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a FROM f(?, ?)",
                "SELECT a FROM (SELECT ?, ?) x",
                "SELECT a FROM (VALUES (?, ?), (?, ?)) x",
                "SELECT a FROM t JOIN u ON (t.a, ?) = (u.a, ?)",
                "SELECT a FROM t WHERE a IN (?, ?)",
                "SELECT a FROM t ORDER BY f(a, ?)",
                "UPDATE t SET a = ?, b = ?",
                "INSERT INTO t SELECT a, b FROM u ON CONFLICT DO UPDATE SET a = ?, b = ?",
            })
    void anExpressionBehindFromIs(String sql) {
        for (SqlMode mode : Modes.all()) {
            assertThat(SqlTemplate.compile(sql, mode).parameterCount()).isPositive();
        }
    }

    @Test
    void fromBetweenArgumentsIsNoClause() {
        for (SqlMode mode : List.of(MYSQL, MARIADB, POSTGRESQL, H2)) {
            assertThat(SqlTemplate.compile("SELECT SUBSTRING(? FROM ? FOR ?)", mode)
                            .parameterCount())
                    .isEqualTo(3);
        }
        for (SqlMode mode : List.of(POSTGRESQL, SQLITE, H2)) {
            assertThat(SqlTemplate.compile("SELECT a IS DISTINCT FROM ?", mode).parameterCount())
                    .isEqualTo(1);
        }
    }

    @Test
    void aNumberOfRowsIsWhole() {
        for (SqlMode mode : Modes.except("sqlserver")) {
            SqlTemplate template = SqlTemplate.compile("SELECT a FROM t LIMIT ? OFFSET ?", mode);
            SqlParameters whole = new SqlParameters(2).setInt(1, 5).setUnsignedLong(2, 7);
            assertThat(template.toSql(whole)).doesNotContain("'5.");
            for (Object other : new Object[] {new BigDecimal("5"), BigInteger.ONE, true, "5", 5.0, 5f}) {
                assertThat(refusal(template, 1L, other).code())
                        .as("%s in %s", other.getClass(), mode)
                        .isEqualTo(SqlParameterException.Code.MISPLACED_VALUE);
                assertThat(refusal(template, 1L, other).index()).isEqualTo(2);
            }
            assertThat(template.toSql(RawSql.unchecked("1 + 1"), 1)).contains("1 + 1");
        }
        for (SqlMode mode : List.of(MYSQL, MARIADB)) {
            SqlTemplate template = SqlTemplate.compile("SELECT a FROM t LIMIT ?, ?", mode);
            assertThat(refusal(template, 1, -1).code()).isEqualTo(SqlParameterException.Code.MISPLACED_VALUE);
            assertThat(refusal(template, null, 1).code()).isEqualTo(SqlParameterException.Code.MISPLACED_VALUE);
            assertThat(refusal(template, 1, "1").code()).isEqualTo(SqlParameterException.Code.MISPLACED_VALUE);
        }
        assertThat(SqlTemplate.compile("SELECT a FROM t LIMIT ?", POSTGRESQL).toSql(new Object[] {null}))
                .endsWith("LIMIT NULL");
    }

    @Test
    void aColumnOfThatNameIsNoNumberOfRows() {
        for (SqlMode mode : Modes.all()) {
            assertThat(SqlTemplate.compile("SELECT t.rows, ? FROM t WHERE rows = ? AND ? > groups", mode)
                            .toSql("a", "b", "c"))
                    .contains("'a'")
                    .contains("'c'");
        }
    }

    private static SqlParameterException refusal(SqlTemplate template, Object... values) {
        return catchThrowableOfType(SqlParameterException.class, () -> template.toSql(values));
    }
}
