// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts a placeholder at every place of a statement, between two tokens and in place of each, and asks the server's
 * PREPARE. A template that the lexer accepts and the server refuses must be refused as text too, or text would run that
 * cannot be bound; and where the server prepares the template, the text must be no syntax error.
 */
final class EveryPlace {

    /** What a server's PREPARE says of a statement. */
    enum Answer {
        PREPARED,
        SYNTAX_ERROR,
        /** Another error that the server sees before it runs the statement. */
        OTHER_ERROR,
        /** An error that says nothing about the place: a type is unknown, or a table is in use. */
        UNKNOWN
    }

    /** A server's PREPARE. */
    interface Server {
        /** {@code value} is what will be bound, for a server that asks for its type. */
        Answer prepare(String sql, int placeholders, Object value) throws SQLException;
    }

    private static final Pattern TOKEN =
            Pattern.compile("'(?:[^']|'')*'|\"[^\"]*\"|`[^`]*`|\\w+|::|:=|<=>|[<>!]=|<>|->>?|\\|\\||&&|\\S");
    private static final List<Object> VALUES = Arrays.asList(7, "x", true, null);

    private final Server server;
    private final SqlMode mode;
    private final List<String> failures = new ArrayList<>();
    private int agreements;

    EveryPlace(Server server, SqlMode mode) {
        this.server = server;
        this.mode = mode;
    }

    /** Fails if a statement is an error as it is, or if the server disagrees about a place in it. */
    void check(String... statements) throws SQLException {
        for (String statement : statements) {
            assertThat(server.prepare(statement, 0, null)).as(statement).isIn(Answer.PREPARED, Answer.UNKNOWN);
            for (String template : templates(statement)) {
                checkTemplate(template);
            }
        }
        assertThat(failures).isEmpty();
        assertThat(agreements).as("templates that both take").isGreaterThan(2 * statements.length);
    }

    private static Set<String> templates(String statement) {
        Set<String> templates = new LinkedHashSet<>();
        Matcher token = TOKEN.matcher(statement);
        while (token.find()) {
            String before = statement.substring(0, token.start());
            templates.add(before + " ? " + statement.substring(token.start()));
            templates.add(before + " ? " + statement.substring(token.end()));
            templates.add(before + " (?) " + statement.substring(token.end()));
        }
        templates.add(statement + " ?");
        return templates;
    }

    private void checkTemplate(String sql) throws SQLException {
        SqlTemplate template;
        try {
            template = SqlTemplate.compile(sql, mode);
        } catch (SqlTemplateException refused) {
            return;
        }
        for (Object value : VALUES) {
            String text;
            try {
                text = template.toSql(new Object[] {value});
            } catch (SqlParameterException refused) {
                continue;
            }
            Answer bound = server.prepare(sql, 1, value);
            Answer asText = server.prepare(text, 0, null);
            if (bound == Answer.PREPARED) {
                agreements++;
                if (asText == Answer.SYNTAX_ERROR) {
                    failures.add(sql + " is a syntax error as " + text);
                }
            } else if (bound != Answer.UNKNOWN && asText == Answer.PREPARED) {
                failures.add(sql + " cannot be prepared, but the server takes " + text);
            }
        }
    }
}
