// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import dev.appendkit.internal.UnicodeEscapes;

/** A part of a {@link Program}. */
abstract class Step {
    /** The bytes of an ellipsis, escaped. */
    private static final int ELLIPSIS_BYTES = UnicodeEscapes.MAX_BYTES_PER_CHAR;

    /**
     * Writes it, or nothing, from a position on; returns the position after it. What the reader throws is passed on.
     */
    abstract <E> int run(EventLine<E> line, E event, int pos);

    /** Writes, where the step began and the line ends, that the reader failed. */
    <E> void failed(EventLine<E> line, E event, Throwable failure) {
        throw new IllegalStateException("a constant has failed", failure);
    }

    /** The most bytes that this step writes if its places are brief. */
    abstract long maxBytes();

    static long maxBytes(Place place) {
        return (long) UnicodeEscapes.MAX_BYTES_PER_CHAR * place.briefChars() + ELLIPSIS_BYTES + 2;
    }

    /** Bytes, or members with constant values, one of which at least is certain not to be the first. */
    static final class Constant extends Step {
        /** Padded. */
        private final byte[] bytes;

        private final int length;
        private final long bits;

        /**
         * A constant.
         *
         * @param bytes the bytes
         * @param bits those of the names of the members
         */
        Constant(byte[] bytes, long bits) {
            this.bytes = LineBytes.padded(bytes);
            length = bytes.length;
            this.bits = bits;
        }

        @Override
        <E> int run(EventLine<E> line, E event, int pos) {
            if (bits != 0) {
                line.names().mark(bits);
            }
            return line.putWords(pos, bytes, 0, length);
        }

        @Override
        long maxBytes() {
            return length;
        }
    }

    /** A member with a constant value that may be the first one, or whose name the object may have. */
    static final class ConstantMember extends Step {
        private final Head head;
        private final byte[] value;
        private final int length;

        ConstantMember(Head head, byte[] value) {
            this.head = head;
            this.value = LineBytes.padded(value);
            length = value.length;
        }

        @Override
        <E> int run(EventLine<E> line, E event, int pos) {
            int end = head.put(line, pos);
            return end < 0 ? pos : head.close(line, line.putWords(end, value, 0, length), end);
        }

        @Override
        long maxBytes() {
            return head.maxBytes() + length;
        }
    }

    /** A place with its head: what every place can be, and some can do in a shorter way. */
    static class PlaceStep extends Step {
        final Head head;
        private final Place place;
        private final boolean asJson;

        PlaceStep(Head head, Place place, boolean asJson) {
            this.head = head;
            this.place = place;
            this.asJson = asJson;
        }

        @Override
        <E> int run(EventLine<E> line, E event, int pos) {
            int end = head.put(line, pos);
            if (end < 0) {
                return pos;
            }
            line.pos = end;
            if (asJson ? place.json(line, event) : place.text(line, event)) {
                return head.close(line, line.pos, end);
            }
            return head.isConstant() ? end : pos;
        }

        @Override
        <E> void failed(EventLine<E> line, E event, Throwable failure) {
            head.putFailure(line, event, failure, asJson);
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
        <E> int run(EventLine<E> line, E event, int pos) {
            int end = head.put(line, pos);
            return end < 0 ? pos : head.close(line, parts.run(line, event, end), end);
        }

        @Override
        long maxBytes() {
            return head.maxBytes() + parts.maxBytes() + 1;
        }
    }

    /** A member or element that is an object or an array; left out if all that it has is absent. */
    static final class Nested extends Step {
        private final Head head;
        private final Program parts;
        private final char close;

        Nested(Head head, Program parts, char close) {
            this.head = head;
            this.parts = parts;
            this.close = close;
        }

        @Override
        <E> int run(EventLine<E> line, E event, int pos) {
            int start = head.put(line, pos);
            if (start < 0) {
                return pos;
            }
            int end = parts.run(line, event, start);
            if (end == start) {
                return pos;
            }
            line.ensure(end, 1);
            line.bytes[end] = (byte) close;
            return head.close(line, end + 1, start);
        }

        @Override
        long maxBytes() {
            return head.maxBytes() + parts.maxBytes() + 1;
        }
    }

    /** Members that are absent from an event without a throwable. */
    static final class IfThrown extends Step {
        private final Program members;

        IfThrown(Program members) {
            this.members = members;
        }

        @Override
        <E> int run(EventLine<E> line, E event, int pos) {
            return line.mayHaveThrowable(event) ? members.run(line, event, pos) : pos;
        }

        @Override
        long maxBytes() {
            return members.maxBytes();
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
        <E> int run(EventLine<E> line, E event, int pos) {
            line.pos = pos;
            line.spread(source, event, keys);
            return line.pos;
        }

        @Override
        <E> void failed(EventLine<E> line, E event, Throwable failure) {
            line.putFailedField(source.place(), keys, event, failure);
        }

        @Override
        long maxBytes() {
            return 0;
        }
    }
}
