// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Tables, expressions and values for MySQL and MariaDB, and how their driver binds and reads. */
final class MySqlExpressions implements ExpressionComparison.Driver {

    /** A DOUBLE that is not rounded to a number of digits says that it has so many. */
    private static final int NO_FIXED_DIGITS = 31;

    private static final String NUMBERS =
            "id INT, ti TINYINT, i INT, ui INT UNSIGNED, l BIGINT, ul BIGINT UNSIGNED, n DECIMAL(20,2),"
                    + " f FLOAT, r DOUBLE, s VARCHAR(60), c CHAR(8), tx TEXT, bi VARBINARY(60), bl BLOB, bt "
                    + "BIT(16), y YEAR";
    private static final String TEMPORALS = ", d DATE, tm TIME(6), dt DATETIME(6), ts TIMESTAMP(6) NULL";

    private static final Pattern TIME = Pattern.compile("\\b(TIME|TIMESTAMP|TIME_TO_SEC|SEC_TO_TIME)\\(");
    private static final Pattern EMPTY_STRING =
            Pattern.compile("SUBSTRING|LEFT|REPEAT|MAKE_SET|INSERT\\(|TRIM|SUBSTRING_INDEX|LPAD|REPLACE|UNHEX");
    private static final double MAX_WIDTH = 1e16;
    private static final Pattern STRINGS = Pattern.compile("CHAR|TEXT|BINARY|BLOB");

    private final boolean temporals;

    MySqlExpressions(boolean temporals) {
        this.temporals = temporals;
    }

    /** The table that expressions read and the one that they write to. */
    void createTables(Connection connection) throws SQLException {
        String columns = "(" + NUMBERS + (temporals ? TEMPORALS : "") + ") CHARACTER SET utf8mb4";
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET time_zone = '+00:00', timestamp = 1700000000");
            statement.execute("CREATE TEMPORARY TABLE t " + columns);
            statement.execute("CREATE TEMPORARY TABLE w " + columns);
            statement.execute("INSERT INTO t VALUES (1, 1, 1, 1, 1, 1, 1.5, 1.5, 1.5, 'abc', 'abc', 'abc', x'31', "
                    + "x'31', 49, 2015"
                    + (temporals ? ", '2024-11-03', '10:11:12', '2024-11-03 01:30:00', '2024-11-03 01:30:00'" : "")
                    + ")");
            statement.execute(
                    "INSERT INTO t VALUES (2, -2, 100000, 3, 20150208, 9223372036854775808, 2, 0.1, 0.1, '2', "
                            + "'2', '1e1',"
                            + " x'00FF', x'F0', 255, 1999"
                            + (temporals
                                    ? ", '2015-02-08', '-99:00:00', '2015-02-08 00:00:00', '2015-02-08 00:00:00.5'"
                                    : "")
                            + ")");
            statement.execute("INSERT INTO t (id) VALUES (3)");
        }
    }

    ExpressionGrammar grammar() {
        ExpressionGrammar grammar = new ExpressionGrammar(12)
                .type(
                        "integer",
                        "ti i l id y",
                        0,
                        1,
                        -1,
                        2,
                        3,
                        -7,
                        100,
                        5L,
                        3_000_000_000L,
                        Long.MIN_VALUE,
                        Long.MAX_VALUE,
                        true,
                        false)
                .type(
                        "decimal",
                        "n",
                        new BigDecimal("2.7"),
                        new BigDecimal("-0.05"),
                        new BigDecimal("10.00"),
                        new BigDecimal("3"),
                        new BigDecimal("5"),
                        new BigInteger("18446744073709551615"),
                        new BigInteger("9223372036854775808"),
                        BigInteger.valueOf(-4),
                        BigInteger.ONE,
                        new BigInteger("-9223372036854775809"))
                .type("unsigned", "ui ul", 1, 5L, new BigDecimal("5"))
                .type(
                        "floating",
                        "f r",
                        0.1,
                        1e14,
                        1e-5,
                        -2.5,
                        3.0,
                        1e22,
                        1e15,
                        123456.789,
                        1e-4,
                        1e300,
                        0.1f,
                        -2.5f,
                        16777216f)
                .type(
                        "text",
                        "s c tx",
                        "abc",
                        "ab",
                        "ab ",
                        "",
                        "it's",
                        "b\\n",
                        "1",
                        "-2",
                        "1.0",
                        "1e1",
                        " 3 ",
                        "20150208",
                        "2015-02-08",
                        "10:11:12",
                        "\u00e4\u20ac")
                .type(
                        "bytes",
                        "bi bl",
                        new byte[] {0x31},
                        new byte[0],
                        new byte[] {0, (byte) 0xFF},
                        new byte[] {0x0f},
                        new byte[] {(byte) 0xf0},
                        "1e1".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .type("limit", "", 0, 1, 2L, 1000)
                .rule("number", "{integer}", "{decimal}", "{floating}", "{unsigned}")
                .rule(
                        "integer",
                        "({integer} + {integer})",
                        "({integer} % {integer})",
                        "({number} DIV {number})",
                        "LENGTH({any})",
                        "CHAR_LENGTH({any})",
                        "ABS({integer})",
                        "(-{integer})",
                        "({any} & {any})",
                        "({any} | {any})",
                        "(~{any})",
                        "({any} << {integer})",
                        "BIT_COUNT({any})",
                        "COALESCE({integer}, {integer})",
                        "NULLIF({any}, {any})",
                        "CASE WHEN {bool} THEN {integer} ELSE {integer} END",
                        "CAST({any} AS SIGNED)",
                        "CAST({any} AS UNSIGNED)",
                        "INSTR({text}, {text})",
                        "ASCII({any})",
                        "SIGN({any})",
                        "(SELECT COUNT({any}) FROM t)",
                        "{bool}",
                        "({any} + 0)",
                        "IF({bool}, {integer}, {integer})",
                        "FIELD({any}, {any}, {any})",
                        "INTERVAL({number}, {number}, {number})",
                        "CRC32({any})",
                        "FLOOR({number})",
                        "({integer}-{integer})")
                .rule(
                        "unsigned",
                        "({unsigned} - {any})",
                        "CAST({number} AS UNSIGNED)",
                        "({unsigned} * {number})",
                        "BIT_LENGTH({text})")
                .rule(
                        "decimal",
                        "({decimal} + {any})",
                        "({decimal} / {number})",
                        "ROUND({decimal}, {integer})",
                        "CAST({any} AS DECIMAL(20, 3))",
                        "({decimal} * {decimal})",
                        "TRUNCATE({decimal}, 1)",
                        "(-{decimal})",
                        "IFNULL({decimal}, {number})",
                        "LEAST({decimal}, {number})",
                        "({decimal} % {decimal})")
                .rule(
                        "floating",
                        "({floating} + {any})",
                        "({any} / {floating})",
                        "POW({number}, {integer} % 5)",
                        "(-{floating})",
                        "SQRT({any})",
                        "({any} + 0e0)",
                        "ROUND({floating})")
                .rule(
                        "bool",
                        "({any} < {any})",
                        "({any} = {any})",
                        "({any} <=> {any})",
                        "({text} LIKE {text})",
                        "({text} REGEXP '^[0-9]')",
                        "({any} IS NULL)",
                        "({any} BETWEEN {any} AND {any})",
                        "({any} IN ({any}, {any}))",
                        "(NOT {any})",
                        "({any} AND {any})",
                        "({any} XOR {any})",
                        "(({any}, {any}) = ({any}, {any}))",
                        "({any} IS TRUE)",
                        "STRCMP({any}, {any})",
                        "({any} NOT IN (SELECT s FROM t))",
                        "(s = {any})",
                        "(i = {any})",
                        "(bi = {any})",
                        "(r = {any})",
                        "(n = {any})",
                        "(ul = {any})",
                        "(bt = {any})")
                .rule(
                        "text",
                        "CONCAT({any}, {any})",
                        "UPPER({text})",
                        "SUBSTRING({any}, {integer})",
                        "SUBSTRING({text} FROM {integer} FOR {integer})",
                        "COALESCE({text}, {any})",
                        "HEX({any})",
                        "CAST({any} AS CHAR)",
                        "LEFT({any}, {integer})",
                        "CASE {any} WHEN {any} THEN {text} ELSE {any} END",
                        "GREATEST({any}, {any})",
                        "LEAST({any}, {any})",
                        "IF({any}, {any}, {any})",
                        "QUOTE({any})",
                        "LPAD({any}, 7, {text})",
                        "CONCAT_WS({any}, {any}, {any})",
                        "TRIM({text})",
                        "REVERSE({any})",
                        "FORMAT({number}, 2)",
                        "CONV({any}, 10, 16)",
                        "MAKE_SET({integer}, {any}, {any})",
                        "ELT({integer}, {any}, {any})",
                        "MD5({any})",
                        "INSERT({text}, {integer}, {integer}, {text})",
                        "SUBSTRING_INDEX({text}, {text}, {integer})",
                        "LOWER({any})",
                        "IFNULL({any}, {any})",
                        "REPEAT({any}, {integer} % 3)")
                .rule(
                        "bytes",
                        "CAST({any} AS BINARY)",
                        "UNHEX({text})",
                        "CONCAT({bytes}, {any})",
                        "COALESCE({bytes}, {bytes})",
                        "SUBSTRING({bytes}, {integer})",
                        "BINARY {any}")
                .rule(
                        "aggregate",
                        "COUNT({any})",
                        "SUM({any})",
                        "AVG({any})",
                        "MIN({any})",
                        "MAX({any})",
                        "GROUP_CONCAT({any})",
                        "COUNT(DISTINCT {any})",
                        "BIT_OR({any})",
                        "BIT_AND({any})",
                        "BIT_XOR({any})",
                        "STD({number})")
                .statement(
                        "SELECT {any} AS c, {any} AS d FROM t ORDER BY id",
                        "SELECT {any} AS c",
                        "SELECT {any} AS c, {any} AS d",
                        "SELECT id FROM t WHERE {bool} ORDER BY id",
                        "SELECT id FROM t WHERE {any} ORDER BY id",
                        "SELECT id FROM t ORDER BY {any}, id",
                        "SELECT id FROM t ORDER BY ({any}), id",
                        "SELECT id FROM t ORDER BY {any} DESC, id",
                        "SELECT {any} AS c UNION ALL SELECT {any}",
                        "SELECT {any} AS c UNION SELECT {any}",
                        "SELECT {aggregate} AS c, {aggregate} AS d FROM t",
                        "SELECT COUNT(*) AS c FROM t GROUP BY {any}",
                        "SELECT x FROM (SELECT {any} AS x) q WHERE x = {any}",
                        "SELECT id FROM t ORDER BY id LIMIT {limit}",
                        "SELECT id FROM t ORDER BY id LIMIT {limit}, {limit}",
                        "SELECT DISTINCT {any} AS c, {any} AS d FROM t",
                        "SELECT {any} AS c FROM t GROUP BY id HAVING c = {any} ORDER BY id")
                .store(
                        "ti",
                        "integer",
                        "i",
                        "integer",
                        "ui",
                        "unsigned",
                        "l",
                        "integer",
                        "ul",
                        "unsigned",
                        "n",
                        "number",
                        "f",
                        "floating",
                        "r",
                        "floating")
                .store(
                        "s", "text", "c", "text", "tx", "text", "bi", "bytes", "bl", "bytes", "bt", "integer", "y",
                        "integer")
                .statement(
                        "UPDATE w SET s = {any}, n = {any} WHERE {any}",
                        "DELETE FROM w WHERE id = {any}",
                        "INSERT INTO w (id, s) VALUES (1, {any}), (2, {any})",
                        "INSERT INTO w (i, l, n, r, s, bi) VALUES ({any}, {any}, {any}, {any}, {any}, {any})");
        return temporals ? withTemporals(grammar) : grammar;
    }

    private static ExpressionGrammar withTemporals(ExpressionGrammar grammar) {
        // No negative durations: the driver binds other ones.
        return grammar.type("date", "d", LocalDate.of(2015, 2, 8), LocalDate.of(2024, 11, 3), LocalDate.of(1, 1, 1))
                .type(
                        "time",
                        "tm",
                        LocalTime.of(10, 11, 12),
                        LocalTime.of(10, 11, 13),
                        LocalTime.of(0, 0, 0, 4000),
                        Duration.ofHours(99),
                        Duration.ofHours(100),
                        Duration.ofMillis(3_600_500),
                        Duration.ZERO)
                .type(
                        "datetime",
                        "dt ts",
                        LocalDateTime.of(2024, 11, 3, 1, 30, 0, 250_000_000),
                        LocalDateTime.of(2015, 2, 8, 0, 0),
                        LocalDateTime.of(2015, 2, 8, 10, 11, 12))
                .rule("number", "({date} + 0)", "({time} + 0)", "({datetime} + 0)", "({time} * {number})")
                .rule("text", "REPLACE({text}, {any}, {any})")
                .rule(
                        "integer",
                        "YEAR({date})",
                        "DATEDIFF({date}, {datetime})",
                        "TIMESTAMPDIFF(SECOND, {any}, {any})",
                        "TIMESTAMPDIFF(DAY, {date}, {datetime})",
                        "TO_DAYS({any})",
                        "HOUR({time})",
                        "TIME_TO_SEC({any})",
                        "UNIX_TIMESTAMP({datetime})",
                        "EXTRACT(MICROSECOND FROM {any})",
                        "MICROSECOND({time})",
                        "WEEKDAY({any})")
                .rule(
                        "text",
                        "DATE_FORMAT({any}, '%Y-%m-%d %T.%f')",
                        "TIME_FORMAT({any}, '%H:%i:%s.%f')",
                        "DATE_FORMAT({date}, {text})",
                        "CONCAT({date}, {time}, {datetime})",
                        "MAX({date})")
                .rule(
                        "bool",
                        "({date} < {datetime})",
                        "({time} < {time})",
                        "({time} = {any})",
                        "({datetime} = {any})",
                        "(d = {any})",
                        "(tm = {any})",
                        "(dt = {any})",
                        "(s = {datetime})",
                        "({time} BETWEEN {time} AND {time})",
                        "({date} IN ({date}, {text}))")
                .rule(
                        "date",
                        "DATE({any})",
                        "CAST({any} AS DATE)",
                        "({date} + INTERVAL {integer} DAY)",
                        "LAST_DAY({datetime})",
                        "COALESCE({date}, {date})",
                        "MAKEDATE({integer}, {integer})",
                        "GREATEST({date}, {date})",
                        "ADDDATE({date}, {integer})",
                        "STR_TO_DATE({text}, '%Y-%m-%d')")
                .rule(
                        "time",
                        "TIME({any})",
                        "CAST({any} AS TIME)",
                        "CAST({any} AS TIME(6))",
                        "TIMEDIFF({time}, {time})",
                        "TIMEDIFF({datetime}, {datetime})",
                        "ADDTIME({time}, {time})",
                        "SEC_TO_TIME({number})",
                        "GREATEST({time}, {time})",
                        "CASE WHEN {bool} THEN {time} ELSE {time} END",
                        "IFNULL({time}, {time})",
                        "SUBTIME({any}, {time})")
                .rule(
                        "datetime",
                        "CAST({any} AS DATETIME)",
                        "CAST({any} AS DATETIME(6))",
                        "({datetime} + INTERVAL {number} SECOND)",
                        "ADDTIME({datetime}, {time})",
                        "TIMESTAMP({any})",
                        "TIMESTAMP({date}, {time})",
                        "FROM_UNIXTIME({integer})",
                        "CONVERT_TZ({datetime}, '+00:00', '+02:00')",
                        "COALESCE({datetime}, {date})",
                        "({date} + INTERVAL {integer} HOUR)",
                        "LEAST({datetime}, {date})",
                        "DATE_SUB({datetime}, INTERVAL {integer} MINUTE)")
                .rule(
                        "aggregate",
                        "SUM({time})",
                        "MIN({date})",
                        "MAX({time})",
                        "AVG({date})",
                        "GROUP_CONCAT({datetime})")
                .store(
                        "d",
                        "date",
                        "tm",
                        "time",
                        "dt",
                        "datetime",
                        "ts",
                        "datetime",
                        "d",
                        "time",
                        "tm",
                        "datetime",
                        "l",
                        "date",
                        "s",
                        "datetime",
                        "r",
                        "time");
    }

    /** A UNION keeps the whole text of a double; of a bare literal it has no more digits than the literal has chars. */
    static void checkTextsOfDoubles(ExpressionComparison comparison, SqlMode mode) {
        for (double value : new double[] {1e14, 1e-5}) {
            comparison.checkSame("SELECT CONCAT(?) AS c", value);
            for (String template : List.of(
                    "SELECT CONCAT(?) AS c UNION SELECT 'r'", "SELECT COALESCE(?, 'q') AS c UNION SELECT 'r'")) {
                comparison.checkSame(template, value);
                ExpressionComparison.Outcome bound = comparison.bound(template, List.of(value));
                String bare =
                        SqlTemplate.compile(template, mode.bareLiterals(true)).toSql(value);
                assertThat(comparison.interpolated(bare).sameAs(bound))
                        .as("%s gives %s", bare, bound)
                        .isFalse();
            }
        }
    }

    /** What no literal can avoid. */
    ExpressionComparison accept(ExpressionComparison comparison) {
        comparison
                .accept("a bound NULL has the type that the driver sends with it", comparison::agreesWithNullWritten)
                .accept(
                        "a minus before an integer is a part of the literal, and a function of a parameter",
                        d -> comparison.agrees(d, value -> "?", MySqlExpressions::noLiteral))
                .accept(
                        "digits and types are settled when a statement is prepared, before a value is known",
                        d -> comparison.agrees(d, MySqlExpressions::typed, UnaryOperator.identity()));
        return temporals ? acceptNew(comparison) : acceptOld(comparison);
    }

    private static ExpressionComparison acceptNew(ExpressionComparison comparison) {
        return comparison
                .accept(
                        "x'…' has no digits behind a point, and no exponent in FROM_UNIXTIME",
                        d -> comparison.agrees(d, value -> "?", MySqlExpressions::bytesAsText))
                .accept(
                        "the digits of TIME(?) and TIMESTAMP(?) are settled when they are prepared",
                        d -> TIME.matcher(d.statement().template()).find())
                .accept(
                        "ROUND of a double cuts it to a width where a column is made of it",
                        d -> d.statement().template().contains("ROUND(")
                                && d.statement().values().stream()
                                        .anyMatch(v -> v instanceof Double number && Math.abs(number) > MAX_WIDTH))
                .accept(
                        "what is only counted is computed if it has a parameter, and may then be an error, if strict",
                        d -> d.statement().template().contains("COUNT(")
                                && d.interpolated().error() == null
                                && String.valueOf(d.bound().error()).contains("Truncated incorrect"));
    }

    private static ExpressionComparison acceptOld(ExpressionComparison comparison) {
        return comparison
                .accept(
                        "5.5 takes the size of what it computes from the literals in it",
                        d -> comparison.agrees(d, value -> "?", MySqlExpressions::sizeless)
                                || comparison.agrees(d, MySqlExpressions::typed, MySqlExpressions::sizeless))
                .accept(
                        "5.5 has one empty string for all functions, and some write into it",
                        d -> EMPTY_STRING.matcher(d.statement().template()).find()
                                && !comparison
                                        .interpolated("SELECT SUBSTRING('a', 9)")
                                        .rows()
                                        .equals(List.of("")))
                .accept(
                        "5.5 gives the text of a constant number another collation",
                        d -> String.valueOf(d.interpolated().error()).contains("Illegal mix of collations"))
                .accept(
                        "5.5 reports a constant that is no number as an error, if strict",
                        d -> d.bound().error() == null
                                && String.valueOf(d.interpolated().error()).contains("Truncated incorrect"));
    }

    /** A parameter that is told its own type. */
    private static String typed(Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof BigInteger integer) {
            return typed(new BigDecimal(integer));
        }
        if (value instanceof BigDecimal decimal) {
            return "CAST(? AS DECIMAL(" + Math.max(decimal.precision(), decimal.scale()) + ", " + decimal.scale()
                    + "))";
        }
        if (value instanceof Double || value instanceof Float) {
            return "(? + 0e0)";
        }
        return "CAST(? AS " + type(value) + ")";
    }

    private static String type(Object value) {
        if (value instanceof String) {
            return "CHAR";
        }
        if (value instanceof byte[]) {
            return "BINARY";
        }
        if (value instanceof LocalDate) {
            return "DATE";
        }
        if (value instanceof LocalDateTime dateTime) {
            return dateTime.getNano() == 0 ? "DATETIME" : "DATETIME(6)";
        }
        if (value instanceof LocalTime time) {
            return time.getNano() == 0 ? "TIME" : "TIME(6)";
        }
        if (value instanceof Duration duration) {
            return duration.toNanosPart() == 0 ? "TIME" : "TIME(6)";
        }
        return "SIGNED";
    }

    private static Object noLiteral(Object value) {
        if (value instanceof Boolean bool) {
            return noLiteral(bool ? 1 : 0);
        }
        return value instanceof Integer || value instanceof Long
                ? RawSql.unchecked("CAST(" + value + " AS SIGNED)")
                : value;
    }

    private static Object bytesAsText(Object value) {
        return value instanceof byte[] bytes
                ? RawSql.unchecked("_binary x'" + HexFormat.of().formatHex(bytes) + "'")
                : value;
    }

    /** A number whose digits are not those of the literal in it. */
    private static Object sizeless(Object value) {
        if (value instanceof Double || value instanceof Float) {
            return RawSql.unchecked("(" + ((Number) value).doubleValue() + " + 0e0)");
        }
        Object integer = value instanceof Boolean bool ? (bool ? 1 : 0) : value;
        return integer instanceof Integer || integer instanceof Long
                ? RawSql.unchecked("CAST((" + integer + " | 0) AS SIGNED)")
                : value;
    }

    @Override
    public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.NULL);
        } else if (value instanceof BigInteger integer) {
            statement.setBigDecimal(index, new BigDecimal(integer));
        } else if (value instanceof Boolean bool) {
            statement.setInt(index, bool ? 1 : 0);
        } else if (value instanceof Float real) {
            statement.setDouble(index, real);
        } else {
            statement.setObject(index, value);
        }
    }

    /** A date with month 0 says nothing: the driver cannot read it. */
    @Override
    public boolean lacksType(SQLException error) {
        return String.valueOf(error.getMessage()).contains("cannot be decoded");
    }

    /** What literals cannot tell apart is one type: INT and BIGINT, FLOAT and DOUBLE, sizes of texts and of bytes. */
    @Override
    public String type(ResultSetMetaData columns, int column) throws SQLException {
        String type = columns.getColumnTypeName(column).toUpperCase(Locale.ROOT);
        String unsigned = type.endsWith(" UNSIGNED") ? " UNSIGNED" : "";
        String plain = type.substring(0, type.length() - unsigned.length());
        if (!temporals
                && columns.getColumnType(column) != Types.BIT
                && STRINGS.matcher(plain).find()) {
            // Before 5.6 the text of a bound number is a binary string.
            return "string";
        }
        return switch (plain) {
            case "TINYINT", "SMALLINT", "MEDIUMINT", "INT", "INTEGER", "BIGINT" -> "integer" + unsigned;
            case "FLOAT", "DOUBLE" -> "double";
            case "CHAR", "VARCHAR", "TINYTEXT", "TEXT", "MEDIUMTEXT", "LONGTEXT" -> "text";
            case "BINARY", "VARBINARY", "TINYBLOB", "BLOB", "MEDIUMBLOB", "LONGBLOB" -> "bytes";
            default -> plain;
        };
    }

    @Override
    public String read(ResultSet row, int column) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        String type = type(columns, column);
        switch (type) {
            case "double" -> {
                double value = row.getDouble(column);
                return row.wasNull() ? null : number(value, columns, column);
            }
            case "bytes", "string", "BIT" -> {
                byte[] bytes = row.getBytes(column);
                return bytes == null ? null : HexFormat.of().formatHex(bytes);
            }
            case "TIME", "DATETIME", "TIMESTAMP" -> {
                String text = row.getString(column);
                return text == null || text.indexOf('.') < 0 ? text : text.replaceAll("\\.?0+$", "");
            }
            default -> {
                return row.getString(column);
            }
        }
    }

    /** Where the server rounds a number's text, to digits of the column or to those of a FLOAT, both are rounded. */
    private static String number(double value, ResultSetMetaData columns, int column) throws SQLException {
        if (columns.getColumnTypeName(column).startsWith("FLOAT")) {
            return Double.toString(new BigDecimal(value)
                    .round(new java.math.MathContext(5, RoundingMode.HALF_EVEN))
                    .doubleValue());
        }
        if (value == 0) {
            // Its sign is seen nowhere in the server.
            return "0.0";
        }
        int digits = columns.getScale(column);
        if (digits < NO_FIXED_DIGITS && Math.abs(value) < 1e15) {
            return Double.toString(new BigDecimal(Double.toString(value))
                    .setScale(digits, RoundingMode.HALF_EVEN)
                    .doubleValue());
        }
        return Double.toString(value);
    }
}
