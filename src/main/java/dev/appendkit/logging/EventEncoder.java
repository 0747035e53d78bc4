// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import dev.appendkit.AppendBuffer;
import dev.appendkit.format.JsonStyle;
import dev.appendkit.internal.CheckedMode;
import dev.appendkit.internal.cursor.CursorAccess;
import dev.appendkit.pool.Pool;
import dev.appendkit.pool.PoolStats;
import java.nio.BufferOverflowException;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as lines: each event is one line, and no text of an event can end it or begin another. Immutable, for
 * any thread; it allocates nothing in steady state, except for throwables.
 *
 * <pre>{@code
 * EventTemplate template = EventTemplate.named("ecs", System::getProperty);
 * EventEncoder<LogEvent> encoder = EventEncoder.builder(template, reader).build();
 * encoder.encode(event, out);
 * }</pre>
 *
 * <p><b>Values</b> are typed by their class: integers, floats, doubles, {@code BigInteger} and {@code BigDecimal} are
 * numbers (NaN, infinities and decimals of more than 65,536 digits are strings). There are also booleans,
 * {@code Character}, {@code CharSequence}, enums by their names, {@code UUID}, the {@code java.time} types that
 * {@link AppendBuffer} has appends for, {@code byte[]} in Base64, and {@code JsonValue}, which writes itself. Other
 * arrays, collections and maps become arrays and objects down to a depth of eight; the string {@code "…"} replaces what
 * is deeper. Everything else is written as its {@code toString()}. In logfmt and text, the same texts have no quotes of
 * JSON, and arrays and maps are JSON.
 *
 * <p><b>Safe text.</b> In text and logfmt, what ends a line, controls a terminal or reorders text is escaped as
 * {@link dev.appendkit.escape.LogEscape} does it. In JSON, what JSON escapes cannot end a line.
 *
 * <p><b>Throwables</b> are the text of {@code Throwable.printStackTrace()} with LF between the lines. The limits of the
 * builder cut it, and separate lines say what was cut. In text, continuation lines begin with a TAB, {@code Caused by:}
 * or {@code Wrapped by:}; a message cannot forge one.
 *
 * <p><b>A value that fails costs that value, not the event.</b> If its own code throws an exception, a
 * {@code StackOverflowError} or a {@code LinkageError}, what it has written is replaced by {@code [com.acme.Order:
 * java.lang.IllegalStateException]}: the class of the value, or of the event if the reader itself fails, and the class
 * of what was thrown, never its message. All other errors are passed on, and leave nothing of the event.
 *
 * <p><b>An event that is too long</b> is written a second time, with its time, its level, the first 256 chars of its
 * logger and its thread, the first 1,024 of its message, the template's constants and {@code "truncated":true}; in
 * logfmt it has {@code truncated=true}, in text {@code [truncated]} at the end.
 *
 * <p><b>Memory.</b> A pool lends what an event needs while it is written. It keeps at most 64 KiB per item, and 16
 * items or four per processor. A {@code toString()} that logs borrows another item. {@link #poolStats} shows what the
 * pool keeps; the Flight Recorder shows it under the {@linkplain Builder#poolName pool's name}.
 *
 * @param <E> the events
 */
public final class EventEncoder<E> {
    private static final CursorAccess<AppendBuffer> ACCESS = CursorAccess.of(AppendBuffer.class);
    private static final int MAX_RETAINED = 65_536;
    private static final AtomicInteger UNNAMED = new AtomicInteger();

    private final Program full;
    private final Program brief;
    private final Pool<EventLine<E>> lines;

    private EventEncoder(Builder<E> builder, Limits limits) {
        EventTemplate template = builder.template;
        EventReader<E> reader = builder.reader;
        JsonStyle.Escapes escapes = builder.escapes;
        Escaper escaper = ProgramCompiler.escaper(template.syntax(), escapes);
        full = ProgramCompiler.full(template, escaper);
        brief = ProgramCompiler.brief(template, escaper);
        if (brief.maxBytes() > limits.maxEventBytes()) {
            throw new IllegalArgumentException("maxEventBytes " + limits.maxEventBytes()
                    + " is too small for this template: its constants and short places alone may need "
                    + brief.maxBytes());
        }
        NameTable table = new NameTable();
        lines = Pool.builder(new LinePolicy<E>(capacity -> new EventLine<>(
                        Math.max(capacity, LineBytes.INITIAL_BYTES), reader, limits, escaper, escapes, table)))
                .name(builder.poolName == null ? "log-" + UNNAMED.incrementAndGet() : builder.poolName)
                .initialCapacity(LineBytes.INITIAL_BYTES)
                .alwaysRetainCapacity(4 * LineBytes.INITIAL_BYTES)
                .maxRetainedCapacity(MAX_RETAINED)
                .checked(builder.checked)
                .build();
    }

    /**
     * Starts an encoder.
     *
     * @param template what a line is made of
     * @param reader how events are read
     * @param <E> the events
     * @return a builder with the defaults
     */
    public static <E> Builder<E> builder(EventTemplate template, EventReader<E> reader) {
        return new Builder<>(template, reader);
    }

    /**
     * Appends an event's line, including LF. Whatever is thrown, the cursor is the same as before.
     *
     * @param event the event
     * @param out the cursor
     * @throws IllegalArgumentException if the cursor is a draining one
     * @throws IllegalStateException if the cursor is closed
     * @throws BufferOverflowException if the line does not fit
     */
    public void encode(E event, AppendBuffer out) {
        Objects.requireNonNull(event, "event");
        ACCESS.mark(out);
        if (ACCESS.isDraining(out)) {
            throw new IllegalArgumentException("a draining cursor may have given away what has to be taken back");
        }
        EventLine<E> line = lines.borrow();
        try {
            line.write(event, full, brief);
            out.appendBytes(line.bytes, 0, line.pos);
        } finally {
            lines.release(line);
        }
    }

    /**
     * Hands an event's line, including LF, to a destination in one call and without a copy: at most
     * {@link Builder#maxEventBytes} bytes. If the encoder throws, the destination is not called. What the writer throws
     * is passed on, and the next event begins clean.
     *
     * @param event the event
     * @param destination where the line goes
     * @param writer what writes it there; it may log with this encoder
     * @param <D> the type of the destination
     */
    public <D> void encode(E event, D destination, LineWriter<? super D> writer) {
        Objects.requireNonNull(event, "event");
        EventLine<E> line = lines.borrow();
        try {
            line.write(event, full, brief);
            writer.write(destination, line.bytes, 0, line.pos);
        } finally {
            lines.release(line);
        }
    }

    /**
     * Returns an event's line, including LF. Allocates that array and nothing else.
     *
     * @param event the event
     * @return a new array
     */
    public byte[] encode(E event) {
        Objects.requireNonNull(event, "event");
        EventLine<E> line = lines.borrow();
        try {
            line.write(event, full, brief);
            return Arrays.copyOf(line.bytes, line.pos);
        } finally {
            lines.release(line);
        }
    }

    /**
     * Writes a line to a destination. A lambda that captures nothing costs no object per event.
     *
     * @param <D> the type of the destination
     */
    @FunctionalInterface
    public interface LineWriter<D> {
        /**
         * Writes a line. The array is the encoder's: read it only during the call, and do not change it.
         *
         * @param destination where the line goes
         * @param bytes an array that contains the line
         * @param offset where the line begins
         * @param length the number of its bytes, including LF
         */
        void write(D destination, byte[] bytes, int offset, int length);
    }

    /**
     * Returns the name of this encoder's pool in events and metrics.
     *
     * @return the name that it was built with; without one {@code log-} and a number
     */
    public String poolName() {
        return lines.name();
    }

    /**
     * Returns what this encoder's pool retains now, in bytes, and the counts of its rare events so far.
     *
     * @return a new record
     */
    public PoolStats poolStats() {
        return lines.stats();
    }

    /**
     * Sets the limits of an encoder.
     *
     * @param <E> the events
     */
    public static final class Builder<E> {
        private final EventTemplate template;
        private final EventReader<E> reader;
        private int maxValueChars = Limits.DEFAULT.maxValueChars();
        private int maxThrowableChars = Limits.DEFAULT.maxThrowableChars();
        private int maxFrames = Limits.DEFAULT.maxFrames();
        private int maxCauses = Limits.DEFAULT.maxCauses();
        private int maxEventBytes = Limits.DEFAULT.maxEventBytes();
        private JsonStyle.Escapes escapes = JsonStyle.Escapes.MINIMAL;
        private @Nullable String poolName;
        private boolean checked = CheckedMode.ON;

        private Builder(EventTemplate template, EventReader<E> reader) {
            this.template = Objects.requireNonNull(template, "template");
            this.reader = Objects.requireNonNull(reader, "reader");
        }

        /**
         * The greatest length of a text, a name or an element before it is escaped. What is longer is cut, but never
         * within a surrogate pair, and {@code …} follows.
         *
         * @param value chars, at least 1; by default 16,384
         * @return this builder
         */
        public Builder<E> maxValueChars(int value) {
            maxValueChars = value;
            return this;
        }

        /**
         * The greatest length of a stack trace before it is escaped, cut like other texts.
         *
         * @param value chars, at least 1; by default 65,536
         * @return this builder
         */
        public Builder<E> maxThrowableChars(int value) {
            maxThrowableChars = value;
            return this;
        }

        /**
         * The greatest number of frames of each throwable. A line tells how many were left out.
         *
         * @param value frames, at least 0; by default 512
         * @return this builder
         */
        public Builder<E> maxFrames(int value) {
            maxFrames = value;
            return this;
        }

        /**
         * The greatest number of causes and suppressed throwables in a stack trace. A line at its end tells how many
         * were left out.
         *
         * @param value causes, at least 0; by default 64
         * @return this builder
         */
        public Builder<E> maxCauses(int value) {
            maxCauses = value;
            return this;
        }

        /**
         * The greatest length of a line, including LF.
         *
         * @param value bytes, at least 16,384; by default 1 MiB
         * @return this builder
         */
        public Builder<E> maxEventBytes(int value) {
            maxEventBytes = value;
            return this;
        }

        /**
         * Which chars are escaped in JSON. {@code ASCII} is for people who read the lines in a terminal.
         *
         * @param value which chars; by default what JSON demands
         * @return this builder
         */
        public Builder<E> escapes(JsonStyle.Escapes value) {
            escapes = Objects.requireNonNull(value);
            return this;
        }

        /**
         * Sets the name of the encoder's pool in events and metrics. Two pools should not have the same name.
         *
         * @param value the name; by default {@code log-} and a number
         * @return this builder
         */
        public Builder<E> poolName(String value) {
            poolName = Objects.requireNonNull(value, "poolName");
            return this;
        }

        /** For tests of what is allocated: in checked mode the pool drops lines at random. */
        Builder<E> checked(boolean value) {
            checked = value;
            return this;
        }

        /**
         * Makes the encoder.
         *
         * @return the encoder
         * @throws IllegalArgumentException if a limit is outside its range, or if the second form of an event that is
         *     too long could itself be longer than an event may be
         */
        public EventEncoder<E> build() {
            return new EventEncoder<>(
                    this, new Limits(maxValueChars, maxThrowableChars, maxFrames, maxCauses, maxEventBytes));
        }
    }
}
