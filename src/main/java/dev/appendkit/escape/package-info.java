// SPDX-License-Identifier: Apache-2.0
/**
 * Escaping rules, one class per syntax: {@link dev.appendkit.escape.JsonEscape}, {@link dev.appendkit.escape.LogEscape}
 * and {@link dev.appendkit.escape.SqlEscape}. Each checks its arguments and calls a kernel of
 * {@code dev.appendkit.internal}: {@code EscapeRule} for JSON and logs, {@code SqlText} for SQL.
 */
@NullMarked
package dev.appendkit.escape;

import org.jspecify.annotations.NullMarked;
