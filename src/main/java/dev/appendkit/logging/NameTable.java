// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Names that come again, as the bytes that they become: loggers, threads, levels, keys. Used by all threads without a
 * lock: an entry is immutable and replaced by one plain store, so that a race that is lost costs an encoding and never
 * yields a wrong name. Each name has two places, so that two names which share one do not replace each other for ever.
 */
final class NameTable {
    private static final int PLACES = 1_024;
    /** What becomes longer is not kept. */
    static final int MAX_BYTES = 256;

    /** Values, as the syntax writes them. */
    static final int VALUE = 0;
    /** Keys of pairs, and of additional fields of GELF. */
    static final int KEY = 1;
    /** Names of members of JSON. */
    static final int MEMBER = 2;
    /** Values with spaces behind; the width is added. */
    static final int PADDED = 3;

    private final @Nullable Entry[] entries = new Entry[PLACES];

    /** The bytes and the kind of a name. */
    static final class Entry {
        private final String name;
        private final int kind;
        /** Padded. */
        final byte[] bytes;

        final int length;
        final int hash;

        Entry(String name, int kind, byte[] line, int from, int to) {
            this.name = name;
            this.kind = kind;
            length = to - from;
            bytes = LineBytes.padded(Arrays.copyOfRange(line, from, to));
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
