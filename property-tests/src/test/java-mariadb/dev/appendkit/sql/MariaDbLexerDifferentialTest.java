// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.testing.EmbeddedMariaDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lexer of MariaDB's dialect against a MariaDB server, in the modes that change how SQL is read. */
@Tag("mariadb")
class MariaDbLexerDifferentialTest {

    private static final int ER_PARSE_ERROR = 1064;

    private static final List<String> FRAGMENTS = List.of(
            "'",
            "\\'",
            "''",
            "'a'",
            "'?'",
            "'\\\\'",
            "\"",
            "\\\"",
            "\"a\"",
            "`",
            "`a`",
            "/*",
            "*/",
            "/*/",
            "/* ? */",
            "/*!",
            "/*!50000 ",
            "/*!999999 ",
            "/*M!",
            "/*+ ",
            "--",
            "-- ? ",
            "--\u007f",
            "--\u00a0",
            "#",
            "\n",
            "\r",
            "\t",
            "\u000b",
            "\u007f",
            "\u00a0",
            "$$",
            "$a$",
            "a$b",
            "??",
            "N'",
            "n'?'",
            "x'41'",
            "x'",
            "b'01'",
            "_utf8mb4",
            "_binary ",
            "\\N",
            "\\",
            "-",
            " - ",
            "--",
            "*",
            "/",
            "&&",
            "||",
            "|",
            "&",
            "^",
            "~",
            "!",
            "=",
            ":=",
            "<=>",
            "(",
            ")",
            "[",
            "]",
            "1",
            "1.",
            ".5",
            "1e5",
            "1e",
            "0x41",
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
            " escape ",
            " OFFSET ",
            " CASE WHEN ",
            " THEN ",
            " END",
            ";",
            "@",
            "@a",
            "@@",
            ":",
            "{",
            "}",
            "d ",
            "\u0001",
            "abs(",
            " NOT ",
            " OR ",
            " INTERVAL ",
            " DAY",
            " DIV ",
            " MOD ",
            " BINARY ",
            "U&",
            "E'");

    // What it takes to open, escape and close; few, so that they often make a statement.
    private static final List<String> QUOTES = List.of(
            "'", "''", "\\'", "'\\'", "\"", "\"\"", "\\\"", "\"\\\"", "`", "\\`", " # ", "/* ", " */", ", ?, ", "\n");

    // One text in every mode, and another number of parameters.
    private static final List<String> AMBIGUOUS =
            List.of("'\\'", "? AS '\\'", "' # '", " # '", "\"\\\"", "? AS \"\\\"", "\" # \"", " # \"", ", ?, ", ", ?");

    private final long seed = Long.getLong("appendkit.seed", new Random().nextLong());
    private Connection server;

    @BeforeEach
    void open() throws SQLException {
        server = EmbeddedMariaDb.connect();
        execute("CREATE OR REPLACE TABLE t (a INT, b VARCHAR(20), `escape` INT)");
    }

    @AfterEach
    void close() throws SQLException {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void whatIsAcceptedHasTheParametersThatMariaDbCounts(boolean noBackslashEscapes, boolean ansiQuotes)
            throws SQLException {
        for (List<String> fragments : List.of(FRAGMENTS, QUOTES, AMBIGUOUS)) {
            differential(noBackslashEscapes, ansiQuotes, noBackslashEscapes, ansiQuotes, fragments)
                    .assertAgrees(seed);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, true, false",
        "true, false, false, false",
        "false, true, false, false",
        "false, false, false, true"
    })
    void aTemplateForAnotherModeIsCaught(
            boolean noBackslashEscapes, boolean ansiQuotes, boolean assumedNoBackslash, boolean assumedAnsi)
            throws SQLException {
        LexerDifferential differential =
                differential(noBackslashEscapes, ansiQuotes, assumedNoBackslash, assumedAnsi, AMBIGUOUS);
        differential.assertCatches(differential::count);
    }

    @Test
    void aCounterThatDoesNotKnowQuotesIsCaught() throws SQLException {
        differential(false, false, false, false, FRAGMENTS).assertCatches(LexerDifferential::countQuestionMarks);
    }

    private LexerDifferential differential(
            boolean noBackslashEscapes,
            boolean ansiQuotes,
            boolean assumedNoBackslash,
            boolean assumedAnsi,
            List<String> fragments)
            throws SQLException {
        execute("SET SESSION sql_mode = '"
                + (noBackslashEscapes ? "NO_BACKSLASH_ESCAPES," : "")
                + (ansiQuotes ? "ANSI_QUOTES" : "")
                + "'");
        SqlMode mode = SqlMode.mariadb()
                .serverVersion(11, 4, 5)
                .noBackslashEscapes(assumedNoBackslash)
                .ansiQuotes(assumedAnsi);
        return new LexerDifferential(server, code -> code == ER_PARSE_ERROR, mode, fragments);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = server.createStatement()) {
            statement.execute(sql);
        }
    }
}
