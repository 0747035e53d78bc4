// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.sql.SqlTemplateException.Code;

/**
 * How SQLite reads SQL (its tokenizer, and the rules of its grammar that read a string as a name). Placeholders are
 * {@code ?}, {@code ?1} and {@code :name}; {@code @name}, {@code $name} and the Tcl suffixes {@code ::b} and
 * {@code (c)}, which SQLite reads as parts of a name, are refused.
 */
final class SqliteLexer extends Lexer {

    private static final byte[] CLASSES = classes();

    /** SQLITE_MAX_VARIABLE_NUMBER in SQLite's default build. */
    private static final int MAX_PARAMETER = 32_766;

    // Reserved words after which SQLite accepts a parameter. Other keywords of its grammar are names where they cannot
    // be keywords: SELECT like 'x' is a column with an alias.
    private static final Words OPERAND_FOLLOWS = OperandWords.and("ALL", "IS", "ON", "ESCAPE", "LIMIT");

    private static final Words OPERATORS = Words.of("LIKE", "GLOB", "REGEXP", "MATCH");
    // A name follows these words, and it may be one of the operators.
    private static final Words NAME_FOLLOWS = Words.of("FROM", "JOIN", "INTO", "TABLE", "UPDATE", "SET", "AS", "BY");
    private static final Words BEFORE_BY = Words.of("ORDER", "GROUP");
    private static final Words FRAMES = Words.of("ROWS", "GROUPS", "RANGE");
    private static final Words WRITING = Words.of("INSERT", "REPLACE", "UPDATE", "DELETE", "WITH");
    private static final Words NO_PARAMETERS = Words.of("CREATE", "ALTER", "DROP", "PRAGMA");
    private static final Words ATTACHING = Words.of("ATTACH", "DETACH");

    private static final long NOT = Words.pack("NOT");
    private static final long COLLATE = Words.pack("COLLATE");
    private static final long OFFSET = Words.pack("OFFSET");
    private static final long BY = Words.pack("BY");
    private static final long FROM = Words.pack("FROM");
    private static final long DISTINCT = Words.pack("DISTINCT");
    private static final long AS = Words.pack("AS");
    private static final long INTO = Words.pack("INTO");
    private static final long ATTACH = Words.pack("ATTACH");
    private static final long VACUUM = Words.pack("VACUUM");
    private static final long CAST = Words.pack("CAST");
    private static final long DATABASE = Words.pack("DATABASE");
    private static final long OVER = Words.pack("OVER");

    private static final int BYTE_ORDER_MARK = 0xEF;

    // Bits of a frame.
    /** The arguments of CAST. */
    private static final int CAST_ARGUMENTS = 1 << 10;
    /** Those of them that have reached the type. */
    private static final int AT_TYPE = 1 << 11;
    /** What a type has in parentheses. */
    private static final int CONSTANTS = 1 << 12;

    private boolean operandBeforeNot;

    SqliteLexer(TemplateText template, SqlMode mode) {
        super(template, mode, CLASSES, false);
    }

    private static byte[] classes() {
        byte[] classes = ByteClasses.common();
        for (char c : "`[?:@#".toCharArray()) {
            classes[c] = ByteClasses.SPECIAL;
        }
        classes['^'] = ByteClasses.REFUSED;
        classes[BYTE_ORDER_MARK] = ByteClasses.SPECIAL | ByteClasses.IN_WORD;
        return classes;
    }

    @Override
    boolean operandFollows(long word) {
        if (before == Token.WORD && wordBefore() == COLLATE) {
            // MATCH and others are names there.
            return false;
        }
        if (OPERAND_FOLLOWS.contains(word)) {
            // a NOT NULL is a complete condition.
            return word != NOT || !operandBefore();
        }
        if (OPERATORS.contains(word)) {
            return before == Token.WORD && wordBefore() == NOT ? operandBeforeNot : operandBefore();
        }
        if (word == OFFSET) {
            return before == Token.NUMBER || before == Token.PLACEHOLDER;
        }
        if (word == AS) {
            return statementWord() == ATTACH && before != Token.WORD;
        }
        if (word == INTO) {
            return statementWord() == VACUUM;
        }
        if (ATTACHING.contains(word)) {
            return before == Token.START;
        }
        if (FRAMES.contains(word) && inWindow()) {
            return true;
        }
        if (isPrevious("RETURNING")) {
            return depth() == 0 && WRITING.contains(statementWord()) && operandBefore();
        }
        if (before != Token.WORD) {
            return false;
        }
        return (word == BY && (BEFORE_BY.contains(wordBefore()) || Words.is(text, beforeFrom, beforeTo, "PARTITION")))
                || (word == FROM && wordBefore() == DISTINCT)
                || (word == DATABASE && ATTACHING.contains(wordBefore()) && ATTACHING.contains(statementWord()));
    }

    @Override
    boolean comparesByIs() {
        return true;
    }

    /** Whether the last word follows an operand and is therefore an operator, not a name. */
    private boolean operandBefore() {
        if (before != Token.WORD) {
            return operandIsBefore();
        }
        long word = wordBefore();
        return !OPERAND_FOLLOWS.contains(word) && !OPERATORS.contains(word) && !NAME_FOLLOWS.contains(word);
    }

    @Override
    void firstWord() {
        if (before == Token.START || before == Token.SEMICOLON) {
            frame = SqliteNameLists.none(frame);
        }
    }

    @Override
    void dialectWord(long word) {
        if (word == AS) {
            frame |= (frame & CAST_ARGUMENTS) != 0 ? AT_TYPE : 0;
        } else if (word == NOT) {
            operandBeforeNot = operandBefore();
        } else if (word != 0) {
            frame = SqliteNameLists.word(this, word);
        } else if (isPrevious("RETURNING")) {
            frame = SqliteNameLists.none(frame);
        }
    }

    @Override
    int opened() {
        int inner = SqliteNameLists.open(this);
        if ((frame & AT_TYPE) != 0) {
            inner |= CONSTANTS;
        }
        return previous == Token.WORD && previousWord() == CAST ? inner | CAST_ARGUMENTS : inner;
    }

    @Override
    int checkPlace(int from, int to) {
        if (NO_PARAMETERS.contains(statementWord()) && !createsAsSelect()) {
            throw error(
                    Code.MISPLACED_PLACEHOLDER,
                    from,
                    to,
                    "SQLite takes no parameters in this statement, but for CREATE TABLE … AS SELECT");
        }
        if ((frame & CONSTANTS) != 0) {
            throw error(
                    Code.MISPLACED_PLACEHOLDER,
                    from,
                    to,
                    "SQLite takes only a constant in the parentheses of a type, and no parameter");
        }
        if (previous == Token.OPEN && (follows(OVER) || follows(AS))) {
            throw error(
                    Code.MISPLACED_PLACEHOLDER, from, to, "here SQLite would take a string for the name of a window");
        }
        if (SqliteNameLists.takesNames(frame) && (previous == Token.COMMA || previous == Token.OPEN)) {
            throw error(
                    Code.MISPLACED_PLACEHOLDER,
                    from,
                    to,
                    "here SQLite would take a string for the name of a table or a column");
        }
        return Place.ANY;
    }

    @Override
    void special(int first) {
        switch (first) {
            case '\'' -> singleQuoted();
            case '"' -> doubleQuoted();
            case '`' -> token(Token.NAME, pos, regions.quotedEnd(pos, pos, false, Code.UNTERMINATED_IDENTIFIER));
            case '[' -> bracketed();
            case '-' -> {
                if (text[pos + 1] == '-') {
                    lineComment(false);
                } else {
                    token(Token.OPERATOR, pos, pos + 1);
                }
            }
            case '/' -> slash();
            case '?' -> questionMark();
            case ':' -> colon();
            case BYTE_ORDER_MARK -> byteOrderMark();
            default -> throw otherParameter();
        }
    }

    private void singleQuoted() {
        if (touchesLetter('X')) {
            prefixedString(blobEnd());
        } else {
            string(regions.quotedEnd(pos, pos, false, Code.UNTERMINATED_STRING));
        }
    }

    /** The end of a blob: an even number of hexadecimal digits. */
    private int blobEnd() {
        int to = regions.quotedEnd(previousFrom, pos, false, Code.UNTERMINATED_STRING);
        boolean digits = (to - pos) % 2 == 0;
        for (int i = pos + 1; i < to - 1; i++) {
            digits &= Character.digit(text[i], 16) >= 0;
        }
        if (!digits) {
            throw error(Code.MALFORMED_LITERAL, previousFrom, to, "x'…' holds an even number of hexadecimal digits");
        }
        return to;
    }

    /** Reads a name or, where no such name exists, a string. */
    private void doubleQuoted() {
        int to = regions.quotedEnd(pos, pos, false, Code.UNTERMINATED_IDENTIFIER);
        stringMayFollow(previous, pos, to);
        token(Token.QUOTED, pos, to);
    }

    /** Reads a name that cannot contain its closing bracket. */
    private void bracketed() {
        int to = regions.bracketedEnd(pos, false, "the [ that opens here is not closed by ]");
        token(Token.NAME, pos, to);
    }

    /** Reads a comment, which need not be closed; but {@code /*} at the very end is a division and an asterisk. */
    private void slash() {
        if (text[pos + 1] != '*') {
            token(Token.OPERATOR, pos, pos + 1);
            return;
        }
        if (pos + 2 == end) {
            throw regions.unterminatedComment(pos);
        }
        int i = pos + 2;
        while (i < end && (text[i] != '*' || text[i + 1] != '/')) {
            i++;
        }
        int to = Math.min(i + 2, end);
        template.comment(pos, to);
        pos = to;
    }

    private void questionMark() {
        int to = pos + 1;
        while (text[to] >= '0' && text[to] <= '9') {
            to++;
        }
        if (to == pos + 1) {
            placeholder(pos, to);
        } else {
            numberedPlaceholder(pos, pos + 1, to, MAX_PARAMETER);
        }
    }

    private void colon() {
        if (!namedPlaceholder()) {
            throw otherParameter();
        }
        if (text[previousTo] == '(' || (text[previousTo] == ':' && text[previousTo + 1] == ':')) {
            throw error(
                    Code.ADJACENT_CHARACTER,
                    previousFrom,
                    previousTo,
                    "SQLite takes ( and :: that touch a name for a part of it; put a space between");
        }
    }

    private SqlTemplateException otherParameter() {
        return error(
                Code.NAMED_PLACEHOLDER,
                pos,
                pos + 1,
                "placeholders are ?, ?1 and, with namedParameters, :name with letters, digits and _");
    }

    /** Skips U+FEFF at the start of the text; elsewhere a newer SQLite skips it and an older one reads it as a name. */
    private void byteOrderMark() {
        if ((text[pos + 1] & 0xFF) != 0xBB || (text[pos + 2] & 0xFF) != 0xBF) {
            word(pos, wordEnd(pos + 1));
        } else if (pos == 0) {
            pos = 3;
        } else {
            throw error(Code.VERSION_DEPENDENT, pos, pos + 3, "U+FEFF is whitespace to some versions of SQLite");
        }
    }
}
