// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

/** The places for context, key-value pairs, markers and the caller. */
final class FieldPlaces {
    private FieldPlaces() {}

    /** A place that is not a string in JSON, or not always. */
    private abstract static class Structured extends Place {
        @Override
        boolean isString() {
            return false;
        }
    }

    /** All fields, as an object. */
    static final class All extends Structured {
        private final FieldSource source;

        All(FieldSource source) {
            this.source = source;
        }

        @Override
        <E> boolean json(EventLine<E> line, E event) {
            return line.object(source, event, line.members);
        }

        @Override
        <E> boolean text(EventLine<E> line, E event) {
            int mark = line.pos;
            if (!json(line, event)) {
                return false;
            }
            line.escape(mark, line.escaper);
            return true;
        }

        @Override
        FieldSource fields() {
            return source;
        }
    }

    /** One key-value pair. */
    static final class KeyValue extends Structured {
        private final String key;

        KeyValue(String key) {
            this.key = key;
        }

        @Override
        <E> boolean json(EventLine<E> line, E event) {
            return line.pick(FieldSource.KEY_VALUES, event, key, true);
        }

        @Override
        <E> boolean text(EventLine<E> line, E event) {
            return line.pick(FieldSource.KEY_VALUES, event, key, false);
        }
    }

    /** One entry of the context. */
    static final class ContextValue extends Place {
        private final String key;

        ContextValue(String key) {
            this.key = key;
        }

        @Override
        <E> boolean text(EventLine<E> line, E event) {
            String value = line.reader.contextValue(event, key);
            if (value == null) {
                return false;
            }
            line.putText(value, line.maxChars, line.escaper);
            return true;
        }

        @Override
        Step step(Head head, boolean asJson) {
            return new ContextStep(head, this, key);
        }
    }

    /** An entry of the context that is read before its head is written. */
    private static final class ContextStep extends Step.PlaceStep {
        private final String key;

        ContextStep(Head head, Place place, String key) {
            super(head, place, false);
            this.key = key;
        }

        @Override
        <E> int run(EventLine<E> line, E event, int pos) {
            String value = line.reader.contextValue(event, key);
            if (value == null) {
                return head.absent(line, pos);
            }
            int end = head.put(line, pos);
            return end < 0 ? pos : head.close(line, line.putText(end, value, line.maxChars, line.escaper), end);
        }
    }

    /** The names of the markers. */
    static final class Markers extends Structured {
        @Override
        <E> boolean json(EventLine<E> line, E event) {
            return line.markers(event, true);
        }

        @Override
        <E> boolean text(EventLine<E> line, E event) {
            return line.markers(event, false);
        }
    }

    /** What is known of the caller. */
    enum Part {
        CLASS,
        METHOD,
        FILE,
        LINE
    }

    /** The caller. */
    static final class Caller extends Place {
        private final Part part;

        Caller(Part part) {
            this.part = part;
        }

        @Override
        boolean isString() {
            return part != Part.LINE;
        }

        @Override
        boolean needsLocation() {
            return true;
        }

        @Override
        <E> boolean text(EventLine<E> line, E event) {
            StackTraceElement caller = line.reader.caller(event);
            if (caller == null) {
                return false;
            }
            if (part == Part.LINE) {
                int number = caller.getLineNumber();
                line.putLong(number);
                return number >= 0;
            }
            String name =
                    switch (part) {
                        case CLASS -> caller.getClassName();
                        case METHOD -> caller.getMethodName();
                        default -> caller.getFileName();
                    };
            if (name == null) {
                return false;
            }
            line.putName(name, line.maxChars, line.escaper);
            return true;
        }
    }
}
