// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.appendkit.pool.BufferPool;
import dev.appendkit.testing.Allocations;
import dev.appendkit.testing.CursorCalls;
import dev.appendkit.testing.Signatures;
import dev.appendkit.testing.Values;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("alloc")
class AllocationTest {
    /** Where the controls put what they allocate, so that it cannot be optimized away. */
    private static volatile Object kept = "";

    private final byte[] array = new byte[1_024];

    static Stream<AppendBuffer> cursors() {
        return Stream.of(
                AppendBuffer.wrap(new byte[1_024], 8, 1_016),
                AppendBuffer.growing(1_024, 1_024),
                // As short as the texts: the way of the exact kernels.
                AppendBuffer.growing(0, Integer.MAX_VALUE),
                BufferPool.builder().checked(false).build().borrow());
    }

    @Test
    void everyMethodIsCalled() {
        assertThat(CursorCalls.all().keySet())
                .isEqualTo(Signatures.ofAppends(AppendBuffer.class).keySet());
        assertThat(statics().keySet()).isEqualTo(CursorCalls.all().keySet());
    }

    @Test
    void staticMethods() {
        statics().forEach(Allocations::assertNone);
    }

    @ParameterizedTest
    @MethodSource("cursors")
    void cursor(AppendBuffer out) {
        CursorCalls.all()
                .forEach((signature, call) -> Allocations.assertNone(signature, () -> call.accept(out.clear())));
    }

    @Test
    void longTexts() {
        String ascii = Values.ASCII.repeat(100);
        String mixed = Values.TEXT.repeat(100);
        byte[] room = new byte[4 * mixed.length() + ascii.length()];
        AppendBuffer out = AppendBuffer.wrap(room, 0, room.length);
        Allocations.assertNone("appendAscii", () -> out.clear().appendAscii(ascii));
        Allocations.assertNone("appendUtf8", () -> out.clear().appendUtf8(ascii).appendUtf8(mixed));
    }

    @ParameterizedTest
    @MethodSource("cursors")
    void views(AppendBuffer out) {
        Allocations.assertNone("stream", () -> {
            try {
                out.clear().asOutputStream().write(Values.BYTES);
                out.asOutputStream().write('x');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        StringBuilder builder = new StringBuilder();
        builder.append(Values.TEXT);
        Allocations.assertNone("appendable", () -> {
            try {
                out.clear().asAppendable().append(Values.TEXT).append('x').append(builder);
                out.asAppendable()
                        .append('\uD834')
                        .append('\uDD1E')
                        .append("\uD834")
                        .append("\uDD1E");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void drainingAgainAndAgain() {
        Sink sink = (src, from, to) -> {};
        AppendBuffer out = AppendBuffer.draining(sink, 64);
        out.close();
        Allocations.assertNone("reset", () -> {
            out.reset(sink).appendBytes(Values.BYTES).appendBytes(Values.BYTES).close();
        });
    }

    @Test
    void borrowAppendAndClose() {
        BufferPool pool = BufferPool.builder().checked(false).build();
        Allocations.assertNone("borrow", () -> {
            try (AppendBuffer out = pool.borrow()) {
                out.appendAscii(Values.ASCII).appendLong(42).appendInstant(Values.INSTANT, Values.FRACTION);
            }
        });
        Allocations.assertNone("nested borrow", () -> {
            try (AppendBuffer out = pool.borrow();
                    AppendBuffer inner = pool.borrow(1_000)) {
                inner.appendUtf8(Values.TEXT);
                out.appendBytes(inner.array(), inner.arrayOffset(), inner.length());
            }
        });
    }

    @Test
    void lengths() {
        Values v = new Values();
        Allocations.assertNone("lengths", () -> {
            int sum = Append.intLength(v.nextInt())
                    + Append.longLength(v.nextLong())
                    + Append.doubleLength(v.nextDouble())
                    + Append.floatLength(v.nextFloat())
                    + Append.utf8Length(Values.TEXT)
                    + Append.decimalLength(Values.DECIMAL)
                    + Append.instantLength(Values.INSTANT, Values.FRACTION)
                    + Append.fixedLength(v.nextDouble(), 7)
                    + Append.durationLength(Values.DURATION)
                    + Append.offsetDateTimeLength(Values.OFFSET_DATE_TIME, Values.FRACTION);
            array[0] = (byte) sum;
        });
    }

    @Test
    void theCheckFailsWhereSomethingIsAllocated() {
        AppendBuffer out = AppendBuffer.growing(64, 64);
        BufferPool pool =
                BufferPool.builder().checked(false).maxRetainedBytes(512).build();
        Map<String, Runnable> allocating = new LinkedHashMap<>();
        allocating.put("an object", () -> kept = new Object());
        allocating.put("a static method after String.valueOf", () -> {
            kept = String.valueOf(array[7] + 1_000);
            Append.appendAscii(array, 0, (CharSequence) kept);
        });
        allocating.put(
                "a cursor's content", () -> kept = out.clear().appendInt(7).toByteArray());
        allocating.put("a borrow beyond what is retained", () -> {
            try (AppendBuffer large = pool.borrow(1_000)) {
                large.appendInt(1);
            }
        });
        allocating.forEach((what, call) -> assertThatExceptionOfType(AssertionError.class)
                .as(what)
                .isThrownBy(() -> Allocations.assertNone(what, call))
                .withMessageContaining("allocates"));
    }

    private Map<String, Runnable> statics() {
        Values v = new Values();
        Map<String, Runnable> calls = new LinkedHashMap<>();
        calls.put("appendBoolean(boolean)", () -> Append.appendBoolean(array, 0, v.nextBoolean()));
        calls.put("appendInt(int)", () -> Append.appendInt(array, 0, v.nextInt()));
        calls.put("appendLong(long)", () -> Append.appendLong(array, 0, v.nextLong()));
        calls.put("appendUnsignedInt(int)", () -> Append.appendUnsignedInt(array, 0, v.nextInt()));
        calls.put("appendUnsignedLong(long)", () -> Append.appendUnsignedLong(array, 0, v.nextLong()));
        calls.put("appendZeroPadded(long,int)", () -> Append.appendZeroPadded(array, 0, v.nextLong(), 24));
        calls.put("appendHexLong(long)", () -> Append.appendHexLong(array, 0, v.nextLong()));
        calls.put("appendHexPadded(long,int)", () -> Append.appendHexPadded(array, 0, v.nextLong(), 16));
        calls.put("appendHexBytes(byte[],int,int)", () -> Append.appendHexBytes(array, 0, Values.BYTES, 1, 33));
        calls.put("appendFloat(float)", () -> Append.appendFloat(array, 0, v.nextFloat()));
        calls.put("appendDouble(double)", () -> Append.appendDouble(array, 0, v.nextDouble()));
        calls.put("appendDecimal(long,int)", () -> Append.appendDecimal(array, 0, v.nextLong(), 4));
        calls.put("appendDecimal(BigDecimal)", () -> Append.appendDecimal(array, 0, Values.DECIMAL));
        calls.put("appendBigInteger(BigInteger)", () -> Append.appendBigInteger(array, 0, Values.INTEGER));
        calls.put("appendAscii(CharSequence)", () -> Append.appendAscii(array, 0, Values.ASCII));
        calls.put("appendUtf8(CharSequence)", () -> Append.appendUtf8(array, 0, Values.TEXT));
        calls.put("appendUtf8(CharSequence,int,int)", () -> Append.appendUtf8(array, 0, Values.TEXT, 2, 8));
        calls.put("appendCodePoint(int)", () -> Append.appendCodePoint(array, 0, v.nextInt() & 0xF_FFFF));
        calls.put("appendBytes(byte[],int,int)", () -> Append.appendBytes(array, 0, Values.BYTES, 2, 31));
        calls.put("appendByte(byte)", () -> Append.appendByte(array, 0, (byte) v.nextInt()));
        calls.put("appendDate(LocalDate)", () -> Append.appendDate(array, 0, Values.DATE));
        calls.put(
                "appendTime(LocalTime,FractionDigits)",
                () -> Append.appendTime(array, 0, Values.TIME, Values.FRACTION));
        calls.put(
                "appendTimestamp(LocalDateTime,FractionDigits)",
                () -> Append.appendTimestamp(array, 0, Values.DATE_TIME, Values.FRACTION));
        calls.put(
                "appendTimestamp(long,int,FractionDigits)",
                () -> Append.appendTimestamp(array, 0, v.nextSecond(), v.nextNano(), Values.FRACTION));
        calls.put(
                "appendTimestampMillis(long,FractionDigits)",
                () -> Append.appendTimestampMillis(array, 0, v.nextInt() * 1_000L + 7, Values.FRACTION));
        calls.put(
                "appendTimestampMicros(long,FractionDigits)",
                () -> Append.appendTimestampMicros(array, 0, v.nextInt() * 1_000_000L + 7, Values.FRACTION));
        calls.put(
                "appendInstant(Instant,FractionDigits)",
                () -> Append.appendInstant(array, 0, Values.INSTANT, Values.FRACTION));
        calls.put(
                "appendInstant(long,int,FractionDigits)",
                () -> Append.appendInstant(array, 0, v.nextSecond(), v.nextNano(), Values.FRACTION));
        calls.put(
                "appendInstantMillis(long,FractionDigits)",
                () -> Append.appendInstantMillis(array, 0, v.nextInt() * 1_000L + 7, Values.FRACTION));
        calls.put(
                "appendInstantMicros(long,FractionDigits)",
                () -> Append.appendInstantMicros(array, 0, v.nextInt() * 1_000_000L + 7, Values.FRACTION));
        calls.put("appendUuid(long,long)", () -> Append.appendUuid(array, 0, v.nextLong(), v.nextLong()));
        calls.put("appendUuid(UUID)", () -> Append.appendUuid(array, 0, Values.RANDOM_UUID));
        calls.put("appendKsuid(Ksuid)", () -> Append.appendKsuid(array, 0, Values.KSUID));
        calls.put("appendKsuid(byte[],int)", () -> Append.appendKsuid(array, 0, Values.BYTES, 3));
        calls.put("appendBase64(byte[],int,int)", () -> Append.appendBase64(array, 0, Values.BYTES, 1, 33));
        calls.put("appendFixed(double,int)", () -> Append.appendFixed(array, 0, v.nextDouble(), 7));
        calls.put(
                "appendOffsetDateTime(OffsetDateTime,FractionDigits)",
                () -> Append.appendOffsetDateTime(array, 0, Values.OFFSET_DATE_TIME, Values.FRACTION));
        calls.put("appendHttpDate(long)", () -> Append.appendHttpDate(array, 0, v.nextSecond()));
        calls.put("appendDuration(Duration)", () -> Append.appendDuration(array, 0, Values.DURATION));
        calls.put("appendVarInt(int)", () -> Append.appendVarInt(array, 0, v.nextInt()));
        calls.put("appendVarLong(long)", () -> Append.appendVarLong(array, 0, v.nextLong()));
        calls.put("appendZigZagInt(int)", () -> Append.appendZigZagInt(array, 0, v.nextInt()));
        calls.put("appendZigZagLong(long)", () -> Append.appendZigZagLong(array, 0, v.nextLong()));
        calls.put("appendBytes(byte[])", () -> Append.appendBytes(array, 0, Values.BYTES));
        calls.put("appendByte(int)", () -> Append.appendByte(array, 0, v.nextInt()));
        calls.put("appendUtf8(byte[],int,int)", () -> Append.appendUtf8(array, 0, Values.UTF8, 0, Values.UTF8.length));
        calls.put("appendShortBigEndian(int)", () -> Append.appendShortBigEndian(array, 0, v.nextInt()));
        calls.put("appendMediumBigEndian(int)", () -> Append.appendMediumBigEndian(array, 0, v.nextInt()));
        calls.put("appendIntBigEndian(int)", () -> Append.appendIntBigEndian(array, 0, v.nextInt()));
        calls.put("appendLongBigEndian(long)", () -> Append.appendLongBigEndian(array, 0, v.nextLong()));
        calls.put("appendShortLittleEndian(int)", () -> Append.appendShortLittleEndian(array, 0, v.nextInt()));
        calls.put("appendMediumLittleEndian(int)", () -> Append.appendMediumLittleEndian(array, 0, v.nextInt()));
        calls.put("appendIntLittleEndian(int)", () -> Append.appendIntLittleEndian(array, 0, v.nextInt()));
        calls.put("appendLongLittleEndian(long)", () -> Append.appendLongLittleEndian(array, 0, v.nextLong()));
        calls.put("appendFloatBigEndian(float)", () -> Append.appendFloatBigEndian(array, 0, v.nextFloat()));
        calls.put("appendDoubleBigEndian(double)", () -> Append.appendDoubleBigEndian(array, 0, v.nextDouble()));
        return calls;
    }
}
