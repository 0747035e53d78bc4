// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.sql.SqlTemplateException.Code;

/**
 * The places where PostgreSQL's PREPARE accepts a parameter, as far as the tokens tell. At some places its grammar
 * accepts only a literal ({@code DATE '…'}, {@code EXTRACT('year' FROM …)}, {@code numeric(5)}), at others only an
 * expression in parentheses ({@code VALUES (…)}, {@code ALL (…)}, a call). The server would accept the text of a value
 * there, but not a parameter.
 */
final class PostgreSqlPlaces {

    /** Reserved words before an operand; none of them names a function or a type. */
    private static final Words OPERAND_FOLLOWS =
            OperandWords.and("LIMIT", "OFFSET", "FROM", "BOTH", "LEADING", "TRAILING", "VARIADIC");

    // These depend on the word before them.
    private static final long ALL = Words.pack("ALL");
    private static final long BY = Words.pack("BY");
    private static final long ESCAPE = Words.pack("ESCAPE");
    private static final long FETCH = Words.pack("FETCH");
    private static final long FOR = Words.pack("FOR");
    private static final long FIRST = Words.pack("FIRST");
    private static final long ILIKE = Words.pack("ILIKE");
    private static final long LIKE = Words.pack("LIKE");
    private static final long NEXT = Words.pack("NEXT");
    private static final long NOT = Words.pack("NOT");
    private static final long ON = Words.pack("ON");
    private static final long SELECT = Words.pack("SELECT");
    private static final long DISTINCT = Words.pack("DISTINCT");
    private static final long SIMILAR = Words.pack("SIMILAR");
    private static final long TIME = Words.pack("TIME");
    private static final long TO = Words.pack("TO");
    private static final long ZONE = Words.pack("ZONE");
    private static final long IN = Words.pack("IN");
    private static final long VALUE = Words.pack("VALUE");
    private static final long PLACING = Words.pack("PLACING");
    private static final long PASSING = Words.pack("PASSING");
    private static final long CONTENT = Words.pack("CONTENT");
    private static final long DOCUMENT = Words.pack("DOCUMENT");
    private static final Words FRAMES = Words.of("ROWS", "GROUPS", "RANGE");
    private static final Words BEFORE_BY = Words.of("ORDER", "GROUP");

    private static final long DEFAULT = Words.pack("DEFAULT");
    private static final long EXPLAIN = Words.pack("EXPLAIN");
    private static final long EXTRACT = Words.pack("EXTRACT");
    private static final Words TYPES_WITH_MODIFIER = Words.of(
            "NUMERIC", "DECIMAL", "DEC", "BIT", "VARCHAR", "CHAR", "NCHAR", "VARYING", "TIME", "FLOAT", "INTERVAL");

    // Bits of a frame.
    /** Only constants may stand there. */
    private static final int CONSTANTS = 1 << 9;
    /** The arguments of JSON_TABLE; the second one is a constant. */
    private static final int JSON_TABLE = 1 << 10;

    private final Lexer lexer;
    private final byte[] text;
    private final boolean bare;
    private final PostgreSqlUtilities utilities;

    PostgreSqlPlaces(Lexer lexer) {
        this.lexer = lexer;
        this.text = lexer.text;
        this.bare = lexer.mode.bareLiterals();
        this.utilities = new PostgreSqlUtilities(lexer);
    }

    /** Whether an operand follows the previous token, which is this word. */
    boolean operandFollows(long word) {
        return OPERAND_FOLLOWS.contains(word) || rareOperandFollows(word);
    }

    /** Checks words that need another word before them, or have more than eight letters. */
    private boolean rareOperandFollows(long word) {
        if (bare && utilities.isUtility() && utilities.literalFollows(word)) {
            return true;
        }
        boolean wordBefore = lexer.before == Token.WORD;
        long before = wordBefore ? lexer.wordBefore() : 0;
        if (word == ALL) {
            return before == SELECT;
        }
        if (word == ON) {
            return before != DISTINCT;
        }
        if (word == BY) {
            return BEFORE_BY.contains(before) || (wordBefore && isBefore("PARTITION"));
        }
        if (word == LIKE || word == ILIKE) {
            return hasLeftOperand(before);
        }
        if (word == ESCAPE) {
            return !wordBefore && hasLeftOperand(before);
        }
        if (word == FIRST || word == NEXT) {
            return before == FETCH;
        }
        if (word == TO) {
            return before == SIMILAR;
        }
        if (word == ZONE) {
            return before == TIME && followsAt();
        }
        if (FRAMES.contains(word)) {
            return lexer.inWindow();
        }
        if (word == IN || word == FOR || word == SIMILAR) {
            return lexer.inArguments();
        }
        if (word == PLACING || word == PASSING || word == CONTENT || word == DOCUMENT) {
            return lexer.depth() > 0;
        }
        if (word == VALUE) {
            return lexer.inMembers();
        }
        return isPrevious("RETURNING") || isPrevious("SYMMETRIC");
    }

    /** LIKE and ESCAPE also name functions, unless an operand comes before them. */
    private boolean hasLeftOperand(long before) {
        return switch (lexer.before) {
            case Token.STRING, Token.NUMBER, Token.NAME, Token.PLACEHOLDER, Token.CLOSE -> true;
            case Token.WORD -> before == NOT || !OPERAND_FOLLOWS.contains(before);
            default -> false;
        };
    }

    /** Whether this is AT TIME ZONE, an operator; WITH TIME ZONE ends a type. AT must be on the same line. */
    private boolean followsAt() {
        int i = lexer.beforeFrom;
        while (i > 0 && (text[i - 1] == ' ' || text[i - 1] == '\t')) {
            i--;
        }
        return i < lexer.beforeFrom
                && i > 2
                && isWord(i - 2, i, "AT")
                && (lexer.spaceAt(i - 3) || text[i - 3] == ')' || text[i - 3] == '\'' || text[i - 3] == '"');
    }

    void firstWord() {
        utilities.firstWord();
    }

    void outerWord(long word) {
        utilities.outerWord(word);
    }

    /** Called at an opening parenthesis; returns the bits of its frame. */
    int opened() {
        boolean word = lexer.previous == Token.WORD;
        long previous = word ? lexer.previousWord() : 0;
        int inner = utilities.opened();
        if ((lexer.frame & CONSTANTS) != 0 || previous == EXPLAIN || opensTypeModifier(previous)) {
            inner |= CONSTANTS;
        }
        if (word && (isPrevious("CONFLICT") || previous == DEFAULT)) {
            // The expressions of an index, and a default in a function of JSON.
            inner |= CONSTANTS;
        }
        return word && isPrevious("JSON_TABLE") ? inner | JSON_TABLE : inner;
    }

    private boolean opensTypeModifier(long word) {
        if (isPrevious("ENUM")) {
            return false;
        }
        if (isPrevious("CURRENT_TIME")
                || isPrevious("CURRENT_TIMESTAMP")
                || isPrevious("LOCALTIME")
                || isPrevious("LOCALTIMESTAMP")) {
            return true;
        }
        if (lexer.previous == Token.WORD && (TYPES_WITH_MODIFIER.contains(word) || isPrevious("CHARACTER"))) {
            return true;
        }
        if ((lexer.previous != Token.WORD && lexer.previous != Token.NAME) || isPrevious("MATERIALIZED")) {
            return isPrevious("TIMESTAMP");
        }
        // This covers the whole name of a type: a.b
        int i = lexer.previous == Token.WORD ? lexer.previousFrom : lexer.previousTo;
        while (i > 0 && (lexer.inWord(i - 1) || text[i - 1] == '.' || text[i - 1] == '"')) {
            i--;
        }
        int name = i;
        while (i > 0 && lexer.spaceAt(i - 1)) {
            i--;
        }
        boolean cast = i > 1 && text[i - 1] == ':' && text[i - 2] == ':';
        boolean as = i < name && i > 2 && isWord(i - 2, i, "AS") && !lexer.inWord(i - 3);
        return cast || as || isPrevious("TIMESTAMP");
    }

    /** Refuses the placeholder {@code text[from, to)} where the server accepts a literal but no parameter. */
    int check(int from, int to) {
        boolean first = lexer.previous == Token.OPEN && text[lexer.previousFrom] == '(';
        if ((lexer.frame & CONSTANTS) != 0
                || (first && lexer.before == Token.WORD && lexer.wordBefore() == EXTRACT)
                || (lexer.previous == Token.COMMA && (lexer.frame & JSON_TABLE) != 0)) {
            throw lexer.error(
                    Code.MISPLACED_PLACEHOLDER, from, to, "the server takes only a constant here, and no parameter");
        }
        if (utilities.isUtility() && !lexer.createsAsSelect()) {
            if (!bare) {
                throw lexer.error(
                        Code.MISPLACED_PLACEHOLDER,
                        from,
                        to,
                        "the server takes no parameters in a statement of this kind; bareLiterals(true) writes a"
                                + " literal into it, as 'text' or 5");
            }
            if (!utilities.takesLiteral()) {
                throw lexer.error(
                        Code.MISPLACED_PLACEHOLDER,
                        from,
                        to,
                        "the server takes no parameters in a statement of this kind, and here no literal by itself");
            }
            return Place.CONSTANT;
        }
        return Place.ANY;
    }

    private boolean isPrevious(String word) {
        return isWord(lexer.previousFrom, lexer.previousTo, word);
    }

    private boolean isBefore(String word) {
        return isWord(lexer.beforeFrom, lexer.beforeTo, word);
    }

    /** Compares words, including those that are too long for {@link Words}. */
    private boolean isWord(int from, int to, String upperCase) {
        if (to - from != upperCase.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            int b = text[i];
            int upper = b >= 'a' && b <= 'z' ? b - 0x20 : b;
            if (upper != upperCase.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }
}
