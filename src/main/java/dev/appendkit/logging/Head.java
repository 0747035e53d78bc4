// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What stands before a value. Before a member, a pair or an element these are a separator, which the first one does not
 * have, and the name: they are written only with a value. Before a place in text it is a constant, which is written in
 * any case.
 */
final class Head {
    private static final byte[] NOTHING = {};

    /** Padded. */
    private final byte[] bytes;

    private final int length;
    private final int nameStart;
    private final int nameLength;
    private final int nameHash;
    private final Naming naming;
    /** Whether the same bytes are written in all events that have the value. */
    private final boolean isFixed;
    /** What stands for the name among those of the object; 0 if nobody asks for it. */
    private final long bit;

    private final boolean isConstant;
    private final boolean isPair;
    private final boolean isQuoted;

    /**
     * What a template tells about a member and its object.
     *
     * @param mayBeFirst whether there may be no value before it
     * @param isCompared whether the object may have its name already
     * @param bit what stands for its name among those of the object; 0 if nobody asks for it
     * @param isListed whether the name is one of those that the object knows by their place in the line
     */
    record Naming(boolean mayBeFirst, boolean isCompared, long bit, boolean isListed) {
        /** The same of a member that has a value before it, or its brace with it. */
        Naming afterAll() {
            return new Naming(false, isCompared, bit, isListed);
        }

        /** Whether the member is written in the same way in all events. */
        boolean isPlain() {
            return !mayBeFirst && !isCompared && !isListed;
        }
    }

    /** A constant before a place. */
    Head(byte[] constant) {
        this(constant, NOTHING, NOTHING, new Naming(false, false, 0, false), true, false, false);
    }

    /**
     * The head of a member, pair or element.
     *
     * @param before the bytes before the name, the separator first
     * @param name the name, as it is written; null for an element
     * @param behind the bytes after the name
     * @param naming what is known of the name
     * @param isPair whether it is a pair of logfmt
     * @param isQuoted whether a quote closes the value
     */
    Head(byte[] before, byte @Nullable [] name, byte[] behind, Naming naming, boolean isPair, boolean isQuoted) {
        this(before, name == null ? NOTHING : name, behind, naming, false, isPair, isQuoted);
    }

    private Head(
            byte[] before,
            byte[] name,
            byte[] behind,
            Naming naming,
            boolean isConstant,
            boolean isPair,
            boolean isQuoted) {
        nameStart = before.length;
        nameLength = name.length;
        nameHash = NameSet.hash(name, 0, nameLength);
        length = nameStart + nameLength + behind.length;
        bytes = Arrays.copyOf(before, length + LineBytes.PADDING);
        System.arraycopy(name, 0, bytes, nameStart, nameLength);
        System.arraycopy(behind, 0, bytes, nameStart + nameLength, behind.length);
        this.naming = naming;
        isFixed = naming.isPlain();
        bit = naming.bit;
        this.isConstant = isConstant;
        this.isPair = isPair;
        this.isQuoted = isQuoted;
    }

    /** Whether it is written without a value too. */
    boolean isConstant() {
        return isConstant;
    }

    /** Whether the same bytes are written in all events that have the value. */
    boolean isFixed() {
        return isFixed;
    }

    /** Writes it; returns the position after it, or -1 if the object has the name already. */
    int put(EventLine<?> line, int pos) {
        if (isFixed) {
            return line.putWords(pos, bytes, 0, length);
        }
        if (naming.isCompared && line.names().contains(bytes, nameStart, nameLength, nameHash, line.bytes)) {
            return -1;
        }
        int from = naming.mayBeFirst && isFirst(line.bytes, pos) ? 1 : 0;
        return line.putWords(pos, bytes, from, length - from);
    }

    private boolean isFirst(byte[] line, int pos) {
        if (isPair) {
            return pos == 0;
        }
        byte last = line[pos - 1];
        return last == '{' || last == '[';
    }

    /** There is no value. */
    int absent(EventLine<?> line, int pos) {
        return isConstant ? put(line, pos) : pos;
    }

    /** A use of names that are kept together with this head. */
    NameTable.Use use() {
        return new NameTable.Use(NameSet.hash(bytes, 0, length));
    }

    /** Notes that the object has the name of a head that is {@linkplain #isFixed fixed}. */
    void mark(EventLine<?> line) {
        if (bit != 0) {
            line.names().mark(bit);
        }
    }

    /** The value ends at a position, and the head ended at another one. */
    int close(EventLine<?> line, int pos, int end) {
        if (bit != 0) {
            line.names().mark(bit);
        } else if (naming.isListed) {
            line.names().add(end - length + nameStart, nameLength, nameHash);
        }
        if (!isQuoted) {
            return pos;
        }
        line.ensure(pos, 1);
        line.bytes[pos] = '"';
        return pos + 1;
    }

    /** Writes a member whose value failed. */
    void putFailure(EventLine<?> line, Object event, Throwable failure, boolean asJson) {
        int end = put(line, line.pos);
        if (end >= 0) {
            line.pos = end;
            if (asJson) {
                line.putFailure(event, failure, true);
            } else {
                line.putFailure(event, failure, line.escaper);
            }
            line.pos = close(line, line.pos, end);
        }
    }

    long maxBytes() {
        return length;
    }
}
