// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** For the checked mode: the items, by identity, that the pool has lent at least once and that are not yet garbage. */
final class EverLent {
    private static final int FIRST_PURGE = 1_024;

    private final Set<WeakIdentity> items = ConcurrentHashMap.newKeySet();
    private final AtomicInteger purgeAt = new AtomicInteger(FIRST_PURGE);

    void add(Object item) {
        items.add(new WeakIdentity(item));
        int size = items.size();
        int limit = purgeAt.get();
        // The sweep does not run at every borrow, because it visits all entries; the users themselves run it, because
        // no thread exists for it.
        if (size > limit && purgeAt.compareAndSet(limit, 2 * size)) {
            items.removeIf(identity -> identity.get() == null);
            purgeAt.set(Math.max(FIRST_PURGE, 2 * items.size()));
        }
    }

    boolean contains(Object item) {
        return items.contains(new WeakIdentity(item));
    }

    int size() {
        return items.size();
    }

    private static final class WeakIdentity extends WeakReference<Object> {
        private final int hash;

        WeakIdentity(Object item) {
            super(item);
            hash = System.identityHashCode(item);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            // An entry whose item is gone still equals itself, so that it can be removed.
            return this == other
                    || (other instanceof WeakIdentity identity && get() != null && identity.get() == get());
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
