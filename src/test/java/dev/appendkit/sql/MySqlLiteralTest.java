// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static dev.appendkit.sql.LiteralTexts.bytes;
import static dev.appendkit.sql.LiteralTexts.literal;
import static dev.appendkit.sql.LiteralTexts.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.sql.SqlParameterException.Code;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row of the table of literals, as MySQL and MariaDB take it without types; {@link TypedLiteralTest} has the
 * types.
 */
class MySqlLiteralTest {

    static List<SqlMode> modes() {
        return List.of(
                SqlMode.mysql().bareLiterals(true).zone(ZoneOffset.UTC),
                SqlMode.mariadb().bareLiterals(true).zone(ZoneOffset.UTC),
                SqlMode.mysql().bareLiterals(true).noBackslashEscapes(true).zone(ZoneOffset.UTC),
                SqlMode.mariadb()
                        .bareLiterals(true)
                        .noBackslashEscapes(true)
                        .ansiQuotes(true)
                        .zone(ZoneOffset.UTC));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void nullAndBooleans(SqlMode mode) {
        assertThat(literal(mode, (Object) null)).isEqualTo("NULL");
        assertThat(literal(mode, p -> p.setNull(1))).isEqualTo("NULL");
        assertThat(literal(mode, true)).isEqualTo("1");
        assertThat(literal(mode, false)).isEqualTo("0");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void integers(SqlMode mode) {
        assertThat(literal(mode, (byte) -128)).isEqualTo("-128");
        assertThat(literal(mode, (short) 32767)).isEqualTo("32767");
        assertThat(literal(mode, -5)).isEqualTo("-5");
        assertThat(literal(mode, p -> p.setInt(1, Integer.MIN_VALUE))).isEqualTo("-2147483648");
        assertThat(literal(mode, Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
        assertThat(literal(mode, Long.MAX_VALUE)).isEqualTo("9223372036854775807");
        assertThat(literal(mode, p -> p.setUnsignedLong(1, -1))).isEqualTo("18446744073709551615");
        assertThat(literal(mode, p -> p.setUnsignedLong(1, 0))).isEqualTo("0");
        assertThat(literal(mode, p -> p.setUnsignedLong(1, Long.MIN_VALUE))).isEqualTo("9223372036854775808");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aDoubleHasAnExponentOrTheServerTakesItForADecimal(SqlMode mode) {
        assertThat(literal(mode, 0.1)).isEqualTo("0.1E0");
        assertThat(literal(mode, 1e22)).isEqualTo("1.0E22");
        assertThat(literal(mode, -5.0)).isEqualTo("-5.0E0");
        assertThat(literal(mode, Math.PI)).isEqualTo("3.141592653589793E0");
        assertThat(literal(mode, Double.parseDouble("2e23"))).isEqualTo("2.0E23");
        assertThat(literal(mode, -0.0)).isEqualTo("-0.0E0");
        assertThat(literal(mode, 0.0)).isEqualTo("0.0E0");
        assertThat(literal(mode, Double.MAX_VALUE)).isEqualTo("1.7976931348623157E308");
        assertThat(literal(mode, Double.MIN_VALUE)).isEqualTo("4.9E-324");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aFloatHasTheDigitsOfTheDouble(SqlMode mode) {
        assertThat(literal(mode, 0.1f)).isEqualTo("0.10000000149011612E0");
        assertThat(literal(mode, 1.5f)).isEqualTo("1.5E0");
        assertThat(literal(mode, -0.0f)).isEqualTo("-0.0E0");
        assertThat(literal(mode, Float.MIN_VALUE)).isEqualTo("1.401298464324817E-45");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void nanAndInfinitiesAreRefused(SqlMode mode) {
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            refused(mode, value, Code.NOT_FINITE);
            refused(mode, (float) value, Code.NOT_FINITE);
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void decimalsAreNeverWrittenWithAnExponent(SqlMode mode) {
        assertThat(literal(mode, new BigDecimal("1E+3"))).isEqualTo("1000");
        assertThat(literal(mode, new BigDecimal("1E-7"))).isEqualTo("0.0000001");
        assertThat(literal(mode, new BigDecimal("-0.00"))).isEqualTo("0.00");
        assertThat(literal(mode, new BigDecimal("-12.50"))).isEqualTo("-12.50");
        assertThat(literal(mode, p -> p.setDecimal(1, -1250, 2))).isEqualTo("-12.50");
        assertThat(literal(mode, p -> p.setDecimal(1, 5, -3))).isEqualTo("5000");
        assertThat(literal(mode, BigInteger.TWO.pow(64))).isEqualTo("18446744073709551616");
        assertThat(literal(mode, BigInteger.valueOf(-7))).isEqualTo("-7");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void textIsQuotedAndEverythingThatIsNoSpecialCharacterIsRaw(SqlMode mode) {
        assertThat(literal(mode, "")).isEqualTo("''");
        assertThat(literal(mode, "it's")).isEqualTo("'it''s'");
        assertThat(literal(mode, '\'')).isEqualTo("''''");
        assertThat(literal(mode, CharBuffer.wrap("gr\u00fc\u00df \u20ac \ud83d\ude00 \"")))
                .isEqualTo("'gr\u00fc\u00df \u20ac \ud83d\ude00 \"'");
        assertThat(literal(mode, Thread.State.NEW)).isEqualTo("'NEW'");
        assertThat(literal(mode, p -> p.setJson(1, "{\"a\": \"it's\"}"))).isEqualTo("'{\"a\": \"it''s\"}'");
        assertThat(literal(mode, new UUID(0x123e4567e89b12d3L, 0xa456426614174000L)))
                .isEqualTo("'123e4567-e89b-12d3-a456-426614174000'");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void bytesAreHexUnlessTheModeSaysOtherwise(SqlMode mode) {
        byte[] value = {'A', 'B', (byte) 0xFF, 0, '\''};
        assertThat(literal(mode, value)).isEqualTo("x'4142ff0027'");
        assertThat(literal(mode, new byte[0])).isEqualTo("x''");
        assertThat(literal(mode, p -> p.setBytes(1, value, 1, 3))).isEqualTo("x'42ff'");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void bytesOfTheOtherStyleAreEscapedAndNeverDecoded(SqlMode mode) {
        SqlMode introducer = mode.binaryIntroducer(true);
        byte[] value = {'\'', '\\', 0, '\n', '\r', 0x1A, '"', (byte) 0xC3, '\'', (byte) 0xFF};
        String escaped =
                mode.backslashEscapes() ? "''\\\\\\0\\n\\r\\Z\"\u00c3''\u00ff" : "''\\\0\n\r\u001a\"\u00c3''\u00ff";
        assertThat(bytes(introducer, p -> p.setBytes(1, value)))
                .isEqualTo(("_binary'" + escaped + "'").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(literal(introducer, new byte[0])).isEqualTo("_binary''");
        assertThat(literal(introducer, p -> p.setBytes(1, "abc'd".getBytes(StandardCharsets.US_ASCII), 2, 4)))
                .isEqualTo("_binary'c'''");
        assertThat(literal(introducer, p -> p.setJson(1, "{}")))
                .as("JSON is text in every style")
                .isEqualTo("'{}'");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void datesAndTimes(SqlMode mode) {
        assertThat(literal(mode, LocalDate.of(2020, 1, 1))).isEqualTo("'2020-01-01'");
        assertThat(literal(mode, LocalDate.of(0, 1, 1))).isEqualTo("'0000-01-01'");
        assertThat(literal(mode, LocalTime.of(10, 11, 12))).isEqualTo("'10:11:12'");
        assertThat(literal(mode, LocalTime.of(10, 11, 12, 4_000))).isEqualTo("'10:11:12.000004'");
        assertThat(literal(mode, LocalTime.MAX)).isEqualTo("'23:59:59.999999'");
        assertThat(literal(mode, LocalDateTime.of(2020, 1, 1, 10, 11, 12))).isEqualTo("'2020-01-01 10:11:12'");
        assertThat(literal(mode, LocalDateTime.of(2020, 1, 1, 10, 11, 12, 123_456_789)))
                .isEqualTo("'2020-01-01 10:11:12.123456'");
        assertThat(literal(mode, Instant.ofEpochSecond(1_423_411_542, 807_015_000)))
                .isEqualTo("'2015-02-08 16:05:42.807015'");
        assertThat(literal(mode, p -> p.setInstant(1, -1, 999_999_999))).isEqualTo("'1969-12-31 23:59:59.999999'");
        OffsetDateTime offset = OffsetDateTime.of(2020, 1, 1, 1, 2, 3, 0, ZoneOffset.ofHours(2));
        assertThat(literal(mode, offset)).isEqualTo("'2019-12-31 23:02:03'");
        assertThat(literal(mode, ZonedDateTime.from(offset))).isEqualTo("'2019-12-31 23:02:03'");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void durationsHaveOneSignInFront(SqlMode mode) {
        assertThat(literal(mode, Duration.ofMinutes(5))).isEqualTo("'00:05:00'");
        assertThat(literal(mode, Duration.ofSeconds(65))).isEqualTo("'00:01:05'");
        assertThat(literal(mode, Duration.ofSeconds(-3661))).isEqualTo("'-01:01:01'");
        assertThat(literal(mode, Duration.ofMillis(-500))).isEqualTo("'-00:00:00.500000'");
        assertThat(literal(mode, Duration.ofHours(100))).isEqualTo("'100:00:00'");
        assertThat(literal(mode, Duration.ofHours(838).plusSeconds(3599))).isEqualTo("'838:59:59'");
        assertThat(literal(mode, Duration.ofHours(-838).minusSeconds(3599))).isEqualTo("'-838:59:59'");
        assertThat(literal(mode, Duration.ofNanos(-999)))
                .as("no sign without a digit")
                .isEqualTo("'00:00:00'");
        assertThat(literal(mode, Duration.ZERO)).isEqualTo("'00:00:00'");
    }
}
