// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

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
import dev.appendkit.internal.ShortestDouble;
import dev.appendkit.internal.ShortestFloat;
import dev.appendkit.internal.Utf8;
import dev.appendkit.internal.Varints;
import dev.appendkit.internal.cursor.Room;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;

/**
 * Writes the text of one value to a {@code ByteBuffer} at its position and moves the position past the text. The
 * methods mirror those of {@link Append}.
 *
 * <pre>{@code
 * ByteBuffer buffer = ByteBuffer.allocateDirect(64);
 * ByteBufferAppend.appendInt(buffer, 42);        // 2; buffer.position() is 2
 * }</pre>
 *
 * <p>A method writes the whole text or, if it throws, nothing; it never writes a byte outside the text. The buffer's
 * byte order does not matter; limit and mark do not change. Room means the bytes up to the limit. A read-only buffer
 * causes a {@code ReadOnlyBufferException} before anything else. A null argument causes a {@code NullPointerException}
 * before the first byte is written.
 *
 * <p>A buffer with an accessible array is written to directly in that array. Any other buffer receives one copy from
 * recycled scratch memory of 4 KiB; longer texts are copied in pieces. To write many values to one array, use
 * {@link AppendBuffer#wrap}, which is faster.
 */
public final class ByteBufferAppend {
    private ByteBufferAppend() {}

    private static void checkRoom(ByteBuffer buf, long needed) {
        int free = buf.remaining();
        if (free < needed) {
            throw Room.overflow(needed, free, buf.position(), buf.limit());
        }
    }

    private static int advance(ByteBuffer buf, int from, int to) {
        int written = to - from;
        buf.position(buf.position() + written);
        return written;
    }

    /**
     * Writes {@code true} or {@code false}. At most {@link Append#MAX_BOOLEAN_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendBoolean(ByteBuffer buf, boolean value) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendBoolean(value).length();
            }
        }
        checkRoom(buf, value ? 4 : 5);
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, Text.appendBoolean(buf.array(), pos, value));
    }

    /**
     * Writes an int in decimal. At most {@link Append#MAX_INT_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendInt(ByteBuffer buf, int value) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendInt(value).length();
            }
        }
        if (buf.remaining() < Append.MAX_INT_LENGTH) {
            checkRoom(buf, Digits.intLength(value));
        }
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, Digits.appendIntExact(buf.array(), pos, value));
    }

    /**
     * Writes a long in decimal. At most {@link Append#MAX_LONG_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendLong(ByteBuffer buf, long value) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendLong(value).length();
            }
        }
        if (buf.remaining() < Append.MAX_LONG_LENGTH) {
            checkRoom(buf, Digits.longLength(value));
        }
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, Digits.appendLongExact(buf.array(), pos, value));
    }

    /**
     * Writes an unsigned int in decimal. At most {@link Append#MAX_UNSIGNED_INT_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value, read as unsigned
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendUnsignedInt(ByteBuffer buf, int value) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendUnsignedInt(value).length();
            }
        }
        checkRoom(buf, Digits.unsignedLongLength(value & 0xFFFF_FFFFL));
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, Digits.appendUnsignedIntExact(buf.array(), pos, value));
    }

    /**
     * Writes an unsigned long in decimal. At most {@link Append#MAX_UNSIGNED_LONG_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value, read as unsigned
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendUnsignedLong(ByteBuffer buf, long value) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendUnsignedLong(value).length();
            }
        }
        if (buf.remaining() < Append.MAX_UNSIGNED_LONG_LENGTH) {
            checkRoom(buf, Digits.unsignedLongLength(value));
        }
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, Digits.appendUnsignedLongExact(buf.array(), pos, value));
    }

    /**
     * Writes a long in decimal, padded with leading zeros to at least {@code width} bytes. The sign counts and comes
     * first: -42 with width 5 is {@code -0042}. Digits are never cut off. At most {@link Append#MAX_ZERO_PADDED_LENGTH}
     * bytes.
     *
     * @param buf the target, at its position
     * @param value the value
     * @param width the minimum number of bytes, 0 to 64
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     * @throws IllegalArgumentException if the width is outside 0 to 64
     */
    public static int appendZeroPadded(ByteBuffer buf, long value, int width) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendZeroPadded(value, width).length();
            }
        }
        checkRoom(buf, Digits.zeroPaddedLength(value, Checks.checkWidth(width)));
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, Digits.appendZeroPadded(buf.array(), pos, value, width));
    }

    /**
     * Writes a long in lower-case hexadecimal without leading zeros. At most {@link Append#MAX_HEX_LONG_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value, read as unsigned
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendHexLong(ByteBuffer buf, long value) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendHexLong(value).length();
            }
        }
        checkRoom(buf, Hex.longLength(value));
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, Hex.appendLong(buf.array(), pos, value, Hex.longLength(value)));
    }

    /**
     * Writes a long in lower-case hexadecimal with leading zeros. At most {@link Append#MAX_HEX_PADDED_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value, read as unsigned
     * @param digits the number of digits, 1 to 16
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     * @throws IllegalArgumentException if the number of digits is outside 1 to 16 or too small for the value
     */
    public static int appendHexPadded(ByteBuffer buf, long value, int digits) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendHexPadded(value, digits).length();
            }
        }
        checkRoom(buf, Checks.checkHexDigits(value, digits));
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, Hex.appendLong(buf.array(), pos, value, digits));
    }

    /**
     * Writes bytes in lower-case hexadecimal, two digits per byte (RFC 4648, section 8).
     *
     * @param buf the target, at its position
     * @param src the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     * @throws IndexOutOfBoundsException if the range lies outside the source; nothing is written
     */
    public static int appendHexBytes(ByteBuffer buf, byte[] src, int from, int to) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendHexBytes(src, from, to).length();
            }
        }
        checkRoom(buf, Checks.hexLength(src, from, to));
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, Hex.appendBytes(buf.array(), pos, src, from, to));
    }

    /**
     * Writes bytes in Base64 with padding (RFC 4648, section 4), four digits for every three bytes or part of them.
     *
     * @param buf the target, at its position
     * @param src the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     * @throws IndexOutOfBoundsException if the range lies outside the source; nothing is written
     */
    public static int appendBase64(ByteBuffer buf, byte[] src, int from, int to) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendBase64(src, from, to).length();
            }
        }
        checkRoom(buf, Checks.base64Length(src, from, to));
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, Base64Text.append(buf.array(), pos, src, from, to));
    }

    /**
     * Writes a float as the shortest decimal that rounds to it, the closest one if there are several, as
     * {@code Float.toString} does since JDK 19. At most {@link Append#MAX_FLOAT_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendFloat(ByteBuffer buf, float value) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendFloat(value).length();
            }
        }
        if (buf.remaining() < Append.MAX_FLOAT_LENGTH) {
            checkRoom(buf, ShortestFloat.length(value));
        }
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, ShortestFloat.appendExact(buf.array(), pos, value));
    }

    /**
     * Writes a double as the shortest decimal that rounds to it, the closest one if there are several, as
     * {@code Double.toString} does since JDK 19. At most {@link Append#MAX_DOUBLE_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendDouble(ByteBuffer buf, double value) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendDouble(value).length();
            }
        }
        if (buf.remaining() < Append.MAX_DOUBLE_LENGTH) {
            checkRoom(buf, ShortestDouble.length(value));
        }
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, ShortestDouble.appendExact(buf.array(), pos, value));
    }

    /**
     * Writes a double without exponent and with a fixed number of digits after the point. It is rounded exactly,
     * half-even on the exact binary value. A negative value that rounds to zero keeps its sign; NaN and infinities are
     * written as by {@code appendDouble}. At most {@link Append#MAX_FIXED_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value
     * @param fractionDigits the number of digits after the point, 0 to 340; 0 omits the point too
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     * @throws IllegalArgumentException if the number of digits is outside 0 to 340
     */
    public static int appendFixed(ByteBuffer buf, double value, int fractionDigits) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendFixed(value, fractionDigits).length();
            }
        }
        checkRoom(buf, FixedDouble.length(value, Checks.checkFractionDigits(fractionDigits)));
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, FixedDouble.appendExact(buf.array(), pos, value, fractionDigits));
    }

    /**
     * Writes {@code unscaled} times 10 to the power of {@code -scale} without exponent, as
     * {@code BigDecimal.toPlainString} does. At most {@link Append#MAX_DECIMAL_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param unscaled the unscaled value
     * @param scale the number of digits after the point; a negative scale appends zeros
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     * @throws IllegalArgumentException if the text is longer than {@link Append#MAX_DECIMAL_LENGTH}
     */
    public static int appendDecimal(ByteBuffer buf, long unscaled, int scale) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendDecimal(unscaled, scale).length();
            }
        }
        checkRoom(buf, DecimalText.checkLength(Decimals.length(unscaled, scale)));
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, Decimals.append(buf.array(), pos, unscaled, scale));
    }

    /**
     * Writes a decimal without exponent, as {@code toPlainString} does. At most {@link Append#MAX_DECIMAL_LENGTH}
     * bytes. Does not allocate for unscaled values of up to 128 bits, and one copy of the value's size above that. (For
     * 16 to 19 digits with a fraction, and for a scale below 0 or above 22, it allocates 40 bytes in a process where
     * the JVM cannot inline {@code BigDecimal.longValue()}.) A subclass is copied once into the exact class.
     *
     * @param buf the target, at its position
     * @param value the value
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     * @throws IllegalArgumentException if the text is longer than {@link Append#MAX_DECIMAL_LENGTH}; this depends only
     *     on precision and scale
     */
    public static int appendDecimal(ByteBuffer buf, BigDecimal value) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendDecimal(value).length();
            }
        }
        int scale = value.scale();
        if (DecimalText.isCompact(value)) {
            return appendDecimal(buf, DecimalText.unscaled(value), scale);
        }
        BigInteger unscaled = DecimalText.exact(value.unscaledValue());
        checkRoom(buf, DecimalText.length(unscaled, scale));
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, DecimalText.append(buf.array(), pos, unscaled, scale));
    }

    /**
     * Writes an integer in decimal. At most {@link Append#MAX_BIG_INTEGER_LENGTH} bytes. Does not allocate for values
     * of up to 128 bits, and one copy of the value's size above that. A subclass is copied once into the exact class.
     *
     * @param buf the target, at its position
     * @param value the value
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     * @throws IllegalArgumentException if the text is longer than {@link Append#MAX_DECIMAL_LENGTH}
     */
    public static int appendBigInteger(ByteBuffer buf, BigInteger value) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendBigInteger(value).length();
            }
        }
        BigInteger exact = DecimalText.exact(value);
        checkRoom(buf, DecimalText.length(exact, 0));
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, DecimalText.append(buf.array(), pos, exact, 0));
    }

    /**
     * Writes ASCII text, one byte per char.
     *
     * @param buf the target, at its position
     * @param text the text
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     * @throws IllegalArgumentException if a char is above 0x7F; the message gives its index
     */
    public static int appendAscii(ByteBuffer buf, CharSequence text) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendAscii(text).length();
            }
        }
        String string = text.toString();
        int length = Checks.checkAscii(string);
        checkRoom(buf, length);
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, Utf8.appendAscii(buf.array(), pos, string, 0, length));
    }

    /**
     * Writes text in UTF-8 (RFC 3629); a surrogate without its partner becomes U+FFFD. At most three bytes per char.
     *
     * @param buf the target, at its position
     * @param text the text
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendUtf8(ByteBuffer buf, CharSequence text) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendUtf8(text).length();
            }
        }
        String string = text.toString();
        return appendUtf8(buf, string, 0, string.length());
    }

    /**
     * Writes a range of text in UTF-8 (RFC 3629); a surrogate without its partner in the range becomes U+FFFD. At most
     * three bytes per char.
     *
     * @param buf the target, at its position
     * @param text the text
     * @param from the first char, inclusive
     * @param to the last char, exclusive
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     * @throws IndexOutOfBoundsException if the range lies outside the source; nothing is written
     */
    public static int appendUtf8(ByteBuffer buf, CharSequence text, int from, int to) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendUtf8(text, from, to).length();
            }
        }
        String string = text.toString();
        Objects.checkFromToIndex(from, to, string.length());
        if (buf.remaining() < (long) (to - from) * Utf8.MAX_BYTES_PER_CHAR) {
            checkRoom(buf, Utf8.length(string, from, to));
        }
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, Utf8.append(buf.array(), pos, string, from, to));
    }

    /**
     * Writes bytes that are already UTF-8 (RFC 3629) after checking all of them: only well-formed sequences are
     * written.
     *
     * @param buf the target, at its position
     * @param src the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     * @throws IndexOutOfBoundsException if the range lies outside the source; nothing is written
     * @throws IllegalArgumentException if they are malformed; the message gives the index in the source at which the
     *     first malformed sequence begins
     */
    public static int appendUtf8(ByteBuffer buf, byte[] src, int from, int to) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendUtf8(src, from, to).length();
            }
        }
        checkRoom(buf, Checks.utf8Length(src, from, to));
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, Text.appendBytes(buf.array(), pos, src, from, to));
    }

    /**
     * Writes a code point in UTF-8 (RFC 3629); a surrogate becomes U+FFFD. At most {@link Append#MAX_CODE_POINT_LENGTH}
     * bytes.
     *
     * @param buf the target, at its position
     * @param codePoint the code point
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     * @throws IllegalArgumentException if it is not a Unicode code point
     */
    public static int appendCodePoint(ByteBuffer buf, int codePoint) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendCodePoint(codePoint).length();
            }
        }
        checkRoom(buf, Checks.codePointLength(codePoint));
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, Utf8.appendCodePoint(buf.array(), pos, codePoint));
    }

    /**
     * Writes bytes unchanged, as if the source were copied first.
     *
     * @param buf the target, at its position
     * @param src the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     * @throws IndexOutOfBoundsException if the range lies outside the source; nothing is written
     */
    public static int appendBytes(ByteBuffer buf, byte[] src, int from, int to) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendBytes(src, from, to).length();
            }
        }
        checkRoom(buf, Checks.bytesLength(src, from, to));
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, Text.appendBytes(buf.array(), pos, src, from, to));
    }

    /**
     * Writes all bytes of an array unchanged, as if the source were copied first.
     *
     * @param buf the target, at its position
     * @param src the source
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendBytes(ByteBuffer buf, byte[] src) {
        return appendBytes(buf, src, 0, src.length);
    }

    /**
     * Writes one byte unchanged. At most {@link Append#MAX_BYTE_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendByte(ByteBuffer buf, byte value) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendByte(value).length();
            }
        }
        checkRoom(buf, 1);
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, Text.appendByte(buf.array(), pos, value));
    }

    /**
     * Writes the lowest eight bits of an int as one byte, as {@code OutputStream.write} does. At most
     * {@link Append#MAX_BYTE_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value; its low 8 bits are written
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendByte(ByteBuffer buf, int value) {
        return appendByte(buf, (byte) value);
    }

    /**
     * Writes the low 16 bits of an int, the high byte first. At most {@link Append#MAX_SHORT_BIG_ENDIAN_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value; its low 16 bits are written
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendShortBigEndian(ByteBuffer buf, int value) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendShortBigEndian(value).length();
            }
        }
        checkRoom(buf, Short.BYTES);
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, FixedWidth.appendShortBigEndian(buf.array(), pos, value));
    }

    /**
     * Writes the low 24 bits of an int, the high byte first. At most {@link Append#MAX_MEDIUM_BIG_ENDIAN_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value; its low 24 bits are written
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendMediumBigEndian(ByteBuffer buf, int value) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendMediumBigEndian(value).length();
            }
        }
        checkRoom(buf, FixedWidth.MEDIUM_BYTES);
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, FixedWidth.appendMediumBigEndian(buf.array(), pos, value));
    }

    /**
     * Writes an int in 4 bytes, the high byte first. At most {@link Append#MAX_INT_BIG_ENDIAN_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendIntBigEndian(ByteBuffer buf, int value) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendIntBigEndian(value).length();
            }
        }
        checkRoom(buf, Integer.BYTES);
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, FixedWidth.appendIntBigEndian(buf.array(), pos, value));
    }

    /**
     * Writes a long in 8 bytes, the high byte first. At most {@link Append#MAX_LONG_BIG_ENDIAN_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendLongBigEndian(ByteBuffer buf, long value) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendLongBigEndian(value).length();
            }
        }
        checkRoom(buf, Long.BYTES);
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, FixedWidth.appendLongBigEndian(buf.array(), pos, value));
    }

    /**
     * Writes the low 16 bits of an int, the low byte first. At most {@link Append#MAX_SHORT_LITTLE_ENDIAN_LENGTH}
     * bytes.
     *
     * @param buf the target, at its position
     * @param value the value; its low 16 bits are written
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendShortLittleEndian(ByteBuffer buf, int value) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendShortLittleEndian(value).length();
            }
        }
        checkRoom(buf, Short.BYTES);
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, FixedWidth.appendShortLittleEndian(buf.array(), pos, value));
    }

    /**
     * Writes the low 24 bits of an int, the low byte first. At most {@link Append#MAX_MEDIUM_LITTLE_ENDIAN_LENGTH}
     * bytes.
     *
     * @param buf the target, at its position
     * @param value the value; its low 24 bits are written
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendMediumLittleEndian(ByteBuffer buf, int value) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendMediumLittleEndian(value).length();
            }
        }
        checkRoom(buf, FixedWidth.MEDIUM_BYTES);
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, FixedWidth.appendMediumLittleEndian(buf.array(), pos, value));
    }

    /**
     * Writes an int in 4 bytes, the low byte first. At most {@link Append#MAX_INT_LITTLE_ENDIAN_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendIntLittleEndian(ByteBuffer buf, int value) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendIntLittleEndian(value).length();
            }
        }
        checkRoom(buf, Integer.BYTES);
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, FixedWidth.appendIntLittleEndian(buf.array(), pos, value));
    }

    /**
     * Writes a long in 8 bytes, the low byte first. At most {@link Append#MAX_LONG_LITTLE_ENDIAN_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendLongLittleEndian(ByteBuffer buf, long value) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendLongLittleEndian(value).length();
            }
        }
        checkRoom(buf, Long.BYTES);
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, FixedWidth.appendLongLittleEndian(buf.array(), pos, value));
    }

    /**
     * Writes the bits of a float in 4 bytes (IEEE 754 binary32), the high byte first, a NaN's bits unchanged. At most
     * {@link Append#MAX_FLOAT_BIG_ENDIAN_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendFloatBigEndian(ByteBuffer buf, float value) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendFloatBigEndian(value).length();
            }
        }
        checkRoom(buf, Float.BYTES);
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, FixedWidth.appendFloatBigEndian(buf.array(), pos, value));
    }

    /**
     * Writes the bits of a double in 8 bytes (IEEE 754 binary64), the high byte first, a NaN's bits unchanged. At most
     * {@link Append#MAX_DOUBLE_BIG_ENDIAN_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendDoubleBigEndian(ByteBuffer buf, double value) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendDoubleBigEndian(value).length();
            }
        }
        checkRoom(buf, Double.BYTES);
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, FixedWidth.appendDoubleBigEndian(buf.array(), pos, value));
    }

    /**
     * Writes a date as in ISO 8601, {@code 2026-11-21}. At most {@link Append#MAX_DATE_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     * @throws DateTimeException if the year is outside 0000 to 9999
     */
    public static int appendDate(ByteBuffer buf, LocalDate value) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendDate(value).length();
            }
        }
        checkRoom(buf, Temporals.dateLength(value));
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, Temporals.appendDate(buf.array(), pos, value));
    }

    /**
     * Writes a time of day as in ISO 8601, {@code 09:02:03.123456}. At most {@link Append#MAX_TIME_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value
     * @param fraction the fraction digits of the second to write
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendTime(ByteBuffer buf, LocalTime value, FractionDigits fraction) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendTime(value, fraction).length();
            }
        }
        checkRoom(buf, Temporals.timeLength(value, fraction));
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, Temporals.appendTime(buf.array(), pos, value, fraction));
    }

    /**
     * Writes a date and a time separated by a space, as in SQL, {@code 2026-11-21 09:02:03.123456}. At most
     * {@link Append#MAX_TIMESTAMP_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value
     * @param fraction the fraction digits of the second to write
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     * @throws DateTimeException if the year is outside 0000 to 9999
     */
    public static int appendTimestamp(ByteBuffer buf, LocalDateTime value, FractionDigits fraction) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendTimestamp(value, fraction).length();
            }
        }
        int digits = Temporals.digits(value, fraction);
        checkRoom(buf, Temporals.timestampLength(digits));
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, Temporals.appendTimestamp(buf.array(), pos, value, digits));
    }

    /**
     * Writes an instant as date and time in UTC separated by a space, as in SQL, {@code 2026-11-21 09:02:03.123456}. At
     * most {@link Append#MAX_TIMESTAMP_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param epochSecond seconds since 1970-01-01T00:00:00Z
     * @param nano nanoseconds of the second, 0 to 999,999,999
     * @param fraction the fraction digits of the second to write
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     * @throws DateTimeException if the second is outside the years 0000 to 9999 or the nano outside 0 to 999,999,999
     */
    public static int appendTimestamp(ByteBuffer buf, long epochSecond, int nano, FractionDigits fraction) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendTimestamp(epochSecond, nano, fraction).length();
            }
        }
        int digits = Temporals.digits(epochSecond, nano, fraction);
        checkRoom(buf, Temporals.timestampLength(digits));
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, Civil.appendEpochSecond(buf.array(), pos, epochSecond, ' ', nano, digits));
    }

    /**
     * Writes an instant as date and time in UTC separated by a space, as in SQL, {@code 2026-11-21 09:02:03.123}. At
     * most {@link Append#MAX_TIMESTAMP_MILLIS_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param epochMilli milliseconds since 1970-01-01T00:00:00Z
     * @param fraction the fraction digits of the second to write
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     * @throws DateTimeException if the instant is outside the years 0000 to 9999
     */
    public static int appendTimestampMillis(ByteBuffer buf, long epochMilli, FractionDigits fraction) {
        long epochSecond = Temporals.secondOfMillis(epochMilli);
        return appendTimestamp(buf, epochSecond, Temporals.nanoOfMillis(epochMilli, epochSecond), fraction);
    }

    /**
     * Writes an instant as date and time in UTC separated by a space, as in SQL, {@code 2026-11-21 09:02:03.123456}. At
     * most {@link Append#MAX_TIMESTAMP_MICROS_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param epochMicro microseconds since 1970-01-01T00:00:00Z
     * @param fraction the fraction digits of the second to write
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     * @throws DateTimeException if the instant is outside the years 0000 to 9999
     */
    public static int appendTimestampMicros(ByteBuffer buf, long epochMicro, FractionDigits fraction) {
        long epochSecond = Temporals.secondOfMicros(epochMicro);
        return appendTimestamp(buf, epochSecond, Temporals.nanoOfMicros(epochMicro, epochSecond), fraction);
    }

    /**
     * Writes an instant in UTC as in RFC 3339, {@code 2026-11-21T09:02:03.123Z}. At most
     * {@link Append#MAX_INSTANT_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value
     * @param fraction the fraction digits of the second to write
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     * @throws DateTimeException if the instant is outside the years 0000 to 9999
     */
    public static int appendInstant(ByteBuffer buf, Instant value, FractionDigits fraction) {
        return appendInstant(buf, value.getEpochSecond(), value.getNano(), fraction);
    }

    /**
     * Writes an instant in UTC as in RFC 3339, {@code 2026-11-21T09:02:03.123Z}. At most
     * {@link Append#MAX_INSTANT_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param epochSecond seconds since 1970-01-01T00:00:00Z
     * @param nano nanoseconds of the second, 0 to 999,999,999
     * @param fraction the fraction digits of the second to write
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     * @throws DateTimeException if the second is outside the years 0000 to 9999 or the nano outside 0 to 999,999,999
     */
    public static int appendInstant(ByteBuffer buf, long epochSecond, int nano, FractionDigits fraction) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendInstant(epochSecond, nano, fraction).length();
            }
        }
        int digits = Temporals.digits(epochSecond, nano, fraction);
        checkRoom(buf, Temporals.timestampLength(digits) + 1);
        int pos = buf.arrayOffset() + buf.position();
        int end = Civil.appendEpochSecond(buf.array(), pos, epochSecond, 'T', nano, digits);
        buf.array()[end] = 'Z';
        return advance(buf, pos, end + 1);
    }

    /**
     * Writes an instant in UTC as in RFC 3339, {@code 2026-11-21T09:02:03.123Z}. At most
     * {@link Append#MAX_INSTANT_MILLIS_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param epochMilli milliseconds since 1970-01-01T00:00:00Z
     * @param fraction the fraction digits of the second to write
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     * @throws DateTimeException if the instant is outside the years 0000 to 9999
     */
    public static int appendInstantMillis(ByteBuffer buf, long epochMilli, FractionDigits fraction) {
        long epochSecond = Temporals.secondOfMillis(epochMilli);
        return appendInstant(buf, epochSecond, Temporals.nanoOfMillis(epochMilli, epochSecond), fraction);
    }

    /**
     * Writes an instant in UTC as in RFC 3339, {@code 2026-11-21T09:02:03.123456Z}. At most
     * {@link Append#MAX_INSTANT_MICROS_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param epochMicro microseconds since 1970-01-01T00:00:00Z
     * @param fraction the fraction digits of the second to write
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     * @throws DateTimeException if the instant is outside the years 0000 to 9999
     */
    public static int appendInstantMicros(ByteBuffer buf, long epochMicro, FractionDigits fraction) {
        long epochSecond = Temporals.secondOfMicros(epochMicro);
        return appendInstant(buf, epochSecond, Temporals.nanoOfMicros(epochMicro, epochSecond), fraction);
    }

    /**
     * Writes a date and time with its offset as in RFC 3339, {@code 2026-11-21T09:02:03.123+05:45}; offset zero is
     * {@code Z}. At most {@link Append#MAX_OFFSET_DATE_TIME_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value
     * @param fraction the fraction digits of the second to write
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     * @throws DateTimeException if the year is outside 0000 to 9999 or the offset has seconds
     */
    public static int appendOffsetDateTime(ByteBuffer buf, OffsetDateTime value, FractionDigits fraction) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendOffsetDateTime(value, fraction).length();
            }
        }
        checkRoom(buf, Temporals.offsetDateTimeLength(value, fraction));
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, Temporals.appendOffsetDateTime(buf.array(), pos, value, fraction));
    }

    /**
     * Writes an instant in the date format of HTTP (RFC 9110, section 5.6.7), {@code Sat, 21 Nov 2026 09:02:03 GMT}. At
     * most {@link Append#MAX_HTTP_DATE_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param epochSecond seconds since 1970-01-01T00:00:00Z
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     * @throws DateTimeException if the second is outside the years 0000 to 9999
     */
    public static int appendHttpDate(ByteBuffer buf, long epochSecond) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendHttpDate(epochSecond).length();
            }
        }
        checkRoom(buf, Temporals.httpDateLength(epochSecond));
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, HttpDate.append(buf.array(), pos, epochSecond));
    }

    /**
     * Writes a duration in ISO 8601 as {@code Duration.toString} does, {@code PT8H-6M12.345S}. At most
     * {@link Append#MAX_DURATION_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendDuration(ByteBuffer buf, Duration value) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendDuration(value).length();
            }
        }
        checkRoom(buf, DurationText.length(value.getSeconds(), value.getNano()));
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, DurationText.append(buf.array(), pos, value.getSeconds(), value.getNano()));
    }

    /**
     * Writes a UUID in lower case as in RFC 9562, 36 bytes. At most {@link Append#MAX_UUID_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param mostSignificant the high 64 bits
     * @param leastSignificant the low 64 bits
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendUuid(ByteBuffer buf, long mostSignificant, long leastSignificant) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendUuid(mostSignificant, leastSignificant).length();
            }
        }
        checkRoom(buf, Hex.UUID_LENGTH);
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, Hex.appendUuid(buf.array(), pos, mostSignificant, leastSignificant));
    }

    /**
     * Writes a UUID in lower case as in RFC 9562, 36 bytes. At most {@link Append#MAX_UUID_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendUuid(ByteBuffer buf, UUID value) {
        return appendUuid(buf, value.getMostSignificantBits(), value.getLeastSignificantBits());
    }

    /**
     * Writes a KSUID as 27 digits of base 62 (segmentio/ksuid). At most {@link Append#MAX_KSUID_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendKsuid(ByteBuffer buf, Ksuid value) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendKsuid(value).length();
            }
        }
        Objects.requireNonNull(value);
        checkRoom(buf, Base62.KSUID_LENGTH);
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, Base62.append(buf.array(), pos, value.timestamp(), value.high(), value.low()));
    }

    /**
     * Writes a KSUID as 27 digits of base 62 (segmentio/ksuid). At most {@link Append#MAX_KSUID_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param src the 20 bytes of the value
     * @param from the index of the first one
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException if the 20 bytes do not lie within the source; nothing is written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendKsuid(ByteBuffer buf, byte[] src, int from) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendKsuid(src, from).length();
            }
        }
        Objects.checkFromIndexSize(from, Ksuid.BYTES, src.length);
        checkRoom(buf, Base62.KSUID_LENGTH);
        int pos = buf.arrayOffset() + buf.position();
        int top = Ksuid.top(src, from);
        return advance(buf, pos, Base62.append(buf.array(), pos, top, Ksuid.high(src, from), Ksuid.low(src, from)));
    }

    /**
     * Writes an int in unsigned LEB128, the base-128 varint of protocol buffers. At most
     * {@link Append#MAX_VAR_INT_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value, read as unsigned: the uint32 of protocol buffers, whose int32 is {@code appendVarLong}
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendVarInt(ByteBuffer buf, int value) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendVarInt(value).length();
            }
        }
        checkRoom(buf, Varints.length(value));
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, Varints.append(buf.array(), pos, value));
    }

    /**
     * Writes a long in unsigned LEB128, the base-128 varint of protocol buffers. At most
     * {@link Append#MAX_VAR_LONG_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value, read as unsigned
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendVarLong(ByteBuffer buf, long value) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendVarLong(value).length();
            }
        }
        checkRoom(buf, Varints.length(value));
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, Varints.append(buf.array(), pos, value));
    }

    /**
     * Writes an int as a zigzag varint, the sint32 of protocol buffers, which keeps small absolute values short. At
     * most {@link Append#MAX_ZIG_ZAG_INT_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendZigZagInt(ByteBuffer buf, int value) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendZigZagInt(value).length();
            }
        }
        checkRoom(buf, Varints.length(Varints.zigZag(value)));
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, Varints.append(buf.array(), pos, Varints.zigZag(value)));
    }

    /**
     * Writes a long as a zigzag varint, the sint64 of protocol buffers, which keeps small absolute values short. At
     * most {@link Append#MAX_ZIG_ZAG_LONG_LENGTH} bytes.
     *
     * @param buf the target, at its position
     * @param value the value
     * @return the number of bytes written
     * @throws BufferOverflowException if the text does not fit; nothing is written
     */
    public static int appendZigZagLong(ByteBuffer buf, long value) {
        if (!buf.hasArray()) {
            try (AppendBuffer out = ByteBufferStorage.open(buf)) {
                return out.appendZigZagLong(value).length();
            }
        }
        checkRoom(buf, Varints.length(Varints.zigZag(value)));
        int pos = buf.arrayOffset() + buf.position();
        return advance(buf, pos, Varints.append(buf.array(), pos, Varints.zigZag(value)));
    }
}
