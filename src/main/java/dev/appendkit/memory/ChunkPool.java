// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import dev.appendkit.internal.CheckedMode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Chunks of one size, carved from blocks that grow with the number of chunks, with a link in each chunk. A chunk's
 * number identifies its block and its place there. For one thread at a time.
 *
 * <p>Bound: a new block holds at most a 64th of what the blocks before it hold, or {@link #SMALL_BLOCKS} bytes, or one
 * chunk. Blocks are returned starting with the last one, so that this stays true.
 */
final class ChunkPool {
    static final int NIL = -1;
    /** The link before a chunk's content. */
    static final int HEADER_BYTES = 4;

    private static final int SMALL_BLOCKS = 32 << 10;
    private static final int FIRST_BLOCK = 4 << 10;
    /** Just below 8 MiB, including the array header: with more, G1 would use another region. */
    private static final int MAX_BLOCK = (8 << 20) - 16;

    private static final int CHUNK_BITS = 13;
    private static final int MAX_CHUNKS_PER_BLOCK = 1 << CHUNK_BITS;
    private static final int MAX_BLOCKS = 1 << (31 - CHUNK_BITS);

    private final MemoryBudget budget;
    private final int chunkBytes;
    private final boolean checked;
    private byte[][] blocks = new byte[4][];
    private int blockCount;
    /** The number of bytes in all blocks. */
    private long held;
    /** How many chunks of the last block were carved. */
    private int carved;
    /** The first freed chunk, or {@link #NIL}. */
    private int free = NIL;
    /** The number of chunks that are neither free nor uncarved. */
    private int inUse;

    ChunkPool(int contentBytes, MemoryBudget budget, boolean checked) {
        chunkBytes = HEADER_BYTES + contentBytes;
        this.budget = budget;
        this.checked = checked;
    }

    /** The number of bytes in all blocks. */
    long held() {
        return held;
    }

    byte[] array(int chunk) {
        return blocks[chunk >>> CHUNK_BITS];
    }

    /** The index in {@link #array} of a chunk's content. */
    int offset(int chunk) {
        return (chunk & MAX_CHUNKS_PER_BLOCK - 1) * chunkBytes + HEADER_BYTES;
    }

    int next(int chunk) {
        return LittleEndian.getInt(array(chunk), offset(chunk) - HEADER_BYTES);
    }

    void setNext(int chunk, int next) {
        LittleEndian.putInt(array(chunk), offset(chunk) - HEADER_BYTES, next);
    }

    /** Takes a chunk, whose content is unspecified; {@link #NIL} if the budget is exhausted. */
    int take() {
        int chunk = free;
        if (chunk != NIL) {
            free = next(chunk);
        } else {
            if (blockCount == 0 || carved == blocks[blockCount - 1].length / chunkBytes) {
                if (!takeBlock()) {
                    return NIL;
                }
            }
            chunk = (blockCount - 1 << CHUNK_BITS) + carved;
            carved++;
        }
        inUse++;
        return chunk;
    }

    private boolean takeBlock() {
        if (blockCount == MAX_BLOCKS) {
            budget.refuse();
            return false;
        }
        if (blockCount == blocks.length) {
            blocks = Arrays.copyOf(blocks, 2 * blockCount);
        }
        byte[] block = budget.take(nextBlockBytes());
        if (block == null) {
            return false;
        }
        if (checked) {
            CheckedMode.fillWithJunk(block);
        }
        blocks[blockCount] = block;
        blockCount++;
        held += block.length;
        carved = 0;
        return true;
    }

    /** Returns no more than the budget has left, so that its last chunks can be used. */
    private int nextBlockBytes() {
        long wanted = Math.max(held / 64, Math.min(Math.max(held, FIRST_BLOCK), SMALL_BLOCKS));
        long chunks = Math.min(wanted, Math.min(MAX_BLOCK, budget.limit() - budget.used())) / chunkBytes;
        return chunkBytes * (int) Math.max(1, Math.min(chunks, MAX_CHUNKS_PER_BLOCK));
    }

    /** Frees a chunk. */
    void give(int chunk) {
        setNext(chunk, free);
        free = chunk;
        inUse--;
    }

    /** The number of blocks, from the first one on, that would hold the chunks in use. */
    int neededBlocks() {
        int blocksNeeded = 0;
        for (long room = 0; room < inUse; blocksNeeded++) {
            room += blocks[blocksNeeded].length / chunkBytes;
        }
        return blocksNeeded;
    }

    /** Whether a chunk lies in one of the first blocks. */
    static boolean isWithin(int chunk, int firstBlocks) {
        return chunk >>> CHUNK_BITS < firstBlocks;
    }

    /** Lets {@link #take} find only chunks of the first blocks; the others are moved there and then {@link #cut}. */
    void confine(int firstBlocks) {
        if (firstBlocks == blockCount) {
            return;
        }
        int kept = NIL;
        for (int chunk = free; chunk != NIL; ) {
            int next = next(chunk);
            if (isWithin(chunk, firstBlocks)) {
                setNext(chunk, kept);
                kept = chunk;
            }
            chunk = next;
        }
        free = kept;
    }

    /** Moves a chunk's content and link to a free chunk of the first blocks; there is one. */
    int move(int chunk) {
        int to = free;
        free = next(to);
        System.arraycopy(array(chunk), offset(chunk) - HEADER_BYTES, array(to), offset(to) - HEADER_BYTES, chunkBytes);
        return to;
    }

    /**
     * Returns all blocks except the first ones; no chunk in them is in use.
     *
     * @param first the exception that an earlier call of the same sequence threw
     * @return {@code first}, or the exception that the source threw
     */
    @Nullable
    Throwable cut(int firstBlocks, @Nullable Throwable first) {
        Throwable thrown = first;
        if (firstBlocks < blockCount) {
            // All chunks of the new last block were carved before the next block was taken.
            carved = firstBlocks == 0 ? 0 : blocks[firstBlocks - 1].length / chunkBytes;
        }
        for (int i = blockCount - 1; i >= firstBlocks; i--) {
            byte[] block = blocks[i];
            blocks[i] = null;
            blockCount = i;
            held -= block.length;
            if (checked) {
                CheckedMode.fillWithJunk(block);
            }
            thrown = budget.give(block, thrown);
        }
        if (firstBlocks == 0) {
            blocks = new byte[4][];
        }
        return thrown;
    }

    /** Returns all blocks. */
    @Nullable
    Throwable clear(@Nullable Throwable first) {
        free = NIL;
        inUse = 0;
        return cut(0, first);
    }
}
