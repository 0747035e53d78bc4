// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import dev.appendkit.AppendBuffer;
import dev.appendkit.netty.ByteBufPool;
import dev.appendkit.pool.BufferPool;
import dev.appendkit.pool.Pool;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@link ProfilePollution} is for appends: every pool has missed, lent several items at a time, dropped what was
 * too large or too little used, trimmed and refused a second release before it is measured.
 */
final class PoolPollution {
    private static final int ROUNDS = 2_000;
    private static final byte[] LARGE = new byte[70_000];

    private PoolPollution() {}

    static void run() {
        BufferPool buffers = BufferPool.builder().build();
        Pool<PooledItem> items = Pool.builder(PooledItem.POLICY).build();
        ByteBufPool byteBufs = ByteBufPool.builder().build();
        for (int i = 0; i < ROUNDS; i++) {
            nested(buffers, i);
            PooledItem outer = items.borrow();
            PooledItem inner = items.borrow(i);
            items.release(outer);
            items.release(inner);
            nested(byteBufs, i);
            if (i % 100 == 0) {
                buffers.trim();
                items.trim();
                byteBufs.trim();
            }
        }
    }

    private static void nested(BufferPool pool, int i) {
        AppendBuffer outer = pool.borrow();
        try (AppendBuffer inner = pool.borrow(i * 40)) {
            outer.appendLong(i).appendBytes(LARGE, 0, i % 50 == 0 ? LARGE.length : i);
            inner.appendLong(i);
        }
        outer.close();
        try {
            outer.close();
            throw new AssertionError("closed twice");
        } catch (IllegalStateException expected) {
            // the path that this provokes
        }
    }

    private static void nested(ByteBufAllocator allocator, int i) {
        List<ByteBuf> lent = new ArrayList<>();
        for (int n = 0; n < i % 40; n++) {
            lent.add(n % 2 == 0 ? allocator.heapBuffer(n * 100) : allocator.directBuffer(n * 100));
        }
        lent.forEach(buffer -> buffer.writeZero(i).release());
    }
}
