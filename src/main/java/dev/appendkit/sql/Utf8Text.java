// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.sql.SqlParameterException.Code;

/**
 * Presents bytes that should be UTF-8 as chars. They are decoded once, by the table of well-formed sequences (The
 * Unicode Standard, table 3-7): no overlong form, no surrogate, nothing above U+10FFFF.
 */
final class Utf8Text implements CharSequence {
    private char[] chars = {};
    private int length;

    /** Returns the text of {@code bytes[from, to)}, which is valid until the next call. */
    Utf8Text decode(byte[] bytes, int from, int to) {
        if (chars.length < to - from) {
            chars = new char[to - from];
        }
        int out = 0;
        for (int i = from; i < to; ) {
            int b = bytes[i];
            if (b >= 0) {
                chars[out++] = (char) b;
                i++;
                continue;
            }
            int more = b >= (byte) 0xF0 ? 3 : b >= (byte) 0xE0 ? 2 : 1;
            int codePoint = b & (0x3F >> more);
            int at = i++;
            for (int left = more; left > 0; left--) {
                if (i == to || (bytes[i] & 0xC0) != 0x80) {
                    throw malformed(at - from);
                }
                codePoint = codePoint << 6 | bytes[i++] & 0x3F;
            }
            int least = more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000;
            boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
            if (b < (byte) 0xC2
                    || b > (byte) 0xF4
                    || codePoint < least
                    || codePoint > Character.MAX_CODE_POINT
                    || surrogate) {
                throw malformed(at - from);
            }
            out += Character.toChars(codePoint, chars, out);
        }
        length = out;
        return this;
    }

    /** The number of chars that are kept for the next call. */
    int capacity() {
        return chars.length;
    }

    private static SqlParameterException malformed(int at) {
        return new SqlParameterException(
                Code.MALFORMED_UTF8, "the byte at index " + at + " begins no character of UTF-8");
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        return chars[index];
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return new String(chars, from, to - from);
    }

    @Override
    public String toString() {
        return new String(chars, 0, length);
    }
}
