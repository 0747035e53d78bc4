// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.pool;

import java.lang.ref.WeakReference;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All live pools. The registry keeps none of them alive. */
public final class PoolRegistry {
    private static final Queue<WeakReference<PoolCore<?>>> POOLS = new ConcurrentLinkedQueue<>();
    private static final int MIN_SWEEP = 64;
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static volatile int nextSweep = MIN_SWEEP;
    private static volatile @Nullable DropListener listener;

    private PoolRegistry() {}

    static void add(PoolCore<?> pool) {
        POOLS.add(new WeakReference<>(pool));
        // The sweep is here so that it needs neither a thread nor a ReferenceQueue. It runs whenever the number has
        // doubled, so that n pools are made in time proportional to n. Two threads may sweep at once without harm.
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

    /** Sets the listener that receives the drops of all pools; null for none. */
    public static void tell(@Nullable DropListener told) {
        listener = told;
    }

    static @Nullable DropListener listener() {
        return listener;
    }
}
