// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static dev.appendkit.sql.Templates.fill;
import static dev.appendkit.sql.Templates.segment;
import static dev.appendkit.sql.Templates.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.appendkit.sql.SqlTemplateException.Code;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateCompilerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {
                "SELECT ?, ?                 → SELECT 7, 7",
                "SELECT ?                    → SELECT 7",
                "?                           → 7",
                "SELECT (?)                  → SELECT (7)",
                "SELECT a=?                  → SELECT a= 7",
                "SELECT a=?;                 → SELECT a= 7;",
                "SELECT ?+?                  → SELECT 7 + 7",
                "SELECT 1 -?                 → SELECT 1 -(7)",
                "SELECT 2--?                 → SELECT 2--(7)",
                "SELECT -?-?                 → SELECT -(7)-(7)",
                "SELECT - ?                  → SELECT - 7",
                "SELECT 1 */* c */?/* d */   → SELECT 1 */* c */ 7 /* d */",
                "SELECT f(?,?)               → SELECT f(7,7)",
                "SELECT ? AS a               → SELECT 7 AS a",
                "SELECT a/?, a*?, a|?, a<?   → SELECT a/ 7, a* 7, a| 7, a< 7",
                "SELECT -(?)                 → SELECT -(7)",
            })
    void paddingKeepsTheLiteralApartFromItsNeighbours(String sql, String expected) {
        assertThat(fill(sql, SqlMode.mysql(), "7")).isEqualTo(expected);
    }

    @Test
    void aPlaceholderAloneInParenthesesAfterInTakesAList() {
        CompiledTemplate template = TemplateCompiler.compile(
                "SELECT a IN (?), b NOT in /* c */ ( ? ), c IN (?, ?), d IN ((?)), f(?), `in` (?), t.in(?)",
                SqlMode.mysql());
        assertThat(IntStream.range(0, 8).mapToObj(i -> template.place(i) == Place.IN_LIST))
                .containsExactly(true, true, false, false, false, false, false, false);
    }

    @Test
    void aBatchHasPrefixRowAndTail() {
        CompiledTemplate template = TemplateCompiler.compile(
                "INSERT INTO t (a, b) VALUES (-?, f(1), ?) ON DUPLICATE KEY UPDATE a = VALUES(a);", SqlMode.mysql());
        assertThat(template.isBatch()).isTrue();
        assertThat(text(template::appendPrefix)).isEqualTo("INSERT INTO t (a, b) VALUES ");
        assertThat(text(template::appendRowStart)).isEqualTo("(-(");
        assertThat(segment(template, 1)).isEqualTo("), f(1), ");
        assertThat(segment(template, 2)).isEqualTo(") ON DUPLICATE KEY UPDATE a = VALUES(a);");
        assertThat(text(template::appendTail)).isEqualTo(" ON DUPLICATE KEY UPDATE a = VALUES(a);");
        assertThat(template.tailLength()).isEqualTo(39);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT ?                                          | 0  | does not begin with INSERT",
                "INSERT INTO t SET a = ?                           | 0  | no row after VALUES",
                "INSERT INTO t VALUES (?), (?)                     | 24 | more than one row",
                "INSERT INTO t VALUES (1)                          | 21 | no placeholder in the row",
                "INSERT INTO t VALUES (?) ON DUPLICATE KEY UPDATE a=? | 21 | after the row",
                "INSERT INTO t (a) VALUES /*!50000 (1) */ (?)      | 25 | executable comment",
                "INSERT INTO t SELECT ? FROM (VALUES (1)) s        | 14 | from a query",
                "INSERT INTO t SELECT 1 UNION VALUES (?)           | 14 | from a query",
                "INSERT INTO t VALUES TUPLE(?)                     | 0  | no row after VALUES",
                "INSERT INTO t VALUES (?) LIMIT 1                  | 25 | what follows the row",
                "INSERT INTO t VALUES (?) UNION TABLE t            | 25 | what follows the row",
                "INSERT INTO value (a) VALUES (?)                  | 22 | what follows the row",
            })
    void whatIsNoBatchSaysWhy(String sql, int offset, String reason) {
        CompiledTemplate template = TemplateCompiler.compile(sql, SqlMode.mysql());
        assertThat(template.isBatch()).isFalse();
        SqlTemplateException refusal = template.notABatch();
        assertThat(refusal.code()).isEqualTo(Code.NOT_A_BATCH);
        assertThat(refusal.offset()).isEqualTo(offset);
        assertThat(refusal).hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$a$", "$$", "/*", "*/ /*", "(", "?,", "'a' ", "' ", "\"", "$", "BY (", "--\n", "/*/", "U&'", "x'4"
            })
    void theTimeIsLinear(String repeated) {
        String sql = "SELECT " + repeated.repeat(2_000_000 / repeated.length());
        for (SqlMode mode : Modes.all()) {
            // Two million characters take milliseconds; looking ahead to the end from each of them would take hours.
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                try {
                    assertThat(TemplateCompiler.compile(sql, mode).parameterCount)
                            .isNotNegative();
                } catch (SqlTemplateException refused) {
                    assertThat(refused.offset()).isNotNegative();
                }
            });
        }
    }
}
