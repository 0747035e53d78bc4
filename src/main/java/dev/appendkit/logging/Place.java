// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import org.jspecify.annotations.Nullable;

/**
 * A place of a template: what is read from an event, and how it is written. Immutable. A value is absent where a method
 * answers false; what it has written by then is taken off.
 */
abstract class Place {
    /** A number of at most twenty digits, its sign, a point and more digits. */
    private static final int MAX_NUMBER_BYTES = 40;

    /** Whether the value is a string in JSON, always: quotes around {@link #text}. */
    boolean isString() {
        return true;
    }

    /** Writes the value as text of the line's syntax. */
    abstract <E> boolean text(EventLine<E> line);

    /** Writes the value as JSON; only of what is not always a string. */
    <E> boolean json(EventLine<E> line) {
        return text(line);
    }

    /** What the second form of a long event has of this place; null for nothing. */
    @Nullable
    Place brief() {
        return null;
    }

    /** The chars that a brief place has at most, without an ellipsis; or those of a failure. */
    int briefChars() {
        // Two names of classes, and what is around them.
        return Math.max(MAX_NUMBER_BYTES, 2 * Limits.SHORT_TEXT_CHARS + 4);
    }

    boolean needsLocation() {
        return false;
    }

    /** The fields that this place has all of, if it can be spread. */
    @Nullable
    FieldSource fields() {
        return null;
    }
}
