// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static dev.appendkit.sql.Templates.count;
import static dev.appendkit.sql.Templates.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.sql.SqlTemplateException.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnsiLexerTest {

    private static final SqlMode MODE = SqlMode.ansi();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT '?', 'a''?', 'a\\', ?",
                "SELECT \"?\", \"a\"\"?\", ?",
                "SELECT N'?', X'41', B'01', U&'?', U&\"?\", ?",
                "SELECT DATE'2020-01-01', TIME'10:00:00', timestamp'2020-01-01 10:00:00', INTERVAL'1' DAY, ?",
                "SELECT E 'a', ?",
                "SELECT 1 -- ? '\n + ?",
                "SELECT 1 -- ? '\r\n + ?",
                "SELECT 1 /* ? ' */ + ?",
                "SELECT a FROM t OFFSET ? ROWS",
            })
    void regionsHidePlaceholders(String sql) {
        assertThat(count(sql, MODE)).isEqualTo(1);
    }

    @Test
    void whatServersReadDifferentlyIsRefused() {
        refused("SELECT 1 /* /* ? */", MODE, Code.NESTED_COMMENT);
        refused("SELECT 1 /* /* ? */ */", MODE, Code.NESTED_COMMENT);
        refused("SELECT 1 /*! ? */", MODE, Code.VERSION_DEPENDENT);
        refused("SELECT 1 -- a\r + ?", MODE, Code.VERSION_DEPENDENT);
        refused("SELECT 1 // ?", MODE, Code.VERSION_DEPENDENT);
        refused("SELECT E'a\\'', ?", MODE, Code.VERSION_DEPENDENT);
        refused("SELECT q'[a]', ?", MODE, Code.VERSION_DEPENDENT);
        refused("SELECT r'a', ?", MODE, Code.VERSION_DEPENDENT);
        refused("SELECT _utf8'a', ?", MODE, Code.VERSION_DEPENDENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"`a`", "[a]", "#a", "$$a$$", "$a", "@a", ":a", "\\N", "{d}", "\u000b", "\u0001", "\u007f"})
    void whatTheStandardDoesNotKnowIsRefused(String token) {
        refused("SELECT " + token + ", ?", MODE, Code.UNEXPECTED_CHARACTER);
    }

    @Test
    void aColumnNumberIsRefused() {
        refused("SELECT a FROM t ORDER BY ?", MODE, Code.ORDINAL_POSITION);
    }

    @Test
    void regionsMustBeClosed() {
        refused("SELECT 'a", MODE, Code.UNTERMINATED_STRING);
        refused("SELECT \"a", MODE, Code.UNTERMINATED_IDENTIFIER);
        refused("SELECT /* a", MODE, Code.UNTERMINATED_COMMENT);
    }
}
