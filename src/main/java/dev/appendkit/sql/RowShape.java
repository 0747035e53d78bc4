// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import org.jspecify.annotations.Nullable;

/** Finds the row of an {@code INSERT … VALUES (…)} while the template is lexed. */
final class RowShape {

    static final String NO_INSERT = "the statement does not begin with INSERT or REPLACE";

    private static final Words STATEMENTS = Words.of("INSERT", "REPLACE");
    private static final long VALUES = Words.pack("VALUES");
    private static final long VALUE = Words.pack("VALUE");
    private static final long ROW = Words.pack("ROW");
    private static final long SELECT = Words.pack("SELECT");
    private static final long TABLE = Words.pack("TABLE");
    /** A parenthesis before one of these holds a query. */
    private static final Words QUERIES = Words.of("WITH", "VALUES");
    /** Words that read the session's last statement or a sequence, wherever they stand. */
    private static final Words SEQUENCES = Words.of("CURRVAL", "LASTVAL");
    /** Words before VALUE FOR, which reads the state of a sequence. */
    private static final Words STATES_OF_SEQUENCES = Words.of("PREVIOUS", "CURRENT");
    /** Functions that tell of the session's last statement. */
    private static final String[] FUNCTIONS = {
        "ROW_COUNT",
        "FOUND_ROWS",
        "LAST_INSERT_ROWID",
        "CHANGES",
        "TOTAL_CHANGES",
        "IDENTITY",
        "SCOPE_IDENTITY",
        // The number of the row within the statement.
        "ROWNUM"
    };
    /** Variables that do, in MySQL and MariaDB. */
    private static final String[] VARIABLES = {"IDENTITY", "INSERT_ID", "WARNING_COUNT", "ERROR_COUNT", "LAST_GTID"};

    private static final String LAST_INSERT_ID = "LAST_INSERT_ID";
    // ON CONFLICT, ON DUPLICATE KEY, RETURNING and MySQL's AS mean the same for many rows; LIMIT and UNION do not.
    private static final Words TAILS = Words.of("ON", "AS");
    private static final String RETURNING = "RETURNING";
    private static final int NONE = -1;

    private int start = NONE;
    private int startShift;
    private int placeholdersBefore;
    private int end = NONE;
    private int endShift;
    private int placeholdersThrough;
    private boolean tailSeen;
    private int strangeTail = NONE;
    private int secondRow = NONE;
    private int query = NONE;
    private int unclear = NONE;
    private int stateful = NONE;
    /** The position of ROW after VALUES. */
    private int rowWord = NONE;

    private boolean valuesSeen;
    private final Dialect dialect;
    private final int version;

    private RowShape(SqlMode mode) {
        dialect = mode.dialect();
        version = mode.serverVersion();
    }

    /** Creates the shape for a statement that begins with this word; null if it adds no rows. */
    static @Nullable RowShape beginsWith(long word, SqlMode mode) {
        return STATEMENTS.contains(word) ? new RowShape(mode) : null;
    }

    /**
     * Reports that the lexer's previous token is a word or a name, at any depth. An expression that reads data the
     * statement changes, or the effect of the last statement, differs between many rows and single ones.
     */
    void name(Lexer lexer) {
        boolean inRow = start != NONE && end == NONE && lexer.depth() > 0;
        if (stateful != NONE || !(inRow || end != NONE)) {
            return;
        }
        byte[] text = lexer.text;
        int from = lexer.previousFrom;
        int to = lexer.previousTo;
        if (lexer.previous == Token.WORD) {
            long word = lexer.previousWord();
            boolean query = word == SELECT || word == TABLE || lexer.before == Token.OPEN && opensQuery(word);
            boolean state = word == VALUE && STATES_OF_SEQUENCES.contains(lexer.wordBefore());
            if (query && (lexer.depth() > 0) || state) {
                stateful = from;
                return;
            }
        }
        boolean quoted = text[from] == '"' || text[from] == '`' || text[from] == '[';
        int nameFrom = quoted ? from + 1 : from;
        int nameTo = quoted ? to - 1 : to;
        if (SEQUENCES.contains(Words.pack(text, nameFrom, nameTo)) || readsState(lexer, nameFrom, nameTo)) {
            stateful = from;
        }
    }

    /** Behind the row {@code VALUES(a)} may be the value that the row has for a column. */
    private boolean opensQuery(long word) {
        return QUERIES.contains(word) && !(word == VALUES && end != NONE && dialect.valueIsValues());
    }

    private static boolean readsState(Lexer lexer, int from, int to) {
        byte[] text = lexer.text;
        if (isAny(VARIABLES, text, from, to) && isVariable(lexer)) {
            return true;
        }
        boolean lastInsertId = Words.is(text, from, to, LAST_INSERT_ID);
        if (!lastInsertId && !isAny(FUNCTIONS, text, from, to)) {
            return false;
        }
        int next = lexer.previousTo;
        while (lexer.spaceAt(next)) {
            next++;
        }
        if (lastInsertId) {
            int argument = next + 1;
            while (lexer.spaceAt(argument)) {
                argument++;
            }
            // With an argument, the row itself decides the value.
            return text[next] != '(' || text[argument] == ')' || mayBeComment(text[argument]);
        }
        return text[next] == '(' || mayBeComment(text[next]);
    }

    private static boolean mayBeComment(byte first) {
        return first == '/' || first == '-' || first == '#';
    }

    /** Whether the lexer's previous token is the name in {@code @@name} or {@code @@session.name}. */
    private static boolean isVariable(Lexer lexer) {
        byte[] text = lexer.text;
        int at = lexer.beforeFrom;
        if (lexer.before == Token.OTHER && text[at] == '.') {
            do {
                at--;
            } while (at > 0 && lexer.inWord(at));
        }
        return lexer.before == Token.OTHER && at > 0 && text[at] == '@' && text[at - 1] == '@';
    }

    private static boolean isAny(String[] names, byte[] text, int from, int to) {
        for (String name : names) {
            if (Words.is(text, from, to, name)) {
                return true;
            }
        }
        return false;
    }

    /** Reports the word {@code text[from, to)} outside all parentheses. */
    void word(byte[] text, int from, int to) {
        long word = Words.pack(text, from, to);
        if (start == NONE) {
            rowWord = word == ROW && valuesSeen && dialect.rowsHaveWord(version) ? from : NONE;
            valuesSeen = word == VALUES;
        }
        if (query == NONE && word == SELECT) {
            query = from;
        }
        if (end != NONE && !tailSeen) {
            tailSeen = true;
            if (!TAILS.contains(word) && !Words.is(text, from, to, RETURNING)) {
                strangeTail = from;
            }
        }
    }

    /** Reports {@code (} outside all parentheses, after that word. */
    void open(int at, long word, Segments segments) {
        boolean values = word == VALUES || word == VALUE && dialect.valueIsValues();
        if (start == NONE && (values || word == ROW && rowWord != NONE)) {
            start = values ? at : rowWord;
            placeholdersBefore = segments.count();
        }
    }

    /** Reports the {@code )} that closes the last open parenthesis. */
    void close(int at, Segments segments) {
        if (start != NONE && end == NONE) {
            end = at;
            placeholdersThrough = segments.count();
        }
    }

    /** Reports {@code ,} after the {@code )} at this position. */
    void commaAfter(int closeAt, int at) {
        if (closeAt == end && end != NONE) {
            secondRow = at;
        }
    }

    /** Notes that from here on the meaning of parentheses depends on the server, or that a second statement begins. */
    void unclear(int at) {
        if (unclear == NONE) {
            unclear = at;
        }
    }

    /** Notes that the bytes {@code text[from, to)} were copied to another array, shifted by that much. */
    void copied(int from, int to, int shift) {
        if (from <= start && start < to) {
            startShift = shift;
        }
        if (from <= end && end < to) {
            endShift = shift;
        }
    }

    /** The start of the row in the static bytes. */
    int start() {
        return start + startShift;
    }

    /** The end of the row in the static bytes, exclusive. */
    int end() {
        return end + 1 + endShift;
    }

    /** The reason why the template is not a batch; null if it is one. */
    @Nullable
    String problem(int placeholders) {
        if (unclear != NONE) {
            return "the template holds an executable comment or a second statement";
        }
        if (query != NONE) {
            return "rows come from a query";
        }
        if (end == NONE) {
            return "there is no row after VALUES";
        }
        if (secondRow != NONE) {
            return "there is more than one row";
        }
        if (stateful != NONE) {
            return "the row or what follows it reads what the rows before it change";
        }
        if (strangeTail != NONE) {
            return "what follows the row may mean something else for many rows";
        }
        if (placeholdersBefore > 0) {
            return "there is a placeholder before the row";
        }
        if (placeholdersThrough < placeholders) {
            return "there is a placeholder after the row";
        }
        return placeholders == 0 ? "there is no placeholder in the row" : null;
    }

    int problemAt() {
        if (unclear != NONE) {
            return unclear;
        }
        if (query != NONE) {
            return query;
        }
        if (end == NONE) {
            return 0;
        }
        if (secondRow != NONE) {
            return secondRow;
        }
        return stateful != NONE ? stateful : strangeTail != NONE ? strangeTail : start;
    }
}
