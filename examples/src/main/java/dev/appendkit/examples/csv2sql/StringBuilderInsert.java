// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.sql.SqlMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The way without appendkit, for comparison: a StringBuilder builds a statement for H2 with the default data; it
 * becomes a String, and that becomes bytes.
 */
final class StringBuilderInsert {
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final String begin;

    StringBuilderInsert(Schema schema, SqlMode mode) {
        String insert = schema.insert(mode, Dialect.H2);
        begin = insert.substring(0, insert.lastIndexOf('('));
    }

    byte[] format(Rows rows, int from, int to) {
        StringBuilder sql = new StringBuilder(begin);
        for (int row = from; row < to; row++) {
            sql.append(row == from ? "(" : ", (");
            for (int i = 0; i < rows.columnCount(); i++) {
                if (i > 0) {
                    sql.append(", ");
                }
                if (rows.type(i) == ColumnType.INTEGER) {
                    sql.append(rows.number(row, i));
                } else {
                    append(sql, rows.object(row, i));
                }
            }
            sql.append(')');
        }
        return sql.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder sql, Object value) {
        if (value instanceof String text) {
            sql.append('\'').append(text.replace("'", "''")).append('\'');
        } else if (value instanceof LocalDateTime timestamp) {
            sql.append("TIMESTAMP '");
            TIMESTAMP.formatTo(timestamp, sql);
            sql.append('\'');
        } else {
            throw new IllegalArgumentException("not in the default data");
        }
    }
}
