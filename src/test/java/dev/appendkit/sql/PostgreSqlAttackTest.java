// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appendkit.AppendBuffer;
import dev.appendkit.sql.SqlParameterException.Code;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Known attacks on engines that interpolate, and known ways to send wrong data, as they look in PostgreSQL. */
class PostgreSqlAttackTest {

    private static final SqlMode UNKNOWN = SqlMode.postgresql();
    private static final SqlMode ON = UNKNOWN.standardConformingStrings(true);
    private static final SqlMode OFF = UNKNOWN.standardConformingStrings(false);

    static List<SqlMode> modes() {
        return Modes.of("postgresql");
    }

    private static String sql(SqlMode mode, String template, Object... values) {
        return SqlTemplate.compile(template, mode).toSql(values);
    }

    private static Code refused(SqlMode mode, Object value) {
        SqlParameterException refusal =
                catchThrowableOfType(SqlParameterException.class, () -> sql(mode, "SELECT ?", value));
        assertThat(refusal).as("%s", mode).isNotNull();
        return refusal.code();
    }

    private static SqlTemplateException.Code templateRefused(SqlMode mode, String template) {
        SqlTemplateException refusal =
                catchThrowableOfType(SqlTemplateException.class, () -> SqlTemplate.compile(template, mode));
        assertThat(refusal).as("%s in %s", template, mode).isNotNull();
        return refusal.code();
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aNegativeNumberAfterMinusIsNoComment(SqlMode mode) {
        String evil = "\n 1=1 UNION SELECT password FROM users --";
        assertThat(sql(mode, "SELECT * FROM t WHERE r = -? AND n = ?", -1, evil))
                .isEqualTo("SELECT * FROM t WHERE r = -" + (mode.bareLiterals() ? "(-1)" : "('-1'::int4)")
                        + " AND n = '" + evil + "'");
        for (Object value : List.of(
                -0.0,
                -0.0f,
                Double.NEGATIVE_INFINITY,
                new BigDecimal("-0.00"),
                new BigDecimal("-0.50"),
                Long.MIN_VALUE,
                Integer.MIN_VALUE,
                Duration.ofSeconds(-1),
                "-1")) {
            assertThat(sql(mode, "SELECT 2-?", value)).doesNotContain("--");
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aPlaceholderInADollarQuotedStringIsNone(SqlMode mode) {
        String evil = "$tag$; drop table canary; --";
        assertThat(sql(mode, "select $tag$ ? $tag$, ?", evil)).isEqualTo("select $tag$ ? $tag$, '" + evil + "'");
    }

    @Test
    void theKindOfAStringIsThatOfItsFirstSegment() {
        String evil = "'; drop table canary; --";
        String literal = "'''; drop table canary; --'";
        for (String before : List.of(
                "E'a'\n'b\\'c ?'",
                "E'a' -- ?\n'\\'?'",
                "date'2020-01-01\\'",
                "name'a\\'",
                "\u00e9E'\\'",
                "U&'a'\n'c\\'",
                "U&'\\0041'")) {
            assertThat(sql(ON, "SELECT " + before + ", ?", evil)).isEqualTo("SELECT " + before + ", " + literal);
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void anUnfinishedOrNulTemplateIsRefused(SqlMode mode) {
        for (String template :
                List.of("SELECT 'a, ?", "SELECT ? /* /* b */", "SELECT \"a, ?", "SELECT ?\0", "SELECT $a$ ?")) {
            assertThat(templateRefused(mode, template)).isNotNull();
        }
    }

    @Test
    void bytesAreHexadecimalAndNeedNoValidUtf8() {
        byte[] invalid = {(byte) 0xC0, '\'', ';', (byte) 0xE2, (byte) 0x82};
        assertThat(sql(ON, "SELECT ?", (Object) invalid)).isEqualTo("SELECT ('\\xc0273be282'::bytea)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SQL_ASCII", "LATIN1", "WIN1252", "SJIS", "BIG5", "GBK", "GB18030", "UHC", "EUC_KR"})
    void charsetsInWhichAQuoteMayBeHalfACharAreRefused(String charset) {
        SqlTemplateException refusal = catchThrowableOfType(SqlTemplateException.class, () -> ON.charset(charset));
        assertThat(refusal.code()).isEqualTo(SqlTemplateException.Code.UNSUPPORTED_CHARSET);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aPlaceholderInACommentIsNone(SqlMode mode) {
        SqlParameterException refusal = catchThrowableOfType(
                SqlParameterException.class, () -> sql(mode, "select * /* ? */ from t where id = ?", 1, 2));
        assertThat(refusal.code()).isEqualTo(Code.WRONG_COUNT);
        assertThat(refusal).hasMessageContaining("1 parameters").hasMessageContaining("2 are given");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aMapIsNeverExpandedAndAnObjectNeverAsked(SqlMode mode) {
        assertThat(refused(mode, Map.of("password", 1))).isEqualTo(Code.UNSUPPORTED_CLASS);
        assertThat(refused(mode, List.of("a"))).isEqualTo(Code.MISPLACED_LIST);
        assertThat(refused(mode, new Object() {
                    @Override
                    public String toString() {
                        return "1 OR 1=1";
                    }
                }))
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
                "?",
                "??",
                ":a",
                "$1",
                "$$",
                "/* */",
                "-- ",
                "*/",
                "`",
                "\"",
                "E'",
                "U&'",
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
                "SELECT ?\n'al'",
                "SELECT 'al'\n?",
                "SELECT 'al' ?",
                "SELECT ? ?",
                "SELECT 1 LIMIT?",
                "SELECT 1 WHERE ?AND 1",
                "SELECT ?e5",
                "SELECT ?x41",
                "SELECT ?_",
                "SELECT ?.5",
                "SELECT 1?",
                "SELECT upper?",
                "SELECT upper ?",
                "SELECT E?",
                "SELECT N?",
                "SELECT U&?",
                "SELECT x?",
                "SELECT a ? FROM f",
                "SELECT 1 ?",
                "SELECT COUNT(*) ?",
                "SELECT a.?",
                "SELECT ?'b'",
                "SELECT 'a'?",
                "SELECT $$a$$ ?",
                "SELECT ? $$a$$",
                "SELECT 'a' COLLATE ?",
                "SELECT DATE ?",
                "SELECT U&'a' UESCAPE ?",
                "SELECT \\?",
                "SELECT ?\u00e9",
                "SELECT ?\u00a0"
            })
    void aPlaceholderWhereItsTextWouldMergeWithANeighbourIsRefused(String template) {
        for (SqlMode mode : modes()) {
            templateRefused(mode, template);
        }
    }

    @Test
    void twoQuestionMarksAreNoPlaceholder() {
        SqlParameterException refusal =
                catchThrowableOfType(SqlParameterException.class, () -> sql(ON, "SELECT a ?? b", 1));
        assertThat(refusal.code()).isEqualTo(Code.WRONG_COUNT);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aSecondStatementIsRefusedUnlessAllowed(SqlMode mode) {
        assertThat(templateRefused(mode, "SELECT ?; DROP TABLE t"))
                .isEqualTo(SqlTemplateException.Code.MULTIPLE_STATEMENTS);
        assertThat(sql(mode, "SELECT ?; -- end", "a")).isEqualTo("SELECT 'a'; -- end");
        assertThat(sql(mode.multiStatements(true), "SELECT ?; SELECT ?", "a", "b"))
                .isEqualTo("SELECT 'a'; SELECT 'b'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "a\udc00b", "\ud83d", "\\\ud83d"})
    void aLoneSurrogateInATemplateOrValueIsRefused(String text) {
        for (SqlMode mode : modes()) {
            assertThat(refused(mode, text)).isEqualTo(Code.LONE_SURROGATE);
            assertThat(templateRefused(mode, "SELECT \"" + text + "\", ?"))
                    .isEqualTo(SqlTemplateException.Code.LONE_SURROGATE);
        }
    }

    @Test
    void aModeThatChangedBetweenCompileAndAppendIsRefused() {
        SqlTemplate template = SqlTemplate.compile("SELECT ?", ON);
        SqlParameters backslash = new SqlParameters(1).setString(1, "\\");
        for (SqlMode now : List.of(OFF, UNKNOWN, ON.bareLiterals(true))) {
            AppendBuffer out = AppendBuffer.growing(10, 100);
            SqlTemplateException refusal =
                    catchThrowableOfType(SqlTemplateException.class, () -> template.appendTo(out, backslash, now));
            assertThat(refusal.code()).isEqualTo(SqlTemplateException.Code.MODE_CHANGED);
            assertThat(out.length()).isZero();
        }
    }

    @Test
    void doublesAreDoublesAndDecimalsAreNone() {
        assertThat(sql(ON, "SELECT ?+?", 0.1, 0.2)).isEqualTo("SELECT ('0.1'::float8) + ('0.2'::float8)");
        assertThat(sql(ON, "SELECT ?/?", new BigDecimal("5"), new BigDecimal("1E+1")))
                .isEqualTo("SELECT ('5'::numeric) / ('10'::numeric)");
    }

    @Test
    void anIntegerIsNotTheNumberOfAColumn() {
        assertThat(sql(ON, "SELECT a FROM t ORDER BY ?", 1)).isEqualTo("SELECT a FROM t ORDER BY ('1'::int4)");
        assertThat(templateRefused(ON.bareLiterals(true), "SELECT a FROM t ORDER BY ?"))
                .isEqualTo(SqlTemplateException.Code.ORDINAL_POSITION);
    }

    @Test
    void aNegativeNumberIsNotTornFromItsCast() {
        assertThat(sql(ON, "SELECT ?::int2", -32768)).isEqualTo("SELECT ('-32768'::int4) ::int2");
        assertThat(sql(ON.bareLiterals(true), "SELECT ?::int2", -32768)).isEqualTo("SELECT (-32768) ::int2");
    }

    @Test
    void nothingIsSilentlyChanged() {
        assertThat(refused(ON, "a\0b")).isEqualTo(Code.NUL_CHARACTER);
        assertThat(refused(ON, OffsetTime.of(LocalTime.NOON, ZoneOffset.ofHours(16))))
                .isEqualTo(Code.OUT_OF_RANGE);
        assertThat(refused(ON, LocalDate.MAX)).isEqualTo(Code.OUT_OF_RANGE);
        assertThat(refused(ON, LocalDate.MIN)).isEqualTo(Code.OUT_OF_RANGE);
        assertThat(sql(ON, "SELECT ?", OffsetDateTime.of(2020, 1, 1, 0, 0, 0, 0, ZoneOffset.ofHours(18))))
                .isEqualTo("SELECT ('2019-12-31 06:00:00+00'::timestamptz)");
        assertThat(sql(ON, "SELECT ?", LocalTime.MAX)).isEqualTo("SELECT ('23:59:59.999999'::time)");
        assertThat(sql(ON, "SELECT ?", LocalDate.of(0, 2, 29))).isEqualTo("SELECT ('0001-02-29 BC'::date)");
        assertThat(sql(ON, "SELECT ?", new UUID(0, 1)))
                .isEqualTo("SELECT ('00000000-0000-0000-0000-000000000001'::uuid)");
    }

    @Test
    void aHugeExponentIsRefusedWithoutItsDigits() {
        assertThat(refused(ON, new BigDecimal("1E+1000000000"))).isEqualTo(Code.OUT_OF_RANGE);
        assertThat(refused(ON, new BigDecimal("1E-1000000000"))).isEqualTo(Code.OUT_OF_RANGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG-u-nu-arab", "th-TH-u-ca-buddhist", "tr-TR"})
    void aLocaleChangesNothing(String tag) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(tag));
            assertThat(sql(ON, "select ? like ?", -1, LocalDate.of(2020, 1, 1)))
                    .isEqualTo("select ('-1'::int4) like ('2020-01-01'::date)");
        } finally {
            Locale.setDefault(before);
        }
    }

    /** On any refusal the buffer is back at its mark, whatever was appended before. */
    @ParameterizedTest
    @MethodSource("modes")
    void nothingOfARefusedStatementStays(SqlMode mode) {
        SqlTemplate template = SqlTemplate.compile("SELECT ?, ?", mode);
        for (Object bad : List.of(
                "\0", "\\\ud800", LocalDate.MAX, new BigDecimal("1E-20000"), Duration.ofSeconds(Long.MAX_VALUE))) {
            AppendBuffer out = AppendBuffer.growing(10, 10_000).appendAscii("before");
            SqlParameters parameters = new SqlParameters(2).setString(1, "a\\").setObject(2, bad);
            assertThat(catchThrowableOfType(SqlParameterException.class, () -> template.appendTo(out, parameters)))
                    .isNotNull();
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("before");
        }
    }
}
