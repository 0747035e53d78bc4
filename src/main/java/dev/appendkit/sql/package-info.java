// SPDX-License-Identifier: Apache-2.0
/** SQL text with its parameters written into it: templates, parameters, literals and multi-row inserts. */
@NullMarked
package dev.appendkit.sql;

import org.jspecify.annotations.NullMarked;
