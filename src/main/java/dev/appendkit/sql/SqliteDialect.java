// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import java.util.EnumSet;
import java.util.Set;

/** SQLite 3. */
final class SqliteDialect extends Dialect {

    static final SqliteDialect INSTANCE = new SqliteDialect();

    private static final Set<Setting> SETTINGS = EnumSet.of(Setting.UUID_AS_BYTES, Setting.FRACTION_DIGITS);

    private SqliteDialect() {}

    @Override
    String name() {
        return "sqlite";
    }

    /** SQLite's own parser accepts them. */
    @Override
    boolean namedParameters() {
        return true;
    }

    @Override
    Set<Setting> settings() {
        return SETTINGS;
    }

    @Override
    boolean namesBeyondAscii() {
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
