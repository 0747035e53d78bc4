// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static dev.appendkit.sql.LiteralTexts.literal;
import static dev.appendkit.sql.LiteralTexts.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.appendkit.sql.SqlParameterException.Code;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fractions, carries and the ends of the ranges of MySQL and MariaDB. */
class TemporalLiteralTest {

    private static final SqlMode MYSQL = SqlMode.mysql().bareLiterals(true).zone(ZoneOffset.UTC);
    private static final SqlMode HALF_UP = MYSQL.fraction(FractionPolicy.HALF_UP);
    private static final SqlMode EXACT = MYSQL.fraction(FractionPolicy.EXACT);

    @ParameterizedTest
    @CsvSource({
        "0,         '',      ''",
        "1,         '',      ''",
        "499,       '',      ''",
        "500,       '',      .000001",
        "999,       '',      .000001",
        "1000,      .000001, .000001",
        "1499,      .000001, .000001",
        "1500,      .000001, .000002",
        "999998499, .999998, .999998",
        "999998500, .999998, .999999",
        "999999499, .999999, .999999",
        "100000000, .100000, .100000",
    })
    void fractionsAreCutOrRoundedHalfUp(int nano, String cut, String rounded) {
        LocalDateTime dateTime = LocalDateTime.of(2020, 1, 2, 3, 4, 5, nano);
        Duration duration = Duration.ofSeconds(5, nano);
        for (SqlMode mode : new SqlMode[] {MYSQL, HALF_UP}) {
            String fraction = mode.equals(MYSQL) ? cut : rounded;
            assertThat(literal(mode, dateTime)).isEqualTo("'2020-01-02 03:04:05" + fraction + "'");
            assertThat(literal(mode, dateTime.toLocalTime())).isEqualTo("'03:04:05" + fraction + "'");
            assertThat(literal(mode, dateTime.toInstant(ZoneOffset.UTC)))
                    .isEqualTo("'2020-01-02 03:04:05" + fraction + "'");
            assertThat(literal(mode, dateTime.atOffset(ZoneOffset.UTC)))
                    .isEqualTo("'2020-01-02 03:04:05" + fraction + "'");
            assertThat(literal(mode, duration)).isEqualTo("'00:00:05" + fraction + "'");
            assertThat(literal(mode, duration.negated())).isEqualTo("'-00:00:05" + fraction + "'");
        }
    }

    @Test
    void roundingCarriesIntoTheSecondAndBeyond() {
        LocalDateTime lastOfYear = LocalDateTime.of(2019, 12, 31, 23, 59, 59, 999_999_500);
        assertThat(literal(HALF_UP, lastOfYear)).isEqualTo("'2020-01-01 00:00:00'");
        assertThat(literal(HALF_UP, lastOfYear.toInstant(ZoneOffset.UTC))).isEqualTo("'2020-01-01 00:00:00'");
        assertThat(literal(HALF_UP, lastOfYear.minusNanos(1))).isEqualTo("'2019-12-31 23:59:59.999999'");
        assertThat(literal(HALF_UP, LocalTime.of(9, 59, 59, 999_999_500))).isEqualTo("'10:00:00'");
        assertThat(literal(HALF_UP, Duration.ofSeconds(3599, 999_999_500))).isEqualTo("'01:00:00'");
        assertThat(literal(HALF_UP, Duration.ofSeconds(3599, 999_999_500).negated()))
                .isEqualTo("'-01:00:00'");
        assertThat(literal(HALF_UP, Duration.ofNanos(-500))).isEqualTo("'-00:00:00.000001'");
        assertThat(literal(HALF_UP, Duration.ofNanos(-499))).isEqualTo("'00:00:00'");
    }

    @Test
    void aCarryOverTheEndOfTheRangeIsRefused() {
        LocalDateTime last = LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_500);
        refused(HALF_UP, last, Code.OUT_OF_RANGE);
        refused(HALF_UP, last.toInstant(ZoneOffset.UTC), Code.OUT_OF_RANGE);
        refused(HALF_UP, last.atOffset(ZoneOffset.UTC), Code.OUT_OF_RANGE);
        refused(HALF_UP, LocalTime.MAX, Code.OUT_OF_RANGE);
        refused(HALF_UP, LocalDateTime.MAX, Code.OUT_OF_RANGE);
        assertThat(literal(MYSQL, last)).isEqualTo("'9999-12-31 23:59:59.999999'");
        assertThat(literal(HALF_UP, last.minusNanos(1))).isEqualTo("'9999-12-31 23:59:59.999999'");
        assertThat(literal(HALF_UP, LocalTime.MAX.minusNanos(500))).isEqualTo("'23:59:59.999999'");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 999, 1_001, 999_999_999})
    void exactRefusesWhatTheServerWouldDrop(int nano) {
        LocalDateTime value = LocalDateTime.of(2020, 1, 2, 3, 4, 5, nano);
        refused(EXACT, value, Code.INEXACT);
        refused(EXACT, value.toLocalTime(), Code.INEXACT);
        refused(EXACT, value.toInstant(ZoneOffset.UTC), Code.INEXACT);
        refused(EXACT, Duration.ofSeconds(1, nano), Code.INEXACT);
        refused(EXACT, Duration.ofSeconds(-1, nano), Code.INEXACT);
        assertThat(literal(EXACT, value.withNano(999_999_000))).isEqualTo("'2020-01-02 03:04:05.999999'");
        assertThat(literal(EXACT, value.withNano(0))).isEqualTo("'2020-01-02 03:04:05'");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 10_000, -999_999_999, 999_999_999})
    void yearsBeyondFourDigitsAreRefused(int year) {
        LocalDateTime value = LocalDateTime.of(year, 6, 1, 0, 0);
        for (SqlMode mode : new SqlMode[] {
            MYSQL, HALF_UP, EXACT, SqlMode.mariadb().bareLiterals(true).zone(ZoneOffset.UTC)
        }) {
            refused(mode, value.toLocalDate(), Code.OUT_OF_RANGE);
            refused(mode, value, Code.OUT_OF_RANGE);
            refused(mode, value.toInstant(ZoneOffset.UTC), Code.OUT_OF_RANGE);
            refused(mode, value.atOffset(ZoneOffset.UTC), Code.OUT_OF_RANGE);
        }
    }

    @Test
    void theYearIsThatOfTheZone() {
        SqlMode east = MYSQL.zone(ZoneOffset.MAX);
        SqlMode west = MYSQL.zone(ZoneOffset.MIN);
        Instant first = Instant.parse("0000-01-01T00:00:00Z");
        Instant last = Instant.parse("9999-12-31T23:59:59Z");
        assertThat(literal(MYSQL, first)).isEqualTo("'0000-01-01 00:00:00'");
        assertThat(literal(MYSQL, last)).isEqualTo("'9999-12-31 23:59:59'");
        assertThat(literal(east, first.minusSeconds(18 * 3600))).isEqualTo("'0000-01-01 00:00:00'");
        refused(east, first.minusSeconds(18 * 3600 + 1), Code.OUT_OF_RANGE);
        refused(west, first, Code.OUT_OF_RANGE);
        assertThat(literal(west, last.plusSeconds(18 * 3600))).isEqualTo("'9999-12-31 23:59:59'");
        refused(west, last.plusSeconds(18 * 3600 + 1), Code.OUT_OF_RANGE);
        refused(east, last, Code.OUT_OF_RANGE);
        for (SqlMode mode : new SqlMode[] {MYSQL, east, west, MYSQL.zone(ZoneId.of("Europe/Berlin"))}) {
            refused(mode, Instant.MIN, Code.OUT_OF_RANGE);
            refused(mode, Instant.MAX, Code.OUT_OF_RANGE);
            refused(mode, p -> p.setInstant(1, Long.MIN_VALUE, 0), Code.OUT_OF_RANGE);
            refused(mode, p -> p.setInstant(1, Long.MAX_VALUE, 999_999_999), Code.OUT_OF_RANGE);
        }
    }

    @Test
    void anInstantWithoutAZoneIsRefused() {
        refused(SqlMode.mysql(), Instant.EPOCH, Code.ZONE_UNKNOWN);
        refused(SqlMode.mariadb(), OffsetDateTime.MAX, Code.ZONE_UNKNOWN);
        assertThat(literal(SqlMode.mysql().bareLiterals(true), LocalDate.EPOCH)).isEqualTo("'1970-01-01'");
    }

    @Test
    void aNanoOutOfRangeIsRefusedWithoutTellingIt() {
        for (int nano : new int[] {-1, 1_000_000_000, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new SqlParameters(1).setInstant(1, 0, nano))
                    .withMessageNotContaining(Integer.toString(nano));
        }
    }

    @Test
    void aTimeOfMariaDbEndsAMicrosecondBefore839HoursAndOneOfMySqlASecond() {
        Duration max = Duration.ofHours(839).minusSeconds(1);
        SqlMode mariadb = SqlMode.mariadb().bareLiterals(true);
        for (Duration value : new Duration[] {max, max.negated()}) {
            String sign = value.isNegative() ? "-" : "";
            Duration outward = Duration.ofNanos(value.isNegative() ? -1 : 1);
            assertThat(literal(MYSQL, value)).isEqualTo("'" + sign + "838:59:59'");
            assertThat(literal(MYSQL, value.plus(outward.multipliedBy(999)))).isEqualTo("'" + sign + "838:59:59'");
            refused(MYSQL, value.plus(outward.multipliedBy(1000)), Code.OUT_OF_RANGE);
            refused(HALF_UP, value.plus(outward.multipliedBy(500)), Code.OUT_OF_RANGE);

            Duration last = value.plus(outward.multipliedBy(999_999_999));
            assertThat(literal(mariadb, last)).isEqualTo("'" + sign + "838:59:59.999999'");
            refused(mariadb.fraction(FractionPolicy.HALF_UP), last, Code.OUT_OF_RANGE);
            refused(mariadb, last.plus(outward), Code.OUT_OF_RANGE);
        }
        refused(MYSQL, Duration.ofSeconds(Long.MAX_VALUE, 999_999_999), Code.OUT_OF_RANGE);
        refused(mariadb, Duration.ofSeconds(Long.MIN_VALUE), Code.OUT_OF_RANGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG-u-nu-arab", "th-TH-u-ca-buddhist", "tr-TR", "hi-IN-u-nu-deva"})
    void noLocaleChangesAnything(String tag) {
        Locale before = Locale.getDefault();
        LocalDateTime value = LocalDateTime.of(2020, 1, 2, 3, 4, 5, 6_000);
        try {
            Locale.setDefault(Locale.forLanguageTag(tag));
            assertThat(literal(MYSQL, value)).isEqualTo("'2020-01-02 03:04:05.000006'");
            assertThat(literal(SqlMode.h2(), LocalDate.of(-1, 1, 1))).isEqualTo("DATE '-0001-01-01'");
            assertThat(literal(SqlMode.h2(), value)).isEqualTo("TIMESTAMP '2020-01-02 03:04:05.000006000'");
            assertThat(literal(MYSQL, -1234567.5)).isEqualTo("-1234567.5E0");
            assertThat(literal(MYSQL, Thread.State.TIMED_WAITING)).isEqualTo("'TIMED_WAITING'");
            assertThat(SqlMode.mysql().charset("UTF8MB4")).isEqualTo(SqlMode.mysql());
        } finally {
            Locale.setDefault(before);
        }
    }
}
