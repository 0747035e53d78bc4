// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appendkit.AppendBuffer;
import dev.appendkit.sql.SqlParameterException.Code;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Known attacks on engines that interpolate, each by its form: a template and what is bound to it. PostgreSQL has a
 * test of its own.
 */
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
                SqlMode.ansi(),
                SqlMode.sqlServer());
    }

    private static boolean isSqlServer(SqlMode mode) {
        return mode.dialect().name().equals(SqlMode.sqlServer().dialect().name());
    }

    /** SQL Server's text is national, or it would be converted to a code page. */
    private static String text(SqlMode mode, String inside) {
        return (isSqlServer(mode) ? "N'" : "'") + inside + "'";
    }

    /** SQL Server takes a number beyond int for a decimal. */
    private static String bigint(SqlMode mode, long value) {
        if (isSqlServer(mode)) {
            return "CAST(" + value + " AS bigint)";
        }
        return mode.dialect() == H2Dialect.INSTANCE ? "CAST(" + value + " AS BIGINT)" : Long.toString(value);
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
        assertThat(sql(mode, "SELECT 2-?", Long.MIN_VALUE))
                .isEqualTo("SELECT 2-(" + bigint(mode, Long.MIN_VALUE) + ")");
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
        assertThat(sql(mode, "SELECT ?", Evil.A)).isEqualTo("SELECT " + text(mode, "A"));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void theTextOfAForeignCharSequenceIsReadOnceAndQuoted(SqlMode mode) {
        CharSequence foreign = new CharSequence() {
            private int reads;

            @Override
            public int length() {
                return 3;
            }

            /** A quote at the second look at it. */
            @Override
            public char charAt(int index) {
                return reads++ < length() ? "a'b".charAt(index) : '\'';
            }

            @Override
            public CharSequence subSequence(int start, int end) {
                throw new AssertionError("cut");
            }

            @Override
            public String toString() {
                return "1 OR 1=1";
            }
        };
        String quoted = SqlTemplate.compile("SELECT ?", mode).toSql(new SqlParameters(1).setString(1, foreign));
        assertThat(quoted).isEqualTo("SELECT " + text(mode, "a''b"));
    }

    /** CVE-2025-1094: half a character before a quote must not hide it. */
    @ParameterizedTest
    @MethodSource("modes")
    void bytesAreNeverTakenForTheCharactersOfAString(SqlMode mode) {
        byte[] bytes = {(byte) 0xC0, '\'', ';', (byte) 0xE2, (byte) 0x82};
        String prefix =
                isSqlServer(mode) ? "0x" : mode.dialect().has(Setting.ANSI_QUOTES) ? "(?:_binary )?x'" : "[xX]'";
        assertThat(sql(mode, "SELECT ?", (Object) bytes)).matches("SELECT " + prefix + "c0273be282'?");
        if (mode.dialect().has(Setting.ANSI_QUOTES)) {
            String introduced =
                    new String(literalBytes(mode.binaryIntroducer(true), bytes), StandardCharsets.ISO_8859_1);
            assertThat(introduced).isEqualTo("_binary'\u00c0'';\u00e2\u0082'");
        }
    }

    private static byte[] literalBytes(SqlMode mode, byte[] value) {
        AppendBuffer out = AppendBuffer.growing(16, 100);
        SqlLiteral.appendBytes(out, mode, value);
        return out.toByteArray();
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
            String quoted = text(mode, value.replace("'", "''"));
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
                "SELECT TIMESTAMP ?",
                "SELECT U&'a' UESCAPE ?",
                "SELECT \\?",
                "SELECT ?\u00e9"
            })
    void aPlaceholderWhereItsTextWouldMergeWithANeighbourIsRefused(String template) {
        for (SqlMode mode : modes()) {
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
        AppendBuffer out = AppendBuffer.growing(16, 64);
        SqlTemplate template = SqlTemplate.compile("SELECT ?", SqlMode.sqlite());
        assertThat(catchThrowable(() -> template.appendTo(out, new SqlParameters(1).setString(1, endless))))
                .isNotNull();
        assertThat(out.length()).isZero();
    }
}
