// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import dev.appendkit.internal.UnicodeEscapes;
import java.util.Arrays;

/**
 * The name of a member of JSON objects, encoded once and copied by words whenever it is used. Immutable, for any
 * thread; to be kept in a static field.
 *
 * <pre>{@code
 * private static final JsonName ID = JsonName.of("id");
 * }</pre>
 */
public final class JsonName {
    private final String text;
    /** A comma, the name in quotes, a colon, and a word more, so that whole words can be copied. */
    private final byte[] encoded;

    private final boolean samePlainly;

    private JsonName(String text, byte[] encoded, boolean samePlainly) {
        this.text = text;
        this.encoded = encoded;
        this.samePlainly = samePlainly;
    }

    /**
     * Encodes a name, as {@link JsonWriter#name(CharSequence)} does.
     *
     * @param name the name
     * @return its encoded form
     * @throws IllegalArgumentException if it has a surrogate without its partner, with the index
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

    /** From the comma on, with a word of zeros behind. */
    byte[] encoded() {
        return encoded;
    }

    /** Whether the bytes are the same whatever is escaped. */
    boolean samePlainly() {
        return samePlainly;
    }

    /**
     * The name as it was given.
     *
     * @return the name
     */
    @Override
    public String toString() {
        return text;
    }
}
