// SPDX-License-Identifier: Apache-2.0
/** Escaping rules, one class per syntax. */
@NullMarked
package dev.appendkit.escape;

import org.jspecify.annotations.NullMarked;
