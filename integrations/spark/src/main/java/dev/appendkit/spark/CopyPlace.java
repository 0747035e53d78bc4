// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where COPY stopped, from the context of the server's message: {@code COPY orders, line 3, column price: "12,5"}. The
 * value after the colon is ignored.
 *
 * @param line the line, which is the row, or 0
 * @param column the column, or an empty text
 */
record CopyPlace(long line, String column) {
    private static final CopyPlace UNKNOWN = new CopyPlace(0, "");

    /** Reads the context. The word for "line" depends on the server's language; the number after it does not. */
    static CopyPlace of(@Nullable String where, String table, List<String> columns) {
        String start = "COPY " + table + ", ";
        if (where == null || !where.startsWith(start)) {
            return UNKNOWN;
        }
        int pos = start.length();
        while (pos < where.length() && !isDigit(where.charAt(pos)) && where.charAt(pos) != ':') {
            pos++;
        }
        int digits = pos;
        while (pos < where.length() && isDigit(where.charAt(pos))) {
            pos++;
        }
        if (pos == digits || pos - digits > 18) {
            return UNKNOWN;
        }
        long line = Long.parseLong(where, digits, pos, 10);
        return new CopyPlace(line, column(where, pos, columns));
    }

    /** The column after {@code ", column "}, if it is one of those that were sent. */
    private static String column(String where, int pos, List<String> columns) {
        int name = where.startsWith(", ", pos) ? where.indexOf(' ', pos + 2) + 1 : 0;
        if (name > 0) {
            for (String column : columns) {
                if (where.regionMatches(true, name, column + ":", 0, column.length() + 1)) {
                    return column;
                }
            }
        }
        return "";
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
