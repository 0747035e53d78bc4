// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.sql.SqlTemplateException.Code;

/**
 * Refuses a placeholder whose value would join with its neighbours.
 *
 * <p>As a parameter, {@code ?} is a token of its own. As text, {@code LIMIT?} becomes {@code LIMIT5}, a table alias,
 * and the rows are no longer limited; {@code ?e5} becomes a number a hundred thousand times as great; {@code SELECT a
 * ?} turns the value into a column name, and {@code 'a' ?} joins two strings into one. A placeholder may therefore only
 * follow a token that an operand always follows, even where the server would accept more.
 */
final class Adjacency {

    private Adjacency() {}

    /** Checks the placeholder {@code text[from, to)}, which comes after the lexer's previous token. */
    static void check(Lexer lexer, int from, int to) {
        checkBefore(lexer, from, to);
        checkAfter(lexer, from, to);
    }

    private static void checkBefore(Lexer lexer, int from, int to) {
        boolean accepted =
                switch (lexer.previous) {
                    case Token.START, Token.OPEN, Token.COMMA -> true;
                    case Token.OPERATOR -> lexer.previousTo != from || !joins(lexer, from);
                    case Token.WORD -> lexer.previousTo != from && lexer.valueFollowsWord();
                    case Token.EXECUTABLE_COMMENT -> lexer.valueFollowsComment();
                    default -> false;
                };
        if (!accepted) {
            throw refused(lexer, from, to);
        }
    }

    /** Whether the operator that touches the placeholder would be another one, or the prefix of a string. */
    private static boolean joins(Lexer lexer, int from) {
        return lexer.text[from - 1] == '@' || followsLetterU(lexer, from);
    }

    private static boolean followsLetterU(Lexer lexer, int from) {
        return lexer.text[from - 1] == '&'
                && lexer.beforeTo == from - 1
                && isLetterU(lexer.text, lexer.beforeFrom, lexer.beforeTo);
    }

    private static SqlTemplateException refused(Lexer lexer, int from, int to) {
        boolean touches = lexer.previousTo == from;
        return switch (lexer.previous) {
            case Token.OPERATOR ->
                // This holds for operators too: in a @? b the author means the operator of that name.
                lexer.text[from - 1] == '@'
                        ? adjacentCharacter(lexer, from, to, from - 1)
                        : lexer.error(
                                Code.ADJACENT_CHARACTER,
                                from,
                                to,
                                "U& before a value would make a Unicode string of it");
            case Token.WORD -> touches ? adjacentWord(lexer, from, to) : misplaced(lexer, from, to);
            case Token.NUMBER, Token.NAME -> {
                if (!touches) {
                    yield misplaced(lexer, from, to);
                }
                yield lexer.inWord(from - 1) ? adjacentWord(lexer, from, to) : adjacentQuote(lexer, from, to);
            }
            case Token.STRING, Token.QUOTED ->
                touches
                        ? adjacentQuote(lexer, from, to)
                        : lexer.error(
                                Code.ADJACENT_LITERAL,
                                from,
                                to,
                                "a placeholder follows a string; as text, both would be one string or the value an"
                                        + " alias");
            case Token.PLACEHOLDER ->
                lexer.error(
                        Code.ADJACENT_LITERAL,
                        from,
                        to,
                        "a placeholder follows a placeholder; put an operator or a comma between them");
            case Token.EXECUTABLE_COMMENT ->
                lexer.error(
                        Code.VERSION_DEPENDENT,
                        from,
                        to,
                        "whether a value may stand here depends on the executable comment before it");
            case Token.OTHER -> touches ? adjacentCharacter(lexer, from, to, from - 1) : misplaced(lexer, from, to);
            default -> misplaced(lexer, from, to);
        };
    }

    private static boolean isLetterU(byte[] text, int from, int to) {
        return to - from == 1 && (text[from] & ~0x20) == 'U';
    }

    private static void checkAfter(Lexer lexer, int from, int to) {
        if (lexer.spaceAt(to)) {
            return;
        }
        if (lexer.inWord(to)) {
            throw lexer.error(
                    Code.ADJACENT_WORD,
                    from,
                    to + 1,
                    "a word or number touches the placeholder and would join with the value; put a space between");
        }
        switch (lexer.text[to]) {
            case '\'', '"', '`' -> throw adjacentQuote(lexer, from, to + 1);
            case '.', '@', '\\' -> throw adjacentCharacter(lexer, from, to + 1, to);
            default -> {}
        }
    }

    private static SqlTemplateException adjacentWord(Lexer lexer, int from, int to) {
        return lexer.error(
                Code.ADJACENT_WORD,
                from,
                to,
                "the placeholder touches a word or number that would join with the value; put a space between");
    }

    private static SqlTemplateException adjacentQuote(Lexer lexer, int from, int to) {
        return lexer.error(
                Code.ADJACENT_QUOTE,
                from,
                to,
                "the placeholder touches a quote; a placeholder within quotes needs none: the value is written with its"
                        + " own");
    }

    private static SqlTemplateException adjacentCharacter(Lexer lexer, int from, int to, int at) {
        return lexer.error(
                Code.ADJACENT_CHARACTER,
                from,
                to,
                "the placeholder touches " + (char) lexer.text[at] + ", which would join with the value");
    }

    private static SqlTemplateException misplaced(Lexer lexer, int from, int to) {
        return lexer.error(
                Code.MISPLACED_PLACEHOLDER,
                from,
                to,
                "no value can stand here; before it there must be an operator, a comma, ( or a word such as SELECT,"
                        + " WHERE or LIKE" + lexer.operatorHint(from));
    }
}
