// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import java.nio.BufferOverflowException;

/** The checks and the errors of missing room. What throws stands apart, so that callers stay small enough to inline. */
public final class Room {
    private Room() {}

    /** Checks that {@code needed} bytes fit into an array from {@code pos} on. */
    public static void check(byte[] dst, int pos, long needed) {
        if (pos < 0 || dst.length - (long) pos < needed || pos > dst.length) {
            throw outOfBounds(dst, pos, needed);
        }
    }

    private static IndexOutOfBoundsException outOfBounds(byte[] dst, int pos, long needed) {
        if (pos < 0 || pos > dst.length) {
            return new IndexOutOfBoundsException(
                    "position " + pos + " is outside an array of " + dst.length + " bytes");
        }
        return new IndexOutOfBoundsException("the append needs " + needed + " bytes, but only " + (dst.length - pos)
                + " are free at position " + pos + " of an array of " + dst.length);
    }

    public static BufferOverflowException overflow(long needed, long free, long length, long max) {
        return new Overflow(message(needed, free, length, max));
    }

    public static IndexOutOfBoundsException outOfBounds(long needed, long free, long length, long max) {
        return new IndexOutOfBoundsException(message(needed, free, length, max));
    }

    private static String message(long needed, long free, long length, long max) {
        return "the append needs " + needed + " bytes, but only " + free + " are free: position " + length
                + " of at most " + max;
    }

    private static final class Overflow extends BufferOverflowException {
        private static final long serialVersionUID = 1;
        private final String message;

        Overflow(String message) {
            this.message = message;
        }

        @Override
        public String getMessage() {
            return message;
        }
    }
}
