// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.sql.ExpectedRegions.Rules;
import dev.appendkit.sql.LexerCases.Case;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random texts of what opens, closes and escapes, for every lexer. */
class LexerRegionsTest {
    private static final int MAX_FRAGMENTS = 14;

    private static final List<String> FRAGMENTS = List.of(
            "?",
            ", ?",
            "?, ",
            " ? ",
            "+?",
            "(?)",
            "SELECT ",
            "SELECT ?",
            " = ?",
            "'",
            "''",
            "\\'",
            "\\",
            "\"",
            "\"\"",
            "`",
            "[",
            "]",
            "]]",
            "#",
            "--",
            "-- ",
            "//",
            "/*",
            "*/",
            "/*/",
            "/*!",
            "/*+",
            "\n",
            "\r",
            "\t",
            "\u007f",
            "\u00a0",
            "$$",
            "\ufeff",
            "$a$",
            "$",
            "E'",
            "e'",
            "U&'",
            "N'",
            "x'",
            "_utf8mb4'",
            "a",
            "1",
            ".",
            ";",
            "::",
            ":a",
            "@",
            "\u00e9",
            "-");

    private final long seed = Long.getLong("appendkit.seed", new Random().nextLong());

    @Test
    void noPlaceholderIsInQuotesOrComments() {
        Random random = new Random(seed);
        for (Case lexer : LexerCases.ALL) {
            int withPlaceholders = 0;
            for (int i = 0; i < 4 * FuzzCount.TEMPLATES; i++) {
                String sql = text(random);
                try {
                    withPlaceholders += LexerCases.check(sql, lexer) ? 1 : 0;
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError("seed " + seed + ", " + lexer + ", " + shown(sql), e);
                }
            }
            assertThat(withPlaceholders)
                    .as("accepted, %s, seed %d", lexer, seed)
                    .isGreaterThan(FuzzCount.TEMPLATES / 200);
        }
    }

    /** The control: a lexer that is asked about another session is found out. */
    @Test
    void aLexerOfAnotherSessionIsCaught() {
        for (Case wrong : List.of(
                new Case(SqlMode.mysql().ansiQuotes(false), new Rules("mysql", false, false)),
                new Case(SqlMode.h2(), new Rules("h2", true, false)),
                new Case(SqlMode.sqlServer(), new Rules("h2", false, false)),
                new Case(SqlMode.sqlServer(), new Rules("sqlserver", true, false)))) {
            assertThatThrownBy(() -> {
                        Random random = new Random(FuzzCount.SEED_OF_CONTROL);
                        for (int i = 0; i < FuzzCount.TEMPLATES_OF_CONTROL; i++) {
                            LexerCases.check(text(random), wrong);
                        }
                    })
                    .as("%s", wrong)
                    .isInstanceOf(AssertionError.class);
        }
    }

    /**
     * The control of the tokens: a literal that is put in place of the placeholder without a look at its neighbours.
     */
    @Test
    void aLiteralThatGrowsTogetherWithItsNeighbourIsCaught() {
        Rules mySql = new Rules("mysql", true, true);
        Rules sqlite = new Rules("sqlite", false, false);
        Rules h2 = new Rules("h2", false, false);
        Rules sqlServer = new Rules("sqlserver", false, false);
        for (Rules rules : List.of(mySql, sqlite, h2, sqlServer)) {
            for (String template : List.of("SELECT 1 LIMIT?", "?e5", "?x41", "?.5", "1?", "a?", "?_")) {
                assertThatThrownBy(() -> checkNaive(template, "7", rules))
                        .as("%s in %s", template, rules)
                        .isInstanceOf(AssertionError.class);
            }
            for (String template : List.of("'a'?", "?'a'", rules.equals(sqlServer) ? "SELECT n?" : "SELECT x?")) {
                assertThatThrownBy(() -> checkNaive(template, "'7'", rules))
                        .as("%s in %s", template, rules)
                        .isInstanceOf(AssertionError.class);
            }
            checkNaive("SELECT a, ?", "'7'", rules);
            checkNaive("SELECT -?", "(-7)", rules);
            checkNaive("SELECT 1 -- ?\n + ?", "7", rules);
        }
        for (Rules rules : List.of(sqlite, h2, sqlServer)) {
            assertThatThrownBy(() -> checkNaive("SELECT 1-?, 2", "-7", rules)).isInstanceOf(AssertionError.class);
        }
        for (Rules rules : List.of(mySql, h2)) {
            assertThatThrownBy(() -> checkNaive("SELECT 'a' /* b */ ?", "'7'", rules))
                    .isInstanceOf(AssertionError.class);
        }
        assertThatThrownBy(() -> checkNaive("SELECT 1 --?", "-7", sqlite)).isInstanceOf(AssertionError.class);
        checkNaive("\ufeff?", "7", sqlite);
        assertThatThrownBy(() -> checkNaive(" \ufeff?", "7", sqlite)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> checkNaive("SELECT ?, 1", "'\\'", mySql)).isInstanceOf(AssertionError.class);
    }

    private static void checkNaive(String template, String literal, Rules rules) {
        int at = template.lastIndexOf('?');
        Tokens.check(
                template,
                new int[] {at},
                template.substring(0, at) + literal + template.substring(at + 1),
                literal,
                rules);
    }

    private static String text(Random random) {
        StringBuilder sql = new StringBuilder(random.nextInt(3) == 0 ? "" : "SELECT ");
        for (int left = 1 + random.nextInt(MAX_FRAGMENTS); left > 0; left--) {
            sql.append(FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
        }
        return sql.toString();
    }

    private static String shown(String sql) {
        StringBuilder shown = new StringBuilder();
        sql.chars()
                .forEach(c -> shown.append(c < ' ' || c > '~' ? String.format("\\u%04x", c) : Character.toString(c)));
        return shown.toString();
    }
}
