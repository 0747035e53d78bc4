// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.memory;

import dev.appendkit.internal.Bytes;
import dev.appendkit.internal.HashedText;

/**
 * The hash of the maps' and tables' keys. Two secrets come from a seed; a word of a key goes through the folded product
 * {@code f(a, b) = high64(a × b) ^ low64(a × b)} of the signed 128-bit product. Both factors contain a secret, so no
 * difference between two keys determines a difference between their hashes for every seed. With known multipliers it
 * does: there the highest bit of a word always comes out as the highest bit.
 */
public final class KeyHash {
    /** 2^64 divided by the golden ratio: the step of the sequence from which secrets are drawn. */
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private KeyHash() {}

    /** Returns the secret that is added to a word. */
    public static long first(long seed) {
        return mix(seed + GOLDEN);
    }

    /** Returns the secret by which a word is multiplied, an odd number. */
    public static long second(long seed) {
        return mix(seed + 2 * GOLDEN) | 1;
    }

    /** Returns a seed as a file stores it. */
    public static int fold(long seed) {
        return (int) (seed ^ seed >>> 32);
    }

    /** Stafford's variant 13 of the finalizer of MurmurHash3, as in SplitMix64. */
    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
        return z ^ z >>> 31;
    }

    private static long fold(long a, long b) {
        return Math.multiplyHigh(a, b) ^ a * b;
    }

    public static long of(long key, long first, long second) {
        return fold(key ^ first, second);
    }

    /**
     * Hashes eight bytes per step, the first one lowest; missing bytes of the last step are 0. The length comes first.
     */
    public static long of(byte[] key, int from, int to, long first, long second) {
        long hash = first ^ to - from;
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            hash = fold(hash ^ Bytes.getLong(key, i), second);
        }
        if (i < to || to == from) {
            hash = fold(hash ^ rest(key, i, to), second);
        }
        return hash;
    }

    /** Returns up to seven bytes, the first one lowest. */
    public static long rest(byte[] src, int from, int to) {
        int length = to - from;
        if (length >= 4) {
            long low = Bytes.getInt(src, from) & 0xFFFF_FFFFL;
            long high = Bytes.getInt(src, to - 4) & 0xFFFF_FFFFL;
            // The upper four overlap the lower ones, and contribute the same bits.
            return low | high << (length - 4) * Byte.SIZE;
        }
        long word = 0;
        for (int i = to - 1; i >= from; i--) {
            word = word << 8 | src[i] & 0xFF;
        }
        return word;
    }

    /** Hashes a text's UTF-8, of the given length, in the same way; the text is read once and written nowhere. */
    public static long of(String text, int length, long first, long second) {
        int chars = text.length();
        if (length == chars) {
            return ofAscii(text, chars, first, second);
        }
        long hash = first ^ length;
        int i = 0;
        long word = 0;
        int filled = 0;
        while (i < chars) {
            char c = text.charAt(i);
            long bytes = c;
            int bits = Byte.SIZE;
            if (c >= 0x80) {
                int several = HashedText.bytes(text, i);
                i += HashedText.chars(several);
                bytes = several & 0xFFFF_FFFFL;
                bits = HashedText.length(several) * Byte.SIZE;
            } else {
                i++;
            }
            word |= bytes << filled;
            filled += bits;
            if (filled >= Long.SIZE) {
                hash = fold(hash ^ word, second);
                filled -= Long.SIZE;
                // Two shifts, because Java does not shift by 64 bits.
                word = bytes >>> 1 >>> bits - filled - 1;
            }
        }
        return filled > 0 ? fold(hash ^ word, second) : hash;
    }

    private static long ofAscii(String text, int length, long first, long second) {
        long hash = first ^ length;
        int i = 0;
        for (; i <= length - Long.BYTES; i += Long.BYTES) {
            hash = fold(hash ^ eight(text, i), second);
        }
        if (i < length || length == 0) {
            long word = 0;
            for (int k = length - 1; k >= i; k--) {
                word = word << 8 | text.charAt(k);
            }
            hash = fold(hash ^ word, second);
        }
        return hash;
    }

    /** Returns eight chars of ASCII, the first one lowest. */
    public static long eight(String text, int from) {
        int low = text.charAt(from)
                | text.charAt(from + 1) << 8
                | text.charAt(from + 2) << 16
                | text.charAt(from + 3) << 24;
        int high = text.charAt(from + 4)
                | text.charAt(from + 5) << 8
                | text.charAt(from + 6) << 16
                | text.charAt(from + 7) << 24;
        return low & 0xFFFF_FFFFL | (long) high << 32;
    }
}
