// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import org.jspecify.annotations.Nullable;

/**
 * A place of a template: what is read from an event, and how it is written. Immutable. If a method returns false, the
 * value is absent, and what it has written until then is removed.
 */
abstract class Place {
    /** Whether the value is always a string in JSON: {@link #text} in quotes. */
    boolean isString() {
        return true;
    }

    /** Writes the value as text of the line's syntax. */
    abstract <E> boolean text(EventLine<E> line, E event);

    /** Writes the value as JSON; called only if it is not always a string. */
    <E> boolean json(EventLine<E> line, E event) {
        return text(line, event);
    }

    /**
     * The step that writes this place after a head.
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

    /** The most chars that a brief place has, not counting an ellipsis; a failure is a short text too. */
    int briefChars() {
        return Limits.SHORT_TEXT_CHARS;
    }

    boolean needsLocation() {
        return false;
    }

    /** The fields that this place stands for, if it can be spread. */
    @Nullable
    FieldSource fields() {
        return null;
    }
}
