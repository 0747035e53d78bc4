// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.pool;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What all pools have in common: the slots, the rule that tells what is kept, and the counters of what is rare.
 *
 * <p>The rule: a capacity up to {@code alwaysRetain} is kept, none above {@code maxRetained} is. In between an item is
 * kept while it is used: five releases in a row that used less than a quarter drop it, and the size that those five
 * needed is that of the next new items. Each slot holds at most one idle item, so what is idle is never more than
 * places &times; {@code maxRetained}, whatever the threads do.
 *
 * @param <T> the items
 */
public final class PoolCore<T> {
    private static final int STRIKES = 5;
    private static final int USED_FRACTION = 4;
    private static final int RANDOM_DROPS = 4;
    private static final AtomicInteger UNNAMED = new AtomicInteger();

    private final String name;
    private final Slots<T> slots;
    private final int initial;
    private final int alwaysRetain;
    private final int maxRetained;
    private final @Nullable Outstanding outstanding;

    /** The capacity of new items; written by whichever thread drops an underused one, and any of the values will do. */
    private volatile int learned;

    private final LongAdder misses = new LongAdder();
    /** All reasons, put in by the constructor; then only read. */
    private final Map<DropCause, LongAdder> drops = new EnumMap<>(DropCause.class);

    private final LongAdder trims = new LongAdder();

    public PoolCore(PoolSettings settings) {
        this(settings, new SlotListener<>() {});
    }

    /**
     * For items whose fate somebody has to know: it is told by {@link #release} to whoever releases, and otherwise to
     * the listener.
     */
    public PoolCore(PoolSettings settings, SlotListener<? super T> listener) {
        String given = settings.name;
        name = given == null ? "pool-" + UNNAMED.incrementAndGet() : given;
        slots = new Slots<>(settings.slots, settings.nanoClock, listener);
        initial = settings.initial;
        maxRetained = settings.maxRetained;
        alwaysRetain = Math.min(settings.alwaysRetain, maxRetained);
        outstanding = settings.checked ? new Outstanding() : null;
        learned = initial;
        for (DropCause reason : DropCause.values()) {
            drops.put(reason, new LongAdder());
        }
        PoolRegistry.add(this);
    }

    public String name() {
        return name;
    }

    public Slots<T> slots() {
        return slots;
    }

    public int maxRetained() {
        return maxRetained;
    }

    /** In checked mode who has what; otherwise null. */
    public @Nullable Outstanding outstanding() {
        return outstanding;
    }

    /** Notes a borrow for which an item has to be made, and answers how large. */
    public int capacityAfterMiss(int minCapacity) {
        misses.increment();
        trimIfDue();
        return Math.max(learned, minCapacity);
    }

    /**
     * Attaches an item that was just made and that the caller has. One that will be dropped for its size anyway takes
     * no place from the others.
     */
    public Slot<T> attach(T item, int capacity) {
        return capacity > maxRetained ? slots.unattached(item) : slots.attach(item);
    }

    /**
     * Gives back an item. {@code held} counts against the bound; it is not less than the capacity, and more than
     * {@code maxRetained} only if the capacity is.
     *
     * @return whether it is kept
     * @throws IllegalStateException if it is idle or gone already; nothing has changed
     */
    public boolean release(Slot<T> slot, int capacity, int used, int held) {
        if (capacity > alwaysRetain || outstanding != null) {
            slot.checkLent();
            DropCause reason = dropReason(slot, capacity, used);
            if (reason != null) {
                drop(slot, reason, capacity);
                return false;
            }
        }
        boolean kept = slot.give(held);
        if (!kept) {
            dropped(DropCause.FULL, held);
        }
        return kept;
    }

    private @Nullable DropCause dropReason(Slot<T> slot, int capacity, int used) {
        if (capacity > maxRetained) {
            return DropCause.OVERSIZE;
        }
        if (isUnderused(slot, capacity, used)) {
            learned = Math.max(initial, powerOfTwo(slot.usedSinceStrike));
            return DropCause.UNDERUSED;
        }
        return outstanding != null && ThreadLocalRandom.current().nextInt(RANDOM_DROPS) == 0 ? DropCause.RANDOM : null;
    }

    private boolean isUnderused(Slot<T> slot, int capacity, int used) {
        if (capacity <= alwaysRetain || used >= capacity / USED_FRACTION) {
            slot.strikes = 0;
            slot.usedSinceStrike = 0;
            return false;
        }
        slot.usedSinceStrike = Math.max(slot.usedSinceStrike, used);
        return ++slot.strikes == STRIKES;
    }

    /** The least power of two that holds so much, which is less than a quarter of a capacity. */
    private static int powerOfTwo(int used) {
        return Integer.highestOneBit(Math.max(1, 2 * used - 1));
    }

    /** Lets go of an item that the caller has. */
    public void drop(Slot<T> slot, DropCause reason, int capacity) {
        slots.drop(slot);
        dropped(reason, capacity);
    }

    /** Notes that an item was not kept. */
    public void dropped(DropCause reason, int capacity) {
        adder(reason).increment();
        DropListener listener = PoolRegistry.listener();
        if (listener != null) {
            listener.dropped(name, reason, capacity);
        }
        trimIfDue();
    }

    public void trim() {
        trims.increment();
        slots.trim();
    }

    /** Trims when more than 10 s have passed since the last time. */
    public void trimIfDue() {
        if (slots.claimTrim()) {
            trim();
        }
    }

    public long misses() {
        return misses.sum();
    }

    public long drops(DropCause reason) {
        return adder(reason).sum();
    }

    private LongAdder adder(DropCause reason) {
        return Objects.requireNonNull(drops.get(reason));
    }

    public long trims() {
        return trims.sum();
    }

    public IdleItems idle() {
        return slots.idle();
    }
}
