// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appendkit.AppendBuffer;
import dev.appendkit.sql.SqlParameterException.Code;
import dev.appendkit.testing.Allocations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Known ways of interpolating engines to send other data than was given, in every dialect. */
class WrongDataTest {

    private static final SqlMode POSTGRESQL = SqlMode.postgresql();

    static List<SqlMode> modes() {
        return Modes.all().stream()
                .map(mode -> Modes.is(mode, "postgresql") ? mode : mode.bareLiterals(true))
                .toList();
    }

    private static String sql(SqlMode mode, String template, Object... values) {
        return SqlTemplate.compile(template, mode).toSql(values);
    }

    private static Code refused(SqlMode mode, Object value) {
        AppendBuffer out = AppendBuffer.growing(16, 1 << 20).appendAscii("before");
        SqlTemplate template = SqlTemplate.compile("SELECT ?", mode);
        SqlParameterException refusal = catchThrowableOfType(
                SqlParameterException.class, () -> template.appendTo(out, new SqlParameters(1).setObject(1, value)));
        assertThat(refusal).as("%s in %s", value, mode).isNotNull();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("before");
        return refusal.code();
    }

    /** What a value of a typed dialect is wrapped in, in the bare style of PostgreSQL a quoted text. */
    private static String typed(SqlMode mode, String text, String postgreSql, String standard, String sqlServer) {
        return switch (mode.dialect().name()) {
            case "postgresql" -> mode.bareLiterals() ? "'" + text + "'" : "('" + text + "'::" + postgreSql + ")";
            case "h2", "ansi" -> standard.formatted(text);
            case "sqlserver" -> "CAST('" + text + "' AS " + sqlServer + ")";
            default -> "'" + text + "'";
        };
    }

    private static boolean isMySql(SqlMode mode) {
        return mode.dialect().has(Setting.ANSI_QUOTES);
    }

    private static boolean is(SqlMode mode, String... names) {
        return List.of(names).contains(mode.dialect().name());
    }

    @ParameterizedTest
    @MethodSource("modes")
    void nullIsAskedForFirstWhateverTheType(SqlMode mode) {
        SqlTemplate template = SqlTemplate.compile("SELECT ?", mode);
        for (SqlParameters parameters : List.of(
                new SqlParameters(1).setNull(1),
                new SqlParameters(1).setDecimal(1, null),
                new SqlParameters(1).setBigInteger(1, null),
                new SqlParameters(1).setString(1, null),
                new SqlParameters(1).setBytes(1, null),
                new SqlParameters(1).setDate(1, null),
                new SqlParameters(1).setTime(1, null),
                new SqlParameters(1).setDateTime(1, null),
                new SqlParameters(1).setInstant(1, null),
                new SqlParameters(1).setOffsetDateTime(1, null),
                new SqlParameters(1).setOffsetTime(1, null),
                new SqlParameters(1).setInetAddress(1, null),
                new SqlParameters(1).setDuration(1, null),
                new SqlParameters(1).setUuid(1, null),
                new SqlParameters(1).setJson(1, null),
                new SqlParameters(1).setEnum(1, null),
                new SqlParameters(1).setArray(1, null),
                new SqlParameters(1).setReader(1, null),
                new SqlParameters(1).setReader(1, null, 7),
                new SqlParameters(1).setStream(1, null),
                new SqlParameters(1).setStream(1, null, 7),
                new SqlParameters(1).setRawSql(1, null),
                new SqlParameters(1).setValue(1, null),
                new SqlParameters(1).setList(1, null),
                new SqlParameters(1).setObject(1, null))) {
            assertThat(template.toSql(parameters)).as("%s", parameters).isEqualTo("SELECT NULL");
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void jsonIsTextOrOfTheJsonTypeAndNeverBytes(SqlMode mode) {
        String json = SqlTemplate.compile("SELECT ?", mode).toSql(new SqlParameters(1).setJson(1, "{\"a\":1}"));
        String text = "'{\"a\":1}'";
        String expected =
                switch (mode.dialect().name()) {
                    case "postgresql" -> mode.bareLiterals() ? text : "(" + text + "::jsonb)";
                    case "h2" -> "JSON " + text;
                    case "sqlserver" -> "N" + text;
                    default -> text;
                };
        assertThat(json).isEqualTo("SELECT " + expected);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aDoubleIsNoDecimalAndADecimalNoDouble(SqlMode mode) {
        String expected =
                switch (mode.dialect().name()) {
                    case "mysql", "mariadb" -> "0.1E0 + 0.2E0";
                    case "sqlite" -> "0.1 + 0.2";
                    case "postgresql" -> mode.bareLiterals() ? "'0.1' + '0.2'" : "('0.1'::float8) + ('0.2'::float8)";
                    case "sqlserver" -> "CAST('0.1' AS float) + CAST('0.2' AS float)";
                    default -> "CAST('0.1' AS DOUBLE PRECISION) + CAST('0.2' AS DOUBLE PRECISION)";
                };
        assertThat(sql(mode, "SELECT ?+?", 0.1d, 0.2d)).isEqualTo("SELECT " + expected);
        for (BigDecimal decimal : List.of(new BigDecimal("1E+3"), new BigDecimal("0.1"), new BigDecimal("1E-9"))) {
            assertThat(sql(mode, "SELECT ?", decimal))
                    .contains(decimal.toPlainString())
                    .matches("SELECT (\\(?'?)[0-9.]+('?(::numeric)?\\)?)");
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void nanAndInfinitiesAreRefusedWhereThereAreNone(SqlMode mode) {
        for (Object notANumber : List.of(Double.NaN, Float.NaN)) {
            if (is(mode, "postgresql", "h2", "ansi")) {
                assertThat(sql(mode, "SELECT ?", notANumber)).contains("'NaN'");
            } else {
                assertThat(refused(mode, notANumber)).isEqualTo(Code.NOT_FINITE);
            }
        }
        for (Object infinite : List.of(Double.POSITIVE_INFINITY, Float.POSITIVE_INFINITY)) {
            if (is(mode, "postgresql", "h2", "ansi")) {
                assertThat(sql(mode, "SELECT ?", infinite)).contains("'Infinity'");
            } else if (is(mode, "sqlite")) {
                assertThat(sql(mode, "SELECT ?", infinite)).isEqualTo("SELECT 9e999");
            } else {
                assertThat(refused(mode, infinite)).isEqualTo(Code.NOT_FINITE);
            }
        }
        for (Object infinite : List.of(Double.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY)) {
            if (is(mode, "postgresql", "h2", "ansi")) {
                assertThat(sql(mode, "SELECT 1-?", infinite)).contains("'-Infinity'");
            } else if (is(mode, "sqlite")) {
                assertThat(sql(mode, "SELECT 1-?", infinite)).isEqualTo("SELECT 1-(-9e999)");
            } else {
                assertThat(refused(mode, infinite)).isEqualTo(Code.NOT_FINITE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aDurationHasOneSignAndAllItsUnits(SqlMode mode) {
        if (is(mode, "sqlite", "sqlserver")) {
            assertThat(refused(mode, Duration.ofMinutes(5))).isEqualTo(Code.UNSUPPORTED_TYPE);
        } else if (isMySql(mode)) {
            assertThat(sql(mode, "SELECT ?, ?", Duration.ofMinutes(5), Duration.ofSeconds(65)))
                    .isEqualTo("SELECT '00:05:00', '00:01:05'");
            assertThat(sql(mode, "SELECT ?, ?", Duration.ofSeconds(-3661), Duration.ofMillis(-500)))
                    .isEqualTo("SELECT '-01:01:01', '-00:00:00.500000'");
            assertThat(refused(mode, Duration.ofHours(839))).isEqualTo(Code.OUT_OF_RANGE);
            assertThat(refused(mode, Duration.ofHours(-839))).isEqualTo(Code.OUT_OF_RANGE);
        } else {
            assertThat(sql(mode, "SELECT ?", Duration.ofMillis(-500)).chars().filter(c -> c == '-'))
                    .hasSize(1);
            if (is(mode, "postgresql", "h2")) {
                assertThat(refused(mode, Duration.ofSeconds(Long.MIN_VALUE))).isEqualTo(Code.OUT_OF_RANGE);
            } else {
                assertThat(sql(mode, "SELECT ?", Duration.ofSeconds(Long.MIN_VALUE)))
                        .isEqualTo("SELECT INTERVAL '-106751991167300 15:30:08' DAY TO SECOND");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void theYearIsNotThatOfTheEra(SqlMode mode) {
        if (is(mode, "ansi", "sqlserver")) {
            assertThat(refused(mode, LocalDate.of(0, 2, 29))).isEqualTo(Code.OUT_OF_RANGE);
            assertThat(refused(mode, LocalDateTime.of(0, 2, 29, 1, 2))).isEqualTo(Code.OUT_OF_RANGE);
        } else {
            String yearZero = is(mode, "postgresql") ? "'0001-02-29 BC'" : "'0000-02-29'";
            assertThat(sql(mode, "SELECT ?", LocalDate.of(0, 2, 29))).contains(yearZero);
        }
        if (is(mode, "postgresql")) {
            assertThat(sql(mode, "SELECT ?", LocalDate.of(-1, 1, 1))).contains("'0002-01-01 BC'");
        } else if (is(mode, "h2")) {
            assertThat(sql(mode, "SELECT ?", LocalDate.of(-1, 1, 1))).contains("'-0001-01-01'");
        } else {
            assertThat(refused(mode, LocalDate.of(-1, 1, 1))).isEqualTo(Code.OUT_OF_RANGE);
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aYearBeyond9999IsRefusedOrAsTheServerWritesIt(SqlMode mode) {
        LocalDate date = LocalDate.of(10_000, 1, 1);
        if (is(mode, "postgresql")) {
            assertThat(sql(mode, "SELECT ?", date)).contains("'10000-01-01'");
        } else if (is(mode, "h2")) {
            assertThat(sql(mode, "SELECT ?", date)).isEqualTo("SELECT DATE '+10000-01-01'");
        } else {
            assertThat(refused(mode, date)).isEqualTo(Code.OUT_OF_RANGE);
            assertThat(refused(mode, date.atStartOfDay())).isEqualTo(Code.OUT_OF_RANGE);
            assertThat(refused(mode.zone(ZoneOffset.UTC), date.atStartOfDay().toInstant(ZoneOffset.UTC)))
                    .isEqualTo(Code.OUT_OF_RANGE);
        }
        assertThat(refused(mode.zone(ZoneOffset.UTC), Instant.MAX)).isEqualTo(Code.OUT_OF_RANGE);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aLoneSurrogateIsRefused(SqlMode mode) {
        for (String text : List.of("\ud800", "\udc00", "a\ud83d", "\ude00\ud83d", "\\\ud83d'")) {
            assertThat(refused(mode, text)).isEqualTo(Code.LONE_SURROGATE);
            assertThat(refused(mode, java.nio.CharBuffer.wrap(text))).isEqualTo(Code.LONE_SURROGATE);
        }
    }

    /** One char a read: every surrogate pair is split. */
    private static Reader singly(String text) {
        return new StringReader(text) {
            @Override
            public int read(char[] into, int from, int length) throws IOException {
                return super.read(into, from, Math.min(length, 1));
            }
        };
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aPairThatIsSplitOverTwoReadsStaysOne(SqlMode mode) {
        if (is(mode, "sqlserver")) {
            assertThat(refused(mode, singly("a"))).isEqualTo(Code.UNSUPPORTED_TYPE);
            return;
        }
        String text = "it's \ud83d\ude00\ud83d\ude00";
        assertThat(sql(mode, "SELECT ?", singly(text))).contains("'it''s \ud83d\ude00\ud83d\ude00'");
        assertThat(refused(mode, singly("\ud83d"))).isEqualTo(Code.LONE_SURROGATE);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aStreamShorterOrLongerThanDeclaredIsRefused(SqlMode mode) {
        SqlTemplate template = SqlTemplate.compile("SELECT ?", mode);
        for (long declared : new long[] {0, 2, 4, 5L << 32}) {
            InputStream bytes = new ByteArrayInputStream(new byte[3]);
            AppendBuffer out = AppendBuffer.growing(16, 1 << 20);
            assertThat(catchThrowableOfType(
                                    SqlParameterException.class,
                                    () -> template.appendTo(out, new SqlParameters(1).setStream(1, bytes, declared)))
                            .code())
                    .as("%d bytes", declared)
                    .isEqualTo(Code.STREAM_LENGTH);
            Reader chars = new StringReader("abc");
            Code code = catchThrowableOfType(
                            SqlParameterException.class,
                            () -> template.appendTo(out, new SqlParameters(1).setReader(1, chars, declared)))
                    .code();
            assertThat(code).isEqualTo(is(mode, "sqlserver") ? Code.UNSUPPORTED_TYPE : Code.STREAM_LENGTH);
            assertThat(out.length()).isZero();
        }
    }

    @Test
    void byteaIsWrittenForTheStandardConformingStringsOfTheSession() {
        byte[] bytes = {'A', 'B'};
        assertThat(sql(POSTGRESQL.standardConformingStrings(true), "SELECT ?", (Object) bytes))
                .isEqualTo("SELECT ('\\x4142'::bytea)");
        for (SqlMode mode : List.of(POSTGRESQL.standardConformingStrings(false), POSTGRESQL)) {
            assertThat(sql(mode, "SELECT ?", (Object) bytes)).isEqualTo("SELECT (E'\\\\x4142'::bytea)");
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aModeThatChangedBetweenCompileAndAppendIsRefused(SqlMode mode) {
        SqlTemplate template = SqlTemplate.compile("SELECT ?", mode);
        SqlParameters parameters = new SqlParameters(1).setString(1, "\\");
        for (SqlMode now : modes()) {
            AppendBuffer out = AppendBuffer.growing(16, 100);
            if (now.sameFingerprint(mode)) {
                template.appendTo(out, parameters, now);
                assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(template.toSql(parameters));
            } else {
                SqlTemplateException refusal =
                        catchThrowableOfType(SqlTemplateException.class, () -> template.appendTo(out, parameters, now));
                assertThat(refusal.code()).isEqualTo(SqlTemplateException.Code.MODE_CHANGED);
                assertThat(out.length()).isZero();
            }
        }
        assertThat(modes().stream().filter(mode::sameFingerprint)).hasSizeBetween(1, 2);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aUuidIsTextOrOfTheUuidTypeAndNeverBytes(SqlMode mode) {
        String digits = "123e4567-e89b-12d3-a456-426614174000";
        String standard = is(mode, "h2") ? "UUID '%s'" : "'%s'";
        assertThat(sql(mode, "SELECT ?", UUID.fromString(digits)))
                .isEqualTo("SELECT " + typed(mode, digits, "uuid", standard, "uniqueidentifier"));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void unsignedValuesAreNeverNegative(SqlMode mode) {
        SqlTemplate template = SqlTemplate.compile("SELECT ?", mode);
        SqlParameters greatest = new SqlParameters(1).setUnsignedLong(1, -1);
        if (is(mode, "sqlite")) {
            SqlParameterException refusal =
                    catchThrowableOfType(SqlParameterException.class, () -> template.toSql(greatest));
            assertThat(refusal.code()).isEqualTo(Code.OUT_OF_RANGE);
        } else {
            assertThat(template.toSql(greatest))
                    .contains("18446744073709551615")
                    .doesNotContain("-");
        }
        assertThat(template.toSql(new SqlParameters(1).setUnsignedLong(1, Long.MAX_VALUE)))
                .contains("9223372036854775807");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aSmallestNumberIsNotTornFromItsSign(SqlMode mode) {
        if (is(mode, "postgresql")) {
            assertThat(sql(mode, "SELECT ?::int2", -32768))
                    .isEqualTo("SELECT " + (mode.bareLiterals() ? "(-32768)" : "('-32768'::int4)") + " ::int2");
        }
        for (Object value : List.of(Short.MIN_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE)) {
            assertThat(sql(mode, "SELECT ?", value)).contains(value.toString());
            assertThat(sql(mode, "SELECT 1-?", value)).contains("1-(").doesNotContain("--");
        }
    }

    /** MariaDB and H2 take a bound number for that of a column too: there the text means the same. */
    @ParameterizedTest
    @MethodSource("modes")
    void aNumberIsNotTheNumberOfAColumnUnlessABoundOneIs(SqlMode mode) {
        if (is(mode, "mariadb")) {
            assertThat(sql(mode, "SELECT a FROM t ORDER BY ?", 1)).isEqualTo("SELECT a FROM t ORDER BY 1");
            return;
        }
        if (is(mode, "postgresql") && !mode.bareLiterals()) {
            assertThat(sql(mode, "SELECT a FROM t ORDER BY ?", 1)).isEqualTo("SELECT a FROM t ORDER BY ('1'::int4)");
            return;
        }
        SqlTemplateException refusal = catchThrowableOfType(
                SqlTemplateException.class, () -> SqlTemplate.compile("SELECT a FROM t ORDER BY ?", mode));
        assertThat(refusal).as("%s", mode).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("modes")
    void anEmptyListIsRefusedOrNoRowsAndNeverNull(SqlMode mode) {
        SqlTemplate template = SqlTemplate.compile("SELECT a FROM t WHERE a NOT IN (?)", mode);
        SqlParameterException refusal =
                catchThrowableOfType(SqlParameterException.class, () -> template.toSql(List.of()));
        assertThat(refusal.code()).isEqualTo(Code.EMPTY_LIST);
        SqlTemplate byPolicy =
                SqlTemplate.compile("SELECT a FROM t WHERE a NOT IN (?)", mode.emptyList(EmptyListPolicy.EMPTY_SET));
        assertThat(byPolicy.toSql(List.of())).contains("NOT IN (SELECT NULL").contains("WHERE");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void anOffsetBeyondTheServersIsConverted(SqlMode mode) {
        OffsetDateTime value = OffsetDateTime.of(2020, 1, 1, 0, 0, 0, 0, ZoneOffset.ofHours(18));
        String text = sql(mode.zone(ZoneOffset.UTC), "SELECT ?", value);
        if (is(mode, "h2", "ansi")) {
            assertThat(text).isEqualTo("SELECT TIMESTAMP WITH TIME ZONE '2020-01-01 00:00:00+18:00'");
        } else {
            assertThat(text).contains("2019-12-31 06:00:00").doesNotContain("+18");
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void theLastNanosecondOfADayIsOnThatDay(SqlMode mode) {
        String digits = is(mode, "sqlite", "h2", "ansi") ? "23:59:59.999999999" : "23:59:59.999999";
        assertThat(sql(mode, "SELECT ?", LocalTime.MAX))
                .isEqualTo("SELECT " + typed(mode, digits, "time", "TIME '%s'", "time"));
        String moment = "2020-12-31 " + digits;
        assertThat(sql(mode, "SELECT ?", LocalDate.of(2020, 12, 31).atTime(LocalTime.MAX)))
                .isEqualTo("SELECT " + typed(mode, moment, "timestamp", "TIMESTAMP '%s'", "datetime2"));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aQuoteIsDoubledAndNeverAnEndOfAString(SqlMode mode) {
        String national = is(mode, "sqlserver") ? "N" : "";
        assertThat(sql(mode, "SELECT ?", "O'Brien")).isEqualTo("SELECT " + national + "'O''Brien'");
        assertThat(sql(mode, "SELECT ?", 'a')).isEqualTo("SELECT " + national + "'a'");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void localesChangeNothing(SqlMode mode) {
        Object[] values = {-1234567L, 0.5, new BigDecimal("1234.5"), LocalDate.of(2020, 1, 2), "I\u0131i\u0130", true};
        String template = "select ?, ?, ?, ?, ? from t where i like ?";
        String expected = sql(mode, template, values);
        assertThat(expected).contains("1234567").contains("1234.5").contains("2020-01-02");
        Locale before = Locale.getDefault();
        try {
            for (String tag : List.of("ar-EG-u-nu-arab", "th-TH-u-ca-buddhist", "tr-TR")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(sql(mode, template, values)).as(tag).isEqualTo(expected);
                assertThat(String.format("%d", 1)).as("the control").isEqualTo(tag.startsWith("ar") ? "\u0661" : "1");
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aDecimalOfAGigabyteIsRefusedAtOnce(SqlMode mode) {
        for (String bomb : List.of("1E+1000000000", "-1E+2147483647", "1E-1000000000", "1E-2147483647")) {
            BigDecimal value = new BigDecimal(bomb);
            assertThat(Allocations.of(() -> assertThat(refused(mode, value)).isEqualTo(Code.OUT_OF_RANGE)))
                    .as("bytes; the digits alone would need a gigabyte")
                    .isLessThan(10_000_000);
        }
    }
}
