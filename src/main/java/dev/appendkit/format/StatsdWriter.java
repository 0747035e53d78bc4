// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import dev.appendkit.AppendBuffer;
import dev.appendkit.internal.Digits;
import dev.appendkit.internal.EscapeRule;
import dev.appendkit.internal.FixedDouble;
import dev.appendkit.internal.SpecialBytes;
import dev.appendkit.internal.Utf8;
import java.nio.BufferOverflowException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes metrics of statsd into a datagram, with the tags of DogStatsD (statsd, "Metric Types"; Datadog, "DogStatsD
 * datagram format"): {@code name:value|c|@0.1|#key:value,key}, with LF between two metrics and none after the last. A
 * record is a metric with the LF before it.
 *
 * <pre>{@code
 * AppendBuffer out = AppendBuffer.wrap(packet, 0, 1432);
 * StatsdWriter statsd = new StatsdWriter().reset(out);
 * statsd.beginLong("requests", 1, StatsdWriter.Type.COUNTER).sampleRate(0.1).tag("method", "GET").endRecord();
 * // requests:1|c|@0.1|#method:GET
 * }</pre>
 *
 * <p>The datagram is full when a call throws {@code BufferOverflowException}: then call {@code rollBack()}, send the
 * datagram, clear the cursor, and write the metric again.
 *
 * <p>A name or a tag key is refused if it is empty or contains {@code :}, {@code |}, {@code @}, {@code #}, a comma, a
 * control char or a blank. In the value of a tag these chars become {@code _}, because there is no escape. Text is
 * UTF-8; a surrogate without its partner becomes U+FFFD.
 *
 * <p>The original statsd reads a gauge with a minus sign as a decrement: to set a negative value, set zero first. A
 * value that rounds to zero has no sign.
 *
 * <p>A writer is small and reusable; only one thread at a time may use it. A call that throws changes nothing.
 */
public final class StatsdWriter extends TextWriter {
    /** The type of a metric. */
    public enum Type {
        /** A count that is added up, {@code c}. */
        COUNTER(0, "c"),
        /** A value that stays until the next one, {@code g}. */
        GAUGE(1, "g"),
        /** A duration in milliseconds, {@code ms}. */
        TIMER(2, "ms"),
        /** A value of a distribution that the agent computes, {@code h}. */
        HISTOGRAM(3, "h"),
        /** A value of a distribution that the server computes, {@code d}. */
        DISTRIBUTION(4, "d"),
        /** A value that is counted once, {@code s}. */
        SET(5, "s");

        /** The index of the constant. */
        private final int code;

        private final String text;

        Type(int code, String text) {
            this.code = code;
            this.text = text;
        }
    }

    private static final String SPECIAL = ":|@#, \u007F";
    /** The first char after the control chars that are not ASCII. */
    private static final char AFTER_CONTROLS = '\u00A0';

    private static final TextRule NAME = TextRule.of(
            EscapeRule.of(SpecialBytes.of('-', ':', '|', '@', '\u007F'), SPECIAL + controls())
                    .refuseBelow(AFTER_CONTROLS),
            "colons, bars, at signs, hashes, commas, blanks and control chars are not allowed");
    private static final TextRule VALUE = TextRule.of(
            EscapeRule.of(SpecialBytes.of('-', ':', '|', '@', '\u007F'), "", replacements())
                    .replaceBelow(AFTER_CONTROLS, '_'),
            "");

    // The low bits of a call that begins a metric are those of its type.
    private static final int TYPE_BITS = 3;
    private static final int TYPE_MASK = (1 << TYPE_BITS) - 1;
    private static final Type[] TYPES = Type.values();
    private static final int BEGIN_LONG_CALL = 0;
    private static final int BEGIN_DOUBLE_CALL = 1;
    private static final int TAG_CALL = 2 << TYPE_BITS;
    private static final int BARE_TAG_CALL = 3 << TYPE_BITS;

    private static final int FRACTION_DIGITS = 6;
    /** The least rate: a smaller one has only zero digits. */
    private static final double LEAST_RATE = 1e-6;

    private enum State {
        NONE,
        METRIC,
        RATED,
        TAGGED
    }

    private State state = State.NONE;
    /** Creates a writer, which {@link #reset} aims at a cursor. */
    public StatsdWriter() {
        super(FixedDouble.MAX_LENGTH + AMPLE);
    }

    /**
     * Aims the writer at a cursor, which is a datagram: the next metric begins at its end, after an LF unless the
     * cursor is empty. An open metric is forgotten, but its bytes stay where they were written.
     *
     * @param out the cursor
     * @return this writer
     * @throws IllegalArgumentException if it is a draining cursor, which has no datagrams
     */
    public StatsdWriter reset(AppendBuffer out) {
        if (ACCESS.isDraining(out)) {
            throw new IllegalArgumentException(
                    "a draining cursor has no datagrams: use AppendBuffer.wrap(packet, 0, 1432)");
        }
        aim(out);
        state = State.NONE;
        return this;
    }

    /**
     * Begins a metric with an integer.
     *
     * @param name the name
     * @param value the value
     * @param type the type of the metric
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the name is one that the class description refuses
     * @throws IllegalStateException if a metric is open, the writer has not been aimed yet or its cursor is closed
     */
    public StatsdWriter beginLong(CharSequence name, long value, Type type) {
        return begin(BEGIN_LONG_CALL, name, value, type);
    }

    /**
     * Begins a metric with a floating-point number, with at most six digits after the point.
     *
     * @param name the name
     * @param value the value
     * @param type the type of the metric
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the name is one that the class description refuses, or the value is NaN or
     *     infinite
     * @throws IllegalStateException if a metric is open, the writer has not been aimed yet or its cursor is closed
     */
    public StatsdWriter beginDouble(CharSequence name, double value, Type type) {
        out();
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a value that is NaN or infinite");
        }
        return begin(BEGIN_DOUBLE_CALL, name, Double.doubleToRawLongBits(value), type);
    }

    private StatsdWriter begin(int call, CharSequence name, long value, Type type) {
        AppendBuffer cursor = out();
        Objects.requireNonNull(type);
        int number = call << TYPE_BITS | type.code;
        if (name instanceof String n && isAmple(cursor, n.length() + FixedDouble.MAX_LENGTH / 3)) {
            int before = before(cursor, call);
            check(n.length());
            byte[] array = ACCESS.room(cursor, 0);
            int pos = ACCESS.position(cursor);
            array[pos] = (byte) before;
            int end = put(array, before == 0 ? pos : pos + 1, NAME, n);
            array[end] = ':';
            publish(cursor, putValue(array, end + 1, number, value));
        } else {
            appendSlowly(number, name, null, value);
        }
        state = State.METRIC;
        return this;
    }

    /**
     * Appends the rate at which the metric was sampled.
     *
     * @param rate the rate, above 0 and at most 1; six digits after the point are written
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the rate is outside that range, or less than 0.000001
     * @throws IllegalStateException if no metric is open, or it already has a rate or a tag; if the writer has not been
     *     aimed yet or its cursor is closed
     */
    public StatsdWriter sampleRate(double rate) {
        AppendBuffer cursor = out();
        if (state != State.METRIC) {
            throw new IllegalStateException("sampleRate() is called once, behind begin…() and before tag()");
        }
        if (!(rate >= LEAST_RATE && rate <= 1)) {
            throw new IllegalArgumentException("a sample rate is above 0, at least 0.000001 and at most 1");
        }
        tail[0] = '|';
        tail[1] = '@';
        int length = putFixed(tail, 2, rate);
        byte[] array = ACCESS.room(cursor, length);
        int pos = ACCESS.position(cursor);
        System.arraycopy(tail, 0, array, pos, length);
        publish(cursor, pos + length);
        state = State.RATED;
        return this;
    }

    /**
     * Appends a tag, {@code key:value}, or {@code key} alone if the value is null.
     *
     * @param key the key
     * @param value the value; chars that are not allowed in a key become {@code _}
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the key is one that the class description refuses
     * @throws IllegalStateException if no metric is open, the writer has not been aimed yet or its cursor is closed
     */
    public StatsdWriter tag(CharSequence key, @Nullable CharSequence value) {
        AppendBuffer cursor = out();
        if (key instanceof String k && value instanceof String v && isAmple(cursor, k.length() + v.length())) {
            int before = before(cursor, TAG_CALL);
            check(k.length());
            byte[] array = ACCESS.room(cursor, 0);
            int pos = putWord(array, ACCESS.position(cursor), before, length(before));
            int end = put(array, pos, NAME, k);
            array[end] = ':';
            publish(cursor, put(array, end + 1, VALUE, v));
        } else {
            appendSlowly(value == null ? BARE_TAG_CALL : TAG_CALL, key, value, 0);
        }
        state = State.TAGGED;
        return this;
    }

    /**
     * Ends the metric. Nothing is written: LF only precedes the next metric.
     *
     * @return this writer
     * @throws IllegalStateException if no metric is open, or the writer has not been aimed yet
     */
    public StatsdWriter endRecord() {
        out();
        if (state == State.NONE) {
            throw new IllegalStateException("endRecord() without a metric: beginLong() or beginDouble() first");
        }
        ended();
        state = State.NONE;
        return this;
    }

    /**
     * Truncates the cursor to the start of the open metric, if there is one, including the LF before it.
     *
     * @return this writer
     * @throws IllegalStateException if the writer has not been aimed yet or its cursor is closed
     */
    public StatsdWriter rollBack() {
        cutRecord();
        state = State.NONE;
        return this;
    }

    /**
     * Returns whether no metric is open.
     *
     * @return true between metrics
     * @throws IllegalStateException if the writer has not been aimed yet
     */
    public boolean isComplete() {
        out();
        return state == State.NONE;
    }

    /** Checks that a call is allowed here, and returns the bytes before it. */
    private int before(AppendBuffer cursor, int call) {
        if (call == TAG_CALL || call == BARE_TAG_CALL) {
            if (state == State.NONE) {
                throw new IllegalStateException("tag() without a metric: beginLong() or beginDouble() first");
            }
            return state == State.TAGGED ? ',' : '|' | '#' << 8;
        }
        if (state != State.NONE) {
            throw new IllegalStateException("a metric within another one: endRecord() or rollBack() first");
        }
        return ACCESS.mark(cursor) == 0 ? 0 : '\n';
    }

    private static void check(int length) {
        if (length == 0) {
            throw new IllegalArgumentException("a name or key is not empty");
        }
    }

    /** Writes a value and its type; there is room for them. */
    private static int putValue(byte[] array, int pos, int call, long value) {
        int end = call >>> TYPE_BITS == BEGIN_LONG_CALL
                ? Digits.appendLongSpill(array, pos, value)
                : putFixed(array, pos, Double.longBitsToDouble(value));
        String text = TYPES[call & TYPE_MASK].text;
        array[end] = '|';
        return Utf8.appendAscii(array, end + 1, text, 0, text.length());
    }

    /** Writes six digits after the point, without trailing zeros, and zero without a sign: a gauge would not change. */
    private static int putFixed(byte[] array, int pos, double value) {
        int end = FixedDouble.appendExact(array, pos, value, FRACTION_DIGITS);
        while (array[end - 1] == '0') {
            end--;
        }
        if (array[end - 1] == '.') {
            end--;
        }
        if (end == pos + 2 && array[pos] == '-' && array[pos + 1] == '0') {
            array[pos] = '0';
            end--;
        }
        return end;
    }

    @Override
    void append(AppendBuffer cursor, int call, char[] chars, int split, int length, long number) {
        check(split);
        boolean begins = call >>> TYPE_BITS <= BEGIN_DOUBLE_CALL;
        int before = before(cursor, begins ? 0 : call);
        int between = call == BARE_TAG_CALL ? 0 : ':';
        int tailLength = begins ? putValue(tail, 0, call, number) : 0;
        appendParts(cursor, before, NAME, chars, split, between, VALUE, length, tailLength, 0);
    }

    private static String controls() {
        StringBuilder controls = new StringBuilder();
        for (char c = 0; c < ' '; c++) {
            controls.append(c);
        }
        return controls.toString();
    }

    private static String[] replacements() {
        return (SPECIAL + controls()).chars().mapToObj(c -> (char) c + "_").toArray(String[]::new);
    }
}
