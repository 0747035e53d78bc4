// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.appendkit.testing.Guards;
import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** ByteBufs of every kind, all of whose bytes are guards until something is written. */
final class Buffers {
    static final ByteBufAllocator UNPOOLED = new UnpooledByteBufAllocator(true);
    static final ByteBufAllocator POOLED = PooledByteBufAllocator.DEFAULT;
    static final ByteBufAllocator ADAPTIVE = new AdaptiveByteBufAllocator();

    /** In the checked mode of the ordinary tests, without it where allocation is counted. */
    static final ByteBufPool RECYCLED = ByteBufPool.builder().build();

    private static final int BEFORE = 5;
    private static final int BEHIND = 9;

    private Buffers() {}

    /** A buffer and the one that it is a view of, from {@code offset} on; the same one if it is none. */
    record Made(ByteBuf buffer, ByteBuf whole, int offset, boolean isView) {
        static Made own(ByteBuf buffer) {
            return new Made(buffer, buffer, 0, false);
        }

        void checkAround(int capacity) {
            byte[] bytes = new byte[whole.capacity()];
            whole.getBytes(0, bytes);
            for (int i = 0; i < bytes.length; i++) {
                if ((i < offset || i >= offset + capacity) && bytes[i] != Guards.at(i - offset)) {
                    fail("byte " + i + " outside the view of " + capacity + " from " + offset + " has changed");
                }
            }
        }

        void release() {
            buffer.release();
            if (isView && whole.refCnt() > 0) {
                whole.release();
            }
        }
    }

    /** Kinds whose maximum capacity is what they are made with. */
    static Map<String, IntFunction<Made>> bounded() {
        Map<String, IntFunction<Made>> kinds = new LinkedHashMap<>();
        kinds.put("heap", n -> own(UNPOOLED.heapBuffer(n, n)));
        kinds.put("direct", n -> own(UNPOOLED.directBuffer(n, n)));
        kinds.put("heap, grows", n -> own(UNPOOLED.heapBuffer(PREFIX, n)));
        kinds.put("direct, grows", n -> own(UNPOOLED.directBuffer(PREFIX, n)));
        kinds.put("pooled heap", n -> own(POOLED.heapBuffer(n, n)));
        kinds.put("pooled direct", n -> own(POOLED.directBuffer(n, n)));
        kinds.put("pooled heap, grows", n -> own(POOLED.heapBuffer(PREFIX, n)));
        kinds.put("pooled direct, grows", n -> own(POOLED.directBuffer(PREFIX, n)));
        kinds.put("adaptive heap", n -> own(ADAPTIVE.heapBuffer(n, n)));
        kinds.put("adaptive direct, grows", n -> own(ADAPTIVE.directBuffer(PREFIX, n)));
        kinds.put("recycled heap", n -> own(RECYCLED.heapBuffer(n, n)));
        kinds.put("recycled direct", n -> own(RECYCLED.directBuffer(n, n)));
        kinds.put("recycled heap, grows", n -> own(RECYCLED.heapBuffer(PREFIX, n)));
        kinds.put("recycled direct, grows", n -> own(RECYCLED.directBuffer(PREFIX, n)));
        kinds.put("slice of recycled", n -> slice(RECYCLED.heapBuffer(BEFORE + n + BEHIND), n));
        kinds.put("retained slice of recycled", n -> retainedSlice(RECYCLED.directBuffer(BEFORE + n + BEHIND), n));
        kinds.put("swapped recycled", n -> swapped(RECYCLED.directBuffer(PREFIX, n)));
        kinds.put("array", n -> Made.own(Unpooled.wrappedBuffer(Guards.bytes(n))));
        kinds.put("heap with offset", n -> slice(UNPOOLED.heapBuffer(BEFORE + n + BEHIND), n));
        kinds.put("slice of direct", n -> slice(UNPOOLED.directBuffer(BEFORE + n + BEHIND), n));
        kinds.put("slice of pooled", n -> slice(POOLED.buffer(BEFORE + n + BEHIND), n));
        kinds.put("retained slice", n -> retainedSlice(POOLED.buffer(BEFORE + n + BEHIND), n));
        kinds.put("NIO buffer", n -> nioBuffer(ByteBuffer.allocateDirect(n)));
        kinds.put("duplicate of heap", n -> duplicate(UNPOOLED.heapBuffer(PREFIX, n), n));
        kinds.put("duplicate of direct", n -> duplicate(POOLED.directBuffer(n, n), n));
        kinds.put("swapped heap", n -> swapped(UNPOOLED.heapBuffer(n, n)));
        kinds.put("swapped direct", n -> swapped(UNPOOLED.directBuffer(PREFIX, n)));
        kinds.put("slice of composite", n -> slice(composite(true, BEFORE + n + BEHIND, 4), n));
        kinds.put("slice of direct composite", n -> slice(composite(false, BEFORE + n + BEHIND, 4), n));
        return kinds;
    }

    /** Composites grow by another component, without a limit. */
    static Map<String, IntFunction<Made>> unbounded() {
        Map<String, IntFunction<Made>> kinds = new LinkedHashMap<>();
        kinds.put("composite, one heap component", n -> own(composite(true, n, n)));
        kinds.put("composite, one direct component", n -> own(composite(false, n, n)));
        kinds.put("composite, heap components", n -> own(composite(true, n, 7)));
        kinds.put("composite, direct components", n -> own(composite(false, n, 7)));
        kinds.put("composite, too short", n -> own(composite(true, PREFIX, PREFIX)));
        kinds.put("swapped composite", n -> swapped(composite(false, n, 5)));
        return kinds;
    }

    /** The bytes before the writerIndex. */
    static final int PREFIX = 3;

    private static Made own(ByteBuf buffer) {
        fill(buffer, 0);
        return Made.own(buffer);
    }

    private static Made slice(ByteBuf whole, int capacity) {
        fill(whole, BEFORE);
        return new Made(whole.slice(BEFORE, capacity), whole, BEFORE, true);
    }

    private static Made retainedSlice(ByteBuf whole, int capacity) {
        fill(whole, BEFORE);
        return new Made(whole.retainedSlice(BEFORE, capacity), whole, BEFORE, true);
    }

    private static Made duplicate(ByteBuf whole, int capacity) {
        fill(whole, 0);
        assertThat(whole.maxCapacity()).isEqualTo(capacity);
        return new Made(whole.duplicate(), whole, 0, true);
    }

    private static Made nioBuffer(ByteBuffer memory) {
        for (int i = 0; i < memory.capacity(); i++) {
            memory.put(i, Guards.at(i));
        }
        return Made.own(Unpooled.wrappedBuffer(memory));
    }

    // Deprecated since byte order matters to no method that we call, which is what the test is for.
    @SuppressWarnings("deprecation")
    private static Made swapped(ByteBuf buffer) {
        fill(buffer, 0);
        return Made.own(buffer.order(ByteOrder.LITTLE_ENDIAN));
    }

    static CompositeByteBuf composite(boolean heap, int capacity, int componentLength) {
        CompositeByteBuf composite = Unpooled.compositeBuffer(64);
        for (int from = 0; from < capacity; from += componentLength) {
            int length = Math.min(componentLength, capacity - from);
            ByteBuf component = heap ? UNPOOLED.heapBuffer(length, length) : POOLED.directBuffer(length, length);
            composite.addComponent(component.writerIndex(length));
        }
        return composite;
    }

    /** At once: the leak detector keeps the stack of every access. */
    private static void fill(ByteBuf buffer, int offset) {
        byte[] guards = new byte[buffer.capacity()];
        for (int i = 0; i < guards.length; i++) {
            guards[i] = Guards.at(i - offset);
        }
        buffer.setBytes(0, guards);
    }
}
