// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

/** MySQL and MariaDB. */
final class MySqlDialect extends Dialect {

    static final MySqlDialect MYSQL = new MySqlDialect("mysql");
    static final MySqlDialect MARIADB = new MySqlDialect("mariadb");

    private final String name;

    private MySqlDialect(String name) {
        this.name = name;
    }

    @Override
    String name() {
        return name;
    }

    @Override
    boolean hasSqlMode() {
        return true;
    }

    @Override
    Lexer lexer(TemplateText text, SqlMode mode) {
        return new MySqlLexer(text, mode);
    }
}
