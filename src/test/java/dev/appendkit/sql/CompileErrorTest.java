// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static dev.appendkit.sql.Templates.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.sql.SqlTemplateException.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an error is, how it is shown, and what is not shown. */
class CompileErrorTest {

    private static final SqlMode MODE = SqlMode.mysql();

    @Test
    void theMessageHasACaretLine() {
        assertThat(refusal("SELECT a FROM t LIMIT?", MODE))
                .hasMessage("the placeholder touches a word or number that would join with the value; put a space"
                        + " between (ADJACENT_WORD at line 1, column 22, offset 21)\n"
                        + "SELECT a FROM t LIMIT?\n"
                        + "                     ^");
    }

    @Test
    void quotedRegionsAreMasked() {
        String message = refusal("SELECT 'secret', `secret`, \"secret\", x'41', N'secret' ? + 'secret'", MODE)
                .getMessage();
        assertThat(message)
                .doesNotContain("secret")
                .endsWith("\nSELECT '…', '…', '…', '…', '…' ?…\n" + " ".repeat(35 - 4) + "^");
    }

    @Test
    void whatOpensAndDoesNotCloseIsMasked() {
        assertThat(refusal("SELECT a, 'secret ?", MODE).getMessage()).endsWith("\nSELECT a, '…'\n          ^");
        assertThat(refusal("SELECT 'a\nsecret', b ?", MODE).getMessage()).endsWith("\n'…', b ?\n       ^");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 'secret\u0000', ?", "SELECT 'secret\ud800', ?", "SELECT 'secret"})
    void badCharactersInQuotesShowNothingOfTheQuotes(String sql) {
        assertThat(refusal(sql, MODE)).hasMessageNotContaining("secret").hasMessageContaining("SELECT '…'");
    }

    @ParameterizedTest
    @CsvSource({
        "'SELECT a?', 8, 1, 9",
        "'SELECT\n a?', 9, 2, 3",
        "'SELECT\r a?', 9, 2, 3",
        "'SELECT\r\n a?', 10, 2, 3",
        "'SELECT ''\n\n'', a?', 14, 3, 5",
        "'SELECT ''\uD83D\uDE00\u00E9'', a?', 15, 1, 15",
        "'SELECT 1; SELECT 2', 10, 1, 11",
    })
    void offsetsAreCharsAndColumnsAreCodePoints(String sql, int offset, int line, int column) {
        SqlTemplateException refusal = refusal(sql, MODE);
        assertThat(refusal.offset()).isEqualTo(offset);
        assertThat(refusal.line()).isEqualTo(line);
        assertThat(refusal.column()).isEqualTo(column);
    }

    @Test
    void theCaretCountsCodePoints() {
        assertThat(refusal("SELECT \ud83d\ude00 ?", MODE).getMessage()).endsWith("\nSELECT \ud83d\ude00 ?\n         ^");
    }

    @Test
    void longLinesAreCutAtTheFront() {
        String message = refusal("SELECT " + "a, ".repeat(1000) + "b ?", MODE).getMessage();
        String[] lines = message.split("\n", -1);
        assertThat(lines).hasSize(3);
        assertThat(lines[1]).startsWith("…").endsWith("b ?").hasSizeLessThan(70);
        assertThat(lines[2].indexOf('^')).isEqualTo(lines[1].indexOf('?'));
    }

    @Test
    void controlCharactersAreShownAsSpaces() {
        assertThat(refusal("SELECT\ta ?", MODE).getMessage()).endsWith("\nSELECT a ?\n         ^");
    }

    @Test
    void nulIsRefusedWhereverItIs() {
        for (String sql : new String[] {"\u0000", "SELECT '\u0000'", "SELECT /* \u0000 */", "SELECT ?\u0000"}) {
            SqlTemplateException refusal = refusal(sql, MODE);
            assertThat(refusal.code()).isEqualTo(Code.NUL_CHARACTER);
            assertThat(refusal.offset()).isEqualTo(sql.indexOf(0));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT '\ud800'",
                "SELECT '\udc00'",
                "SELECT '\ud800\ud800\udc00'",
                "\ud800",
                "SELECT \udc00\ud800"
            })
    void loneSurrogatesAreRefused(String sql) {
        SqlTemplateException refusal = refusal(sql, MODE);
        assertThat(refusal.code()).isEqualTo(Code.LONE_SURROGATE);
        assertThat(Character.isSurrogate(sql.charAt(refusal.offset()))).isTrue();
    }

    @Test
    void whatTheCharsetCannotExpressIsRefused() {
        assertThat(refusal("SELECT '\u00e9'", MODE.charset("ascii")).code()).isEqualTo(Code.UNENCODABLE_CHARACTER);
        SqlTemplateException refusal = refusal("SELECT '\u00e9\ud83d\ude00'", MODE.charset("utf8mb3"));
        assertThat(refusal.code()).isEqualTo(Code.UNENCODABLE_CHARACTER);
        assertThat(refusal.offset()).isEqualTo(9);
        assertThat(refusal).hasMessageContaining("U+1F600");
    }

    @Test
    void theLengthIsLimited() {
        String longest = " ".repeat(TemplateCompiler.MAX_LENGTH);
        assertThat(TemplateCompiler.compile(longest, MODE).parameterCount).isZero();
        SqlTemplateException refusal = refusal(longest + " ", MODE);
        assertThat(refusal.code()).isEqualTo(Code.TEMPLATE_TOO_LONG);
        assertThat(refusal.offset()).isEqualTo(-1);
    }

    @Test
    void placeholdersInQuotesAndCommentsAreCounted() {
        CompiledTemplate template =
                TemplateCompiler.compile("SELECT * /* ? */ FROM t WHERE a = '?''?' AND b = ? # ?", MODE);
        assertThat(template.hiddenPlaceholders())
                .isEqualTo("; 4 placeholders are in quotes or in comments and are none, the first, ?, at line 1, column"
                        + " 13");
        assertThat(TemplateCompiler.compile("SELECT\n '?'", MODE).hiddenPlaceholders())
                .isEqualTo("; the ? at line 2, column 3 is in quotes or in a comment and is no placeholder");
        assertThat(TemplateCompiler.compile("SELECT '', ?", MODE).hiddenPlaceholders())
                .isEmpty();
        assertThat(template.lineAndColumn(0)).isEqualTo("line 1, column 50");
        assertThat(template.offset(0)).isEqualTo(49);
    }

    @Test
    void aChangedModeNamesBoth() {
        CompiledTemplate template = TemplateCompiler.compile("SELECT ?", MODE);
        SqlTemplateException refusal = template.modeChanged(MODE.noBackslashEscapes(true));
        assertThat(refusal.code()).isEqualTo(Code.MODE_CHANGED);
        assertThat(refusal)
                .hasMessageContaining("noBackslashEscapes=false")
                .hasMessageContaining("noBackslashEscapes=true");
    }
}
