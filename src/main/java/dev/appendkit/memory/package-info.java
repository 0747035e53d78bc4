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
 *
 * <p>Where to find what:
 *
 * <ul>
 *   <li>{@link dev.appendkit.memory.MemoryBudget} counts bytes, {@link dev.appendkit.memory.BlockSource} supplies
 *       blocks, {@code ChunkPool} carves chunks of one size from them.
 *   <li>{@link dev.appendkit.memory.Slab}: {@code SizeClasses} are its chunk sizes, a {@code SlabBlock} is one block,
 *       {@link dev.appendkit.memory.SlabStats} are its figures.
 *   <li>{@link dev.appendkit.memory.BytesMap}: {@code SlotIndex} finds an entry, {@code EntryStore} holds it.
 *       {@link dev.appendkit.memory.LongMap}: a {@code LongSegment} does both.
 *   <li>{@link dev.appendkit.memory.Table}: {@code TableEntries} are a map's entries, {@code TableWriter} and
 *       {@code TableReader} write and read the format, {@code TableFormat} is its header.
 *   <li>One class each: {@link dev.appendkit.memory.Region}, {@link dev.appendkit.memory.RecordVector},
 *       {@link dev.appendkit.memory.SpscRing}, {@link dev.appendkit.memory.RetryQueue},
 *       {@link dev.appendkit.memory.NativeArray}.
 * </ul>
 */
@NullMarked
package dev.appendkit.memory;

import org.jspecify.annotations.NullMarked;
