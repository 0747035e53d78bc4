// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.pool;

/**
 * An item and who has it. The two stay together for life: a borrow and a release change two ints and store no
 * reference, so they dirty no card of the garbage collector's table, whose cache lines threads would share.
 *
 * @param <T> the item
 */
public abstract class Slot<T> extends SlotState {
    // The padding behind the state: the JVM puts longs first, what lies behind them is only read.
    long after01, after02, after03, after04, after05, after06, after07, after08;
    long after09, after10, after11, after12, after13, after14, after15;

    final T item;
    private final Slots<T> slots;
    /** Where this slot was put; written before anybody else can see it. */
    int place;

    private Slot(T item, int place, Slots<T> slots, long thread) {
        super(thread);
        this.item = item;
        this.place = place;
        this.slots = slots;
    }

    /** A slot for an item that its maker, a thread with that id, has. */
    static <T> Slot<T> of(T item, int place, Slots<T> slots, long thread) {
        return new Padded<>(item, place, slots, thread);
    }

    /**
     * Makes the item idle. Only its user calls this: a store is enough. Of two threads that release at the same time
     * the later one may come after the next borrow already, and no state can tell that from a release by the borrower.
     *
     * @param held what the idle item holds
     * @return whether somebody can find it; otherwise it is garbage
     * @throws IllegalStateException if it is idle or gone already; nothing has changed
     */
    public final boolean give(int held) {
        checkLent();
        if (isDetached() && !slots.settle(this)) {
            vanish();
            return false;
        }
        // Before it is somebody else's.
        boolean byHint = listed;
        becomeIdle(held);
        if (byHint) {
            slots.hint(place);
        }
        return true;
    }

    /**
     * With padding behind what is only read: the next object in memory may be one that its thread writes all the time.
     */
    @SuppressWarnings("UnusedVariable") // That is what padding is.
    private static final class Padded<T> extends Slot<T> {
        long end01, end02, end03, end04, end05, end06, end07, end08;

        Padded(T item, int place, Slots<T> slots, long thread) {
            super(item, place, slots, thread);
        }
    }
}
