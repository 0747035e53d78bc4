// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import dev.appendkit.internal.Base64Text;
import dev.appendkit.internal.FixedDouble;
import dev.appendkit.internal.Hex;
import dev.appendkit.internal.Utf8;
import dev.appendkit.internal.Utf8Check;
import java.util.Objects;

/** Checks arguments, and computes lengths from checked ones. */
final class Checks {
    private static final int MAX_WIDTH = 64;

    private Checks() {}

    static int bytesLength(byte[] src, int from, int to) {
        Objects.checkFromToIndex(from, to, src.length);
        return to - from;
    }

    /** Returns the length of bytes that must be UTF-8. */
    static int utf8Length(byte[] src, int from, int to) {
        int length = bytesLength(src, from, to);
        int index = Utf8Check.indexOfMalformed(src, from, to);
        if (index >= 0) {
            throw new IllegalArgumentException("the bytes from index " + index + " on are not UTF-8");
        }
        return length;
    }

    /** Returns the length in hexadecimal, two digits per byte. */
    static long hexLength(byte[] src, int from, int to) {
        return 2L * bytesLength(src, from, to);
    }

    static long base64Length(byte[] src, int from, int to) {
        return Base64Text.length(bytesLength(src, from, to));
    }

    /** Returns the length of a text as an int, the type that counts the bytes of every target. */
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

    /** Returns the length of text that must be ASCII. */
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

    private static IllegalArgumentException notAscii(int index) {
        return new IllegalArgumentException("the char at index " + index + " is not ASCII");
    }
}
