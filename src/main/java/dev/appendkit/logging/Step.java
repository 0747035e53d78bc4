// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import dev.appendkit.internal.UnicodeEscapes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A part of a {@link Program}. */
abstract class Step {
    /** The bytes of an ellipsis, escaped. */
    private static final int ELLIPSIS_BYTES = UnicodeEscapes.MAX_BYTES_PER_CHAR;

    abstract void run(EventLine<?> line);

    /** The most bytes that this step writes if its places are brief. */
    abstract long maxBytes();

    static long maxBytes(Place place) {
        return (long) UnicodeEscapes.MAX_BYTES_PER_CHAR * place.briefChars() + ELLIPSIS_BYTES + 2;
    }

    /** Bytes with a word of zeros behind. */
    static byte[] padded(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length + Long.BYTES);
    }

    /** Bytes. */
    static final class Constant extends Step {
        private final byte[] bytes;
        private final int length;

        Constant(byte[] bytes) {
            this.bytes = padded(bytes);
            length = bytes.length;
        }

        @Override
        void run(EventLine<?> line) {
            line.putWords(bytes, 0, length);
        }

        @Override
        long maxBytes() {
            return length;
        }
    }

    /** A place in text. */
    static final class TextPlace extends Step {
        private final Place place;

        TextPlace(Place place) {
            this.place = place;
        }

        @Override
        void run(EventLine<?> line) {
            line.write(place, false);
        }

        @Override
        long maxBytes() {
            return maxBytes(place);
        }
    }

    /**
     * What precedes a member or element of JSON, or the value of a pair: a separator, which the first one does not
     * have, and the name, which is registered where names are compared.
     */
    static final class Head {
        private final byte[] bytes;
        private final int length;
        private final int nameStart;
        private final int nameLength;
        private final int nameHash;
        private final boolean isPair;
        private final boolean isTracked;

        /**
         * A head.
         *
         * @param before the bytes before the name, the separator first
         * @param name the name, as it is written; null for an element of an array
         * @param behind the bytes after the name
         * @param isPair whether it is a pair of logfmt
         * @param isTracked whether fields are spread into the same object
         */
        Head(byte[] before, byte @Nullable [] name, byte[] behind, boolean isPair, boolean isTracked) {
            byte[] middle = name == null ? new byte[0] : name;
            length = before.length + middle.length + behind.length;
            bytes = Arrays.copyOf(before, length + Long.BYTES);
            System.arraycopy(middle, 0, bytes, before.length, middle.length);
            System.arraycopy(behind, 0, bytes, before.length + middle.length, behind.length);
            nameStart = before.length;
            nameLength = middle.length;
            nameHash = NameSet.hash(middle, 0, middle.length);
            this.isPair = isPair;
            this.isTracked = isTracked && name != null;
        }

        /** Writes the head; false if the object already has the name. */
        boolean put(EventLine<?> line) {
            if (isTracked && line.names().contains(bytes, nameStart, nameLength, nameHash, line.bytes)) {
                return false;
            }
            int from = isFirst(line) ? 1 : 0;
            line.putWords(bytes, from, length - from);
            return true;
        }

        private boolean isFirst(EventLine<?> line) {
            if (isPair) {
                return line.pos == 0;
            }
            byte last = line.bytes[line.pos - 1];
            return last == '{' || last == '[';
        }

        /** The member that begins at a mark has a value. */
        void register(EventLine<?> line, int end) {
            if (isTracked) {
                line.names().add(end - length + nameStart, nameLength, nameHash);
            }
        }

        long maxBytes() {
            return length;
        }
    }

    /** A member with a constant value. */
    static final class ConstantMember extends Step {
        private final Head head;
        private final byte[] value;
        private final int length;

        ConstantMember(Head head, byte[] value) {
            this.head = head;
            this.value = padded(value);
            length = value.length;
        }

        @Override
        void run(EventLine<?> line) {
            if (head.put(line)) {
                head.register(line, line.pos);
                line.putWords(value, 0, length);
            }
        }

        @Override
        long maxBytes() {
            return head.maxBytes() + length;
        }
    }

    /** A member, pair or element with a place. */
    static final class PlaceMember extends Step {
        private final Head head;
        private final Place place;
        private final boolean asJson;
        private final boolean isQuoted;

        PlaceMember(Head head, Place place, boolean asJson, boolean isQuoted) {
            this.head = head;
            this.place = place;
            this.asJson = asJson;
            this.isQuoted = isQuoted;
        }

        @Override
        void run(EventLine<?> line) {
            int mark = line.pos;
            if (!head.put(line)) {
                return;
            }
            int end = line.pos;
            if (!line.write(place, asJson)) {
                line.pos = mark;
                return;
            }
            if (isQuoted) {
                line.put('"');
            }
            head.register(line, end);
        }

        @Override
        long maxBytes() {
            return head.maxBytes() + maxBytes(place);
        }
    }

    /** A member or element whose string has places in it. */
    static final class MixedMember extends Step {
        private final Head head;
        private final Program parts;

        MixedMember(Head head, Program parts) {
            this.head = head;
            this.parts = parts;
        }

        @Override
        void run(EventLine<?> line) {
            if (head.put(line)) {
                head.register(line, line.pos);
                parts.run(line);
                line.put('"');
            }
        }

        @Override
        long maxBytes() {
            return head.maxBytes() + parts.maxBytes();
        }
    }

    /** A member or element that is an object or an array; left out if all that it has is absent. */
    static final class Nested extends Step {
        private final Head head;
        private final Program parts;
        private final char close;
        private final boolean hasSpread;

        Nested(Head head, Program parts, char close, boolean hasSpread) {
            this.head = head;
            this.parts = parts;
            this.close = close;
            this.hasSpread = hasSpread;
        }

        @Override
        void run(EventLine<?> line) {
            int mark = line.pos;
            if (!head.put(line)) {
                return;
            }
            int end = line.pos;
            if (hasSpread) {
                line.openNames();
            }
            parts.run(line);
            if (hasSpread) {
                line.closeNames();
            }
            if (line.pos == end) {
                line.pos = mark;
            } else {
                line.put(close);
                head.register(line, end);
            }
        }

        @Override
        long maxBytes() {
            return head.maxBytes() + parts.maxBytes();
        }
    }

    /** The root object, within its braces, or the pairs of a line, where names are compared. */
    static final class Scope extends Step {
        private final Program parts;

        Scope(Program parts) {
            this.parts = parts;
        }

        @Override
        void run(EventLine<?> line) {
            line.openNames();
            parts.run(line);
            line.closeNames();
        }

        @Override
        long maxBytes() {
            return parts.maxBytes();
        }
    }

    /** Fields that become members of the open object, or pairs. */
    static final class Spread extends Step {
        private final FieldSource source;
        private final KeyStyle keys;

        Spread(FieldSource source, KeyStyle keys) {
            this.source = source;
            this.keys = keys;
        }

        @Override
        void run(EventLine<?> line) {
            line.spread(source, keys);
        }

        @Override
        long maxBytes() {
            return 0;
        }
    }
}
