// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import dev.appendkit.internal.cursor.Pieces;

/** Writes keys of logfmt: one byte per char, and an underscore for the empty key. */
final class LogfmtKeys {
    static final Pieces<String> STRINGS = new Pieces<>(1, 1) {
        @Override
        public long length(String src, int from, int to) {
            return Math.max(1, to - from);
        }

        @Override
        public int append(byte[] dst, int pos, String src, int from, int to) {
            return LogfmtKeys.append(dst, pos, src, from, to);
        }
    };

    static final Pieces<char[]> CHARS = new Pieces<>(1, 1) {
        @Override
        public long length(char[] src, int from, int to) {
            return Math.max(1, to - from);
        }

        @Override
        public int append(byte[] dst, int pos, char[] src, int from, int to) {
            int end = pos;
            for (int i = from; i < to; i++) {
                dst[end++] = keyByte(src[i]);
            }
            return orUnderscore(dst, pos, end);
        }
    };

    private LogfmtKeys() {}

    static int append(byte[] dst, int pos, String key, int from, int to) {
        int end = pos;
        for (int i = from; i < to; i++) {
            dst[end++] = keyByte(key.charAt(i));
        }
        return orUnderscore(dst, pos, end);
    }

    private static byte keyByte(char c) {
        return c > ' ' && c < 0x7F && c != '"' && c != '=' ? (byte) c : (byte) '_';
    }

    private static int orUnderscore(byte[] dst, int pos, int end) {
        if (end > pos) {
            return end;
        }
        dst[pos] = '_';
        return pos + 1;
    }
}
