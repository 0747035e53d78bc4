// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.sql.SqlTemplateException.Code;
import org.jspecify.annotations.Nullable;

/**
 * How MySQL and MariaDB read SQL. Syntax that their versions read differently, executable comments and {@code $tag$},
 * is refused unless the mode states the version.
 */
final class MySqlLexer extends Lexer {

    private static final byte[] CLASSES = classes();

    // Reserved words after which PREPARE accepts a placeholder. FROM is for SUBSTRING(? FROM ?).
    private static final Words OPERAND_FOLLOWS = OperandWords.and(
            "ALL",
            "XOR",
            "ON",
            "LIKE",
            "LIMIT",
            "BY",
            "INTERVAL",
            "RETURN",
            "DIV",
            "MOD",
            "REGEXP",
            "RLIKE",
            "BINARY",
            "FROM",
            "BOTH",
            "LEADING",
            "TRAILING",
            "INFILE",
            "OUTFILE");

    // This word is not reserved: in SELECT escape ? FROM t it is a column, and the value would be its alias.
    private static final long ESCAPE = Words.pack("ESCAPE");
    private static final long OFFSET = Words.pack("OFFSET");
    private static final Words WRITING = Words.of("INSERT", "REPLACE", "DELETE");
    private static final Words ROW_COUNT_FOLLOWS = Words.of("FIRST", "NEXT");
    private static final long FETCH = Words.pack("FETCH");
    private static final long IN = Words.pack("IN");
    private static final long FOR = Words.pack("FOR");
    private static final long DO = Words.pack("DO");
    private static final long KILL = Words.pack("KILL");
    private static final long QUERY = Words.pack("QUERY");
    private static final long OF = Words.pack("OF");
    private static final long COMMENT = Words.pack("COMMENT");
    private static final long DEFAULT = Words.pack("DEFAULT");
    private static final long SET = Words.pack("SET");
    private static final long BETWEEN = Words.pack("BETWEEN");
    private static final long AND = Words.pack("AND");
    private static final Words FRAMES = Words.of("ROWS", "RANGE");
    private static final long EXAMINED = Words.pack("EXAMINED");
    private static final long SELECT = Words.pack("SELECT");
    private static final String[] SELECT_OPTIONS = {
        "SQL_NO_CACHE", "SQL_CACHE", "SQL_CALC_FOUND_ROWS", "STRAIGHT_JOIN", "HIGH_PRIORITY"
    };
    /** In an executable comment. */
    private static final Words OPERATORS = Words.of("AND", "OR", "XOR", "NOT", "DIV", "MOD");

    private static final int OPERAND_BEFORE = 1;
    private static final int OPERAND_AFTER = 2;

    /** The bit of a frame that holds the arguments of JSON_VALUE. */
    private static final int JSON_VALUE = 1 << 9;

    private static final int MARIADB_RESERVES_OFFSET = SqlMode.version(10, 6, 0);
    private static final int NO_BOUND_ORDINALS = SqlMode.version(8, 0, 22);
    private static final int NO_DOLLAR_QUOTES = SqlMode.version(8, 1, 0);
    private static final int DOLLAR_QUOTES = SqlMode.version(9, 0, 0);

    private final boolean mariadb;
    private final boolean backslashEscapes;

    /** Whether the last executable comment may be followed by a value, be it executed or not. */
    private boolean valueFollowsComment;

    /** Null if the statement is neither CREATE nor ALTER. */
    private @Nullable MySqlDefinitions definitions;
    /** Whether this is between MariaDB's SET STATEMENT and FOR. */
    private boolean inSettings;

    MySqlLexer(TemplateText template, SqlMode mode) {
        super(template, mode, CLASSES, true);
        mariadb = mode.dialect() == MySqlDialect.MARIADB;
        backslashEscapes = mode.backslashEscapes();
    }

    private static byte[] classes() {
        byte[] classes = ByteClasses.common();
        classes[0x0B] = ByteClasses.SPACE;
        for (char c : "`#@:\\".toCharArray()) {
            classes[c] = ByteClasses.SPECIAL;
        }
        classes['{'] = ByteClasses.OTHER;
        classes['}'] = ByteClasses.OTHER;
        return classes;
    }

    @Override
    boolean operandFollows(long word) {
        if (OPERAND_FOLLOWS.contains(word)) {
            return true;
        }
        if (word == ESCAPE) {
            return operandIsBefore();
        }
        if (word == OFFSET) {
            return before == Token.NUMBER
                    || before == Token.PLACEHOLDER
                    || (mariadb && mode.serverVersion() >= MARIADB_RESERVES_OFFSET);
        }
        if (word == IN || word == FOR) {
            return inArguments();
        }
        if (ROW_COUNT_FOLLOWS.contains(word)) {
            return before == Token.WORD && wordBefore() == FETCH;
        }
        return rareOperandFollows(word);
    }

    /** Checks words that are keywords only at some places, or have more than eight letters. */
    private boolean rareOperandFollows(long word) {
        if (before == Token.START || before == Token.SEMICOLON) {
            return word == DO || word == KILL;
        }
        if (word == QUERY || isPrevious("CONNECTION")) {
            return isBefore("KILL") && statementWord() == KILL;
        }
        if (word == OF) {
            return isBefore("AS");
        }
        if (word == COMMENT) {
            return definitions != null && before != Token.OPEN && before != Token.COMMA;
        }
        if (word == DEFAULT) {
            return definitions != null;
        }
        if (word == EXAMINED) {
            return isBefore("ROWS");
        }
        if (isPrevious("SEPARATOR")) {
            return true;
        }
        if (isPrevious("RETURNING")) {
            return mariadb && depth() == 0 && WRITING.contains(statementWord()) && operandBefore();
        }
        boolean option = isPrevious("SQL_NO_CACHE") || isPrevious("SQL_CALC_FOUND_ROWS") || isPrevious("STRAIGHT_JOIN");
        return (option || isPrevious("HIGH_PRIORITY") || isPrevious("DISTINCTROW")) && isBefore("SELECT");
    }

    /** Whether the last word follows an operand, and so is no operand itself. */
    private boolean operandBefore() {
        return before == Token.WORD ? !OPERAND_FOLLOWS.contains(wordBefore()) : operandIsBefore();
    }

    /** MariaDB, and MySQL before 8.0.22, read a bound integer as the number of a column, just like a literal. */
    @Override
    Ordinals ordinals() {
        boolean asBound = mariadb || (mode.serverVersion() > 0 && mode.serverVersion() < NO_BOUND_ORDINALS);
        return asBound ? Ordinals.BOUND : Ordinals.LITERAL;
    }

    @Override
    boolean takesConstants() {
        return true;
    }

    @Override
    void firstWord() {
        definitions = MySqlDefinitions.of(this);
        inSettings = false;
    }

    @Override
    void dialectWord(long word) {
        if (definitions != null && depth() == 0) {
            definitions.outerWord(word);
        } else if (word == 0 && follows(SET) && statementWord() == SET && isPrevious("STATEMENT")) {
            inSettings = true;
        } else if (word == FOR && depth() == 0) {
            inSettings = false;
        }
    }

    @Override
    int opened() {
        int inner = definitions == null ? 0 : definitions.opened();
        // MariaDB takes any path there.
        return !mariadb && previous == Token.WORD && isPrevious("JSON_VALUE") ? inner | JSON_VALUE : inner;
    }

    /** Whether the number of rows of a window's frame is expected here. */
    private boolean inFrame() {
        if (!inWindow() || previous != Token.WORD) {
            return false;
        }
        long word = previousWord();
        return word == BETWEEN && before == Token.WORD && FRAMES.contains(wordBefore())
                || word == AND && (isBefore("PRECEDING") || isBefore("FOLLOWING") || isBefore("ROW"));
    }

    @Override
    int checkPlace(int from, int to) {
        if (definitions != null && !definitions.takesLiteral()) {
            throw error(
                    Code.MISPLACED_PLACEHOLDER,
                    from,
                    to,
                    "in CREATE and ALTER the server takes a value after DEFAULT, COMMENT, BY and AUTO_INCREMENT = and"
                            + " in ENUM (…), and nowhere else");
        }
        if (inSettings || mariadb && inFrame()) {
            throw error(Code.MISPLACED_PLACEHOLDER, from, to, "MariaDB takes only a constant here, and no parameter");
        }
        if ((frame & JSON_VALUE) != 0 && previous == Token.COMMA) {
            throw error(
                    Code.MISPLACED_PLACEHOLDER,
                    from,
                    to,
                    "the path of JSON_VALUE is a constant; JSON_EXTRACT takes a parameter");
        }
        return Place.ANY;
    }

    @Override
    void special(int first) {
        switch (first) {
            case '\'' -> singleQuoted();
            case '"' -> doubleQuoted();
            case '`' -> token(Token.NAME, pos, regions.quotedEnd(pos, pos, false, Code.UNTERMINATED_IDENTIFIER));
            case '#' -> lineComment(false);
            case '-' -> minus();
            case '/' -> slash();
            case '$' -> dollar();
            case ':' -> colon();
            case '\\' -> backslash();
            default -> token(Token.OTHER, pos, pos + 1);
        }
    }

    private void singleQuoted() {
        boolean prefix = previous == Token.WORD;
        if (prefix && touchesLetter('N')) {
            prefixedString(regions.quotedEnd(previousFrom, pos, backslashEscapes, Code.UNTERMINATED_STRING));
        } else if (prefix && (touchesLetter('X') || touchesLetter('B'))) {
            prefixedString(binaryEnd(touchesLetter('X')));
        } else {
            string(regions.quotedEnd(pos, pos, backslashEscapes, Code.UNTERMINATED_STRING));
        }
    }

    /**
     * Finds the end of a binary string. The server reads digits up to the first other byte, which must be the quote.
     */
    private int binaryEnd(boolean hexadecimal) {
        int to = regions.quotedEnd(previousFrom, pos, false, Code.UNTERMINATED_STRING);
        for (int i = pos + 1; i < to - 1; i++) {
            boolean digit = hexadecimal ? Character.digit(text[i], 16) >= 0 : text[i] == '0' || text[i] == '1';
            if (!digit) {
                throw error(
                        Code.MALFORMED_LITERAL,
                        previousFrom,
                        to,
                        hexadecimal ? "x'…' holds hexadecimal digits" : "b'…' holds the digits 0 and 1");
            }
        }
        return to;
    }

    private void doubleQuoted() {
        Boolean identifiers = mode.ansiQuotes();
        if (identifiers != null) {
            if (identifiers) {
                token(Token.NAME, pos, regions.quotedEnd(pos, pos, false, Code.UNTERMINATED_IDENTIFIER));
            } else {
                string(regions.quotedEnd(pos, pos, backslashEscapes, Code.UNTERMINATED_STRING));
            }
            return;
        }
        if (backslashEscapes) {
            refuseBackslash();
        }
        int to = regions.quotedEnd(pos, pos, false, Code.UNTERMINATED_STRING);
        stringMayFollow(previous, pos, to);
        token(Token.QUOTED, pos, to);
    }

    /** Refuses a backslash in the region at {@link #pos}: the end of the region would depend on its meaning. */
    private void refuseBackslash() {
        int i = pos + 1;
        while (i < end && (text[i] != '"' || text[i + 1] == '"')) {
            if (text[i] == '\\') {
                template.quoted(pos, end);
                throw error(
                        Code.MODE_UNKNOWN,
                        pos,
                        end,
                        "where this region ends depends on ANSI_QUOTES; say ansiQuotes(true) or ansiQuotes(false),"
                                + " or use single quotes");
            }
            i += text[i] == '"' ? 2 : 1;
        }
    }

    /**
     * Reads a minus. Two of them start a comment if whitespace, a control character or the end of the text follows. The
     * arrow of {@code column->'$.path'} takes only a constant.
     */
    private void minus() {
        int third = text[pos + 2];
        if (text[pos + 1] == '-' && ((third >= 0 && third <= ' ') || third == 0x7F)) {
            lineComment(false);
        } else if (text[pos + 1] == '>') {
            token(Token.OTHER, pos, pos + (third == '>' ? 3 : 2));
        } else {
            token(Token.OPERATOR, pos, pos + 1);
        }
    }

    private void slash() {
        if (text[pos + 1] != '*') {
            token(Token.OPERATOR, pos, pos + 1);
        } else if (text[pos + 2] == '!') {
            executableComment(pos + 3);
        } else if (text[pos + 2] == 'M' && text[pos + 3] == '!') {
            executableComment(pos + 4);
        } else {
            int to = regions.blockCommentEnd(pos);
            if (text[pos + 2] == '+') {
                checkHint(to);
            }
            pos = to;
        }
    }

    /**
     * Reads a comment that is statement text for servers from a version on. It may therefore only hold text that both
     * kinds of server end at the same place and that changes nothing around it.
     */
    private void executableComment(int from) {
        int i = from;
        boolean opensList = false;
        while (i < end && (text[i] != '*' || text[i + 1] != '/')) {
            opensList |= text[i] == '(' || text[i] == ')' || Words.is(text, i, i + 2, "BY");
            boolean pair = (text[i] == '-' && text[i + 1] == '-') || (text[i] == '/' && text[i + 1] == '*');
            if (pair || "?'\"`#\\;".indexOf(text[i]) >= 0) {
                throw error(
                        Code.VERSION_DEPENDENT,
                        pos,
                        from,
                        "what this executable comment means depends on the server's version; it must not hold"
                                + " placeholders, quotes, backslashes, semicolons or comments");
            }
            i++;
        }
        if (i >= end) {
            throw regions.unterminatedComment(pos);
        }
        rowIsUnclear(pos);
        if (opensList) {
            listsAreUnclear();
        }
        int content = versionEnd(from);
        if (isOption(content, i) && previous == Token.WORD && previousWord() == SELECT) {
            // As a comment it means nothing; as text it is a word that only the SELECT list can follow.
            template.comment(pos, i + 2);
            pos = i + 2;
            return;
        }
        int operands = operandsAround(content, i);
        if (previous == Token.PLACEHOLDER && (operands & OPERAND_BEFORE) == 0) {
            throw error(
                    Code.VERSION_DEPENDENT,
                    pos,
                    i + 2,
                    "whether a value may stand here depends on the executable comment after it");
        }
        commentAfterPlaceholder = previous == Token.PLACEHOLDER;
        valueFollowsComment = (operands & OPERAND_AFTER) != 0 && valueFollows();
        token(Token.EXECUTABLE_COMMENT, pos, i + 2);
    }

    /**
     * Returns the position after the version, which has five digits, or six where the server knows such; other digits
     * are text.
     */
    private int versionEnd(int from) {
        int to = from;
        while (text[to] >= '0' && text[to] <= '9') {
            to++;
        }
        int digits = to - from;
        return digits == 6 && mariadb ? to : digits >= 5 ? from + 5 : from;
    }

    /**
     * Whether {@code text[from, to)} is a piece of an expression that has an operand in front of it, behind it, or
     * both: numbers, operators and spaces. Anything else may mean more than a piece of an expression.
     */
    private int operandsAround(int from, int to) {
        boolean operator = false;
        int operands = 0;
        boolean first = true;
        int i = from;
        while (i < to) {
            if (spaceAt(i)) {
                i++;
                continue;
            }
            int tokenEnd = i + 1;
            boolean digit = text[i] >= '0' && text[i] <= '9';
            if (digit || inWord(i)) {
                tokenEnd = wordEnd(i);
                operator = !digit && OPERATORS.contains(Words.pack(text, i, tokenEnd));
                if (!digit && !operator) {
                    return 0;
                }
            } else if ("+-*/%<>=!&|^~".indexOf(text[i]) >= 0) {
                operator = true;
            } else {
                return 0;
            }
            if (first && operator) {
                operands = OPERAND_BEFORE;
            }
            first = false;
            i = tokenEnd;
        }
        return operator ? operands | OPERAND_AFTER : operands;
    }

    /** Whether a value may stand behind the last token. */
    private boolean valueFollows() {
        boolean follows =
                switch (previous) {
                    case Token.START, Token.OPEN, Token.COMMA, Token.OPERATOR -> true;
                    case Token.WORD -> valueFollowsWord();
                    default -> false;
                };
        return follows && !atTable() && !atElement() && !atRowCount() && !atConstant();
    }

    @Override
    boolean valueFollowsComment() {
        return valueFollowsComment;
    }

    /** Whether {@code text[from, to)} is empty or one of the words that only change how SELECT works. */
    private boolean isOption(int from, int to) {
        int wordFrom = from;
        while (wordFrom < to && spaceAt(wordFrom)) {
            wordFrom++;
        }
        int wordTo = to;
        while (wordTo > wordFrom && spaceAt(wordTo - 1)) {
            wordTo--;
        }
        for (String option : SELECT_OPTIONS) {
            if (Words.is(text, wordFrom, wordTo, option)) {
                return true;
            }
        }
        return wordFrom >= wordTo;
    }

    /** Checks a hint: servers that know hints read quotes in them; others end them at the first {@code *}{@code /}. */
    private void checkHint(int to) {
        int open = 0;
        for (int i = pos; i < to - 2; i++) {
            int b = text[i];
            if (open == 0 ? b == '\'' || b == '"' || b == '`' : b == open) {
                open = open == 0 ? b : 0;
            }
        }
        if (open != 0) {
            throw error(
                    Code.VERSION_DEPENDENT, pos, to, "where this optimizer hint ends depends on the server's version");
        }
    }

    /** {@code $tag$} opens a string in MySQL 9 and is a name elsewhere. */
    private void dollar() {
        int tagEnd = pos + 1;
        while (inWord(tagEnd) && text[tagEnd] != '$') {
            tagEnd++;
        }
        boolean known = mariadb || (mode.serverVersion() > 0 && mode.serverVersion() < NO_DOLLAR_QUOTES);
        if (text[tagEnd] != '$' || known) {
            word(pos, wordEnd(pos + 1));
        } else if (mode.serverVersion() >= DOLLAR_QUOTES) {
            string(regions.dollarQuotedEnd(pos, tagEnd + 1));
        } else {
            throw error(
                    Code.VERSION_DEPENDENT,
                    pos,
                    tagEnd + 1,
                    "this opens a string in MySQL 9 and is a name in MySQL 8.0; state the serverVersion or quote the"
                            + " name");
        }
    }

    private void colon() {
        int next = text[pos + 1];
        if (next == '=') {
            token(Token.OPERATOR, pos, pos + 2);
        } else if (namedPlaceholder()) {
            return;
        } else if (inWord(pos + 1) || next == '"' || next == '`' || next == '\'') {
            throw error(
                    Code.NAMED_PLACEHOLDER,
                    pos,
                    pos + 2,
                    "a name touches this colon; write ? instead, or allow :name by namedParameters(true)");
        } else {
            token(Token.OTHER, pos, pos + 1);
        }
    }

    /** {@code \N} is NULL in some versions. */
    private void backslash() {
        if (text[pos + 1] != 'N' || inWord(pos + 2)) {
            throw unexpected();
        }
        token(Token.NUMBER, pos, pos + 2);
    }
}
