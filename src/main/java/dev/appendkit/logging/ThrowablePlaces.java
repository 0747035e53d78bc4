// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import org.jspecify.annotations.Nullable;

/** The places for what was thrown. */
final class ThrowablePlaces {
    private ThrowablePlaces() {}

    private abstract static class OfThrowable extends Place {
        @Override
        final boolean isOfThrowable() {
            return true;
        }
    }

    /** The stack trace. */
    static final class Trace extends OfThrowable {
        private final boolean rootFirst;

        Trace(boolean rootFirst) {
            this.rootFirst = rootFirst;
        }

        @Override
        <E> boolean text(EventLine<E> line, E event) {
            Throwable thrown = line.reader.throwable(event);
            String text = thrown == null ? line.thrownText(event) : null;
            if (thrown == null && text == null) {
                return false;
            }
            if (line.isText && line.pos > 0) {
                line.put('\n');
            }
            ThrowableText writer = line.throwableText();
            if (text != null) {
                writer.write(text);
            } else if (thrown != null && rootFirst) {
                writer.writeRootFirst(thrown);
            } else if (thrown != null) {
                writer.write(thrown);
            }
            return true;
        }
    }

    /** The class of the outermost throwable. */
    static final class ThrownClass extends OfThrowable {
        @Override
        <E> boolean text(EventLine<E> line, E event) {
            Throwable thrown = line.reader.throwable(event);
            if (thrown != null) {
                line.putName(thrown.getClass().getName(), line.maxChars, line.escaper);
                return true;
            }
            FirstLine first = FirstLine.of(line.thrownText(event));
            if (first == null) {
                return false;
            }
            line.putText(first.className, line.maxChars, line.escaper);
            return true;
        }
    }

    /** The message of the outermost throwable. */
    static final class ThrownMessage extends OfThrowable {
        @Override
        <E> boolean text(EventLine<E> line, E event) {
            Throwable thrown = line.reader.throwable(event);
            String message;
            if (thrown == null) {
                FirstLine first = FirstLine.of(line.thrownText(event));
                message = first == null ? null : first.message;
            } else {
                try {
                    message = thrown.getMessage();
                } catch (Exception | StackOverflowError | LinkageError e) {
                    line.putFailure(thrown, e, line.escaper);
                    return true;
                }
            }
            if (message == null) {
                return false;
            }
            line.putText(message, line.maxChars, line.escaper);
            return true;
        }
    }

    /** The first line of a stack trace: a class, and perhaps a colon and a message. */
    private record FirstLine(String className, @Nullable String message) {
        static @Nullable FirstLine of(@Nullable String text) {
            if (text == null) {
                return null;
            }
            int end = text.indexOf('\n');
            String line = (end < 0 ? text : text.substring(0, end)).strip();
            int colon = line.indexOf(": ");
            String className = colon < 0 ? line : line.substring(0, colon);
            if (className.isEmpty() || !className.chars().allMatch(FirstLine::isInName)) {
                return null;
            }
            return new FirstLine(className, colon < 0 ? null : line.substring(colon + 2));
        }

        private static boolean isInName(int c) {
            return Character.isJavaIdentifierPart(c) || c == '.' || c == '/';
        }
    }
}
