// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.pool;

import org.jspecify.annotations.Nullable;

/**
 * Finds the slot of an item that does not know it, by its identity hash. The hashes are kept next to the places, so a
 * search among 256 items compares at most as many ints and visits one or two slots. A search writes nothing and reads
 * no slot's state, so it disturbs no other thread.
 *
 * <p>The thread that made the item writes its hash before any other thread can know the item. The hash stays when the
 * item is gone: the slot in the place tells whether it belongs to the item.
 *
 * @param <T> the items
 */
public final class ItemIndex<T> {
    private final Slots<T> slots;
    private final int[] hashes;

    public ItemIndex(Slots<T> slots) {
        this.slots = slots;
        hashes = new int[slots.places()];
    }

    /**
     * Enters an item, so that it can be found if it has a place.
     *
     * @return whether it has a place
     */
    public boolean add(Slot<T> slot) {
        boolean placed = slots.at(slot.place) == slot;
        if (placed) {
            hashes[slot.place] = System.identityHashCode(slot.item);
        }
        return placed;
    }

    /**
     * Returns the slot of an item.
     *
     * @return null if the item has no place
     */
    public @Nullable Slot<T> find(T item) {
        int home = slots.home();
        Slot<T> atHome = slots.at(home);
        return atHome != null && atHome.item == item ? atHome : findByHash(item, home);
    }

    private @Nullable Slot<T> findByHash(T item, int home) {
        int hash = System.identityHashCode(item);
        // The search starts at home, where most items of the caller are.
        Slot<T> slot = find(item, hash, home, hashes.length);
        return slot == null ? find(item, hash, 0, home) : slot;
    }

    private @Nullable Slot<T> find(T item, int hash, int from, int to) {
        int[] all = hashes;
        for (int place = from; place < to; place++) {
            if (all[place] == hash) {
                Slot<T> slot = slots.at(place);
                if (slot != null && slot.item == item) {
                    return slot;
                }
            }
        }
        return null;
    }
}
