// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import dev.appendkit.AppendBuffer;
import dev.appendkit.internal.CheckedMode;
import dev.appendkit.internal.pool.Slots;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recycles cursors over ByteBufs, together with their chunks, as {@code BufferPool} recycles its buffers. An idle
 * cursor holds no ByteBuf and at most {@link ByteBufStorage#MAX_KEPT_CHUNK_LENGTH} bytes.
 */
final class ByteBufCursors {
    static final ByteBufCursors SHARED = new ByteBufCursors(CheckedMode.ON);

    /** Null in checked mode: there every cursor is new, so that every use after its close throws. */
    private final @Nullable Slots<ByteBufStorage> slots;

    ByteBufCursors(boolean checked) {
        slots = checked ? null : new Slots<>(Slots.defaultPlaces(), System::nanoTime);
    }

    AppendBuffer open(ByteBuf buffer, boolean forOneAppend) {
        // Checked before anything is taken, so that a refusal has nothing to return.
        ByteBufStorage.check(buffer);
        ByteBufStorage idle = slots == null ? null : slots.take();
        return (idle == null ? create() : idle).open(buffer, forOneAppend);
    }

    private ByteBufStorage create() {
        ByteBufStorage storage = new ByteBufStorage(slots == null);
        if (slots != null) {
            storage.attachedTo(slots.attach(storage));
            if (slots.claimTrim()) {
                slots.trim();
            }
        }
        return storage;
    }

    List<ByteBufStorage> idle() {
        List<ByteBufStorage> idle = new ArrayList<>();
        if (slots != null) {
            slots.forEachIdle(idle::add);
        }
        return idle;
    }
}
