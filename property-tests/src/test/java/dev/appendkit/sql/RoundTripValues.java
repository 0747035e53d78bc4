// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Values of every type of parameter, with many of the ones that engines get wrong. */
final class RoundTripValues {

    /** Lists of values that a property gets; together they are {@link FuzzCount#VALUES} values of a type. */
    static final int TRIES = 4;

    private RoundTripValues() {}

    static <T> Arbitrary<List<T>> lists(Arbitrary<T> values) {
        return values.injectNull(0.02).list().ofSize(FuzzCount.VALUES / TRIES);
    }

    static Arbitrary<Long> longs() {
        return Arbitraries.oneOf(Arbitraries.longs(), Arbitraries.longs().between(-100, 100));
    }

    /** Any bits: every exponent is as likely as any other. */
    static Arbitrary<Double> doubles() {
        return Arbitraries.oneOf(
                Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite),
                Arbitraries.integers().map(i -> i / 100.0),
                Arbitraries.of(
                        0.0, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, Double.MIN_NORMAL, Double.parseDouble("2e23")));
    }

    static Arbitrary<Float> floats() {
        return Arbitraries.integers().map(Float::intBitsToFloat).filter(Float::isFinite);
    }

    static Arbitrary<BigDecimal> decimals(int digits, int minScale, int maxScale) {
        BigInteger max = BigInteger.TEN.pow(digits).subtract(BigInteger.ONE);
        return Arbitraries.integers()
                .between(minScale, maxScale)
                .flatMap(scale -> Arbitraries.oneOf(
                                Arbitraries.bigIntegers().between(max.negate(), max),
                                Arbitraries.longs()
                                        .between(-1_000_000, 1_000_000)
                                        .map(BigInteger::valueOf))
                        .map(unscaled -> new BigDecimal(unscaled, scale)));
    }

    /** Quotes, backslashes, comments and controls between any other text of whole surrogate pairs. */
    static Arbitrary<String> strings() {
        Arbitrary<String> pieces = Arbitraries.oneOf(
                Arbitraries.of(
                        "'",
                        "\\",
                        "\"",
                        "`",
                        "''",
                        "\\'",
                        "\0",
                        "\n",
                        "\r",
                        "\t",
                        "\b",
                        "\u001a",
                        "\u007f",
                        "\u00a0",
                        "-- ",
                        "/*",
                        "*/",
                        "#",
                        "?",
                        "%",
                        "_",
                        "\u2028",
                        "\ud83d\ude00",
                        "\udbff\udfff",
                        "\u00bf'",
                        "\ufeff"),
                Arbitraries.integers()
                        .between(0, Character.MAX_CODE_POINT)
                        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                        .map(Character::toString),
                Arbitraries.strings().ascii().ofMaxLength(20));
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(12).map(list -> String.join("", list)),
                Arbitraries.strings().withChars("ab'\\\n ").ofMinLength(60).ofMaxLength(200));
    }

    static Arbitrary<byte[]> bytes() {
        return Arbitraries.oneOf(
                Arbitraries.bytes().array(byte[].class).ofMaxSize(40),
                Arbitraries.of(
                                (byte) '\'',
                                (byte) '\\',
                                (byte) 0,
                                (byte) 0xC3,
                                (byte) 0xE2,
                                (byte) 0x82,
                                (byte) 0xBF,
                                (byte) 'x')
                        .array(byte[].class)
                        .ofMaxSize(150));
    }

    static Arbitrary<LocalDate> dates(int minYear, int maxYear) {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(minYear, 1, 1).toEpochDay(),
                        LocalDate.of(maxYear, 12, 31).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    /** With nothing below {@code unit} nanoseconds. */
    static Arbitrary<LocalTime> times(int unit) {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(0, 86_399_999_999_999L / unit).map(n -> LocalTime.ofNanoOfDay(n * unit)),
                Arbitraries.integers().between(0, 86_399).map(LocalTime::ofSecondOfDay),
                Arbitraries.of(LocalTime.MIDNIGHT, LocalTime.ofNanoOfDay((86_399_999_999_999L / unit) * unit)));
    }

    static Arbitrary<LocalDateTime> dateTimes(int minYear, int maxYear, int unit) {
        return net.jqwik.api.Combinators.combine(dates(minYear, maxYear), times(unit))
                .as(LocalDateTime::of);
    }

    static Arbitrary<Duration> durations(long maxSeconds, int unit) {
        return net.jqwik.api.Combinators.combine(
                        Arbitraries.longs().between(-maxSeconds, maxSeconds - 1),
                        Arbitraries.integers().between(0, 999_999_999 / unit))
                .as((seconds, fraction) -> Duration.ofSeconds(seconds, (long) fraction * unit));
    }

    static Arbitrary<UUID> uuids() {
        return net.jqwik.api.Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
                .as(UUID::new);
    }
}
