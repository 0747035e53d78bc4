// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

import dev.appendkit.AppendBuffer;
import dev.appendkit.internal.CursorAccess;
import dev.appendkit.internal.GrowingStorage;
import dev.appendkit.internal.Slot;
import org.jspecify.annotations.Nullable;

/** What a slot of a {@link BufferPool} holds: the array, the cursor over it, and how much of it was needed. */
final class PooledStorage extends GrowingStorage {
    private static final CursorAccess<AppendBuffer> ACCESS = CursorAccess.of(AppendBuffer.class);

    final AppendBuffer cursor = ACCESS.create(this);
    /** Releases in a row that used little of the array, and the greatest use among them. */
    int strikes;

    int usedSinceStrike;
    /** The length of the idle array, for those who only look: the array itself may change while they do. */
    int idleBytes;

    /** In checked mode who borrowed it. */
    final @Nullable Throwable borrower;

    private final BufferPool pool;
    private @Nullable Slot<PooledStorage> slot;
    private int greatestLength;

    PooledStorage(BufferPool pool, byte[] array, int max, @Nullable Throwable borrower) {
        super(array, max);
        this.pool = pool;
        this.borrower = borrower;
    }

    /** Only for the thread that made it or took it. */
    Slot<PooledStorage> slot() {
        Slot<PooledStorage> attached = slot;
        if (attached == null) {
            throw new IllegalStateException("not attached");
        }
        return attached;
    }

    void attachedTo(Slot<PooledStorage> slot) {
        this.slot = slot;
    }

    void replaceArray(byte[] larger) {
        array = larger;
    }

    AppendBuffer open() {
        greatestLength = 0;
        position = 0;
        limit = array.length;
        ACCESS.open(cursor);
        return cursor;
    }

    @Override
    public void truncate(int position, int length) {
        greatestLength = Math.max(greatestLength, position);
        super.truncate(position, length);
    }

    @Override
    public boolean close(int position) {
        pool.release(this, Math.max(greatestLength, position));
        return true;
    }
}
