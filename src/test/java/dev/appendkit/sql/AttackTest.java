// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appendkit.sql.SqlParameterException.Code;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Known attacks on engines that interpolate, each by its form: a template and what is bound to it. */
class AttackTest {

    private static final SqlMode MYSQL = SqlMode.mysql();

    static List<SqlMode> modes() {
        return List.of(
                MYSQL,
                SqlMode.mariadb(),
                MYSQL.noBackslashEscapes(true),
                MYSQL.ansiQuotes(true),
                SqlMode.sqlite(),
                SqlMode.h2(),
                SqlMode.ansi());
    }

    /** SQLite has no decimals but as text. */
    private static String decimal(SqlMode mode, String digits) {
        return mode.dialect() == SqliteDialect.INSTANCE ? "'" + digits + "'" : digits;
    }

    private static String sql(SqlMode mode, String template, Object... values) {
        return SqlTemplate.compile(template, mode).toSql(values);
    }

    private static SqlTemplateException.Code templateRefused(SqlMode mode, String template) {
        SqlTemplateException refusal =
                catchThrowableOfType(SqlTemplateException.class, () -> SqlTemplate.compile(template, mode));
        assertThat(refusal).as("%s in %s", template, mode).isNotNull();
        return refusal.code();
    }

    private static SqlParameterException refused(SqlMode mode, String template, Object... values) {
        SqlParameterException refusal =
                catchThrowableOfType(SqlParameterException.class, () -> sql(mode, template, values));
        assertThat(refusal).as("%s in %s", template, mode).isNotNull();
        return refusal;
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aNegativeNumberAfterMinusIsNoComment(SqlMode mode) {
        String evil = "\n 1=1 UNION SELECT password FROM users --";
        String escaped = sql(mode, "?", evil);
        assertThat(sql(mode, "SELECT * FROM t WHERE r = -? AND n = ?", -1, evil))
                .isEqualTo("SELECT * FROM t WHERE r = -(-1) AND n = " + escaped);
        assertThat(sql(mode, "SELECT 2-?", Long.MIN_VALUE)).isEqualTo("SELECT 2-(-9223372036854775808)");
        assertThat(sql(mode, "SELECT 2-?", new BigDecimal("-0.50")))
                .isEqualTo("SELECT 2-(" + decimal(mode, "-0.50") + ")");
        assertThat(sql(mode, "SELECT 2-?", -0.0))
                .startsWith("SELECT 2-(")
                .endsWith(")")
                .doesNotContain("--");
        assertThat(sql(mode, "SELECT 2-?", -0.0f)).doesNotContain("--");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void decimalZeroHasNoSign(SqlMode mode) {
        assertThat(sql(mode, "SELECT 2-?", new BigDecimal("-0.00")))
                .isEqualTo("SELECT 2-(" + decimal(mode, "0.00") + ")");
    }

    @Test
    void mysqlPadsNothingAfterTwoMinus() {
        assertThat(sql(MYSQL, "SELECT 2--?", -1)).isEqualTo("SELECT 2--(-1)");
        assertThat(sql(MYSQL, "SELECT 2--?", 1)).isEqualTo("SELECT 2--(1)");
    }

    @Test
    void withoutBackslashEscapesTheQuoteIsStillDoubled() {
        assertThat(sql(MYSQL.noBackslashEscapes(true), "SELECT 1 FROM t WHERE u = ?", "' OR userid=17 -- "))
                .isEqualTo("SELECT 1 FROM t WHERE u = ''' OR userid=17 -- '");
        assertThat(sql(MYSQL.noBackslashEscapes(true), "SELECT ?", "\\' OR 1=1 -- "))
                .isEqualTo("SELECT '\\'' OR 1=1 -- '");
        assertThat(sql(MYSQL, "SELECT ?", "\\' OR 1=1 -- ")).isEqualTo("SELECT '\\\\'' OR 1=1 -- '");
        assertThat(sql(MYSQL, "SELECT ?, ?", "\\", ", 1 -- ")).isEqualTo("SELECT '\\\\', ', 1 -- '");
    }

    @Test
    void aModeThatChangedBetweenCompileAndAppendIsRefused() {
        SqlTemplate template = SqlTemplate.compile("SELECT ?", MYSQL);
        SqlTemplateException refusal = catchThrowableOfType(
                SqlTemplateException.class,
                () -> template.appendTo(
                        dev.appendkit.AppendBuffer.growing(10, 100),
                        new SqlParameters(1).setString(1, "\\"),
                        MYSQL.noBackslashEscapes(true)));
        assertThat(refusal.code()).isEqualTo(SqlTemplateException.Code.MODE_CHANGED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gbk", "gb18030", "big5", "sjis", "cp932", "euckr", "latin1", "cp1252", "utf16", "ucs2", "binary"
            })
    void charsetsInWhichAQuoteMayBeHalfACharAreRefused(String charset) {
        SqlTemplateException refusal = catchThrowableOfType(SqlTemplateException.class, () -> MYSQL.charset(charset));
        assertThat(refusal.code()).isEqualTo(SqlTemplateException.Code.UNSUPPORTED_CHARSET);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void anUnfinishedOrNulTemplateIsRefused(SqlMode mode) {
        for (String template : List.of("SELECT 'a, ?", "SELECT ? /*", "SELECT \"a, ?", "SELECT ?\0")) {
            assertThat(templateRefused(mode, template)).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aPlaceholderInACommentIsNone(SqlMode mode) {
        SqlParameterException refusal = refused(mode, "select * /* ? */ from t where id = ?", 1, 2);
        assertThat(refusal.code()).isEqualTo(Code.WRONG_COUNT);
        assertThat(refusal).hasMessageContaining("1 parameters").hasMessageContaining("2 are given");
    }

    @Test
    void commentsAndQuotesOfMySqlEndWhereTheServerEndsThem() {
        assertThat(sql(MYSQL, "SELECT /*/ ? */ ?", 7)).isEqualTo("SELECT /*/ ? */ 7");
        assertThat(sql(MYSQL.ansiQuotes(true), "SELECT \"a\\\", ?", 7)).isEqualTo("SELECT \"a\\\", 7");
        assertThat(sql(MYSQL, "SELECT ? --\u007f?", 7)).isEqualTo("SELECT 7 --\u007f?");
        assertThat(sql(MYSQL, "SELECT ? # \r ?", 7)).isEqualTo("SELECT 7 # \r ?");
        assertThat(sql(MYSQL, "SELECT ? -- \r ?\n", 7)).isEqualTo("SELECT 7 -- \r ?\n");
        assertThat(sql(MYSQL, "SELECT 'it\\'s ?', ?", 7)).isEqualTo("SELECT 'it\\'s ?', 7");
        templateRefused(MYSQL, "SELECT /*!99999 ? */ 1");
        templateRefused(MYSQL, "SELECT /*! '*/' , ? */ 1");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aMapIsNeverExpandedAndAnObjectNeverAsked(SqlMode mode) {
        assertThat(refused(mode, "SELECT * FROM users WHERE password = ?", Map.of("password", 1))
                        .code())
                .isEqualTo(Code.UNSUPPORTED_CLASS);
        assertThat(refused(mode, "SELECT * FROM users WHERE password = ?", List.of("a"))
                        .code())
                .isEqualTo(Code.MISPLACED_LIST);
        assertThat(refused(mode, "SELECT ?", new Object() {
                            @Override
                            public String toString() {
                                return "1 OR 1=1";
                            }
                        })
                        .code())
                .isEqualTo(Code.UNSUPPORTED_CLASS);
        assertThat(sql(mode, "SELECT ?", Evil.A)).isEqualTo("SELECT 'A'");
    }

    private enum Evil {
        A;

        @Override
        public String toString() {
            return "1 OR 1=1";
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{fn user()}",
                "{d '2020-01-01'}",
                "{ts '2020-01-01 00:00:00'}",
                "{call p()}",
                "?",
                "??",
                ":a",
                "$1",
                "@a",
                "/* */",
                "-- ",
                "#",
                "*/",
                "`",
                "\"",
                "$$",
                "\u02bc",
                "\uff07",
                "\u2019",
                "%_",
                "\u0008\u0009",
                "\u2028"
            })
    void whatLooksLikeSqlInAValueIsData(String value) {
        for (SqlMode mode : modes()) {
            String quoted = "'" + value.replace("'", "''") + "'";
            assertThat(sql(mode, "SELECT ?, ?", value, value)).isEqualTo("SELECT " + quoted + ", " + quoted);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ? 'al'",
                "SELECT 'al' ?",
                "SELECT ??",
                "SELECT ? ?",
                "SELECT 1 LIMIT?",
                "SELECT 1 WHERE ?AND 1",
                "SELECT ?e5",
                "SELECT ?x41",
                "SELECT ?_",
                "SELECT ?.5",
                "SELECT 1?",
                "SELECT upper?",
                "SELECT N?",
                "SELECT x?",
                "SELECT _utf8mb4?",
                "SELECT _utf8mb4 ?",
                "SELECT a ? FROM f",
                "SELECT 1 ?",
                "SELECT COUNT(*) ?",
                "SELECT @?",
                "SELECT a.?",
                "SELECT ?'b'",
                "SELECT 'a'?",
                "SELECT 'a' COLLATE ?",
                "SELECT DATE ?",
                "SELECT \\?",
                "SELECT ?\u00e9"
            })
    void aPlaceholderWhereItsTextWouldMergeWithANeighbourIsRefused(String template) {
        for (SqlMode mode : List.of(MYSQL, SqlMode.mariadb(), SqlMode.sqlite(), SqlMode.sqlServer(), SqlMode.ansi())) {
            templateRefused(mode, template);
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aSecondStatementIsRefusedUnlessAllowed(SqlMode mode) {
        assertThat(templateRefused(mode, "SELECT ?; DROP TABLE t"))
                .isEqualTo(SqlTemplateException.Code.MULTIPLE_STATEMENTS);
        assertThat(sql(mode, "SELECT ?; ", 1)).isEqualTo("SELECT 1; ");
        assertThat(sql(mode.multiStatements(true), "SELECT ?; SELECT ?", 1, 2)).isEqualTo("SELECT 1; SELECT 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "a\udc00b", "\ud83d"})
    void aLoneSurrogateInATemplateOrValueIsRefused(String text) {
        for (SqlMode mode : modes()) {
            assertThat(refused(mode, "SELECT ?", text).code()).isEqualTo(Code.LONE_SURROGATE);
            templateRefused(mode, "SELECT '" + text + "', ?");
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void doublesAreDoublesAndDecimalsAreNone(SqlMode mode) {
        String sum = sql(mode, "SELECT ?+?", 0.1, 0.2);
        assertThat(sum)
                .isEqualTo(
                        mode.dialect().hasSqlMode()
                                ? "SELECT 0.1E0 + 0.2E0"
                                : mode.dialect() == SqliteDialect.INSTANCE
                                        ? "SELECT 0.1 + 0.2"
                                        : "SELECT CAST('0.1' AS DOUBLE PRECISION) + CAST('0.2' AS DOUBLE PRECISION)");
        assertThat(sql(mode, "SELECT ?", new BigDecimal("1E+3"))).isEqualTo("SELECT " + decimal(mode, "1000"));
    }

    @Test
    void jsonForMySqlIsTextInEveryStyle() {
        SqlTemplate template = SqlTemplate.compile("SELECT ?", MYSQL.binaryIntroducer(true));
        assertThat(template.toSql(new SqlParameters(1).setJson(1, "{\"a\":1}"))).isEqualTo("SELECT '{\"a\":1}'");
    }

    /** CVE-2022-31631: a length in 32 bits. */
    @Test
    void theLengthOfAQuotedTextDoesNotOverflow() {
        String quotes = "'".repeat(1 << 20);
        assertThat(sql(SqlMode.sqlite(), "SELECT ?", quotes)).hasSize((2 << 20) + 9);
        CharSequence endless = new CharSequence() {
            @Override
            public int length() {
                return Integer.MAX_VALUE;
            }

            @Override
            public char charAt(int index) {
                throw new AssertionError("asked for a char although there is no room for the text");
            }

            @Override
            public CharSequence subSequence(int start, int end) {
                return this;
            }
        };
        dev.appendkit.AppendBuffer out = dev.appendkit.AppendBuffer.growing(16, 64);
        SqlTemplate template = SqlTemplate.compile("SELECT ?", SqlMode.sqlite());
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> template.appendTo(out, new SqlParameters(1).setString(1, endless))))
                .isNotNull();
        assertThat(out.length()).isZero();
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aDecimalOfAGigabyteIsRefusedAtOnce(SqlMode mode) {
        assertThat(refused(mode, "SELECT ?", new BigDecimal("1E+1000000000")).code())
                .isEqualTo(Code.OUT_OF_RANGE);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void anEmptyListIsRefused(SqlMode mode) {
        assertThat(refused(mode, "SELECT a FROM t WHERE a NOT IN (?)", List.of())
                        .code())
                .isEqualTo(Code.EMPTY_LIST);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aListOfValuesHasNoPlaceholderInATailOrASecondRow(SqlMode mode) {
        for (String template : List.of(
                "INSERT INTO t VALUES (?), (?)",
                "INSERT INTO t VALUES (?) ON CONFLICT (a) DO UPDATE SET b = ?",
                "INSERT INTO t VALUES (?) LIMIT 1",
                "INSERT INTO t SELECT ? FROM u")) {
            SqlTemplate compiled = SqlTemplate.compile(template, mode);
            SqlTemplateException refusal = catchThrowableOfType(
                    SqlTemplateException.class, () -> compiled.batch(dev.appendkit.AppendBuffer.growing(16, 100), 10));
            assertThat(refusal.code()).as(template).isEqualTo(SqlTemplateException.Code.NOT_A_BATCH);
        }
        dev.appendkit.AppendBuffer out = dev.appendkit.AppendBuffer.growing(16, 200);
        SqlBatch batch = SqlTemplate.compile("INSERT INTO t (a) VALUES (?) ON CONFLICT DO NOTHING", mode)
                .batch(out, 10);
        batch.add(new SqlParameters(1).setString(1, "it's"));
        batch.add(new SqlParameters(1).setInt(1, -1));
        assertThat(out.toString(java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("INSERT INTO t (a) VALUES ('it''s'), (-1) ON CONFLICT DO NOTHING");
    }
}
