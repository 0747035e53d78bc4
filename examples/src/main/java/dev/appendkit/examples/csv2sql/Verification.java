// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.sql.SqlMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.List;

/** Reads a loaded table back and compares it, value by value, with the data that the CSV was written from. */
final class Verification {
    private final List<String> columns = DefaultData.columnNames();
    private final ResultSet found;
    private long rows;
    private long escaped;

    private Verification(ResultSet found) {
        this.found = found;
    }

    /**
     * What was compared.
     *
     * @param escaped how many values hold a byte that H2's string literal has to escape, which is the quote
     */
    record Result(long rows, long values, long escaped) {}

    /** The row id of H2, which counts in the order of insertion. */
    static final String H2_ORDER = "_ROWID_";

    /** The order of the data, in which no zone has the same instant twice. */
    static final String POSTGRESQL_ORDER = "zone COLLATE \"C\", instant_utc";

    /**
     * Throws {@link VerificationFailure} at the first unequal value, and if rows are missing or too many.
     *
     * @param order sorts the rows in the order of the data
     */
    static Result compare(
            DefaultData data, Connection connection, String table, SqlMode mode, String order, Progress progress)
            throws SQLException {
        String names = String.join(
                ", ",
                DefaultData.columnNames().stream()
                        .map(name -> Schema.quoted(mode, name))
                        .toList());
        String query = "SELECT " + names + " FROM " + Schema.quoted(mode, table) + " ORDER BY " + order;
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            Verification verification = new Verification(found);
            data.forEachRow(row -> {
                verification.compare(row);
                progress.at(verification.rows);
            });
            if (found.next()) {
                throw new VerificationFailure("more rows came back than the " + verification.rows + " that were sent");
            }
            if (verification.escaped == 0) {
                throw new VerificationFailure("no value held a byte that had to be escaped: the data prove nothing");
            }
            return new Result(verification.rows, verification.rows * verification.columns.size(), verification.escaped);
        }
    }

    private void compare(Object[] expected) {
        try {
            if (!found.next()) {
                throw new VerificationFailure("fewer rows came back than were sent: only " + rows);
            }
            rows++;
            for (int i = 0; i < expected.length; i++) {
                if (!expected[i].equals(value(i, expected[i]))) {
                    throw new VerificationFailure(
                            "row " + rows + ", column " + columns.get(i) + ": what came back is not what was sent");
                }
                if (expected[i] instanceof String text && text.indexOf('\'') >= 0) {
                    escaped++;
                }
            }
        } catch (SQLException e) {
            throw new VerificationFailure("row " + rows + ": " + e.getMessage());
        }
    }

    private Object value(int index, Object expected) throws SQLException {
        if (expected instanceof LocalDateTime) {
            return found.getObject(index + 1, LocalDateTime.class);
        }
        return expected instanceof Long ? (Object) found.getObject(index + 1, Long.class) : found.getString(index + 1);
    }
}
