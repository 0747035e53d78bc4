// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

/** One server family: how it reads a template, and how it writes a literal. Stateless. */
abstract class Dialect {

    /** As {@link SqlMode}'s factory method is called. */
    abstract String name();

    /** Whether the session has an {@code sql_mode}: NO_BACKSLASH_ESCAPES, ANSI_QUOTES. */
    boolean hasSqlMode() {
        return false;
    }

    /** Whether {@code :name} is a placeholder until the mode says otherwise. */
    boolean namedParameters() {
        return false;
    }

    /** Whether {@code $1} is a placeholder. */
    boolean dollarParameters() {
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
