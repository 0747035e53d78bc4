// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

/**
 * What a writer should have written, and what it should know.
 *
 * @param <S> the state that the format's grammar needs: a depth, a number of fields
 * @param content all that was written since the cursor was empty; a char above 0xFF only in formats of UTF-8 text
 * @param start where the record begins that has not ended, -1 between records
 * @param complete what {@code isComplete()} says
 */
record Model<S>(S state, String content, int start, boolean complete) {
    /** Within a record: it begins here if none is open. */
    Model<S> append(String text, S next) {
        return new Model<>(next, content + text, start < 0 ? content.length() : start, false);
    }

    /** The text that completes a record, which cannot be rolled back any more. */
    Model<S> end(String text, S next) {
        return new Model<>(next, content + text, -1, true);
    }

    /** The value of a record is whole, but it can still be rolled back. */
    Model<S> completed() {
        return new Model<>(state, content, start, true);
    }

    /** After {@code rollBack()}. */
    Model<S> cut(S next) {
        return new Model<>(next, start < 0 ? content : content.substring(0, start), -1, true);
    }
}
