// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.pool;

import org.jspecify.annotations.Nullable;

/**
 * Finds the slot of an item that cannot tell it: by its identity hash, which is kept beside the places, so that one of
 * 256 is found by as many comparisons of ints and by a look at one slot or two. Nothing is written and no slot's state
 * is read when it is looked for, so looking disturbs nobody.
 *
 * <p>A hash is written by the thread that has made the item, before anybody else can know it, and stays when the item
 * is gone: the slot in the place tells whether it is the item's.
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
     * Makes an item that has a place one that can be found.
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
     * The slot of an item.
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
        // From home on: there are most of those that the caller has borrowed.
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
