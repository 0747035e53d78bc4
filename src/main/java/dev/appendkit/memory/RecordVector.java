// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import dev.appendkit.internal.CheckedMode;
import dev.appendkit.internal.memory.Overlap;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A growing sequence of records of one size.
 *
 * <pre>{@code
 * RecordVector points = new RecordVector(8, MemoryBudget.unlimited());
 * int row = points.add();                                               // -1: out of budget
 * LittleEndian.putInt(points.array(row), points.offset(row), x);
 * }</pre>
 *
 * <p>Growth copies nothing: a record never moves, except by {@link #swapRemove}, and never straddles blocks. A place is
 * valid until its record is removed or, for the last record, until {@link #swapRemove} moves it.
 *
 * <p><b>Bound.</b> The bytes of the most records since the last {@link #trim}, plus the larger of 64 KiB and a quarter
 * of that. Only one thread at a time may use a vector; any happens-before hands it over. Nothing is allocated except
 * new blocks. An unreachable vector is garbage, closed or not, but its bytes stay counted in a budget that others
 * share.
 */
public final class RecordVector implements AutoCloseable {
    private static final int MAX_RECORD_BYTES = 1 << 16;
    private static final int FIRST_BLOCK_BYTES = 1 << 10;

    /** Below 8 MiB including its header, so that it fits into a collector's region of that size. */
    private static final int MAX_BLOCK_BYTES = (8 << 20) - 64;

    /** Eight blocks of each size, then the size doubles: the newest block is at most a ninth of the whole. */
    private static final int BLOCKS_BITS = 3;

    private static final byte[][] NO_BLOCKS = {};

    private final int recordBytes;
    private final MemoryBudget budget;
    private final boolean checked;
    private final @Nullable Overlap overlap;
    /**
     * The first blocks have 2^firstBits records, the largest 2^lastBits. Rows are counted from 2^(firstBits + 3) on:
     * the highest bit of such a number gives the size of the block, and the next three bits which of the eight it is.
     */
    private final int firstBits;

    private final int lastBits;
    private final long bias;
    /** The number from which all blocks have the largest size, and the first such block. */
    private final long cappedFrom;

    private final int cappedBlock;

    private byte[][] blocks = NO_BLOCKS;
    private int blockCount;
    /** The number of records that fit into the blocks. */
    private long capacity;
    /** The same, but not more than the rows that an int can number. */
    private int room;
    /** Records from here on contain only zeros. */
    private long clean;

    private int size;
    private boolean closed;

    /**
     * Creates an empty vector.
     *
     * @param recordBytes the size of a record in bytes, 1 to 65,536
     * @param budget the budget for the blocks
     * @throws IllegalArgumentException if the size is out of range
     */
    public RecordVector(int recordBytes, MemoryBudget budget) {
        this(recordBytes, budget, CheckedMode.ON);
    }

    RecordVector(int recordBytes, MemoryBudget budget, boolean checked) {
        if (recordBytes < 1 || recordBytes > MAX_RECORD_BYTES) {
            throw new IllegalArgumentException(
                    "a record of " + recordBytes + " bytes is outside 1 to " + MAX_RECORD_BYTES);
        }
        if (budget == null) {
            throw new NullPointerException("budget");
        }
        this.recordBytes = recordBytes;
        this.budget = budget;
        this.checked = checked;
        overlap = Overlap.ifChecked(checked);
        firstBits = floorLog(Math.max(1, FIRST_BLOCK_BYTES / recordBytes));
        lastBits = floorLog(MAX_BLOCK_BYTES / recordBytes);
        bias = 1L << firstBits + BLOCKS_BITS;
        cappedFrom = 1L << lastBits + BLOCKS_BITS + 1;
        cappedBlock = lastBits + 1 - firstBits << BLOCKS_BITS;
    }

    private static int floorLog(int value) {
        return 31 - Integer.numberOfLeadingZeros(value);
    }

    /**
     * Returns the size of a record.
     *
     * @return the size in bytes
     */
    public int recordBytes() {
        checkOpen();
        return recordBytes;
    }

    /**
     * Returns the number of records.
     *
     * @return the number, 0 when closed
     */
    public int size() {
        return size;
    }

    private int block(long number) {
        if (number >= cappedFrom) {
            return cappedBlock + (int) (number - cappedFrom >>> lastBits);
        }
        int high = 63 - Long.numberOfLeadingZeros(number);
        return (high - firstBits - BLOCKS_BITS << BLOCKS_BITS)
                + ((int) (number >>> high - BLOCKS_BITS) & (1 << BLOCKS_BITS) - 1);
    }

    private int recordsBits(int block) {
        return Math.min(lastBits, firstBits + (block >>> BLOCKS_BITS));
    }

    private void check(int row) {
        Overlap.check(overlap);
        // The size is 0 when closed.
        if (row < 0 || row >= size) {
            throw outside(row);
        }
    }

    private RuntimeException outside(int row) {
        return closed
                ? closedException()
                : new IndexOutOfBoundsException("row " + row + " is outside the " + size + " records");
    }

    private static IllegalStateException closedException() {
        return new IllegalStateException("the vector is closed");
    }

    private void checkOpen() {
        if (closed) {
            throw closedException();
        }
    }

    /**
     * Returns the array in which a record lies.
     *
     * @param row the record's number, 0 to {@code size() - 1}
     * @return its block
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public byte[] array(int row) {
        check(row);
        return blocks[block(row + bias)];
    }

    /**
     * Returns where a record begins.
     *
     * @param row the record's number, 0 to {@code size() - 1}
     * @return the index in {@link #array}
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public int offset(int row) {
        check(row);
        return offsetOf(row);
    }

    private int offsetOf(int row) {
        long number = row + bias;
        int bits = number >= cappedFrom ? lastBits : 63 - BLOCKS_BITS - Long.numberOfLeadingZeros(number);
        return ((int) number & (1 << bits) - 1) * recordBytes;
    }

    /**
     * Adds a record of zeros.
     *
     * @return its row, which is the previous size; -1 if the budget is exhausted or there are 2^31 - 1 records
     */
    public int add() {
        Overlap.enter(overlap);
        try {
            int row = size;
            if (row >= room && !grow()) {
                return -1;
            }
            if (row < clean) {
                int from = offsetOf(row);
                Arrays.fill(blocks[block(row + bias)], from, from + recordBytes, (byte) 0);
            } else {
                clean = row + 1L;
            }
            size = row + 1;
            return row;
        } finally {
            Overlap.leave(overlap);
        }
    }

    private boolean grow() {
        checkOpen();
        if (size == Integer.MAX_VALUE) {
            budget.refuse();
            return false;
        }
        if (blockCount == blocks.length) {
            blocks = Arrays.copyOf(blocks, Math.max(8, 2 * blockCount));
        }
        int records = 1 << recordsBits(blockCount);
        byte[] block = budget.take(records * recordBytes);
        if (block == null) {
            return false;
        }
        if (checked) {
            CheckedMode.fillWithJunk(block);
            clean = capacity + records;
        }
        blocks[blockCount++] = block;
        setCapacity(capacity + records);
        return true;
    }

    private void setCapacity(long records) {
        capacity = records;
        room = (int) Math.min(Integer.MAX_VALUE, records);
    }

    /**
     * Removes a record; the last one takes its row.
     *
     * @param row the record's number, 0 to {@code size() - 1}
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public void swapRemove(int row) {
        Overlap.enter(overlap);
        try {
            check(row);
            int last = size - 1;
            byte[] src = blocks[block(last + bias)];
            int from = offsetOf(last);
            if (row != last) {
                System.arraycopy(src, from, blocks[block(row + bias)], offsetOf(row), recordBytes);
            }
            if (checked) {
                CheckedMode.fillWithJunk(src, from, from + recordBytes);
            }
            size = last;
        } finally {
            Overlap.leave(overlap);
        }
    }

    /**
     * Keeps the first records.
     *
     * @param newSize how many, 0 to {@link #size}
     * @throws IllegalArgumentException if that is out of range
     */
    public void truncate(int newSize) {
        Overlap.enter(overlap);
        try {
            checkOpen();
            if (newSize < 0 || newSize > size) {
                throw new IllegalArgumentException("the size " + newSize + " is outside 0 to " + size);
            }
            if (checked) {
                for (int row = newSize; row < size; row++) {
                    int from = offsetOf(row);
                    CheckedMode.fillWithJunk(blocks[block(row + bias)], from, from + recordBytes);
                }
            }
            size = newSize;
        } finally {
            Overlap.leave(overlap);
        }
    }

    /**
     * Returns the blocks that the present records do not need.
     *
     * @return the number of bytes returned
     */
    public long trim() {
        Overlap.enter(overlap);
        try {
            checkOpen();
            long before = budgeted();
            MemoryBudget.rethrow(giveBack(size == 0 ? 0 : block(size - 1 + bias) + 1));
            return before - budgeted();
        } finally {
            Overlap.leave(overlap);
        }
    }

    private long budgeted() {
        return capacity * recordBytes;
    }

    private @Nullable Throwable giveBack(int keep) {
        Throwable thrown = null;
        while (blockCount > keep) {
            byte[] block = blocks[--blockCount];
            blocks[blockCount] = SlabBlock.NO_BYTES;
            setCapacity(capacity - block.length / recordBytes);
            if (checked) {
                CheckedMode.fillWithJunk(block);
            }
            thrown = budget.give(block, thrown);
        }
        clean = Math.min(clean, capacity);
        return thrown;
    }

    /** Gives everything back. A second call does nothing; any other method but {@link #size} then throws. */
    @Override
    public void close() {
        Overlap.enter(overlap);
        try {
            closed = true;
            size = 0;
            Throwable thrown = giveBack(0);
            blocks = NO_BLOCKS;
            MemoryBudget.rethrow(thrown);
        } finally {
            Overlap.leave(overlap);
        }
    }

    /**
     * Writes all records in the format that {@link Table} describes, as kind 2. Vectors with the same records write the
     * same bytes.
     *
     * @param out the target
     * @param schema the caller's number for the meaning of a record's bytes
     * @throws IOException from the stream
     */
    public void writeTo(OutputStream out, long schema) throws IOException {
        Overlap.enter(overlap);
        try {
            checkOpen();
            TableWriter.writeVector(this, schema, out);
        } finally {
            Overlap.leave(overlap);
        }
    }

    /**
     * Reads the output of {@link #writeTo}, and not a byte more. The file decides the size of a record: for files from
     * untrusted sources, check {@link #recordBytes}. Nothing is kept if the read fails.
     *
     * @param in the source
     * @param schema the schema that {@code writeTo} was given
     * @param budget the budget for the blocks
     * @return a new vector
     * @throws IOException if the stream ends early, is not a vector, has another schema or is damaged, or if the budget
     *     is exhausted; the message says which
     */
    public static RecordVector readFrom(InputStream in, long schema, MemoryBudget budget) throws IOException {
        TableReader reader = TableReader.open(in, TableFormat.VECTOR, TableFormat.VECTOR, schema);
        int recordBytes = reader.header.valueBytes;
        RecordVector vector = new RecordVector(recordBytes, budget);
        try {
            for (long i = 0; i < reader.header.entries; i++) {
                int row = vector.add();
                if (row < 0) {
                    throw TableReader.outOfBudget();
                }
                reader.fixedEntry(
                        i, TableFormat.rounded(recordBytes), vector.array(row), vector.offset(row), recordBytes);
            }
            reader.end();
            return vector;
        } catch (Throwable failure) {
            MemoryBudget.closeAfter(failure, vector);
            throw failure;
        }
    }
}
