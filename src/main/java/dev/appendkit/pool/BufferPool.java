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
 * <p><b>What is retained.</b> At most one idle buffer a slot, and none larger than {@code maxRetainedBytes}: whatever
 * the traffic was, idle buffers never hold more than <em>slots &times; maxRetainedBytes</em>, by default 64 KiB for
 * each of 4 slots a processor (at least 16, at most 256 slots). What a buffer keeps beside its array is counted, and
 * dropped where it does not fit: chars when it is given text other than {@code String}s, at most 16 KiB, and 2 KiB to
 * look through strings of 128 chars or more. Borrowed buffers are not the pool's, and not bounded by it: a borrow that
 * finds no idle buffer makes one, never waits, and whether that one is kept is decided when it is released. Kept is
 *
 * <ul>
 *   <li>every capacity up to {@code alwaysRetainBytes};
 *   <li>no capacity above {@code maxRetainedBytes};
 *   <li>in between what is used: the fifth release in a row of a buffer whose greatest length since the borrow was
 *       below a quarter of its capacity drops it, and new buffers are made as large as those five needed.
 * </ul>
 *
 * Buffers that nobody borrows between two calls of {@link #trim} are dropped. The pool calls it itself when a buffer is
 * made or dropped more than 10 s after the last call; it has no thread, so a pool that nobody uses keeps what it has.
 *
 * <p><b>Use.</b> A borrowed buffer is empty, whatever happened to it before, and belongs to the borrower until
 * {@link AppendBuffer#close}, which any thread may call, once. A second close and every other use after it throws
 * {@code IllegalStateException} until somebody borrows the same buffer again; from then on it is that borrower's
 * buffer, and using it is an error that only the checked mode sees. A thread that borrows while it has a buffer gets a
 * second one.
 *
 * <p><b>Many at a time.</b> A thread finds every idle buffer, however many it has in use and whichever thread released
 * them. Lent buffers need no slots: a buffer that comes back without one takes that of a lent buffer, which does the
 * same later. So a borrow misses only when nothing is idle, and a buffer is dropped as {@code FULL} only when all slots
 * hold idle buffers. A buffer that is never closed blocks nothing; the pool lets go of it when another buffer takes its
 * slot, or when it was lent through a trim period of 10 s or through 16 calls of {@link #trim}.
 *
 * <p><b>Checked mode</b> ({@link Builder#checked} or {@code -Dappendkit.checked=true}, for tests): each borrow gives a
 * new cursor, so that every use after close throws; arrays are filled with 0xFF at borrow and release; one release in
 * four drops its buffer; {@link PoolStats#outstanding} tells where unreleased buffers were borrowed.
 *
 * <p>All methods may be called by any thread, platform or virtual; none blocks.
 */
public final class BufferPool {
    private final PoolCore<PooledStorage> core;
    private final int maxBytes;
    /** In checked mode who has what. */
    private final @Nullable Outstanding outstanding;

    private BufferPool(Builder builder) {
        core = new PoolCore<>(builder.settings);
        maxBytes = builder.maxBytes;
        outstanding = core.outstanding();
    }

    /**
     * The pool for everybody whose buffers are small: all of {@link Builder}'s defaults, made at the first call.
     *
     * @return always the same pool
     */
    public static BufferPool shared() {
        return Shared.POOL;
    }

    /**
     * Starts a pool of one's own, as for buffers beyond 64 KiB.
     *
     * @return a builder with the defaults
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Lends an empty buffer.
     *
     * @return a buffer that nobody else has; closing it releases it
     */
    public AppendBuffer borrow() {
        PooledStorage item = core.slots().take();
        return item == null || outstanding != null ? borrowSlowly(item, 0) : item.open();
    }

    /**
     * Lends an empty buffer with room for {@code minCapacity} bytes before it has to grow.
     *
     * @param minCapacity the least capacity in bytes
     * @return a buffer that nobody else has; closing it releases it
     * @throws IllegalArgumentException if the capacity is negative or beyond {@link Builder#maxBytes}
     */
    public AppendBuffer borrow(int minCapacity) {
        if (minCapacity < 0 || minCapacity > maxBytes) {
            throw new IllegalArgumentException("capacity " + minCapacity + " is outside 0 to the maximum " + maxBytes);
        }
        // What cannot be kept takes nobody's kept buffer away.
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
                // No memory: the slot must not wait for a release that never comes.
                core.drop(idle.slot(), DropCause.FAILED, idle.array.length);
            }
        }
    }

    private PooledStorage create(byte[] array) {
        PooledStorage item = new PooledStorage(this, array, maxBytes);
        item.attachedTo(core.attach(item, array.length));
        return lent(item);
    }

    /** The array under a cursor that nobody has seen. */
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
            // The one exact test for threads that close the same buffer at the same time.
            if (!outstanding.returned(item)) {
                throw new IllegalStateException("released twice");
            }
            CheckedMode.fillWithJunk(item.array);
        }
        int capacity = item.array.length;
        core.release(item.slot(), capacity, used, capacity + item.keptBeside(core.maxRetained() - capacity));
    }

    /**
     * Drops the buffers that have been idle since the last call, and marks those that are idle now for the next.
     * Borrowing a marked buffer unmarks it.
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

    List<PooledStorage> idle() {
        List<PooledStorage> idle = new ArrayList<>();
        core.slots().forEachIdle(idle::add);
        return idle;
    }

    private static final class Shared {
        static final BufferPool POOL = builder().name("shared").build();
    }

    /** Sets what a pool lends and keeps. The defaults suit texts of up to a few kilobytes. */
    public static final class Builder {
        private final PoolSettings settings = new PoolSettings();
        private int maxBytes = GrowingStorage.MAX_ARRAY_LENGTH;

        private Builder() {}

        /**
         * How the pool is called in events and metrics. Two pools should not have the same name.
         *
         * @param name the name; by default {@code pool-} and a number
         * @return this builder
         */
        public Builder name(String name) {
            settings.name(name);
            return this;
        }

        /**
         * The greatest number of idle buffers. Up to that many can be borrowed and released at once, again and again,
         * without a miss.
         *
         * @param slots 1 to 256, rounded up to a power of two; by default 4 a processor, at least 16
         * @return this builder
         * @throws IllegalArgumentException if it is outside that range
         */
        public Builder slots(int slots) {
            settings.slots(slots);
            return this;
        }

        /**
         * The capacity of a new buffer, until the pool has learned a better one.
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
         * The capacity up to which every buffer is kept, however little of it is used.
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
         * The capacity beyond which no buffer is kept. It bounds {@link #alwaysRetainBytes} too.
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
         * The capacity that no borrowed buffer grows beyond; an append that needs more throws
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
         * Whether misuse is looked for, at a price that only tests pay.
         *
         * @param checked true for the checked mode; by default whether {@code -Dappendkit.checked=true} is set
         * @return this builder
         */
        public Builder checked(boolean checked) {
            settings.checked(checked);
            return this;
        }

        /** For tests that do not wait. */
        Builder nanoClock(LongSupplier clock) {
            settings.nanoClock(clock);
            return this;
        }

        /**
         * Makes the pool, which holds nothing yet.
         *
         * @return a new pool
         * @throws IllegalArgumentException if a new buffer would be larger than what the pool retains or lends
         */
        public BufferPool build() {
            settings.checkInitial(maxBytes);
            return new BufferPool(this);
        }
    }
}
