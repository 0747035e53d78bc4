// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import dev.appendkit.internal.Base64Text;
import dev.appendkit.internal.FixedDouble;
import dev.appendkit.internal.Hex;
import dev.appendkit.internal.Utf8;
import dev.appendkit.internal.cursor.Room;
import java.util.Objects;

/** Checks and small writers that {@link Append} and {@link AppendBuffer} share; all of them exact. */
final class Text {
    private static final int MAX_WIDTH = 64;

    private Text() {}

    static int appendBoolean(byte[] dst, int pos, boolean value) {
        String text = value ? "true" : "false";
        return Utf8.appendAscii(dst, pos, text, 0, text.length());
    }

    static int appendByte(byte[] dst, int pos, byte value) {
        dst[pos] = value;
        return pos + 1;
    }

    static int appendBytes(byte[] dst, int pos, byte[] src, int from, int to) {
        System.arraycopy(src, from, dst, pos, to - from);
        return pos + to - from;
    }

    static int bytesLength(byte[] src, int from, int to) {
        Objects.checkFromToIndex(from, to, src.length);
        return to - from;
    }

    /** Two digits a byte. */
    static long hexLength(byte[] src, int from, int to) {
        return 2L * bytesLength(src, from, to);
    }

    static long base64Length(byte[] src, int from, int to) {
        return Base64Text.length(bytesLength(src, from, to));
    }

    /** The length of a text as an int, which is what counts the bytes of every target. */
    static int toInt(long length) {
        if (length > Integer.MAX_VALUE) {
            throw tooLong(length);
        }
        return (int) length;
    }

    private static IndexOutOfBoundsException tooLong(long length) {
        return new IndexOutOfBoundsException("the text has " + length + " bytes, more than any target holds");
    }

    static int checkWidth(int width) {
        if (width < 0 || width > MAX_WIDTH) {
            throw new IllegalArgumentException("width " + width + " is outside 0 to " + MAX_WIDTH);
        }
        return width;
    }

    static int checkHexDigits(long value, int digits) {
        if (digits < 1 || digits > Hex.MAX_LONG_LENGTH) {
            throw new IllegalArgumentException("digit count " + digits + " is outside 1 to " + Hex.MAX_LONG_LENGTH);
        }
        int needed = Hex.longLength(value);
        if (needed > digits) {
            throw new IllegalArgumentException(
                    "the value needs " + needed + " hexadecimal digits, more than the " + digits + " given");
        }
        return digits;
    }

    static int checkFractionDigits(int digits) {
        FixedDouble.check(digits);
        return digits;
    }

    static int codePointLength(int codePoint) {
        if (!Character.isValidCodePoint(codePoint)) {
            throw new IllegalArgumentException("not a Unicode code point: 0x" + Integer.toHexString(codePoint));
        }
        return Utf8.codePointLength(codePoint);
    }

    /** The length of text that must be ASCII. */
    static int checkAscii(String text) {
        int length = text.length();
        int index = Utf8.indexOfNonAscii(text, 0, length);
        if (index >= 0) {
            throw notAscii(index);
        }
        return length;
    }

    static void checkAscii(char[] text, int length) {
        int index = Utf8.indexOfNonAscii(text, 0, length);
        if (index >= 0) {
            throw notAscii(index);
        }
    }

    /** Reads each char of a range once. */
    static void copy(CharSequence text, int from, int to, char[] dst) {
        if (text instanceof StringBuilder builder) {
            builder.getChars(from, to, dst, 0);
            return;
        }
        for (int i = from; i < to; i++) {
            dst[i - from] = text.charAt(i);
        }
    }

    private static IllegalArgumentException notAscii(int index) {
        return new IllegalArgumentException("the char at index " + index + " is not ASCII");
    }

    static int utf8Length(CharSequence text, int from, int to) {
        String string = text.toString();
        Objects.checkFromToIndex(from, to, string.length());
        return toInt(Utf8.length(string, from, to));
    }

    static int appendUtf8(byte[] dst, int pos, String text, int from, int to) {
        if (pos < 0 || dst.length - (long) pos < (long) (to - from) * Utf8.MAX_BYTES_PER_CHAR) {
            Room.check(dst, pos, Utf8.length(text, from, to));
        }
        return Utf8.append(dst, pos, text, from, to);
    }
}
