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
 * Appends to a Netty {@code ByteBuf}: {@link #open} for a run of values, the static methods, which mirror those of
 * {@link Append}, for one value.
 *
 * <pre>{@code
 * try (AppendBuffer out = ByteBufAppend.open(buffer)) {
 *   out.appendAscii("id=").appendLong(42);
 * }                                               // the writerIndex has moved by 5
 * }</pre>
 *
 * <p>A static method writes at the writerIndex, moves it behind the text and returns the number of bytes; the buffer
 * grows as it grows for Netty's own writes. Without room up to {@code maxCapacity()} the methods throw
 * {@code IndexOutOfBoundsException}, for a read-only buffer {@code ReadOnlyBufferException}, for a released one Netty's
 * {@code IllegalReferenceCountException}; then indexes and content up to the writerIndex are what they were, only the
 * capacity may have grown. Bytes between writerIndex and capacity are undefined after an append. A null argument is a
 * {@code NullPointerException}, thrown before the first byte.
 */
public final class ByteBufAppend {
    private ByteBufAppend() {}

    /**
     * Opens a cursor that appends to a buffer from its writerIndex on. Until the cursor is closed the buffer belongs to
     * it. {@link AppendBuffer#close} moves the writerIndex behind what was appended and not cut again, also when the
     * block ends by an exception. It throws {@code IllegalStateException}, and moves nothing, if the buffer was
     * released or its writerIndex or array changed in the meantime. The cursor holds no reference count.
     *
     * <p>The cursor is recycled: a closed one throws {@code IllegalStateException} until a later call opens it for
     * another buffer, in checked mode ({@code -Dappendkit.checked=true}) always. An idle cursor keeps up to 64 KiB of
     * scratch, chars and what looks through long strings; as many are kept as {@code BufferPool} keeps by default.
     *
     * @param buffer the target; it grows as for Netty's own writes, up to its {@code maxCapacity()}
     * @return an open, empty cursor; its {@code array}, {@code toByteArray}, {@code writeTo} and the like are
     *     unsupported
     * @throws java.nio.ReadOnlyBufferException if the buffer is read-only; a released one is refused by Netty's
     *     {@code IllegalReferenceCountException}
     */
    public static AppendBuffer open(ByteBuf buffer) {
        return ByteBufCursors.SHARED.open(buffer, false);
    }

    /**
     * Writes the statement that a template makes of parameters.
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
     * Writes a long in decimal with leading zeros, at least {@code width} bytes; the sign is counted and comes first:
     * -42 in 5 is {@code -0042}. Nothing is ever cut. At most {@link Append#MAX_ZERO_PADDED_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @param width the least number of bytes, 0 to 64
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
     * @throws IllegalArgumentException if the digits are outside 1 to 16 or too few for the value
     */
    public static int appendHexPadded(ByteBuf buf, long value, int digits) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendHexPadded(value, digits).length();
        }
    }

    /**
     * Writes bytes in lower-case hexadecimal, two digits each (RFC 4648, section 8).
     *
     * @param buf the target, at its writerIndex
     * @param src the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity, or if the range is not one
     *     of the source; nothing is written
     */
    public static int appendHexBytes(ByteBuf buf, byte[] src, int from, int to) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendHexBytes(src, from, to).length();
        }
    }

    /**
     * Writes bytes in Base64 with padding (RFC 4648, section 4), four digits for every three bytes or fewer.
     *
     * @param buf the target, at its writerIndex
     * @param src the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity, or if the range is not one
     *     of the source; nothing is written
     */
    public static int appendBase64(ByteBuf buf, byte[] src, int from, int to) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendBase64(src, from, to).length();
        }
    }

    /**
     * Writes a float: of the shortest decimals that round to it the closest one, as {@code Float.toString} of JDK 19
     * and later. At most {@link Append#MAX_FLOAT_LENGTH} bytes.
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
     * Writes a double: of the shortest decimals that round to it the closest one, as {@code Double.toString} of JDK 19
     * and later. At most {@link Append#MAX_DOUBLE_LENGTH} bytes.
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
     * Writes a double with a fixed number of digits behind the point and no exponent, exactly rounded: half-even on the
     * exact binary value. A negative value that rounds to zero keeps its sign; NaN and infinities are as in
     * {@code appendDouble}. At most {@link Append#MAX_FIXED_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @param fractionDigits the number of digits behind the point, 0 to 340; none and no point for 0
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
     * {@code BigDecimal.toPlainString}. At most {@link Append#MAX_DECIMAL_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param unscaled the unscaled value
     * @param scale the number of digits behind the point; a negative one appends zeros
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
     * Writes a decimal without exponent, as {@code toPlainString}. At most {@link Append#MAX_DECIMAL_LENGTH} bytes.
     * Does not allocate up to 128 bits of the unscaled value, above that one copy of its size (16 to 19 digits with a
     * fraction, or a scale below 0 or above 22: 40 bytes in a process where the JVM cannot inline
     * {@code BigDecimal.longValue()}). A subclass is copied once into the exact class.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     * @throws IllegalArgumentException if the text is longer than {@link Append#MAX_DECIMAL_LENGTH}; decided by
     *     precision and scale alone
     */
    public static int appendDecimal(ByteBuf buf, BigDecimal value) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendDecimal(value).length();
        }
    }

    /**
     * Writes an integer in decimal. At most {@link Append#MAX_BIG_INTEGER_LENGTH} bytes. Does not allocate up to 128
     * bits, above that one copy of its size. A subclass is copied once into the exact class.
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
     * Writes ASCII text, one byte a char.
     *
     * @param buf the target, at its writerIndex
     * @param text the text
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     * @throws IllegalArgumentException if a char is above 0x7F; the message has its index
     */
    public static int appendAscii(ByteBuf buf, CharSequence text) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendAscii(text).length();
        }
    }

    /**
     * Writes text in UTF-8 (RFC 3629); a surrogate without its partner becomes U+FFFD. At most three bytes a char.
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
     * three bytes a char.
     *
     * @param buf the target, at its writerIndex
     * @param text the text
     * @param from the first char, inclusive
     * @param to the last char, exclusive
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity, or if the range is not one
     *     of the source; nothing is written
     */
    public static int appendUtf8(ByteBuf buf, CharSequence text, int from, int to) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendUtf8(text, from, to).length();
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
     * Writes bytes as they are, as if the source were copied first.
     *
     * @param buf the target, at its writerIndex
     * @param src the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity, or if the range is not one
     *     of the source; nothing is written
     */
    public static int appendBytes(ByteBuf buf, byte[] src, int from, int to) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendBytes(src, from, to).length();
        }
    }

    /**
     * Writes one byte as it is. At most {@link Append#MAX_BYTE_LENGTH} bytes.
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
     * Writes a date by ISO 8601, {@code 2026-11-21}. At most {@link Append#MAX_DATE_LENGTH} bytes.
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
     * Writes a time of day by ISO 8601, {@code 09:02:03.123456}. At most {@link Append#MAX_TIME_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @param fraction how many digits of the fraction are written
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the text does not fit into the maximum capacity; nothing is written
     */
    public static int appendTime(ByteBuf buf, LocalTime value, FractionDigits fraction) {
        try (AppendBuffer out = openForOne(buf)) {
            return out.appendTime(value, fraction).length();
        }
    }

    /**
     * Writes a date and a time with a space between, as SQL does, {@code 2026-11-21 09:02:03.123456}. At most
     * {@link Append#MAX_TIMESTAMP_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @param fraction how many digits of the fraction are written
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
     * Writes an instant as date and time in UTC with a space between, as SQL does, {@code 2026-11-21 09:02:03.123456}.
     * At most {@link Append#MAX_TIMESTAMP_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param epochSecond seconds since 1970-01-01T00:00:00Z
     * @param nano nanoseconds of the second, 0 to 999,999,999
     * @param fraction how many digits of the fraction are written
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
     * Writes an instant as date and time in UTC with a space between, as SQL does, {@code 2026-11-21 09:02:03.123}. At
     * most {@link Append#MAX_TIMESTAMP_MILLIS_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param epochMilli milliseconds since 1970-01-01T00:00:00Z
     * @param fraction how many digits of the fraction are written
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
     * Writes an instant as date and time in UTC with a space between, as SQL does, {@code 2026-11-21 09:02:03.123456}.
     * At most {@link Append#MAX_TIMESTAMP_MICROS_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param epochMicro microseconds since 1970-01-01T00:00:00Z
     * @param fraction how many digits of the fraction are written
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
     * Writes an instant by RFC 3339 in UTC, {@code 2026-11-21T09:02:03.123Z}. At most {@link Append#MAX_INSTANT_LENGTH}
     * bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @param fraction how many digits of the fraction are written
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
     * Writes an instant by RFC 3339 in UTC, {@code 2026-11-21T09:02:03.123Z}. At most {@link Append#MAX_INSTANT_LENGTH}
     * bytes.
     *
     * @param buf the target, at its writerIndex
     * @param epochSecond seconds since 1970-01-01T00:00:00Z
     * @param nano nanoseconds of the second, 0 to 999,999,999
     * @param fraction how many digits of the fraction are written
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
     * Writes an instant by RFC 3339 in UTC, {@code 2026-11-21T09:02:03.123Z}. At most
     * {@link Append#MAX_INSTANT_MILLIS_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param epochMilli milliseconds since 1970-01-01T00:00:00Z
     * @param fraction how many digits of the fraction are written
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
     * Writes an instant by RFC 3339 in UTC, {@code 2026-11-21T09:02:03.123456Z}. At most
     * {@link Append#MAX_INSTANT_MICROS_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param epochMicro microseconds since 1970-01-01T00:00:00Z
     * @param fraction how many digits of the fraction are written
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
     * Writes a date and time with its offset by RFC 3339, {@code 2026-11-21T09:02:03.123+05:45}; offset zero is
     * {@code Z}. At most {@link Append#MAX_OFFSET_DATE_TIME_LENGTH} bytes.
     *
     * @param buf the target, at its writerIndex
     * @param value the value
     * @param fraction how many digits of the fraction are written
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
     * Writes an instant as HTTP writes it (RFC 9110, section 5.6.7), {@code Sat, 21 Nov 2026 09:02:03 GMT}. At most
     * {@link Append#MAX_HTTP_DATE_LENGTH} bytes.
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
     * Writes a duration by ISO 8601 as {@code Duration.toString}, {@code PT8H-6M12.345S}. At most
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
     * Writes a UUID in lower case by RFC 9562, 36 bytes. At most {@link Append#MAX_UUID_LENGTH} bytes.
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
     * Writes a UUID in lower case by RFC 9562, 36 bytes. At most {@link Append#MAX_UUID_LENGTH} bytes.
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
     * Writes an int in unsigned LEB128, the base 128 varint of protocol buffers. At most
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
     * Writes a long in unsigned LEB128, the base 128 varint of protocol buffers. At most
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
     * Writes an int as zigzag varint, the sint32 of protocol buffers: small absolute values are short. At most
     * {@link Append#MAX_ZIG_ZAG_INT_LENGTH} bytes.
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
     * Writes a long as zigzag varint, the sint64 of protocol buffers: small absolute values are short. At most
     * {@link Append#MAX_ZIG_ZAG_LONG_LENGTH} bytes.
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
