// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static dev.appendkit.sql.Templates.count;
import static dev.appendkit.sql.Templates.fill;
import static dev.appendkit.sql.Templates.parameters;
import static dev.appendkit.sql.Templates.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.sql.SqlTemplateException.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteLexerTest {

    private static final SqlMode MODE = SqlMode.sqlite();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT '?', ?",
                "SELECT 'a\\', ?",
                "SELECT 'a''?', ?",
                "SELECT \"?\", \"a\"\"?\", ?",
                "SELECT `?`, `a``?`, ?",
                "SELECT [?], [a[?], ?",
                "SELECT x'41', X'', ?",
                "SELECT 1 --? ' \r + ?\n + ?",
                "SELECT 1 /* ? ' /* ? */ + ?",
                "SELECT 1 /*/ ? */ + ?",
                "SELECT 1 /**/ + ?",
                "SELECT ? /* ' ?",
                "SELECT ? /*/",
                "SELECT ? --",
                "SELECT a$b, caf\u00e9, \u00a0, ?",
                "\ufeffSELECT ?",
                "SELECT 1_000, 0x1F, 1e5, .5, ?",
            })
    void regionsHidePlaceholders(String sql) {
        assertThat(count(sql, MODE)).isEqualTo(1);
    }

    @Test
    void aBracketIsNotDoubled() {
        refused("SELECT [a]]?]", MODE, Code.UNEXPECTED_CHARACTER);
        refused("SELECT [a]?", MODE, Code.ADJACENT_QUOTE);
        refused("SELECT [a", MODE, Code.UNTERMINATED_IDENTIFIER);
    }

    @Test
    void aByteOrderMarkIsSkippedAtTheStartOnly() {
        assertThat(fill("\ufeff?", MODE, "7")).isEqualTo("\ufeff7");
        refused("SELECT 1, \ufeff?", MODE, Code.VERSION_DEPENDENT);
        assertThat(count("SELECT \uf000, ?", MODE))
                .as("another character with that first byte")
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u000b", "\u0001", "\u007f", "^", "\\", "{", "}", "]"})
    void whatIsNoTokenIsRefused(String character) {
        refused("SELECT 1 " + character, MODE, Code.UNEXPECTED_CHARACTER);
    }

    @Test
    void blobsHoldPairsOfDigits() {
        for (String sql : new String[] {"SELECT x'4'", "SELECT x'4G'", "SELECT X'41''42'", "SELECT x'4 1'"}) {
            refused(sql, MODE, Code.MALFORMED_LITERAL);
        }
        refused("SELECT x'", MODE, Code.UNTERMINATED_STRING);
        refused("SELECT 'a", MODE, Code.UNTERMINATED_STRING);
        refused("SELECT \"a", MODE, Code.UNTERMINATED_IDENTIFIER);
        refused("SELECT ? /*", MODE, Code.UNTERMINATED_COMMENT);
    }

    @Test
    void theWordAfterCollateIsAName() {
        refused("SELECT ? COLLATE MATCH ?", MODE, Code.MISPLACED_PLACEHOLDER);
        refused("SELECT ? COLLATE /**/ LIKE ?", MODE, Code.MISPLACED_PLACEHOLDER);
        assertThat(SqlTemplate.compile("SELECT ? COLLATE NOCASE LIKE ?", MODE).parameterCount())
                .isEqualTo(2);
    }

    @Test
    void numbersAndNames() {
        CompiledTemplate numbered = TemplateCompiler.compile("SELECT ?2, ?1, ?2", MODE);
        assertThat(parameters(numbered)).containsExactly(1, 0, 1);
        assertThat(numbered.parameterCount).isEqualTo(2);
        assertThat(count("SELECT ?32766", MODE)).isEqualTo(32_766);
        refused("SELECT ?32767", MODE, Code.PLACEHOLDER_NUMBER);
        refused("SELECT ?0", MODE, Code.PLACEHOLDER_NUMBER);
        refused("SELECT ?1a", MODE, Code.ADJACENT_WORD);
        refused("SELECT ?, ?1", MODE, Code.MIXED_PLACEHOLDERS);
        assertThat(SqlTemplate.compile("SELECT :a, :b, :a", MODE).toSql(1, 2)).isEqualTo("SELECT 1, 2, 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@a", "$a", "$a::b(c?d)", ":1", "#1", "$1", ":", "@", "$", "::a"})
    void otherParametersAreRefused(String parameter) {
        refused("SELECT " + parameter, MODE, Code.NAMED_PLACEHOLDER);
        refused("SELECT :a", MODE.namedParameters(false), Code.NAMED_PLACEHOLDER);
    }

    @Test
    void whatSqliteTakesForAPartOfTheNameIsRefused() {
        refused("SELECT :a(b)", MODE, Code.ADJACENT_CHARACTER);
        refused("SELECT :a::b", MODE, Code.ADJACENT_CHARACTER);
        refused("SELECT :a$b", MODE, Code.ADJACENT_WORD);
        assertThat(count("SELECT :a IN (b)", MODE)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a FROM t WHERE b LIKE ? ESCAPE ? AND c NOT LIKE ? OR \"d\" GLOB ? AND (e) MATCH ?",
                "SELECT a FROM t WHERE b IS ? AND c IS NOT ? AND d IS DISTINCT FROM ?",
                "SELECT a FROM t WHERE b BETWEEN ? AND ? LIMIT ? OFFSET ?",
                "SELECT CASE ? WHEN ? THEN ? ELSE ? END, ? -> ?, ? ->> ?",
                "SELECT a FROM t JOIN u ON ? WHERE x NOT GLOB ?",
                "SELECT count(DISTINCT ?), f(ALL ?) FROM json_each(?), json_each(?, ?)",
                "INSERT INTO t(a, b) VALUES (?, ?) ON CONFLICT (a) DO UPDATE SET b = ? WHERE c = f(?, ?)",
                "INSERT INTO t(a) SELECT ?, ?",
                "WITH x(a) AS (SELECT ?, ?), y AS MATERIALIZED (VALUES (?)) SELECT ?, ? FROM x, y WHERE f(?, ?)",
                "UPDATE t SET a = ?, b = f(?, ?) FROM u WHERE c IN (?, ?)",
                "DELETE FROM t WHERE (a, b) = (?, ?)",
                "ATTACH ? AS ?",
                "ATTACH DATABASE ? AS ?",
                "DETACH ?",
                "VACUUM INTO ?",
                "CREATE TABLE t AS SELECT ?, ?",
                "EXPLAIN QUERY PLAN SELECT ?",
            })
    void whatPrepareTakesIsTaken(String sql) {
        assertThat(count(sql, MODE))
                .isEqualTo((int) sql.chars().filter(c -> c == '?').count());
    }

    /** Each would run as text: SQLite takes a string for a name or an alias, which no parameter can be. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a ?",
                "SELECT LIKE ?",
                "SELECT NOT LIKE ?",
                "SELECT a FROM LIKE ?",
                "SELECT OFFSET ?",
                "SELECT a NOT ?",
                "SELECT a FROM t, ?",
                "SELECT a FROM ?",
                "SELECT a FROM (?)",
                "SELECT a FROM (t, ?)",
                "SELECT a FROM t JOIN (?)",
                "SELECT a FROM t JOIN u USING (?)",
                "SELECT a FROM t JOIN u USING (a, ?)",
                "SELECT (SELECT a FROM t, ?)",
                "INSERT INTO t(?) VALUES (1)",
                "INSERT INTO main.t(a, ?) VALUES (1, 2)",
                "INSERT INTO \"t\"(?) VALUES (1)",
                "INSERT INTO [t] (a, ?) SELECT 1, 2",
                "WITH x(?) AS (SELECT 1) SELECT 1",
                "WITH x AS (SELECT 1), y(a, ?) AS (SELECT 1) SELECT 1",
                "UPDATE t SET (?) = (1)",
                "UPDATE t SET a = 1, ? = 2",
                "UPDATE t SET a = 1, (?) = 2",
                "INSERT INTO t VALUES (1) ON CONFLICT DO UPDATE SET a = 1, ? = 2",
                "SELECT a INDEXED BY ?",
                "SELECT a AS ?",
                "SELECT a COLLATE ?",
                "CREATE TABLE t(?)",
                "CREATE TABLE t(a DEFAULT (?))",
                "CREATE VIRTUAL TABLE t USING m(AS SELECT ?)",
                "CREATE INDEX i ON ?",
                "PRAGMA user_version = ?",
                "PRAGMA table_info(?)",
                "ALTER TABLE t ADD COLUMN c DEFAULT (?)",
                "DROP TABLE ?",
            })
    void whereAStringIsANameNoValueIsTaken(String sql) {
        refused(sql, MODE, Code.MISPLACED_PLACEHOLDER);
    }

    @Test
    void anOrdinalIsRefused() {
        refused("SELECT a FROM t ORDER BY ?", MODE, Code.ORDINAL_POSITION);
        refused("SELECT a FROM t GROUP BY a, ?", MODE, Code.ORDINAL_POSITION);
    }

    @Test
    void aSecondStatementHasListsOfItsOwn() {
        SqlMode many = MODE.multiStatements(true);
        assertThat(count("PRAGMA foreign_keys = ON; SELECT a FROM t; SELECT ?, ?", many))
                .isEqualTo(2);
        refused("SELECT ?; PRAGMA user_version = ?", many, Code.MISPLACED_PLACEHOLDER);
        refused("SELECT ?; SELECT a FROM t, ?", many, Code.MISPLACED_PLACEHOLDER);
    }
}
