// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The same rows made by Spark and by PostgreSQL, each in its own way, and how to compare them. */
final class MillionRows {
    static final long COUNT = 1_000_000;

    static final String COLUMNS = "(id bigint PRIMARY KEY, name text, price numeric(12,2), ratio double precision,"
            + " moment timestamptz, note text)";

    /** Integers divided by 8 are exact in every step; the text contains all chars that are escaped. */
    static final String FROM_SERVER = "SELECT id, 'name ' || id, (id * 7 % 1000000)::numeric / 100,"
            + " id::double precision / 8, to_timestamp(1700000000 + id) + id % 1000000 * interval '1 microsecond',"
            + " CASE WHEN id % 10 = 0 THEN NULL ELSE E'a\\tb\\\\' || chr(10) || repeat('é', (id % 5)::int) END"
            + " FROM generate_series(0, " + (COUNT - 1) + ") AS id";

    private MillionRows() {}

    static Dataset<Row> fromSpark(SparkSession spark, int partitions) {
        return spark.range(0, COUNT, 1, partitions)
                .selectExpr(
                        "id",
                        "concat('name ', id) AS name",
                        "CAST((id * 7 % 1000000) / 100BD AS DECIMAL(12, 2)) AS price",
                        "id / 8.0D AS ratio",
                        "timestamp_micros((1700000000 + id) * 1000000 + id % 1000000) AS moment",
                        "IF(id % 10 = 0, NULL, concat('a\\tb\\\\', char(10),"
                                + " repeat('é', CAST(id % 5 AS INT)))) AS note");
    }

    /** The statement that counts, sums and hashes the rows of a table on the server, whatever their order. */
    static String digest(String table) {
        return "SELECT count(*), sum(id), sum(hashtextextended(r::text, 0)::numeric)"
                + " FROM (SELECT id, name, price, ratio, moment, note FROM " + table + ") AS r";
    }
}
