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
 * <p><b>Where a thread looks.</b> It first looks at its home, the place that a hash of its id selects, and at the three
 * places next to it: enough for one item in use and a few nested ones. This leaves nothing behind when the thread ends,
 * and a million virtual threads share the same places. It then follows {@link PlaceHints}: to any place whose last user
 * marked it as idle, and to a few whose users find them at home. A thread therefore finds any idle item, however many
 * items it has in use, and a thread that finds none has read 32 words at most.
 *
 * <p><b>Which items have a place.</b> A new item gets an empty place, if there is one. An item that returns without a
 * place takes the place of a lent item, which does the same when it returns: lent items need no places. Every returning
 * item is therefore kept until all places have idle items, and an item that never returns blocks nothing.
 *
 * <p><b>How threads avoid each other.</b> Two busy threads with the same home would pass its cache line back and forth
 * at every call. When threads have often found that others had the item at their home, another hash function therefore
 * gives all of them new homes, until few meet; and a thread whose home is empty, and that keeps sharing an item with
 * others, gets its own.
 *
 * <p><b>Why no item can be lent to two users, nor be kept twice:</b>
 *
 * <ul>
 *   <li>A slot never gets another item, and an item never gets another slot. The thread that changes the slot's state
 *       from idle to taken has the item. A slot that has lost its place keeps its state, so a thread that read the
 *       place before and takes the slot afterwards is still the only one.
 *   <li>Only its user puts a slot into a place, while it has none, by compare-and-set. At most one item per place can
 *       therefore be found, whatever was lent, lost or returned late. An item that returns at the very moment when
 *       another one gets its place can become garbage.
 *   <li>A hint only tells where to look.
 * </ul>
 *
 * <p>Until JDK 18, {@link Thread#getId} can be overridden. A thread class that does so only chooses its own place:
 * every value is valid.
 *
 * @param <T> the type of the items
 */
public final class Slots<T> {
    /** The maximum number of places of a pool: the hash has eight bits. */
    public static final int MAX_PLACES = 256;

    private static final int HASH_BITS = 8;
    private static final int MIN_DEFAULT_PLACES = 16;
    private static final int PLACES_PER_PROCESSOR = 4;
    /**
     * The number of places near a home: enough for a buffer inside a buffer inside a buffer, next to a thread with the
     * same home.
     */
    static final int NEAR = 4;
    /** The number of places without hints that a borrower looks at before it makes an item. */
    private static final int LOOKS = 4;
    /** 2^64 divided by the golden ratio, odd: the upper bits of its multiples spread successive ids evenly. */
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private static final long NANOS_BETWEEN_TRIMS = 10_000_000_000L;
    /** A lent item is lost when two trims a period apart find it lent, or 16 trims that are closer together. */
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

    /** An odd number. Written without synchronization: every value that a thread reads selects a valid place. */
    private long multiplier = GOLDEN;

    /**
     * Creates empty places.
     *
     * @param places how many, rounded up to a power of two, at most {@link #MAX_PLACES}
     * @param nanoClock the time, as {@link System#nanoTime} returns it
     */
    public Slots(int places, LongSupplier nanoClock) {
        this(places, nanoClock, new SlotListener<>() {});
    }

    /** Creates empty places for items whose fate the listener receives. */
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

    /** The maximum number of idle items. */
    public int places() {
        return mask + 1;
    }

    /** Returns an idle item, which now belongs to the caller, or null. */
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
                // The item that is made instead stays at the empty home, and from then on the two threads do not meet.
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

    /** Returns the first place with a hint that is not near a home. */
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

    /** Takes an item that a hint has found, and updates the hint. */
    private boolean takes(@Nullable Slot<T> slot, int place, long thread) {
        boolean taken = slot != null && slot.tryTake(thread, true);
        hints.correct(place, taken ? PlaceHints.TAKEN : slot == null ? PlaceHints.VACANT : PlaceHints.LOOK);
        return taken;
    }

    /**
     * Attaches a new item that the caller has, after {@link #take} found none. If no place is empty, the item gets one
     * when it returns.
     */
    public Slot<T> attach(T item) {
        Slot<T> fresh = unattached(item);
        settleInVacant(fresh, home());
        return fresh;
    }

    /**
     * Finds a place for a lent item if it has none: an empty one, or the place of another lent item. Items of the same
     * thread come first, then items that are found by hints, so that threads with few items keep their homes.
     *
     * @return whether it now has one
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
            // The item has returned in between.
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

    /** Marks a slot that is found by hints as idle. */
    void hint(int place) {
        hints.set(place, PlaceHints.IDLE);
    }

    /** Attaches an item in place of one that the caller has and that becomes garbage now. */
    public Slot<T> replace(Slot<T> taken, T item) {
        Slot<T> fresh = Slot.of(item, taken.place, this, Thread.currentThread().getId());
        fresh.listed = taken.listed;
        fresh.detached(!places.compareAndSet(taken.place, taken, fresh));
        taken.vanish();
        return fresh;
    }

    /** Does the same for an item that takes over the memory of the old one, and therefore its strikes. */
    public Slot<T> renew(Slot<T> taken, T item) {
        Slot<T> fresh = replace(taken, item);
        fresh.strikes = taken.strikes;
        fresh.usedSinceStrike = taken.usedSinceStrike;
        return fresh;
    }

    /** Returns a slot for an item that the caller has and that has no place. */
    public Slot<T> unattached(T item) {
        Slot<T> slot = Slot.of(item, 0, this, Thread.currentThread().getId());
        slot.detached(true);
        return slot;
    }

    /**
     * Drops an item that the caller has: it becomes garbage.
     *
     * @throws IllegalStateException if it is already idle or gone; nothing has changed
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
     * that the pool forgets those that are lost. Wrong hints are corrected.
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

    /** Whether the last trim is more than 10 s ago and no other thread has claimed the next one. */
    public boolean claimTrim() {
        return isOver(lastTrim, nanoClock.getAsLong());
    }

    private static boolean isOver(AtomicLong start, long now) {
        long last = start.get();
        return now - last > NANOS_BETWEEN_TRIMS && start.compareAndSet(last, now);
    }

    /** Passes the idle items to the reader without taking them: other threads may take them meanwhile. */
    public void forEachIdle(Consumer<? super T> reader) {
        for (int place = 0; place <= mask; place++) {
            Slot<T> slot = places.getAcquire(place);
            if (slot != null && slot.isIdle()) {
                reader.accept(slot.item);
            }
        }
    }

    /** Returns how many items are idle, and how much they hold. */
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

    /** Returns the slot at a place, counted from 0 and wrapping around. */
    @Nullable
    Slot<T> at(int place) {
        return places.getAcquire(place & mask);
    }

    /** The place where the calling thread starts. */
    int home() {
        return home(Thread.currentThread().getId());
    }

    private int home(long thread) {
        return (int) ((thread * multiplier) >>> (Long.SIZE - HASH_BITS)) >>> hashShift;
    }
}
