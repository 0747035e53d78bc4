// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.appendkit.testing.Allocations;
import dev.appendkit.testing.CursorCalls;
import dev.appendkit.testing.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("alloc")
class ByteBufferAllocationTest {
    private static volatile Object kept = "";

    static Stream<ByteBuffer> buffers() {
        return Stream.of(ByteBuffer.allocate(1_024), ByteBuffer.allocateDirect(1_024));
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void staticMethods(ByteBuffer buffer) {
        assertThat(statics(buffer).keySet()).isEqualTo(CursorCalls.all().keySet());
        statics(buffer).forEach(Allocations::assertNone);
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void theCheckFailsWhereSomethingIsAllocated(ByteBuffer buffer) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Allocations.assertNone("control", () -> {
                    kept = String.valueOf(buffer.clear().remaining() + 1_000);
                    ByteBufferAppend.appendAscii(buffer, (CharSequence) kept);
                }))
                .withMessageContaining("allocates");
    }

    /** Of few digits and more zeros than the scratch of a direct buffer holds. */
    @Test
    void decimalsOfManyZeros() {
        ByteBuffer direct = ByteBuffer.allocateDirect(8_192);
        for (int scale : new int[] {-4_200, 4_200}) {
            Allocations.assertNone(
                    "a long, scale " + scale,
                    () -> ByteBufferAppend.appendDecimal(direct.clear(), -1234567890123L, scale));
            BigDecimal wide = new BigDecimal(BigInteger.TWO.pow(126).negate(), scale);
            Allocations.assertNone(
                    "126 bits, scale " + scale, () -> ByteBufferAppend.appendDecimal(direct.clear(), wide));
        }
    }

    private static Map<String, Runnable> statics(ByteBuffer buffer) {
        Values v = new Values();
        Map<String, Runnable> calls = new LinkedHashMap<>();
        calls.put("appendBoolean(boolean)", () -> ByteBufferAppend.appendBoolean(buffer.clear(), v.nextBoolean()));
        calls.put("appendInt(int)", () -> ByteBufferAppend.appendInt(buffer.clear(), v.nextInt()));
        calls.put("appendLong(long)", () -> ByteBufferAppend.appendLong(buffer.clear(), v.nextLong()));
        calls.put("appendUnsignedInt(int)", () -> ByteBufferAppend.appendUnsignedInt(buffer.clear(), v.nextInt()));
        calls.put("appendUnsignedLong(long)", () -> ByteBufferAppend.appendUnsignedLong(buffer.clear(), v.nextLong()));
        calls.put(
                "appendZeroPadded(long,int)",
                () -> ByteBufferAppend.appendZeroPadded(buffer.clear(), v.nextLong(), 24));
        calls.put("appendHexLong(long)", () -> ByteBufferAppend.appendHexLong(buffer.clear(), v.nextLong()));
        calls.put(
                "appendHexPadded(long,int)", () -> ByteBufferAppend.appendHexPadded(buffer.clear(), v.nextLong(), 16));
        calls.put(
                "appendHexBytes(byte[],int,int)",
                () -> ByteBufferAppend.appendHexBytes(buffer.clear(), Values.BYTES, 1, 33));
        calls.put("appendFloat(float)", () -> ByteBufferAppend.appendFloat(buffer.clear(), v.nextFloat()));
        calls.put("appendDouble(double)", () -> ByteBufferAppend.appendDouble(buffer.clear(), v.nextDouble()));
        calls.put("appendDecimal(long,int)", () -> ByteBufferAppend.appendDecimal(buffer.clear(), v.nextLong(), 4));
        calls.put("appendDecimal(BigDecimal)", () -> ByteBufferAppend.appendDecimal(buffer.clear(), Values.DECIMAL));
        calls.put(
                "appendBigInteger(BigInteger)",
                () -> ByteBufferAppend.appendBigInteger(buffer.clear(), Values.INTEGER));
        calls.put("appendAscii(CharSequence)", () -> ByteBufferAppend.appendAscii(buffer.clear(), Values.ASCII));
        calls.put("appendUtf8(CharSequence)", () -> ByteBufferAppend.appendUtf8(buffer.clear(), Values.TEXT));
        calls.put(
                "appendUtf8(CharSequence,int,int)",
                () -> ByteBufferAppend.appendUtf8(buffer.clear(), Values.TEXT, 2, 8));
        calls.put(
                "appendCodePoint(int)", () -> ByteBufferAppend.appendCodePoint(buffer.clear(), v.nextInt() & 0xF_FFFF));
        calls.put(
                "appendBytes(byte[],int,int)", () -> ByteBufferAppend.appendBytes(buffer.clear(), Values.BYTES, 2, 31));
        calls.put("appendByte(byte)", () -> ByteBufferAppend.appendByte(buffer.clear(), (byte) v.nextInt()));
        calls.put("appendDate(LocalDate)", () -> ByteBufferAppend.appendDate(buffer.clear(), Values.DATE));
        calls.put(
                "appendTime(LocalTime,FractionDigits)",
                () -> ByteBufferAppend.appendTime(buffer.clear(), Values.TIME, Values.FRACTION));
        calls.put(
                "appendTimestamp(LocalDateTime,FractionDigits)",
                () -> ByteBufferAppend.appendTimestamp(buffer.clear(), Values.DATE_TIME, Values.FRACTION));
        calls.put(
                "appendTimestamp(long,int,FractionDigits)",
                () -> ByteBufferAppend.appendTimestamp(buffer.clear(), v.nextSecond(), v.nextNano(), Values.FRACTION));
        calls.put(
                "appendTimestampMillis(long,FractionDigits)",
                () -> ByteBufferAppend.appendTimestampMillis(
                        buffer.clear(), v.nextInt() * 1_000L + 7, Values.FRACTION));
        calls.put(
                "appendTimestampMicros(long,FractionDigits)",
                () -> ByteBufferAppend.appendTimestampMicros(
                        buffer.clear(), v.nextInt() * 1_000_000L + 7, Values.FRACTION));
        calls.put(
                "appendInstant(Instant,FractionDigits)",
                () -> ByteBufferAppend.appendInstant(buffer.clear(), Values.INSTANT, Values.FRACTION));
        calls.put(
                "appendInstant(long,int,FractionDigits)",
                () -> ByteBufferAppend.appendInstant(buffer.clear(), v.nextSecond(), v.nextNano(), Values.FRACTION));
        calls.put(
                "appendInstantMillis(long,FractionDigits)",
                () -> ByteBufferAppend.appendInstantMillis(buffer.clear(), v.nextInt() * 1_000L + 7, Values.FRACTION));
        calls.put(
                "appendInstantMicros(long,FractionDigits)",
                () -> ByteBufferAppend.appendInstantMicros(
                        buffer.clear(), v.nextInt() * 1_000_000L + 7, Values.FRACTION));
        calls.put(
                "appendUuid(long,long)", () -> ByteBufferAppend.appendUuid(buffer.clear(), v.nextLong(), v.nextLong()));
        calls.put("appendKsuid(Ksuid)", () -> ByteBufferAppend.appendKsuid(buffer.clear(), Values.KSUID));
        calls.put("appendKsuid(byte[],int)", () -> ByteBufferAppend.appendKsuid(buffer.clear(), Values.BYTES, 3));
        calls.put("appendUuid(UUID)", () -> ByteBufferAppend.appendUuid(buffer.clear(), Values.RANDOM_UUID));
        calls.put(
                "appendBase64(byte[],int,int)",
                () -> ByteBufferAppend.appendBase64(buffer.clear(), Values.BYTES, 1, 33));
        calls.put("appendFixed(double,int)", () -> ByteBufferAppend.appendFixed(buffer.clear(), v.nextDouble(), 7));
        calls.put(
                "appendOffsetDateTime(OffsetDateTime,FractionDigits)",
                () -> ByteBufferAppend.appendOffsetDateTime(buffer.clear(), Values.OFFSET_DATE_TIME, Values.FRACTION));
        calls.put("appendHttpDate(long)", () -> ByteBufferAppend.appendHttpDate(buffer.clear(), v.nextSecond()));
        calls.put("appendDuration(Duration)", () -> ByteBufferAppend.appendDuration(buffer.clear(), Values.DURATION));
        calls.put("appendVarInt(int)", () -> ByteBufferAppend.appendVarInt(buffer.clear(), v.nextInt()));
        calls.put("appendVarLong(long)", () -> ByteBufferAppend.appendVarLong(buffer.clear(), v.nextLong()));
        calls.put("appendZigZagInt(int)", () -> ByteBufferAppend.appendZigZagInt(buffer.clear(), v.nextInt()));
        calls.put("appendZigZagLong(long)", () -> ByteBufferAppend.appendZigZagLong(buffer.clear(), v.nextLong()));
        calls.put("appendBytes(byte[])", () -> ByteBufferAppend.appendBytes(buffer.clear(), Values.BYTES));
        calls.put("appendByte(int)", () -> ByteBufferAppend.appendByte(buffer.clear(), v.nextInt()));
        calls.put(
                "appendUtf8(byte[],int,int)",
                () -> ByteBufferAppend.appendUtf8(buffer.clear(), Values.UTF8, 0, Values.UTF8.length));
        calls.put(
                "appendShortBigEndian(int)", () -> ByteBufferAppend.appendShortBigEndian(buffer.clear(), v.nextInt()));
        calls.put(
                "appendMediumBigEndian(int)",
                () -> ByteBufferAppend.appendMediumBigEndian(buffer.clear(), v.nextInt()));
        calls.put("appendIntBigEndian(int)", () -> ByteBufferAppend.appendIntBigEndian(buffer.clear(), v.nextInt()));
        calls.put(
                "appendLongBigEndian(long)", () -> ByteBufferAppend.appendLongBigEndian(buffer.clear(), v.nextLong()));
        calls.put(
                "appendShortLittleEndian(int)",
                () -> ByteBufferAppend.appendShortLittleEndian(buffer.clear(), v.nextInt()));
        calls.put(
                "appendMediumLittleEndian(int)",
                () -> ByteBufferAppend.appendMediumLittleEndian(buffer.clear(), v.nextInt()));
        calls.put(
                "appendIntLittleEndian(int)",
                () -> ByteBufferAppend.appendIntLittleEndian(buffer.clear(), v.nextInt()));
        calls.put(
                "appendLongLittleEndian(long)",
                () -> ByteBufferAppend.appendLongLittleEndian(buffer.clear(), v.nextLong()));
        calls.put(
                "appendFloatBigEndian(float)",
                () -> ByteBufferAppend.appendFloatBigEndian(buffer.clear(), v.nextFloat()));
        calls.put(
                "appendDoubleBigEndian(double)",
                () -> ByteBufferAppend.appendDoubleBigEndian(buffer.clear(), v.nextDouble()));
        return calls;
    }
}
