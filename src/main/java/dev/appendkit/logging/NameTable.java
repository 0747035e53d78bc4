// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Names that recur, as the bytes that they become: loggers, threads, levels, keys. All threads use it without a lock:
 * an entry is immutable and replaced by one plain store, so a lost race costs an encoding and never yields a wrong
 * name. Each name has two places, so that two names that share one do not replace each other for ever.
 */
final class NameTable {
    private static final int PLACES = 1_024;
    private static final int PLACE_SHIFT = Integer.SIZE - 10;
    /** What becomes longer is not kept. */
    static final int MAX_BYTES = 256;

    private final @Nullable Entry[] entries = new Entry[PLACES];

    /** As what a name is kept. */
    static class Use {
        private final int salt;

        /** A use with a number that others hardly have. */
        Use(int salt) {
            this.salt = salt;
        }
    }

    /** Values, as the syntax writes them. */
    static final Use VALUE = new Use(0);

    /** The bytes of a name, and what stands around it. */
    static final class Entry {
        private final String name;
        private final Use use;
        /** Padded. */
        final byte[] bytes;

        final int length;
        /** Where the name itself is in these bytes. */
        final int start;

        final int nameLength;
        final int hash;
        /** Names of an object, and which of them this one is. */
        final @Nullable FixedNames fixed;

        final long bit;

        /** What was written from a position of a line to another one, and counts as the name. */
        Entry(String name, Use use, byte[] line, int from, int to) {
            this(name, use, Arrays.copyOfRange(line, from, to), 0, to - from, null);
        }

        /**
         * A name.
         *
         * @param name the name
         * @param use as what it is kept
         * @param all what is written
         * @param start where the name begins in it
         * @param nameLength the bytes of the name
         * @param fixed the names of the object that it is written into
         */
        Entry(String name, Use use, byte[] all, int start, int nameLength, @Nullable FixedNames fixed) {
            this.name = name;
            this.use = use;
            bytes = LineBytes.padded(all);
            length = all.length;
            this.start = start;
            this.nameLength = nameLength;
            hash = NameSet.hash(all, start, start + nameLength);
            this.fixed = fixed;
            bit = fixed == null ? 0 : fixed.bit(all, start, nameLength, hash);
        }

        private boolean is(String other, Use otherUse) {
            return use == otherUse && name.equals(other);
        }
    }

    @Nullable
    Entry find(String name, Use use) {
        int place = place(name, use);
        Entry first = entries[place];
        if (first != null && first.is(name, use)) {
            return first;
        }
        Entry second = entries[place ^ 1];
        return second != null && second.is(name, use) ? second : null;
    }

    void add(Entry entry) {
        int place = place(entry.name, entry.use);
        Entry before = entries[place];
        if (before != null) {
            entries[place ^ 1] = before;
        }
        entries[place] = entry;
    }

    private static int place(String name, Use use) {
        // Names that end in successive numbers have successive hashes; their multiples are far apart.
        return (name.hashCode() + use.salt) * 0x9E37_79B9 >>> PLACE_SHIFT;
    }
}
