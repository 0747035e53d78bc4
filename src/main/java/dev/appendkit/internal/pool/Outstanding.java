// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.pool;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * For the checked mode: the borrower of each item, by identity. The answer is exact even for threads that release at
 * the same time.
 */
public final class Outstanding {
    private final Map<Identity, Throwable> borrowers = new ConcurrentHashMap<>();

    /**
     * Notes that the caller borrows an item.
     *
     * @throws IllegalStateException if it is already lent: the code that made it returned the same item twice
     */
    public void lent(Object item) {
        Throwable borrower =
                new Throwable("borrowed by " + Thread.currentThread().getName());
        if (borrowers.putIfAbsent(new Identity(item), borrower) != null) {
            throw new IllegalStateException("an item that is lent was made again");
        }
    }

    /** Removes the item and returns whether it was lent. */
    public boolean returned(Object item) {
        return borrowers.remove(new Identity(item)) != null;
    }

    public List<Throwable> borrowers() {
        return List.copyOf(borrowers.values());
    }

    private static final class Identity {
        private final Object item;

        Identity(Object item) {
            this.item = item;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Identity identity && identity.item == item;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(item);
        }
    }
}
