// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static dev.appendkit.sql.LiteralTexts.literal;
import static dev.appendkit.sql.LiteralTexts.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.sql.SqlParameterException.Code;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.CharBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of the table of literals, with types and bare. */
class PostgreSqlLiteralTest {

    private static final SqlMode UNKNOWN = SqlMode.postgresql();
    private static final SqlMode MODE = UNKNOWN.standardConformingStrings(true);
    private static final SqlMode OFF = UNKNOWN.standardConformingStrings(false);
    private static final SqlMode BARE = MODE.bareLiterals(true);
    private static final SqlMode HALF_UP = MODE.fraction(FractionPolicy.HALF_UP);
    private static final SqlMode EXACT = MODE.fraction(FractionPolicy.EXACT);

    private static void both(Object value, String typed, String bare) {
        both(p -> p.setObject(1, value), typed, bare);
    }

    private static void both(Consumer<SqlParameters> setter, String typed, String bare) {
        assertThat(literal(MODE, setter)).isEqualTo(typed);
        assertThat(literal(BARE, setter)).isEqualTo(bare);
    }

    @Test
    void nullBooleansAndIntegers() {
        both((Object) null, "NULL", "NULL");
        both(true, "TRUE", "TRUE");
        both(false, "FALSE", "FALSE");
        both(5, "('5'::int4)", "5");
        both(-5, "('-5'::int4)", "(-5)");
        both(Integer.MIN_VALUE, "('-2147483648'::int4)", "(-2147483648)");
        both(5L, "('5'::int8)", "5");
        both(Long.MIN_VALUE, "('-9223372036854775808'::int8)", "(-9223372036854775808)");
        both((short) -1, "('-1'::int4)", "(-1)");
        both(p -> p.setUnsignedLong(1, -1), "('18446744073709551615'::numeric)", "18446744073709551615");
    }

    /** As a number without a point, 5 would be an int4 and not a numeric. */
    @Test
    void decimalsAreNumeric() {
        both(new BigDecimal("5"), "('5'::numeric)", "5");
        both(new BigDecimal("-1.50"), "('-1.50'::numeric)", "(-1.50)");
        both(new BigDecimal("1E+3"), "('1000'::numeric)", "1000");
        both(new BigDecimal("-0.00"), "('0.00'::numeric)", "0.00");
        both(p -> p.setDecimal(1, -5, 2), "('-0.05'::numeric)", "(-0.05)");
        both(p -> p.setDecimal(1, 5, -2), "('500'::numeric)", "500");
        both(BigInteger.TEN.pow(30).negate(), "('-1" + "0".repeat(30) + "'::numeric)", "(-1" + "0".repeat(30) + ")");
        both(BigInteger.valueOf(-7), "('-7'::numeric)", "(-7)");
        both(new BigDecimal("1E-16383"), "('0." + "0".repeat(16_382) + "1'::numeric)", "0." + "0".repeat(16_382) + "1");
        for (SqlMode mode : List.of(MODE, BARE)) {
            refused(mode, new BigDecimal("-1E-16384"), Code.OUT_OF_RANGE);
            refused(mode, new BigDecimal("-1E+1000000000"), Code.OUT_OF_RANGE);
            refused(mode, p -> p.setDecimal(1, -1, 16_384), Code.OUT_OF_RANGE);
            refused(mode, BigInteger.ONE.shiftLeft(1_000_000).negate(), Code.OUT_OF_RANGE);
        }
    }

    @Test
    void floatingPointNumbersAreNoDecimals() {
        both(0.1, "('0.1'::float8)", "'0.1'");
        both(-0.0, "('-0.0'::float8)", "'-0.0'");
        both(1e22, "('1.0E22'::float8)", "'1.0E22'");
        both(Double.NaN, "('NaN'::float8)", "'NaN'");
        both(Double.POSITIVE_INFINITY, "('Infinity'::float8)", "'Infinity'");
        both(Double.NEGATIVE_INFINITY, "('-Infinity'::float8)", "'-Infinity'");
        both(0.1f, "('0.1'::float4)", "'0.1'");
        both(Float.NaN, "('NaN'::float4)", "'NaN'");
        both(Float.NEGATIVE_INFINITY, "('-Infinity'::float4)", "'-Infinity'");
    }

    @Test
    void textHasNoType() {
        both("it's", "'it''s'", "'it''s'");
        both("", "''", "''");
        both('x', "'x'", "'x'");
        both(CharBuffer.wrap("it's \u00e9\ud83d\ude00"), "'it''s \u00e9\ud83d\ude00'", "'it''s \u00e9\ud83d\ude00'");
        both(Thread.State.NEW, "'NEW'", "'NEW'");
        both("\n\r\t\u0001\u001a\"", "'\n\r\t\u0001\u001a\"'", "'\n\r\t\u0001\u001a\"'");
    }

    @Test
    void aBackslashIsDoubledUnlessItIsKnownToBeOrdinary() {
        for (String text : List.of("a\\'b\n\u001a\u00e9\ud83d\ude00\u20ac", "\\", "\\".repeat(200))) {
            String plain = "'" + text.replace("'", "''") + "'";
            String escaped = " E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
            for (Object value : List.of(text, CharBuffer.wrap(text))) {
                assertThat(literal(MODE, value)).isEqualTo(plain);
                assertThat(literal(BARE, value)).isEqualTo(plain);
                assertThat(literal(UNKNOWN, value)).isEqualTo(escaped);
                assertThat(literal(OFF, value)).isEqualTo(escaped);
                assertThat(literal(OFF.bareLiterals(true), value)).isEqualTo(escaped);
                assertThat(literal(OFF.serverVersion(19, 0, 0), value)).isEqualTo(plain);
            }
        }
        assertThat(literal(UNKNOWN, "it's")).isEqualTo("'it''s'");
        assertThat(literal(UNKNOWN, p -> p.setJson(1, "\"\\n\""))).isEqualTo("( E'\"\\\\n\"'::jsonb)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "a\0b", "'\\\0"})
    void nulIsInNoText(String text) {
        for (SqlMode mode : List.of(MODE, BARE, UNKNOWN, OFF)) {
            refused(mode, text, Code.NUL_CHARACTER);
            refused(mode, CharBuffer.wrap(text), Code.NUL_CHARACTER);
            refused(mode, p -> p.setJson(1, text), Code.NUL_CHARACTER);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "\\\udc00", "a\ud83d", "\\\ud83d'", "'\udc00\ud800"})
    void halfASurrogatePairIsRefused(String text) {
        for (SqlMode mode : List.of(MODE, BARE, UNKNOWN, OFF)) {
            refused(mode, text, Code.LONE_SURROGATE);
            refused(mode, CharBuffer.wrap(text), Code.LONE_SURROGATE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00e9", "\\\u00e9", "\\\u20ac"})
    void whatTheCharsetCannotExpressIsRefused(String text) {
        for (SqlMode mode : List.of(MODE, UNKNOWN)) {
            refused(mode.charset("ascii"), text, Code.UNENCODABLE_CHARACTER);
        }
    }

    @Test
    void bytesUuidsAndJson() {
        byte[] bytes = {0x41, (byte) 0xFE, 0x27, 0x5C};
        both(bytes, "('\\x41fe275c'::bytea)", "'\\x41fe275c'");
        both(new byte[0], "('\\x'::bytea)", "'\\x'");
        for (SqlMode mode : List.of(UNKNOWN, OFF)) {
            assertThat(literal(mode, bytes)).isEqualTo("(E'\\\\x41fe275c'::bytea)");
            assertThat(literal(mode.bareLiterals(true), bytes)).isEqualTo(" E'\\\\x41fe275c'");
        }
        UUID uuid = new UUID(0x123e4567e89b12d3L, 0xa456426614174000L);
        both(uuid, "('123e4567-e89b-12d3-a456-426614174000'::uuid)", "'123e4567-e89b-12d3-a456-426614174000'");
        both(p -> p.setJson(1, "{\"a\": \"it's\"}"), "('{\"a\": \"it''s\"}'::jsonb)", "'{\"a\": \"it''s\"}'");
    }

    @Test
    void addresses() throws UnknownHostException {
        both(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), "('127.0.0.1'::inet)", "'127.0.0.1'");
        byte[] local = new byte[16];
        local[0] = (byte) 0xFE;
        local[1] = (byte) 0x80;
        local[15] = 1;
        both(InetAddress.getByAddress(local), "('fe80:0:0:0:0:0:0:1'::inet)", "'fe80:0:0:0:0:0:0:1'");
        InetAddress scoped = java.net.Inet6Address.getByAddress(null, local, 1);
        refused(MODE, scoped, Code.UNSUPPORTED_TYPE);
        refused(BARE, scoped, Code.UNSUPPORTED_TYPE);
    }

    @ParameterizedTest
    @CsvSource({
        "2020-01-01,      2020-01-01",
        "0001-01-01,      0001-01-01",
        "0000-12-31,      0001-12-31 BC",
        "-0043-03-15,     0044-03-15 BC",
        "-4713-11-24,     4714-11-24 BC",
        "9999-12-31,      9999-12-31",
        "+10000-01-02,    10000-01-02",
        "+5874897-12-31,  5874897-12-31",
    })
    void datesHaveAnEraAndNoPlus(LocalDate date, String text) {
        both(date, "('" + text + "'::date)", "'" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-4713-11-23", "+5874898-01-01", "+999999999-12-31", "-999999999-01-01"})
    void datesBeyondTheServersAreRefused(LocalDate date) {
        refused(MODE, date, Code.OUT_OF_RANGE);
        refused(BARE, date, Code.OUT_OF_RANGE);
    }

    @ParameterizedTest
    @CsvSource({
        "2020-01-02T03:04:05,              2020-01-02 03:04:05,           ''",
        "2020-01-02T03:04:05.000001,       2020-01-02 03:04:05.000001,    ''",
        "0001-01-01T00:00:00,              0001-01-01 00:00:00,           ''",
        "0000-12-31T23:59:59.5,            0001-12-31 23:59:59.500000,    BC",
        "-4713-11-24T00:00:00,             4714-11-24 00:00:00,           BC",
        "9999-12-31T23:59:59.999999,       9999-12-31 23:59:59.999999,    ''",
        "+10000-01-01T00:00:00,            10000-01-01 00:00:00,          ''",
        "+294276-12-31T23:59:59.999999,    294276-12-31 23:59:59.999999,  ''",
    })
    void dateTimesAndInstants(LocalDateTime value, String text, String era) {
        String suffix = era.isEmpty() ? "" : " " + era;
        both(value, "('" + text + suffix + "'::timestamp)", "'" + text + suffix + "'");
        String instant = text + "+00" + suffix;
        both(value.toInstant(ZoneOffset.UTC), "('" + instant + "'::timestamptz)", "'" + instant + "'");
        both(value.atOffset(ZoneOffset.UTC), "('" + instant + "'::timestamptz)", "'" + instant + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-4713-11-23T23:59:59.999999",
                "+294277-01-01T00:00:00",
                "+999999999-12-31T23:59:59.999999999",
                "-999999999-01-01T00:00:00"
            })
    void dateTimesBeyondTheServersAreRefused(LocalDateTime value) {
        for (SqlMode mode : List.of(MODE, BARE, HALF_UP)) {
            refused(mode, value, Code.OUT_OF_RANGE);
            refused(mode, value.atOffset(ZoneOffset.UTC), Code.OUT_OF_RANGE);
            refused(mode, value.toInstant(ZoneOffset.UTC), Code.OUT_OF_RANGE);
        }
        refused(MODE, Instant.MAX, Code.OUT_OF_RANGE);
        refused(MODE, Instant.MIN, Code.OUT_OF_RANGE);
    }

    @Test
    void anInstantIsInUtcWhateverTheZone() {
        SqlMode zoned = MODE.zone(ZoneId.of("Asia/Kolkata"));
        assertThat(literal(zoned, Instant.EPOCH)).isEqualTo("('1970-01-01 00:00:00+00'::timestamptz)");
        assertThat(literal(zoned, OffsetDateTime.of(2020, 1, 1, 10, 0, 0, 0, ZoneOffset.MAX)))
                .isEqualTo("('2019-12-31 16:00:00+00'::timestamptz)");
        assertThat(literal(
                        zoned, OffsetDateTime.of(2020, 1, 1, 10, 0, 0, 0, ZoneOffset.ofHoursMinutesSeconds(0, 0, 1))))
                .isEqualTo("('2020-01-01 09:59:59+00'::timestamptz)");
    }

    @ParameterizedTest
    @CsvSource({
        "+02:00,     +02",
        "-02:30,     -02:30",
        "+00:00,     +00",
        "+01:02:03,  +01:02:03",
        "-00:00:01,  -00:00:01",
        "+15:59:59,  +15:59:59",
        "-15:59:59,  -15:59:59",
    })
    void timesHaveOffsets(String offset, String text) {
        OffsetTime value = LocalTime.of(10, 11, 12).atOffset(ZoneOffset.of(offset));
        both(value, "('10:11:12" + text + "'::timetz)", "'10:11:12" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+16:00", "-16:00", "+18:00", "-18:00"})
    void offsetsBeyondTheServersAreRefused(String offset) {
        refused(MODE, LocalTime.NOON.atOffset(ZoneOffset.of(offset)), Code.OUT_OF_RANGE);
    }

    @ParameterizedTest
    @CsvSource({
        "0,         '',      ''",
        "499,       '',      ''",
        "500,       '',      .000001",
        "1000,      .000001, .000001",
        "1499,      .000001, .000001",
        "1500,      .000001, .000002",
        "999998500, .999998, .999999",
        "999999499, .999999, .999999",
        "100000000, .100000, .100000",
    })
    void fractionsAreCutOrRoundedHalfUp(int nano, String cut, String rounded) {
        LocalDateTime dateTime = LocalDateTime.of(2020, 1, 2, 3, 4, 5, nano);
        Duration duration = Duration.ofSeconds(5, nano);
        for (SqlMode mode : List.of(MODE, HALF_UP)) {
            String fraction = mode.equals(MODE) ? cut : rounded;
            assertThat(literal(mode, dateTime)).isEqualTo("('2020-01-02 03:04:05" + fraction + "'::timestamp)");
            assertThat(literal(mode, dateTime.toInstant(ZoneOffset.UTC)))
                    .isEqualTo("('2020-01-02 03:04:05" + fraction + "+00'::timestamptz)");
            assertThat(literal(mode, dateTime.toLocalTime())).isEqualTo("('03:04:05" + fraction + "'::time)");
            assertThat(literal(mode, dateTime.toLocalTime().atOffset(ZoneOffset.UTC)))
                    .isEqualTo("('03:04:05" + fraction + "+00'::timetz)");
            assertThat(literal(mode, duration)).isEqualTo("('5" + fraction + " seconds'::interval)");
            assertThat(literal(mode, duration.negated())).isEqualTo("('-5" + fraction + " seconds'::interval)");
        }
        if (nano % 1000 == 0) {
            assertThat(literal(EXACT, dateTime)).isEqualTo(literal(MODE, dateTime));
        } else {
            for (Object value :
                    List.of(dateTime, dateTime.toLocalTime(), dateTime.toInstant(ZoneOffset.UTC), duration)) {
                refused(EXACT, value, Code.INEXACT);
            }
        }
    }

    @Test
    void roundingCarriesAndMayLeaveTheRange() {
        assertThat(literal(HALF_UP, LocalDateTime.of(2020, 12, 31, 23, 59, 59, 999_999_500)))
                .isEqualTo("('2021-01-01 00:00:00'::timestamp)");
        assertThat(literal(HALF_UP, Instant.ofEpochSecond(-1, 999_999_999)))
                .isEqualTo("('1970-01-01 00:00:00+00'::timestamptz)");
        assertThat(literal(HALF_UP, LocalDateTime.of(0, 12, 31, 23, 59, 59, 999_999_500)))
                .isEqualTo("('0001-01-01 00:00:00'::timestamp)");
        refused(HALF_UP, LocalTime.MAX, Code.OUT_OF_RANGE);
        refused(HALF_UP, LocalDateTime.of(294_276, 12, 31, 23, 59, 59, 999_999_500), Code.OUT_OF_RANGE);
        assertThat(literal(MODE, LocalTime.MAX)).isEqualTo("('23:59:59.999999'::time)");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S,                  0",
        "PT-3661.5S,            -3661.500000",
        "PT-0.5S,               -0.500000",
        "PT-0.000000999S,       0",
        "PT-1.000000999S,       -1.000000",
        "P10000D,               864000000",
        "PT9223372036853.5S,    9223372036853.500000",
        "PT-9223372036853S,     -9223372036853",
    })
    void durationsAreSeconds(Duration value, String seconds) {
        String text = seconds.endsWith(".000000") ? seconds.substring(0, seconds.length() - 7) : seconds;
        both(value, "('" + text + " seconds'::interval)", "'" + text + " seconds'");
    }

    @Test
    void durationsBeyondTheServersAreRefused() {
        refused(MODE, Duration.ofSeconds(9_223_372_036_854L), Code.OUT_OF_RANGE);
        refused(MODE, Duration.ofSeconds(-9_223_372_036_854L), Code.OUT_OF_RANGE);
        refused(MODE, Duration.ofSeconds(Long.MIN_VALUE), Code.OUT_OF_RANGE);
        refused(MODE, Duration.ofSeconds(Long.MAX_VALUE, 999_999_999), Code.OUT_OF_RANGE);
    }

    @Test
    void listsAreRowsOfTypedLiterals() {
        assertThat(SqlTemplate.compile("SELECT 1 WHERE a IN (?)", MODE).toSql(List.of(1, -2L, "x")))
                .isEqualTo("SELECT 1 WHERE a IN (('1'::int4), ('-2'::int8), 'x')");
        assertThat(SqlTemplate.compile("SELECT 1 WHERE a IN (?)", BARE).toSql(List.of(1, -2L)))
                .isEqualTo("SELECT 1 WHERE a IN (1, (-2))");
        assertThat(SqlTemplate.compile("SELECT 1 WHERE a IN (?)", MODE.emptyList(EmptyListPolicy.EMPTY_SET))
                        .toSql(List.of()))
                .isEqualTo("SELECT 1 WHERE a IN (SELECT NULL WHERE FALSE)");
    }

    @Test
    void identifiersAreInDoubleQuotes() {
        dev.appendkit.AppendBuffer out = dev.appendkit.AppendBuffer.growing(10, 1000);
        SqlLiteral.appendIdentifier(out, MODE, "a\"b\\'\u00e9");
        assertThat(out.toString(java.nio.charset.StandardCharsets.UTF_8)).isEqualTo("\"a\"\"b\\'\u00e9\"");
    }

    @Test
    void aBatchKeepsItsTail() {
        SqlTemplate template = SqlTemplate.compile(
                "INSERT INTO t (a, b) VALUES (?, ?) ON CONFLICT (a) DO UPDATE SET b = EXCLUDED.b RETURNING a", MODE);
        dev.appendkit.AppendBuffer out = dev.appendkit.AppendBuffer.growing(10, 1000);
        SqlBatch batch = template.batch(out, 2);
        assertThat(batch.add(new SqlParameters(2).setInt(1, 1).setString(2, "it's")))
                .isTrue();
        assertThat(batch.add(new SqlParameters(2).setInt(1, -2).setNull(2))).isTrue();
        assertThat(batch.add(new SqlParameters(2).setInt(1, 3).setNull(2))).isFalse();
        assertThat(out.toString(java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("INSERT INTO t (a, b) VALUES (('1'::int4), 'it''s'), (('-2'::int4), NULL)"
                        + " ON CONFLICT (a) DO UPDATE SET b = EXCLUDED.b RETURNING a");
        assertThat(Templates.refusal("INSERT INTO t VALUES (?) \u0001", MODE).code())
                .isEqualTo(SqlTemplateException.Code.UNEXPECTED_CHARACTER);
    }

    @Test
    void theSettingsArePartOfTheFingerprint() {
        assertThat(MODE.sameFingerprint(UNKNOWN)).isFalse();
        assertThat(MODE.sameFingerprint(OFF)).isFalse();
        assertThat(MODE.sameFingerprint(BARE)).isFalse();
        assertThat(MODE.standardConformingStrings(false)).isEqualTo(OFF);
        assertThat(BARE.bareLiterals(false)).isEqualTo(MODE);
        assertThat(BARE.toString())
                .startsWith("SqlMode[postgresql, standardConformingStrings=true, bareLiterals, serverVersion=unknown,");
        assertThat(UNKNOWN.toString()).startsWith("SqlMode[postgresql, standardConformingStrings=unknown, ");
        assertThat(OFF.serverVersion(19, 0, 0).toString()).contains("standardConformingStrings=true");
        org.assertj.core.api.Assertions.assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> SqlMode.h2().standardConformingStrings(true));
    }
}
