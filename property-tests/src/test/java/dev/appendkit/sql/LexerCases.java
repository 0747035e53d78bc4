// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.sql.ExpectedRegions.Rules;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** What must hold for every lexer and every text, whatever a server says of it. */
final class LexerCases {

    /** A mode, and what its server takes for escaped. */
    record Case(SqlMode mode, Rules rules) {
        Case(SqlMode mode) {
            this(mode, LexerCases.rules(mode));
        }
    }

    /** Every dialect, in every session that changes how a text is read. */
    static final List<Case> ALL = Modes.readings().stream().map(Case::new).toList();

    private static Rules rules(SqlMode mode) {
        String dialect = mode.dialect().name();
        boolean mySql = dialect.equals("mysql") || dialect.equals("mariadb");
        boolean backslash = mySql
                ? mode.backslashEscapes()
                : dialect.equals("postgresql") && Boolean.FALSE.equals(mode.standardConformingStrings());
        return new Rules(dialect, backslash, mySql && backslash && !Boolean.TRUE.equals(mode.ansiQuotes()));
    }

    /**
     * Text that would close its quotes, and a number that would make a comment of a minus or grow out of its neighbour.
     */
    private static final List<Object> VALUES = List.of("'?", "x\\", -7, 7);

    private LexerCases() {}

    /**
     * Compiles a text, which may be refused. Otherwise no placeholder lies in quotes or comments, after interpolation
     * there is none at all, and the text has the template's tokens with a literal for each of them.
     *
     * @throws AssertionError if something else comes out
     */
    static boolean check(String sql, Case lexer) {
        CompiledTemplate compiled;
        try {
            compiled = TemplateCompiler.compile(sql, lexer.mode());
        } catch (SqlTemplateException refused) {
            checkRefusal(sql, refused);
            return false;
        }
        BitSet hidden = ExpectedRegions.hidden(sql, lexer.rules());
        for (int i = 0; i < compiled.occurrences; i++) {
            int at = compiled.offset(i);
            if (hidden.get(at)) {
                throw new AssertionError(
                        "the placeholder at " + at + " is in quotes or in a comment for " + lexer.rules() + ": " + sql);
            }
        }
        checkInterpolated(sql, lexer);
        if (!lexer.rules().dialect().equals("postgresql")) {
            checkTokens(sql, compiled, lexer, VALUES.get(Math.floorMod(sql.hashCode(), VALUES.size())));
        }
        return compiled.occurrences > 0;
    }

    private static void checkInterpolated(String sql, Case lexer) {
        SqlTemplate template = SqlTemplate.compile(sql, lexer.mode());
        SqlParameters parameters = new SqlParameters(template.parameterCount());
        for (int i = 1; i <= template.parameterCount(); i++) {
            parameters.setString(i, "'?");
        }
        String text;
        try {
            text = template.toSql(parameters);
        } catch (SqlParameterException e) {
            checkMisplaced(e);
            return;
        }
        // An escaped operator ?? is one ? in the text, which is a placeholder if it is read as a template again.
        if (sql.contains("??")) {
            return;
        }
        int left = SqlTemplate.compile(text, lexer.mode()).parameterCount();
        if (left != 0) {
            throw new AssertionError(left + " placeholders are left in " + text);
        }
    }

    private static void checkTokens(String sql, CompiledTemplate compiled, Case lexer, Object value) {
        SqlTemplate template = SqlTemplate.compile(sql, lexer.mode());
        SqlParameters parameters = new SqlParameters(template.parameterCount());
        for (int i = 1; i <= template.parameterCount(); i++) {
            parameters.setObject(i, value);
        }
        String literal = SqlTemplate.compile("?", lexer.mode()).toSql(value);
        int[] offsets =
                IntStream.range(0, compiled.occurrences).map(compiled::offset).toArray();
        String text;
        try {
            text = template.toSql(parameters);
        } catch (SqlParameterException e) {
            checkMisplaced(e);
            return;
        }
        Tokens.check(sql, offsets, text, literal, lexer.rules());
    }

    /** A place may take other values only; any other refusal of these values is a defect. */
    static void checkMisplaced(SqlParameterException refused) {
        if (refused.code() != SqlParameterException.Code.MISPLACED_VALUE) {
            throw refused;
        }
    }

    private static void checkRefusal(String sql, SqlTemplateException refused) {
        boolean inside = refused.offset() >= -1 && refused.offset() <= sql.length();
        if (!inside || refused.getMessage().isEmpty() || refused.code() == null) {
            throw new AssertionError(
                    "at " + refused.offset() + " of " + sql.length() + " chars: " + refused.getMessage());
        }
        String message = refused.getMessage();
        if (message.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
            throw new AssertionError("a control character is in the message: "
                    + java.util.HexFormat.of().formatHex(message.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
