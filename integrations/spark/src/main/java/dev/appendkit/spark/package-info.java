// SPDX-License-Identifier: Apache-2.0

/**
 * A sink of Spark, {@code format("dev.appendkit.spark")}, that appends a DataFrame to a table of PostgreSQL by COPY, or
 * of MariaDB by statements of many rows.
 *
 * <p>A write goes through these steps:
 *
 * <ol>
 *   <li>Spark finds {@link dev.appendkit.spark.DefaultSource} by its name. {@code SinkOptions} reads the options,
 *       checks them and chooses the {@code Server}, {@code PostgreSql} or {@code MariaDb}.
 *   <li>{@code SinkTable} leads to {@code SinkWrite}, which asks the server for its {@code TargetTable} and matches the
 *       DataFrame's columns with it, or refuses them by name: a {@code ValueKind} is what Spark has, a
 *       {@code TargetType} what a column takes. The result is a {@code Target}, which goes to every task.
 *   <li>A {@code TaskWriter} is one task, and so one transaction. It hands its rows to a {@code Load}: {@code CopyLoad}
 *       with {@code CopyRows}, and {@code Merge} for an upsert, or {@code StatementLoad} with {@code StatementRows},
 *       whose statements a {@code BytesMessage} gives to the driver. {@code RowEncoder} takes the values out of a row;
 *       {@code LocalTimes} turns instants into what a zone's clock shows.
 *   <li>{@link dev.appendkit.spark.SinkException} says what was refused and where; {@code CopyPlace} reads that from
 *       the message of a COPY.
 * </ol>
 */
@NullMarked
package dev.appendkit.spark;

import org.jspecify.annotations.NullMarked;
