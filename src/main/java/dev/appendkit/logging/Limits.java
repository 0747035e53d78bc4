// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

/** How much of an event is written. */
record Limits(int maxValueChars, int maxThrowableChars, int maxFrames, int maxCauses, int maxEventBytes) {
    static final int MIN_EVENT_BYTES = 16_384;
    static final Limits DEFAULT = new Limits(16_384, 65_536, 512, 64, 1 << 20);

    /**
     * How much the second form of an event that is too long has of its logger and thread, its message, and other texts.
     */
    static final int SHORT_NAME_CHARS = 256;

    static final int SHORT_MESSAGE_CHARS = 1_024;
    static final int SHORT_TEXT_CHARS = 128;
    /** And of each class in the text of a failure; two of them are a short text. */
    static final int SHORT_CLASS_CHARS = 60;

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
