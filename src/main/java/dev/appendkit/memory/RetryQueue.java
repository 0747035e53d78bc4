// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import dev.appendkit.internal.CheckedMode;
import dev.appendkit.internal.memory.Overlap;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A queue of small items that are due later, such as failed requests that back off: payloads inline, memory given back
 * after a burst, exact due times.
 *
 * <pre>{@code
 * RetryQueue queue = new RetryQueue(20, 4_096, MemoryBudget.of(1L << 30));
 * queue.offer(id, 0, now + 30, 0);                           // false: out of budget, so shed load
 * byte[] items = new byte[100 * queue.itemBytes()];
 * int count = queue.poll(now, 0, items, 0, 100);             // each: payload, due second (8), due nano (4)
 * }</pre>
 *
 * <p>There is a bucket for each of {@code seconds}. An item that is due later than that shares one with nearer items,
 * stays there and is looked at once a lap. Each item comes exactly once, when it is due to the nanosecond; earlier
 * seconds first among items that were offered on time and are due less than {@code seconds} after the last poll;
 * others, and those of one second, in any order. What is due in the past comes with the next poll. After a pause a poll
 * visits each bucket once at most. When the clock goes back nothing comes early and nothing is lost. There is no
 * cancel: an item that nobody wants any more is dropped by the caller when it comes.
 *
 * <p><b>Bound.</b> By the most items since the last {@link #trim}: 33/32 × {@link #itemBytes} each; for each second
 * that has items 1 KiB, or 8 items if that is more; 8 bytes for each of {@code seconds}; and 64 KiB. Drained memory
 * serves every second. One thread at a time; hand over by any happens-before. Nothing is allocated but new blocks and
 * the directory of the buckets. An unreachable queue is garbage, closed or not, but its bytes stay counted in a budget
 * that others share.
 */
public final class RetryQueue implements AutoCloseable {
    private static final int MAX_PAYLOAD_BYTES = 1 << 10;
    private static final int MAX_SECONDS = 1 << 20;
    private static final int MAX_NANO = 999_999_999;
    private static final int DUE_BYTES = 12;

    /** A chunk of one bucket's items begins with the number of the next chunk plus 1. */
    private static final int LINK_BYTES = 4;

    private static final int CHUNK_BYTES = 1 << 10;
    private static final int MIN_ITEMS = 8;
    private static final int MAX_BLOCK_BYTES = (8 << 20) - 64;
    private static final int FIRST_BLOCKS_BYTES = 1 << 15;
    /** A block is at most this part of the whole. */
    private static final int BLOCKS_RATIO = 64;

    private static final int CHUNK_BITS = 14;
    private static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;
    private static final int MAX_BLOCKS = 1 << 31 - CHUNK_BITS - 1;
    private static final byte[][] NO_BLOCKS = {};
    private static final int[] NO_INTS = {};

    private final int payloadBytes;
    private final int itemBytes;
    private final int chunkItems;
    private final int chunkBytes;
    private final int seconds;
    private final MemoryBudget budget;
    private final boolean checked;
    private final @Nullable Overlap overlap;

    /** For each bucket the number of its first chunk plus 1, and how many items that chunk has; the others are full. */
    private int[] heads = NO_INTS;

    private int[] counts = NO_INTS;

    private byte[][] blocks = NO_BLOCKS;
    private int blockCount;
    private long held;
    /** Chunks that were in use: the first one's number plus 1. */
    private int free;
    /** Chunks of the newest block that were in use since it is there. */
    private int carved;

    private long chunksInUse;

    /**
     * The second that the last poll ended at, or the earliest one before the first poll. Its bucket takes what is late.
     */
    private long cursor;

    private boolean polled;
    /** Nothing in the cursor's bucket is due before. */
    private long cursorSecond = Long.MIN_VALUE;

    private int cursorNano;
    private long size;
    private boolean closed;

    /**
     * A queue that holds nothing yet.
     *
     * @param payloadBytes the size of a payload in bytes, 1 to 1,024
     * @param seconds how far ahead items have a bucket of their second, 2 to 2^20
     * @param budget what items and buckets are taken from
     * @throws IllegalArgumentException if a number is out of range
     */
    public RetryQueue(int payloadBytes, int seconds, MemoryBudget budget) {
        this(payloadBytes, seconds, budget, CheckedMode.ON);
    }

    RetryQueue(int payloadBytes, int seconds, MemoryBudget budget, boolean checked) {
        if (payloadBytes < 1 || payloadBytes > MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException(
                    "a payload of " + payloadBytes + " bytes is outside 1 to " + MAX_PAYLOAD_BYTES);
        }
        if (seconds < 2 || seconds > MAX_SECONDS) {
            throw new IllegalArgumentException(seconds + " seconds are outside 2 to " + MAX_SECONDS);
        }
        if (budget == null) {
            throw new NullPointerException("budget");
        }
        this.payloadBytes = payloadBytes;
        this.seconds = seconds;
        this.budget = budget;
        this.checked = checked;
        overlap = Overlap.ifChecked(checked);
        itemBytes = payloadBytes + DUE_BYTES;
        chunkItems = Math.max(MIN_ITEMS, (CHUNK_BYTES - LINK_BYTES) / itemBytes);
        chunkBytes = LINK_BYTES + chunkItems * itemBytes;
    }

    /**
     * The size of an item as {@link #poll} writes it: the payload, then the due second in 8 bytes and the due nano in
     * 4, little-endian.
     *
     * @return {@code payloadBytes + 12}
     */
    public int itemBytes() {
        return itemBytes;
    }

    /**
     * The number of items.
     *
     * @return the number, 0 when closed
     */
    public long size() {
        return size;
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the queue is closed");
        }
    }

    private static void checkNano(int nano) {
        if (nano < 0 || nano > MAX_NANO) {
            throw new IllegalArgumentException("the nano " + nano + " is outside 0 to " + MAX_NANO);
        }
    }

    private int bucket(long second) {
        return Math.floorMod(second, seconds);
    }

    private byte[] array(int chunk) {
        return blocks[chunk - 1 >>> CHUNK_BITS];
    }

    private int offset(int chunk) {
        return (chunk - 1 & CHUNK_MASK) * chunkBytes;
    }

    private int next(int chunk) {
        return LittleEndian.getInt(array(chunk), offset(chunk));
    }

    private void setNext(int chunk, int next) {
        LittleEndian.putInt(array(chunk), offset(chunk), next);
    }

    private int itemOffset(int chunk, int item) {
        return offset(chunk) + LINK_BYTES + item * itemBytes;
    }

    /**
     * Takes an item in, with a copy of its payload.
     *
     * @param payload the array of the payload
     * @param from the index of its first byte
     * @param dueSecond when it is due, in seconds of any clock
     * @param dueNano the nanoseconds after that second, 0 to 999,999,999
     * @return false: out of budget
     * @throws IllegalArgumentException if the nano is out of range
     * @throws IndexOutOfBoundsException if the payload does not lie within the array
     */
    public boolean offer(byte[] payload, int from, long dueSecond, int dueNano) {
        Overlap.enter(overlap);
        try {
            checkNano(dueNano);
            if (from < 0 || from > payload.length - payloadBytes) {
                throw new IndexOutOfBoundsException(payloadBytes + " bytes from index " + from
                        + " on do not lie within the array of " + payload.length);
            }
            if (heads.length == 0 && !begin()) {
                return false;
            }
            boolean late = size > 0 && polled && dueSecond < cursor;
            int bucket = bucket(late ? cursor : dueSecond);
            int chunk = heads[bucket];
            if (chunk == 0 || counts[bucket] == chunkItems) {
                int fresh = takeChunk();
                if (fresh == 0) {
                    return false;
                }
                setNext(fresh, chunk);
                heads[bucket] = fresh;
                counts[bucket] = 0;
                chunk = fresh;
            }
            int at = itemOffset(chunk, counts[bucket]++);
            byte[] array = array(chunk);
            System.arraycopy(payload, from, array, at, payloadBytes);
            LittleEndian.putLong(array, at + payloadBytes, dueSecond);
            LittleEndian.putInt(array, at + payloadBytes + Long.BYTES, dueNano);
            entered(dueSecond, dueNano);
            return true;
        } finally {
            Overlap.leave(overlap);
        }
    }

    private void entered(long dueSecond, int dueNano) {
        // An empty queue can begin anywhere, and one that was never polled at its earliest item.
        if (size++ == 0 || !polled && dueSecond < cursor) {
            if (!polled || dueSecond < cursor) {
                cursor = dueSecond;
            }
            cursorSecond = Long.MIN_VALUE;
        }
        if (dueSecond < cursorSecond || dueSecond == cursorSecond && dueNano < cursorNano) {
            cursorSecond = dueSecond;
            cursorNano = dueNano;
        }
    }

    /** The directory of the buckets, with the first item. */
    private boolean begin() {
        checkOpen();
        long bytes = 2L * Integer.BYTES * seconds;
        if (!budget.reserve(bytes)) {
            return false;
        }
        int[] newCounts = null;
        try {
            int[] newHeads = new int[seconds];
            newCounts = new int[seconds];
            heads = newHeads;
            counts = newCounts;
        } finally {
            if (newCounts == null) {
                budget.unreserve(bytes);
            }
        }
        return true;
    }

    private int takeChunk() {
        int chunk = free;
        if (chunk != 0) {
            free = next(chunk);
        } else {
            if (blockCount == 0 || carved == blocks[blockCount - 1].length / chunkBytes) {
                if (!newBlock()) {
                    return 0;
                }
            }
            chunk = (blockCount - 1 << CHUNK_BITS | carved++) + 1;
        }
        chunksInUse++;
        return chunk;
    }

    private boolean newBlock() {
        if (blockCount == MAX_BLOCKS) {
            budget.refuse();
            return false;
        }
        if (blockCount == blocks.length) {
            blocks = Arrays.copyOf(blocks, Math.max(8, 2 * blockCount));
        }
        long wanted = Math.max(Math.min(held, FIRST_BLOCKS_BYTES), held / BLOCKS_RATIO);
        int chunks = (int) Math.max(1, Math.min(MAX_BLOCK_BYTES, wanted) / chunkBytes);
        byte[] block = budget.take(chunks * chunkBytes);
        if (block == null) {
            return false;
        }
        if (checked) {
            CheckedMode.fillWithJunk(block);
        }
        blocks[blockCount++] = block;
        held += block.length;
        carved = 0;
        return true;
    }

    private void freeChunk(int chunk) {
        if (checked) {
            int from = offset(chunk);
            CheckedMode.fillWithJunk(array(chunk), from, from + chunkBytes);
        }
        setNext(chunk, free);
        free = chunk;
        chunksInUse--;
    }

    /**
     * Takes items out that are due.
     *
     * @param nowSecond the second of now
     * @param nowNano the nanoseconds after it, 0 to 999,999,999
     * @param dst where the items are copied to, one after the other, each of {@link #itemBytes} bytes
     * @param to the index of the first byte to write
     * @param maxItems the most that are taken; the next poll goes on there
     * @return their number
     * @throws IllegalArgumentException if the nano is out of range or the number negative
     * @throws IndexOutOfBoundsException if so many items do not fit into the array; none is taken
     */
    public int poll(long nowSecond, int nowNano, byte[] dst, int to, int maxItems) {
        Overlap.enter(overlap);
        try {
            checkOpen();
            checkNano(nowNano);
            if (maxItems < 0) {
                throw new IllegalArgumentException("the number of items " + maxItems + " is negative");
            }
            if (to < 0 || (long) maxItems * itemBytes > dst.length - (long) to) {
                throw new IndexOutOfBoundsException(maxItems + " items of " + itemBytes + " bytes from index " + to
                        + " on do not lie within the array of " + dst.length);
            }
            if (size == 0) {
                cursor = nowSecond;
                polled = true;
                return 0;
            }
            return poll(nowSecond, nowNano, dst, to, maxItems, 0);
        } finally {
            Overlap.leave(overlap);
        }
    }

    private int poll(long nowSecond, int nowNano, byte[] dst, int to, int maxItems, int start) {
        polled = true;
        int taken = start;
        long second = cursor;
        // Before the cursor there is nothing but what was late, in its bucket.
        long last = Math.max(nowSecond, cursor);
        for (int visited = 0; visited < seconds; visited++) {
            if (taken == maxItems) {
                moveTo(second);
                return taken;
            }
            taken = visit(second, nowSecond, nowNano, dst, to, maxItems, taken);
            if (taken == maxItems && size > 0) {
                // There may be more of this bucket, and it takes what comes late.
                moveTo(second);
                return taken;
            }
            if (second == last || size == 0) {
                break;
            }
            second++;
        }
        moveTo(last);
        return taken;
    }

    private void moveTo(long second) {
        if (second != cursor) {
            cursor = second;
            cursorSecond = Long.MIN_VALUE;
        }
    }

    private int visit(long second, long nowSecond, int nowNano, byte[] dst, int to, int maxItems, int start) {
        int bucket = bucket(second);
        int chunk = heads[bucket];
        if (chunk == 0) {
            return start;
        }
        boolean atCursor = second == cursor;
        if (atCursor && isBefore(nowSecond, nowNano, cursorSecond, cursorNano)) {
            return start;
        }
        int taken = start;
        long earliestSecond = Long.MAX_VALUE;
        int earliestNano = MAX_NANO;
        int item = counts[bucket] - 1;
        while (chunk != 0) {
            // Read now: the chunk may be free when its items are done.
            int next = next(chunk);
            byte[] array = array(chunk);
            for (; item >= 0; item--) {
                int at = itemOffset(chunk, item);
                long dueSecond = LittleEndian.getLong(array, at + payloadBytes);
                int dueNano = LittleEndian.getInt(array, at + payloadBytes + Long.BYTES);
                if (isBefore(nowSecond, nowNano, dueSecond, dueNano)) {
                    if (isBefore(dueSecond, dueNano, earliestSecond, earliestNano)) {
                        earliestSecond = dueSecond;
                        earliestNano = dueNano;
                    }
                    continue;
                }
                if (taken == maxItems) {
                    return taken;
                }
                System.arraycopy(array, at, dst, to + taken * itemBytes, itemBytes);
                taken++;
                remove(bucket, array, at);
            }
            chunk = next;
            item = chunkItems - 1;
        }
        if (atCursor || second == nowSecond) {
            // All of the bucket has been seen: until then there is nothing more in it.
            remember(second, earliestSecond, earliestNano);
        }
        return taken;
    }

    private void remember(long second, long earliestSecond, int earliestNano) {
        cursor = second;
        cursorSecond = earliestSecond;
        cursorNano = earliestNano;
    }

    private static boolean isBefore(long second, int nano, long otherSecond, int otherNano) {
        return second < otherSecond || second == otherSecond && nano < otherNano;
    }

    /** Moves the bucket's last item, which has been looked at, to the place of one that was taken. */
    private void remove(int bucket, byte[] array, int at) {
        int head = heads[bucket];
        int last = --counts[bucket];
        byte[] headArray = array(head);
        int lastAt = itemOffset(head, last);
        if (headArray != array || lastAt != at) {
            System.arraycopy(headArray, lastAt, array, at, itemBytes);
        }
        if (last == 0) {
            heads[bucket] = next(head);
            counts[bucket] = heads[bucket] == 0 ? 0 : chunkItems;
            freeChunk(head);
        }
        size--;
    }

    /**
     * The second in which the earliest item is due. May be too early if there are items that are due {@code seconds}
     * and more after the last poll.
     *
     * @return the second; {@code Long.MAX_VALUE}: there is no item
     */
    public long nextDueSecond() {
        Overlap.enter(overlap);
        try {
            checkOpen();
            if (size == 0) {
                return Long.MAX_VALUE;
            }
            long earliest = earliestAt(bucket(cursor));
            if (earliest <= cursor) {
                return earliest;
            }
            for (int i = 1; i < seconds; i++) {
                // Beyond the greatest second there is nothing: the sum wraps only then.
                long second = cursor + i;
                if (second < cursor) {
                    break;
                }
                if (heads[bucket(second)] != 0) {
                    return Math.min(earliest, second);
                }
            }
            return earliest;
        } finally {
            Overlap.leave(overlap);
        }
    }

    private long earliestAt(int bucket) {
        long earliest = Long.MAX_VALUE;
        int count = counts[bucket];
        for (int chunk = heads[bucket]; chunk != 0; chunk = next(chunk)) {
            for (int item = 0; item < count; item++) {
                long due = LittleEndian.getLong(array(chunk), itemOffset(chunk, item) + payloadBytes);
                earliest = Math.min(earliest, due);
            }
            count = chunkItems;
        }
        return earliest;
    }

    /**
     * Gives back what the present items do not need; their chunks move into the first blocks.
     *
     * @return the bytes given back
     */
    public long trim() {
        Overlap.enter(overlap);
        try {
            checkOpen();
            long before = held + 2L * Integer.BYTES * heads.length;
            Throwable thrown;
            if (size == 0) {
                thrown = giveAllBack();
            } else {
                thrown = giveBack(moveTogether());
            }
            MemoryBudget.rethrow(thrown);
            return before - held - 2L * Integer.BYTES * heads.length;
        } finally {
            Overlap.leave(overlap);
        }
    }

    /** Moves all chunks in use to the front; returns how many blocks they need. */
    private int moveTogether() {
        int keep = 0;
        long room = 0;
        while (room < chunksInUse) {
            room += blocks[keep++].length / chunkBytes;
        }
        int limit = (keep << CHUNK_BITS) + 1;
        // Free chunks of the blocks that stay, those never in use too.
        int spare = 0;
        for (int chunk = free; chunk != 0; ) {
            int next = next(chunk);
            if (chunk < limit) {
                setNext(chunk, spare);
                spare = chunk;
            }
            chunk = next;
        }
        if (keep == blockCount) {
            free = spare;
            return keep;
        }
        free = spare;
        for (int bucket = 0; bucket < seconds; bucket++) {
            int before = 0;
            for (int chunk = heads[bucket]; chunk != 0; ) {
                int next = next(chunk);
                int now = chunk;
                if (chunk >= limit) {
                    now = free;
                    free = next(now);
                    System.arraycopy(array(chunk), offset(chunk), array(now), offset(now), chunkBytes);
                    if (before == 0) {
                        heads[bucket] = now;
                    } else {
                        setNext(before, now);
                    }
                }
                before = now;
                chunk = next;
            }
        }
        return keep;
    }

    private @Nullable Throwable giveBack(int keep) {
        Throwable thrown = null;
        while (blockCount > keep) {
            byte[] block = blocks[--blockCount];
            blocks[blockCount] = SlabBlock.NO_BYTES;
            // Of a block before the newest one all chunks have been in use.
            carved = blockCount == 0 ? 0 : blocks[blockCount - 1].length / chunkBytes;
            held -= block.length;
            if (checked) {
                CheckedMode.fillWithJunk(block);
            }
            thrown = budget.give(block, thrown);
        }
        return thrown;
    }

    private @Nullable Throwable giveAllBack() {
        size = 0;
        free = 0;
        chunksInUse = 0;
        budget.unreserve(2L * Integer.BYTES * heads.length);
        heads = NO_INTS;
        counts = NO_INTS;
        cursorSecond = Long.MIN_VALUE;
        return giveBack(0);
    }

    /** Drops all items and gives everything back. */
    public void clear() {
        Overlap.enter(overlap);
        try {
            checkOpen();
            MemoryBudget.rethrow(giveAllBack());
        } finally {
            Overlap.leave(overlap);
        }
    }

    /** Gives everything back. A second call does nothing; any other method but {@link #size} then throws. */
    @Override
    public void close() {
        Overlap.enter(overlap);
        try {
            if (!closed) {
                closed = true;
                MemoryBudget.rethrow(giveAllBack());
            }
        } finally {
            Overlap.leave(overlap);
        }
    }
}
