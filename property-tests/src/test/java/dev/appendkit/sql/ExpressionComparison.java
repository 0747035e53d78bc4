// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.sql.ExpressionGrammar.Generated;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs statements of a grammar twice, bound and interpolated, and compares values and types of what they give. An error
 * of both is the same result.
 */
final class ExpressionComparison {

    /**
     * How values go into a driver's statement, and how results are read, which text and binary protocols tell apart.
     */
    interface Driver {
        void bind(PreparedStatement statement, int index, Object value) throws SQLException;

        /** The type of a column, or of a cell where columns have none. */
        String type(ResultSetMetaData columns, int column) throws SQLException;

        String read(ResultSet row, int column) throws SQLException;

        /** Whether the server refuses to prepare for want of a parameter's type, which says nothing (R3). */
        default boolean lacksType(SQLException error) {
            return false;
        }
    }

    /** What a statement gave: an error, or types and rows. */
    record Outcome(String error, List<String> types, List<String> rows) {
        boolean sameAs(Outcome other) {
            return (error == null) == (other.error == null) && types.equals(other.types) && rows.equals(other.rows);
        }

        Outcome withoutSizes() {
            return new Outcome(
                    error,
                    types.stream()
                            .map(type -> type.replaceAll("\\(\\d+(, \\d+)?\\)", ""))
                            .toList(),
                    rows);
        }

        @Override
        public String toString() {
            return error != null ? "error: " + error : types + " " + rows;
        }
    }

    /** A statement that means one thing bound and another interpolated. */
    record Difference(Generated statement, String sql, Outcome bound, Outcome interpolated) {
        @Override
        public String toString() {
            return statement + "\n    as text:      " + sql + "\n    bound:        " + bound + "\n    interpolated: "
                    + interpolated;
        }
    }

    /** A difference that no literal can avoid, and why. */
    record Accepted(String reason, Predicate<Difference> predicate) {}

    static final Pattern PLACEHOLDER = Pattern.compile("\\?");

    private final Connection connection;
    private final Driver driver;
    private final SqlMode mode;
    private final ExpressionGrammar grammar;
    private final List<Accepted> accepted = new ArrayList<>();
    private UnaryOperator<Object> literals = value -> value;
    private boolean ordinals;

    /** What became of the statements, for the report. */
    private final Map<String, Integer> counts = new TreeMap<>();

    ExpressionComparison(Connection connection, Driver driver, SqlMode mode, ExpressionGrammar grammar) {
        this.connection = connection;
        this.driver = driver;
        this.mode = mode;
        this.grammar = grammar;
    }

    ExpressionComparison accept(String reason, Predicate<Difference> predicate) {
        accepted.add(new Accepted(reason, predicate));
        return this;
    }

    /** For a control: what is interpolated in place of a value. */
    ExpressionComparison interpolating(UnaryOperator<Object> other) {
        literals = other;
        return this;
    }

    /** For a control: writes literals where they are refused because they could be the number of a column. */
    ExpressionComparison withOrdinals() {
        ordinals = true;
        return this;
    }

    /** Fails if a statement means two things; says the seed and the shortest of them. */
    void check(long seed, int statements) {
        List<Difference> differences = differences(seed, statements);
        if (!differences.isEmpty()) {
            StringBuilder text = new StringBuilder();
            text.append(differences.size())
                    .append(" differences with seed ")
                    .append(seed)
                    .append(" in ")
                    .append(mode);
            differences.stream()
                    .limit(FuzzCount.SHOWN)
                    .forEach(difference -> text.append("\n  ").append(difference));
            throw new AssertionError(text);
        }
        int same = counts.getOrDefault("same result", 0);
        if (same < statements / 4) {
            throw new AssertionError("only " + same + " of " + statements + " statements say something: " + counts);
        }
    }

    /** Fails if a statement means two things, be they accepted elsewhere, is refused, or is an error of both. */
    void checkSame(String template, Object... values) {
        Generated statement = new Generated(template, Arrays.asList(values));
        String sql = interpolate(statement);
        Outcome bound = bound(template, statement.values());
        Outcome interpolated = interpolated(sql);
        if (bound != null && !bound.sameAs(interpolated)) {
            throw new AssertionError(new Difference(statement, sql, bound, interpolated).toString());
        }
        if (bound != null && bound.error() != null) {
            throw new AssertionError(statement + ": " + bound);
        }
    }

    /** Statements that mean two things and are not accepted, the shortest first. */
    List<Difference> differences(long seed, int statements) {
        Random random = new Random(seed);
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < statements; i++) {
            Difference difference = compare(grammar.generate(random));
            if (difference != null) {
                differences.add(difference);
            }
        }
        differences.sort(Comparator.comparing(d -> d.statement().toString().length()));
        return differences;
    }

    private Difference compare(Generated statement) {
        String sql;
        try {
            sql = interpolate(statement);
        } catch (SqlTemplateException e) {
            count("template refused: " + e.code());
            return null;
        } catch (SqlParameterException e) {
            count("value refused: " + e.code());
            return null;
        }
        Difference difference = run(statement, sql);
        if (difference != null) {
            // A clock may have moved in between.
            difference = run(statement, sql);
        }
        return difference;
    }

    private String interpolate(Generated statement) {
        Object[] values = statement.values().stream().map(literals).toArray();
        try {
            return SqlTemplate.compile(statement.template(), mode).toSql(values);
        } catch (SqlTemplateException e) {
            if (!ordinals || e.code() != SqlTemplateException.Code.ORDINAL_POSITION) {
                throw e;
            }
            String sql = statement.template();
            for (Object value : values) {
                String literal = SqlTemplate.compile("?", mode).toSql(value);
                sql = sql.replaceFirst("\\?", Matcher.quoteReplacement(literal));
            }
            return sql;
        }
    }

    private Difference run(Generated statement, String sql) {
        Outcome bound = bound(statement.template(), statement.values());
        if (bound == null) {
            count("type of a parameter unknown to the server");
            return null;
        }
        Outcome interpolated = interpolated(sql);
        if (bound.sameAs(interpolated)) {
            count(bound.error() == null ? "same result" : "both errors");
            return null;
        }
        Difference difference = new Difference(statement, sql, bound, interpolated);
        for (Accepted some : accepted) {
            if (some.predicate().test(difference)) {
                count("accepted: " + some.reason());
                return null;
            }
        }
        return difference;
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    /** What the bound statement gives; null if the server cannot tell a parameter's type. */
    Outcome bound(String template, List<Object> values) {
        try {
            restore(template);
            try (PreparedStatement statement = connection.prepareStatement(template)) {
                for (int i = 0; i < values.size(); i++) {
                    driver.bind(statement, i + 1, values.get(i));
                }
                return statement.execute() ? read(statement.getResultSet(), template) : written();
            }
        } catch (SQLException e) {
            return driver.lacksType(e) ? null : new Outcome(e.getMessage(), List.of(), List.of());
        }
    }

    /**
     * Whether the difference vanishes with other words for the values: {@code bound} says what stands in the bound
     * statement, in which a parameter is {@code ?}, and {@code text} what is interpolated.
     */
    boolean agrees(Difference difference, Function<Object, String> bound, UnaryOperator<Object> text) {
        Object[] others = difference.statement().values().stream()
                .map(value -> text.apply(value) == value ? literals.apply(value) : text.apply(value))
                .toArray();
        Outcome interpolated = interpolated(
                SqlTemplate.compile(difference.statement().template(), mode).toSql(others));
        Outcome outcome = boundAs(difference, bound);
        return outcome == null || outcome.withoutSizes().sameAs(interpolated.withoutSizes());
    }

    /** What the statement gives with other words for its parameters, in which a parameter is {@code ?}. */
    Outcome boundAs(Difference difference, Function<Object, String> words) {
        List<Object> parameters = new ArrayList<>();
        Iterator<Object> each = difference.statement().values().iterator();
        String template = PLACEHOLDER.matcher(difference.statement().template()).replaceAll(m -> {
            Object value = each.next();
            String text = words.apply(value);
            if (text.indexOf('?') >= 0) {
                parameters.add(value);
            }
            return text;
        });
        return bound(template, parameters);
    }

    /** Whether the statement agrees with its text once NULL is written in it where null is bound. */
    boolean agreesWithNullWritten(Difference difference) {
        return difference.statement().values().contains(null)
                && agrees(difference, value -> value == null ? "NULL" : "?", UnaryOperator.identity());
    }

    /** What the text gives. */
    Outcome interpolated(String sql) {
        try {
            restore(sql);
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                return statement.execute(sql) ? read(statement.getResultSet(), sql) : written();
            }
        } catch (SQLException e) {
            return new Outcome(e.getMessage(), List.of(), List.of());
        }
    }

    /** The table that statements write to holds one row of NULLs before each of them. */
    private void restore(String sql) throws SQLException {
        if (grammar != null && !sql.startsWith("SELECT")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("DELETE FROM w");
                statement.execute("INSERT INTO w (id) VALUES (0)");
            }
        }
    }

    private Outcome written() throws SQLException {
        if (grammar == null) {
            return new Outcome(null, List.of(), List.of());
        }
        String sql = "SELECT * FROM w ORDER BY id";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return read(rows, sql);
        }
    }

    private Outcome read(ResultSet result, String sql) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        List<String> types = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            types.add(driver.type(columns, i));
        }
        List<String> rows = new ArrayList<>();
        while (result.next()) {
            StringBuilder row = new StringBuilder();
            for (int i = 1; i <= types.size(); i++) {
                row.append(i == 1 ? "" : " | ").append(driver.read(result, i));
            }
            rows.add(row.toString());
        }
        result.close();
        if (!sql.contains("ORDER BY")) {
            rows.sort(null);
        }
        return new Outcome(null, types, rows);
    }
}
