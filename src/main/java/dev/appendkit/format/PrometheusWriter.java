// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.appendkit.AppendBuffer;
import dev.appendkit.internal.Digits;
import dev.appendkit.internal.ShortestDouble;
import java.nio.BufferOverflowException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes the formats that Prometheus scrapes: its text format 0.0.4 (Prometheus documentation, "Exposition formats") or
 * OpenMetrics 1.0. A record is the header of a family or a sample.
 *
 * <pre>{@code
 * PrometheusWriter metrics = PrometheusWriter.text().reset(out);
 * metrics.family("requests", MetricType.COUNTER, "Requests served.", null);
 * metrics.beginSample("_total").label("method", "GET").endLong(42);     // requests_total{method="GET"} 42
 * metrics.end();
 * }</pre>
 *
 * <p>Any text can be the value of a label; a surrogate without its partner becomes U+FFFD. A name that is not a legacy
 * one ({@code [a-zA-Z_:][a-zA-Z0-9_:]*}, for labels without colons) is written in quotes, as Prometheus 3 reads it:
 * {@code {"queue.size",pool="a"} 7}. An empty name, half a surrogate pair in a name, and {@code __name__} as a label
 * are refused. The caller makes sure that the samples suit the type, and that no name or label appears twice.
 *
 * <p>A writer is small and reusable; only one thread at a time may use it. A call that throws changes nothing.
 */
public final class PrometheusWriter extends TextWriter {
    private static final int SAMPLE_CALL = 0;
    private static final int LABEL_CALL = 1;
    private static final int DOUBLE_LABEL_CALL = 2;

    private static final int OPENING = '=' | '"' << 8;
    private static final int QUOTED_OPENING = '"' | '=' << 8 | '"' << 16;
    /** The room for a value, a timestamp, and the bytes around them. */
    private static final int END_ROOM = ShortestDouble.SPILL_ROOM + Digits.MAX_LONG_LENGTH + 8;

    private static final byte[] EOF = "# EOF\n".getBytes(US_ASCII);
    private static final int MILLIS_PER_SECOND = 1_000;

    private enum State {
        /** Before the first family. */
        NONE,
        BETWEEN,
        /** A sample without labels. */
        NAMED,
        /** A sample with an open brace. */
        LABELLED,
        ENDED
    }

    private final boolean openMetrics;
    private State state = State.NONE;

    /** The name of the current family, as in a sample, without quotes. */
    private byte[] family = new byte[64];

    private int familyLength;
    private boolean legacyFamily;

    private PrometheusWriter(boolean openMetrics) {
        this.openMetrics = openMetrics;
    }

    /**
     * Creates a writer of the text format 0.0.4, which {@link #reset} aims at a cursor.
     *
     * @return a new writer
     */
    public static PrometheusWriter text() {
        return new PrometheusWriter(false);
    }

    /**
     * Creates a writer of OpenMetrics 1.0, which {@link #reset} aims at a cursor.
     *
     * @return a new writer
     */
    public static PrometheusWriter openMetrics() {
        return new PrometheusWriter(true);
    }

    /**
     * Aims the writer at a cursor; an exposition begins at the end of its content. An open sample is forgotten, but its
     * bytes stay where they were written.
     *
     * @param out the cursor
     * @return this writer
     */
    public PrometheusWriter reset(AppendBuffer out) {
        aim(out);
        state = State.NONE;
        return this;
    }

    /**
     * Ends the exposition: OpenMetrics writes {@code # EOF}, text 0.0.4 nothing. Only {@link #reset} may follow.
     *
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalStateException if a sample is open or the exposition has ended; if the writer has not been aimed
     *     yet or its cursor is closed
     */
    public PrometheusWriter end() {
        AppendBuffer cursor = out();
        checkBetween("end()");
        if (openMetrics) {
            byte[] array = ACCESS.room(cursor, EOF.length);
            int pos = ACCESS.position(cursor);
            System.arraycopy(EOF, 0, array, pos, EOF.length);
            publish(cursor, pos + EOF.length);
            ended();
        }
        state = State.ENDED;
        return this;
    }

    /**
     * Truncates the cursor to the start of the open sample, if there is one. If a draining cursor has already drained a
     * part of it, the cursor breaks.
     *
     * @return this writer
     * @throws IllegalStateException if the writer has not been aimed yet or its cursor is closed
     */
    public PrometheusWriter rollBack() {
        cutRecord();
        if (isSample()) {
            state = State.BETWEEN;
        }
        return this;
    }

    /**
     * Returns whether no sample is open.
     *
     * @return true between records
     * @throws IllegalStateException if the writer has not been aimed yet
     */
    public boolean isComplete() {
        out();
        return !isSample();
    }

    private boolean isSample() {
        return state == State.NAMED || state == State.LABELLED;
    }

    /**
     * Appends the header of a family; the samples that follow are its own. In text 0.0.4 the header adds {@code _total}
     * to the name of a counter and {@code _info} to the name of an info, as in their samples.
     *
     * @param name the name, without a suffix
     * @param type the type
     * @param help a description of the metric; null for no line
     * @param unit the unit, with which the name ends and which OpenMetrics writes; null or empty for none
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the name is empty or contains half a surrogate pair, or if OpenMetrics is to
     *     write a unit with which the name does not end, or that does not consist of letters, digits, underscores and
     *     colons
     * @throws IllegalStateException if a sample is open or the exposition has ended; if the writer has not been aimed
     *     yet or its cursor is closed
     */
    public PrometheusWriter family(
            CharSequence name, MetricType type, @Nullable CharSequence help, @Nullable CharSequence unit) {
        AppendBuffer cursor = out();
        Objects.requireNonNull(type);
        int nameEnd = length(name);
        int helpEnd = help == null ? nameEnd : Math.addExact(nameEnd, length(help));
        int unitEnd = unit == null ? helpEnd : Math.addExact(helpEnd, length(unit));
        char[] chars = ACCESS.takeChars(cursor, unitEnd);
        try {
            copy(name, nameEnd, chars, 0);
            if (help != null) {
                copy(help, helpEnd - nameEnd, chars, nameEnd);
            }
            if (unit != null) {
                copy(unit, unitEnd - helpEnd, chars, helpEnd);
            }
            recheck(cursor);
            checkBetween("family()");
            appendHeader(cursor, type, chars, nameEnd, helpEnd, help != null, unitEnd);
        } finally {
            ACCESS.keepChars(cursor, chars);
        }
        ended();
        state = State.BETWEEN;
        return this;
    }

    private void appendHeader(
            AppendBuffer cursor,
            MetricType type,
            char[] chars,
            int nameEnd,
            int helpEnd,
            boolean hasHelp,
            int unitEnd) {
        boolean legacy = PrometheusHeader.checkName(chars, nameEnd);
        if (openMetrics) {
            PrometheusHeader.checkUnit(chars, nameEnd, helpEnd, unitEnd);
        }
        int length = Math.toIntExact(PrometheusText.QUOTED.length(chars, 0, nameEnd));
        if (family.length < length) {
            family = Arrays.copyOf(family, Math.max(length, 2 * family.length));
        }
        long mark = ACCESS.mark(cursor);
        try {
            PrometheusHeader.append(cursor, openMetrics, type, legacy, chars, nameEnd, helpEnd, hasHelp, unitEnd);
        } catch (Throwable e) {
            ACCESS.rollBack(cursor, mark, e);
            throw e;
        }
        PrometheusText.QUOTED.rule().append(family, 0, chars, 0, nameEnd);
        familyLength = length;
        legacyFamily = legacy;
    }

    /**
     * Begins a sample of the family.
     *
     * @param suffix the suffix of the family's name: {@code _total}, {@code _bucket}, {@code _sum} … or empty
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the suffix contains half a surrogate pair
     * @throws IllegalStateException if there is no family, a sample is open or the exposition has ended; if the writer
     *     has not been aimed yet or its cursor is closed
     */
    public PrometheusWriter beginSample(CharSequence suffix) {
        AppendBuffer cursor = out();
        if (suffix instanceof String text && isAmple(cursor, text.length() + familyLength)) {
            checkSample();
            boolean legacy = PrometheusText.isLegacy(text, PrometheusText.SUFFIX) && legacyFamily;
            byte[] array = ACCESS.room(cursor, 0);
            int pos = ACCESS.position(cursor);
            if (!legacy) {
                array[pos++] = '{';
                array[pos++] = '"';
            }
            System.arraycopy(family, 0, array, pos, familyLength);
            int end = put(array, pos + familyLength, PrometheusText.QUOTED, text);
            if (!legacy) {
                array[end++] = '"';
            }
            publish(cursor, end);
            state = legacy ? State.NAMED : State.LABELLED;
        } else {
            appendSlowly(SAMPLE_CALL, suffix, null, 0);
        }
        return this;
    }

    /**
     * Appends labels that were encoded beforehand.
     *
     * @param labels the labels; an empty set writes nothing
     * @return this writer
     * @throws BufferOverflowException if they do not fit; nothing has changed
     * @throws IllegalStateException if no sample is open, the writer has not been aimed yet or its cursor is closed
     */
    public PrometheusWriter labels(PrometheusLabels labels) {
        AppendBuffer cursor = out();
        int length = labels.length();
        int before = before();
        if (length == 0) {
            return this;
        }
        if (ACCESS.makeRoomInPieces(cursor, length + 1L)) {
            appendInPieces(cursor, before, 1, BytePieces.RAW, labels.encoded(), 0, length, 0, 0);
        } else {
            byte[] array = ACCESS.room(cursor, length + 1L);
            int pos = ACCESS.position(cursor);
            array[pos] = (byte) before;
            publish(cursor, labels.put(array, pos + 1));
        }
        state = State.LABELLED;
        return this;
    }

    /**
     * Appends a label.
     *
     * @param name the name
     * @param value the value, any text
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the name is empty, is {@code __name__}, or contains half a surrogate pair
     * @throws IllegalStateException if no sample is open, the writer has not been aimed yet or its cursor is closed
     */
    public PrometheusWriter label(CharSequence name, CharSequence value) {
        AppendBuffer cursor = out();
        if (name instanceof String n && value instanceof String v && isAmple(cursor, n.length() + v.length())) {
            int pos = putLabelName(cursor, n);
            byte[] array = ACCESS.room(cursor, 0);
            int end = put(array, pos, PrometheusText.QUOTED, v);
            array[end] = '"';
            publish(cursor, end + 1);
        } else {
            appendSlowly(LABEL_CALL, name, Objects.requireNonNull(value), 0);
        }
        state = State.LABELLED;
        return this;
    }

    /**
     * Appends a label whose value is a number, such as the {@code le} of a bucket. It has the same text as a value: 5
     * is {@code 5.0}.
     *
     * @param name the name
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the name is empty, is {@code __name__}, or contains half a surrogate pair
     * @throws IllegalStateException if no sample is open, the writer has not been aimed yet or its cursor is closed
     */
    public PrometheusWriter doubleLabel(CharSequence name, double value) {
        AppendBuffer cursor = out();
        if (name instanceof String n && isAmple(cursor, n.length())) {
            int pos = putLabelName(cursor, n);
            byte[] array = ACCESS.room(cursor, 0);
            int end = PrometheusText.putDouble(array, pos, value);
            array[end] = '"';
            publish(cursor, end + 1);
        } else {
            appendSlowly(DOUBLE_LABEL_CALL, name, null, Double.doubleToRawLongBits(value));
        }
        state = State.LABELLED;
        return this;
    }

    /** Writes a name up to the quote of its value; there is ample room. */
    private int putLabelName(AppendBuffer cursor, String name) {
        int before = before();
        PrometheusText.checkLabel(name);
        boolean legacy = PrometheusText.isLegacy(name, PrometheusText.LABEL);
        byte[] array = ACCESS.room(cursor, 0);
        int pos = ACCESS.position(cursor);
        array[pos] = (byte) before;
        array[pos + 1] = '"';
        int end = put(array, legacy ? pos + 1 : pos + 2, PrometheusText.QUOTED, name);
        return putWord(array, end, legacy ? OPENING : QUOTED_OPENING, legacy ? 2 : 3);
    }

    /**
     * Ends the sample with its value.
     *
     * @param value the value; {@code NaN}, {@code +Inf} and {@code -Inf} are possible
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalStateException if no sample is open, the writer has not been aimed yet or its cursor is closed
     */
    public PrometheusWriter endDouble(double value) {
        return end(true, Double.doubleToRawLongBits(value), false, 0);
    }

    /**
     * Ends the sample with its value.
     *
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalStateException if no sample is open, the writer has not been aimed yet or its cursor is closed
     */
    public PrometheusWriter endLong(long value) {
        return end(false, value, false, 0);
    }

    /**
     * Ends the sample with its value and a timestamp, which OpenMetrics writes in seconds.
     *
     * @param value the value; {@code NaN}, {@code +Inf} and {@code -Inf} are possible
     * @param epochMilli the time in milliseconds since 1970-01-01T00:00Z
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalStateException if no sample is open, the writer has not been aimed yet or its cursor is closed
     */
    public PrometheusWriter endDouble(double value, long epochMilli) {
        return end(true, Double.doubleToRawLongBits(value), true, epochMilli);
    }

    /**
     * Ends the sample with its value and a timestamp, which OpenMetrics writes in seconds.
     *
     * @param value the value
     * @param epochMilli the time in milliseconds since 1970-01-01T00:00Z
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalStateException if no sample is open, the writer has not been aimed yet or its cursor is closed
     */
    public PrometheusWriter endLong(long value, long epochMilli) {
        return end(false, value, true, epochMilli);
    }

    private PrometheusWriter end(boolean floating, long number, boolean stamped, long epochMilli) {
        AppendBuffer cursor = out();
        if (!isSample()) {
            throw new IllegalStateException("a value without a sample: beginSample() first");
        }
        int pos = ACCESS.position(cursor);
        if (ACCESS.limit(cursor) - pos >= END_ROOM) {
            publish(cursor, putEnd(ACCESS.room(cursor, 0), pos, floating, number, stamped, epochMilli));
        } else {
            // This is rare and short: the text is first written to scratch memory, which gives its exact length.
            int length = putEnd(tail, 0, floating, number, stamped, epochMilli);
            byte[] array = ACCESS.room(cursor, length);
            int start = ACCESS.position(cursor);
            System.arraycopy(tail, 0, array, start, length);
            publish(cursor, start + length);
        }
        ended();
        state = State.BETWEEN;
        return this;
    }

    private int putEnd(byte[] array, int pos, boolean floating, long number, boolean stamped, long epochMilli) {
        int end = pos;
        if (state == State.LABELLED) {
            array[end++] = '}';
        }
        array[end++] = ' ';
        end = floating
                ? PrometheusText.putDouble(array, end, Double.longBitsToDouble(number))
                : Digits.appendLongSpill(array, end, number);
        if (stamped) {
            array[end++] = ' ';
            end = openMetrics ? putSeconds(array, end, epochMilli) : Digits.appendLongSpill(array, end, epochMilli);
        }
        array[end] = '\n';
        return end + 1;
    }

    /** Writes the sign first, even where the seconds are 0. */
    private static int putSeconds(byte[] array, int pos, long epochMilli) {
        int start = pos;
        if (epochMilli < 0) {
            array[start++] = '-';
        }
        int end = Digits.appendLongSpill(array, start, Math.abs(epochMilli / MILLIS_PER_SECOND));
        int fraction = Digits.three((int) Math.abs(epochMilli % MILLIS_PER_SECOND));
        return putWord(array, end, '.' | (long) fraction << 8, 4);
    }

    private void checkBetween(String call) {
        if (isSample()) {
            throw new IllegalStateException(call + " within a sample: end it by its value, or rollBack()");
        }
        if (state == State.ENDED) {
            throw new IllegalStateException(call + " behind end(): only reset() may follow");
        }
    }

    private void checkSample() {
        checkBetween("beginSample()");
        if (state == State.NONE) {
            throw new IllegalStateException("beginSample() without a family: family() first");
        }
    }

    /** Checks that a label is allowed here, and returns the bytes before it. */
    private int before() {
        if (!isSample()) {
            throw new IllegalStateException("a label without a sample: beginSample() first");
        }
        return state == State.NAMED ? '{' : ',';
    }

    @Override
    void append(AppendBuffer cursor, int call, char[] chars, int split, int length, long number) {
        if (call == SAMPLE_CALL) {
            checkSample();
            boolean legacy = PrometheusText.isLegacy(chars, 0, split, PrometheusText.SUFFIX) && legacyFamily;
            appendSample(cursor, chars, split, legacy);
            state = legacy ? State.NAMED : State.LABELLED;
            return;
        }
        int before = before();
        PrometheusText.checkLabel(chars, split);
        boolean legacy = PrometheusText.isLegacy(chars, 0, split, PrometheusText.LABEL);
        int tailLength = call == LABEL_CALL ? 0 : PrometheusText.putDouble(tail, 0, Double.longBitsToDouble(number));
        appendParts(
                cursor,
                legacy ? before : before | '"' << 8,
                PrometheusText.QUOTED,
                chars,
                split,
                legacy ? OPENING : QUOTED_OPENING,
                PrometheusText.QUOTED,
                length,
                tailLength,
                '"');
    }

    private void appendSample(AppendBuffer cursor, char[] chars, int length, boolean legacy) {
        int quotes = legacy ? 0 : 1;
        long total = familyLength + PrometheusText.QUOTED.length(chars, 0, length) + 3L * quotes;
        if (!ACCESS.makeRoomInPieces(cursor, total)) {
            ACCESS.room(cursor, total);
        }
        long mark = ACCESS.mark(cursor);
        try {
            appendWord(cursor, '{' | '"' << 8, 2 * quotes);
            ACCESS.appendInPieces(cursor, BytePieces.RAW, family, 0, familyLength);
            ACCESS.appendInPieces(cursor, PrometheusText.QUOTED.chars(), chars, 0, length);
            appendWord(cursor, '"', quotes);
        } catch (Throwable e) {
            ACCESS.rollBack(cursor, mark, e);
            throw e;
        }
        published(mark);
    }
}
