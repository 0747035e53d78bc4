// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static dev.appendkit.memory.TableFormat.KEY_LENGTH_BYTES;
import static dev.appendkit.memory.TableFormat.MAX_KEY_BYTES;
import static dev.appendkit.memory.TableFormat.NEXT_WINDOW;
import static dev.appendkit.memory.TableFormat.rounded;

import dev.appendkit.internal.CheckedMode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a {@link BytesMap}: value, 2-byte key length and key, padded to 8, one after another in blocks that
 * grow with the whole. A position is the number of a block and, in its low bits, the place in units of 8 bytes.
 *
 * <p>An entry that would waste too much of a block has a block of its own, which remembers its place in the sequence of
 * the others. The next entry of the same length reuses the room of a removed one: the room holds the key length 65,535,
 * its own length and the position of the next free room, in as little as 8 bytes.
 */
final class EntryStore {
    private static final int UNIT_BITS = 20;
    private static final int UNIT_MASK = (1 << UNIT_BITS) - 1;
    private static final int MAX_BLOCKS = 1 << 12;
    private static final int FIRST_BLOCK_BYTES = 1 << 10;
    private static final int MAX_BLOCK_BYTES = (8 << 20) - 64;

    /** A shared block is at most an eighth of the whole, and an entry in it at most a sixteenth of it. */
    private static final int BLOCKS_RATIO = 8;

    private static final int SHARED_RATIO = 16;
    private static final long NEXT_MASK = 0xFFFF_FFFFL;

    private final MemoryBudget budget;
    private final int valueBytes;
    private final int longest;
    private final boolean checked;

    byte[][] blocks = {};
    /** The number of bytes in use per block. */
    private int[] ends = {};
    /** For a block of one entry, the position that it precedes; otherwise -1. */
    private long[] places = {};

    private int blockCount;
    private int shared = -1;
    /** The blocks of one entry, in their order. */
    private int[] alone = {};

    private int aloneCount;
    private long held;
    /** For each length in units, the position plus 1 of a free entry; 0 if there is none. */
    private int[] free = {};

    EntryStore(MemoryBudget budget, int valueBytes, int maxKeyBytes, boolean checked) {
        this.budget = budget;
        this.valueBytes = valueBytes;
        longest = rounded(valueBytes + KEY_LENGTH_BYTES + maxKeyBytes);
        this.checked = checked;
    }

    byte[] array(long position) {
        return blocks[(int) (position >>> UNIT_BITS)];
    }

    static int offset(long position) {
        return ((int) position & UNIT_MASK) << 3;
    }

    boolean isWithin(long position) {
        long number = position >>> UNIT_BITS;
        return number < blockCount && offset(position) < ends[(int) number];
    }

    int keyLength(long position) {
        byte[] array = array(position);
        int at = offset(position) + valueBytes;
        return array[at] & 0xFF | (array[at + 1] & 0xFF) << 8;
    }

    private void setKeyLength(byte[] array, int at, int length) {
        array[at + valueBytes] = (byte) length;
        array[at + valueBytes + 1] = (byte) (length >>> 8);
    }

    /** Adds an entry with a value of zeros and the key; returns -1 if refused. */
    long add(byte[] key, int from, int to) {
        int length = rounded(valueBytes + KEY_LENGTH_BYTES + to - from);
        long position = take(length);
        if (position >= 0) {
            byte[] array = array(position);
            int at = offset(position);
            Arrays.fill(array, at, at + length, (byte) 0);
            setKeyLength(array, at, to - from);
            System.arraycopy(key, from, array, at + valueBytes + KEY_LENGTH_BYTES, to - from);
        }
        return position;
    }

    private long take(int length) {
        int units = length >>> 3;
        if (units < free.length && free[units] != 0) {
            long position = (free[units] & NEXT_MASK) - 1;
            free[units] = (int) freeWord(position);
            return position;
        }
        int planned = plannedBytes();
        boolean own = (long) length * SHARED_RATIO > planned;
        if (shared < 0 || !own && ends[shared] + length > blocks[shared].length) {
            if (!newBlock(planned, -1)) {
                return -1;
            }
            shared = blockCount - 1;
        }
        if (own) {
            if (!newBlock(length, position(shared, ends[shared]))) {
                return -1;
            }
            ends[blockCount - 1] = length;
            alone[aloneCount++] = blockCount - 1;
            return position(blockCount - 1, 0);
        }
        int at = ends[shared];
        ends[shared] = at + length;
        return position(shared, at);
    }

    private static long position(int block, int at) {
        return (long) block << UNIT_BITS | at >>> 3;
    }

    private int plannedBytes() {
        return (int) Math.max(FIRST_BLOCK_BYTES, Math.min(MAX_BLOCK_BYTES, held / BLOCKS_RATIO & ~7L));
    }

    private boolean newBlock(int bytes, long place) {
        if (blockCount == MAX_BLOCKS) {
            budget.refuse();
            return false;
        }
        if (blockCount == blocks.length) {
            int room = Math.max(8, 2 * blockCount);
            int[] newEnds = Arrays.copyOf(ends, room);
            long[] newPlaces = Arrays.copyOf(places, room);
            int[] newAlone = Arrays.copyOf(alone, room);
            blocks = Arrays.copyOf(blocks, room);
            ends = newEnds;
            places = newPlaces;
            alone = newAlone;
        }
        if (free.length == 0) {
            free = new int[(longest >>> 3) + 1];
        }
        byte[] block = budget.take(bytes);
        if (block == null) {
            return false;
        }
        if (checked) {
            CheckedMode.fillWithJunk(block);
        }
        held += bytes;
        ends[blockCount] = 0;
        places[blockCount] = place;
        blocks[blockCount++] = block;
        return true;
    }

    void remove(long position) {
        byte[] array = array(position);
        int at = offset(position);
        int units = entryBytes(position) >>> 3;
        if (checked) {
            CheckedMode.fillWithJunk(array, at, at + 8 * units);
        }
        setKeyLength(array, at, NEXT_WINDOW);
        setFreeWord(array, at, free[units] & NEXT_MASK | (long) units << 32);
        free[units] = (int) (position + 1);
    }

    /** Writes 48 bits around the key length, whose 16 bits may lie within the first eight bytes. */
    private void setFreeWord(byte[] array, int at, long word) {
        if (valueBytes >= 6) {
            for (int i = 0; i < 6; i++) {
                array[at + i] = (byte) (word >>> 8 * i);
            }
            return;
        }
        for (int i = 0; i < 6; i++) {
            array[at + (i < valueBytes ? i : i + KEY_LENGTH_BYTES)] = (byte) (word >>> 8 * i);
        }
    }

    private long freeWord(long position) {
        byte[] array = array(position);
        int at = offset(position);
        long word = 0;
        for (int i = 5; i >= 0; i--) {
            word = word << 8 | array[at + (i < valueBytes ? i : i + KEY_LENGTH_BYTES)] & 0xFF;
        }
        return word;
    }

    /** The number of bytes of an entry; also for free ones. */
    private int entryBytes(long position) {
        int length = keyLength(position);
        return length > MAX_KEY_BYTES
                ? (int) (freeWord(position) >>> 32) << 3
                : rounded(valueBytes + KEY_LENGTH_BYTES + length);
    }

    /** Returns the entry after one, or the first one after -1; -1 if there is none. */
    long next(long position) {
        long next = position < 0 ? first() : successor(position);
        while (next >= 0 && keyLength(next) > MAX_KEY_BYTES) {
            next = successor(next);
        }
        return next;
    }

    private long first() {
        return shared < 0 ? -1 : at(0, 0);
    }

    private long successor(long position) {
        int block = (int) (position >>> UNIT_BITS);
        if (places[block] < 0) {
            // A row that was kept over a change may lie within an entry, whose bytes then give any length.
            int end = offset(position) + Math.max(Long.BYTES, entryBytes(position));
            return at(block, Math.min(end, ends[block]));
        }
        int order = Arrays.binarySearch(alone, 0, aloneCount, block);
        if (order + 1 < aloneCount && places[alone[order + 1]] == places[block]) {
            return position(alone[order + 1], 0);
        }
        return sharedAt((int) (places[block] >>> UNIT_BITS), offset(places[block]));
    }

    /** Returns the entry at a place of a shared block; entries with blocks of their own come first. */
    private long at(int block, int offset) {
        long place = position(block, offset);
        int low = 0;
        int high = aloneCount;
        while (low < high) {
            int middle = low + high >>> 1;
            if (places[alone[middle]] < place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < aloneCount && places[alone[low]] == place ? position(alone[low], 0) : sharedAt(block, offset);
    }

    private long sharedAt(int block, int offset) {
        if (offset < ends[block]) {
            return position(block, offset);
        }
        for (int next = block + 1; next < blockCount; next++) {
            if (places[next] < 0) {
                return at(next, 0);
            }
        }
        return -1;
    }

    long held() {
        return held;
    }

    /** Gives everything back; the store is empty then. */
    @Nullable
    Throwable clear(@Nullable Throwable first) {
        Throwable thrown = first;
        int count = blockCount;
        blockCount = 0;
        aloneCount = 0;
        shared = -1;
        held = 0;
        Arrays.fill(free, 0);
        for (int i = 0; i < count; i++) {
            byte[] block = blocks[i];
            blocks[i] = SlabBlock.NO_BYTES;
            if (checked) {
                CheckedMode.fillWithJunk(block);
            }
            thrown = budget.give(block, thrown);
        }
        return thrown;
    }
}
