// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One server family: how it reads a template, and how it writes a literal. Stateless. */
abstract class Dialect {

    /** As {@link SqlMode}'s factory method is called. */
    abstract String name();

    /** What a mode of this dialect can be told beyond what every mode can. */
    Set<Setting> settings() {
        return Set.of();
    }

    final boolean has(Setting setting) {
        return settings().contains(setting);
    }

    /** Whether the charset {@code utf8} has no character above U+FFFF. */
    boolean shortUtf8() {
        return false;
    }

    /** Whether a backslash in {@code '…'} is an ordinary character; null if unknown. */
    @Nullable
    Boolean standardStrings(Session session) {
        return session.standardConformingStrings;
    }

    /** Whether {@code :name} is a placeholder until the mode says otherwise. */
    boolean namedParameters() {
        return false;
    }

    /** Whether {@code $1} is a placeholder. */
    boolean dollarParameters() {
        return false;
    }

    /** Whether {@code VALUE (…)} in an INSERT is {@code VALUES (…)}. */
    boolean valueIsValues() {
        return false;
    }

    /** Whether a row of an INSERT may be {@code ROW(…)}; 0 is an unknown version. */
    boolean rowsHaveWord(int serverVersion) {
        return false;
    }

    /** Whether the server takes {@code :name} with letters beyond ASCII. */
    boolean namesBeyondAscii() {
        return false;
    }

    /** A lexer that has not yet read anything. */
    abstract Lexer lexer(TemplateText text, SqlMode mode);

    /** Its literals. */
    abstract Literals literals();

    /** What stands in the parentheses after IN for a list without elements. */
    String emptySet() {
        return "SELECT NULL WHERE FALSE";
    }

    @Override
    public final String toString() {
        return name();
    }
}
