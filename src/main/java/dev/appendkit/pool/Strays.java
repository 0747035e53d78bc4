// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Items of a pool that have no slot, held weakly: lent ones, so that they are kept when they return, and dropped ones,
 * whose second release is still an error. When there are so many that a newer item takes the entry of an older one, the
 * pool no longer knows the older one, and drops it when it returns.
 */
final class Strays {
    /** A power of two; items with the same hash share a few entries. */
    private static final int ENTRIES = 2_048;

    private static final int ENTRIES_PER_HASH = 8;

    private final AtomicReferenceArray<@Nullable Stray> strays = new AtomicReferenceArray<>(ENTRIES);
    private final AtomicInteger overwritten = new AtomicInteger();

    /** The weak reference to one item. */
    static final class Stray extends WeakReference<Object> {
        private final int hash;
        private final AtomicBoolean lent;

        Stray(Object item, boolean lent) {
            super(item);
            this.hash = System.identityHashCode(item);
            this.lent = new AtomicBoolean(lent);
        }
    }

    void add(Object item, boolean lent) {
        Stray added = new Stray(item, lent);
        strays.set(entryFor(added, item), added);
    }

    private int entryFor(Stray added, Object item) {
        // A dropped item is forgotten before a lent one.
        int chosen = entry(added.hash, overwritten.getAndIncrement() & ENTRIES_PER_HASH - 1);
        for (int i = 0; i < ENTRIES_PER_HASH; i++) {
            int entry = entry(added.hash, i);
            Stray there = strays.get(entry);
            if (there == null || there.refersTo(null) || there.refersTo(item)) {
                return entry;
            }
            if (!there.lent.get()) {
                chosen = entry;
            }
        }
        return chosen;
    }

    /** Returns the entry of an item, or null. */
    @Nullable
    Stray find(Object item) {
        int hash = System.identityHashCode(item);
        for (int i = 0; i < ENTRIES_PER_HASH; i++) {
            Stray there = strays.get(entry(hash, i));
            if (there != null && there.hash == hash && there.refersTo(item)) {
                return there;
            }
        }
        return null;
    }

    /** Whether a lent item returns now; if two threads release it at the same time, one of them gets true. */
    boolean release(Stray stray) {
        if (!stray.lent.compareAndSet(true, false)) {
            return false;
        }
        // The item gets a slot now, which tracks its borrower.
        for (int i = 0; i < ENTRIES_PER_HASH; i++) {
            strays.compareAndSet(entry(stray.hash, i), stray, null);
        }
        return true;
    }

    private static int entry(int hash, int i) {
        return hash * ENTRIES_PER_HASH + i & ENTRIES - 1;
    }
}
