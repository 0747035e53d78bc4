// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import dev.appendkit.format.JsonStyle;
import dev.appendkit.internal.SecondText;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The line of an event while it is written, and all that writing needs: lent by an encoder's pool to one event at a
 * time. It keeps no reference to the event: such a store costs a barrier of the garbage collector, for which threads
 * wait for each other if their lines are near in memory.
 *
 * @param <E> the events
 */
final class EventLine<E> extends LineValues {
    private static final int SCRATCH_CHARS = 512;

    final EventReader<E> reader;
    final Limits limits;
    /** How the texts of this syntax are escaped. */
    final Escaper escaper;
    /** Whether the line is plain text. */
    final boolean isText;

    final SecondText seconds = new SecondText();
    /** For the reader's messages. */
    final StringBuilder scratch = new StringBuilder(SCRATCH_CHARS);

    private final Fields fields = new Fields();
    private final MarkerNames markerNames = new MarkerNames();
    private final ThrowableText throwableText;
    private @Nullable String thrownText;
    /** Whether nothing has been written since it was cleared: a pool clears a line at either end of its use. */
    private boolean isClear = true;

    private int kept;

    EventLine(
            int capacity,
            EventReader<E> reader,
            Limits limits,
            Escaper escaper,
            JsonStyle.Escapes escapes,
            NameTable table) {
        super(capacity, limits, escapes, table);
        this.reader = reader;
        this.limits = limits;
        this.escaper = escaper;
        isText = escaper.equals(Escaper.TEXT);
        throwableText = new ThrowableText(this);
    }

    @Override
    int keptBytes() {
        kept = super.keptBytes() + Character.BYTES * scratch.capacity();
        return kept;
    }

    /** What this event has needed, as far as that is known: a fixed part, and its texts; of the last answer above. */
    int usedBytes() {
        int fixed = kept - bytes.length - Character.BYTES * scratch.capacity();
        return fixed + pos + Character.BYTES * scratch.length();
    }

    @Override
    void clear() {
        if (isClear) {
            return;
        }
        super.clear();
        thrownText = null;
        if (scratch.length() > 0) {
            scratch.setLength(0);
        }
        maxClassChars = maxChars;
        fields.close();
        markerNames.close();
        throwableText.clear();
        isClear = true;
    }

    /** Writes an event; if that is too long, in its second form. */
    void write(E event, Program full, Program brief) {
        isClear = false;
        try {
            run(full, event);
        } catch (EventTooLong e) {
            clear();
            isClear = false;
            maxClassChars = Math.min(maxChars, Limits.SHORT_CLASS_CHARS);
            run(brief, event);
        }
    }

    private void run(Program program, E event) {
        pos = program.run(this, event, 0);
        checkLength();
    }

    ThrowableText throwableText() {
        return throwableText;
    }

    /** Takes off what has failed since a mark; the objects stay open that were open then. */
    void undo(int mark, int open) {
        fields.checkLength();
        markerNames.checkLength();
        pos = mark;
        restoreScopes(open);
        if (open > 0) {
            names().truncate(mark);
        }
        fields.close();
        markerNames.close();
    }

    /** Writes fields as members or pairs of the object that is open. */
    void spread(FieldSource source, E event, KeyStyle keys) {
        fields.members(keys);
        source.read(this, event, fields);
        fields.done();
    }

    /** Writes a failure as a field, unless the object has its name. */
    void putFailedField(String name, KeyStyle keys, E event, Throwable failure) {
        if (putKey(name, keys)) {
            if (keys.isJson()) {
                putFailure(event, failure, true);
            } else {
                putFailure(event, failure, escaper);
            }
        }
    }

    /** Whether the event has a throwable, or it cannot be told. */
    boolean mayHaveThrowable(E event) {
        try {
            return reader.throwable(event) != null || thrownText(event) != null;
        } catch (Exception | StackOverflowError | LinkageError e) {
            // The places tell it.
            return true;
        }
    }

    /** The stack trace of an event that has no throwable, read once. */
    @Nullable
    String thrownText(E event) {
        String text = thrownText;
        if (text == null) {
            text = reader.throwableText(event);
            if (text != null) {
                thrownText = text;
            }
        }
        return text;
    }

    /** Writes fields as an object of JSON; false if there are none. */
    boolean object(FieldSource source, E event, KeyStyle members) {
        put('{');
        int start = pos;
        openNames(null);
        fields.members(members);
        source.read(this, event, fields);
        fields.done();
        closeNames();
        if (pos == start) {
            return false;
        }
        put('}');
        return true;
    }

    /** Writes the first field of a name; false if there is none. */
    boolean pick(FieldSource source, E event, String name, boolean asJson) {
        fields.pick(name, asJson);
        source.read(this, event, fields);
        return fields.done();
    }

    /** Writes the markers' names, each once, as an array or between commas; false if there are none. */
    boolean markers(E event, boolean asJson) {
        int mark = pos;
        openNames(null);
        markerNames.open(asJson);
        reader.markers(event, markerNames);
        markerNames.done();
        closeNames();
        return pos > mark;
    }

    /** Takes fields from a reader, or the entries of a map, one after another, until the reader's call is over. */
    private final class Fields implements EventReader.FieldConsumer, BiConsumer<String, @Nullable Object> {
        private @Nullable KeyStyle keys;
        private @Nullable String picked;
        /** Whether one field is picked, and not all of them written. */
        private boolean picks;

        private boolean asJson;
        private boolean found;
        private boolean isOpen;
        /** Kept until the reader has returned, because it might catch what is thrown here. */
        private boolean tooLong;

        void members(KeyStyle newKeys) {
            // Nearly always it is the same one, and a store would cost a barrier.
            if (keys != newKeys) {
                keys = newKeys;
            }
            picks = false;
            isOpen = true;
        }

        void pick(String name, boolean json) {
            picked = name;
            picks = true;
            asJson = json;
            found = false;
            isOpen = true;
        }

        /** Called when the reader has returned; returns whether the picked field was there. */
        boolean done() {
            boolean wasFound = found;
            checkLength();
            close();
            return wasFound;
        }

        void checkLength() {
            if (tooLong) {
                throw EventTooLong.INSTANCE;
            }
        }

        void close() {
            isOpen = false;
            found = false;
            tooLong = false;
        }

        @Override
        public void field(String name, @Nullable Object value) {
            if (!isOpen) {
                throw new IllegalStateException(
                        "fields are taken one at a time, and only while the reader is asked for them");
            }
            if (tooLong) {
                return;
            }
            // The value's own code must not add a field in the middle of this one.
            isOpen = false;
            try {
                take(String.valueOf(name), value);
            } catch (EventTooLong e) {
                tooLong = true;
            } finally {
                isOpen = true;
            }
        }

        @Override
        public void accept(String name, @Nullable Object value) {
            field(name, value);
        }

        private void take(String name, @Nullable Object value) {
            KeyStyle to = keys;
            if (to != null && !picks) {
                int at = putKey(pos, name, to);
                if (at < 0) {
                    return;
                }
                if (value instanceof String text) {
                    pos = to.isJson() ? putQuoted(at, text) : putText(at, text, maxChars, escaper);
                    return;
                }
                pos = at;
                if (to.isJson()) {
                    putJson(value, 0);
                } else {
                    putPlain(value, escaper);
                }
            } else if (!found && name.equals(picked)) {
                found = true;
                if (asJson) {
                    putJson(value, 0);
                } else {
                    putPlain(value, escaper);
                }
            }
        }
    }

    /** Takes the names of markers from a reader. */
    private final class MarkerNames implements Consumer<String> {
        private boolean asJson;
        private boolean isOpen;
        private boolean tooLong;
        private int start;

        void open(boolean json) {
            asJson = json;
            isOpen = true;
            start = pos;
        }

        void done() {
            checkLength();
            if (pos > start) {
                if (asJson) {
                    put(']');
                } else {
                    escape(start, escaper);
                }
            }
            close();
        }

        void checkLength() {
            if (tooLong) {
                throw EventTooLong.INSTANCE;
            }
        }

        void close() {
            isOpen = false;
            tooLong = false;
        }

        @Override
        public void accept(String name) {
            if (!isOpen) {
                throw new IllegalStateException("names are taken only while the reader is asked for them");
            }
            if (tooLong) {
                return;
            }
            try {
                take(String.valueOf(name));
            } catch (EventTooLong e) {
                tooLong = true;
            }
        }

        private void take(String name) {
            int mark = pos;
            if (asJson) {
                put(mark == start ? '[' : ',', '"');
            } else if (mark > start) {
                put(',');
            }
            int content = pos;
            if (asJson) {
                putName(name, maxChars, json);
            } else {
                putRaw(name, maxChars);
            }
            int length = pos - content;
            int hash = NameSet.hash(bytes, content, pos);
            if (names().contains(bytes, content, length, hash)) {
                pos = mark;
                return;
            }
            names().add(content, length, hash);
            if (asJson) {
                put('"');
            }
        }
    }
}
