// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

/** PostgreSQL. */
final class PostgreSqlDialect extends Dialect {

    static final PostgreSqlDialect INSTANCE = new PostgreSqlDialect();

    /** From this version on {@code standard_conforming_strings} cannot be turned off. */
    static final int ALWAYS_STANDARD_STRINGS = SqlMode.version(19, 0, 0);

    private PostgreSqlDialect() {}

    @Override
    String name() {
        return "postgresql";
    }

    @Override
    Lexer lexer(TemplateText text, SqlMode mode) {
        return new PostgreSqlLexer(text, mode);
    }

    @Override
    Literals literals() {
        return PostgreSqlLiterals.INSTANCE;
    }
}
