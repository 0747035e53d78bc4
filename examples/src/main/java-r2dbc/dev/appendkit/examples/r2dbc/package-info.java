// SPDX-License-Identifier: Apache-2.0
/** Rows into PostgreSQL without a blocked thread. */
package dev.appendkit.examples.r2dbc;
