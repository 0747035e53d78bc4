// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import java.nio.BufferOverflowException;

/**
 * The checks and the errors of missing room. What throws stands apart, so that callers stay small enough to inline, and a
 * message is put together only when somebody reads it: where the JIT compiler has seen appends fail it inlines the throwing
 * path too, and the text of a message was then most of the code of an append.
 */
public final class Room {
    private Room() {}

    /** Checks that {@code needed} bytes fit into an array from {@code pos} on. */
    public static void check(byte[] dst, int pos, long needed) {
        if (pos < 0 || dst.length - (long) pos < needed || pos > dst.length) {
            throw new OutsideOfArray(needed, pos, dst.length);
        }
    }

    public static BufferOverflowException overflow(long needed, long free, long length, long max) {
        return new Overflow(needed, free, length, max);
    }

    public static IndexOutOfBoundsException outOfBounds(long needed, long free, long length, long max) {
        return new OutOfBounds(needed, free, length, max);
    }

    private static String message(long needed, long free, long length, long max) {
        return "the append needs " + needed + " bytes, but only " + free + " are free: position " + length
                + " of at most " + max;
    }

    private static final class Overflow extends BufferOverflowException {
        private static final long serialVersionUID = 1;
        private final long needed;
        private final long free;
        private final long length;
        private final long max;

        Overflow(long needed, long free, long length, long max) {
            this.needed = needed;
            this.free = free;
            this.length = length;
            this.max = max;
        }

        @Override
        public String getMessage() {
            return message(needed, free, length, max);
        }
    }

    private static final class OutOfBounds extends IndexOutOfBoundsException {
        private static final long serialVersionUID = 1;
        private final long needed;
        private final long free;
        private final long length;
        private final long max;

        OutOfBounds(long needed, long free, long length, long max) {
            this.needed = needed;
            this.free = free;
            this.length = length;
            this.max = max;
        }

        @Override
        public String getMessage() {
            return message(needed, free, length, max);
        }
    }

    private static final class OutsideOfArray extends IndexOutOfBoundsException {
        private static final long serialVersionUID = 1;
        private final long needed;
        private final int pos;
        private final int arrayLength;

        OutsideOfArray(long needed, int pos, int arrayLength) {
            this.needed = needed;
            this.pos = pos;
            this.arrayLength = arrayLength;
        }

        @Override
        public String getMessage() {
            if (pos < 0 || pos > arrayLength) {
                return "position " + pos + " is outside an array of " + arrayLength + " bytes";
            }
            return "the append needs " + needed + " bytes, but only " + (arrayLength - pos)
                    + " are free at position " + pos + " of an array of " + arrayLength;
        }
    }
}
