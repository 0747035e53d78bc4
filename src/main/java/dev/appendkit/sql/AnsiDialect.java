// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

/** The dialect that all servers that follow the standard have in common. */
final class AnsiDialect extends Dialect {

    static final AnsiDialect INSTANCE = new AnsiDialect();

    private AnsiDialect() {}

    @Override
    String name() {
        return "ansi";
    }

    @Override
    Lexer lexer(TemplateText text, SqlMode mode) {
        return new AnsiLexer(text, mode);
    }

    @Override
    Literals literals() {
        return AnsiLiterals.INSTANCE;
    }
}
