// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

/** H2. */
final class H2Dialect extends Dialect {

    static final H2Dialect INSTANCE = new H2Dialect();

    private H2Dialect() {}

    @Override
    String name() {
        return "h2";
    }

    @Override
    boolean dollarParameters() {
        return true;
    }

    @Override
    Lexer lexer(TemplateText text, SqlMode mode) {
        return new H2Lexer(text, mode);
    }

    @Override
    Literals literals() {
        return H2Literals.INSTANCE;
    }
}
