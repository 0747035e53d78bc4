// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.sql.SqlTemplateException.Code;

/**
 * Reads standard SQL and refuses everything that some servers read differently: nested comments, other quotes, other
 * comments.
 */
final class AnsiLexer extends Lexer {

    private static final byte[] CLASSES = classes();

    private static final Words OPERAND_FOLLOWS = OperandWords.and(
            "ALL", "ON", "LIKE", "ESCAPE", "LIMIT", "OFFSET", "BY", "RETURN", "FROM", "FOR", "FIRST", "NEXT");

    // Prefixes and types of literals; E'…', Q'…' and others change how some servers read the quoted text.
    private static final Words BEFORE_QUOTE = Words.of("N", "X", "B", "DATE", "TIME", "INTERVAL");
    private static final String TIMESTAMP = "TIMESTAMP";

    AnsiLexer(TemplateText template, SqlMode mode) {
        super(template, mode, CLASSES, true);
    }

    private static byte[] classes() {
        byte[] classes = ByteClasses.common();
        classes['&'] = ByteClasses.SPECIAL;
        classes[':'] = ByteClasses.SPECIAL;
        return classes;
    }

    @Override
    boolean operandFollows(long word) {
        return OPERAND_FOLLOWS.contains(word);
    }

    @Override
    void special(int first) {
        switch (first) {
            case '\'' -> singleQuoted();
            case '"' -> token(Token.NAME, pos, regions.quotedEnd(pos, pos, false, Code.UNTERMINATED_IDENTIFIER));
            case '-' -> minus();
            case '/' -> slash();
            case '&' -> ampersand();
            case ':' -> colon();
            default -> throw unexpected();
        }
    }

    private void singleQuoted() {
        if (!touchesWord()) {
            string(regions.quotedEnd(pos, pos, false, Code.UNTERMINATED_STRING));
            return;
        }
        if (!BEFORE_QUOTE.contains(previousWord()) && !Words.is(text, previousFrom, previousTo, TIMESTAMP)) {
            throw error(
                    Code.VERSION_DEPENDENT,
                    previousFrom,
                    pos,
                    "servers disagree about a string with this prefix; put a space before the quote or leave the prefix"
                            + " out");
        }
        prefixedString(regions.quotedEnd(previousFrom, pos, false, Code.UNTERMINATED_STRING));
    }

    private void minus() {
        if (text[pos + 1] != '-') {
            token(Token.OPERATOR, pos, pos + 1);
            return;
        }
        int from = pos;
        lineComment(true);
        if (pos < end && text[pos] == '\r' && text[pos + 1] != '\n') {
            throw error(
                    Code.VERSION_DEPENDENT, from, pos, "servers disagree whether CR ends a comment; end it with LF");
        }
    }

    private void slash() {
        if (text[pos + 1] == '/') {
            throw error(Code.VERSION_DEPENDENT, pos, pos + 2, "// opens a comment in some servers; use --");
        }
        if (text[pos + 1] != '*') {
            token(Token.OPERATOR, pos, pos + 1);
            return;
        }
        if (text[pos + 2] == '!' || (text[pos + 2] == 'M' && text[pos + 3] == '!')) {
            throw error(Code.VERSION_DEPENDENT, pos, pos + 3, "some servers execute what is in this comment");
        }
        int to = regions.blockCommentEnd(pos);
        for (int i = pos + 2; i < to - 2; i++) {
            if (text[i] == '/' && text[i + 1] == '*') {
                throw error(Code.NESTED_COMMENT, i, i + 2, "servers disagree about a comment within a comment");
            }
        }
        pos = to;
    }

    /** {@code U&'…'} and {@code U&"…"}. */
    private void ampersand() {
        int quote = text[pos + 1];
        if (!touchesLetter('U') || (quote != '\'' && quote != '"')) {
            token(Token.OPERATOR, pos, pos + 1);
        } else if (quote == '\'') {
            prefixedString(regions.quotedEnd(previousFrom, pos + 1, false, Code.UNTERMINATED_STRING));
        } else {
            extend(Token.NAME, regions.quotedEnd(previousFrom, pos + 1, false, Code.UNTERMINATED_IDENTIFIER));
        }
    }

    /** Without named placeholders, no meaning of a colon is common to all servers. */
    private void colon() {
        if (!namedPlaceholder()) {
            throw unexpected();
        }
    }
}
