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

class H2LexerTest {

    private static final SqlMode MODE = SqlMode.h2();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT '?', ?",
                "SELECT 'a\\', ?",
                "SELECT 'a''?', ?",
                "SELECT 'a' /* ? */ '?', ?",
                "SELECT 'a' // ?\n '?', ?",
                "SELECT E'a\\', ?",
                "SELECT N'?', ?",
                "SELECT U&'?\\0041', ?",
                "SELECT u&\"?\", ?",
                "SELECT U&'!0041?' UESCAPE '!', ?",
                "SELECT X'41' '42', X'4 1', ?",
                "SELECT $$ ? ' $ $$, ?",
                "SELECT \"?\", \"a\"\"?\", ?",
                "SELECT `?`, `a``?`, ?",
                "SELECT 1 -- ? ' \r + ?",
                "SELECT 1 -- ?\n + ?",
                "SELECT 1 // ? ' \r + ?",
                "SELECT 1 // ?\n + ?",
                "SELECT 1 /* ? /* ? */ ? */ + ?",
                "SELECT 1 /* /*/ */ */ + ?",
                "SELECT 1 //\n + ?",
                "SELECT a$$b, c$1, ?",
                "SELECT 1 + ? //",
            })
    void regionsHidePlaceholders(String sql) {
        assertThat(count(sql, MODE)).isEqualTo(1);
    }

    @Test
    void twoMinusesAreAlwaysAComment() {
        assertThat(count("SELECT 5--?\n", MODE)).isZero();
    }

    @Test
    void noBreakSpaceIsWhitespace() {
        assertThat(fill("SELECT\u00a0?\u00a0+\u2003?\u3000", MODE, "7")).isEqualTo("SELECT\u00a07\u00a0+\u20037\u3000");
        assertThat(count("SELECT caf\u00e9\u00a0+ ?", MODE)).isEqualTo(1);
    }

    @Test
    void charactersThatBeginNothingAreRefused() {
        refused("SELECT \u200b, ?", MODE, Code.UNEXPECTED_CHARACTER);
        refused("SELECT \u2019?", MODE, Code.UNEXPECTED_CHARACTER);
        refused("SELECT \ud83d\ude00", MODE, Code.UNEXPECTED_CHARACTER);
        refused("SELECT #a, ?", MODE, Code.UNEXPECTED_CHARACTER);
        refused("SELECT \\N, ?", MODE, Code.UNEXPECTED_CHARACTER);
        refused("SELECT $, ?", MODE, Code.UNEXPECTED_CHARACTER);
        refused("SELECT $a$ ? $a$", MODE, Code.UNEXPECTED_CHARACTER);
        refused("SELECT 1$1", MODE, Code.UNEXPECTED_CHARACTER);
        refused("SELECT 1a$$ ? $$", MODE, Code.UNEXPECTED_CHARACTER);
        refused("SELECT \u0001 ?", MODE, Code.UNEXPECTED_CHARACTER);
    }

    @Test
    void trigraphsAreBrackets() {
        assertThat(count("SELECT a??(1??), ?", MODE)).isEqualTo(1);
        assertThat(fill("SELECT a??(? ??)", MODE, "7")).isEqualTo("SELECT a??(7 ??)");
        assertThat(fill("SELECT a[?], ARRAY[?, ?]", MODE, "7")).isEqualTo("SELECT a[ 7 ], ARRAY[ 7, 7 ]");
    }

    @Test
    void numberedPlaceholdersCanBeUsedTwice() {
        CompiledTemplate template = TemplateCompiler.compile("SELECT ?2, ?1, ?2", MODE);
        assertThat(parameters(template)).containsExactly(1, 0, 1);
        assertThat(template.parameterCount).isEqualTo(2);
        assertThat(fill(template, "7")).isEqualTo("SELECT 7, 7, 7");
        assertThat(parameters(TemplateCompiler.compile("SELECT $1 + $1", MODE))).containsExactly(0, 0);
    }

    @Test
    void numberedPlaceholdersHaveLimits() {
        refused("SELECT ?0", MODE, Code.PLACEHOLDER_NUMBER);
        refused("SELECT ?100001", MODE, Code.PLACEHOLDER_NUMBER);
        refused("SELECT ?99999999999999999999", MODE, Code.PLACEHOLDER_NUMBER);
        assertThat(count("SELECT ?100000", MODE)).isEqualTo(100_000);
        refused("SELECT ?, ?1", MODE, Code.MIXED_PLACEHOLDERS);
        refused("SELECT $1, ?", MODE, Code.MIXED_PLACEHOLDERS);
        refused("SELECT ?1a", MODE, Code.ADJACENT_WORD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a FROM t LIMIT ? OFFSET ?",
                "SELECT a FROM t OFFSET ? ROWS FETCH FIRST ? ROWS ONLY",
                "VALUES ?, ?",
                "SELECT ?::INT, ? AS x, ? \"al\"",
                "SET @v TO ?",
                "SELECT a ILIKE ? ESCAPE ?",
                "SELECT SUBSTRING(b FROM ? FOR ?) FROM t",
                "SELECT a FROM t QUALIFY ?",
            })
    void whatPrepareTakesIsTaken(String sql) {
        assertThat(count(sql, MODE))
                .isEqualTo((int) sql.chars().filter(c -> c == '?').count());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1 IN ?",
                "SELECT INTERVAL ? DAY",
                "SELECT 5 MOD ?",
                "SELECT U&'a' UESCAPE ?",
                "SELECT DATE ?"
            })
    void whatPrepareRefusesIsRefused(String sql) {
        refused(sql, MODE, Code.MISPLACED_PLACEHOLDER);
    }

    @Test
    void regionsMustBeClosed() {
        refused("SELECT 'a", MODE, Code.UNTERMINATED_STRING);
        refused("SELECT U&'a", MODE, Code.UNTERMINATED_STRING);
        refused("SELECT \"a", MODE, Code.UNTERMINATED_IDENTIFIER);
        refused("SELECT `a", MODE, Code.UNTERMINATED_IDENTIFIER);
        refused("SELECT $$a$", MODE, Code.UNTERMINATED_DOLLAR_QUOTE);
        refused("SELECT /* /* */", MODE, Code.UNTERMINATED_COMMENT);
        refused("SELECT /*/", MODE, Code.UNTERMINATED_COMMENT);
    }
}
