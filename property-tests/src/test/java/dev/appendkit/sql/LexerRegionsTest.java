// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.sql.LexerCases.Case;
import dev.appendkit.sql.Regions.Rules;
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
                    .isGreaterThan(FuzzCount.TEMPLATES / 50);
        }
    }

    /** The control: a lexer that is asked about another session is found out. */
    @Test
    void aLexerOfAnotherSessionIsCaught() {
        for (Rules rules : List.of(new Rules("mysql", false, false), new Rules("h2", true, false))) {
            SqlMode other = rules.dialect().equals("mysql") ? SqlMode.mysql().ansiQuotes(false) : SqlMode.h2();
            assertThatThrownBy(() -> {
                        Random random = new Random(seed);
                        for (int i = 0; i < 100 * FuzzCount.TEMPLATES; i++) {
                            LexerCases.check(text(random), new Case(other, rules));
                        }
                    })
                    .as("%s", rules)
                    .isInstanceOf(AssertionError.class);
        }
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
