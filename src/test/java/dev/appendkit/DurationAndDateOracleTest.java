// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.appendkit.testing.Texts;
import dev.appendkit.testing.Written;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Durations, dates of HTTP and dates with an offset against the JDK. */
class DurationAndDateOracleTest {
    private static final long FIRST = LocalDate.of(0, 1, 1).toEpochDay();
    private static final long LAST = LocalDate.of(9999, 12, 31).toEpochDay();

    private final Written written = new Written();

    private void check(Duration value) {
        written.expect(value.toString()).by(Append.appendDuration(written.array(), Written.START, value));
        written.byCursor(out -> out.appendDuration(value));
        assertThat(Append.durationLength(value)).isEqualTo(written.length());
    }

    @Test
    void durationsAroundEveryBorder() {
        long[] seconds = {0, 1, 59, 60, 61, 3_599, 3_600, 3_601, 3_660, 7_325, 86_400, 360_000, Long.MAX_VALUE - 61};
        int[] nanos = {0, 1, 10, 999, 1_000, 120_000_000, 500_000_000, 999_999_999, 999_999_990, 100_000_000};
        for (long second : seconds) {
            for (int nano : nanos) {
                for (int delta = -61; delta <= 61; delta++) {
                    check(Duration.ofSeconds(second + delta, nano));
                    check(Duration.ofSeconds(-second + delta, nano));
                }
            }
        }
        check(Duration.ofSeconds(Long.MIN_VALUE));
        check(Duration.ofSeconds(Long.MIN_VALUE, 999_999_999));
        check(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999));
    }

    @Test
    void randomDurations() {
        SplittableRandom random = new SplittableRandom(7);
        int longest = 0;
        for (int i = 0; i < 100_000; i++) {
            long second = random.nextLong() >> random.nextInt(64);
            int digits = random.nextInt(10);
            int step = (int) Math.pow(10, digits);
            Duration value = Duration.ofSeconds(second, random.nextInt(1_000_000_000) / step * (long) step);
            check(value);
            longest = Math.max(longest, written.length());
        }
        assertThat(longest).isLessThanOrEqualTo(Append.MAX_DURATION_LENGTH);
    }

    @Test
    void allDaysAsHttpWritesThem() {
        for (long day = FIRST; day <= LAST; day++) {
            LocalDateTime value =
                    LocalDate.ofEpochDay(day).atTime(LocalTime.ofSecondOfDay((day - FIRST) * 7_919 % 86_400));
            long second = value.toEpochSecond(ZoneOffset.UTC);
            written.expect(Texts.httpDate(value)).by(Append.appendHttpDate(written.array(), Written.START, second));
        }
    }

    @Test
    void allSecondsOfADayAsHttpWritesThem() {
        LocalDateTime midnight = LocalDate.of(2026, 11, 21).atStartOfDay();
        for (int second = 0; second < 86_400; second++) {
            LocalDateTime value = midnight.plusSeconds(second);
            long epochSecond = value.toEpochSecond(ZoneOffset.UTC);
            written.expect(DateTimeFormatter.RFC_1123_DATE_TIME.format(value.atOffset(ZoneOffset.UTC)))
                    .byCursor(out -> out.appendHttpDate(epochSecond));
        }
    }

    @Test
    void allOffsets() {
        LocalDateTime local = LocalDateTime.of(2026, 2, 3, 4, 5, 6, 789_000_000);
        for (int minutes = -18 * 60; minutes <= 18 * 60; minutes++) {
            OffsetDateTime value = local.atOffset(ZoneOffset.ofTotalSeconds(60 * minutes));
            // With seconds the JDK's ISO format is that of RFC 3339.
            written.expect(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(value))
                    .by(Append.appendOffsetDateTime(written.array(), Written.START, value, FractionDigits.AUTO));
            written.byCursor(out -> out.appendOffsetDateTime(value, FractionDigits.AUTO));
            assertThat(Append.offsetDateTimeLength(value, FractionDigits.AUTO)).isEqualTo(written.length());
        }
    }

    @Test
    void whatTheFormatsDoNotHaveIsRefused() {
        LocalDateTime now = LocalDateTime.of(2026, 11, 21, 9, 2, 3);
        byte[] array = new byte[64];
        for (OffsetDateTime value : new OffsetDateTime[] {
            now.atOffset(ZoneOffset.ofTotalSeconds(1)),
            now.atOffset(ZoneOffset.ofTotalSeconds(-3_599)),
            now.withYear(-1).atOffset(ZoneOffset.UTC),
            now.withYear(10_000).atOffset(ZoneOffset.UTC)
        }) {
            assertThatExceptionOfType(DateTimeException.class)
                    .isThrownBy(() -> Append.appendOffsetDateTime(array, 0, value, FractionDigits.NONE));
        }
        for (long second : new long[] {-62_167_219_201L, 253_402_300_800L, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThatExceptionOfType(DateTimeException.class)
                    .isThrownBy(() -> Append.appendHttpDate(array, 0, second))
                    .withMessageContaining(Long.toString(second));
        }
        assertThat(array).containsOnly(0);
    }
}
