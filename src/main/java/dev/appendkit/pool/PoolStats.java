// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

import java.util.List;

/**
 * What a pool holds at a moment, and what has happened to it since it was built. Only rare events are counted: a borrow
 * that finds an idle item, and the release of an item that is kept, leave no trace.
 *
 * <p>The figures are read one after the other while other threads go on; each is right by itself.
 *
 * @param idleItems the items that nobody has borrowed
 * @param idleBytes the capacity of those items in bytes: what the pool retains
 * @param misses borrows that found no idle item and made one
 * @param droppedFull items dropped on release because every place that they could have had was taken
 * @param droppedOversize items dropped on release because their capacity was beyond what the pool retains
 * @param droppedUnderused items dropped on release because little of their capacity had been used, five times in a row
 * @param droppedAtRandom items dropped on release by the checked mode
 * @param trims passes over the idle items that marked those that nobody takes and dropped those marked before
 * @param outstanding in checked mode where each buffer that is not released was borrowed; otherwise empty
 */
public record PoolStats(
        int idleItems,
        long idleBytes,
        long misses,
        long droppedFull,
        long droppedOversize,
        long droppedUnderused,
        long droppedAtRandom,
        long trims,
        List<Throwable> outstanding) {}
