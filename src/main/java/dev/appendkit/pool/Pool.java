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
 * Lends objects of any kind that have a capacity, and keeps their grown memory for the next borrower.
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
 * <p>A pool pays off for objects that hold grown memory: making a small object costs less than borrowing one. For bytes
 * use {@link BufferPool}, whose buffers release themselves.
 *
 * <p><b>What is retained.</b> The rules are those of {@link BufferPool}, with the {@linkplain Policy#capacity policy's
 * capacity} instead of bytes. The pool keeps at most one idle item per slot, and none larger than
 * {@code maxRetainedCapacity}. An item beyond {@code alwaysRetainCapacity} is dropped when less than a quarter of it
 * was {@linkplain Policy#used used} in five releases in a row, and new items are made as large as those five uses
 * needed. Items that are not borrowed between two calls of {@link #trim} are dropped. A borrow that finds no idle item
 * makes one and never waits.
 *
 * <p><b>Use.</b> A borrowed item is reset and belongs to the borrower until any thread releases it, once. A second
 * release throws {@code IllegalStateException} while the item is idle, and also when the first release failed in the
 * policy or dropped the item, as long as it is among the last that were dropped. An item that the pool never had is not
 * kept: its release returns false. Whatever its users do, an item is in the pool only once; but a user that keeps using
 * it after its release may share it with the next borrower, which only the checked mode can detect.
 *
 * <p><b>Many at a time.</b> A thread finds every idle item, however many it has in use, as in {@link BufferPool}: an
 * item that returns without a slot takes the slot of a lent one. The pool tracks up to 2,048 items that are lent
 * without a slot; it drops further ones when they return.
 *
 * <p><b>Checked mode</b> ({@link Builder#checked} or {@code -Dappendkit.checked=true}, for tests): the pool tracks the
 * borrower of each item. A second release throws {@code IllegalStateException}; the release of an item that the pool
 * has not lent throws {@code IllegalArgumentException}. If the item has been lent again in the meantime, a stale
 * release counts as the new borrower's, whose own release then throws. Items are {@linkplain Policy#poison poisoned} at
 * release and borrow, one release in four drops its item, and {@link PoolStats#outstanding} shows where unreleased
 * items were borrowed.
 *
 * <p>If a method of the policy throws, the caller receives the exception, and the item, if there is one, is dropped.
 * All methods may be called by any thread, platform or virtual; none blocks.
 *
 * @param <T> the type of the items
 */
public final class Pool<T> {
    private final Policy<T> policy;
    private final PoolCore<T> core;
    private final ItemIndex<T> index;
    private final Strays strays = new Strays();
    /** In checked mode, the borrower of each item, and all items that were ever lent. */
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
     * Starts building a pool.
     *
     * @param policy how items are made, emptied and measured
     * @param <T> the type of the items
     * @return a builder with the defaults
     */
    public static <T> Builder<T> builder(Policy<T> policy) {
        return new Builder<>(policy);
    }

    /**
     * Lends an item.
     *
     * @return a reset item for the caller alone
     */
    public T borrow() {
        T item = core.slots().take();
        return item == null || outstanding != null ? borrowSlowly(item, 0) : ready(item, 0);
    }

    /**
     * Lends an item of at least the given capacity. An idle item that is smaller is replaced.
     *
     * @param minCapacity the minimum capacity, in the policy's unit
     * @return a reset item for the caller alone
     * @throws IllegalArgumentException if the capacity is negative
     */
    public T borrow(int minCapacity) {
        PoolSettings.notNegative("capacity", minCapacity);
        // An item that cannot be kept must not displace one that is kept.
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

    /** Resets an item that was idle, or replaces it by a new one. */
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
     * Returns an item to the pool.
     *
     * @param item an item that {@link #borrow} has lent
     * @return true if the pool keeps it, false if it is garbage
     * @throws IllegalStateException if it is idle, because it has already been released; in checked mode at every
     *     second release
     * @throws IllegalArgumentException in checked mode if this pool has never lent it
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
     * Returns the slot of a lent item.
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
            // This happens before the item can be borrowed and released again.
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
     * Drops the items that have been idle since the last call, and marks the currently idle ones for the next call.
     * Borrowing a marked item unmarks it.
     */
    public void trim() {
        core.trim();
    }

    /**
     * Returns the name of this pool in events and metrics.
     *
     * @return the name that it was built with; without one {@code pool-} and a number
     */
    public String name() {
        return core.name();
    }

    /**
     * Returns what the pool retains now, and the counts of its rare events so far.
     *
     * @return a new record
     */
    public PoolStats stats() {
        return PoolStats.of(core);
    }

    /**
     * Tells a pool how to handle its items. Many threads call its methods at the same time, but only one thread at a
     * time for the same item. The unit of a capacity is the policy's own: bytes, chars, elements.
     *
     * @param <T> the type of the items
     */
    public interface Policy<T> {
        /**
         * Creates an item, in the state that {@link #reset} leaves.
         *
         * @param capacity the minimum capacity
         * @return a new item, never the same twice
         */
        T create(int capacity);

        /**
         * Empties an item and drops all its references except its memory. The pool calls it at release and again at
         * borrow.
         *
         * @param item the item
         */
        void reset(T item);

        /**
         * Returns how much the item can hold. The pool's bounds apply to this capacity.
         *
         * @param item the item
         * @return the capacity, not negative
         */
        int capacity(T item);

        /**
         * Returns how much of the capacity was needed since the item was borrowed. The pool calls it at release, before
         * the reset.
         *
         * @param item the item
         * @return the greatest known use, for example its length
         */
        int used(T item);

        /**
         * Makes the content useless in checked mode, so that a read after release is noticed. The pool calls it after
         * {@link #reset} at release and before it at borrow. By default it does nothing.
         *
         * @param item the item
         */
        default void poison(T item) {}
    }

    /**
     * Configures what a pool lends and keeps. Capacities are in the policy's unit.
     *
     * @param <T> the type of the items
     */
    public static final class Builder<T> {
        private final Policy<T> policy;
        private final PoolSettings settings = new PoolSettings();

        private Builder(Policy<T> policy) {
            this.policy = Objects.requireNonNull(policy, "policy");
        }

        /**
         * Sets the name of the pool in events and metrics. Two pools should not have the same name.
         *
         * @param name the name; by default {@code pool-} and a number
         * @return this builder
         */
        public Builder<T> name(String name) {
            settings.name(name);
            return this;
        }

        /**
         * Sets the maximum number of idle items. Up to that many can be in use at a time, again and again, without a
         * miss. With up to that many in use on one thread, a borrow and its release took 12 to 44 ns, and with more 86
         * to 125 ns, because each item that is released has to be looked up; docs/pools.md has the table.
         *
         * @param slots 1 to 256, rounded up to a power of two; by default 4 per processor, at least 16
         * @return this builder
         * @throws IllegalArgumentException if it is outside that range
         */
        public Builder<T> slots(int slots) {
            settings.slots(slots);
            return this;
        }

        /**
         * Sets the capacity of a new item, until the pool has learned a better one.
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
         * Sets the capacity up to which every item is kept, however little of it is used.
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
         * Sets the capacity beyond which no item is kept. It bounds {@link #alwaysRetainCapacity} too.
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
         * Chooses whether the pool detects misuse, at a cost that only tests should pay.
         *
         * @param checked true for the checked mode; by default whether {@code -Dappendkit.checked=true} is set
         * @return this builder
         */
        public Builder<T> checked(boolean checked) {
            settings.checked(checked);
            return this;
        }

        /** Replaces the clock, for tests that do not wait. */
        Builder<T> nanoClock(LongSupplier clock) {
            settings.nanoClock(clock);
            return this;
        }

        /**
         * Builds the pool, which holds nothing yet.
         *
         * @return a new pool
         * @throws IllegalArgumentException if a new item would be larger than the pool retains
         */
        public Pool<T> build() {
            settings.checkInitial(Integer.MAX_VALUE);
            return new Pool<>(this);
        }
    }
}
