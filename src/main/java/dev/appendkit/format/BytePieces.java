// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import dev.appendkit.internal.EscapeRule;
import dev.appendkit.internal.cursor.Pieces;
import java.util.ConcurrentModificationException;

/** Writes bytes that are already UTF-8, piece by piece. */
final class BytePieces extends Pieces<byte[]> {
    /** Unescaped bytes. */
    static final Pieces<byte[]> RAW = new Pieces<>(1, 1) {
        @Override
        public long length(byte[] src, int from, int to) {
            return (long) to - from;
        }

        @Override
        public int append(byte[] dst, int pos, byte[] src, int from, int to) {
            System.arraycopy(src, from, dst, pos, to - from);
            return pos + to - from;
        }
    };

    private final EscapeRule rule;

    BytePieces(EscapeRule rule) {
        super(1, 2);
        this.rule = rule;
    }

    @Override
    public long length(byte[] src, int from, int to) {
        return checked(rule.length(src, from, to));
    }

    @Override
    public int append(byte[] dst, int pos, byte[] src, int from, int to) {
        return append(rule, dst, pos, pos + (int) length(src, from, to), src, from, to);
    }

    /** Writes bytes that were measured before, and nothing from {@code limit} on if their length has changed since. */
    static int append(EscapeRule rule, byte[] dst, int pos, int limit, byte[] src, int from, int to) {
        return (int) checked(rule.append(dst, pos, limit, src, from, to));
    }

    private static long checked(long result) {
        if (result < 0) {
            throw new ConcurrentModificationException("the bytes have changed while they were written");
        }
        return result;
    }
}
