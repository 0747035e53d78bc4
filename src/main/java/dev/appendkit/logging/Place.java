// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import org.jspecify.annotations.Nullable;

/**
 * A place of a template: what is read from an event, and how it is written. Immutable. A value is absent where a method
 * answers false; what it has written by then is taken off.
 */
abstract class Place {
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

    /**
     * The step that writes this place behind a head.
     *
     * @param head what stands before it
     * @param asJson whether the value is written as JSON, by {@link #json}
     */
    Step step(Head head, boolean asJson) {
        return new Step.PlaceStep(head, this, asJson);
    }

    /** Whether all events have a value. */
    boolean isCertain() {
        return false;
    }

    /** Whether events without a throwable have no value. */
    boolean isOfThrowable() {
        return false;
    }

    /** What the second form of a long event has of this place; null for nothing. */
    @Nullable
    Place brief() {
        return null;
    }

    /** The most chars that a brief place has, without an ellipsis; a failure is a short text too. */
    int briefChars() {
        return Limits.SHORT_TEXT_CHARS;
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
