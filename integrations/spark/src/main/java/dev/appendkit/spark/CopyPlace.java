// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where COPY stopped, from the context of the server's message: {@code COPY orders, line 3, column price: "12,5"}. The
 * value behind the colon is left where it is.
 *
 * @param line the line, which is the row, or 0
 * @param column the column, or an empty text
 */
record CopyPlace(long line, String column) {
    private static final CopyPlace UNKNOWN = new CopyPlace(0, "");

    /** Reads the context. The word for "line" depends on the server's language; the number behind it does not. */
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
        long line = Long.parseLong(where.substring(digits, pos));
        String rest = where.substring(pos);
        for (String column : columns) {
            if (rest.startsWith(", ")
                    && rest.contains(" " + column + ":")
                    && rest.indexOf(':') > rest.indexOf(column)) {
                return new CopyPlace(line, column);
            }
        }
        return new CopyPlace(line, "");
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
