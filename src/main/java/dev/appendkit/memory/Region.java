// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import dev.appendkit.internal.CheckedMode;
import dev.appendkit.internal.Utf8;
import dev.appendkit.internal.memory.Generations;
import dev.appendkit.internal.memory.Overlap;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An arena: many small pieces that are freed all at once, such as those of a request or a frame.
 *
 * <pre>{@code
 * Region region = new Region(64 << 10, MemoryBudget.of(1 << 20));
 * long name = region.copyUtf8("naïve");                              // Region.NIL: out of budget
 * out.appendBytes(region.array(name), region.offset(name), region.offset(name) + region.length(name));
 * region.reset();                                                    // name is stale now
 * }</pre>
 *
 * <p>Pieces are disjoint and begin at a multiple of 8 in their array. A piece longer than a quarter of a block gets a
 * block of its own, which has 8 bytes more than the length rounded up to 8. {@link #reset} and {@link #close} cost one
 * step per block, whatever the number of pieces.
 *
 * <p>A handle holds a generation of 24 bits that {@link #reset} ends: every method refuses an older handle with an
 * {@code IllegalStateException} until 2^24 resets have passed, and every handle after {@link #close}. This is
 * detection, not proof: a handle of another region passes with a chance of one in 2^24. An array that the caller kept
 * cannot be revoked; in checked mode a reset fills the memory with junk and never uses it again.
 *
 * <p>A place is valid until {@link #reset} or {@link #close}; pieces do not move.
 *
 * <p><b>Bound.</b> The pieces since the last reset, each rounded up to 8 and 8 bytes more, plus a quarter of
 * {@code blockBytes} for each block of that size, plus one block; after {@link #reset} one block. Only one thread at a
 * time may use a region; any happens-before hands it over. Nothing is allocated except new blocks,
 * {@link #toByteArray}, and by {@link #copyUtf8} the {@code toString()} of a {@code CharSequence} that is not a
 * {@code String}. An unreachable region is garbage, closed or not, but its bytes stay counted in a budget that others
 * share.
 */
public final class Region implements AutoCloseable {
    /** The handle of no piece. */
    public static final long NIL = 0;

    private static final int MIN_BLOCK_BYTES = 1 << 10;
    private static final int MAX_BLOCK_BYTES = 1 << 30;
    private static final int MAX_ARRAY_BYTES = Integer.MAX_VALUE - 8;

    /** The header before each piece: its length in the low half, the generation in the high half. */
    private static final int HEADER_BYTES = 8;

    private static final byte[][] NO_BLOCKS = {};
    private static final byte[] NO_BLOCK = {};
    /** Memory that is used again is cleared so far ahead: one long copy of zeros is faster than many short ones. */
    private static final int CLEARED_AHEAD = 1 << 12;

    /** Never written. */
    private static final byte[] ZEROS = new byte[CLEARED_AHEAD];

    private final int blockBytes;
    private final int largestShared;
    private final MemoryBudget budget;
    private final boolean checked;
    private final @Nullable Overlap overlap;
    /** The number of bits for a header's place in its block, in units of 8 bytes. */
    private final int placeBits;

    private final int placeMask;
    private final int maxBlocks;

    private byte[][] blocks = NO_BLOCKS;
    private int blockCount;
    /** The block for small pieces, its number, and how far it is in use. */
    private byte[] current = NO_BLOCK;

    private int currentNumber;
    private int end;
    /** From here on the current block contains only zeros. */
    private int clean;
    /** From {@link #end} up to here it contains only zeros too. */
    private int cleared;

    private int generation = Generations.draw();
    private boolean closed;

    /**
     * Creates an empty region.
     *
     * @param blockBytes the size of its blocks in bytes, 1 KiB to 1 GiB
     * @param budget the budget for the blocks
     * @throws IllegalArgumentException if the size is out of range
     */
    public Region(int blockBytes, MemoryBudget budget) {
        this(blockBytes, budget, CheckedMode.ON);
    }

    Region(int blockBytes, MemoryBudget budget, boolean checked) {
        if (blockBytes < MIN_BLOCK_BYTES || blockBytes > MAX_BLOCK_BYTES) {
            throw new IllegalArgumentException(
                    "a block of " + blockBytes + " bytes is outside " + MIN_BLOCK_BYTES + " to " + MAX_BLOCK_BYTES);
        }
        if (budget == null) {
            throw new NullPointerException("budget");
        }
        this.blockBytes = blockBytes;
        largestShared = blockBytes / 4;
        this.budget = budget;
        this.checked = checked;
        overlap = Overlap.ifChecked(checked);
        placeBits = 32 - Integer.numberOfLeadingZeros((blockBytes >>> 3) - 1);
        placeMask = (1 << placeBits) - 1;
        maxBlocks = 1 << Math.min(30, Long.SIZE - Generations.BITS - placeBits);
    }

    /**
     * Takes a piece, which is zeroed.
     *
     * @param length its length in bytes
     * @return its handle; {@link #NIL} if the budget is exhausted
     * @throws IllegalArgumentException if the length is negative
     */
    public long alloc(int length) {
        Overlap.enter(overlap);
        try {
            return take(length, true);
        } finally {
            Overlap.leave(overlap);
        }
    }

    /**
     * Takes a piece with a copy of some bytes.
     *
     * @param src the bytes
     * @param from the index of the first one
     * @param to the index after the last one
     * @return the piece's handle; {@link #NIL} if the budget is exhausted
     * @throws IndexOutOfBoundsException if the range does not lie within the array
     */
    public long copy(byte[] src, int from, int to) {
        Overlap.enter(overlap);
        try {
            Objects.checkFromToIndex(from, to, src.length);
            long handle = take(to - from, false);
            if (handle != NIL) {
                System.arraycopy(src, from, blocks[blockNumber(handle)], at(handle), to - from);
            }
            return handle;
        } finally {
            Overlap.leave(overlap);
        }
    }

    /**
     * Takes a piece with a text in UTF-8; a lone surrogate becomes U+FFFD.
     *
     * @param text the text, whose {@code toString()} is used
     * @return the piece's handle; {@link #NIL} if the budget is exhausted
     */
    public long copyUtf8(CharSequence text) {
        String string = text.toString();
        Overlap.enter(overlap);
        try {
            long length = Utf8.length(string, 0, string.length());
            if (length > Integer.MAX_VALUE) {
                checkOpen();
                budget.refuse();
                return NIL;
            }
            long handle = take((int) length, false);
            if (handle != NIL) {
                // This is exact for the whole text: the one extra byte is stored within it.
                Utf8.append(blocks[blockNumber(handle)], at(handle), string, 0, string.length());
            }
            return handle;
        } finally {
            Overlap.leave(overlap);
        }
    }

    private static long rounded(int length) {
        return length + 7L & ~7L;
    }

    private long take(int length, boolean zeroed) {
        long needed = HEADER_BYTES + rounded(length);
        // A negative length exceeds every remainder, and nothing remains before the first block and after close.
        if (Integer.compareUnsigned(length, largestShared) > 0 || needed > current.length - end) {
            return takeElsewhere(length, needed, zeroed);
        }
        int at = end + HEADER_BYTES;
        end += (int) needed;
        if (end > cleared) {
            cleared = zeroed ? clearAhead() : end;
        }
        if (end > clean) {
            clean = end;
        }
        return handle(current, currentNumber, at, length);
    }

    /** Clears what a new piece needs, and some more, before its header is written; returns how far it came. */
    private int clearAhead() {
        int ahead = checked ? 0 : CLEARED_AHEAD;
        int to = (int) Math.min(clean, Math.max(end, (long) cleared + ahead));
        clear(cleared, to);
        return Math.max(end, to);
    }

    private void clear(int from, int to) {
        for (int at = from; at < to; at += ZEROS.length) {
            System.arraycopy(ZEROS, 0, current, at, Math.min(ZEROS.length, to - at));
        }
    }

    private long handle(byte[] block, int number, int at, int length) {
        LittleEndian.putLong(block, at - HEADER_BYTES, (long) generation << 32 | length);
        return ((long) number << placeBits | at - HEADER_BYTES >>> 3) << Generations.BITS | generation;
    }

    private long takeElsewhere(int length, long needed, boolean zeroed) {
        checkOpen();
        if (length < 0) {
            throw new IllegalArgumentException("the length " + length + " is negative");
        }
        boolean alone = length > largestShared;
        if (blockCount == maxBlocks || needed > MAX_ARRAY_BYTES) {
            budget.refuse();
            return NIL;
        }
        if (blockCount == blocks.length) {
            blocks = Arrays.copyOf(blocks, Math.max(8, Math.min(maxBlocks, 2 * blockCount)));
        }
        byte[] block = budget.take(alone ? (int) needed : blockBytes);
        if (block == null) {
            return NIL;
        }
        int number = blockCount++;
        blocks[number] = block;
        if (alone) {
            return handle(block, number, HEADER_BYTES, length);
        }
        current = block;
        currentNumber = number;
        end = 0;
        cleared = 0;
        clean = 0;
        if (checked) {
            CheckedMode.fillWithJunk(block);
            clean = block.length;
        }
        return take(length, zeroed);
    }

    private int blockNumber(long handle) {
        return (int) (handle >>> Generations.BITS + placeBits);
    }

    private int at(long handle) {
        return ((int) (handle >>> Generations.BITS) & placeMask) * 8 + HEADER_BYTES;
    }

    /** Returns the header of a piece; throws if there is none. */
    private long header(long handle) {
        Overlap.check(overlap);
        if ((handle & Generations.MASK) == generation) {
            int number = blockNumber(handle);
            int at = at(handle) - HEADER_BYTES;
            if (number < blockCount && at <= blocks[number].length - HEADER_BYTES) {
                long header = LittleEndian.getLong(blocks[number], at);
                if (header >>> 32 == generation) {
                    return header;
                }
            }
        }
        throw noPiece(handle);
    }

    private IllegalStateException noPiece(long handle) {
        if (closed) {
            return new IllegalStateException("the region is closed");
        }
        if (handle == NIL) {
            return new IllegalStateException("the handle is NIL");
        }
        return new IllegalStateException(
                (handle & Generations.MASK) == generation
                        ? "the handle names no piece of this region"
                        : "the handle is of another generation than the region's: used after a reset, or another"
                                + " region's");
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the region is closed");
        }
    }

    /**
     * Returns the array in which a piece lies.
     *
     * @param handle a piece
     * @return its block; the bytes from {@link #offset} to {@code offset + length} are the piece's
     * @throws IllegalStateException if the handle names no piece
     */
    public byte[] array(long handle) {
        header(handle);
        return blocks[blockNumber(handle)];
    }

    /**
     * Returns where a piece begins.
     *
     * @param handle a piece
     * @return the index in {@link #array}, a multiple of 8
     * @throws IllegalStateException if the handle names no piece
     */
    public int offset(long handle) {
        header(handle);
        return at(handle);
    }

    /**
     * Returns the length of a piece.
     *
     * @param handle a piece
     * @return the length in bytes
     * @throws IllegalStateException if the handle names no piece
     */
    public int length(long handle) {
        return (int) header(handle);
    }

    /**
     * Returns a copy that outlives the region.
     *
     * @param handle a piece
     * @return a new array of its bytes
     * @throws IllegalStateException if the handle names no piece
     */
    public byte[] toByteArray(long handle) {
        int length = length(handle);
        int at = at(handle);
        return Arrays.copyOfRange(blocks[blockNumber(handle)], at, at + length);
    }

    /**
     * Shortens a piece. The excess of the newest piece is reused, unless it has a block of its own.
     *
     * @param handle a piece
     * @param length the new length, 0 to the current one
     * @throws IllegalArgumentException if the length is outside that range
     * @throws IllegalStateException if the handle names no piece
     */
    public void truncate(long handle, int length) {
        Overlap.enter(overlap);
        try {
            int present = length(handle);
            if (length < 0 || length > present) {
                throw new IllegalArgumentException("the length " + length + " is outside 0 to " + present);
            }
            int number = blockNumber(handle);
            int at = at(handle);
            LittleEndian.putLong(blocks[number], at - HEADER_BYTES, (long) generation << 32 | length);
            if (number == currentNumber && blocks[number] == current && at + rounded(present) == end) {
                int oldEnd = end;
                end = at + (int) rounded(length);
                if (checked) {
                    CheckedMode.fillWithJunk(current, end, oldEnd);
                    cleared = end;
                } else {
                    clear(end, oldEnd);
                }
            }
        } finally {
            Overlap.leave(overlap);
        }
    }

    /** Frees all pieces and keeps one block. In checked mode no block is kept, and all are filled with junk. */
    public void reset() {
        Overlap.enter(overlap);
        try {
            checkOpen();
            byte[] kept = checked ? NO_BLOCK : current;
            Throwable thrown = giveBack(kept);
            if (kept.length > 0) {
                blocks[0] = kept;
                blockCount = 1;
            }
            currentNumber = 0;
            current = kept;
            end = 0;
            cleared = 0;
            generation = Generations.next(generation);
            MemoryBudget.rethrow(thrown);
        } finally {
            Overlap.leave(overlap);
        }
    }

    private @Nullable Throwable giveBack(byte[] kept) {
        Throwable thrown = null;
        int count = blockCount;
        blockCount = 0;
        current = NO_BLOCK;
        end = 0;
        for (int i = 0; i < count; i++) {
            byte[] block = blocks[i];
            blocks[i] = NO_BLOCK;
            if (block != kept) {
                if (checked) {
                    CheckedMode.fillWithJunk(block);
                }
                thrown = budget.give(block, thrown);
            }
        }
        return thrown;
    }

    /**
     * Frees all pieces and returns all memory.
     *
     * @throws IllegalStateException if the region is already closed, as in every method then: this detects a double
     *     free
     */
    @Override
    public void close() {
        Overlap.enter(overlap);
        try {
            checkOpen();
            Throwable thrown = giveBack(NO_BLOCK);
            closed = true;
            blocks = NO_BLOCKS;
            generation = 0;
            MemoryBudget.rethrow(thrown);
        } finally {
            Overlap.leave(overlap);
        }
    }
}
