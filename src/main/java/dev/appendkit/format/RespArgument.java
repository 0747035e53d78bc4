// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.appendkit.internal.Bytes;
import java.util.Arrays;

/**
 * A command argument for repeated use, such as the command's name: encoded once, with its length, and copied at each
 * use. It is immutable and can be used by any thread.
 */
public final class RespArgument {
    /** The encoded argument, padded to whole words. */
    private final byte[] words;

    private final int length;

    private RespArgument(byte[] encoded) {
        length = encoded.length;
        words = Arrays.copyOf(encoded, (length + Long.BYTES - 1) & -Long.BYTES);
    }

    /**
     * Encodes a text as a bulk string.
     *
     * @param text the text; a surrogate without its partner becomes U+FFFD
     * @return the argument
     */
    public static RespArgument of(String text) {
        byte[] content = Utf8Text.encode(text);
        byte[] header = ("$" + content.length + "\r\n").getBytes(UTF_8);
        byte[] encoded = Arrays.copyOf(header, header.length + content.length + 2);
        System.arraycopy(content, 0, encoded, header.length, content.length);
        encoded[encoded.length - 2] = '\r';
        encoded[encoded.length - 1] = '\n';
        return new RespArgument(encoded);
    }

    int length() {
        return length;
    }

    /** Returns the encoded argument, padded to whole words. */
    byte[] words() {
        return words;
    }

    /** The room that {@link #putSpill} needs. */
    int spillRoom() {
        return words.length;
    }

    /** Writes whole words. */
    int putSpill(byte[] dst, int pos) {
        for (int i = 0; i < words.length; i += Long.BYTES) {
            Bytes.putLong(dst, pos + i, Bytes.getLong(words, i));
        }
        return pos + length;
    }

    /** Writes the argument and nothing else. */
    int put(byte[] dst, int pos) {
        System.arraycopy(words, 0, dst, pos, length);
        return pos + length;
    }
}
