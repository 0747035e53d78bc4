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
 * The common part of all pools: the slots, the rule that decides what is kept, and the counters of rare events.
 *
 * <p>The rule: a capacity up to {@code alwaysRetain} is kept, none above {@code maxRetained} is. In between, an item is
 * kept while it is used: five releases in a row that used less than a quarter drop it, and the next new items get the
 * size that those five needed. Each slot holds at most one idle item, so the idle items never hold more than places
 * &times; {@code maxRetained}, whatever the threads do.
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

    /** The capacity of new items; any thread that drops an underused item writes it, and any of the values will do. */
    private volatile int learned;

    private final LongAdder misses = new LongAdder();
    /** The counters of all reasons; the constructor enters them, and later they are only read. */
    private final Map<DropCause, LongAdder> drops = new EnumMap<>(DropCause.class);

    private final LongAdder trims = new LongAdder();

    public PoolCore(PoolSettings settings) {
        this(settings, new SlotListener<>() {});
    }

    /**
     * Creates a core for items whose fate must be known: {@link #release} reports it to the releasing thread; the
     * listener receives all other cases.
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

    /** In checked mode, the borrower of each item; otherwise null. */
    public @Nullable Outstanding outstanding() {
        return outstanding;
    }

    /** Counts a borrow for which an item has to be made, and returns the capacity to make it with. */
    public int capacityAfterMiss(int minCapacity) {
        misses.increment();
        trimIfDue();
        return Math.max(learned, minCapacity);
    }

    /**
     * Attaches an item that was just made and that the caller has. An item that will be dropped for its size takes no
     * place from the others.
     */
    public Slot<T> attach(T item, int capacity) {
        return capacity > maxRetained ? slots.unattached(item) : slots.attach(item);
    }

    /**
     * Takes back an item. {@code held} counts against the bound; it is not less than the capacity, and exceeds
     * {@code maxRetained} only if the capacity does.
     *
     * @return whether it is kept
     * @throws IllegalStateException if it is already idle or gone; nothing has changed
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

    /** Returns the least power of two that holds this many, which is less than a quarter of a capacity. */
    private static int powerOfTwo(int used) {
        return Integer.highestOneBit(Math.max(1, 2 * used - 1));
    }

    /** Drops an item that the caller has. */
    public void drop(Slot<T> slot, DropCause reason, int capacity) {
        slots.drop(slot);
        dropped(reason, capacity);
    }

    /** Counts an item that was not kept. */
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
