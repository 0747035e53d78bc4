// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import static dev.appendkit.internal.HashSteps.FNV_PRIME32;
import static dev.appendkit.internal.HashSteps.FNV_PRIME64;

import dev.appendkit.hash.Fnv1;
import dev.appendkit.hash.Fnv1a;
import dev.appendkit.hash.Jody;
import dev.appendkit.internal.HashSteps;
import io.netty.buffer.ByteBuf;

/**
 * Hashes the readable bytes of any kind of ByteBuf. The indexes of the buffer do not change, and nothing is copied or
 * allocated. For a released buffer Netty's own exception is thrown.
 */
public final class ByteBufHash {
    private ByteBufHash() {}

    /**
     * Returns the 64-bit FNV-1a hash.
     *
     * @param buf the buffer
     * @return the result of {@link Fnv1a#hash64(byte[], int, int)} for these bytes
     */
    public static long fnv1a64(ByteBuf buf) {
        check(buf);
        int from = buf.readerIndex();
        int to = buf.writerIndex();
        if (buf.hasArray()) {
            return Fnv1a.hash64(buf.array(), buf.arrayOffset() + from, buf.arrayOffset() + to);
        }
        long hash = Fnv1a.INIT64;
        for (int i = from; i < to; i++) {
            hash = (hash ^ buf.getUnsignedByte(i)) * FNV_PRIME64;
        }
        return hash;
    }

    /**
     * Returns the 32-bit FNV-1a hash.
     *
     * @param buf the buffer
     * @return the result of {@link Fnv1a#hash32(byte[], int, int)} for these bytes
     */
    public static int fnv1a32(ByteBuf buf) {
        check(buf);
        int from = buf.readerIndex();
        int to = buf.writerIndex();
        if (buf.hasArray()) {
            return Fnv1a.hash32(buf.array(), buf.arrayOffset() + from, buf.arrayOffset() + to);
        }
        int hash = Fnv1a.INIT32;
        for (int i = from; i < to; i++) {
            hash = (hash ^ buf.getUnsignedByte(i)) * FNV_PRIME32;
        }
        return hash;
    }

    /**
     * Returns the 64-bit FNV-1 hash.
     *
     * @param buf the buffer
     * @return the result of {@link Fnv1#hash64(byte[], int, int)} for these bytes
     */
    public static long fnv1_64(ByteBuf buf) {
        check(buf);
        int from = buf.readerIndex();
        int to = buf.writerIndex();
        if (buf.hasArray()) {
            return Fnv1.hash64(buf.array(), buf.arrayOffset() + from, buf.arrayOffset() + to);
        }
        long hash = Fnv1.INIT64;
        for (int i = from; i < to; i++) {
            hash = hash * FNV_PRIME64 ^ buf.getUnsignedByte(i);
        }
        return hash;
    }

    /**
     * Returns the 32-bit FNV-1 hash.
     *
     * @param buf the buffer
     * @return the result of {@link Fnv1#hash32(byte[], int, int)} for these bytes
     */
    public static int fnv1_32(ByteBuf buf) {
        check(buf);
        int from = buf.readerIndex();
        int to = buf.writerIndex();
        if (buf.hasArray()) {
            return Fnv1.hash32(buf.array(), buf.arrayOffset() + from, buf.arrayOffset() + to);
        }
        int hash = Fnv1.INIT32;
        for (int i = from; i < to; i++) {
            hash = hash * FNV_PRIME32 ^ buf.getUnsignedByte(i);
        }
        return hash;
    }

    /**
     * Returns Jody's 64-bit hash.
     *
     * @param buf the buffer
     * @return the result of {@link Jody#hash64(byte[], int, int)} for these bytes
     */
    public static long jody64(ByteBuf buf) {
        check(buf);
        int from = buf.readerIndex();
        int to = buf.writerIndex();
        if (buf.hasArray()) {
            return Jody.hash64(buf.array(), buf.arrayOffset() + from, buf.arrayOffset() + to);
        }
        long hash = Jody.INIT64;
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            hash = HashSteps.jodyWord(hash, buf.getLongLE(i));
        }
        if (i < to) {
            long rest = 0;
            for (int k = to - 1; k >= i; k--) {
                rest = rest << 8 | buf.getUnsignedByte(k);
            }
            hash = HashSteps.jodyRest(hash, rest, to - i);
        }
        return hash;
    }

    private static void check(ByteBuf buf) {
        if (buf.refCnt() == 0) {
            // This throws Netty's own exception, whose class is in a module that we do not require.
            buf.retain();
        }
    }
}
