// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** PostgreSQL. */
final class PostgreSqlDialect extends Dialect {

    static final PostgreSqlDialect INSTANCE = new PostgreSqlDialect();

    /** From this version on {@code standard_conforming_strings} cannot be turned off. */
    private static final int ALWAYS_STANDARD_STRINGS = SqlMode.version(19, 0, 0);

    private static final Set<Setting> SETTINGS = EnumSet.of(Setting.STANDARD_CONFORMING_STRINGS, Setting.TYPED_TEXT);

    private PostgreSqlDialect() {}

    @Override
    String name() {
        return "postgresql";
    }

    @Override
    Set<Setting> settings() {
        return SETTINGS;
    }

    @Override
    @Nullable
    Boolean standardStrings(Session session) {
        return session.serverVersion >= ALWAYS_STANDARD_STRINGS ? Boolean.TRUE : session.standardConformingStrings;
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
