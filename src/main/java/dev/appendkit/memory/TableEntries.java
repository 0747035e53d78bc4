// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

/** The entries of a map, as they are written into a table. */
interface TableEntries {
    long next(long row);

    byte[] array(long row);

    int valueOffset(long row);

    /** The offset of the key's bytes, which lie in the same array; a long key has eight, lowest first. */
    int keyOffset(long row);

    int keyLength(long row);

    long hash(long row, long first, long second);
}
