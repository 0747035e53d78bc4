// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

/** The place of a placeholder, as the lexer found it. It decides which values may stand there, and in which form. */
final class Place {
    /** Any value but a list. */
    static final int ANY = 0;
    /** Alone in the parentheses after IN: also a list. */
    static final int IN_LIST = 1;
    /** After LIMIT, OFFSET, FETCH FIRST and ROWS: whole numbers only. */
    static final int ROW_COUNT = 2;
    /** In ORDER BY or GROUP BY, where an integer is the number of a column whether it is bound or not. */
    static final int ORDINAL = 3;
    /** Before a subscript: arrays only. */
    static final int ARRAY = 4;
    /** Where the server accepts a literal but no expression: a bare negative number has no parentheses. */
    static final int CONSTANT = 5;

    private Place() {}
}
