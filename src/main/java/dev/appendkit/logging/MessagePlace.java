// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import org.jspecify.annotations.Nullable;

/** The place for the formatted message. */
final class MessagePlace extends Place {
    private final int limit;

    MessagePlace() {
        this(Integer.MAX_VALUE);
    }

    private MessagePlace(int limit) {
        this.limit = limit;
    }

    @Override
    <E> boolean text(EventLine<E> line, E event) {
        CharSequence message = read(line, event);
        if (message == null) {
            return false;
        }
        line.pos = put(line, line.pos, message);
        return true;
    }

    private static <E> @Nullable CharSequence read(EventLine<E> line, E event) {
        StringBuilder scratch = line.scratch;
        if (scratch.length() > 0) {
            scratch.setLength(0);
        }
        return line.reader.message(event, scratch);
    }

    private int put(EventLine<?> line, int mark, CharSequence message) {
        int most = Math.min(limit, line.maxChars);
        if (message instanceof String text) {
            return line.putText(mark, text, most, line.escaper);
        }
        line.pos = mark;
        try {
            line.putText(message, most, line.escaper);
        } catch (EventTooLong e) {
            throw e;
        } catch (Exception | StackOverflowError | LinkageError e) {
            line.pos = mark;
            line.putFailure(message, e, line.escaper);
        }
        return line.pos;
    }

    @Override
    Step step(Head head, boolean asJson) {
        return new MessageStep(head, this);
    }

    /** A message that is read before its head is written. */
    private static final class MessageStep extends Step.PlaceStep {
        private final MessagePlace place;

        MessageStep(Head head, MessagePlace place) {
            super(head, place, false);
            this.place = place;
        }

        @Override
        <E> int run(EventLine<E> line, E event, int pos) {
            CharSequence message = read(line, event);
            if (message == null) {
                return head.absent(line, pos);
            }
            int end = head.put(line, pos);
            return end < 0 ? pos : head.close(line, place.put(line, end, message), end);
        }
    }

    @Override
    Place brief() {
        return new MessagePlace(Limits.SHORT_MESSAGE_CHARS);
    }

    @Override
    int briefChars() {
        return Limits.SHORT_MESSAGE_CHARS;
    }
}
