// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.properties;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.Append;
import dev.appendkit.AppendBuffer;
import dev.appendkit.FractionDigits;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What the JDK reads back is what was appended, for any value. */
class AppendProperties {
    private static final long MIN_SECOND = -62_167_219_200L;
    private static final long MAX_SECOND = 253_402_300_799L;
    private static final FractionDigits ALL = FractionDigits.NANOS;

    private static String text(UnaryOperator<AppendBuffer> append) {
        return append.apply(AppendBuffer.growing(0, 1 << 20)).toString(UTF_8);
    }

    @Property
    void ints(@ForAll int value) {
        assertThat(Integer.parseInt(text(out -> out.appendInt(value)))).isEqualTo(value);
        assertThat(Integer.parseUnsignedInt(text(out -> out.appendUnsignedInt(value))))
                .isEqualTo(value);
        assertThat(text(out -> out.appendInt(value))).doesNotStartWith("+").hasSize(Append.intLength(value));
    }

    @Property
    void longs(@ForAll long value) {
        assertThat(Long.parseLong(text(out -> out.appendLong(value)))).isEqualTo(value);
        assertThat(Long.parseUnsignedLong(text(out -> out.appendUnsignedLong(value))))
                .isEqualTo(value);
        assertThat(Long.parseUnsignedLong(text(out -> out.appendHexLong(value)), 16))
                .isEqualTo(value);
    }

    @Property
    void padding(@ForAll long value, @ForAll @IntRange(max = 64) int width) {
        String text = text(out -> out.appendZeroPadded(value, width));
        assertThat(new BigInteger(text)).isEqualTo(BigInteger.valueOf(value));
        assertThat(text).hasSize(Math.max(width, Append.longLength(value)));
    }

    @Property
    void doubles(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        String text = text(out -> out.appendDouble(value));
        // The bits: NaN equals itself, and the zeros differ.
        assertThat(Double.doubleToLongBits(Double.parseDouble(text))).isEqualTo(Double.doubleToLongBits(value));
        assertThat(text.length()).isEqualTo(Append.doubleLength(value)).isLessThanOrEqualTo(Append.MAX_DOUBLE_LENGTH);
    }

    @Property
    void floats(@ForAll int bits) {
        float value = Float.intBitsToFloat(bits);
        String text = text(out -> out.appendFloat(value));
        assertThat(Float.floatToIntBits(Float.parseFloat(text))).isEqualTo(Float.floatToIntBits(value));
        assertThat(text.length()).isEqualTo(Append.floatLength(value)).isLessThanOrEqualTo(Append.MAX_FLOAT_LENGTH);
    }

    @Property
    void decimals(@ForAll BigInteger unscaled, @ForAll @IntRange(min = -300, max = 300) int scale) {
        BigDecimal value = new BigDecimal(unscaled, scale);
        String text = text(out -> out.appendDecimal(value));
        assertThat(new BigDecimal(text)).isEqualByComparingTo(value);
        assertThat(text).doesNotContainIgnoringCase("e");
        // The scale is to be seen: trailing zeros are neither lost nor added.
        assertThat(new BigDecimal(text).scale()).isEqualTo(Math.max(scale, 0));
    }

    @Property
    void scaledLongs(@ForAll long unscaled, @ForAll @IntRange(min = -40, max = 60) int scale) {
        assertThat(text(out -> out.appendDecimal(unscaled, scale)))
                .isEqualTo(text(out -> out.appendDecimal(BigDecimal.valueOf(unscaled, scale))))
                .hasSize(Append.decimalLength(unscaled, scale));
    }

    @Property
    void integers(@ForAll BigInteger value) {
        assertThat(new BigInteger(text(out -> out.appendBigInteger(value)))).isEqualTo(value);
    }

    @Property
    void texts(
            @ForAll("texts") String value, @ForAll @IntRange(max = 50) int from, @ForAll @IntRange(max = 50) int to) {
        assertThat(text(out -> out.appendUtf8(value)))
                .isEqualTo(value.codePoints()
                        .map(c -> Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
        int first = Math.min(Math.min(from, to), value.length());
        int end = Math.min(Math.max(from, to), value.length());
        assertThat(text(out -> out.appendUtf8(value, first, end)))
                .isEqualTo(text(out -> out.appendUtf8(value.substring(first, end))));
    }

    @Provide
    Arbitrary<String> texts() {
        // Chars, not code points: lone surrogates among them.
        return Arbitraries.strings().all().ofMaxLength(60);
    }

    @Property
    void bytes(@ForAll byte[] value) {
        assertThat(HexFormat.of().parseHex(text(out -> out.appendHexBytes(value, 0, value.length))))
                .isEqualTo(value);
        assertThat(AppendBuffer.growing(0, 1 << 20)
                        .appendBytes(value, 0, value.length)
                        .toByteArray())
                .isEqualTo(value);
    }

    @Property
    void uuids(@ForAll long high, @ForAll long low) {
        assertThat(UUID.fromString(text(out -> out.appendUuid(high, low)))).isEqualTo(new UUID(high, low));
    }

    @Property
    void instants(
            @ForAll @LongRange(min = MIN_SECOND, max = MAX_SECOND) long second,
            @ForAll @IntRange(max = 999_999_999) int nano,
            @ForAll FractionDigits fraction) {
        Instant instant = Instant.ofEpochSecond(second, nano);
        Instant kept =
                switch (fraction) {
                    case NONE -> instant.truncatedTo(ChronoUnit.SECONDS);
                    case MILLIS -> instant.truncatedTo(ChronoUnit.MILLIS);
                    case MICROS -> instant.truncatedTo(ChronoUnit.MICROS);
                    case NANOS, AUTO, TRIMMED -> instant;
                };
        assertThat(Instant.parse(text(out -> out.appendInstant(second, nano, fraction))))
                .isEqualTo(kept);
        LocalDateTime utc = LocalDateTime.ofInstant(kept, ZoneOffset.UTC);
        String timestamp = text(out -> out.appendTimestamp(second, nano, fraction));
        assertThat(LocalDateTime.parse(timestamp.replace(' ', 'T'))).isEqualTo(utc);
        assertThat(text(out -> out.appendTimestamp(utc, fraction))).isEqualTo(timestamp);
    }

    @Property
    void datesAndTimes(
            @ForAll @LongRange(min = 0, max = 3_652_058) long day,
            @ForAll @LongRange(max = 86_399_999_999_999L) long nano) {
        LocalDate date = LocalDate.of(0, 1, 1).plusDays(day);
        LocalTime time = LocalTime.ofNanoOfDay(nano);
        assertThat(LocalDate.parse(text(out -> out.appendDate(date)))).isEqualTo(date);
        assertThat(LocalTime.parse(text(out -> out.appendTime(time, ALL)))).isEqualTo(time);
    }

    @Property
    void whatTheCursorWritesTheStaticMethodsWriteToo(
            @ForAll long value, @ForAll("texts") String text, @ForAll double number) {
        byte[] array = new byte[400];
        int end = Append.appendLong(array, 0, value);
        end = Append.appendUtf8(array, end, text);
        end = Append.appendDouble(array, end, number);
        end = Append.appendHexLong(array, end, value);
        assertThat(new String(array, 0, end, UTF_8))
                .isEqualTo(text(out -> out.appendLong(value)
                        .appendUtf8(text)
                        .appendDouble(number)
                        .appendHexLong(value)));
    }
}
