// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import java.io.Serializable;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A table, and those of its columns that the DataFrame's are written to, in the DataFrame's order.
 *
 * @param table the table's name, quoted
 * @param bareName the table's name as the server's messages show it
 * @param columns the columns
 * @param zone of Spark's session
 */
record Target(String table, String bareName, List<Column> columns, ZoneId zone) implements Serializable {

    /**
     * A column.
     *
     * @param name its name in the DataFrame
     * @param quoted its name in the table, quoted
     * @param kind the form of the value in a row
     * @param local whether an instant is written as the fields of the session's clock
     * @param precision of a decimal
     * @param scale of a decimal
     * @param required whether it must not be null
     * @param key whether it belongs to the key of an upsert
     */
    record Column(
            String name,
            String quoted,
            ValueKind kind,
            boolean local,
            int precision,
            int scale,
            boolean required,
            boolean key)
            implements Serializable {}

    boolean isUpsert() {
        return columns.stream().anyMatch(Column::key);
    }

    /** The names of all columns, between commas. */
    String names() {
        return join(column -> true, "%s");
    }

    /** A list of some columns between commas, each in a pattern whose {@code %1$s} stand for its quoted name. */
    String join(Predicate<Column> some, String pattern) {
        return columns.stream()
                .filter(some)
                .map(column -> String.format(pattern, column.quoted()))
                .collect(Collectors.joining(", "));
    }
}
