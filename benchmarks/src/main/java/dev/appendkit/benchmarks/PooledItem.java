// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import dev.appendkit.pool.Pool;
import io.netty.util.Recycler;

/** What the pools that take any object lend: an array of a kilobyte. */
final class PooledItem {
    static final Pool.Policy<PooledItem> POLICY = new Pool.Policy<>() {
        @Override
        public PooledItem create(int capacity) {
            return new PooledItem(null, Math.max(1_024, capacity));
        }

        @Override
        public void reset(PooledItem item) {
            item.used = 0;
        }

        @Override
        public int capacity(PooledItem item) {
            return item.array.length;
        }

        @Override
        public int used(PooledItem item) {
            return item.used;
        }
    };

    final byte[] array;
    int used;
    final Recycler.Handle<PooledItem> handle;

    PooledItem(Recycler.Handle<PooledItem> handle, int capacity) {
        this.handle = handle;
        array = new byte[capacity];
    }

    /** The least that a borrower does with it. */
    PooledItem use() {
        array[0]++;
        used = 1;
        return this;
    }
}
