// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.micrometer;

import dev.appendkit.pool.BufferPool;
import dev.appendkit.pool.DropReason;
import dev.appendkit.pool.Pool;
import dev.appendkit.pool.PoolStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.ref.WeakReference;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Registers the meters of one pool, each with the tag {@code pool}.
 *
 * <pre>{@code
 * PoolMetrics.of(BufferPool.shared()).bindTo(registry);
 * }</pre>
 *
 * <table>
 * <caption>The meters</caption>
 * <tr><th>name</th><th>kind</th><th>meaning</th></tr>
 * <tr><td>{@code appendkit.pool.idle}</td><td>gauge, buffers</td><td>items that are not borrowed</td></tr>
 * <tr><td>{@code appendkit.pool.retained}</td><td>gauge, bytes</td><td>memory of the idle items</td></tr>
 * <tr><td>{@code appendkit.pool.misses}</td><td>counter</td><td>borrows that made an item</td></tr>
 * <tr><td>{@code appendkit.pool.drops}</td><td>counter, tag {@code reason}</td><td>items that were not kept:
 *     {@code full}, {@code oversize}, {@code underused}, {@code failed}, in checked mode {@code random}</td></tr>
 * <tr><td>{@code appendkit.pool.trims}</td><td>counter</td><td>passes that look for unused items</td></tr>
 * </table>
 *
 * <p>By design, borrows that hit are not counted. The registry and this binder keep weak references: they do not keep a
 * pool alive. When it is garbage, its gauges read {@code NaN}.
 *
 * @param <P> the pool's class
 */
public final class PoolMetrics<P> implements MeterBinder {
    private static final String PREFIX = "appendkit.pool.";

    private final WeakReference<P> pool;
    private final Function<? super P, PoolStats> stats;
    private final Tags tags;

    /**
     * Creates the meters of any pool with {@link PoolStats}.
     *
     * @param pool the pool
     * @param stats reads the statistics; it must not refer to the pool itself, which would keep the pool alive
     * @param name the tag {@code pool}, different for each pool of a registry
     * @param tags further tags for all meters
     */
    public PoolMetrics(P pool, Function<? super P, PoolStats> stats, String name, Iterable<Tag> tags) {
        this.pool = new WeakReference<>(Objects.requireNonNull(pool, "pool"));
        this.stats = Objects.requireNonNull(stats, "stats");
        this.tags = Tags.concat(tags, "pool", name);
    }

    /**
     * Returns the meters of a buffer pool, under its own name.
     *
     * @param pool the pool
     * @return a binder
     */
    public static PoolMetrics<BufferPool> of(BufferPool pool) {
        return new PoolMetrics<>(pool, BufferPool::stats, pool.name(), Tags.empty());
    }

    /**
     * Returns the meters of a pool, under its own name. {@code appendkit.pool.retained} is in the unit of the pool's
     * policy.
     *
     * @param pool the pool
     * @return a binder
     */
    public static PoolMetrics<Pool<?>> of(Pool<?> pool) {
        return new PoolMetrics<>(pool, Pool::stats, pool.name(), Tags.empty());
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        P bound = pool.get();
        if (bound == null) {
            return;
        }
        Gauge.builder(PREFIX + "idle", bound, read(PoolStats::idleItems)::applyAsLong)
                .description("The items that nobody has borrowed")
                .baseUnit(BaseUnits.BUFFERS)
                .tags(tags)
                .register(registry);
        Gauge.builder(PREFIX + "retained", bound, read(PoolStats::idleBytes)::applyAsLong)
                .description("What the idle items hold")
                .baseUnit(BaseUnits.BYTES)
                .tags(tags)
                .register(registry);
        count(registry, bound, "misses", "Borrows that made an item", tags, PoolStats::misses);
        for (DropReason reason : DropReason.values()) {
            Tags all = tags.and("reason", reason.name().toLowerCase(Locale.ROOT));
            count(registry, bound, "drops", "Items that were not kept", all, stats -> stats.drops(reason));
        }
        count(registry, bound, "trims", "Passes that look for what nobody borrows", tags, PoolStats::trims);
    }

    private void count(
            MeterRegistry registry,
            P bound,
            String name,
            String description,
            Tags all,
            ToLongFunction<PoolStats> figure) {
        FunctionCounter.builder(PREFIX + name, bound, read(figure)::applyAsLong)
                .description(description)
                .tags(all)
                .register(registry);
    }

    /** Returns a reader of one figure, without a reference to the pool, which the registry holds weakly. */
    private ToLongFunction<P> read(ToLongFunction<PoolStats> figure) {
        Function<? super P, PoolStats> reader = stats;
        return bound -> figure.applyAsLong(reader.apply(bound));
    }
}
