// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import dev.appendkit.internal.CheckedMode;
import dev.appendkit.internal.memory.Overlap;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A queue for retries: items of fixed size wait until they are due, with the payload inline and no object per item.
 *
 * <pre>{@code
 * RetryQueue retries = new RetryQueue(20, 3_600, MemoryBudget.of(1L << 30));     // ids of 20 bytes, an hour ahead
 * if (!retries.offer(id, 0, now.getEpochSecond() + 30, now.getNano())) {
 *   shed(id);                                                                    // out of budget
 * }
 * byte[] due = new byte[64 * retries.itemBytes()];
 * int n = retries.poll(now.getEpochSecond(), now.getNano(), due, 0, 64);         // n items, the payload of each first
 * }</pre>
 *
 * <p>An item is copied in and copied out: its payload, then the second (8 bytes) and the nano (4 bytes) at which it is
 * due, little-endian. Each item is delivered exactly once, by the first {@link #poll} whose time is not before that
 * instant. Earlier seconds come first among items that were offered before they were due and that are due less than
 * {@code seconds} after the last poll; other items, and items of the same second, come in any order. An item cannot be
 * cancelled: drop it when it is delivered.
 *
 * <p>The caller provides the clock, in seconds since any epoch, including negative ones. It may go back: nothing is
 * delivered early, and nothing is lost.
 *
 * <p><b>Memory.</b> A queue holds at most the highest number of items since the last {@link #trim} or {@link #clear}
 * times {@link #itemBytes} times 33/32, plus 1 KiB, or 8 items if that is more, per second that had items, plus 8 bytes
 * per second of {@code seconds}, plus 64 KiB. Drained memory serves every second. A queue takes no memory before its
 * first item. Without a limited budget it need not be closed.
 *
 * <p>Only one thread at a time may use a queue. In checked mode ({@code -Dappendkit.checked=true}), calls that overlap
 * in two threads throw {@code ConcurrentModificationException}, and the memory of a delivered item is filled with bytes
 * {@code FF}.
 */
// A wheel of buckets, one per second: an item lies in the bucket of its second modulo their number, so a bucket may
// hold items of later laps, which stay. An item that is offered after its second has passed lies in an extra bucket,
// which every poll looks at. A bucket is a chain of chunks; only the first one may be partly filled. A hole is filled
// with the last item of the first chunk.
public final class RetryQueue implements AutoCloseable {
    private static final int DUE_BYTES = Long.BYTES + Integer.BYTES;
    private static final int MAX_PAYLOAD_BYTES = 1_024;
    private static final int MAX_SECONDS = 1 << 20;
    private static final int CHUNK_BYTES = 1 << 10;
    private static final int MIN_CHUNK_ITEMS = 8;
    private static final int MAX_NANO = 999_999_999;
    private static final int[] NONE = {};

    private final int payloadBytes;
    private final int itemBytes;
    private final int chunkItems;
    private final int seconds;
    private final MemoryBudget budget;
    private final ChunkPool chunks;
    private final @Nullable Overlap overlap;

    /** The first chunk of each bucket; empty before the first item, and after close. */
    private int[] heads = NONE;
    /** The number of items in the first chunk of each bucket. */
    private int[] counts = NONE;
    /** The bucket for late items has no place in the wheel. */
    private int lateHead = ChunkPool.NIL;

    private int lateCount;
    private long size;
    /** No item of the wheel is due before this second. */
    private long second;

    private boolean polled;
    private boolean closed;

    /**
     * Creates an empty queue.
     *
     * @param payloadBytes the size of each payload, 1 to 1,024 bytes
     * @param seconds how far ahead items are usually due, 2 to 2^20 seconds; later ones are allowed, and are looked at
     *     once per this many seconds
     * @param budget the budget for the queue
     * @throws IllegalArgumentException if one of the numbers is out of its range
     */
    public RetryQueue(int payloadBytes, int seconds, MemoryBudget budget) {
        this(payloadBytes, seconds, budget, CheckedMode.ON);
    }

    RetryQueue(int payloadBytes, int seconds, MemoryBudget budget, boolean checked) {
        Objects.requireNonNull(budget, "budget");
        if (payloadBytes < 1 || payloadBytes > MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException(
                    "payload size " + payloadBytes + " is outside 1 to " + MAX_PAYLOAD_BYTES);
        }
        if (seconds < 2 || seconds > MAX_SECONDS) {
            throw new IllegalArgumentException(
                    "the number of seconds, " + seconds + ", is outside 2 to " + MAX_SECONDS);
        }
        this.payloadBytes = payloadBytes;
        this.seconds = seconds;
        this.budget = budget;
        itemBytes = payloadBytes + DUE_BYTES;
        chunkItems = Math.max(MIN_CHUNK_ITEMS, CHUNK_BYTES / itemBytes);
        chunks = new ChunkPool(chunkItems * itemBytes, budget, checked);
        overlap = Overlap.ifChecked(checked);
    }

    /**
     * Adds an item.
     *
     * @param payload the array that holds the payload, which is copied
     * @param from the index of its first byte
     * @param dueSecond the second at which the item is due; if it has passed, the next poll delivers the item
     * @param dueNano the nanosecond within that second, 0 to 999,999,999
     * @return false if the item is refused because the budget or its source is exhausted; nothing has changed
     * @throws IndexOutOfBoundsException if the payload does not lie within the array; nothing has changed
     * @throws IllegalArgumentException if the nanosecond is out of its range; nothing has changed
     * @throws IllegalStateException if the queue is closed
     */
    public boolean offer(byte[] payload, int from, long dueSecond, int dueNano) {
        Overlap.enter(overlap);
        try {
            Objects.checkFromIndexSize(from, payloadBytes, payload.length);
            checkNano(dueNano);
            return heads.length == 0
                    ? putFirst(payload, from, dueSecond, dueNano)
                    : put(payload, from, dueSecond, dueNano);
        } finally {
            Overlap.leave(overlap);
        }
    }

    private boolean putFirst(byte[] payload, int from, long dueSecond, int dueNano) {
        if (!takeTables()) {
            return false;
        }
        boolean done = false;
        try {
            done = put(payload, from, dueSecond, dueNano);
        } finally {
            if (!done) {
                giveTables();
            }
        }
        return done;
    }

    private boolean put(byte[] payload, int from, long dueSecond, int dueNano) {
        boolean late = polled && dueSecond < second;
        int bucket = late ? seconds : bucket(dueSecond);
        int head = head(bucket);
        int count = count(bucket);
        if (head == ChunkPool.NIL || count == chunkItems) {
            int chunk = chunks.take();
            if (chunk == ChunkPool.NIL) {
                return false;
            }
            chunks.setNext(chunk, head);
            head = chunk;
            count = 0;
        }
        byte[] array = chunks.array(head);
        int at = chunks.offset(head) + count * itemBytes;
        System.arraycopy(payload, from, array, at, payloadBytes);
        LittleEndian.putLong(array, at + payloadBytes, dueSecond);
        LittleEndian.putInt(array, at + payloadBytes + Long.BYTES, dueNano);
        setBucket(bucket, head, count + 1);
        if (!polled && (size == 0 || dueSecond < second)) {
            second = dueSecond;
        }
        size++;
        return true;
    }

    /** Takes the two tables, which the first item needs. */
    private boolean takeTables() {
        checkOpen();
        long bytes = tableBytes();
        if (!budget.reserve(bytes)) {
            return false;
        }
        boolean taken = false;
        try {
            int[] newHeads = new int[seconds];
            Arrays.fill(newHeads, ChunkPool.NIL);
            counts = new int[seconds];
            heads = newHeads;
            taken = true;
        } finally {
            if (!taken) {
                counts = NONE;
                budget.unreserve(bytes);
            }
        }
        return true;
    }

    private long tableBytes() {
        return 2L * Integer.BYTES * seconds;
    }

    /**
     * Takes items that are due, and copies each to the target: payload, second (8 bytes) and nano (4 bytes), the
     * numbers little-endian. If {@code maxItems} is reached, the next poll continues.
     *
     * @param nowSecond the second of the present instant
     * @param nowNano the nanosecond within that second, 0 to 999,999,999
     * @param dst the target
     * @param to the index of the first byte to write
     * @param maxItems the maximum number of items to take
     * @return the number of items taken, each of {@link #itemBytes}
     * @throws IndexOutOfBoundsException if {@code maxItems} items do not fit into the target; nothing is taken
     * @throws IllegalArgumentException if {@code maxItems} is negative or the nanosecond is out of its range; nothing
     *     is taken
     * @throws IllegalStateException if the queue is closed
     */
    public int poll(long nowSecond, int nowNano, byte[] dst, int to, int maxItems) {
        Overlap.enter(overlap);
        try {
            checkNano(nowNano);
            checkTarget(dst, to, maxItems);
            if (heads.length == 0) {
                checkOpen();
            }
            return pollItems(nowSecond, nowNano, dst, to, maxItems);
        } finally {
            Overlap.leave(overlap);
        }
    }

    private int pollItems(long nowSecond, int nowNano, byte[] dst, int to, int maxItems) {
        if (nowSecond < second || size == 0) {
            // Starting earlier misses no item of the wheel.
            second = nowSecond;
        }
        polled = true;
        int taken = lateHead == ChunkPool.NIL ? 0 : drain(seconds, nowSecond, nowNano, dst, to, maxItems);
        if (size == 0) {
            second = nowSecond;
            return taken;
        }
        // Unsigned, because the difference of two longs may exceed a long.
        long behind = nowSecond - second;
        long last = Long.compareUnsigned(behind, seconds - 1) > 0 ? seconds - 1 : behind;
        for (long i = 0; i <= last; i++) {
            int bucket = bucket(second + i);
            if (heads[bucket] != ChunkPool.NIL) {
                taken += drain(bucket, nowSecond, nowNano, dst, to + taken * itemBytes, maxItems - taken);
                if (taken == maxItems) {
                    // This bucket may still have items; those left in earlier buckets are due later than now.
                    second += i;
                    return taken;
                }
            }
        }
        second = nowSecond;
        return taken;
    }

    /** Takes the due items of a bucket. */
    private int drain(int bucket, long nowSecond, int nowNano, byte[] dst, int to, int maxItems) {
        int taken = 0;
        int chunk = head(bucket);
        int i = count(bucket) - 1;
        while (chunk != ChunkPool.NIL && taken < maxItems) {
            byte[] array = chunks.array(chunk);
            int base = chunks.offset(chunk);
            int following = chunks.next(chunk);
            for (; i >= 0 && taken < maxItems; i--) {
                int at = base + i * itemBytes;
                if (isDue(array, at + payloadBytes, nowSecond, nowNano)) {
                    System.arraycopy(array, at, dst, to + taken * itemBytes, itemBytes);
                    taken++;
                    fillHole(bucket, array, at);
                }
            }
            if (i < 0) {
                chunk = following;
                i = chunkItems - 1;
            }
        }
        size -= taken;
        return taken;
    }

    private static boolean isDue(byte[] array, int at, long nowSecond, int nowNano) {
        long dueSecond = LittleEndian.getLong(array, at);
        return dueSecond < nowSecond
                || dueSecond == nowSecond && LittleEndian.getInt(array, at + Long.BYTES) <= nowNano;
    }

    /** Moves the last item of the first chunk, which was already checked, to the place of a taken item. */
    private void fillHole(int bucket, byte[] array, int at) {
        int head = head(bucket);
        int count = count(bucket) - 1;
        byte[] source = chunks.array(head);
        int last = chunks.offset(head) + count * itemBytes;
        if (source != array || last != at) {
            System.arraycopy(source, last, array, at, itemBytes);
        }
        if (overlap != null) {
            CheckedMode.fillWithJunk(source, last, last + itemBytes);
        }
        if (count > 0) {
            setBucket(bucket, head, count);
        } else {
            int next = chunks.next(head);
            chunks.give(head);
            setBucket(bucket, next, next == ChunkPool.NIL ? 0 : chunkItems);
        }
    }

    /**
     * Returns the size of an item that {@link #poll} writes.
     *
     * @return the size of a payload plus 12, in bytes
     * @throws IllegalStateException if the queue is closed
     */
    public int itemBytes() {
        checkOpen();
        return itemBytes;
    }

    /**
     * Returns the second at which the earliest item is due, so that the caller knows how long to sleep. It may be too
     * early if some items are due more than {@code seconds} after the last poll, but it is never too late.
     *
     * @return the second, or {@code Long.MAX_VALUE} if the queue is empty
     * @throws IllegalStateException if the queue is closed
     */
    public long nextDueSecond() {
        Overlap.enter(overlap);
        try {
            checkOpen();
            return size == 0 ? Long.MAX_VALUE : Math.min(earliestLate(), earliestOfWheel());
        } finally {
            Overlap.leave(overlap);
        }
    }

    private long earliestLate() {
        long earliest = Long.MAX_VALUE;
        int count = lateCount;
        for (int chunk = lateHead; chunk != ChunkPool.NIL; chunk = chunks.next(chunk)) {
            byte[] array = chunks.array(chunk);
            for (int i = 0; i < count; i++) {
                int at = chunks.offset(chunk) + i * itemBytes + payloadBytes;
                earliest = Math.min(earliest, LittleEndian.getLong(array, at));
            }
            count = chunkItems;
        }
        return earliest;
    }

    private long earliestOfWheel() {
        for (int i = 0; i < heads.length && second + i >= second; i++) {
            if (heads[bucket(second + i)] != ChunkPool.NIL) {
                return second + i;
            }
        }
        return Long.MAX_VALUE;
    }

    /**
     * Returns the number of items.
     *
     * @return the number; 0 if the queue is closed
     */
    public long size() {
        return size;
    }

    /**
     * Returns the memory that the present items do not need.
     *
     * @return the number of bytes returned
     * @throws IllegalStateException if the queue is closed
     */
    public long trim() {
        Overlap.enter(overlap);
        try {
            checkOpen();
            long before = chunks.held() + tablesHeld();
            Throwable thrown = null;
            if (size == 0) {
                thrown = giveAll();
            } else {
                int firstBlocks = chunks.neededBlocks();
                chunks.confine(firstBlocks);
                for (int bucket = 0; bucket <= seconds; bucket++) {
                    moveInto(bucket, firstBlocks);
                }
                thrown = chunks.cut(firstBlocks, null);
            }
            long given = before - chunks.held() - tablesHeld();
            MemoryBudget.rethrow(thrown);
            return given;
        } finally {
            Overlap.leave(overlap);
        }
    }

    private void moveInto(int bucket, int firstBlocks) {
        int before = ChunkPool.NIL;
        int chunk = head(bucket);
        while (chunk != ChunkPool.NIL) {
            if (!ChunkPool.isWithin(chunk, firstBlocks)) {
                chunk = chunks.move(chunk);
                if (before == ChunkPool.NIL) {
                    setBucket(bucket, chunk, count(bucket));
                } else {
                    chunks.setNext(before, chunk);
                }
            }
            before = chunk;
            chunk = chunks.next(chunk);
        }
    }

    private long tablesHeld() {
        return heads.length == 0 ? 0 : tableBytes();
    }

    private void giveTables() {
        budget.unreserve(tablesHeld());
        heads = NONE;
        counts = NONE;
    }

    private @Nullable Throwable giveAll() {
        giveTables();
        lateHead = ChunkPool.NIL;
        lateCount = 0;
        size = 0;
        return chunks.clear(null);
    }

    /**
     * Drops all items and returns all memory. The instant of the last poll is forgotten too.
     *
     * @throws IllegalStateException if the queue is closed
     */
    public void clear() {
        Overlap.enter(overlap);
        try {
            checkOpen();
            polled = false;
            second = 0;
            MemoryBudget.rethrow(giveAll());
        } finally {
            Overlap.leave(overlap);
        }
    }

    /** Drops all items and returns all memory. A second call does nothing. */
    @Override
    public void close() {
        Overlap.enter(overlap);
        try {
            if (!closed) {
                closed = true;
                MemoryBudget.rethrow(giveAll());
            }
        } finally {
            Overlap.leave(overlap);
        }
    }

    private int bucket(long ofSecond) {
        return (int) Math.floorMod(ofSecond, (long) seconds);
    }

    private int head(int bucket) {
        return bucket == seconds ? lateHead : heads[bucket];
    }

    private int count(int bucket) {
        return bucket == seconds ? lateCount : counts[bucket];
    }

    private void setBucket(int bucket, int head, int count) {
        if (bucket == seconds) {
            lateHead = head;
            lateCount = count;
        } else {
            heads[bucket] = head;
            counts[bucket] = count;
        }
    }

    private static void checkNano(int nano) {
        if (nano < 0 || nano > MAX_NANO) {
            throw new IllegalArgumentException("nanosecond " + nano + " is outside 0 to " + MAX_NANO);
        }
    }

    private void checkTarget(byte[] dst, int to, int maxItems) {
        Objects.requireNonNull(dst);
        if (maxItems < 0) {
            throw new IllegalArgumentException("the number of items, " + maxItems + ", is negative");
        }
        if (to < 0 || (long) maxItems * itemBytes > dst.length - (long) to) {
            throw new IndexOutOfBoundsException(maxItems + " items of " + itemBytes + " bytes from index " + to
                    + " on do not fit an array of " + dst.length + " bytes");
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the queue is closed");
        }
    }
}
