// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

/** Base64 with padding (RFC 4648, section 4). Three bytes need two table look-ups of two digits each. Always exact. */
public final class Base64Text {
    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /** The two digits of twelve bits, the first one in the low bits. */
    private static final short[] TWO = new short[4_096];

    static {
        for (int i = 0; i < TWO.length; i++) {
            TWO[i] = (short) (DIGITS.charAt(i >>> 6) | DIGITS.charAt(i & 63) << 8);
        }
    }

    private Base64Text() {}

    /** Returns the length, which exceeds an int from 1.5 GiB on. */
    public static long length(int bytes) {
        return (bytes + 2L) / 3 * 4;
    }

    public static int append(byte[] dst, int pos, byte[] src, int from, int to) {
        int i = from;
        for (; to - i >= 3; i += 3, pos += 4) {
            int bits = (src[i] & 0xFF) << 16 | (src[i + 1] & 0xFF) << 8 | src[i + 2] & 0xFF;
            Bytes.putInt(dst, pos, TWO[bits >>> 12] & 0xFFFF | TWO[bits & 0xFFF] << 16);
        }
        if (i == to) {
            return pos;
        }
        boolean two = to - i == 2;
        int bits = (src[i] & 0xFF) << 16 | (two ? (src[i + 1] & 0xFF) << 8 : 0);
        Bytes.putShort(dst, pos, TWO[bits >>> 12]);
        dst[pos + 2] = two ? (byte) TWO[bits & 0xFFF] : (byte) '=';
        dst[pos + 3] = '=';
        return pos + 4;
    }
}
