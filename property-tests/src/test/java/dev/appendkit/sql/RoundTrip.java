// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.AppendBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/** Sends values as literals and as bound parameters and compares both with the values. */
final class RoundTrip<T> {

    interface Setter<T> {
        void set(SqlParameters parameters, int index, T value);
    }

    interface Binder<T> {
        void bind(PreparedStatement statement, int index, T value) throws SQLException;
    }

    interface Reader<T> {
        T read(ResultSet result, int column) throws SQLException;
    }

    /** Runs the bytes of a statement. */
    interface Sender {
        ResultSet send(byte[] sql) throws SQLException;
    }

    /** As many literals stand in one SELECT. */
    private static final int PER_STATEMENT = 500;

    private final SqlMode mode;
    private final String expression;
    private final Setter<T> setter;
    private final Binder<T> binder;
    private final Reader<T> reader;

    /** {@code expression} holds one placeholder. */
    RoundTrip(SqlMode mode, String expression, Setter<T> setter, Binder<T> binder, Reader<T> reader) {
        this.mode = mode;
        this.expression = expression;
        this.setter = setter;
        this.binder = binder;
        this.reader = reader;
    }

    /** Fails at the first value that comes back as another, by the literal or by the bound parameter. */
    void check(Connection connection, Sender sender, List<T> values) throws SQLException {
        for (int from = 0; from < values.size(); from += PER_STATEMENT) {
            checkStatement(connection, sender, values.subList(from, Math.min(values.size(), from + PER_STATEMENT)));
        }
    }

    private void checkStatement(Connection connection, Sender sender, List<T> values) throws SQLException {
        String sql = "SELECT " + (expression + ", ").repeat(values.size() - 1) + expression;
        AppendBuffer out = AppendBuffer.growing(256, 1 << 24);
        SqlParameters parameters = new SqlParameters(values.size());
        try (PreparedStatement prepared = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                setter.set(parameters, i + 1, values.get(i));
                binder.bind(prepared, i + 1, values.get(i));
            }
            SqlTemplate.compile(sql, mode).appendTo(out, parameters);
            try (ResultSet literal = sender.send(out.toByteArray());
                    ResultSet bound = prepared.executeQuery()) {
                if (!literal.next() || !bound.next()) {
                    throw new AssertionError("no row");
                }
                for (int i = 0; i < values.size(); i++) {
                    compare(values.get(i), read(literal, i + 1), "the literal");
                    compare(values.get(i), read(bound, i + 1), "the bound value");
                }
            }
        }
    }

    private T read(ResultSet result, int column) throws SQLException {
        T value = reader.read(result, column);
        return result.wasNull() ? null : value;
    }

    private void compare(T expected, T actual, String what) {
        if (!Objects.deepEquals(expected, actual)) {
            throw new AssertionError(what + " is " + shown(actual) + " instead of " + shown(expected) + " in " + mode);
        }
    }

    private static String shown(Object value) {
        if (value instanceof byte[] bytes) {
            return java.util.HexFormat.of().formatHex(bytes);
        }
        StringBuilder shown = new StringBuilder();
        String.valueOf(value)
                .chars()
                .forEach(
                        c -> shown.append(c < ' ' || c > '~' ? String.format("\\u%04x", c) : String.valueOf((char) c)));
        return shown.toString();
    }
}
