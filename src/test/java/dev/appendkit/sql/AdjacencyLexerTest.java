// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static dev.appendkit.sql.Templates.fill;
import static dev.appendkit.sql.Templates.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.sql.SqlTemplateException.Code;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that keep a literal from joining with its neighbours, in every dialect. */
class AdjacencyLexerTest {

    private static final List<SqlMode> MODES = Modes.except("postgresql", "sqlserver");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ?AND 1",
                "SELECT ?e5",
                "SELECT ?x41",
                "SELECT ?_",
                "SELECT ?$a",
                "SELECT ?\u00e9",
                "SELECT ?\ud83d\ude00a",
                "SELECT a LIMIT?",
                "SELECT a?",
                "SELECT N?",
                "SELECT x?",
                "SELECT b?",
                "SELECT _utf8mb4?",
                "SELECT E?",
                "SELECT 1?",
                "SELECT upper?",
                "SELECT \u00e9?",
                "SELECT a$?",
            })
    void wordsAndNumbers(String sql) {
        for (SqlMode mode : MODES) {
            refused(sql, mode, Code.ADJACENT_WORD);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT ?'b'", "SELECT ?\"b\"", "SELECT ?`b`", "SELECT 'a'?", "SELECT \"a\"?"})
    void quotes(String sql) {
        for (SqlMode mode : MODES) {
            refused(sql, mode, Code.ADJACENT_QUOTE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SELECT ?.5", "SELECT ?.a", "SELECT ?@a", "SELECT a.?", "SELECT 1.?", "SELECT U&?", "SELECT u&?"
            })
    void otherCharacters(String sql) {
        for (SqlMode mode : MODES) {
            refused(sql, mode, Code.ADJACENT_CHARACTER);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ??",
                "SELECT ? ?",
                "SELECT ? /* c */ ?",
                "SELECT ? 'al'",
                "SELECT ?\n'al'",
                "SELECT ? N'al'",
                "SELECT ?/**/'al'",
                "SELECT 'a' ?",
                "SELECT 'a'\n?",
                "SELECT 'a'/* c */?",
                "SELECT ? x'41'",
            })
    void literals(String sql) {
        for (SqlMode mode : MODES) {
            // To SQLite N is the alias, and the string after it an error with any value.
            if (mode.dialect() != SqliteDialect.INSTANCE || !sql.contains("N'")) {
                refused(sql, mode, Code.ADJACENT_LITERAL);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {
                "SELECT -? → SELECT -(-5)",
                "SELECT 1 -? + 2 → SELECT 1 -(-5) + 2",
                "SELECT - ? → SELECT - -5",
                "SELECT +? → SELECT + -5",
                "SELECT a/?, a*?, a<?, a>=? → SELECT a/ -5, a* -5, a< -5, a>= -5",
                "SELECT ?-? → SELECT -5 -(-5)",
                "SELECT ?/* c */ → SELECT -5 /* c */",
                "SELECT 1 */**/? → SELECT 1 */**/ -5",
                "SELECT -/**/? → SELECT -/**/ -5",
                "SELECT (?), (?) → SELECT (-5), (-5)",
            })
    void operatorsAreKeptApart(String sql, String expected) {
        for (SqlMode mode : MODES) {
            assertThat(fill(sql, mode, "-5")).as(mode.toString()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT `a`?",
                "SELECT a ? FROM t",
                "SELECT 1 ?",
                "SELECT f(1) ?",
                "SELECT f(1)?",
                "SELECT \"a\".b ?"
            })
    void theTokenBeforeMustBeFollowedByAnOperand(String sql) {
        refused(sql, SqlMode.h2(), sql.contains("`") ? Code.ADJACENT_QUOTE : Code.MISPLACED_PLACEHOLDER);
    }
}
