// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.testing.EmbeddedPostgreSql;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Expressions mean the same to PostgreSQL bound and interpolated, in value and in type. */
class PostgreSqlExpressionTest {
    private static final SqlMode MODE =
            SqlMode.postgresql().standardConformingStrings(true).serverVersion(18, 0, 0);

    private static final String COLUMNS =
            "(id int, i2 int2, i4 int4, i8 int8, n numeric, n2 numeric(8, 2), f4 float4, f8 float8, b bool, s text,"
                    + " vc varchar(20), ch char(5), by bytea, d date, tm time, tz timetz, ts timestamp,"
                    + " tsz timestamptz, iv interval, u uuid, js jsonb, ia int4[], ta text[], ip inet)";

    private Connection connection;

    @AfterEach
    void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }

    private void open(String options) throws SQLException {
        connection = EmbeddedPostgreSql.connect(options);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'America/New_York'");
            statement.execute("CREATE TEMP TABLE t " + COLUMNS);
            statement.execute("CREATE TEMP TABLE w " + COLUMNS);
            statement.execute("INSERT INTO t VALUES (1, 1, 1, 1, 1.5, 1.5, 1.5, 1.5, true, 'abc', 'abc', "
                    + "'ab', '\\x31',"
                    + " '2024-11-03', '10:11:12', '10:11:12+02', '2024-11-03 01:30:00', '2024-11-03 01:30:00-04',"
                    + " '1 hour', '123e4567-e89b-12d3-a456-426614174000', '{\"a\": 1}', '{1,2}', '{a,b}', '::1')");
            statement.execute(
                    "INSERT INTO t VALUES (2, -2, 100000, 3000000000, 2, 2, 0.1, 0.1, false, '2', 'ab ', 'ab',"
                            + " '\\x00ff', '2015-02-08', '00:00:00', '00:00:00-05', '2015-02-08 00:00:00',"
                            + " '2015-02-08 00:00:00+00', '-2 days', null, '[1, \"a\"]', '{}', '{}', '10.0.0.1')");
            statement.execute("INSERT INTO t (id) VALUES (3)");
        }
    }

    private static Duration hours(int hours) {
        return Duration.ofHours(hours);
    }

    private static ExpressionGrammar grammar() {
        return new ExpressionGrammar(2)
                .type("small", "i2 i4 id", 0, 1, -1, 2, 3, -7, 100, 32767, Integer.MIN_VALUE)
                .type("big", "i8", 0L, 1L, -1L, 5L, 3_000_000_000L, Long.MIN_VALUE, Long.MAX_VALUE)
                .type(
                        "decimal",
                        "n n2",
                        new BigDecimal("2.7"),
                        new BigDecimal("-0.05"),
                        new BigDecimal("10.00"),
                        new BigDecimal("3"),
                        new BigInteger("18446744073709551616"),
                        BigInteger.valueOf(-4))
                .type("real", "f4", 0.1f, -2.5f, 16777216f, Float.MIN_VALUE)
                .type("floating", "f8", 0.1, -0.0, 1e14, 1e-5, -2.5, 3.0, Double.NaN, Double.POSITIVE_INFINITY)
                .type("bool", "b", true, false)
                .type(
                        "text",
                        "s vc ch",
                        "abc",
                        "ab",
                        "ab ",
                        "",
                        "it's",
                        "b\\n",
                        "1",
                        "-2",
                        "2015-02-08",
                        "{a}",
                        "true",
                        "\u00e4\ud83d\ude00")
                .type("bytes", "by", new byte[] {0x31}, new byte[0], new byte[] {0, (byte) 0xFF, '\\', '\''})
                .type("date", "d", LocalDate.of(2015, 2, 8), LocalDate.of(2024, 11, 3), LocalDate.of(-1, 1, 1))
                .type(
                        "time",
                        "tm",
                        LocalTime.of(10, 11, 12),
                        LocalTime.of(0, 0, 0, 4000),
                        LocalTime.MAX.withNano(999_999_000))
                .type("timetz", "tz", OffsetTime.of(10, 11, 12, 0, ZoneOffset.ofHours(2)))
                .type(
                        "datetime",
                        "ts",
                        LocalDateTime.of(2024, 11, 3, 1, 30, 0, 250_000_000),
                        LocalDateTime.of(2015, 2, 8, 0, 0))
                .type(
                        "instant",
                        "tsz",
                        OffsetDateTime.parse("2024-11-03T05:30:00Z"),
                        OffsetDateTime.parse("2024-11-03T06:30:00.000001Z"),
                        OffsetDateTime.parse("1999-12-31T23:59:59+05:30"))
                .type("interval", "iv", hours(99), hours(100), hours(-1).plusMillis(-500), Duration.ZERO)
                .type("uuid", "u", UUID.fromString("123e4567-e89b-12d3-a456-426614174000"), new UUID(0, 0))
                .type(
                        "array",
                        "ia",
                        SqlArray.of("int4", List.of(1, 2)),
                        SqlArray.of("int4", List.of()),
                        SqlArray.of("int8", List.of(1L)),
                        SqlArray.of("int4", List.of(3)))
                .type("texts", "ta", SqlArray.of("text", List.of("a", "it's")), SqlArray.of("varchar", List.of("b")))
                .type("inet", "ip", address("::1"), address("10.0.0.1"))
                .type(
                        "timestamp",
                        "",
                        Timestamp.from(Instant.parse("2024-11-03T05:30:00.25Z")),
                        Timestamp.from(Instant.parse("2015-02-08T23:00:00Z")))
                .type("limit", "", 0, 1, 2L, 1000L)
                .rule("number", "{small}", "{big}", "{decimal}", "{floating}", "{real}")
                .rule(
                        "small",
                        "({small} + {small})",
                        "({small} % {small})",
                        "length({text})",
                        "({date} - {date})",
                        "abs({small})",
                        "(-{small})",
                        "({small} & {small})",
                        "cardinality({array})",
                        "coalesce({small}, {small})",
                        "nullif({small}, {small})",
                        "CASE WHEN {bool} THEN {small} ELSE {small} END",
                        "octet_length({bytes})",
                        "CAST({number} AS int4)",
                        "position({text} IN {text})",
                        "{text}::int4",
                        "{decimal}::int2",
                        "get_byte({bytes}, {small})")
                .rule(
                        "big",
                        "({big} * {small})",
                        "({small} - {big})",
                        "greatest({big}, {small})",
                        "({big} << {small})",
                        "extract(epoch FROM {interval})::int8",
                        "{number}::int8",
                        "(SELECT count({any}) FROM t)")
                .rule(
                        "decimal",
                        "({decimal} + {small})",
                        "({decimal} / {number})",
                        "round({decimal}, {small})",
                        "extract(year FROM {date})",
                        "({decimal} * {decimal})",
                        "trunc({decimal})",
                        "{number}::numeric",
                        "least({decimal}, {number})",
                        "extract(hour FROM {time})",
                        "(-{decimal})",
                        "sqrt({decimal})",
                        "({decimal} % {decimal})",
                        "to_number({text}, '999')")
                .rule("real", "({real} * {real})", "{floating}::float4", "(-{real})")
                .rule(
                        "floating",
                        "({floating} + {number})",
                        "({real} / {floating})",
                        "power({floating}, {number})",
                        "(-{floating})",
                        "{number}::float8",
                        "date_part({text}, {datetime})",
                        "abs({floating})",
                        "({floating} ^ {number})")
                .rule(
                        "bool",
                        "({number} < {number})",
                        "({text} = {text})",
                        "({date} < {datetime})",
                        "({instant} >= {datetime})",
                        "({time} <> {time})",
                        "({interval} > {interval})",
                        "({any} IS NULL)",
                        "({bytes} = {bytes})",
                        "({text} LIKE {text})",
                        "({small} BETWEEN {number} AND {number})",
                        "({number} IN ({number}, {number}))",
                        "({text} IN ({text}, {text}))",
                        "NOT {bool}",
                        "({bool} AND {bool})",
                        "({small} = ANY ({array}))",
                        "({uuid} = {uuid})",
                        "({any} IS DISTINCT FROM {any})",
                        "({array} @> {array})",
                        "({array} && {array})",
                        "({text} = ANY ({texts}))",
                        "({timestamp} = {instant})",
                        "({timestamp} < {datetime})",
                        "({inet} << {inet})",
                        "({datetime} = {timestamp})",
                        "({date} = {timestamp})",
                        "(({date}, {interval}) OVERLAPS ({date}, {interval}))",
                        "({instant} = {instant})",
                        "({floating} = {floating})",
                        "({real} = {floating})",
                        "({text} < {text})")
                .rule(
                        "text",
                        "({text} || {text})",
                        "({text} || {any})",
                        "concat({any}, {any})",
                        "upper({text})",
                        "substring({text} FROM {small})",
                        "substr({text}, {small}, {small})",
                        "coalesce({text}, {text})",
                        "{any}::text",
                        "CAST({any} AS varchar(3))",
                        "to_char({number}, '999D99')",
                        "to_char({date}, 'YYYY-MM-DD')",
                        "to_char({instant}, 'YYYY HH24 TZ')",
                        "pg_typeof({any})::text",
                        "format('%s-%L', {any}, {any})",
                        "left({text}, {small})",
                        "repeat({text}, {small} % 3)",
                        "replace({text}, {text}, {text})",
                        "overlay({text} PLACING {text} FROM {small})",
                        "trim(BOTH {text} FROM {text})",
                        "encode({bytes}, 'hex')",
                        "quote_literal({any})",
                        "CASE {any} WHEN {any} THEN {text} ELSE {text} END",
                        "{text}::char(5)",
                        "split_part({text}, {text}, {small})",
                        "({texts})[{small}]",
                        "greatest({text}, {text})",
                        "host({inet})")
                .rule(
                        "bytes",
                        "({bytes} || {bytes})",
                        "substring({bytes} FROM {small})",
                        "{text}::bytea",
                        "coalesce({bytes}, {bytes})",
                        "decode({text}, 'escape')",
                        "set_byte({bytes}, 0, {small})")
                .rule(
                        "date",
                        "({date} + {small})",
                        "{datetime}::date",
                        "({date} - {small})",
                        "CAST({text} AS date)",
                        "coalesce({date}, {date})",
                        "{timestamp}::date",
                        "greatest({date}, {date})")
                .rule(
                        "time",
                        "({time} + {interval})",
                        "{datetime}::time",
                        "{text}::time",
                        "{interval}::time",
                        "least({time}, {time})")
                .rule("timetz", "{instant}::timetz", "({timetz} + {interval})")
                .rule(
                        "datetime",
                        "({date} + {interval})",
                        "({datetime} - {interval})",
                        "({date} + {time})",
                        "{date}::timestamp",
                        "{instant}::timestamp",
                        "date_trunc({text}, {datetime})",
                        "({instant} AT TIME ZONE 'UTC')",
                        "{timestamp}::timestamp",
                        "date_trunc('hour', {datetime})",
                        "coalesce({datetime}, {date})")
                .rule(
                        "instant",
                        "({instant} + {interval})",
                        "{datetime}::timestamptz",
                        "({datetime} AT TIME ZONE {text})",
                        "({datetime} AT TIME ZONE 'UTC')",
                        "coalesce({instant}, {datetime})",
                        "{timestamp}::timestamptz",
                        "to_timestamp({number})",
                        "greatest({instant}, {date})")
                .rule(
                        "interval",
                        "({interval} * {number})",
                        "({interval} + {interval})",
                        "({datetime} - {datetime})",
                        "({instant} - {instant})",
                        "age({instant}, {datetime})",
                        "make_interval(secs => {number})",
                        "({time} - {time})",
                        "({instant} - {timestamp})",
                        "(-{interval})",
                        "{text}::interval")
                .rule("uuid", "coalesce({uuid}, {uuid})", "{text}::uuid")
                .rule(
                        "array",
                        "({array} || {small})",
                        "({array} || {array})",
                        "ARRAY[{small}, {small}]",
                        "array_append({array}, {small})",
                        "ARRAY[{number}, {number}]",
                        "{array}::int4[]",
                        "array_remove({array}, {small})",
                        "ARRAY[{any}]")
                .rule(
                        "texts",
                        "({texts} || {text})",
                        "({texts} || {texts})",
                        "string_to_array({text}, {text})",
                        "ARRAY[{text}, {text}]",
                        "array_append({texts}, {text})",
                        "ARRAY[{text}, {any}]")
                .rule("timestamp", "coalesce({timestamp}, {instant})", "coalesce({datetime}, {timestamp})")
                .rule(
                        "aggregate",
                        "count({any})",
                        "sum({number})",
                        "avg({number})",
                        "min({any})",
                        "max({text})",
                        "array_agg({any})",
                        "string_agg({text}, {text})",
                        "bool_and({bool})",
                        "sum({interval})",
                        "count(DISTINCT {any})",
                        "max({date})",
                        "min({instant})",
                        "json_agg({any})",
                        "percentile_cont(0.5) WITHIN GROUP (ORDER BY {floating})",
                        "sum({number}) FILTER (WHERE {bool})")
                .statement(
                        "SELECT {any} AS c, {any} AS d FROM t ORDER BY id",
                        "SELECT {any} AS c",
                        "SELECT {number} AS c, {text} AS d, {date} AS e, {datetime} AS f, {instant} AS g",
                        "SELECT id FROM t WHERE {bool} ORDER BY id",
                        "SELECT id FROM t ORDER BY {any}, id",
                        "SELECT id FROM t ORDER BY {any} DESC NULLS LAST, id",
                        "SELECT {any} AS c UNION ALL SELECT {any}",
                        "SELECT {any} AS c UNION SELECT {any}",
                        "SELECT {aggregate} AS c, {aggregate} AS d FROM t",
                        "SELECT {any} AS c, {aggregate} AS d FROM t GROUP BY GROUPING SETS (({bool}), (id, "
                                + "i2, i4, i8, n, n2, f4, f8, b, s, vc, ch, by, d, tm, tz, ts, tsz, iv, u, "
                                + "js, ia, ta, ip))",
                        "SELECT count(*) AS c FROM t GROUP BY {any}",
                        "SELECT x FROM (SELECT {any} AS x) q WHERE x = {any}",
                        "SELECT id, sum({number}) OVER (PARTITION BY {any} ORDER BY id) AS c FROM t ORDER BY id",
                        "SELECT id FROM t ORDER BY id LIMIT {limit}",
                        "SELECT id FROM t ORDER BY id LIMIT {limit} OFFSET {limit}",
                        "SELECT * FROM (VALUES ({any}, {any}), ({any}, {any})) AS q (x, y) ORDER BY 1, 2",
                        "SELECT * FROM generate_series(-{limit}, {limit}) AS g",
                        "SELECT jsonb_build_object({text}, {any}) AS c",
                        "SELECT row_to_json(q) AS c FROM (SELECT {any} AS x, {any} AS y) q",
                        "SELECT {any} AS c, {any} AS d FROM t GROUP BY 1, 2")
                .store(
                        "i4",
                        "small",
                        "i8",
                        "big",
                        "n",
                        "decimal",
                        "n2",
                        "number",
                        "f4",
                        "real",
                        "f8",
                        "floating",
                        "b",
                        "bool")
                .store(
                        "s", "text", "vc", "text", "ch", "text", "by", "bytes", "d", "date", "tm", "time", "tz",
                        "timetz")
                .store("ts", "datetime", "tsz", "instant", "iv", "interval", "u", "uuid", "js", "any", "ia", "array")
                .store("ta", "texts", "ip", "inet", "ts", "timestamp", "tsz", "timestamp", "d", "timestamp")
                .statement(
                        "INSERT INTO w (i2, i4, i8) VALUES ({any}, {any}, {any})",
                        "UPDATE w SET s = {any}, n = {any} WHERE {bool}",
                        "INSERT INTO w (i4, s) SELECT {any}, {any}",
                        "INSERT INTO w (d, ts, tsz) VALUES ({date}, {datetime}, {instant})",
                        "INSERT INTO w (d, ts, tsz) VALUES ({timestamp}, {timestamp}, {timestamp})",
                        "DELETE FROM w WHERE id = {any}",
                        "INSERT INTO w (id, s) VALUES (1, {any}), (2, {any})");
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Text without a type, as a driver sends it that lets the server decide. */
    @Test
    void untypedText() throws SQLException {
        open("&stringtype=unspecified");
        comparison(MODE).check(FuzzCount.seed(), FuzzCount.EXPRESSIONS);
    }

    /** Text as the driver binds it from the start. */
    @Test
    void typedText() throws SQLException {
        open("");
        comparison(MODE.typedText(true)).check(FuzzCount.seed(), FuzzCount.EXPRESSIONS);
    }

    /** Control: text had no type. */
    @Test
    void textOfNoTypeIsFound() throws SQLException {
        open("");
        assertThat(comparison(MODE).differences(FuzzCount.SEED_OF_CONTROL, FuzzCount.EXPRESSIONS_OF_CONTROL))
                .isNotEmpty();
        assertThat(comparison(MODE.typedText(true))
                        .differences(FuzzCount.SEED_OF_CONTROL, FuzzCount.EXPRESSIONS_OF_CONTROL))
                .isEmpty();
    }

    private ExpressionComparison comparison(SqlMode mode) {
        return new ExpressionComparison(connection, new PostgreSqlDriver(), mode, grammar());
    }

    /** Control: today a timestamp has an offset, and was one without a zone before. */
    @Test
    void aLiteralOfAnotherTypeIsFound() throws SQLException {
        open("&stringtype=unspecified");
        ExpressionComparison before = comparison(MODE)
                .interpolating(value -> value instanceof Timestamp timestamp
                        ? RawSql.unchecked("('" + timestamp + "'::timestamp)")
                        : value);
        assertThat(before.differences(FuzzCount.SEED_OF_CONTROL, FuzzCount.EXPRESSIONS_OF_CONTROL))
                .isNotEmpty();
        assertThat(comparison(MODE).differences(FuzzCount.SEED_OF_CONTROL, FuzzCount.EXPRESSIONS_OF_CONTROL))
                .isEmpty();
    }

    @Test
    void elementsOfArraysAreBoundNotCast() throws SQLException {
        open("&stringtype=unspecified");
        ExpressionComparison comparison = comparison(MODE);
        comparison.checkSame("SELECT ? AS c", SqlArray.of("int4", List.of(1, -2)));
        comparison.checkSame("SELECT ? AS c", SqlArray.of("int8", List.of(1L, 2L)));
        comparison.checkSame(
                "SELECT ? AS c", SqlArray.of("numeric", List.of(new BigDecimal("1.50"), new BigDecimal("2"))));
        comparison.checkSame("SELECT ? AS c", SqlArray.of("text", List.of("it's", "b\\", "")));
        comparison.checkSame("SELECT ? AS c", SqlArray.of("bool", List.of(true, false)));
        comparison.checkSame("SELECT ? AS c", SqlArray.of("bpchar", List.of("a")));
        comparison.checkSame("SELECT ? AS c", SqlArray.of("float8", List.of(0.1, -2.5)));
        comparison.checkSame("SELECT ? AS c", SqlArray.of("float8", List.of(0.5f, 16777216f, 5L)));
        comparison.checkSame("SELECT ? AS c", SqlArray.of("float4", List.of(0.1, 1.0000000596046448, 5)));
        comparison.checkSame("SELECT ? AS c", SqlArray.of("numeric", List.of(16777216f, 0.1 + 0.2, 1e22, 5, 7L)));
        comparison.checkSame("SELECT ? AS c", SqlArray.of("jsonb", List.of(1, -2L, 2.5, true, "\"a\"", "{\"b\": 1}")));
        comparison.checkSame("SELECT ? AS c", SqlArray.of("int4", List.of(5L, BigInteger.TEN, (short) 3)));
        comparison.checkSame("SELECT ? AS c", SqlArray.of("timetz", List.of(LocalTime.of(1, 2, 3))));
        comparison.checkSame("SELECT ? AS c", SqlArray.of("uuid", List.of("123e4567-e89b-12d3-a456-426614174000")));
        comparison.checkSame("SELECT ? AS c", SqlArray.of("inet", List.of("::1")));
        for (SqlArray array : List.of(
                SqlArray.of("int4", List.of(2.7)),
                SqlArray.of("int4", List.of(true)),
                SqlArray.of("int4", List.of("1")),
                SqlArray.of("int8", List.of(new BigDecimal("2"))),
                SqlArray.of("date", List.of(Instant.EPOCH)),
                SqlArray.of("date", List.of(LocalDateTime.of(2020, 1, 1, 0, 0))),
                SqlArray.of("timestamp", List.of(Instant.EPOCH)),
                SqlArray.of("timestamptz", List.of(LocalDateTime.of(2020, 1, 1, 0, 0))),
                SqlArray.of("bool", List.of(1)),
                SqlArray.of("text", List.of(1)),
                SqlArray.of("uuid", List.of(1)),
                SqlArray.of("bytea", List.of("a")))) {
            assertThatThrownBy(() -> SqlTemplate.compile("SELECT ?", MODE).toSql(array))
                    .as("%s of %s", array, array.elements())
                    .isInstanceOf(SqlParameterException.class)
                    .hasMessageContaining(array.elementType());
        }
    }

    @Test
    void constantsOfByLists() throws SQLException {
        open("&stringtype=unspecified");
        ExpressionComparison comparison = comparison(MODE);
        for (Object value :
                new Object[] {1, 2L, -1, new BigDecimal("1"), new BigDecimal("1.5"), 1.0, LocalDate.EPOCH}) {
            comparison.checkSame("SELECT id FROM t ORDER BY ?, id", value);
            comparison.checkSame("SELECT count(*) AS c FROM t GROUP BY (?)", value);
            comparison.checkSame("SELECT id FROM t ORDER BY (+?) DESC, id", value instanceof LocalDate ? 1 : value);
        }
        SqlMode bare = MODE.bareLiterals(true);
        for (String template : List.of(
                "SELECT id FROM t ORDER BY ?",
                "SELECT id FROM t ORDER BY (?)",
                "SELECT id FROM t ORDER BY -?",
                "SELECT id FROM t ORDER BY id, + (?) DESC",
                "SELECT count(*) FROM t GROUP BY ?",
                "SELECT count(*) FROM t GROUP BY (?), id",
                "SELECT DISTINCT ON (?) id FROM t")) {
            assertThatThrownBy(() -> SqlTemplate.compile(template, bare))
                    .as(template)
                    .isInstanceOfSatisfying(
                            SqlTemplateException.class,
                            e -> assertThat(e.code()).isEqualTo(SqlTemplateException.Code.ORDINAL_POSITION));
        }
    }
}
