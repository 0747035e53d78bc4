// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

/**
 * Thrown if an event needs more bytes than it may have, so that its second form is written. Never leaves an encoder.
 */
@SuppressWarnings("StaticAssignmentOfThrowable") // It has no stack trace, and nobody adds to it.
final class EventTooLong extends RuntimeException {
    private static final long serialVersionUID = 1;
    static final EventTooLong INSTANCE = new EventTooLong();

    private EventTooLong() {
        super("the event is too long", null, false, false);
    }
}
