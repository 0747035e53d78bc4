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
 * Writes the text of one value into a caller's array, as Go's {@code strconv.AppendInt} does.
 *
 * <pre>{@code
 * byte[] line = new byte[64];
 * int end = Append.appendInt(line, 0, 42);
 * end = Append.appendByte(line, end, (byte) ' ');
 * end = Append.appendDouble(line, end, 0.1);     // line holds "42 0.1", end is 6
 * }</pre>
 *
 * <p>The text of a value is the same on every JDK, in every locale, default charset and time zone. A method writes the
 * whole text or, if it throws, nothing; it never writes a byte outside the text. Room means the exact length: a text
 * that fits is written, even if the longest text of its kind would not fit. No method allocates, except where its
 * Javadoc says so and for a {@code CharSequence} that is not a {@code String}, whose {@code toString()} is called once.
 *
 * <p>A null argument causes a {@code NullPointerException} before the first byte is written. To write many values to
 * one target, use {@link AppendBuffer}, which is faster and keeps the position.
 */
public final class Append {
    /** The maximum number of bytes that {@code appendBoolean} writes. */
    public static final int MAX_BOOLEAN_LENGTH = 5;

    /** The maximum number of bytes that {@code appendInt} writes. */
    public static final int MAX_INT_LENGTH = Digits.MAX_INT_LENGTH;

    /** The maximum number of bytes that {@code appendLong} writes. */
    public static final int MAX_LONG_LENGTH = Digits.MAX_LONG_LENGTH;

    /** The maximum number of bytes that {@code appendUnsignedInt} writes. */
    public static final int MAX_UNSIGNED_INT_LENGTH = 10;

    /** The maximum number of bytes that {@code appendUnsignedLong} writes. */
    public static final int MAX_UNSIGNED_LONG_LENGTH = Digits.MAX_LONG_LENGTH;

    /** The maximum number of bytes that {@code appendZeroPadded} writes. */
    public static final int MAX_ZERO_PADDED_LENGTH = 64;

    /** The maximum number of bytes that {@code appendHexLong} writes. */
    public static final int MAX_HEX_LONG_LENGTH = Hex.MAX_LONG_LENGTH;

    /** The maximum number of bytes that {@code appendHexPadded} writes. */
    public static final int MAX_HEX_PADDED_LENGTH = Hex.MAX_LONG_LENGTH;

    /** The maximum number of bytes that {@code appendFloat} writes. */
    public static final int MAX_FLOAT_LENGTH = ShortestFloat.MAX_LENGTH;

    /** The maximum number of bytes that {@code appendDouble} writes. */
    public static final int MAX_DOUBLE_LENGTH = ShortestDouble.MAX_LENGTH;

    /** The maximum number of bytes that {@code appendCodePoint} writes. */
    public static final int MAX_CODE_POINT_LENGTH = 4;

    /** The maximum number of bytes that {@code appendByte} writes. */
    public static final int MAX_BYTE_LENGTH = 1;

    /** Returns the number of bytes that {@code appendShortBigEndian} writes. */
    public static final int MAX_SHORT_BIG_ENDIAN_LENGTH = Short.BYTES;

    /** Returns the number of bytes that {@code appendMediumBigEndian} writes. */
    public static final int MAX_MEDIUM_BIG_ENDIAN_LENGTH = FixedWidth.MEDIUM_BYTES;

    /** Returns the number of bytes that {@code appendIntBigEndian} writes. */
    public static final int MAX_INT_BIG_ENDIAN_LENGTH = Integer.BYTES;

    /** Returns the number of bytes that {@code appendLongBigEndian} writes. */
    public static final int MAX_LONG_BIG_ENDIAN_LENGTH = Long.BYTES;

    /** Returns the number of bytes that {@code appendShortLittleEndian} writes. */
    public static final int MAX_SHORT_LITTLE_ENDIAN_LENGTH = Short.BYTES;

    /** Returns the number of bytes that {@code appendMediumLittleEndian} writes. */
    public static final int MAX_MEDIUM_LITTLE_ENDIAN_LENGTH = FixedWidth.MEDIUM_BYTES;

    /** Returns the number of bytes that {@code appendIntLittleEndian} writes. */
    public static final int MAX_INT_LITTLE_ENDIAN_LENGTH = Integer.BYTES;

    /** Returns the number of bytes that {@code appendLongLittleEndian} writes. */
    public static final int MAX_LONG_LITTLE_ENDIAN_LENGTH = Long.BYTES;

    /** Returns the number of bytes that {@code appendFloatBigEndian} writes. */
    public static final int MAX_FLOAT_BIG_ENDIAN_LENGTH = Float.BYTES;

    /** Returns the number of bytes that {@code appendDoubleBigEndian} writes. */
    public static final int MAX_DOUBLE_BIG_ENDIAN_LENGTH = Double.BYTES;

    /** The maximum number of bytes that {@code appendDate} writes. */
    public static final int MAX_DATE_LENGTH = Civil.DATE_LENGTH;

    /** The maximum number of bytes that {@code appendTime} writes. */
    public static final int MAX_TIME_LENGTH = Civil.TIME_LENGTH + Civil.MAX_FRACTION_LENGTH;

    /** The maximum number of bytes that {@code appendTimestamp} writes. */
    public static final int MAX_TIMESTAMP_LENGTH = Civil.DATE_TIME_LENGTH + Civil.MAX_FRACTION_LENGTH;

    /** The maximum number of bytes that {@code appendTimestampMillis} writes. */
    public static final int MAX_TIMESTAMP_MILLIS_LENGTH = MAX_TIMESTAMP_LENGTH;

    /** The maximum number of bytes that {@code appendTimestampMicros} writes. */
    public static final int MAX_TIMESTAMP_MICROS_LENGTH = MAX_TIMESTAMP_LENGTH;

    /** The maximum number of bytes that {@code appendInstant} writes. */
    public static final int MAX_INSTANT_LENGTH = MAX_TIMESTAMP_LENGTH + 1;

    /** The maximum number of bytes that {@code appendInstantMillis} writes. */
    public static final int MAX_INSTANT_MILLIS_LENGTH = MAX_INSTANT_LENGTH;

    /** The maximum number of bytes that {@code appendInstantMicros} writes. */
    public static final int MAX_INSTANT_MICROS_LENGTH = MAX_INSTANT_LENGTH;

    /** The maximum number of bytes that {@code appendUuid} writes. */
    public static final int MAX_UUID_LENGTH = Hex.UUID_LENGTH;

    /** The maximum number of bytes that {@code appendKsuid} writes. */
    public static final int MAX_KSUID_LENGTH = Base62.KSUID_LENGTH;

    /** The maximum number of bytes that {@code appendOffsetDateTime} writes. */
    public static final int MAX_OFFSET_DATE_TIME_LENGTH = MAX_TIMESTAMP_LENGTH + Temporals.MAX_OFFSET_LENGTH;

    /** The maximum number of bytes that {@code appendHttpDate} writes. */
    public static final int MAX_HTTP_DATE_LENGTH = HttpDate.LENGTH;

    /** The maximum number of bytes that {@code appendDuration} writes. */
    public static final int MAX_DURATION_LENGTH = DurationText.MAX_LENGTH;

    /** The maximum number of bytes that {@code appendVarInt} writes. */
    public static final int MAX_VAR_INT_LENGTH = Varints.MAX_INT_LENGTH;

    /** The maximum number of bytes that {@code appendVarLong} writes. */
    public static final int MAX_VAR_LONG_LENGTH = Varints.MAX_LONG_LENGTH;

    /** The maximum number of bytes that {@code appendZigZagInt} writes. */
    public static final int MAX_ZIG_ZAG_INT_LENGTH = Varints.MAX_INT_LENGTH;

    /** The maximum number of bytes that {@code appendZigZagLong} writes. */
    public static final int MAX_ZIG_ZAG_LONG_LENGTH = Varints.MAX_LONG_LENGTH;

    /** The maximum number of bytes that {@code appendFixed} writes. */
    public static final int MAX_FIXED_LENGTH = FixedDouble.MAX_LENGTH;

    /** The maximum number of bytes that {@code appendDecimal} writes; longer texts are refused. */
    public static final int MAX_DECIMAL_LENGTH = DecimalText.MAX_LENGTH;

    /** The maximum number of bytes that {@code appendBigInteger} writes; longer texts are refused. */
    public static final int MAX_BIG_INTEGER_LENGTH = MAX_DECIMAL_LENGTH;

    private Append() {}

    /**
     * Writes {@code true} or {@code false}. At most {@link #MAX_BOOLEAN_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int appendBoolean(byte[] dst, int pos, boolean value) {
        Room.check(dst, pos, value ? 4 : 5);
        return Text.appendBoolean(dst, pos, value);
    }

    /**
     * Writes an int in decimal. At most {@link #MAX_INT_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int appendInt(byte[] dst, int pos, int value) {
        if (pos < 0 || dst.length - pos < MAX_INT_LENGTH) {
            Room.check(dst, pos, Digits.intLength(value));
        }
        return Digits.appendIntExact(dst, pos, value);
    }

    /**
     * Writes a long in decimal. At most {@link #MAX_LONG_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int appendLong(byte[] dst, int pos, long value) {
        if (pos < 0 || dst.length - pos < MAX_LONG_LENGTH) {
            Room.check(dst, pos, Digits.longLength(value));
        }
        return Digits.appendLongExact(dst, pos, value);
    }

    /**
     * Writes an unsigned int in decimal. At most {@link #MAX_UNSIGNED_INT_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value, read as unsigned
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int appendUnsignedInt(byte[] dst, int pos, int value) {
        Room.check(dst, pos, Digits.unsignedLongLength(value & 0xFFFF_FFFFL));
        return Digits.appendUnsignedIntExact(dst, pos, value);
    }

    /**
     * Writes an unsigned long in decimal. At most {@link #MAX_UNSIGNED_LONG_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value, read as unsigned
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int appendUnsignedLong(byte[] dst, int pos, long value) {
        if (pos < 0 || dst.length - pos < MAX_UNSIGNED_LONG_LENGTH) {
            Room.check(dst, pos, Digits.unsignedLongLength(value));
        }
        return Digits.appendUnsignedLongExact(dst, pos, value);
    }

    /**
     * Writes a long in decimal, padded with leading zeros to at least {@code width} bytes. The sign counts and comes
     * first: -42 with width 5 is {@code -0042}. Digits are never cut off. At most {@link #MAX_ZERO_PADDED_LENGTH}
     * bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value
     * @param width the minimum number of bytes, 0 to 64
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     * @throws IllegalArgumentException if the width is outside 0 to 64
     */
    public static int appendZeroPadded(byte[] dst, int pos, long value, int width) {
        Room.check(dst, pos, Digits.zeroPaddedLength(value, Checks.checkWidth(width)));
        return Digits.appendZeroPadded(dst, pos, value, width);
    }

    /**
     * Writes a long in lower-case hexadecimal without leading zeros. At most {@link #MAX_HEX_LONG_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value, read as unsigned
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int appendHexLong(byte[] dst, int pos, long value) {
        Room.check(dst, pos, Hex.longLength(value));
        return Hex.appendLong(dst, pos, value, Hex.longLength(value));
    }

    /**
     * Writes a long in lower-case hexadecimal with leading zeros. At most {@link #MAX_HEX_PADDED_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value, read as unsigned
     * @param digits the number of digits, 1 to 16
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     * @throws IllegalArgumentException if the number of digits is outside 1 to 16 or too small for the value
     */
    public static int appendHexPadded(byte[] dst, int pos, long value, int digits) {
        Room.check(dst, pos, Checks.checkHexDigits(value, digits));
        return Hex.appendLong(dst, pos, value, digits);
    }

    /**
     * Writes bytes in lower-case hexadecimal, two digits per byte (RFC 4648, section 8).
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param src the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit, or if the range
     *     lies outside the source; nothing is written
     */
    public static int appendHexBytes(byte[] dst, int pos, byte[] src, int from, int to) {
        Room.check(dst, pos, Checks.hexLength(src, from, to));
        return Hex.appendBytes(dst, pos, src, from, to);
    }

    /**
     * Writes bytes in Base64 with padding (RFC 4648, section 4), four digits for every three bytes or part of them.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param src the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit, or if the range
     *     lies outside the source; nothing is written
     */
    public static int appendBase64(byte[] dst, int pos, byte[] src, int from, int to) {
        Room.check(dst, pos, Checks.base64Length(src, from, to));
        return Base64Text.append(dst, pos, src, from, to);
    }

    /**
     * Writes a float as the shortest decimal that rounds to it, the closest one if there are several, as
     * {@code Float.toString} does since JDK 19. At most {@link #MAX_FLOAT_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int appendFloat(byte[] dst, int pos, float value) {
        if (pos < 0 || dst.length - pos < MAX_FLOAT_LENGTH) {
            Room.check(dst, pos, ShortestFloat.length(value));
        }
        return ShortestFloat.appendExact(dst, pos, value);
    }

    /**
     * Writes a double as the shortest decimal that rounds to it, the closest one if there are several, as
     * {@code Double.toString} does since JDK 19. At most {@link #MAX_DOUBLE_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int appendDouble(byte[] dst, int pos, double value) {
        if (pos < 0 || dst.length - pos < MAX_DOUBLE_LENGTH) {
            Room.check(dst, pos, ShortestDouble.length(value));
        }
        return ShortestDouble.appendExact(dst, pos, value);
    }

    /**
     * Writes a double without exponent and with a fixed number of digits after the point. It is rounded exactly,
     * half-even on the exact binary value. A negative value that rounds to zero keeps its sign; NaN and infinities are
     * written as by {@code appendDouble}. At most {@link #MAX_FIXED_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value
     * @param fractionDigits the number of digits after the point, 0 to 340; 0 omits the point too
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     * @throws IllegalArgumentException if the number of digits is outside 0 to 340
     */
    public static int appendFixed(byte[] dst, int pos, double value, int fractionDigits) {
        Room.check(dst, pos, FixedDouble.length(value, Checks.checkFractionDigits(fractionDigits)));
        return FixedDouble.appendExact(dst, pos, value, fractionDigits);
    }

    /**
     * Writes {@code unscaled} times 10 to the power of {@code -scale} without exponent, as
     * {@code BigDecimal.toPlainString} does. At most {@link #MAX_DECIMAL_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param unscaled the unscaled value
     * @param scale the number of digits after the point; a negative scale appends zeros
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     * @throws IllegalArgumentException if the text is longer than {@link Append#MAX_DECIMAL_LENGTH}
     */
    public static int appendDecimal(byte[] dst, int pos, long unscaled, int scale) {
        if (pos < 0 || dst.length - pos < Decimals.MAX_LENGTH || !Decimals.isShort(scale)) {
            Room.check(dst, pos, DecimalText.checkLength(Decimals.length(unscaled, scale)));
        }
        return Decimals.append(dst, pos, unscaled, scale);
    }

    /**
     * Writes a decimal without exponent, as {@code toPlainString} does. At most {@link #MAX_DECIMAL_LENGTH} bytes. Does
     * not allocate for unscaled values of up to 128 bits, and one copy of the value's size above that. (For 16 to 19
     * digits with a fraction, and for a scale below 0 or above 22, it allocates 40 bytes in a process where the JVM
     * cannot inline {@code BigDecimal.longValue()}.) A subclass is copied once into the exact class.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     * @throws IllegalArgumentException if the text is longer than {@link Append#MAX_DECIMAL_LENGTH}; this depends only
     *     on precision and scale
     */
    public static int appendDecimal(byte[] dst, int pos, BigDecimal value) {
        int scale = value.scale();
        if (DecimalText.isCompact(value)) {
            return appendDecimal(dst, pos, DecimalText.unscaled(value), scale);
        }
        BigInteger unscaled = DecimalText.exact(value.unscaledValue());
        Room.check(dst, pos, DecimalText.length(unscaled, scale));
        return DecimalText.append(dst, pos, unscaled, scale);
    }

    /**
     * Writes an integer in decimal. At most {@link #MAX_BIG_INTEGER_LENGTH} bytes. Does not allocate for values of up
     * to 128 bits, and one copy of the value's size above that. A subclass is copied once into the exact class.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     * @throws IllegalArgumentException if the text is longer than {@link Append#MAX_DECIMAL_LENGTH}
     */
    public static int appendBigInteger(byte[] dst, int pos, BigInteger value) {
        BigInteger exact = DecimalText.exact(value);
        Room.check(dst, pos, DecimalText.length(exact, 0));
        return DecimalText.append(dst, pos, exact, 0);
    }

    /**
     * Writes ASCII text, one byte per char.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param text the text
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     * @throws IllegalArgumentException if a char is above 0x7F; the message gives its index
     */
    public static int appendAscii(byte[] dst, int pos, CharSequence text) {
        String string = text.toString();
        int length = Checks.checkAscii(string);
        Room.check(dst, pos, length);
        return Utf8.appendAscii(dst, pos, string, 0, length);
    }

    /**
     * Writes text in UTF-8 (RFC 3629); a surrogate without its partner becomes U+FFFD. At most three bytes per char.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param text the text
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int appendUtf8(byte[] dst, int pos, CharSequence text) {
        String string = text.toString();
        return Text.appendUtf8(dst, pos, string, 0, string.length());
    }

    /**
     * Writes a range of text in UTF-8 (RFC 3629); a surrogate without its partner in the range becomes U+FFFD. At most
     * three bytes per char.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param text the text
     * @param from the first char, inclusive
     * @param to the last char, exclusive
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit, or if the range
     *     lies outside the source; nothing is written
     */
    public static int appendUtf8(byte[] dst, int pos, CharSequence text, int from, int to) {
        String string = text.toString();
        Objects.checkFromToIndex(from, to, string.length());
        return Text.appendUtf8(dst, pos, string, from, to);
    }

    /**
     * Writes bytes that are already UTF-8 (RFC 3629) after checking all of them: only well-formed sequences are
     * written.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param src the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit, or if the range
     *     lies outside the source; nothing is written
     * @throws IllegalArgumentException if they are malformed; the message gives the index in the source at which the
     *     first malformed sequence begins
     */
    public static int appendUtf8(byte[] dst, int pos, byte[] src, int from, int to) {
        Room.check(dst, pos, Checks.utf8Length(src, from, to));
        return Text.appendBytes(dst, pos, src, from, to);
    }

    /**
     * Writes a code point in UTF-8 (RFC 3629); a surrogate becomes U+FFFD. At most {@link #MAX_CODE_POINT_LENGTH}
     * bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param codePoint the code point
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     * @throws IllegalArgumentException if it is not a Unicode code point
     */
    public static int appendCodePoint(byte[] dst, int pos, int codePoint) {
        Room.check(dst, pos, Checks.codePointLength(codePoint));
        return Utf8.appendCodePoint(dst, pos, codePoint);
    }

    /**
     * Writes bytes unchanged, as if the source were copied first.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param src the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit, or if the range
     *     lies outside the source; nothing is written
     */
    public static int appendBytes(byte[] dst, int pos, byte[] src, int from, int to) {
        Room.check(dst, pos, Checks.bytesLength(src, from, to));
        return Text.appendBytes(dst, pos, src, from, to);
    }

    /**
     * Writes all bytes of an array unchanged, as if the source were copied first.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param src the source
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int appendBytes(byte[] dst, int pos, byte[] src) {
        return appendBytes(dst, pos, src, 0, src.length);
    }

    /**
     * Writes one byte unchanged. At most {@link #MAX_BYTE_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int appendByte(byte[] dst, int pos, byte value) {
        Room.check(dst, pos, 1);
        return Text.appendByte(dst, pos, value);
    }

    /**
     * Writes the lowest eight bits of an int as one byte, as {@code OutputStream.write} does. At most
     * {@link #MAX_BYTE_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value; its low 8 bits are written
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int appendByte(byte[] dst, int pos, int value) {
        return appendByte(dst, pos, (byte) value);
    }

    /**
     * Writes the low 16 bits of an int, the high byte first. At most {@link #MAX_SHORT_BIG_ENDIAN_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value; its low 16 bits are written
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int appendShortBigEndian(byte[] dst, int pos, int value) {
        Room.check(dst, pos, Short.BYTES);
        return FixedWidth.appendShortBigEndian(dst, pos, value);
    }

    /**
     * Writes the low 24 bits of an int, the high byte first. At most {@link #MAX_MEDIUM_BIG_ENDIAN_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value; its low 24 bits are written
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int appendMediumBigEndian(byte[] dst, int pos, int value) {
        Room.check(dst, pos, FixedWidth.MEDIUM_BYTES);
        return FixedWidth.appendMediumBigEndian(dst, pos, value);
    }

    /**
     * Writes an int in 4 bytes, the high byte first. At most {@link #MAX_INT_BIG_ENDIAN_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int appendIntBigEndian(byte[] dst, int pos, int value) {
        Room.check(dst, pos, Integer.BYTES);
        return FixedWidth.appendIntBigEndian(dst, pos, value);
    }

    /**
     * Writes a long in 8 bytes, the high byte first. At most {@link #MAX_LONG_BIG_ENDIAN_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int appendLongBigEndian(byte[] dst, int pos, long value) {
        Room.check(dst, pos, Long.BYTES);
        return FixedWidth.appendLongBigEndian(dst, pos, value);
    }

    /**
     * Writes the low 16 bits of an int, the low byte first. At most {@link #MAX_SHORT_LITTLE_ENDIAN_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value; its low 16 bits are written
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int appendShortLittleEndian(byte[] dst, int pos, int value) {
        Room.check(dst, pos, Short.BYTES);
        return FixedWidth.appendShortLittleEndian(dst, pos, value);
    }

    /**
     * Writes the low 24 bits of an int, the low byte first. At most {@link #MAX_MEDIUM_LITTLE_ENDIAN_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value; its low 24 bits are written
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int appendMediumLittleEndian(byte[] dst, int pos, int value) {
        Room.check(dst, pos, FixedWidth.MEDIUM_BYTES);
        return FixedWidth.appendMediumLittleEndian(dst, pos, value);
    }

    /**
     * Writes an int in 4 bytes, the low byte first. At most {@link #MAX_INT_LITTLE_ENDIAN_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int appendIntLittleEndian(byte[] dst, int pos, int value) {
        Room.check(dst, pos, Integer.BYTES);
        return FixedWidth.appendIntLittleEndian(dst, pos, value);
    }

    /**
     * Writes a long in 8 bytes, the low byte first. At most {@link #MAX_LONG_LITTLE_ENDIAN_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int appendLongLittleEndian(byte[] dst, int pos, long value) {
        Room.check(dst, pos, Long.BYTES);
        return FixedWidth.appendLongLittleEndian(dst, pos, value);
    }

    /**
     * Writes the bits of a float in 4 bytes (IEEE 754 binary32), the high byte first, a NaN's bits unchanged. At most
     * {@link #MAX_FLOAT_BIG_ENDIAN_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int appendFloatBigEndian(byte[] dst, int pos, float value) {
        Room.check(dst, pos, Float.BYTES);
        return FixedWidth.appendFloatBigEndian(dst, pos, value);
    }

    /**
     * Writes the bits of a double in 8 bytes (IEEE 754 binary64), the high byte first, a NaN's bits unchanged. At most
     * {@link #MAX_DOUBLE_BIG_ENDIAN_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int appendDoubleBigEndian(byte[] dst, int pos, double value) {
        Room.check(dst, pos, Double.BYTES);
        return FixedWidth.appendDoubleBigEndian(dst, pos, value);
    }

    /**
     * Writes a date as in ISO 8601, {@code 2026-11-21}. At most {@link #MAX_DATE_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     * @throws DateTimeException if the year is outside 0000 to 9999
     */
    public static int appendDate(byte[] dst, int pos, LocalDate value) {
        Room.check(dst, pos, Temporals.dateLength(value));
        return Temporals.appendDate(dst, pos, value);
    }

    /**
     * Writes a time of day as in ISO 8601, {@code 09:02:03.123456}. At most {@link #MAX_TIME_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value
     * @param fraction the fraction digits of the second to write
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int appendTime(byte[] dst, int pos, LocalTime value, FractionDigits fraction) {
        Room.check(dst, pos, Temporals.timeLength(value, fraction));
        return Temporals.appendTime(dst, pos, value, fraction);
    }

    /**
     * Writes a date and a time separated by a space, as in SQL, {@code 2026-11-21 09:02:03.123456}. At most
     * {@link #MAX_TIMESTAMP_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value
     * @param fraction the fraction digits of the second to write
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     * @throws DateTimeException if the year is outside 0000 to 9999
     */
    public static int appendTimestamp(byte[] dst, int pos, LocalDateTime value, FractionDigits fraction) {
        int digits = Temporals.digits(value, fraction);
        Room.check(dst, pos, Temporals.timestampLength(digits));
        return Temporals.appendTimestamp(dst, pos, value, digits);
    }

    /**
     * Writes an instant as date and time in UTC separated by a space, as in SQL, {@code 2026-11-21 09:02:03.123456}. At
     * most {@link #MAX_TIMESTAMP_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param epochSecond seconds since 1970-01-01T00:00:00Z
     * @param nano nanoseconds of the second, 0 to 999,999,999
     * @param fraction the fraction digits of the second to write
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     * @throws DateTimeException if the second is outside the years 0000 to 9999 or the nano outside 0 to 999,999,999
     */
    public static int appendTimestamp(byte[] dst, int pos, long epochSecond, int nano, FractionDigits fraction) {
        int digits = Temporals.digits(epochSecond, nano, fraction);
        Room.check(dst, pos, Temporals.timestampLength(digits));
        return Civil.appendEpochSecond(dst, pos, epochSecond, ' ', nano, digits);
    }

    /**
     * Writes an instant as date and time in UTC separated by a space, as in SQL, {@code 2026-11-21 09:02:03.123}. At
     * most {@link #MAX_TIMESTAMP_MILLIS_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param epochMilli milliseconds since 1970-01-01T00:00:00Z
     * @param fraction the fraction digits of the second to write
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     * @throws DateTimeException if the instant is outside the years 0000 to 9999
     */
    public static int appendTimestampMillis(byte[] dst, int pos, long epochMilli, FractionDigits fraction) {
        long epochSecond = Temporals.secondOfMillis(epochMilli);
        return appendTimestamp(dst, pos, epochSecond, Temporals.nanoOfMillis(epochMilli, epochSecond), fraction);
    }

    /**
     * Writes an instant as date and time in UTC separated by a space, as in SQL, {@code 2026-11-21 09:02:03.123456}. At
     * most {@link #MAX_TIMESTAMP_MICROS_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param epochMicro microseconds since 1970-01-01T00:00:00Z
     * @param fraction the fraction digits of the second to write
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     * @throws DateTimeException if the instant is outside the years 0000 to 9999
     */
    public static int appendTimestampMicros(byte[] dst, int pos, long epochMicro, FractionDigits fraction) {
        long epochSecond = Temporals.secondOfMicros(epochMicro);
        return appendTimestamp(dst, pos, epochSecond, Temporals.nanoOfMicros(epochMicro, epochSecond), fraction);
    }

    /**
     * Writes an instant in UTC as in RFC 3339, {@code 2026-11-21T09:02:03.123Z}. At most {@link #MAX_INSTANT_LENGTH}
     * bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value
     * @param fraction the fraction digits of the second to write
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     * @throws DateTimeException if the instant is outside the years 0000 to 9999
     */
    public static int appendInstant(byte[] dst, int pos, Instant value, FractionDigits fraction) {
        return appendInstant(dst, pos, value.getEpochSecond(), value.getNano(), fraction);
    }

    /**
     * Writes an instant in UTC as in RFC 3339, {@code 2026-11-21T09:02:03.123Z}. At most {@link #MAX_INSTANT_LENGTH}
     * bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param epochSecond seconds since 1970-01-01T00:00:00Z
     * @param nano nanoseconds of the second, 0 to 999,999,999
     * @param fraction the fraction digits of the second to write
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     * @throws DateTimeException if the second is outside the years 0000 to 9999 or the nano outside 0 to 999,999,999
     */
    public static int appendInstant(byte[] dst, int pos, long epochSecond, int nano, FractionDigits fraction) {
        int digits = Temporals.digits(epochSecond, nano, fraction);
        Room.check(dst, pos, Temporals.timestampLength(digits) + 1);
        int end = Civil.appendEpochSecond(dst, pos, epochSecond, 'T', nano, digits);
        dst[end] = 'Z';
        return end + 1;
    }

    /**
     * Writes an instant in UTC as in RFC 3339, {@code 2026-11-21T09:02:03.123Z}. At most
     * {@link #MAX_INSTANT_MILLIS_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param epochMilli milliseconds since 1970-01-01T00:00:00Z
     * @param fraction the fraction digits of the second to write
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     * @throws DateTimeException if the instant is outside the years 0000 to 9999
     */
    public static int appendInstantMillis(byte[] dst, int pos, long epochMilli, FractionDigits fraction) {
        long epochSecond = Temporals.secondOfMillis(epochMilli);
        return appendInstant(dst, pos, epochSecond, Temporals.nanoOfMillis(epochMilli, epochSecond), fraction);
    }

    /**
     * Writes an instant in UTC as in RFC 3339, {@code 2026-11-21T09:02:03.123456Z}. At most
     * {@link #MAX_INSTANT_MICROS_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param epochMicro microseconds since 1970-01-01T00:00:00Z
     * @param fraction the fraction digits of the second to write
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     * @throws DateTimeException if the instant is outside the years 0000 to 9999
     */
    public static int appendInstantMicros(byte[] dst, int pos, long epochMicro, FractionDigits fraction) {
        long epochSecond = Temporals.secondOfMicros(epochMicro);
        return appendInstant(dst, pos, epochSecond, Temporals.nanoOfMicros(epochMicro, epochSecond), fraction);
    }

    /**
     * Writes a date and time with its offset as in RFC 3339, {@code 2026-11-21T09:02:03.123+05:45}; offset zero is
     * {@code Z}. At most {@link #MAX_OFFSET_DATE_TIME_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value
     * @param fraction the fraction digits of the second to write
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     * @throws DateTimeException if the year is outside 0000 to 9999 or the offset has seconds
     */
    public static int appendOffsetDateTime(byte[] dst, int pos, OffsetDateTime value, FractionDigits fraction) {
        Room.check(dst, pos, Temporals.offsetDateTimeLength(value, fraction));
        return Temporals.appendOffsetDateTime(dst, pos, value, fraction);
    }

    /**
     * Writes an instant in the date format of HTTP (RFC 9110, section 5.6.7), {@code Sat, 21 Nov 2026 09:02:03 GMT}. At
     * most {@link #MAX_HTTP_DATE_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param epochSecond seconds since 1970-01-01T00:00:00Z
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     * @throws DateTimeException if the second is outside the years 0000 to 9999
     */
    public static int appendHttpDate(byte[] dst, int pos, long epochSecond) {
        Room.check(dst, pos, Temporals.httpDateLength(epochSecond));
        return HttpDate.append(dst, pos, epochSecond);
    }

    /**
     * Writes a duration in ISO 8601 as {@code Duration.toString} does, {@code PT8H-6M12.345S}. At most
     * {@link #MAX_DURATION_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int appendDuration(byte[] dst, int pos, Duration value) {
        Room.check(dst, pos, DurationText.length(value.getSeconds(), value.getNano()));
        return DurationText.append(dst, pos, value.getSeconds(), value.getNano());
    }

    /**
     * Writes a UUID in lower case as in RFC 9562, 36 bytes. At most {@link #MAX_UUID_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param mostSignificant the high 64 bits
     * @param leastSignificant the low 64 bits
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int appendUuid(byte[] dst, int pos, long mostSignificant, long leastSignificant) {
        Room.check(dst, pos, Hex.UUID_LENGTH);
        return Hex.appendUuid(dst, pos, mostSignificant, leastSignificant);
    }

    /**
     * Writes a UUID in lower case as in RFC 9562, 36 bytes. At most {@link #MAX_UUID_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int appendUuid(byte[] dst, int pos, UUID value) {
        return appendUuid(dst, pos, value.getMostSignificantBits(), value.getLeastSignificantBits());
    }

    /**
     * Writes a KSUID as 27 digits of base 62 (segmentio/ksuid). At most {@link #MAX_KSUID_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int appendKsuid(byte[] dst, int pos, Ksuid value) {
        Objects.requireNonNull(value);
        Room.check(dst, pos, Base62.KSUID_LENGTH);
        return Base62.append(dst, pos, value.timestamp(), value.high(), value.low());
    }

    /**
     * Writes a KSUID as 27 digits of base 62 (segmentio/ksuid). At most {@link #MAX_KSUID_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param src the 20 bytes of the value
     * @param from the index of the first one
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array, the text does not fit, or the source does
     *     not have 20 bytes from {@code from} on; nothing is written
     */
    public static int appendKsuid(byte[] dst, int pos, byte[] src, int from) {
        Objects.checkFromIndexSize(from, Ksuid.BYTES, src.length);
        Room.check(dst, pos, Base62.KSUID_LENGTH);
        return Base62.append(dst, pos, Ksuid.top(src, from), Ksuid.high(src, from), Ksuid.low(src, from));
    }

    /**
     * Writes an int in unsigned LEB128, the base-128 varint of protocol buffers. At most {@link #MAX_VAR_INT_LENGTH}
     * bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value, read as unsigned: the uint32 of protocol buffers, whose int32 is {@code appendVarLong}
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int appendVarInt(byte[] dst, int pos, int value) {
        Room.check(dst, pos, Varints.length(value));
        return Varints.append(dst, pos, value);
    }

    /**
     * Writes a long in unsigned LEB128, the base-128 varint of protocol buffers. At most {@link #MAX_VAR_LONG_LENGTH}
     * bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value, read as unsigned
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int appendVarLong(byte[] dst, int pos, long value) {
        Room.check(dst, pos, Varints.length(value));
        return Varints.append(dst, pos, value);
    }

    /**
     * Writes an int as a zigzag varint, the sint32 of protocol buffers, which keeps small absolute values short. At
     * most {@link #MAX_ZIG_ZAG_INT_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int appendZigZagInt(byte[] dst, int pos, int value) {
        Room.check(dst, pos, Varints.length(Varints.zigZag(value)));
        return Varints.append(dst, pos, Varints.zigZag(value));
    }

    /**
     * Writes a long as a zigzag varint, the sint64 of protocol buffers, which keeps small absolute values short. At
     * most {@link #MAX_ZIG_ZAG_LONG_LENGTH} bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @param value the value
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if {@code pos} is outside the array or the text does not fit; nothing is
     *     written
     */
    public static int appendZigZagLong(byte[] dst, int pos, long value) {
        Room.check(dst, pos, Varints.length(Varints.zigZag(value)));
        return Varints.append(dst, pos, Varints.zigZag(value));
    }

    /**
     * Returns the number of bytes that {@code appendBoolean} writes.
     *
     * @param value the value
     * @return the exact length in bytes
     */
    public static int booleanLength(boolean value) {
        return value ? 4 : 5;
    }

    /**
     * Returns the number of bytes that {@code appendInt} writes.
     *
     * @param value the value
     * @return the exact length in bytes
     */
    public static int intLength(int value) {
        return Digits.intLength(value);
    }

    /**
     * Returns the number of bytes that {@code appendLong} writes.
     *
     * @param value the value
     * @return the exact length in bytes
     */
    public static int longLength(long value) {
        return Digits.longLength(value);
    }

    /**
     * Returns the number of bytes that {@code appendUnsignedInt} writes.
     *
     * @param value the value, read as unsigned
     * @return the exact length in bytes
     */
    public static int unsignedIntLength(int value) {
        return Digits.unsignedLongLength(value & 0xFFFF_FFFFL);
    }

    /**
     * Returns the number of bytes that {@code appendUnsignedLong} writes.
     *
     * @param value the value, read as unsigned
     * @return the exact length in bytes
     */
    public static int unsignedLongLength(long value) {
        return Digits.unsignedLongLength(value);
    }

    /**
     * Returns the number of bytes that {@code appendZeroPadded} writes.
     *
     * @param value the value
     * @param width the minimum number of bytes, 0 to 64
     * @return the exact length in bytes
     * @throws IllegalArgumentException if the width is outside 0 to 64
     */
    public static int zeroPaddedLength(long value, int width) {
        return Digits.zeroPaddedLength(value, Checks.checkWidth(width));
    }

    /**
     * Returns the number of bytes that {@code appendHexLong} writes.
     *
     * @param value the value, read as unsigned
     * @return the exact length in bytes
     */
    public static int hexLongLength(long value) {
        return Hex.longLength(value);
    }

    /**
     * Returns the number of bytes that {@code appendHexPadded} writes.
     *
     * @param value the value, read as unsigned
     * @param digits the number of digits, 1 to 16
     * @return the exact length in bytes
     * @throws IllegalArgumentException if the number of digits is outside 1 to 16 or too small for the value
     */
    public static int hexPaddedLength(long value, int digits) {
        return Checks.checkHexDigits(value, digits);
    }

    /**
     * Returns the number of bytes that {@code appendHexBytes} writes.
     *
     * @param src the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return the exact length in bytes
     * @throws IndexOutOfBoundsException if the range lies outside the source, or if the text has more bytes than an int
     *     can count
     */
    public static int hexBytesLength(byte[] src, int from, int to) {
        return Checks.toInt(Checks.hexLength(src, from, to));
    }

    /**
     * Returns the number of bytes that {@code appendBase64} writes.
     *
     * @param src the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return the exact length in bytes
     * @throws IndexOutOfBoundsException if the range lies outside the source, or if the text has more bytes than an int
     *     can count
     */
    public static int base64Length(byte[] src, int from, int to) {
        return Checks.toInt(Checks.base64Length(src, from, to));
    }

    /**
     * Returns the number of bytes that {@code appendFloat} writes.
     *
     * @param value the value
     * @return the exact length in bytes
     */
    public static int floatLength(float value) {
        return ShortestFloat.length(value);
    }

    /**
     * Returns the number of bytes that {@code appendDouble} writes.
     *
     * @param value the value
     * @return the exact length in bytes
     */
    public static int doubleLength(double value) {
        return ShortestDouble.length(value);
    }

    /**
     * Returns the number of bytes that {@code appendFixed} writes.
     *
     * @param value the value
     * @param fractionDigits the number of digits after the point, 0 to 340; 0 omits the point too
     * @return the exact length in bytes
     * @throws IllegalArgumentException if the number of digits is outside 0 to 340
     */
    public static int fixedLength(double value, int fractionDigits) {
        return FixedDouble.length(value, Checks.checkFractionDigits(fractionDigits));
    }

    /**
     * Returns the number of bytes that {@code appendDecimal} writes.
     *
     * @param unscaled the unscaled value
     * @param scale the number of digits after the point; a negative scale appends zeros
     * @return the exact length in bytes
     * @throws IllegalArgumentException if the text is longer than {@link Append#MAX_DECIMAL_LENGTH}
     */
    public static int decimalLength(long unscaled, int scale) {
        return DecimalText.checkLength(Decimals.length(unscaled, scale));
    }

    /**
     * Returns the number of bytes that {@code appendDecimal} writes.
     *
     * @param value the value
     * @return the exact length in bytes
     * @throws IllegalArgumentException if the text is longer than {@link Append#MAX_DECIMAL_LENGTH}; this depends only
     *     on precision and scale
     */
    public static int decimalLength(BigDecimal value) {
        return DecimalText.isCompact(value)
                ? decimalLength(DecimalText.unscaled(value), value.scale())
                : DecimalText.length(DecimalText.exact(value.unscaledValue()), value.scale());
    }

    /**
     * Returns the number of bytes that {@code appendBigInteger} writes.
     *
     * @param value the value
     * @return the exact length in bytes
     * @throws IllegalArgumentException if the text is longer than {@link Append#MAX_DECIMAL_LENGTH}
     */
    public static int bigIntegerLength(BigInteger value) {
        return DecimalText.length(DecimalText.exact(value), 0);
    }

    /**
     * Returns the number of bytes that {@code appendAscii} writes.
     *
     * @param text the text
     * @return the exact length in bytes
     * @throws IllegalArgumentException if a char is above 0x7F; the message gives its index
     */
    public static int asciiLength(CharSequence text) {
        return Checks.checkAscii(text.toString());
    }

    /**
     * Returns the number of bytes that {@code appendUtf8} writes.
     *
     * @param text the text
     * @return the exact length in bytes
     * @throws IndexOutOfBoundsException if the text has more bytes than an int can count
     */
    public static int utf8Length(CharSequence text) {
        String string = text.toString();
        return Text.utf8Length(string, 0, string.length());
    }

    /**
     * Returns the number of bytes that {@code appendUtf8} writes.
     *
     * @param text the text
     * @param from the first char, inclusive
     * @param to the last char, exclusive
     * @return the exact length in bytes
     * @throws IndexOutOfBoundsException if the range lies outside the source, or if the text has more bytes than an int
     *     can count
     */
    public static int utf8Length(CharSequence text, int from, int to) {
        return Text.utf8Length(text, from, to);
    }

    /**
     * Returns the number of bytes that {@code appendUtf8} writes.
     *
     * @param src the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return the exact length in bytes
     * @throws IndexOutOfBoundsException if the range lies outside the source
     * @throws IllegalArgumentException if they are malformed; the message gives the index in the source at which the
     *     first malformed sequence begins
     */
    public static int utf8Length(byte[] src, int from, int to) {
        return Checks.utf8Length(src, from, to);
    }

    /**
     * Returns the number of bytes that {@code appendCodePoint} writes.
     *
     * @param codePoint the code point
     * @return the exact length in bytes
     * @throws IllegalArgumentException if it is not a Unicode code point
     */
    public static int codePointLength(int codePoint) {
        return Checks.codePointLength(codePoint);
    }

    /**
     * Returns the number of bytes that {@code appendBytes} writes.
     *
     * @param src the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return the exact length in bytes
     * @throws IndexOutOfBoundsException if the range lies outside the source
     */
    public static int bytesLength(byte[] src, int from, int to) {
        return Checks.bytesLength(src, from, to);
    }

    /**
     * Returns the number of bytes that {@code appendBytes} writes.
     *
     * @param src the source
     * @return the exact length in bytes
     */
    public static int bytesLength(byte[] src) {
        return src.length;
    }

    /**
     * Returns the number of bytes that {@code appendByte} writes.
     *
     * @param value the value
     * @return the exact length in bytes
     */
    public static int byteLength(byte value) {
        return 1;
    }

    /**
     * Returns the number of bytes that {@code appendByte} writes.
     *
     * @param value the value; its low 8 bits are written
     * @return the exact length in bytes
     */
    public static int byteLength(int value) {
        return 1;
    }

    /**
     * Returns the number of bytes that {@code appendShortBigEndian} writes.
     *
     * @param value the value; its low 16 bits are written
     * @return the exact length in bytes
     */
    public static int shortBigEndianLength(int value) {
        return Short.BYTES;
    }

    /**
     * Returns the number of bytes that {@code appendMediumBigEndian} writes.
     *
     * @param value the value; its low 24 bits are written
     * @return the exact length in bytes
     */
    public static int mediumBigEndianLength(int value) {
        return FixedWidth.MEDIUM_BYTES;
    }

    /**
     * Returns the number of bytes that {@code appendIntBigEndian} writes.
     *
     * @param value the value
     * @return the exact length in bytes
     */
    public static int intBigEndianLength(int value) {
        return Integer.BYTES;
    }

    /**
     * Returns the number of bytes that {@code appendLongBigEndian} writes.
     *
     * @param value the value
     * @return the exact length in bytes
     */
    public static int longBigEndianLength(long value) {
        return Long.BYTES;
    }

    /**
     * Returns the number of bytes that {@code appendShortLittleEndian} writes.
     *
     * @param value the value; its low 16 bits are written
     * @return the exact length in bytes
     */
    public static int shortLittleEndianLength(int value) {
        return Short.BYTES;
    }

    /**
     * Returns the number of bytes that {@code appendMediumLittleEndian} writes.
     *
     * @param value the value; its low 24 bits are written
     * @return the exact length in bytes
     */
    public static int mediumLittleEndianLength(int value) {
        return FixedWidth.MEDIUM_BYTES;
    }

    /**
     * Returns the number of bytes that {@code appendIntLittleEndian} writes.
     *
     * @param value the value
     * @return the exact length in bytes
     */
    public static int intLittleEndianLength(int value) {
        return Integer.BYTES;
    }

    /**
     * Returns the number of bytes that {@code appendLongLittleEndian} writes.
     *
     * @param value the value
     * @return the exact length in bytes
     */
    public static int longLittleEndianLength(long value) {
        return Long.BYTES;
    }

    /**
     * Returns the number of bytes that {@code appendFloatBigEndian} writes.
     *
     * @param value the value
     * @return the exact length in bytes
     */
    public static int floatBigEndianLength(float value) {
        return Float.BYTES;
    }

    /**
     * Returns the number of bytes that {@code appendDoubleBigEndian} writes.
     *
     * @param value the value
     * @return the exact length in bytes
     */
    public static int doubleBigEndianLength(double value) {
        return Double.BYTES;
    }

    /**
     * Returns the number of bytes that {@code appendDate} writes.
     *
     * @param value the value
     * @return the exact length in bytes
     * @throws DateTimeException if the year is outside 0000 to 9999
     */
    public static int dateLength(LocalDate value) {
        return Temporals.dateLength(value);
    }

    /**
     * Returns the number of bytes that {@code appendTime} writes.
     *
     * @param value the value
     * @param fraction the fraction digits of the second to write
     * @return the exact length in bytes
     */
    public static int timeLength(LocalTime value, FractionDigits fraction) {
        return Temporals.timeLength(value, fraction);
    }

    /**
     * Returns the number of bytes that {@code appendTimestamp} writes.
     *
     * @param value the value
     * @param fraction the fraction digits of the second to write
     * @return the exact length in bytes
     * @throws DateTimeException if the year is outside 0000 to 9999
     */
    public static int timestampLength(LocalDateTime value, FractionDigits fraction) {
        return Temporals.timestampLength(value, fraction);
    }

    /**
     * Returns the number of bytes that {@code appendTimestamp} writes.
     *
     * @param epochSecond seconds since 1970-01-01T00:00:00Z
     * @param nano nanoseconds of the second, 0 to 999,999,999
     * @param fraction the fraction digits of the second to write
     * @return the exact length in bytes
     * @throws DateTimeException if the second is outside the years 0000 to 9999 or the nano outside 0 to 999,999,999
     */
    public static int timestampLength(long epochSecond, int nano, FractionDigits fraction) {
        return Temporals.timestampLength(epochSecond, nano, fraction);
    }

    /**
     * Returns the number of bytes that {@code appendTimestampMillis} writes.
     *
     * @param epochMilli milliseconds since 1970-01-01T00:00:00Z
     * @param fraction the fraction digits of the second to write
     * @return the exact length in bytes
     * @throws DateTimeException if the instant is outside the years 0000 to 9999
     */
    public static int timestampMillisLength(long epochMilli, FractionDigits fraction) {
        long epochSecond = Temporals.secondOfMillis(epochMilli);
        return Temporals.timestampLength(epochSecond, Temporals.nanoOfMillis(epochMilli, epochSecond), fraction);
    }

    /**
     * Returns the number of bytes that {@code appendTimestampMicros} writes.
     *
     * @param epochMicro microseconds since 1970-01-01T00:00:00Z
     * @param fraction the fraction digits of the second to write
     * @return the exact length in bytes
     * @throws DateTimeException if the instant is outside the years 0000 to 9999
     */
    public static int timestampMicrosLength(long epochMicro, FractionDigits fraction) {
        long epochSecond = Temporals.secondOfMicros(epochMicro);
        return Temporals.timestampLength(epochSecond, Temporals.nanoOfMicros(epochMicro, epochSecond), fraction);
    }

    /**
     * Returns the number of bytes that {@code appendInstant} writes.
     *
     * @param value the value
     * @param fraction the fraction digits of the second to write
     * @return the exact length in bytes
     * @throws DateTimeException if the instant is outside the years 0000 to 9999
     */
    public static int instantLength(Instant value, FractionDigits fraction) {
        return instantLength(value.getEpochSecond(), value.getNano(), fraction);
    }

    /**
     * Returns the number of bytes that {@code appendInstant} writes.
     *
     * @param epochSecond seconds since 1970-01-01T00:00:00Z
     * @param nano nanoseconds of the second, 0 to 999,999,999
     * @param fraction the fraction digits of the second to write
     * @return the exact length in bytes
     * @throws DateTimeException if the second is outside the years 0000 to 9999 or the nano outside 0 to 999,999,999
     */
    public static int instantLength(long epochSecond, int nano, FractionDigits fraction) {
        return Temporals.timestampLength(epochSecond, nano, fraction) + 1;
    }

    /**
     * Returns the number of bytes that {@code appendInstantMillis} writes.
     *
     * @param epochMilli milliseconds since 1970-01-01T00:00:00Z
     * @param fraction the fraction digits of the second to write
     * @return the exact length in bytes
     * @throws DateTimeException if the instant is outside the years 0000 to 9999
     */
    public static int instantMillisLength(long epochMilli, FractionDigits fraction) {
        long epochSecond = Temporals.secondOfMillis(epochMilli);
        return instantLength(epochSecond, Temporals.nanoOfMillis(epochMilli, epochSecond), fraction);
    }

    /**
     * Returns the number of bytes that {@code appendInstantMicros} writes.
     *
     * @param epochMicro microseconds since 1970-01-01T00:00:00Z
     * @param fraction the fraction digits of the second to write
     * @return the exact length in bytes
     * @throws DateTimeException if the instant is outside the years 0000 to 9999
     */
    public static int instantMicrosLength(long epochMicro, FractionDigits fraction) {
        long epochSecond = Temporals.secondOfMicros(epochMicro);
        return instantLength(epochSecond, Temporals.nanoOfMicros(epochMicro, epochSecond), fraction);
    }

    /**
     * Returns the number of bytes that {@code appendOffsetDateTime} writes.
     *
     * @param value the value
     * @param fraction the fraction digits of the second to write
     * @return the exact length in bytes
     * @throws DateTimeException if the year is outside 0000 to 9999 or the offset has seconds
     */
    public static int offsetDateTimeLength(OffsetDateTime value, FractionDigits fraction) {
        return Temporals.offsetDateTimeLength(value, fraction);
    }

    /**
     * Returns the number of bytes that {@code appendHttpDate} writes.
     *
     * @param epochSecond seconds since 1970-01-01T00:00:00Z
     * @return the exact length in bytes
     * @throws DateTimeException if the second is outside the years 0000 to 9999
     */
    public static int httpDateLength(long epochSecond) {
        return Temporals.httpDateLength(epochSecond);
    }

    /**
     * Returns the number of bytes that {@code appendDuration} writes.
     *
     * @param value the value
     * @return the exact length in bytes
     */
    public static int durationLength(Duration value) {
        return DurationText.length(value.getSeconds(), value.getNano());
    }

    /**
     * Returns the number of bytes that {@code appendUuid} writes.
     *
     * @param mostSignificant the high 64 bits
     * @param leastSignificant the low 64 bits
     * @return the exact length in bytes
     */
    public static int uuidLength(long mostSignificant, long leastSignificant) {
        return Hex.UUID_LENGTH;
    }

    /**
     * Returns the number of bytes that {@code appendUuid} writes.
     *
     * @param value the value
     * @return the exact length in bytes
     */
    public static int uuidLength(UUID value) {
        return uuidLength(value.getMostSignificantBits(), value.getLeastSignificantBits());
    }

    /**
     * Returns the number of bytes that {@code appendKsuid} writes.
     *
     * @param value the value
     * @return the exact length in bytes
     */
    public static int ksuidLength(Ksuid value) {
        Objects.requireNonNull(value);
        return Base62.KSUID_LENGTH;
    }

    /**
     * Returns the number of bytes that {@code appendKsuid} writes.
     *
     * @param src the 20 bytes of the value
     * @param from the index of the first one
     * @return the exact length in bytes
     * @throws IndexOutOfBoundsException if the 20 bytes do not lie within the source
     */
    public static int ksuidLength(byte[] src, int from) {
        Objects.checkFromIndexSize(from, Ksuid.BYTES, src.length);
        return Base62.KSUID_LENGTH;
    }

    /**
     * Returns the number of bytes that {@code appendVarInt} writes.
     *
     * @param value the value, read as unsigned: the uint32 of protocol buffers, whose int32 is {@code appendVarLong}
     * @return the exact length in bytes
     */
    public static int varIntLength(int value) {
        return Varints.length(value);
    }

    /**
     * Returns the number of bytes that {@code appendVarLong} writes.
     *
     * @param value the value, read as unsigned
     * @return the exact length in bytes
     */
    public static int varLongLength(long value) {
        return Varints.length(value);
    }

    /**
     * Returns the number of bytes that {@code appendZigZagInt} writes.
     *
     * @param value the value
     * @return the exact length in bytes
     */
    public static int zigZagIntLength(int value) {
        return Varints.length(Varints.zigZag(value));
    }

    /**
     * Returns the number of bytes that {@code appendZigZagLong} writes.
     *
     * @param value the value
     * @return the exact length in bytes
     */
    public static int zigZagLongLength(long value) {
        return Varints.length(Varints.zigZag(value));
    }
}
