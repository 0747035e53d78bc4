// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.sql.SqlTemplateException.Code;

/** How H2 reads SQL, in every compatibility mode in which {@code [} does not quote. */
final class H2Lexer extends Lexer {

    private static final byte[] CLASSES = classes();

    // This is H2's own limit.
    private static final int MAX_PARAMETER = 100_000;

    // H2 accepts a parameter after each of them. No value can be an alias in H2, so column names do no harm here.
    private static final Words OPERAND_FOLLOWS = OperandWords.and(
            "ALL",
            "ON",
            "QUALIFY",
            "LIKE",
            "ILIKE",
            "REGEXP",
            "ESCAPE",
            "LIMIT",
            "OFFSET",
            "BY",
            "VALUES",
            "FROM",
            "FIRST",
            "NEXT",
            "TO",
            "BOTH",
            "LEADING",
            "TRAILING");

    private static final long IN = Words.pack("IN");
    private static final long FOR = Words.pack("FOR");
    private static final long KEY = Words.pack("KEY");
    private static final long VALUE = Words.pack("VALUE");
    private static final long CALL = Words.pack("CALL");
    private static final long TOP = Words.pack("TOP");
    private static final long ZONE = Words.pack("ZONE");
    private static final long WITH = Words.pack("WITH");
    private static final Words UNIT_FOLLOWS = Words.of("DATEADD", "DATEDIFF", "DATEPART");
    private static final Words FRAMES = Words.of("ROWS", "GROUPS", "RANGE");
    private static final Words DEFINITIONS = Words.of("CREATE", "ALTER");
    private static final Words UNITS = Words.of("YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND");
    private static final long INTERVAL = Words.pack("INTERVAL");
    private static final long TO = Words.pack("TO");
    /** The bit of a frame that holds the digits of an interval. */
    private static final int DIGITS = 1 << 8;

    private static final long BY = Words.pack("BY");

    H2Lexer(TemplateText template, SqlMode mode) {
        super(template, mode, CLASSES, true);
    }

    private static byte[] classes() {
        byte[] classes = ByteClasses.common();
        classes[0x0B] = ByteClasses.SPACE;
        for (char c : "`&?:[]".toCharArray()) {
            classes[c] = ByteClasses.SPECIAL;
        }
        for (int c = 0x80; c <= 0xFF; c++) {
            classes[c] = ByteClasses.SPECIAL | ByteClasses.MAY_BE_IN_WORD;
        }
        classes['{'] = ByteClasses.OTHER;
        classes['}'] = ByteClasses.OTHER;
        classes['@'] = ByteClasses.OTHER;
        return classes;
    }

    @Override
    boolean operandFollows(long word) {
        if (OPERAND_FOLLOWS.contains(word)) {
            return true;
        }
        if (word == IN) {
            return inArguments();
        }
        if (word == FOR) {
            return inArguments();
        }
        if (word == KEY || word == VALUE) {
            return inMembers();
        }
        if (word == CALL) {
            return before == Token.START || before == Token.SEMICOLON;
        }
        if (word == TOP) {
            return isBefore("SELECT") || isBefore("DISTINCT");
        }
        if (word == ZONE) {
            return isBefore("TIME") && followsWord(beforeFrom, "AT");
        }
        if (word == WITH) {
            return isBefore("START") || isBefore("RESTART");
        }
        if (FRAMES.contains(word)) {
            return inWindow();
        }
        return isPrevious("LOCK_TIMEOUT") && isBefore("SET");
    }

    @Override
    boolean takesConstants() {
        return true;
    }

    /**
     * What CREATE and ALTER define would keep the placeholder, without its value. The functions of dates name a unit
     * first, which may be a text.
     */
    @Override
    int checkPlace(int from, int to) {
        if (DEFINITIONS.contains(statementWord()) && !createsAsSelect() && !optionOfSequence()) {
            throw error(
                    Code.MISPLACED_PLACEHOLDER,
                    from,
                    to,
                    "in CREATE and ALTER H2 takes a value in AS SELECT and after START WITH, RESTART WITH and INCREMENT"
                            + " BY, and nowhere else");
        }
        if ((frame & DIGITS) != 0) {
            throw error(Code.MISPLACED_PLACEHOLDER, from, to, "H2 takes only a constant here, and no parameter");
        }
        if (previous == Token.OPEN && before == Token.WORD && takesUnit()) {
            throw error(
                    Code.MISPLACED_PLACEHOLDER, from, to, "H2 takes only the name of a unit here, and no parameter");
        }
        return Place.ANY;
    }

    /** {@code INTERVAL SECOND(3)} and {@code INTERVAL '1' SECOND(3)}; by itself SECOND is a function. */
    @Override
    int opened() {
        boolean unit = previous == Token.WORD && UNITS.contains(previousWord());
        return unit && (before == Token.STRING || follows(INTERVAL) || follows(TO)) ? DIGITS : 0;
    }

    private boolean optionOfSequence() {
        return previous == Token.WORD && (previousWord() == WITH || previousWord() == BY && isBefore("INCREMENT"));
    }

    private boolean takesUnit() {
        return UNIT_FOLLOWS.contains(wordBefore()) || isBefore("DATE_TRUNC") || isBefore("DATE_PART");
    }

    @Override
    boolean opensSubscript() {
        return true;
    }

    @Override
    void special(int first) {
        switch (first) {
            case '\'' -> singleQuoted();
            case '"', '`' -> token(Token.NAME, pos, regions.quotedEnd(pos, pos, false, Code.UNTERMINATED_IDENTIFIER));
            case '-' -> {
                if (text[pos + 1] == '-') {
                    lineComment(true);
                } else {
                    token(Token.OPERATOR, pos, pos + 1);
                }
            }
            case '/' -> slash();
            case '&' -> ampersand();
            case '$' -> dollar();
            case '?' -> questionMark();
            case ':' -> colon();
            case '[' -> token(Token.OPEN, pos, pos + 1);
            case ']' -> token(Token.CLOSE, pos, pos + 1);
            default -> notAscii();
        }
    }

    /**
     * H2 ends a number before the first letter, and {@code $} opens a placeholder or a string unless it is in a word.
     */
    @Override
    int number(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] == '$') {
                throw error(Code.UNEXPECTED_CHARACTER, i, i + 1, "$ touches a number; put a space between");
            }
        }
        return super.number(from, to);
    }

    private void singleQuoted() {
        if (touchesLetter('N') || touchesLetter('X')) {
            prefixedString(regions.quotedEnd(previousFrom, pos, false, Code.UNTERMINATED_STRING));
        } else {
            string(regions.quotedEnd(pos, pos, false, Code.UNTERMINATED_STRING));
        }
    }

    private void slash() {
        if (text[pos + 1] == '*') {
            pos = regions.nestedCommentEnd(pos);
        } else if (text[pos + 1] == '/') {
            lineComment(true);
        } else {
            token(Token.OPERATOR, pos, pos + 1);
        }
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

    private void colon() {
        if (text[pos + 1] == ':') {
            token(Token.OTHER, pos, pos + 2);
        } else if (!namedPlaceholder()) {
            token(inMembers() ? Token.OPERATOR : Token.OTHER, pos, pos + 1);
        }
    }

    private void dollar() {
        if (text[pos + 1] == '$') {
            string(regions.dollarQuotedEnd(pos, pos + 2));
            return;
        }
        int to = digitsEnd(pos + 1);
        if (to == pos + 1) {
            throw unexpected();
        }
        numberedPlaceholder(pos, pos + 1, to, MAX_PARAMETER);
    }

    private void questionMark() {
        int third = text[pos + 2];
        if (text[pos + 1] == '?' && (third == '(' || third == ')')) {
            token(third == '(' ? Token.OPEN : Token.CLOSE, pos, pos + 3);
            return;
        }
        int to = digitsEnd(pos + 1);
        if (to == pos + 1) {
            placeholder(pos, to);
        } else {
            numberedPlaceholder(pos, pos + 1, to, MAX_PARAMETER);
        }
    }

    private int digitsEnd(int from) {
        int i = from;
        while (text[i] >= '0' && text[i] <= '9') {
            i++;
        }
        return i;
    }

    private void notAscii() {
        int codePoint = codePoint(pos);
        if (Character.isSpaceChar(codePoint)) {
            pos += utf8Length(codePoint);
        } else if (Character.isJavaIdentifierStart(codePoint)) {
            word(pos, wordEnd(pos));
        } else {
            throw unexpected();
        }
    }

    @Override
    int wordEnd(int from) {
        int i = super.wordEnd(from);
        while (text[i] < 0) {
            int codePoint = codePoint(i);
            if (!Character.isJavaIdentifierPart(codePoint)) {
                return i;
            }
            i = super.wordEnd(i + utf8Length(codePoint));
        }
        return i;
    }

    @Override
    boolean spaceAt(int at) {
        return text[at] < 0 ? Character.isSpaceChar(codePoint(at)) : super.spaceAt(at);
    }

    /** The code point of the character that begins there; the text is well-formed. */
    private int codePoint(int at) {
        int b = text[at] & 0xFF;
        if (b < 0xE0) {
            return (b & 0x1F) << 6 | (text[at + 1] & 0x3F);
        }
        int low = (text[at + 1] & 0x3F) << 6 | (text[at + 2] & 0x3F);
        return b < 0xF0 ? (b & 0x0F) << 12 | low : (b & 0x07) << 18 | low << 6 | (text[at + 3] & 0x3F);
    }

    private static int utf8Length(int codePoint) {
        return codePoint < 0x800 ? 2 : codePoint <= Character.MAX_VALUE ? 3 : 4;
    }
}
