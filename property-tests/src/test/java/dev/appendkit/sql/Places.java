// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.sql.ExpressionComparison.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Places where a placeholder may stand or not: what a server's PREPARE says of each, and what the lexer says. */
final class Places {

    /** What the server and the lexer say of a template. */
    enum Kind {
        /** Both take it, and its text gives what the bound statement gives. */
        SAME,
        /** The server takes a literal there and no parameter. */
        LITERAL_ONLY,
        /** Neither takes it. */
        REFUSED,
        /** The server prepares it, the lexer refuses it, for a reason. */
        STRICTER,
        /** The lexer takes it, and the server does not prepare it, for a reason. */
        LAXER
    }

    /**
     * A template and an example of its values.
     *
     * @param reason of a difference between server and lexer
     */
    record Place(Kind kind, String template, List<Object> values, String reason) {
        @Override
        public String toString() {
            return kind + ": " + template + (reason.isEmpty() ? "" : " (" + reason + ")");
        }
    }

    /** A server's word on a template. */
    interface Server {
        /** Whether it prepares the template, or would if it knew a parameter's type. */
        boolean prepares(String template, List<Object> values) throws SQLException;

        boolean isSyntaxError(String message);

        /** Undoes what the last statement did. */
        void reset() throws SQLException;
    }

    private final List<Place> places = new ArrayList<>();

    Places same(String template, Object... values) {
        return add(Kind.SAME, template, "", values);
    }

    Places literalOnly(String template, Object... values) {
        return add(Kind.LITERAL_ONLY, template, "", values);
    }

    Places refused(String... templates) {
        for (String template : templates) {
            add(Kind.REFUSED, template, "");
        }
        return this;
    }

    Places stricter(String reason, String... templates) {
        for (String template : templates) {
            add(Kind.STRICTER, template, reason);
        }
        return this;
    }

    Places laxer(String reason, String template, Object... values) {
        return add(Kind.LAXER, template, reason, values);
    }

    private Places add(Kind kind, String template, String reason, Object... values) {
        places.add(new Place(kind, template, Arrays.asList(values), reason));
        return this;
    }

    Stream<Place> stream() {
        return places.stream();
    }

    /** {@code literals} is the mode in which places that take a literal only are open. */
    static void check(
            Place place,
            Server server,
            Connection connection,
            ExpressionComparison.Driver driver,
            SqlMode mode,
            SqlMode literals)
            throws SQLException {
        boolean prepares = place.kind() == Kind.SAME || place.kind() == Kind.STRICTER;
        assertThat(server.prepares(place.template(), place.values()))
                .as("the server prepares it")
                .isEqualTo(prepares);
        switch (place.kind()) {
            case SAME -> checkSame(place, server, new ExpressionComparison(connection, driver, mode, null), mode);
            case REFUSED, STRICTER -> {
                assertRefused(place.template(), mode);
                assertRefused(place.template(), literals);
            }
            case LITERAL_ONLY -> {
                if (!mode.equals(literals)) {
                    assertRefused(place.template(), mode);
                }
                checkText(place, server, connection, literals);
            }
            case LAXER -> SqlTemplate.compile(place.template(), literals);
        }
    }

    private static void checkSame(Place place, Server server, ExpressionComparison comparison, SqlMode mode)
            throws SQLException {
        String sql =
                SqlTemplate.compile(place.template(), mode).toSql(place.values().toArray());
        server.reset();
        Outcome bound = comparison.bound(place.template(), place.values());
        server.reset();
        Outcome text = comparison.interpolated(sql);
        server.reset();
        if (bound != null) {
            assertThat(text.error() == null)
                    .as("%s runs as it does bound, %s", text, bound)
                    .isEqualTo(bound.error() == null);
            assertThat(text.error() == null ? text : "").as(sql).isEqualTo(text.error() == null ? bound : "");
        }
        if (text.error() != null) {
            assertThat(server.isSyntaxError(text.error()))
                    .as("%s: %s", sql, text)
                    .isFalse();
        }
    }

    private static void checkText(Place place, Server server, Connection connection, SqlMode mode) throws SQLException {
        String sql =
                SqlTemplate.compile(place.template(), mode).toSql(place.values().toArray());
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        } catch (SQLException e) {
            assertThat(server.isSyntaxError(e.getMessage()))
                    .as("%s: %s", sql, e.getMessage())
                    .isFalse();
        } finally {
            server.reset();
        }
    }

    private static void assertRefused(String template, SqlMode mode) {
        assertThatThrownBy(() -> SqlTemplate.compile(template, mode))
                .as("%s in %s", template, mode)
                .isInstanceOf(SqlTemplateException.class);
    }
}
