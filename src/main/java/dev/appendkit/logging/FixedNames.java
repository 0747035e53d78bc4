// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The names that a template gives an object, each of which has a bit in the {@link NameSet} of the object that is being
 * written. Immutable once it is compiled.
 */
final class FixedNames {
    private final List<byte[]> names = new ArrayList<>();
    private int[] hashes = {};
    /** The index of a name and 1, by its hash. */
    private byte[] table = new byte[2];

    /** Adds a name; returns its bit, which is 0 if there are too many names. An equal name has the same bit. */
    long add(byte[] name) {
        int hash = NameSet.hash(name, 0, name.length);
        int known = find(name, 0, name.length, hash);
        if (known >= 0) {
            return 1L << known;
        }
        if (names.size() == Long.SIZE) {
            return 0;
        }
        names.add(name);
        hashes = Arrays.copyOf(hashes, names.size());
        hashes[names.size() - 1] = hash;
        table = new byte[Integer.highestOneBit(names.size()) << 3];
        for (int i = 0; i < hashes.length; i++) {
            int place = place(hashes[i]);
            while (table[place] != 0) {
                place = place + 1 & table.length - 1;
            }
            table[place] = (byte) (i + 1);
        }
        return 1L << names.size() - 1;
    }

    boolean contains(byte[] name) {
        return find(name, 0, name.length, NameSet.hash(name, 0, name.length)) >= 0;
    }

    /** The bit of a name; 0 if it is not one of them. */
    long bit(byte[] src, int start, int length, int hash) {
        int index = find(src, start, length, hash);
        return index < 0 ? 0 : 1L << index;
    }

    private int find(byte[] src, int start, int length, int hash) {
        int place = place(hash);
        while (table[place] != 0) {
            int index = table[place] - 1;
            if (hashes[index] == hash
                    && Arrays.equals(names.get(index), 0, names.get(index).length, src, start, start + length)) {
                return index;
            }
            place = place + 1 & table.length - 1;
        }
        return -1;
    }

    private int place(int hash) {
        return NameSet.place(hash) & table.length - 1;
    }
}
