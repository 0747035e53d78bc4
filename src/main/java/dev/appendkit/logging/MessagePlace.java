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
    <E> boolean text(EventLine<E> line) {
        CharSequence message = read(line);
        if (message == null) {
            return false;
        }
        put(line, message);
        return true;
    }

    private static <E> @Nullable CharSequence read(EventLine<E> line) {
        StringBuilder scratch = line.scratch;
        scratch.setLength(0);
        return line.reader.message(line.event(), scratch);
    }

    private void put(EventLine<?> line, CharSequence message) {
        int most = Math.min(limit, line.maxChars);
        if (message instanceof String text) {
            line.putText(text, most, line.escaper);
            return;
        }
        int mark = line.pos;
        try {
            line.putText(message, most, line.escaper);
        } catch (EventTooLong e) {
            throw e;
        } catch (Exception | StackOverflowError | LinkageError e) {
            line.pos = mark;
            line.putFailure(message, e, line.escaper);
        }
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
        <E> void run(EventLine<E> line) {
            CharSequence message = read(line);
            if (message == null) {
                head.absent(line);
            } else if (head.put(line)) {
                int end = line.pos;
                place.put(line, message);
                head.close(line, end);
            }
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
