// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static dev.appendkit.sql.Templates.count;
import static dev.appendkit.sql.Templates.fill;
import static dev.appendkit.sql.Templates.parameters;
import static dev.appendkit.sql.Templates.refusal;
import static dev.appendkit.sql.Templates.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.sql.SqlTemplateException.Code;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How PostgreSQL's dialect reads a template; a test against a real server compares the same. */
class PostgreSqlLexerTest {

    private static final SqlMode UNKNOWN = SqlMode.postgresql();
    private static final SqlMode MODE = UNKNOWN.standardConformingStrings(true);
    private static final SqlMode OFF = UNKNOWN.standardConformingStrings(false);
    private static final SqlMode BARE = MODE.bareLiterals(true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT '?', ?",
                "SELECT 'a\\', ?",
                "SELECT 'a''?', ?",
                "SELECT E'a\\'?', ?",
                "SELECT e'\\\\', ?",
                "SELECT E'a'\n'b\\'?', ?",
                "SELECT E'a' -- '\r '\\'?', ?",
                "SELECT E'a' -- '\n-- '\n '\\'?', ?",
                "SELECT 'a'\f\t\n'b\\', ?",
                "SELECT N'a\\', n'?', ?",
                "SELECT U&'?\\', ?",
                "SELECT u&'a'\n'?\\', ?",
                "SELECT U&'!0041?' UESCAPE '!', ?",
                "SELECT B'01'\n'1', x'1F', ?",
                "SELECT date'2020-01-01\\', ?",
                "SELECT name'a\\', ?",
                "SELECT \u00e9E'a\\', ?",
                "SELECT a1$E'a\\', ?",
                "SELECT $$ ? ' $ $$, ?",
                "SELECT $a$ ? $$ $b$ $A$ $a$, ?",
                "SELECT $\u00e9_1$ ? $\u00e9_1$, ?",
                "SELECT $a$ $b$a$, ?",
                "SELECT a$b$, c$1, ?",
                "SELECT \"?\", \"a\"\"?\", U&\"?\", u&\"a\"\"?\", ?",
                "SELECT 1 -- ? ' \r + ?",
                "SELECT 1 -- ? \\\n + ?",
                "SELECT 1 <-- ?\n ?",
                "SELECT 1+/* ? /* ? */ ' */ ?",
                "SELECT 1 /*/ ? */ + ?",
                "SELECT 1 /*/* ? */ ? */ + ?",
                "SELECT 1 + ? --",
                "SELECT @/* ? */ ?",
            })
    void regionsHidePlaceholders(String sql) {
        assertThat(count(sql, MODE)).isEqualTo(1);
    }

    @Test
    void blockCommentsDoNotContinueAString() {
        assertThat(count("SELECT E'a' /* */\n'b\\', ?", MODE)).isEqualTo(1);
        refused("SELECT E'a'\n'b\\', ?", MODE, Code.UNTERMINATED_STRING);
        refused("SELECT E'a' 'b\\'', ?", MODE, Code.UNTERMINATED_STRING);
    }

    @Test
    void standardConformingStringsTellWhatABackslashIs() {
        String sql = "SELECT 'a\\', ?, '', ?";
        assertThat(count(sql, MODE)).isEqualTo(2);
        assertThat(count("SELECT 'a\\', ?, ', ?", OFF)).isEqualTo(1);
        assertThat(count("SELECT N'a\\'?', ?", OFF)).isEqualTo(1);
        refused(sql, UNKNOWN, Code.MODE_UNKNOWN);
        refused("SELECT 'a'\n'\\', ?", UNKNOWN, Code.MODE_UNKNOWN);
        refused("SELECT n'\\', ?", UNKNOWN, Code.MODE_UNKNOWN);
        assertThat(count("SELECT 'a', E'\\'', $$\\$$, \"\\\", ?", UNKNOWN)).isEqualTo(1);
        // From 19 on there is nothing to know.
        assertThat(count(sql, UNKNOWN.serverVersion(19, 0, 0))).isEqualTo(2);
        assertThat(count(sql, OFF.serverVersion(19, 1, 0))).isEqualTo(2);
        refused(sql, UNKNOWN.serverVersion(18, 6, 0), Code.MODE_UNKNOWN);
    }

    @Test
    void unicodeStringsNeedStandardConformingStrings() {
        refused("SELECT U&'a', ?", UNKNOWN, Code.MODE_UNKNOWN);
        refused("SELECT u&'a', ?", OFF, Code.MODE_UNKNOWN);
        assertThat(count("SELECT U&\"a\", ?", OFF)).isEqualTo(1);
        assertThat(count("SELECT U & ?, a&?", MODE)).isEqualTo(2);
        refused("SELECT U&?", MODE, Code.ADJACENT_CHARACTER);
    }

    @Test
    void twoQuestionMarksAreOneOfAnOperator() {
        assertThat(fill("SELECT a ??| b, ?", MODE, "7")).isEqualTo("SELECT a ?| b, 7");
        assertThat(fill("SELECT a??&?, b ?? ?", MODE, "7")).isEqualTo("SELECT a?& 7, b ? 7");
        assertThat(fill("SELECT a @?? ?, ?", MODE, "7")).isEqualTo("SELECT a @? 7, 7");
        assertThat(fill("SELECT @ ?", MODE, "7")).isEqualTo("SELECT @ 7");
        refused("SELECT @?", MODE, Code.ADJACENT_CHARACTER);
        refused("SELECT a @? b", MODE, Code.ADJACENT_CHARACTER);
        refused("SELECT a @@$1", MODE, Code.ADJACENT_CHARACTER);
        assertThat(fill("SELECT ??- ?, a ??||b", MODE, "7")).isEqualTo("SELECT ?- 7, a ?||b");
        assertThat(fill("SELECT a ??? FROM t", MODE, "7")).isEqualTo("SELECT a ? 7 FROM t");
        assertThat(fill("SELECT a ???? b, '??', /* ?? */ ?", MODE, "7")).isEqualTo("SELECT a ?? b, '??', /* ?? */ 7");
        assertThat(fill("SELECT a ??--??\n b", MODE, "7")).isEqualTo("SELECT a ?--??\n b");
        refused("SELECT a ?| b", MODE, Code.MISPLACED_PLACEHOLDER);
    }

    @Test
    void aLiteralHasItsOwnParenthesesAfterAMinus() {
        assertThat(fill("SELECT -?, 2-?, 2 - ?, @-?", MODE, "(7)")).isEqualTo("SELECT -(7), 2-(7), 2 - (7), @-(7)");
        assertThat(fill("SELECT -?", BARE, "(-7)")).isEqualTo("SELECT -(-7)");
    }

    @Test
    void neighboursAreKeptApart() {
        assertThat(fill("SELECT 1+?::int,?", MODE, "7")).isEqualTo("SELECT 1+ 7 ::int,7");
        assertThat(fill("SELECT a[?], ARRAY[?,?], a[?:?]", MODE, "7"))
                .isEqualTo("SELECT a[ 7 ], ARRAY[ 7,7 ], a[ 7 : 7 ]");
        assertThat(fill("SELECT f(a=>?, b:=?)", MODE, "7")).isEqualTo("SELECT f(a=> 7, b:= 7)");
    }

    @Test
    void numberedPlaceholders() {
        assertThat(parameters(TemplateCompiler.compile("SELECT $2, $1, $2", MODE)))
                .containsExactly(1, 0, 1);
        assertThat(fill("SELECT $1+$2", MODE, "7")).isEqualTo("SELECT 7 + 7");
        assertThat(fill("SELECT -$1 ??| $2", MODE, "(7)")).isEqualTo("SELECT -(7) ?| (7)");
        assertThat(count("SELECT $65535", MODE)).isEqualTo(65_535);
        refused("SELECT $0", MODE, Code.PLACEHOLDER_NUMBER);
        refused("SELECT $65536", MODE, Code.PLACEHOLDER_NUMBER);
        refused("SELECT $99999999999999999999", MODE, Code.PLACEHOLDER_NUMBER);
        refused("SELECT $1a", MODE, Code.ADJACENT_WORD);
        refused("SELECT $1$x$1$", MODE, Code.ADJACENT_WORD);
        refused("SELECT $1, ?", MODE, Code.MIXED_PLACEHOLDERS);
        refused("SELECT ?, $1", MODE, Code.MIXED_PLACEHOLDERS);
        refused("SELECT 1$1", MODE, Code.UNEXPECTED_CHARACTER);
    }

    @Test
    void namedPlaceholders() {
        SqlMode named = MODE.namedParameters(true);
        assertThat(parameters(TemplateCompiler.compile("SELECT :a, :b::int, :a", named)))
                .containsExactly(0, 1, 0);
        assertThat(fill("SELECT a[1: :n], f(x := :n)", named, "7")).isEqualTo("SELECT a[1: 7 ], f(x := 7)");
        refused("SELECT a[1:n]", named, Code.NAMED_PLACEHOLDER);
        assertThat(count("SELECT a[1:n], ?", MODE)).isEqualTo(1);
        refused("SELECT :a", MODE, Code.NAMED_PLACEHOLDER);
        refused("SELECT : a", MODE, Code.UNEXPECTED_CHARACTER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ALL ?",
                "SELECT DISTINCT ?, ?",
                "SELECT a FROM t WHERE ? AND NOT ? OR ?",
                "SELECT a FROM t JOIN u ON ? HAVING ?",
                "SELECT a FROM t LIMIT ? OFFSET ?",
                "SELECT a FROM t OFFSET ? ROWS FETCH FIRST ? ROWS ONLY",
                "SELECT a FROM t FETCH NEXT ? ROWS ONLY",
                "SELECT a FROM t ORDER BY ?, ?",
                "SELECT a FROM t GROUP BY ?",
                "SELECT sum(a) OVER (PARTITION BY ? ORDER BY ?) FROM t",
                "SELECT a LIKE ? ESCAPE 'x', b NOT ILIKE ?, a || 'b' LIKE ?",
                "SELECT (a) LIKE 'x' ESCAPE ?",
                "SELECT a SIMILAR TO ? FROM t",
                "SELECT a BETWEEN ? AND ?, a BETWEEN SYMMETRIC ? AND ?",
                "SELECT CASE ? WHEN ? THEN ? ELSE ? END",
                "SELECT SUBSTRING(b FROM ? FOR ?), TRIM(BOTH ? FROM b), TRIM(LEADING ? FROM b) FROM t",
                "SELECT a IS DISTINCT FROM ?",
                "SELECT a OPERATOR(pg_catalog.+) ?, a operator(+)?, OPERATOR(pg_catalog.-) ?",
                "SELECT now() AT TIME ZONE ?, 'x' at time zone ?",
                "SELECT f(VARIADIC ?)",
                "INSERT INTO t VALUES (?, ?) ON CONFLICT (a) DO UPDATE SET a = ? WHERE ? RETURNING ?",
                "UPDATE t SET a = ?, b = f(?) WHERE c IN (?, ?)",
                "DELETE FROM t WHERE a = ANY(?)",
                "WITH x AS MATERIALIZED (SELECT ?), y AS NOT MATERIALIZED (SELECT ?), z AS (SELECT ?) SELECT ?",
                "MERGE INTO t USING u ON ? WHEN MATCHED AND ? THEN DELETE",
                "(SELECT ?) UNION ALL SELECT ?",
                "VALUES (?), (?)",
                "EXPLAIN (ANALYZE) SELECT ?",
                "CALL p(?)",
                "SELECT EXTRACT(YEAR FROM ?), POSITION(? IN b) FROM t",
                "SELECT a::numeric(10, 2) + ?, CAST(? AS numeric(10)), ?::varchar(5)",
                "SELECT * FROM JSON_TABLE(?, '$' COLUMNS (a int))",
                "SELECT a::int AND f(?)",
            })
    void whatPrepareTakesIsTaken(String sql) {
        assertThat(count(sql, MODE))
                .isEqualTo((int) sql.chars().filter(c -> c == '?').count());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT DATE ?",
                "SELECT INTERVAL ?",
                "SELECT timestamp with time zone ?",
                "SELECT time zone ?",
                "SELECT a.at TIME ZONE ?",
                "SELECT 'a' COLLATE ?",
                "SELECT U&'a' UESCAPE ?",
                "SELECT 1 IN ?",
                "SELECT a = ALL ?",
                "SELECT a = ANY ?",
                "SELECT DISTINCT ON ? a FROM t",
                "VALUES ?",
                "INSERT INTO t VALUES ?",
                "SELECT like ?",
                "SELECT (ilike ?)",
                "SELECT escape ?",
                "SELECT a, escape ?",
                "SELECT first ?",
                "SELECT by ?",
                "SELECT to ?",
                "SELECT a IS ?",
                "SELECT ROW ?",
                "SELECT ARRAY ?",
                "SELECT EXISTS ?",
                "SELECT EXTRACT(? FROM a)",
                "SELECT a::numeric(?)",
                "SELECT a::numeric(10, ?)",
                "SELECT a::numeric((?))",
                "SELECT a::pg_catalog.numeric(?)",
                "SELECT a:: \"x\".y(?)",
                "SELECT CAST(a AS geometry(?))",
                "SELECT CAST(a AS pg_catalog.varchar(?))",
                "SELECT numeric(?) '1'",
                "SELECT timestamp(?) 'now'",
                "SELECT * FROM JSON_TABLE(a, ? COLUMNS (b int))",
                "EXPLAIN (ANALYZE ?) SELECT 1",
                "SET search_path = ?",
                "CREATE TABLE t (a int DEFAULT (?))",
                "COMMENT ON TABLE t IS ?",
                "NOTIFY c, ?",
                "ALTER ROLE x PASSWORD ?",
                "DEALLOCATE (?)",
                "SELECT a OPERATOR(pg_catalog.+) (b) ?",
                "SELECT operators(a) ?",
                "SELECT a FROM t FOR ?",
                "SELECT a ?",
                "SELECT 1 ?",
                "SELECT \"a\" ?",
                "SELECT count(*) ?",
                "SELECT a[1] ?",
                "SELECT a::int ?",
                "SELECT a::?",
            })
    void whatPrepareRefusesIsRefused(String sql) {
        assertThat(refusal(sql, MODE).code()).isIn(Code.MISPLACED_PLACEHOLDER, Code.ADJACENT_CHARACTER);
    }

    @Test
    void utilityStatementsTakeBareLiterals() {
        assertThat(fill("SET search_path TO ?, ?", BARE, "'a'")).isEqualTo("SET search_path TO 'a', 'a'");
        assertThat(fill("SET x = ?", BARE, "5")).isEqualTo("SET x = 5");
        refused("SET x TO ?", MODE, Code.MISPLACED_PLACEHOLDER);
        refused("BEGIN; SET x = ?", MODE.multiStatements(true), Code.MISPLACED_PLACEHOLDER);
        assertThat(count("SET x = 1; SELECT ?", MODE.multiStatements(true))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a FROM t ORDER BY ?",
                "SELECT a FROM t ORDER BY a, ?",
                "SELECT a FROM t ORDER BY (?)",
                "SELECT a FROM t GROUP BY ((?), a)",
                "SELECT a FROM t GROUP BY ROLLUP(a, ?)",
                "SELECT a FROM t GROUP BY GROUPING SETS ((a), (?))",
                "SELECT DISTINCT ON (?) a FROM t",
                "SELECT DISTINCT ON (a, (?)) a FROM t",
            })
    void aBareIntegerDoesNotBecomeTheNumberOfAColumn(String sql) {
        refused(sql, BARE, Code.ORDINAL_POSITION);
        assertThat(count(sql, MODE)).isEqualTo(1);
    }

    @Test
    void aBareExpressionInAByListIsNoNumberOfAColumn() {
        assertThat(count("SELECT a FROM t ORDER BY a + ?, a = ? LIMIT ?", BARE)).isEqualTo(3);
        assertThat(count("SELECT a FROM t JOIN u ON a = ? ORDER BY a", BARE)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 'a               | UNTERMINATED_STRING",
                "SELECT E'a\\'           | UNTERMINATED_STRING",
                "SELECT U&'a             | UNTERMINATED_STRING",
                "SELECT x'4              | UNTERMINATED_STRING",
                "SELECT \"a              | UNTERMINATED_IDENTIFIER",
                "SELECT U&\"a\"\"        | UNTERMINATED_IDENTIFIER",
                "SELECT \"\"             | MALFORMED_LITERAL",
                "SELECT U&\"\"           | MALFORMED_LITERAL",
                "SELECT $a$ $b$          | UNTERMINATED_DOLLAR_QUOTE",
                "SELECT $$ $             | UNTERMINATED_DOLLAR_QUOTE",
                "SELECT $a               | UNEXPECTED_CHARACTER",
                "SELECT a, $             | UNEXPECTED_CHARACTER",
                "SELECT /* /* */         | UNTERMINATED_COMMENT",
                "SELECT /*/              | UNTERMINATED_COMMENT",
                "SELECT 1'a'             | UNEXPECTED_CHARACTER",
                "SELECT 1e'a'            | UNEXPECTED_CHARACTER",
                "SELECT \\               | UNEXPECTED_CHARACTER",
                "SELECT {d}              | UNEXPECTED_CHARACTER",
            })
    void regionsMustBeClosed(String sql, Code code) {
        refused(sql, MODE, code);
    }

    @Test
    void aStringNextToAValueIsRefused() {
        for (String string : List.of("'b'", "E'b'", "N'b'", "U&'b'", "$$b$$", "x'1F'")) {
            refused("SELECT ? " + string, MODE, Code.ADJACENT_LITERAL);
            refused("SELECT ?\n" + string, MODE, Code.ADJACENT_LITERAL);
            refused("SELECT " + string + "\n?", MODE, Code.ADJACENT_LITERAL);
        }
    }

    @Test
    void verticalTabIsWhitespaceFrom16() {
        refused("SELECT\u000b?", MODE, Code.VERSION_DEPENDENT);
        refused("SELECT\u000b?", MODE.serverVersion(15, 18, 0), Code.VERSION_DEPENDENT);
        SqlMode modern = MODE.serverVersion(16, 0, 0);
        assertThat(fill("SELECT\u000b?\u000b+ 1", modern, "7")).isEqualTo("SELECT\u000b7\u000b+ 1");
        assertThat(count("SELECT E'a'\u000b\n'\\'?', ?", modern)).isEqualTo(1);
    }

    @Test
    void noOtherCharacterIsWhitespace() {
        refused("SELECT\u00a0?", MODE, Code.ADJACENT_WORD);
        refused("SELECT ?\u2003", MODE, Code.ADJACENT_WORD);
        refused("SELECT \u0001?", MODE, Code.UNEXPECTED_CHARACTER);
        refused("SELECT \u007f?", MODE, Code.UNEXPECTED_CHARACTER);
    }
}
