// SPDX-License-Identifier: Apache-2.0
/**
 * The slots of a pool, and the code that all pools share. Nothing here is exported.
 *
 * <p>An item goes through these steps:
 *
 * <ol>
 *   <li>{@link dev.appendkit.internal.pool.Slots#take} looks at the slot at the thread's home, the three next to it,
 *       and then the places that {@code PlaceHints} names. {@code SlotState.tryTake} is the one compare-and-set that
 *       gives an item to a borrower.
 *   <li>Nothing is idle: {@link dev.appendkit.internal.pool.PoolCore#capacityAfterMiss} counts the miss and returns how
 *       large the new item has to be; {@link dev.appendkit.internal.pool.Slots#attach} gives it an empty place.
 *   <li>{@link dev.appendkit.internal.pool.PoolCore#release} decides whether the item is kept, and why not
 *       ({@link dev.appendkit.internal.pool.DropCause}).
 *   <li>{@link dev.appendkit.internal.pool.Slot#give}: an item without a place first gets one
 *       ({@link dev.appendkit.internal.pool.Slots#settle}), then a store makes it idle.
 *   <li>{@link dev.appendkit.internal.pool.Slots#trim} marks idle items, drops marked ones and forgets lost ones.
 * </ol>
 *
 * <p>Other classes: {@link dev.appendkit.internal.pool.PoolSettings} holds the settings that builders collect;
 * {@link dev.appendkit.internal.pool.ItemIndex} finds the slot of an item that does not know it;
 * {@link dev.appendkit.internal.pool.Outstanding} knows in checked mode the borrower of each item;
 * {@link dev.appendkit.internal.pool.PoolRegistry} knows all pools, for events and metrics; {@code SlotPadding} keeps
 * slots on cache lines of their own; {@code IdleItems} counts what is kept; {@code DropListener} and
 * {@code SlotListener} hear of drops and of other changes.
 */
@NullMarked
package dev.appendkit.internal.pool;

import org.jspecify.annotations.NullMarked;
