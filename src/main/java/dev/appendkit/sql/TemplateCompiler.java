// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.sql.SqlTemplateException.Code;

/** Makes a {@link CompiledTemplate} of SQL text, or refuses it. */
final class TemplateCompiler {

    /** A statement of this length is no template but a program's mistake; it also keeps positions within 26 bits. */
    static final int MAX_LENGTH = 1 << 24;

    private TemplateCompiler() {}

    static CompiledTemplate compile(String sql, SqlMode mode) {
        if (sql.length() > MAX_LENGTH) {
            throw new SqlTemplateException(
                    Code.TEMPLATE_TOO_LONG,
                    "the template has " + sql.length() + " chars; at most " + MAX_LENGTH + " are accepted");
        }
        checkCharacters(sql, mode);
        TemplateText text = new TemplateText(sql);
        Lexer lexer = mode.dialect().lexer(text, mode);
        lexer.run();
        return new CompiledTemplate(mode, text, lexer.segments, lexer.row, lexer.parameterCount());
    }

    private static void checkCharacters(String sql, SqlMode mode) {
        int max = Math.min(mode.maxCodePoint(), Character.MAX_VALUE);
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == 0 || c > max) {
                throw badCharacter(sql, mode, i);
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < sql.length()
                        && Character.isLowSurrogate(sql.charAt(i + 1));
                if (!pair || mode.maxCodePoint() == Character.MAX_VALUE) {
                    throw badCharacter(sql, mode, i);
                }
                i++;
            }
        }
    }

    /** Lexes what comes before, so that the message does not show what is in quotes. */
    private static SqlTemplateException badCharacter(String sql, SqlMode mode, int at) {
        TemplateText before = new TemplateText(sql.substring(0, at));
        try {
            mode.dialect().lexer(before, mode).run();
        } catch (SqlTemplateException incomplete) {
            // It has noted its regions up to here, an open one too; there is nothing else to learn from it.
        }
        int end = before.length;
        char c = sql.charAt(at);
        if (c == 0) {
            return before.error(Code.NUL_CHARACTER, end, end, "the template holds the character U+0000");
        }
        int codePoint = sql.codePointAt(at);
        if (codePoint <= Character.MAX_VALUE && Character.isSurrogate(c)) {
            return before.error(
                    Code.LONE_SURROGATE, end, end, String.format("U+%04X is half a surrogate pair", (int) c));
        }
        return before.error(
                Code.UNENCODABLE_CHARACTER,
                end,
                end,
                String.format("the mode's charset cannot express U+%04X; connect with utf8mb4", codePoint));
    }
}
