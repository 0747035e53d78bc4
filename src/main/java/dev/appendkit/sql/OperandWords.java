// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import java.util.Arrays;

/**
 * Words that an operand follows, and that a placeholder may therefore follow. The server reserves each of them;
 * otherwise a placeholder after it could be the alias of a column of that name. Each was checked with PREPARE.
 */
final class OperandWords {
    private static final String[] EVERYWHERE = {
        "SELECT", "DISTINCT", "WHERE", "AND", "OR", "NOT", "HAVING", "BETWEEN", "WHEN", "THEN", "ELSE", "CASE"
    };

    private OperandWords() {}

    /** The words of all dialects and those that one dialect adds. */
    static Words and(String... added) {
        String[] words = Arrays.copyOf(EVERYWHERE, EVERYWHERE.length + added.length);
        System.arraycopy(added, 0, words, EVERYWHERE.length, added.length);
        return Words.of(words);
    }
}
