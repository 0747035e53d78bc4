// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static dev.appendkit.memory.TableFormat.KEY_LENGTH_BYTES;

import dev.appendkit.internal.Bytes;
import dev.appendkit.internal.CheckedMode;
import dev.appendkit.internal.Utf8;
import dev.appendkit.internal.memory.KeyHash;
import dev.appendkit.internal.memory.Overlap;
import dev.appendkit.internal.memory.Seeds;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A hash map from byte strings to values of a fixed number of bytes; neither keys nor values are objects. A
 * {@code CharSequence} as a key stands for the bytes that {@code appendUtf8} writes: UTF-8, with a lone surrogate as
 * U+FFFD.
 *
 * <pre>{@code
 * BytesMap counts = new BytesMap(8, 255, MemoryBudget.of(1L << 30));
 * counts.add("word", 1);                                          // false: out of budget
 * long count = counts.get(line, from, to, 0);                     // bytes of an array, 0 if absent
 * }</pre>
 *
 * <p>Any key is allowed, including the empty one. Keys are mixed with a seed that is drawn for each map, so untrusted
 * parties may choose them. A key longer than {@code maxKeyBytes} is absent for {@code find}, {@code get} and
 * {@code remove}, and causes an {@code IllegalArgumentException} in the other methods. Entries of the same length,
 * rounded up to 8, reuse the room of a removed entry; {@link #trim} compacts the entries. Where untrusted parties
 * choose the lengths of keys, call it, or choose a small {@code maxKeyBytes}.
 *
 * <p>The index, with 8 bytes per slot, is one table that doubles up to 64 MiB; from there on a directory leads to
 * tables that split one by one, so that no call moves more than 64 MiB. A directory that would exceed sixteen times its
 * tables, and entries of more than about 27 GiB, are refused just like a lack of budget.
 *
 * <p><b>Rows and places</b> are valid until the next {@code put}, {@code insert} or {@code add} of a new key,
 * {@code remove}, {@code clear} or {@code trim}; in checked mode, using a row longer throws an
 * {@code IllegalStateException}. Without removals the iteration is in the order of insertion. To remove while
 * iterating, collect the keys first; {@link LongMap} shows how.
 *
 * <p><b>Bound.</b> An entry is its value, 2 bytes and its key, rounded up to 8. The bound depends on the maxima since
 * the last {@link #trim} or {@link #clear}: for each such length, 1.25 × the length × the most entries of it at a time;
 * plus 22 bytes × the most entries; plus 1 KiB; while the index grows, also its old table. In addition, and not
 * counted, the map holds half a byte per byte of {@code maxKeyBytes}, and at most six bytes per char of the longest
 * text that was looked up. Only one thread at a time may use a map; any happens-before hands it over. Nothing is
 * allocated except new blocks and tables, the {@code toString()} of a {@code CharSequence} that is not a
 * {@code String}, and by {@link #freeze}, {@link #writeTo} and {@link #readFrom}. An unreachable map is garbage, closed
 * or not, but its bytes stay counted in a budget that others share.
 */
public final class BytesMap implements AutoCloseable {
    static final int MAX_TABLE_BYTES = 64 << 20;

    private static final int STAMP_SHIFT = 47;
    private static final int STAMP_MASK = 0x7FFF;
    private static final long POSITION_MASK = 0xFFFF_FFFFL;

    private final int valueBytes;
    private final int maxKeyBytes;
    private final int maxTableBytes;
    private final MemoryBudget budget;
    private final boolean checked;
    private final @Nullable Overlap overlap;
    private final long seed;
    private final long first;
    private final long second;

    private EntryStore store;
    private SlotIndex index;
    private int size;
    private int modifications;
    private boolean closed;
    /** The bytes of the text that is looked up. */
    private byte[] scratch = {};

    /**
     * Creates an empty map.
     *
     * @param valueBytes the size of a value, 0 (a set) to 1,024
     * @param maxKeyBytes the longest key, 0 to 65,534
     * @param budget the budget for entries and index
     * @throws IllegalArgumentException if a size is out of range
     */
    public BytesMap(int valueBytes, int maxKeyBytes, MemoryBudget budget) {
        this(valueBytes, maxKeyBytes, budget, Seeds.draw(), MAX_TABLE_BYTES, CheckedMode.ON);
    }

    BytesMap(int valueBytes, int maxKeyBytes, MemoryBudget budget, long seed, int maxTableBytes, boolean checked) {
        if (valueBytes < 0 || valueBytes > TableFormat.MAX_VALUE_BYTES) {
            throw new IllegalArgumentException(
                    "a value of " + valueBytes + " bytes is outside 0 to " + TableFormat.MAX_VALUE_BYTES);
        }
        if (maxKeyBytes < 0 || maxKeyBytes > TableFormat.MAX_KEY_BYTES) {
            throw new IllegalArgumentException(
                    "a longest key of " + maxKeyBytes + " bytes is outside 0 to " + TableFormat.MAX_KEY_BYTES);
        }
        if (budget == null) {
            throw new NullPointerException("budget");
        }
        this.valueBytes = valueBytes;
        this.maxKeyBytes = maxKeyBytes;
        this.maxTableBytes = maxTableBytes;
        this.budget = budget;
        this.seed = seed;
        this.checked = checked;
        overlap = Overlap.ifChecked(checked);
        first = KeyHash.first(seed);
        second = KeyHash.second(seed);
        store = new EntryStore(budget, valueBytes, maxKeyBytes, checked);
        index = new SlotIndex(budget, maxTableBytes);
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

    /** Returns the position of a key, or -1. */
    private long position(byte[] key, int from, int to) {
        int length = to - from;
        if (length > maxKeyBytes) {
            return absent();
        }
        long hash = KeyHash.of(key, from, to, first, second);
        long[] slots = index.slots(hash);
        int at = SlotIndex.home(slots, hash);
        while (true) {
            long slot = slots[at];
            if (slot == 0) {
                return absent();
            }
            if (SlotIndex.mayBe(slot, hash)) {
                long position = SlotIndex.position(slot);
                if (hasKey(position, key, from, length)) {
                    return position;
                }
            }
            at = at + 1 & slots.length - 1;
        }
    }

    private boolean hasKey(long position, byte[] key, int from, int length) {
        byte[] array = store.array(position);
        int at = EntryStore.offset(position) + valueBytes;
        if ((array[at] & 0xFF | (array[at + 1] & 0xFF) << 8) != length) {
            return false;
        }
        at += KEY_LENGTH_BYTES;
        if (length < Long.BYTES) {
            return KeyHash.rest(array, at, at + length) == KeyHash.rest(key, from, from + length);
        }
        for (int i = 0; i < length - Long.BYTES; i += Long.BYTES) {
            if (Bytes.getLong(array, at + i) != Bytes.getLong(key, from + i)) {
                return false;
            }
        }
        // The last word may overlap the one before.
        return Bytes.getLong(array, at + length - Long.BYTES) == Bytes.getLong(key, from + length - Long.BYTES);
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

    private long stamp() {
        return (long) (modifications & STAMP_MASK) << STAMP_SHIFT;
    }

    private long row(long position) {
        return position < 0 ? -1 : position | stamp();
    }

    private void modified() {
        if (checked) {
            modifications++;
        }
    }

    /** Writes a text to the scratch memory; returns its length, or -1 if it is longer than any key. */
    private int encode(String text) {
        int chars = text.length();
        if (chars > maxKeyBytes) {
            return -1;
        }
        if (scratch.length < chars * Utf8.MAX_BYTES_PER_CHAR) {
            scratch = new byte[Integer.highestOneBit(chars * Utf8.MAX_BYTES_PER_CHAR) * 2];
        }
        return Utf8.append(scratch, 0, text, 0, chars);
    }

    private long putNew(byte[] key, int from, int to) {
        checkOpen();
        if (to - from > maxKeyBytes) {
            throw new IllegalArgumentException(
                    "a key of " + (to - from) + " bytes is longer than the map's longest, " + maxKeyBytes);
        }
        if (size == Integer.MAX_VALUE) {
            budget.refuse();
            return -1;
        }
        long hash = KeyHash.of(key, from, to, first, second);
        long position;
        try {
            position = index.reserve(hash) ? store.add(key, from, to) : -1;
        } catch (Throwable failure) {
            keepNothingIfEmpty();
            throw failure;
        }
        if (position >= 0) {
            index.put(hash, position);
            size++;
            modified();
        } else {
            MemoryBudget.rethrow(keepNothingIfEmpty());
        }
        return position;
    }

    /** After an attempt that failed halfway. */
    private @Nullable Throwable keepNothingIfEmpty() {
        if (size > 0) {
            return null;
        }
        index.clear();
        return store.clear(null);
    }

    private long tooLong() {
        checkOpen();
        throw new IllegalArgumentException("the key is longer than the map's longest, " + maxKeyBytes + " bytes");
    }

    /**
     * Looks a key up.
     *
     * @param key the array of the key's bytes
     * @param from the index of the first one
     * @param to the index after the last one
     * @return its row, or -1
     * @throws IndexOutOfBoundsException if the range does not lie within the array
     */
    public long find(byte[] key, int from, int to) {
        Overlap.enter(overlap);
        try {
            Objects.checkFromToIndex(from, to, key.length);
            return row(position(key, from, to));
        } finally {
            Overlap.leave(overlap);
        }
    }

    /**
     * Looks a key up.
     *
     * @param key the text
     * @return its row, or -1
     */
    public long find(CharSequence key) {
        String text = key.toString();
        Overlap.enter(overlap);
        try {
            int length = encode(text);
            return row(length < 0 ? absent() : position(scratch, 0, length));
        } finally {
            Overlap.leave(overlap);
        }
    }

    /**
     * Looks a key up and puts it if it is absent, with a value of zeros.
     *
     * @param key the array of the key's bytes
     * @param from the index of the first one
     * @param to the index after the last one
     * @return its row; -1: out of budget
     * @throws IndexOutOfBoundsException if the range does not lie within the array
     * @throws IllegalArgumentException if an absent key is longer than the map allows
     */
    public long put(byte[] key, int from, int to) {
        Overlap.enter(overlap);
        try {
            Objects.checkFromToIndex(from, to, key.length);
            long position = position(key, from, to);
            return row(position >= 0 ? position : putNew(key, from, to));
        } finally {
            Overlap.leave(overlap);
        }
    }

    /**
     * Looks a key up and puts it if it is absent, with a value of zeros.
     *
     * @param key the text
     * @return its row; -1: out of budget
     * @throws IllegalArgumentException if an absent key is longer than the map allows
     */
    public long put(CharSequence key) {
        String text = key.toString();
        Overlap.enter(overlap);
        try {
            int length = encode(text);
            if (length < 0) {
                return tooLong();
            }
            long position = position(scratch, 0, length);
            return row(position >= 0 ? position : putNew(scratch, 0, length));
        } finally {
            Overlap.leave(overlap);
        }
    }

    /**
     * Puts a key that is absent, with a value of zeros.
     *
     * @param key the array of the key's bytes
     * @param from the index of the first one
     * @param to the index after the last one
     * @return its row; -1: out of budget
     * @throws IndexOutOfBoundsException if the range does not lie within the array
     * @throws IllegalArgumentException if the key is already present, or longer than the map allows
     */
    public long insert(byte[] key, int from, int to) {
        Overlap.enter(overlap);
        try {
            Objects.checkFromToIndex(from, to, key.length);
            return row(insertNew(key, from, to));
        } finally {
            Overlap.leave(overlap);
        }
    }

    /**
     * Puts a key that is absent, with a value of zeros.
     *
     * @param key the text
     * @return its row; -1: out of budget
     * @throws IllegalArgumentException if the key is already present, or longer than the map allows
     */
    public long insert(CharSequence key) {
        String text = key.toString();
        Overlap.enter(overlap);
        try {
            int length = encode(text);
            return length < 0 ? tooLong() : row(insertNew(scratch, 0, length));
        } finally {
            Overlap.leave(overlap);
        }
    }

    private long insertNew(byte[] key, int from, int to) {
        if (position(key, from, to) >= 0) {
            throw new IllegalArgumentException("the key is in the map already");
        }
        return putNew(key, from, to);
    }

    /**
     * Adds to the first 8 bytes of a value, read as a little-endian long that wraps. An absent key is put first.
     *
     * @param key the array of the key's bytes
     * @param from the index of the first one
     * @param to the index after the last one
     * @param delta the number to add
     * @return false: out of budget
     * @throws IndexOutOfBoundsException if the range does not lie within the array
     * @throws IllegalArgumentException if an absent key is longer than the map allows
     * @throws IllegalStateException if values have fewer than 8 bytes
     */
    public boolean add(byte[] key, int from, int to, long delta) {
        Overlap.enter(overlap);
        try {
            Objects.checkFromToIndex(from, to, key.length);
            checkSums();
            return addTo(key, from, to, delta);
        } finally {
            Overlap.leave(overlap);
        }
    }

    /**
     * Adds to the first 8 bytes of a value, read as a little-endian long that wraps. An absent key is put first.
     *
     * @param key the text
     * @param delta the number to add
     * @return false: out of budget
     * @throws IllegalArgumentException if an absent key is longer than the map allows
     * @throws IllegalStateException if values have fewer than 8 bytes
     */
    public boolean add(CharSequence key, long delta) {
        String text = key.toString();
        Overlap.enter(overlap);
        try {
            checkSums();
            int length = encode(text);
            return length < 0 ? tooLong() >= 0 : addTo(scratch, 0, length, delta);
        } finally {
            Overlap.leave(overlap);
        }
    }

    private boolean addTo(byte[] key, int from, int to, long delta) {
        long position = position(key, from, to);
        if (position < 0) {
            position = putNew(key, from, to);
            if (position < 0) {
                return false;
            }
        }
        LittleEndian.addLong(store.array(position), EntryStore.offset(position), delta);
        return true;
    }

    private void checkSums() {
        if (valueBytes < Long.BYTES) {
            checkOpen();
            throw new IllegalStateException("a value has " + valueBytes + " bytes, not the 8 of a sum");
        }
    }

    /**
     * Returns the first 8 bytes of a value, as a little-endian long.
     *
     * @param key the array of the key's bytes
     * @param from the index of the first one
     * @param to the index after the last one
     * @param absent the result if the key is absent
     * @return the value
     * @throws IndexOutOfBoundsException if the range does not lie within the array
     * @throws IllegalStateException if values have fewer than 8 bytes
     */
    public long get(byte[] key, int from, int to, long absent) {
        Overlap.enter(overlap);
        try {
            Objects.checkFromToIndex(from, to, key.length);
            checkSums();
            return value(position(key, from, to), absent);
        } finally {
            Overlap.leave(overlap);
        }
    }

    /**
     * Returns the first 8 bytes of a value, as a little-endian long.
     *
     * @param key the text
     * @param absent the result if the key is absent
     * @return the value
     * @throws IllegalStateException if values have fewer than 8 bytes
     */
    public long get(CharSequence key, long absent) {
        String text = key.toString();
        Overlap.enter(overlap);
        try {
            checkSums();
            int length = encode(text);
            return value(length < 0 ? absent() : position(scratch, 0, length), absent);
        } finally {
            Overlap.leave(overlap);
        }
    }

    private long value(long position, long absent) {
        return position < 0 ? absent : LittleEndian.getLong(store.array(position), EntryStore.offset(position));
    }

    /**
     * Removes a key and its value.
     *
     * @param key the array of the key's bytes
     * @param from the index of the first one
     * @param to the index after the last one
     * @return whether it was present
     * @throws IndexOutOfBoundsException if the range does not lie within the array
     */
    public boolean remove(byte[] key, int from, int to) {
        Overlap.enter(overlap);
        try {
            Objects.checkFromToIndex(from, to, key.length);
            return removeAt(position(key, from, to), key, from, to);
        } finally {
            Overlap.leave(overlap);
        }
    }

    /**
     * Removes a key and its value.
     *
     * @param key the text
     * @return whether it was present
     */
    public boolean remove(CharSequence key) {
        String text = key.toString();
        Overlap.enter(overlap);
        try {
            int length = encode(text);
            return removeAt(length < 0 ? absent() : position(scratch, 0, length), scratch, 0, length);
        } finally {
            Overlap.leave(overlap);
        }
    }

    private boolean removeAt(long position, byte[] key, int from, int to) {
        if (position < 0) {
            return false;
        }
        index.remove(KeyHash.of(key, from, to, first, second), position);
        store.remove(position);
        size--;
        modified();
        return true;
    }

    private long place(long row) {
        Overlap.check(overlap);
        long position = row & POSITION_MASK;
        if (row < 0 || (row ^ stamp()) >>> 32 != 0 || !store.isWithin(position)) {
            throw badRow(row);
        }
        return position;
    }

    private RuntimeException badRow(long row) {
        checkOpen();
        if (row >= 0 && checked) {
            return new IllegalStateException("the row was kept over a change of the map");
        }
        return new IndexOutOfBoundsException("row " + row + " is not one of the map");
    }

    /**
     * Returns the array in which an entry lies, its key and its value.
     *
     * @param row the entry's row
     * @return its block
     * @throws IndexOutOfBoundsException if the row is -1
     */
    public byte[] array(long row) {
        return store.array(place(row));
    }

    /**
     * Returns where a value begins.
     *
     * @param row the entry's row
     * @return the index in {@link #array}
     * @throws IndexOutOfBoundsException if the row is -1
     */
    public int offset(long row) {
        return EntryStore.offset(place(row));
    }

    /**
     * Returns the next entry, in the order of insertion if nothing was removed.
     *
     * @param row -1 for the first one, or the row of an entry
     * @return the next row, or -1 at the end
     */
    public long next(long row) {
        if (row < 0) {
            Overlap.check(overlap);
            checkOpen();
            return row(store.next(-1));
        }
        return row(store.next(place(row)));
    }

    /**
     * Returns where a key begins.
     *
     * @param row the entry's row
     * @return the index in {@link #array}
     * @throws IndexOutOfBoundsException if the row is -1
     */
    public int keyOffset(long row) {
        return EntryStore.offset(place(row)) + valueBytes + KEY_LENGTH_BYTES;
    }

    /**
     * Returns the length of a key.
     *
     * @param row the entry's row
     * @return the length in bytes
     * @throws IndexOutOfBoundsException if the row is -1
     */
    public int keyLength(long row) {
        return store.keyLength(place(row));
    }

    /** Removes all entries and returns all memory. */
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
        size = 0;
        modified();
        index.clear();
        return store.clear(null);
    }

    /**
     * Compacts the entries and returns the memory that they do not need. It first takes the memory that they need: if
     * the budget has no room for both at a time, nothing changes.
     *
     * @return the number of bytes returned
     */
    public long trim() {
        Overlap.enter(overlap);
        try {
            checkOpen();
            long before = store.held() + index.held();
            if (size == 0) {
                MemoryBudget.rethrow(giveAllBack());
                return before;
            }
            EntryStore newStore = new EntryStore(budget, valueBytes, maxKeyBytes, checked);
            SlotIndex newIndex = new SlotIndex(budget, maxTableBytes);
            boolean complete = false;
            Throwable thrown = null;
            try {
                complete = copyTo(newStore, newIndex);
            } finally {
                if (!complete) {
                    newIndex.clear();
                    thrown = newStore.clear(null);
                }
            }
            if (complete) {
                index.clear();
                thrown = store.clear(null);
                store = newStore;
                index = newIndex;
                modified();
            }
            MemoryBudget.rethrow(thrown);
            return before - store.held() - index.held();
        } finally {
            Overlap.leave(overlap);
        }
    }

    private boolean copyTo(EntryStore newStore, SlotIndex newIndex) {
        for (long old = store.next(-1); old >= 0; old = store.next(old)) {
            byte[] array = store.array(old);
            int value = EntryStore.offset(old);
            int from = value + valueBytes + KEY_LENGTH_BYTES;
            int to = from + store.keyLength(old);
            long hash = KeyHash.of(array, from, to, first, second);
            if (!newIndex.reserve(hash)) {
                return false;
            }
            long position = newStore.add(array, from, to);
            if (position < 0) {
                return false;
            }
            System.arraycopy(array, value, newStore.array(position), EntryStore.offset(position), valueBytes);
            newIndex.put(hash, position);
        }
        return true;
    }

    private TableEntries entries() {
        return new TableEntries() {
            @Override
            public long next(long row) {
                return BytesMap.this.next(row);
            }

            @Override
            public byte[] array(long row) {
                return BytesMap.this.array(row);
            }

            @Override
            public int valueOffset(long row) {
                return BytesMap.this.offset(row);
            }

            @Override
            public int keyOffset(long row) {
                return BytesMap.this.keyOffset(row);
            }

            @Override
            public int keyLength(long row) {
                return BytesMap.this.keyLength(row);
            }

            @Override
            public long hash(long row, long tableFirst, long tableSecond) {
                int from = BytesMap.this.keyOffset(row);
                int to = from + BytesMap.this.keyLength(row);
                return KeyHash.of(BytesMap.this.array(row), from, to, tableFirst, tableSecond);
            }
        };
    }

    private TableFormat format(long schema) throws IOException {
        checkOpen();
        return TableWriter.format(entries(), TableFormat.BYTE_KEYS, valueBytes, maxKeyBytes, size, schema, seed);
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
     * Writes all entries in the format that {@link Table} describes, as kind 0, with {@code maxKeyBytes} as the longest
     * key. Needs 8 bytes per slot of the index outside the budget. The same content need not produce the same bytes.
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
     * Reads the output of {@link #writeTo}, and not a byte more. The file decides the sizes: for files from untrusted
     * sources, check {@link #valueBytes}. Nothing is kept if the read fails.
     *
     * @param in the source
     * @param schema the schema that {@code writeTo} was given
     * @param budget the budget for entries and index
     * @return a new map
     * @throws IOException if the stream ends early, is not a table of byte keys, has another schema or is damaged, or
     *     if the budget is exhausted; the message says which
     */
    public static BytesMap readFrom(InputStream in, long schema, MemoryBudget budget) throws IOException {
        TableReader reader = TableReader.open(in, TableFormat.BYTE_KEYS, TableFormat.BYTE_KEYS, schema);
        BytesMap map = new BytesMap(reader.header.valueBytes, reader.header.longestKey, budget);
        try {
            reader.skipIndex();
            byte[] head = new byte[map.valueBytes + KEY_LENGTH_BYTES];
            for (long i = 0; i < reader.header.entries; i++) {
                map.read(reader, head);
            }
            reader.end();
            return map;
        } catch (Throwable failure) {
            MemoryBudget.closeAfter(failure, map);
            throw failure;
        }
    }

    private void read(TableReader reader, byte[] head) throws IOException {
        int least = TableFormat.rounded(valueBytes + KEY_LENGTH_BYTES);
        reader.skipTo(TableWriter.place(reader.position(), least));
        reader.bytes(head, 0, head.length);
        int length = head[valueBytes] & 0xFF | (head[valueBytes + 1] & 0xFF) << 8;
        if (length == TableFormat.NEXT_WINDOW) {
            reader.skipTo((reader.position() | TableFormat.WINDOW_BYTES - 1) + 1);
            reader.bytes(head, 0, head.length);
            length = head[valueBytes] & 0xFF | (head[valueBytes + 1] & 0xFF) << 8;
        }
        if (length > maxKeyBytes) {
            throw TableReader.damaged("a key of " + length + " bytes is longer than the longest");
        }
        if (scratch.length < length) {
            scratch = new byte[length];
        }
        reader.bytes(scratch, 0, length);
        reader.skipTo(reader.position() + 7 & ~7L);
        if (position(scratch, 0, length) >= 0) {
            throw TableReader.damaged("a key stands in it twice");
        }
        long position = putNew(scratch, 0, length);
        if (position < 0) {
            throw TableReader.outOfBudget();
        }
        System.arraycopy(head, 0, store.array(position), EntryStore.offset(position), valueBytes);
    }

    /** Returns all memory. A second call does nothing; any other method except {@link #size} then throws. */
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
