// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import dev.appendkit.internal.Bytes;
import dev.appendkit.internal.Digits;
import java.util.Arrays;

/** The bytes of a line: an array that grows up to what an event may have, plus the one value that shows it has more. */
abstract class LineBytes {
    /** The capacity of a new line; most events need no more. */
    static final int INITIAL_BYTES = 4_096;
    /** The number of bytes after what is copied as words. */
    static final int PADDING = 32;

    byte[] bytes;
    int pos;

    /** LF included. */
    private final int maxBytes;

    LineBytes(int capacity, int maxBytes) {
        bytes = new byte[capacity];
        this.maxBytes = maxBytes;
    }

    /** Makes room for at most that many bytes, a bounded number. */
    final void ensure(int needed) {
        if (bytes.length - pos < needed) {
            grow(needed);
        }
    }

    /** Makes room for that many bytes after a position. */
    final void ensure(int at, int needed) {
        if (bytes.length - at < needed) {
            pos = at;
            grow(needed);
        }
    }

    /** Makes room for what is exactly so long. */
    final void ensureExactly(long length) {
        if (pos + length > maxBytes) {
            throw EventTooLong.INSTANCE;
        }
        if (bytes.length - pos < length) {
            grow((int) length);
        }
    }

    private void grow(int needed) {
        checkLength();
        long least = (long) pos + needed;
        bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(least, 2L * bytes.length)));
    }

    final void checkLength() {
        if (pos > maxBytes) {
            throw EventTooLong.INSTANCE;
        }
    }

    final void put(char ascii) {
        ensure(1);
        bytes[pos++] = (byte) ascii;
    }

    final void put(char first, char second) {
        ensure(2);
        bytes[pos] = (byte) first;
        bytes[pos + 1] = (byte) second;
        pos += 2;
    }

    /** Puts that many spaces, at most as many as a level is wide; a negative number is none. */
    final void putSpaces(int count) {
        for (int i = 0; i < count; i++) {
            put(' ');
        }
    }

    /** Copies bytes that are {@linkplain #padded padded}. */
    final void putWords(byte[] src, int from, int length) {
        pos = putWords(pos, src, from, length);
    }

    /** Copies bytes that are {@linkplain #padded padded}; returns the position after them. */
    final int putWords(int at, byte[] src, int from, int length) {
        ensure(at, length + PADDING);
        byte[] dst = bytes;
        // Nearly all are shorter, and words of a number that does not vary are the fastest copy.
        Bytes.putLong(dst, at, Bytes.getLong(src, from));
        Bytes.putLong(dst, at + 8, Bytes.getLong(src, from + 8));
        if (length > 16) {
            Bytes.putLong(dst, at + 16, Bytes.getLong(src, from + 16));
            Bytes.putLong(dst, at + 24, Bytes.getLong(src, from + 24));
            if (length > PADDING) {
                System.arraycopy(src, from + PADDING, dst, at + PADDING, length - PADDING);
            }
        }
        return at + length;
    }

    /** Bytes that can be copied as words, because padding follows them. */
    static byte[] padded(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length + PADDING);
    }

    final void putBytes(byte[] src, int from, int length) {
        ensureExactly(length);
        System.arraycopy(src, from, bytes, pos, length);
        pos += length;
    }

    final void putLong(long value) {
        ensure(Digits.MAX_LONG_LENGTH);
        pos = Digits.appendLongSpill(bytes, pos, value);
    }
}
