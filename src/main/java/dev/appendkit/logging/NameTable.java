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
    /** Longer names are not kept. */
    static final int MAX_BYTES = 256;

    /** Values, as the syntax writes them. */
    static final int VALUE = 0;
    /** Keys of pairs, and of additional fields of GELF. */
    static final int KEY = 1;
    /** Names of members of JSON. */
    static final int MEMBER = 2;

    private final @Nullable Entry[] entries = new Entry[PLACES];

    /** The bytes and the kind of a name. */
    static final class Entry {
        private final String name;
        private final int kind;
        /** Followed by a word of zeros, so that whole words can be copied. */
        final byte[] bytes;

        final int length;
        final int hash;

        Entry(String name, int kind, byte[] line, int from, int to) {
            this.name = name;
            this.kind = kind;
            length = to - from;
            bytes = Arrays.copyOf(Arrays.copyOfRange(line, from, to), length + Long.BYTES);
            hash = NameSet.hash(line, from, to);
        }

        private boolean is(String other, int otherKind) {
            return kind == otherKind && name.equals(other);
        }
    }

    @Nullable
    Entry find(String name, int kind) {
        int place = place(name, kind);
        Entry first = entries[place];
        if (first != null && first.is(name, kind)) {
            return first;
        }
        Entry second = entries[place ^ 1];
        return second != null && second.is(name, kind) ? second : null;
    }

    void add(Entry entry) {
        int place = place(entry.name, entry.kind);
        Entry before = entries[place];
        if (before != null) {
            entries[place ^ 1] = before;
        }
        entries[place] = entry;
    }

    private static int place(String name, int kind) {
        int hash = name.hashCode() + kind;
        return (hash ^ hash >>> 10 ^ hash >>> 20) & PLACES - 1;
    }
}
