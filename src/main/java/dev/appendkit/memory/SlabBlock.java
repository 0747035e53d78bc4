// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import dev.appendkit.internal.memory.Generations;
import org.jspecify.annotations.Nullable;

/**
 * A slab, and three words for each of its chunks: generation and references, then length and next handle of a chunk in
 * use, or the neighbours of a free chunk in the list of its class. The object outlives its memory, so that generations
 * continue.
 */
final class SlabBlock {
    static final int WORDS = 3;
    /** The bytes of the table per chunk. */
    static final int TABLE_BYTES = WORDS * Long.BYTES;

    static final byte[] NO_BYTES = {};
    private static final long[] NO_TABLE = {};

    final int index;
    byte[] bytes = NO_BYTES;
    long[] table = NO_TABLE;
    int sizeClass;
    int chunkBytes;
    int chunks;
    /**
     * The number of chunks that have been in use since the slab got this class; later chunks have no table entry yet.
     */
    int carved;

    int live;

    /** The generation of a chunk when it is carved. */
    private int generation;
    /** The latest generation of any chunk. */
    private int latest;

    /** The neighbours among the slabs without a live chunk, or the next slab without memory. */
    @Nullable
    SlabBlock before;

    @Nullable
    SlabBlock after;

    SlabBlock(int index, int generation) {
        this.index = index;
        this.generation = generation;
        latest = generation;
    }

    void begin(int newClass, int newChunkBytes, int newChunks) {
        sizeClass = newClass;
        chunkBytes = newChunkBytes;
        chunks = newChunks;
        carved = 0;
        generation = Generations.next(latest);
        latest = generation;
    }

    void giveBack() {
        bytes = NO_BYTES;
        table = NO_TABLE;
        carved = 0;
        chunks = 0;
        live = 0;
    }

    boolean holdsMemory() {
        return bytes != NO_BYTES;
    }

    /** Turns the next chunk into a free one. */
    int carve() {
        int chunk = carved++;
        table[WORDS * chunk] = (long) generation << 32;
        return chunk;
    }

    int generation(int chunk) {
        return (int) (table[WORDS * chunk] >>> 32);
    }

    int refs(int chunk) {
        return (int) table[WORDS * chunk];
    }

    void addRefs(int chunk, int delta) {
        // The callers make sure that the sum stays within the low word.
        table[WORDS * chunk] += delta;
    }

    void use(int chunk, int length) {
        int at = WORDS * chunk;
        table[at]++;
        table[at + 1] = length;
        table[at + 2] = Slab.NIL;
        live++;
    }

    /** Ends the generation of a chunk. */
    void free(int chunk) {
        int next = Generations.next(generation(chunk));
        table[WORDS * chunk] = (long) next << 32;
        if (Generations.isLater(next, latest)) {
            latest = next;
        }
        live--;
    }

    /** Ends the generations of all chunks, as if each had been freed. */
    void endAll() {
        latest = Generations.next(latest);
    }
}
