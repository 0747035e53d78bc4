// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import dev.appendkit.AppendBuffer;
import dev.appendkit.internal.CheckedMode;
import dev.appendkit.internal.pool.PoolCore;
import dev.appendkit.internal.pool.PoolSettings;
import dev.appendkit.internal.pool.Slots;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cursors over ByteBufs, recycled with their chunks as {@code BufferPool} recycles its buffers. What is idle holds no
 * ByteBuf, and at most {@link ByteBufStorage#MAX_KEPT_CHUNK_LENGTH} bytes a cursor. The pool's name in statistics is
 * {@code ByteBufAppend}.
 */
final class ByteBufCursors {
    static final ByteBufCursors SHARED = new ByteBufCursors(CheckedMode.ON);

    /** Null in checked mode: there every cursor is new, so that every use after its close throws. */
    private final @Nullable PoolCore<ByteBufStorage> pool;

    ByteBufCursors(boolean checked) {
        pool = checked ? null : new PoolCore<>(settings());
    }

    private static PoolSettings settings() {
        PoolSettings settings = new PoolSettings();
        // What is kept is an empty cursor: there is nothing to check.
        settings.checked(false);
        return settings.ofOneSize("ByteBufAppend", settings.slots(), ByteBufStorage.MAX_KEPT_CHUNK_LENGTH);
    }

    AppendBuffer open(ByteBuf buffer, boolean forOneAppend) {
        // Before anything is taken, so that a refusal has nothing to give back.
        ByteBufStorage.check(buffer);
        ByteBufStorage idle = pool == null ? null : pool.slots().take();
        return (idle == null ? create() : idle).open(buffer, forOneAppend);
    }

    private ByteBufStorage create() {
        ByteBufStorage storage = new ByteBufStorage(pool);
        if (pool != null) {
            pool.capacityAfterMiss(0);
            storage.attachedTo(pool.slots().attach(storage));
        }
        return storage;
    }

    @Nullable
    Slots<ByteBufStorage> slots() {
        return pool == null ? null : pool.slots();
    }

    List<ByteBufStorage> idle() {
        List<ByteBufStorage> idle = new ArrayList<>();
        if (pool != null) {
            pool.slots().forEachIdle(idle::add);
        }
        return idle;
    }
}
