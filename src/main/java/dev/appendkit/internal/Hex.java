// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

/** Lower-case hexadecimal, eight digits of a word at a time. */
public final class Hex {
    public static final int MAX_LONG_LENGTH = 16;
    public static final int UUID_LENGTH = 36;

    /** The two digits of a byte, the first one in the low bits. */
    private static final int[] TWO = new int[256];

    static {
        for (int i = 0; i < TWO.length; i++) {
            TWO[i] = digit(i >>> 4) | digit(i & 15) << 8;
        }
    }

    private Hex() {}

    /** The eight digits of a word, the first one in the high byte. */
    public static long eight(int word) {
        // Spread the nibbles: 0x12345678 becomes 0x0102030405060708.
        long nibbles = word & 0xFFFF_FFFFL;
        nibbles = (nibbles | nibbles << 16) & 0x0000_FFFF_0000_FFFFL;
        nibbles = (nibbles | nibbles << 8) & 0x00FF_00FF_00FF_00FFL;
        nibbles = (nibbles | nibbles << 4) & 0x0F0F_0F0F_0F0F_0F0FL;
        // A nibble of 10 or more carries into bit 4 when 6 is added; 39 is the distance from '9' + 1 to 'a'.
        long letters = (nibbles + 0x0606_0606_0606_0606L) >>> 4 & 0x0101_0101_0101_0101L;
        return nibbles + 0x3030_3030_3030_3030L + letters * 39;
    }

    private static int digit(int nibble) {
        return '0' + nibble + ((nibble + 6 >>> 4) * 39);
    }

    /**
     * Writes two digits for each byte of the source; exact. One look-up per byte is faster than {@link #eight} per
     * word.
     */
    public static int appendBytes(byte[] dst, int pos, byte[] src, int from, int to) {
        for (int i = from; i < to; i++, pos += 2) {
            Bytes.putShort(dst, pos, TWO[src[i] & 0xFF]);
        }
        return pos;
    }

    public static int longLength(long value) {
        return Math.max(1, (67 - Long.numberOfLeadingZeros(value)) >>> 2);
    }

    /** Writes the low {@code digits} digits of a value; exact. */
    public static int appendLong(byte[] dst, int pos, long value, int digits) {
        int shift = digits << 2;
        if (digits >= 8) {
            shift -= 32;
            Bytes.putLongBigEndian(dst, pos, eight((int) (value >>> shift)));
            pos += 8;
        }
        while (shift > 0) {
            shift -= 4;
            dst[pos++] = (byte) digit((int) (value >>> shift) & 15);
        }
        return pos;
    }

    /** Writes the 36 bytes of a UUID (RFC 9562, section 4); exact. */
    public static int appendUuid(byte[] dst, int pos, long mostSignificant, long leastSignificant) {
        // The table, with the first digit in the low byte, is used as far as it is faster: 7.2 instead of 8.2 ns on 17.
        long middle = fourBytes((int) mostSignificant);
        long clock = fourBytes((int) (leastSignificant >>> 32));
        long node = fourBytes((int) leastSignificant);
        Bytes.putLong(dst, pos, fourBytes((int) (mostSignificant >>> 32)));
        Bytes.putLong(dst, pos + 8, '-' | (middle & 0xFFFF_FFFFL) << 8 | (long) '-' << 40 | middle >>> 32 << 48);
        Bytes.putLong(dst, pos + 16, middle >>> 48 | '-' << 16 | (clock & 0xFFFF_FFFFL) << 24 | (long) '-' << 56);
        Bytes.putLong(dst, pos + 24, clock >>> 32 | node << 32);
        Bytes.putLong(dst, pos + 28, node);
        return pos + UUID_LENGTH;
    }

    /** The eight digits of a word, the first one in the low byte. */
    private static long fourBytes(int word) {
        return TWO[word >>> 24]
                | (long) TWO[word >>> 16 & 0xFF] << 16
                | (long) TWO[word >>> 8 & 0xFF] << 32
                | (long) TWO[word & 0xFF] << 48;
    }
}
