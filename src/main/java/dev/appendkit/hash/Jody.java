// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.hash;

import dev.appendkit.internal.Bytes;
import dev.appendkit.internal.HashSteps;
import dev.appendkit.internal.HashedText;
import java.util.Objects;

/**
 * The jodyhash of Jody Bruchon with 64 bits, a word of eight bytes at a time. For each little-endian word e: {@code h
 * += e + 0x1F3D5B79; h = rotl(h, 11) ^ e; h = rotl(h, 11) ^ 0x1F3D5B79; h += e}. The last 1 to 7 bytes form a word
 * whose upper bytes are 0, and the constant is truncated to the same number of bytes.
 *
 * <p>Text is hashed as the bytes that {@code appendUtf8} writes, so a lone surrogate counts as U+FFFD. A long is one
 * word. {@code hash(x)} is {@code add(INIT64, x)}; {@code add(hash(x), y)} is the hash of x followed by y if the length
 * of x is a multiple of 8. A hash of 0 can occur, for example for empty input, and has no special meaning. An attacker
 * who chooses the keys chooses the hashes.
 *
 * <p>Nothing is allocated, except for a {@code CharSequence} that is not a {@code String}, whose {@code toString()} is
 * called once. Every method throws an {@code IndexOutOfBoundsException} for a range outside the array.
 */
public final class Jody {
    /** The hash of empty input. */
    public static final long INIT64 = 0;

    private Jody() {}

    /**
     * Returns the hash of a range of bytes.
     *
     * @param src the bytes
     * @param from the index of the first one
     * @param to the index after the last one
     * @return the hash
     */
    public static long hash64(byte[] src, int from, int to) {
        return add64(INIT64, src, from, to);
    }

    /**
     * Returns the hash of a text, as its bytes in UTF-8.
     *
     * @param text the text
     * @return the hash
     */
    public static long hash64(CharSequence text) {
        return add64(INIT64, text);
    }

    /**
     * Returns the hash of a number, as one word.
     *
     * @param value the number
     * @return the hash
     */
    public static long hash64(long value) {
        return add64(INIT64, value);
    }

    /**
     * Continues a hash with a range of bytes.
     *
     * @param hash the hash so far
     * @param src the bytes
     * @param from the index of the first one
     * @param to the index after the last one
     * @return the hash
     */
    public static long add64(long hash, byte[] src, int from, int to) {
        Objects.checkFromToIndex(from, to, src.length);
        long h = hash;
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            h = add64(h, Bytes.getLong(src, i));
        }
        if (i < to) {
            long last = 0;
            for (int k = to - 1; k >= i; k--) {
                last = last << 8 | src[k] & 0xFF;
            }
            h = HashSteps.jodyRest(h, last, to - i);
        }
        return h;
    }

    /**
     * Continues a hash with a text, as its bytes in UTF-8.
     *
     * @param hash the hash so far
     * @param text the text
     * @return the hash
     */
    public static long add64(long hash, CharSequence text) {
        String string = text.toString();
        long h = hash;
        long word = 0;
        // The number of filled bits of the word; 0 to 56 between two chars.
        int filled = 0;
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            long bytes = c;
            int bits = Byte.SIZE;
            if (c >= 0x80) {
                int several = HashedText.bytes(string, i);
                i += HashedText.chars(several) - 1;
                bytes = several & 0xFFFF_FFFFL;
                bits = HashedText.length(several) * Byte.SIZE;
            }
            word |= bytes << filled;
            filled += bits;
            if (filled >= Long.SIZE) {
                h = add64(h, word);
                filled -= Long.SIZE;
                // Two shifts, because Java does not shift by 64 bits.
                word = bytes >>> 1 >>> bits - filled - 1;
            }
        }
        return filled > 0 ? HashSteps.jodyRest(h, word, filled / Byte.SIZE) : h;
    }

    /**
     * Continues a hash with a number, as one word.
     *
     * @param hash the hash so far
     * @param value the number
     * @return the hash
     */
    public static long add64(long hash, long value) {
        return HashSteps.jodyWord(hash, value);
    }
}
