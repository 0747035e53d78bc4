// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.cursor;

import dev.appendkit.internal.Base64Text;
import dev.appendkit.internal.Hex;
import dev.appendkit.internal.Utf8;
import java.util.Arrays;

/** The appends of unbounded length, piece by piece. */
public final class TextPieces {
    public static final Pieces<byte[]> BYTES = new Pieces<>(1, 1) {
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

    public static final Pieces<byte[]> HEX = new Pieces<>(1, 2) {
        @Override
        public long length(byte[] src, int from, int to) {
            return 2L * (to - from);
        }

        @Override
        public int append(byte[] dst, int pos, byte[] src, int from, int to) {
            return Hex.appendBytes(dst, pos, src, from, to);
        }
    };

    /** Units of three bytes, so that only the last piece is padded. */
    public static final Pieces<byte[]> BASE64 = new Pieces<>(3, 4) {
        @Override
        public long length(byte[] src, int from, int to) {
            return Base64Text.length(to - from);
        }

        @Override
        public int append(byte[] dst, int pos, byte[] src, int from, int to) {
            return Base64Text.append(dst, pos, src, from, to);
        }
    };

    public static final Pieces<String> STRING = new Pieces<>(1, Utf8.MAX_BYTES_PER_CHAR) {
        @Override
        protected int wholeEnd(String src, int from, int end, int to) {
            return Utf8.wholeEnd(src, from, end, to);
        }

        @Override
        public long length(String src, int from, int to) {
            return Utf8.length(src, from, to);
        }

        @Override
        public int append(byte[] dst, int pos, String src, int from, int to) {
            return Utf8.append(dst, pos, src, from, to);
        }
    };

    public static final Pieces<char[]> CHARS = new Pieces<>(1, Utf8.MAX_BYTES_PER_CHAR) {
        @Override
        protected int wholeEnd(char[] src, int from, int end, int to) {
            return Utf8.wholeEnd(src, from, end, to);
        }

        @Override
        public long length(char[] src, int from, int to) {
            return Utf8.length(src, from, to);
        }

        @Override
        public int append(byte[] dst, int pos, char[] src, int from, int to) {
            return Utf8.append(dst, pos, src, from, to);
        }
    };

    /** Writes as many zeros as the range is long. */
    public static final Pieces<byte[]> ZEROS = new Pieces<>(1, 1) {
        @Override
        public long length(byte[] src, int from, int to) {
            return (long) to - from;
        }

        @Override
        public int append(byte[] dst, int pos, byte[] src, int from, int to) {
            Arrays.fill(dst, pos, pos + to - from, (byte) '0');
            return pos + to - from;
        }
    };

    private TextPieces() {}
}
