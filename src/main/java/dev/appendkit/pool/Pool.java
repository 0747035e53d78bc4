// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

import dev.appendkit.internal.pool.DropCause;
import dev.appendkit.internal.pool.ItemIndex;
import dev.appendkit.internal.pool.Outstanding;
import dev.appendkit.internal.pool.PoolCore;
import dev.appendkit.internal.pool.PoolSettings;
import dev.appendkit.internal.pool.Slot;
import dev.appendkit.internal.pool.SlotListener;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lends objects of any kind that have a capacity, and keeps what they have grown to for the next borrower.
 *
 * <pre>{@code
 * Pool<StringBuilder> pool = Pool.builder(policy).build();
 * StringBuilder text = pool.borrow();
 * try {
 *     text.append(name);
 *     send(text);
 * } finally {
 *     pool.release(text);
 * }
 * }</pre>
 *
 * <p>It is worth its price for objects that hold grown memory: making a small object costs less than borrowing one. For
 * bytes there is {@link BufferPool}, whose buffers release themselves.
 *
 * <p><b>What is retained</b> is what {@link BufferPool} retains, with the {@linkplain Policy#capacity policy's
 * capacity} for its bytes: at most one idle item a slot, none larger than {@code maxRetainedCapacity}; an item beyond
 * {@code alwaysRetainCapacity} of which less than a quarter was {@linkplain Policy#used used} in five releases in a row
 * is dropped, and new items are made as large as those five needed; what nobody borrows between two calls of
 * {@link #trim} is dropped. A borrow that finds no idle item makes one and never waits.
 *
 * <p><b>Use.</b> A borrowed item is reset and belongs to the borrower until it is released, by any thread, once. A
 * second release throws {@code IllegalStateException} while the item is idle, and also when the first release failed in
 * the policy or dropped the item, as long as it is one of the last that were dropped. An item that the pool never had
 * is not kept: its release answers false. An item is in the pool once, whatever its users do; but a user that keeps
 * using it after its release may share it with the next borrower, which only the checked mode can show.
 *
 * <p><b>Many at a time.</b> A thread finds every idle item, however many it has in use, as in {@link BufferPool}: an
 * item that comes back without a slot takes that of a lent one. The pool knows up to 2,048 items that are lent without
 * a slot; it drops those beyond when they come back.
 *
 * <p><b>Checked mode</b> ({@link Builder#checked} or {@code -Dappendkit.checked=true}, for tests): the pool knows who
 * has what. A second release throws {@code IllegalStateException}, the release of an item that the pool has not lent
 * {@code IllegalArgumentException}. If the item has been lent again meanwhile, its stale release is taken for the new
 * borrower's, whose own release then throws. Items are {@linkplain Policy#poison poisoned} at release and borrow, one
 * release in four drops its item, and {@link PoolStats#outstanding} tells where unreleased items were borrowed.
 *
 * <p>If a method of the policy throws, the exception goes to the caller, and the item, if there is one, is dropped. All
 * methods may be called by any thread, platform or virtual; none blocks.
 *
 * @param <T> the items
 */
public final class Pool<T> {
    private final Policy<T> policy;
    private final PoolCore<T> core;
    private final ItemIndex<T> index;
    private final Strays strays = new Strays();
    /** In checked mode who has what, and what anybody has had. */
    private final @Nullable Outstanding outstanding;

    private final @Nullable EverLent everLent;

    private Pool(Builder<T> builder) {
        policy = builder.policy;
        core = new PoolCore<>(builder.settings, new SlotListener<T>() {
            @Override
            public void displaced(T item) {
                strays.add(item, true);
            }
        });
        index = new ItemIndex<>(core.slots());
        outstanding = core.outstanding();
        everLent = outstanding == null ? null : new EverLent();
    }

    /**
     * Starts a pool.
     *
     * @param policy how items are made, emptied and measured
     * @param <T> the items
     * @return a builder with the defaults
     */
    public static <T> Builder<T> builder(Policy<T> policy) {
        return new Builder<>(policy);
    }

    /**
     * Lends an item.
     *
     * @return a reset item that nobody else has
     */
    public T borrow() {
        T item = core.slots().take();
        return item == null || outstanding != null ? borrowSlowly(item, 0) : ready(item, 0);
    }

    /**
     * Lends an item of at least some capacity. An idle item that is smaller is replaced.
     *
     * @param minCapacity the least capacity, in the policy's unit
     * @return a reset item that nobody else has
     * @throws IllegalArgumentException if the capacity is negative
     */
    public T borrow(int minCapacity) {
        PoolSettings.notNegative("capacity", minCapacity);
        // What cannot be kept takes nobody's kept item away.
        T item = minCapacity > core.maxRetained() ? null : core.slots().take();
        return item == null || outstanding != null ? borrowSlowly(item, minCapacity) : ready(item, minCapacity);
    }

    private T borrowSlowly(@Nullable T idle, int minCapacity) {
        T item = idle == null ? create(minCapacity) : ready(idle, minCapacity);
        if (outstanding != null && everLent != null) {
            outstanding.lent(item);
            everLent.add(item);
        }
        return item;
    }

    private T create(int minCapacity) {
        int capacity = core.capacityAfterMiss(minCapacity);
        T item = made(capacity);
        if (!index.add(core.attach(item, capacity))) {
            strays.add(item, true);
        }
        return item;
    }

    private T made(int capacity) {
        return Objects.requireNonNull(policy.create(capacity), "the policy made null");
    }

    /** Resets an item that was idle, or makes another one in its place. */
    private T ready(T idle, int minCapacity) {
        boolean done = false;
        try {
            T item = idle;
            if (minCapacity > 0 && policy.capacity(idle) < minCapacity) {
                item = larger(idle, minCapacity);
            } else {
                if (outstanding != null) {
                    policy.poison(idle);
                }
                policy.reset(idle);
            }
            done = true;
            return item;
        } finally {
            if (!done) {
                dropFailed(index.find(idle), idle);
            }
        }
    }

    private T larger(T idle, int minCapacity) {
        int capacity = core.capacityAfterMiss(minCapacity);
        T item = made(capacity);
        Slot<T> slot = index.find(idle);
        if (slot != null) {
            index.add(core.slots().replace(slot, item));
        }
        return item;
    }

    /**
     * Gives an item back.
     *
     * @param item an item that {@link #borrow} has lent
     * @return true if the pool keeps it, false if it is garbage
     * @throws IllegalStateException if it is idle, because it has been released already; in checked mode after each
     *     second release
     * @throws IllegalArgumentException in checked mode, if this pool has never lent it
     */
    public boolean release(T item) {
        Slot<T> slot = slotOf(Objects.requireNonNull(item, "item"));
        boolean done = false;
        try {
            int capacity = capacity(item);
            int used = policy.used(item);
            policy.reset(item);
            if (outstanding != null) {
                policy.poison(item);
            }
            done = true;
            return give(slot, item, capacity, used);
        } finally {
            if (!done) {
                dropFailed(slot, item);
            }
        }
    }

    /**
     * The slot of an item that is lent.
     *
     * @return null if the pool does not know the item
     */
    private @Nullable Slot<T> slotOf(T item) {
        Slot<T> slot = index.find(item);
        Strays.Stray stray = slot == null ? strays.find(item) : null;
        boolean first = stray != null && strays.release(stray);
        if (outstanding != null && everLent != null) {
            if (!outstanding.returned(item)) {
                throw everLent.contains(item)
                        ? releasedTwice()
                        : new IllegalArgumentException("the pool has not lent this item");
            }
        } else if (slot != null) {
            slot.checkLent();
        } else if (stray != null && !first) {
            throw releasedTwice();
        }
        return first ? core.slots().unattached(item) : slot;
    }

    private static IllegalStateException releasedTwice() {
        return new IllegalStateException("released twice");
    }

    private int capacity(T item) {
        int capacity = policy.capacity(item);
        if (capacity < 0) {
            throw new IllegalStateException("the policy's capacity " + capacity + " is negative");
        }
        return capacity;
    }

    private boolean give(@Nullable Slot<T> slot, T item, int capacity, int used) {
        if (slot == null) {
            core.dropped(capacity > core.maxRetained() ? DropCause.OVERSIZE : DropCause.FULL, capacity);
            return false;
        }
        if (capacity <= core.maxRetained() && core.slots().settle(slot)) {
            // Before anybody can borrow it, and release it again.
            index.add(slot);
        }
        boolean kept = core.release(slot, capacity, used, capacity);
        if (!kept) {
            strays.add(item, false);
        }
        return kept;
    }

    private void dropFailed(@Nullable Slot<T> slot, T item) {
        if (slot == null) {
            core.dropped(DropCause.FAILED, 0);
        } else {
            core.drop(slot, DropCause.FAILED, 0);
            strays.add(item, false);
        }
    }

    /**
     * Drops the items that have been idle since the last call, and marks those that are idle now for the next.
     * Borrowing a marked item unmarks it.
     */
    public void trim() {
        core.trim();
    }

    /**
     * How this pool is called in events and metrics.
     *
     * @return the name that it was built with; without one {@code pool-} and a number
     */
    public String name() {
        return core.name();
    }

    /**
     * What the pool retains now, and its rare events so far.
     *
     * @return a new record
     */
    public PoolStats stats() {
        return PoolStats.of(core);
    }

    /**
     * What a pool must know of its items. Its methods are called by many threads at the same time, for one item by one
     * thread at a time. The unit of a capacity is the policy's own: bytes, chars, elements.
     *
     * @param <T> the items
     */
    public interface Policy<T> {
        /**
         * Makes an item, in the state that {@link #reset} leaves.
         *
         * @param capacity the least capacity
         * @return an item that nobody has, never the same twice
         */
        T create(int capacity);

        /**
         * Empties an item and lets go of all that it refers to, but its memory. Called when it is released and again
         * when it is borrowed.
         *
         * @param item the item
         */
        void reset(T item);

        /**
         * How much the item can hold, which is what the pool's bounds are about.
         *
         * @param item the item
         * @return the capacity, not negative
         */
        int capacity(T item);

        /**
         * How much of its capacity was needed since it was borrowed; called when it is released, before it is reset.
         *
         * @param item the item
         * @return the greatest use that is known, as its length
         */
        int used(T item);

        /**
         * In checked mode makes the content useless, so that who reads it after the release sees it. Called after
         * {@link #reset} at release and before it at borrow. Does nothing by default.
         *
         * @param item the item
         */
        default void poison(T item) {}
    }

    /**
     * Sets what a pool lends and keeps. Capacities are in the policy's unit.
     *
     * @param <T> the items
     */
    public static final class Builder<T> {
        private final Policy<T> policy;
        private final PoolSettings settings = new PoolSettings();

        private Builder(Policy<T> policy) {
            this.policy = Objects.requireNonNull(policy, "policy");
        }

        /**
         * How the pool is called in events and metrics. Two pools should not have the same name.
         *
         * @param name the name; by default {@code pool-} and a number
         * @return this builder
         */
        public Builder<T> name(String name) {
            settings.name(name);
            return this;
        }

        /**
         * The greatest number of idle items. Up to that many can be borrowed and released at once, again and again,
         * without a miss.
         *
         * @param slots 1 to 256, rounded up to a power of two; by default 4 a processor, at least 16
         * @return this builder
         * @throws IllegalArgumentException if it is outside that range
         */
        public Builder<T> slots(int slots) {
            settings.slots(slots);
            return this;
        }

        /**
         * The capacity of a new item, until the pool has learned a better one.
         *
         * @param capacity the capacity; by default 512
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder<T> initialCapacity(int capacity) {
            settings.initial("initialCapacity", capacity);
            return this;
        }

        /**
         * The capacity up to which every item is kept, however little of it is used.
         *
         * @param capacity the capacity; by default 4,096
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder<T> alwaysRetainCapacity(int capacity) {
            settings.alwaysRetain("alwaysRetainCapacity", capacity);
            return this;
        }

        /**
         * The capacity beyond which no item is kept. It bounds {@link #alwaysRetainCapacity} too.
         *
         * @param capacity the capacity; by default 65,536
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder<T> maxRetainedCapacity(int capacity) {
            settings.maxRetained("maxRetainedCapacity", capacity);
            return this;
        }

        /**
         * Whether misuse is looked for, at a price that only tests pay.
         *
         * @param checked true for the checked mode; by default whether {@code -Dappendkit.checked=true} is set
         * @return this builder
         */
        public Builder<T> checked(boolean checked) {
            settings.checked(checked);
            return this;
        }

        /** For tests that do not wait. */
        Builder<T> nanoClock(LongSupplier clock) {
            settings.nanoClock(clock);
            return this;
        }

        /**
         * Makes the pool, which holds nothing yet.
         *
         * @return a new pool
         * @throws IllegalArgumentException if a new item would be larger than what the pool retains
         */
        public Pool<T> build() {
            settings.checkInitial(Integer.MAX_VALUE);
            return new Pool<>(this);
        }
    }
}
