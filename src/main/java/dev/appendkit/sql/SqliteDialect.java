// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

/** SQLite 3. */
final class SqliteDialect extends Dialect {

    static final SqliteDialect INSTANCE = new SqliteDialect();

    private SqliteDialect() {}

    @Override
    String name() {
        return "sqlite";
    }

    /** SQLite's own parser takes them. */
    @Override
    boolean namedParameters() {
        return true;
    }

    @Override
    Lexer lexer(TemplateText text, SqlMode mode) {
        return new SqliteLexer(text, mode);
    }

    @Override
    Literals literals() {
        return SqliteLiterals.INSTANCE;
    }
}
