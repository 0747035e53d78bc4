// SPDX-License-Identifier: Apache-2.0

/**
 * A sink of Spark, {@code format("dev.appendkit.spark")}, that appends a DataFrame to a table of PostgreSQL by COPY, or
 * of MariaDB by statements of many rows.
 */
@NullMarked
package dev.appendkit.spark;

import org.jspecify.annotations.NullMarked;
