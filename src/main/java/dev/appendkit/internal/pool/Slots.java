// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.pool;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The idle items of a pool: a fixed number of places, each with at most one {@link Slot}.
 *
 * <p>A thread starts at the place that a hash of its id names, its home, and looks at a few more. That leaves nothing
 * behind when the thread ends, and a million virtual threads share the same places. Two busy threads with one home
 * would pass its cache line to and fro at every call. So when threads have often found that others had the item at
 * their home, another hash function gives all of them new ones, until few meet; and who has often used what lies beside
 * his empty home, and what others use too, gets an item of his own.
 *
 * <p>Why no item can be lent to two users, nor be kept twice:
 *
 * <ul>
 *   <li>A slot never gets another item, and an item never another slot. Whoever changes the slot's state from idle to
 *       taken has the item; a slot that has left its place keeps its state, so a thread that looked at the place before
 *       and takes the slot after is still the only one.
 *   <li>A slot is put into a place once, when it is made, by compare-and-set, and never put back. So at most one item a
 *       place can be found, whatever was lent, lost or returned late; the rest is garbage.
 * </ul>
 *
 * <p>{@link Thread#getId} can be overridden until JDK 18. A thread that does so chooses its place, nothing else: every
 * value is a valid one.
 *
 * @param <T> the items
 */
public final class Slots<T> {
    /** The most places that a pool can have: the hash has eight bits. */
    public static final int MAX_PLACES = 256;

    private static final int HASH_BITS = 8;
    private static final int MIN_DEFAULT_PLACES = 16;
    private static final int PLACES_PER_PROCESSOR = 4;
    /** Enough for a buffer inside a buffer inside a buffer, next to a thread with the same home. */
    static final int DEFAULT_PROBES = 4;
    /** 2^64 divided by the golden ratio, odd: the upper bits of its multiples spread successive ids evenly. */
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private static final long NANOS_BETWEEN_TRIMS = 10_000_000_000L;

    private final AtomicReferenceArray<@Nullable Slot<T>> places;
    private final int mask;
    private final int probes;
    private final int hashShift;
    private final LongSupplier nanoClock;
    private final AtomicLong lastTrim;

    /** Odd. Written without synchronization: whatever a thread reads names a place. */
    private long multiplier = GOLDEN;

    /**
     * Empty places.
     *
     * @param places how many, rounded up to a power of two, at most {@link #MAX_PLACES}
     * @param nanoClock the time as {@link System#nanoTime} tells it
     */
    public Slots(int places, LongSupplier nanoClock) {
        this(places, DEFAULT_PROBES, nanoClock);
    }

    /**
     * Empty places.
     *
     * @param places how many, rounded up to a power of two, at most {@link #MAX_PLACES}
     * @param probes at how many of them a thread looks
     * @param nanoClock the time as {@link System#nanoTime} tells it
     */
    public Slots(int places, int probes, LongSupplier nanoClock) {
        int bits = 32 - Integer.numberOfLeadingZeros(places - 1);
        int count = 1 << bits;
        this.places = new AtomicReferenceArray<>(count);
        this.mask = count - 1;
        this.probes = Math.min(probes, count);
        this.hashShift = HASH_BITS - bits;
        this.nanoClock = nanoClock;
        this.lastTrim = new AtomicLong(nanoClock.getAsLong());
    }

    /** Four places a processor, at least 16, at most {@link #MAX_PLACES}. */
    public static int defaultPlaces() {
        int wanted = PLACES_PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
        return Math.max(MIN_DEFAULT_PLACES, Math.min(MAX_PLACES, wanted));
    }

    /** How many items can be idle. */
    public int places() {
        return mask + 1;
    }

    /** An idle item, which now belongs to the caller, or null. */
    public @Nullable T take() {
        long thread = Thread.currentThread().getId();
        int home = home(thread);
        Slot<T> slot = places.getAcquire(home);
        return slot != null && slot.tryTake(thread) ? slot.item : takeElsewhere(slot, thread, home);
    }

    private @Nullable T takeElsewhere(@Nullable Slot<T> atHome, long thread, int home) {
        if (atHome != null && atHome.isCrowded(thread)) {
            multiplier *= GOLDEN;
        }
        for (int probe = 1; probe < probes; probe++) {
            Slot<T> slot = places.getAcquire((home + probe) & mask);
            if (slot == null) {
                continue;
            }
            if (atHome == null && slot.isCrowded(thread)) {
                // What is made instead stays at the empty home, and from then on the two do not meet.
                return null;
            }
            if (slot.tryTake(thread)) {
                return slot.item;
            }
        }
        return null;
    }

    /**
     * Attaches a new item that the caller has, after {@link #take} found none; without a place for it, it is not kept.
     */
    public Slot<T> attach(T item) {
        long thread = Thread.currentThread().getId();
        int home = home(thread);
        Slot<T> fresh = Slot.of(item, home, thread);
        for (int probe = 0; probe < probes; probe++) {
            int place = (home + probe) & mask;
            Slot<T> there = places.getAcquire(place);
            fresh.place = place;
            if ((there == null || there.missed()) && places.compareAndSet(place, there, fresh)) {
                if (there != null) {
                    there.detach();
                }
                return fresh;
            }
        }
        fresh.detach();
        return fresh;
    }

    /** Attaches an item in the place of one that the caller has and that is garbage from now on. */
    public Slot<T> replace(Slot<T> taken, T item) {
        Slot<T> fresh = Slot.of(item, taken.place, Thread.currentThread().getId());
        if (!places.compareAndSet(taken.place, taken, fresh)) {
            fresh.detach();
        }
        taken.vanish();
        return fresh;
    }

    /** The same for an item that takes over the memory of the old one, and so its strikes. */
    public Slot<T> renew(Slot<T> taken, T item) {
        Slot<T> fresh = replace(taken, item);
        fresh.strikes = taken.strikes;
        fresh.usedSinceStrike = taken.usedSinceStrike;
        return fresh;
    }

    /** For an item that the caller has and that is never to be found: it has no place. */
    public static <T> Slot<T> unattached(T item) {
        Slot<T> slot = Slot.of(item, 0, 0);
        slot.detach();
        return slot;
    }

    /**
     * The slot of an item that cannot tell it: first looked for where its borrower has probably found it, then
     * everywhere. Nothing is written and no slot's state is read, so looking disturbs nobody.
     *
     * @return null if the item has no place
     */
    public @Nullable Slot<T> find(T item) {
        int home = home(Thread.currentThread().getId());
        for (int probe = 0; probe <= mask; probe++) {
            Slot<T> slot = places.getAcquire((home + probe) & mask);
            if (slot != null && slot.item == item) {
                return slot;
            }
        }
        return null;
    }

    /**
     * Lets go of an item that the caller has: it is garbage.
     *
     * @throws IllegalStateException if it is idle or gone already; nothing has changed
     */
    public void drop(Slot<T> taken) {
        taken.checkLent();
        places.compareAndSet(taken.place, taken, null);
        taken.vanish();
    }

    /** {@link #trim(Consumer)} for items that are left to the garbage collector. */
    public int trim() {
        return trim(item -> {});
    }

    /**
     * Drops the items that have been idle since the last call and marks the other idle ones. A lent item counts it as a
     * miss, so that the pool lets go of one that is lost.
     *
     * @param dropped is given each dropped item, which nobody else has
     * @return how many idle items were dropped
     */
    public int trim(Consumer<? super T> dropped) {
        lastTrim.set(nanoClock.getAsLong());
        int count = 0;
        for (int place = 0; place <= mask; place++) {
            Slot<T> slot = places.getAcquire(place);
            if (slot == null) {
                continue;
            }
            if (slot.expire()) {
                places.compareAndSet(place, slot, null);
                dropped.accept(slot.item);
                count++;
            } else if (slot.missed() && places.compareAndSet(place, slot, null)) {
                slot.detach();
            }
        }
        return count;
    }

    /** Whether the last trim is more than 10 s ago and no other thread has been told so. */
    public boolean isTrimDue() {
        long last = lastTrim.get();
        long now = nanoClock.getAsLong();
        return now - last > NANOS_BETWEEN_TRIMS && lastTrim.compareAndSet(last, now);
    }

    /** Shows the idle items. They are not taken: others may do so meanwhile. */
    public void forEachIdle(Consumer<? super T> reader) {
        for (int place = 0; place <= mask; place++) {
            Slot<T> slot = places.getAcquire(place);
            if (slot != null && slot.isIdle()) {
                reader.accept(slot.item);
            }
        }
    }

    /** How many items are idle, and what they hold. */
    public IdleItems idle() {
        int count = 0;
        long held = 0;
        for (int place = 0; place <= mask; place++) {
            Slot<T> slot = places.getAcquire(place);
            if (slot != null && slot.isIdle()) {
                count++;
                held += slot.held;
            }
        }
        return new IdleItems(count, held);
    }

    private int home(long thread) {
        return (int) ((thread * multiplier) >>> (Long.SIZE - HASH_BITS)) >>> hashShift;
    }
}
