// SPDX-License-Identifier: Apache-2.0
/** Loads rows into PostgreSQL without blocking a thread. */
package dev.appendkit.examples.r2dbc;
