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
 * <p>Heap and direct buffers come back when their reference count reaches zero, whoever releases them, on whichever
 * thread, as themselves, as a slice, a duplicate or a component of a composite buffer. They behave as Netty's own
 * buffers do, leak detection included: content is not zeroed, the capacity is what was asked for and grows up to
 * {@code maxCapacity()}.
 *
 * <p><b>What is retained.</b> Memory has size classes: {@code maxRetainedBytes}, a quarter of it, and so on down to
 * {@code initialBytes}; by default 64 KiB, 16, 4 and 1 KiB and 256 bytes. A request gets memory of the smallest class
 * that holds it. As many as {@code slots / 2} pieces of the largest class can be idle, and twice as many of each class
 * from there down. So the idle memory never exceeds <em>slots &times; maxRetainedBytes</em>, once for heap and once for
 * direct memory, whatever the traffic was; by default that is 1 MiB each on up to 4 processors. Larger buffers are made
 * on request and freed on release. Memory beyond {@code alwaysRetainBytes} that serves less than a quarter of itself
 * five times in a row is dropped, and so is what nobody borrows between two calls of {@link #trim}, which the pool
 * makes itself as {@code BufferPool} does. A request that finds nothing idle makes a buffer and never waits. Dropped
 * direct memory is freed at once where Netty can free it, otherwise by the garbage collector.
 *
 * <p><b>Misuse.</b> A use after the last release throws Netty's {@code IllegalReferenceCountException} until somebody
 * borrows the same buffer again, and in checked mode ({@link Builder#checked} or {@code -Dappendkit.checked=true}, for
 * tests) always: there each borrow gives a new object around the memory. Checked mode also fills memory with 0xFF at
 * borrow and release, drops one release in four, and tells by {@link PoolStats#outstanding} where unreleased buffers
 * were borrowed. A buffer that is never released blocks nothing: memory that comes back without a slot takes that of
 * memory that is lent.
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
     * Starts a pool.
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
     * Whether direct buffers are recycled.
     *
     * @return true
     */
    @Override
    public boolean isDirectBufferPooled() {
        return true;
    }

    /**
     * Drops the memory that has been idle since the last call, and marks what is idle now for the next. Borrowing
     * marked memory unmarks it.
     */
    public void trim() {
        heap.trim();
        direct.trim();
    }

    /**
     * How this pool is called in events and metrics; each size class adds its kind and size.
     *
     * @return the name that it was built with; without one {@code bytebuf-pool-} and a number
     */
    public String name() {
        return name;
    }

    /**
     * What the pool retains on the heap now, and the rare events so far.
     *
     * @return a new record
     */
    public PoolStats heapStats() {
        return heap.stats();
    }

    /**
     * What the pool retains of direct memory now, and the rare events so far.
     *
     * @return a new record
     */
    public PoolStats directStats() {
        return direct.stats();
    }

    /** Sets what a pool keeps. */
    public static final class Builder {
        private static final int DEFAULT_INITIAL_BYTES = 256;
        /** Of a single slot the largest class would have half. */
        private static final int LEAST_SLOTS = 2;

        private final PoolSettings settings = new PoolSettings();
        private boolean preferDirect = true;

        private Builder() {
            settings.initial("initialBytes", DEFAULT_INITIAL_BYTES);
        }

        /**
         * How the pool is called in events and metrics. Two pools should not have the same name.
         *
         * @param name the name; by default {@code bytebuf-pool-} and a number
         * @return this builder
         */
        public Builder name(String name) {
            settings.name(name);
            return this;
        }

        /**
         * Bounds what is idle to {@code slots} &times; {@code maxRetainedBytes}, for heap and direct memory apart. Any
         * number of buffers can be in use; a request makes memory only when nothing is idle. When more than half as
         * many large buffers are released before the next is borrowed, the rest is freed and made anew: then more slots
         * pay.
         *
         * @param slots 2 to 256, rounded up to a power of two; by default 4 a processor, at least 16
         * @return this builder
         * @throws IllegalArgumentException if it is outside that range
         */
        public Builder slots(int slots) {
            settings.slots(LEAST_SLOTS, slots);
            return this;
        }

        /**
         * No memory is smaller.
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
         * The capacity up to which memory is kept, however little of it is asked for.
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
         * The capacity beyond which no memory is kept. It bounds {@link #alwaysRetainBytes} too.
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
         * Whether {@code buffer()} gives direct buffers where Netty finds that better.
         *
         * @param preferDirect false for heap buffers; by default true
         * @return this builder
         */
        public Builder preferDirect(boolean preferDirect) {
            this.preferDirect = preferDirect;
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
         * @throws IllegalArgumentException if the smallest memory would be larger than what the pool retains
         */
        public ByteBufPool build() {
            settings.checkInitial(Integer.MAX_VALUE);
            return new ByteBufPool(this);
        }
    }
}
