// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import java.util.Arrays;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.types.StructType;

/** A table that rows can be appended to. It has whatever columns the DataFrame has, until a write asks the server. */
final class SinkTable implements SupportsWrite {
    private final StructType schema;
    private final SinkOptions options;

    SinkTable(StructType schema, SinkOptions options) {
        this.schema = schema;
        this.options = options;
    }

    @Override
    public String name() {
        return options.table();
    }

    @Override
    public Column[] columns() {
        return Arrays.stream(schema.fields())
                .map(field -> Column.create(field.name(), field.dataType()))
                .toArray(Column[]::new);
    }

    @Override
    public Set<TableCapability> capabilities() {
        return Set.of(TableCapability.BATCH_WRITE, TableCapability.ACCEPT_ANY_SCHEMA);
    }

    @Override
    public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
        return new WriteBuilder() {
            @Override
            public Write build() {
                return SinkWrite.plan(options, info.schema());
            }
        };
    }
}
