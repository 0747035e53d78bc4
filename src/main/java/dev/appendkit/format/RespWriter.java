// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import dev.appendkit.Append;
import dev.appendkit.AppendBuffer;
import dev.appendkit.internal.Bytes;
import dev.appendkit.internal.DecimalText;
import dev.appendkit.internal.Digits;
import dev.appendkit.internal.EscapeRule;
import dev.appendkit.internal.ShortestDouble;
import dev.appendkit.internal.SpecialBytes;
import dev.appendkit.internal.Utf8;
import dev.appendkit.internal.cursor.Pieces;
import java.math.BigInteger;
import java.nio.BufferOverflowException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes the Redis serialization protocol, versions 2 and 3 (Redis documentation, "Redis serialization protocol
 * specification"). A record is a command, or a reply at top level.
 *
 * <pre>{@code
 * RespWriter resp = new RespWriter().reset(out);
 * resp.beginCommand(3).appendArgument(SET).appendArgument("key").appendLongArgument(42);
 * // *3\r\n$3\r\nSET\r\n$3\r\nkey\r\n$2\r\n42\r\n
 * }</pre>
 *
 * <p>A command is complete with its last argument, an array with its last element; no call ends them. Every argument is
 * a bulk string, whose length counts bytes. Text is UTF-8; a surrogate without its partner becomes U+FFFD. The caller
 * knows whether the peer understands the types of version 3 or only those of version 2. Arrays, maps and sets nest up
 * to 64 deep.
 *
 * <p>A writer is small and reusable; only one thread at a time may use it. A call that throws changes nothing.
 */
public final class RespWriter extends RecordWriter {
    private static final int MAX_DEPTH = 64;

    private static final TextRule LINE = TextRule.of(
            EscapeRule.of(SpecialBytes.of(0x0E, '\n'), "\r\n"), "a simple string and an error have neither CR nor LF");

    private static final int CRLF = '\r' | '\n' << 8;
    /** Ample room: more than a header, CRLF, and a word of spill. */
    private static final int AMPLE = 40;

    private static final int IN_COMMAND = -1;

    /** How many elements are still missing at each depth. */
    private final long[] missing = new long[MAX_DEPTH + 1];
    /** The text of a number that is preceded by its length. */
    private final byte[] number = new byte[ShortestDouble.SPILL_ROOM];

    /** 0 between records; {@link #IN_COMMAND} in a command, whose missing arguments are {@code missing[0]}. */
    private int depth;

    /** Creates a writer, which {@link #reset} aims at a cursor. */
    public RespWriter() {}

    /**
     * Aims the writer at a cursor; the next record begins at the end of its content. An open record is forgotten, but
     * its bytes stay where they were written.
     *
     * @param out the cursor
     * @return this writer
     */
    public RespWriter reset(AppendBuffer out) {
        aim(out);
        depth = 0;
        return this;
    }

    /**
     * Truncates the cursor to the start of the incomplete command or reply, if there is one. If a draining cursor has
     * already drained a part of it, the cursor breaks.
     *
     * @return this writer
     * @throws IllegalStateException if the writer has not been aimed yet or its cursor is closed
     */
    public RespWriter rollBack() {
        cutRecord();
        depth = 0;
        return this;
    }

    /**
     * Returns whether no command and no reply is open.
     *
     * @return true between records
     * @throws IllegalStateException if the writer has not been aimed yet
     */
    public boolean isComplete() {
        out();
        return depth == 0;
    }

    /**
     * Begins a command, {@code *n}.
     *
     * @param arguments the number of arguments that follow, including the command's name, at least 1
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the number is less than 1
     * @throws IllegalStateException if a record is open, the writer has not been aimed yet or its cursor is closed
     */
    public RespWriter beginCommand(int arguments) {
        AppendBuffer cursor = out();
        if (depth != 0) {
            throw new IllegalStateException("beginCommand() in an open record" + here());
        }
        if (arguments < 1) {
            throw new IllegalArgumentException("a command of " + arguments + " arguments: its name is one");
        }
        appendHeader(cursor, '*', arguments);
        depth = IN_COMMAND;
        missing[0] = arguments;
        return this;
    }

    /**
     * Appends an argument that was encoded beforehand.
     *
     * @param value the argument
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalStateException if no argument is missing, the writer has not been aimed yet or its cursor is
     *     closed
     */
    public RespWriter appendArgument(RespArgument value) {
        AppendBuffer cursor = out();
        checkArgument();
        int length = value.length();
        if (ACCESS.limit(cursor) - ACCESS.position(cursor) >= value.spillRoom()) {
            publish(cursor, value.putSpill(ACCESS.room(cursor, 0), ACCESS.position(cursor)));
        } else if (ACCESS.makeRoomInPieces(cursor, length)) {
            appendInPieces(cursor, 0, 0, BytePieces.RAW, value.words(), 0, length, 0, 0);
        } else {
            byte[] array = ACCESS.room(cursor, length);
            publish(cursor, value.put(array, ACCESS.position(cursor)));
        }
        return argument();
    }

    /**
     * Appends a text as an argument. At most three bytes per char and fifteen more.
     *
     * @param value the text
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalStateException if no argument is missing, the writer has not been aimed yet or its cursor is
     *     closed
     */
    public RespWriter appendArgument(CharSequence value) {
        appendBulk(value, true);
        return argument();
    }

    /**
     * Appends a long in decimal as an argument.
     *
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalStateException if no argument is missing, the writer has not been aimed yet or its cursor is
     *     closed
     */
    public RespWriter appendLongArgument(long value) {
        AppendBuffer cursor = out();
        checkArgument();
        int length = Digits.longLength(value);
        byte[] array = ACCESS.room(cursor, bulkLength(length));
        int pos = putHeader(array, ACCESS.position(cursor), '$', length);
        publish(cursor, putEnd(array, Digits.appendLongExact(array, pos, value)));
        return argument();
    }

    /**
     * Appends a double as an argument, like {@link AppendBuffer#appendDouble}, but with {@code inf}, {@code -inf} and
     * {@code nan}.
     *
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalStateException if no argument is missing, the writer has not been aimed yet or its cursor is
     *     closed
     */
    public RespWriter appendDoubleArgument(double value) {
        AppendBuffer cursor = out();
        checkArgument();
        int length = putDouble(value);
        byte[] array = ACCESS.room(cursor, bulkLength(length));
        int pos = putHeader(array, ACCESS.position(cursor), '$', length);
        System.arraycopy(number, 0, array, pos, length);
        publish(cursor, putEnd(array, pos + length));
        return argument();
    }

    /**
     * Appends bytes as an argument.
     *
     * @param src the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IndexOutOfBoundsException if the range is outside the source
     * @throws IllegalStateException if no argument is missing, the writer has not been aimed yet or its cursor is
     *     closed
     */
    public RespWriter appendArgument(byte[] src, int from, int to) {
        AppendBuffer cursor = out();
        checkArgument();
        appendBulk(cursor, src, from, to);
        return argument();
    }

    /**
     * Begins an array, {@code *n}.
     *
     * @param elements the number of elements that follow, at least 0
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the number is negative
     * @throws IllegalStateException if a command is open, or 64 aggregates are open; if the writer has not been aimed
     *     yet or its cursor is closed
     */
    public RespWriter beginArray(int elements) {
        return begin('*', elements, elements);
    }

    /**
     * Begins a map of version 3, {@code %n}.
     *
     * @param entries the number of entries, at least 0; twice as many elements follow, each key before its value
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the number is negative
     * @throws IllegalStateException if a command is open, or 64 aggregates are open; if the writer has not been aimed
     *     yet or its cursor is closed
     */
    public RespWriter beginMap(int entries) {
        return begin('%', entries, 2L * entries);
    }

    /**
     * Begins a set of version 3, {@code ~n}.
     *
     * @param elements the number of elements that follow, at least 0
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the number is negative
     * @throws IllegalStateException if a command is open, or 64 aggregates are open; if the writer has not been aimed
     *     yet or its cursor is closed
     */
    public RespWriter beginSet(int elements) {
        return begin('~', elements, elements);
    }

    /**
     * Begins a push of version 3, {@code >n}, which is allowed only at top level.
     *
     * @param elements the number of elements that follow, at least 0
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the number is negative
     * @throws IllegalStateException if a record is open, the writer has not been aimed yet or its cursor is closed
     */
    public RespWriter beginPush(int elements) {
        out();
        if (depth != 0) {
            throw new IllegalStateException("beginPush() in an open record" + here());
        }
        return begin('>', elements, elements);
    }

    /**
     * Appends a simple string, {@code +text}. At most three bytes per char and three more.
     *
     * @param value the text
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the text contains CR or LF
     * @throws IllegalStateException if a command is open, the writer has not been aimed yet or its cursor is closed
     */
    public RespWriter appendSimpleString(CharSequence value) {
        return appendLine('+', value);
    }

    /**
     * Appends an error, {@code -text}, which by convention begins with a word in upper case. At most three bytes per
     * char and three more.
     *
     * @param value the text
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the text contains CR or LF
     * @throws IllegalStateException if a command is open, the writer has not been aimed yet or its cursor is closed
     */
    public RespWriter appendError(CharSequence value) {
        return appendLine('-', value);
    }

    /**
     * Appends an integer, {@code :42}.
     *
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalStateException if a command is open, the writer has not been aimed yet or its cursor is closed
     */
    public RespWriter appendInteger(long value) {
        AppendBuffer cursor = out();
        checkReply();
        appendHeader(cursor, ':', value);
        return element();
    }

    /**
     * Appends a text as a bulk string; null is {@code $-1}, the null of version 2. At most three bytes per char and
     * fifteen more.
     *
     * @param value the text
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalStateException if a command is open, the writer has not been aimed yet or its cursor is closed
     */
    public RespWriter appendBulkString(@Nullable CharSequence value) {
        if (value == null) {
            AppendBuffer cursor = out();
            checkReply();
            appendHeader(cursor, '$', -1);
        } else {
            appendBulk(value, false);
        }
        return element();
    }

    /**
     * Appends bytes as a bulk string.
     *
     * @param src the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IndexOutOfBoundsException if the range is outside the source
     * @throws IllegalStateException if a command is open, the writer has not been aimed yet or its cursor is closed
     */
    public RespWriter appendBulkBytes(byte[] src, int from, int to) {
        AppendBuffer cursor = out();
        checkReply();
        appendBulk(cursor, src, from, to);
        return element();
    }

    /**
     * Appends the null of version 3, {@code _}.
     *
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalStateException if a command is open, the writer has not been aimed yet or its cursor is closed
     */
    public RespWriter appendNull() {
        return appendShort('_' | CRLF << 8, 3);
    }

    /**
     * Appends the null array of version 2, {@code *-1}.
     *
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalStateException if a command is open, the writer has not been aimed yet or its cursor is closed
     */
    public RespWriter appendNullArray() {
        AppendBuffer cursor = out();
        checkReply();
        appendHeader(cursor, '*', -1);
        return element();
    }

    /**
     * Appends a boolean of version 3, {@code #t} or {@code #f}.
     *
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalStateException if a command is open, the writer has not been aimed yet or its cursor is closed
     */
    public RespWriter appendBoolean(boolean value) {
        return appendShort('#' | (value ? 't' : 'f') << 8 | CRLF << 16, 4);
    }

    /**
     * Appends a double of version 3, {@code ,1.5}, like {@link AppendBuffer#appendDouble}, but with {@code inf},
     * {@code -inf} and {@code nan}.
     *
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalStateException if a command is open, the writer has not been aimed yet or its cursor is closed
     */
    public RespWriter appendDouble(double value) {
        AppendBuffer cursor = out();
        checkReply();
        int length = putDouble(value);
        byte[] array = ACCESS.room(cursor, length + 3L);
        int pos = ACCESS.position(cursor);
        array[pos] = ',';
        System.arraycopy(number, 0, array, pos + 1, length);
        publish(cursor, putEnd(array, pos + 1 + length));
        return element();
    }

    /**
     * Appends a big number of version 3, {@code (12345678901234567890}.
     *
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if it is longer than {@link Append#MAX_BIG_INTEGER_LENGTH}
     * @throws IllegalStateException if a command is open, the writer has not been aimed yet or its cursor is closed
     */
    public RespWriter appendBigNumber(BigInteger value) {
        AppendBuffer cursor = out();
        BigInteger exact = exact(cursor, value);
        checkReply();
        int length = DecimalText.length(exact, 0);
        byte[] array = ACCESS.room(cursor, length + 3L);
        int pos = ACCESS.position(cursor);
        array[pos] = '(';
        publish(cursor, putEnd(array, DecimalText.append(array, pos + 1, exact, 0)));
        return element();
    }

    private RespWriter begin(char type, int count, long elements) {
        AppendBuffer cursor = out();
        checkReply();
        if (count < 0) {
            throw new IllegalArgumentException("a count of " + count + " is negative");
        }
        if (depth == MAX_DEPTH) {
            throw new IllegalStateException("more than " + MAX_DEPTH + " arrays, maps and sets in each other");
        }
        appendHeader(cursor, type, count);
        if (elements == 0) {
            return element();
        }
        missing[++depth] = elements;
        return this;
    }

    private RespWriter appendShort(int word, int length) {
        AppendBuffer cursor = out();
        checkReply();
        byte[] array = ACCESS.room(cursor, length);
        publish(cursor, putWord(array, ACCESS.position(cursor), word, length));
        return element();
    }

    private RespWriter appendLine(char type, CharSequence text) {
        AppendBuffer cursor = out();
        if (text instanceof String string) {
            checkReply();
            int length = string.length();
            long total = LINE.length(string, 0, length) + 3;
            if (ACCESS.makeRoomInPieces(cursor, total)) {
                appendInPieces(cursor, type, 1, LINE.strings(), string, 0, length, CRLF, 2);
                return element();
            }
            byte[] array = ACCESS.room(cursor, total);
            int pos = ACCESS.position(cursor);
            array[pos] = (byte) type;
            publish(cursor, putEnd(array, LINE.rule().append(array, pos + 1, string, 0, length)));
            return element();
        }
        int length = length(text);
        char[] chars = read(cursor, text, 0, length);
        try {
            checkReply();
            long total = LINE.length(chars, 0, length) + 3;
            if (ACCESS.makeRoomInPieces(cursor, total)) {
                appendInPieces(cursor, type, 1, LINE.chars(), chars, 0, length, CRLF, 2);
                return element();
            }
            byte[] array = ACCESS.room(cursor, total);
            int pos = ACCESS.position(cursor);
            array[pos] = (byte) type;
            publish(cursor, putEnd(array, LINE.rule().append(array, pos + 1, chars, 0, length)));
            return element();
        } finally {
            ACCESS.keepChars(cursor, chars);
        }
    }

    private void appendBulk(CharSequence text, boolean argument) {
        AppendBuffer cursor = out();
        if (text instanceof String string) {
            checkBulk(argument);
            appendBulk(cursor, string);
            return;
        }
        int length = length(text);
        char[] chars = read(cursor, text, 0, length);
        try {
            checkBulk(argument);
            appendBulk(cursor, chars, length);
        } finally {
            ACCESS.keepChars(cursor, chars);
        }
    }

    private void appendBulk(AppendBuffer cursor, String text) {
        int length = text.length();
        if (ACCESS.limit(cursor) - (long) ACCESS.position(cursor) >= length + AMPLE) {
            byte[] array = ACCESS.room(cursor, 0);
            int pos = putHeader(array, ACCESS.position(cursor), '$', length);
            int end = ACCESS.isLongAscii(cursor, text, 0, length)
                    ? Utf8.appendAscii(array, pos, text, 0, length)
                    : Utf8.appendIfAscii(array, pos, text, 0, length);
            if (end >= 0) {
                publish(cursor, putEnd(array, end));
                return;
            }
        }
        long bytes = Utf8.length(text, 0, length);
        if (ACCESS.makeRoomInPieces(cursor, bulkLength(bytes))) {
            appendBulkInPieces(cursor, bytes, Utf8Text.RULE.strings(), text, 0, length);
            return;
        }
        byte[] array = ACCESS.room(cursor, bulkLength(bytes));
        int pos = putHeader(array, ACCESS.position(cursor), '$', bytes);
        publish(cursor, putEnd(array, Utf8.append(array, pos, text, 0, length)));
    }

    private void appendBulk(AppendBuffer cursor, char[] text, int length) {
        long bytes = Utf8.length(text, 0, length);
        if (ACCESS.makeRoomInPieces(cursor, bulkLength(bytes))) {
            appendBulkInPieces(cursor, bytes, Utf8Text.RULE.chars(), text, 0, length);
            return;
        }
        byte[] array = ACCESS.room(cursor, bulkLength(bytes));
        int pos = putHeader(array, ACCESS.position(cursor), '$', bytes);
        publish(cursor, putEnd(array, Utf8.append(array, pos, text, 0, length)));
    }

    private void appendBulk(AppendBuffer cursor, byte[] src, int from, int to) {
        Objects.checkFromToIndex(from, to, src.length);
        int length = to - from;
        if (ACCESS.makeRoomInPieces(cursor, bulkLength(length))) {
            appendBulkInPieces(cursor, length, BytePieces.RAW, src, from, to);
            return;
        }
        byte[] array = ACCESS.room(cursor, bulkLength(length));
        int pos = putHeader(array, ACCESS.position(cursor), '$', length);
        System.arraycopy(src, from, array, pos, length);
        publish(cursor, putEnd(array, pos + length));
    }

    private <S> void appendBulkInPieces(AppendBuffer cursor, long length, Pieces<S> pieces, S src, int from, int to) {
        long mark = ACCESS.mark(cursor);
        try {
            cursor.appendByte((byte) '$').appendLong(length);
            appendWord(cursor, CRLF, 2);
            ACCESS.appendInPieces(cursor, pieces, src, from, to);
            appendWord(cursor, CRLF, 2);
        } catch (Throwable e) {
            ACCESS.rollBack(cursor, mark, e);
            throw e;
        }
        published(mark);
    }

    private void appendHeader(AppendBuffer cursor, char type, long value) {
        byte[] array = ACCESS.room(cursor, headerLength(value));
        publish(cursor, putHeader(array, ACCESS.position(cursor), type, value));
    }

    private static int headerLength(long value) {
        return Digits.longLength(value) + 3;
    }

    private static long bulkLength(long bytes) {
        return headerLength(bytes) + bytes + 2;
    }

    private static int putHeader(byte[] array, int pos, char type, long value) {
        array[pos] = (byte) type;
        if (value >= 0 && value < 10) {
            array[pos + 1] = (byte) ('0' + value);
            return putEnd(array, pos + 2);
        }
        return putEnd(array, Digits.appendLongExact(array, pos + 1, value));
    }

    private static int putEnd(byte[] array, int pos) {
        Bytes.putShort(array, pos, CRLF);
        return pos + 2;
    }

    private int putDouble(double value) {
        if (Double.isFinite(value)) {
            return ShortestDouble.appendSpill(number, 0, value);
        }
        if (Double.isNaN(value)) {
            return putWord(number, 0, 'n' | 'a' << 8 | 'n' << 16, 3);
        }
        long infinity = 'i' | 'n' << 8 | 'f' << 16;
        return value > 0 ? putWord(number, 0, infinity, 3) : putWord(number, 0, infinity << 8 | '-', 4);
    }

    private void checkBulk(boolean argument) {
        if (argument) {
            checkArgument();
        } else {
            checkReply();
        }
    }

    private void checkArgument() {
        if (depth != IN_COMMAND) {
            throw new IllegalStateException("an argument outside of a command" + here());
        }
    }

    private void checkReply() {
        if (depth == IN_COMMAND) {
            throw new IllegalStateException("a reply within a command" + here());
        }
    }

    private String here() {
        if (depth == IN_COMMAND) {
            return ": " + missing[0] + " arguments of it are missing";
        }
        return depth == 0
                ? ": beginCommand() or a reply may follow, depth 0"
                : ": " + missing[depth] + " elements are missing, depth " + depth;
    }

    /** Counts an argument that was written. */
    private RespWriter argument() {
        if (--missing[0] == 0) {
            depth = 0;
            ended();
        }
        return this;
    }

    /** Counts an element that was written; the last one completes its aggregate. */
    private RespWriter element() {
        while (depth > 0 && --missing[depth] == 0) {
            depth--;
        }
        if (depth == 0) {
            ended();
        }
        return this;
    }
}
