// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import java.util.EnumSet;
import java.util.Set;

/** MySQL and MariaDB. */
final class MySqlDialect extends Dialect {

    static final MySqlDialect MYSQL = new MySqlDialect("mysql", MySqlLiterals.MYSQL);
    static final MySqlDialect MARIADB = new MySqlDialect("mariadb", MySqlLiterals.MARIADB);

    private static final Set<Setting> SETTINGS = EnumSet.of(
            Setting.NO_BACKSLASH_ESCAPES,
            Setting.ANSI_QUOTES,
            Setting.BINARY_INTRODUCER,
            Setting.BOOLEAN_KEYWORDS,
            Setting.MAX_ALLOWED_PACKET,
            Setting.UUID_AS_BYTES);

    private static final int ROWS_HAVE_WORD = SqlMode.version(8, 0, 19);

    private final String name;
    private final Literals literals;

    private MySqlDialect(String name, Literals literals) {
        this.name = name;
        this.literals = literals;
    }

    @Override
    String name() {
        return name;
    }

    @Override
    Set<Setting> settings() {
        return SETTINGS;
    }

    @Override
    boolean shortUtf8() {
        return true;
    }

    @Override
    boolean valueIsValues() {
        return true;
    }

    @Override
    boolean rowsHaveWord(int serverVersion) {
        return this == MYSQL && (serverVersion == 0 || serverVersion >= ROWS_HAVE_WORD);
    }

    @Override
    Lexer lexer(TemplateText text, SqlMode mode) {
        return new MySqlLexer(text, mode);
    }

    @Override
    Literals literals() {
        return literals;
    }

    /** MySQL accepts a WHERE without a table only since 8.0. */
    @Override
    String emptySet() {
        return "SELECT NULL FROM DUAL WHERE FALSE";
    }
}
