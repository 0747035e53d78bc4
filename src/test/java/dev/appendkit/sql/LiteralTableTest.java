// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
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
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One row for each type of value, one column for each dialect: the whole table of literals, byte for byte. */
class LiteralTableTest {

    private static final String REFUSED = "refused";

    /** The columns, MariaDB beside MySQL: they differ only in the ranges of decimals and durations. */
    private static final List<List<SqlMode>> COLUMNS = List.of(
            List.of(
                    SqlMode.mysql().bareLiterals(true).zone(ZoneOffset.ofHours(1)),
                    SqlMode.mariadb().bareLiterals(true).zone(ZoneOffset.ofHours(1))),
            List.of(SqlMode.postgresql().standardConformingStrings(true)),
            List.of(SqlMode.postgresql().standardConformingStrings(true).bareLiterals(true)),
            List.of(SqlMode.sqlite()),
            List.of(SqlMode.h2().bareLiterals(true)),
            List.of(SqlMode.ansi()));

    /** A value and its literals in bare MySQL, PostgreSQL with types and bare, SQLite, bare H2 and standard SQL. */
    private record Row(String name, Consumer<SqlParameters> value, List<String> literals) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Row row(String name, Consumer<SqlParameters> value, String... literals) {
        return new Row(name, value, List.of(literals));
    }

    private static Row row(Object value, String... literals) {
        return row(value.getClass().getSimpleName() + " " + value, p -> p.setObject(1, value), literals);
    }

    static Stream<Row> numbers() {
        return Stream.of(
                row("null", p -> p.setNull(1), "NULL", "NULL", "NULL", "NULL", "NULL", "NULL"),
                row(true, "1", "TRUE", "TRUE", "1", "TRUE", "TRUE"),
                row(false, "0", "FALSE", "FALSE", "0", "FALSE", "FALSE"),
                row((byte) 5, "5", "('5'::int4)", "5", "5", "5", "5"),
                row((short) -5, "-5", "('-5'::int4)", "(-5)", "-5", "-5", "-5"),
                row(-5, "-5", "('-5'::int4)", "(-5)", "-5", "-5", "-5"),
                row(5L, "5", "('5'::int8)", "5", "5", "5", "5"),
                row(
                        Long.MIN_VALUE,
                        "-9223372036854775808",
                        "('-9223372036854775808'::int8)",
                        "(-9223372036854775808)",
                        "-9223372036854775808",
                        "-9223372036854775808",
                        "-9223372036854775808"),
                row(
                        "unsigned",
                        p -> p.setUnsignedLong(1, -1),
                        "18446744073709551615",
                        "('18446744073709551615'::numeric)",
                        "18446744073709551615",
                        REFUSED,
                        "18446744073709551615",
                        "18446744073709551615"),
                row(
                        BigInteger.TWO.pow(64),
                        "18446744073709551616",
                        "('18446744073709551616'::numeric)",
                        "18446744073709551616",
                        REFUSED,
                        "18446744073709551616",
                        "18446744073709551616"),
                row(BigInteger.ONE.negate(), "-1", "('-1'::numeric)", "(-1)", "-1", "-1", "-1"),
                row(
                        new BigDecimal("-123.450"),
                        "-123.450",
                        "('-123.450'::numeric)",
                        "(-123.450)",
                        "'-123.450'",
                        "-123.450",
                        "-123.450"),
                row(new BigDecimal("1E+3"), "1000", "('1000'::numeric)", "1000", "'1000'", "1000", "1000"),
                row(
                        "scaled",
                        p -> p.setDecimal(1, -5, 2),
                        "-0.05",
                        "('-0.05'::numeric)",
                        "(-0.05)",
                        "'-0.05'",
                        "-0.05",
                        "-0.05"),
                row(
                        0.1,
                        "0.1E0",
                        "('0.1'::float8)",
                        "'0.1'",
                        "0.1",
                        cast("0.1", "DOUBLE PRECISION"),
                        cast("0.1", "DOUBLE PRECISION")),
                row(
                        -5.0,
                        "-5.0E0",
                        "('-5.0'::float8)",
                        "'-5.0'",
                        "-5.0",
                        cast("-5.0", "DOUBLE PRECISION"),
                        cast("-5.0", "DOUBLE PRECISION")),
                row(
                        1e22,
                        "1.0E22",
                        "('1.0E22'::float8)",
                        "'1.0E22'",
                        "1.0E22",
                        cast("1.0E22", "DOUBLE PRECISION"),
                        cast("1.0E22", "DOUBLE PRECISION")),
                row(
                        -0.0,
                        "-0.0E0",
                        "('-0.0'::float8)",
                        "'-0.0'",
                        "-0.0",
                        cast("-0.0", "DOUBLE PRECISION"),
                        cast("-0.0", "DOUBLE PRECISION")),
                row(
                        Double.NaN,
                        REFUSED,
                        "('NaN'::float8)",
                        "'NaN'",
                        REFUSED,
                        cast("NaN", "DOUBLE PRECISION"),
                        cast("NaN", "DOUBLE PRECISION")),
                row(
                        Double.POSITIVE_INFINITY,
                        REFUSED,
                        "('Infinity'::float8)",
                        "'Infinity'",
                        "9e999",
                        cast("Infinity", "DOUBLE PRECISION"),
                        cast("Infinity", "DOUBLE PRECISION")),
                row(
                        Double.NEGATIVE_INFINITY,
                        REFUSED,
                        "('-Infinity'::float8)",
                        "'-Infinity'",
                        "-9e999",
                        cast("-Infinity", "DOUBLE PRECISION"),
                        cast("-Infinity", "DOUBLE PRECISION")),
                row(
                        0.1f,
                        "0.10000000149011612E0",
                        "('0.1'::float4)",
                        "'0.1'",
                        "0.10000000149011612",
                        cast("0.1", "REAL"),
                        cast("0.1", "REAL")),
                row(Float.NaN, REFUSED, "('NaN'::float4)", "'NaN'", REFUSED, cast("NaN", "REAL"), cast("NaN", "REAL")));
    }

    private static String cast(String text, String type) {
        return "CAST('" + text + "' AS " + type + ")";
    }

    static Stream<Row> texts() throws UnknownHostException {
        UUID uuid = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");
        return Stream.of(
                all("it's", "'it''s'"),
                row("a\\b", "'a\\\\b'", "'a\\b'", "'a\\b'", "'a\\b'", "'a\\b'", "'a\\b'"),
                row("a\0b", "'a\\0b'", REFUSED, REFUSED, "replace('a\u0001b',char(1),char(0))", "'a\0b'", "'a\0b'"),
                row(
                        "\n\r\u001a",
                        "'\\n\\r\\Z'",
                        "'\n\r\u001a'",
                        "'\n\r\u001a'",
                        "'\n\r\u001a'",
                        "'\n\r\u001a'",
                        "'\n\r\u001a'"),
                all("\"\u00e9\u20ac\ud83d\ude00", "'\"\u00e9\u20ac\ud83d\ude00'"),
                all(CharBuffer.wrap("it's"), "'it''s'"),
                all('\'', "''''"),
                row(
                        "bytes",
                        p -> p.setBytes(1, new byte[] {'A', (byte) 0xFF}),
                        "x'41ff'",
                        "('\\x41ff'::bytea)",
                        "'\\x41ff'",
                        "x'41ff'",
                        "X'41ff'",
                        "X'41ff'"),
                row("no bytes", p -> p.setBytes(1, new byte[0]), "x''", "('\\x'::bytea)", "'\\x'", "x''", "X''", "X''"),
                row(
                        uuid,
                        "'" + uuid + "'",
                        "('" + uuid + "'::uuid)",
                        "'" + uuid + "'",
                        "'" + uuid + "'",
                        "UUID '" + uuid + "'",
                        "'" + uuid + "'"),
                row(
                        "json",
                        p -> p.setJson(1, "{\"a\":1}"),
                        "'{\"a\":1}'",
                        "('{\"a\":1}'::jsonb)",
                        "'{\"a\":1}'",
                        "'{\"a\":1}'",
                        "JSON '{\"a\":1}'",
                        "'{\"a\":1}'"),
                all(TimeUnit.DAYS, "'DAYS'"),
                row(
                        InetAddress.getByName("1.2.3.4"),
                        "'1.2.3.4'",
                        "('1.2.3.4'::inet)",
                        "'1.2.3.4'",
                        "'1.2.3.4'",
                        "'1.2.3.4'",
                        "'1.2.3.4'"),
                row(
                        "array",
                        p -> p.setArray(1, SqlArray.of("int8", List.of(1L, -2L))),
                        REFUSED,
                        "(ARRAY[('1'::int8), ('-2'::int8)]::int8[])",
                        "(ARRAY[1, (-2)]::int8[])",
                        REFUSED,
                        "ARRAY[1, -2]",
                        "ARRAY[1, -2]"),
                row(
                        "empty array",
                        p -> p.setArray(1, SqlArray.of("int8", List.of())),
                        REFUSED,
                        "(ARRAY[]::int8[])",
                        "(ARRAY[]::int8[])",
                        REFUSED,
                        "ARRAY[]",
                        "ARRAY[]"));
    }

    /** Readers and streams, which are read once: each column gets a new one. */
    static Stream<Row> streams() {
        return Stream.of(
                row(
                        "reader",
                        p -> p.setReader(1, new StringReader("it's")),
                        "'it''s'",
                        "'it''s'",
                        "'it''s'",
                        "'it''s'",
                        "'it''s'",
                        "'it''s'"),
                row(
                        "stream",
                        p -> p.setStream(1, new ByteArrayInputStream(new byte[] {'A', 'B'})),
                        "x'4142'",
                        "('\\x4142'::bytea)",
                        "'\\x4142'",
                        "x'4142'",
                        "X'4142'",
                        "X'4142'"));
    }

    private static Row all(Object value, String literal) {
        return row(value, literal, literal, literal, literal, literal, literal);
    }

    static Stream<Row> times() {
        LocalDateTime second = LocalDateTime.of(2020, 1, 1, 10, 11, 12);
        LocalDateTime nano = second.withNano(123_456_789);
        return Stream.of(
                row(
                        second.toLocalDate(),
                        "'2020-01-01'",
                        "('2020-01-01'::date)",
                        "'2020-01-01'",
                        "'2020-01-01'",
                        "DATE '2020-01-01'",
                        "DATE '2020-01-01'"),
                row(
                        LocalDate.of(0, 1, 1),
                        "'0000-01-01'",
                        "('0001-01-01 BC'::date)",
                        "'0001-01-01 BC'",
                        "'0000-01-01'",
                        "DATE '0000-01-01'",
                        REFUSED),
                row(
                        LocalDate.of(10_000, 1, 1),
                        REFUSED,
                        "('10000-01-01'::date)",
                        "'10000-01-01'",
                        REFUSED,
                        "DATE '+10000-01-01'",
                        REFUSED),
                row(
                        LocalDate.of(5_874_897, 12, 31),
                        REFUSED,
                        "('5874897-12-31'::date)",
                        "'5874897-12-31'",
                        REFUSED,
                        "DATE '+5874897-12-31'",
                        REFUSED),
                row(LocalDate.MAX, REFUSED, REFUSED, REFUSED, REFUSED, "DATE '+999999999-12-31'", REFUSED),
                row(LocalDate.MIN, REFUSED, REFUSED, REFUSED, REFUSED, "DATE '-999999999-01-01'", REFUSED),
                row(
                        second.toLocalTime(),
                        "'10:11:12'",
                        "('10:11:12'::time)",
                        "'10:11:12'",
                        "'10:11:12'",
                        "TIME '10:11:12'",
                        "TIME '10:11:12'"),
                row(
                        LocalTime.of(10, 11, 12, 4_000),
                        "'10:11:12.000004'",
                        "('10:11:12.000004'::time)",
                        "'10:11:12.000004'",
                        "'10:11:12.000004000'",
                        "TIME '10:11:12.000004000'",
                        "TIME '10:11:12.000004000'"),
                row(
                        second,
                        "'2020-01-01 10:11:12'",
                        "('2020-01-01 10:11:12'::timestamp)",
                        "'2020-01-01 10:11:12'",
                        "'2020-01-01 10:11:12'",
                        "TIMESTAMP '2020-01-01 10:11:12'",
                        "TIMESTAMP '2020-01-01 10:11:12'"),
                row(
                        nano,
                        "'2020-01-01 10:11:12.123456'",
                        "('2020-01-01 10:11:12.123456'::timestamp)",
                        "'2020-01-01 10:11:12.123456'",
                        "'2020-01-01 10:11:12.123456789'",
                        "TIMESTAMP '2020-01-01 10:11:12.123456789'",
                        "TIMESTAMP '2020-01-01 10:11:12.123456789'"),
                row(
                        LocalDateTime.of(294_276, 12, 31, 23, 59),
                        REFUSED,
                        "('294276-12-31 23:59:00'::timestamp)",
                        "'294276-12-31 23:59:00'",
                        REFUSED,
                        "TIMESTAMP '+294276-12-31 23:59:00'",
                        REFUSED),
                row(
                        LocalDateTime.of(294_277, 1, 1, 0, 0),
                        REFUSED,
                        REFUSED,
                        REFUSED,
                        REFUSED,
                        "TIMESTAMP '+294277-01-01 00:00:00'",
                        REFUSED));
    }

    static Stream<Row> offsetsAndDurations() {
        LocalDateTime second = LocalDateTime.of(2020, 1, 1, 10, 11, 12);
        OffsetDateTime offset = second.atOffset(ZoneOffset.ofHoursMinutes(2, 30));
        String utc = "2020-01-01 07:41:12";
        Instant micros = second.toInstant(ZoneOffset.UTC).plusNanos(123_456_000);
        return Stream.of(
                row(
                        offset,
                        "'2020-01-01 08:41:12'",
                        "('" + utc + "+00'::timestamptz)",
                        "'" + utc + "+00'",
                        "'" + utc + "'",
                        "TIMESTAMP WITH TIME ZONE '2020-01-01 10:11:12+02:30'",
                        "TIMESTAMP WITH TIME ZONE '2020-01-01 10:11:12+02:30'"),
                row(
                        offset.toZonedDateTime(),
                        "'2020-01-01 08:41:12'",
                        "('" + utc + "+00'::timestamptz)",
                        "'" + utc + "+00'",
                        "'" + utc + "'",
                        "TIMESTAMP WITH TIME ZONE '" + utc + "+00:00'",
                        "TIMESTAMP WITH TIME ZONE '" + utc + "+00:00'"),
                row(
                        micros,
                        "'2020-01-01 11:11:12.123456'",
                        "('2020-01-01 10:11:12.123456+00'::timestamptz)",
                        "'2020-01-01 10:11:12.123456+00'",
                        "'2020-01-01 10:11:12.123456000'",
                        "TIMESTAMP WITH TIME ZONE '2020-01-01 10:11:12.123456000+00:00'",
                        "TIMESTAMP WITH TIME ZONE '2020-01-01 10:11:12.123456000+00:00'"),
                row(
                        OffsetTime.of(second.toLocalTime(), ZoneOffset.ofHours(2)),
                        REFUSED,
                        "('10:11:12+02'::timetz)",
                        "'10:11:12+02'",
                        "'10:11:12+02:00'",
                        "TIME WITH TIME ZONE '10:11:12+02:00'",
                        "TIME WITH TIME ZONE '10:11:12+02:00'"),
                row(
                        OffsetTime.of(second.toLocalTime(), ZoneOffset.ofHours(16)),
                        REFUSED,
                        REFUSED,
                        REFUSED,
                        "'10:11:12+16:00'",
                        "TIME WITH TIME ZONE '10:11:12+16:00'",
                        "TIME WITH TIME ZONE '10:11:12+16:00'"),
                row(
                        Duration.ofMillis(-3_661_500),
                        "'-01:01:01.500000'",
                        "('-3661.500000 seconds'::interval)",
                        "'-3661.500000 seconds'",
                        REFUSED,
                        "INTERVAL '-3661.500000000' SECOND",
                        "INTERVAL '-0 01:01:01.500000000' DAY TO SECOND"),
                row(
                        Duration.ofHours(838).plusMinutes(59).plusSeconds(59),
                        "'838:59:59'",
                        "('3020399 seconds'::interval)",
                        "'3020399 seconds'",
                        REFUSED,
                        "INTERVAL '3020399' SECOND",
                        "INTERVAL '34 22:59:59' DAY TO SECOND"),
                row(
                        Duration.ofHours(-839),
                        REFUSED,
                        "('-3020400 seconds'::interval)",
                        "'-3020400 seconds'",
                        REFUSED,
                        "INTERVAL '-3020400' SECOND",
                        "INTERVAL '-34 23:00:00' DAY TO SECOND"));
    }

    @ParameterizedTest
    @MethodSource({"numbers", "texts", "streams", "times", "offsetsAndDurations"})
    void everyCell(Row row) {
        assertThat(row.literals).hasSize(COLUMNS.size());
        for (int column = 0; column < COLUMNS.size(); column++) {
            for (SqlMode mode : COLUMNS.get(column)) {
                String expected = row.literals.get(column);
                if (expected.equals(REFUSED)) {
                    SqlTemplate template = SqlTemplate.compile("SELECT ?", mode);
                    SqlParameterException refusal = catchThrowableOfType(
                            SqlParameterException.class, () -> template.toSql(LiteralTexts.one(row.value)));
                    assertThat(refusal).as("%s in %s", row, mode).isNotNull();
                } else {
                    assertThat(LiteralTexts.literal(mode, row.value))
                            .as("%s in %s", row, mode)
                            .isEqualTo(expected);
                }
            }
        }
    }
}
