// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One server family: how it reads a template, and how it writes a literal. Stateless. */
abstract class Dialect {

    /** The name of {@link SqlMode}'s factory method. */
    abstract String name();

    /** The settings of this dialect, beyond those that every mode has. */
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

    /** Whether a row of an INSERT may be {@code ROW(…)}; version 0 stands for an unknown one. */
    boolean rowsHaveWord(int serverVersion) {
        return false;
    }

    /** Whether the server accepts {@code :name} with letters beyond ASCII. */
    boolean namesBeyondAscii() {
        return false;
    }

    /** Returns a new lexer for the text. */
    abstract Lexer lexer(TemplateText text, SqlMode mode);

    /** The literals of this dialect. */
    abstract Literals literals();

    /** The text between the parentheses after IN for a list without elements. */
    String emptySet() {
        return "SELECT NULL WHERE FALSE";
    }

    @Override
    public final String toString() {
        return name();
    }
}
