// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import org.jspecify.annotations.Nullable;

/** The places for names that come again, and for the numbers that stand beside them. */
final class NamePlaces {
    private NamePlaces() {}

    /** What has a name. */
    enum Named {
        LEVEL,
        LOGGER,
        THREAD;

        <E> @Nullable String of(EventLine<E> line) {
            if (this == LEVEL) {
                return line.reader.level(line.event());
            }
            if (this == LOGGER) {
                return line.reader.logger(line.event());
            }
            String name = line.reader.thread(line.event());
            return name == null || name.isEmpty() ? null : name;
        }
    }

    /** A name. */
    static final class Name extends Place {
        private final Named named;
        private final int limit;

        Name(Named named) {
            this(named, Integer.MAX_VALUE);
        }

        private Name(Named named, int limit) {
            this.named = named;
            this.limit = limit;
        }

        @Override
        <E> boolean text(EventLine<E> line) {
            String name = named.of(line);
            if (name == null) {
                return false;
            }
            line.putName(name, Math.min(limit, line.maxChars), line.escaper);
            return true;
        }

        @Override
        Step step(Head head, boolean asJson) {
            return new NameStep(head, this, named, limit);
        }

        @Override
        Place brief() {
            return new Name(named, named == Named.LEVEL ? Limits.SHORT_TEXT_CHARS : Limits.SHORT_NAME_CHARS);
        }

        @Override
        int briefChars() {
            return limit;
        }
    }

    /** A name that is read before its head is written. */
    private static final class NameStep extends Step.PlaceStep {
        private final Named named;
        private final int limit;

        NameStep(Head head, Place place, Named named, int limit) {
            super(head, place, false);
            this.named = named;
            this.limit = limit;
        }

        @Override
        <E> int run(EventLine<E> line, int pos) {
            String name = named.of(line);
            if (name == null) {
                return head.absent(line, pos);
            }
            int end = head.put(line, pos);
            return end < 0
                    ? pos
                    : head.close(line, line.putName(end, name, Math.min(limit, line.maxChars), line.escaper), end);
        }
    }

    /** A width that names are padded to. */
    // No record: on JDK 17, what a record's equals was linked with keeps its class loader alive.
    static final class Width implements NameTable.Use {
        private final int chars;

        Width(int chars) {
            this.chars = chars;
        }

        int chars() {
            return chars;
        }

        @Override
        public int salt() {
            return chars;
        }
    }

    /** A level, padded with spaces. */
    static final class PaddedLevel extends Place {
        private final Width width;
        private final int limit;

        PaddedLevel(int width) {
            this(new Width(width), Integer.MAX_VALUE);
        }

        private PaddedLevel(Width width, int limit) {
            this.width = width;
            this.limit = limit;
        }

        @Override
        <E> boolean text(EventLine<E> line) {
            String name = line.reader.level(line.event());
            if (name == null) {
                return false;
            }
            line.pos = line.putPadded(line.pos, name, width, Math.min(limit, line.maxChars));
            return true;
        }

        @Override
        Step step(Head head, boolean asJson) {
            return new PaddedStep(head, this, width, limit);
        }

        @Override
        Place brief() {
            return new PaddedLevel(width, Limits.SHORT_TEXT_CHARS);
        }
    }

    /** A padded level that is read before its head is written. */
    private static final class PaddedStep extends Step.PlaceStep {
        private final Width width;
        private final int limit;

        PaddedStep(Head head, Place place, Width width, int limit) {
            super(head, place, false);
            this.width = width;
            this.limit = limit;
        }

        @Override
        <E> int run(EventLine<E> line, int pos) {
            String name = line.reader.level(line.event());
            if (name == null) {
                return head.absent(line, pos);
            }
            int end = head.put(line, pos);
            return end < 0
                    ? pos
                    : head.close(line, line.putPadded(end, name, width, Math.min(limit, line.maxChars)), end);
        }
    }

    /** The severity of a level in Google Cloud's logs. */
    static final class GoogleSeverity extends Place {
        private static final String[] BY_SYSLOG = {
            "CRITICAL", "CRITICAL", "CRITICAL", "ERROR", "WARNING", "INFO", "INFO", "DEBUG"
        };

        @Override
        <E> boolean text(EventLine<E> line) {
            line.putName(BY_SYSLOG[line.reader.syslogSeverity(line.event())], Integer.MAX_VALUE, line.escaper);
            return true;
        }

        @Override
        Place brief() {
            return this;
        }
    }

    /** A number. */
    abstract static class Numeric extends Place {
        @Override
        boolean isString() {
            return false;
        }
    }

    /** A level by its number for syslog. */
    static final class SyslogSeverity extends Numeric {
        @Override
        <E> boolean text(EventLine<E> line) {
            line.putLong(line.reader.syslogSeverity(line.event()));
            return true;
        }

        @Override
        Place brief() {
            return this;
        }
    }

    /** A level by the back-end's number. */
    static final class LevelValue extends Numeric {
        @Override
        <E> boolean text(EventLine<E> line) {
            line.putLong(line.reader.levelValue(line.event()));
            return true;
        }

        @Override
        Place brief() {
            return this;
        }
    }

    /** The id of a thread. */
    static final class ThreadId extends Numeric {
        @Override
        <E> boolean text(EventLine<E> line) {
            long id = line.reader.threadId(line.event());
            if (id <= 0) {
                return false;
            }
            line.putLong(id);
            return true;
        }
    }
}
