// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

/** How much of an event is written. */
record Limits(int maxValueChars, int maxThrowableChars, int maxFrames, int maxCauses, int maxEventBytes) {
    static final int MIN_EVENT_BYTES = 16_384;
    static final Limits DEFAULT = new Limits(16_384, 65_536, 512, 64, 1 << 20);

    /** What the second form of an event that is too long has of each text, and of its message. */
    static final int SHORT_TEXT_CHARS = 256;

    static final int SHORT_MESSAGE_CHARS = 1_024;

    Limits {
        atLeast(1, "maxValueChars", maxValueChars);
        atLeast(1, "maxThrowableChars", maxThrowableChars);
        atLeast(0, "maxFrames", maxFrames);
        atLeast(0, "maxCauses", maxCauses);
        atLeast(MIN_EVENT_BYTES, "maxEventBytes", maxEventBytes);
    }

    private static void atLeast(int least, String name, int value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " " + value + " is less than " + least);
        }
    }
}
