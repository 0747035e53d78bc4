// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

import dev.appendkit.AppendBuffer;
import dev.appendkit.internal.CheckedMode;
import dev.appendkit.internal.cursor.GrowingStorage;
import dev.appendkit.internal.pool.DropCause;
import dev.appendkit.internal.pool.Outstanding;
import dev.appendkit.internal.pool.PoolCore;
import dev.appendkit.internal.pool.PoolSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lends {@link AppendBuffer}s and keeps their grown arrays for the next borrower.
 *
 * <pre>{@code
 * try (AppendBuffer out = BufferPool.shared().borrow()) {
 *     out.appendAscii("id=").appendLong(id);
 *     out.writeTo(stream);
 * }                                                // close() releases
 * }</pre>
 *
 * <p><b>What is retained.</b> The pool keeps at most one idle buffer per slot, and none larger than
 * {@code maxRetainedBytes}. Whatever the traffic was, idle buffers never hold more than <em>slots &times;
 * maxRetainedBytes</em>; the default is 64 KiB per slot and 4 slots per processor (at least 16, at most 256 slots).
 * Memory that a buffer keeps besides its array counts too, and is dropped where it does not fit: at most 16 KiB of
 * chars, for text other than {@code String}s, and 2 KiB to scan strings of 128 chars or more. The pool does not own
 * borrowed buffers, and does not bound them: a borrow that finds no idle buffer makes a new one and never waits. The
 * release decides whether that buffer is kept. The pool keeps
 *
 * <ul>
 *   <li>every capacity up to {@code alwaysRetainBytes};
 *   <li>no capacity above {@code maxRetainedBytes};
 *   <li>in between, the capacities that are used: when the greatest length since the borrow was below a quarter of the
 *       capacity for the fifth release in a row, the buffer is dropped, and new buffers are made as large as those five
 *       uses needed.
 * </ul>
 *
 * Buffers that are not borrowed between two calls of {@link #trim} are dropped. The pool calls it itself when a buffer
 * is made or dropped more than 10 s after the last call. It has no thread, so an unused pool keeps its buffers.
 *
 * <p><b>Use.</b> A borrowed buffer is empty, whatever happened to it before. It belongs to the borrower until
 * {@link AppendBuffer#close}, which any thread may call once. A second close, and every other use after the close,
 * throws {@code IllegalStateException} until the same buffer is borrowed again; from then on it belongs to the new
 * borrower, and a stale use is an error that only the checked mode detects. A thread that borrows while it has a buffer
 * gets a second one.
 *
 * <p><b>Many at a time.</b> A thread finds every idle buffer, however many it has in use and whichever thread released
 * them. Lent buffers need no slots: a buffer that returns without a slot takes the slot of a lent buffer, which later
 * does the same. A borrow therefore misses only when no buffer is idle, and a buffer is dropped as {@code FULL} only
 * when all slots hold idle buffers. A buffer that is never closed blocks nothing: the pool forgets it when another
 * buffer takes its slot, or when it stays lent for a trim period of 10 s or for 16 calls of {@link #trim}.
 *
 * <p><b>Checked mode</b> ({@link Builder#checked} or {@code -Dappendkit.checked=true}, for tests): each borrow returns
 * a new cursor, so that every use after close throws; arrays are filled with 0xFF at borrow and release; one release in
 * four drops its buffer; {@link PoolStats#outstanding} shows where unreleased buffers were borrowed.
 *
 * <p>All methods may be called by any thread, platform or virtual; none blocks.
 */
public final class BufferPool {
    private final PoolCore<PooledStorage> core;
    private final int maxBytes;
    /** In checked mode, the borrower of each item. */
    private final @Nullable Outstanding outstanding;

    private BufferPool(Builder builder) {
        core = new PoolCore<>(builder.settings);
        maxBytes = builder.maxBytes;
        outstanding = core.outstanding();
    }

    /**
     * Returns the shared pool, for users with small buffers. It has all of {@link Builder}'s defaults and is built at
     * the first call.
     *
     * @return always the same pool
     */
    public static BufferPool shared() {
        return Shared.POOL;
    }

    /**
     * Starts building a private pool, for example for buffers larger than 64 KiB.
     *
     * @return a builder with the defaults
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Lends an empty buffer.
     *
     * @return a buffer for the caller alone; closing it releases it
     */
    public AppendBuffer borrow() {
        PooledStorage item = core.slots().take();
        return item == null || outstanding != null ? borrowSlowly(item, 0) : item.open();
    }

    /**
     * Lends an empty buffer with room for {@code minCapacity} bytes before it has to grow.
     *
     * @param minCapacity the minimum capacity in bytes
     * @return a buffer for the caller alone; closing it releases it
     * @throws IllegalArgumentException if the capacity is negative or beyond {@link Builder#maxBytes}
     */
    public AppendBuffer borrow(int minCapacity) {
        if (minCapacity < 0 || minCapacity > maxBytes) {
            throw new IllegalArgumentException("capacity " + minCapacity + " is outside 0 to the maximum " + maxBytes);
        }
        // A buffer that cannot be kept must not displace one that is kept.
        PooledStorage item =
                minCapacity > core.maxRetained() ? null : core.slots().take();
        return item == null || outstanding != null || item.array.length < minCapacity
                ? borrowSlowly(item, minCapacity)
                : item.open();
    }

    private AppendBuffer borrowSlowly(@Nullable PooledStorage idle, int minCapacity) {
        if (idle == null) {
            return create(new byte[core.capacityAfterMiss(minCapacity)]).open();
        }
        byte[] array = idle.array;
        if (array.length < minCapacity) {
            array = larger(idle, minCapacity);
        }
        if (outstanding == null) {
            idle.replaceArray(array);
            return idle.open();
        }
        return renew(idle, array).open();
    }

    private byte[] larger(PooledStorage idle, int minCapacity) {
        boolean done = false;
        try {
            byte[] array = new byte[core.capacityAfterMiss(minCapacity)];
            done = true;
            return array;
        } finally {
            if (!done) {
                // There is no memory: the slot must not wait for a release that never happens.
                core.drop(idle.slot(), DropCause.FAILED, idle.array.length);
            }
        }
    }

    private PooledStorage create(byte[] array) {
        PooledStorage item = new PooledStorage(this, array, maxBytes);
        item.attachedTo(core.attach(item, array.length));
        return lent(item);
    }

    /** Returns the array under a cursor that no caller has seen. */
    private PooledStorage renew(PooledStorage idle, byte[] array) {
        CheckedMode.fillWithJunk(array);
        PooledStorage item = new PooledStorage(this, array, maxBytes);
        item.attachedTo(core.slots().renew(idle.slot(), item));
        return lent(item);
    }

    private PooledStorage lent(PooledStorage item) {
        if (outstanding != null) {
            outstanding.lent(item);
        }
        return item;
    }

    /** Called by the cursor's close, which has made the cursor refuse everything else. */
    void release(PooledStorage item, int used) {
        if (outstanding != null) {
            // This is the one exact test for threads that close the same buffer at the same time.
            if (!outstanding.returned(item)) {
                throw new IllegalStateException("released twice");
            }
            CheckedMode.fillWithJunk(item.array);
        }
        int capacity = item.array.length;
        core.release(item.slot(), capacity, used, capacity + item.keptBeside(core.maxRetained() - capacity));
    }

    /**
     * Drops the buffers that have been idle since the last call, and marks the currently idle ones for the next call.
     * Borrowing a marked buffer unmarks it.
     */
    public void trim() {
        core.trim();
    }

    /**
     * Returns the name of this pool in events and metrics.
     *
     * @return the name that it was built with; if none was given, {@code pool-} and a number
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

    List<PooledStorage> idle() {
        List<PooledStorage> idle = new ArrayList<>();
        core.slots().forEachIdle(idle::add);
        return idle;
    }

    private static final class Shared {
        static final BufferPool POOL = builder().name("shared").build();
    }

    /** Configures what a pool lends and keeps. The defaults suit texts of up to a few kilobytes. */
    public static final class Builder {
        private final PoolSettings settings = new PoolSettings();
        private int maxBytes = GrowingStorage.MAX_ARRAY_LENGTH;

        private Builder() {}

        /**
         * Sets the name of the pool in events and metrics. Two pools should not have the same name.
         *
         * @param name the name; by default {@code pool-} and a number
         * @return this builder
         */
        public Builder name(String name) {
            settings.name(name);
            return this;
        }

        /**
         * Sets the maximum number of idle buffers. Up to that many can be in use at a time, again and again, without a
         * miss. With 1 to 128 buffers in use on one thread, a borrow and its release took 13 to 29 ns for 16, 64 and
         * 256 slots; docs/pools.md has the table.
         *
         * @param slots 1 to 256, rounded up to a power of two; by default 4 per processor, at least 16
         * @return this builder
         * @throws IllegalArgumentException if it is outside that range
         */
        public Builder slots(int slots) {
            settings.slots(slots);
            return this;
        }

        /**
         * Sets the capacity of a new buffer, until the pool has learned a better one.
         *
         * @param bytes the capacity; by default 512
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder initialBytes(int bytes) {
            settings.initial("initialBytes", bytes);
            return this;
        }

        /**
         * Sets the capacity up to which every buffer is kept, however little of it is used.
         *
         * @param bytes the capacity; by default 4 KiB
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder alwaysRetainBytes(int bytes) {
            settings.alwaysRetain("alwaysRetainBytes", bytes);
            return this;
        }

        /**
         * Sets the capacity beyond which no buffer is kept. It bounds {@link #alwaysRetainBytes} too.
         *
         * @param bytes the capacity; by default 64 KiB
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder maxRetainedBytes(int bytes) {
            settings.maxRetained("maxRetainedBytes", bytes);
            return this;
        }

        /**
         * Sets the capacity beyond which no borrowed buffer grows; an append that needs more throws
         * {@link java.nio.BufferOverflowException}.
         *
         * @param bytes the capacity; by default the largest array
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder maxBytes(int bytes) {
            maxBytes = Math.min(PoolSettings.notNegative("maxBytes", bytes), GrowingStorage.MAX_ARRAY_LENGTH);
            return this;
        }

        /**
         * Chooses whether the pool detects misuse, at a cost that only tests should pay.
         *
         * @param checked true for the checked mode; by default whether {@code -Dappendkit.checked=true} is set
         * @return this builder
         */
        public Builder checked(boolean checked) {
            settings.checked(checked);
            return this;
        }

        /** Replaces the clock, for tests that do not wait. */
        Builder nanoClock(LongSupplier clock) {
            settings.nanoClock(clock);
            return this;
        }

        /**
         * Builds the pool, which holds nothing yet.
         *
         * @return a new pool
         * @throws IllegalArgumentException if a new buffer would be larger than the pool retains or lends
         */
        public BufferPool build() {
            settings.checkInitial(maxBytes);
            return new BufferPool(this);
        }
    }
}
