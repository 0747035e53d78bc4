// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import dev.appendkit.AppendBuffer;
import dev.appendkit.internal.Bytes;
import dev.appendkit.internal.Utf8;
import dev.appendkit.internal.Varints;
import dev.appendkit.internal.cursor.Pieces;
import java.nio.BufferOverflowException;
import java.util.Objects;

/**
 * Writes messages of protocol buffers (protobuf.dev, "Encoding"), field by field: the same bytes as protobuf-java for
 * the same fields in the same order. A record is a top-level message.
 *
 * <pre>{@code
 * ProtobufWriter proto = new ProtobufWriter().reset(out);
 * proto.appendInt32(1, 150).beginMessage(2).appendString(1, "testing").end().endRecord();
 * // 08 96 01 12 09 0A 07 74 65 73 74 69 6E 67
 * }</pre>
 *
 * <p>The caller knows the schema: numbers and types of fields, and which of them are present; default values are
 * written like others. Lengths are minimal varints. {@link #end} fills in the length of a message or a packed field,
 * and moves the bytes after it if the length has more than one byte. A cursor that is closed while such a length is
 * open throws. On a draining cursor, everything with a length before it must fit into the capacity.
 *
 * <p>Text is UTF-8; a surrogate without its partner becomes U+FFFD. Messages nest up to 64 deep.
 *
 * <p>A writer is small and reusable; only one thread at a time may use it. A call that throws changes nothing.
 */
public final class ProtobufWriter extends RecordWriter {
    private static final int MAX_DEPTH = 64;

    private static final int MAX_FIELD = (1 << 29) - 1;
    private static final int FIRST_RESERVED = 19_000;
    private static final int LAST_RESERVED = 19_999;

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int DELIMITED = 2;
    private static final int FIXED_32 = 5;

    /** A level that is a message, or a packed field whose kind the first value decides. */
    private static final int MESSAGE = -1;

    private static final int ANY_PACKED = -2;

    /** The room for a tag, and a value or the length of one. */
    private static final int AMPLE = Varints.MAX_INT_LENGTH + Varints.MAX_LONG_LENGTH + 1;

    /** The open levels, outermost first: the marks of their lengths, and their kinds. */
    private final int[] marks = new int[MAX_DEPTH];

    private final int[] levels = new int[MAX_DEPTH];
    private int depth;
    private boolean delimited;
    private int delimiter;

    /** Creates a writer, which {@link #reset} aims at a cursor. */
    public ProtobufWriter() {}

    /**
     * Aims the writer at a cursor; the next message begins at the end of its content. An open message is forgotten, but
     * its bytes stay where they were written.
     *
     * @param out the cursor
     * @return this writer
     */
    public ProtobufWriter reset(AppendBuffer out) {
        aim(out);
        forget();
        return this;
    }

    private void forget() {
        depth = 0;
        delimited = false;
    }

    /**
     * Begins a top-level message that is preceded by its length, as in a stream of messages ({@code writeDelimitedTo}
     * of protobuf-java).
     *
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalStateException if a message is open, the writer has not been aimed yet or its cursor is closed
     */
    public ProtobufWriter beginDelimited() {
        AppendBuffer cursor = out();
        if (isOpen()) {
            throw new IllegalStateException("beginDelimited() in an open message" + here());
        }
        long mark = ACCESS.mark(cursor);
        delimiter = cursor.reserve(1);
        published(mark);
        delimited = true;
        return this;
    }

    /**
     * Ends the top-level message, and fills in its length if {@link #beginDelimited} began it. Otherwise a message
     * without fields has no bytes.
     *
     * @return this writer
     * @throws BufferOverflowException if the length does not fit; nothing has changed
     * @throws IllegalStateException if a message or a packed field in it is open, the writer has not been aimed yet or
     *     its cursor is closed
     */
    public ProtobufWriter endRecord() {
        AppendBuffer cursor = out();
        if (depth != 0) {
            throw new IllegalStateException("endRecord() in an open message or packed field" + here());
        }
        if (delimited) {
            ACCESS.fillInLength(cursor, delimiter);
        }
        ended();
        forget();
        return this;
    }

    /**
     * Truncates the cursor to the start of the open top-level message, if there is one. If a draining cursor has
     * already drained a part of it, the cursor breaks.
     *
     * @return this writer
     * @throws IllegalStateException if the writer has not been aimed yet or its cursor is closed
     */
    public ProtobufWriter rollBack() {
        cutRecord();
        forget();
        return this;
    }

    /**
     * Returns whether no message is open.
     *
     * @return true between top-level messages
     * @throws IllegalStateException if the writer has not been aimed yet
     */
    public boolean isComplete() {
        out();
        return !isOpen();
    }

    /**
     * Appends an int32: a varint, of ten bytes when it is negative.
     *
     * @param field the field number, 1 to 536,870,911 except 19,000 to 19,999
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the field number is not allowed
     * @throws IllegalStateException if a packed field is open, the writer has not been aimed yet or its cursor is
     *     closed
     */
    public ProtobufWriter appendInt32(int field, int value) {
        return appendVarint(field, value);
    }

    /**
     * Appends an int64: a varint, of ten bytes when it is negative.
     *
     * @param field the field number, 1 to 536,870,911 except 19,000 to 19,999
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the field number is not allowed
     * @throws IllegalStateException if a packed field is open, the writer has not been aimed yet or its cursor is
     *     closed
     */
    public ProtobufWriter appendInt64(int field, long value) {
        return appendVarint(field, value);
    }

    /**
     * Appends a uint32: a varint.
     *
     * @param field the field number, 1 to 536,870,911 except 19,000 to 19,999
     * @param value the value, read as unsigned
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the field number is not allowed
     * @throws IllegalStateException if a packed field is open, the writer has not been aimed yet or its cursor is
     *     closed
     */
    public ProtobufWriter appendUInt32(int field, int value) {
        return appendVarint(field, value & 0xFFFF_FFFFL);
    }

    /**
     * Appends a uint64: a varint.
     *
     * @param field the field number, 1 to 536,870,911 except 19,000 to 19,999
     * @param value the value, read as unsigned
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the field number is not allowed
     * @throws IllegalStateException if a packed field is open, the writer has not been aimed yet or its cursor is
     *     closed
     */
    public ProtobufWriter appendUInt64(int field, long value) {
        return appendVarint(field, value);
    }

    /**
     * Appends a sint32: a zigzag varint.
     *
     * @param field the field number, 1 to 536,870,911 except 19,000 to 19,999
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the field number is not allowed
     * @throws IllegalStateException if a packed field is open, the writer has not been aimed yet or its cursor is
     *     closed
     */
    public ProtobufWriter appendSInt32(int field, int value) {
        return appendVarint(field, Varints.zigZag(value) & 0xFFFF_FFFFL);
    }

    /**
     * Appends a sint64: a zigzag varint.
     *
     * @param field the field number, 1 to 536,870,911 except 19,000 to 19,999
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the field number is not allowed
     * @throws IllegalStateException if a packed field is open, the writer has not been aimed yet or its cursor is
     *     closed
     */
    public ProtobufWriter appendSInt64(int field, long value) {
        return appendVarint(field, Varints.zigZag(value));
    }

    /**
     * Appends a fixed32 or sfixed32: four bytes.
     *
     * @param field the field number, 1 to 536,870,911 except 19,000 to 19,999
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the field number is not allowed
     * @throws IllegalStateException if a packed field is open, the writer has not been aimed yet or its cursor is
     *     closed
     */
    public ProtobufWriter appendFixed32(int field, int value) {
        return append32(field, value);
    }

    /**
     * Appends a fixed64 or sfixed64: eight bytes.
     *
     * @param field the field number, 1 to 536,870,911 except 19,000 to 19,999
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the field number is not allowed
     * @throws IllegalStateException if a packed field is open, the writer has not been aimed yet or its cursor is
     *     closed
     */
    public ProtobufWriter appendFixed64(int field, long value) {
        return append64(field, value);
    }

    /**
     * Appends a float: four bytes.
     *
     * @param field the field number, 1 to 536,870,911 except 19,000 to 19,999
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the field number is not allowed
     * @throws IllegalStateException if a packed field is open, the writer has not been aimed yet or its cursor is
     *     closed
     */
    public ProtobufWriter appendFloat(int field, float value) {
        return append32(field, Float.floatToRawIntBits(value));
    }

    /**
     * Appends a double: eight bytes.
     *
     * @param field the field number, 1 to 536,870,911 except 19,000 to 19,999
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the field number is not allowed
     * @throws IllegalStateException if a packed field is open, the writer has not been aimed yet or its cursor is
     *     closed
     */
    public ProtobufWriter appendDouble(int field, double value) {
        return append64(field, Double.doubleToRawLongBits(value));
    }

    /**
     * Appends a bool: one byte.
     *
     * @param field the field number, 1 to 536,870,911 except 19,000 to 19,999
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the field number is not allowed
     * @throws IllegalStateException if a packed field is open, the writer has not been aimed yet or its cursor is
     *     closed
     */
    public ProtobufWriter appendBool(int field, boolean value) {
        return appendVarint(field, value ? 1 : 0);
    }

    /**
     * Appends a constant of an enum by its number: a varint, of ten bytes when it is negative.
     *
     * @param field the field number, 1 to 536,870,911 except 19,000 to 19,999
     * @param value the value
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the field number is not allowed
     * @throws IllegalStateException if a packed field is open, the writer has not been aimed yet or its cursor is
     *     closed
     */
    public ProtobufWriter appendEnum(int field, int value) {
        return appendVarint(field, value);
    }

    /**
     * Appends a string. At most three bytes per char and ten more.
     *
     * @param field the field number, 1 to 536,870,911 except 19,000 to 19,999
     * @param value the text
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the field number is not allowed
     * @throws IllegalStateException if a packed field is open, the writer has not been aimed yet or its cursor is
     *     closed
     */
    public ProtobufWriter appendString(int field, CharSequence value) {
        AppendBuffer cursor = out();
        if (value instanceof String string) {
            appendString(cursor, tag(field, DELIMITED), string);
            return this;
        }
        int length = length(value);
        char[] chars = read(cursor, value, 0, length);
        try {
            int tag = tag(field, DELIMITED);
            long bytes = Utf8.length(chars, 0, length);
            if (makesRoom(cursor, tag, bytes)) {
                appendInPieces(cursor, tag, bytes, Utf8Text.RULE.chars(), chars, 0, length);
            } else {
                byte[] array = ACCESS.room(cursor, 0);
                publish(cursor, Utf8.append(array, putHeader(array, cursor, tag, bytes), chars, 0, length));
            }
        } finally {
            ACCESS.keepChars(cursor, chars);
        }
        return this;
    }

    private void appendString(AppendBuffer cursor, int tag, String text) {
        int length = text.length();
        if (ACCESS.limit(cursor) - (long) ACCESS.position(cursor) >= length + AMPLE) {
            byte[] array = ACCESS.room(cursor, 0);
            int pos = putHeader(array, cursor, tag, length);
            int end = ACCESS.isLongAscii(cursor, text, 0, length)
                    ? Utf8.appendAscii(array, pos, text, 0, length)
                    : Utf8.appendIfAscii(array, pos, text, 0, length);
            if (end >= 0) {
                publish(cursor, end);
                return;
            }
        }
        long bytes = Utf8.length(text, 0, length);
        if (makesRoom(cursor, tag, bytes)) {
            appendInPieces(cursor, tag, bytes, Utf8Text.RULE.strings(), text, 0, length);
        } else {
            byte[] array = ACCESS.room(cursor, 0);
            publish(cursor, Utf8.append(array, putHeader(array, cursor, tag, bytes), text, 0, length));
        }
    }

    /**
     * Appends bytes.
     *
     * @param field the field number, 1 to 536,870,911 except 19,000 to 19,999
     * @param src the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the field number is not allowed
     * @throws IndexOutOfBoundsException if the range is outside the source
     * @throws IllegalStateException if a packed field is open, the writer has not been aimed yet or its cursor is
     *     closed
     */
    public ProtobufWriter appendBytes(int field, byte[] src, int from, int to) {
        AppendBuffer cursor = out();
        int tag = tag(field, DELIMITED);
        Objects.checkFromToIndex(from, to, src.length);
        int length = to - from;
        if (makesRoom(cursor, tag, length)) {
            appendInPieces(cursor, tag, length, BytePieces.RAW, src, from, to);
        } else {
            byte[] array = ACCESS.room(cursor, 0);
            int pos = putHeader(array, cursor, tag, length);
            System.arraycopy(src, from, array, pos, length);
            publish(cursor, pos + length);
        }
        return this;
    }

    /**
     * Begins a message within the message, which {@link #end} ends.
     *
     * @param field the field number, 1 to 536,870,911 except 19,000 to 19,999
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the field number is not allowed
     * @throws IllegalStateException if a packed field is open, or 64 messages are open; if the writer has not been
     *     aimed yet or its cursor is closed
     */
    public ProtobufWriter beginMessage(int field) {
        return begin(field, MESSAGE);
    }

    /**
     * Begins a packed field, which {@link #end} ends. The same one of the three methods {@code appendPacked…} must
     * append all of its values.
     *
     * @param field the field number, 1 to 536,870,911 except 19,000 to 19,999
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalArgumentException if the field number is not allowed
     * @throws IllegalStateException if a packed field is open, or 64 messages are open; if the writer has not been
     *     aimed yet or its cursor is closed
     */
    public ProtobufWriter beginPacked(int field) {
        return begin(field, ANY_PACKED);
    }

    private ProtobufWriter begin(int field, int level) {
        AppendBuffer cursor = out();
        int tag = tag(field, DELIMITED);
        if (depth == MAX_DEPTH) {
            throw new IllegalStateException("more than " + MAX_DEPTH + " messages in each other");
        }
        byte[] array = ACCESS.room(cursor, Varints.length(tag) + 1L);
        publish(cursor, Varints.append(array, ACCESS.position(cursor), tag));
        marks[depth] = cursor.reserve(1);
        levels[depth++] = level;
        return this;
    }

    /**
     * Ends the innermost message or packed field and fills in its length.
     *
     * @return this writer
     * @throws BufferOverflowException if the length has more than one byte and does not fit; nothing has changed
     * @throws IllegalStateException if none is open, the writer has not been aimed yet or its cursor is closed
     */
    public ProtobufWriter end() {
        AppendBuffer cursor = out();
        if (depth == 0) {
            throw new IllegalStateException("end() at depth 0: no message and no packed field is open, endRecord() ends"
                    + " the top-level message");
        }
        ACCESS.fillInLength(cursor, marks[depth - 1]);
        depth--;
        return this;
    }

    /**
     * Appends a varint to a packed field: a value of int32, int64, uint64, bool or an enum unchanged, a uint32 as its
     * unsigned value, and a sint64 as {@code value << 1 ^ value >> 63}.
     *
     * @param varint the value, read as unsigned
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalStateException if no packed field is open or it has values of another kind; if the writer has not
     *     been aimed yet or its cursor is closed
     */
    public ProtobufWriter appendPacked(long varint) {
        AppendBuffer cursor = out();
        checkPacked(VARINT);
        byte[] array = ACCESS.room(cursor, Varints.length(varint));
        publish(cursor, Varints.append(array, ACCESS.position(cursor), varint));
        levels[depth - 1] = VARINT;
        return this;
    }

    /**
     * Appends four bytes to a packed field of fixed32, sfixed32 or float.
     *
     * @param bits the value, or the bits of a float
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalStateException if no packed field is open or it has values of another kind; if the writer has not
     *     been aimed yet or its cursor is closed
     */
    public ProtobufWriter appendPackedFixed32(int bits) {
        AppendBuffer cursor = out();
        checkPacked(FIXED_32);
        byte[] array = ACCESS.room(cursor, Integer.BYTES);
        int pos = ACCESS.position(cursor);
        Bytes.putInt(array, pos, bits);
        publish(cursor, pos + Integer.BYTES);
        levels[depth - 1] = FIXED_32;
        return this;
    }

    /**
     * Appends eight bytes to a packed field of fixed64, sfixed64 or double.
     *
     * @param bits the value, or the bits of a double
     * @return this writer
     * @throws BufferOverflowException if it does not fit; nothing has changed
     * @throws IllegalStateException if no packed field is open or it has values of another kind; if the writer has not
     *     been aimed yet or its cursor is closed
     */
    public ProtobufWriter appendPackedFixed64(long bits) {
        AppendBuffer cursor = out();
        checkPacked(FIXED_64);
        byte[] array = ACCESS.room(cursor, Long.BYTES);
        int pos = ACCESS.position(cursor);
        Bytes.putLong(array, pos, bits);
        publish(cursor, pos + Long.BYTES);
        levels[depth - 1] = FIXED_64;
        return this;
    }

    private void checkPacked(int kind) {
        int level = depth == 0 ? MESSAGE : levels[depth - 1];
        if (level == MESSAGE) {
            throw new IllegalStateException("a packed value outside of a packed field" + here());
        }
        if (level != ANY_PACKED && level != kind) {
            throw new IllegalStateException("a packed field of two kinds of values" + here());
        }
    }

    /** Returns the tag of a field after checking its place and number. */
    private int tag(int field, int wireType) {
        if (depth != 0 && levels[depth - 1] != MESSAGE) {
            throw new IllegalStateException("a field in a packed field: end() first" + here());
        }
        if (field < 1 || field > MAX_FIELD || field >= FIRST_RESERVED && field <= LAST_RESERVED) {
            throw new IllegalArgumentException(
                    "field number " + field + " is not one of 1 to 536870911 without 19000 to 19999");
        }
        return field << 3 | wireType;
    }

    private String here() {
        return ", depth " + depth;
    }

    private ProtobufWriter appendVarint(int field, long value) {
        AppendBuffer cursor = out();
        int tag = tag(field, VARINT);
        if (isAmple(cursor)) {
            byte[] array = ACCESS.room(cursor, 0);
            publish(cursor, Varints.appendSpill(array, putTag(array, cursor, tag), value));
            return this;
        }
        byte[] array = ACCESS.room(cursor, Varints.length(tag) + Varints.length(value));
        publish(cursor, Varints.append(array, putTag(array, cursor, tag), value));
        return this;
    }

    private ProtobufWriter append32(int field, int bits) {
        AppendBuffer cursor = out();
        int tag = tag(field, FIXED_32);
        byte[] array = ACCESS.room(cursor, isAmple(cursor) ? 0 : Varints.length(tag) + Integer.BYTES);
        int pos = putTag(array, cursor, tag);
        Bytes.putInt(array, pos, bits);
        publish(cursor, pos + Integer.BYTES);
        return this;
    }

    private ProtobufWriter append64(int field, long bits) {
        AppendBuffer cursor = out();
        int tag = tag(field, FIXED_64);
        byte[] array = ACCESS.room(cursor, isAmple(cursor) ? 0 : Varints.length(tag) + Long.BYTES);
        int pos = putTag(array, cursor, tag);
        Bytes.putLong(array, pos, bits);
        publish(cursor, pos + Long.BYTES);
        return this;
    }

    /** Whether any tag fits, and any value without a length. */
    private static boolean isAmple(AppendBuffer cursor) {
        return ACCESS.limit(cursor) - ACCESS.position(cursor) >= AMPLE;
    }

    private static int putTag(byte[] array, AppendBuffer cursor, int tag) {
        return Varints.append(array, ACCESS.position(cursor), tag);
    }

    /** Makes room for a field with a length, and returns whether it is written through the window in pieces. */
    private static boolean makesRoom(AppendBuffer cursor, int tag, long length) {
        if (length > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a field of " + length + " bytes: the format has no more than 2147483647");
        }
        long total = Varints.length(tag) + Varints.length(length) + length;
        if (ACCESS.makeRoomInPieces(cursor, total)) {
            return true;
        }
        ACCESS.room(cursor, total);
        return false;
    }

    private static int putHeader(byte[] array, AppendBuffer cursor, int tag, long length) {
        return Varints.append(array, putTag(array, cursor, tag), (int) length);
    }

    private <S> void appendInPieces(
            AppendBuffer cursor, int tag, long length, Pieces<S> pieces, S src, int from, int to) {
        long mark = ACCESS.mark(cursor);
        try {
            cursor.appendVarInt(tag).appendVarLong(length);
            ACCESS.appendInPieces(cursor, pieces, src, from, to);
        } catch (Throwable e) {
            ACCESS.rollBack(cursor, mark, e);
            throw e;
        }
        published(mark);
    }
}
