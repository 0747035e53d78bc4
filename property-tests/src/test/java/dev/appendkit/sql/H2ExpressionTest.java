// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.sql.ExpressionComparison.Difference;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Expressions mean the same to H2 bound and interpolated, in value and in type. */
class H2ExpressionTest {
    private static final SqlMode MODE = SqlMode.h2();

    private static final String COLUMNS =
            "(id INT, si SMALLINT, i INT, l BIGINT, n NUMERIC(20, 2), r REAL, f DOUBLE PRECISION, b BOOLEAN,"
                    + " s VARCHAR, ch CHAR(5), by VARBINARY, d DATE, tm TIME(9), tz TIME(9) WITH TIME ZONE, "
                    + "ts TIMESTAMP(9),"
                    + " tsz TIMESTAMP(9) WITH TIME ZONE, iv INTERVAL DAY TO SECOND, u UUID, df DECFLOAT)";

    static final ExpressionComparison.Driver DRIVER = new ExpressionComparison.Driver() {
        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
            statement.setObject(index, value);
        }

        @Override
        public String type(ResultSetMetaData columns, int column) throws SQLException {
            return columns.getColumnTypeName(column);
        }

        @Override
        public String read(ResultSet row, int column) throws SQLException {
            if (row.getMetaData().getColumnTypeName(column).equals("JSON")) {
                return row.getString(column);
            }
            Object value = row.getObject(column);
            return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : row.getString(column);
        }

        @Override
        public boolean lacksType(SQLException error) {
            // The parser asks for the type of what stands before DAY.
            return error.getErrorCode() == 50004
                    || error.getMessage().contains("expected \"time, timestamp\"")
                    || error.getMessage().contains("[*] DAY");
        }
    };

    /** Data that cannot be converted, or of which H2 computes nothing. */
    private static final Pattern DATA_ERROR = Pattern.compile("\\[(22\\w{3}|50000|50100|90008|90010)-\\d+]");

    private static final Pattern DECIMAL = Pattern.compile("-?\\d+(\\.\\d+)?(E-?\\d+)?");
    private static final int DIGITS = 6;

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'America/New_York'");
            statement.execute("CREATE TABLE t " + COLUMNS);
            statement.execute("CREATE TABLE w " + COLUMNS);
            statement.execute(
                    "INSERT INTO t VALUES (1, 1, 1, 1, 1.5, 1.5, 1.5, true, 'abc', 'ab', x'31', '2024-11-03', "
                            + "'10:11:12', '10:11:12+02', '2024-11-03 01:30:00', '2024-11-03 01:30:00-04', "
                            + "INTERVAL '1' HOUR, '123e4567-e89b-12d3-a456-426614174000', 1.5),"
                            + "(2, -2, 100000, 3000000000, 2, 0.1, 0.1, false, '2', 'ab', x'00ff', "
                            + "'2015-02-08', '00:00:00', '00:00:00-05', '2015-02-08 00:00:00', "
                            + "'2015-02-08 00:00:00+00', INTERVAL -'2' DAY, null, 1e10)");
            statement.execute("INSERT INTO t (id) VALUES (3)");
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    /** A quotient has typed operands and DECFLOAT no INSERT: H2 computes 50,000 digits of numbers without a type. */
    private static ExpressionGrammar grammar() {
        return new ExpressionGrammar(8)
                .type("small", "si i id", 0, 1, -1, 2, 3, -7, 100, 32767, Integer.MIN_VALUE)
                .type("big", "l", 0L, 1L, -1L, 5L, 3_000_000_000L, Long.MIN_VALUE, Long.MAX_VALUE)
                .type(
                        "decimal",
                        "n",
                        new BigDecimal("2.7"),
                        new BigDecimal("-0.05"),
                        new BigDecimal("10.00"),
                        new BigDecimal("3"),
                        new BigInteger("18446744073709551616"),
                        BigInteger.valueOf(-4))
                .type("real", "r", 0.1f, -2.5f, 16777216f)
                .type("floating", "f", 0.1, -0.0, 1e14, 1e-5, -2.5, 3.0, Double.NaN, Double.POSITIVE_INFINITY)
                .type("bool", "b", true, false)
                .type(
                        "text",
                        "s ch",
                        "abc",
                        "ab",
                        "ab ",
                        "",
                        "it's",
                        "b\\n",
                        "1",
                        "-2",
                        "2015-02-08",
                        "true",
                        "\u00e4\ud83d\ude00")
                .type("bytes", "by", new byte[] {0x31}, new byte[0], new byte[] {0, (byte) 0xFF, '\\', '\''})
                .type("date", "d", LocalDate.of(2015, 2, 8), LocalDate.of(2024, 11, 3), LocalDate.of(-1, 1, 1))
                .type("time", "tm", LocalTime.of(10, 11, 12), LocalTime.of(0, 0, 0, 4001), LocalTime.MAX)
                .type("timetz", "tz", OffsetTime.of(10, 11, 12, 0, ZoneOffset.ofHours(2)))
                .type(
                        "datetime",
                        "ts",
                        LocalDateTime.of(2024, 11, 3, 1, 30, 0, 250_000_001),
                        LocalDateTime.of(2015, 2, 8, 0, 0))
                .type(
                        "instant",
                        "tsz",
                        OffsetDateTime.parse("2024-11-03T05:30:00Z"),
                        OffsetDateTime.parse("2024-11-03T06:30:00.000001Z"),
                        OffsetDateTime.parse("1999-12-31T23:59:59+05:30"))
                .type(
                        "interval",
                        "iv",
                        Duration.ofHours(99),
                        Duration.ofHours(100),
                        Duration.ofMillis(-3_600_500),
                        Duration.ZERO)
                .type("uuid", "u", UUID.fromString("123e4567-e89b-12d3-a456-426614174000"), new UUID(0, 0))
                .type("limit", "", 0, 1, 2L, 1000L)
                .rule("number", "{small}", "{big}", "{decimal}", "{floating}", "{real}")
                .rule(
                        "small",
                        "({small} + {small})",
                        "MOD({small}, {small})",
                        "CHAR_LENGTH({text})",
                        "(CAST({small} AS INT) / CAST({small} AS INT))",
                        "ABS({small})",
                        "(-{small})",
                        "BITAND({small}, {small})",
                        "COALESCE({small}, {small})",
                        "NULLIF({small}, {small})",
                        "CASE WHEN {bool} THEN {small} ELSE {small} END",
                        "OCTET_LENGTH({bytes})",
                        "CAST({any} AS INT)",
                        "LOCATE({text}, {text})",
                        "EXTRACT(YEAR FROM {date})",
                        "DATEDIFF(DAY, {date}, {datetime})",
                        "SIGN({number})")
                .rule(
                        "big",
                        "({big} * {small})",
                        "({small} - {big})",
                        "GREATEST({big}, {small})",
                        "LSHIFT({big}, {small})",
                        "CAST({any} AS BIGINT)",
                        "(SELECT COUNT({any}) FROM t)",
                        "DATEDIFF(SECOND, {time}, {time})",
                        "CAST({interval} AS BIGINT)")
                .rule(
                        "decimal",
                        "({decimal} + {small})",
                        "(CAST({decimal} AS NUMERIC(20, 2)) / CAST({number} AS NUMERIC(20, 2)))",
                        "ROUND({decimal}, {small})",
                        "EXTRACT(SECOND FROM {time})",
                        "({decimal} * {decimal})",
                        "CAST({any} AS NUMERIC(20, 2))",
                        "LEAST({decimal}, {number})",
                        "(-{decimal})",
                        "CAST({any} AS DECFLOAT)",
                        "TRUNC({decimal})")
                .rule("real", "({real} * {real})", "CAST({floating} AS REAL)", "(-{real})")
                .rule(
                        "floating",
                        "({floating} + {number})",
                        "(CAST({real} AS REAL) / CAST({floating} AS DOUBLE PRECISION))",
                        "POWER({floating}, {number})",
                        "(-{floating})",
                        "CAST({any} AS DOUBLE PRECISION)",
                        "SQRT({number})")
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
                        "(NOT {bool})",
                        "({bool} AND {bool})",
                        "({uuid} = {uuid})",
                        "({any} IS DISTINCT FROM {any})",
                        "(s = {any})",
                        "(i = {any})",
                        "(n < {any})",
                        "(d = {any})",
                        "(ts > {any})",
                        "(by = {any})",
                        "(({date}, {interval}) OVERLAPS ({date}, {interval}))")
                .rule(
                        "text",
                        "({text} || {any})",
                        "CONCAT({any}, {any})",
                        "UPPER({text})",
                        "SUBSTRING({text} FROM {small})",
                        "COALESCE({text}, {text})",
                        "CAST({any} AS VARCHAR)",
                        "CAST({any} AS CHAR(4))",
                        "TO_CHAR({number}, '999D99')",
                        "LEFT({text}, {small})",
                        "REPLACE({text}, {text}, {text})",
                        "TRIM(BOTH {text} FROM {text})",
                        "RAWTOHEX({any})",
                        "CASE {any} WHEN {any} THEN {text} ELSE {text} END",
                        "FORMATDATETIME({datetime}, 'yyyy-MM-dd')",
                        "INSERT({text}, {small}, {small}, {text})",
                        "LPAD({text}, 5, {text})")
                .rule(
                        "bytes",
                        "({bytes} || {bytes})",
                        "SUBSTRING({bytes} FROM {small})",
                        "COALESCE({bytes}, {bytes})",
                        "CAST({any} AS VARBINARY)",
                        "HASH('SHA-1', {any})",
                        "STRINGTOUTF8({text})")
                .rule(
                        "date",
                        "({date} + {small})",
                        "CAST({any} AS DATE)",
                        "DATEADD(DAY, {small}, {date})",
                        "({date} + {interval})")
                .rule("time", "({time} + {interval})", "CAST({any} AS TIME)", "DATEADD(MINUTE, {small}, {time})")
                .rule("timetz", "CAST({any} AS TIME WITH TIME ZONE)", "({timetz} + {interval})")
                .rule(
                        "datetime",
                        "({datetime} - {interval})",
                        "CAST({any} AS TIMESTAMP)",
                        "DATE_TRUNC('HOUR', {datetime})",
                        "COALESCE({datetime}, {date})",
                        "DATEADD(HOUR, {small}, {datetime})")
                .rule(
                        "instant",
                        "({instant} + {interval})",
                        "CAST({any} AS TIMESTAMP WITH TIME ZONE)",
                        "({instant} AT TIME ZONE 'UTC')",
                        "({datetime} AT TIME ZONE 'UTC')",
                        "COALESCE({instant}, {datetime})",
                        "DATEADD(DAY, {small}, {instant})")
                .rule(
                        "interval",
                        "({interval} * {number})",
                        "({interval} + {interval})",
                        "({datetime} - {datetime})",
                        "({instant} - {instant})",
                        "({time} - {time})",
                        "(-{interval})",
                        "CAST({any} AS INTERVAL SECOND)",
                        "CAST({any} AS INTERVAL DAY TO SECOND)",
                        "(({date} - {date}) DAY)",
                        "(CAST({interval} AS INTERVAL DAY TO SECOND) / CAST({number} AS NUMERIC(20, 2)))")
                .rule("uuid", "COALESCE({uuid}, {uuid})", "CAST({any} AS UUID)")
                .rule(
                        "aggregate",
                        "COUNT({any})",
                        "SUM({number})",
                        "AVG({number})",
                        "MIN({any})",
                        "MAX({text})",
                        "ARRAY_AGG({any} ORDER BY id)",
                        "LISTAGG({text}, '-') WITHIN GROUP (ORDER BY id)",
                        "EVERY({bool})",
                        "SUM({interval})",
                        "COUNT(DISTINCT {any})",
                        "MAX({date})",
                        "SUM({number}) FILTER (WHERE {bool})",
                        "STDDEV_POP({number})")
                .statement(
                        "SELECT {any} AS c, {any} AS d FROM t ORDER BY id",
                        "SELECT {any} AS c",
                        "SELECT {number} AS c, {text} AS d, {date} AS e, {datetime} AS f, {instant} AS g",
                        "SELECT id FROM t WHERE {bool} ORDER BY id",
                        "SELECT id FROM t ORDER BY {any}, id",
                        "SELECT id FROM t ORDER BY ({any}), id",
                        "SELECT id FROM t ORDER BY {any} DESC NULLS LAST, id",
                        "SELECT {any} AS c UNION ALL SELECT {any}",
                        "SELECT {any} AS c UNION SELECT {any}",
                        "SELECT {aggregate} AS c, {aggregate} AS d FROM t",
                        "SELECT COUNT(*) AS c FROM t GROUP BY {any}",
                        "SELECT x FROM (SELECT {any} AS x) q WHERE x = {any}",
                        "SELECT id, SUM({number}) OVER (PARTITION BY {any} ORDER BY id) AS c FROM t ORDER BY id",
                        "SELECT id FROM t ORDER BY id LIMIT {limit}",
                        "SELECT id FROM t ORDER BY id OFFSET {limit} ROWS FETCH NEXT {limit} ROWS ONLY",
                        "SELECT * FROM (VALUES ({any}, {any}), ({any}, {any})) AS q (x, y)",
                        "SELECT JSON_OBJECT('a' : {any}) AS c",
                        "SELECT JSON_ARRAY({any}, {any}) AS c",
                        "SELECT ARRAY[{any}, {any}] AS c",
                        "SELECT ROW({any}, {any}) AS c",
                        "SELECT id, SUM(i) OVER (ORDER BY id ROWS {limit} PRECEDING) AS c FROM t ORDER BY id")
                .store(
                        "si",
                        "small",
                        "i",
                        "small",
                        "l",
                        "big",
                        "n",
                        "number",
                        "r",
                        "real",
                        "f",
                        "floating",
                        "b",
                        "bool")
                .store(
                        "s",
                        "text",
                        "ch",
                        "text",
                        "by",
                        "bytes",
                        "d",
                        "date",
                        "tm",
                        "time",
                        "tz",
                        "timetz",
                        "ts",
                        "datetime",
                        "tsz",
                        "instant",
                        "iv",
                        "interval",
                        "u",
                        "uuid")
                .statement(
                        "UPDATE w SET s = {any}, n = {any} WHERE {bool}",
                        "DELETE FROM w WHERE id = {any}",
                        "INSERT INTO w (id, s) VALUES (1, {any}), (2, {any})",
                        "INSERT INTO w (i, l, n, f, s, by) VALUES ({any}, {any}, {any}, {any}, {any}, {any})",
                        "MERGE INTO w (id, s) KEY (id) VALUES ({small}, {any})");
    }

    /** A parameter that is told its own type. */
    private static String typed(Object value) {
        return value == null ? "NULL" : "CAST(? AS " + type(value) + ")";
    }

    private static String typedBehindConditions(Object value) {
        return value instanceof Boolean ? value.toString() : typed(value);
    }

    private static String type(Object value) {
        if (value instanceof BigDecimal decimal) {
            return "NUMERIC(" + Math.max(decimal.precision(), decimal.scale()) + ", " + decimal.scale() + ")";
        }
        if (value instanceof BigInteger integer) {
            return "NUMERIC(" + new BigDecimal(integer).precision() + ")";
        }
        if (value instanceof String text) {
            return "VARCHAR(" + Math.max(1, text.length()) + ")";
        }
        if (value instanceof byte[] bytes) {
            return "VARBINARY(" + Math.max(1, bytes.length) + ")";
        }
        return switch (value.getClass().getSimpleName()) {
            case "Integer" -> "INTEGER";
            case "Long" -> "BIGINT";
            case "Float" -> "REAL";
            case "Double" -> "DOUBLE PRECISION";
            case "Boolean" -> "BOOLEAN";
            case "LocalDate" -> "DATE";
            case "LocalTime" -> "TIME(9)";
            case "OffsetTime" -> "TIME(9) WITH TIME ZONE";
            case "LocalDateTime" -> "TIMESTAMP(9)";
            case "OffsetDateTime" -> "TIMESTAMP(9) WITH TIME ZONE";
            case "Duration" -> "INTERVAL SECOND(18, 9)";
            case "UUID" -> "UUID";
            default -> throw new IllegalArgumentException(value.getClass().getName());
        };
    }

    private ExpressionComparison comparison() {
        ExpressionComparison comparison = new ExpressionComparison(connection, DRIVER, MODE, grammar());
        return comparison
                .accept(
                        "a parameter has the type of its neighbour",
                        d -> comparison.agrees(d, H2ExpressionTest::typed, UnaryOperator.identity()))
                .accept(
                        "SUM knows no type of a parameter",
                        d -> String.valueOf(d.bound().error()).contains("[90015-"))
                .accept("a NULL beside a constant is a constant without a type", d -> isOfNull(comparison, d))
                .accept(
                        "a constant has the digits that it needs, and a quotient or ROUND those of its operands",
                        d -> isOfDigits(comparison, d))
                .accept(
                        "a CASE of constants is its branch",
                        d -> comparison.agrees(d, H2ExpressionTest::typedBehindConditions, UnaryOperator.identity()))
                .accept(
                        "a CASE of constants is its branch, and a CHAR in it keeps its spaces",
                        H2ExpressionTest::isOfSpaces)
                .accept("an expression of constants is computed at once, or never", H2ExpressionTest::isOfTime)
                .accept(
                        "LIKE of a constant without wildcards is =, in the column's type",
                        d -> isOfLike(comparison, d));
    }

    /** Whether the text has the bound outcome once the left operand of LIKE is text by a cast. */
    private static boolean isOfLike(ExpressionComparison comparison, Difference difference) {
        String template = difference.statement().template();
        String cast = template.replaceAll("\\((\\w+) LIKE ", "(CAST($1 AS VARCHAR) LIKE ");
        return !cast.equals(template)
                && comparison
                        .interpolated(SqlTemplate.compile(cast, MODE)
                                .toSql(difference.statement().values().toArray()))
                        .withoutSizes()
                        .sameAs(difference.bound().withoutSizes());
    }

    private static boolean isOfNull(ExpressionComparison comparison, Difference difference) {
        if (!difference.statement().values().contains(null)
                && !difference.statement().template().contains("NULLIF(")) {
            return false;
        }
        List<String> rows = difference.interpolated().rows();
        ExpressionComparison.Outcome typed = comparison.boundAs(difference, H2ExpressionTest::typed);
        boolean otherType = difference.bound().error() == null
                && difference.interpolated().error() == null
                && !difference.bound().types().equals(difference.interpolated().types());
        return otherType
                || difference.bound().rows().equals(rows)
                || typed == null
                || typed.error() != null
                || typed.rows().equals(rows)
                || String.valueOf(difference.interpolated().error()).contains("[90015-")
                || String.valueOf(difference.bound().error()).contains("[90110-");
    }

    private static boolean isOfDigits(ExpressionComparison comparison, Difference difference) {
        String template = difference.statement().template();
        if (!template.contains(" / ") && !template.contains("ROUND(")) {
            return false;
        }
        ExpressionComparison.Outcome typed = comparison.boundAs(difference, H2ExpressionTest::typed);
        return typed == null
                || rounded(typed).equals(rounded(difference.interpolated()))
                || difference.statement().values().stream()
                        .anyMatch(v -> v instanceof BigDecimal || v instanceof BigInteger);
    }

    private static boolean isOfSpaces(Difference difference) {
        return difference.statement().template().contains("CASE ")
                && difference.bound().error() == null
                && withoutSpaces(difference.bound()).equals(withoutSpaces(difference.interpolated()));
    }

    private static List<String> withoutSpaces(ExpressionComparison.Outcome outcome) {
        return outcome.rows().stream().map(row -> row.replace(" ", "")).toList();
    }

    private static List<String> rounded(ExpressionComparison.Outcome outcome) {
        return outcome.rows().stream()
                .map(row -> DECIMAL.matcher(row.replace(" ", ""))
                        .replaceAll(m -> new BigDecimal(m.group())
                                .round(new MathContext(DIGITS))
                                .stripTrailingZeros()
                                .toPlainString()))
                .toList();
    }

    /** One of them meets data that cannot be converted, and the other has no need to convert them. */
    private static boolean isOfTime(Difference difference) {
        String error = difference.bound().error() != null
                ? difference.bound().error()
                : difference.interpolated().error();
        return error != null && DATA_ERROR.matcher(error).find();
    }

    @Test
    void expressions() {
        comparison().check(FuzzCount.seed(), FuzzCount.EXPRESSIONS);
    }

    /** Control: a long was its digits. */
    @Test
    void aLiteralOfAnotherTypeIsFound() {
        ExpressionComparison before = comparison()
                .interpolating(value -> value instanceof Long number ? RawSql.unchecked(number.toString()) : value);
        assertThat(before.differences(FuzzCount.SEED_OF_CONTROL, FuzzCount.EXPRESSIONS_OF_CONTROL))
                .isNotEmpty();
        assertThat(comparison().differences(FuzzCount.SEED_OF_CONTROL, FuzzCount.EXPRESSIONS_OF_CONTROL))
                .isEmpty();
    }

    @Test
    void durationsAndLongsInColumnsOfOtherTypes() {
        ExpressionComparison comparison = comparison();
        for (Duration duration : List.of(Duration.ofHours(100), Duration.ofMillis(-500), Duration.ZERO)) {
            comparison.checkSame("SELECT ? AS c", duration);
            comparison.checkSame("INSERT INTO w (i) VALUES (?)", duration);
            comparison.checkSame("INSERT INTO w (n) VALUES (?)", duration);
            comparison.checkSame("INSERT INTO w (iv) VALUES (?)", duration);
            comparison.checkSame("INSERT INTO w (s) VALUES (?)", duration);
        }
        for (long number : new long[] {5, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            comparison.checkSame("SELECT ? AS c", number);
            comparison.checkSame("INSERT INTO w (by) VALUES (?)", number);
            comparison.checkSame("INSERT INTO w (df) VALUES (?)", number);
            comparison.checkSame("SELECT CAST(? AS VARBINARY) AS c", number);
        }
        for (Object decimal : List.of(new BigDecimal("5"), BigInteger.TEN, new BigDecimal("1E+3"))) {
            comparison.checkSame("SELECT ? AS c", decimal);
            comparison.checkSame("INSERT INTO w (n) VALUES (?)", decimal);
        }
    }

    @Test
    void ordinalsOfEveryKindAreRefused() {
        for (String template : List.of(
                "SELECT id FROM t ORDER BY ?",
                "SELECT id FROM t ORDER BY -?",
                "SELECT id FROM t ORDER BY id, (?)",
                "SELECT COUNT(*) FROM t GROUP BY ?",
                "SELECT COUNT(*) FROM t GROUP BY (+?)")) {
            assertThatThrownBy(() -> SqlTemplate.compile(template, MODE))
                    .as(template)
                    .isInstanceOf(SqlTemplateException.class);
        }
    }
}
