// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import dev.appendkit.AppendBuffer;
import dev.appendkit.netty.ByteBufPool;
import dev.appendkit.pool.BufferPool;
import dev.appendkit.pool.Pool;
import dev.appendkit.pool.PoolStats;
import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.function.Supplier;

/** Items for use several at a time: borrowed, written to by one byte, and released later or by another thread. */
interface Lender {
    int CAPACITY = 512;

    Object borrow();

    void release(Object item);

    /** How many borrows found nothing since the start; -1 where nobody counts. */
    default long misses() {
        return -1;
    }

    static Lender of(String kind, int slots) {
        return switch (kind) {
            case "BufferPool" ->
                buffers(BufferPool.builder()
                        .slots(slots)
                        .initialBytes(CAPACITY)
                        .checked(false)
                        .build());
            case "Pool" ->
                objects(Pool.builder(PooledItem.POLICY)
                        .slots(slots)
                        .checked(false)
                        .build());
            case "new" -> made();
            case "ByteBufPool heap" -> byteBufs(slots, false);
            case "ByteBufPool direct" -> byteBufs(slots, true);
            case "NettyPooled heap" -> byteBufs(PooledByteBufAllocator.DEFAULT, false, null);
            case "NettyPooled direct" -> byteBufs(PooledByteBufAllocator.DEFAULT, true, null);
            case "NettyAdaptive heap" -> byteBufs(new AdaptiveByteBufAllocator(), false, null);
            case "NettyAdaptive direct" -> byteBufs(new AdaptiveByteBufAllocator(), true, null);
            case "NettyUnpooled heap" -> byteBufs(UnpooledByteBufAllocator.DEFAULT, false, null);
            case "NettyUnpooled direct" -> byteBufs(UnpooledByteBufAllocator.DEFAULT, true, null);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static Lender buffers(BufferPool pool) {
        return new Lender() {
            @Override
            public Object borrow() {
                return pool.borrow().appendByte((byte) 1);
            }

            @Override
            public void release(Object item) {
                ((AppendBuffer) item).close();
            }

            @Override
            public long misses() {
                return pool.stats().misses();
            }
        };
    }

    private static Lender objects(Pool<PooledItem> pool) {
        return new Lender() {
            @Override
            public Object borrow() {
                return pool.borrow().use();
            }

            @Override
            public void release(Object item) {
                pool.release((PooledItem) item);
            }

            @Override
            public long misses() {
                return pool.stats().misses();
            }
        };
    }

    private static Lender made() {
        return new Lender() {
            @Override
            public Object borrow() {
                return AppendBuffer.growing(CAPACITY, Integer.MAX_VALUE).appendByte((byte) 1);
            }

            @Override
            public void release(Object item) {
                // The collector does it.
            }
        };
    }

    /** As many places of this size as the pool has slots: of the largest class there are half as many. */
    private static Lender byteBufs(int slots, boolean direct) {
        ByteBufPool pool = ByteBufPool.builder()
                .slots(slots)
                .initialBytes(CAPACITY)
                .maxRetainedBytes(4 * CAPACITY)
                .checked(false)
                .build();
        return byteBufs(pool, direct, direct ? pool::directStats : pool::heapStats);
    }

    private static Lender byteBufs(ByteBufAllocator allocator, boolean direct, Supplier<PoolStats> stats) {
        return new Lender() {
            @Override
            public Object borrow() {
                ByteBuf buffer = direct ? allocator.directBuffer(CAPACITY) : allocator.heapBuffer(CAPACITY);
                return buffer.setByte(0, 1);
            }

            @Override
            public void release(Object item) {
                ((ByteBuf) item).release();
            }

            @Override
            public long misses() {
                return stats == null ? -1 : stats.get().misses();
            }
        };
    }
}
