// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.hash;

import static dev.appendkit.internal.HashSteps.FNV_PRIME32;
import static dev.appendkit.internal.HashSteps.FNV_PRIME64;

import dev.appendkit.internal.HashedText;
import java.util.Objects;

/**
 * FNV-1a with 32 and 64 bits (Fowler, Noll and Vo; RFC 9923): for each byte an exclusive or, then a multiplication. It
 * is for compatibility: where the choice is free, a hash that processes a word at a time is several times faster on
 * long input. No hash in this package resists an attacker who chooses the keys.
 *
 * <p>Bytes are unsigned. Text is hashed as the bytes that {@code appendUtf8} writes, so a lone surrogate counts as
 * U+FFFD, unlike in {@code String.getBytes}. An int is hashed as 4 bytes and a long as 8, the most significant first.
 * {@code hash(x)} is {@code add(INIT, x)}, and {@code add(hash(x), y)} the hash of x followed by y. A hash of 0 can
 * occur and has no special meaning.
 *
 * <p>Nothing is allocated, except for a {@code CharSequence} that is not a {@code String}, whose {@code toString()} is
 * called once. Every method throws an {@code IndexOutOfBoundsException} for a range outside the array.
 */
public final class Fnv1a {
    /** The 32-bit hash of empty input. */
    public static final int INIT32 = 0x811C9DC5;

    /** The 64-bit hash of empty input. */
    public static final long INIT64 = 0xCBF29CE484222325L;

    private Fnv1a() {}

    /**
     * Returns the hash of a range of bytes.
     *
     * @param src the bytes
     * @param from the index of the first one
     * @param to the index after the last one
     * @return the 32-bit hash
     */
    public static int hash32(byte[] src, int from, int to) {
        return add32(INIT32, src, from, to);
    }

    /**
     * Returns the hash of a text, as its bytes in UTF-8.
     *
     * @param text the text
     * @return the 32-bit hash
     */
    public static int hash32(CharSequence text) {
        return add32(INIT32, text);
    }

    /**
     * Returns the hash of a number, as 4 bytes.
     *
     * @param value the number
     * @return the 32-bit hash
     */
    public static int hash32(int value) {
        return add32(INIT32, value);
    }

    /**
     * Returns the hash of a range of bytes.
     *
     * @param src the bytes
     * @param from the index of the first one
     * @param to the index after the last one
     * @return the 64-bit hash
     */
    public static long hash64(byte[] src, int from, int to) {
        return add64(INIT64, src, from, to);
    }

    /**
     * Returns the hash of a text, as its bytes in UTF-8.
     *
     * @param text the text
     * @return the 64-bit hash
     */
    public static long hash64(CharSequence text) {
        return add64(INIT64, text);
    }

    /**
     * Returns the hash of a number, as 8 bytes.
     *
     * @param value the number
     * @return the 64-bit hash
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
     * @return the 32-bit hash
     */
    public static int add32(int hash, byte[] src, int from, int to) {
        Objects.checkFromToIndex(from, to, src.length);
        int h = hash;
        for (int i = from; i < to; i++) {
            h = (h ^ (src[i] & 0xFF)) * FNV_PRIME32;
        }
        return h;
    }

    /**
     * Continues a hash with a text, as its bytes in UTF-8.
     *
     * @param hash the hash so far
     * @param text the text
     * @return the 32-bit hash
     */
    public static int add32(int hash, CharSequence text) {
        String string = text.toString();
        int h = hash;
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c < 0x80) {
                h = (h ^ c) * FNV_PRIME32;
            } else {
                int bytes = HashedText.bytes(string, i);
                i += HashedText.chars(bytes) - 1;
                h = addChar32(h, bytes);
            }
        }
        return h;
    }

    /** Adds the two to four bytes of a char above 0x7F, the first one lowest. */
    private static int addChar32(int hash, int bytes) {
        int h = hash;
        for (int rest = bytes; rest != 0; rest >>>= 8) {
            h = (h ^ (rest & 0xFF)) * FNV_PRIME32;
        }
        return h;
    }

    /**
     * Continues a hash with a number, as 4 bytes.
     *
     * @param hash the hash so far
     * @param value the number
     * @return the 32-bit hash
     */
    public static int add32(int hash, int value) {
        int h = hash;
        h = (h ^ (value >>> 24)) * FNV_PRIME32;
        h = (h ^ (value >>> 16 & 0xFF)) * FNV_PRIME32;
        h = (h ^ (value >>> 8 & 0xFF)) * FNV_PRIME32;
        h = (h ^ (value & 0xFF)) * FNV_PRIME32;
        return h;
    }

    /**
     * Continues a hash with a range of bytes.
     *
     * @param hash the hash so far
     * @param src the bytes
     * @param from the index of the first one
     * @param to the index after the last one
     * @return the 64-bit hash
     */
    public static long add64(long hash, byte[] src, int from, int to) {
        Objects.checkFromToIndex(from, to, src.length);
        long h = hash;
        for (int i = from; i < to; i++) {
            h = (h ^ (src[i] & 0xFF)) * FNV_PRIME64;
        }
        return h;
    }

    /**
     * Continues a hash with a text, as its bytes in UTF-8.
     *
     * @param hash the hash so far
     * @param text the text
     * @return the 64-bit hash
     */
    public static long add64(long hash, CharSequence text) {
        String string = text.toString();
        long h = hash;
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c < 0x80) {
                h = (h ^ c) * FNV_PRIME64;
            } else {
                int bytes = HashedText.bytes(string, i);
                i += HashedText.chars(bytes) - 1;
                h = addChar64(h, bytes);
            }
        }
        return h;
    }

    /** Adds the two to four bytes of a char above 0x7F, the first one lowest. */
    private static long addChar64(long hash, int bytes) {
        long h = hash;
        for (int rest = bytes; rest != 0; rest >>>= 8) {
            h = (h ^ (rest & 0xFF)) * FNV_PRIME64;
        }
        return h;
    }

    /**
     * Continues a hash with a number, as 8 bytes.
     *
     * @param hash the hash so far
     * @param value the number
     * @return the 64-bit hash
     */
    public static long add64(long hash, long value) {
        long h = hash;
        h = (h ^ (value >>> 56)) * FNV_PRIME64;
        h = (h ^ (value >>> 48 & 0xFF)) * FNV_PRIME64;
        h = (h ^ (value >>> 40 & 0xFF)) * FNV_PRIME64;
        h = (h ^ (value >>> 32 & 0xFF)) * FNV_PRIME64;
        h = (h ^ (value >>> 24 & 0xFF)) * FNV_PRIME64;
        h = (h ^ (value >>> 16 & 0xFF)) * FNV_PRIME64;
        h = (h ^ (value >>> 8 & 0xFF)) * FNV_PRIME64;
        h = (h ^ (value & 0xFF)) * FNV_PRIME64;
        return h;
    }
}
