// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

/** The steps of the hashes for one piece of input, wherever it comes from. */
public final class HashSteps {
    public static final int FNV_PRIME32 = 0x0100_0193;
    public static final long FNV_PRIME64 = 0x0000_0100_0000_01B3L;

    private static final long JODY = 0x1F3D_5B79L;

    private HashSteps() {}

    /** Adds a word of eight bytes, the first one lowest. */
    public static long jodyWord(long hash, long word) {
        return jody(hash, word, JODY);
    }

    /** Adds the last 1 to 7 bytes. */
    public static long jodyRest(long hash, long word, int bytes) {
        return jody(hash, word, JODY & (1L << bytes * Byte.SIZE) - 1);
    }

    private static long jody(long hash, long word, long constant) {
        long h = hash + word + constant;
        h = Long.rotateLeft(h, 11) ^ word;
        h = Long.rotateLeft(h, 11) ^ constant;
        return h + word;
    }
}
