// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import dev.appendkit.internal.Civil;
import dev.appendkit.internal.CursorAccess;
import dev.appendkit.internal.DecimalText;
import dev.appendkit.internal.Decimals;
import dev.appendkit.internal.Digits;
import dev.appendkit.internal.GrowingStorage;
import dev.appendkit.internal.Hex;
import dev.appendkit.internal.Room;
import dev.appendkit.internal.SecondText;
import dev.appendkit.internal.ShortestDouble;
import dev.appendkit.internal.ShortestFloat;
import dev.appendkit.internal.Storage;
import dev.appendkit.internal.Utf8;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
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
 * <p>Cursors come from {@link #wrap}, {@link #growing}, a {@code BufferPool} or {@code ByteBufAppend.open}. A cursor
 * takes its array once and keeps the position, so that a run of appends pays for the target's bookkeeping once, whatever
 * lies below.
 *
 * <p>Each append is complete or has not happened: when it throws, length and content are what they were. It may write
 * any byte of the free room behind the text. A {@code CharSequence} that is not a {@code String} is read once, into chars
 * that the cursor keeps. No append allocates in steady state, but where {@link Append} says so and for such a sequence
 * of more than 8,192 chars.
 *
 * <p>After {@link #close} a borrowed or opened cursor throws {@code IllegalStateException} until it is borrowed or opened
 * again. One thread at a time uses a cursor.
 */
public final class AppendBuffer implements AutoCloseable {
    private static final int MAX_KEPT_CHARS = 8_192;
    private static final char[] NO_CHARS = {};
    private static final byte[] NO_BYTES = {};

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
    /** What a package of this module keeps with the cursor. */
    private @Nullable Object companion;

    private AppendBuffer(byte[] array, int position, int limit, @Nullable Storage storage) {
        this.array = array;
        this.position = position;
        this.limit = limit;
        this.origin = position;
        this.storage = storage;
    }

    /**
     * A cursor over a range of the caller's array. It may write any byte of the range, and none outside.
     *
     * @param dst the target
     * @param from the first byte of the range, inclusive
     * @param to the last byte of the range, exclusive
     * @return an empty cursor; closing it does nothing
     * @throws IndexOutOfBoundsException if the range is not one of the array
     */
    public static AppendBuffer wrap(byte[] dst, int from, int to) {
        Objects.checkFromToIndex(from, to, dst.length);
        return new AppendBuffer(dst, from, to, null);
    }

    /**
     * A cursor over an array of its own, which doubles when it is full.
     *
     * @param initial the first capacity in bytes
     * @param max the greatest capacity in bytes
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
     * Aims a wrapping cursor at another range, empty.
     *
     * @param dst the target
     * @param from the first byte of the range, inclusive
     * @param to the last byte of the range, exclusive
     * @return this cursor
     * @throws IndexOutOfBoundsException if the range is not one of the array
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
        return this;
    }

    /**
     * The number of bytes appended since this cursor was made, opened or cleared.
     *
     * @return the length in bytes
     * @throws IllegalStateException if this cursor is closed
     */
    public int length() {
        checkOpen();
        return position - origin;
    }

    /**
     * Cuts the content, as a roll-back to an earlier {@link #length}.
     *
     * @param length the length that remains, 0 to {@link #length}
     * @return this cursor
     * @throws IndexOutOfBoundsException if the length is not in that range
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer truncate(int length) {
        int now = length();
        if (length < 0 || length > now) {
            throw new IndexOutOfBoundsException("length " + length + " is outside 0 to the present length " + now);
        }
        if (storage == null) {
            position = origin + length;
        } else {
            storage.truncate(position, length);
            takeWindow(storage);
        }
        return this;
    }

    /**
     * Cuts all content; the same as {@code truncate(0)}.
     *
     * @return this cursor
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer clear() {
        return truncate(0);
    }

    /**
     * A copy of the content.
     *
     * @return a new array
     * @throws UnsupportedOperationException over a ByteBuf
     * @throws IllegalStateException if this cursor is closed
     */
    public byte[] toByteArray() {
        checkAddressable();
        return Arrays.copyOfRange(array, origin, position);
    }

    /**
     * Writes the content to a stream. The content stays.
     *
     * @param stream the stream
     * @throws IOException if the stream throws it
     * @throws UnsupportedOperationException over a ByteBuf
     * @throws IllegalStateException if this cursor is closed
     */
    public void writeTo(OutputStream stream) throws IOException {
        checkAddressable();
        stream.write(array, origin, position - origin);
    }

    /**
     * Copies the content into an array.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the content does not fit; nothing is written
     * @throws UnsupportedOperationException over a ByteBuf
     * @throws IllegalStateException if this cursor is closed
     */
    public int copyTo(byte[] dst, int pos) {
        checkAddressable();
        Room.check(dst, pos, position - origin);
        return Text.appendBytes(dst, pos, array, origin, position);
    }

    /**
     * The array that holds the content from {@link #arrayOffset} on; valid until the next append, reset or close.
     *
     * @return the array itself
     * @throws UnsupportedOperationException over a ByteBuf
     * @throws IllegalStateException if this cursor is closed
     */
    public byte[] array() {
        checkAddressable();
        return array;
    }

    /**
     * The index of the first byte of the content in {@link #array}.
     *
     * @return the index
     * @throws UnsupportedOperationException over a ByteBuf
     * @throws IllegalStateException if this cursor is closed
     */
    public int arrayOffset() {
        checkAddressable();
        return origin;
    }

    /**
     * A read-only view of the content; valid until the next append, reset or close.
     *
     * @return a new view from position 0 to the content's length
     * @throws UnsupportedOperationException over a ByteBuf
     * @throws IllegalStateException if this cursor is closed
     */
    public ByteBuffer asByteBuffer() {
        checkAddressable();
        return ByteBuffer.wrap(array, origin, position - origin).slice().asReadOnlyBuffer();
    }

    /**
     * The content as text.
     *
     * @param charset the charset of the bytes
     * @return a new string
     * @throws UnsupportedOperationException over a ByteBuf
     * @throws IllegalStateException if this cursor is closed
     */
    public String toString(Charset charset) {
        checkAddressable();
        return new String(array, origin, position - origin, charset);
    }

    /** Length and capacity, never content: a log line must not tell what a statement holds. */
    @Override
    public String toString() {
        return limit < 0
                ? "AppendBuffer[closed]"
                : "AppendBuffer[length=" + (position - origin) + ", capacity=" + (limit - origin) + "]";
    }

    /**
     * Gives a borrowed cursor back to its pool; publishes what an opened one has appended. Does nothing for a cursor of
     * {@link #wrap} and {@link #growing}.
     *
     * @throws IllegalStateException if this cursor is closed already, or if its target was changed by somebody else
     */
    @Override
    public void close() {
        if (storage == null) {
            return;
        }
        checkOpen();
        // Whatever close() throws, the cursor is closed; a storage that stays open says so after it.
        int last = position;
        byte[] open = array;
        int openLimit = limit;
        position = 0;
        limit = -1;
        // An idle cursor must not keep a ByteBuf's array alive. Its pool's array stays: a reference stored at
        // every borrow and release dirties cards that threads share.
        if (!storage.isAddressable()) {
            array = NO_BYTES;
        }
        if (!storage.close(last)) {
            array = open;
            position = last;
            limit = openLimit;
        }
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
     * Appends a long in decimal with leading zeros, at least {@code width} bytes; the sign is counted and comes first: -42 in 5 is {@code -0042}. Nothing is ever cut. At most {@link Append#MAX_ZERO_PADDED_LENGTH} bytes.
     *
     * @param value the value
     * @param width the least number of bytes, 0 to 64
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws IllegalArgumentException if the width is outside 0 to 64
     */
    public AppendBuffer appendZeroPadded(long value, int width) {
        int p = room(Digits.zeroPaddedLength(value, Text.checkWidth(width)));
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
     * @throws IllegalArgumentException if the digits are outside 1 to 16 or too few for the value
     */
    public AppendBuffer appendHexPadded(long value, int digits) {
        int p = room(Text.checkHexDigits(value, digits));
        position = Hex.appendLong(array, p, value, digits);
        return this;
    }

    /**
     * Appends bytes in lower-case hexadecimal, two digits each.
     *
     * @param src the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws IndexOutOfBoundsException if the range is not one of the source
     */
    public AppendBuffer appendHexBytes(byte[] src, int from, int to) {
        int p = room(Text.hexLength(src, from, to));
        position = Hex.appendBytes(array, p, src, from, to);
        return this;
    }

    /**
     * Appends a float: of the shortest decimals that round to it the closest one, as {@code Float.toString} of JDK 19 and later. At most {@link Append#MAX_FLOAT_LENGTH} bytes.
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
     * Appends a double: of the shortest decimals that round to it the closest one, as {@code Double.toString} of JDK 19 and later. At most {@link Append#MAX_DOUBLE_LENGTH} bytes.
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
     * Appends {@code unscaled} times 10 to the power of {@code -scale} without exponent, as {@code BigDecimal.toPlainString}.
     *
     * @param unscaled the unscaled value
     * @param scale the number of digits behind the point; a negative one appends zeros
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws IllegalArgumentException if the text is longer than {@link Append#MAX_DECIMAL_LENGTH}
     */
    public AppendBuffer appendDecimal(long unscaled, int scale) {
        int p = room(DecimalText.checkLength(Decimals.length(unscaled, scale)));
        position = Decimals.append(array, p, unscaled, scale);
        return this;
    }

    /**
     * Appends a decimal without exponent, as {@code toPlainString}. Does not allocate up to 128 bits of the unscaled value. A subclass is copied once into the exact class.
     *
     * @param value the value
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws IllegalArgumentException if the text is longer than {@link Append#MAX_DECIMAL_LENGTH}; decided by precision and scale alone
     */
    public AppendBuffer appendDecimal(BigDecimal value) {
        int scale = value.scale();
        if (DecimalText.isCompact(value)) {
            return appendDecimal(DecimalText.unscaled(value), scale);
        }
        BigInteger unscaled = DecimalText.exact(value.unscaledValue());
        int p = room(DecimalText.length(unscaled, scale));
        position = DecimalText.append(array, p, unscaled, scale);
        return this;
    }

    /**
     * Appends an integer in decimal. Does not allocate up to 128 bits. A subclass is copied once into the exact class.
     *
     * @param value the value
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws IllegalArgumentException if the text is longer than {@link Append#MAX_DECIMAL_LENGTH}
     */
    public AppendBuffer appendBigInteger(BigInteger value) {
        BigInteger exact = DecimalText.exact(value);
        int p = room(DecimalText.length(exact, 0));
        position = DecimalText.append(array, p, exact, 0);
        return this;
    }

    /**
     * Appends ASCII text, one byte a char.
     *
     * @param text the text
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws IllegalArgumentException if a char is above 0x7F; the message has its index
     */
    public AppendBuffer appendAscii(CharSequence text) {
        if (text instanceof String string) {
            int length = Text.checkAscii(string);
            int p = room(length);
            position = Utf8.appendAscii(array, p, string, 0, length);
            return this;
        }
        int length = text.length();
        char[] copy = chars(length);
        Text.copy(text, 0, length, copy);
        Text.checkAscii(copy, length);
        int p = room(length);
        position = Utf8.appendAscii(array, p, copy, 0, length);
        return this;
    }

    /**
     * Appends text in UTF-8; a surrogate without its partner becomes U+FFFD. At most three bytes a char.
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
     * Appends a range of text in UTF-8; a surrogate without its partner in the range becomes U+FFFD. At most three bytes a char.
     *
     * @param text the text
     * @param from the first char, inclusive
     * @param to the last char, exclusive
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws IndexOutOfBoundsException if the range is not one of the source
     */
    public AppendBuffer appendUtf8(CharSequence text, int from, int to) {
        if (text instanceof String string) {
            return appendUtf8String(string, from, to);
        }
        Objects.checkFromToIndex(from, to, text.length());
        char[] copy = chars(to - from);
        Text.copy(text, from, to, copy);
        int length = to - from;
        int p = limit - position < (long) length * Utf8.MAX_BYTES_PER_CHAR
                ? room(Utf8.length(copy, 0, length))
                : position;
        position = Utf8.append(array, p, copy, 0, length);
        return this;
    }

    /**
     * Appends a code point in UTF-8; a surrogate becomes U+FFFD. At most {@link Append#MAX_CODE_POINT_LENGTH} bytes.
     *
     * @param codePoint the code point
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws IllegalArgumentException if it is not a Unicode code point
     */
    public AppendBuffer appendCodePoint(int codePoint) {
        int p = room(Text.codePointLength(codePoint));
        position = Utf8.appendCodePoint(array, p, codePoint);
        return this;
    }

    /**
     * Appends bytes as they are, as if the source were copied first.
     *
     * @param src the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws IndexOutOfBoundsException if the range is not one of the source
     */
    public AppendBuffer appendBytes(byte[] src, int from, int to) {
        int p = room(Text.bytesLength(src, from, to));
        position = Text.appendBytes(array, p, src, from, to);
        return this;
    }

    /**
     * Appends one byte as it is. At most {@link Append#MAX_BYTE_LENGTH} bytes.
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
     * Appends a date, {@code 2026-11-21}. At most {@link Append#MAX_DATE_LENGTH} bytes.
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
     * Appends a time of day, {@code 09:02:03.123456}. At most {@link Append#MAX_TIME_LENGTH} bytes.
     *
     * @param value the value
     * @param fraction how many digits of the fraction are written
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
     * Appends a date and a time with a space between, {@code 2026-11-21 09:02:03.123456}. At most {@link Append#MAX_TIMESTAMP_LENGTH} bytes.
     *
     * @param value the value
     * @param fraction how many digits of the fraction are written
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws DateTimeException if the year is outside 0000 to 9999
     */
    public AppendBuffer appendTimestamp(LocalDateTime value, FractionDigits fraction) {
        int digits = Temporals.digits(value, fraction);
        int p = position;
        // Started anew after the room was made, here and below: were the paths to meet again, array and position would
        // be
        // read a second time, which cost 0.8 to 1.2 of 5.5 ns.
        if (limit - p < Temporals.timestampLength(digits)) {
            makeRoom(Temporals.timestampLength(digits));
            return appendTimestamp(value, fraction);
        }
        position = Temporals.appendTimestamp(array, p, value, digits);
        return this;
    }

    /**
     * Appends an instant as date and time in UTC with a space between, {@code 2026-11-21 09:02:03.123456}. At most {@link Append#MAX_TIMESTAMP_LENGTH} bytes.
     *
     * @param epochSecond seconds since 1970-01-01T00:00:00Z
     * @param nano nanoseconds of the second, 0 to 999,999,999
     * @param fraction how many digits of the fraction are written
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
     * Appends an instant as date and time in UTC with a space between, {@code 2026-11-21 09:02:03.123}. At most {@link Append#MAX_TIMESTAMP_MILLIS_LENGTH} bytes.
     *
     * @param epochMilli milliseconds since 1970-01-01T00:00:00Z
     * @param fraction how many digits of the fraction are written
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
     * Appends an instant as date and time in UTC with a space between, {@code 2026-11-21 09:02:03.123456}. At most {@link Append#MAX_TIMESTAMP_MICROS_LENGTH} bytes.
     *
     * @param epochMicro microseconds since 1970-01-01T00:00:00Z
     * @param fraction how many digits of the fraction are written
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
     * Appends an instant by RFC 3339 in UTC, {@code 2026-11-21T09:02:03.123Z}. At most {@link Append#MAX_INSTANT_LENGTH} bytes.
     *
     * @param value the value
     * @param fraction how many digits of the fraction are written
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     * @throws DateTimeException if the instant is outside the years 0000 to 9999
     */
    public AppendBuffer appendInstant(Instant value, FractionDigits fraction) {
        return appendInstant(value.getEpochSecond(), value.getNano(), fraction);
    }

    /**
     * Appends an instant by RFC 3339 in UTC, {@code 2026-11-21T09:02:03.123Z}. At most {@link Append#MAX_INSTANT_LENGTH} bytes.
     *
     * @param epochSecond seconds since 1970-01-01T00:00:00Z
     * @param nano nanoseconds of the second, 0 to 999,999,999
     * @param fraction how many digits of the fraction are written
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
     * Appends an instant by RFC 3339 in UTC, {@code 2026-11-21T09:02:03.123Z}. At most {@link Append#MAX_INSTANT_MILLIS_LENGTH} bytes.
     *
     * @param epochMilli milliseconds since 1970-01-01T00:00:00Z
     * @param fraction how many digits of the fraction are written
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
     * Appends an instant by RFC 3339 in UTC, {@code 2026-11-21T09:02:03.123456Z}. At most {@link Append#MAX_INSTANT_MICROS_LENGTH} bytes.
     *
     * @param epochMicro microseconds since 1970-01-01T00:00:00Z
     * @param fraction how many digits of the fraction are written
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
     * Appends a UUID in lower case by RFC 9562, 36 bytes. At most {@link Append#MAX_UUID_LENGTH} bytes.
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
     * Appends a UUID in lower case by RFC 9562, 36 bytes. At most {@link Append#MAX_UUID_LENGTH} bytes.
     *
     * @param value the value
     * @return this cursor
     * @throws BufferOverflowException if the text does not fit; nothing has changed
     * @throws IllegalStateException if this cursor is closed
     */
    public AppendBuffer appendUuid(UUID value) {
        return appendUuid(value.getMostSignificantBits(), value.getLeastSignificantBits());
    }

    private AppendBuffer appendUtf8String(String text, int from, int to) {
        Objects.checkFromToIndex(from, to, text.length());
        int p = position;
        if (limit - p < (long) (to - from) * Utf8.MAX_BYTES_PER_CHAR) {
            p = room(Utf8.length(text, from, to));
        }
        position = Utf8.append(array, p, text, from, to);
        return this;
    }

    /** Makes room and answers the position, which may have moved with the window. */
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
        storage.makeRoom(position, needed);
        takeWindow(storage);
    }

    private void takeWindow(Storage from) {
        if (array != from.array) {
            array = from.array;
        }
        position = from.position;
        limit = from.limit;
        origin = from.origin;
    }

    private char[] chars(int length) {
        char[] kept = chars;
        if (kept.length < length) {
            // Doubled, so that growing lengths do not allocate each time; a long one is not kept.
            kept = new char[length > MAX_KEPT_CHARS ? length : Math.min(MAX_KEPT_CHARS, 2 * length)];
            if (length <= MAX_KEPT_CHARS) {
                chars = kept;
            }
        }
        return kept;
    }

    private void checkOpen() {
        if (limit < 0) {
            throw new IllegalStateException("the cursor is closed");
        }
    }

    private void checkAddressable() {
        checkOpen();
        if (storage != null && !storage.isAddressable()) {
            throw new UnsupportedOperationException("the content of this cursor lies in its ByteBuf");
        }
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
            return cursor.length();
        }

        @Override
        public void rollBack(AppendBuffer cursor, long mark, Throwable cause) {
            if (cursor.limit < 0) {
                // Closed by what failed: there is nothing to undo.
                return;
            }
            try {
                cursor.truncate((int) mark);
            } catch (RuntimeException e) {
                cause.addSuppressed(e);
            }
        }

        @Override
        public @Nullable Object companion(AppendBuffer cursor) {
            return cursor.companion;
        }

        @Override
        public void setCompanion(AppendBuffer cursor, Object companion) {
            cursor.companion = companion;
        }

        @Override
        public char[] chars(AppendBuffer cursor, int length) {
            return cursor.chars(length);
        }

        @Override
        public int keptBytes(AppendBuffer cursor) {
            return Character.BYTES * cursor.chars.length;
        }

        @Override
        public void dropKept(AppendBuffer cursor) {
            cursor.chars = NO_CHARS;
        }
    }
}
