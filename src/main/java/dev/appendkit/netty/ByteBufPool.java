// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import dev.appendkit.internal.pool.PoolSettings;
import dev.appendkit.pool.PoolStats;
import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * A Netty allocator that keeps a bounded number of buffers for the next user.
 *
 * <pre>{@code
 * ByteBufPool pool = ByteBufPool.builder().build();
 * bootstrap.childOption(ChannelOption.ALLOCATOR, pool);
 *
 * ByteBuf message = pool.directBuffer(256);
 * channel.writeAndFlush(message);                  // Netty's release() brings it back
 * }</pre>
 *
 * <p>Heap and direct buffers return to the pool when their reference count reaches zero, on any thread, and whether
 * they are released as themselves, as a slice, as a duplicate or as a component of a composite buffer. They behave like
 * Netty's own buffers, including leak detection: the content is not zeroed, and the capacity is the requested one and
 * grows up to {@code maxCapacity()}.
 *
 * <p><b>What is retained.</b> Memory has size classes: {@code maxRetainedBytes}, a quarter of it, and so on down to
 * {@code initialBytes}; by default 64 KiB, 16, 4 and 1 KiB and 256 bytes. A request gets memory of the smallest class
 * that holds it. Up to {@code slots / 2} pieces of the largest class can be idle, and twice as many of each next
 * smaller class. Whatever the traffic was, the idle memory therefore never exceeds <em>slots &times;
 * maxRetainedBytes</em>, once for heap and once for direct memory; by default that is 1 MiB each on up to 4 processors.
 * Larger buffers are made on request and freed on release. Memory beyond {@code alwaysRetainBytes} is dropped when less
 * than a quarter of it was used five times in a row. Memory that is not borrowed between two calls of {@link #trim} is
 * dropped too; the pool makes these calls itself, like {@code BufferPool}. A request that finds no idle memory makes a
 * buffer and never waits. Dropped direct memory is freed at once where Netty can free it, otherwise by the garbage
 * collector.
 *
 * <p><b>Misuse.</b> A use after the last release throws Netty's {@code IllegalReferenceCountException} until the same
 * buffer is borrowed again, and in checked mode ({@link Builder#checked} or {@code -Dappendkit.checked=true}, for
 * tests) always, because each borrow then returns a new object around the memory. Checked mode also fills memory with
 * 0xFF at borrow and release, drops the memory at one release in four, and shows in {@link PoolStats#outstanding} where
 * unreleased buffers were borrowed. A buffer that is never released blocks nothing: memory that returns without a slot
 * takes the slot of lent memory.
 *
 * <p>All methods may be called by any thread, platform or virtual; none blocks.
 */
public final class ByteBufPool extends AbstractByteBufAllocator {
    private static final AtomicInteger UNNAMED = new AtomicInteger();

    private final String name;
    private final MemoryPool heap;
    private final MemoryPool direct;

    private ByteBufPool(Builder builder) {
        super(builder.preferDirect);
        String given = builder.settings.name();
        name = given == null ? "bytebuf-pool-" + UNNAMED.incrementAndGet() : given;
        heap = new MemoryPool(this, false, builder.settings);
        direct = new MemoryPool(this, true, builder.settings);
    }

    /**
     * Starts building a pool.
     *
     * @return a builder with the defaults
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
        return tracked(heap.lend(initialCapacity, maxCapacity));
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
        return tracked(direct.lend(initialCapacity, maxCapacity));
    }

    private static ByteBuf tracked(LentByteBuf lent) {
        ByteBuf tracked = toLeakAwareBuffer(lent);
        if (!(tracked instanceof LentByteBuf)) {
            lent.watched();
        }
        return tracked;
    }

    /**
     * Returns whether direct buffers are recycled.
     *
     * @return true
     */
    @Override
    public boolean isDirectBufferPooled() {
        return true;
    }

    /**
     * Drops the memory that has been idle since the last call, and marks the currently idle memory for the next call.
     * Borrowing marked memory unmarks it.
     */
    public void trim() {
        heap.trim();
        direct.trim();
    }

    /**
     * Returns the name of this pool in events and metrics; each size class adds its kind and size.
     *
     * @return the name that it was built with; if none was given, {@code bytebuf-pool-} and a number
     */
    public String name() {
        return name;
    }

    /**
     * Returns what the pool retains on the heap now, and the counts of rare events so far.
     *
     * @return a new record
     */
    public PoolStats heapStats() {
        return heap.stats();
    }

    /**
     * Returns what the pool retains in direct memory now, and the counts of rare events so far.
     *
     * @return a new record
     */
    public PoolStats directStats() {
        return direct.stats();
    }

    /** Configures what a pool keeps. */
    public static final class Builder {
        private static final int DEFAULT_INITIAL_BYTES = 256;
        /** With a single slot, the largest class would have half a slot. */
        private static final int LEAST_SLOTS = 2;

        private final PoolSettings settings = new PoolSettings();
        private boolean preferDirect = true;

        private Builder() {
            settings.initial("initialBytes", DEFAULT_INITIAL_BYTES);
        }

        /**
         * Sets the name of the pool in events and metrics. Two pools should not have the same name.
         *
         * @param name the name; by default {@code bytebuf-pool-} and a number
         * @return this builder
         */
        public Builder name(String name) {
            settings.name(name);
            return this;
        }

        /**
         * Bounds the idle memory to {@code slots} &times; {@code maxRetainedBytes}, for heap and direct memory
         * separately. Any number of buffers can be in use; a request makes memory only when nothing is idle. When more
         * than {@code slots / 2} large buffers are released before the next one is borrowed, the excess is freed and
         * made anew; more slots then pay off. With 1 to 128 buffers of 512 bytes in use on one thread, a borrow and its
         * release took 15 to 36 ns for 16, 64 and 256 slots; docs/pools.md has the table.
         *
         * @param slots 2 to 256, rounded up to a power of two; by default 4 per processor, at least 16
         * @return this builder
         * @throws IllegalArgumentException if it is outside that range
         */
        public Builder slots(int slots) {
            settings.slots(LEAST_SLOTS, slots);
            return this;
        }

        /**
         * Sets the size of the smallest memory.
         *
         * @param bytes the capacity; by default 256
         * @return this builder
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder initialBytes(int bytes) {
            settings.initial("initialBytes", PoolSettings.positive("initialBytes", bytes));
            return this;
        }

        /**
         * Sets the capacity up to which memory is kept, however little of it is requested.
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
         * Sets the capacity beyond which no memory is kept. It bounds {@link #alwaysRetainBytes} too.
         *
         * @param bytes the capacity; by default 64 KiB
         * @return this builder
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder maxRetainedBytes(int bytes) {
            settings.maxRetained("maxRetainedBytes", PoolSettings.positive("maxRetainedBytes", bytes));
            return this;
        }

        /**
         * Chooses whether {@code buffer()} returns direct buffers where Netty prefers them.
         *
         * @param preferDirect false for heap buffers; by default true
         * @return this builder
         */
        public Builder preferDirect(boolean preferDirect) {
            this.preferDirect = preferDirect;
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
         * @throws IllegalArgumentException if the smallest memory would be larger than the pool retains
         */
        public ByteBufPool build() {
            settings.checkInitial(Integer.MAX_VALUE);
            return new ByteBufPool(this);
        }
    }
}
