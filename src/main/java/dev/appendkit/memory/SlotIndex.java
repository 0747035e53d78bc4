// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The slots of a {@link BytesMap}: the upper half of a key's hash, and in the lower half the entry's position plus 1; 0
 * is empty. It uses linear probing in one table that doubles up to 64 MiB, then a directory and tables that split one
 * by one. The low bits of the upper half choose the slot and its high bits the table, so no key is read again when
 * tables split.
 */
final class SlotIndex {
    static final int FIRST_SLOTS = 4;
    private static final int MAX_DIRECTORY_RATIO = 16;
    private static final long LOWER_HALF = 0xFFFF_FFFFL;

    /** One empty slot, for look-ups in an index that has none. Never written. */
    private static final long[] NO_SLOTS = new long[1];

    private static final class Part {
        long[] slots = NO_SLOTS;
        final int depth;
        final int prefix;
        int count;

        Part(int depth, int prefix) {
            this.depth = depth;
            this.prefix = prefix;
        }
    }

    private final MemoryBudget budget;
    private final int maxSlots;
    private Part[] directory = none();
    private int depth;
    private int parts = 1;

    SlotIndex(MemoryBudget budget, int maxBytes) {
        this.budget = budget;
        maxSlots = Integer.highestOneBit(maxBytes / Long.BYTES);
    }

    private static Part[] none() {
        return new Part[] {new Part(0, 0)};
    }

    private Part part(long hash) {
        // The only part does not depend on the hash, so that the processor need not wait for it.
        return depth == 0 ? directory[0] : directory[(int) (hash >>> -depth)];
    }

    /** Returns the table of a hash; {@link #home} is where a search in it begins. */
    long[] slots(long hash) {
        return part(hash).slots;
    }

    static int home(long[] slots, long hash) {
        return (int) (hash >>> 32) & slots.length - 1;
    }

    static boolean mayBe(long slot, long hash) {
        return (slot ^ hash) >>> 32 == 0;
    }

    static long position(long slot) {
        return (slot & LOWER_HALF) - 1;
    }

    /**
     * Makes sure that one more entry with a hash finds room; returns false if refused. All memory is taken before
     * anything changes.
     */
    boolean reserve(long hash) {
        while (true) {
            Part part = part(hash);
            int slots = part.slots.length;
            if ((part.count + 1) * 4L <= slots * 3L) {
                return true;
            }
            boolean grown = slots < maxSlots ? resize(part, Math.max(FIRST_SLOTS, 2 * slots)) : split(part);
            if (!grown) {
                return false;
            }
        }
    }

    /** Enters a position, for which room has been reserved. */
    void put(long hash, long position) {
        Part part = part(hash);
        part.count++;
        put(part.slots, hash >>> 32 << 32 | position + 1);
    }

    private static void put(long[] slots, long slot) {
        int at = home(slots, slot);
        while (slots[at] != 0) {
            at = at + 1 & slots.length - 1;
        }
        slots[at] = slot;
    }

    /** Removes a position that is present. */
    void remove(long hash, long position) {
        Part part = part(hash);
        part.count--;
        long[] slots = part.slots;
        int mask = slots.length - 1;
        int gap = home(slots, hash);
        while (position(slots[gap]) != position) {
            gap = gap + 1 & mask;
        }
        int next = gap;
        while (true) {
            next = next + 1 & mask;
            if (slots[next] == 0) {
                break;
            }
            if ((next - home(slots, slots[next]) & mask) >= (next - gap & mask)) {
                slots[gap] = slots[next];
                gap = next;
            }
        }
        slots[gap] = 0;
    }

    private long @Nullable [] take(int slots) {
        long bytes = (long) slots * Long.BYTES;
        if (!budget.reserve(bytes)) {
            return null;
        }
        long[] table = null;
        try {
            table = new long[slots];
        } finally {
            if (table == null) {
                budget.unreserve(bytes);
            }
        }
        return table;
    }

    private void giveBack(Part part) {
        if (part.slots.length > 1) {
            budget.unreserve((long) part.slots.length * Long.BYTES);
        }
    }

    private boolean resize(Part part, int slots) {
        Part fresh = new Part(part.depth, part.prefix);
        long[] table = take(slots);
        if (table == null) {
            return false;
        }
        fresh.slots = table;
        move(part, fresh, fresh, 0);
        install(fresh);
        giveBack(part);
        return true;
    }

    private void install(Part part) {
        int shift = depth - part.depth;
        int from = part.prefix << shift;
        Arrays.fill(directory, from, from + (1 << shift), part);
    }

    private static void move(Part from, Part left, Part right, int shift) {
        for (long slot : from.slots) {
            if (slot != 0) {
                Part to = (slot >>> shift & 1) == 0 ? left : right;
                put(to.slots, slot);
                to.count++;
            }
        }
    }

    private boolean split(Part part) {
        int newDepth = part.depth + 1;
        Part[] newDirectory = directory;
        if (newDepth > depth) {
            if (2L * directory.length > (long) MAX_DIRECTORY_RATIO * (parts + 1) || newDepth >= Integer.SIZE) {
                budget.refuse();
                return false;
            }
            newDirectory = new Part[2 * directory.length];
            for (int i = 0; i < newDirectory.length; i++) {
                newDirectory[i] = directory[i >>> 1];
            }
        }
        // The bit of a hash that decides.
        int shift = Long.SIZE - newDepth;
        int ones = 0;
        for (long slot : part.slots) {
            ones += slot == 0 ? 0 : (int) (slot >>> shift) & 1;
        }
        Part left = new Part(newDepth, 2 * part.prefix);
        Part right = new Part(newDepth, 2 * part.prefix + 1);
        long[] leftSlots = take(slotsFor(part.count - ones));
        if (leftSlots == null) {
            return false;
        }
        long[] rightSlots = null;
        try {
            rightSlots = take(slotsFor(ones));
        } finally {
            if (rightSlots == null) {
                budget.unreserve((long) leftSlots.length * Long.BYTES);
            }
        }
        if (rightSlots == null) {
            return false;
        }
        left.slots = leftSlots;
        right.slots = rightSlots;
        move(part, left, right, shift);
        directory = newDirectory;
        depth = Math.max(depth, newDepth);
        parts++;
        install(left);
        install(right);
        giveBack(part);
        return true;
    }

    /** The least number of slots that holds so many entries and leaves room to grow: 2.7 slots an entry at most. */
    private int slotsFor(int count) {
        int slots = FIRST_SLOTS;
        while (slots < maxSlots && count * 1_000L > slots * 742L) {
            slots *= 2;
        }
        return slots;
    }

    /** The number of reserved bytes. */
    long held() {
        long bytes = 0;
        Part before = null;
        for (Part part : directory) {
            if (part != before && part.slots.length > 1) {
                bytes += (long) part.slots.length * Long.BYTES;
            }
            before = part;
        }
        return bytes;
    }

    void clear() {
        budget.unreserve(held());
        directory = none();
        depth = 0;
        parts = 1;
    }
}
