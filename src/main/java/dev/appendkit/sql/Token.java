// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

/** The kind of a token: its meaning for a placeholder after it. */
final class Token {
    /** The start of the text. */
    static final int START = 0;

    static final int WORD = 1;
    /** An identifier that is not a keyword: quoted, or after a dot. */
    static final int NAME = 2;

    static final int NUMBER = 3;
    static final int STRING = 4;
    /** A string or an identifier, depending on the session. */
    static final int QUOTED = 5;

    static final int PLACEHOLDER = 6;
    static final int OPEN = 7;
    static final int CLOSE = 8;
    static final int COMMA = 9;
    static final int OPERATOR = 10;
    static final int SEMICOLON = 11;
    static final int EXECUTABLE_COMMENT = 12;
    static final int OTHER = 13;

    private Token() {}
}
