// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import dev.appendkit.internal.CheckedMode;
import dev.appendkit.internal.memory.KeyHash;
import dev.appendkit.internal.memory.Overlap;
import dev.appendkit.internal.memory.Seeds;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A hash map from {@code long} to values of a fixed number of bytes; neither keys nor values are objects.
 *
 * <pre>{@code
 * LongMap counts = new LongMap(8, MemoryBudget.of(1L << 30));
 * counts.add(userId, 1);                                          // false: out of budget
 * long row = counts.find(userId);                                 // -1: absent
 * long count = LittleEndian.getLong(counts.array(row), counts.offset(row));
 * }</pre>
 *
 * <p>Any key is allowed, including 0 and -1. Keys are mixed with a seed that is drawn for each map, so untrusted
 * parties may choose them. Entries are removed without tombstones. The slots lie in one array that doubles up to 64
 * MiB; from there on a directory leads to segments of at most that size, which split one by one, so that no call moves
 * more than 64 MiB of entries and the directory. A directory that would exceed sixteen times its segments is refused
 * just like a lack of budget.
 *
 * <p><b>Rows and places</b> are valid until the next {@code put}, {@code insert} or {@code add} of a new key,
 * {@code remove}, {@code clear} or {@code trim}; in checked mode, using a row longer throws an
 * {@code IllegalStateException}. The order of iteration is not specified. To remove while iterating, collect the keys
 * first:
 *
 * <pre>{@code
 * RecordVector old = new RecordVector(8, budget);
 * for (long row = map.next(-1); row >= 0; row = map.next(row)) {
 *   if (isOld(map, row)) {
 *     int at = old.add();
 *     LittleEndian.putLong(old.array(at), old.offset(at), map.key(row));
 *   }
 * }
 * for (int i = 0; i < old.size(); i++) map.remove(LittleEndian.getLong(old.array(i), old.offset(i)));
 * }</pre>
 *
 * <p><b>Bound.</b> For the most entries since the last {@link #trim} or {@link #clear}, 2.7 × (8 + value bytes) each,
 * plus 1 KiB; while the map grows, also the old segment. Only one thread at a time may use a map; any happens-before
 * hands it over. Nothing is allocated except new segments and directories, and by {@link #freeze}, {@link #writeTo} and
 * {@link #readFrom}. An unreachable map is garbage, closed or not, but its bytes stay counted in a budget that others
 * share.
 */
public final class LongMap implements AutoCloseable {
    static final int MAX_SEGMENT_BYTES = 64 << 20;

    private static final int FIRST_BYTES = 1 << 10;
    private static final int SLOT_BITS = 24;
    private static final int NUMBER_BITS = 23;
    private static final int STAMP_SHIFT = SLOT_BITS + NUMBER_BITS;
    private static final int STAMP_MASK = 0x7FFF;
    private static final int MAX_DIRECTORY_RATIO = 16;

    private final int valueBytes;
    private final int slotBytes;
    private final MemoryBudget budget;
    private final boolean checked;
    private final @Nullable Overlap overlap;
    private final long seed;
    private final long first;
    private final long second;
    private final int firstCapacity;
    private final int maxCapacity;

    /** The segments by their number; segment 0 has one slot, for key 0. */
    private @Nullable LongSegment[] segments = new LongSegment[2];

    private int segmentCount;
    /** The segments by the high bits of a hash; one entry for a map of one segment. */
    private LongSegment[] directory;
    /** The segment of a map that has one. */
    private @Nullable LongSegment sole;

    private int depth;
    private int size;
    private int modifications;
    private boolean closed;
    /**
     * The exception that the source threw when a block was returned in the middle of a call. Each call that takes or
     * returns blocks begins without one: a call that another exception has ended leaves it behind.
     */
    private @Nullable Throwable pending;

    /**
     * Creates an empty map.
     *
     * @param valueBytes the size of a value, 0 (a set) to 1,024
     * @param budget the budget for the slots
     * @throws IllegalArgumentException if the size is out of range
     */
    public LongMap(int valueBytes, MemoryBudget budget) {
        this(valueBytes, budget, Seeds.draw(), MAX_SEGMENT_BYTES, CheckedMode.ON);
    }

    LongMap(int valueBytes, MemoryBudget budget, long seed, int maxSegmentBytes, boolean checked) {
        if (valueBytes < 0 || valueBytes > TableFormat.MAX_VALUE_BYTES) {
            throw new IllegalArgumentException(
                    "a value of " + valueBytes + " bytes is outside 0 to " + TableFormat.MAX_VALUE_BYTES);
        }
        if (budget == null) {
            throw new NullPointerException("budget");
        }
        this.valueBytes = valueBytes;
        slotBytes = Long.BYTES + valueBytes;
        this.budget = budget;
        this.seed = seed;
        this.checked = checked;
        overlap = Overlap.ifChecked(checked);
        first = KeyHash.first(seed);
        second = KeyHash.second(seed);
        firstCapacity = Math.max(2, Integer.highestOneBit(FIRST_BYTES / slotBytes));
        maxCapacity = Integer.highestOneBit(maxSegmentBytes / slotBytes);
        directory = none();
        sole = directory[0];
    }

    private static LongSegment[] none() {
        return new LongSegment[] {new LongSegment(LongSegment.EMPTY, 1, 0, 0, -1)};
    }

    /**
     * Returns the size of a value.
     *
     * @return the size in bytes
     */
    public int valueBytes() {
        checkOpen();
        return valueBytes;
    }

    /**
     * Returns the number of entries.
     *
     * @return the number, 0 when closed
     */
    public int size() {
        return size;
    }

    private LongSegment segment(long hash) {
        // The only segment does not depend on the hash, so that the processor need not wait for it.
        LongSegment only = sole;
        return only != null ? only : directory[(int) (hash >>> -depth)];
    }

    /** Returns the slot of a key that is not 0, or the complement of the empty slot where it belongs. */
    private int slot(LongSegment segment, long key, long hash) {
        byte[] slots = segment.slots;
        int mask = segment.mask;
        int slot = (int) hash & mask;
        while (true) {
            long there = LittleEndian.getLong(slots, slot * slotBytes);
            if (there == key) {
                return slot;
            }
            if (there == 0) {
                return ~slot;
            }
            slot = slot + 1 & mask;
        }
    }

    private long row(LongSegment segment, int slot) {
        return (long) segment.number << SLOT_BITS | slot | stamp();
    }

    private long stamp() {
        return (long) (modifications & STAMP_MASK) << STAMP_SHIFT;
    }

    private long lookUp(long key) {
        if (key == 0) {
            LongSegment zero = zero();
            return zero != null && zero.count == 1 ? row(zero, 0) : absent();
        }
        long hash = KeyHash.of(key, first, second);
        LongSegment segment = segment(hash);
        int slot = slot(segment, key, hash);
        return slot >= 0 ? row(segment, slot) : absent();
    }

    private @Nullable LongSegment zero() {
        return segments.length == 0 ? null : segments[0];
    }

    private long absent() {
        // A closed map has no entries.
        if (size == 0) {
            checkOpen();
        }
        return -1;
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the map is closed");
        }
    }

    private void modified() {
        if (checked) {
            modifications++;
        }
    }

    /**
     * Looks a key up.
     *
     * @param key any key
     * @return its row, or -1
     */
    public long find(long key) {
        Overlap.enter(overlap);
        try {
            return lookUp(key);
        } finally {
            Overlap.leave(overlap);
        }
    }

    /**
     * Looks a key up and puts it if it is absent, with a value of zeros.
     *
     * @param key any key
     * @return its row; -1: out of budget
     */
    public long put(long key) {
        Overlap.enter(overlap);
        try {
            long row = lookUp(key);
            return row >= 0 ? row : putNew(key);
        } finally {
            Overlap.leave(overlap);
        }
    }

    /**
     * Puts a key that is absent, with a value of zeros.
     *
     * @param key any key
     * @return its row; -1: out of budget
     * @throws IllegalArgumentException if the key is already present
     */
    public long insert(long key) {
        Overlap.enter(overlap);
        try {
            if (lookUp(key) >= 0) {
                throw new IllegalArgumentException("the key is in the map already");
            }
            return putNew(key);
        } finally {
            Overlap.leave(overlap);
        }
    }

    /**
     * Adds to the first 8 bytes of a value, read as a little-endian long that wraps. An absent key is put first.
     *
     * @param key any key
     * @param delta the number to add
     * @return false: out of budget
     * @throws IllegalStateException if values have fewer than 8 bytes
     */
    public boolean add(long key, long delta) {
        Overlap.enter(overlap);
        try {
            if (valueBytes < Long.BYTES) {
                throw tooShort();
            }
            if (key != 0) {
                long hash = KeyHash.of(key, first, second);
                LongSegment segment = segment(hash);
                int slot = slot(segment, key, hash);
                if (slot >= 0) {
                    LittleEndian.addLong(segment.slots, slot * slotBytes + Long.BYTES, delta);
                    return true;
                }
            }
            return addSlowly(key, delta);
        } finally {
            Overlap.leave(overlap);
        }
    }

    private boolean addSlowly(long key, long delta) {
        long row = lookUp(key);
        if (row < 0) {
            row = putNew(key);
            if (row < 0) {
                return false;
            }
        }
        LongSegment segment = place(row);
        LittleEndian.addLong(segment.slots, valueOffset(row), delta);
        return true;
    }

    private IllegalStateException tooShort() {
        checkOpen();
        return new IllegalStateException("a value has " + valueBytes + " bytes, not the 8 of a sum");
    }

    /**
     * Returns the first 8 bytes of a value, as a little-endian long.
     *
     * @param key any key
     * @param absent the result if the key is absent
     * @return the value
     * @throws IllegalStateException if values have fewer than 8 bytes
     */
    public long get(long key, long absent) {
        Overlap.enter(overlap);
        try {
            if (valueBytes < Long.BYTES) {
                throw tooShort();
            }
            long row = lookUp(key);
            return row < 0 ? absent : LittleEndian.getLong(place(row).slots, valueOffset(row));
        } finally {
            Overlap.leave(overlap);
        }
    }

    private long putNew(long key) {
        checkOpen();
        pending = null;
        if (size == Integer.MAX_VALUE) {
            budget.refuse();
            return -1;
        }
        if (key == 0) {
            return putZero();
        }
        long hash = KeyHash.of(key, first, second);
        LongSegment segment = segment(hash);
        while ((segment.count + 1) * 4L > segment.capacity() * 3L) {
            if (!grow(segment)) {
                raise();
                return -1;
            }
            segment = segment(hash);
        }
        int slot = ~slot(segment, key, hash);
        LittleEndian.putLong(segment.slots, slot * slotBytes, key);
        return entered(segment, slot);
    }

    private long putZero() {
        LongSegment zero = segments[0];
        if (zero == null) {
            byte[] block = takeSlots(1);
            if (block == null) {
                return -1;
            }
            zero = new LongSegment(block, 1, 0, 0, 0);
            segments[0] = zero;
            segmentCount = Math.max(1, segmentCount);
        }
        return entered(zero, 0);
    }

    private long entered(LongSegment segment, int slot) {
        int from = slot * slotBytes + Long.BYTES;
        Arrays.fill(segment.slots, from, from + valueBytes, (byte) 0);
        segment.count++;
        size++;
        modified();
        raise();
        return row(segment, slot);
    }

    private void raise() {
        if (pending != null) {
            Throwable thrown = pending;
            pending = null;
            MemoryBudget.rethrow(thrown);
        }
    }

    /**
     * Doubles the slots, or splits the segment into two; returns false if refused. All memory is taken before anything
     * changes.
     */
    private boolean grow(LongSegment segment) {
        if (segment.slots == LongSegment.EMPTY) {
            return resize(segment, firstCapacity);
        }
        if (segment.capacity() < maxCapacity) {
            return resize(segment, 2 * segment.capacity());
        }
        return split(segment);
    }

    private boolean resize(LongSegment segment, int capacity) {
        int number = segment.number;
        if (number < 0) {
            number = freeNumber();
        }
        LongSegment fresh = new LongSegment(LongSegment.EMPTY, capacity, segment.depth, segment.prefix, number);
        byte[] slots = takeSlots(capacity);
        if (slots == null) {
            return false;
        }
        fresh.slots = slots;
        move(segment, fresh, fresh, 0);
        install(fresh);
        giveBack(segment);
        return true;
    }

    private byte @Nullable [] takeSlots(int capacity) {
        byte[] slots = budget.take(capacity * slotBytes);
        if (checked && slots != null) {
            for (int at = 0; at < slots.length; at += slotBytes) {
                CheckedMode.fillWithJunk(slots, at + Long.BYTES, at + slotBytes);
            }
        }
        return slots;
    }

    /** Returns the number of a new segment; 0 belongs to the zero key. */
    private int freeNumber() {
        int number = 1;
        while (number < segmentCount && segments[number] != null) {
            number++;
        }
        if (number == segments.length) {
            segments = Arrays.copyOf(segments, 2 * number);
        }
        return number;
    }

    private void install(LongSegment segment) {
        segments[segment.number] = segment;
        segmentCount = Math.max(segmentCount, segment.number + 1);
        int shift = depth - segment.depth;
        int from = (int) (segment.prefix << shift);
        Arrays.fill(directory, from, from + (1 << shift), segment);
        sole = depth == 0 ? segment : null;
    }

    private void giveBack(LongSegment segment) {
        if (segment.slots != LongSegment.EMPTY) {
            if (checked) {
                CheckedMode.fillWithJunk(segment.slots);
            }
            pending = budget.give(segment.slots, pending);
        }
    }

    private boolean split(LongSegment segment) {
        int newDepth = segment.depth + 1;
        LongSegment[] newDirectory = directory;
        if (newDepth > depth) {
            if (2L * directory.length > (long) MAX_DIRECTORY_RATIO * segmentCount) {
                budget.refuse();
                return false;
            }
            newDirectory = new LongSegment[2 * directory.length];
            for (int i = 0; i < newDirectory.length; i++) {
                newDirectory[i] = directory[i >>> 1];
            }
        }
        // The deciding bit of a hash.
        int shift = Long.SIZE - newDepth;
        int ones = 0;
        for (int slot = 0; slot <= segment.mask; slot++) {
            long key = LittleEndian.getLong(segment.slots, slot * slotBytes);
            if (key != 0) {
                ones += (int) (KeyHash.of(key, first, second) >>> shift) & 1;
            }
        }
        int leftCapacity = capacityFor(segment.count - ones);
        int rightCapacity = capacityFor(ones);
        int number = freeNumber();
        LongSegment left =
                new LongSegment(LongSegment.EMPTY, leftCapacity, newDepth, 2 * segment.prefix, segment.number);
        LongSegment right = new LongSegment(LongSegment.EMPTY, rightCapacity, newDepth, 2 * segment.prefix + 1, number);
        byte[] leftSlots = takeSlots(leftCapacity);
        if (leftSlots == null) {
            return false;
        }
        byte[] rightSlots = null;
        try {
            rightSlots = takeSlots(rightCapacity);
        } finally {
            if (rightSlots == null) {
                pending = budget.give(leftSlots, pending);
            }
        }
        if (rightSlots == null) {
            return false;
        }
        left.slots = leftSlots;
        right.slots = rightSlots;
        move(segment, left, right, shift);
        directory = newDirectory;
        depth = Math.max(depth, newDepth);
        install(left);
        install(right);
        giveBack(segment);
        return true;
    }

    /**
     * Returns the least number of slots that holds this many entries and leaves room to grow: at most 2.7 slots per
     * entry.
     */
    private int capacityFor(int count) {
        int capacity = firstCapacity;
        while (capacity < maxCapacity && count * 1_000L > capacity * 742L) {
            capacity *= 2;
        }
        return capacity;
    }

    /** Copies all entries to one of two segments, by a bit of their hash. */
    private void move(LongSegment from, LongSegment left, LongSegment right, int shift) {
        if (from.count == 0) {
            return;
        }
        for (int slot = 0; slot <= from.mask; slot++) {
            long key = LittleEndian.getLong(from.slots, slot * slotBytes);
            if (key != 0) {
                long hash = KeyHash.of(key, first, second);
                LongSegment to = (hash >>> shift & 1) == 0 ? left : right;
                int at = ~slot(to, key, hash);
                System.arraycopy(from.slots, slot * slotBytes, to.slots, at * slotBytes, slotBytes);
                to.count++;
            }
        }
    }

    /**
     * Removes a key and its value.
     *
     * @param key any key
     * @return whether it was present
     */
    public boolean remove(long key) {
        Overlap.enter(overlap);
        try {
            long row = lookUp(key);
            if (row < 0) {
                return false;
            }
            LongSegment segment = place(row);
            if (key != 0) {
                close(segment, (int) row & (1 << SLOT_BITS) - 1);
            } else if (checked) {
                CheckedMode.fillWithJunk(segment.slots, Long.BYTES, slotBytes);
            }
            segment.count--;
            size--;
            modified();
            return true;
        } finally {
            Overlap.leave(overlap);
        }
    }

    /** Empties a slot, and moves the entries after it that could no longer be found. */
    private void close(LongSegment segment, int slot) {
        byte[] slots = segment.slots;
        int mask = segment.mask;
        int gap = slot;
        int next = slot;
        while (true) {
            next = next + 1 & mask;
            long key = LittleEndian.getLong(slots, next * slotBytes);
            if (key == 0) {
                break;
            }
            int home = (int) KeyHash.of(key, first, second) & mask;
            if ((next - home & mask) >= (next - gap & mask)) {
                System.arraycopy(slots, next * slotBytes, slots, gap * slotBytes, slotBytes);
                gap = next;
            }
        }
        LittleEndian.putLong(slots, gap * slotBytes, 0);
        if (checked) {
            CheckedMode.fillWithJunk(slots, gap * slotBytes + Long.BYTES, (gap + 1) * slotBytes);
        }
    }

    /**
     * Returns the next entry, in no particular order.
     *
     * @param row -1 for the first one, or the row of an entry
     * @return the next row, or -1 at the end
     */
    public long next(long row) {
        Overlap.check(overlap);
        int number = 0;
        int slot = 0;
        if (row >= 0) {
            place(row);
            number = (int) (row >>> SLOT_BITS) & (1 << NUMBER_BITS) - 1;
            slot = ((int) row & (1 << SLOT_BITS) - 1) + 1;
        } else {
            checkOpen();
        }
        for (; number < segmentCount; number++, slot = 0) {
            LongSegment segment = segments[number];
            if (segment != null && segment.count > 0) {
                for (; slot <= segment.mask; slot++) {
                    if (number == 0 || LittleEndian.getLong(segment.slots, slot * slotBytes) != 0) {
                        return row(segment, slot);
                    }
                }
            }
        }
        return -1;
    }

    private LongSegment place(long row) {
        Overlap.check(overlap);
        if (row < 0 || (row ^ stamp()) >>> STAMP_SHIFT != 0) {
            throw badRow(row);
        }
        int number = (int) (row >>> SLOT_BITS) & (1 << NUMBER_BITS) - 1;
        LongSegment segment = number < segmentCount ? segments[number] : null;
        if (segment == null || ((int) row & (1 << SLOT_BITS) - 1) > segment.mask) {
            throw badRow(row);
        }
        return segment;
    }

    private RuntimeException badRow(long row) {
        checkOpen();
        if (row >= 0 && checked) {
            return new IllegalStateException("the row was kept over a change of the map");
        }
        return new IndexOutOfBoundsException("row " + row + " is not one of the map");
    }

    private int valueOffset(long row) {
        return ((int) row & (1 << SLOT_BITS) - 1) * slotBytes + Long.BYTES;
    }

    /**
     * Returns the key of an entry.
     *
     * @param row the entry's row
     * @return the key
     * @throws IndexOutOfBoundsException if the row is -1
     */
    public long key(long row) {
        return LittleEndian.getLong(place(row).slots, valueOffset(row) - Long.BYTES);
    }

    /**
     * Returns the array in which a value lies.
     *
     * @param row the entry's row
     * @return its segment; the bytes from {@link #offset} to {@code offset + valueBytes} are the value's
     * @throws IndexOutOfBoundsException if the row is -1
     */
    public byte[] array(long row) {
        return place(row).slots;
    }

    /**
     * Returns where a value begins.
     *
     * @param row the entry's row
     * @return the index in {@link #array}
     * @throws IndexOutOfBoundsException if the row is -1
     */
    public int offset(long row) {
        place(row);
        return valueOffset(row);
    }

    /** Removes all entries and gives everything back. */
    public void clear() {
        Overlap.enter(overlap);
        try {
            checkOpen();
            pending = null;
            giveAllBack();
            raise();
        } finally {
            Overlap.leave(overlap);
        }
    }

    private long giveAllBack() {
        long bytes = 0;
        directory = none();
        sole = directory[0];
        depth = 0;
        size = 0;
        modified();
        for (int i = 0; i < segmentCount; i++) {
            LongSegment segment = segments[i];
            if (segment != null) {
                segments[i] = null;
                bytes += segment.slots.length;
                giveBack(segment);
            }
        }
        segmentCount = 0;
        return bytes;
    }

    /**
     * Returns the memory that the present entries do not need: each segment is replaced by a smaller one, as far as the
     * budget has room for both at a time, and segments that have become small are joined.
     *
     * @return the number of bytes returned
     */
    public long trim() {
        Overlap.enter(overlap);
        try {
            checkOpen();
            long before = held();
            pending = null;
            if (size == 0) {
                giveAllBack();
            } else {
                modified();
                join();
                for (int i = 1; i < segmentCount; i++) {
                    LongSegment segment = segments[i];
                    if (segment != null && capacityFor(segment.count) < segment.capacity()) {
                        resize(segment, capacityFor(segment.count));
                    }
                }
                trimZero();
            }
            raise();
            return before - held();
        } finally {
            Overlap.leave(overlap);
        }
    }

    private void trimZero() {
        LongSegment zero = segments[0];
        if (zero != null && zero.count == 0) {
            segments[0] = null;
            giveBack(zero);
        }
        // Only key 0 is left: the slots of other keys are not needed.
        if (size == 1 && zero != null && zero.count == 1 && depth == 0 && segmentCount > 1) {
            LongSegment rest = directory[0];
            directory = none();
            sole = directory[0];
            segments[rest.number] = null;
            giveBack(rest);
        }
    }

    private long held() {
        long bytes = 0;
        for (int i = 0; i < segmentCount; i++) {
            LongSegment segment = segments[i];
            bytes += segment == null ? 0 : segment.slots.length;
        }
        return bytes;
    }

    /** Joins segments that differ in the last bit of their prefix and fit into one. */
    private void join() {
        boolean joined = true;
        while (joined) {
            joined = false;
            for (int i = 0; i < directory.length && !joined; i++) {
                LongSegment left = directory[i];
                int shift = depth - left.depth;
                if (left.depth > 0 && (left.prefix & 1) == 0) {
                    LongSegment right = directory[(int) (left.prefix + 1 << shift)];
                    joined = right.depth == left.depth && join(left, right);
                }
            }
        }
        shrinkDirectory();
    }

    private boolean join(LongSegment left, LongSegment right) {
        int count = left.count + right.count;
        int capacity = capacityFor(count);
        if (count * 1_000L > capacity * 742L) {
            return false;
        }
        LongSegment fresh =
                new LongSegment(LongSegment.EMPTY, capacity, left.depth - 1, left.prefix >>> 1, left.number);
        byte[] slots = takeSlots(capacity);
        if (slots == null) {
            return false;
        }
        fresh.slots = slots;
        move(left, fresh, fresh, 0);
        move(right, fresh, fresh, 0);
        segments[right.number] = null;
        install(fresh);
        giveBack(left);
        giveBack(right);
        return true;
    }

    private void shrinkDirectory() {
        int deepest = 0;
        for (LongSegment segment : directory) {
            deepest = Math.max(deepest, segment.depth);
        }
        if (deepest < depth) {
            int shift = depth - deepest;
            LongSegment[] smaller = new LongSegment[1 << deepest];
            for (int i = 0; i < smaller.length; i++) {
                smaller[i] = directory[i << shift];
            }
            directory = smaller;
            depth = deepest;
            sole = deepest == 0 ? directory[0] : null;
        }
    }

    private TableEntries entries() {
        return new TableEntries() {
            @Override
            public long next(long row) {
                return LongMap.this.next(row);
            }

            @Override
            public byte[] array(long row) {
                return LongMap.this.array(row);
            }

            @Override
            public int valueOffset(long row) {
                return LongMap.this.valueOffset(row);
            }

            @Override
            public int keyOffset(long row) {
                return LongMap.this.valueOffset(row) - Long.BYTES;
            }

            @Override
            public int keyLength(long row) {
                return Long.BYTES;
            }

            @Override
            public long hash(long row, long tableFirst, long tableSecond) {
                return KeyHash.of(key(row), tableFirst, tableSecond);
            }
        };
    }

    private TableFormat format(long schema) throws IOException {
        checkOpen();
        return TableWriter.format(entries(), TableFormat.LONG_KEYS, valueBytes, Long.BYTES, size, schema, seed);
    }

    /**
     * Returns an immutable copy for any number of threads, in ordinary arrays outside the budget.
     *
     * @return a new table with the schema 0
     * @throws IllegalStateException if the entries exceed the 32 GiB of a table
     */
    public Table freeze() {
        Overlap.enter(overlap);
        try {
            return Table.of(entries(), format(0));
        } catch (IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        } finally {
            Overlap.leave(overlap);
        }
    }

    /**
     * Writes all entries in the format that {@link Table} describes, as kind 1. Needs 8 bytes per slot of the index
     * outside the budget. The same content need not produce the same bytes.
     *
     * @param out the target
     * @param schema the caller's number for the meaning of a value's bytes
     * @throws IOException from the stream, or if the entries exceed the 32 GiB of a table
     */
    public void writeTo(OutputStream out, long schema) throws IOException {
        Overlap.enter(overlap);
        try {
            TableWriter.writeMap(entries(), format(schema), out);
        } finally {
            Overlap.leave(overlap);
        }
    }

    /**
     * Reads the output of {@link #writeTo}, and not a byte more. The file decides the size of a value: for files from
     * untrusted sources, check {@link #valueBytes}. Nothing is kept if the read fails.
     *
     * @param in the source
     * @param schema the schema that {@code writeTo} was given
     * @param budget the budget for the slots
     * @return a new map
     * @throws IOException if the stream ends early, is not a table of long keys, has another schema or is damaged, or
     *     if the budget is exhausted; the message says which
     */
    public static LongMap readFrom(InputStream in, long schema, MemoryBudget budget) throws IOException {
        TableReader reader = TableReader.open(in, TableFormat.LONG_KEYS, TableFormat.LONG_KEYS, schema);
        int valueBytes = reader.header.valueBytes;
        LongMap map = new LongMap(valueBytes, budget);
        try {
            reader.skipIndex();
            int entryBytes = TableFormat.fixedEntryBytes(TableFormat.LONG_KEYS, valueBytes);
            byte[] entry = new byte[entryBytes];
            for (long i = 0; i < reader.header.entries; i++) {
                reader.fixedEntry(i, entryBytes, entry, 0, entryBytes);
                long key = LittleEndian.getLong(entry, valueBytes);
                if (map.find(key) >= 0) {
                    throw TableReader.damaged("a key stands in it twice");
                }
                long row = map.put(key);
                if (row < 0) {
                    throw TableReader.outOfBudget();
                }
                System.arraycopy(entry, 0, map.array(row), map.offset(row), valueBytes);
            }
            reader.end();
            return map;
        } catch (Throwable failure) {
            MemoryBudget.closeAfter(failure, map);
            throw failure;
        }
    }

    /** Gives everything back. A second call does nothing; any other method but {@link #size} then throws. */
    @Override
    public void close() {
        Overlap.enter(overlap);
        try {
            if (!closed) {
                pending = null;
                giveAllBack();
                closed = true;
                segments = new LongSegment[0];
                raise();
            }
        } finally {
            Overlap.leave(overlap);
        }
    }
}
