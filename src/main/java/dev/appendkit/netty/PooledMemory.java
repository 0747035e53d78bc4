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
 * <p>Direct memory is made and freed by Netty, through an unpooled buffer: it is freed at once where Netty can do that,
 * and by the garbage collector where it cannot or where somebody lost it.
 */
final class PooledMemory {
    /**
     * Tracks no leaks: what is lent is tracked. Without "no cleaner", so that the collector frees what nobody frees.
     */
    private static final UnpooledByteBufAllocator DIRECT = new UnpooledByteBufAllocator(true, true, false);

    final MemoryPool pool;
    final ByteBuffer bytes;
    /** The same bytes for transfers, which move its position and limit. */
    final ByteBuffer transfer;

    /** The memory's owner, if it is direct. */
    final @Nullable ByteBuf owner;

    final SizeClass sizeClass;
    private @Nullable Slot<PooledMemory> slot;

    /**
     * The ByteBuf that this memory is lent with next, or that it is lent with now. Null while it is lent if a leak
     * detector watches that ByteBuf: it waits for the ByteBuf to become garbage, and the slot would hold it.
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

    /** Only when nobody can find it any more. */
    void free() {
        if (shell != null) {
            shell.close();
        }
        if (owner != null) {
            owner.release();
        }
    }
}
