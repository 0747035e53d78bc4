// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

/**
 * Tracks the clause of a placeholder where the clause decides what a value means: in ORDER BY and GROUP BY an integer
 * may be the number of a column, in FROM a value cannot be a table, and LIMIT takes whole numbers. The lexer reports
 * every token.
 */
abstract class Clauses extends TokenWindow {

    /** The meaning of an integer literal in ORDER BY and GROUP BY. */
    enum Ordinals {
        /** It is, or may be, the number of a column, but a bound integer is not: a placeholder is refused. */
        LITERAL,
        /** It is the number of a column, and so is a bound integer; after a minus neither is. */
        BOUND,
        /** It is a constant. */
        NONE
    }

    /** The kind of list in a {@link #frame}. This one: ordinary expressions. */
    private static final int EXPRESSIONS = 0;
    /** A list after BY, or one that is reached from it through parentheses. */
    private static final int ORDERED = 1;
    /** The list after FROM: the item that begins here or follows a comma is a table. */
    private static final int TABLES = 2;
    /** The arguments of a function that separates them by FROM or IN. */
    private static final int ARGUMENTS = 3;
    /** The members of a JSON object, with a colon between key and value. */
    private static final int MEMBERS = 4;
    /** The length of a type, which is a constant. */
    private static final int LENGTH = 5;
    /** The arguments of JSON_TABLE; the second one is a constant. */
    private static final int JSON_TABLE = 6;
    /** The arguments of CONVERT; the second one is a type. */
    private static final int CONVERSION = 7;

    /** Added to the kind of a frame that holds the definition of a window. */
    private static final int WINDOW = 0x10;

    private static final int KIND = 0x0F;

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
    private static final long SELECT = Words.pack("SELECT");
    private static final long CREATE = Words.pack("CREATE");
    private static final long AS = Words.pack("AS");
    private static final long DEFAULT = Words.pack("DEFAULT");
    private static final long CONVERT = Words.pack("CONVERT");

    // Too long for a table of words.
    private static final String PARTITION = "PARTITION";
    private static final String DISTRIBUTE = "DISTRIBUTE";

    private static final String[] LONG_OF_CONSTANTS = {
        "CURRENT_TIME", "CURRENT_TIMESTAMP", "LOCALTIME", "LOCALTIMESTAMP", "UTC_TIMESTAMP"
    };

    // The bits of the state.
    /** Only parentheses and signs lie between here and BY, or a comma of its list. */
    private static final int AT_ELEMENT = 1;

    private static final int ROW_COUNT = 1 << 1;
    private static final int IN_LIMIT = 1 << 2;
    private static final int BEHIND_MINUS = 1 << 3;
    /** It depends on the server whether a comma separates the elements after BY. */
    private static final int UNCLEAR = 1 << 4;

    private static final int DEFINES_VIEW = 1 << 5;
    private static final int CREATES = 1 << 6;
    private static final int CREATES_AS_SELECT = 1 << 7;
    private static final int IN_STATEMENT = 1 << 8;

    /** What most tokens end. */
    private static final int EXPECTATIONS = AT_ELEMENT | ROW_COUNT | IN_LIMIT;

    // The groups of words.
    /** Words that may stand between BY and the first element and change nothing: the bit of what they leave alone. */
    private static final int QUANTIFIER = AT_ELEMENT;

    private static final int BEFORE_BY = 1 << 1;
    /** Words whose parentheses hold elements of the list after BY. */
    private static final int GROUPING = 1 << 2;
    /** Words that end a list after BY. Other clauses that can follow it have no comma before their first operator. */
    private static final int AFTER_BY_LIST = 1 << 3;
    /** Words that end the list of tables after FROM. */
    private static final int AFTER_TABLES = 1 << 4;
    /** Functions whose arguments are separated by words such as FROM and IN. */
    private static final int FUNCTION = 1 << 5;

    private static final int BEFORE_COUNT = 1 << 6;
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
    private static final int SINGLE = 1 << 14;
    /** Such words that matter in the definition of a window. */
    private static final int SINGLE_IN_WINDOW = 1 << 15;

    /** Words that only a dialect asks about. */
    private static final int DIALECT = 1 << 16;

    /** Words that matter everywhere. */
    private static final int KEYWORDS = SINGLE | BEFORE_COUNT | FIRST_OR_NEXT;
    /** Words that matter only after FROM or BY, in a window, or in CREATE. */
    private static final int SOMETIMES = AFTER_BY_LIST | AFTER_TABLES | FRAME | SINGLE_IN_WINDOW;

    private static final Words WORDS = new Words.Builder()
            .add(BEFORE_BY, "ORDER", "GROUP", "CLUSTER", "SORT")
            .add(QUANTIFIER, "DISTINCT", "ALL")
            .add(GROUPING, "ROLLUP", "CUBE", "SETS")
            .add(AFTER_BY_LIST, "SELECT", "VALUES", "HAVING", "LIMIT", "OFFSET", "FETCH", "FOR", "INTO", "ON", "SET")
            .add(AFTER_BY_LIST, "UNION", "ROWS", "RANGE", "GROUPS")
            .add(AFTER_TABLES, "WHERE", "GROUP", "ORDER", "LIMIT", "OFFSET", "FETCH", "HAVING", "WINDOW", "UNION")
            .add(AFTER_TABLES, "EXCEPT", "SELECT", "VALUES", "SET", "UPDATE", "QUALIFY", "INTO", "FOR")
            .add(FUNCTION, "SUBSTR", "MID", "TRIM", "LTRIM", "RTRIM", "OVERLAY", "EXTRACT", "POSITION")
            .add(BEFORE_COUNT, "LIMIT", "OFFSET", "EXAMINED", "TOP")
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
            .add(SINGLE, "ORDER", "BY", "FROM", "VIEW")
            .add(SINGLE_IN_WINDOW, "BETWEEN", "AND")
            .add(DIALECT, "AS", "NOT", "DEFAULT", "FUNCTION", "TABLE")
            .build();

    final SqlMode mode;
    private final boolean ordinalsInWindows;

    private int state;
    /** The first word of the statement; 0 before it. */
    private long statementWord;

    Clauses(TemplateText template, SqlMode mode, byte[] classes, boolean ordinalsInWindows) {
        super(template, classes);
        this.mode = mode;
        this.ordinalsInWindows = ordinalsInWindows;
    }

    /** Whether any expression may stand here, as far as clauses tell: none of the following conditions holds. */
    final boolean atExpression() {
        return kind() == EXPRESSIONS
                && (state & (AT_ELEMENT | ROW_COUNT | DEFINES_VIEW)) == 0
                && previous != Token.OPEN;
    }

    /** Whether an integer literal here would be the number of a column. */
    final boolean atElement() {
        return (state & AT_ELEMENT) != 0;
    }

    /** Whether a minus lies between the start of the element and here. */
    final boolean behindMinus() {
        return (state & BEHIND_MINUS) != 0;
    }

    /** Whether a number of rows is expected here. */
    final boolean atRowCount() {
        return (state & ROW_COUNT) != 0;
    }

    /** Whether a table is expected here. */
    final boolean atTable() {
        return kind() == TABLES
                && switch (previous) {
                    case Token.COMMA, Token.OPEN -> true;
                    case Token.WORD -> previousWord() == FROM || previousWord() == JOIN;
                    default -> false;
                };
    }

    /** Whether IN separates the arguments of POSITION here. */
    final boolean inArguments() {
        return kind() == ARGUMENTS;
    }

    /** Whether a colon separates the key and the value of a JSON object here. */
    final boolean inMembers() {
        return kind() == MEMBERS;
    }

    /** Whether the server accepts only a constant here, and no parameter. */
    final boolean atConstant() {
        int kind = kind();
        return kind == LENGTH || kind == JSON_TABLE && previous == Token.COMMA || definesView() || atUnit();
    }

    /** Whether a unit of time is expected here, as in {@code EXTRACT(YEAR FROM d)}. */
    private boolean atUnit() {
        return previous == Token.OPEN && (isBefore("EXTRACT") || isBefore("TIMESTAMPADD") || isBefore("TIMESTAMPDIFF"));
    }

    private boolean definesView() {
        return (state & DEFINES_VIEW) != 0;
    }

    /** Whether the definition of a window is open. */
    final boolean inWindow() {
        return (frame & WINDOW) != 0;
    }

    /** Whether the statement has had a word. */
    final boolean inStatement() {
        return (state & IN_STATEMENT) != 0;
    }

    /** The statement's first word. */
    final long statementWord() {
        return statementWord;
    }

    /** Whether the statement is CREATE TABLE … AS followed by a query. */
    final boolean createsAsSelect() {
        return (state & CREATES_AS_SELECT) != 0;
    }

    /** Notes that from here on it depends on the server whether a comma separates the elements after BY. */
    final void listsAreUnclear() {
        state |= UNCLEAR;
    }

    final void newStatement() {
        leaveAll();
        frame &= ~(KIND | WINDOW);
        state &= BEHIND_MINUS;
    }

    /** Reports that the previous token is this word, which is not a name. */
    final void clauseWord(long word) {
        int groups = WORDS.groups(word);
        state &= ~EXPECTATIONS | groups & QUANTIFIER;
        if (!inStatement()) {
            statementWord = word;
            state |= IN_STATEMENT | (word == CREATE ? CREATES : 0);
            firstWord();
        }
        if (groups != 0) {
            boolean sometimes = ((frame & (KIND | WINDOW)) | (state & CREATES)) != 0;
            if ((groups & (sometimes ? KEYWORDS | SOMETIMES : KEYWORDS)) != 0) {
                keyword(word, groups);
            }
            dialectWord(word);
        } else if (word == 0) {
            longWord();
            dialectWord(word);
        }
    }

    /** Called at the first word of a statement, which is the previous token. */
    void firstWord() {}

    /** Called at a keyword; 0 stands for any word that is too long for {@link Words}. */
    void dialectWord(long word) {}

    /** Handles a word that is too long for {@link #WORDS}. */
    private void longWord() {
        if (before == Token.OPEN && isPrevious(PARTITION)) {
            frame |= WINDOW;
        } else if (isPrevious("RETURNING") && (WORDS.groups(statementWord) & WRITING) != 0) {
            kind(EXPRESSIONS);
        }
    }

    private void keyword(long word, int groups) {
        if (word == BY) {
            byList();
            return;
        }
        if (word == ORDER && before == Token.OPEN) {
            frame |= WINDOW;
        }
        int kind = kind();
        if (kind == ORDERED && (groups & AFTER_BY_LIST) != 0 || kind == TABLES && (groups & AFTER_TABLES) != 0) {
            kind(EXPRESSIONS);
        } else if (word == FROM && kind != ARGUMENTS && !follows(DISTINCT)) {
            kind(TABLES);
        }
        if ((groups & (BEFORE_COUNT | FIRST_OR_NEXT)) != 0) {
            countWord(word, groups);
        }
        if (inWindow() && inFrame(word, groups)) {
            state |= ROW_COUNT;
        }
        if ((state & CREATES) != 0 && depth() == 0 && word == SELECT && isBefore("AS")) {
            state = definesView() ? state & ~CREATES_AS_SELECT : state | CREATES_AS_SELECT;
        }
        if (word == VIEW && depth() == 0 && defines()) {
            state |= DEFINES_VIEW;
        }
    }

    private void countWord(long word, int groups) {
        if (word == LIMIT) {
            state |= IN_LIMIT;
        }
        if ((groups & BEFORE_COUNT) != 0 || follows(FETCH)) {
            state |= ROW_COUNT;
        }
    }

    private void byList() {
        state &= ~BEHIND_MINUS;
        if (opensList() && (ordinalsInWindows || !inWindow())) {
            state |= AT_ELEMENT;
            kind(ORDERED);
        }
    }

    private int kind() {
        return frame & KIND;
    }

    private void kind(int kind) {
        frame = frame & ~KIND | kind;
    }

    private boolean followsAny(int group) {
        return before == Token.WORD && (WORDS.groups(wordBefore()) & group) != 0;
    }

    /** Whether the statement is CREATE or ALTER. */
    private boolean defines() {
        return (WORDS.groups(statementWord) & DEFINITION) != 0;
    }

    private boolean opensList() {
        return before == Token.EXECUTABLE_COMMENT
                || followsAny(BEFORE_BY)
                || isBefore(PARTITION)
                || isBefore(DISTRIBUTE);
    }

    /** ROWS, ROWS BETWEEN, and the AND after ROWS BETWEEN … PRECEDING. */
    private boolean inFrame(long word, int groups) {
        if (word == BETWEEN) {
            return followsAny(FRAME);
        }
        // PRECEDING and FOLLOWING are words in which the count is lost; AND can follow nothing else in a window's
        // frame.
        return (groups & FRAME) != 0 || word == AND && before == Token.WORD;
    }

    /** Reports that the previous token, which has that first byte, is no word and no comma. */
    final void clauseToken(int token, int first) {
        switch (token) {
            case Token.OPERATOR -> {
                if (first == '-') {
                    state |= BEHIND_MINUS;
                } else if (first != '+') {
                    state &= ~AT_ELEMENT;
                }
                keepCountInLimit();
            }
            case Token.PLACEHOLDER, Token.NUMBER -> state &= ~AT_ELEMENT;
            case Token.OPEN, Token.CLOSE, Token.EXECUTABLE_COMMENT -> {
                // The first two have methods of their own, or are brackets; the last may mean nothing.
            }
            default -> state &= ~EXPECTATIONS;
        }
    }

    /** A number of rows may still follow if there can be another one. */
    private void keepCountInLimit() {
        if ((state & IN_LIMIT) == 0) {
            state &= ~ROW_COUNT;
        }
    }

    final void clauseComma() {
        int kept = state & ~(AT_ELEMENT | ROW_COUNT | BEHIND_MINUS);
        if ((kept & UNCLEAR) != 0 || kind() == ORDERED) {
            kept |= AT_ELEMENT;
        }
        state = (kept & IN_LIMIT) == 0 ? kept : kept | ROW_COUNT;
    }

    /** Reports a parenthesis that opens after the previous token; returns what is to be known of it. */
    final int clauseOpen() {
        boolean isWord = previous == Token.WORD;
        long word = isWord ? previousWord() : 0;
        int groups = WORDS.groups(word);
        boolean ordered = kind() == ORDERED && (groups & GROUPING) != 0;
        if (ordered || word == ON && follows(DISTINCT)) {
            state |= AT_ELEMENT;
        }
        keepCountInLimit();
        int window = word == OVER ? WINDOW : 0;
        if (atElement()) {
            return ORDERED | window;
        }
        if (kind() == TABLES && opensTable(word)) {
            return TABLES | window;
        }
        if (!isWord) {
            return EXPRESSIONS;
        }
        return window | (word == 0 ? afterLongWord() : afterWord(word, groups));
    }

    private int afterWord(long word, int groups) {
        if ((groups & FUNCTION) != 0) {
            return ARGUMENTS;
        }
        if (word == CONVERT) {
            return CONVERSION;
        }
        // A type whose name is a function too is one in a cast and in the definition of a column. NOW(6) and PROCEDURE
        // ANALYSE(10) have constants there.
        boolean length = (groups & OF_CONSTANTS) != 0
                || (groups & TYPE) != 0 && before != Token.OPERATOR
                || (groups & TYPE_AND_FUNCTION) != 0
                        && (follows(AS) || definesColumn() || kind() == CONVERSION && before == Token.COMMA);
        return length ? LENGTH : EXPRESSIONS;
    }

    private boolean definesColumn() {
        return defines() && (before == Token.WORD || before == Token.NAME) && wordBefore() != DEFAULT;
    }

    private int afterLongWord() {
        if (isPrevious("SUBSTRING")) {
            return ARGUMENTS;
        }
        if (isPrevious("JSON_OBJECT") || isPrevious("JSON_OBJECTAGG")) {
            return MEMBERS;
        }
        if (isPrevious("JSON_TABLE")) {
            return JSON_TABLE;
        }
        for (String function : LONG_OF_CONSTANTS) {
            if (isPrevious(function)) {
                return LENGTH;
            }
        }
        boolean type = isPrevious("VARBINARY") || isPrevious("CHARACTER");
        return type && before != Token.OPERATOR ? LENGTH : EXPRESSIONS;
    }

    private boolean opensTable(long word) {
        return switch (previous) {
            case Token.COMMA, Token.OPEN -> true;
            default -> word == FROM || word == JOIN;
        };
    }

    final void clauseClose() {
        state &= ~EXPECTATIONS;
    }
}
