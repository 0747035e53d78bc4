// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import java.util.Objects;

/**
 * How a {@link JsonWriter} writes the parts that JSON leaves open (RFC 8259). A style is immutable; each method returns
 * a changed copy.
 *
 * <pre>{@code
 * JsonWriter json = new JsonWriter(JsonStyle.standard().escapes(JsonStyle.Escapes.HTML));
 * }</pre>
 */
public final class JsonStyle {
    /** Which chars of a string are escaped. */
    public enum Escapes {
        /**
         * The chars that JSON requires to be escaped: the quote, the backslash and all below U+0020, as a backslash
         * with one of {@code "\btnfr} or the letter u and four lower-case digits. Everything else is UTF-8.
         */
        MINIMAL,
        /**
         * In addition {@code <}, {@code >}, {@code &}, {@code '}, U+2028 and U+2029, so that the text can stand in an
         * HTML element, a single-quoted attribute or a script.
         */
        HTML,
        /** The chars of {@code MINIMAL}, and all from U+007F on; a surrogate pair becomes two escapes. */
        ASCII
    }

    /** How to write NaN and the infinities, for which JSON has no numbers. */
    public enum NonFinite {
        /** They cause an {@code IllegalArgumentException}. */
        REFUSE,
        /** They are written as the strings {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}. */
        STRING,
        /** They are written as {@code null}. */
        NULL
    }

    /** How floats and doubles are written. */
    public enum Numbers {
        /** As in {@code appendDouble}: {@code 2.0}, {@code 1.0E21}, {@code -0.0}. */
        SHORTEST,
        /** As in ECMAScript and canonical JSON (RFC 8785, section 3.2.2.3): {@code 2}, {@code 1e+21}, {@code 0}. */
        ECMASCRIPT
    }

    private static final JsonStyle STANDARD = new JsonStyle(Escapes.MINIMAL, NonFinite.REFUSE, Numbers.SHORTEST, false);

    final Escapes escapes;
    final NonFinite nonFinite;
    final Numbers numbers;
    final boolean refusesMalformed;

    private JsonStyle(Escapes escapes, NonFinite nonFinite, Numbers numbers, boolean refusesMalformed) {
        this.escapes = escapes;
        this.nonFinite = nonFinite;
        this.numbers = numbers;
        this.refusesMalformed = refusesMalformed;
    }

    /**
     * Returns the default style of a writer: minimal escapes, non-finite numbers refused, the digits of
     * {@code appendDouble}, and a surrogate without its partner replaced by U+FFFD.
     *
     * @return the style
     */
    public static JsonStyle standard() {
        return STANDARD;
    }

    /**
     * Chooses what is escaped.
     *
     * @param value which chars
     * @return a changed copy
     */
    public JsonStyle escapes(Escapes value) {
        return new JsonStyle(Objects.requireNonNull(value), nonFinite, numbers, refusesMalformed);
    }

    /**
     * Chooses how NaN and the infinities are written.
     *
     * @param value how they are written
     * @return a changed copy
     */
    public JsonStyle nonFinite(NonFinite value) {
        return new JsonStyle(escapes, Objects.requireNonNull(value), numbers, refusesMalformed);
    }

    /**
     * Chooses how floats and doubles are written.
     *
     * @param value how
     * @return a changed copy
     */
    public JsonStyle numbers(Numbers value) {
        return new JsonStyle(escapes, nonFinite, Objects.requireNonNull(value), refusesMalformed);
    }

    /**
     * Chooses whether a surrogate without its partner is refused rather than replaced by U+FFFD.
     *
     * @param value true if it causes an {@code IllegalArgumentException}
     * @return a changed copy
     */
    public JsonStyle refuseMalformed(boolean value) {
        return new JsonStyle(escapes, nonFinite, numbers, value);
    }
}
