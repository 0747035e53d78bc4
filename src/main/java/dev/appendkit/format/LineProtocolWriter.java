// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import dev.appendkit.AppendBuffer;
import dev.appendkit.internal.Digits;
import dev.appendkit.internal.EscapeRule;
import dev.appendkit.internal.ShortestDouble;
import dev.appendkit.internal.SpecialBytes;
import java.nio.BufferOverflowException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes InfluxDB's line protocol (InfluxDB documentation, "Line protocol reference"), which QuestDB, VictoriaMetrics
 * and Telegraf read too. A record is a line: a measurement, tags, at least one field, and perhaps a timestamp.
 *
 * <pre>{@code
 * LineProtocolWriter line = new LineProtocolWriter().reset(out);
 * line.beginLine("cpu").appendTag("host", "a b").appendDoubleField("load", 0.5).appendLongField("n", 3).endLine(7);
 * // cpu,host=a\ b load=0.5,n=3i 7
 * }</pre>
 *
 * <p>Comma and space in a name or tag value become {@code \,} and {@code \ }, in a key or tag value {@code =} becomes
 * {@code \=}; in the text of a field, a double quote and a backslash are preceded by a backslash. The following are
 * refused, because servers disagree on them or split the line there: CR, LF and NUL anywhere; a backslash at the end of
 * a name or tag value, or before a comma, {@code =}, a space or another backslash in it; an empty measurement or key; a
 * measurement that begins with {@code #}; the keys {@code time}, {@code _field} and {@code _measurement}. The caller is
 * responsible for duplicate keys and the order of tags. InfluxDB reads {@code =} in a measurement; QuestDB refuses it.
 *
 * <p>A writer is small and reusable; only one thread at a time may use it. A call that throws changes nothing.
 */
public final class LineProtocolWriter extends TextWriter {
    private static final String REFUSAL = "CR, LF and NUL are not allowed, nor is a backslash at the end or before a"
            + " comma, an equals sign, a space or a backslash";
    private static final SpecialBytes NAME = SpecialBytes.of('!', ',', '=', '\\');
    private static final TextRule MEASUREMENT =
            TextRule.of(EscapeRule.of(NAME, "\0\r\n", ",\\,", " \\ ").guard('\\', ",= "), REFUSAL);
    private static final TextRule KEY =
            TextRule.of(EscapeRule.of(NAME, "\0\r\n", ",\\,", " \\ ", "=\\=").guard('\\', ",= "), REFUSAL);
    private static final TextRule TEXT = TextRule.of(
            EscapeRule.of(SpecialBytes.of(' ', '"', '\\'), "\0\r\n", "\"\\\"", "\\\\\\"),
            "CR, LF and NUL are not allowed");

    private static final int MEASUREMENT_CALL = 0;
    private static final int TAG_CALL = 1;
    private static final int TEXT_CALL = 2;
    private static final int LONG_CALL = 3;
    private static final int UNSIGNED_CALL = 4;
    private static final int DOUBLE_CALL = 5;
    private static final int BOOLEAN_CALL = 6;

    private static final int OPENING = '=' | '"' << 8;

    private enum State {
        NONE,
        TAGS,
        FIELDS
    }

    private State state = State.NONE;

    /** Creates a writer, which {@link #reset} aims at a cursor. */
    public LineProtocolWriter() {}

    /**
     * Aims the writer at a cursor; the next line begins at the end of its content. An open line is forgotten, but its
     * bytes stay where they were written.
     *
     * @param out the cursor
     * @return this writer
     */
    public LineProtocolWriter reset(AppendBuffer out) {
        aim(out);
        state = State.NONE;
        return this;
    }

    /**
     * Truncates the cursor to the start of the open line, if there is one. If a draining cursor has already drained a
     * part of it, the cursor breaks.
     *
     * @return this writer
     * @throws IllegalStateException if the writer has not been aimed yet or its cursor is closed
     */
    public LineProtocolWriter rollBack() {
        cutRecord();
        state = State.NONE;
        return this;
    }

    /**
     * Returns whether no line is open.
     *
     * @return true between lines
     * @throws IllegalStateException if the writer has not been aimed yet
     */
    public boolean isComplete() {
        out();
        return state == State.NONE;
    }

    /**
     * Begins a line with its measurement. At most three bytes per char.
     *
     * @param measurement the name, not empty
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the name is one that the class description refuses
     * @throws IllegalStateException if a line is open, the writer has not been aimed yet or its cursor is closed
     */
    public LineProtocolWriter beginLine(CharSequence measurement) {
        AppendBuffer cursor = out();
        if (measurement instanceof String name && isAmple(cursor, name.length())) {
            before(MEASUREMENT_CALL);
            check(MEASUREMENT_CALL, name.isEmpty() ? 0 : name.charAt(0), name.length());
            publish(cursor, put(ACCESS.room(cursor, 0), ACCESS.position(cursor), MEASUREMENT, name));
        } else {
            appendSlowly(MEASUREMENT_CALL, measurement, null, 0);
        }
        state = State.TAGS;
        return this;
    }

    /**
     * Appends a tag. At most three bytes per char and two more. A tag with a null or empty value is omitted, because
     * the format has no empty values.
     *
     * @param key the key, not empty
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if a text is one that the class description refuses
     * @throws IllegalStateException if no line is open or it already has a field; if the writer has not been aimed yet
     *     or its cursor is closed
     */
    public LineProtocolWriter appendTag(CharSequence key, @Nullable CharSequence value) {
        AppendBuffer cursor = out();
        Objects.requireNonNull(key);
        if (value == null || value instanceof String text && text.isEmpty()) {
            before(TAG_CALL);
        } else if (key instanceof String k && value instanceof String v && isAmple(cursor, k.length() + v.length())) {
            before(TAG_CALL);
            check(k);
            byte[] array = ACCESS.room(cursor, 0);
            int pos = ACCESS.position(cursor);
            array[pos] = ',';
            int end = put(array, pos + 1, KEY, k);
            array[end] = '=';
            publish(cursor, put(array, end + 1, KEY, v));
        } else {
            appendSlowly(TAG_CALL, key, value, 0);
        }
        return this;
    }

    /**
     * Appends an integer field, {@code key=42i}.
     *
     * @param key the key, not empty
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the key is one that the class description refuses
     * @throws IllegalStateException if no line is open, the writer has not been aimed yet or its cursor is closed
     */
    public LineProtocolWriter appendLongField(CharSequence key, long value) {
        return appendField(LONG_CALL, key, value);
    }

    /**
     * Appends an unsigned integer field, {@code key=42u}. QuestDB does not read it.
     *
     * @param key the key, not empty
     * @param value the value, read as unsigned
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the key is one that the class description refuses
     * @throws IllegalStateException if no line is open, the writer has not been aimed yet or its cursor is closed
     */
    public LineProtocolWriter appendUnsignedField(CharSequence key, long value) {
        return appendField(UNSIGNED_CALL, key, value);
    }

    /**
     * Appends a floating-point field, {@code key=0.5}. A NaN or infinite value is omitted, because the format has no
     * such values.
     *
     * @param key the key, not empty
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the key is one that the class description refuses
     * @throws IllegalStateException if no line is open, the writer has not been aimed yet or its cursor is closed
     */
    public LineProtocolWriter appendDoubleField(CharSequence key, double value) {
        if (!Double.isFinite(value)) {
            out();
            Objects.requireNonNull(key);
            before(DOUBLE_CALL);
            return this;
        }
        return appendField(DOUBLE_CALL, key, Double.doubleToRawLongBits(value));
    }

    /**
     * Appends a boolean field, {@code key=t} or {@code key=f}.
     *
     * @param key the key, not empty
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the key is one that the class description refuses
     * @throws IllegalStateException if no line is open, the writer has not been aimed yet or its cursor is closed
     */
    public LineProtocolWriter appendBooleanField(CharSequence key, boolean value) {
        return appendField(BOOLEAN_CALL, key, value ? 1 : 0);
    }

    private LineProtocolWriter appendField(int call, CharSequence key, long number) {
        AppendBuffer cursor = out();
        if (key instanceof String k && isAmple(cursor, k.length())) {
            int before = before(call);
            check(k);
            byte[] array = ACCESS.room(cursor, 0);
            int pos = ACCESS.position(cursor);
            array[pos] = (byte) before;
            int end = put(array, pos + 1, KEY, k);
            array[end] = '=';
            publish(cursor, put(array, end + 1, call, number));
        } else {
            appendSlowly(call, key, null, number);
        }
        state = State.FIELDS;
        return this;
    }

    /**
     * Appends a text field, {@code key="text"}. At most three bytes per char and four more.
     *
     * @param key the key, not empty
     * @param value the text, which may be empty
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if a text is one that the class description refuses
     * @throws IllegalStateException if no line is open, the writer has not been aimed yet or its cursor is closed
     */
    public LineProtocolWriter appendStringField(CharSequence key, CharSequence value) {
        AppendBuffer cursor = out();
        if (key instanceof String k && value instanceof String v && isAmple(cursor, k.length() + v.length())) {
            int before = before(TEXT_CALL);
            check(k);
            byte[] array = ACCESS.room(cursor, 0);
            int pos = ACCESS.position(cursor);
            array[pos] = (byte) before;
            int end = put(array, pos + 1, KEY, k);
            array[end] = '=';
            array[end + 1] = '"';
            end = put(array, end + 2, TEXT, v);
            array[end] = '"';
            publish(cursor, end + 1);
        } else {
            appendSlowly(TEXT_CALL, key, Objects.requireNonNull(value), 0);
        }
        state = State.FIELDS;
        return this;
    }

    /**
     * Ends the line with LF. A line without a field, which the format does not allow, is rolled back instead.
     *
     * @return false if the line had no field and was removed
     * @throws BufferOverflowException if the byte does not fit; nothing has changed
     * @throws IllegalStateException if no line is open, the writer has not been aimed yet or its cursor is closed
     */
    public boolean endLine() {
        return finish(0);
    }

    /**
     * Ends the line with a timestamp and LF. A line without a field, which the format does not allow, is rolled back
     * instead.
     *
     * @param timestamp the time since 1970-01-01T00:00Z in the precision that the request states, nanoseconds by
     *     default
     * @return false if the line had no field and was removed
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalStateException if no line is open, the writer has not been aimed yet or its cursor is closed
     */
    public boolean endLine(long timestamp) {
        tail[0] = ' ';
        return finish(Digits.appendLongSpill(tail, 1, timestamp));
    }

    private boolean finish(int tailLength) {
        AppendBuffer cursor = out();
        if (state == State.NONE) {
            throw new IllegalStateException("endLine() without a line: beginLine() first");
        }
        if (state == State.TAGS) {
            rollBack();
            return false;
        }
        byte[] array = ACCESS.room(cursor, tailLength + 1L);
        int pos = ACCESS.position(cursor);
        System.arraycopy(tail, 0, array, pos, tailLength);
        array[pos + tailLength] = '\n';
        publish(cursor, pos + tailLength + 1);
        ended();
        state = State.NONE;
        return true;
    }

    /** Writes a value of at most 32 bytes; there is room for it. */
    private static int put(byte[] array, int pos, int call, long number) {
        if (call == DOUBLE_CALL) {
            return ShortestDouble.appendSpill(array, pos, Double.longBitsToDouble(number));
        }
        if (call == BOOLEAN_CALL) {
            array[pos] = (byte) (number != 0 ? 't' : 'f');
            return pos + 1;
        }
        boolean signed = call == LONG_CALL;
        int end = signed
                ? Digits.appendLongSpill(array, pos, number)
                : Digits.appendUnsignedLongSpill(array, pos, number);
        array[end] = (byte) (signed ? 'i' : 'u');
        return end + 1;
    }

    /** Checks that a call is allowed here, and returns the byte before it, 0 for none. */
    private int before(int call) {
        if (call == MEASUREMENT_CALL) {
            if (state != State.NONE) {
                throw new IllegalStateException("beginLine() within a line: endLine() or rollBack() first");
            }
            return 0;
        }
        if (state == State.NONE) {
            throw new IllegalStateException("a tag or a field without a line: beginLine() first");
        }
        if (call == TAG_CALL) {
            if (state == State.FIELDS) {
                throw new IllegalStateException("appendTag() behind a field: append another field, or endLine()");
            }
            return ',';
        }
        return state == State.TAGS ? ' ' : ',';
    }

    private static void check(int call, char first, int length) {
        if (length == 0) {
            throw new IllegalArgumentException("an empty measurement or key");
        }
        if (call == MEASUREMENT_CALL && first == '#') {
            throw new IllegalArgumentException("refused at index 0: a line that begins with # is a comment");
        }
    }

    private static void check(String key) {
        if (key.isEmpty() || key.equals("time") || key.equals("_field") || key.equals("_measurement")) {
            throw refusedKey();
        }
    }

    private static void check(char[] key, int length) {
        if (length == 0 || is("time", key, length) || is("_field", key, length) || is("_measurement", key, length)) {
            throw refusedKey();
        }
    }

    private static IllegalArgumentException refusedKey() {
        return new IllegalArgumentException("a key is not empty, and none of time, _field and _measurement");
    }

    private static boolean is(String name, char[] text, int length) {
        if (name.length() != length) {
            return false;
        }
        int i = 0;
        while (i < length && name.charAt(i) == text[i]) {
            i++;
        }
        return i == length;
    }

    @Override
    void append(AppendBuffer cursor, int call, char[] chars, int split, int length, long number) {
        int before = before(call);
        if (call == MEASUREMENT_CALL) {
            check(call, split == 0 ? 0 : chars[0], split);
            appendParts(cursor, 0, MEASUREMENT, chars, split, 0, MEASUREMENT, length, 0, 0);
            return;
        }
        if (call == TAG_CALL && length == split) {
            return;
        }
        check(chars, split);
        if (call == TEXT_CALL) {
            appendParts(cursor, before, KEY, chars, split, OPENING, TEXT, length, 0, '"');
        } else {
            int tailLength = call >= LONG_CALL ? put(tail, 0, call, number) : 0;
            appendParts(cursor, before, KEY, chars, split, '=', KEY, length, tailLength, 0);
        }
    }
}
