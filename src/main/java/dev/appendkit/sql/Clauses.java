// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.sql.Lexer.Token;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Which clause a placeholder stands in, where that decides what a value means: in ORDER BY and GROUP BY an integer may
 * be the number of a column, in FROM a value is no table, and LIMIT takes whole numbers. It is told every token.
 */
final class Clauses {

    /** What an integer literal in ORDER BY and GROUP BY is. */
    enum Ordinals {
        /** The number of a column, or maybe so, and a bound integer is not: a placeholder is refused. */
        LITERAL,
        /** The number of a column, as a bound integer is; behind a minus it is not. */
        BOUND,
        /** A constant. */
        NONE
    }

    /** What stands at a depth of parentheses. */
    private static final byte EXPRESSIONS = 0;
    /** A list behind BY, or one that is reached from it through parentheses. */
    private static final byte ORDERED = 1;
    /** Behind FROM: what begins here or follows a comma is a table. */
    private static final byte TABLES = 2;
    /** The arguments of a function that has FROM or IN between them. */
    private static final byte ARGUMENTS = 3;
    /** The members of a JSON object, of which a colon divides key and value. */
    private static final byte MEMBERS = 4;
    /** The length of a type, which is a constant. */
    private static final byte LENGTH = 5;
    /** The arguments of JSON_TABLE, of which the second is a constant. */
    private static final byte JSON_TABLE = 6;

    private static final long BY = Words.pack("BY");
    private static final long ON = Words.pack("ON");
    private static final long FROM = Words.pack("FROM");
    private static final long JOIN = Words.pack("JOIN");
    private static final long OVER = Words.pack("OVER");
    private static final long ORDER = Words.pack("ORDER");
    private static final long LIMIT = Words.pack("LIMIT");
    private static final long FETCH = Words.pack("FETCH");
    private static final long DISTINCT = Words.pack("DISTINCT");
    private static final long AND = Words.pack("AND");
    private static final long BETWEEN = Words.pack("BETWEEN");
    private static final String PARTITION = "PARTITION";

    private static final Words BEFORE_BY = Words.of("ORDER", "GROUP", "CLUSTER", "SORT");
    /** They change nothing between BY and the first element. */
    private static final Words QUANTIFIERS = Words.of("DISTINCT", "ALL");
    /** The parentheses behind them hold elements of the list after BY. */
    private static final Words GROUPINGS = Words.of("ROLLUP", "CUBE", "SETS");
    /** They end a list after BY. Other clauses that can follow it have no comma before their first operator. */
    private static final Words AFTER_BY_LIST = Words.of(
            "SELECT", "VALUES", "HAVING", "LIMIT", "OFFSET", "FETCH", "FOR", "INTO", "ON", "SET", "UNION", "ROWS",
            "RANGE", "GROUPS");
    /** They end the tables behind FROM. */
    private static final Words AFTER_TABLES = Words.of(
            "WHERE", "GROUP", "ORDER", "LIMIT", "OFFSET", "FETCH", "HAVING", "WINDOW", "UNION", "EXCEPT", "SELECT",
            "VALUES", "SET", "UPDATE", "QUALIFY", "INTO", "FOR");

    private static final Words FUNCTIONS =
            Words.of("SUBSTR", "MID", "TRIM", "LTRIM", "RTRIM", "OVERLAY", "EXTRACT", "POSITION");
    private static final String SUBSTRING = "SUBSTRING";
    private static final Words ROW_COUNTS = Words.of("LIMIT", "OFFSET", "EXAMINED", "TOP");
    private static final Words DEFINITIONS = Words.of("CREATE", "ALTER");
    private static final Words WRITING = Words.of("INSERT", "REPLACE", "UPDATE", "DELETE", "MERGE", "WITH");
    private static final long VIEW = Words.pack("VIEW");
    private static final long AS = Words.pack("AS");
    private static final long DEFAULT = Words.pack("DEFAULT");
    private static final Words TYPES =
            Words.of("VARCHAR", "NVARCHAR", "NCHAR", "NUMERIC", "DECIMAL", "VARCHAR2", "DATETIME", "TINYINT", "BIGINT");
    private static final Words TYPES_AND_FUNCTIONS =
            Words.of("CHAR", "BINARY", "TIME", "BIT", "FLOAT", "DOUBLE", "INT", "INTEGER", "YEAR", "DEC");
    private static final String[] TAKING_CONSTANTS = {
        "NOW",
        "CURTIME",
        "CURRENT_TIME",
        "CURRENT_TIMESTAMP",
        "LOCALTIME",
        "LOCALTIMESTAMP",
        "SYSDATE",
        "UTC_TIME",
        "UTC_TIMESTAMP",
        "ANALYSE"
    };
    private static final Words FRAMES = Words.of("ROWS", "GROUPS");
    private static final Words FIRST_OR_NEXT = Words.of("FIRST", "NEXT");

    private final Lexer lexer;
    private final boolean ordinalsInWindows;
    private byte[] kinds = new byte[8];
    /** The depths that hold the definition of a window. */
    private final BitSet windows = new BitSet();

    private boolean unclear;
    /** Whether only parentheses and signs lie between here and BY, or a comma of its list. */
    private boolean atElement;

    private boolean behindMinus;
    private boolean rowCount;
    private boolean inLimit;
    private boolean definesView;

    Clauses(Lexer lexer, boolean ordinalsInWindows) {
        this.lexer = lexer;
        this.ordinalsInWindows = ordinalsInWindows;
    }

    /** Whether an integer literal here would be the number of a column. */
    boolean atElement() {
        return atElement;
    }

    /** Whether a minus lies between the element's begin and here. */
    boolean behindMinus() {
        return behindMinus;
    }

    /** Whether a number of rows stands here. */
    boolean atRowCount() {
        return rowCount;
    }

    /** Whether a table stands here. */
    boolean atTable() {
        if (kinds[lexer.depth()] != TABLES) {
            return false;
        }
        return switch (lexer.previous) {
            case COMMA, OPEN -> true;
            case WORD -> lexer.previousWord() == FROM || lexer.previousWord() == JOIN;
            default -> false;
        };
    }

    /** Whether IN divides the arguments of POSITION here. */
    boolean inArguments() {
        return kinds[lexer.depth()] == ARGUMENTS;
    }

    /** Whether a colon divides the key and the value of a JSON object here. */
    boolean inMembers() {
        return kinds[lexer.depth()] == MEMBERS;
    }

    /** Whether the server takes a constant here and no parameter. */
    boolean atConstant() {
        byte kind = kinds[lexer.depth()];
        return kind == LENGTH || kind == JSON_TABLE && lexer.previous == Token.COMMA || definesView || atUnit();
    }

    /** Whether a unit of time stands here, as in {@code EXTRACT(YEAR FROM d)}. */
    private boolean atUnit() {
        return lexer.previous == Token.OPEN
                && (lexer.isBefore("EXTRACT") || lexer.isBefore("TIMESTAMPADD") || lexer.isBefore("TIMESTAMPDIFF"));
    }

    /** Whether the statement defines a view. */
    boolean definesView() {
        return definesView;
    }

    /** Whether the definition of a window is open. */
    boolean inWindow() {
        return windows.get(lexer.depth());
    }

    /** From here on it depends on the server whether a comma separates what follows BY. */
    void listsAreUnclear() {
        unclear = true;
    }

    void newStatement() {
        Arrays.fill(kinds, EXPRESSIONS);
        windows.clear();
        unclear = false;
        atElement = false;
        rowCount = false;
        inLimit = false;
        definesView = false;
    }

    /** The lexer's previous token is this word, which is no name. */
    void word(long word) {
        int depth = lexer.depth();
        long before = lexer.before == Token.WORD ? lexer.wordBefore() : 0;
        boolean partition = Words.is(lexer.text, lexer.previousFrom, lexer.previousTo, PARTITION);
        if (lexer.before == Token.OPEN && (word == ORDER || partition)) {
            windows.set(depth);
        }
        if (word == BY) {
            atElement = opensList(before) && (ordinalsInWindows || !windows.get(depth));
            behindMinus = false;
            if (atElement) {
                kinds[depth] = ORDERED;
            }
        } else {
            atElement &= QUANTIFIERS.contains(word);
            boolean returning = isPrevious("RETURNING") && WRITING.contains(lexer.statementWord());
            if (returning
                    || kinds[depth] == ORDERED && AFTER_BY_LIST.contains(word)
                    || kinds[depth] == TABLES && AFTER_TABLES.contains(word)) {
                kinds[depth] = EXPRESSIONS;
            }
            if (word == FROM && before != DISTINCT && kinds[depth] != ARGUMENTS) {
                kinds[depth] = TABLES;
            }
        }
        inLimit = word == LIMIT;
        definesView |= word == VIEW && depth == 0 && DEFINITIONS.contains(lexer.statementWord());
        rowCount = ROW_COUNTS.contains(word)
                || (FIRST_OR_NEXT.contains(word) && before == FETCH)
                || (windows.get(depth) && inFrame(word, before));
    }

    private boolean opensList(long before) {
        return lexer.before == Token.EXECUTABLE_COMMENT
                || BEFORE_BY.contains(before)
                || lexer.before == Token.WORD
                        && (Words.is(lexer.text, lexer.beforeFrom, lexer.beforeTo, PARTITION)
                                || Words.is(lexer.text, lexer.beforeFrom, lexer.beforeTo, "DISTRIBUTE"));
    }

    /** ROWS, ROWS BETWEEN, and the AND behind ROWS BETWEEN … PRECEDING. */
    private boolean inFrame(long word, long before) {
        if (FRAMES.contains(word)) {
            return true;
        }
        if (word == BETWEEN) {
            return FRAMES.contains(before);
        }
        // PRECEDING and FOLLOWING are words in which rowCount is lost; AND can follow nothing else in a window's frame.
        return word == AND && lexer.before == Token.WORD;
    }

    /** The lexer's previous token is none of the words, parentheses and commas that have methods of their own. */
    void token(Token token, int first) {
        switch (token) {
            case OPERATOR -> {
                atElement &= first == '+' || first == '-';
                behindMinus |= first == '-';
                rowCount &= inLimit;
            }
            case PLACEHOLDER, NUMBER -> atElement = false;
            case EXECUTABLE_COMMENT -> {
                // It may be nothing.
            }
            default -> {
                atElement = false;
                rowCount = false;
                inLimit = false;
            }
        }
    }

    void comma() {
        atElement = unclear || kinds[lexer.depth()] == ORDERED;
        behindMinus = false;
        rowCount = inLimit;
    }

    /** A parenthesis opens behind the lexer's previous token; the depth counts it. */
    void open() {
        int depth = lexer.depth();
        if (depth == kinds.length) {
            kinds = Arrays.copyOf(kinds, depth * 2);
        }
        byte outer = kinds[depth - 1];
        boolean isWord = lexer.previous == Token.WORD;
        long word = isWord ? lexer.previousWord() : 0;
        boolean distinctOn = word == ON && lexer.before == Token.WORD && lexer.wordBefore() == DISTINCT;
        atElement |= distinctOn || (outer == ORDERED && GROUPINGS.contains(word));
        byte kind = EXPRESSIONS;
        if (atElement) {
            kind = ORDERED;
        } else if (atTable(outer, word)) {
            kind = TABLES;
        } else if (isWord
                && (FUNCTIONS.contains(word)
                        || Words.is(lexer.text, lexer.previousFrom, lexer.previousTo, SUBSTRING))) {
            kind = ARGUMENTS;
        } else if (isWord && isPrevious("JSON_OBJECT") || isPrevious("JSON_OBJECTAGG")) {
            kind = MEMBERS;
        } else if (isWord && isPrevious("JSON_TABLE")) {
            kind = JSON_TABLE;
        } else if (isWord && opensLength(word)) {
            kind = LENGTH;
        }
        kinds[depth] = kind;
        windows.set(depth, word == OVER);
        rowCount &= inLimit;
    }

    private boolean isPrevious(String word) {
        return Words.is(lexer.text, lexer.previousFrom, lexer.previousTo, word);
    }

    /**
     * A type whose name is a function too is one in a cast and in the definition of a column. {@code NOW(6)} and
     * {@code PROCEDURE ANALYSE(10)} have constants there.
     */
    private boolean opensLength(long word) {
        for (String function : TAKING_CONSTANTS) {
            if (isPrevious(function)) {
                return true;
            }
        }
        if (TYPES.contains(word) || isPrevious("VARBINARY") || isPrevious("CHARACTER")) {
            return lexer.before != Token.OPERATOR;
        }
        boolean typed = lexer.before == Token.WORD && lexer.wordBefore() == AS
                || DEFINITIONS.contains(lexer.statementWord())
                        && (lexer.before == Token.WORD || lexer.before == Token.NAME)
                        && lexer.wordBefore() != DEFAULT;
        return TYPES_AND_FUNCTIONS.contains(word) && typed;
    }

    private boolean atTable(byte outer, long word) {
        return outer == TABLES
                && switch (lexer.previous) {
                    case COMMA, OPEN -> true;
                    default -> word == FROM || word == JOIN;
                };
    }

    void close() {
        atElement = false;
        rowCount = false;
        inLimit = false;
    }
}
