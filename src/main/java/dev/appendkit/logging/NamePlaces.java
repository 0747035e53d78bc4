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

        <E> @Nullable String of(EventLine<E> line, E event) {
            if (this == LEVEL) {
                return line.reader.level(event);
            }
            if (this == LOGGER) {
                return line.reader.logger(event);
            }
            String name = line.reader.thread(event);
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
        <E> boolean text(EventLine<E> line, E event) {
            String name = named.of(line, event);
            if (name == null) {
                return false;
            }
            line.putName(name, Math.min(limit, line.maxChars), line.escaper);
            return true;
        }

        @Override
        Step step(Head head, boolean asJson) {
            return head.isFixed() ? new KeptStep(head, this, named, limit, 0) : new NameStep(head, this, named, limit);
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
    private static class NameStep extends Step.PlaceStep {
        private final Named named;
        private final int limit;

        NameStep(Head head, Place place, Named named, int limit) {
            super(head, place, false);
            this.named = named;
            this.limit = limit;
        }

        @Override
        final <E> int run(EventLine<E> line, E event, int pos) {
            String name = named.of(line, event);
            return name == null ? head.absent(line, pos) : put(line, pos, name, Math.min(limit, line.maxChars));
        }

        /** Writes the head, the name and what closes it; returns the position after them. */
        int put(EventLine<?> line, int pos, String name, int most) {
            int end = head.put(line, pos);
            return end < 0 ? pos : head.close(line, line.putName(end, name, most, line.escaper), end);
        }
    }

    /** A name with a head that is always the same, which are kept as one. Spaces may follow up to a width. */
    private static final class KeptStep extends NameStep {
        private final NameTable.Use use;
        private final int width;

        KeptStep(Head head, Place place, Named named, int limit, int width) {
            super(head, place, named, limit);
            use = head.use();
            this.width = width;
        }

        @Override
        int put(EventLine<?> line, int pos, String name, int most) {
            NameTable.Entry known = line.table.find(name, use);
            if (known == null) {
                return putNew(line, pos, name, most);
            }
            head.mark(line);
            return line.putWords(pos, known.bytes, 0, known.length);
        }

        private int putNew(EventLine<?> line, int pos, String name, int most) {
            int start = head.put(line, pos);
            line.pos = line.putText(start, name, most, line.escaper);
            line.putSpaces(width - name.length());
            int end = line.pos;
            int close = head.close(line, end, start);
            if (name.length() <= most && end - start <= NameTable.MAX_BYTES) {
                line.table.add(new NameTable.Entry(name, use, line.bytes, pos, close));
            }
            return close;
        }
    }

    /** A level, padded with spaces. */
    static final class PaddedLevel extends Place {
        private final int width;
        private final int limit;

        PaddedLevel(int width) {
            this(width, Integer.MAX_VALUE);
        }

        private PaddedLevel(int width, int limit) {
            this.width = width;
            this.limit = limit;
        }

        @Override
        <E> boolean text(EventLine<E> line, E event) {
            String name = Named.LEVEL.of(line, event);
            if (name == null) {
                return false;
            }
            line.putText(name, Math.min(limit, line.maxChars), line.escaper);
            line.putSpaces(width - name.length());
            return true;
        }

        @Override
        Step step(Head head, boolean asJson) {
            return new KeptStep(head, this, Named.LEVEL, limit, width);
        }

        @Override
        Place brief() {
            return new PaddedLevel(width, Limits.SHORT_TEXT_CHARS);
        }
    }

    /** The severity of a level in Google Cloud's logs. */
    static final class GoogleSeverity extends Place {
        private static final String[] BY_SYSLOG = {
            "CRITICAL", "CRITICAL", "CRITICAL", "ERROR", "WARNING", "INFO", "INFO", "DEBUG"
        };

        @Override
        <E> boolean text(EventLine<E> line, E event) {
            line.putName(BY_SYSLOG[line.reader.syslogSeverity(event)], Integer.MAX_VALUE, line.escaper);
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
        <E> boolean text(EventLine<E> line, E event) {
            line.putLong(line.reader.syslogSeverity(event));
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
        <E> boolean text(EventLine<E> line, E event) {
            line.putLong(line.reader.levelValue(event));
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
        <E> boolean text(EventLine<E> line, E event) {
            long id = line.reader.threadId(event);
            if (id <= 0) {
                return false;
            }
            line.putLong(id);
            return true;
        }
    }
}
