// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The lexer of SQLite's dialect against SQLite's own. A table and a column are named x, as the literal 'x' of the
 * check: a string that becomes a name is then accepted by SQLite, and noticed.
 */
class SqliteLexerDifferentialTest {

    private static final List<String> FRAGMENTS = List.of(
            "'",
            "\\'",
            "''",
            "'a'",
            "'?'",
            "\"",
            "\"a\"",
            "`",
            "`a`",
            "[",
            "]",
            "[a]",
            "[?]",
            "/*",
            "*/",
            "/*/",
            "/* ? */",
            "--",
            "-- ? ",
            "\n",
            "\r",
            "\t",
            "\u000b",
            "\u007f",
            "\u00a0",
            "\ufeff",
            "$$",
            "$a",
            "$1",
            "@a",
            ":a",
            ":b",
            "::",
            "::b",
            "(c)",
            "#",
            "?1",
            "?2",
            "??",
            "E'",
            "N'",
            "x'",
            "x'41'",
            "X'4'",
            "-",
            " - ",
            "*",
            "/",
            "&",
            "||",
            "=",
            "->",
            "->>",
            "(",
            ")",
            "1",
            "1.",
            ".5",
            "1e5",
            "0x",
            "1_0",
            "a",
            "A",
            "\u00e9",
            "AND",
            " AND ",
            " AS x",
            " FROM t",
            " FROM t WHERE a = ",
            " LIMIT ",
            "LIMIT",
            " OFFSET ",
            " IN (?)",
            " ORDER BY ",
            " BETWEEN ",
            " LIKE ",
            " NOT LIKE ",
            " GLOB ",
            " MATCH ",
            " ESCAPE ",
            " IS ",
            " IS DISTINCT FROM ",
            " CASE WHEN ",
            " THEN ",
            " END",
            ";",
            "\\",
            "{",
            "^",
            "!",
            "~",
            "abs(",
            " NOT ",
            " OR ",
            " COLLATE ",
            " x",
            " like",
            " glob");

    /** Where SQLite may take a string for a name. */
    private static final List<String> NAMES = List.of(
            " FROM x",
            " FROM (",
            " FROM ",
            ", ",
            " x",
            " JOIN x",
            " JOIN (",
            " USING (",
            " WHERE ",
            " AS ",
            " LIKE ",
            " NOT ",
            " OFFSET ",
            " LIMIT 1",
            " UNION SELECT ",
            "(SELECT ",
            ")",
            "(",
            " IN ",
            " ON ",
            " INDEXED BY ",
            " GROUP BY ",
            " BY ",
            " MATCH ",
            " COLLATE ",
            " json_each(",
            " VALUES (",
            " IS ",
            " DISTINCT ",
            "x.",
            "[x]",
            "\"x\"",
            "1");

    private static final List<String> STATEMENTS = List.of(
            "INSERT INTO x(",
            "INSERT INTO x",
            "REPLACE INTO x(x",
            "WITH x(",
            "WITH x AS (SELECT 1), y(",
            "UPDATE x SET (",
            "UPDATE x SET x = 1",
            "DELETE FROM x",
            "ATTACH ",
            "CREATE TABLE y(",
            "CREATE INDEX i ON ",
            "PRAGMA ",
            "PRAGMA user_version = ",
            "VACUUM ",
            "ANALYZE ",
            "REINDEX ",
            "SAVEPOINT ",
            "ALTER TABLE x ");

    private static final List<String> CLAUSES = List.of(
            " x",
            "(x",
            "(",
            ")",
            ", ",
            " VALUES (",
            " SELECT ",
            " SET ",
            " SET x = ",
            " = ",
            " WHERE x = ",
            " INTO ",
            " AS ",
            " AS (SELECT 1)",
            " ON CONFLICT ",
            " DO UPDATE ",
            " RETURNING ",
            " FROM x",
            " DEFAULT ",
            " USING ",
            " DATABASE ",
            "1",
            " RENAME TO ",
            " ADD COLUMN ",
            " FILTER (WHERE ");

    private final long seed = Long.getLong("appendkit.seed", new Random().nextLong());
    private Connection server;

    @BeforeEach
    void open() throws SQLException {
        server = DriverManager.getConnection("jdbc:sqlite::memory:");
        try (Statement statement = server.createStatement()) {
            statement.execute("CREATE TABLE t (a INT, b TEXT, like INT, glob INT)");
            statement.execute("CREATE TABLE x (x INT, \"offset\" INT, \"match\" INT)");
        }
    }

    @AfterEach
    void close() throws SQLException {
        server.close();
    }

    @Test
    void whatIsAcceptedHasTheParametersThatSqliteCounts() throws SQLException {
        for (List<String> fragments : List.of(FRAGMENTS, NAMES)) {
            differential(SqlMode.sqlite(), fragments).assertAgrees(seed);
        }
    }

    @Test
    void noStringBecomesANameInOtherStatements() throws SQLException {
        for (String statement : STATEMENTS) {
            LexerDifferential differential =
                    differential(SqlMode.sqlite(), CLAUSES).beginning(statement);
            assertThat(differential
                            .run(seed, FuzzCount.TEMPLATES / 4, differential::count)
                            .templates())
                    .isEqualTo(FuzzCount.TEMPLATES / 4);
        }
    }

    @Test
    void aCounterThatDoesNotKnowQuotesIsCaught() {
        differential(SqlMode.sqlite(), FRAGMENTS).assertCatches(LexerDifferential::countQuestionMarks);
    }

    @Test
    void aLexerThatDoesNotKnowWhereStringsAreNamesIsCaught() {
        LexerDifferential other = differential(SqlMode.ansi(), NAMES);
        other.assertCatches(other::count);
    }

    /** SQLite has one code for all errors in a statement. */
    private LexerDifferential differential(SqlMode mode, List<String> fragments) {
        return new LexerDifferential(server, code -> true, mode, fragments);
    }
}
