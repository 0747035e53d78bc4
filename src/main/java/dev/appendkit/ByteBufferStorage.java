// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import dev.appendkit.internal.CheckedMode;
import dev.appendkit.internal.cursor.CursorAccess;
import dev.appendkit.internal.cursor.Room;
import dev.appendkit.internal.cursor.Storage;
import dev.appendkit.internal.pool.PoolCore;
import dev.appendkit.internal.pool.PoolSettings;
import dev.appendkit.internal.pool.Slot;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import org.jspecify.annotations.Nullable;

/**
 * A chunk whose bytes go to a ByteBuffer without an accessible array, by one bulk put. In measurements that costs less
 * than setting words or bytes one by one, and it writes no byte outside the text. The pool named
 * {@code ByteBufferAppend} recycles it together with its cursor; an idle chunk holds no ByteBuffer and at most 4 KiB.
 */
final class ByteBufferStorage extends Storage {
    private static final CursorAccess<AppendBuffer> ACCESS = CursorAccess.of(AppendBuffer.class);
    private static final PoolCore<ByteBufferStorage> POOL = new PoolCore<>(settings());

    private final AppendBuffer cursor = ACCESS.create(this);
    private @Nullable Slot<ByteBufferStorage> slot;
    private @Nullable ByteBuffer target;
    /** Grows only for decimals of more than 4,096 digits, which never exceed 64 KiB, and is then not kept. */
    private byte[] chunk = NO_BYTES;

    private int start;
    /** The number of bytes that have moved from the chunk to the buffer. */
    private int moved;

    private static PoolSettings settings() {
        PoolSettings settings = new PoolSettings();
        // Only an empty cursor is kept: there is nothing to check.
        settings.checked(false);
        return settings.ofOneSize("ByteBufferAppend", settings.slots(), PIECE_LENGTH);
    }

    /** Opens a cursor for one append to a buffer, whose position moves when the cursor is closed. */
    static AppendBuffer open(ByteBuffer buffer) {
        if (buffer.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        // In checked mode every cursor is new, so that a cursor that is used after its close stays closed.
        ByteBufferStorage idle = CheckedMode.ON ? null : POOL.slots().take();
        ByteBufferStorage storage = idle == null ? create() : idle;
        if (storage.chunk.length == 0) {
            storage.chunk = new byte[PIECE_LENGTH];
        }
        storage.target = buffer;
        storage.start = buffer.position();
        storage.moved = 0;
        storage.chunkWindow(buffer, 0);
        ACCESS.open(storage.cursor);
        return storage.cursor;
    }

    private static ByteBufferStorage create() {
        ByteBufferStorage storage = new ByteBufferStorage();
        if (!CheckedMode.ON) {
            storage.slot = POOL.attach(storage, POOL.capacityAfterMiss(PIECE_LENGTH));
        }
        return storage;
    }

    private void chunkWindow(ByteBuffer buffer, int position) {
        window(chunk, position, Math.min(chunk.length, buffer.limit() - start - moved), -moved);
    }

    @Override
    public void makeRoom(int position, long needed) {
        ByteBuffer buffer = checkRoom(position, needed);
        int used = position;
        if (needed > chunk.length - used) {
            move(buffer, used);
            used = 0;
            if (needed > chunk.length) {
                chunk = new byte[(int) needed];
            }
        }
        chunkWindow(buffer, used);
    }

    @Override
    public boolean makeRoomInPieces(int position, long needed) {
        ByteBuffer buffer = checkRoom(position, needed);
        chunkWindow(buffer, position);
        return needed > chunk.length;
    }

    private ByteBuffer checkRoom(int position, long needed) {
        ByteBuffer buffer = owned();
        int length = position - origin;
        int free = buffer.limit() - start - length;
        if (needed > free) {
            throw Room.overflow(needed, free, start + length, buffer.limit());
        }
        return buffer;
    }

    @Override
    public void truncate(int position, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean close(int position) {
        try {
            ByteBuffer buffer = owned();
            move(buffer, position);
            buffer.position(start + moved);
        } finally {
            recycle();
        }
        return true;
    }

    private void recycle() {
        target = null;
        window(NO_BYTES, 0, -1, 0);
        if (slot == null) {
            return;
        }
        if (chunk.length > PIECE_LENGTH) {
            chunk = NO_BYTES;
        }
        int kept = ACCESS.keptBytes(cursor);
        if (kept > PIECE_LENGTH - chunk.length) {
            ACCESS.dropKept(cursor);
            kept = 0;
        }
        // From here on another thread may have the cursor.
        POOL.release(slot, PIECE_LENGTH, PIECE_LENGTH, chunk.length + kept);
    }

    @Override
    public boolean isAddressable() {
        return false;
    }

    private void move(ByteBuffer buffer, int used) {
        buffer.put(start + moved, chunk, 0, used);
        moved += used;
    }

    /** Returns the buffer, unless the appended text, which is foreign code, has written to it. */
    private ByteBuffer owned() {
        ByteBuffer buffer = target;
        if (buffer == null) {
            throw refusal();
        }
        if (buffer.position() != start) {
            throw new IllegalStateException("the ByteBuffer's position was moved from " + start + " to "
                    + buffer.position() + " by what is appended");
        }
        return buffer;
    }
}
