// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import dev.appendkit.internal.UnicodeEscapes;
import dev.appendkit.internal.Utf8;
import dev.appendkit.internal.cursor.Pieces;

/** Writes escaped texts that are longer than a cursor's window, piece by piece. */
final class EscapedPieces {
    private EscapedPieces() {}

    static Pieces<String> strings(UnicodeEscapes escapes) {
        return new Pieces<>(1, UnicodeEscapes.MAX_BYTES_PER_CHAR) {
            @Override
            protected int wholeEnd(String src, int from, int end, int to) {
                return Utf8.wholeEnd(src, from, end, to);
            }

            @Override
            public long length(String src, int from, int to) {
                return escapes.length(src, from, to);
            }

            @Override
            public int append(byte[] dst, int pos, String src, int from, int to) {
                return escapes.append(dst, pos, pos, src, from, to);
            }
        };
    }

    static Pieces<char[]> chars(UnicodeEscapes escapes) {
        return new Pieces<>(1, UnicodeEscapes.MAX_BYTES_PER_CHAR) {
            @Override
            protected int wholeEnd(char[] src, int from, int end, int to) {
                return Utf8.wholeEnd(src, from, end, to);
            }

            @Override
            public long length(char[] src, int from, int to) {
                return escapes.length(src, from, to);
            }

            @Override
            public int append(byte[] dst, int pos, char[] src, int from, int to) {
                return escapes.append(dst, pos, pos, src, from, to);
            }
        };
    }
}
