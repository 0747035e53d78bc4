// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.core.util.RecyclerPool;
import dev.appendkit.AppendBuffer;
import dev.appendkit.pool.BufferPool;
import dev.appendkit.pool.Pool;
import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.Recycler;
import java.util.Objects;
import org.jctools.queues.MpmcArrayQueue;

/** One borrow, one byte written, one release. A benchmark's process uses one kind, so that the call is no dispatch. */
interface PoolCycle {
    int CAPACITY = 1_024;

    /** What must not be optimised away: the item is somebody else's by now. */
    Object run();

    static PoolCycle of(String kind) {
        return switch (kind) {
            case "nothing" -> () -> kind;
            case "BufferPool" ->
                bufferPool(BufferPool.builder()
                        .initialBytes(CAPACITY)
                        .checked(false)
                        .build());
            case "Pool" -> pool(Pool.builder(PooledItem.POLICY).checked(false).build());
            case "new" -> () -> new PooledItem(null, CAPACITY).use();
            case "ThreadLocal" -> threadLocal(ThreadLocal.withInitial(() -> new PooledItem(null, CAPACITY)));
            case "NettyRecycler" -> recycler();
            case "NettyPooled" -> allocator(PooledByteBufAllocator.DEFAULT);
            case "NettyAdaptive" -> allocator(new AdaptiveByteBufAllocator());
            case "JCTools" -> queue(new MpmcArrayQueue<>(64));
            case "JacksonThreadLocal" -> jackson(JsonRecyclerPools.threadLocalPool());
            case "JacksonDeque" -> jackson(JsonRecyclerPools.newConcurrentDequePool());
            case "JacksonBounded" -> jackson(JsonRecyclerPools.newBoundedPool(64));
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static PoolCycle bufferPool(BufferPool pool) {
        return () -> {
            AppendBuffer out = pool.borrow();
            out.appendByte((byte) 1);
            out.close();
            return out;
        };
    }

    private static PoolCycle pool(Pool<PooledItem> pool) {
        return () -> {
            PooledItem item = pool.borrow().use();
            pool.release(item);
            return item;
        };
    }

    private static PoolCycle threadLocal(ThreadLocal<PooledItem> items) {
        return () -> items.get().use();
    }

    private static PoolCycle recycler() {
        Recycler<PooledItem> recycler = new Recycler<>() {
            @Override
            protected PooledItem newObject(Handle<PooledItem> handle) {
                return new PooledItem(handle, CAPACITY);
            }
        };
        return () -> {
            PooledItem item = recycler.get().use();
            Objects.requireNonNull(item.handle).recycle(item);
            return item;
        };
    }

    private static PoolCycle allocator(ByteBufAllocator allocator) {
        return () -> {
            ByteBuf buffer = allocator.heapBuffer(CAPACITY);
            buffer.writeByte(1);
            buffer.release();
            return buffer;
        };
    }

    private static PoolCycle queue(MpmcArrayQueue<PooledItem> idle) {
        return () -> {
            PooledItem item = idle.poll();
            if (item == null) {
                item = new PooledItem(null, CAPACITY);
            }
            item.use();
            idle.offer(item);
            return item;
        };
    }

    /** Without the arrays that a recycler lends out in turn. */
    private static PoolCycle jackson(RecyclerPool<BufferRecycler> pool) {
        return () -> {
            BufferRecycler recycler = pool.acquireAndLinkPooled();
            recycler.releaseToPool();
            return recycler;
        };
    }
}
