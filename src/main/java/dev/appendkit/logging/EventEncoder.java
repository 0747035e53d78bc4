// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import dev.appendkit.AppendBuffer;
import dev.appendkit.format.JsonStyle;

/**
 * Writes events as lines. Immutable.
 *
 * @param <E> the events
 */
public final class EventEncoder<E> {
    private EventEncoder() {}

    /**
     * Starts an encoder.
     *
     * @param template what a line is made of
     * @param reader how events are read
     * @param <E> the events
     * @return a builder with the defaults
     */
    public static <E> Builder<E> builder(EventTemplate template, EventReader<E> reader) {
        throw new UnsupportedOperationException();
    }

    /**
     * Appends an event's line, LF included.
     *
     * @param event the event
     * @param out the cursor
     */
    public void encode(E event, AppendBuffer out) {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns an event's line, LF included.
     *
     * @param event the event
     * @return a new array
     */
    public byte[] encode(E event) {
        throw new UnsupportedOperationException();
    }

    /**
     * Sets the limits.
     *
     * @param <E> the events
     */
    public static final class Builder<E> {
        private Builder() {}

        /**
         * The greatest length of a text.
         *
         * @param value chars
         * @return this builder
         */
        public Builder<E> maxValueChars(int value) {
            throw new UnsupportedOperationException();
        }

        /**
         * The greatest length of a throwable's text.
         *
         * @param value chars
         * @return this builder
         */
        public Builder<E> maxThrowableChars(int value) {
            throw new UnsupportedOperationException();
        }

        /**
         * The greatest number of frames of a throwable.
         *
         * @param value frames
         * @return this builder
         */
        public Builder<E> maxFrames(int value) {
            throw new UnsupportedOperationException();
        }

        /**
         * The greatest number of causes.
         *
         * @param value causes
         * @return this builder
         */
        public Builder<E> maxCauses(int value) {
            throw new UnsupportedOperationException();
        }

        /**
         * The greatest length of a line.
         *
         * @param value bytes
         * @return this builder
         */
        public Builder<E> maxEventBytes(int value) {
            throw new UnsupportedOperationException();
        }

        /**
         * What is escaped in JSON.
         *
         * @param value which chars
         * @return this builder
         */
        public Builder<E> escapes(JsonStyle.Escapes value) {
            throw new UnsupportedOperationException();
        }

        /**
         * Makes the encoder.
         *
         * @return the encoder
         */
        public EventEncoder<E> build() {
            throw new UnsupportedOperationException();
        }
    }
}
