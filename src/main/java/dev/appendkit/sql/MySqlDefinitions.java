// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import org.jspecify.annotations.Nullable;

/**
 * Where CREATE and ALTER take a literal in MySQL and MariaDB: {@code DEFAULT 5}, {@code COMMENT 'a'}, {@code IDENTIFIED
 * BY 'a'}, {@code ENUM ('a', 'b')}. Elsewhere in such a statement a literal is a length, a unit, an option or a part of
 * an expression that is kept, and PREPARE takes no parameter for it. {@code CREATE TABLE … SELECT} holds a query like
 * any other.
 */
final class MySqlDefinitions {
    private static final Words STATEMENTS = Words.of("CREATE", "ALTER");
    private static final Words LITERAL_FOLLOWS = Words.of("DEFAULT", "COMMENT", "BY");
    private static final Words LISTS = Words.of("ENUM", "SET");
    private static final Words BEFORE_TABLE = Words.of("CREATE", "REPLACE");

    private static final long COMMENT = Words.pack("COMMENT");
    private static final long SELECT = Words.pack("SELECT");
    private static final long TABLE = Words.pack("TABLE");

    /** The bit of a frame that holds the values of an ENUM or a SET. */
    private static final int LITERALS = 1 << 8;

    private final Lexer lexer;
    private boolean table;
    private boolean selects;

    private MySqlDefinitions(Lexer lexer) {
        this.lexer = lexer;
    }

    /** The places of the statement that begins with the lexer's previous token; null if it defines nothing. */
    static @Nullable MySqlDefinitions of(Lexer lexer) {
        return STATEMENTS.contains(lexer.statementWord()) ? new MySqlDefinitions(lexer) : null;
    }

    /** The lexer's previous token is this keyword, outside all parentheses. */
    void outerWord(long word) {
        if (word == TABLE && lexer.before == Token.WORD) {
            table |= BEFORE_TABLE.contains(lexer.wordBefore()) || lexer.isBefore("TEMPORARY");
        } else if (word == SELECT) {
            selects |= table;
        }
    }

    /** Called at an opening parenthesis; returns the bits of its frame. */
    int opened() {
        return lexer.previous == Token.WORD && LISTS.contains(lexer.previousWord()) ? LITERALS : 0;
    }

    /** Whether a literal may follow the lexer's previous token. */
    boolean takesLiteral() {
        return selects
                || switch (lexer.previous) {
                    case Token.WORD -> LITERAL_FOLLOWS.contains(lexer.previousWord());
                    case Token.OPEN, Token.COMMA -> (lexer.frame & LITERALS) != 0;
                    case Token.OPERATOR -> assigns();
                    default -> false;
                };
    }

    /** {@code COMMENT = 'a'} and {@code AUTO_INCREMENT = 5}. */
    private boolean assigns() {
        return lexer.text[lexer.previousFrom] == '='
                && lexer.before == Token.WORD
                && (lexer.wordBefore() == COMMENT || lexer.isBefore("AUTO_INCREMENT"));
    }
}
