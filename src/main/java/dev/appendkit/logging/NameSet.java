// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The names of an object that is being written, so that none is written twice: those of its template as bits, all
 * others as ranges of the line. Names are compared as they were written: two that differ only in what was cut or
 * replaced are the same.
 *
 * <p>Up to {@link #FEW} ranges are looked through; for more there is a table.
 */
final class NameSet {
    private static final int FEW = 24;
    private static final int FIELDS = 3;

    /** Start, length and hash of each name. */
    private int[] names = new int[FIELDS * FEW];

    private int count;
    /** The index of a name plus 1, by its hash; made when there are more than a few names, and then kept. */
    private int[] table = {};

    private @Nullable FixedNames fixed;
    /** The bits of the fixed names that the object has. */
    private long marks;

    static int hash(byte[] bytes, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    /** Begins an object that has no names yet. */
    void open(@Nullable FixedNames newFixed) {
        // A store of a reference costs a barrier, and nearly always it is the same one.
        if (fixed != newFixed) {
            fixed = newFixed;
        }
        marks = 0;
        count = 0;
    }

    /** The object has the fixed names of these bits. */
    void mark(long bits) {
        marks |= bits;
    }

    @Nullable
    FixedNames fixed() {
        return fixed;
    }

    /** Whether a kept name is contained. */
    boolean contains(NameTable.Entry name, byte[] line) {
        FixedNames known = fixed;
        if (known != null && known == name.fixed) {
            return (marks & name.bit) != 0 || isListed(name.bytes, name.start, name.nameLength, name.hash, line);
        }
        return contains(name.bytes, name.start, name.nameLength, name.hash, line);
    }

    /** Whether the set contains a name that lies in the line itself. */
    boolean contains(byte[] line, int start, int length, int hash) {
        return contains(line, start, length, hash, line);
    }

    boolean contains(byte[] src, int start, int length, int hash, byte[] line) {
        FixedNames known = fixed;
        if (known != null && (marks & known.bit(src, start, length, hash)) != 0) {
            return true;
        }
        return isListed(src, start, length, hash, line);
    }

    private boolean isListed(byte[] src, int start, int length, int hash, byte[] line) {
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

    /** Forgets the ranges that begin at a position of the line or after it. */
    void truncate(int mark) {
        int before = count;
        while (count > 0 && names[FIELDS * (count - 1)] >= mark) {
            count--;
        }
        if (count > FEW && count < before) {
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

    /** A hash whose low bits choose a place of a table. */
    static int place(int hash) {
        return hash * 0x9E37_79B9 >>> 8;
    }
}
