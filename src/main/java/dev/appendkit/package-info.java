// SPDX-License-Identifier: Apache-2.0
/**
 * Appends the text of values to byte arrays: one value by static methods, many by the {@code AppendBuffer} cursor.
 */
@NullMarked
package dev.appendkit;

import org.jspecify.annotations.NullMarked;
