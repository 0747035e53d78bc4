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
 * Recycles cursors over ByteBufs, together with their chunks, as {@code BufferPool} recycles its buffers. An idle
 * cursor holds no ByteBuf and at most {@link ByteBufStorage#MAX_KEPT_CHUNK_LENGTH} bytes. The pool's name in statistics
 * is {@code ByteBufAppend}.
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
        // Only an empty cursor is kept: there is nothing to check.
        settings.checked(false);
        return settings.ofOneSize("ByteBufAppend", settings.slots(), ByteBufStorage.MAX_KEPT_CHUNK_LENGTH);
    }

    AppendBuffer open(ByteBuf buffer, boolean forOneAppend) {
        // Checked before anything is taken, so that a refusal has nothing to return.
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
