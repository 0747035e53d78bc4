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
 * Hashes of the readable bytes of a ByteBuf of any kind. The buffer's indexes stay as they are, nothing is copied and
 * nothing allocated. A released buffer is Netty's own exception.
 */
public final class ByteBufHash {
    private ByteBufHash() {}

    /**
     * FNV-1a with 64 bits.
     *
     * @param buf the buffer
     * @return the hash that {@link Fnv1a#hash64(byte[], int, int)} has for these bytes
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
     * FNV-1a with 32 bits.
     *
     * @param buf the buffer
     * @return the hash that {@link Fnv1a#hash32(byte[], int, int)} has for these bytes
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
     * FNV-1 with 64 bits.
     *
     * @param buf the buffer
     * @return the hash that {@link Fnv1#hash64(byte[], int, int)} has for these bytes
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
     * FNV-1 with 32 bits.
     *
     * @param buf the buffer
     * @return the hash that {@link Fnv1#hash32(byte[], int, int)} has for these bytes
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
     * Jody's hash with 64 bits.
     *
     * @param buf the buffer
     * @return the hash that {@link Jody#hash64(byte[], int, int)} has for these bytes
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
            // Throws Netty's own exception, whose class stands in a module that we do not require.
            buf.retain();
        }
    }
}
