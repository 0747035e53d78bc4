// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import dev.appendkit.internal.AsciiScan;
import dev.appendkit.internal.Base62;
import dev.appendkit.internal.Base64Text;
import dev.appendkit.internal.Civil;
import dev.appendkit.internal.DecimalText;
import dev.appendkit.internal.Decimals;
import dev.appendkit.internal.Digits;
import dev.appendkit.internal.DurationText;
import dev.appendkit.internal.FixedDouble;
import dev.appendkit.internal.FixedWidth;
import dev.appendkit.internal.Hex;
import dev.appendkit.internal.HttpDate;
import dev.appendkit.internal.SecondText;
import dev.appendkit.internal.ShortestDouble;
import dev.appendkit.internal.ShortestFloat;
import dev.appendkit.internal.Utf8;
import dev.appendkit.internal.Varints;
import dev.appendkit.internal.cursor.CursorAccess;
import dev.appendkit.internal.cursor.GrowingStorage;
import dev.appendkit.internal.cursor.Guest;
import dev.appendkit.internal.cursor.Pieces;
import dev.appendkit.internal.cursor.Room;
import dev.appendkit.internal.cursor.Storage;
import dev.appendkit.internal.cursor.TextPieces;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A cursor that appends the text of many values to one target: a {@code StringBuilder} for bytes.
 *
 * <pre>{@code
 * AppendBuffer out = AppendBuffer.growing(64, 1024);
 * out.appendAscii("id=").appendLong(42).appendByte((byte) ' ').appendInstant(0, 0, FractionDigits.MILLIS);
 * out.writeTo(System.out);                        // id=42 1970-01-01T00:00:00.000Z
 * }</pre>
 *
 * <p>Cursors come from {@link #wrap}, {@link #growing}, {@link #draining}, a {@code BufferPool} or
 * {@code ByteBufAppend.open}. A cursor takes its array once and keeps the position, so a series of appends pays for the
 * target's bookkeeping only once, whatever the target is.
 *
 * <p>Each append is all or nothing: if it throws, length and content are unchanged. It may write to any byte of the
 * free room after the text. A {@code CharSequence} that is not a {@code String} is read once, into chars that the
 * cursor keeps. No append allocates in steady state, except where {@link Append} says so and for such a sequence of
 * more than 8,192 chars.
 *
 * <p>A null argument causes a {@code NullPointerException} before the first byte is written. After {@link #close} a
 * borrowed or opened cursor throws {@code IllegalStateException} until it is borrowed or opened again. Only one thread
 * at a time may use a cursor.
 */
public final class AppendBuffer implements AutoCloseable {
    private static final int MAX_KEPT_CHARS = 8_192;
    private static final char[] NO_CHARS = {};
    private static final byte[] NO_BYTES = {};
    private static final Object[] NO_GUESTS = {};

    static {
        CursorAccess.set(new Access());
    }

    // The fast path of every append is these three fields; a closed cursor has position 0 and limit -1.
    private byte[] array;
    private int position;
    private int limit;
    private int origin;
    private final @Nullable Storage storage;
    private final SecondText seconds = new SecondText();
    private char[] chars = NO_CHARS;
    private @Nullable AsciiScan asciiScan;
    /**
     * Whether the cursor keeps its scan; false once the scan was dropped: where a pool has no room for one, each
     * borrower would create one.
     */
    private boolean keepsScan = true;
    /** The objects that other packages of this module keep with the cursor, by {@link Guest#index}. */
    private Object[] guests = NO_GUESTS;

    private @Nullable Reservations reservations;
    private @Nullable OutputStream stream;
    private @Nullable Appendable appendable;

    private AppendBuffer(byte[] array, int position, int limit, @Nullable Storage storage) {
        this.array = array;
        this.position = position;
        this.limit = limit;
        this.origin = position;
        this.storage = storage;
    }

    /**
     * Returns a cursor over a range of the caller's array. It may write to any byte of the range and to none outside.
     *
     * @param dst the target
     * @param from the first byte of the range, inclusive
     * @param to the last byte of the range, exclusive
     * @return an empty cursor; closing it does nothing
     * @throws IndexOutOfBoundsException if the range lies outside the array
     */
    public static AppendBuffer wrap(byte[] dst, int from, int to) {
        Objects.checkFromToIndex(from, to, dst.length);
        return new AppendBuffer(dst, from, to, null);
    }

    /**
     * Returns a cursor over an array of its own, which doubles in size when it is full.
     *
     * @param initial the initial capacity in bytes
     * @param max the maximum capacity in bytes
     * @return an empty cursor; closing it does nothing
     * @throws IllegalArgumentException if {@code initial} is negative or greater than {@code max}
     */
    public static AppendBuffer growing(int initial, int max) {
        if (initial < 0 || initial > max) {
            throw new IllegalArgumentException("initial capacity " + initial + " is outside 0 to the maximum " + max);
        }
        Storage storage = new GrowingStorage(initial, Math.min(max, GrowingStorage.MAX_ARRAY_LENGTH));
        return new AppendBuffer(storage.array, 0, initial, storage);
    }

    /**
     * Returns a cursor that sends its content to a sink whenever its array is full, and the rest on {@link #close}.
     * Drained bytes can no longer be truncated or read back.
     *
     * <p>An append of up to {@code capacity} bytes is all or nothing; a longer one throws
     * {@code BufferOverflowException}. If the sink throws, or if an operation of many appends fails after a part of it
     * was drained, the cursor is <em>broken</em>: {@link Sink#abort} is called once, every later call except
     * {@code close()} and {@link #reset(Sink)} throws {@code IllegalStateException}, and {@code close()} drains
     * nothing. An {@code IOException} of the sink arrives as {@link java.io.UncheckedIOException}.
     *
     * @param sink where the bytes go
     * @param capacity the size of the array in bytes, which is also the longest append
     * @return an empty cursor, which must be closed
     * @throws IllegalArgumentException if {@code capacity} is less than 1
     */
    public static AppendBuffer draining(Sink sink, int capacity) {
        Objects.requireNonNull(sink);
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity " + capacity + " is less than 1");
        }
        Reservations reservations = new Reservations();
        Storage storage = new DrainingStorage(sink, capacity, reservations);
        AppendBuffer cursor = new AppendBuffer(storage.array, 0, capacity, storage);
        cursor.reservations = reservations;
        return cursor;
    }

    /**
     * Points a wrapping cursor at another range. The cursor is empty afterwards.
     *
     * @param dst the target
     * @param from the first byte of the range, inclusive
     * @param to the last byte of the range, exclusive
     * @return this cursor
     * @throws IndexOutOfBoundsException if the range lies outside the array
     * @throws UnsupportedOperationException if this cursor does not come from {@link #wrap}
     */
    public AppendBuffer reset(byte[] dst, int from, int to) {
        if (storage != null) {
            throw new UnsupportedOperationException("only a cursor from wrap() can be aimed at another array");
        }
        Objects.checkFromToIndex(from, to, dst.length);
        array = dst;
        position = from;
        limit = to;
        origin = from;
        clearReservations();
        return this;
    }

    /**
     * Reopens a closed or broken draining cursor for another sink, empty and on the same array. An open cursor can be
     * reset too, as long as it holds no undrained bytes and no reservation.
     *
     * @param sink where the bytes go from now on
     * @return this cursor, which must be closed again
     * @throws IllegalStateException if this cursor is open and holds undrained bytes or a reservation, or if its sink
     *     calls this method; nothing is dropped or drained
     * @throws UnsupportedOperationException if this cursor does not come from {@link #draining}
     */
    public AppendBuffer reset(Sink sink) {
        Objects.requireNonNull(sink);
        if (!(storage instanceof DrainingStorage draining)) {
            throw new UnsupportedOperationException("only a cursor from draining() can be given another sink");
        }
        draining.reset(sink, position);
        takeWindow(draining);
        clearReservations();
        return this;
    }

    /**
     * Returns the number of bytes appended since this cursor was created, opened or cleared, including those that a
     * sink has taken.
     *
     * @return the length in bytes; {@code Integer.MAX_VALUE} if there are more, as a draining cursor may have
     * @throws IllegalStateException if this cursor is closed
     */
    public int length() {
        checkOpen();
        return (int) Math.min(Integer.MAX_VALUE, total());
    }

    /** The length, which may exceed an int. */
    long total() {
        return drained() + position - origin;
    }

    private long drained() {
        return storage == null ? 0 : storage.drained();
    }

    /**
     * Cuts the content back to an earlier {@link #length}. A reservation that loses a byte is forgotten.
     *
     * @param length the length to keep, 0 to {@link #length}
     * @return this cursor
     * @throws IndexOutOfBoundsException if the length is not in that range
     * @throws IllegalStateException if this cursor is closed, or if a sink has taken bytes beyond that length
     */
    public AppendBuffer truncate(int length) {
        int now = length();
        if (length < 0 || length > now) {
            throw new IndexOutOfBoundsException("length " + length + " is outside 0 to the present length " + now);
        }
        cut(length);
        return this;
    }

    private void cut(long length) {
        long drained = drained();
        if (length < drained) {
            throw new IllegalStateException(
                    "of " + total() + " bytes " + drained + " were drained and cannot be cut to " + length);
        }
        int remaining = (int) (length - drained);
        if (storage == null) {
            position = origin + remaining;
        } else {
            storage.truncate(position, remaining);
            takeWindow(storage);
        }
        cutReservations(length);
    }

    private void clearReservations() {
        if (reservations != null) {
            reservations.clear();
        }
    }

    private void cutReservations(long length) {
        if (reservations != null) {
            reservations.cut(length);
        }
    }

    /**
     * Appends zero bytes that are filled in later: a length or a count that precedes what it counts. Call exactly one
     * {@code patch…} method for it before the cursor is closed or its content is read: until then {@link #toByteArray}
     * and similar methods throw {@code IllegalStateException}, and so does {@link #close} of a borrowed, opened or
     * draining cursor. {@link #truncate} to a length before its end forgets the reservation.
     *
     * <pre>{@code
     * int mark = out.appendByte((byte) 'Q').reserve(4);              // PostgreSQL: four bytes that count themselves
     * out.appendUtf8("SELECT 1").appendByte((byte) 0);
     * out.patchBigEndian(mark, out.lengthSince(mark) + 4);
     * }</pre>
     *
     * <p>A draining cursor holds all bytes from the first reservation on until it is filled in; if they exceed the
     * cursor's capacity, the append throws {@code BufferOverflowException}.
     *
     * <p>A mark is the low 32 bits of a position. Beyond 2<sup>31</sup> bytes, which only a draining cursor can have,
     * it is negative, and from 2<sup>32</sup> bytes on it wraps around. Two open reservations of one cursor never share
     * a mark, because they lie in one array.
     *
     * @param length the number of bytes, at least 1
     * @return a mark for the {@code patch…} methods of this cursor and for {@link #lengthSince}
     * @throws IllegalArgumentException if the length is less than 1
     * @throws BufferOverflowException if the bytes do not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public int reserve(int length) {
        if (length < 1) {
            throw new IllegalArgumentException("length " + length + " is less than 1");
        }
        int p = room(length);
        Reservations all = madeReservations();
        long mark = total();
        all.add(mark, length);
        Arrays.fill(array, p, p + length, (byte) 0);
        position = p + length;
        return (int) mark;
    }

    private Reservations madeReservations() {
        Reservations all = reservations;
        if (all == null) {
            all = new Reservations();
            reservations = all;
        }
        return all;
    }

    /**
     * Returns the number of bytes appended since a reservation.
     *
     * @param mark the result of {@link #reserve}, not yet filled in
     * @return the number of bytes, not counting the reserved ones
     * @throws IllegalArgumentException if the mark is unknown, truncated or already filled in
     * @throws IllegalStateException if this cursor is closed
     */
    public int lengthSince(int mark) {
        Reservations all = reserved();
        return lengthSince(all, all.find(mark));
    }

    private int lengthSince(Reservations all, int index) {
        return (int) (total() - all.position(index) - all.length(index));
    }

    /**
     * Fills in 1 to 8 reserved bytes with an integer, the high byte first.
     *
     * @param mark the result of {@link #reserve}
     * @param value the value, which must fit as a signed or an unsigned number
     * @return this cursor
     * @throws IllegalArgumentException if the mark is unknown, truncated or already filled in, or if the value does not
     *     fit
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer patchBigEndian(int mark, long value) {
        Reservations all = reserved();
        int index = all.find(mark);
        all.bigEndian(value, all.length(index));
        return patch(all, index, all.scratch, 0);
    }

    /**
     * Fills in 1 to 8 reserved bytes with an integer, the low byte first. MySQL's packets begin with 3 such bytes.
     *
     * @param mark the result of {@link #reserve}
     * @param value the value, which must fit as a signed or an unsigned number
     * @return this cursor
     * @throws IllegalArgumentException if the mark is unknown, truncated or already filled in, or if the value does not
     *     fit
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer patchLittleEndian(int mark, long value) {
        Reservations all = reserved();
        int index = all.find(mark);
        all.littleEndian(value, all.length(index));
        return patch(all, index, all.scratch, 0);
    }

    /**
     * Fills in 1 to 64 reserved bytes with a decimal number, padded with leading zeros.
     *
     * @param mark the result of {@link #reserve}
     * @param value the value, whose sign and digits must fit
     * @return this cursor
     * @throws IllegalArgumentException if the mark is unknown, truncated or already filled in, or if the value does not
     *     fit
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer patchZeroPadded(int mark, long value) {
        Reservations all = reserved();
        int index = all.find(mark);
        all.zeroPadded(value, all.length(index));
        return patch(all, index, all.scratch, 0);
    }

    /**
     * Fills in 1 to 16 reserved bytes with a lower-case hexadecimal number, padded with leading zeros, for example a
     * chunk size of HTTP (RFC 9112, section 7.1).
     *
     * @param mark the result of {@link #reserve}
     * @param value the value, read as unsigned, whose digits must fit
     * @return this cursor
     * @throws IllegalArgumentException if the mark is unknown, truncated or already filled in, or if the value does not
     *     fit
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer patchHexPadded(int mark, long value) {
        Reservations all = reserved();
        int index = all.find(mark);
        all.hexPadded(value, all.length(index));
        return patch(all, index, all.scratch, 0);
    }

    /**
     * Fills in 1 to 10 reserved bytes with a varint of exactly that length: the bytes that the value does not need only
     * announce another byte. Protocol buffer readers accept such a varint.
     *
     * @param mark the result of {@link #reserve}
     * @param value the value, read as unsigned, seven bits per byte
     * @return this cursor
     * @throws IllegalArgumentException if the mark is unknown, truncated or already filled in, or if the value does not
     *     fit
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer patchVarLong(int mark, long value) {
        Reservations all = reserved();
        int index = all.find(mark);
        all.varLong(value, all.length(index));
        return patch(all, index, all.scratch, 0);
    }

    /**
     * Fills in reserved bytes with the same number of other bytes.
     *
     * @param mark the result of {@link #reserve}
     * @param src the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return this cursor
     * @throws IllegalArgumentException if the mark is unknown, truncated or already filled in, or if the reservation
     *     has more or fewer bytes
     * @throws IndexOutOfBoundsException if the range lies outside the source
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer patchBytes(int mark, byte[] src, int from, int to) {
        int length = Checks.bytesLength(src, from, to);
        Reservations all = reserved();
        int index = all.find(mark);
        if (length != all.length(index)) {
            throw new IllegalArgumentException(length + " bytes for " + all.length(index) + " reserved ones");
        }
        return patch(all, index, src, from);
    }

    /** Turns one reserved byte into the varint of the number of bytes after it. */
    private void fillInLength(int mark) {
        Reservations all = reserved();
        int index = all.find(mark);
        int length = lengthSince(all, index);
        int more = Varints.length(length) - 1;
        if (more > 0) {
            all.checkLast(index);
            room(more);
            widen((int) (all.position(index) - drained()), more);
            all.widen(index, more);
        }
        all.varLong(length, 1 + more);
        patch(all, index, all.scratch, 0);
    }

    private void widen(int offset, int more) {
        if (storage != null && storage.widen(position, offset, more)) {
            takeWindow(storage);
            return;
        }
        int from = origin + offset;
        System.arraycopy(array, from, array, from + more, position - from);
        position += more;
    }

    private Reservations reserved() {
        checkOpen();
        Reservations all = reservations;
        if (all == null) {
            throw new IllegalArgumentException("nothing was reserved");
        }
        return all;
    }

    private AppendBuffer patch(Reservations all, int index, byte[] src, int from) {
        int length = all.length(index);
        int offset = (int) (all.position(index) - drained());
        if (storage == null || !storage.patch(offset, src, from, from + length)) {
            System.arraycopy(src, from, array, origin + offset, length);
        }
        all.remove(index);
        return this;
    }

    /**
     * Removes all content, as {@code truncate(0)} does.
     *
     * @return this cursor
     * @throws IllegalStateException if this cursor is closed, or if a sink has taken bytes
     */
    public AppendBuffer clear() {
        return truncate(0);
    }

    /**
     * Returns a copy of the content.
     *
     * @return a new array
     * @throws UnsupportedOperationException if this cursor is open over a ByteBuf or draining
     * @throws IllegalStateException if this cursor is closed
     */
    public byte[] toByteArray() {
        checkWhole();
        return Arrays.copyOfRange(array, origin, position);
    }

    /**
     * Writes the content to a stream and keeps it.
     *
     * @param stream the stream
     * @throws IOException if the stream throws one
     * @throws UnsupportedOperationException if this cursor is open over a ByteBuf or draining
     * @throws IllegalStateException if this cursor is closed
     */
    public void writeTo(OutputStream stream) throws IOException {
        checkWhole();
        stream.write(array, origin, position - origin);
    }

    /**
     * Copies the content into an array.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the content does not fit; nothing is
     *     written
     * @throws UnsupportedOperationException if this cursor is open over a ByteBuf or draining
     * @throws IllegalStateException if this cursor is closed
     */
    public int copyTo(byte[] dst, int pos) {
        checkWhole();
        Room.check(dst, pos, position - origin);
        return Text.appendBytes(dst, pos, array, origin, position);
    }

    /**
     * Returns the array that holds the content from {@link #arrayOffset} on. It is valid until the next append, reset
     * or close.
     *
     * @return the array itself
     * @throws UnsupportedOperationException if this cursor is open over a ByteBuf or draining
     * @throws IllegalStateException if this cursor is closed
     */
    public byte[] array() {
        checkWhole();
        return array;
    }

    /**
     * Returns the index of the content's first byte in {@link #array}.
     *
     * @return the index
     * @throws UnsupportedOperationException if this cursor is open over a ByteBuf or draining
     * @throws IllegalStateException if this cursor is closed
     */
    public int arrayOffset() {
        checkAddressable();
        return origin;
    }

    /**
     * Returns a read-only view of the content. It is valid until the next append, reset or close.
     *
     * @return a new view from position 0 to the content's length
     * @throws UnsupportedOperationException if this cursor is open over a ByteBuf or draining
     * @throws IllegalStateException if this cursor is closed
     */
    public ByteBuffer asByteBuffer() {
        checkWhole();
        return ByteBuffer.wrap(array, origin, position - origin).slice().asReadOnlyBuffer();
    }

    /**
     * Decodes the content.
     *
     * @param charset the charset of the bytes
     * @return a new string
     * @throws UnsupportedOperationException if this cursor is open over a ByteBuf or draining
     * @throws IllegalStateException if this cursor is closed
     */
    public String toString(Charset charset) {
        checkWhole();
        return new String(array, origin, position - origin, charset);
    }

    /** Returns length and capacity, never content: a log line must not reveal the content of a statement. */
    @Override
    public String toString() {
        return storage != null && limit < 0
                ? "AppendBuffer[" + storage.stateName() + "]"
                : "AppendBuffer[length=" + length() + ", capacity=" + (limit - origin) + "]";
    }

    /**
     * Returns a borrowed cursor to its pool, publishes the bytes of an opened one, or drains a draining one. Does
     * nothing for a cursor from {@link #wrap} or {@link #growing}.
     *
     * <p>If reserved bytes were not filled in, the cursor is closed nevertheless, without its content: a borrowed
     * cursor returns empty, the writerIndex of an opened cursor's ByteBuf does not change, and a draining cursor is
     * broken.
     *
     * @throws IllegalStateException if this cursor is already closed, if other code changed its target, or if reserved
     *     bytes were not filled in
     * @throws java.io.UncheckedIOException if the sink throws an {@code IOException}
     */
    @Override
    public void close() {
        if (storage == null) {
            return;
        }
        if (limit < 0) {
            storage.closeAgain();
            return;
        }
        // Whatever close() throws, the cursor is closed; a storage that stays open says so after it.
        int last = position;
        byte[] open = array;
        int openLimit = limit;
        position = 0;
        limit = -1;
        // An idle cursor must not keep a ByteBuf's array alive. The array of a pool stays: storing a reference at every
        // borrow and release would dirty cards that threads share.
        if (!storage.isAddressable()) {
            array = NO_BYTES;
        }
        IllegalStateException unfilled = hasUnfilled() ? unfilled() : null;
        if (!(unfilled == null ? storage.close(last) : storage.discard(last, unfilled))) {
            array = open;
            position = last;
            limit = openLimit;
        } else if (unfilled != null) {
            throw unfilled;
        }
    }

    /**
     * Returns this cursor as a stream, for code that can only write to a stream. The stream lives as long as the
     * cursor: every call returns the same one, and it throws the cursor's exceptions, {@code IllegalStateException}
     * once the cursor is closed. Its own {@code flush} and {@code close} do nothing. An array that exceeds a draining
     * cursor's capacity is drained in pieces.
     *
     * @return a view of this cursor
     */
    public OutputStream asOutputStream() {
        OutputStream view = stream;
        if (view == null) {
            view = new CursorStream(this);
            stream = view;
        }
        return view;
    }

    /**
     * Returns this cursor as an {@code Appendable}, for code that can only write text to an {@code Appendable}. The
     * text is written in UTF-8. The view lives as long as the cursor: every call returns the same one, and it throws
     * the cursor's exceptions, {@code IllegalStateException} once the cursor is closed. A null sequence is written as
     * {@code null}, as the interface requires.
     *
     * <p>The halves of a surrogate pair may arrive in two calls: the first half is written as U+FFFD at once and
     * replaced if the second one reaches this view while the cursor still ends there. A draining cursor holds those
     * three bytes back as long as the following bytes fit next to them. Text that may exceed a draining cursor's
     * capacity is drained in pieces.
     *
     * @return a view of this cursor
     */
    public Appendable asAppendable() {
        Appendable view = appendable;
        if (view == null) {
            view = new CursorAppendable(this, madeReservations());
            appendable = view;
        }
        return view;
    }

    /**
     * Appends {@code true} or {@code false}. At most {@link Append#MAX_BOOLEAN_LENGTH} bytes.
     *
     * @param value the value
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendBoolean(boolean value) {
        int p = room(value ? 4 : 5);
        position = Text.appendBoolean(array, p, value);
        return this;
    }

    /**
     * Appends an int in decimal. At most {@link Append#MAX_INT_LENGTH} bytes.
     *
     * @param value the value
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendInt(int value) {
        int p = position;
        if (limit - p < Append.MAX_INT_LENGTH) {
            return appendIntExact(value);
        }
        position = Digits.appendIntSpill(array, p, value);
        return this;
    }

    private AppendBuffer appendIntExact(int value) {
        int p = room(Digits.intLength(value));
        position = Digits.appendIntExact(array, p, value);
        return this;
    }

    /**
     * Appends a long in decimal. At most {@link Append#MAX_LONG_LENGTH} bytes.
     *
     * @param value the value
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendLong(long value) {
        int p = position;
        if (limit - p < Append.MAX_LONG_LENGTH) {
            return appendLongExact(value);
        }
        position = Digits.appendLongSpill(array, p, value);
        return this;
    }

    private AppendBuffer appendLongExact(long value) {
        int p = room(Digits.longLength(value));
        position = Digits.appendLongExact(array, p, value);
        return this;
    }

    /**
     * Appends an unsigned int in decimal. At most {@link Append#MAX_UNSIGNED_INT_LENGTH} bytes.
     *
     * @param value the value, read as unsigned
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendUnsignedInt(int value) {
        int p = room(Digits.unsignedLongLength(value & 0xFFFF_FFFFL));
        position = Digits.appendUnsignedIntExact(array, p, value);
        return this;
    }

    /**
     * Appends an unsigned long in decimal. At most {@link Append#MAX_UNSIGNED_LONG_LENGTH} bytes.
     *
     * @param value the value, read as unsigned
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendUnsignedLong(long value) {
        int p = position;
        if (limit - p < Append.MAX_UNSIGNED_LONG_LENGTH) {
            return appendUnsignedLongExact(value);
        }
        position = Digits.appendUnsignedLongSpill(array, p, value);
        return this;
    }

    private AppendBuffer appendUnsignedLongExact(long value) {
        int p = room(Digits.unsignedLongLength(value));
        position = Digits.appendUnsignedLongExact(array, p, value);
        return this;
    }

    /**
     * Appends a long in decimal, padded with leading zeros to at least {@code width} bytes. The sign counts and comes
     * first: -42 with width 5 is {@code -0042}. Digits are never cut off. At most {@link Append#MAX_ZERO_PADDED_LENGTH}
     * bytes.
     *
     * @param value the value
     * @param width the minimum number of bytes, 0 to 64
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws IllegalArgumentException if the width is outside 0 to 64
     */
    public AppendBuffer appendZeroPadded(long value, int width) {
        int p = room(Digits.zeroPaddedLength(value, Checks.checkWidth(width)));
        position = Digits.appendZeroPadded(array, p, value, width);
        return this;
    }

    /**
     * Appends a long in lower-case hexadecimal without leading zeros. At most {@link Append#MAX_HEX_LONG_LENGTH} bytes.
     *
     * @param value the value, read as unsigned
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendHexLong(long value) {
        int p = room(Hex.longLength(value));
        position = Hex.appendLong(array, p, value, Hex.longLength(value));
        return this;
    }

    /**
     * Appends a long in lower-case hexadecimal with leading zeros. At most {@link Append#MAX_HEX_PADDED_LENGTH} bytes.
     *
     * @param value the value, read as unsigned
     * @param digits the number of digits, 1 to 16
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws IllegalArgumentException if the number of digits is outside 1 to 16 or too small for the value
     */
    public AppendBuffer appendHexPadded(long value, int digits) {
        int p = room(Checks.checkHexDigits(value, digits));
        position = Hex.appendLong(array, p, value, digits);
        return this;
    }

    /**
     * Appends bytes in lower-case hexadecimal, two digits per byte (RFC 4648, section 8).
     *
     * @param src the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws IndexOutOfBoundsException if the range lies outside the source
     */
    public AppendBuffer appendHexBytes(byte[] src, int from, int to) {
        long length = Checks.hexLength(src, from, to);
        if (limit - position < length && makeRoomInPieces(length)) {
            return appendInPieces(TextPieces.HEX, src, from, to);
        }
        int p = room(length);
        position = Hex.appendBytes(array, p, src, from, to);
        return this;
    }

    /**
     * Appends bytes in Base64 with padding (RFC 4648, section 4), four digits for every three bytes or part of them.
     *
     * @param src the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws IndexOutOfBoundsException if the range lies outside the source
     */
    public AppendBuffer appendBase64(byte[] src, int from, int to) {
        long length = Checks.base64Length(src, from, to);
        if (limit - position < length && makeRoomInPieces(length)) {
            return appendInPieces(TextPieces.BASE64, src, from, to);
        }
        int p = room(length);
        position = Base64Text.append(array, p, src, from, to);
        return this;
    }

    /**
     * Appends a float as the shortest decimal that rounds to it, the closest one if there are several, as
     * {@code Float.toString} does since JDK 19. At most {@link Append#MAX_FLOAT_LENGTH} bytes.
     *
     * @param value the value
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendFloat(float value) {
        int p = position;
        if (limit - p < ShortestFloat.SPILL_ROOM) {
            return appendFloatExact(value);
        }
        position = ShortestFloat.appendSpill(array, p, value);
        return this;
    }

    private AppendBuffer appendFloatExact(float value) {
        int p = room(ShortestFloat.length(value));
        position = ShortestFloat.appendExact(array, p, value);
        return this;
    }

    /**
     * Appends a double as the shortest decimal that rounds to it, the closest one if there are several, as
     * {@code Double.toString} does since JDK 19. At most {@link Append#MAX_DOUBLE_LENGTH} bytes.
     *
     * @param value the value
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendDouble(double value) {
        int p = position;
        if (limit - p < ShortestDouble.SPILL_ROOM) {
            return appendDoubleExact(value);
        }
        position = ShortestDouble.appendSpill(array, p, value);
        return this;
    }

    private AppendBuffer appendDoubleExact(double value) {
        int p = room(ShortestDouble.length(value));
        position = ShortestDouble.appendExact(array, p, value);
        return this;
    }

    /**
     * Appends a double without exponent and with a fixed number of digits after the point. It is rounded exactly,
     * half-even on the exact binary value. A negative value that rounds to zero keeps its sign; NaN and infinities are
     * written as by {@code appendDouble}. At most {@link Append#MAX_FIXED_LENGTH} bytes.
     *
     * @param value the value
     * @param fractionDigits the number of digits after the point, 0 to 340; 0 omits the point too
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws IllegalArgumentException if the number of digits is outside 0 to 340
     */
    public AppendBuffer appendFixed(double value, int fractionDigits) {
        int p = room(FixedDouble.length(value, Checks.checkFractionDigits(fractionDigits)));
        position = FixedDouble.appendExact(array, p, value, fractionDigits);
        return this;
    }

    /**
     * Appends {@code unscaled} times 10 to the power of {@code -scale} without exponent, as
     * {@code BigDecimal.toPlainString} does. At most {@link Append#MAX_DECIMAL_LENGTH} bytes.
     *
     * @param unscaled the unscaled value
     * @param scale the number of digits after the point; a negative scale appends zeros
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws IllegalArgumentException if the text is longer than {@link Append#MAX_DECIMAL_LENGTH}
     */
    public AppendBuffer appendDecimal(long unscaled, int scale) {
        int p = position;
        if (limit - p < Decimals.MAX_SPILL_LENGTH || !Decimals.isSpillable(scale)) {
            return appendDecimalExact(unscaled, scale);
        }
        position = Decimals.appendSpill(array, p, unscaled, scale);
        return this;
    }

    private AppendBuffer appendDecimalExact(long unscaled, int scale) {
        int length = DecimalText.checkLength(Decimals.length(unscaled, scale));
        if (makeRoomInPieces(length)) {
            // Only zeros can make a long that long.
            if (scale < 0) {
                return appendLong(unscaled).appendZeros(-scale);
            }
            long magnitude = Math.abs(unscaled);
            return appendPoint(unscaled < 0)
                    .appendZeros(scale - Digits.unsignedLongLength(magnitude))
                    .appendUnsignedLong(magnitude);
        }
        int p = room(length);
        position = Decimals.append(array, p, unscaled, scale);
        return this;
    }

    /** Appends the start of a fraction that is less than 1. */
    private AppendBuffer appendPoint(boolean negative) {
        return appendAscii(negative ? "-0." : "0.");
    }

    private AppendBuffer appendZeros(int count) {
        return appendInPieces(TextPieces.ZEROS, NO_BYTES, 0, count);
    }

    /**
     * Appends a decimal without exponent, as {@code toPlainString} does. At most {@link Append#MAX_DECIMAL_LENGTH}
     * bytes. Does not allocate for unscaled values of up to 128 bits, and one copy of the value's size above that. (For
     * 16 to 19 digits with a fraction, and for a scale below 0 or above 22, it allocates 40 bytes in a process where
     * the JVM cannot inline {@code BigDecimal.longValue()}.) A subclass is copied once into the exact class.
     *
     * @param value the value
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws IllegalArgumentException if the text is longer than {@link Append#MAX_DECIMAL_LENGTH}; this depends only
     *     on precision and scale
     */
    public AppendBuffer appendDecimal(BigDecimal value) {
        int scale = value.scale();
        if (DecimalText.isCompact(value)) {
            return appendDecimal(DecimalText.unscaled(value), scale);
        }
        BigInteger unscaled = DecimalText.exact(value.unscaledValue());
        if (value.getClass() != BigDecimal.class) {
            recheckTarget();
        }
        int length = DecimalText.length(unscaled, scale);
        // The text has a few digits and many zeros.
        if (makeRoomInPieces(length)) {
            int digits = DecimalText.digits(unscaled);
            if (scale <= 0) {
                return appendBigInteger(unscaled).appendZeros(-scale);
            }
            if (scale >= digits) {
                appendPoint(unscaled.signum() < 0).appendZeros(scale - digits);
                int p = room(digits);
                position = DecimalText.appendMagnitude(array, p, unscaled, digits);
                return this;
            }
        }
        int p = room(length);
        position = DecimalText.append(array, p, unscaled, scale);
        return this;
    }

    /**
     * Appends an integer in decimal. At most {@link Append#MAX_BIG_INTEGER_LENGTH} bytes. Does not allocate for values
     * of up to 128 bits, and one copy of the value's size above that. A subclass is copied once into the exact class.
     *
     * @param value the value
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws IllegalArgumentException if the text is longer than {@link Append#MAX_DECIMAL_LENGTH}
     */
    public AppendBuffer appendBigInteger(BigInteger value) {
        BigInteger exact = DecimalText.exact(value);
        if (value.getClass() != BigInteger.class) {
            recheckTarget();
        }
        int p = room(DecimalText.length(exact, 0));
        position = DecimalText.append(array, p, exact, 0);
        return this;
    }

    /**
     * Appends ASCII text, one byte per char.
     *
     * @param text the text
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws IllegalArgumentException if a char is above 0x7F; the message gives its index
     */
    public AppendBuffer appendAscii(CharSequence text) {
        if (text instanceof String string) {
            int length = string.length();
            if (!isLongAscii(string, 0, length)) {
                Checks.checkAscii(string);
            }
            return appendAsciiString(string, 0, length);
        }
        int length = text.length();
        Objects.checkFromToIndex(0, length, length);
        char[] copy = takeChars(length);
        Text.copy(text, 0, length, copy, 0);
        recheckTarget();
        Checks.checkAscii(copy, length);
        appendUtf8Chars(copy, 0, length, length);
        keepChars(copy);
        return this;
    }

    /**
     * Appends text in UTF-8 (RFC 3629); a surrogate without its partner becomes U+FFFD. At most three bytes per char.
     *
     * @param text the text
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendUtf8(CharSequence text) {
        return appendUtf8(text, 0, text.length());
    }

    /**
     * Appends a range of text in UTF-8 (RFC 3629); a surrogate without its partner in the range becomes U+FFFD. At most
     * three bytes per char.
     *
     * @param text the text
     * @param from the first char, inclusive
     * @param to the last char, exclusive
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws IndexOutOfBoundsException if the range lies outside the source
     */
    public AppendBuffer appendUtf8(CharSequence text, int from, int to) {
        if (text instanceof String string) {
            return appendUtf8String(string, from, to);
        }
        Objects.checkFromToIndex(from, to, text.length());
        int length = to - from;
        char[] copy = takeChars(length);
        Text.copy(text, from, to, copy, 0);
        recheckTarget();
        boolean ample = limit - position >= (long) length * Utf8.MAX_BYTES_PER_CHAR;
        appendUtf8Chars(copy, 0, length, ample ? 0 : Utf8.length(copy, 0, length));
        keepChars(copy);
        return this;
    }

    /**
     * Appends bytes that are already UTF-8 (RFC 3629) after checking all of them: only well-formed sequences are
     * written.
     *
     * @param src the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws IndexOutOfBoundsException if the range lies outside the source
     * @throws IllegalArgumentException if they are malformed; the message gives the index in the source at which the
     *     first malformed sequence begins
     */
    public AppendBuffer appendUtf8(byte[] src, int from, int to) {
        Checks.utf8Length(src, from, to);
        return appendBytes(src, from, to);
    }

    /**
     * Appends a code point in UTF-8 (RFC 3629); a surrogate becomes U+FFFD. At most
     * {@link Append#MAX_CODE_POINT_LENGTH} bytes.
     *
     * @param codePoint the code point
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws IllegalArgumentException if it is not a Unicode code point
     */
    public AppendBuffer appendCodePoint(int codePoint) {
        int p = room(Checks.codePointLength(codePoint));
        position = Utf8.appendCodePoint(array, p, codePoint);
        return this;
    }

    /**
     * Appends bytes unchanged, as if the source were copied first.
     *
     * @param src the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws IndexOutOfBoundsException if the range lies outside the source
     */
    public AppendBuffer appendBytes(byte[] src, int from, int to) {
        int length = Checks.bytesLength(src, from, to);
        if (limit - position < length) {
            return appendBytesWithoutRoom(src, from, to);
        }
        position = Text.appendBytes(array, position, src, from, to);
        return this;
    }

    /**
     * Appends all bytes of an array unchanged, as if the source were copied first.
     *
     * @param src the source
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendBytes(byte[] src) {
        return appendBytes(src, 0, src.length);
    }

    private AppendBuffer appendBytesWithoutRoom(byte[] src, int from, int to) {
        // As if the source were copied first: making room may pass the array on to other code, and the first piece may
        // overwrite the source of the second.
        return storage != null && storage.holds(src)
                ? makeRoomAndAppendBytes(Arrays.copyOfRange(src, from, to), 0, to - from)
                : makeRoomAndAppendBytes(src, from, to);
    }

    private AppendBuffer makeRoomAndAppendBytes(byte[] src, int from, int to) {
        if (makeRoomInPieces(to - from)) {
            return appendInPieces(TextPieces.BYTES, src, from, to);
        }
        int p = room(to - from);
        position = Text.appendBytes(array, p, src, from, to);
        return this;
    }

    /**
     * Appends one byte unchanged. At most {@link Append#MAX_BYTE_LENGTH} bytes.
     *
     * @param value the value
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendByte(byte value) {
        int p = room(1);
        position = Text.appendByte(array, p, value);
        return this;
    }

    /**
     * Appends the lowest eight bits of an int as one byte, as {@code OutputStream.write} does. At most
     * {@link Append#MAX_BYTE_LENGTH} bytes.
     *
     * @param value the value; its low 8 bits are written
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendByte(int value) {
        return appendByte((byte) value);
    }

    /**
     * Appends the low 16 bits of an int, the high byte first. At most {@link Append#MAX_SHORT_BIG_ENDIAN_LENGTH} bytes.
     *
     * @param value the value; its low 16 bits are written
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendShortBigEndian(int value) {
        int p = position;
        if (limit - p < Short.BYTES) {
            makeRoom(Short.BYTES);
            return appendShortBigEndian(value);
        }
        position = FixedWidth.appendShortBigEndian(array, p, value);
        return this;
    }

    /**
     * Appends the low 24 bits of an int, the high byte first. At most {@link Append#MAX_MEDIUM_BIG_ENDIAN_LENGTH}
     * bytes.
     *
     * @param value the value; its low 24 bits are written
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendMediumBigEndian(int value) {
        int p = position;
        if (limit - p < FixedWidth.MEDIUM_BYTES) {
            makeRoom(FixedWidth.MEDIUM_BYTES);
            return appendMediumBigEndian(value);
        }
        position = FixedWidth.appendMediumBigEndian(array, p, value);
        return this;
    }

    /**
     * Appends an int in 4 bytes, the high byte first. At most {@link Append#MAX_INT_BIG_ENDIAN_LENGTH} bytes.
     *
     * @param value the value
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendIntBigEndian(int value) {
        int p = position;
        if (limit - p < Integer.BYTES) {
            makeRoom(Integer.BYTES);
            return appendIntBigEndian(value);
        }
        position = FixedWidth.appendIntBigEndian(array, p, value);
        return this;
    }

    /**
     * Appends a long in 8 bytes, the high byte first. At most {@link Append#MAX_LONG_BIG_ENDIAN_LENGTH} bytes.
     *
     * @param value the value
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendLongBigEndian(long value) {
        int p = position;
        if (limit - p < Long.BYTES) {
            makeRoom(Long.BYTES);
            return appendLongBigEndian(value);
        }
        position = FixedWidth.appendLongBigEndian(array, p, value);
        return this;
    }

    /**
     * Appends the low 16 bits of an int, the low byte first. At most {@link Append#MAX_SHORT_LITTLE_ENDIAN_LENGTH}
     * bytes.
     *
     * @param value the value; its low 16 bits are written
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendShortLittleEndian(int value) {
        int p = position;
        if (limit - p < Short.BYTES) {
            makeRoom(Short.BYTES);
            return appendShortLittleEndian(value);
        }
        position = FixedWidth.appendShortLittleEndian(array, p, value);
        return this;
    }

    /**
     * Appends the low 24 bits of an int, the low byte first. At most {@link Append#MAX_MEDIUM_LITTLE_ENDIAN_LENGTH}
     * bytes.
     *
     * @param value the value; its low 24 bits are written
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendMediumLittleEndian(int value) {
        int p = position;
        if (limit - p < FixedWidth.MEDIUM_BYTES) {
            makeRoom(FixedWidth.MEDIUM_BYTES);
            return appendMediumLittleEndian(value);
        }
        position = FixedWidth.appendMediumLittleEndian(array, p, value);
        return this;
    }

    /**
     * Appends an int in 4 bytes, the low byte first. At most {@link Append#MAX_INT_LITTLE_ENDIAN_LENGTH} bytes.
     *
     * @param value the value
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendIntLittleEndian(int value) {
        int p = position;
        if (limit - p < Integer.BYTES) {
            makeRoom(Integer.BYTES);
            return appendIntLittleEndian(value);
        }
        position = FixedWidth.appendIntLittleEndian(array, p, value);
        return this;
    }

    /**
     * Appends a long in 8 bytes, the low byte first. At most {@link Append#MAX_LONG_LITTLE_ENDIAN_LENGTH} bytes.
     *
     * @param value the value
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendLongLittleEndian(long value) {
        int p = position;
        if (limit - p < Long.BYTES) {
            makeRoom(Long.BYTES);
            return appendLongLittleEndian(value);
        }
        position = FixedWidth.appendLongLittleEndian(array, p, value);
        return this;
    }

    /**
     * Appends the bits of a float in 4 bytes (IEEE 754 binary32), the high byte first, a NaN's bits unchanged. At most
     * {@link Append#MAX_FLOAT_BIG_ENDIAN_LENGTH} bytes.
     *
     * @param value the value
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendFloatBigEndian(float value) {
        int p = position;
        if (limit - p < Float.BYTES) {
            makeRoom(Float.BYTES);
            return appendFloatBigEndian(value);
        }
        position = FixedWidth.appendFloatBigEndian(array, p, value);
        return this;
    }

    /**
     * Appends the bits of a double in 8 bytes (IEEE 754 binary64), the high byte first, a NaN's bits unchanged. At most
     * {@link Append#MAX_DOUBLE_BIG_ENDIAN_LENGTH} bytes.
     *
     * @param value the value
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendDoubleBigEndian(double value) {
        int p = position;
        if (limit - p < Double.BYTES) {
            makeRoom(Double.BYTES);
            return appendDoubleBigEndian(value);
        }
        position = FixedWidth.appendDoubleBigEndian(array, p, value);
        return this;
    }

    /**
     * Appends a date as in ISO 8601, {@code 2026-11-21}. At most {@link Append#MAX_DATE_LENGTH} bytes.
     *
     * @param value the value
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws DateTimeException if the year is outside 0000 to 9999
     */
    public AppendBuffer appendDate(LocalDate value) {
        int p = position;
        if (limit - p < Temporals.dateLength(value)) {
            makeRoom(Civil.DATE_LENGTH);
            return appendDate(value);
        }
        position = Temporals.appendDate(array, p, value);
        return this;
    }

    /**
     * Appends a time of day as in ISO 8601, {@code 09:02:03.123456}. At most {@link Append#MAX_TIME_LENGTH} bytes.
     *
     * @param value the value
     * @param fraction the fraction digits of the second to write
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendTime(LocalTime value, FractionDigits fraction) {
        int p = room(Temporals.timeLength(value, fraction));
        position = Temporals.appendTime(array, p, value, fraction);
        return this;
    }

    /**
     * Appends a date and a time separated by a space, as in SQL, {@code 2026-11-21 09:02:03.123456}. At most
     * {@link Append#MAX_TIMESTAMP_LENGTH} bytes.
     *
     * @param value the value
     * @param fraction the fraction digits of the second to write
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws DateTimeException if the year is outside 0000 to 9999
     */
    public AppendBuffer appendTimestamp(LocalDateTime value, FractionDigits fraction) {
        int digits = Temporals.digits(value, fraction);
        int p = position;
        // Here and below, the method starts anew after making room: if the paths met again, array and position would be
        // read a second time, which cost 0.8 to 1.2 of 5.5 ns.
        if (limit - p < Temporals.timestampLength(digits)) {
            makeRoom(Temporals.timestampLength(digits));
            return appendTimestamp(value, fraction);
        }
        position = Temporals.appendTimestamp(array, p, value, digits);
        return this;
    }

    /**
     * Appends an instant as date and time in UTC separated by a space, as in SQL, {@code 2026-11-21 09:02:03.123456}.
     * At most {@link Append#MAX_TIMESTAMP_LENGTH} bytes.
     *
     * @param epochSecond seconds since 1970-01-01T00:00:00Z
     * @param nano nanoseconds of the second, 0 to 999,999,999
     * @param fraction the fraction digits of the second to write
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws DateTimeException if the second is outside the years 0000 to 9999 or the nano outside 0 to 999,999,999
     */
    public AppendBuffer appendTimestamp(long epochSecond, int nano, FractionDigits fraction) {
        int digits = Temporals.digits(epochSecond, nano, fraction);
        int p = position;
        if (limit - p < Temporals.timestampLength(digits)) {
            makeRoom(Temporals.timestampLength(digits));
            return appendTimestamp(epochSecond, nano, fraction);
        }
        position = seconds.append(array, p, epochSecond, ' ', nano, digits);
        return this;
    }

    /**
     * Appends an instant as date and time in UTC separated by a space, as in SQL, {@code 2026-11-21 09:02:03.123}. At
     * most {@link Append#MAX_TIMESTAMP_MILLIS_LENGTH} bytes.
     *
     * @param epochMilli milliseconds since 1970-01-01T00:00:00Z
     * @param fraction the fraction digits of the second to write
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws DateTimeException if the instant is outside the years 0000 to 9999
     */
    public AppendBuffer appendTimestampMillis(long epochMilli, FractionDigits fraction) {
        long epochSecond = Temporals.secondOfMillis(epochMilli);
        return appendTimestamp(epochSecond, Temporals.nanoOfMillis(epochMilli, epochSecond), fraction);
    }

    /**
     * Appends an instant as date and time in UTC separated by a space, as in SQL, {@code 2026-11-21 09:02:03.123456}.
     * At most {@link Append#MAX_TIMESTAMP_MICROS_LENGTH} bytes.
     *
     * @param epochMicro microseconds since 1970-01-01T00:00:00Z
     * @param fraction the fraction digits of the second to write
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws DateTimeException if the instant is outside the years 0000 to 9999
     */
    public AppendBuffer appendTimestampMicros(long epochMicro, FractionDigits fraction) {
        long epochSecond = Temporals.secondOfMicros(epochMicro);
        return appendTimestamp(epochSecond, Temporals.nanoOfMicros(epochMicro, epochSecond), fraction);
    }

    /**
     * Appends an instant in UTC as in RFC 3339, {@code 2026-11-21T09:02:03.123Z}. At most
     * {@link Append#MAX_INSTANT_LENGTH} bytes.
     *
     * @param value the value
     * @param fraction the fraction digits of the second to write
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws DateTimeException if the instant is outside the years 0000 to 9999
     */
    public AppendBuffer appendInstant(Instant value, FractionDigits fraction) {
        return appendInstant(value.getEpochSecond(), value.getNano(), fraction);
    }

    /**
     * Appends an instant in UTC as in RFC 3339, {@code 2026-11-21T09:02:03.123Z}. At most
     * {@link Append#MAX_INSTANT_LENGTH} bytes.
     *
     * @param epochSecond seconds since 1970-01-01T00:00:00Z
     * @param nano nanoseconds of the second, 0 to 999,999,999
     * @param fraction the fraction digits of the second to write
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws DateTimeException if the second is outside the years 0000 to 9999 or the nano outside 0 to 999,999,999
     */
    public AppendBuffer appendInstant(long epochSecond, int nano, FractionDigits fraction) {
        int digits = Temporals.digits(epochSecond, nano, fraction);
        int p = position;
        if (limit - p <= Temporals.timestampLength(digits)) {
            makeRoom(Temporals.timestampLength(digits) + 1);
            return appendInstant(epochSecond, nano, fraction);
        }
        int end = seconds.append(array, p, epochSecond, 'T', nano, digits);
        array[end] = 'Z';
        position = end + 1;
        return this;
    }

    /**
     * Appends an instant in UTC as in RFC 3339, {@code 2026-11-21T09:02:03.123Z}. At most
     * {@link Append#MAX_INSTANT_MILLIS_LENGTH} bytes.
     *
     * @param epochMilli milliseconds since 1970-01-01T00:00:00Z
     * @param fraction the fraction digits of the second to write
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws DateTimeException if the instant is outside the years 0000 to 9999
     */
    public AppendBuffer appendInstantMillis(long epochMilli, FractionDigits fraction) {
        long epochSecond = Temporals.secondOfMillis(epochMilli);
        return appendInstant(epochSecond, Temporals.nanoOfMillis(epochMilli, epochSecond), fraction);
    }

    /**
     * Appends an instant in UTC as in RFC 3339, {@code 2026-11-21T09:02:03.123456Z}. At most
     * {@link Append#MAX_INSTANT_MICROS_LENGTH} bytes.
     *
     * @param epochMicro microseconds since 1970-01-01T00:00:00Z
     * @param fraction the fraction digits of the second to write
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws DateTimeException if the instant is outside the years 0000 to 9999
     */
    public AppendBuffer appendInstantMicros(long epochMicro, FractionDigits fraction) {
        long epochSecond = Temporals.secondOfMicros(epochMicro);
        return appendInstant(epochSecond, Temporals.nanoOfMicros(epochMicro, epochSecond), fraction);
    }

    /**
     * Appends a date and time with its offset as in RFC 3339, {@code 2026-11-21T09:02:03.123+05:45}; offset zero is
     * {@code Z}. At most {@link Append#MAX_OFFSET_DATE_TIME_LENGTH} bytes.
     *
     * @param value the value
     * @param fraction the fraction digits of the second to write
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws DateTimeException if the year is outside 0000 to 9999 or the offset has seconds
     */
    public AppendBuffer appendOffsetDateTime(OffsetDateTime value, FractionDigits fraction) {
        int p = room(Temporals.offsetDateTimeLength(value, fraction));
        position = Temporals.appendOffsetDateTime(array, p, value, fraction);
        return this;
    }

    /**
     * Appends an instant in the date format of HTTP (RFC 9110, section 5.6.7), {@code Sat, 21 Nov 2026 09:02:03 GMT}.
     * At most {@link Append#MAX_HTTP_DATE_LENGTH} bytes.
     *
     * @param epochSecond seconds since 1970-01-01T00:00:00Z
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws DateTimeException if the second is outside the years 0000 to 9999
     */
    public AppendBuffer appendHttpDate(long epochSecond) {
        int p = room(Temporals.httpDateLength(epochSecond));
        position = HttpDate.append(array, p, epochSecond);
        return this;
    }

    /**
     * Appends a duration in ISO 8601 as {@code Duration.toString} does, {@code PT8H-6M12.345S}. At most
     * {@link Append#MAX_DURATION_LENGTH} bytes.
     *
     * @param value the value
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendDuration(Duration value) {
        int p = room(DurationText.length(value.getSeconds(), value.getNano()));
        position = DurationText.append(array, p, value.getSeconds(), value.getNano());
        return this;
    }

    /**
     * Appends a UUID in lower case as in RFC 9562, 36 bytes. At most {@link Append#MAX_UUID_LENGTH} bytes.
     *
     * @param mostSignificant the high 64 bits
     * @param leastSignificant the low 64 bits
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendUuid(long mostSignificant, long leastSignificant) {
        int p = position;
        if (limit - p < Hex.UUID_LENGTH) {
            makeRoom(Hex.UUID_LENGTH);
            return appendUuid(mostSignificant, leastSignificant);
        }
        position = Hex.appendUuid(array, p, mostSignificant, leastSignificant);
        return this;
    }

    /**
     * Appends a UUID in lower case as in RFC 9562, 36 bytes. At most {@link Append#MAX_UUID_LENGTH} bytes.
     *
     * @param value the value
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendUuid(UUID value) {
        return appendUuid(value.getMostSignificantBits(), value.getLeastSignificantBits());
    }

    /**
     * Appends a KSUID as 27 digits of base 62 (segmentio/ksuid). At most {@link Append#MAX_KSUID_LENGTH} bytes.
     *
     * @param value the value
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendKsuid(Ksuid value) {
        Objects.requireNonNull(value);
        int p = room(Base62.KSUID_LENGTH);
        position = Base62.append(array, p, value.timestamp(), value.high(), value.low());
        return this;
    }

    /**
     * Appends a KSUID as 27 digits of base 62 (segmentio/ksuid). At most {@link Append#MAX_KSUID_LENGTH} bytes.
     *
     * @param src the 20 bytes of the value
     * @param from the index of the first one
     * @return this cursor
     * @throws IndexOutOfBoundsException if the 20 bytes do not lie within the source; nothing has changed
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendKsuid(byte[] src, int from) {
        Objects.checkFromIndexSize(from, Ksuid.BYTES, src.length);
        // Read before room is made: the source may be the cursor's own array.
        int top = Ksuid.top(src, from);
        long high = Ksuid.high(src, from);
        long low = Ksuid.low(src, from);
        int p = room(Base62.KSUID_LENGTH);
        position = Base62.append(array, p, top, high, low);
        return this;
    }

    /**
     * Appends an int in unsigned LEB128, the base-128 varint of protocol buffers. At most
     * {@link Append#MAX_VAR_INT_LENGTH} bytes.
     *
     * @param value the value, read as unsigned: the uint32 of protocol buffers, whose int32 is {@code appendVarLong}
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendVarInt(int value) {
        int p = room(Varints.length(value));
        position = Varints.append(array, p, value);
        return this;
    }

    /**
     * Appends a long in unsigned LEB128, the base-128 varint of protocol buffers. At most
     * {@link Append#MAX_VAR_LONG_LENGTH} bytes.
     *
     * @param value the value, read as unsigned
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendVarLong(long value) {
        int p = room(Varints.length(value));
        position = Varints.append(array, p, value);
        return this;
    }

    /**
     * Appends an int as a zigzag varint, the sint32 of protocol buffers, which keeps small absolute values short. At
     * most {@link Append#MAX_ZIG_ZAG_INT_LENGTH} bytes.
     *
     * @param value the value
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendZigZagInt(int value) {
        int p = room(Varints.length(Varints.zigZag(value)));
        position = Varints.append(array, p, Varints.zigZag(value));
        return this;
    }

    /**
     * Appends a long as a zigzag varint, the sint64 of protocol buffers, which keeps small absolute values short. At
     * most {@link Append#MAX_ZIG_ZAG_LONG_LENGTH} bytes.
     *
     * @param value the value
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendZigZagLong(long value) {
        int p = room(Varints.length(Varints.zigZag(value)));
        position = Varints.append(array, p, Varints.zigZag(value));
        return this;
    }

    private AppendBuffer appendUtf8String(String text, int from, int to) {
        Objects.checkFromToIndex(from, to, text.length());
        if (isLongAscii(text, from, to)) {
            return appendAsciiString(text, from, to);
        }
        int p = position;
        if (limit - p < (long) (to - from) * Utf8.MAX_BYTES_PER_CHAR) {
            long length = Utf8.length(text, from, to);
            if (limit - p < length && makeRoomInPieces(length)) {
                return appendInPieces(TextPieces.STRING, text, from, to);
            }
            p = room(length);
        }
        position = Utf8.append(array, p, text, from, to);
        return this;
    }

    /** Appends text whose chars are proven to be ASCII. */
    private AppendBuffer appendAsciiString(String text, int from, int to) {
        int length = to - from;
        if (limit - position < length && makeRoomInPieces(length)) {
            return appendInPieces(TextPieces.STRING, text, from, to);
        }
        int p = room(length);
        position = Utf8.appendAscii(array, p, text, from, to);
        return this;
    }

    /** Whether a text is ASCII, if it is long enough for the quick test. */
    private boolean isLongAscii(String text, int from, int to) {
        return to - from >= AsciiScan.MIN_LENGTH && keepsScan && asciiScan().isAscii(text, from, to);
    }

    private AsciiScan asciiScan() {
        AsciiScan scan = asciiScan;
        if (scan == null) {
            scan = new AsciiScan();
            asciiScan = scan;
        }
        return scan;
    }

    /** Appends chars that become {@code length} bytes, or that fit whatever they become. */
    private void appendUtf8Chars(char[] text, int from, int to, long length) {
        if (limit - position < length && makeRoomInPieces(length)) {
            appendInPieces(TextPieces.CHARS, text, from, to);
            return;
        }
        int p = room(length);
        position = Utf8.append(array, p, text, from, to);
    }

    /** Appends bytes from a view, which may exceed a draining cursor's array. */
    void appendStreamed(byte[] src, int from, int to) {
        if (exceedsArray(to - from)) {
            appendInPiecesOrNotAtAll(TextPieces.BYTES, src, from, to);
        } else {
            appendBytes(src, from, to);
        }
    }

    void appendStreamed(String text, int from, int to) {
        if (exceedsArray((long) Utf8.MAX_BYTES_PER_CHAR * (to - from))) {
            Objects.checkFromToIndex(from, to, text.length());
            appendInPiecesOrNotAtAll(TextPieces.STRING, text, from, to);
        } else {
            appendUtf8String(text, from, to);
        }
    }

    void appendStreamed(char[] text, int from, int to) {
        if (exceedsArray((long) Utf8.MAX_BYTES_PER_CHAR * (to - from))) {
            appendInPiecesOrNotAtAll(TextPieces.CHARS, text, from, to);
        } else {
            appendUtf8Chars(text, from, to, Utf8.length(text, from, to));
        }
    }

    private boolean exceedsArray(long length) {
        return length > array.length && storage != null && storage.isDraining();
    }

    private <S> void appendInPiecesOrNotAtAll(Pieces<S> pieces, S src, int from, int to) {
        checkOpen();
        long mark = total();
        try {
            appendInPieces(pieces, src, from, to);
        } catch (Throwable e) {
            rollBack(mark, e);
            throw e;
        }
    }

    /** Reads a range of text once, into taken chars from index 1 on. */
    char[] copyChars(CharSequence text, int from, int to) {
        Objects.checkFromToIndex(from, to, text.length());
        char[] copy = takeChars(to - from + 1);
        Text.copy(text, from, to, copy, 1);
        recheckTarget();
        return copy;
    }

    boolean isOpen() {
        return limit >= 0;
    }

    /** Whether the last three bytes stand for the first half of a pair and have not been drained. */
    boolean endsWithHalf() {
        return reservations != null
                && reservations.halfStart(total()) < total()
                && reservations.halfStart(total()) >= drained();
    }

    void cutHalf() {
        checkOpen();
        cut(total() - 3);
    }

    /** Makes room and returns the position, which may have moved with the window. */
    private int room(long needed) {
        if (limit - position < needed) {
            makeRoom(needed);
        }
        return position;
    }

    private void makeRoom(long needed) {
        checkOpen();
        if (storage == null) {
            throw Room.overflow(needed, limit - position, position - origin, limit - origin);
        }
        int last = position;
        int open = limit;
        // A sink that calls this cursor is refused: its bytes would be lost.
        position = 0;
        limit = -1;
        try {
            storage.makeRoom(last, needed);
        } catch (Throwable e) {
            position = last;
            limit = open;
            if (storage.limit < 0) {
                takeWindow(storage);
            }
            throw e;
        }
        takeWindow(storage);
    }

    /** Writes a source piece by piece, each as long as the room that is free, or one unit long. */
    private <S> AppendBuffer appendInPieces(Pieces<S> pieces, S src, int from, int to) {
        for (int i = from; i < to; ) {
            int end = pieces.end(src, i, to, limit - position);
            int p = room(pieces.length(src, i, end));
            position = pieces.append(array, p, src, i, end);
            i = end;
        }
        return this;
    }

    /**
     * Returns whether a text that does not fit into the window goes through it in pieces. In that case all pieces have
     * room.
     */
    private boolean makeRoomInPieces(long needed) {
        if (limit - position >= needed || storage == null) {
            return false;
        }
        checkOpen();
        boolean pieces = storage.makeRoomInPieces(position, needed);
        takeWindow(storage);
        return pieces;
    }

    private void takeWindow(Storage from) {
        if (array != from.array) {
            array = from.array;
        }
        position = from.position;
        limit = from.limit;
        origin = from.origin;
    }

    /**
     * Takes the chars away until {@link #keepChars}: a sequence whose {@code charAt} appends to this cursor gets
     * others.
     */
    char[] takeChars(int length) {
        recheckTarget();
        if (length > MAX_KEPT_CHARS) {
            return new char[length];
        }
        char[] kept = chars;
        chars = NO_CHARS;
        // The size is doubled, so that growing lengths do not allocate each time.
        return kept.length >= length ? kept : new char[Math.min(MAX_KEPT_CHARS, 2 * length)];
    }

    /**
     * Called before and after foreign code. If the free room is the target's own memory, takes it away, so that the
     * next append asks for room and is refused if that code has written to the target itself.
     */
    private void recheckTarget() {
        if (storage != null && storage.lendsTarget() && limit > position) {
            limit = position;
        }
    }

    void keepChars(char[] taken) {
        if (taken.length <= MAX_KEPT_CHARS) {
            chars = taken;
        }
    }

    private <G> G admit(Guest<G> guest) {
        G made = guest.make();
        int index = guest.index();
        if (index >= guests.length) {
            guests = Arrays.copyOf(guests, index + 1);
        }
        guests[index] = made;
        return made;
    }

    private void rollBack(long mark, Throwable cause) {
        if (limit < 0) {
            // The failed operation closed or broke the cursor: there is nothing left to undo.
            return;
        }
        if (mark >= total()) {
            // The failed operation truncated or cleared the cursor itself.
            return;
        }
        if (storage != null && mark < storage.drained()) {
            // This comes first, so that a sink that calls this cursor from within abort is refused like any other
            // caller.
            position = 0;
            limit = -1;
            storage.fail(cause);
            takeWindow(storage);
            return;
        }
        try {
            cut(mark);
        } catch (RuntimeException e) {
            if (e != cause) {
                cause.addSuppressed(e);
            }
        }
    }

    private void checkOpen() {
        if (limit < 0) {
            throw refusal();
        }
    }

    private IllegalStateException refusal() {
        return storage == null ? new IllegalStateException() : storage.refusal();
    }

    private void checkAddressable() {
        checkOpen();
        if (storage != null && !storage.isAddressable()) {
            throw new UnsupportedOperationException("the content of this cursor does not lie in one array");
        }
    }

    /** Refuses to hand out content while reserved bytes are not filled in. */
    private void checkWhole() {
        checkAddressable();
        if (hasUnfilled()) {
            throw unfilled();
        }
    }

    private boolean hasUnfilled() {
        return reservations != null && !reservations.isEmpty();
    }

    private static IllegalStateException unfilled() {
        return new IllegalStateException("reserved bytes were not filled in");
    }

    private static final class Access extends CursorAccess<AppendBuffer> {
        @Override
        public AppendBuffer create(Storage storage) {
            return new AppendBuffer(NO_BYTES, 0, -1, storage);
        }

        @Override
        public void open(AppendBuffer cursor) {
            Storage storage = cursor.storage;
            if (storage != null) {
                cursor.takeWindow(storage);
                cursor.clearReservations();
            }
        }

        @Override
        public void reopen(AppendBuffer cursor) {
            Storage storage = cursor.storage;
            if (storage != null) {
                byte[] whole = storage.array;
                if (cursor.array != whole) {
                    cursor.array = whole;
                }
                cursor.limit = whole.length;
                cursor.clearReservations();
            }
        }

        @Override
        public byte[] room(AppendBuffer cursor, long needed) {
            cursor.room(needed);
            return cursor.array;
        }

        @Override
        public int limit(AppendBuffer cursor) {
            return cursor.limit;
        }

        @Override
        public int position(AppendBuffer cursor) {
            return cursor.position;
        }

        @Override
        public void advance(AppendBuffer cursor, int position) {
            cursor.position = position;
        }

        @Override
        public long mark(AppendBuffer cursor) {
            cursor.checkOpen();
            return cursor.total();
        }

        @Override
        public void rollBack(AppendBuffer cursor, long mark, Throwable cause) {
            cursor.rollBack(mark, cause);
        }

        @Override
        public boolean drainedSince(AppendBuffer cursor, long mark) {
            return mark < cursor.drained();
        }

        @Override
        public void cut(AppendBuffer cursor, long mark) {
            cursor.cut(mark);
        }

        @Override
        public void drainEarly(AppendBuffer cursor) {
            if (cursor.storage != null && cursor.storage.drainsEarly(cursor.position)) {
                cursor.makeRoom(cursor.limit);
            }
        }

        @Override
        public boolean isDraining(AppendBuffer cursor) {
            return cursor.storage != null && cursor.storage.isDraining();
        }

        @Override
        public boolean isBroken(AppendBuffer cursor) {
            return cursor.storage != null && cursor.storage.isBroken();
        }

        @Override
        public boolean makeRoomInPieces(AppendBuffer cursor, long needed) {
            Storage storage = cursor.storage;
            if (storage != null && storage.isDraining()) {
                cursor.checkOpen();
                return cursor.limit - cursor.position < needed && needed > storage.array.length;
            }
            return cursor.makeRoomInPieces(needed);
        }

        @Override
        public <S> void appendInPieces(AppendBuffer cursor, Pieces<S> pieces, S src, int from, int to) {
            cursor.appendInPieces(pieces, src, from, to);
        }

        @Override
        public void fillInLength(AppendBuffer cursor, int mark) {
            cursor.fillInLength(mark);
        }

        @Override
        public boolean isLongAscii(AppendBuffer cursor, String text, int from, int to) {
            return cursor.isLongAscii(text, from, to);
        }

        @Override
        @SuppressWarnings("unchecked") // A guest's index leads only to its own object.
        public <G> G guest(AppendBuffer cursor, Guest<G> guest) {
            Object[] guests = cursor.guests;
            int index = guest.index();
            Object kept = index < guests.length ? guests[index] : null;
            return kept == null ? cursor.admit(guest) : (G) kept;
        }

        @Override
        public char[] takeChars(AppendBuffer cursor, int length) {
            return cursor.takeChars(length);
        }

        @Override
        public void keepChars(AppendBuffer cursor, char[] taken) {
            cursor.keepChars(taken);
        }

        @Override
        public void recheckTarget(AppendBuffer cursor) {
            cursor.recheckTarget();
        }

        @Override
        public int keptBytes(AppendBuffer cursor) {
            int scan = cursor.asciiScan == null ? 0 : AsciiScan.KEPT_BYTES;
            int marks = cursor.reservations == null ? 0 : cursor.reservations.keptBytes();
            return Character.BYTES * cursor.chars.length + scan + marks;
        }

        @Override
        public void dropKept(AppendBuffer cursor) {
            cursor.chars = NO_CHARS;
            cursor.keepsScan &= cursor.asciiScan == null;
            cursor.asciiScan = null;
            cursor.clearReservations();
        }
    }
}
