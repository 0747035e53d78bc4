// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static dev.appendkit.sql.Templates.count;
import static dev.appendkit.sql.Templates.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appendkit.sql.SqlTemplateException.Code;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlServerTest {

    private static final SqlMode MODE = SqlMode.sqlServer();
    private static final SqlTemplate TEMPLATE = SqlTemplate.compile("?", MODE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT '?', ?",
                "SELECT 'a\\', ?",
                "SELECT 'a\\\n?', ?",
                "SELECT N'?''?', ?",
                "SELECT [?]]?], \"?\", ?",
                "SELECT 1 --? '\r\n + ?",
                "SELECT 1 /* ? /* ? */ ? */ + ?",
                "SELECT @a, #t, $5, 0x1F, ?",
                "SELECT a::b, (?) = c",
            })
    void regionsHidePlaceholders(String sql) {
        assertThat(count(sql, MODE)).isEqualTo(1);
    }

    @Test
    void whatIsRefused() {
        refused("SELECT [a", MODE, Code.UNTERMINATED_IDENTIFIER);
        refused("SELECT [a]]", MODE, Code.UNTERMINATED_IDENTIFIER);
        refused("SELECT 'a", MODE, Code.UNTERMINATED_STRING);
        refused("SELECT /* /* */ ?", MODE, Code.UNTERMINATED_COMMENT);
        refused("SELECT 1 -- a\r ?", MODE, Code.VERSION_DEPENDENT);
        refused("SELECT @?", MODE, Code.ADJACENT_WORD);
        refused("SELECT \\\n ?", MODE, Code.UNEXPECTED_CHARACTER);
        refused("SELECT a ?", MODE, Code.MISPLACED_PLACEHOLDER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT ? = a", "SELECT a, ?= b", "SELECT DISTINCT ? /* c */ = b", "SELECT ? -- c\n= b"})
    void aStringBeforeEqualsWouldBeAnAlias(String sql) {
        refused(sql, MODE, Code.MISPLACED_PLACEHOLDER);
    }

    @Test
    void textIsNational() {
        assertThat(TEMPLATE.toSql("it's \u02bc")).isEqualTo("N'it''s \u02bc'");
        assertThat(TEMPLATE.toSql("a\\\nb\\\r\nc\\d")).isEqualTo("(N'a\\'+N'\nb\\'+N'\r\nc\\d')");
        assertThat(SqlTemplate.compile("SELECT 1-?", MODE).toSql("a\\\n")).isEqualTo("SELECT 1-((N'a\\'+N'\n'))");
        SqlParameterException refusal = catchThrowableOfType(SqlParameterException.class, () -> TEMPLATE.toSql("a\0"));
        assertThat(refusal.code()).isEqualTo(SqlParameterException.Code.NUL_CHARACTER);
    }

    @Test
    void otherTypes() {
        SqlTemplate six = SqlTemplate.compile("?, ?, ?, ?, ?, ?", MODE);
        assertThat(six.toSql(true, 5, -5L, 0.1, 0.1f, new BigDecimal("1E+3")))
                .isEqualTo(
                        "CAST(1 AS bit), 5, CAST(-5 AS bigint), CAST('0.1' AS float)," + " CAST('0.1' AS real), 1000");
        assertThat(six.toSql(
                        new byte[] {'A', -1},
                        new UUID(0, 1),
                        LocalDate.of(2020, 1, 2),
                        LocalTime.of(1, 2, 3, 999),
                        LocalDateTime.of(2020, 1, 2, 3, 4, 5, 6_000),
                        Instant.EPOCH))
                .isEqualTo("0x41ff, CAST('00000000-0000-0000-0000-000000000001' AS uniqueidentifier),"
                        + " CAST('2020-01-02' AS date), CAST('01:02:03' AS time),"
                        + " CAST('2020-01-02 03:04:05.000006' AS datetime2),"
                        + " CAST('1970-01-01 00:00:00 +00:00' AS datetimeoffset)");
        for (Object value : new Object[] {Double.NaN, Duration.ZERO, LocalDate.of(0, 1, 1), new BigDecimal("1E39")}) {
            assertThat(catchThrowableOfType(SqlParameterException.class, () -> TEMPLATE.toSql(value)))
                    .as(value.toString())
                    .isNotNull();
        }
    }
}
