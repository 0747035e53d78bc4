// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.pool;

import java.lang.ref.WeakReference;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All pools that are alive. It keeps none of them alive. */
public final class PoolRegistry {
    private static final Queue<WeakReference<PoolCore<?>>> POOLS = new ConcurrentLinkedQueue<>();
    private static final int MIN_SWEEP = 64;
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static volatile int nextSweep = MIN_SWEEP;
    private static volatile @Nullable DropListener listener;

    private PoolRegistry() {}

    static void add(PoolCore<?> pool) {
        POOLS.add(new WeakReference<>(pool));
        // Here, so that neither a thread nor a ReferenceQueue has to do it; and as often as the number has doubled,
        // so that n pools are made in time proportional to n. Two threads that sweep at once do no harm.
        if (COUNT.incrementAndGet() >= nextSweep) {
            POOLS.removeIf(reference -> reference.get() == null);
            int alive = POOLS.size();
            COUNT.set(alive);
            nextSweep = Math.max(MIN_SWEEP, 2 * alive);
        }
    }

    public static void forEach(Consumer<PoolCore<?>> reader) {
        for (WeakReference<PoolCore<?>> reference : POOLS) {
            PoolCore<?> pool = reference.get();
            if (pool != null) {
                reader.accept(pool);
            }
        }
    }

    /** Whom all pools tell of what they drop; null for nobody. */
    public static void tell(@Nullable DropListener told) {
        listener = told;
    }

    static @Nullable DropListener listener() {
        return listener;
    }
}
