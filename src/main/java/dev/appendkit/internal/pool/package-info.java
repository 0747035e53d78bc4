// SPDX-License-Identifier: Apache-2.0
/**
 * The slots of a pool and what all pools share: not exported.
 *
 * <p>What happens to an item, in this order:
 *
 * <ol>
 *   <li>{@link dev.appendkit.internal.pool.Slots#take}: the slot at the thread's home, the three beside it, and then
 *       the places that {@code PlaceHints} names. {@code SlotState.tryTake} is the one compare-and-set that gives an
 *       item to a borrower.
 *   <li>Nothing is idle: {@link dev.appendkit.internal.pool.PoolCore#capacityAfterMiss} counts the miss and says how
 *       large the new item has to be; {@link dev.appendkit.internal.pool.Slots#attach} gives it an empty place.
 *   <li>{@link dev.appendkit.internal.pool.PoolCore#release} decides whether the item is kept, and why not
 *       ({@link dev.appendkit.internal.pool.DropCause}).
 *   <li>{@link dev.appendkit.internal.pool.Slot#give}: an item without a place first gets one
 *       ({@link dev.appendkit.internal.pool.Slots#settle}), then a store makes it idle.
 *   <li>{@link dev.appendkit.internal.pool.Slots#trim}: idle items are marked, marked ones dropped, lost ones let go.
 * </ol>
 *
 * <p>Beside them: {@link dev.appendkit.internal.pool.PoolSettings} is what builders collect;
 * {@link dev.appendkit.internal.pool.ItemIndex} finds the slot of an item that cannot tell it;
 * {@link dev.appendkit.internal.pool.Outstanding} knows in checked mode who has what;
 * {@link dev.appendkit.internal.pool.PoolRegistry} knows all pools, for events and metrics; {@code SlotPadding} keeps
 * slots on cache lines of their own.
 */
@NullMarked
package dev.appendkit.internal.pool;

import org.jspecify.annotations.NullMarked;
