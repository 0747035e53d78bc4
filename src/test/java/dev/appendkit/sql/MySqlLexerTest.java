// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static dev.appendkit.sql.Templates.count;
import static dev.appendkit.sql.Templates.fill;
import static dev.appendkit.sql.Templates.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.sql.SqlTemplateException.Code;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlLexerTest {

    private static final SqlMode MYSQL = SqlMode.mysql();
    private static final SqlMode MARIADB = SqlMode.mariadb();
    private static final SqlMode NO_BACKSLASH = MYSQL.noBackslashEscapes(true);
    private static final SqlMode ANSI_QUOTES = MYSQL.ansiQuotes(true);
    private static final SqlMode STRING_QUOTES = MYSQL.ansiQuotes(false);

    @Nested
    class Strings {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SELECT '?', ?",
                    "SELECT 'a''?', ?",
                    "SELECT 'a\\'?', ?",
                    "SELECT '\\\\', ?",
                    "SELECT 'a' '?', ?",
                    "SELECT '-- ', ?",
                    "SELECT '/*', ?",
                    "SELECT '\u00e9?', ?",
                    "SELECT N'?', ?",
                    "SELECT n'\\'?', ?",
                    "SELECT x'3F', X'3f', b'01', B'', ?",
                    "SELECT _utf8mb4'?', _binary '\\'?', ?",
                })
        void hidePlaceholders(String sql) {
            assertThat(count(sql, MYSQL)).isEqualTo(1);
            assertThat(count(sql, MARIADB)).isEqualTo(1);
        }

        @Test
        void backslashIsOrdinaryWithNoBackslashEscapes() {
            assertThat(count("SELECT 'a\\', ?, 'b'", NO_BACKSLASH)).isEqualTo(1);
            assertThat(count("SELECT 'a\\', ?, '", MYSQL)).isZero();
            refused("SELECT 'a\\', ?", MYSQL, Code.UNTERMINATED_STRING);
        }

        @Test
        void aPrefixMustTouchTheQuote() {
            assertThat(count("SELECT N 'a', ?", MYSQL)).isEqualTo(1);
            assertThat(count("SELECT ax'4G', ?", MYSQL)).isEqualTo(1);
            assertThat(count("SELECT t.x'4G', ?", MYSQL)).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"SELECT ?, x'4G'", "SELECT x'\\' ? '", "SELECT b'2'", "SELECT x'4 1'"})
        void binaryLiteralsHoldTheirDigitsOnly(String sql) {
            refused(sql, MYSQL, Code.MALFORMED_LITERAL);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SELECT 'a",
                    "SELECT 'a\\'",
                    "SELECT 'a''",
                    "SELECT '",
                    "SELECT N'",
                    "SELECT x'41",
                    "SELECT 'a\\"
                })
        void mustBeClosed(String sql) {
            refused(sql, MYSQL, Code.UNTERMINATED_STRING);
        }
    }

    @Nested
    class DoubleQuotes {

        @Test
        void areAStringWithoutAnsiQuotes() {
            assertThat(count("SELECT \"a\\\"?\", ?", STRING_QUOTES)).isEqualTo(1);
            refused("SELECT \"a\\\", ?", STRING_QUOTES, Code.UNTERMINATED_STRING);
            refused("SELECT ? \"al\"", STRING_QUOTES, Code.ADJACENT_LITERAL);
        }

        @Test
        void areAnIdentifierWithAnsiQuotes() {
            assertThat(count("SELECT \"a\\\", ?", ANSI_QUOTES)).isEqualTo(1);
            assertThat(count("SELECT \"a\"\"?\", ?", ANSI_QUOTES)).isEqualTo(1);
            assertThat(count("SELECT ? \"al\"", ANSI_QUOTES)).isEqualTo(1);
            refused("SELECT \"a", ANSI_QUOTES, Code.UNTERMINATED_IDENTIFIER);
            refused("SELECT \"a\" ?", ANSI_QUOTES, Code.MISPLACED_PLACEHOLDER);
        }

        @Test
        void areRefusedIfTheirEndDependsOnAnUnknownAnsiQuotes() {
            assertThat(count("SELECT \"a?\"\"\", ?", MYSQL)).isEqualTo(1);
            refused("SELECT \"a\\\", ?", MYSQL, Code.MODE_UNKNOWN);
            refused("SELECT \"a\\n\", ?", MYSQL, Code.MODE_UNKNOWN);
            refused("SELECT ? \"al\"", MYSQL, Code.ADJACENT_LITERAL);
            refused("SELECT \"al\" ?", MYSQL, Code.ADJACENT_LITERAL);
            assertThat(count("SELECT \"a\\\", ?", NO_BACKSLASH)).isEqualTo(1);
        }
    }

    @Nested
    class Identifiers {

        @ParameterizedTest
        @ValueSource(strings = {"SELECT `?`, ?", "SELECT `a``?`, ?", "SELECT `a\\`, ?", "SELECT t.`?`, ?"})
        void inBackticksHidePlaceholdersAndHaveNoEscapes(String sql) {
            assertThat(count(sql, MYSQL)).isEqualTo(1);
            assertThat(count(sql, NO_BACKSLASH)).isEqualTo(1);
        }

        @Test
        void mustBeClosed() {
            refused("SELECT `a, ?", MYSQL, Code.UNTERMINATED_IDENTIFIER);
        }

        @ParameterizedTest
        @ValueSource(strings = {"SELECT [a?], ?", "SELECT ]"})
        void inBracketsAreRefused(String sql) {
            refused(sql, MARIADB, Code.UNEXPECTED_CHARACTER);
        }
    }

    @Nested
    class Comments {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SELECT 1 # ? ' \r ? \n + ?",
                    "SELECT 1 #\n + ?",
                    "SELECT 1 -- ? ' \r ? \n + ?",
                    "SELECT 1 --\t? \n + ?",
                    "SELECT 1 --\u0001? \n + ?",
                    "SELECT 1 --\u007f? \n + ?",
                    "SELECT 1 --\n + ?",
                    "SELECT 1 /* ? ' */ + ?",
                    "SELECT 1 /*/ ? */ + ?",
                    "SELECT 1 /* /* ? */ + ?",
                    "SELECT 1 /**/ + ?",
                    "SELECT /*+ MAX_EXECUTION_TIME(?) `a?` */ ?",
                    "SELECT ? -- ?",
                    "SELECT ? --",
                    "SELECT ? # ?",
                })
        void hidePlaceholders(String sql) {
            assertThat(count(sql, MYSQL)).isEqualTo(1);
            assertThat(count(sql, MARIADB)).isEqualTo(1);
        }

        @Test
        void twoMinusesWithoutWhitespaceAreNoComment() {
            assertThat(fill("SELECT 5--?", MYSQL, "-7")).isEqualTo("SELECT 5--(-7)");
            refused("SELECT 1 --\u00a0 + ?", NO_BACKSLASH.charset("ascii"), Code.UNENCODABLE_CHARACTER);
            assertThat(count("SELECT 1 --\u00a0 + ?", MYSQL)).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"SELECT ? /*", "SELECT ? /*/", "SELECT /* ? * /", "SELECT ? /*!", "SELECT 1 /*!50000 a"})
        void mustBeClosed(String sql) {
            refused(sql, MYSQL, Code.UNTERMINATED_COMMENT);
        }

        @ParameterizedTest
        @ValueSource(strings = {"SELECT /*+ ` */ ? , ` */ 1", "SELECT /*+ \" */ 1", "SELECT /*+ a(') */ 1"})
        void hintsWithAnOpenQuoteAreRefused(String sql) {
            refused(sql, MYSQL, Code.VERSION_DEPENDENT);
        }
    }

    @Nested
    class ExecutableComments {

        @Test
        void passIfNothingInThemDependsOnTheVersion() {
            assertThat(count("CREATE /*!50003 TRIGGER */ a", MYSQL)).isZero();
            assertThat(count("SELECT /*!40001 SQL_NO_CACHE */ a FROM t WHERE a = ?", MYSQL))
                    .isEqualTo(1);
            assertThat(count("SELECT /*M!100100 SQL_NO_CACHE */ a FROM t WHERE a = ?", MARIADB))
                    .isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SELECT /*!99999 ? */ 1",
                    "SELECT /*! '*/' , ? */",
                    "SELECT /*!50000 \"a\" */ 1",
                    "SELECT /*!50000 `a` */ 1",
                    "SELECT /*! a # */ 1",
                    "SELECT /*! a -- */ 1",
                    "SELECT /*! a /* b */ */ 1",
                    "SELECT /*! \\N */ 1",
                    "SELECT /*! ; */ 1",
                    "SELECT /*M! ? */ 1",
                    "SELECT /*M!100100 'a' */ 1",
                    "SELECT 1 /*!50000 + */ ?",
                    "SELECT /*!50000 1 */ ?",
                    "SELECT /*!5 */ ?",
                    "SELECT /*!50000 a + */ ?",
                    "SELECT /*!50000 (1) + */ ?",
                    "SELECT /*!50000 1, */ ?",
                    "SELECT 1 FROM /*!50000 1 + */ ?",
                    "SELECT a FROM t LIMIT /*!50000 1 + */ ?",
                    "SELECT a FROM t ORDER BY /*!50000 1 + */ ?",
                    "SELECT ? /*!50000 + */ ?",
                    "SELECT ? /*!50000 1 */",
                    "SELECT ? /*!50000 a */",
                    "SELECT ? /*!50000 , 1 */",
                })
        void areRefusedIfTheVersionDecides(String sql) {
            refused(sql, MYSQL, Code.VERSION_DEPENDENT);
            refused(sql, MARIADB, Code.VERSION_DEPENDENT);
        }

        /** With the comment and without it there is one parameter, and one operand. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SELECT /*!50000 1 + */ ?",
                    "SELECT /*! 1 + */?",
                    "SELECT a = /*!50000 - */ ?",
                    "SELECT f(/*!50000 2 * */ ?)",
                    "SELECT a FROM t WHERE /*!50000 NOT */ ?",
                    "SELECT ? /*!50000 + 1 */",
                    "SELECT ?/*!50000 + 1 */",
                    "SELECT ? /*!50000 AND 1 */ FROM t",
                    "SELECT /*!50000 2 - */ ? /*!50000 DIV 3 */, 1",
                })
        void mayHoldAPieceOfAnExpression(String sql) {
            assertThat(count(sql, MYSQL)).isEqualTo(1);
            assertThat(count(sql, MARIADB)).isEqualTo(1);
        }

        @Test
        void doNotHideWhatJoinsWithAValue() {
            refused("SELECT ? /*!50000 + 1 */ 'al'", MYSQL, Code.ADJACENT_LITERAL);
            assertThat(count("SELECT ? /*!50000 + 1 */, 'al'", MYSQL)).isEqualTo(1);
            assertThat(fill("SELECT /*!50000 2 -*/?", MYSQL, "-7")).isEqualTo("SELECT /*!50000 2 -*/ -7");
        }

        /** An integer would be the number of a column for the servers that execute the comment. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SELECT a FROM t ORDER /*!50000 BY */ a, ?",
                    "SELECT a FROM t ORDER /*!50000 by a */, ?",
                    "SELECT a FROM t ORDER BY f(a /*!50000 ) */, ?",
                    "SELECT a FROM t ORDER BY f(a /*!50000 ), g( */, ?)",
                })
        void mayOpenAListOfColumns(String sql) {
            refused(sql, MYSQL, Code.ORDINAL_POSITION);
            assertThat(count(sql, MARIADB)).isEqualTo(1);
            assertThat(count("SELECT /*!50000 (a) */ FROM t LIMIT ?", MYSQL)).isEqualTo(1);
            assertThat(count("SELECT /*!50000 a */ FROM t LIMIT ?, ?", MYSQL)).isEqualTo(2);
            assertThat(count("SELECT /*!50000 (a) */ 1; SELECT ?, ?", MYSQL.multiStatements(true)))
                    .isEqualTo(2);
        }
    }

    @Nested
    class Dollars {

        @ParameterizedTest
        @ValueSource(
                strings = {"SELECT $$ ? $$", "SELECT $a$ ? $a$", "SELECT $1$ ? $1$", "SELECT 1 + $\u00e9$ ? $\u00e9$"})
        void thatMayQuoteAreRefusedUntilTheVersionIsKnown(String sql) {
            refused(sql, MYSQL, Code.VERSION_DEPENDENT);
            refused(sql, MYSQL.serverVersion(8, 4, 0), Code.VERSION_DEPENDENT);
        }

        @Test
        void quoteFromMySql9() {
            SqlMode mode = MYSQL.serverVersion(9, 0, 1);
            assertThat(count("SELECT $$ ? ' $$, ?", mode)).isEqualTo(1);
            assertThat(count("SELECT $a1$ ? $$ $a $a1$, ?", mode)).isEqualTo(1);
            refused("SELECT $a$ ? $b$", mode, Code.UNTERMINATED_DOLLAR_QUOTE);
            refused("SELECT $$a$$ ?", mode, Code.ADJACENT_LITERAL);
        }

        @Test
        void areNamesBeforeAndInMariaDb() {
            assertThat(count("SELECT $$, $a$ + ?", MYSQL.serverVersion(8, 0, 40)))
                    .isEqualTo(1);
            assertThat(count("SELECT $$, $a$ + ?", MARIADB)).isEqualTo(1);
            refused("SELECT $$ ?", MARIADB, Code.MISPLACED_PLACEHOLDER);
        }

        @Test
        void withinAWordAreNames() {
            assertThat(count("SELECT a$b$, $a, ? FROM a$b$", MYSQL)).isEqualTo(1);
        }
    }

    @Nested
    class OtherCharacters {

        @Test
        void theNullShorthandIsAnOperand() {
            assertThat(count("SELECT \\N, ?", MYSQL)).isEqualTo(1);
            refused("SELECT \\N ?", MYSQL, Code.MISPLACED_PLACEHOLDER);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SELECT \\n, ?",
                    "SELECT \\' ? '",
                    "SELECT \\",
                    "SELECT \\Na",
                    "SELECT \u0001 ?",
                    "SELECT \u007f"
                })
        void withoutMeaningAreRefused(String sql) {
            refused(sql, MYSQL, Code.UNEXPECTED_CHARACTER);
        }

        @Test
        void nonAsciiIsNeverWhitespace() {
            refused("SELECT\u00a0?", MYSQL, Code.ADJACENT_WORD);
            refused("SELECT ?\u2003", MYSQL, Code.ADJACENT_WORD);
            refused("SELECT \u3000 ?", MYSQL, Code.MISPLACED_PLACEHOLDER);
        }

        @Test
        void namedPlaceholdersAreRefusedAndAssignmentsAreNot() {
            refused("SELECT :a, ?", MARIADB, Code.NAMED_PLACEHOLDER);
            refused("SELECT :1", MARIADB, Code.NAMED_PLACEHOLDER);
            assertThat(fill("SELECT @a:=?, @b := ?", MYSQL, "7")).isEqualTo("SELECT @a:= 7, @b := 7");
        }
    }

    @Nested
    class BeforeAPlaceholder {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SELECT ?",
                    "SELECT DISTINCT ?",
                    "SELECT ALL ?",
                    "SELECT 1 WHERE ?",
                    "SELECT 1 AND ? OR ? XOR ?",
                    "SELECT NOT ?",
                    "SELECT a FROM t JOIN u ON ?",
                    "SELECT a FROM t HAVING ?",
                    "SELECT a LIKE ?",
                    "SELECT a BETWEEN ? AND ?",
                    "SELECT CASE ? WHEN ? THEN ? ELSE ? END",
                    "SELECT a FROM t LIMIT ?",
                    "SELECT NOW() + INTERVAL ? DAY",
                    "SELECT 5 DIV ? MOD ?",
                    "SELECT a REGEXP ? RLIKE ?",
                    "SELECT SUBSTRING(? FROM ? FOR ?)",
                    "SELECT BINARY ?",
                    "select distinct ?",
                    "SELECT a LIKE 'x' ESCAPE ?",
                    "SELECT a LIKE ? ESCAPE ?",
                    "SELECT a LIKE (b) ESCAPE ?",
                    "SELECT a FROM t LIMIT ? OFFSET ?",
                    "SELECT a FROM t LIMIT 5 OFFSET ?",
                    "SELECT a FROM t FETCH FIRST ? ROWS ONLY",
                    "SELECT a FROM t FETCH NEXT ? ROWS ONLY",
                    "SELECT 1+?-?*?/?%?",
                    "SELECT a=? OR a<>? OR a<=>? OR !? OR ~?",
                    "SELECT f(?,?)",
                    "SELECT /* c */ -- d\n ?",
                })
        void whatIsFollowedByAnOperandIsAllowed(String sql) {
            assertThat(count(sql, MYSQL))
                    .isEqualTo((int) sql.chars().filter(c -> c == '?').count());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SELECT a ? FROM f",
                    "SELECT 1 ?",
                    "SELECT COUNT(*) ?",
                    "SELECT _utf8mb4 ?",
                    "SELECT `a` ?",
                    "SELECT a /* c */ ?",
                    "SELECT 1 -- c\n ?",
                    "SELECT t.limit ?",
                    "SELECT t . limit ?",
                    "SELECT @limit ?",
                    "SELECT 1 AS ?",
                    "SELECT 1 COLLATE ?",
                    "SELECT DATE ?",
                    "SELECT 1 IS ?",
                    "SELECT 1; ?",
                    "SELECT escape ? FROM t",
                    "SELECT offset ? FROM t",
                    "SELECT t.escape ?",
                    "SELECT first ?",
                    "SELECT {d ?}",
                    "SELECT { ?}",
                    "SELECT 1. ?",
                    "SELECT distinctrow2 ?",
                    "SELECT a IN ?",
                    "SELECT @ ?",
                    "SELECT 1AND ?",
                })
        void whatIsNotIsRefused(String sql) {
            refused(sql, MYSQL.multiStatements(true), Code.MISPLACED_PLACEHOLDER);
        }

        @Test
        void offsetIsReservedInMariaDbFrom10_6() {
            String sql = "SELECT a FROM t ORDER BY a OFFSET ? ROWS";
            refused(sql, MARIADB, Code.MISPLACED_PLACEHOLDER);
            refused(sql, MARIADB.serverVersion(10, 5, 29), Code.MISPLACED_PLACEHOLDER);
            assertThat(count(sql, MARIADB.serverVersion(10, 6, 0))).isEqualTo(1);
            refused(sql, MYSQL.serverVersion(11, 0, 0), Code.MISPLACED_PLACEHOLDER);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SELECT a FROM t ORDER BY ?",
                    "SELECT a FROM t GROUP BY ?",
                    "SELECT a FROM t ORDER BY a DESC, ?",
                    "SELECT a FROM t ORDER BY f(a, ?), ?",
                    "SELECT SUM(a) OVER (PARTITION BY ?) FROM t",
                    "SELECT a FROM t ORDER BY (SELECT b FROM u ORDER BY c LIMIT 1), ?",
                })
        void aColumnNumberIsRefusedWhereABoundOneIsNone(String sql) {
            refused(sql, MYSQL, Code.ORDINAL_POSITION);
            refused(sql, MYSQL.serverVersion(8, 0, 22), Code.ORDINAL_POSITION);
            assertThat(count(sql, MYSQL.serverVersion(8, 0, 21))).isPositive();
            assertThat(count(sql, MARIADB)).isPositive();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SELECT a FROM t ORDER BY FIELD(a, ?, ?)", "SELECT a FROM t ORDER BY a = ?, b LIMIT ?, ?",
                    "SELECT a FROM t GROUP BY a HAVING f(a, ?)", "SELECT a FROM t ORDER BY a UNION SELECT 1, ?",
                    "SELECT f((SELECT a FROM t ORDER BY a), ?)", "SELECT a FROM t ORDER BY CASE ? WHEN 1 THEN a END",
                })
        void anOperandWithinAnOrderIsNoColumnNumber(String sql) {
            assertThat(count(sql, MYSQL)).isPositive();
        }
    }

    @Nested
    class Statements {

        @Test
        void aSecondOneIsRefusedUnlessAllowed() {
            refused("SELECT 1; SELECT ?", MYSQL, Code.MULTIPLE_STATEMENTS);
            assertThat(count("SELECT ?;; ;", MYSQL)).isEqualTo(1);
            refused("SELECT 1;; SELECT ?", MYSQL, Code.MULTIPLE_STATEMENTS);
            refused("SELECT 1; 'a'", MYSQL, Code.MULTIPLE_STATEMENTS);
            refused("SELECT 1; /*!50000 a */", MYSQL, Code.MULTIPLE_STATEMENTS);
            assertThat(count("SELECT ? ; /* c */ # d\n -- e", MYSQL)).isEqualTo(1);
            assertThat(count("SELECT ?; SELECT ?;", MYSQL.multiStatements(true)))
                    .isEqualTo(2);
        }

        @Test
        void severalAreNoBatch() {
            CompiledTemplate template =
                    TemplateCompiler.compile("INSERT INTO t VALUES (?); SELECT 1", MYSQL.multiStatements(true));
            assertThat(template.isBatch()).isFalse();
        }
    }
}
