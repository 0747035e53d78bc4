// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import dev.appendkit.internal.Bytes;
import dev.appendkit.internal.Digits;
import java.util.Arrays;

/** The bytes of a line: an array that grows up to what an event may have, plus the one value that shows it has more. */
abstract class LineBytes {
    /** The capacity of a new line; most events need no more. */
    static final int INITIAL_BYTES = 4_096;

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

    /** Makes room for exactly that many bytes. */
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

    /** Copies bytes that are followed by one more word. */
    final void putWords(byte[] src, int from, int length) {
        ensure(length + Long.BYTES);
        byte[] dst = bytes;
        int at = pos;
        for (int i = 0; i < length; i += Long.BYTES) {
            Bytes.putLong(dst, at + i, Bytes.getLong(src, from + i));
        }
        pos = at + length;
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
