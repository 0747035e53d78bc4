// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks.http;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.concurrent.atomic.LongAdder;

/** Counts what an allocator is asked for; what its buffers ask for themselves is not seen. */
final class CountingAllocator extends AbstractByteBufAllocator {
    private final ByteBufAllocator allocator;
    private final LongAdder heap = new LongAdder();
    private final LongAdder direct = new LongAdder();

    CountingAllocator(ByteBufAllocator allocator) {
        super(true);
        this.allocator = allocator;
    }

    long heapBuffers() {
        return heap.sum();
    }

    long directBuffers() {
        return direct.sum();
    }

    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
        heap.increment();
        return allocator.heapBuffer(initialCapacity, maxCapacity);
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
        direct.increment();
        return allocator.directBuffer(initialCapacity, maxCapacity);
    }

    @Override
    public boolean isDirectBufferPooled() {
        return allocator.isDirectBufferPooled();
    }
}
