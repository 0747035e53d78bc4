// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

/**
 * The places where SQLite reads a string as a name: {@code FROM t, 'u'} reads the table u, {@code INSERT INTO t('a')}
 * writes the column a. A parameter cannot stand there, so no literal may.
 */
final class SqliteNameLists {

    // Bits of a frame; neither is set among expressions.
    /** After FROM and SET: a comma is followed by a name, and a parenthesis opens a list of names. */
    private static final int LIST = 1 << 8;
    /** After INTO and WITH: parentheses after a name hold a list of names. */
    private static final int COLUMNS = 1 << 9;

    // Groups of words: the bits that they leave in the frame, or that they ask for in the parentheses after them.
    private static final int CLOSES = 1;
    private static final int BEFORE_LIST = 2;

    private static final Words WORDS = new Words.Builder()
            .add(LIST, "FROM", "SET")
            .add(COLUMNS, "INTO", "WITH")
            .add(BEFORE_LIST, "FROM", "JOIN", "USING", "SET")
            .add(CLOSES, "WHERE", "GROUP", "ORDER", "LIMIT", "HAVING", "WINDOW", "UNION", "EXCEPT", "SELECT", "VALUES")
            .add(CLOSES, "DEFAULT", "INSERT", "REPLACE", "UPDATE", "DELETE")
            .build();

    private static final long DISTINCT = Words.pack("DISTINCT");
    private static final long AS = Words.pack("AS");
    private static final String MATERIALIZED = "MATERIALIZED";

    private SqliteNameLists() {}

    /** The lexer's frame after its previous token, which is this word. */
    static int word(Lexer lexer, long word) {
        int groups = WORDS.groups(word);
        int lists = groups & (LIST | COLUMNS);
        boolean ends = (groups & CLOSES) != 0 || lists == COLUMNS || lists == LIST && !lexer.follows(DISTINCT);
        return ends ? none(lexer.frame) | lists : lexer.frame;
    }

    /** The bits for the parenthesis that opens after the lexer's previous token. */
    static int open(Lexer lexer) {
        boolean columns = (lexer.frame & COLUMNS) != 0;
        boolean names =
                switch (lexer.previous) {
                    case Token.WORD -> {
                        long word = lexer.previousWord();
                        yield columns
                                ? word != AS && !lexer.isPrevious(MATERIALIZED)
                                : (WORDS.groups(word) & BEFORE_LIST) != 0;
                    }
                    case Token.NAME, Token.QUOTED, Token.STRING -> columns;
                    case Token.COMMA, Token.OPEN -> (lexer.frame & LIST) != 0;
                    default -> false;
                };
        return names ? LIST : 0;
    }

    /** The frame without lists: at the start of a statement, and at RETURNING, which ends those of an UPDATE. */
    static int none(int frame) {
        return frame & ~(LIST | COLUMNS);
    }

    /** Whether a string after {@code (} or {@code ,} is a name here. */
    static boolean takesNames(int frame) {
        return (frame & LIST) != 0;
    }
}
