// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static dev.appendkit.memory.SlabBlock.WORDS;

import dev.appendkit.internal.CheckedMode;
import dev.appendkit.internal.memory.Generations;
import dev.appendkit.internal.memory.Overlap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A slab allocator: chunks of a few sizes, reference counts, and chains of any length, for caches and queues whose
 * pieces have different lifetimes.
 *
 * <pre>{@code
 * Slab slab = new Slab(64, 1 << 20, 1.25, MemoryBudget.of(1L << 30));
 * long chunk = slab.alloc(100);                                     // one reference; Slab.NIL: out of budget
 * LittleEndian.putLong(slab.array(chunk), slab.offset(chunk), 42);
 * slab.decRef(chunk);                                               // the last reference frees it
 * }</pre>
 *
 * <p>Size classes begin at the smallest chunk; each is the previous one times the growth factor, rounded up, and the
 * last one is a whole slab. A slab is one block that serves one class. It keeps its class until the budget or its
 * source refuses another block; then a slab without a live chunk serves the class that needs one. {@link #trim} returns
 * such slabs.
 *
 * <p><b>Handles.</b> A handle names a chunk and its generation of 24 bits, which distinguishes a freed chunk from the
 * next one at the same place. This is detection, not proof: one chance in 2^24. Every method except {@link #owns}
 * throws an {@code IllegalStateException} for a handle that is {@link #NIL} (where it is not allowed), made up, from
 * another allocator, or stale; it then changes nothing, not even counters. If a caller drops a reference once too often
 * while others still hold theirs, it drops one of theirs: their next call is refused.
 *
 * <p><b>Chains.</b> A link holds a reference to its target. The last {@code decRef} of a chain frees it in a loop.
 * Cycles of two and more leak, as with any reference counting.
 *
 * <p>A place is valid until its chunk is freed; chunks do not move. The content of a new chunk is not zeroed.
 *
 * <p><b>Bound.</b> At any time (slabs) × (bytes of a slab + 24 bytes per chunk), within the budget. Only one thread at
 * a time may use a slab; any happens-before hands it over. Nothing is allocated except new slabs and the result of
 * {@link #stats}. An unreachable slab is garbage like any object, closed or not, but its bytes stay counted in a budget
 * that others share.
 */
public final class Slab implements AutoCloseable {
    /** The handle of no chunk. */
    public static final long NIL = 0;

    /** In checked mode a freed chunk is not reused before this many others, unless nothing else is left. */
    private static final int QUARANTINE = 64;

    /** The bits of a location plus one, which leaves room for the time of a quarantine. */
    private static final int LOCATION_BITS = 41;

    private static final long LOCATION_MASK = (1L << LOCATION_BITS) - 1;
    private static final int TIME_MASK = (1 << 64 - LOCATION_BITS) - 1;
    private static final SlabBlock[] NO_SLABS = {};

    private final SizeClasses classes;
    private final MemoryBudget budget;
    private final boolean checked;
    private final @Nullable Overlap overlap;
    private final int chunkBits;
    private final int chunkMask;
    private final int maxSlabs;
    private final int firstGeneration = Generations.draw();

    /** The slabs by their number, with and without memory. */
    private SlabBlock[] slabs = NO_SLABS;

    private int slabCount;
    /** The list of slabs without memory, and the list of slabs whose chunks are all free. */
    private @Nullable SlabBlock absent;

    private @Nullable SlabBlock unused;

    /** For each class, the locations plus 1 of the chunk freed last and of the one freed first; 0 if there is none. */
    private final long[] newest;

    private final long[] oldest;
    /** For each class, the slab with chunks that were never in use. */
    private final @Nullable SlabBlock[] current;

    private final int[] slabsOf;
    private final int[] chunksOf;
    private final int[] liveOf;

    private boolean closed;
    private long allocs;
    private long addRefs;
    private long decRefs;
    private long frees;
    private long slabsTaken;
    private long slabsGivenBack;
    private long slabsReclassed;
    private long refusals;
    private long tooBig;

    /**
     * Creates an empty allocator.
     *
     * @param smallestChunk the chunk size of the first class in bytes, 1 to {@code slabBytes}
     * @param slabBytes the size of a slab and of the largest chunk in bytes, at most 1 GiB
     * @param growthFactor the ratio of each class to the previous one, above 1
     * @param budget the budget for slabs and their tables
     * @throws IllegalArgumentException if an argument is out of range, or if there would be more than 2^20 chunks per
     *     slab or more than 1,024 classes
     */
    public Slab(int smallestChunk, int slabBytes, double growthFactor, MemoryBudget budget) {
        this(smallestChunk, slabBytes, growthFactor, budget, CheckedMode.ON);
    }

    Slab(int smallestChunk, int slabBytes, double growthFactor, MemoryBudget budget, boolean checked) {
        if (budget == null) {
            throw new NullPointerException("budget");
        }
        classes = new SizeClasses(smallestChunk, slabBytes, growthFactor);
        this.budget = budget;
        this.checked = checked;
        overlap = Overlap.ifChecked(checked);
        chunkBits = 32 - Integer.numberOfLeadingZeros(classes.chunks(0) - 1);
        chunkMask = (1 << chunkBits) - 1;
        maxSlabs = 1 << Math.min(30, 64 - Generations.BITS - chunkBits);
        newest = new long[classes.count()];
        oldest = new long[classes.count()];
        current = new SlabBlock[classes.count()];
        slabsOf = new int[classes.count()];
        chunksOf = new int[classes.count()];
        liveOf = new int[classes.count()];
    }

    /**
     * Takes a chunk, with one reference for the caller. Its content is undefined.
     *
     * @param length the length in bytes
     * @return the handle; {@link #NIL} if the length exceeds a slab or there is no memory
     * @throws IllegalArgumentException if the length is negative
     */
    public long alloc(int length) {
        Overlap.enter(overlap);
        try {
            if (length < 0 || length > classes.slabBytes) {
                return refuse(length);
            }
            int k = classes.of(length);
            long location = checked ? quarantined(k) : newest[k];
            if (location != 0) {
                SlabBlock slab = slabs[(int) (location - 1 >>> chunkBits)];
                int chunk = (int) (location - 1) & chunkMask;
                unlink(slab, chunk);
                return use(slab, chunk, length);
            }
            SlabBlock slab = current[k];
            if (slab == null) {
                slab = takeSlab(k);
                if (slab == null) {
                    return lastResort(k, length);
                }
            }
            int chunk = slab.carve();
            if (slab.carved == slab.chunks) {
                current[k] = null;
            }
            return use(slab, chunk, length);
        } finally {
            Overlap.leave(overlap);
        }
    }

    private long refuse(int length) {
        checkOpen();
        if (length < 0) {
            throw new IllegalArgumentException("the length " + length + " is negative");
        }
        tooBig++;
        return NIL;
    }

    /** Returns the chunk of a class that was freed first, if it has waited long enough, or 0. */
    private long quarantined(int k) {
        long location = oldest[k];
        if (location == 0) {
            return 0;
        }
        SlabBlock slab = slabs[(int) (location - 1 >>> chunkBits)];
        int freed = (int) (slab.table[WORDS * ((int) (location - 1) & chunkMask) + 1] >>> LOCATION_BITS);
        return ((int) allocs - freed & TIME_MASK) >= QUARANTINE ? location : 0;
    }

    /** In checked mode, returns a chunk whose quarantine is not over; otherwise nothing is left. */
    private long lastResort(int k, int length) {
        long location = oldest[k];
        if (location != 0) {
            SlabBlock slab = slabs[(int) (location - 1 >>> chunkBits)];
            int chunk = (int) (location - 1) & chunkMask;
            unlink(slab, chunk);
            return use(slab, chunk, length);
        }
        SlabBlock slab = reclass(k);
        if (slab == null) {
            refusals++;
            return NIL;
        }
        int chunk = slab.carve();
        if (slab.carved == slab.chunks) {
            current[k] = null;
        }
        return use(slab, chunk, length);
    }

    private long use(SlabBlock slab, int chunk, int length) {
        if (slab.live == 0) {
            removeUnused(slab);
        }
        slab.use(chunk, length);
        liveOf[slab.sizeClass]++;
        allocs++;
        return ((long) slab.index << chunkBits | chunk) << Generations.BITS | slab.generation(chunk);
    }

    /** Takes a new slab, or returns null. All memory is allocated before anything changes. */
    private @Nullable SlabBlock takeSlab(int k) {
        checkOpen();
        SlabBlock slab = absent;
        if (slab == null && slabCount == maxSlabs) {
            budget.refuse();
            return null;
        }
        int chunks = classes.chunks(k);
        long tableBytes = (long) chunks * SlabBlock.TABLE_BYTES;
        if (!budget.reserve(tableBytes)) {
            return null;
        }
        byte[] bytes = null;
        try {
            if (slab == null && slabCount == slabs.length) {
                slabs = Arrays.copyOf(slabs, Math.max(8, Math.min(maxSlabs, 2 * slabCount)));
            }
            SlabBlock taken = slab == null ? new SlabBlock(slabCount, firstGeneration) : slab;
            long[] table = new long[chunks * WORDS];
            bytes = budget.take(classes.slabBytes);
            if (bytes == null) {
                return null;
            }
            if (slab == null) {
                slabs[slabCount++] = taken;
            } else {
                absent = slab.after;
            }
            taken.bytes = bytes;
            taken.table = table;
            taken.after = null;
            addUnused(taken);
            slabsTaken++;
            serve(taken, k, chunks);
            return taken;
        } finally {
            if (bytes == null) {
                budget.unreserve(tableBytes);
            }
        }
    }

    private void serve(SlabBlock slab, int k, int chunks) {
        slab.begin(k, classes.bytes(k), chunks);
        if (checked) {
            CheckedMode.fillWithJunk(slab.bytes);
        }
        slabsOf[k]++;
        chunksOf[k] += chunks;
        current[k] = slab;
    }

    /** Makes a slab without a live chunk serve another class; null if there is none. */
    private @Nullable SlabBlock reclass(int k) {
        SlabBlock slab = unused;
        if (slab == null) {
            return null;
        }
        int chunks = classes.chunks(k);
        int more = chunks - slab.table.length / WORDS;
        long moreBytes = (long) more * SlabBlock.TABLE_BYTES;
        long[] table = slab.table;
        if (more > 0 && !budget.reserve(moreBytes)) {
            // The slab has as many chunks as fit into the table: there is no budget for more.
            chunks -= more;
        } else if (more != 0) {
            boolean allocated = false;
            try {
                table = new long[chunks * WORDS];
                allocated = true;
            } finally {
                if (!allocated && more > 0) {
                    budget.unreserve(moreBytes);
                }
            }
            if (more < 0) {
                budget.unreserve(-moreBytes);
            }
        }
        forgetChunks(slab);
        slab.table = table;
        slabsReclassed++;
        serve(slab, k, chunks);
        return slab;
    }

    /** Removes the free chunks of a slab without live ones from the list of its class: each of them was freed once. */
    private void forgetChunks(SlabBlock slab) {
        for (int chunk = 0; chunk < slab.carved; chunk++) {
            unlink(slab, chunk);
        }
        forgetSlab(slab);
    }

    private void forgetSlab(SlabBlock slab) {
        int k = slab.sizeClass;
        if (current[k] == slab) {
            current[k] = null;
        }
        slabsOf[k]--;
        chunksOf[k] -= slab.chunks;
    }

    private void link(SlabBlock slab, int chunk) {
        int k = slab.sizeClass;
        long location = ((long) slab.index << chunkBits | chunk) + 1;
        long head = newest[k];
        slab.table[WORDS * chunk + 1] = (allocs & TIME_MASK) << LOCATION_BITS;
        slab.table[WORDS * chunk + 2] = head;
        if (head == 0) {
            oldest[k] = location;
        } else {
            setNewer(head, location);
        }
        newest[k] = location;
    }

    private void unlink(SlabBlock slab, int chunk) {
        int k = slab.sizeClass;
        long newer = slab.table[WORDS * chunk + 1] & LOCATION_MASK;
        long older = slab.table[WORDS * chunk + 2];
        if (newer == 0) {
            newest[k] = older;
        } else {
            SlabBlock other = slabs[(int) (newer - 1 >>> chunkBits)];
            other.table[WORDS * ((int) (newer - 1) & chunkMask) + 2] = older;
        }
        if (older == 0) {
            oldest[k] = newer;
        } else {
            setNewer(older, newer);
        }
    }

    private void setNewer(long location, long newer) {
        long[] table = slabs[(int) (location - 1 >>> chunkBits)].table;
        int at = WORDS * ((int) (location - 1) & chunkMask) + 1;
        table[at] = table[at] & ~LOCATION_MASK | newer;
    }

    private void addUnused(SlabBlock slab) {
        slab.before = null;
        slab.after = unused;
        if (unused != null) {
            unused.before = slab;
        }
        unused = slab;
    }

    private void removeUnused(SlabBlock slab) {
        if (slab.before == null) {
            unused = slab.after;
        } else {
            slab.before.after = slab.after;
        }
        if (slab.after != null) {
            slab.after.before = slab.before;
        }
        slab.before = null;
        slab.after = null;
    }

    /** Returns the slab of a live chunk, or null. */
    private @Nullable SlabBlock live(long handle) {
        long index = handle >>> Generations.BITS + chunkBits;
        if (index >= slabCount) {
            return null;
        }
        SlabBlock slab = slabs[(int) index];
        int chunk = chunk(handle);
        if (chunk >= slab.carved) {
            return null;
        }
        long state = slab.table[WORDS * chunk];
        return state >>> 32 == (handle & Generations.MASK) && (int) state != 0 ? slab : null;
    }

    private int chunk(long handle) {
        return (int) (handle >>> Generations.BITS) & chunkMask;
    }

    /** Returns the slab of a live chunk; throws if there is none. */
    SlabBlock checkLive(long handle) {
        Overlap.check(overlap);
        SlabBlock slab = live(handle);
        if (slab == null) {
            throw notLive(handle);
        }
        return slab;
    }

    private IllegalStateException notLive(long handle) {
        if (closed) {
            return closedException();
        }
        if (handle == NIL) {
            return new IllegalStateException("the handle is NIL");
        }
        long index = handle >>> Generations.BITS + chunkBits;
        String place = "chunk " + chunk(handle) + " of slab " + index;
        boolean known = index < slabCount && slabs[(int) index].holdsMemory() && (handle & Generations.MASK) != 0;
        return new IllegalStateException(known ? place + " was freed" : "there is no " + place);
    }

    private void checkOpen() {
        if (closed) {
            throw closedException();
        }
    }

    private static IllegalStateException closedException() {
        return new IllegalStateException("the slab is closed");
    }

    /**
     * Adds a reference.
     *
     * @param handle a live chunk
     * @throws IllegalStateException if there are already 2^31 - 1, or if the handle names no live chunk
     */
    public void addRef(long handle) {
        Overlap.enter(overlap);
        try {
            addRef(checkLive(handle), chunk(handle));
            addRefs++;
        } finally {
            Overlap.leave(overlap);
        }
    }

    private static void addRef(SlabBlock slab, int chunk) {
        if (slab.refs(chunk) == Integer.MAX_VALUE) {
            throw new IllegalStateException(
                    "chunk " + chunk + " of slab " + slab.index + " has " + Integer.MAX_VALUE + " references already");
        }
        slab.addRefs(chunk, 1);
    }

    /**
     * Drops a reference. With the last one the chunk becomes free, and so does its chain as far as it has no other
     * references.
     *
     * @param handle a live chunk
     * @return whether this was the last reference
     * @throws IllegalStateException if the handle names no live chunk
     */
    public boolean decRef(long handle) {
        Overlap.enter(overlap);
        try {
            checkLive(handle);
            decRefs++;
            return drop(handle);
        } finally {
            Overlap.leave(overlap);
        }
    }

    /** Drops a reference, and those of the links of all chunks that become free; a stale link ends the chain. */
    private boolean drop(long first) {
        boolean last = false;
        long handle = first;
        while (true) {
            SlabBlock slab = live(handle);
            if (slab == null) {
                return last;
            }
            int chunk = chunk(handle);
            if (slab.refs(chunk) > 1) {
                slab.addRefs(chunk, -1);
                return last;
            }
            last |= handle == first;
            handle = slab.table[WORDS * chunk + 2];
            free(slab, chunk);
        }
    }

    private void free(SlabBlock slab, int chunk) {
        slab.free(chunk);
        if (checked) {
            int from = chunk * slab.chunkBytes;
            CheckedMode.fillWithJunk(slab.bytes, from, from + slab.chunkBytes);
        }
        link(slab, chunk);
        liveOf[slab.sizeClass]--;
        frees++;
        if (slab.live == 0) {
            addUnused(slab);
        }
    }

    /**
     * Returns the number of references to a chunk.
     *
     * @param handle a live chunk
     * @return their number, at least 1
     * @throws IllegalStateException if the handle names no live chunk
     */
    public int refs(long handle) {
        return checkLive(handle).refs(chunk(handle));
    }

    /**
     * Returns whether a handle names a live chunk of this allocator. Never throws; false after {@link #close}.
     *
     * @param handle any number
     * @return whether other methods accept it
     */
    public boolean owns(long handle) {
        return live(handle) != null;
    }

    /**
     * Links a chunk to another one. The link holds a reference to its target; the reference that the link held before
     * is dropped. If the chunk is already linked to that target, nothing changes.
     *
     * @param handle a live chunk
     * @param next another live chunk, or {@link #NIL} to end the chain
     * @throws IllegalArgumentException if both are the same chunk
     * @throws IllegalStateException if a handle names no live chunk, or the target already has 2^31 - 1 references
     */
    public void setNext(long handle, long next) {
        Overlap.enter(overlap);
        try {
            SlabBlock slab = checkLive(handle);
            if (handle == next) {
                throw new IllegalArgumentException(
                        "chunk " + chunk(handle) + " of slab " + slab.index + " would be linked to itself");
            }
            SlabBlock target = next == NIL ? null : checkLive(next);
            int at = WORDS * chunk(handle) + 2;
            long before = slab.table[at];
            if (before == next) {
                return;
            }
            if (target != null) {
                addRef(target, chunk(next));
            }
            slab.table[at] = next;
            drop(before);
        } finally {
            Overlap.leave(overlap);
        }
    }

    /**
     * Returns the chunk that a chunk is linked to, with a reference that the caller has to drop.
     *
     * @param handle a live chunk
     * @return the next chunk, or {@link #NIL}
     * @throws IllegalStateException if the handle names no live chunk, or the next one already has 2^31 - 1 references
     */
    public long getNext(long handle) {
        Overlap.enter(overlap);
        try {
            SlabBlock slab = checkLive(handle);
            long next = slab.table[WORDS * chunk(handle) + 2];
            if (next != NIL) {
                addRef(checkLive(next), chunk(next));
            }
            return next;
        } finally {
            Overlap.leave(overlap);
        }
    }

    /**
     * Returns the array in which a chunk lies.
     *
     * @param handle a live chunk
     * @return its slab; the bytes from {@link #offset} to {@code offset + capacity} are the chunk's
     * @throws IllegalStateException if the handle names no live chunk
     */
    public byte[] array(long handle) {
        return checkLive(handle).bytes;
    }

    /**
     * Returns where a chunk begins.
     *
     * @param handle a live chunk
     * @return the index in {@link #array}
     * @throws IllegalStateException if the handle names no live chunk
     */
    public int offset(long handle) {
        return checkLive(handle).chunkBytes * chunk(handle);
    }

    /**
     * Returns the length of a chunk, as requested by {@link #alloc} or set by {@link #truncate}.
     *
     * @param handle a live chunk
     * @return the length in bytes
     * @throws IllegalStateException if the handle names no live chunk
     */
    public int length(long handle) {
        return (int) checkLive(handle).table[WORDS * chunk(handle) + 1];
    }

    /**
     * Returns the size of a chunk's class.
     *
     * @param handle a live chunk
     * @return the number of bytes that it has room for
     * @throws IllegalStateException if the handle names no live chunk
     */
    public int capacity(long handle) {
        return checkLive(handle).chunkBytes;
    }

    /**
     * Sets the length of a chunk, which does not move.
     *
     * @param handle a live chunk
     * @param length 0 to {@link #capacity}
     * @throws IllegalArgumentException if the length is outside that range
     * @throws IllegalStateException if the handle names no live chunk
     */
    public void truncate(long handle, int length) {
        SlabBlock slab = checkLive(handle);
        if (length < 0 || length > slab.chunkBytes) {
            throw new IllegalArgumentException("the length " + length + " is outside 0 to " + slab.chunkBytes);
        }
        slab.table[WORDS * chunk(handle) + 1] = length;
    }

    /**
     * Returns what this allocator has done and holds.
     *
     * @return a new record
     */
    public SlabStats stats() {
        Overlap.check(overlap);
        checkOpen();
        List<SlabStats.SizeClass> sizes = new ArrayList<>(classes.count());
        for (int k = 0; k < classes.count(); k++) {
            sizes.add(new SlabStats.SizeClass(classes.bytes(k), slabsOf[k], chunksOf[k], liveOf[k]));
        }
        return new SlabStats(
                allocs, addRefs, decRefs, frees, slabsTaken, slabsGivenBack, slabsReclassed, refusals, tooBig, sizes);
    }

    /**
     * Returns the slabs that have no live chunk to the budget.
     *
     * @return the number of bytes returned, including tables
     */
    public long trim() {
        Overlap.enter(overlap);
        try {
            checkOpen();
            long bytes = 0;
            Throwable thrown = null;
            for (SlabBlock slab = unused; slab != null; slab = unused) {
                forgetChunks(slab);
                removeUnused(slab);
                bytes += slab.bytes.length + (long) slab.table.length * Long.BYTES;
                thrown = giveBack(slab, thrown);
            }
            MemoryBudget.rethrow(thrown);
            return bytes;
        } finally {
            Overlap.leave(overlap);
        }
    }

    private @Nullable Throwable giveBack(SlabBlock slab, @Nullable Throwable thrown) {
        byte[] bytes = slab.bytes;
        if (checked) {
            CheckedMode.fillWithJunk(bytes);
        }
        budget.unreserve((long) slab.table.length * Long.BYTES);
        slab.endAll();
        slab.giveBack();
        slab.after = absent;
        absent = slab;
        slabsGivenBack++;
        return budget.give(bytes, thrown);
    }

    /** Frees every chunk, whatever its references, and returns every slab. Every handle is then stale. */
    public void clear() {
        Overlap.enter(overlap);
        try {
            checkOpen();
            MemoryBudget.rethrow(giveAllBack());
        } finally {
            Overlap.leave(overlap);
        }
    }

    private @Nullable Throwable giveAllBack() {
        Throwable thrown = null;
        Arrays.fill(newest, 0);
        Arrays.fill(oldest, 0);
        unused = null;
        for (int i = 0; i < slabCount; i++) {
            SlabBlock slab = slabs[i];
            if (slab.holdsMemory()) {
                frees += slab.live;
                liveOf[slab.sizeClass] -= slab.live;
                forgetSlab(slab);
                slab.before = null;
                thrown = giveBack(slab, thrown);
            }
        }
        return thrown;
    }

    /**
     * Returns all memory. A second call does nothing; any other method except {@link #owns} then throws.
     *
     * @throws IllegalStateException if chunks are still in use; the message gives their number and bytes. All memory
     *     has been returned nevertheless. To close on purpose with chunks in use, call {@link #clear} first
     */
    @Override
    public void close() {
        Overlap.enter(overlap);
        try {
            if (closed) {
                return;
            }
            long chunks = 0;
            long bytes = 0;
            for (int k = 0; k < classes.count(); k++) {
                chunks += liveOf[k];
                bytes += (long) liveOf[k] * classes.bytes(k);
            }
            Throwable thrown = giveAllBack();
            closed = true;
            slabs = NO_SLABS;
            slabCount = 0;
            absent = null;
            MemoryBudget.rethrow(thrown);
            if (chunks > 0) {
                throw new IllegalStateException(
                        "closed while chunks were in use: " + chunks + ", of " + bytes + " bytes");
            }
        } finally {
            Overlap.leave(overlap);
        }
    }
}
