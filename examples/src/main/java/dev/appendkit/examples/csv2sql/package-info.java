// SPDX-License-Identifier: Apache-2.0
/** Turns a CSV into multi-row INSERT statements: see {@link dev.appendkit.examples.csv2sql.Csv2Sql}. */
package dev.appendkit.examples.csv2sql;
