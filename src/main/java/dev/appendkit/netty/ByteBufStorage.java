// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import dev.appendkit.AppendBuffer;
import dev.appendkit.internal.cursor.CursorAccess;
import dev.appendkit.internal.cursor.Room;
import dev.appendkit.internal.cursor.Storage;
import dev.appendkit.internal.pool.PoolCore;
import dev.appendkit.internal.pool.Slot;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import java.nio.ReadOnlyBufferException;
import org.jspecify.annotations.Nullable;

/**
 * Makes the free bytes of a ByteBuf the window of a cursor.
 *
 * <p>A buffer that has an array lends it: the window runs from the writerIndex to the capacity. Any other buffer is
 * written through a chunk, which is copied to the buffer when it is full and at the end; in measurements that costs
 * less per append than setting words or bytes one by one. In both cases the writerIndex does not move before the close,
 * and the window is never larger than the buffer's capacity: if the buffer cannot grow, the append that needs more room
 * fails.
 */
final class ByteBufStorage extends Storage {
    /** The maximum length of a chunk that an idle cursor keeps; a longer one, made for one long text, is dropped. */
    static final int MAX_KEPT_CHUNK_LENGTH = 64 << 10;

    private static final int CHUNK_LENGTH = PIECE_LENGTH;
    private static final CursorAccess<AppendBuffer> ACCESS = CursorAccess.of(AppendBuffer.class);

    private final AppendBuffer cursor = ACCESS.create(this);
    /** Checked mode: the window ends where the content ends, so that every append asks for room and is checked here. */
    private final boolean checked;

    private final @Nullable PoolCore<ByteBufStorage> pool;
    private @Nullable Slot<ByteBufStorage> slot;
    private @Nullable ByteBuf target;
    private byte[] chunk = NO_BYTES;
    private boolean lendsArray;
    /** Whether a text that does not fit is refused as in the static methods. */
    private boolean single;
    /** The writerIndex, which does not change until the close. */
    private int start;
    /** The number of bytes that have moved from the chunk to the buffer. */
    private int moved;
    /** The last known capacity of the buffer: it may grow, but must not shrink. */
    private int capacity;
    /**
     * In checked mode, the reference count including the cursor's own reference, which keeps the memory from being lent
     * again.
     */
    private int references;

    /** Creates a cursor of a pool or, in checked mode, of none. */
    ByteBufStorage(@Nullable PoolCore<ByteBufStorage> pool) {
        this.pool = pool;
        checked = pool == null;
    }

    void attachedTo(Slot<ByteBufStorage> slot) {
        this.slot = slot;
    }

    int chunkLength() {
        return chunk.length;
    }

    static void check(ByteBuf buffer) {
        if (buffer.refCnt() == 0) {
            throw released(buffer);
        }
        if (buffer.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
    }

    /** This throws Netty's own exception, whose class is in a module that we do not require. */
    private static IllegalStateException released(ByteBuf buffer) {
        // An unreleasable buffer ignores the call, but the buffer that it wraps does not.
        for (ByteBuf wrapped = buffer; wrapped != null; wrapped = wrapped.unwrap()) {
            wrapped.retain();
        }
        return new IllegalStateException("the ByteBuf is released");
    }

    /** Opens the cursor over a checked buffer. If the buffer throws nevertheless, the cursor goes back. */
    AppendBuffer open(ByteBuf buffer, boolean forOneAppend) {
        try {
            single = forOneAppend;
            start = buffer.writerIndex();
            capacity = buffer.capacity();
            moved = 0;
            lend(buffer, 0);
            spare(0);
            references = checked ? buffer.retain().refCnt() : 0;
        } catch (Throwable e) {
            recycle();
            throw e;
        }
        target = buffer;
        ACCESS.open(cursor);
        return cursor;
    }

    /** Takes the window after {@code length} bytes that lie in the buffer itself. */
    private void lend(ByteBuf buffer, int length) {
        lendsArray = buffer.hasArray();
        if (lendsArray) {
            int offset = buffer.arrayOffset();
            window(buffer.array(), offset + start + length, offset + capacity, offset + start);
        } else {
            if (chunk.length == 0) {
                chunk = new byte[CHUNK_LENGTH];
            }
            moved = length;
            chunkWindow(0);
        }
    }

    private void chunkWindow(int position) {
        window(chunk, position, Math.min(chunk.length, capacity - start - moved), -moved);
    }

    private void spare(long needed) {
        if (checked) {
            limit = (int) Math.min(limit, position + needed);
        }
    }

    @Override
    public void makeRoom(int position, long needed) {
        ByteBuf buffer = owned();
        int length = position - origin;
        grow(buffer, length, needed);
        if (lendsArray) {
            lend(buffer, length);
            // A composite of one component has an array until it grows by another component; its chunk is then still
            // empty.
            position = this.position;
        }
        if (!lendsArray) {
            makeChunkRoom(buffer, position, needed);
        }
        spare(needed);
    }

    private void grow(ByteBuf buffer, int length, long needed) {
        int max = buffer.maxCapacity() - start;
        if (needed > max - length) {
            throw single
                    ? Room.outOfBounds(needed, max - length, length, max)
                    : Room.overflow(needed, max - length, length, max);
        }
        int enough = (int) (length + needed);
        if (enough > capacity - start) {
            buffer.ensureWritable(enough);
        }
        capacity = buffer.capacity();
    }

    private void makeChunkRoom(ByteBuf buffer, int position, long needed) {
        int used = position;
        if (needed > chunk.length - used) {
            move(buffer, used);
            used = 0;
            if (needed > chunk.length) {
                chunk = new byte[(int) Math.max(needed, Math.min(MAX_KEPT_CHUNK_LENGTH, 2 * chunk.length))];
            }
        }
        chunkWindow(used);
    }

    @Override
    public boolean makeRoomInPieces(int position, long needed) {
        ByteBuf buffer = owned();
        int length = position - origin;
        grow(buffer, length, needed);
        if (lendsArray) {
            lend(buffer, length);
        } else {
            chunkWindow(position);
        }
        spare(0);
        return !lendsArray && needed > chunk.length;
    }

    @Override
    public boolean holds(byte[] src) {
        return target != null && (lendsArray ? src == array : holds(target, src));
    }

    /**
     * Whether the source is part of the buffer. A buffer that is neither a single array nor direct is a composite, or a
     * view of one.
     */
    private static boolean holds(ByteBuf buffer, byte[] src) {
        if (buffer.hasArray()) {
            return buffer.array() == src;
        }
        if (buffer instanceof CompositeByteBuf composite) {
            for (int i = 0; i < composite.numComponents(); i++) {
                if (holds(composite.internalComponent(i), src)) {
                    return true;
                }
            }
            return false;
        }
        ByteBuf viewed = buffer.isDirect() ? null : buffer.unwrap();
        return viewed != null && holds(viewed, src);
    }

    @Override
    public boolean patch(int offset, byte[] src, int from, int to) {
        ByteBuf buffer = owned();
        if (origin + offset >= 0) {
            return false;
        }
        // These bytes have left the chunk.
        buffer.setBytes(start + offset, src, from, to - from);
        return true;
    }

    @Override
    public boolean widen(int position, int offset, int count) {
        ByteBuf buffer = owned();
        if (origin + offset >= 0) {
            return false;
        }
        move(buffer, position);
        int left = moved - offset;
        moved += count;
        // Moves from the end, through the chunk, because a buffer of several components cannot move bytes within
        // itself.
        while (left > 0) {
            int length = Math.min(left, chunk.length);
            left -= length;
            buffer.getBytes(start + offset + left, chunk, 0, length);
            buffer.setBytes(start + offset + left + count, chunk, 0, length);
        }
        chunkWindow(0);
        return true;
    }

    @Override
    public void truncate(int position, int length) {
        owned();
        if (lendsArray) {
            this.position = origin + length;
        } else {
            // Bytes that have moved still lie after the writerIndex: they are simply written again.
            moved = Math.min(moved, length);
            chunkWindow(length - moved);
        }
        spare(0);
    }

    @Override
    public boolean close(int position) {
        if (target == null) {
            throw closed();
        }
        try {
            ByteBuf buffer = owned();
            if (!lendsArray) {
                move(buffer, position);
            }
            buffer.writerIndex(start + (position - origin));
        } finally {
            giveBack();
        }
        return true;
    }

    /** The writerIndex does not change. */
    @Override
    public boolean discard(int position, IllegalStateException cause) {
        if (target == null) {
            throw closed();
        }
        try {
            owned();
        } finally {
            giveBack();
        }
        return true;
    }

    private void giveBack() {
        ByteBuf buffer = target;
        try {
            if (checked && buffer != null && buffer.refCnt() > 0) {
                buffer.release();
            }
        } finally {
            recycle();
        }
    }

    private void recycle() {
        target = null;
        window(NO_BYTES, 0, -1, 0);
        if (chunk.length > MAX_KEPT_CHUNK_LENGTH) {
            chunk = NO_BYTES;
        }
        int kept = ACCESS.keptBytes(cursor);
        if (kept > MAX_KEPT_CHUNK_LENGTH - chunk.length) {
            ACCESS.dropKept(cursor);
            kept = 0;
        }
        if (pool != null && slot != null) {
            // From here on another thread may have the cursor. The pool keeps it whatever was used of its chunk.
            pool.release(slot, 0, 0, chunk.length + kept);
        }
    }

    @Override
    public boolean isAddressable() {
        return false;
    }

    @Override
    public boolean lendsTarget() {
        return lendsArray;
    }

    private void move(ByteBuf buffer, int used) {
        buffer.setBytes(start + moved, chunk, 0, used);
        moved += used;
    }

    /**
     * Returns the buffer, if it has not been released, written to or given another array since the cursor was opened.
     */
    private ByteBuf owned() {
        ByteBuf buffer = target;
        if (buffer == null) {
            throw closed();
        }
        if (buffer.refCnt() == 0) {
            throw new IllegalStateException("the ByteBuf was released while a cursor was open over it");
        }
        if (checked && buffer.refCnt() < references) {
            throw new IllegalStateException("the ByteBuf's reference count fell from " + (references - 1) + " to "
                    + (buffer.refCnt() - 1) + " while a cursor was open over it");
        }
        if (buffer.writerIndex() != start) {
            throw new IllegalStateException("the ByteBuf's writerIndex was moved from " + start + " to "
                    + buffer.writerIndex() + " while a cursor was open over it");
        }
        int now = buffer.capacity();
        if (lendsArray && !lendsWindow(buffer, now)) {
            throw new IllegalStateException("the ByteBuf's array was replaced while a cursor was open over it");
        }
        if (now < capacity) {
            throw new IllegalStateException("the ByteBuf's capacity was cut while a cursor was open over it");
        }
        return buffer;
    }

    /** A pooled buffer that changes its capacity may also move within the array that it shares with others. */
    private boolean lendsWindow(ByteBuf buffer, int now) {
        return buffer.hasArray()
                && buffer.array() == array
                && buffer.arrayOffset() + start == origin
                && buffer.arrayOffset() + now >= limit;
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("the cursor is closed");
    }
}
