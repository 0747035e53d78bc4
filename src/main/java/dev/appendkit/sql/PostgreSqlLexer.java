// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.sql.SqlTemplateException.Code;
import org.jspecify.annotations.Nullable;

/**
 * How PostgreSQL reads SQL (PostgreSQL Documentation, "Lexical Structure"; the server's scanner decides the points that
 * it leaves open). A {@code ?} is a placeholder: an operator that holds one doubles it. {@link PostgreSqlPlaces} knows
 * where a placeholder may stand.
 */
final class PostgreSqlLexer extends Lexer {

    private static final byte[] CLASSES = classes();

    /** The bit of a frame that holds the name of an operator. */
    private static final int OPERATOR_NAME = 1 << 8;

    /** The maximum number of values of one Bind message. */
    private static final int MAX_PARAMETER = 65_535;

    private static final int VERTICAL_TAB = 0x0B;
    private static final int VERTICAL_TAB_IS_SPACE = SqlMode.version(16, 0, 0);

    /** Null if the session's {@code standard_conforming_strings} is unknown. */
    private final @Nullable Boolean standardStrings;

    private final boolean verticalTabIsSpace;
    private final PostgreSqlPlaces places;
    private int openBrackets;

    PostgreSqlLexer(TemplateText template, SqlMode mode) {
        super(template, mode, CLASSES, false);
        standardStrings = mode.standardConformingStrings();
        verticalTabIsSpace = mode.serverVersion() >= VERTICAL_TAB_IS_SPACE;
        places = new PostgreSqlPlaces(this);
    }

    private static byte[] classes() {
        byte[] classes = ByteClasses.common();
        classes['@'] = ByteClasses.OPERATOR;
        classes['#'] = ByteClasses.OPERATOR;
        classes['`'] = ByteClasses.OPERATOR;
        for (char c : "&?:[]\u000b".toCharArray()) {
            classes[c] = ByteClasses.SPECIAL;
        }
        return classes;
    }

    @Override
    boolean operandFollows(long word) {
        return places.operandFollows(word);
    }

    /** A literal with a type is not the number of a column. */
    @Override
    Ordinals ordinals() {
        return mode.bareLiterals() ? Ordinals.LITERAL : Ordinals.NONE;
    }

    @Override
    boolean opensSubscript() {
        return true;
    }

    /** Every literal that could join with a minus has parentheses of its own. */
    @Override
    boolean literalsNeedParentheses() {
        return false;
    }

    @Override
    void firstWord() {
        places.firstWord();
    }

    @Override
    void dialectWord(long word) {
        if (depth() == 0) {
            places.outerWord(word);
        }
    }

    @Override
    int opened() {
        boolean operator = previous == Token.WORD && isPrevious("OPERATOR");
        return places.opened() | (operator ? OPERATOR_NAME : 0);
    }

    /** {@code OPERATOR(schema.+)} is one operator: no function can have that name without quotes. */
    @Override
    int closing() {
        boolean operator = previous == Token.OPERATOR
                && switch (before) {
                    case Token.OPEN, Token.OTHER, Token.OPERATOR -> true;
                    default -> false;
                };
        return operator && (frame & OPERATOR_NAME) != 0 ? Token.OPERATOR : Token.CLOSE;
    }

    @Override
    int checkPlace(int from, int to) {
        return places.check(from, to);
    }

    @Override
    String operatorHint(int at) {
        return text[at] == '?' ? "; an operator with a question mark doubles it: ??" : "";
    }

    @Override
    boolean spaceAt(int at) {
        return text[at] == VERTICAL_TAB ? verticalTabIsSpace : super.spaceAt(at);
    }

    @Override
    void special(int first) {
        switch (first) {
            case '\'' -> singleQuoted();
            case '"' -> token(Token.NAME, pos, identifierEnd(pos, pos));
            case '-' -> minus();
            case '/' -> slash();
            case '&' -> ampersand();
            case '$' -> dollar();
            case '?' -> questionMark();
            case ':' -> colon();
            case '[' -> {
                openBrackets++;
                token(Token.OPEN, pos, pos + 1);
            }
            case ']' -> {
                openBrackets--;
                token(Token.CLOSE, pos, pos + 1);
            }
            default -> verticalTab();
        }
    }

    /**
     * Reads a number. Neither {@code $} nor a quote after the digits is part of it: the server reports junk or starts
     * another token.
     */
    @Override
    int number(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] == '$') {
                throw error(Code.UNEXPECTED_CHARACTER, i, i + 1, "$ touches a number; put a space between");
            }
        }
        if (text[to] == '\'') {
            throw error(Code.UNEXPECTED_CHARACTER, to, to + 1, "a quote touches a number; put a space between");
        }
        return super.number(from, to);
    }

    /** Reads a string. A single letter that touches the quote, and is a word of its own, decides how. */
    private void singleQuoted() {
        if (touchesLetter('E')) {
            prefixedString(stringEnd(previousFrom, pos, true));
        } else if (touchesLetter('X') || touchesLetter('B')) {
            prefixedString(stringEnd(previousFrom, pos, false));
        } else if (touchesLetter('N')) {
            prefixedString(plainStringEnd(previousFrom));
        } else {
            string(plainStringEnd(pos));
        }
    }

    /** The end of the string whose quote is at {@link #pos}; a backslash in it may be ordinary or not. */
    private int plainStringEnd(int from) {
        if (standardStrings != null) {
            return stringEnd(from, pos, !standardStrings);
        }
        int to = stringEnd(from, pos, false);
        for (int i = pos; i < to; i++) {
            if (text[i] == '\\') {
                throw error(
                        Code.MODE_UNKNOWN,
                        from,
                        to,
                        "where this string ends depends on standard_conforming_strings; say"
                                + " standardConformingStrings(true) or (false), or write E'…'");
            }
        }
        return to;
    }

    /** The position after the last segment: a string continues after a line end, as the kind that it began with. */
    private int stringEnd(int from, int open, boolean backslashEscapes) {
        int to = regions.quotedEnd(from, open, backslashEscapes, Code.UNTERMINATED_STRING);
        for (int next = continuation(to); next >= 0; next = continuation(to)) {
            to = regions.quotedEnd(next, next, backslashEscapes, Code.UNTERMINATED_STRING);
        }
        return to;
    }

    /**
     * The position of the next segment's quote; -1 unless only whitespace with a line end, and line comments, lie
     * between.
     */
    private int continuation(int from) {
        boolean lineEnd = false;
        int i = from;
        while (i < end) {
            int b = text[i];
            if (b == '\n' || b == '\r') {
                lineEnd = true;
                i++;
            } else if (b == '-' && text[i + 1] == '-') {
                i = regions.lineCommentEnd(i, true);
            } else if (spaceAt(i)) {
                i++;
            } else {
                return lineEnd && b == '\'' ? i : -1;
            }
        }
        return -1;
    }

    private int identifierEnd(int from, int open) {
        int to = regions.quotedEnd(from, open, false, Code.UNTERMINATED_IDENTIFIER);
        if (to == open + 2) {
            throw error(Code.MALFORMED_LITERAL, from, to, "an identifier cannot be empty");
        }
        return to;
    }

    private void minus() {
        if (text[pos + 1] == '-') {
            lineComment(true);
        } else {
            token(Token.OPERATOR, pos, pos + 1);
        }
    }

    private void slash() {
        if (text[pos + 1] == '*') {
            pos = regions.nestedCommentEnd(pos);
        } else {
            token(Token.OPERATOR, pos, pos + 1);
        }
    }

    /** Reads {@code U&'…'}, in which no backslash hides a quote, and {@code U&"…"}. */
    private void ampersand() {
        int quote = text[pos + 1];
        if (!touchesLetter('U') || (quote != '\'' && quote != '"')) {
            token(Token.OPERATOR, pos, pos + 1);
        } else if (quote == '"') {
            extend(Token.NAME, identifierEnd(previousFrom, pos + 1));
        } else if (standardStrings != null && standardStrings) {
            prefixedString(stringEnd(previousFrom, pos + 1, false));
        } else {
            throw error(
                    Code.MODE_UNKNOWN,
                    previousFrom,
                    pos + 2,
                    "the server takes U&'…' only with standard_conforming_strings on; say"
                            + " standardConformingStrings(true)");
        }
    }

    /** Reads {@code $1}, {@code $$…$$} or {@code $tag$…$tag$}. */
    private void dollar() {
        int tagEnd = pos + 1;
        if (isDigit(tagEnd)) {
            while (isDigit(tagEnd)) {
                tagEnd++;
            }
            numberedPlaceholder(pos, pos + 1, tagEnd, MAX_PARAMETER);
            return;
        }
        while (inWord(tagEnd) && text[tagEnd] != '$') {
            tagEnd++;
        }
        if (text[tagEnd] != '$') {
            throw unexpected();
        }
        string(regions.dollarQuotedEnd(pos, tagEnd + 1));
    }

    private boolean isDigit(int at) {
        return text[at] >= '0' && text[at] <= '9';
    }

    /** Reads a placeholder. A double question mark is reduced to one, which the server reads as its operator. */
    private void questionMark() {
        if (text[pos + 1] == '?') {
            segments.leaveOut(pos, pos + 1);
            token(Token.OPERATOR, pos, pos + 2);
        } else {
            placeholder(pos, pos + 1);
        }
    }

    /** Reads a cast, a named argument or, in brackets, a range. */
    private void colon() {
        int next = text[pos + 1];
        if (next == ':') {
            token(Token.OTHER, pos, pos + 2);
        } else if (next == '=') {
            token(Token.OPERATOR, pos, pos + 2);
        } else if (namedPlaceholder()) {
            // The call has already moved on.
            return;
        } else if (openBrackets > 0 || inMembers()) {
            token(Token.OPERATOR, pos, pos + 1);
        } else if (inWord(pos + 1)) {
            throw error(
                    Code.NAMED_PLACEHOLDER,
                    pos,
                    pos + 2,
                    "a name touches this colon; write ? instead, or allow :name by namedParameters(true)");
        } else {
            throw unexpected();
        }
    }

    private void verticalTab() {
        if (!verticalTabIsSpace) {
            throw error(
                    Code.VERSION_DEPENDENT,
                    pos,
                    pos + 1,
                    "U+000B is whitespace from version 16 on; state the serverVersion or write a space");
        }
        pos++;
    }
}
