// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.internal.Utf8;
import dev.appendkit.sql.SqlTemplateException.Code;
import java.util.Arrays;

/** Compiles SQL text to a {@link CompiledTemplate}, or refuses it. */
final class TemplateCompiler {

    /** A longer text is not a template but a programming error; the limit also keeps positions within 26 bits. */
    static final int MAX_LENGTH = 1 << 24;

    private static final int MAX_BYTES_A_CHAR = 3;

    private TemplateCompiler() {}

    static CompiledTemplate compile(String sql, SqlMode mode) {
        if (sql.length() > MAX_LENGTH) {
            throw new SqlTemplateException(
                    Code.TEMPLATE_TOO_LONG,
                    "the template has " + sql.length() + " chars; at most " + MAX_LENGTH + " are accepted");
        }
        Lexer lexer = mode.dialect().lexer(text(sql, mode), mode);
        lexer.run();
        return new CompiledTemplate(lexer);
    }

    private static TemplateText text(String sql, SqlMode mode) {
        int length = sql.length();
        byte[] bytes = new byte[length + TemplateText.LOOK_AHEAD];
        int nul = sql.indexOf(0);
        int end = nul < 0 ? length : nul;
        int other = Utf8.indexOfNonAscii(sql, 0, end);
        int ascii = other < 0 ? end : other;
        Utf8.appendAscii(bytes, 0, sql, 0, ascii);
        return ascii == length ? new TemplateText(sql, bytes, length) : unicodeText(sql, mode, bytes, ascii);
    }

    /** Returns the text; its first {@code from} chars are ASCII and already in the array. */
    private static TemplateText unicodeText(String sql, SqlMode mode, byte[] ascii, int from) {
        byte[] bytes = Arrays.copyOf(ascii, from + MAX_BYTES_A_CHAR * (sql.length() - from));
        int maxCodePoint = mode.maxCodePoint();
        int pos = from;
        int i = from;
        while (i < sql.length()) {
            int codePoint = sql.codePointAt(i);
            boolean half = codePoint <= Character.MAX_VALUE && Character.isSurrogate((char) codePoint);
            if (codePoint == 0 || codePoint > maxCodePoint || half) {
                throw badCharacter(sql, mode, i);
            }
            pos = Utf8.appendCodePoint(bytes, pos, codePoint);
            i += Character.charCount(codePoint);
        }
        return new TemplateText(sql, Arrays.copyOf(bytes, pos + TemplateText.LOOK_AHEAD), pos);
    }

    /** Lexes the text before the character, so that the message does not show quoted text. */
    private static SqlTemplateException badCharacter(String sql, SqlMode mode, int at) {
        TemplateText before = text(sql.substring(0, at), mode);
        try {
            mode.dialect().lexer(before, mode).run();
        } catch (SqlTemplateException incomplete) {
            // The lexer has noted its regions up to here, including an open one; nothing else is needed from it.
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
