// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.cursor;

import java.io.Serializable;
import java.nio.BufferOverflowException;

/**
 * The checks for missing room, and their errors. The throwing code is in methods of its own, so that callers stay small
 * enough to inline. A message is assembled only when it is read: where the JIT compiler has seen appends fail, it
 * inlines the throwing path as well, and assembling the message was then most of the code of an append.
 */
public final class Room {
    private Room() {}

    /** Checks that {@code needed} bytes fit into an array from {@code pos} on. */
    public static void check(byte[] dst, int pos, long needed) {
        if (pos < 0 || dst.length - (long) pos < needed) {
            throw outOfBounds(needed, dst.length - (long) pos, pos, dst.length);
        }
    }

    public static BufferOverflowException overflow(long needed, long free, long position, long max) {
        return new Overflow(new Shortage(needed, free, position, max));
    }

    public static IndexOutOfBoundsException outOfBounds(long needed, long free, long position, long max) {
        return new OutOfBounds(new Shortage(needed, free, position, max));
    }

    private record Shortage(long needed, long free, long position, long max) implements Serializable {
        private static final long serialVersionUID = 1;

        String message() {
            if (position < 0 || position > max) {
                return "position " + position + " is outside 0 to " + max;
            }
            return "the append needs " + needed + " bytes, but only " + free + " are free: position " + position
                    + " of at most " + max;
        }
    }

    private static final class Overflow extends BufferOverflowException {
        private static final long serialVersionUID = 1;
        private final Shortage shortage;

        Overflow(Shortage shortage) {
            this.shortage = shortage;
        }

        @Override
        public String getMessage() {
            return shortage.message();
        }
    }

    private static final class OutOfBounds extends IndexOutOfBoundsException {
        private static final long serialVersionUID = 1;
        private final Shortage shortage;

        OutOfBounds(Shortage shortage) {
            this.shortage = shortage;
        }

        @Override
        public String getMessage() {
            return shortage.message();
        }
    }
}
