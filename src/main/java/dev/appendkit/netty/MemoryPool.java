// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import dev.appendkit.internal.CheckedMode;
import dev.appendkit.internal.pool.DropCause;
import dev.appendkit.internal.pool.Outstanding;
import dev.appendkit.internal.pool.PoolCore;
import dev.appendkit.internal.pool.PoolSettings;
import dev.appendkit.internal.pool.Slot;
import dev.appendkit.pool.DropReason;
import dev.appendkit.pool.PoolStats;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The heap half or the direct half of a {@link ByteBufPool}.
 *
 * <p>A request takes idle memory of its {@link SizeClass}, then of the next larger one, then makes memory of its class.
 * Memory larger than all classes is made for the request and belongs to the largest class, which does not keep it.
 */
final class MemoryPool {
    private final ByteBufPool allocator;
    private final boolean direct;
    private final SizeClass smallest;
    /** In checked mode, the borrowers of all classes together: a buffer moves from one class to another. */
    private final @Nullable Outstanding outstanding;

    MemoryPool(ByteBufPool allocator, boolean direct, PoolSettings settings) {
        this.allocator = allocator;
        this.direct = direct;
        smallest = SizeClass.all(allocator.name() + (direct ? " direct" : " heap"), settings);
        outstanding = smallest.core.outstanding();
    }

    LentByteBuf lend(int capacity, int maxCapacity) {
        PooledMemory memory = take(capacity);
        LentByteBuf lent = memory.shell;
        if (lent == null) {
            lent = newShell(memory);
        }
        lent.open(capacity, maxCapacity);
        return lent;
    }

    private LentByteBuf newShell(PooledMemory memory) {
        LentByteBuf made = new LentByteBuf(allocator, memory);
        if (outstanding == null) {
            memory.shell = made;
        } else {
            // The memory does not know this ByteBuf: no later borrower gets the same one.
            outstanding.lent(made);
        }
        return made;
    }

    private PooledMemory take(int capacity) {
        SizeClass fitting = smallest;
        while (fitting.bytes < capacity) {
            if (fitting.larger == null) {
                return make(fitting, capacity);
            }
            fitting = fitting.larger;
        }
        PooledMemory idle = fitting.slots.take();
        return idle == null || outstanding != null ? takeSlowly(fitting, idle) : idle;
    }

    private PooledMemory takeSlowly(SizeClass fitting, @Nullable PooledMemory idle) {
        PooledMemory taken = idle;
        if (taken == null && fitting.larger != null) {
            taken = fitting.larger.slots.take();
        }
        if (taken == null) {
            taken = make(fitting, fitting.bytes);
        }
        if (outstanding != null) {
            CheckedMode.fillWithJunk(taken.bytes);
        }
        return taken;
    }

    private PooledMemory make(SizeClass sizeClass, int bytes) {
        PoolCore<PooledMemory> core = sizeClass.core;
        int capacity = core.capacityAfterMiss(bytes);
        // A miss of one size triggers the trim of all sizes: some sizes may never miss again.
        for (SizeClass each = smallest; each != null; each = each.larger) {
            each.core.trimIfDue();
        }
        PooledMemory made =
                direct ? PooledMemory.direct(this, sizeClass, capacity) : PooledMemory.heap(this, sizeClass, capacity);
        made.attachedTo(core.attach(made, capacity));
        return made;
    }

    /** Gives larger memory to a lent buffer, whose content must move; its old memory is then idle or gone. */
    void replace(PooledMemory old, LentByteBuf lent, int length, int newCapacity) {
        PooledMemory larger = take(newCapacity);
        larger.bytes.put(0, old.bytes, 0, length);
        // The two memories exchange their ByteBufs, so that neither has to be made anew.
        LentByteBuf other = larger.shell;
        larger.shell = old.shell;
        old.shell = other;
        if (other != null) {
            other.moveTo(old);
        }
        lent.moveTo(larger);
        giveBack(old, length);
    }

    /** Takes back a buffer whose last reference is gone. From here on another thread may have it. */
    void release(PooledMemory memory, LentByteBuf lent) {
        if (outstanding != null) {
            outstanding.returned(lent);
            lent.close();
        } else if (memory.shell == null) {
            memory.shell = lent;
        }
        giveBack(memory, lent.greatestCapacity());
    }

    private void giveBack(PooledMemory memory, int used) {
        if (outstanding != null) {
            CheckedMode.fillWithJunk(memory.bytes);
        }
        Slot<PooledMemory> slot = memory.slot();
        if (!memory.sizeClass.core.release(slot, memory.capacity(), used, memory.capacity())) {
            memory.free();
        }
    }

    void trim() {
        for (SizeClass each = smallest; each != null; each = each.larger) {
            each.core.trim();
        }
    }

    PoolStats stats() {
        Map<DropReason, Long> drops = new EnumMap<>(DropReason.class);
        for (DropReason reason : DropReason.values()) {
            DropCause cause = DropCause.valueOf(reason.name());
            drops.put(reason, sum(core -> core.drops(cause)));
        }
        return new PoolStats(
                (int) sum(core -> core.idle().count()),
                sum(core -> core.idle().held()),
                sum(PoolCore::misses),
                Map.copyOf(drops),
                // All classes trim together, except the one that a drop has already made trim.
                smallest.core.trims(),
                outstanding == null ? List.of() : outstanding.borrowers());
    }

    private long sum(ToLongFunction<PoolCore<PooledMemory>> figure) {
        long sum = 0;
        for (SizeClass each = smallest; each != null; each = each.larger) {
            sum += figure.applyAsLong(each.core);
        }
        return sum;
    }
}
