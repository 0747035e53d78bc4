// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import dev.appendkit.Append;
import dev.appendkit.AppendBuffer;
import dev.appendkit.FractionDigits;
import dev.appendkit.internal.Bytes;
import dev.appendkit.internal.DecimalText;
import dev.appendkit.internal.Decimals;
import dev.appendkit.internal.Digits;
import dev.appendkit.internal.EcmaNumber;
import dev.appendkit.internal.Hex;
import dev.appendkit.internal.ShortestDouble;
import dev.appendkit.internal.ShortestFloat;
import dev.appendkit.internal.cursor.Pieces;
import dev.appendkit.internal.cursor.TextPieces;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.BufferOverflowException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Appends JSON to a cursor (RFC 8259): compact, in UTF-8, with commas and colons where they belong.
 *
 * <pre>{@code
 * JsonName id = JsonName.of("id");                                // kept in a static field
 * JsonWriter json = new JsonWriter().reset(out);
 * json.beginObject().name(id).appendLong(42).name("note").appendString("3\" pipe").endObject().endRecord();
 * }</pre>
 *
 * <p>writes <code>{"id":42,"note":"3\" pipe"}</code> and LF. A <em>record</em> is a top-level value: it begins with the
 * first call, is complete with its last bracket, and can be removed by {@link #rollBack} until {@link #endRecord} or
 * {@link #reset}. A second top-level value is refused, unless {@code endRecord} has ended the first with LF, which
 * makes newline-delimited JSON. Names are not compared: the caller makes sure that a name appears only once in an
 * object.
 *
 * <p>Every {@code append} method below appends a value where the grammar allows one. It is all or nothing. It throws,
 * with nothing changed:
 *
 * <ul>
 *   <li>{@code IllegalStateException} where no value may stand, before the first {@code reset}, and on a closed cursor;
 *   <li>{@code BufferOverflowException} if the text does not fit;
 *   <li>{@code IllegalArgumentException} for a value that JSON cannot hold; the message says what is wrong and where,
 *       and never shows the value.
 * </ul>
 *
 * <p>Strings (RFC 8259, section 7) have at most six bytes per char; in the default style at most three where nothing is
 * escaped. A surrogate without its partner becomes U+FFFD, unless {@link JsonStyle#refuseMalformed} refuses it. A
 * {@code CharSequence} that is not a {@code String} is read once. Only one thread at a time may use a writer; once
 * created it allocates nothing.
 */
public final class JsonWriter extends JsonTexts {
    /** The maximum depth of objects and arrays. */
    public static final int MAX_DEPTH = JsonGrammar.MAX_DEPTH;

    // Tokens with the first byte in the low bits.
    private static final long NULL = 'n' | 'u' << 8 | 'l' << 16 | (long) 'l' << 24;
    private static final long TRUE = 't' | 'r' << 8 | 'u' << 16 | (long) 'e' << 24;
    private static final long FALSE = 'f' | 'a' << 8 | 'l' << 16 | (long) 's' << 24 | (long) 'e' << 32;

    /** The number of bytes of a comma and two quotes. */
    private static final int AROUND = 3;

    private final JsonStyle.NonFinite nonFinite;
    /** Scratch memory for ECMAScript's numbers; null in the other style. */
    private final byte @Nullable [] numbers;

    /** Creates a writer of the standard style. */
    public JsonWriter() {
        this(JsonStyle.standard());
    }

    /**
     * Creates a writer of a style.
     *
     * @param style what is escaped, and how numbers are written
     */
    public JsonWriter(JsonStyle style) {
        super(style);
        nonFinite = style.nonFinite;
        numbers = style.numbers == JsonStyle.Numbers.ECMASCRIPT ? new byte[EcmaNumber.ROOM] : null;
    }

    /**
     * Aims the writer at a cursor; the next record begins at the end of its content. An incomplete record is forgotten,
     * but its bytes stay.
     *
     * @param out the cursor
     * @return this writer
     * @throws IllegalStateException within {@link #appendValue}
     */
    public JsonWriter reset(AppendBuffer out) {
        checkOutsideValue("reset");
        aim(out);
        restart();
        return this;
    }

    /**
     * Ends a record with a complete value by LF, as in newline-delimited JSON. The record can then no longer be rolled
     * back.
     *
     * @return this writer
     * @throws IllegalStateException if there is no complete value, within {@link #appendValue}, or on a closed cursor
     * @throws BufferOverflowException if the LF does not fit; nothing has changed
     */
    public JsonWriter endRecord() {
        AppendBuffer out = out();
        checkWhole();
        appendWord(out, '\n', 1);
        ended();
        restart();
        return this;
    }

    /**
     * Removes the open record from the cursor, if there is one. If a draining cursor has already drained a part of it,
     * the cursor breaks.
     *
     * @return this writer, ready for the next record
     * @throws IllegalStateException on a closed cursor, before the first {@link #reset}, and within
     *     {@link #appendValue}
     */
    public JsonWriter rollBack() {
        out();
        checkOutsideValue("rollBack");
        cutRecord();
        restart();
        return this;
    }

    /**
     * Returns whether no value is incomplete.
     *
     * @return true between records, and as soon as a record's value is complete
     * @throws IllegalStateException before the first {@link #reset}
     */
    public boolean isComplete() {
        return isWhole();
    }

    /**
     * Opens an object.
     *
     * @return this writer
     * @throws IllegalStateException where no value may stand, and at a depth of {@link #MAX_DEPTH}
     * @throws BufferOverflowException if the bracket does not fit; nothing has changed
     */
    public JsonWriter beginObject() {
        return begin("beginObject", '{', 1);
    }

    /**
     * Closes an object.
     *
     * @return this writer
     * @throws IllegalStateException if the innermost open value is not an object, or a name waits for its value
     * @throws BufferOverflowException if the bracket does not fit; nothing has changed
     */
    public JsonWriter endObject() {
        AppendBuffer out = out();
        checkEndOfObject();
        return end(out, '}');
    }

    /**
     * Opens an array.
     *
     * @return this writer
     * @throws IllegalStateException where no value may stand, and at a depth of {@link #MAX_DEPTH}
     * @throws BufferOverflowException if the bracket does not fit; nothing has changed
     */
    public JsonWriter beginArray() {
        return begin("beginArray", '[', 0);
    }

    /**
     * Closes an array.
     *
     * @return this writer
     * @throws IllegalStateException if the innermost open value is not an array
     * @throws BufferOverflowException if the bracket does not fit; nothing has changed
     */
    public JsonWriter endArray() {
        AppendBuffer out = out();
        checkEndOfArray();
        return end(out, ']');
    }

    private JsonWriter begin(String called, int bracket, int object) {
        AppendBuffer out = out();
        int comma = commaBeforeValue(called);
        checkDepth(called);
        token(out, comma, bracket, 1);
        opened(object);
        return this;
    }

    private JsonWriter end(AppendBuffer out, int bracket) {
        token(out, 0, bracket, 1);
        closed();
        return this;
    }

    /** Appends a comma, if one is due, and up to seven bytes. */
    private void token(AppendBuffer out, int comma, long word, int length) {
        int pos = ACCESS.position(out);
        if (ACCESS.limit(out) - pos > Long.BYTES) {
            byte[] dst = ACCESS.room(out, 0);
            dst[pos] = ',';
            Bytes.putLong(dst, pos + comma, word);
            publish(out, pos + comma + length);
        } else {
            byte[] dst = ACCESS.room(out, comma + length);
            publish(out, putWord(dst, comma(out, dst, comma), word, length));
        }
    }

    /** Returns where a value's bytes begin, after the comma if one is due; there is room for it. */
    private static int comma(AppendBuffer out, byte[] dst, int comma) {
        int pos = ACCESS.position(out);
        if (comma != 0) {
            dst[pos] = ',';
        }
        return pos + comma;
    }

    private JsonWriter valueToken(String called, long word, int length) {
        AppendBuffer out = out();
        token(out, commaBeforeValue(called), word, length);
        valueDone();
        return this;
    }

    private JsonWriter done(AppendBuffer out, int end) {
        publish(out, end);
        valueDone();
        return this;
    }

    /**
     * Appends the name of an object's next member and its colon.
     *
     * @param name the encoded name
     * @return this writer
     * @throws IllegalStateException where no name may stand
     * @throws BufferOverflowException if the name does not fit; nothing has changed
     */
    public JsonWriter name(JsonName name) {
        AppendBuffer out = out();
        if (!isMinimal() && !name.samePlainly()) {
            appendName(out, name.toString());
            return this;
        }
        byte[] encoded = name.encoded();
        int from = 1 - commaBeforeName("name");
        int length = encoded.length - Long.BYTES - from;
        int pos = ACCESS.position(out);
        if (ACCESS.limit(out) - pos >= encoded.length) {
            byte[] dst = ACCESS.room(out, 0);
            for (int i = 0; i < length; i += Long.BYTES) {
                Bytes.putLong(dst, pos + i, Bytes.getLong(encoded, from + i));
            }
            publish(out, pos + length);
        } else if (ACCESS.makeRoomInPieces(out, length)) {
            appendInPieces(out, 0, 0, BytePieces.RAW, encoded, from, from + length, 0, 0);
        } else {
            byte[] dst = ACCESS.room(out, length);
            pos = ACCESS.position(out);
            System.arraycopy(encoded, from, dst, pos, length);
            publish(out, pos + length);
        }
        nameDone();
        return this;
    }

    /**
     * Appends the name of an object's next member and its colon. A name that is used often is faster as a
     * {@link JsonName}.
     *
     * @param name the name, a string like any other
     * @return this writer
     * @throws IllegalStateException where no name may stand
     * @throws BufferOverflowException if the name does not fit; nothing has changed
     */
    public JsonWriter name(CharSequence name) {
        AppendBuffer out = out();
        if (name instanceof String text) {
            appendName(out, text);
        } else {
            appendForeign(out, name, 0, length(name), true);
        }
        return this;
    }

    /**
     * Appends {@code null}.
     *
     * @return this writer
     */
    public JsonWriter appendNull() {
        return valueToken("appendNull", NULL, 4);
    }

    /**
     * Appends {@code true} or {@code false}.
     *
     * @param value the value
     * @return this writer
     */
    public JsonWriter appendBoolean(boolean value) {
        return value ? valueToken("appendBoolean", TRUE, 4) : valueToken("appendBoolean", FALSE, 5);
    }

    /**
     * Appends an int in decimal. At most {@link Append#MAX_INT_LENGTH} bytes.
     *
     * @param value the value
     * @return this writer
     */
    public JsonWriter appendInt(int value) {
        return appendLong("appendInt", value);
    }

    /**
     * Appends a long in decimal, with all its digits: readers that parse numbers as doubles lose digits beyond 2^53. At
     * most {@link Append#MAX_LONG_LENGTH} bytes.
     *
     * @param value the value
     * @return this writer
     */
    public JsonWriter appendLong(long value) {
        return appendLong("appendLong", value);
    }

    private JsonWriter appendLong(String called, long value) {
        AppendBuffer out = out();
        int comma = commaBeforeValue(called);
        int pos = ACCESS.position(out);
        if (ACCESS.limit(out) - pos > Digits.MAX_LONG_LENGTH) {
            byte[] dst = ACCESS.room(out, 0);
            dst[pos] = ',';
            return done(out, Digits.appendLongSpill(dst, pos + comma, value));
        }
        byte[] dst = ACCESS.room(out, comma + Digits.longLength(value));
        return done(out, Digits.appendLongExact(dst, comma(out, dst, comma), value));
    }

    /**
     * Appends an unsigned long in decimal. At most {@link Append#MAX_UNSIGNED_LONG_LENGTH} bytes.
     *
     * @param value the value, read as unsigned
     * @return this writer
     */
    public JsonWriter appendUnsignedLong(long value) {
        AppendBuffer out = out();
        int comma = commaBeforeValue("appendUnsignedLong");
        byte[] dst = ACCESS.room(out, comma + Digits.unsignedLongLength(value));
        return done(out, Digits.appendUnsignedLongExact(dst, comma(out, dst, comma), value));
    }

    /**
     * Appends a float by its own shortest digits, never as the equal double. At most {@link Append#MAX_FLOAT_LENGTH}
     * bytes, or 25 in ECMAScript's form.
     *
     * @param value the value; {@link JsonStyle#nonFinite} decides how NaN and infinities are written
     * @return this writer
     */
    public JsonWriter appendFloat(float value) {
        AppendBuffer out = out();
        int comma = commaBeforeValue("appendFloat");
        if (!Float.isFinite(value)) {
            return appendNonFinite(out, comma, value);
        }
        byte[] scratch = numbers;
        if (scratch != null) {
            return appendScratch(out, comma, scratch, EcmaNumber.append(scratch, 0, value));
        }
        int pos = ACCESS.position(out);
        if (ACCESS.limit(out) - pos > ShortestFloat.SPILL_ROOM) {
            byte[] dst = ACCESS.room(out, 0);
            dst[pos] = ',';
            return done(out, ShortestFloat.appendSpill(dst, pos + comma, value));
        }
        byte[] dst = ACCESS.room(out, comma + ShortestFloat.length(value));
        return done(out, ShortestFloat.appendExact(dst, comma(out, dst, comma), value));
    }

    /**
     * Appends a double by the shortest digits that round to it. At most {@link Append#MAX_DOUBLE_LENGTH} bytes, or 25
     * in ECMAScript's form.
     *
     * @param value the value; {@link JsonStyle#nonFinite} decides how NaN and infinities are written
     * @return this writer
     */
    public JsonWriter appendDouble(double value) {
        AppendBuffer out = out();
        int comma = commaBeforeValue("appendDouble");
        if (!Double.isFinite(value)) {
            return appendNonFinite(out, comma, value);
        }
        byte[] scratch = numbers;
        if (scratch != null) {
            return appendScratch(out, comma, scratch, EcmaNumber.append(scratch, 0, value));
        }
        int pos = ACCESS.position(out);
        if (ACCESS.limit(out) - pos > ShortestDouble.SPILL_ROOM) {
            byte[] dst = ACCESS.room(out, 0);
            dst[pos] = ',';
            return done(out, ShortestDouble.appendSpill(dst, pos + comma, value));
        }
        byte[] dst = ACCESS.room(out, comma + ShortestDouble.length(value));
        return done(out, ShortestDouble.appendExact(dst, comma(out, dst, comma), value));
    }

    private JsonWriter appendNonFinite(AppendBuffer out, int comma, double value) {
        if (nonFinite == JsonStyle.NonFinite.REFUSE) {
            throw new IllegalArgumentException("JSON has no NaN and no infinities; JsonStyle.nonFinite has other ways");
        }
        if (nonFinite == JsonStyle.NonFinite.NULL) {
            token(out, comma, NULL, 4);
            valueDone();
            return this;
        }
        int length = ShortestDouble.length(value);
        byte[] dst = ACCESS.room(out, comma + length + 2L);
        int pos = comma(out, dst, comma);
        dst[pos] = '"';
        int end = ShortestDouble.appendExact(dst, pos + 1, value);
        dst[end] = '"';
        return done(out, end + 1);
    }

    private JsonWriter appendScratch(AppendBuffer out, int comma, byte[] scratch, int length) {
        byte[] dst = ACCESS.room(out, comma + length);
        int pos = comma(out, dst, comma);
        System.arraycopy(scratch, 0, dst, pos, length);
        return done(out, pos + length);
    }

    /**
     * Appends {@code unscaled} times 10 to the power of {@code -scale} as a number without exponent. At most
     * {@link Append#MAX_DECIMAL_LENGTH} bytes; a longer one is refused.
     *
     * @param unscaled the unscaled value
     * @param scale the number of digits after the point; a negative one appends zeros
     * @return this writer
     */
    public JsonWriter appendDecimal(long unscaled, int scale) {
        AppendBuffer out = out();
        int comma = commaBeforeValue("appendDecimal");
        int pos = ACCESS.position(out);
        if (ACCESS.limit(out) - pos > Decimals.MAX_SPILL_LENGTH && Decimals.isSpillable(scale)) {
            byte[] dst = ACCESS.room(out, 0);
            dst[pos] = ',';
            return done(out, Decimals.appendSpill(dst, pos + comma, unscaled, scale));
        }
        byte[] dst = ACCESS.room(out, comma + DecimalText.checkLength(Decimals.length(unscaled, scale)));
        return done(out, Decimals.append(dst, comma(out, dst, comma), unscaled, scale));
    }

    /**
     * Appends a decimal as a number without exponent, as {@code toPlainString}. At most
     * {@link Append#MAX_DECIMAL_LENGTH} bytes; a longer one is refused. Does not allocate for unscaled values of up to
     * 128 bits; {@link AppendBuffer#appendDecimal(BigDecimal)} has the details.
     *
     * @param value the value
     * @return this writer
     */
    public JsonWriter appendDecimal(BigDecimal value) {
        AppendBuffer out = out();
        int scale = value.scale();
        if (DecimalText.isCompact(value)) {
            return appendDecimal(DecimalText.unscaled(value), scale);
        }
        BigInteger unscaled = DecimalText.exact(value.unscaledValue());
        if (value.getClass() != BigDecimal.class) {
            recheck(out);
        }
        return appendBig("appendDecimal", unscaled, scale);
    }

    /**
     * Appends an integer in decimal. At most {@link Append#MAX_DECIMAL_LENGTH} bytes; a longer one is refused. Does not
     * allocate for values of up to 128 bits.
     *
     * @param value the value
     * @return this writer
     */
    public JsonWriter appendBigInteger(BigInteger value) {
        return appendBig("appendBigInteger", exact(out(), value), 0);
    }

    private JsonWriter appendBig(String called, BigInteger exact, int scale) {
        AppendBuffer out = out();
        int comma = commaBeforeValue(called);
        byte[] dst = ACCESS.room(out, (long) comma + DecimalText.length(exact, scale));
        return done(out, DecimalText.append(dst, comma(out, dst, comma), exact, scale));
    }

    /**
     * Appends a string, escaped as defined by the style. At most six bytes per char and the quotes.
     *
     * @param value the text; null is {@code null}
     * @return this writer
     */
    public JsonWriter appendString(@Nullable CharSequence value) {
        if (value instanceof String text) {
            appendString(out(), text, 0, text.length());
            return this;
        }
        if (value == null) {
            return valueToken("appendString", NULL, 4);
        }
        AppendBuffer out = out();
        appendForeign(out, value, 0, length(value), false);
        return this;
    }

    /**
     * Appends a range of a text as a string. A surrogate pair that the range splits counts as surrogates without
     * partners.
     *
     * @param value the text
     * @param from the first char, inclusive
     * @param to the last char, exclusive
     * @return this writer
     * @throws IndexOutOfBoundsException if the range is outside the text; nothing has changed
     */
    public JsonWriter appendString(CharSequence value, int from, int to) {
        AppendBuffer out = out();
        if (value instanceof String text) {
            Objects.checkFromToIndex(from, to, text.length());
            appendString(out, text, from, to);
        } else {
            Objects.checkFromToIndex(from, to, length(value));
            appendForeign(out, value, from, to, false);
        }
        return this;
    }

    /**
     * Appends an instant as a string by RFC 3339 in UTC, {@code "2026-11-21T09:02:03.123Z"}. At most
     * {@link Append#MAX_INSTANT_LENGTH} bytes and the quotes.
     *
     * @param epochSecond seconds since 1970-01-01T00:00:00Z
     * @param nano nanoseconds of the second, 0 to 999,999,999
     * @param fraction the fraction digits of the second
     * @return this writer
     * @throws DateTimeException if the second is outside the years 0000 to 9999, or the nano outside its range; nothing
     *     has changed
     */
    public JsonWriter appendInstant(long epochSecond, int nano, FractionDigits fraction) {
        AppendBuffer out = out();
        int comma = commaBeforeValue("appendInstant");
        boolean ample = ACCESS.limit(out) - ACCESS.position(out) >= AROUND + Append.MAX_INSTANT_LENGTH;
        int length = ample ? 0 : Append.instantLength(epochSecond, nano, fraction);
        byte[] dst = ACCESS.room(out, ample ? 0 : comma + length + 2L);
        int before = ACCESS.position(out);
        int pos = comma(out, dst, comma);
        dst[pos] = '"';
        // The cursor keeps the second that it wrote last, to write the next one faster.
        ACCESS.advance(out, pos + 1);
        try {
            out.appendInstant(epochSecond, nano, fraction);
        } catch (Throwable e) {
            ACCESS.advance(out, before);
            throw e;
        }
        int end = ACCESS.position(out);
        dst[end] = '"';
        ACCESS.advance(out, before);
        return done(out, end + 1);
    }

    /**
     * Appends an instant as a string by RFC 3339 in UTC, {@code "2026-11-21T09:02:03.123Z"}. At most
     * {@link Append#MAX_INSTANT_LENGTH} bytes and the quotes.
     *
     * @param value the value
     * @param fraction the fraction digits of the second
     * @return this writer
     * @throws DateTimeException if the year is outside 0000 to 9999; nothing has changed
     */
    public JsonWriter appendInstant(Instant value, FractionDigits fraction) {
        return appendInstant(value.getEpochSecond(), value.getNano(), fraction);
    }

    /**
     * Appends a date as a string by ISO 8601, {@code "2026-11-21"}: 12 bytes.
     *
     * @param value the value
     * @return this writer
     * @throws DateTimeException if the year is outside 0000 to 9999; nothing has changed
     */
    public JsonWriter appendDate(LocalDate value) {
        AppendBuffer out = out();
        int comma = commaBeforeValue("appendDate");
        int length = Append.dateLength(value);
        byte[] dst = ACCESS.room(out, comma + length + 2L);
        int pos = comma(out, dst, comma);
        dst[pos] = '"';
        int end = Append.appendDate(dst, pos + 1, value);
        dst[end] = '"';
        return done(out, end + 1);
    }

    /**
     * Appends a UUID as a string in lower case by RFC 9562: 38 bytes.
     *
     * @param value the value
     * @return this writer
     */
    public JsonWriter appendUuid(UUID value) {
        return appendUuid(value.getMostSignificantBits(), value.getLeastSignificantBits());
    }

    /**
     * Appends a UUID as a string in lower case by RFC 9562: 38 bytes.
     *
     * @param msb the high 64 bits
     * @param lsb the low 64 bits
     * @return this writer
     */
    public JsonWriter appendUuid(long msb, long lsb) {
        AppendBuffer out = out();
        int comma = commaBeforeValue("appendUuid");
        byte[] dst = ACCESS.room(out, comma + Hex.UUID_LENGTH + 2L);
        int pos = comma(out, dst, comma);
        dst[pos] = '"';
        int end = Hex.appendUuid(dst, pos + 1, msb, lsb);
        dst[end] = '"';
        return done(out, end + 1);
    }

    /**
     * Appends bytes as a string in Base64 with padding (RFC 4648, section 4), four digits for every three bytes or
     * fewer.
     *
     * @param src the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return this writer
     * @throws IndexOutOfBoundsException if the range is outside the source; nothing has changed
     */
    public JsonWriter appendBase64(byte[] src, int from, int to) {
        return appendBytes("appendBase64", TextPieces.BASE64, 1, src, from, to);
    }

    /**
     * Appends bytes as a string of lower-case hexadecimal digits (RFC 4648, section 8), two per byte.
     *
     * @param src the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return this writer
     * @throws IndexOutOfBoundsException if the range is outside the source; nothing has changed
     */
    public JsonWriter appendHexBytes(byte[] src, int from, int to) {
        return appendBytes("appendHexBytes", TextPieces.HEX, 1, src, from, to);
    }

    /** Appends bytes; {@code quotes} is 1 for a string and 0 for bytes without quotes. */
    private JsonWriter appendBytes(String called, Pieces<byte[]> form, int quotes, byte[] src, int from, int to) {
        AppendBuffer out = out();
        Objects.checkFromToIndex(from, to, src.length);
        int comma = commaBeforeValue(called);
        long length = comma + 2 * quotes + form.length(src, from, to);
        if (ACCESS.makeRoomInPieces(out, length)) {
            long before = (comma != 0 ? ',' : '"') | (comma & quotes) * ('"' << 8);
            appendInPieces(out, before, comma + quotes, form, src, from, to, '"', quotes);
            valueDone();
            return this;
        }
        byte[] dst = ACCESS.room(out, length);
        int pos = putWord(dst, comma(out, dst, comma), '"', quotes);
        return done(out, putWord(dst, form.append(dst, pos, src, from, to), '"', quotes));
    }

    /**
     * Appends an object that writes itself: calls it once, and requires that it writes exactly one complete value. If
     * it throws, or writes no value or more than one, its bytes are removed, the state is restored, and the exception
     * is thrown; a draining cursor that has already drained a part of it breaks. While the object writes itself,
     * {@code reset}, {@code rollBack} and {@code endRecord} are refused, and so is closing an object or array that it
     * did not open.
     *
     * @param value the object; null is {@code null}
     * @return this writer
     * @throws IllegalStateException if the object writes no complete value
     */
    public JsonWriter appendValue(@Nullable JsonValue value) {
        if (value == null) {
            return valueToken("appendValue", NULL, 4);
        }
        call(value, this);
        return this;
    }

    /**
     * Appends bytes that are already one JSON value. Only their place is checked, not their content: anything other
     * than a complete value makes the record invalid, and an LF among them breaks newline-delimited JSON.
     *
     * @param json the source
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive
     * @return this writer
     * @throws IndexOutOfBoundsException if the range is outside the source; nothing has changed
     */
    public JsonWriter appendRawValue(byte[] json, int from, int to) {
        return appendBytes("appendRawValue", TextPieces.BYTES, 0, json, from, to);
    }
}
