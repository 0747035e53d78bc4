// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import dev.appendkit.internal.CheckedMode;
import dev.appendkit.internal.memory.Overlap;
import dev.appendkit.internal.memory.RingSides;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A ring of records of one size between one producer and one consumer, written and read in place.
 *
 * <pre>{@code
 * SpscRing ring = new SpscRing(32, 1_000);
 * int at = ring.claim();                                    // producer; -1: full
 * LittleEndian.putLong(ring.array(), at, 42);
 * ring.publish();
 *
 * int at = ring.peek();                                     // consumer; -1: empty
 * long value = LittleEndian.getLong(ring.array(), at);
 * ring.release();
 * }</pre>
 *
 * <p>{@link #claim}, {@link #publish} and {@link #push} are for one thread at a time, {@link #peek}, {@link #release}
 * and {@link #pop} for one other; the rest for any. What the producer wrote before {@code publish} or {@code push} the
 * consumer sees after {@code peek} or {@code pop}. A place is the producer's from {@code claim} to {@code publish}, the
 * consumer's from {@code peek} to {@code release}. A record keeps the bytes of an earlier one until it is written.
 *
 * <p>The capacity is exact. Everything is allocated by the constructor: the records, and 4 bytes for each. Nothing is
 * allocated later, and there is nothing to close.
 *
 * @implNote What the sides share is a state a record beside the records. A look-ahead of up to a quarter of the ring
 *     lets the producer look at one state for many records. Two counters with cached views were slower (16 to 18 ns a
 *     record, this 14).
 */
public final class SpscRing {
    private static final VarHandle STATES = MethodHandles.arrayElementVarHandle(int[].class);

    private static final int FREE = 0;
    private static final int FULL = 1;
    private static final int MAX_LOOK_AHEAD = 4_096;
    private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

    private final int recordBytes;
    private final int capacity;
    private final int lookAhead;
    private final byte[] records;
    private final int[] states;
    private final RingSides sides = new RingSides();
    private final @Nullable Overlap producer;
    private final @Nullable Overlap consumer;

    /**
     * An empty ring.
     *
     * @param recordBytes the size of a record in bytes, at least 1
     * @param capacity the number of records that it holds, at least 1
     * @throws IllegalArgumentException if an argument is out of range, or their product exceeds 2^31 - 9
     */
    public SpscRing(int recordBytes, int capacity) {
        this(recordBytes, capacity, CheckedMode.ON);
    }

    SpscRing(int recordBytes, int capacity, boolean checked) {
        if (recordBytes < 1 || capacity < 1) {
            throw new IllegalArgumentException(
                    "a ring of " + capacity + " records of " + recordBytes + " bytes: both are at least 1");
        }
        if ((long) recordBytes * capacity > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a ring of " + capacity + " records of " + recordBytes + " bytes exceeds " + MAX_BYTES + " bytes");
        }
        this.recordBytes = recordBytes;
        this.capacity = capacity;
        lookAhead = Math.max(1, Math.min(MAX_LOOK_AHEAD, capacity / 4));
        records = new byte[recordBytes * capacity];
        states = new int[capacity];
        producer = Overlap.ifChecked(checked);
        consumer = Overlap.ifChecked(checked);
        if (checked) {
            CheckedMode.fillWithJunk(records);
        }
    }

    /**
     * The array in which the records lie.
     *
     * @return the array, always the same
     */
    public byte[] array() {
        return records;
    }

    /**
     * How many records the ring holds.
     *
     * @return the capacity
     */
    public int capacity() {
        return capacity;
    }

    /**
     * The size of a record.
     *
     * @return the size in bytes
     */
    public int recordBytes() {
        return recordBytes;
    }

    private boolean is(int slot, int state) {
        return (int) STATES.getAcquire(states, slot) == state;
    }

    private int wrap(int slot) {
        return slot >= capacity ? slot - capacity : slot;
    }

    /**
     * Where the producer writes the next record. A second call gives the same place.
     *
     * @return the index in {@link #array}; -1: the ring is full
     */
    public int claim() {
        Overlap.enter(producer);
        try {
            if (sides.producerFree == 0 && !look()) {
                return -1;
            }
            sides.claimed = true;
            return sides.producerOffset;
        } finally {
            Overlap.leave(producer);
        }
    }

    /** Finds out how many records are free for sure: records become free in their order. */
    private boolean look() {
        int slot = sides.producerSlot;
        // Not a sum that overflows: the capacity may be nearly 2^31.
        int last = lookAhead - 1 >= capacity - slot ? slot - capacity + lookAhead - 1 : slot + lookAhead - 1;
        if (is(last, FREE)) {
            sides.producerFree = lookAhead;
            return true;
        }
        if (is(slot, FREE)) {
            sides.producerFree = 1;
            return true;
        }
        return false;
    }

    /**
     * Hands the claimed record over to the consumer.
     *
     * @throws IllegalStateException if none is claimed; nothing has changed
     */
    public void publish() {
        Overlap.enter(producer);
        try {
            if (!sides.claimed) {
                throw new IllegalStateException("publish without a claim");
            }
            sides.claimed = false;
            int slot = sides.producerSlot;
            STATES.setRelease(states, slot, FULL);
            advanceProducer(1);
        } finally {
            Overlap.leave(producer);
        }
    }

    private void advanceProducer(int count) {
        sides.producerFree -= count;
        int rest = capacity - sides.producerSlot;
        if (count < rest) {
            sides.producerSlot += count;
            sides.producerOffset += count * recordBytes;
        } else {
            sides.producerSlot = count - rest;
            sides.producerOffset = (count - rest) * recordBytes;
        }
    }

    /**
     * Hands copies of several records over, as many as fit. A claim is dropped.
     *
     * @param src the array of the records, one after the other
     * @param from the index of the first one's first byte
     * @param count their number
     * @return how many were taken, 0 to {@code count}
     * @throws IllegalArgumentException if the number is negative
     * @throws IndexOutOfBoundsException if the records do not lie within the array
     */
    public int push(byte[] src, int from, int count) {
        Overlap.enter(producer);
        try {
            check(src, from, count);
            sides.claimed = false;
            int fit = free(Math.min(count, capacity));
            if (fit == 0) {
                return 0;
            }
            int slot = sides.producerSlot;
            int first = Math.min(fit, capacity - slot);
            System.arraycopy(src, from, records, sides.producerOffset, first * recordBytes);
            System.arraycopy(src, from + first * recordBytes, records, 0, (fit - first) * recordBytes);
            // The consumer looks at them in their order, so the first one, released last, publishes all.
            Arrays.fill(states, slot + 1, slot + first, FULL);
            Arrays.fill(states, 0, fit - first, FULL);
            STATES.setRelease(states, slot, FULL);
            advanceProducer(fit);
            return fit;
        } finally {
            Overlap.leave(producer);
        }
    }

    private void check(byte[] array, int at, int count) {
        if (count < 0) {
            throw new IllegalArgumentException("the number of records " + count + " is negative");
        }
        if (at < 0 || (long) count * recordBytes > array.length - (long) at) {
            throw new IndexOutOfBoundsException(count + " records of " + recordBytes + " bytes from index " + at
                    + " on do not lie within the array of " + array.length);
        }
    }

    /** How many of so many records are free. */
    private int free(int wanted) {
        while (sides.producerFree < wanted) {
            int known = sides.producerFree;
            int slot = sides.producerSlot;
            int last = wanted - 1 >= capacity - slot ? slot - capacity + wanted - 1 : slot + wanted - 1;
            if (is(last, FREE)) {
                sides.producerFree = wanted;
                return wanted;
            }
            int next = known >= capacity - slot ? slot - capacity + known : slot + known;
            if (!is(next, FREE)) {
                return known;
            }
            sides.producerFree = known + 1;
        }
        return wanted;
    }

    /**
     * Where the oldest record is. A second call gives the same place.
     *
     * @return the index in {@link #array}; -1: the ring is empty
     */
    public int peek() {
        Overlap.enter(consumer);
        try {
            if (!is(sides.consumerSlot, FULL)) {
                return -1;
            }
            sides.peeked = true;
            return sides.consumerOffset;
        } finally {
            Overlap.leave(consumer);
        }
    }

    /**
     * Gives the peeked record back to the producer.
     *
     * @throws IllegalStateException if none is peeked; nothing has changed
     */
    public void release() {
        Overlap.enter(consumer);
        try {
            if (!sides.peeked) {
                throw new IllegalStateException("release without a peek");
            }
            sides.peeked = false;
            int slot = sides.consumerSlot;
            if (consumer != null) {
                CheckedMode.fillWithJunk(records, sides.consumerOffset, sides.consumerOffset + recordBytes);
            }
            STATES.setRelease(states, slot, FREE);
            advanceConsumer(1);
        } finally {
            Overlap.leave(consumer);
        }
    }

    private void advanceConsumer(int count) {
        int rest = capacity - sides.consumerSlot;
        if (count < rest) {
            sides.consumerSlot += count;
            sides.consumerOffset += count * recordBytes;
        } else {
            sides.consumerSlot = count - rest;
            sides.consumerOffset = (count - rest) * recordBytes;
        }
    }

    /**
     * Takes copies of the oldest records, the peeked one too.
     *
     * @param dst where to, one after the other
     * @param to the index of the first one's first byte
     * @param maxRecords the most that are taken
     * @return how many were taken, 0: the ring is empty
     * @throws IllegalArgumentException if the number is negative
     * @throws IndexOutOfBoundsException if so many records do not fit into the array; none is taken
     */
    public int pop(byte[] dst, int to, int maxRecords) {
        Overlap.enter(consumer);
        try {
            check(dst, to, maxRecords);
            Objects.requireNonNull(dst);
            sides.peeked = false;
            int slot = sides.consumerSlot;
            int most = Math.min(maxRecords, capacity);
            int count = 0;
            for (int at = slot; count < most && is(at, FULL); count++) {
                at = wrap(at + 1);
            }
            if (count == 0) {
                return 0;
            }
            int first = Math.min(count, capacity - slot);
            System.arraycopy(records, sides.consumerOffset, dst, to, first * recordBytes);
            System.arraycopy(records, 0, dst, to + first * recordBytes, (count - first) * recordBytes);
            // In their order and each released: the producer looks ahead, and one that is free says the same of those
            // before it.
            for (int i = 0, at = slot; i < count; i++, at = wrap(at + 1)) {
                STATES.setRelease(states, at, FREE);
            }
            advanceConsumer(count);
            return count;
        } finally {
            Overlap.leave(consumer);
        }
    }
}
