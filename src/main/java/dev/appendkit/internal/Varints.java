// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

/**
 * Unsigned LEB128: seven bits per byte from the low ones on, with the top bit set in all bytes but the last (DWARF 5,
 * section 7.6; protocol buffers, "Encoding", base 128 varints). Written exactly, unless a method says otherwise.
 */
public final class Varints {
    public static final int MAX_INT_LENGTH = 5;
    public static final int MAX_LONG_LENGTH = 10;

    /** The free bytes that {@link #appendSpill} needs. */
    public static final int SPILL_ROOM = MAX_LONG_LENGTH;

    private static final int MORE = 0x80;
    private static final long MORE_IN_ALL = 0x8080_8080_8080_8080L;
    /** The bits of a value that has at most eight bytes. */
    private static final int WORD_BITS = 56;

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
     * Writes a varint without a loop, and may write anything into the free bytes after it. There must be
     * {@link #SPILL_ROOM}.
     */
    public static int appendSpill(byte[] dst, int pos, long value) {
        if ((value & -MORE) == 0) {
            dst[pos] = (byte) value;
            return pos + 1;
        }
        if (value >>> WORD_BITS != 0) {
            return append(dst, pos, value);
        }
        // Halves of 28 bits, then quarters of 14, then eighths of 7 move to the low bits of their lanes.
        long lanes = value & 0xFFF_FFFFL | (value & 0xFF_FFFF_F000_0000L) << 4;
        lanes = lanes & 0x0000_3FFF_0000_3FFFL | (lanes & 0x0FFF_C000_0FFF_C000L) << 2;
        lanes = lanes & 0x007F_007F_007F_007FL | (lanes & 0x3F80_3F80_3F80_3F80L) << 1;
        // All bytes below the last one that has a bit announce another.
        int last = Long.SIZE - Byte.SIZE - (Long.numberOfLeadingZeros(lanes) & -Byte.SIZE);
        Bytes.putLong(dst, pos, lanes | MORE_IN_ALL & (1L << last) - 1);
        return pos + (last >>> 3) + 1;
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
