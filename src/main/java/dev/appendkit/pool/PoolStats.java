// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

import dev.appendkit.internal.pool.DropCause;
import dev.appendkit.internal.pool.IdleItems;
import dev.appendkit.internal.pool.Outstanding;
import dev.appendkit.internal.pool.PoolCore;
import java.util.List;

/**
 * What a pool holds at a moment, and what has happened to it since it was built. Only rare events are counted: a borrow
 * that finds an idle item, and the release of an item that is kept, leave no trace.
 *
 * <p>The figures are read one after the other while other threads go on; each is right by itself.
 *
 * @param idleItems the items that nobody has borrowed
 * @param idleBytes what those items hold: what the pool retains. For a {@link Pool} the sum of the capacities, in the
 *     unit of its policy
 * @param misses borrows that made an item, or new memory for one, because none was idle or the idle one was too small
 * @param droppedFull items dropped on release because every place that they could have had was taken
 * @param droppedOversize items dropped on release because their capacity was beyond what the pool retains
 * @param droppedUnderused items dropped on release because little of their capacity had been used, five times in a row
 * @param droppedFailed items dropped because their policy threw at borrow or release, or because there was no memory
 * @param droppedAtRandom items dropped on release by the checked mode
 * @param trims passes over the idle items that marked those that nobody takes and dropped those marked before
 * @param outstanding in checked mode where each item that is not released was borrowed; otherwise empty
 */
public record PoolStats(
        int idleItems,
        long idleBytes,
        long misses,
        long droppedFull,
        long droppedOversize,
        long droppedUnderused,
        long droppedFailed,
        long droppedAtRandom,
        long trims,
        List<Throwable> outstanding) {
    static PoolStats of(PoolCore<?> core) {
        IdleItems idle = core.idle();
        Outstanding outstanding = core.outstanding();
        return new PoolStats(
                idle.count(),
                idle.held(),
                core.misses(),
                core.drops(DropCause.FULL),
                core.drops(DropCause.OVERSIZE),
                core.drops(DropCause.UNDERUSED),
                core.drops(DropCause.FAILED),
                core.drops(DropCause.AT_RANDOM),
                core.trims(),
                outstanding == null ? List.of() : outstanding.borrowers());
    }
}
