// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

/**
 * Unsigned LEB128: seven bits per byte from the low ones on, with the top bit set in all bytes but the last (DWARF 5,
 * section 7.6; protocol buffers, "Encoding", base 128 varints). Always written exactly.
 */
public final class Varints {
    public static final int MAX_INT_LENGTH = 5;
    public static final int MAX_LONG_LENGTH = 10;

    private static final int MORE = 0x80;

    private Varints() {}

    public static int length(int value) {
        // The bits of a value, at least one, in groups of seven, rounded up.
        return (38 - Integer.numberOfLeadingZeros(value | 1)) / 7;
    }

    public static int length(long value) {
        return (70 - Long.numberOfLeadingZeros(value | 1)) / 7;
    }

    public static int append(byte[] dst, int pos, int value) {
        while ((value & -MORE) != 0) {
            dst[pos++] = (byte) (value | MORE);
            value >>>= 7;
        }
        dst[pos] = (byte) value;
        return pos + 1;
    }

    public static int append(byte[] dst, int pos, long value) {
        while ((value & -MORE) != 0) {
            dst[pos++] = (byte) (value | MORE);
            value >>>= 7;
        }
        dst[pos] = (byte) value;
        return pos + 1;
    }

    /**
     * Writes exactly {@code length} bytes, into which the value fits: the bytes that it does not need announce that
     * more follow.
     */
    public static int appendPadded(byte[] dst, int pos, long value, int length) {
        int last = pos + length - 1;
        while (pos < last) {
            dst[pos++] = (byte) (value | MORE);
            value >>>= 7;
        }
        dst[pos] = (byte) value;
        return pos + 1;
    }

    /** Turns small absolute values into small unsigned ones: 0, -1, 1, -2 become 0, 1, 2, 3. */
    public static int zigZag(int value) {
        return value << 1 ^ value >> 31;
    }

    public static long zigZag(long value) {
        return value << 1 ^ value >> 63;
    }
}
