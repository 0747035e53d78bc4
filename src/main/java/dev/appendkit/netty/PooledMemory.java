// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import dev.appendkit.internal.pool.Slot;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A piece of memory of a {@link ByteBufPool}, and the ByteBuf that it is lent with.
 *
 * <p>Netty allocates and frees direct memory, through an unpooled buffer: it is freed at once where Netty can do that,
 * and by the garbage collector where Netty cannot or where a user lost it.
 */
final class PooledMemory {
    /**
     * Tracks no leaks, because the lent buffers are tracked. "No cleaner" is off, so that the collector frees memory
     * that is never freed explicitly.
     */
    private static final UnpooledByteBufAllocator DIRECT = new UnpooledByteBufAllocator(true, true, false);

    final MemoryPool pool;
    final ByteBuffer bytes;
    /** A view of the same bytes for transfers, which move its position and limit. */
    final ByteBuffer transfer;

    /** The owner of direct memory; null for heap memory. */
    final @Nullable ByteBuf owner;

    final SizeClass sizeClass;
    private @Nullable Slot<PooledMemory> slot;

    /**
     * The ByteBuf with which this memory is lent now or next. Null while a leak detector watches the lent ByteBuf: the
     * detector waits for it to become garbage, and the slot would hold it.
     */
    @Nullable
    LentByteBuf shell;

    private PooledMemory(MemoryPool pool, SizeClass sizeClass, ByteBuffer bytes, @Nullable ByteBuf owner) {
        this.pool = pool;
        this.sizeClass = sizeClass;
        this.bytes = bytes;
        this.owner = owner;
        transfer = bytes.duplicate();
    }

    static PooledMemory heap(MemoryPool pool, SizeClass sizeClass, int capacity) {
        return new PooledMemory(pool, sizeClass, ByteBuffer.allocate(capacity), null);
    }

    static PooledMemory direct(MemoryPool pool, SizeClass sizeClass, int capacity) {
        ByteBuf owner = DIRECT.directBuffer(capacity, Math.max(1, capacity));
        return new PooledMemory(pool, sizeClass, owner.nioBuffer(0, capacity), owner);
    }

    int capacity() {
        return bytes.capacity();
    }

    void attachedTo(Slot<PooledMemory> slot) {
        this.slot = slot;
    }

    Slot<PooledMemory> slot() {
        Slot<PooledMemory> attached = slot;
        if (attached == null) {
            throw new IllegalStateException("not attached");
        }
        return attached;
    }

    /** Frees the memory; only when it can no longer be found. */
    void free() {
        if (shell != null) {
            shell.close();
        }
        if (owner != null) {
            owner.release();
        }
    }
}
