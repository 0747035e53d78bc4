// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The sink that Spark makes for {@code format("dev.appendkit.spark")}.
 *
 * <pre>{@code
 * df.write().format("dev.appendkit.spark")
 *     .option("url", "jdbc:postgresql://db/shop").option("user", "loader").option("password", password)
 *     .option("dbtable", "orders")
 *     .option("upsert", "id")                   // optional: the columns of a unique key
 *     .mode("append").save();
 * }</pre>
 *
 * <p>The table must exist; its columns are found by name. Each task is one transaction. An option with any other name
 * is a property of the JDBC driver, except {@code nulls}, which docs/spark.md describes.
 */
public final class DefaultSource implements TableProvider {
    /** For Spark, which finds this class by its name. */
    public DefaultSource() {}

    @Override
    public boolean supportsExternalMetadata() {
        return true;
    }

    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        throw new UnsupportedOperationException("dev.appendkit.spark writes tables; it cannot read them");
    }

    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        return new SinkTable(schema, SinkOptions.of(properties));
    }
}
