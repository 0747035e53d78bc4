// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

import dev.appendkit.AppendBuffer;
import dev.appendkit.internal.cursor.CursorAccess;
import dev.appendkit.internal.cursor.GrowingStorage;
import dev.appendkit.internal.pool.Slot;
import org.jspecify.annotations.Nullable;

/**
 * The content of a slot of a {@link BufferPool}: the array, the cursor over it, and how much of it the borrower used.
 */
final class PooledStorage extends GrowingStorage {
    private static final CursorAccess<AppendBuffer> ACCESS = CursorAccess.of(AppendBuffer.class);

    final AppendBuffer cursor = ACCESS.create(this);
    private final BufferPool pool;
    private @Nullable Slot<PooledStorage> slot;
    private int greatestLength;

    PooledStorage(BufferPool pool, byte[] array, int max) {
        super(array, max);
        this.pool = pool;
    }

    /** Returns the slot; only the thread that made or took it may call this. */
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
        window(larger, 0, larger.length, 0);
    }

    /**
     * Returns the bytes of the cursor's chars, after dropping them if they exceed what may be kept besides the array.
     */
    int keptBeside(int most) {
        int kept = ACCESS.keptBytes(cursor);
        if (kept > 0 && kept > most) {
            ACCESS.dropKept(cursor);
            return 0;
        }
        return kept;
    }

    AppendBuffer open() {
        if (greatestLength != 0) {
            greatestLength = 0;
        }
        ACCESS.reopen(cursor);
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
