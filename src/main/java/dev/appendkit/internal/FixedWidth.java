// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

/** Binary numbers of 2, 3, 4 and 8 bytes in both byte orders. Always exact. */
public final class FixedWidth {
    public static final int MEDIUM_BYTES = 3;

    private FixedWidth() {}

    public static int appendShortBigEndian(byte[] dst, int pos, int value) {
        Bytes.putShortBigEndian(dst, pos, value);
        return pos + Short.BYTES;
    }

    public static int appendShortLittleEndian(byte[] dst, int pos, int value) {
        Bytes.putShort(dst, pos, value);
        return pos + Short.BYTES;
    }

    public static int appendMediumBigEndian(byte[] dst, int pos, int value) {
        Bytes.putShortBigEndian(dst, pos, value >>> Byte.SIZE);
        dst[pos + 2] = (byte) value;
        return pos + MEDIUM_BYTES;
    }

    public static int appendMediumLittleEndian(byte[] dst, int pos, int value) {
        Bytes.putShort(dst, pos, value);
        dst[pos + 2] = (byte) (value >>> Short.SIZE);
        return pos + MEDIUM_BYTES;
    }

    public static int appendIntBigEndian(byte[] dst, int pos, int value) {
        Bytes.putIntBigEndian(dst, pos, value);
        return pos + Integer.BYTES;
    }

    public static int appendIntLittleEndian(byte[] dst, int pos, int value) {
        Bytes.putInt(dst, pos, value);
        return pos + Integer.BYTES;
    }

    public static int appendLongBigEndian(byte[] dst, int pos, long value) {
        Bytes.putLongBigEndian(dst, pos, value);
        return pos + Long.BYTES;
    }

    public static int appendLongLittleEndian(byte[] dst, int pos, long value) {
        Bytes.putLong(dst, pos, value);
        return pos + Long.BYTES;
    }

    /** Writes the bits unchanged, including those of a NaN. */
    public static int appendFloatBigEndian(byte[] dst, int pos, float value) {
        return appendIntBigEndian(dst, pos, Float.floatToRawIntBits(value));
    }

    /** Writes the bits unchanged, including those of a NaN. */
    public static int appendDoubleBigEndian(byte[] dst, int pos, double value) {
        return appendLongBigEndian(dst, pos, Double.doubleToRawLongBits(value));
    }
}
