// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.testing;

import dev.appendkit.AppendBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A call of every append of the cursor that allocates nothing itself, by signature. */
public final class CursorCalls {
    private CursorCalls() {}

    public static Map<String, Consumer<AppendBuffer>> all() {
        Values v = new Values();
        StringBuilder builder = new StringBuilder();
        builder.append(Values.TEXT);
        Chars chars = new Chars(Values.ASCII);
        Map<String, Consumer<AppendBuffer>> calls = new LinkedHashMap<>();
        calls.put("appendBoolean(boolean)", out -> out.appendBoolean(v.nextBoolean()));
        calls.put("appendInt(int)", out -> out.appendInt(v.nextInt()));
        calls.put("appendLong(long)", out -> out.appendLong(v.nextLong()));
        calls.put("appendUnsignedInt(int)", out -> out.appendUnsignedInt(v.nextInt()));
        calls.put("appendUnsignedLong(long)", out -> out.appendUnsignedLong(v.nextLong()));
        calls.put("appendZeroPadded(long,int)", out -> out.appendZeroPadded(v.nextLong(), 24));
        calls.put("appendHexLong(long)", out -> out.appendHexLong(v.nextLong()));
        calls.put("appendHexPadded(long,int)", out -> out.appendHexPadded(v.nextLong(), 16));
        calls.put("appendHexBytes(byte[],int,int)", out -> out.appendHexBytes(Values.BYTES, 1, 33));
        calls.put("appendFloat(float)", out -> out.appendFloat(v.nextFloat()));
        calls.put("appendDouble(double)", out -> out.appendDouble(v.nextDouble()));
        calls.put("appendDecimal(long,int)", out -> out.appendDecimal(v.nextLong(), 4));
        calls.put("appendDecimal(BigDecimal)", out -> out.appendDecimal(Values.DECIMAL));
        calls.put("appendBigInteger(BigInteger)", out -> out.appendBigInteger(Values.INTEGER));
        calls.put(
                "appendAscii(CharSequence)",
                out -> out.appendAscii(Values.ASCII).appendAscii(chars));
        calls.put("appendUtf8(CharSequence)", out -> out.appendUtf8(Values.TEXT).appendUtf8(builder));
        calls.put(
                "appendUtf8(CharSequence,int,int)",
                out -> out.appendUtf8(Values.TEXT, 2, 8).appendUtf8(builder, 1, 9));
        calls.put("appendCodePoint(int)", out -> out.appendCodePoint(v.nextInt() & 0xF_FFFF));
        calls.put("appendBytes(byte[],int,int)", out -> out.appendBytes(Values.BYTES, 2, 31));
        calls.put("appendByte(byte)", out -> out.appendByte((byte) v.nextInt()));
        calls.put("appendDate(LocalDate)", out -> out.appendDate(Values.DATE));
        calls.put("appendTime(LocalTime,FractionDigits)", out -> out.appendTime(Values.TIME, Values.FRACTION));
        calls.put(
                "appendTimestamp(LocalDateTime,FractionDigits)",
                out -> out.appendTimestamp(Values.DATE_TIME, Values.FRACTION));
        calls.put(
                "appendTimestamp(long,int,FractionDigits)",
                out -> out.appendTimestamp(v.nextSecond(), v.nextNano(), Values.FRACTION));
        calls.put(
                "appendTimestampMillis(long,FractionDigits)",
                out -> out.appendTimestampMillis(v.nextInt() * 1_000L + 7, Values.FRACTION));
        calls.put(
                "appendTimestampMicros(long,FractionDigits)",
                out -> out.appendTimestampMicros(v.nextInt() * 1_000_000L + 7, Values.FRACTION));
        calls.put("appendInstant(Instant,FractionDigits)", out -> out.appendInstant(Values.INSTANT, Values.FRACTION));
        calls.put(
                "appendInstant(long,int,FractionDigits)",
                out -> out.appendInstant(v.nextSecond(), v.nextNano(), Values.FRACTION));
        calls.put(
                "appendInstantMillis(long,FractionDigits)",
                out -> out.appendInstantMillis(v.nextInt() * 1_000L + 7, Values.FRACTION));
        calls.put(
                "appendInstantMicros(long,FractionDigits)",
                out -> out.appendInstantMicros(v.nextInt() * 1_000_000L + 7, Values.FRACTION));
        calls.put("appendUuid(long,long)", out -> out.appendUuid(v.nextLong(), v.nextLong()));
        calls.put("appendKsuid(Ksuid)", out -> out.appendKsuid(Values.KSUID));
        calls.put("appendKsuid(byte[],int)", out -> out.appendKsuid(Values.BYTES, 3));
        calls.put("appendUuid(UUID)", out -> out.appendUuid(Values.RANDOM_UUID));
        calls.put("appendBase64(byte[],int,int)", out -> out.appendBase64(Values.BYTES, 1, 33));
        calls.put("appendFixed(double,int)", out -> out.appendFixed(v.nextDouble(), 7));
        calls.put(
                "appendOffsetDateTime(OffsetDateTime,FractionDigits)",
                out -> out.appendOffsetDateTime(Values.OFFSET_DATE_TIME, Values.FRACTION));
        calls.put("appendHttpDate(long)", out -> out.appendHttpDate(v.nextSecond()));
        calls.put("appendDuration(Duration)", out -> out.appendDuration(Values.DURATION));
        calls.put("appendVarInt(int)", out -> out.appendVarInt(v.nextInt()));
        calls.put("appendVarLong(long)", out -> out.appendVarLong(v.nextLong()));
        calls.put("appendZigZagInt(int)", out -> out.appendZigZagInt(v.nextInt()));
        calls.put("appendZigZagLong(long)", out -> out.appendZigZagLong(v.nextLong()));
        calls.put("appendBytes(byte[])", out -> out.appendBytes(Values.BYTES));
        calls.put("appendByte(int)", out -> out.appendByte(v.nextInt()));
        calls.put("appendUtf8(byte[],int,int)", out -> out.appendUtf8(Values.UTF8, 0, Values.UTF8.length));
        calls.put("appendShortBigEndian(int)", out -> out.appendShortBigEndian(v.nextInt()));
        calls.put("appendMediumBigEndian(int)", out -> out.appendMediumBigEndian(v.nextInt()));
        calls.put("appendIntBigEndian(int)", out -> out.appendIntBigEndian(v.nextInt()));
        calls.put("appendLongBigEndian(long)", out -> out.appendLongBigEndian(v.nextLong()));
        calls.put("appendShortLittleEndian(int)", out -> out.appendShortLittleEndian(v.nextInt()));
        calls.put("appendMediumLittleEndian(int)", out -> out.appendMediumLittleEndian(v.nextInt()));
        calls.put("appendIntLittleEndian(int)", out -> out.appendIntLittleEndian(v.nextInt()));
        calls.put("appendLongLittleEndian(long)", out -> out.appendLongLittleEndian(v.nextLong()));
        calls.put("appendFloatBigEndian(float)", out -> out.appendFloatBigEndian(v.nextFloat()));
        calls.put("appendDoubleBigEndian(double)", out -> out.appendDoubleBigEndian(v.nextDouble()));
        return calls;
    }
}
