// SPDX-License-Identifier: Apache-2.0
/**
 * Structures whose data the garbage collector neither traces nor moves one by one: slab, region, vector, maps, table,
 * ring, retry queue and native array, all under a budget.
 *
 * <p>Data lies in large {@code byte[]} blocks. Access is by <em>place</em>: {@code array(x)} and {@code offset(x)},
 * then {@link dev.appendkit.memory.LittleEndian} or the appends of {@code dev.appendkit.Append}. A place is valid until
 * the structure's next call that may free or move it; each method says which. A full, empty or absent item, or an
 * exhausted budget, is reported by the return value ({@code NIL}, -1, {@code false} or 0); misuse is an exception,
 * thrown before anything has changed.
 */
@NullMarked
package dev.appendkit.memory;

import org.jspecify.annotations.NullMarked;
