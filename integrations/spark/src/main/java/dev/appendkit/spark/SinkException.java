// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import java.io.IOException;
import java.sql.SQLException;

/**
 * Thrown if a task could not write its rows; none of them was committed. The message names partition, row, column and
 * the server's code as far as they are known, and never a value. There is no cause, because a server's message may show
 * the row.
 */
public final class SinkException extends IOException {
    private static final long serialVersionUID = 1;

    SinkException(String message) {
        super(message);
    }

    /** A row that was refused before it was sent. */
    static SinkException refused(int partition, long row, String column, String reason) {
        return new SinkException("partition " + partition + ", row " + row + ", column \"" + column + "\": " + reason);
    }

    /** The server's refusal; row 0 and the empty texts are unknown. */
    static SinkException server(int partition, long row, String column, String constraint, SQLException cause) {
        StringBuilder text = new StringBuilder("partition ").append(partition);
        if (row > 0) {
            text.append(", row ").append(row);
        }
        if (!column.isEmpty()) {
            text.append(", column \"").append(column).append('"');
        }
        text.append(": the server refused it, ").append(describe(cause));
        if (!constraint.isEmpty()) {
            text.append(", constraint \"").append(constraint).append('"');
        }
        return new SinkException(text.toString());
    }

    /** The codes of a server's error; the text of any other error, which holds no value. */
    static String describe(SQLException e) {
        String state = e.getSQLState();
        if (state == null || state.startsWith("08")) {
            return String.valueOf(e.getMessage());
        }
        return "SQLSTATE " + state + (e.getErrorCode() == 0 ? "" : ", error " + e.getErrorCode());
    }
}
