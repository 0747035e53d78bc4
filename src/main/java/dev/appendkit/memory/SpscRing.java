// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import dev.appendkit.internal.CheckedMode;
import dev.appendkit.internal.memory.Overlap;
import dev.appendkit.internal.memory.RingSide;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A ring of records of fixed size between two threads: one <em>producer</em> calls {@link #claim}, {@link #publish} and
 * {@link #push}, one <em>consumer</em> {@link #peek}, {@link #release} and {@link #pop}. Records are stored inline, so
 * nothing is allocated, and both sides may work in place.
 *
 * <pre>{@code
 * int pos = ring.claim();                                  // producer
 * if (pos >= 0) {
 *   LittleEndian.putLong(ring.array(), pos, value);
 *   ring.publish();
 * }
 * int from = ring.peek();                                  // consumer
 * if (from >= 0) {
 *   long value = LittleEndian.getLong(ring.array(), from);
 *   ring.release();
 * }
 * }</pre>
 *
 * <p>The writes of the producer before {@code publish} or {@code push} are visible to the consumer after the
 * {@code peek} or {@code pop} that finds the record. A place is written again only after its release. No call waits.
 * Each side may move from thread to thread by any happens-before. In checked mode ({@code -Dappendkit.checked=true}),
 * calls of one side that overlap in two threads throw {@code ConcurrentModificationException}, and free places are
 * filled with bytes {@code FF}.
 *
 * <p>Memory: records times their size, plus one byte per record and less than a KiB, all taken by the constructor.
 */
// How the sides meet: each slot has a state next to the records, FREE or FULL. The side that has the slot releases it,
// and the other side acquires it. Free slots are contiguous from the producer's slot on, because the consumer frees
// them in order; a producer that finds a slot free some way ahead therefore has all slots up to it, and looks at no
// state for a while. The consumer does not look ahead: push sets the states after its first one before that one.
public final class SpscRing {
    private static final VarHandle STATE = MethodHandles.arrayElementVarHandle(byte[].class);
    private static final byte FREE = 0;
    private static final byte FULL = 1;
    /**
     * Padding around the states, so that they share neither a cache line nor a prefetched pair of lines with anything
     * else.
     */
    private static final int STATE_PADDING = 128;

    private static final int MAX_BYTES = Integer.MAX_VALUE - 8;
    private static final int MAX_STEP = 4_096;

    private final byte[] array;
    private final byte[] states;
    private final int recordBytes;
    private final int capacity;
    /** The index of the first slot's state. */
    private final int firstState;
    /** The number of slots that the producer looks ahead. */
    private final int step;

    private final RingSide producer = new RingSide();
    private final RingSide consumer = new RingSide();
    private final @Nullable Overlap producing;
    private final @Nullable Overlap consuming;

    /**
     * Creates an empty ring.
     *
     * @param recordBytes the size of a record in bytes, at least 1
     * @param capacity the exact maximum number of records, at least 1
     * @throws IllegalArgumentException if an argument is less than 1, or if the product is greater than 2^31 - 9
     */
    public SpscRing(int recordBytes, int capacity) {
        this(recordBytes, capacity, CheckedMode.ON);
    }

    SpscRing(int recordBytes, int capacity, boolean checked) {
        if (recordBytes < 1 || capacity < 1) {
            throw new IllegalArgumentException(
                    "record size " + recordBytes + " and capacity " + capacity + " must both be at least 1");
        }
        if ((long) recordBytes * capacity > MAX_BYTES) {
            throw new IllegalArgumentException(capacity + " records of " + recordBytes + " bytes are more than the "
                    + MAX_BYTES + " bytes of an array");
        }
        this.recordBytes = recordBytes;
        this.capacity = capacity;
        step = Math.max(1, Math.min(capacity / 4, MAX_STEP));
        array = new byte[recordBytes * capacity];
        firstState = paddingBefore(capacity);
        states = new byte[(int) Math.min(MAX_BYTES, firstState + (long) capacity + STATE_PADDING)];
        producing = Overlap.ifChecked(checked);
        consuming = Overlap.ifChecked(checked);
        if (checked) {
            CheckedMode.fillWithJunk(array);
        }
    }

    /** Returns how many bytes of padding fit into an array, besides the states. */
    static int paddingBefore(int capacity) {
        return Math.min(STATE_PADDING, MAX_BYTES - capacity);
    }

    /**
     * Returns the array that holds the records.
     *
     * @return the array; use only the places that {@link #claim} and {@link #peek} return
     */
    public byte[] array() {
        return array;
    }

    /**
     * Returns the number of records that fit.
     *
     * @return the capacity
     */
    public int capacity() {
        return capacity;
    }

    /**
     * Returns the size of a record.
     *
     * @return the size in bytes
     */
    public int recordBytes() {
        return recordBytes;
    }

    /**
     * Producer: hands out the place of the next record. A second call without a {@link #publish} returns the same
     * place. The place is valid until {@code publish} or {@code push}; its old content is unspecified.
     *
     * @return the index in {@link #array} of the record's first byte, or -1 if the ring is full
     */
    public int claim() {
        Overlap overlap = producing;
        if (overlap == null) {
            return claimPlace();
        }
        Overlap.enter(overlap);
        try {
            return claimPlace();
        } finally {
            Overlap.leave(overlap);
        }
    }

    private int claimPlace() {
        RingSide side = producer;
        if (side.known == 0 && !findFree(side)) {
            return -1;
        }
        side.held = true;
        return side.offset;
    }

    /** Looks a step ahead, and at the next slot if that one is not free. */
    private boolean findFree(RingSide side) {
        if (state(ahead(side.slot, step - 1)) == FREE) {
            side.known = step;
            return true;
        }
        if (state(side.slot) == FREE) {
            side.known = 1;
            return true;
        }
        return false;
    }

    /**
     * Producer: makes the claimed record visible to the consumer.
     *
     * @throws IllegalStateException if no record is claimed; nothing has changed
     */
    public void publish() {
        Overlap overlap = producing;
        if (overlap == null) {
            publishPlace();
            return;
        }
        Overlap.enter(overlap);
        try {
            publishPlace();
        } finally {
            Overlap.leave(overlap);
        }
    }

    private void publishPlace() {
        RingSide side = producer;
        if (!side.held) {
            throw new IllegalStateException("publish() without claim(): no record is claimed");
        }
        setState(side.slot, FULL);
        side.move(1, capacity, recordBytes);
    }

    /**
     * Producer: copies as many records into the ring as fit, and publishes them together. Drops a claim.
     *
     * @param src the source
     * @param from the index of the first record's first byte
     * @param records the number of records
     * @return the number of records that were copied, 0 if the ring is full
     * @throws IllegalArgumentException if the number is negative; nothing has changed
     * @throws IndexOutOfBoundsException if the records do not lie within the source; nothing has changed
     */
    public int push(byte[] src, int from, int records) {
        checkRange(src, from, records);
        Overlap overlap = producing;
        if (overlap == null) {
            return pushRecords(src, from, records);
        }
        Overlap.enter(overlap);
        try {
            return pushRecords(src, from, records);
        } finally {
            Overlap.leave(overlap);
        }
    }

    private int pushRecords(byte[] src, int from, int records) {
        RingSide side = producer;
        int count = Math.min(records, capacity);
        side.held = false;
        if (side.known < count) {
            side.known = countFree(side, count);
            count = Math.min(count, side.known);
        }
        if (count == 0) {
            return 0;
        }
        int first = side.slot;
        int untilEnd = Math.min(count, capacity - first);
        System.arraycopy(src, from, array, side.offset, untilEnd * recordBytes);
        System.arraycopy(src, from + untilEnd * recordBytes, array, 0, (count - untilEnd) * recordBytes);
        // The consumer looks at these states only after it has acquired the first one.
        Arrays.fill(states, firstState + first + 1, firstState + first + untilEnd, FULL);
        Arrays.fill(states, firstState, firstState + count - untilEnd, FULL);
        setState(first, FULL);
        side.move(count, capacity, recordBytes);
        return count;
    }

    /** Returns the number of free slots, up to {@code wanted}, by bisection: they are contiguous. */
    private int countFree(RingSide side, int wanted) {
        int free = side.known;
        int notFree = wanted + 1;
        while (notFree - free > 1) {
            // Try the whole number first: usually all are free.
            int middle = notFree == wanted + 1 ? wanted : (free + notFree) >>> 1;
            if (state(ahead(side.slot, middle - 1)) == FREE) {
                free = middle;
            } else {
                notFree = middle;
            }
        }
        return free;
    }

    /**
     * Consumer: hands out the place of the oldest record. A second call without a {@link #release} returns the same
     * place. The place is valid until {@code release} or {@code pop}.
     *
     * @return the index in {@link #array} of the record's first byte, or -1 if the ring is empty
     */
    public int peek() {
        Overlap overlap = consuming;
        if (overlap == null) {
            return peekPlace();
        }
        Overlap.enter(overlap);
        try {
            return peekPlace();
        } finally {
            Overlap.leave(overlap);
        }
    }

    private int peekPlace() {
        RingSide side = consumer;
        if (side.known == 0) {
            if (state(side.slot) == FREE) {
                return -1;
            }
            side.known = 1;
        }
        side.held = true;
        return side.offset;
    }

    /**
     * Consumer: returns the place of the peeked record to the producer.
     *
     * @throws IllegalStateException if no record is peeked; nothing has changed
     */
    public void release() {
        Overlap overlap = consuming;
        if (overlap == null) {
            releasePlace();
            return;
        }
        Overlap.enter(overlap);
        try {
            if (consumer.held) {
                CheckedMode.fillWithJunk(array, consumer.offset, consumer.offset + recordBytes);
            }
            releasePlace();
        } finally {
            Overlap.leave(overlap);
        }
    }

    private void releasePlace() {
        RingSide side = consumer;
        if (!side.held) {
            throw new IllegalStateException("release() without peek(): no record is peeked");
        }
        setState(side.slot, FREE);
        side.move(1, capacity, recordBytes);
    }

    /**
     * Consumer: copies the oldest records out of the ring and returns their places. A peeked record comes first.
     *
     * @param dst the target
     * @param to the index of the first byte to write
     * @param maxRecords the maximum number of records to take
     * @return the number of records that were taken, 0 if the ring is empty
     * @throws IllegalArgumentException if the number is negative; nothing has changed
     * @throws IndexOutOfBoundsException if {@code maxRecords} records do not fit into the target; nothing is taken
     */
    public int pop(byte[] dst, int to, int maxRecords) {
        checkRange(dst, to, maxRecords);
        Overlap overlap = consuming;
        if (overlap == null) {
            return popRecords(dst, to, maxRecords);
        }
        Overlap.enter(overlap);
        try {
            return popRecords(dst, to, maxRecords);
        } finally {
            Overlap.leave(overlap);
        }
    }

    private int popRecords(byte[] dst, int to, int maxRecords) {
        RingSide side = consumer;
        int most = Math.min(maxRecords, capacity);
        side.held = false;
        int count = Math.min(side.known, most);
        while (count < most && state(ahead(side.slot, count)) == FULL) {
            count++;
        }
        side.known = Math.max(side.known, count);
        if (count == 0) {
            return 0;
        }
        int first = side.slot;
        int untilEnd = Math.min(count, capacity - first);
        System.arraycopy(array, side.offset, dst, to, untilEnd * recordBytes);
        System.arraycopy(array, 0, dst, to + untilEnd * recordBytes, (count - untilEnd) * recordBytes);
        if (consuming != null) {
            CheckedMode.fillWithJunk(array, side.offset, side.offset + untilEnd * recordBytes);
            CheckedMode.fillWithJunk(array, 0, (count - untilEnd) * recordBytes);
        }
        // The stores are in order, each with release semantics: the producer looks ahead, and takes all slots up to a
        // free one.
        for (int i = 0; i < count; i++) {
            setState(ahead(first, i), FREE);
        }
        side.move(count, capacity, recordBytes);
        return count;
    }

    private void checkRange(byte[] bytes, int from, int records) {
        Objects.requireNonNull(bytes);
        if (records < 0) {
            throw new IllegalArgumentException("the number of records, " + records + ", is negative");
        }
        if (from < 0 || (long) records * recordBytes > bytes.length - (long) from) {
            throw new IndexOutOfBoundsException(records + " records of " + recordBytes + " bytes from index " + from
                    + " on do not lie within an array of " + bytes.length + " bytes");
        }
    }

    private int ahead(int slot, int slots) {
        // Not slot + slots, which may exceed an int.
        int untilEnd = capacity - slot;
        return slots < untilEnd ? slot + slots : slots - untilEnd;
    }

    private byte state(int slot) {
        return (byte) STATE.getAcquire(states, firstState + slot);
    }

    private void setState(int slot, byte state) {
        STATE.setRelease(states, firstState + slot, state);
    }
}
