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
 * <p><b>Where a thread looks.</b> First at its home, the place that a hash of its id names, and at the three beside it:
 * enough for one item in use and a few inside it. That leaves nothing behind when the thread ends, and a million
 * virtual threads share the same places. Then it goes by {@link PlaceHints}: to any place whose last user said that it
 * is idle, and to a few whose users find them at home. So a thread finds whatever is idle, however many items it has in
 * use, and one that finds nothing has looked at 32 words at most.
 *
 * <p><b>Who has a place.</b> A new item gets an empty place, if there is one. An item that comes back without a place
 * takes that of an item that is lent, which does the same when it comes back: lent items need no places. So whatever
 * comes back is kept until all places have idle items, and an item that never comes back blocks nothing.
 *
 * <p><b>Who goes out of whose way.</b> Two busy threads with one home would pass its cache line to and fro at every
 * call. So when threads have often found that others had the item at their home, another hash function gives all of
 * them new ones, until few meet; and a thread whose home is empty, and that keeps sharing an item with others, gets one
 * of its own.
 *
 * <p><b>Why no item can be lent to two users, nor be kept twice:</b>
 *
 * <ul>
 *   <li>A slot never gets another item, and an item never another slot. Whoever changes the slot's state from idle to
 *       taken has the item; a slot that has left its place keeps its state, so a thread that looked at the place before
 *       and takes the slot after is still the only one.
 *   <li>A slot is put into a place by its user alone, while it has none, by compare-and-set. So at most one item per
 *       place can be found, whatever was lent, lost or returned late. An item that comes back at the very moment when
 *       another one gets its place can be garbage.
 *   <li>A hint is where to look, and no more.
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
    /** A buffer inside a buffer inside a buffer, next to a thread with the same home. */
    static final int NEAR = 4;
    /** At so many of the places whose users set no hint a borrower looks, before it makes an item. */
    private static final int LOOKS = 4;
    /** 2^64 divided by the golden ratio, odd: the upper bits of its multiples spread successive ids evenly. */
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private static final long NANOS_BETWEEN_TRIMS = 10_000_000_000L;
    /** A lent item is lost when two trims find it so that are a period apart, or 16 that are not. */
    private static final int STEP_OF_A_PERIOD = SlotState.AGE_OF_THE_LOST / 2;

    private final AtomicReferenceArray<@Nullable Slot<T>> places;
    private final PlaceHints hints;
    private final int mask;
    private final int near;
    private final int hashShift;
    private final LongSupplier nanoClock;
    private final SlotListener<? super T> listener;
    private final AtomicLong lastTrim;
    private final AtomicLong lastPeriod;

    /** Odd. Written without synchronization: whatever a thread reads names a place. */
    private long multiplier = GOLDEN;

    /**
     * Empty places.
     *
     * @param places how many, rounded up to a power of two, at most {@link #MAX_PLACES}
     * @param nanoClock the time as {@link System#nanoTime} tells it
     */
    public Slots(int places, LongSupplier nanoClock) {
        this(places, nanoClock, new SlotListener<>() {});
    }

    /** The same for items whose fate somebody wants to know. */
    public Slots(int places, LongSupplier nanoClock, SlotListener<? super T> listener) {
        int count = powerOfTwo(places);
        this.places = new AtomicReferenceArray<>(count);
        this.hints = new PlaceHints(count);
        this.mask = count - 1;
        this.near = Math.min(NEAR, count);
        this.hashShift = HASH_BITS - Integer.numberOfTrailingZeros(count);
        this.nanoClock = nanoClock;
        this.listener = listener;
        this.lastTrim = new AtomicLong(nanoClock.getAsLong());
        this.lastPeriod = new AtomicLong(lastTrim.get());
    }

    /** Four places per processor, rounded up to a power of two, at least 16, at most {@link #MAX_PLACES}. */
    public static int defaultPlaces() {
        int wanted = PLACES_PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
        return powerOfTwo(Math.max(MIN_DEFAULT_PLACES, Math.min(MAX_PLACES, wanted)));
    }

    /** The least power of two that is not smaller than a positive number. */
    static int powerOfTwo(int number) {
        return 1 << Integer.SIZE - Integer.numberOfLeadingZeros(number - 1);
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
        return slot != null && slot.tryTake(thread, false) ? slot.item : takeElsewhere(slot, thread, home);
    }

    private @Nullable T takeElsewhere(@Nullable Slot<T> atHome, long thread, int home) {
        if (atHome != null && !atHome.listed && atHome.countEncounter(thread)) {
            multiplier *= GOLDEN;
        }
        for (int probe = 1; probe < near; probe++) {
            Slot<T> slot = places.getAcquire((home + probe) & mask);
            if (slot == null) {
                continue;
            }
            if (atHome == null && slot.countEncounter(thread)) {
                // What is made instead stays at the empty home, and from then on the two do not meet.
                return null;
            }
            if (slot.tryTake(thread, false)) {
                return slot.item;
            }
        }
        return takeByHint(atHome == null, thread, home);
    }

    private @Nullable T takeByHint(boolean homeless, long thread, int home) {
        int place = hints.find(PlaceHints.IDLE, home);
        while (place >= 0) {
            Slot<T> slot = places.getAcquire(place);
            if (slot != null && homeless && slot.countEncounter(thread)) {
                return null;
            }
            if (takes(slot, place, thread)) {
                return slot.item;
            }
            place = hints.find(PlaceHints.IDLE, home);
        }
        return takeByLooking(homeless, thread, home);
    }

    private @Nullable T takeByLooking(boolean homeless, long thread, int home) {
        int from = home + hints.turn(home) & mask;
        for (int looks = 0; looks < LOOKS; looks++) {
            int place = findFar(PlaceHints.LOOK, from, home);
            if (place < 0) {
                return null;
            }
            Slot<T> slot = places.getAcquire(place);
            if (slot != null && homeless && slot.countEncounter(thread)) {
                return null;
            }
            if (takes(slot, place, thread)) {
                return slot.item;
            }
            from = place + 1 & mask;
        }
        return null;
    }

    /** The first place with a hint that is not near a home. */
    private int findFar(byte hint, int from, int home) {
        int place = hints.find(hint, from);
        if (place >= 0 && isNear(place, home)) {
            place = hints.find(hint, home + near & mask);
            return place >= 0 && isNear(place, home) ? -1 : place;
        }
        return place;
    }

    private boolean isNear(int place, int home) {
        return (place - home & mask) < near;
    }

    /** Takes an item to which a hint has led, and sets the hint to what it has found. */
    private boolean takes(@Nullable Slot<T> slot, int place, long thread) {
        boolean taken = slot != null && slot.tryTake(thread, true);
        hints.correct(place, taken ? PlaceHints.TAKEN : slot == null ? PlaceHints.VACANT : PlaceHints.LOOK);
        return taken;
    }

    /**
     * Attaches a new item that the caller has, after {@link #take} found none. Without an empty place it gets one when
     * it comes back.
     */
    public Slot<T> attach(T item) {
        Slot<T> fresh = unattached(item);
        settleInVacant(fresh, home());
        return fresh;
    }

    /**
     * Finds a place for a lent item if it has none: an empty one, or that of an item that is lent. First that of an
     * item of the same thread, then those of items that are found by hints, so that threads with few items keep their
     * homes.
     *
     * @return whether it has got one
     */
    public boolean settle(Slot<T> slot) {
        if (!slot.isDetached()) {
            return false;
        }
        long thread = Thread.currentThread().getId();
        int home = home(thread);
        return settleNear(slot, thread, home)
                || settleInVacant(slot, home)
                || settleByHint(slot, PlaceHints.TAKEN, home)
                || settleByHint(slot, PlaceHints.LOOK, home)
                || settleByHint(slot, PlaceHints.IDLE, home);
    }

    private boolean settleNear(Slot<T> slot, long thread, int home) {
        for (int probe = 0; probe < near; probe++) {
            int place = home + probe & mask;
            Slot<T> there = places.getAcquire(place);
            if (there != null && there.isUsedBy(thread) && displaces(slot, there, place, home)) {
                return true;
            }
        }
        return false;
    }

    private boolean settleInVacant(Slot<T> slot, int home) {
        int place = hints.find(PlaceHints.VACANT, home);
        while (place >= 0) {
            if (settles(slot, null, place, home)) {
                return true;
            }
            hints.set(place, PlaceHints.LOOK);
            place = hints.find(PlaceHints.VACANT, home);
        }
        return false;
    }

    private boolean settleByHint(Slot<T> slot, byte hint, int home) {
        int from = home;
        for (int looks = 0; looks < LOOKS; looks++) {
            int place = hints.find(hint, from);
            if (place < 0) {
                return false;
            }
            Slot<T> there = places.getAcquire(place);
            if (there == null ? settles(slot, null, place, home) : displaces(slot, there, place, home)) {
                return true;
            }
            from = place + 1 & mask;
        }
        return false;
    }

    private boolean displaces(Slot<T> slot, Slot<T> there, int place, int home) {
        if (there.isIdle()) {
            if (there.listed) {
                hints.correct(place, PlaceHints.IDLE);
            }
            return false;
        }
        if (!settles(slot, there, place, home)) {
            return false;
        }
        there.detached(true);
        if (there.takeForGood()) {
            // It has come back in between.
            listener.dropped(there.item);
        } else {
            listener.displaced(there.item);
        }
        return true;
    }

    private boolean settles(Slot<T> slot, @Nullable Slot<T> there, int place, int home) {
        boolean far = !isNear(place, home);
        slot.place = place;
        slot.listed = far;
        slot.detached(false);
        boolean settled = places.compareAndSet(place, there, slot);
        if (settled) {
            hints.correct(place, far ? PlaceHints.TAKEN : PlaceHints.LOOK);
        } else {
            slot.detached(true);
        }
        return settled;
    }

    /** Tells that a slot which is found by hints is idle. */
    void hint(int place) {
        hints.set(place, PlaceHints.IDLE);
    }

    /** Attaches an item in the place of one that the caller has and that is garbage from now on. */
    public Slot<T> replace(Slot<T> taken, T item) {
        Slot<T> fresh = Slot.of(item, taken.place, this, Thread.currentThread().getId());
        fresh.listed = taken.listed;
        fresh.detached(!places.compareAndSet(taken.place, taken, fresh));
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

    /** For an item that the caller has and that has no place. */
    public Slot<T> unattached(T item) {
        Slot<T> slot = Slot.of(item, 0, this, Thread.currentThread().getId());
        slot.detached(true);
        return slot;
    }

    /**
     * Lets go of an item that the caller has: it is garbage.
     *
     * @throws IllegalStateException if it is idle or gone already; nothing has changed
     */
    public void drop(Slot<T> taken) {
        taken.checkLent();
        empty(taken.place, taken);
        taken.vanish();
    }

    private boolean empty(int place, Slot<T> there) {
        boolean emptied = places.compareAndSet(place, there, null);
        if (emptied) {
            hints.set(place, PlaceHints.VACANT);
        }
        return emptied;
    }

    /**
     * Drops the items that have been idle since the last call and marks the other idle ones. Lent items grow older, so
     * that the pool lets go of those that are lost. Hints that were wrong are right afterwards.
     *
     * @return how many idle items were dropped
     */
    public int trim() {
        long now = nanoClock.getAsLong();
        lastTrim.set(now);
        int step = isOver(lastPeriod, now) ? STEP_OF_A_PERIOD : 1;
        int count = 0;
        for (int place = 0; place <= mask; place++) {
            Slot<T> slot = places.getAcquire(place);
            if (slot == null) {
                hints.correct(place, PlaceHints.VACANT);
            } else if (slot.expire()) {
                empty(place, slot);
                listener.dropped(slot.item);
                count++;
            } else if (slot.isIdle()) {
                hints.correct(place, PlaceHints.IDLE);
            } else if (slot.age(step) && empty(place, slot)) {
                slot.detached(true);
                listener.displaced(slot.item);
            }
        }
        return count;
    }

    /** Whether the last trim is more than 10 s ago and no other thread has been told so. */
    public boolean claimTrim() {
        return isOver(lastTrim, nanoClock.getAsLong());
    }

    private static boolean isOver(AtomicLong start, long now) {
        long last = start.get();
        return now - last > NANOS_BETWEEN_TRIMS && start.compareAndSet(last, now);
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

    /** What is at a place, counted from 0 and going round. */
    @Nullable
    Slot<T> at(int place) {
        return places.getAcquire(place & mask);
    }

    /** Where the calling thread starts. */
    int home() {
        return home(Thread.currentThread().getId());
    }

    private int home(long thread) {
        return (int) ((thread * multiplier) >>> (Long.SIZE - HASH_BITS)) >>> hashShift;
    }
}
