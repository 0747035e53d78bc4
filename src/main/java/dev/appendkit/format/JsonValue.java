// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

/** An object that writes itself as exactly one JSON value, in {@link JsonWriter#appendValue}. */
@FunctionalInterface
public interface JsonValue {
    /**
     * Appends this object as one value, which may be an object or an array with all its content.
     *
     * @param json the writer, at a place that takes a value
     */
    void appendTo(JsonWriter json);
}
