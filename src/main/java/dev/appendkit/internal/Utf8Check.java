// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

/**
 * Checks whether bytes are well-formed UTF-8 (Unicode 15, table 3-7): no overlong or truncated sequence, no surrogate,
 * nothing above U+10FFFF.
 */
public final class Utf8Check {
    private static final long TOP_BITS = 0x8080_8080_8080_8080L;

    private Utf8Check() {}

    /** Returns the index at which the first malformed sequence begins, or -1. */
    public static int indexOfMalformed(byte[] src, int from, int to) {
        int i = from;
        while (i < to) {
            if (src[i] >= 0) {
                i = skipAscii(src, i, to);
            } else {
                int length = sequenceLength(src, i, to);
                if (length == 0) {
                    return i;
                }
                i += length;
            }
        }
        return -1;
    }

    private static int skipAscii(byte[] src, int from, int to) {
        int i = from;
        while (i <= to - Long.BYTES && (Bytes.getLong(src, i) & TOP_BITS) == 0) {
            i += Long.BYTES;
        }
        while (i < to && src[i] >= 0) {
            i++;
        }
        return i;
    }

    /** The length of a sequence that begins with a byte above 0x7F, or 0 if it is malformed. */
    private static int sequenceLength(byte[] src, int i, int to) {
        int first = src[i] & 0xFF;
        int left = to - i;
        if (first < 0xE0) {
            // C0 and C1 would begin an overlong form of ASCII.
            return first >= 0xC2 && left >= 2 && isContinuation(src[i + 1]) ? 2 : 0;
        }
        if (first < 0xF0) {
            if (left < 3 || !isContinuation(src[i + 1]) || !isContinuation(src[i + 2])) {
                return 0;
            }
            int high = (first & 0xF) << 6 | src[i + 1] & 0x3F;
            // Values below 0x20 are overlong; 0x360 to 0x37F are the surrogates, D800 to DFFF.
            return high >= 0x20 && high >> 5 != 0xD800 >> 11 ? 3 : 0;
        }
        if (first > 0xF4
                || left < 4
                || !isContinuation(src[i + 1])
                || !isContinuation(src[i + 2])
                || !isContinuation(src[i + 3])) {
            return 0;
        }
        int high = (first & 7) << 6 | src[i + 1] & 0x3F;
        // 0x10 is U+10000; 0x10F is the last value before U+110000.
        return high >= 0x10 && high < 0x110 ? 4 : 0;
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }
}
