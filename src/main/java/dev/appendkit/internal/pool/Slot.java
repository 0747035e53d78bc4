// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.pool;

/**
 * An item and its current user. Item and slot stay together for life: a borrow and a release change two ints and store
 * no reference, so they dirty no card in the garbage collector's table, whose cache lines threads would share.
 *
 * @param <T> the type of the item
 */
public abstract class Slot<T> extends SlotState {
    // The padding after the state: the JVM puts longs first, and the fields after them are only read.
    long after01, after02, after03, after04, after05, after06, after07, after08;
    long after09, after10, after11, after12, after13, after14, after15;

    final T item;
    private final Slots<T> slots;
    /** The place of this slot; written before any other thread can see it. */
    int place;

    private Slot(T item, int place, Slots<T> slots, long thread) {
        super(thread);
        this.item = item;
        this.place = place;
        this.slots = slots;
    }

    /** Creates a slot for an item in use by its maker, the thread with that id. */
    static <T> Slot<T> of(T item, int place, Slots<T> slots, long thread) {
        return new Padded<>(item, place, slots, thread);
    }

    /**
     * Makes the item idle. Only its user calls this, so a store is enough. If two threads release at the same time, the
     * later release may already come after the next borrow, and no state can distinguish that from a release by the
     * borrower.
     *
     * @param held how much the idle item holds
     * @return whether the item can be found; otherwise it is garbage
     * @throws IllegalStateException if it is already idle or gone; nothing has changed
     */
    public final boolean give(int held) {
        checkLent();
        if (isDetached() && !slots.settle(this)) {
            vanish();
            return false;
        }
        // This happens before another thread can have the item.
        boolean byHint = listed;
        becomeIdle(held);
        if (byHint) {
            slots.hint(place);
        }
        return true;
    }

    /**
     * A slot with padding after the fields that are only read: the next object in memory may be one that its thread
     * writes all the time.
     */
    @SuppressWarnings("UnusedVariable") // Padding is never used.
    private static final class Padded<T> extends Slot<T> {
        long end01, end02, end03, end04, end05, end06, end07, end08;

        Padded(T item, int place, Slots<T> slots, long thread) {
            super(item, place, slots, thread);
        }
    }
}
