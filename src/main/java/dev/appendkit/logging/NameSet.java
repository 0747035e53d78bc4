// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import java.util.Arrays;

/**
 * The names of an object that is being written, as ranges of the line, so that none is written twice. Names are
 * compared as they were written: two names that differ only in what was cut or replaced count as the same.
 *
 * <p>Up to {@link #FEW} names are searched one by one; for more there is a table.
 */
final class NameSet {
    private static final int FEW = 24;
    private static final int FIELDS = 3;

    /** Start, length and hash of each name. */
    private int[] names = new int[FIELDS * FEW];

    private int count;
    /** The index of a name plus 1, by its hash; made when there are more than a few names, and then kept. */
    private int[] table = {};

    static int hash(byte[] bytes, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    int count() {
        return count;
    }

    /** Whether the set contains a name that lies in the line itself. */
    boolean contains(byte[] line, int start, int length, int hash) {
        return contains(line, start, length, hash, line);
    }

    boolean contains(byte[] src, int start, int length, int hash, byte[] line) {
        if (count > FEW) {
            return find(src, start, length, hash, line);
        }
        for (int i = 0; i < FIELDS * count; i += FIELDS) {
            if (names[i + 2] == hash && isAt(i, src, start, length, line)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAt(int i, byte[] src, int start, int length, byte[] line) {
        return names[i + 1] == length && Arrays.equals(line, names[i], names[i] + length, src, start, start + length);
    }

    /** Adds a name that is not contained. */
    void add(int start, int length, int hash) {
        int i = FIELDS * count;
        if (i == names.length) {
            names = Arrays.copyOf(names, 2 * i);
        }
        names[i] = start;
        names[i + 1] = length;
        names[i + 2] = hash;
        count++;
        if (count > FEW) {
            if (count == FEW + 1 || 2 * count > table.length) {
                rebuild();
            } else {
                enter(count - 1);
            }
        }
    }

    /** Forgets all names but the first ones. */
    void truncate(int newCount) {
        count = newCount;
        if (count > FEW) {
            rebuild();
        }
    }

    int keptBytes() {
        return Integer.BYTES * (names.length + table.length);
    }

    private void rebuild() {
        int least = Integer.highestOneBit(4 * count);
        if (table.length < least) {
            table = new int[least];
        } else {
            Arrays.fill(table, 0);
        }
        for (int i = 0; i < count; i++) {
            enter(i);
        }
    }

    private void enter(int index) {
        int mask = table.length - 1;
        int place = place(names[FIELDS * index + 2]) & mask;
        while (table[place] != 0) {
            place = place + 1 & mask;
        }
        table[place] = index + 1;
    }

    private boolean find(byte[] src, int start, int length, int hash, byte[] line) {
        int mask = table.length - 1;
        int place = place(hash) & mask;
        while (table[place] != 0) {
            int i = FIELDS * (table[place] - 1);
            if (names[i + 2] == hash && isAt(i, src, start, length, line)) {
                return true;
            }
            place = place + 1 & mask;
        }
        return false;
    }

    private static int place(int hash) {
        return hash * 0x9E37_79B9 >>> 8;
    }
}
