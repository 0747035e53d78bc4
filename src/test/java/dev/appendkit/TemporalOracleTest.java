// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.appendkit.testing.Texts;
import dev.appendkit.testing.Written;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemporalOracleTest {
    private static final LocalDate FIRST = LocalDate.of(0, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);
    private static final long MIN_SECOND = FIRST.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    private static final long MAX_SECOND = LAST.atTime(23, 59, 59).toEpochSecond(ZoneOffset.UTC);

    private final Written written = new Written(256);

    @Test
    void allDays() {
        DateTimeFormatter format = DateTimeFormatter.ISO_LOCAL_DATE;
        for (long day = FIRST.toEpochDay(); day <= LAST.toEpochDay(); day++) {
            LocalDate date = LocalDate.ofEpochDay(day);
            String text = format.format(date);
            written.expect(text).by(Append.appendDate(written.array(), Written.START, date));
            // Any second of the day, the last one of it and the first one among them.
            long second = day * 86_400 + (day * 7_919 & 0x7FFF_FFFF) % 86_400;
            String timestamp = text + " "
                    + LocalTime.ofSecondOfDay(Math.floorMod(second, 86_400L)).format(SECONDS);
            written.expect(timestamp)
                    .by(Append.appendTimestamp(written.array(), Written.START, second, 0, FractionDigits.NONE));
            written.expect(text + " 00:00:00")
                    .byCursor(out ->
                            out.appendTimestamp(second - Math.floorMod(second, 86_400L), 0, FractionDigits.NONE));
            long last = day * 86_400 + 86_399;
            written.expect(text + "T23:59:59Z")
                    .by(Append.appendInstant(written.array(), Written.START, last, 0, FractionDigits.NONE));
        }
    }

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");

    @Test
    void everySecondOfADay() {
        LocalDate day = LocalDate.of(1969, 12, 31);
        long midnight = day.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        for (int second = 0; second < 86_400; second++) {
            LocalTime time = LocalTime.ofSecondOfDay(second);
            String text = SECONDS.format(time);
            long epochSecond = midnight + second;
            written.expect(text).by(Append.appendTime(written.array(), Written.START, time, FractionDigits.NONE));
            written.expect("1969-12-31 " + text)
                    .by(Append.appendTimestamp(written.array(), Written.START, epochSecond, 0, FractionDigits.NONE));
            written.expect("1969-12-31T" + text + "Z")
                    .byCursor(out -> out.appendInstant(epochSecond, 0, FractionDigits.NONE));
        }
    }

    @ParameterizedTest
    @EnumSource
    void nanosOfEveryLength(FractionDigits fraction) {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 60_000; i++) {
            // Nanos with 0 to 9 significant digits, and all milliseconds.
            int unit = (int) Math.pow(10, i % 10);
            int nano = i < 1_000 ? i * 1_000_000 : random.nextInt(1_000_000_000) / unit * unit;
            LocalTime time = LocalTime.of(i % 24, i % 60, i % 59, nano);
            String text = Texts.time(time, fraction);
            written.expect(text).by(Append.appendTime(written.array(), Written.START, time, fraction));
            assertThat(Append.timeLength(time, fraction)).isEqualTo(text.length());
            long second = time.toSecondOfDay() - 86_400L;
            written.expect("1969-12-31 " + text).byCursor(out -> out.appendTimestamp(second, nano, fraction));
            written.expect("1969-12-31T" + text + "Z")
                    .by(Append.appendInstant(written.array(), Written.START, second, nano, fraction));
        }
    }

    @ParameterizedTest
    @EnumSource
    void instantsOfTheWholeRange(FractionDigits fraction) {
        SplittableRandom random = new SplittableRandom(99);
        for (int i = 0; i < 30_000; i++) {
            long second = i % 3 == 0
                    ? random.nextLong(-3, 4)
                    : i % 3 == 1 ? random.nextLong(MIN_SECOND, MAX_SECOND + 1) : 1_700_000_000L + random.nextInt();
            int nano = random.nextInt(1_000_000_000);
            checkInstant(Instant.ofEpochSecond(second, nano), fraction);
        }
        checkInstant(Instant.ofEpochSecond(MIN_SECOND, 0), fraction);
        checkInstant(Instant.ofEpochSecond(MAX_SECOND, 999_999_999), fraction);
        checkInstant(Instant.ofEpochSecond(-1, 999_999_999), fraction);
    }

    private void checkInstant(Instant instant, FractionDigits fraction) {
        LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        long second = instant.getEpochSecond();
        int nano = instant.getNano();
        String text = Texts.dateTime(utc, ' ', fraction);
        written.expect(text).by(Append.appendTimestamp(written.array(), Written.START, utc, fraction));
        written.expect(text).by(Append.appendTimestamp(written.array(), Written.START, second, nano, fraction));
        written.expect(text).byCursor(out -> out.appendTimestamp(second, nano, fraction));
        written.expect(text.replace(' ', 'T') + "Z").byCursor(out -> out.appendInstant(instant, fraction));

        long milli = instant.toEpochMilli();
        LocalDateTime ofMilli = LocalDateTime.ofInstant(Instant.ofEpochMilli(milli), ZoneOffset.UTC);
        String millis = Texts.dateTime(ofMilli, ' ', fraction);
        written.expect(millis).by(Append.appendTimestampMillis(written.array(), Written.START, milli, fraction));
        written.expect(millis.replace(' ', 'T') + "Z").byCursor(out -> out.appendInstantMillis(milli, fraction));

        long micro = second * 1_000_000 + nano / 1_000;
        LocalDateTime ofMicro = LocalDateTime.ofEpochSecond(second, nano / 1_000 * 1_000, ZoneOffset.UTC);
        String micros = Texts.dateTime(ofMicro, ' ', fraction);
        written.expect(micros).byCursor(out -> out.appendTimestampMicros(micro, fraction));
        written.expect(micros.replace(' ', 'T') + "Z")
                .by(Append.appendInstantMicros(written.array(), Written.START, micro, fraction));
    }

    @Test
    void aClockThatRunsBackwardsAndForwardsIsRightOnOneCursor() {
        AppendBuffer out = AppendBuffer.growing(64, 64);
        long[] seconds = {0, 0, 1, 0, -1, -1, -86_400, 951_782_399, 951_782_400, 951_868_800, 0, MIN_SECOND, MAX_SECOND
        };
        for (long second : seconds) {
            String text = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC)
                    .format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
            assertThat(out.clear().appendInstant(second, 0, FractionDigits.NONE).toByteArray())
                    .asString()
                    .isEqualTo(text + "Z");
            assertThat(out.clear()
                            .appendTimestamp(second, 0, FractionDigits.NONE)
                            .toByteArray())
                    .asString()
                    .isEqualTo(text.replace('T', ' '));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, -999_999_999, 10_000, 999_999_999})
    void aYearOutsideOfFourDigitsIsRefused(int year) {
        LocalDate date = LocalDate.of(year, 6, 1);
        refused(() -> Append.appendDate(written.array(), 0, date), Integer.toString(year));
        refused(() -> written.cursor().appendDate(date), Integer.toString(year));
        refused(() -> Append.dateLength(date), Integer.toString(year));
        refused(() -> written.cursor().appendTimestamp(date.atStartOfDay(), FractionDigits.AUTO), "" + year);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -62_167_219_201L, 253_402_300_800L, Long.MAX_VALUE})
    void aSecondOutsideOfTheYearsIsRefused(long second) {
        FractionDigits none = FractionDigits.NONE;
        String shown = Long.toString(second);
        refused(() -> Append.appendTimestamp(written.array(), 0, second, 0, none), shown);
        refused(() -> Append.appendInstant(written.array(), 0, second, 0, none), shown);
        refused(() -> written.cursor().appendTimestamp(second, 0, none), shown);
        refused(() -> written.cursor().appendInstant(second, 0, none), shown);
        refused(() -> Append.timestampLength(second, 0, none), shown);
        refused(() -> Append.instantLength(second, 0, none), shown);
        if (second > -(1L << 40) && second < 1L << 40) {
            refused(() -> Append.appendInstantMillis(written.array(), 0, second * 1_000, none), shown);
            refused(() -> written.cursor().appendTimestampMicros(second * 1_000_000, none), shown);
        }
    }

    @Test
    void theLastMilliAndMicroOfTheYearsAreWrittenAndTheirNeighboursRefused() {
        FractionDigits auto = FractionDigits.AUTO;
        written.expect("9999-12-31 23:59:59.999")
                .byCursor(out -> out.appendTimestampMillis(MAX_SECOND * 1_000 + 999, auto));
        written.expect("0000-01-01T00:00:00Z").byCursor(out -> out.appendInstantMicros(MIN_SECOND * 1_000_000, auto));
        refused(() -> written.cursor().appendTimestampMillis(MAX_SECOND * 1_000 + 1_000, auto), "253402300800");
        refused(() -> written.cursor().appendInstantMillis(MIN_SECOND * 1_000 - 1, auto), "-62167219201");
        refused(() -> written.cursor().appendInstantMicros(MIN_SECOND * 1_000_000 - 1, auto), "-62167219201");
        refused(() -> written.cursor().appendInstantMillis(Long.MIN_VALUE, auto), "");
        refused(() -> written.cursor().appendInstantMicros(Long.MAX_VALUE, auto), "");
        refused(() -> written.cursor().appendInstant(Instant.MAX, auto), "");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1_000_000_000, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void aNanoOutsideOfItsRangeIsRefused(int nano) {
        for (FractionDigits fraction : FractionDigits.values()) {
            String shown = Integer.toString(nano);
            refused(() -> Append.appendTimestamp(written.array(), 0, 0, nano, fraction), shown);
            refused(() -> Append.appendInstant(written.array(), 0, 0, nano, fraction), shown);
            refused(() -> written.cursor().appendTimestamp(0, nano, fraction), shown);
            refused(() -> written.cursor().appendInstant(0, nano, fraction), shown);
            refused(() -> Append.instantLength(0, nano, fraction), shown);
        }
    }

    private void refused(Runnable append, String shown) {
        byte[] before = written.array().clone();
        assertThatExceptionOfType(DateTimeException.class)
                .isThrownBy(append::run)
                .withMessageContaining(shown);
        assertThat(written.array()).isEqualTo(before);
        assertThat(written.cursor().length()).isZero();
    }
}
