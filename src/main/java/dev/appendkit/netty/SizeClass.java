// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import dev.appendkit.internal.pool.PoolCore;
import dev.appendkit.internal.pool.PoolSettings;
import dev.appendkit.internal.pool.SlotListener;
import dev.appendkit.internal.pool.Slots;
import org.jspecify.annotations.Nullable;

/** The idle memory of one size, and the rule by which it is kept. */
final class SizeClass {
    private static final int FACTOR = 4;
    private static final SlotListener<PooledMemory> FREEING = new SlotListener<>() {
        @Override
        public void dropped(PooledMemory memory) {
            memory.free();
        }
    };

    final int bytes;
    final PoolCore<PooledMemory> core;
    /** The slots of the core, one indirection closer. */
    final Slots<PooledMemory> slots;

    final @Nullable SizeClass larger;

    private SizeClass(String name, int bytes, int places, PoolSettings settings, @Nullable SizeClass larger) {
        core = new PoolCore<>(settings.ofOneSize(name + " " + bytes, places, bytes), FREEING);
        slots = core.slots();
        this.bytes = bytes;
        this.larger = larger;
    }

    /**
     * Returns the size classes of a pool, each a quarter of the next larger one. The largest has half of the slots, and
     * each has twice as many as the next larger one: with n slots of m bytes that is n/2 &middot; m + n &middot; m/4 +
     * 2n &middot; m/16 + &hellip; &lt; n &middot; m bytes, so the bound needs no counter, and most small buffers, of
     * which a connection has many at a time, can be idle.
     *
     * @return the smallest
     */
    static SizeClass all(String name, PoolSettings settings) {
        int places = settings.slots() / 2;
        SizeClass smallest = new SizeClass(name, settings.maxRetained(), places, settings, null);
        while (smallest.bytes / FACTOR >= settings.initial()) {
            places = Math.min(2 * places, Slots.MAX_PLACES);
            smallest = new SizeClass(name, smallest.bytes / FACTOR, places, settings, smallest);
        }
        return smallest;
    }
}
