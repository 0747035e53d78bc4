// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.sql.Lexer.Token;
import java.util.Arrays;

/**
 * Tracks the clause of a placeholder where the clause decides what a value means: in ORDER BY and GROUP BY an integer
 * may be the number of a column, in FROM a value cannot be a table, and LIMIT takes whole numbers. The lexer reports
 * every token to it.
 */
final class Clauses {

    /** The meaning of an integer literal in ORDER BY and GROUP BY. */
    enum Ordinals {
        /** It is, or may be, the number of a column, but a bound integer is not: a placeholder is refused. */
        LITERAL,
        /** It is the number of a column, and so is a bound integer; after a minus neither is. */
        BOUND,
        /** It is a constant. */
        NONE
    }

    /** The kind of list at one depth of parentheses. This one: ordinary expressions. */
    private static final byte EXPRESSIONS = 0;
    /** A list after BY, or one that is reached from it through parentheses. */
    private static final byte ORDERED = 1;
    /** The list after FROM: the item that begins here or follows a comma is a table. */
    private static final byte TABLES = 2;
    /** The arguments of a function that separates them by FROM or IN. */
    private static final byte ARGUMENTS = 3;
    /** The members of a JSON object, with a colon between key and value. */
    private static final byte MEMBERS = 4;
    /** The length of a type, which is a constant. */
    private static final byte LENGTH = 5;
    /** The arguments of JSON_TABLE; the second one is a constant. */
    private static final byte JSON_TABLE = 6;

    /** Added to the kind of a depth that holds the definition of a window. */
    private static final byte WINDOW = 0x10;

    private static final byte KIND = 0x0F;

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
    private static final long VIEW = Words.pack("VIEW");
    private static final long AS = Words.pack("AS");
    private static final long DEFAULT = Words.pack("DEFAULT");

    // Too long for a table of words.
    private static final String PARTITION = "PARTITION";
    private static final String DISTRIBUTE = "DISTRIBUTE";

    private static final String[] LONG_OF_CONSTANTS = {
        "CURRENT_TIME", "CURRENT_TIMESTAMP", "LOCALTIME", "LOCALTIMESTAMP", "UTC_TIMESTAMP"
    };

    private static final int BEFORE_BY = 1;
    /** Words that may stand between BY and the first element and change nothing. */
    private static final int QUANTIFIER = 1 << 1;
    /** Words whose parentheses hold elements of the list after BY. */
    private static final int GROUPING = 1 << 2;
    /** Words that end a list after BY. Other clauses that can follow it have no comma before their first operator. */
    private static final int AFTER_BY_LIST = 1 << 3;
    /** Words that end the list of tables after FROM. */
    private static final int AFTER_TABLES = 1 << 4;
    /** Functions whose arguments are separated by words such as FROM and IN. */
    private static final int FUNCTION = 1 << 5;

    private static final int ROW_COUNT = 1 << 6;
    private static final int DEFINITION = 1 << 7;
    private static final int TYPE = 1 << 8;
    private static final int TYPE_AND_FUNCTION = 1 << 9;
    private static final int FRAME = 1 << 10;
    private static final int FIRST_OR_NEXT = 1 << 11;
    /** Words that begin a statement which may end with RETURNING. */
    private static final int WRITING = 1 << 12;
    /** Functions that accept only constants. */
    private static final int OF_CONSTANTS = 1 << 13;
    /** Words that {@link #keyword} compares one by one. */
    private static final int OTHER = 1 << 14;

    private static final Words WORDS = new Words.Builder()
            .add(BEFORE_BY, "ORDER", "GROUP", "CLUSTER", "SORT")
            .add(QUANTIFIER, "DISTINCT", "ALL")
            .add(GROUPING, "ROLLUP", "CUBE", "SETS")
            .add(AFTER_BY_LIST, "SELECT", "VALUES", "HAVING", "LIMIT", "OFFSET", "FETCH", "FOR", "INTO", "ON", "SET")
            .add(AFTER_BY_LIST, "UNION", "ROWS", "RANGE", "GROUPS")
            .add(AFTER_TABLES, "WHERE", "GROUP", "ORDER", "LIMIT", "OFFSET", "FETCH", "HAVING", "WINDOW", "UNION")
            .add(AFTER_TABLES, "EXCEPT", "SELECT", "VALUES", "SET", "UPDATE", "QUALIFY", "INTO", "FOR")
            .add(FUNCTION, "SUBSTR", "MID", "TRIM", "LTRIM", "RTRIM", "OVERLAY", "EXTRACT", "POSITION")
            .add(ROW_COUNT, "LIMIT", "OFFSET", "EXAMINED", "TOP")
            .add(DEFINITION, "CREATE", "ALTER")
            .add(
                    TYPE,
                    "VARCHAR",
                    "NVARCHAR",
                    "NCHAR",
                    "NUMERIC",
                    "DECIMAL",
                    "VARCHAR2",
                    "DATETIME",
                    "TINYINT",
                    "BIGINT")
            .add(TYPE_AND_FUNCTION, "CHAR", "BINARY", "TIME", "BIT", "FLOAT", "DOUBLE", "INT", "INTEGER", "YEAR", "DEC")
            .add(FRAME, "ROWS", "GROUPS")
            .add(FIRST_OR_NEXT, "FIRST", "NEXT")
            .add(WRITING, "INSERT", "REPLACE", "UPDATE", "DELETE", "MERGE", "WITH")
            .add(OF_CONSTANTS, "NOW", "CURTIME", "SYSDATE", "UTC_TIME", "ANALYSE")
            .add(OTHER, "BY", "FROM", "VIEW", "BETWEEN", "AND")
            .build();

    private final Lexer lexer;
    private final boolean ordinalsInWindows;
    /** By depth, one of those above and {@link #WINDOW}. */
    private byte[] kinds = new byte[8];

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

    /** Whether a minus lies between the start of the element and here. */
    boolean behindMinus() {
        return behindMinus;
    }

    /** Whether a number of rows is expected here. */
    boolean atRowCount() {
        return rowCount;
    }

    /** Whether a table is expected here. */
    boolean atTable() {
        if (kind(lexer.depth()) != TABLES) {
            return false;
        }
        return switch (lexer.previous) {
            case COMMA, OPEN -> true;
            case WORD -> lexer.previousWord() == FROM || lexer.previousWord() == JOIN;
            default -> false;
        };
    }

    /** Whether IN separates the arguments of POSITION here. */
    boolean inArguments() {
        return kind(lexer.depth()) == ARGUMENTS;
    }

    /** Whether a colon separates the key and the value of a JSON object here. */
    boolean inMembers() {
        return kind(lexer.depth()) == MEMBERS;
    }

    /** Whether the server accepts only a constant here, and no parameter. */
    boolean atConstant() {
        int kind = kind(lexer.depth());
        return kind == LENGTH || kind == JSON_TABLE && lexer.previous == Token.COMMA || definesView || atUnit();
    }

    /** Whether a unit of time is expected here, as in {@code EXTRACT(YEAR FROM d)}. */
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
        return (kinds[lexer.depth()] & WINDOW) != 0;
    }

    /** Notes that from here on it depends on the server whether a comma separates the elements after BY. */
    void listsAreUnclear() {
        unclear = true;
    }

    void newStatement() {
        Arrays.fill(kinds, EXPRESSIONS);
        unclear = false;
        atElement = false;
        rowCount = false;
        inLimit = false;
        definesView = false;
    }

    /** Reports that the lexer's previous token is this word, which is not a name. */
    void word(long word) {
        int groups = WORDS.groups(word);
        atElement &= (groups & QUANTIFIER) != 0;
        rowCount = false;
        inLimit = false;
        if (groups != 0) {
            keyword(word, groups);
        } else if (word == 0) {
            longWord();
        }
    }

    /** Handles a word that is too long for {@link #WORDS}. */
    private void longWord() {
        if (lexer.before == Token.OPEN && lexer.isPrevious(PARTITION)) {
            kinds[lexer.depth()] |= WINDOW;
        } else if (lexer.isPrevious("RETURNING") && (WORDS.groups(lexer.statementWord()) & WRITING) != 0) {
            kind(lexer.depth(), EXPRESSIONS);
        }
    }

    private void keyword(long word, int groups) {
        int depth = lexer.depth();
        if (word == ORDER && lexer.before == Token.OPEN) {
            kinds[depth] |= WINDOW;
        }
        boolean window = inWindow();
        if (word == BY) {
            atElement = opensList() && (ordinalsInWindows || !window);
            behindMinus = false;
            if (atElement) {
                kind(depth, ORDERED);
            }
            return;
        }
        int kind = kind(depth);
        if (kind == ORDERED && (groups & AFTER_BY_LIST) != 0 || kind == TABLES && (groups & AFTER_TABLES) != 0) {
            kind(depth, EXPRESSIONS);
        } else if (word == FROM && kind != ARGUMENTS && !follows(DISTINCT)) {
            kind(depth, TABLES);
        }
        inLimit = word == LIMIT;
        definesView |= word == VIEW && depth == 0 && defines();
        rowCount = (groups & ROW_COUNT) != 0
                || (groups & FIRST_OR_NEXT) != 0 && follows(FETCH)
                || window && inFrame(word, groups);
    }

    private int kind(int depth) {
        return kinds[depth] & KIND;
    }

    private void kind(int depth, byte kind) {
        kinds[depth] = (byte) (kinds[depth] & WINDOW | kind);
    }

    private boolean follows(long word) {
        return lexer.before == Token.WORD && lexer.wordBefore() == word;
    }

    private boolean followsAny(int group) {
        return lexer.before == Token.WORD && (WORDS.groups(lexer.wordBefore()) & group) != 0;
    }

    /** Whether the statement is CREATE or ALTER. */
    private boolean defines() {
        return (WORDS.groups(lexer.statementWord()) & DEFINITION) != 0;
    }

    private boolean opensList() {
        return lexer.before == Token.EXECUTABLE_COMMENT
                || followsAny(BEFORE_BY)
                || lexer.isBefore(PARTITION)
                || lexer.isBefore(DISTRIBUTE);
    }

    /** ROWS, ROWS BETWEEN, and the AND behind ROWS BETWEEN … PRECEDING. */
    private boolean inFrame(long word, int groups) {
        if (word == BETWEEN) {
            return followsAny(FRAME);
        }
        // PRECEDING and FOLLOWING are words in which rowCount is lost; AND can follow nothing else in a window's frame.
        return (groups & FRAME) != 0 || word == AND && lexer.before == Token.WORD;
    }

    /**
     * Reports that the lexer's previous token is none of the words, parentheses and commas that have methods of their
     * own.
     */
    void token(Token token, int first) {
        switch (token) {
            case OPERATOR -> {
                atElement &= first == '+' || first == '-';
                behindMinus |= first == '-';
                rowCount &= inLimit;
            }
            case PLACEHOLDER, NUMBER -> atElement = false;
            case EXECUTABLE_COMMENT -> {
                // It may mean nothing.
            }
            default -> {
                atElement = false;
                rowCount = false;
                inLimit = false;
            }
        }
    }

    void comma() {
        atElement = unclear || kind(lexer.depth()) == ORDERED;
        behindMinus = false;
        rowCount = inLimit;
    }

    /** Reports a parenthesis that opens after the lexer's previous token; the depth already counts it. */
    void open() {
        int depth = lexer.depth();
        if (depth == kinds.length) {
            kinds = Arrays.copyOf(kinds, depth * 2);
        }
        int outer = kind(depth - 1);
        boolean isWord = lexer.previous == Token.WORD;
        long word = isWord ? lexer.previousWord() : 0;
        int groups = WORDS.groups(word);
        boolean distinctOn = word == ON && follows(DISTINCT);
        atElement |= distinctOn || outer == ORDERED && (groups & GROUPING) != 0;
        if (atElement) {
            kinds[depth] = ORDERED;
        } else if (atTable(outer, word)) {
            kinds[depth] = TABLES;
        } else if (isWord) {
            kinds[depth] = word == 0 ? afterLongWord() : afterWord(groups);
        } else {
            kinds[depth] = EXPRESSIONS;
        }
        if (word == OVER) {
            kinds[depth] |= WINDOW;
        }
        rowCount &= inLimit;
    }

    private byte afterWord(int groups) {
        if ((groups & FUNCTION) != 0) {
            return ARGUMENTS;
        }
        // A type whose name is a function too is one in a cast and in the definition of a column. NOW(6) and PROCEDURE
        // ANALYSE(10) have constants there.
        boolean length = (groups & OF_CONSTANTS) != 0
                || (groups & TYPE) != 0 && lexer.before != Token.OPERATOR
                || (groups & TYPE_AND_FUNCTION) != 0 && (follows(AS) || definesColumn());
        return length ? LENGTH : EXPRESSIONS;
    }

    private boolean definesColumn() {
        return defines() && (lexer.before == Token.WORD || lexer.before == Token.NAME) && lexer.wordBefore() != DEFAULT;
    }

    private byte afterLongWord() {
        if (lexer.isPrevious("SUBSTRING")) {
            return ARGUMENTS;
        }
        if (lexer.isPrevious("JSON_OBJECT") || lexer.isPrevious("JSON_OBJECTAGG")) {
            return MEMBERS;
        }
        if (lexer.isPrevious("JSON_TABLE")) {
            return JSON_TABLE;
        }
        for (String function : LONG_OF_CONSTANTS) {
            if (lexer.isPrevious(function)) {
                return LENGTH;
            }
        }
        boolean type = lexer.isPrevious("VARBINARY") || lexer.isPrevious("CHARACTER");
        return type && lexer.before != Token.OPERATOR ? LENGTH : EXPRESSIONS;
    }

    private boolean atTable(int outer, long word) {
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
