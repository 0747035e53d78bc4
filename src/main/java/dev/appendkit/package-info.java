// SPDX-License-Identifier: Apache-2.0
/**
 * Appends the text of values to byte arrays and buffers: one value by static methods, many by the {@code AppendBuffer}
 * cursor, which may send them on to a {@code Sink}.
 */
@NullMarked
package dev.appendkit;

import org.jspecify.annotations.NullMarked;
