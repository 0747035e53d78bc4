// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.databases;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
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

    /**
     * What follows {@code COPY} and the table's name: {@code , line 7, column id: "x"}, in the server's language. COPY
     * counts lines from 1; a line is a row.
     */
    private static final String COPY_PLACE = ", [^\\d:\n]+ (\\d+)(?:, [^\\s:]+ (.*))?";

    private static final Pattern SQLITE_CODE = Pattern.compile("^\\[(SQLITE_[A-Z_]+)]");
    private static final Pattern SQLITE_ROW = Pattern.compile("^\\[SQLITE_(CONSTRAINT|MISMATCH|TOOBIG)");

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
            Map.entry("25006", "the transaction is read-only"),
            Map.entry("42501", "the user may not do this"),
            Map.entry("42703", "the table lacks a column"),
            Map.entry("428C9", "the server makes the values of a column itself"),
            Map.entry("42P10", "the table has no unique key of these columns"),
            Map.entry("42S22", "the table lacks a column"),
            Map.entry("57014", "the statement was cancelled"));

    /** By the first two characters of a state: what has nothing to do with the row. */
    private static final Map<String, String> BY_CLASS = Map.of(
            "08", "the connection is lost",
            "40", "the transaction was rolled back because of another one",
            "53", "the server is short of memory, disk space or connections",
            "57", "the server ended the session");

    /** What triggers raise: PostgreSQL's default, the standard's for users, and one that is often made up. */
    private static final Set<String> USERS_STATES = Set.of("P0", "45", "U0");

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

    /** What has nothing to do with the row. */
    private static final Map<Integer, String> OTHERS_BY_MYSQL_CODE = Map.of(
            1114, "the table is full",
            1205, "another transaction holds a lock for too long",
            1927, "the connection was killed");

    private static final Map<String, String> BY_SQLITE_CODE = Map.of(
            "SQLITE_CONSTRAINT_NOTNULL", "a column takes no NULL",
            "SQLITE_CONSTRAINT_UNIQUE", "its key is there already",
            "SQLITE_CONSTRAINT_PRIMARYKEY", "its key is there already",
            "SQLITE_CONSTRAINT_FOREIGNKEY", "a foreign key has no row that it names",
            "SQLITE_CONSTRAINT_CHECK", "a check constraint forbids it",
            "SQLITE_ERROR", "the table lacks a column or the unique key that the statement names",
            "SQLITE_BUSY", "another program has locked the database",
            "SQLITE_FULL", "the disk is full",
            "SQLITE_READONLY", "the database is read-only");

    private final long row;
    private final String words;

    private ServerRefusal(Facts facts, List<String> columns, long row) {
        super((row > 0 ? "row " + row + ": " : "") + facts.describe(columns), facts.state, facts.code);
        this.row = row;
        this.words = facts.describe(columns);
    }

    /**
     * The refusal of a COPY in words.
     *
     * @param table the table of the COPY, whose name precedes the row's number in what the server says
     * @param columns the names that may be shown
     */
    public static ServerRefusal ofCopy(SQLException e, String table, List<String> columns) {
        return e instanceof ServerRefusal told ? told : of(Facts.of(e, table), columns);
    }

    /** The same from what another driver for PostgreSQL reports; what the server leaves out is null. */
    public static ServerRefusal ofCopy(
            String state, String where, String column, String constraint, String table, List<String> columns) {
        return of(new Facts(state, 0, "", copyPlace(where, table), column, constraint), columns);
    }

    private static ServerRefusal of(Facts facts, List<String> columns) {
        return new ServerRefusal(facts, columns, facts.place == null ? 0 : Long.parseLong(facts.place.group(1)));
    }

    static ServerRefusal of(SQLException e, List<String> columns, long row) {
        return new ServerRefusal(Facts.of(e, ""), columns, row);
    }

    /** The row and perhaps the column of a COPY; null if the context has none. */
    private static MatchResult copyPlace(String where, String table) {
        String context = where == null ? "" : where;
        // What a trigger was doing is in the lines before. The server shortens a name that is too long.
        for (String name : List.of(Pattern.quote(table), ".+?")) {
            Matcher place = Pattern.compile("^COPY " + name + COPY_PLACE, Pattern.MULTILINE)
                    .matcher(context);
            if (place.find()) {
                return place.toMatchResult();
            }
        }
        return null;
    }

    /** Such as {@code its key is there already (SQLSTATE 23505, constraint t_pkey)}. */
    public static String describe(SQLException e, List<String> columns) {
        return Facts.of(e, "").describe(columns);
    }

    /** Whether the connection is gone, and with it what was not committed. */
    public static boolean isOfTheConnection(SQLException e) {
        return String.valueOf(e.getSQLState()).startsWith("08");
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
                || USERS_STATES.contains(classOf(state))
                || BY_MYSQL_CODE.containsKey(e.getErrorCode())
                || SQLITE_ROW.matcher(String.valueOf(e.getMessage())).find();
    }

    private static String classOf(String state) {
        return state.substring(0, Math.min(2, state.length()));
    }

    /** What a server reports, some of it null. */
    private record Facts(String state, int code, String message, MatchResult place, String column, String constraint) {
        static Facts of(SQLException e, String table) {
            String message = String.valueOf(e.getMessage());
            ServerErrorMessage told = e instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
            return told == null
                    ? new Facts(e.getSQLState(), e.getErrorCode(), message, null, null, null)
                    : new Facts(
                            e.getSQLState(),
                            0,
                            message,
                            copyPlace(told.getWhere(), table),
                            told.getColumn(),
                            told.getConstraint());
        }

        String describe(List<String> columns) {
            Matcher sqlite = SQLITE_CODE.matcher(message);
            StringBuilder text = new StringBuilder();
            if (sqlite.find()) {
                String result = sqlite.group(1);
                text.append(BY_SQLITE_CODE.getOrDefault(result, "it refuses the row"));
                text.append(" (").append(result);
            } else {
                text.append(words()).append(" (SQLSTATE ").append(state);
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

        private String words() {
            String words = BY_MYSQL_CODE.getOrDefault(code, OTHERS_BY_MYSQL_CODE.get(code));
            if (words == null) {
                words = BY_STATE.get(String.valueOf(state));
            }
            if (words == null) {
                words = BY_CLASS.get(classOf(String.valueOf(state)));
            }
            return words == null ? "it refuses the row" : words;
        }

        /** The column if it is one of the load; any other text in its place could be a value. */
        private String knownColumn(List<String> columns) {
            // The column's name, a colon and what the column got.
            String told = place == null || place.group(2) == null ? column : place.group(2);
            for (String name : columns) {
                if ((told != null && (told.equals(name) || told.startsWith(name + ": ")))
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
