// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import dev.appendkit.internal.CheckedMode;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many bytes one structure, or several together, may hold.
 *
 * <p>A structure reserves before it allocates: {@link #used()} is at most {@link #limit()} at every instant, however
 * many threads share the budget. Blocks count, and so do the tables that grow with the items (references, generations,
 * index slots). Array headers, the objects themselves and the list of the blocks, at most 8 bytes per block, do not
 * count. A structure that is dropped without {@code close()} stays counted, which matters only where others share a
 * limited budget.
 *
 * <p>Safe for any number of threads.
 */
public final class MemoryBudget {
    private static final BlockSource NEW_ARRAYS = byte[]::new;

    private final long limit;
    private final BlockSource source;
    private final boolean checked;
    private final AtomicLong used = new AtomicLong();
    private final AtomicLong peak = new AtomicLong();
    private final AtomicLong refusals = new AtomicLong();

    MemoryBudget(long limit, BlockSource source, boolean checked) {
        if (limit < 0) {
            throw new IllegalArgumentException("the limit " + limit + " is negative");
        }
        if (source == null) {
            throw new NullPointerException("source");
        }
        this.limit = limit;
        this.source = source;
        this.checked = checked;
    }

    /**
     * Returns a budget that only counts. Each call creates a new one.
     *
     * @return a budget of {@code Long.MAX_VALUE} bytes
     */
    public static MemoryBudget unlimited() {
        return of(Long.MAX_VALUE);
    }

    /**
     * Returns a budget whose blocks are new arrays.
     *
     * @param limitBytes the maximum number of bytes in use at a time; 0 refuses everything
     * @return a new budget
     * @throws IllegalArgumentException if the limit is negative
     */
    public static MemoryBudget of(long limitBytes) {
        return of(limitBytes, NEW_ARRAYS);
    }

    /**
     * Returns a budget whose blocks come from a source.
     *
     * @param limitBytes the maximum number of bytes in use at a time; 0 refuses everything
     * @param source the source that supplies blocks and takes them back
     * @return a new budget
     * @throws IllegalArgumentException if the limit is negative
     */
    public static MemoryBudget of(long limitBytes, BlockSource source) {
        return new MemoryBudget(limitBytes, source, CheckedMode.ON);
    }

    /**
     * Returns the maximum number of bytes in use at a time.
     *
     * @return the limit in bytes
     */
    public long limit() {
        return limit;
    }

    /**
     * Returns the number of bytes in use.
     *
     * @return the bytes of all blocks and tables, 0 to {@link #limit()}
     */
    public long used() {
        return used.get();
    }

    /**
     * Returns the highest value that {@link #used()} has had. It never falls.
     *
     * @return the peak in bytes
     */
    public long peak() {
        // This includes a reservation that has not yet raised the peak.
        return raisePeak(used.get());
    }

    /**
     * Returns how often a block or a table was refused, by the limit or by the source.
     *
     * @return the number of refusals
     */
    public long refusals() {
        return refusals.get();
    }

    private long raisePeak(long now) {
        long highest = peak.get();
        while (highest < now) {
            if (peak.compareAndSet(highest, now)) {
                return now;
            }
            highest = peak.get();
        }
        return highest;
    }

    /** Counts the bytes of a table that the caller then allocates; returns false if refused. */
    boolean reserve(long bytes) {
        long before = used.get();
        while (bytes <= limit - before) {
            if (used.compareAndSet(before, before + bytes)) {
                raisePeak(before + bytes);
                return true;
            }
            before = used.get();
        }
        refuse();
        return false;
    }

    void unreserve(long bytes) {
        used.addAndGet(-bytes);
    }

    /** Counts a refusal by the structure itself, for example of more blocks than its handles can name. */
    void refuse() {
        refusals.incrementAndGet();
    }

    /**
     * Returns a new block, which is counted; null if refused. If the source throws, the exception passes through and
     * nothing is counted.
     */
    byte @Nullable [] take(int bytes) {
        if (!reserve(bytes)) {
            return null;
        }
        byte[] block = null;
        boolean taken = false;
        try {
            block = source.allocate(bytes);
            if (block != null) {
                check(block, bytes);
                taken = true;
            }
        } finally {
            if (!taken) {
                unreserve(bytes);
            }
        }
        if (block == null) {
            refuse();
        }
        return block;
    }

    private void check(byte[] block, int bytes) {
        if (block.length != bytes) {
            throw new IllegalStateException(
                    "the block source " + source.getClass().getName() + " delivered " + block.length + " bytes where "
                            + bytes + " were asked for");
        }
        if (checked) {
            for (int i = 0; i < bytes; i++) {
                if (block[i] != 0) {
                    throw new IllegalStateException("the block source "
                            + source.getClass().getName() + " delivered a block of " + bytes
                            + " bytes whose byte at index " + i + " is not 0");
                }
            }
        }
    }

    /**
     * Returns a block, and completes whatever the source does.
     *
     * @param first the exception that an earlier call of the same sequence threw
     * @return {@code first}, or the exception that the source threw now
     */
    @Nullable
    Throwable give(byte[] block, @Nullable Throwable first) {
        Throwable thrown = first;
        try {
            source.free(block);
        } catch (Throwable failure) {
            if (thrown == null) {
                thrown = failure;
            }
        }
        unreserve(block.length);
        return thrown;
    }

    /** Throws the exception that {@link #give} returned at the end of a sequence, unchanged. */
    static void rethrow(@Nullable Throwable thrown) {
        if (thrown != null) {
            MemoryBudget.<RuntimeException>sneak(thrown);
        }
    }

    /** Closes a structure after a failure, which goes on even if the source throws when blocks are returned. */
    static void closeAfter(Throwable failure, AutoCloseable structure) {
        try {
            structure.close();
        } catch (Throwable another) {
            if (another != failure) {
                failure.addSuppressed(another);
            }
        }
    }

    // The interface allows a source only unchecked exceptions; code in another language may throw any.
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
