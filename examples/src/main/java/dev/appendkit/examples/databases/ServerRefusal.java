// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.databases;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What a server says about a row that it refuses, in words that contain no value. Servers print values in their
 * messages, so only known names are taken from a message; the server's code decides the rest.
 */
public final class ServerRefusal extends SQLException {
    private static final long serialVersionUID = 1L;

    /** COPY counts lines from 1; a line is a row. What a trigger was doing is in the lines before it. */
    private static final Pattern COPY_LINE =
            Pattern.compile("^COPY .+?, line (\\d+)(?:, column (.*?)(?::|$))?", Pattern.MULTILINE);

    private static final Pattern SQLITE_CODE = Pattern.compile("^\\[(SQLITE_[A-Z_]+)]");

    private static final Map<String, String> BY_STATE = Map.ofEntries(
            Map.entry("22001", "a text is too long for its column"),
            Map.entry("22003", "a number is out of its column's range"),
            Map.entry("22007", "a date or time is not of its column's type"),
            Map.entry("22008", "a date or time is out of its column's range"),
            Map.entry("22018", "a value is not of its column's type"),
            Map.entry("22021", "a text holds what the server's encoding has not"),
            Map.entry("22P02", "a value is not of its column's type"),
            Map.entry("22P04", "the row does not have the table's columns"),
            Map.entry("23502", "a column takes no NULL"),
            Map.entry("23503", "a foreign key has no row that it names"),
            Map.entry("23505", "its key is there already"),
            Map.entry("23506", "a foreign key has no row that it names"),
            Map.entry("23513", "a check constraint forbids it"),
            Map.entry("23514", "a check constraint forbids it"),
            Map.entry("42S22", "the table lacks a column"));

    private static final Map<Integer, String> BY_MYSQL_CODE = Map.ofEntries(
            Map.entry(1048, "a column takes no NULL"),
            Map.entry(1062, "its key is there already"),
            Map.entry(1264, "a number is out of its column's range"),
            Map.entry(1265, "a value does not fit its column"),
            Map.entry(1292, "a value is not of its column's type"),
            Map.entry(1364, "a column without a default has no value"),
            Map.entry(1366, "a value is not of its column's type"),
            Map.entry(1406, "a text is too long for its column"),
            Map.entry(1452, "a foreign key has no row that it names"),
            Map.entry(3819, "a check constraint forbids it"),
            Map.entry(4025, "a check constraint forbids it"));

    private static final Map<String, String> BY_SQLITE_CODE = Map.of(
            "SQLITE_CONSTRAINT_NOTNULL", "a column takes no NULL",
            "SQLITE_CONSTRAINT_UNIQUE", "its key is there already",
            "SQLITE_CONSTRAINT_PRIMARYKEY", "its key is there already",
            "SQLITE_CONSTRAINT_FOREIGNKEY", "a foreign key has no row that it names",
            "SQLITE_CONSTRAINT_CHECK", "a check constraint forbids it");

    private final long row;
    private final String words;

    private ServerRefusal(Facts facts, List<String> columns, long row) {
        super((row > 0 ? "row " + row + ": " : "") + facts.describe(columns), facts.state, facts.code);
        this.row = row;
        this.words = facts.describe(columns);
    }

    /**
     * The refusal in words.
     *
     * @param columns the names that may be shown
     */
    public static ServerRefusal of(SQLException e, List<String> columns) {
        return e instanceof ServerRefusal told ? told : of(Facts.of(e), columns);
    }

    /** The same from what another driver for PostgreSQL reports; what the server leaves out is null. */
    public static ServerRefusal ofPostgres(
            String state, String where, String column, String constraint, List<String> columns) {
        return of(new Facts(state, 0, "", where, column, constraint), columns);
    }

    private static ServerRefusal of(Facts facts, List<String> columns) {
        Matcher line = facts.copyLine();
        return new ServerRefusal(facts, columns, line.find() ? Long.parseLong(line.group(1)) : 0);
    }

    static ServerRefusal of(SQLException e, List<String> columns, long row) {
        return new ServerRefusal(Facts.of(e), columns, row);
    }

    /** Such as {@code its key is there already (SQLSTATE 23505, constraint t_pkey)}. */
    public static String describe(SQLException e, List<String> columns) {
        return Facts.of(e).describe(columns);
    }

    /** The row that was refused, from 1 or as its sink numbers rows; 0 if the server does not name it. */
    public long row() {
        return row;
    }

    /** The refusal without the row. */
    public String words() {
        return words;
    }

    /** Whether the server refused data and might accept another row, unlike after a lost connection or a deadlock. */
    public static boolean isOfARow(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("22")
                || state.startsWith("23")
                || state.equals("01000")
                || state.equals("P0001")
                || BY_MYSQL_CODE.containsKey(e.getErrorCode())
                || SQLITE_CODE.matcher(String.valueOf(e.getMessage())).find();
    }

    /** What a server reports, some of it null. */
    private record Facts(String state, int code, String message, String where, String column, String constraint) {
        static Facts of(SQLException e) {
            String message = String.valueOf(e.getMessage());
            ServerErrorMessage told = e instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
            return told == null
                    ? new Facts(e.getSQLState(), e.getErrorCode(), message, null, null, null)
                    : new Facts(e.getSQLState(), 0, message, told.getWhere(), told.getColumn(), told.getConstraint());
        }

        Matcher copyLine() {
            return COPY_LINE.matcher(where == null ? "" : where);
        }

        String describe(List<String> columns) {
            Matcher sqlite = SQLITE_CODE.matcher(message);
            StringBuilder text = new StringBuilder();
            if (sqlite.find()) {
                String result = sqlite.group(1);
                text.append(BY_SQLITE_CODE.getOrDefault(result, "it refuses the row"));
                text.append(" (").append(result);
            } else {
                String words = BY_MYSQL_CODE.get(code);
                text.append(words != null ? words : BY_STATE.getOrDefault(String.valueOf(state), "it refuses the row"));
                text.append(" (SQLSTATE ").append(state);
                if (code != 0) {
                    text.append(", code ").append(code);
                }
            }
            String known = knownColumn(columns);
            if (known != null) {
                text.append(", column ").append(known);
            }
            if (constraint != null) {
                text.append(", constraint ").append(constraint);
            }
            return text.append(')').toString();
        }

        /** The column if it is one of the load; any other text in its place could be a value. */
        private String knownColumn(List<String> columns) {
            Matcher line = copyLine();
            String told = line.find() && line.group(2) != null ? line.group(2) : column;
            for (String name : columns) {
                if (name.equals(told)
                        || message.contains("for column '" + name + "'")
                        || message.contains("Column '" + name + "' cannot be null")
                        || message.contains("`.`" + name + "` at row")) {
                    return name;
                }
            }
            return null;
        }
    }
}
