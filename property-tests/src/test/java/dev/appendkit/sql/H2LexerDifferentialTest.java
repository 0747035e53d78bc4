// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.h2.api.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The lexer of H2's dialect against H2's own parser. */
class H2LexerDifferentialTest {

    private static final List<String> FRAGMENTS = List.of(
            "'",
            "\\'",
            "''",
            "'a'",
            "'?'",
            "\"",
            "\"a\"",
            "`",
            "`A`",
            "/*",
            "*/",
            "/*/",
            "/* ? */",
            "--",
            "-- ? ",
            "//",
            "\n",
            "\r",
            "\t",
            "\u007f",
            "\u00a0",
            "\u2003",
            "\u200b",
            "$$",
            "$a$",
            "$1",
            "?1",
            "??",
            "??(",
            "??)",
            "E'",
            "N'",
            "U&'",
            "U&\"",
            "X'",
            "X'41'",
            "-",
            " - ",
            "*",
            "/",
            "&&",
            "||",
            "=",
            "(",
            ")",
            "[",
            "]",
            "1",
            "1.",
            ".5",
            "1e5",
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
            " IN (?)",
            " ORDER BY ",
            " BETWEEN ",
            " LIKE ",
            " ESCAPE ",
            " CASE WHEN ",
            " THEN ",
            " END",
            ";",
            "#",
            "@",
            ":",
            "::",
            "::INT",
            "{",
            "}",
            "\\",
            "\u0001",
            " UESCAPE ",
            "abs(",
            " NOT ",
            " OR ",
            " INTERVAL ");

    // What it takes to open and close; few, so that they often make a statement.
    private static final List<String> QUOTES = List.of(
            "'", "''", "\\'", "\"", "\"\"", "$$", "$", "1$", "a$", "// ", "-- ", "/* ", " */", ", ?, ", "\n", "U&",
            "N");

    private final long seed = Long.getLong("appendkit.seed", new Random().nextLong());
    private Connection server;

    @BeforeEach
    void open() throws SQLException {
        server = DriverManager.getConnection("jdbc:h2:mem:");
        try (Statement statement = server.createStatement()) {
            statement.execute("CREATE TABLE t (a INT, b VARCHAR)");
        }
    }

    @AfterEach
    void close() throws SQLException {
        server.close();
    }

    @Test
    void whatIsAcceptedHasTheParametersThatH2Counts() throws SQLException {
        for (List<String> fragments : List.of(FRAGMENTS, QUOTES)) {
            differential(SqlMode.h2().multiStatements(true), fragments).assertAgrees(seed);
        }
    }

    @Test
    void aCounterThatDoesNotKnowQuotesIsCaught() {
        differential(SqlMode.h2(), FRAGMENTS).assertCatches(LexerDifferential::countQuestionMarks);
    }

    @Test
    void aLexerOfAnotherDialectIsCaught() {
        LexerDifferential other = differential(SqlMode.mysql(), QUOTES);
        other.assertCatches(other::count);
    }

    private LexerDifferential differential(SqlMode mode, List<String> fragments) {
        return new LexerDifferential(
                server, code -> code == ErrorCode.SYNTAX_ERROR_1 || code == ErrorCode.SYNTAX_ERROR_2, mode, fragments);
    }
}
