// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import dev.appendkit.spark.Target.Column;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A table as its server describes it.
 *
 * @param table its name, quoted
 * @param bareName its name as the server's messages show it
 * @param columns its columns
 */
record TargetTable(String table, String bareName, List<ServerColumn> columns) {

    /**
     * A column as its server describes it.
     *
     * @param name its name
     * @param quoted its name, quoted
     * @param type what it takes
     * @param typeName the server's name of the type
     * @param notNull whether it must not be null
     * @param filled whether it has a value if none is given: by a default, an identity or an expression
     * @param generated whether no value can be given
     */
    record ServerColumn(
            String name,
            String quoted,
            TargetType type,
            String typeName,
            boolean notNull,
            boolean filled,
            boolean generated) {}

    /** Finds a column for each of the DataFrame's, or refuses, by its name, the first that has none. */
    Target match(StructType schema, SinkOptions options, ZoneId zone) {
        List<String> keys = new ArrayList<>();
        for (String key : options.upsert()) {
            keys.add(column(key).name());
        }
        List<Column> matched = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (StructField field : schema.fields()) {
            ServerColumn column = column(field.name());
            if (found.contains(column.name())) {
                throw refused(column.name(), "two columns of the DataFrame have this name");
            }
            found.add(column.name());
            matched.add(match(field, column, keys.contains(column.name()), options.checksNulls()));
        }
        for (String key : keys) {
            if (!found.contains(key)) {
                throw refused(key, "it is a key of the upsert, and the DataFrame does not have it");
            }
        }
        for (ServerColumn column : columns) {
            if (column.notNull() && !column.filled() && !found.contains(column.name())) {
                throw refused(column.name(), "it is NOT NULL without a default, and the DataFrame does not have it");
            }
        }
        return new Target(table, bareName, List.copyOf(matched), zone);
    }

    private Column match(StructField field, ServerColumn column, boolean key, boolean checksNulls) {
        boolean required = column.notNull() || key;
        ValueKind kind = ValueKind.of(field.dataType());
        if (kind == null) {
            String type = field.dataType() instanceof NullType
                    ? "nulls without a type (void) cannot be written"
                    : "values of type " + field.dataType().simpleString() + " cannot be written";
            throw refused(field.name(), type + ": cast or drop the column");
        }
        if (column.generated()) {
            throw refused(field.name(), "the server generates this column: drop it from the DataFrame");
        }
        if (!column.type().accepts(kind)) {
            throw refused(
                    field.name(),
                    "values of type " + field.dataType().simpleString() + " do not fit a column of type "
                            + column.typeName() + ": cast the column");
        }
        if (required && field.nullable() && !checksNulls) {
            throw refused(
                    field.name(),
                    "the DataFrame's may be null, but the table's "
                            + (key ? "is a key of the upsert" : "is NOT NULL")
                            + ": replace nulls with coalesce, or set the option \"nulls\" to check,"
                            + " which checks each value");
        }
        DecimalType decimal = field.dataType() instanceof DecimalType type ? type : null;
        return new Column(
                field.name(),
                column.quoted(),
                kind,
                kind == ValueKind.LOCAL_TIME || column.type() == TargetType.LOCAL_TIME,
                decimal == null ? 0 : decimal.precision(),
                decimal == null ? 0 : decimal.scale(),
                required,
                key);
    }

    /** The column of that name, or, as in Spark, the only one whose name differs in its case alone. */
    private ServerColumn column(String name) {
        ServerColumn similar = null;
        for (ServerColumn column : columns) {
            if (column.name().equals(name)) {
                return column;
            }
            if (column.name().equalsIgnoreCase(name)) {
                if (similar != null) {
                    throw refused(name, "several columns of the table have this name, in different cases");
                }
                similar = column;
            }
        }
        if (similar == null) {
            throw refused(name, "the table has no such column");
        }
        return Objects.requireNonNull(similar);
    }

    private IllegalArgumentException refused(String column, String reason) {
        return new IllegalArgumentException("table " + table + ", column \"" + column + "\": " + reason);
    }
}
