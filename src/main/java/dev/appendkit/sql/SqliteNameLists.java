// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import java.util.Arrays;

/**
 * The places where SQLite reads a string as a name: {@code FROM t, 'u'} reads the table u, {@code INSERT INTO t('a')}
 * writes the column a. A parameter cannot stand there, so no literal may.
 */
final class SqliteNameLists {

    /** Expressions. */
    private static final byte NONE = 0;
    /** After FROM and SET: a comma is followed by a name, and a parenthesis opens a list of names. */
    private static final byte LIST = 1;
    /** After INTO and WITH: parentheses after a name hold a list of names. */
    private static final byte COLUMNS = 2;

    private static final Words OPEN_LIST = Words.of("FROM", "SET");
    private static final Words OPEN_COLUMNS = Words.of("INTO", "WITH");
    private static final Words BEFORE_LIST = Words.of("FROM", "JOIN", "USING", "SET");
    private static final Words CLOSE = Words.of(
            "WHERE", "GROUP", "ORDER", "LIMIT", "HAVING", "WINDOW", "UNION", "EXCEPT", "SELECT", "VALUES", "DEFAULT",
            "INSERT", "REPLACE", "UPDATE", "DELETE");
    private static final long DISTINCT = Words.pack("DISTINCT");
    private static final long AS = Words.pack("AS");

    /** The kind of list at each depth of parentheses. */
    private byte[] kinds = new byte[8];

    /** Reports a word, and the one before it if that was a word. */
    void word(int depth, long word, long before) {
        if (CLOSE.contains(word)) {
            kinds[depth] = NONE;
        } else if (OPEN_COLUMNS.contains(word)) {
            kinds[depth] = COLUMNS;
        } else if (OPEN_LIST.contains(word) && before != DISTINCT) {
            kinds[depth] = LIST;
        }
    }

    /** Reports the parenthesis that opens this depth, after that token, and after that word if the token is one. */
    void open(int depth, Lexer.Token previous, long word, boolean materialized) {
        byte kind = kinds[depth - 1];
        boolean names =
                switch (previous) {
                    case WORD -> kind == COLUMNS ? word != AS && !materialized : BEFORE_LIST.contains(word);
                    case NAME, QUOTED, STRING -> kind == COLUMNS;
                    case COMMA, OPEN -> kind == LIST;
                    default -> false;
                };
        if (depth == kinds.length) {
            kinds = Arrays.copyOf(kinds, depth * 2);
        }
        kinds[depth] = names ? LIST : NONE;
    }

    /** Ends the lists at this depth: RETURNING ends those of an UPDATE. */
    void expressions(int depth) {
        kinds[depth] = NONE;
    }

    void newStatement() {
        kinds[0] = NONE;
    }

    /** Whether a string after {@code (} or {@code ,} is a name here. */
    boolean takesNames(int depth) {
        return kinds[depth] == LIST;
    }
}
