// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

import dev.appendkit.AppendBuffer;
import dev.appendkit.internal.CheckedMode;
import dev.appendkit.internal.GrowingStorage;
import dev.appendkit.internal.Slots;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
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
 * <p><b>What is retained.</b> At most one idle buffer a slot, and none larger than {@code maxRetainedBytes}: whatever the
 * traffic was, the arrays of idle buffers never exceed <em>slots &times; maxRetainedBytes</em>, by default 64 KiB for each
 * of 4 slots a processor (at least 16, at most 256 slots). A buffer that was given text other than {@code String}s keeps
 * up to 16 KiB of chars beside its array. Borrowed buffers are not the pool's, and not bounded by it: a borrow that finds
 * no idle buffer makes one, never waits, and whether that one is kept is decided when it is released. Kept is
 * <ul>
 * <li>every capacity up to {@code alwaysRetainBytes};
 * <li>no capacity above {@code maxRetainedBytes};
 * <li>in between what is used: the fifth release in a row of a buffer whose greatest length since the borrow was below a
 *     quarter of its capacity drops it, and new buffers are made as large as those five needed.
 * </ul>
 * Buffers that nobody borrows between two calls of {@link #trim} are dropped. The pool calls it itself when a buffer is
 * made or dropped more than 10 s after the last call; it has no thread, so a pool that nobody uses keeps what it has.
 *
 * <p><b>Use.</b> A borrowed buffer is empty, whatever happened to it before, and belongs to the borrower until
 * {@link AppendBuffer#close}, which any thread may call, once. A second close and every other use after it throws
 * {@code IllegalStateException} until somebody borrows the same buffer again; from then on it is that borrower's
 * buffer, and using it is an error that only the checked mode sees. A thread that borrows while it has a buffer gets a
 * second one. A buffer that is never closed stays reachable, as large as it is, until its slot is given up: after 16
 * borrows that found nothing idle, or as many trims; then it is garbage.
 *
 * <p><b>Checked mode</b> ({@link Builder#checked} or {@code -Dappendkit.checked=true}, for tests): each borrow gives a new
 * cursor, so that every use after close throws; arrays are filled with 0xFF at borrow and release; one release in four
 * drops its buffer; {@link PoolStats#outstanding} tells where unreleased buffers were borrowed.
 *
 * <p>All methods may be called by any thread, platform or virtual; none blocks.
 */
public final class BufferPool {
    private static final int STRIKES = 5;
    private static final int USED_FRACTION = 4;
    private static final int RANDOM_DROPS = 4;

    private final Slots<PooledStorage> slots;
    private final int initialBytes;
    private final int alwaysRetainBytes;
    private final int maxRetainedBytes;
    private final int maxBytes;
    private final boolean checked;

    /** The capacity of new buffers; written by whichever thread drops an underused one, and any of the values will do. */
    private volatile int learnedBytes;

    private final LongAdder misses = new LongAdder();
    private final LongAdder droppedFull = new LongAdder();
    private final LongAdder droppedOversize = new LongAdder();
    private final LongAdder droppedUnderused = new LongAdder();
    private final LongAdder droppedAtRandom = new LongAdder();
    private final LongAdder trims = new LongAdder();
    private final Set<Throwable> borrowers = ConcurrentHashMap.newKeySet();

    private BufferPool(Builder builder) {
        slots = new Slots<>(builder.slots, builder.nanoClock);
        initialBytes = builder.initialBytes;
        maxRetainedBytes = builder.maxRetainedBytes;
        alwaysRetainBytes = Math.min(builder.alwaysRetainBytes, maxRetainedBytes);
        maxBytes = builder.maxBytes;
        checked = builder.checked;
        learnedBytes = initialBytes;
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
        PooledStorage item = slots.take();
        return item == null || checked ? borrowSlowly(item, 0) : item.open();
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
        PooledStorage item = slots.take();
        return item == null || checked || item.array.length < minCapacity
                ? borrowSlowly(item, minCapacity)
                : item.open();
    }

    private AppendBuffer borrowSlowly(@Nullable PooledStorage idle, int minCapacity) {
        if (idle == null) {
            misses.increment();
            trimIfDue();
            return create(new byte[Math.max(learnedBytes, minCapacity)]).open();
        }
        // Without the memory for it the slot is lost, as with a buffer that is never released, and found again like it.
        if (idle.array.length < minCapacity) {
            idle.replaceArray(new byte[minCapacity]);
        }
        return checked ? renew(idle).open() : idle.open();
    }

    private PooledStorage create(byte[] array) {
        PooledStorage item = new PooledStorage(this, array, maxBytes, borrower());
        item.attachedTo(slots.attach(item));
        return item;
    }

    /** The same array under a cursor that nobody has seen. */
    private PooledStorage renew(PooledStorage idle) {
        CheckedMode.fillWithJunk(idle.array);
        PooledStorage item = new PooledStorage(this, idle.array, maxBytes, borrower());
        item.strikes = idle.strikes;
        item.usedSinceStrike = idle.usedSinceStrike;
        item.attachedTo(slots.renew(idle.slot(), item));
        return item;
    }

    private @Nullable Throwable borrower() {
        if (!checked) {
            return null;
        }
        Throwable borrower =
                new Throwable("borrowed by " + Thread.currentThread().getName());
        borrowers.add(borrower);
        return borrower;
    }

    /** Called by the cursor's close, which has made the cursor refuse everything else. */
    void release(PooledStorage item, int used) {
        int capacity = item.array.length;
        if (capacity > alwaysRetainBytes || checked) {
            releaseSlowly(item, used);
        } else {
            keep(item);
        }
    }

    private void keep(PooledStorage item) {
        item.idleBytes = item.array.length;
        if (!item.slot().give()) {
            droppedFull.increment();
            trimIfDue();
        }
    }

    private void releaseSlowly(PooledStorage item, int used) {
        if (item.borrower != null) {
            // The one exact test for threads that close the same buffer at the same time.
            if (!borrowers.remove(item.borrower)) {
                throw new IllegalStateException("released twice");
            }
            CheckedMode.fillWithJunk(item.array);
        }
        LongAdder reason = dropReason(item, used);
        if (reason == null) {
            keep(item);
        } else {
            reason.increment();
            slots.drop(item.slot());
            trimIfDue();
        }
    }

    private @Nullable LongAdder dropReason(PooledStorage item, int used) {
        int capacity = item.array.length;
        if (capacity > maxRetainedBytes) {
            return droppedOversize;
        }
        if (isUnderused(item, used)) {
            learnedBytes = Math.max(initialBytes, powerOfTwo(item.usedSinceStrike));
            return droppedUnderused;
        }
        return checked && ThreadLocalRandom.current().nextInt(RANDOM_DROPS) == 0 ? droppedAtRandom : null;
    }

    private boolean isUnderused(PooledStorage item, int used) {
        int capacity = item.array.length;
        if (capacity <= alwaysRetainBytes || used >= capacity / USED_FRACTION) {
            item.strikes = 0;
            item.usedSinceStrike = 0;
            return false;
        }
        item.usedSinceStrike = Math.max(item.usedSinceStrike, used);
        return ++item.strikes == STRIKES;
    }

    /** The least power of two that holds so many bytes, which are less than a quarter of an array. */
    private static int powerOfTwo(int bytes) {
        return Integer.highestOneBit(Math.max(1, 2 * bytes - 1));
    }

    /**
     * Drops the buffers that have been idle since the last call, and marks those that are idle now for the next.
     * Borrowing a marked buffer unmarks it.
     */
    public void trim() {
        trims.increment();
        slots.trim();
    }

    private void trimIfDue() {
        if (slots.isTrimDue()) {
            trim();
        }
    }

    /**
     * What the pool retains now, and its rare events so far.
     *
     * @return a new record
     */
    public PoolStats stats() {
        List<PooledStorage> idle = idle();
        return new PoolStats(
                idle.size(),
                idle.stream().mapToLong(item -> item.idleBytes).sum(),
                misses.sum(),
                droppedFull.sum(),
                droppedOversize.sum(),
                droppedUnderused.sum(),
                droppedAtRandom.sum(),
                trims.sum(),
                List.copyOf(borrowers));
    }

    List<PooledStorage> idle() {
        List<PooledStorage> idle = new ArrayList<>();
        slots.forEachIdle(idle::add);
        return idle;
    }

    private static final class Shared {
        static final BufferPool POOL = builder().build();
    }

    /** Sets what a pool lends and keeps. The defaults suit texts of up to a few kilobytes. */
    public static final class Builder {
        private static final int DEFAULT_INITIAL_BYTES = 512;
        private static final int DEFAULT_ALWAYS_RETAIN_BYTES = 4 << 10;
        private static final int DEFAULT_MAX_RETAINED_BYTES = 64 << 10;

        private int slots = Slots.defaultPlaces();
        private int initialBytes = DEFAULT_INITIAL_BYTES;
        private int alwaysRetainBytes = DEFAULT_ALWAYS_RETAIN_BYTES;
        private int maxRetainedBytes = DEFAULT_MAX_RETAINED_BYTES;
        private int maxBytes = GrowingStorage.MAX_ARRAY_LENGTH;
        private boolean checked = CheckedMode.ON;
        private LongSupplier nanoClock = System::nanoTime;

        private Builder() {}

        /**
         * The greatest number of idle buffers.
         *
         * @param slots 1 to 256, rounded up to a power of two; by default 4 a processor, at least 16
         * @return this builder
         * @throws IllegalArgumentException if it is outside that range
         */
        public Builder slots(int slots) {
            if (slots < 1 || slots > Slots.MAX_PLACES) {
                throw new IllegalArgumentException("slots " + slots + " is outside 1 to " + Slots.MAX_PLACES);
            }
            this.slots = slots;
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
            initialBytes = notNegative("initialBytes", bytes);
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
            alwaysRetainBytes = notNegative("alwaysRetainBytes", bytes);
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
            maxRetainedBytes = notNegative("maxRetainedBytes", bytes);
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
            maxBytes = Math.min(notNegative("maxBytes", bytes), GrowingStorage.MAX_ARRAY_LENGTH);
            return this;
        }

        /**
         * Whether misuse is looked for, at a price that only tests pay.
         *
         * @param checked true for the checked mode; by default whether {@code -Dappendkit.checked=true} is set
         * @return this builder
         */
        public Builder checked(boolean checked) {
            this.checked = checked;
            return this;
        }

        /** For tests that do not wait. */
        Builder nanoClock(LongSupplier clock) {
            nanoClock = clock;
            return this;
        }

        /**
         * Makes the pool, which holds nothing yet.
         *
         * @return a new pool
         * @throws IllegalArgumentException if a new buffer would be larger than what the pool retains or lends
         */
        public BufferPool build() {
            if (initialBytes > Math.min(maxRetainedBytes, maxBytes)) {
                throw new IllegalArgumentException("initialBytes " + initialBytes + " is beyond maxRetainedBytes "
                        + maxRetainedBytes + " or maxBytes " + maxBytes + ": no buffer would ever be kept");
            }
            return new BufferPool(this);
        }

        private static int notNegative(String name, int bytes) {
            if (bytes < 0) {
                throw new IllegalArgumentException(name + " " + bytes + " is negative");
            }
            return bytes;
        }
    }
}
