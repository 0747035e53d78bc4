// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

import dev.appendkit.internal.pool.DropCause;
import dev.appendkit.internal.pool.IdleItems;
import dev.appendkit.internal.pool.Outstanding;
import dev.appendkit.internal.pool.PoolCore;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The current content of a pool, and the counts of events since it was built. Only rare events are counted: neither a
 * borrow that finds an idle item, nor the release of an item that is kept, leaves a trace.
 *
 * <p>The figures are read one after another while other threads continue; each figure by itself is correct.
 *
 * @param idleItems the number of items that are in the pool and not borrowed
 * @param idleBytes the bytes that those items hold, which the pool retains; for a {@link Pool}, the sum of the
 *     capacities in the unit of its policy
 * @param misses the number of borrows that made an item, or new memory for one, because none was idle or the idle one
 *     was too small
 * @param drops how many items were not kept, by reason; a missing reason means 0
 * @param trims the number of passes over the idle items; each pass drops the items that the last one marked, unless
 *     they were borrowed since, and marks the others
 * @param outstanding in checked mode, where each unreleased item was borrowed; otherwise empty
 */
public record PoolStats(
        int idleItems,
        long idleBytes,
        long misses,
        Map<DropReason, Long> drops,
        long trims,
        List<Throwable> outstanding) {
    static PoolStats of(PoolCore<?> core) {
        IdleItems idle = core.idle();
        Outstanding outstanding = core.outstanding();
        Map<DropReason, Long> drops = new EnumMap<>(DropReason.class);
        for (DropReason reason : DropReason.values()) {
            drops.put(reason, core.drops(DropCause.valueOf(reason.name())));
        }
        return new PoolStats(
                idle.count(),
                idle.held(),
                core.misses(),
                Map.copyOf(drops),
                core.trims(),
                outstanding == null ? List.of() : outstanding.borrowers());
    }

    /**
     * Returns how many items were not kept for one reason.
     *
     * @param reason the reason
     * @return the number of items since the pool was built
     */
    public long drops(DropReason reason) {
        return drops.getOrDefault(Objects.requireNonNull(reason, "reason"), 0L);
    }
}
