// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import dev.appendkit.Append;
import dev.appendkit.AppendBuffer;
import dev.appendkit.FractionDigits;
import dev.appendkit.Ksuid;
import dev.appendkit.sql.SqlParameters;
import dev.appendkit.sql.SqlTemplate;
import io.netty.buffer.ByteBuf;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * Appends to a Netty {@code ByteBuf}: use {@link #open} for a series of values, and the static methods, which mirror
 * those of {@link Append}, for a single value.
 *
 * <pre>{@code
 * try (AppendBuffer out = ByteBufAppend.open(buffer)) {
 *   out.appendAscii("id=").appendLong(42);
 * }                                               // the writerIndex has moved by 5
 * }</pre>
 *
 * <p>A static method writes at the writerIndex, moves it past the text and returns the number of bytes written. The
 * buffer grows as it does for Netty's own writes. If there is no room up to {@code maxCapacity()}, the methods throw
 * {@code IndexOutOfBoundsException}; for a read-only buffer they throw {@code ReadOnlyBufferException}, for a released
 * one Netty's {@code IllegalReferenceCountException}. Indexes and content up to the writerIndex are then unchanged;
 * only the capacity may have grown. Bytes between writerIndex and capacity are undefined after an append. A null
 * argument causes a {@code NullPointerException} before the first byte is written.
 */
public final class ByteBufAppend {
    private ByteBufAppend() {}

    /**
     * Opens a cursor that appends to a buffer from its writerIndex on. The buffer belongs to the cursor until the
     * cursor is closed. {@link AppendBuffer#close} moves the writerIndex past everything that was appended and not
     * truncated, even if an exception ends the block. It throws {@code IllegalStateException} and moves nothing if the
     * buffer was released in the meantime, if its writerIndex or array changed, if its capacity was cut, or if a
     * reservation was not filled in.
     *
     * <p>The cursor holds no reference. A buffer that is released and taken from its pool again at the same writerIndex
     * while the cursor is open is therefore not noticed, and neither is a capacity that is cut and restored. In checked
     * mode ({@code -Dappendkit.checked=true}) the cursor holds one reference while it is open, so that the memory
     * cannot be taken again, and the next append or the close reports a reference count that has fallen.
     *
     * <p>The cursor is recycled: once closed it throws {@code IllegalStateException} until a later call opens it for
     * another buffer, or in checked mode forever. An idle cursor keeps up to 64 KiB of scratch memory; the number of
     * idle cursors is the default of {@code BufferPool}.
     *
     * @param buffer the target; it grows as for Netty's own writes, up to its {@code maxCapacity()}
     * @return an open, empty cursor, which does not support {@code array}, {@code toByteArray}, {@code writeTo} and
     *     similar methods
     * @throws java.nio.ReadOnlyBufferException if the buffer is read-only; a released buffer causes Netty's
     *     {@code IllegalReferenceCountException}
     */
    public static AppendBuffer open(ByteBuf buffer) {
        return ByteBufCursors.SHARED.open(buffer, false);
    }

    /**
     * Writes the SQL statement of a template and its parameters.
     *
     * @param buf the target, at its writerIndex
     * @param template the template
     * @param parameters as many values as the template has parameters
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the statement does not fit into the maximum capacity; nothing is written
     * @throws dev.appendkit.sql.SqlParameterException if a parameter is missing or refused; nothing is written
     */
    public static int appendSql(ByteBuf buf, SqlTemplate template, SqlParameters parameters) {
        try (AppendBuffer out = openForOne(buf)) {
            template.appendTo(out, parameters);
            return out.length();
        }
    }

    private static AppendBuffer openForOne(ByteBuf buffer) {
        return ByteBufCursors.SHARED.open(buffer, true);
    }

    /**
     * Writes {@code true} or {@code false}. At most {@link Append#MAX_BOOLEAN_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendBoolean(ByteBuf buf, boolean value) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendBoolean(value).length();
        }
    }

    /**
     * Writes an int in decimal. At most {@link Append#MAX_INT_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendInt(ByteBuf buf, int value) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendInt(value).length();
        }
    }

    /**
     * Writes a long in decimal. At most {@link Append#MAX_LONG_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendLong(ByteBuf buf, long value) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendLong(value).length();
        }
    }

    /**
     * Writes an unsigned int in decimal. At most {@link Append#MAX_UNSIGNED_INT_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value, read as unsigned
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendUnsignedInt(ByteBuf buf, int value) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendUnsignedInt(value).length();
        }
    }

    /**
     * Writes an unsigned long in decimal. At most {@link Append#MAX_UNSIGNED_LONG_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value, read as unsigned
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendUnsignedLong(ByteBuf buf, long value) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendUnsignedLong(value).length();
        }
    }

    /**
     * Writes a long in decimal, padded with leading zeros to at least {@code width} bytes. The sign counts and comes
     * first: -42 with width 5 is {@code -0042}. Digits are never cut off. At most {@link Append#MAX_ZERO_PADDED_LENGTH}
     * bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @param width the minimum number of bytes, 0 to 64
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     * @throws IllegalArgumentException if the width is outside 0 to 64
     */
    public static int appendZeroPadded(ByteBuf buf, long value, int width) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendZeroPadded(value, width).length();
        }
    }

    /**
     * Writes a long in lower-case hexadecimal without leading zeros. At most {@link Append#MAX_HEX_LONG_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value, read as unsigned
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendHexLong(ByteBuf buf, long value) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendHexLong(value).length();
        }
    }

    /**
     * Writes a long in lower-case hexadecimal with leading zeros. At most {@link Append#MAX_HEX_PADDED_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value, read as unsigned
     * @param digits the number of digits, 1 to 16
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     * @throws IllegalArgumentException if the number of digits is outside 1 to 16 or too small for the value
     */
    public static int appendHexPadded(ByteBuf buf, long value, int digits) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendHexPadded(value, digits).length();
        }
    }

    /**
     * Writes bytes in lower-case hexadecimal, two digits per byte (RFC 4648, section 8).
     *
     * @param buf the target, at its writerIndex
     * @param src the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity, or if the range lies
     *     outside the source; nothing is written
     */
    public static int appendHexBytes(ByteBuf buf, byte[] src, int from, int to) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendHexBytes(src, from, to).length();
        }
    }

    /**
     * Writes bytes in Base64 with padding (RFC 4648, section 4), four digits for every three bytes or part of them.
     *
     * @param buf the target, at its writerIndex
     * @param src the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity, or if the range lies
     *     outside the source; nothing is written
     */
    public static int appendBase64(ByteBuf buf, byte[] src, int from, int to) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendBase64(src, from, to).length();
        }
    }

    /**
     * Writes a float as the shortest decimal that rounds to it, the closest one if there are several, as
     * {@code Float.toString} does since JDK 19. At most {@link Append#MAX_FLOAT_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendFloat(ByteBuf buf, float value) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendFloat(value).length();
        }
    }

    /**
     * Writes a double as the shortest decimal that rounds to it, the closest one if there are several, as
     * {@code Double.toString} does since JDK 19. At most {@link Append#MAX_DOUBLE_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendDouble(ByteBuf buf, double value) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendDouble(value).length();
        }
    }

    /**
     * Writes a double without exponent and with a fixed number of digits after the point. It is rounded exactly,
     * half-even on the exact binary value. A negative value that rounds to zero keeps its sign; NaN and infinities are
     * written as by {@code appendDouble}. At most {@link Append#MAX_FIXED_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @param fractionDigits the number of digits after the point, 0 to 340; 0 omits the point too
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     * @throws IllegalArgumentException if the number of digits is outside 0 to 340
     */
    public static int appendFixed(ByteBuf buf, double value, int fractionDigits) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendFixed(value, fractionDigits).length();
        }
    }

    /**
     * Writes {@code unscaled} times 10 to the power of {@code -scale} without exponent, as
     * {@code BigDecimal.toPlainString} does. At most {@link Append#MAX_DECIMAL_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param unscaled the unscaled value
     * @param scale the number of digits after the point; a negative scale appends zeros
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     * @throws IllegalArgumentException if the text is longer than {@link Append#MAX_DECIMAL_LENGTH}
     */
    public static int appendDecimal(ByteBuf buf, long unscaled, int scale) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendDecimal(unscaled, scale).length();
        }
    }

    /**
     * Writes a decimal without exponent, as {@code toPlainString} does. At most {@link Append#MAX_DECIMAL_LENGTH}
     * bytes. Does not allocate for unscaled values of up to 128 bits, and one copy of the value's size above that. (For
     * 16 to 19 digits with a fraction, and for a scale below 0 or above 22, it allocates 40 bytes in a process where
     * the JVM cannot inline {@code BigDecimal.longValue()}.) A subclass is copied once into the exact class.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     * @throws IllegalArgumentException if the text is longer than {@link Append#MAX_DECIMAL_LENGTH}; this depends only
     *     on precision and scale
     */
    public static int appendDecimal(ByteBuf buf, BigDecimal value) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendDecimal(value).length();
        }
    }

    /**
     * Writes an integer in decimal. At most {@link Append#MAX_BIG_INTEGER_LENGTH} bytes. Does not allocate for values
     * of up to 128 bits, and one copy of the value's size above that. A subclass is copied once into the exact class.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     * @throws IllegalArgumentException if the text is longer than {@link Append#MAX_DECIMAL_LENGTH}
     */
    public static int appendBigInteger(ByteBuf buf, BigInteger value) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendBigInteger(value).length();
        }
    }

    /**
     * Writes ASCII text, one byte per char.
     *
     * @param buf the target, at its writerIndex
     * @param text the text
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     * @throws IllegalArgumentException if a char is above 0x7F; the message gives its index
     */
    public static int appendAscii(ByteBuf buf, CharSequence text) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendAscii(text).length();
        }
    }

    /**
     * Writes text in UTF-8 (RFC 3629); a surrogate without its partner becomes U+FFFD. At most three bytes per char.
     *
     * @param buf the target, at its writerIndex
     * @param text the text
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendUtf8(ByteBuf buf, CharSequence text) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendUtf8(text).length();
        }
    }

    /**
     * Writes a range of text in UTF-8 (RFC 3629); a surrogate without its partner in the range becomes U+FFFD. At most
     * three bytes per char.
     *
     * @param buf the target, at its writerIndex
     * @param text the text
     * @param from the first char, inclusive
     * @param to the last char, exclusive
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity, or if the range lies
     *     outside the source; nothing is written
     */
    public static int appendUtf8(ByteBuf buf, CharSequence text, int from, int to) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendUtf8(text, from, to).length();
        }
    }

    /**
     * Writes bytes that are already UTF-8 (RFC 3629) after checking all of them: only well-formed sequences are
     * written.
     *
     * @param buf the target, at its writerIndex
     * @param src the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity, or if the range lies
     *     outside the source; nothing is written
     * @throws IllegalArgumentException if they are malformed; the message gives the index in the source at which the
     *     first malformed sequence begins
     */
    public static int appendUtf8(ByteBuf buf, byte[] src, int from, int to) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendUtf8(src, from, to).length();
        }
    }

    /**
     * Writes a code point in UTF-8 (RFC 3629); a surrogate becomes U+FFFD. At most {@link Append#MAX_CODE_POINT_LENGTH}
     * bytes.
     *
     * @param buf the target, at its writerIndex
     * @param codePoint the code point
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     * @throws IllegalArgumentException if it is not a Unicode code point
     */
    public static int appendCodePoint(ByteBuf buf, int codePoint) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendCodePoint(codePoint).length();
        }
    }

    /**
     * Writes bytes unchanged, as if the source were copied first.
     *
     * @param buf the target, at its writerIndex
     * @param src the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity, or if the range lies
     *     outside the source; nothing is written
     */
    public static int appendBytes(ByteBuf buf, byte[] src, int from, int to) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendBytes(src, from, to).length();
        }
    }

    /**
     * Writes all bytes of an array unchanged, as if the source were copied first.
     *
     * @param buf the target, at its writerIndex
     * @param src the source
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendBytes(ByteBuf buf, byte[] src) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendBytes(src).length();
        }
    }

    /**
     * Writes one byte unchanged. At most {@link Append#MAX_BYTE_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendByte(ByteBuf buf, byte value) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendByte(value).length();
        }
    }

    /**
     * Writes the lowest eight bits of an int as one byte, as {@code OutputStream.write} does. At most
     * {@link Append#MAX_BYTE_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value; its low 8 bits are written
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendByte(ByteBuf buf, int value) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendByte(value).length();
        }
    }

    /**
     * Writes the low 16 bits of an int, the high byte first. At most {@link Append#MAX_SHORT_BIG_ENDIAN_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value; its low 16 bits are written
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendShortBigEndian(ByteBuf buf, int value) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendShortBigEndian(value).length();
        }
    }

    /**
     * Writes the low 24 bits of an int, the high byte first. At most {@link Append#MAX_MEDIUM_BIG_ENDIAN_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value; its low 24 bits are written
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendMediumBigEndian(ByteBuf buf, int value) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendMediumBigEndian(value).length();
        }
    }

    /**
     * Writes an int in 4 bytes, the high byte first. At most {@link Append#MAX_INT_BIG_ENDIAN_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendIntBigEndian(ByteBuf buf, int value) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendIntBigEndian(value).length();
        }
    }

    /**
     * Writes a long in 8 bytes, the high byte first. At most {@link Append#MAX_LONG_BIG_ENDIAN_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendLongBigEndian(ByteBuf buf, long value) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendLongBigEndian(value).length();
        }
    }

    /**
     * Writes the low 16 bits of an int, the low byte first. At most {@link Append#MAX_SHORT_LITTLE_ENDIAN_LENGTH}
     * bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value; its low 16 bits are written
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendShortLittleEndian(ByteBuf buf, int value) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendShortLittleEndian(value).length();
        }
    }

    /**
     * Writes the low 24 bits of an int, the low byte first. At most {@link Append#MAX_MEDIUM_LITTLE_ENDIAN_LENGTH}
     * bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value; its low 24 bits are written
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendMediumLittleEndian(ByteBuf buf, int value) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendMediumLittleEndian(value).length();
        }
    }

    /**
     * Writes an int in 4 bytes, the low byte first. At most {@link Append#MAX_INT_LITTLE_ENDIAN_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendIntLittleEndian(ByteBuf buf, int value) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendIntLittleEndian(value).length();
        }
    }

    /**
     * Writes a long in 8 bytes, the low byte first. At most {@link Append#MAX_LONG_LITTLE_ENDIAN_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendLongLittleEndian(ByteBuf buf, long value) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendLongLittleEndian(value).length();
        }
    }

    /**
     * Writes the bits of a float in 4 bytes (IEEE 754 binary32), the high byte first, a NaN's bits unchanged. At most
     * {@link Append#MAX_FLOAT_BIG_ENDIAN_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendFloatBigEndian(ByteBuf buf, float value) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendFloatBigEndian(value).length();
        }
    }

    /**
     * Writes the bits of a double in 8 bytes (IEEE 754 binary64), the high byte first, a NaN's bits unchanged. At most
     * {@link Append#MAX_DOUBLE_BIG_ENDIAN_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendDoubleBigEndian(ByteBuf buf, double value) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendDoubleBigEndian(value).length();
        }
    }

    /**
     * Writes a date as in ISO 8601, {@code 2026-11-21}. At most {@link Append#MAX_DATE_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     * @throws DateTimeException if the year is outside 0000 to 9999
     */
    public static int appendDate(ByteBuf buf, LocalDate value) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendDate(value).length();
        }
    }

    /**
     * Writes a time of day as in ISO 8601, {@code 09:02:03.123456}. At most {@link Append#MAX_TIME_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @param fraction the fraction digits of the second to write
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendTime(ByteBuf buf, LocalTime value, FractionDigits fraction) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendTime(value, fraction).length();
        }
    }

    /**
     * Writes a date and a time separated by a space, as in SQL, {@code 2026-11-21 09:02:03.123456}. At most
     * {@link Append#MAX_TIMESTAMP_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @param fraction the fraction digits of the second to write
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     * @throws DateTimeException if the year is outside 0000 to 9999
     */
    public static int appendTimestamp(ByteBuf buf, LocalDateTime value, FractionDigits fraction) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendTimestamp(value, fraction).length();
        }
    }

    /**
     * Writes an instant as date and time in UTC separated by a space, as in SQL, {@code 2026-11-21 09:02:03.123456}. At
     * most {@link Append#MAX_TIMESTAMP_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param epochSecond seconds since 1970-01-01T00:00:00Z
     * @param nano nanoseconds of the second, 0 to 999,999,999
     * @param fraction the fraction digits of the second to write
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     * @throws DateTimeException if the second is outside the years 0000 to 9999 or the nano outside 0 to 999,999,999
     */
    public static int appendTimestamp(ByteBuf buf, long epochSecond, int nano, FractionDigits fraction) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendTimestamp(epochSecond, nano, fraction).length();
        }
    }

    /**
     * Writes an instant as date and time in UTC separated by a space, as in SQL, {@code 2026-11-21 09:02:03.123}. At
     * most {@link Append#MAX_TIMESTAMP_MILLIS_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param epochMilli milliseconds since 1970-01-01T00:00:00Z
     * @param fraction the fraction digits of the second to write
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     * @throws DateTimeException if the instant is outside the years 0000 to 9999
     */
    public static int appendTimestampMillis(ByteBuf buf, long epochMilli, FractionDigits fraction) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendTimestampMillis(epochMilli, fraction).length();
        }
    }

    /**
     * Writes an instant as date and time in UTC separated by a space, as in SQL, {@code 2026-11-21 09:02:03.123456}. At
     * most {@link Append#MAX_TIMESTAMP_MICROS_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param epochMicro microseconds since 1970-01-01T00:00:00Z
     * @param fraction the fraction digits of the second to write
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     * @throws DateTimeException if the instant is outside the years 0000 to 9999
     */
    public static int appendTimestampMicros(ByteBuf buf, long epochMicro, FractionDigits fraction) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendTimestampMicros(epochMicro, fraction).length();
        }
    }

    /**
     * Writes an instant in UTC as in RFC 3339, {@code 2026-11-21T09:02:03.123Z}. At most
     * {@link Append#MAX_INSTANT_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @param fraction the fraction digits of the second to write
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     * @throws DateTimeException if the instant is outside the years 0000 to 9999
     */
    public static int appendInstant(ByteBuf buf, Instant value, FractionDigits fraction) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendInstant(value, fraction).length();
        }
    }

    /**
     * Writes an instant in UTC as in RFC 3339, {@code 2026-11-21T09:02:03.123Z}. At most
     * {@link Append#MAX_INSTANT_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param epochSecond seconds since 1970-01-01T00:00:00Z
     * @param nano nanoseconds of the second, 0 to 999,999,999
     * @param fraction the fraction digits of the second to write
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     * @throws DateTimeException if the second is outside the years 0000 to 9999 or the nano outside 0 to 999,999,999
     */
    public static int appendInstant(ByteBuf buf, long epochSecond, int nano, FractionDigits fraction) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendInstant(epochSecond, nano, fraction).length();
        }
    }

    /**
     * Writes an instant in UTC as in RFC 3339, {@code 2026-11-21T09:02:03.123Z}. At most
     * {@link Append#MAX_INSTANT_MILLIS_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param epochMilli milliseconds since 1970-01-01T00:00:00Z
     * @param fraction the fraction digits of the second to write
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     * @throws DateTimeException if the instant is outside the years 0000 to 9999
     */
    public static int appendInstantMillis(ByteBuf buf, long epochMilli, FractionDigits fraction) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendInstantMillis(epochMilli, fraction).length();
        }
    }

    /**
     * Writes an instant in UTC as in RFC 3339, {@code 2026-11-21T09:02:03.123456Z}. At most
     * {@link Append#MAX_INSTANT_MICROS_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param epochMicro microseconds since 1970-01-01T00:00:00Z
     * @param fraction the fraction digits of the second to write
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     * @throws DateTimeException if the instant is outside the years 0000 to 9999
     */
    public static int appendInstantMicros(ByteBuf buf, long epochMicro, FractionDigits fraction) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendInstantMicros(epochMicro, fraction).length();
        }
    }

    /**
     * Writes a date and time with its offset as in RFC 3339, {@code 2026-11-21T09:02:03.123+05:45}; offset zero is
     * {@code Z}. At most {@link Append#MAX_OFFSET_DATE_TIME_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @param fraction the fraction digits of the second to write
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     * @throws DateTimeException if the year is outside 0000 to 9999 or the offset has seconds
     */
    public static int appendOffsetDateTime(ByteBuf buf, OffsetDateTime value, FractionDigits fraction) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendOffsetDateTime(value, fraction).length();
        }
    }

    /**
     * Writes an instant in the date format of HTTP (RFC 9110, section 5.6.7), {@code Sat, 21 Nov 2026 09:02:03 GMT}. At
     * most {@link Append#MAX_HTTP_DATE_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param epochSecond seconds since 1970-01-01T00:00:00Z
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     * @throws DateTimeException if the second is outside the years 0000 to 9999
     */
    public static int appendHttpDate(ByteBuf buf, long epochSecond) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendHttpDate(epochSecond).length();
        }
    }

    /**
     * Writes a duration in ISO 8601 as {@code Duration.toString} does, {@code PT8H-6M12.345S}. At most
     * {@link Append#MAX_DURATION_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendDuration(ByteBuf buf, Duration value) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendDuration(value).length();
        }
    }

    /**
     * Writes a UUID in lower case as in RFC 9562, 36 bytes. At most {@link Append#MAX_UUID_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param mostSignificant the high 64 bits
     * @param leastSignificant the low 64 bits
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendUuid(ByteBuf buf, long mostSignificant, long leastSignificant) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendUuid(mostSignificant, leastSignificant).length();
        }
    }

    /**
     * Writes a UUID in lower case as in RFC 9562, 36 bytes. At most {@link Append#MAX_UUID_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendUuid(ByteBuf buf, UUID value) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendUuid(value).length();
        }
    }

    /**
     * Writes a KSUID as 27 digits of base 62 (segmentio/ksuid). At most {@link Append#MAX_KSUID_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendKsuid(ByteBuf buf, Ksuid value) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendKsuid(value).length();
        }
    }

    /**
     * Writes a KSUID as 27 digits of base 62 (segmentio/ksuid). At most {@link Append#MAX_KSUID_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param src the 20 bytes of the value
     * @param from the index of the first one
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity, or the 20 bytes do not lie
     *     within the source; nothing is written
     */
    public static int appendKsuid(ByteBuf buf, byte[] src, int from) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendKsuid(src, from).length();
        }
    }

    /**
     * Writes an int in unsigned LEB128, the base-128 varint of protocol buffers. At most
     * {@link Append#MAX_VAR_INT_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value, read as unsigned: the uint32 of protocol buffers, whose int32 is {@code appendVarLong}
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendVarInt(ByteBuf buf, int value) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendVarInt(value).length();
        }
    }

    /**
     * Writes a long in unsigned LEB128, the base-128 varint of protocol buffers. At most
     * {@link Append#MAX_VAR_LONG_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value, read as unsigned
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendVarLong(ByteBuf buf, long value) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendVarLong(value).length();
        }
    }

    /**
     * Writes an int as a zigzag varint, the sint32 of protocol buffers, which keeps small absolute values short. At
     * most {@link Append#MAX_ZIG_ZAG_INT_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendZigZagInt(ByteBuf buf, int value) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendZigZagInt(value).length();
        }
    }

    /**
     * Writes a long as a zigzag varint, the sint64 of protocol buffers, which keeps small absolute values short. At
     * most {@link Append#MAX_ZIG_ZAG_LONG_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendZigZagLong(ByteBuf buf, long value) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendZigZagLong(value).length();
        }
    }
}
