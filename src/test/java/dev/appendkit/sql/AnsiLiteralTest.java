// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static dev.appendkit.sql.LiteralTexts.literal;
import static dev.appendkit.sql.LiteralTexts.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.sql.SqlParameterException.Code;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the table of literals, as H2 and standard SQL have it. */
class AnsiLiteralTest {

    private static final SqlMode H2 = SqlMode.h2();
    private static final SqlMode ANSI = SqlMode.ansi();

    static List<SqlMode> modes() {
        return Modes.of("h2", "ansi").stream()
                .map(mode -> mode.bareLiterals(true))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("modes")
    void nullBooleansAndIntegers(SqlMode mode) {
        assertThat(literal(mode, (Object) null)).isEqualTo("NULL");
        assertThat(literal(mode, true)).isEqualTo("TRUE");
        assertThat(literal(mode, false)).isEqualTo("FALSE");
        assertThat(literal(mode, -5)).isEqualTo("-5");
        assertThat(literal(mode, Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
        assertThat(literal(mode, p -> p.setUnsignedLong(1, -1))).isEqualTo("18446744073709551615");
        assertThat(literal(mode, BigInteger.TEN.pow(100).negate())).isEqualTo("-1" + "0".repeat(100));
        assertThat(literal(mode, new BigDecimal("-1E+3"))).isEqualTo("-1000");
        assertThat(literal(mode, new BigDecimal("0E+1000000000"))).isEqualTo("0");
        assertThat(literal(mode, new BigDecimal("1E-40"))).isEqualTo("0." + "0".repeat(39) + "1");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void floatingPointNumbersAreCasts(SqlMode mode) {
        assertThat(literal(mode, 0.1)).isEqualTo("CAST('0.1' AS DOUBLE PRECISION)");
        assertThat(literal(mode, -0.0)).isEqualTo("CAST('-0.0' AS DOUBLE PRECISION)");
        assertThat(literal(mode, Double.parseDouble("2e23"))).isEqualTo("CAST('2.0E23' AS DOUBLE PRECISION)");
        assertThat(literal(mode, Double.NaN)).isEqualTo("CAST('NaN' AS DOUBLE PRECISION)");
        assertThat(literal(mode, Double.NEGATIVE_INFINITY)).isEqualTo("CAST('-Infinity' AS DOUBLE PRECISION)");
        assertThat(literal(mode, 0.1f)).isEqualTo("CAST('0.1' AS REAL)");
        assertThat(literal(mode, Float.POSITIVE_INFINITY)).isEqualTo("CAST('Infinity' AS REAL)");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void inTextOnlyTheQuoteIsSpecial(SqlMode mode) {
        assertThat(literal(mode, "it's \\ \n\r\u001a\0\" \ud83d\ude00"))
                .isEqualTo("'it''s \\ \n\r\u001a\0\" \ud83d\ude00'");
        assertThat(literal(mode, "")).isEqualTo("''");
        assertThat(literal(mode, 'x')).isEqualTo("'x'");
        assertThat(literal(mode, Thread.State.NEW)).isEqualTo("'NEW'");
        assertThat(literal(mode, new byte[] {0x41, (byte) 0xFE})).isEqualTo("X'41fe'");
        assertThat(literal(mode, new byte[0])).isEqualTo("X''");
    }

    @Test
    void h2HasTypesForUuidAndJson() {
        UUID uuid = new UUID(0x123e4567e89b12d3L, 0xa456426614174000L);
        assertThat(literal(H2, uuid)).isEqualTo("UUID '123e4567-e89b-12d3-a456-426614174000'");
        assertThat(literal(ANSI, uuid)).isEqualTo("'123e4567-e89b-12d3-a456-426614174000'");
        assertThat(literal(H2, p -> p.setJson(1, "\"it's\""))).isEqualTo("JSON '\"it''s\"'");
        assertThat(literal(ANSI, p -> p.setJson(1, "\"it's\""))).isEqualTo("'\"it''s\"'");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void datesAndTimes(SqlMode mode) {
        assertThat(literal(mode, LocalDate.of(2020, 1, 1))).isEqualTo("DATE '2020-01-01'");
        assertThat(literal(mode, LocalDate.of(1, 1, 1))).isEqualTo("DATE '0001-01-01'");
        assertThat(literal(mode, LocalTime.of(10, 11, 12))).isEqualTo("TIME '10:11:12'");
        assertThat(literal(mode, LocalTime.MAX)).isEqualTo("TIME '23:59:59.999999999'");
        assertThat(literal(mode, LocalDateTime.of(2020, 1, 1, 10, 11, 12, 4)))
                .isEqualTo("TIMESTAMP '2020-01-01 10:11:12.000000004'");
        assertThat(literal(mode, Instant.ofEpochSecond(0)))
                .isEqualTo("TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00:00'");
        assertThat(literal(mode, Instant.ofEpochSecond(-1, 5)))
                .isEqualTo("TIMESTAMP WITH TIME ZONE '1969-12-31 23:59:59.000000005+00:00'");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aDateTimeWithOffsetKeepsIt(SqlMode mode) {
        OffsetDateTime value = OffsetDateTime.of(2020, 1, 1, 10, 11, 12, 0, ZoneOffset.ofHoursMinutes(2, 30));
        assertThat(literal(mode, value)).isEqualTo("TIMESTAMP WITH TIME ZONE '2020-01-01 10:11:12+02:30'");
        assertThat(literal(mode, value.withOffsetSameLocal(ZoneOffset.ofHoursMinutes(-3, -30))))
                .isEqualTo("TIMESTAMP WITH TIME ZONE '2020-01-01 10:11:12-03:30'");
        assertThat(literal(mode, value.withOffsetSameLocal(ZoneOffset.ofHoursMinutes(0, -15))))
                .isEqualTo("TIMESTAMP WITH TIME ZONE '2020-01-01 10:11:12-00:15'");
        assertThat(literal(mode, value.withOffsetSameLocal(ZoneOffset.ofHoursMinutesSeconds(0, 0, 30))))
                .as("seconds in an offset: in UTC")
                .isEqualTo("TIMESTAMP WITH TIME ZONE '2020-01-01 10:10:42+00:00'");
        assertThat(literal(mode, value.withOffsetSameLocal(ZoneOffset.MAX)))
                .isEqualTo("TIMESTAMP WITH TIME ZONE '2020-01-01 10:11:12+18:00'");
    }

    @Test
    void durationsAreIntervals() {
        assertThat(literal(ANSI, Duration.ofSeconds(-3661))).isEqualTo("INTERVAL '-0 01:01:01' DAY TO SECOND");
        assertThat(literal(ANSI, Duration.ofMillis(-500))).isEqualTo("INTERVAL '-0 00:00:00.500000000' DAY TO SECOND");
        assertThat(literal(ANSI, Duration.ofDays(3).plusNanos(1)))
                .isEqualTo("INTERVAL '3 00:00:00.000000001' DAY TO SECOND");
        assertThat(literal(ANSI, Duration.ZERO)).isEqualTo("INTERVAL '0 00:00:00' DAY TO SECOND");
        assertThat(literal(ANSI, Duration.ofSeconds(Long.MIN_VALUE)))
                .isEqualTo("INTERVAL '-106751991167300 15:30:08' DAY TO SECOND");
        assertThat(literal(ANSI, Duration.ofSeconds(Long.MIN_VALUE, 1)))
                .isEqualTo("INTERVAL '-106751991167300 15:30:07.999999999' DAY TO SECOND");
        assertThat(literal(ANSI, Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)))
                .isEqualTo("INTERVAL '106751991167300 15:30:07.999999999' DAY TO SECOND");
    }

    @Test
    void standardYearsAreFrom1To9999() {
        for (int year : new int[] {0, -1, 10_000}) {
            LocalDateTime value = LocalDateTime.of(year, 6, 1, 0, 0);
            refused(ANSI, value.toLocalDate(), Code.OUT_OF_RANGE);
            refused(ANSI, value, Code.OUT_OF_RANGE);
            refused(ANSI, value.toInstant(ZoneOffset.UTC), Code.OUT_OF_RANGE);
            refused(ANSI, value.atOffset(ZoneOffset.ofHours(1)), Code.OUT_OF_RANGE);
        }
        assertThat(literal(ANSI, Instant.parse("0001-01-01T00:00:00Z"))).contains("'0001-01-01 00:00:00+00:00'");
        refused(ANSI, Instant.parse("0000-12-31T23:59:59.999999999Z"), Code.OUT_OF_RANGE);
        assertThat(literal(ANSI, Instant.parse("9999-12-31T23:59:59Z"))).contains("'9999-12-31 23:59:59+00:00'");
        refused(ANSI, Instant.parse("+10000-01-01T00:00:00Z"), Code.OUT_OF_RANGE);
    }

    @Test
    void h2HasYearsOfNineDigits() {
        assertThat(literal(H2, LocalDate.of(10_000, 1, 1))).isEqualTo("DATE '+10000-01-01'");
        assertThat(literal(H2, LocalDate.of(0, 1, 1))).isEqualTo("DATE '0000-01-01'");
        assertThat(literal(H2, LocalDate.of(-1, 1, 1))).isEqualTo("DATE '-0001-01-01'");
        assertThat(literal(H2, LocalDate.MAX)).isEqualTo("DATE '+999999999-12-31'");
        assertThat(literal(H2, LocalDateTime.MAX)).isEqualTo("TIMESTAMP '+999999999-12-31 23:59:59.999999999'");
        assertThat(literal(H2, Instant.parse("0000-12-31T23:59:59Z")))
                .isEqualTo("TIMESTAMP WITH TIME ZONE '0000-12-31 23:59:59+00:00'");
        assertThat(literal(H2, LocalDateTime.MIN.toInstant(ZoneOffset.UTC)))
                .isEqualTo("TIMESTAMP WITH TIME ZONE '-999999999-01-01 00:00:00+00:00'");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void instantsOfTheYearBeyondAllOthersAreRefusedAsParameters(SqlMode mode) {
        refused(mode, Instant.MIN, Code.OUT_OF_RANGE);
        refused(mode, Instant.MAX, Code.OUT_OF_RANGE);
        refused(mode, p -> p.setInstant(1, Long.MIN_VALUE, 0), Code.OUT_OF_RANGE);
        refused(mode, p -> p.setInstant(1, Long.MAX_VALUE, 999_999_999), Code.OUT_OF_RANGE);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aPolicyForFractionsHasNothingToDoWithNineDigits(SqlMode mode) {
        for (FractionPolicy policy : FractionPolicy.values()) {
            assertThat(literal(mode.fraction(policy), LocalTime.of(1, 2, 3, 999_999_999)))
                    .isEqualTo("TIME '01:02:03.999999999'");
        }
    }
}
