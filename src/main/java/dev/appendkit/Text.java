// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import dev.appendkit.internal.Utf8;
import dev.appendkit.internal.cursor.Room;
import java.util.Objects;

/** Small writers that {@link Append} and {@link AppendBuffer} share. All of them are exact. */
final class Text {
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

    /** Reads each char of a range once. */
    static void copy(CharSequence text, int from, int to, char[] dst, int at) {
        if (text instanceof String string) {
            string.getChars(from, to, dst, at);
        } else if (text instanceof StringBuilder builder) {
            builder.getChars(from, to, dst, at);
        } else {
            for (int i = from; i < to; i++) {
                dst[at + i - from] = text.charAt(i);
            }
        }
    }

    static int utf8Length(CharSequence text, int from, int to) {
        String string = text.toString();
        Objects.checkFromToIndex(from, to, string.length());
        return Checks.toInt(Utf8.length(string, from, to));
    }

    static int appendUtf8(byte[] dst, int pos, String text, int from, int to) {
        if (pos < 0 || dst.length - (long) pos < (long) (to - from) * Utf8.MAX_BYTES_PER_CHAR) {
            Room.check(dst, pos, Utf8.length(text, from, to));
        }
        return Utf8.append(dst, pos, text, from, to);
    }
}
