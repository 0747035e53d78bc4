// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.AppendBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.IntPredicate;

/**
 * Compares a lexer with a server's PREPARE on random concatenations of fragments. What the lexer accepts must have the
 * server's number of parameters; and where the server finds a syntax error in the template, it must find one in the
 * interpolated text too, or text would run that could not be prepared. The lexer may refuse what the server accepts.
 */
final class LexerDifferential {

    /** What a lexer makes of a template: the number of parameters, empty if it refuses. */
    interface Lexing {
        OptionalInt count(String sql);
    }

    /** How many templates the check looked at, and how many of them both accepted, with placeholders. */
    record Outcome(int templates, int bothAccept) {}

    private static final int MAX_FRAGMENTS = 9;
    private static final int SYNTAX_ERROR = -1;
    private static final int OTHER_ERROR = -2;
    private static final List<String> LITERALS = List.of("'x'", "7", "-7", "NULL");

    private final Connection server;
    private final IntPredicate isSyntaxError;
    private final SqlMode mode;
    private final List<String> fragments;
    private final List<String> beginnings;

    LexerDifferential(Connection server, IntPredicate isSyntaxError, SqlMode mode, List<String> fragments) {
        this(server, isSyntaxError, mode, fragments, List.of("SELECT ", "SELECT ", "SELECT ", "SELECT a, "));
    }

    private LexerDifferential(
            Connection server,
            IntPredicate isSyntaxError,
            SqlMode mode,
            List<String> fragments,
            List<String> beginnings) {
        this.server = server;
        this.isSyntaxError = isSyntaxError;
        this.mode = mode;
        this.fragments = fragments;
        this.beginnings = beginnings;
    }

    /** The same with templates that begin so. */
    LexerDifferential beginning(String statement) {
        return new LexerDifferential(server, isSyntaxError, mode, fragments, List.of(statement));
    }

    Outcome run(long seed, int templates, Lexing lexing) throws SQLException {
        Random random = new Random(seed);
        int bothAccept = 0;
        for (int i = 0; i < templates; i++) {
            String sql = template(random);
            OptionalInt count = lexing.count(sql);
            if (count.isEmpty()) {
                continue;
            }
            int prepared = prepare(sql);
            if (prepared >= 0 && prepared != count.getAsInt()) {
                throw failure(seed, sql, "counted " + count.getAsInt() + ", the server " + prepared);
            }
            if (prepared > 0) {
                bothAccept++;
            }
            checkText(seed, sql, prepared, LITERALS.get(random.nextInt(LITERALS.size())));
        }
        return new Outcome(templates, bothAccept);
    }

    /** The lexer itself agrees with the server, and enough templates were worth the comparison. */
    void assertAgrees(long seed) throws SQLException {
        assertThat(run(seed, FuzzCount.TEMPLATES, this::count).bothAccept())
                .as("compared templates, seed %d", seed)
                .isGreaterThan(FuzzCount.TEMPLATES / 200);
    }

    /** A control: what a broken lexer counts is found to differ from the server. */
    void assertCatches(Lexing broken) {
        assertThatThrownBy(() -> run(FuzzCount.SEED_OF_CONTROL, FuzzCount.TEMPLATES_OF_CONTROL, broken))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed " + FuzzCount.SEED_OF_CONTROL);
    }

    /** A broken lexer: it does not know quotes. */
    static OptionalInt countQuestionMarks(String sql) {
        return OptionalInt.of((int) sql.chars().filter(c -> c == '?').count());
    }

    /** The lexer that is to be tested. */
    OptionalInt count(String sql) {
        try {
            return OptionalInt.of(TemplateCompiler.compile(sql, mode).parameterCount);
        } catch (SqlTemplateException refused) {
            return OptionalInt.empty();
        }
    }

    private void checkText(long seed, String sql, int prepared, String literal) throws SQLException {
        CompiledTemplate template;
        try {
            template = TemplateCompiler.compile(sql, mode);
        } catch (SqlTemplateException refused) {
            // The broken lexers of the controls accept what is refused.
            return;
        }
        if (template.occurrences == 0) {
            return;
        }
        String text = fill(template, literal);
        int inText = prepare(text);
        if (prepared == SYNTAX_ERROR && inText >= 0) {
            throw failure(seed, sql, "cannot be prepared, and yet the server accepts " + text);
        }
        if (inText > 0) {
            throw failure(seed, sql, "has parameters after interpolation: " + text);
        }
    }

    private static String fill(CompiledTemplate template, String literal) {
        AppendBuffer text = AppendBuffer.growing(256, 1 << 20);
        for (int i = 0; i < template.occurrences; i++) {
            template.appendSegment(text, i);
            text.appendUtf8(literal);
        }
        template.appendSegment(text, template.occurrences);
        return text.toString(StandardCharsets.UTF_8);
    }

    private String template(Random random) {
        StringBuilder sql = new StringBuilder(beginnings.get(random.nextInt(beginnings.size())));
        for (int left = 1 + random.nextInt(MAX_FRAGMENTS); left > 0; left--) {
            // Half of them placeholders and what joins them, or hardly a template would be a statement.
            sql.append(
                    switch (random.nextInt(6)) {
                        case 0 -> "?";
                        case 1 -> ", ";
                        case 2 -> random.nextBoolean() ? " " : "+";
                        default -> fragments.get(random.nextInt(fragments.size()));
                    });
        }
        return sql.toString();
    }

    private int prepare(String sql) throws SQLException {
        try (PreparedStatement statement = server.prepareStatement(sql)) {
            return statement.getParameterMetaData().getParameterCount();
        } catch (SQLException refused) {
            if (server.isClosed()) {
                throw refused;
            }
            return isSyntaxError.test(refused.getErrorCode()) ? SYNTAX_ERROR : OTHER_ERROR;
        }
    }

    private AssertionError failure(long seed, String sql, String what) {
        StringBuilder shown = new StringBuilder();
        sql.chars().forEach(c -> {
            if (c < ' ' || c > '~') {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.append((char) c);
            }
        });
        return new AssertionError("seed " + seed + ", " + mode + ": " + shown + " " + what);
    }
}
