// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static dev.appendkit.sql.FuzzCount.SEED_OF_CONTROL;
import static dev.appendkit.sql.FuzzCount.TEMPLATES;
import static dev.appendkit.sql.FuzzCount.TEMPLATES_OF_CONTROL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.AppendBuffer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The lexer of PostgreSQL's dialect against a server: what the lexer accepts has the parameters that the server counts;
 * the text with values runs only if the template with parameters of their types does, and then gives columns of the
 * same types; and it has the template's tokens, with a literal for each placeholder.
 */
class PostgreSqlLexerDifferentialTest {

    private static final String SYNTAX_ERROR = "42601";
    private static final int MAX_FRAGMENTS = 9;

    /** A value and the type of a parameter that it is bound to, 0 if the server shall find the type. */
    private record Value(Object value, int type) {}

    private static final List<Value> VALUES = List.of(
            new Value(7, 23),
            new Value(-7L, 20),
            new Value(-0.5, 701),
            new Value(new BigDecimal("-1.5"), 1700),
            new Value(true, 16),
            new Value(LocalDate.of(2020, 1, 1), 1082),
            new Value("x", 0),
            new Value("it's \\", 0),
            new Value(null, 0));

    private static final List<String> FRAGMENTS = List.of(
            "'",
            "\\'",
            "''",
            "'a'",
            "'?'",
            "'\\\\'",
            "\"",
            "\"a\"",
            "\"\"",
            "`",
            "/*",
            "*/",
            "/*/",
            "/* ? */",
            "/*/* ? */*/",
            "--",
            "-- ? ",
            "\n",
            "\r",
            "\t",
            "\u000b",
            "\u007f",
            "\u00a0",
            "$$",
            "$a$",
            "$1$",
            "a$b$",
            "$",
            "??",
            "??|",
            "E'",
            "e'\\'?'",
            "N'",
            "n'?'",
            "U&'",
            "U&\"a\"",
            "U&",
            "X'41'",
            "b'01'",
            "date'2020-01-01'",
            "\u00e9E'",
            " UESCAPE ",
            "-",
            " - ",
            "*",
            "/",
            "<",
            "@-",
            "||",
            "=",
            "=>",
            ":=",
            "(",
            ")",
            "[",
            "]",
            "1",
            "1.",
            ".5",
            "1e5",
            "1e",
            "0x1F",
            "a",
            "b",
            "\u00e9",
            "AND",
            " AND ",
            " AS x",
            " FROM t",
            " FROM t WHERE a = ",
            " LIMIT ",
            "LIMIT",
            " IN (?)",
            " IN ",
            " ORDER BY ",
            " GROUP BY ",
            " BETWEEN ",
            " LIKE ",
            " ESCAPE ",
            " SIMILAR TO ",
            " AT TIME ZONE ",
            " IS DISTINCT FROM ",
            " CASE WHEN ",
            " THEN ",
            " END",
            ";",
            "#",
            "@",
            ":",
            "::",
            "::int",
            "::numeric(",
            "{",
            "\\",
            "\u0001",
            "abs(",
            "EXTRACT(",
            " = ALL ",
            " ALL ",
            " DISTINCT ",
            " ON ",
            " VALUES ",
            " NOT ",
            " OR ",
            " INTERVAL ",
            " DATE ",
            " COLLATE ",
            "ARRAY[");

    // What it takes to open, escape and close; few, so that they often make a statement.
    private static final List<String> QUOTES = List.of(
            "'",
            "''",
            "\\'",
            "'\\'",
            "\n'",
            "' -- '\n'",
            "E'",
            " E'a'\n'\\'",
            "U&'",
            "\"",
            "$$",
            "$a$",
            "$b$",
            " -- ",
            "/* ",
            " */",
            "\n",
            "\r",
            ", ?, ",
            ", ?");

    // One text with standard_conforming_strings on and off, and another number of parameters.
    private static final List<String> AMBIGUOUS =
            List.of("'\\'", "'\\' -- '", "' -- '", " -- '\n", "'", "''", ", ?, ", ", ?", " || ", "\n");

    private final long seed = Long.getLong("appendkit.seed", new Random().nextLong());
    private PostgreSqlWire server;

    @BeforeEach
    void open() throws IOException {
        server = PostgreSqlWire.connect();
        run("CREATE TEMPORARY TABLE t (a int, b text)");
    }

    @AfterEach
    void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    private void run(String sql) throws IOException {
        PostgreSqlWire.Answer answer = server.query(sql);
        assertThat(answer.message()).as(sql).isNull();
    }

    private SqlMode mode(boolean standardStrings, boolean bare) throws IOException {
        run("SET standard_conforming_strings = " + (standardStrings ? "on" : "off"));
        return SqlMode.postgresql()
                .serverVersion(18, 6, 0)
                .standardConformingStrings(standardStrings)
                .bareLiterals(bare);
    }

    @ParameterizedTest
    @CsvSource({"true, false", "true, true", "false, false", "false, true"})
    void whatIsAcceptedMeansWhatTheServerPrepares(boolean standardStrings, boolean bare) throws IOException {
        SqlMode mode = mode(standardStrings, bare);
        for (List<String> fragments : List.of(FRAGMENTS, QUOTES, AMBIGUOUS)) {
            for (boolean numbered : new boolean[] {false, true}) {
                int compared = compare(seed, mode, fragments, numbered, TEMPLATES, sql -> count(sql, mode));
                assertThat(compared).as("compared templates, seed %d", seed).isGreaterThan(TEMPLATES / 100);
            }
        }
    }

    @Test
    void withStandardConformingStringsUnknownEitherIsRight() throws IOException {
        for (boolean standardStrings : new boolean[] {true, false}) {
            mode(standardStrings, false);
            SqlMode unknown = SqlMode.postgresql().serverVersion(18, 6, 0);
            for (List<String> fragments : List.of(FRAGMENTS, QUOTES)) {
                int compared = compare(seed, unknown, fragments, false, TEMPLATES, sql -> count(sql, unknown));
                assertThat(compared).as("compared templates, seed %d", seed).isGreaterThan(TEMPLATES / 100);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTemplateForTheOtherSettingIsCaught(boolean standardStrings) throws IOException {
        mode(!standardStrings, false);
        SqlMode other = SqlMode.postgresql().standardConformingStrings(standardStrings);
        assertThatThrownBy(() -> compare(
                        SEED_OF_CONTROL, other, AMBIGUOUS, true, TEMPLATES_OF_CONTROL, sql -> count(sql, other)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed " + SEED_OF_CONTROL);
    }

    @Test
    void aCounterThatDoesNotKnowQuotesIsCaught() throws IOException {
        SqlMode mode = mode(true, false);
        assertThatThrownBy(() -> compare(
                        SEED_OF_CONTROL,
                        mode,
                        FRAGMENTS,
                        true,
                        TEMPLATES_OF_CONTROL,
                        sql -> OptionalInt.of(sql.contains("$1") ? 1 : 0)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed " + SEED_OF_CONTROL);
    }

    /** How a lexer counts the parameters of a template; empty if it refuses. */
    private interface Lexing {
        OptionalInt count(String sql);
    }

    private static OptionalInt count(String sql, SqlMode mode) {
        try {
            return OptionalInt.of(TemplateCompiler.compile(sql, mode).parameterCount);
        } catch (SqlTemplateException refused) {
            return OptionalInt.empty();
        }
    }

    /** Returns how many templates, with parameters, both accepted. */
    private int compare(long seed, SqlMode mode, List<String> fragments, boolean numbered, int templates, Lexing lexing)
            throws IOException {
        Random random = new Random(seed);
        int compared = 0;
        for (int i = 0; i < templates; i++) {
            String sql = template(random, fragments, numbered);
            OptionalInt count = lexing.count(sql);
            if (count.isEmpty()) {
                continue;
            }
            if (numbered) {
                PostgreSqlWire.Answer prepared = server.prepare(sql);
                if (prepared.accepted() && prepared.parameters().size() != count.getAsInt()) {
                    throw failure(
                            seed,
                            mode,
                            sql,
                            "has " + prepared.parameters().size() + " parameters in the server and " + count.getAsInt()
                                    + " here");
                }
            }
            if (count(sql, mode).isPresent() && count.getAsInt() > 0) {
                compared += compareText(seed, mode, sql, numbered, VALUES.get(random.nextInt(VALUES.size())));
            }
        }
        return compared;
    }

    private String template(Random random, List<String> fragments, boolean numbered) {
        StringBuilder sql = new StringBuilder(random.nextInt(4) == 0 ? "SELECT a, " : "SELECT ");
        for (int left = 1 + random.nextInt(MAX_FRAGMENTS); left > 0; left--) {
            // Half of them placeholders and what joins them, or hardly a template would be a statement.
            String fragment =
                    switch (random.nextInt(6)) {
                        case 0 -> "?";
                        case 1 -> ", ";
                        case 2 -> random.nextBoolean() ? " " : "+";
                        default -> fragments.get(random.nextInt(fragments.size()));
                    };
            sql.append(numbered ? fragment.replace("?", "$1") : fragment);
        }
        return sql.toString();
    }

    private int compareText(long seed, SqlMode mode, String sql, boolean numbered, Value value) throws IOException {
        CompiledTemplate template = TemplateCompiler.compile(sql, mode);
        int count = template.parameterCount;
        int[] types = new int[count];
        Arrays.fill(types, value.type());
        String parameters = numbered ? sql : withParameters(template);
        PostgreSqlWire.Answer prepared = server.prepare(parameters, mode.bareLiterals() ? new int[0] : types);
        Object[] values = new Object[count];
        Arrays.fill(values, value.value());
        String text;
        try {
            text = SqlTemplate.compile(sql, mode).toSql(values);
        } catch (SqlParameterException refused) {
            // Not at this place, with this value: there is no text to compare.
            assertThat(refused.code()).isEqualTo(SqlParameterException.Code.MISPLACED_VALUE);
            return 0;
        }
        checkTokens(mode, sql, template, text, value);
        PostgreSqlWire.Answer inText = server.prepare(text);
        boolean typed = value.type() != 0 && !mode.bareLiterals();
        if (inText.accepted()) {
            if (!inText.parameters().isEmpty()) {
                throw failure(seed, mode, sql, "has parameters after interpolation: " + text);
            }
            if (!prepared.accepted() && (typed || prepared.error().equals(SYNTAX_ERROR))) {
                throw failure(
                        seed,
                        mode,
                        sql,
                        "cannot be prepared (" + prepared.message() + "), and yet the server accepts " + text);
            }
        }
        if (!prepared.accepted()) {
            return 0;
        }
        if (prepared.parameters().size() != count) {
            throw failure(seed, mode, sql, "has " + prepared.parameters().size() + " parameters in the server");
        }
        // ORDER BY and GROUP BY take no TRUE and say so; bound, it is a constant that changes nothing.
        boolean refused = !inText.accepted() && inText.message().startsWith("non-integer constant in ");
        if (typed && !refused && !(inText.accepted() && inText.columns().equals(prepared.columns()))) {
            throw failure(
                    seed,
                    mode,
                    sql,
                    "has columns of the types " + prepared.columns() + ", and in " + text + " of " + inText.columns()
                            + inText.message());
        }
        return 1;
    }

    /** The template with the server's own placeholders. */
    private static String withParameters(CompiledTemplate template) {
        AppendBuffer text = AppendBuffer.growing(256, 1 << 20);
        for (int i = 0; i < template.occurrences; i++) {
            template.appendSegment(text, i);
            text.appendAscii("$" + (template.parameter(i) + 1));
        }
        template.appendSegment(text, template.occurrences);
        return text.toString(StandardCharsets.UTF_8);
    }

    /** Where the server takes no expression, a bare number has no parentheses. */
    private static List<String> constant(List<String> literal) {
        boolean parentheses = literal.size() == 4
                && literal.get(0).equals("(")
                && literal.get(1).equals("-");
        return parentheses ? literal.subList(1, 3) : literal;
    }

    private void checkTokens(SqlMode mode, String sql, CompiledTemplate template, String text, Value value) {
        for (boolean standardStrings : new boolean[] {true, false}) {
            Boolean known = mode.standardConformingStrings();
            if (known != null && known != standardStrings) {
                continue;
            }
            List<String> literal =
                    PostgreSqlTokens.of(SqlTemplate.compile("?", mode).toSql(value.value()), standardStrings);
            List<String> expected = new ArrayList<>();
            int occurrence = 0;
            for (String token : PostgreSqlTokens.ofTemplate(sql, standardStrings)) {
                if (token.equals(PostgreSqlTokens.PLACEHOLDER) || token.matches("\\$[0-9]+")) {
                    expected.addAll(template.place(occurrence) == Place.CONSTANT ? constant(literal) : literal);
                    occurrence++;
                } else {
                    expected.add(token);
                }
            }
            List<String> actual = PostgreSqlTokens.of(text, standardStrings);
            if (!actual.equals(expected)) {
                throw failure(seed, mode, sql, "has the tokens " + expected + ", but " + text + " has " + actual);
            }
        }
    }

    private AssertionError failure(long seed, SqlMode mode, String sql, String what) {
        StringBuilder shown = new StringBuilder();
        (sql + " " + what)
                .chars()
                .forEach(
                        c -> shown.append(c < ' ' || c > '~' ? String.format("\\u%04x", c) : String.valueOf((char) c)));
        return new AssertionError("seed " + seed + ", " + mode + ": " + shown);
    }
}
