// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

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
        StringBuilder scratch = line.scratch;
        scratch.setLength(0);
        CharSequence message = line.reader.message(line.event(), scratch);
        if (message == null) {
            return false;
        }
        int mark = line.pos;
        try {
            line.putText(message, Math.min(limit, line.maxChars), line.escaper);
        } catch (EventTooLong e) {
            throw e;
        } catch (Exception | StackOverflowError | LinkageError e) {
            line.pos = mark;
            line.putFailure(message, e, line.escaper);
        }
        return true;
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
