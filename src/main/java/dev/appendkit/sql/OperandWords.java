// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import java.util.Arrays;

/**
 * Words after which an operand follows, and so a placeholder may. Each is reserved by the server, or a placeholder
 * behind it could be the alias of a column of that name. PREPARE was asked about every one.
 */
final class OperandWords {
    private static final String[] EVERYWHERE = {
        "SELECT", "DISTINCT", "WHERE", "AND", "OR", "NOT", "HAVING", "BETWEEN", "WHEN", "THEN", "ELSE", "CASE"
    };

    private OperandWords() {}

    /** The words of all dialects and those that one adds. */
    static Words and(String... added) {
        String[] words = Arrays.copyOf(EVERYWHERE, EVERYWHERE.length + added.length);
        System.arraycopy(added, 0, words, EVERYWHERE.length, added.length);
        return Words.of(words);
    }
}
