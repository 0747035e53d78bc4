// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.appendkit.AppendBuffer;
import dev.appendkit.testing.Allocations;
import dev.appendkit.testing.CursorCalls;
import dev.appendkit.testing.Values;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("alloc")
class ByteBufAllocationTest {
    private static volatile Object kept = "";

    static Stream<ByteBuf> buffers() {
        return Stream.of(
                Unpooled.buffer(1_024),
                Unpooled.directBuffer(1_024),
                Buffers.POOLED.heapBuffer(1_024),
                Buffers.POOLED.directBuffer(1_024),
                Buffers.RECYCLED.heapBuffer(1_024),
                Buffers.RECYCLED.directBuffer(1_024),
                Buffers.composite(false, 1_024, 64));
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void openAppendAndClose(ByteBuf buffer) {
        CursorCalls.all()
                .forEach((signature, call) -> Allocations.assertNone(signature, () -> {
                    try (AppendBuffer out = ByteBufAppend.open(reset(buffer))) {
                        call.accept(out);
                    }
                }));
        buffer.release();
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void staticMethods(ByteBuf buffer) {
        assertThat(statics(buffer).keySet()).isEqualTo(CursorCalls.all().keySet());
        statics(buffer).forEach(Allocations::assertNone);
        buffer.release();
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void theCheckFailsWhereSomethingIsAllocated(ByteBuf buffer) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Allocations.assertNone("control", () -> {
                    try (AppendBuffer out = ByteBufAppend.open(reset(buffer))) {
                        kept = String.valueOf(out.length() + 1_000);
                        out.appendAscii((CharSequence) kept);
                    }
                }))
                .withMessageContaining("allocates");
        buffer.release();
    }

    private static ByteBuf reset(ByteBuf buffer) {
        return buffer.setIndex(0, 0);
    }

    private static Map<String, Runnable> statics(ByteBuf buffer) {
        Values v = new Values();
        Map<String, Runnable> calls = new LinkedHashMap<>();
        calls.put("appendBoolean(boolean)", () -> ByteBufAppend.appendBoolean(reset(buffer), v.nextBoolean()));
        calls.put("appendInt(int)", () -> ByteBufAppend.appendInt(reset(buffer), v.nextInt()));
        calls.put("appendLong(long)", () -> ByteBufAppend.appendLong(reset(buffer), v.nextLong()));
        calls.put("appendUnsignedInt(int)", () -> ByteBufAppend.appendUnsignedInt(reset(buffer), v.nextInt()));
        calls.put("appendUnsignedLong(long)", () -> ByteBufAppend.appendUnsignedLong(reset(buffer), v.nextLong()));
        calls.put("appendZeroPadded(long,int)", () -> ByteBufAppend.appendZeroPadded(reset(buffer), v.nextLong(), 24));
        calls.put("appendHexLong(long)", () -> ByteBufAppend.appendHexLong(reset(buffer), v.nextLong()));
        calls.put("appendHexPadded(long,int)", () -> ByteBufAppend.appendHexPadded(reset(buffer), v.nextLong(), 16));
        calls.put(
                "appendHexBytes(byte[],int,int)",
                () -> ByteBufAppend.appendHexBytes(reset(buffer), Values.BYTES, 1, 33));
        calls.put("appendFloat(float)", () -> ByteBufAppend.appendFloat(reset(buffer), v.nextFloat()));
        calls.put("appendDouble(double)", () -> ByteBufAppend.appendDouble(reset(buffer), v.nextDouble()));
        calls.put("appendDecimal(long,int)", () -> ByteBufAppend.appendDecimal(reset(buffer), v.nextLong(), 4));
        calls.put("appendDecimal(BigDecimal)", () -> ByteBufAppend.appendDecimal(reset(buffer), Values.DECIMAL));
        calls.put("appendBigInteger(BigInteger)", () -> ByteBufAppend.appendBigInteger(reset(buffer), Values.INTEGER));
        calls.put("appendAscii(CharSequence)", () -> ByteBufAppend.appendAscii(reset(buffer), Values.ASCII));
        calls.put("appendUtf8(CharSequence)", () -> ByteBufAppend.appendUtf8(reset(buffer), Values.TEXT));
        calls.put("appendUtf8(CharSequence,int,int)", () -> ByteBufAppend.appendUtf8(reset(buffer), Values.TEXT, 2, 8));
        calls.put("appendCodePoint(int)", () -> ByteBufAppend.appendCodePoint(reset(buffer), v.nextInt() & 0xF_FFFF));
        calls.put("appendBytes(byte[],int,int)", () -> ByteBufAppend.appendBytes(reset(buffer), Values.BYTES, 2, 31));
        calls.put("appendByte(byte)", () -> ByteBufAppend.appendByte(reset(buffer), (byte) v.nextInt()));
        calls.put("appendDate(LocalDate)", () -> ByteBufAppend.appendDate(reset(buffer), Values.DATE));
        calls.put(
                "appendTime(LocalTime,FractionDigits)",
                () -> ByteBufAppend.appendTime(reset(buffer), Values.TIME, Values.FRACTION));
        calls.put(
                "appendTimestamp(LocalDateTime,FractionDigits)",
                () -> ByteBufAppend.appendTimestamp(reset(buffer), Values.DATE_TIME, Values.FRACTION));
        calls.put(
                "appendTimestamp(long,int,FractionDigits)",
                () -> ByteBufAppend.appendTimestamp(reset(buffer), v.nextSecond(), v.nextNano(), Values.FRACTION));
        calls.put(
                "appendTimestampMillis(long,FractionDigits)",
                () -> ByteBufAppend.appendTimestampMillis(reset(buffer), v.nextInt() * 1_000L + 7, Values.FRACTION));
        calls.put(
                "appendTimestampMicros(long,FractionDigits)",
                () -> ByteBufAppend.appendTimestampMicros(
                        reset(buffer), v.nextInt() * 1_000_000L + 7, Values.FRACTION));
        calls.put(
                "appendInstant(Instant,FractionDigits)",
                () -> ByteBufAppend.appendInstant(reset(buffer), Values.INSTANT, Values.FRACTION));
        calls.put(
                "appendInstant(long,int,FractionDigits)",
                () -> ByteBufAppend.appendInstant(reset(buffer), v.nextSecond(), v.nextNano(), Values.FRACTION));
        calls.put(
                "appendInstantMillis(long,FractionDigits)",
                () -> ByteBufAppend.appendInstantMillis(reset(buffer), v.nextInt() * 1_000L + 7, Values.FRACTION));
        calls.put(
                "appendInstantMicros(long,FractionDigits)",
                () -> ByteBufAppend.appendInstantMicros(reset(buffer), v.nextInt() * 1_000_000L + 7, Values.FRACTION));
        calls.put("appendUuid(long,long)", () -> ByteBufAppend.appendUuid(reset(buffer), v.nextLong(), v.nextLong()));
        calls.put("appendKsuid(Ksuid)", () -> ByteBufAppend.appendKsuid(reset(buffer), Values.KSUID));
        calls.put("appendKsuid(byte[],int)", () -> ByteBufAppend.appendKsuid(reset(buffer), Values.BYTES, 3));
        calls.put("appendUuid(UUID)", () -> ByteBufAppend.appendUuid(reset(buffer), Values.RANDOM_UUID));
        calls.put("appendBase64(byte[],int,int)", () -> ByteBufAppend.appendBase64(reset(buffer), Values.BYTES, 1, 33));
        calls.put("appendFixed(double,int)", () -> ByteBufAppend.appendFixed(reset(buffer), v.nextDouble(), 7));
        calls.put(
                "appendOffsetDateTime(OffsetDateTime,FractionDigits)",
                () -> ByteBufAppend.appendOffsetDateTime(reset(buffer), Values.OFFSET_DATE_TIME, Values.FRACTION));
        calls.put("appendHttpDate(long)", () -> ByteBufAppend.appendHttpDate(reset(buffer), v.nextSecond()));
        calls.put("appendDuration(Duration)", () -> ByteBufAppend.appendDuration(reset(buffer), Values.DURATION));
        calls.put("appendVarInt(int)", () -> ByteBufAppend.appendVarInt(reset(buffer), v.nextInt()));
        calls.put("appendVarLong(long)", () -> ByteBufAppend.appendVarLong(reset(buffer), v.nextLong()));
        calls.put("appendZigZagInt(int)", () -> ByteBufAppend.appendZigZagInt(reset(buffer), v.nextInt()));
        calls.put("appendZigZagLong(long)", () -> ByteBufAppend.appendZigZagLong(reset(buffer), v.nextLong()));
        calls.put("appendBytes(byte[])", () -> ByteBufAppend.appendBytes(reset(buffer), Values.BYTES));
        calls.put("appendByte(int)", () -> ByteBufAppend.appendByte(reset(buffer), v.nextInt()));
        calls.put(
                "appendUtf8(byte[],int,int)",
                () -> ByteBufAppend.appendUtf8(reset(buffer), Values.UTF8, 0, Values.UTF8.length));
        calls.put("appendShortBigEndian(int)", () -> ByteBufAppend.appendShortBigEndian(reset(buffer), v.nextInt()));
        calls.put("appendMediumBigEndian(int)", () -> ByteBufAppend.appendMediumBigEndian(reset(buffer), v.nextInt()));
        calls.put("appendIntBigEndian(int)", () -> ByteBufAppend.appendIntBigEndian(reset(buffer), v.nextInt()));
        calls.put("appendLongBigEndian(long)", () -> ByteBufAppend.appendLongBigEndian(reset(buffer), v.nextLong()));
        calls.put(
                "appendShortLittleEndian(int)",
                () -> ByteBufAppend.appendShortLittleEndian(reset(buffer), v.nextInt()));
        calls.put(
                "appendMediumLittleEndian(int)",
                () -> ByteBufAppend.appendMediumLittleEndian(reset(buffer), v.nextInt()));
        calls.put("appendIntLittleEndian(int)", () -> ByteBufAppend.appendIntLittleEndian(reset(buffer), v.nextInt()));
        calls.put(
                "appendLongLittleEndian(long)",
                () -> ByteBufAppend.appendLongLittleEndian(reset(buffer), v.nextLong()));
        calls.put(
                "appendFloatBigEndian(float)", () -> ByteBufAppend.appendFloatBigEndian(reset(buffer), v.nextFloat()));
        calls.put(
                "appendDoubleBigEndian(double)",
                () -> ByteBufAppend.appendDoubleBigEndian(reset(buffer), v.nextDouble()));
        return calls;
    }
}
