// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import dev.appendkit.internal.UnicodeEscapes;
import java.util.Arrays;

/**
 * The name of a member of JSON objects, encoded once and copied word by word at each use. It is immutable and can be
 * used by any thread; keep it in a static field.
 *
 * <pre>{@code
 * private static final JsonName ID = JsonName.of("id");
 * }</pre>
 */
public final class JsonName {
    private final String text;
    /** A comma, the name in quotes, a colon, and an extra word, so that whole words can be copied. */
    private final byte[] encoded;

    private final boolean samePlainly;

    private JsonName(String text, byte[] encoded, boolean samePlainly) {
        this.text = text;
        this.encoded = encoded;
        this.samePlainly = samePlainly;
    }

    /**
     * Encodes a name like {@link JsonWriter#name(CharSequence)}.
     *
     * @param name the name
     * @return its encoded form
     * @throws IllegalArgumentException if it contains a surrogate without its partner; the message gives the index
     */
    public static JsonName of(String name) {
        int length = name.length();
        int lone = UnicodeEscapes.indexOfLoneSurrogate(name, 0, length);
        if (lone >= 0) {
            throw JsonTexts.loneSurrogate(lone);
        }
        byte[] encoded = new byte[Math.toIntExact(UnicodeEscapes.JSON.length(name, 0, length) + 4 + Long.BYTES)];
        encoded[0] = ',';
        encoded[1] = '"';
        int end = UnicodeEscapes.JSON.append(encoded, 2, encoded.length, name, 0, length);
        encoded[end] = '"';
        encoded[end + 1] = ':';
        Arrays.fill(encoded, end + 2, encoded.length, (byte) 0);
        return new JsonName(name, encoded, name.chars().allMatch(c -> c >= ' ' && c < 0x7F && "<>&'".indexOf(c) < 0));
    }

    /** Returns the bytes from the comma on, followed by a word of zeros. */
    byte[] encoded() {
        return encoded;
    }

    /** Whether the bytes are the same in every escaping style. */
    boolean samePlainly() {
        return samePlainly;
    }

    /**
     * Returns the original name.
     *
     * @return the name
     */
    @Override
    public String toString() {
        return text;
    }
}
