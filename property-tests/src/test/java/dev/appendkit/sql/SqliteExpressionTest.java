// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Expressions mean the same to SQLite bound and interpolated, in value and in each value's storage class. */
class SqliteExpressionTest {
    private static final SqlMode MODE = SqlMode.sqlite();

    private static final String COLUMNS =
            "(id INTEGER PRIMARY KEY, i INT, r REAL, n NUMERIC, s TEXT, v VARCHAR(10), b BLOB, x, d DATE)";

    static final ExpressionComparison.Driver DRIVER = new ExpressionComparison.Driver() {
        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
            if (value instanceof LocalDateTime dateTime) {
                statement.setString(index, dateTime.toString().replace('T', ' ') + ":00");
            } else if (value instanceof LocalDate || value instanceof LocalTime || value instanceof BigDecimal) {
                statement.setString(index, value.toString());
            } else if (value instanceof Boolean bool) {
                statement.setInt(index, bool ? 1 : 0);
            } else if (value instanceof Float real) {
                statement.setDouble(index, real);
            } else {
                statement.setObject(index, value);
            }
        }

        @Override
        public String type(ResultSetMetaData columns, int column) {
            return "";
        }

        @Override
        public String read(ResultSet row, int column) throws SQLException {
            Object value = row.getObject(column);
            if (value instanceof byte[] bytes) {
                return "BLOB " + HexFormat.of().formatHex(bytes);
            }
            return value == null ? "NULL" : value.getClass().getSimpleName() + " " + value;
        }
    };

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t " + COLUMNS);
            statement.execute("CREATE TABLE w " + COLUMNS);
            statement.execute("INSERT INTO t VALUES (1, 1, 1.5, 1, 'abc', 'abc', x'31', '1', '2015-02-08'),"
                    + " (2, -2, 0.1, 2.5, '2', '2', x'00FF', 1, '2024-11-03'),"
                    + " (3, 100000, 1e14, '7', 'ab', 'AB', x'', x'31', 20150208)");
            statement.execute("INSERT INTO t (id) VALUES (4)");
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private static ExpressionGrammar grammar() {
        return new ExpressionGrammar(15)
                .type(
                        "integer",
                        "i id",
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
                        "real",
                        "r",
                        0.1,
                        1e14,
                        1e-5,
                        -2.5,
                        3.0,
                        1.0,
                        9007199254740992.0,
                        Double.POSITIVE_INFINITY,
                        0.1f,
                        -2f)
                .type(
                        "text",
                        "s v x",
                        "abc",
                        "ab",
                        "",
                        "it's",
                        "b\\n",
                        "1",
                        "-2",
                        "1.0",
                        "1e1",
                        " 3 ",
                        "2015-02-08",
                        "\u00e4\ud83d\ude00",
                        new BigDecimal("2.70"),
                        new BigDecimal("3"))
                .type(
                        "blob",
                        "b",
                        new byte[] {0x31},
                        new byte[0],
                        new byte[] {0, (byte) 0xFF},
                        "1".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .type(
                        "temporal",
                        "d",
                        LocalDate.of(2015, 2, 8),
                        LocalDateTime.of(2024, 11, 3, 1, 30),
                        LocalTime.of(10, 11, 12))
                .type("limit", "", 0, 1, 2, 1000L, -1)
                .rule("number", "{integer}", "{real}", "n")
                .rule(
                        "integer",
                        "({integer} + {integer})",
                        "({integer} % {integer})",
                        "({integer} / {integer})",
                        "length({any})",
                        "abs({integer})",
                        "(-{integer})",
                        "(+{integer})",
                        "(~{integer})",
                        "({integer} & {integer})",
                        "({integer} << {integer})",
                        "({integer} | {integer})",
                        "coalesce({integer}, {integer})",
                        "nullif({any}, {any})",
                        "CASE WHEN {bool} THEN {integer} ELSE {integer} END",
                        "CAST({any} AS INTEGER)",
                        "instr({text}, {text})",
                        "unicode({text})",
                        "sign({any})",
                        "(SELECT count({any}) FROM t)",
                        "{bool}",
                        "max({any}, {integer})",
                        "min({any}, {any})",
                        "round({real}, {integer})",
                        "({integer} -{integer})",
                        "({integer}-{integer})",
                        "iif({bool}, {any}, {any})")
                .rule(
                        "real",
                        "({real} + {integer})",
                        "({real} / {real})",
                        "(-{real})",
                        "CAST({any} AS REAL)",
                        "round({any})",
                        "abs({real})",
                        "julianday({temporal})",
                        "({any} * {any})",
                        "({any} - {any})")
                .rule(
                        "bool",
                        "({any} < {any})",
                        "({any} = {any})",
                        "({text} LIKE {text})",
                        "({text} GLOB {text})",
                        "({any} IS {any})",
                        "({any} IS NOT {any})",
                        "({any} BETWEEN {any} AND {any})",
                        "({any} IN ({any}, {any}))",
                        "(NOT {any})",
                        "({any} AND {any})",
                        "({any} OR {any})",
                        "({any} ISNULL)",
                        "(({any}, {any}) < ({any}, {any}))",
                        "(i = {any})",
                        "(s = {any})",
                        "(x = {any})",
                        "(b = {any})",
                        "(n = {any})",
                        "(r = {any})",
                        "(d = {any})",
                        "({any} = {any} COLLATE NOCASE)",
                        "({any} IN (SELECT s FROM t))",
                        "({any} IN (SELECT i FROM t))",
                        "({any} IS DISTINCT FROM {any})")
                .rule(
                        "text",
                        "({any} || {any})",
                        "upper({text})",
                        "substr({any}, {integer}, {integer})",
                        "substr({any}, {integer})",
                        "coalesce({text}, {any})",
                        "typeof({any})",
                        "quote({any})",
                        "hex({any})",
                        "CAST({any} AS TEXT)",
                        "replace({text}, {any}, {any})",
                        "trim({any}, {text})",
                        "printf('%d %s %f', {any}, {any}, {any})",
                        "CASE {any} WHEN {any} THEN {text} ELSE {any} END",
                        "concat({any}, {any})",
                        "json_array({any}, {any})",
                        "json_object({text}, {any})",
                        "concat_ws({text}, {any}, {any})",
                        "json_extract({text}, {text})",
                        "json_quote({any})")
                .rule(
                        "blob",
                        "CAST({any} AS BLOB)",
                        "substr({blob}, {integer})",
                        "zeroblob({integer} % 3)",
                        "unhex({text})")
                .rule(
                        "temporal",
                        "date({temporal})",
                        "datetime({temporal})",
                        "datetime({temporal}, {text})",
                        "strftime('%Y-%m-%d %H:%M:%f', {temporal})",
                        "time({any})",
                        "timediff({temporal}, {temporal})",
                        "unixepoch({temporal})")
                .rule(
                        "aggregate",
                        "count({any})",
                        "sum({any})",
                        "total({any})",
                        "avg({any})",
                        "min({any})",
                        "max({any})",
                        "group_concat({any}, {any})",
                        "count(DISTINCT {any})",
                        "json_group_array({any})",
                        "sum({number}) FILTER (WHERE {bool})")
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
                        "SELECT count(*) AS c FROM t GROUP BY {any}",
                        "SELECT x FROM (SELECT {any} AS x) q WHERE x = {any}",
                        "SELECT id, sum({number}) OVER (PARTITION BY {any} ORDER BY id) AS c FROM t ORDER BY id",
                        "SELECT id FROM t ORDER BY id LIMIT {limit}",
                        "SELECT id FROM t ORDER BY id LIMIT {limit} OFFSET {limit}",
                        "SELECT * FROM (VALUES ({any}, {any}), ({any}, {any})) AS q",
                        "SELECT DISTINCT {any} AS c, {any} AS d FROM t",
                        "SELECT id, sum(i) OVER (ORDER BY id ROWS {limit} PRECEDING) AS c FROM t ORDER BY id")
                .store(
                        "i",
                        "integer",
                        "r",
                        "real",
                        "n",
                        "number",
                        "s",
                        "text",
                        "v",
                        "text",
                        "b",
                        "blob",
                        "x",
                        "any",
                        "d",
                        "temporal")
                .statement(
                        "UPDATE w SET s = {any}, n = {any} WHERE {any}",
                        "DELETE FROM w WHERE id = {any}",
                        "INSERT INTO w (id, s) VALUES (1, {any}), (2, {any})",
                        "INSERT INTO w (i, r, n, s, b, x) VALUES ({any}, {any}, {any}, {any}, {any}, {any})");
    }

    private ExpressionComparison comparison() {
        return new ExpressionComparison(connection, DRIVER, MODE, grammar())
                .accept(
                        "a column of VALUES has the affinity of a row, of another one if all are constants",
                        d -> d.statement().template().contains("FROM (VALUES"));
    }

    @Test
    void expressions() {
        comparison().check(FuzzCount.seed(), FuzzCount.EXPRESSIONS);
    }

    /** Control: ordinals were taken that stand in parentheses or behind a sign. */
    @Test
    void anOrdinalIsFound() {
        assertThat(comparison().withOrdinals().differences(FuzzCount.SEED_OF_CONTROL, FuzzCount.EXPRESSIONS_OF_CONTROL))
                .isNotEmpty();
        assertThat(comparison().differences(FuzzCount.SEED_OF_CONTROL, FuzzCount.EXPRESSIONS_OF_CONTROL))
                .isEmpty();
    }
}
