// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the test suites of drivers and of libraries that quote SQL agree on, by kind and in words of our own: how many
 * placeholders a text has, what an escaped value must be, and what has to be refused. They are those of pgjdbc, pgx,
 * go-sql-driver, MariaDB and MySQL Connector/J, psycopg, sqlstring, PyMySQL, PDO, Vitess, Spring, jdbi, Hibernate,
 * Doctrine, SQLite and others.
 */
class PeerFactsTest {
    private static final SqlMode MYSQL = SqlMode.mysql().ansiQuotes(false);
    private static final SqlMode NO_BACKSLASH = MYSQL.noBackslashEscapes(true);
    private static final SqlMode MARIADB = SqlMode.mariadb().ansiQuotes(false);
    private static final SqlMode POSTGRESQL = SqlMode.postgresql().standardConformingStrings(true);
    private static final SqlMode POSTGRESQL_OFF = POSTGRESQL.standardConformingStrings(false);
    private static final SqlMode POSTGRESQL_UNKNOWN = SqlMode.postgresql();
    private static final SqlMode SQLITE = SqlMode.sqlite();
    private static final SqlMode H2 = SqlMode.h2();
    private static final SqlMode ANSI = SqlMode.ansi();

    private static final List<SqlMode> ALL =
            List.of(MYSQL, NO_BACKSLASH, MARIADB, POSTGRESQL, POSTGRESQL_OFF, POSTGRESQL_UNKNOWN, SQLITE, H2, ANSI);
    private static final List<SqlMode> FAMILY = List.of(MYSQL, NO_BACKSLASH, MARIADB);
    private static final List<SqlMode> BACKSLASH = List.of(MYSQL, MARIADB);
    private static final List<SqlMode> PLAIN = List.of(NO_BACKSLASH, POSTGRESQL, SQLITE, H2, ANSI);

    /** A fact about a text or a value. */
    record Fact(String kind, SqlMode mode, Object given, Object expected) {
        @Override
        public String toString() {
            return kind + " in " + mode.dialect().name() + ": " + given;
        }
    }

    private static final class Facts {
        private final List<Fact> facts = new ArrayList<>();
        private String kind = "";

        Facts kind(String name) {
            kind = name;
            return this;
        }

        Facts add(List<SqlMode> modes, Object given, Object expected) {
            modes.forEach(mode -> facts.add(new Fact(kind, mode, given, expected)));
            return this;
        }

        Facts add(SqlMode mode, Object given, Object expected) {
            return add(List.of(mode), given, expected);
        }
    }

    static Stream<Fact> counts() {
        return new Facts()
                        .kind("a mark in a string")
                        .add(ALL, "SELECT '?', ?", 1)
                        .add(ALL, "SELECT 'x ? y ? z' WHERE a = ?", 1)
                        .add(ALL, "SELECT 'don''t ? it''s', ?", 1)
                        .add(ALL, "SELECT '''?''', ?", 1)
                        .add(ALL, "SELECT '', ?, ''", 1)
                        .add(ALL, "SELECT '--?', ?, '/*', ?, '*/'", 2)
                        .kind("a backslash in a string")
                        .add(BACKSLASH, "SELECT 'don\\'t ?', ?", 1)
                        .add(BACKSLASH, "SELECT '\\\\', ?, '\\\\'", 1)
                        .add(BACKSLASH, "SELECT '\\\\\\'?', ?", 1)
                        .add(BACKSLASH, "SELECT \"say \\\"?\\\"\", ?", 1)
                        .add(PLAIN, "SELECT '\\', ?", 1)
                        .add(PLAIN, "SELECT 'c:\\dir\\', ?, '\\'", 1)
                        .add(POSTGRESQL_OFF, "SELECT 'don\\'t ?', ?", 1)
                        .add(POSTGRESQL, "SELECT E'don\\'t ?', ?", 1)
                        .add(POSTGRESQL_UNKNOWN, "SELECT e'\\\\', ?, E'\\'?'", 1)
                        .kind("a mark in a name")
                        .add(ALL, "SELECT 1 AS \"really?\" FROM t WHERE a = ?", 1)
                        .add(FAMILY, "SELECT `a?`, `b``?` FROM t WHERE c = ?", 1)
                        .add(List.of(POSTGRESQL, SQLITE, H2, ANSI), "SELECT \"a\"\"?\" FROM t WHERE c = ?", 1)
                        .add(SQLITE, "SELECT [a?], `b?` FROM t WHERE c = ?", 1)
                        .kind("a mark in a comment")
                        .add(ALL, "SELECT 1 -- really?\n, ?", 1)
                        .add(ALL, "SELECT /* ? */ ?", 1)
                        .add(ALL, "/* who asks? */ SELECT ? /* ' */, ?", 2)
                        .add(ALL, "SELECT ? -- it's\n, ?", 2)
                        .add(FAMILY, "SELECT 1 # it's ?\n, ?", 1)
                        .add(FAMILY, "SELECT /*/ ? */ ?", 1)
                        .add(FAMILY, "SELECT 5--?", 1)
                        .add(List.of(POSTGRESQL, H2), "SELECT /* /* ? */ ? */ ?", 1)
                        .add(H2, "SELECT 1 // ?\n, ?", 1)
                        .kind("a dollar quote")
                        .add(List.of(POSTGRESQL, H2), "SELECT $$ it's ? $$, ?", 1)
                        .add(POSTGRESQL, "SELECT $body$ $$ ? $$ ' $body$, ?", 1)
                        .add(POSTGRESQL, "SELECT $_1$ $1 ? $_1$ || ?", 1)
                        .add(POSTGRESQL, "SELECT a$$b FROM t WHERE c = ?", 1)
                        .kind("literals with a prefix")
                        .add(FAMILY, "SELECT _utf8'?', N'?', x'3F', b'1', ?", 1)
                        .add(POSTGRESQL, "SELECT B'1', X'3F', U&'?', N'?', ?", 1)
                        .add(POSTGRESQL, "SELECT 'one' \n '?', ?", 1)
                        .add(List.of(H2, ANSI), "SELECT X'3F', N'?', ?", 1)
                        .kind("many placeholders")
                        .add(ALL, "INSERT INTO t (a, b, c) VALUES (?, ?, ?)", 3)
                        .add(ALL, "INSERT INTO t (a, b) VALUES (?, 'x?'), (?, ?)", 3)
                        .add(ALL, "UPDATE t SET a = ?, b = b + ? WHERE c IN (?, ?) AND d LIKE ?", 5)
                        .add(ALL, "SELECT a FROM t WHERE b BETWEEN ? AND ? OR NOT c = ?", 3)
                        .add(ALL, "SELECT (?), ((?)), f(?, g(?))", 4)
                        .add(ALL, "SELECT 1", 0)
                        .add(ALL, "SELECT a FROM t WHERE b =?", 1)
                        .add(ALL, "SELECT a FROM t\r\nWHERE b\r=\n?\t", 1)
                        .add(ALL, "SELECT ?;", 1)
                        .add(ALL, "SELECT ? ; -- the end ?", 1)
                        .kind("operators with a mark")
                        .add(POSTGRESQL, "SELECT a ??| ?, b ??& ?, c ?? ?", 3)
                        .add(POSTGRESQL, "SELECT a @?? ?, b - ?", 2)
                        .add(POSTGRESQL, "SELECT a::int, ?::text, b::varchar(9)", 1)
                        .kind("numbered placeholders")
                        .add(POSTGRESQL, "SELECT $1, $2, $1", 2)
                        .add(POSTGRESQL, "SELECT $2, $1, '$3'", 2)
                        .add(List.of(SQLITE, H2), "SELECT ?2, ?1, ?2", 2)
                        .kind("named placeholders")
                        .add(SQLITE, "SELECT :a, :b, :a", 2)
                        .add(SQLITE, "SELECT ':a', \":b\", :c -- :d", 1)
                        .add(
                                POSTGRESQL.namedParameters(true),
                                "SELECT :a::int, ':b', \":c\", d FROM t WHERE e = :a AND f = :g",
                                2)
                        .add(POSTGRESQL.namedParameters(true), "SELECT ARRAY[:x], $$ :y $$", 1)
                        .add(MYSQL.namedParameters(true), "SELECT '10:30', :a, `:b`, \":c\" /* :d */ # :e", 1)
                        .add(MYSQL.namedParameters(true), "SELECT @x := :a", 1)
                        .add(ANSI.namedParameters(true), "SELECT a FROM t WHERE b = :b AND c IN (:c) AND d = :b", 2)
                        .facts
                        .stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("counts")
    void placeholdersAreCounted(Fact fact) {
        assertThat(SqlTemplate.compile((String) fact.given(), fact.mode()).parameterCount())
                .isEqualTo(fact.expected());
    }

    static Stream<Fact> literals() {
        return new Facts()
                        .kind("text that needs nothing")
                        .add(ALL, "", "''")
                        .add(ALL, "abc", "'abc'")
                        .add(ALL, "100% _sure_", "'100% _sure_'")
                        .add(ALL, "?", "'?'")
                        .add(ALL, ":a $1 @b {fn now()}", "':a $1 @b {fn now()}'")
                        .add(ALL, "-- /* */ #", "'-- /* */ #'")
                        .add(ALL, "say \"hi\" `now`", "'say \"hi\" `now`'")
                        .add(ALL, "\u00e4\u20ac\ud83d\ude00", "'\u00e4\u20ac\ud83d\ude00'")
                        .add(ALL, "\u02bc\uff07\u2019", "'\u02bc\uff07\u2019'")
                        .kind("a quote")
                        .add(ALL, "'", "''''")
                        .add(ALL, "it's", "'it''s'")
                        .add(ALL, "''", "''''''")
                        .add(ALL, "' OR '1'='1", "''' OR ''1''=''1'")
                        .add(ALL, "'; DROP TABLE t; --", "'''; DROP TABLE t; --'")
                        .kind("a backslash")
                        .add(BACKSLASH, "\\", "'\\\\'")
                        .add(BACKSLASH, "\\'", "'\\\\'''")
                        .add(BACKSLASH, "c:\\new\\", "'c:\\\\new\\\\'")
                        .add(BACKSLASH, "\\n", "'\\\\n'")
                        .add(PLAIN, "\\", "'\\'")
                        .add(PLAIN, "\\'", "'\\'''")
                        .add(List.of(POSTGRESQL_OFF, POSTGRESQL_UNKNOWN), "\\", "E'\\\\'")
                        .add(List.of(POSTGRESQL_OFF, POSTGRESQL_UNKNOWN), "\\'; --", "E'\\\\''; --'")
                        .kind("controls")
                        .add(BACKSLASH, "a\nb", "'a\\nb'")
                        .add(BACKSLASH, "a\r\nb", "'a\\r\\nb'")
                        .add(BACKSLASH, "\0", "'\\0'")
                        .add(BACKSLASH, "\u001a", "'\\Z'")
                        .add(BACKSLASH, "a\tb\bc", "'a\tb\bc'")
                        .add(PLAIN, "a\nb\r\tc\u001a", "'a\nb\r\tc\u001a'")
                        .kind("nothing")
                        .add(ALL, null, "NULL")
                        .kind("booleans")
                        .add(FAMILY, true, "1")
                        .add(FAMILY, false, "0")
                        .add(SQLITE, true, "1")
                        .add(List.of(POSTGRESQL, H2, ANSI), true, "TRUE")
                        .add(List.of(POSTGRESQL, H2, ANSI), false, "FALSE")
                        .kind("integers")
                        .add(List.of(MYSQL, MARIADB, SQLITE, H2, ANSI), 42, "42")
                        .add(List.of(MYSQL, MARIADB, SQLITE, H2, ANSI), -42, "-42")
                        .add(List.of(MYSQL, MARIADB, SQLITE), Long.MIN_VALUE, "-9223372036854775808")
                        .add(List.of(MYSQL, MARIADB, SQLITE), Long.MAX_VALUE, "9223372036854775807")
                        .add(POSTGRESQL, -42, "('-42'::int4)")
                        .add(POSTGRESQL, 42L, "('42'::int8)")
                        .add(POSTGRESQL.bareLiterals(true), -42, "(-42)")
                        .kind("decimals and doubles")
                        .add(List.of(MYSQL, MARIADB, H2), new BigDecimal("1.50"), "1.50")
                        .add(List.of(MYSQL, MARIADB), new BigDecimal("1E+3"), "1000.")
                        .add(List.of(MYSQL, MARIADB), new BigInteger("18446744073709551616"), "18446744073709551616.")
                        .add(List.of(MYSQL, MARIADB), 1.5, "1.5E0")
                        .add(List.of(MYSQL, MARIADB), -0.1, "-0.1E0")
                        .add(List.of(MYSQL, MARIADB), 0.1f, "0.10000000149011612E0")
                        .add(POSTGRESQL, 1.5, "('1.5'::float8)")
                        .add(POSTGRESQL, Double.NaN, "('NaN'::float8)")
                        .add(POSTGRESQL, Double.NEGATIVE_INFINITY, "('-Infinity'::float8)")
                        .add(SQLITE, 1.0, "1.0")
                        .add(SQLITE, Double.POSITIVE_INFINITY, "9e999")
                        .kind("bytes")
                        .add(MYSQL, new byte[] {0, (byte) 0xFF, '\''}, "_binary x'00ff27'")
                        .add(MARIADB, new byte[] {0, (byte) 0xFF, '\''}, "x'00ff27'")
                        .add(POSTGRESQL, new byte[] {0, (byte) 0xFF, '\''}, "('\\x00ff27'::bytea)")
                        .add(POSTGRESQL_OFF, new byte[] {'a'}, "(E'\\\\x61'::bytea)")
                        .add(SQLITE, new byte[] {0, (byte) 0xFF}, "x'00ff'")
                        .add(List.of(H2, ANSI), new byte[0], "X''")
                        .kind("temporals")
                        .add(FAMILY, LocalDate.of(2012, 2, 29), "DATE'2012-02-29'")
                        .add(FAMILY, LocalTime.of(23, 59, 59), "TIME'23:59:59'")
                        .add(
                                FAMILY,
                                LocalDateTime.of(2012, 2, 29, 1, 2, 3, 4000),
                                "TIMESTAMP'2012-02-29 01:02:03.000004'")
                        .add(POSTGRESQL, LocalDate.of(0, 12, 31), "('0001-12-31 BC'::date)")
                        .add(POSTGRESQL, LocalDateTime.of(2012, 2, 29, 1, 2, 3), "('2012-02-29 01:02:03'::timestamp)")
                        .add(SQLITE, LocalDate.of(2012, 2, 29), "'2012-02-29'")
                        .add(List.of(H2, ANSI), LocalDate.of(2012, 2, 29), "DATE '2012-02-29'")
                        .kind("identifiers of rows")
                        .add(List.of(MYSQL, MARIADB, SQLITE), new UUID(0, 1), "'00000000-0000-0000-0000-000000000001'")
                        .add(POSTGRESQL, new UUID(0, 1), "('00000000-0000-0000-0000-000000000001'::uuid)")
                        .facts
                        .stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("literals")
    void valuesAreEscaped(Fact fact) {
        String sql = SqlTemplate.compile("SELECT ?", fact.mode()).toSql(new Object[] {fact.given()});
        assertThat(sql.substring("SELECT".length()).strip()).isEqualTo(fact.expected());
    }

    static Stream<Fact> refusedTemplates() {
        return new Facts()
                        .kind("a region without an end")
                        .add(ALL, "SELECT 'abc", null)
                        .add(ALL, "SELECT ?, 'it''s", null)
                        .add(ALL, "SELECT \"abc", null)
                        .add(FAMILY, "SELECT `abc", null)
                        .add(List.of(MYSQL, MARIADB, POSTGRESQL, H2, ANSI), "SELECT /* abc", null)
                        .add(List.of(POSTGRESQL, H2), "SELECT $$ abc", null)
                        .add(BACKSLASH, "SELECT 'abc\\'", null)
                        .add(POSTGRESQL, "SELECT $a$ abc $b$", null)
                        .kind("no text")
                        .add(ALL, "SELECT \0", null)
                        .add(ALL, "SELECT '\0', ?", null)
                        .add(ALL, "SELECT '\ud800', ?", null)
                        .kind("two statements")
                        .add(ALL, "SELECT ?; SELECT ?", null)
                        .add(ALL, "SELECT 1; DROP TABLE t", null)
                        .add(ALL, "SELECT ? ;; DELETE FROM t", null)
                        .kind("a neighbour that the value would join")
                        .add(ALL, "SELECT a?", null)
                        .add(ALL, "SELECT ?a", null)
                        .add(ALL, "SELECT a FROM t LIMIT?", null)
                        .add(ALL, "SELECT ?AND 1", null)
                        .add(ALL, "SELECT 'a'?", null)
                        .add(ALL, "SELECT ?'a'", null)
                        .add(ALL, "SELECT ? 'a'", null)
                        .add(ALL, "SELECT 'a' ?", null)
                        .add(ALL, "SELECT ?.5", null)
                        .add(ALL, "SELECT 1?", null)
                        .add(ALL, "SELECT ? ?", null)
                        .add(ALL, "SELECT \"a\"?", null)
                        .kind("a place for no value")
                        .add(ALL, "SELECT a ? FROM t", null)
                        .add(ALL, "SELECT * FROM ?", null)
                        .add(ALL, "SELECT * FROM t, ?", null)
                        .add(ALL, "SELECT COUNT(*) ?", null)
                        .add(ALL, "DROP TABLE ?", null)
                        .add(List.of(MYSQL, MARIADB, POSTGRESQL, H2, ANSI), "SELECT DATE ?", null)
                        .add(List.of(POSTGRESQL, H2), "SELECT U&'a' UESCAPE ?", null)
                        .add(FAMILY, "SELECT @?", null)
                        .add(FAMILY, "SELECT _utf8 ?", null)
                        .kind("what depends on the server")
                        .add(FAMILY, "SELECT /*!50000 ? */ 1", null)
                        .add(FAMILY, "SELECT /*! '*/' , ? */ 1", null)
                        .add(SqlMode.mysql(), "SELECT \"a\\\"\", ?", null)
                        .add(POSTGRESQL_UNKNOWN, "SELECT 'a\\', ?", null)
                        .kind("placeholders of two kinds")
                        .add(POSTGRESQL, "SELECT ?, $1", null)
                        .add(POSTGRESQL, "SELECT $0", null)
                        .add(List.of(MYSQL, POSTGRESQL), "SELECT :a", null)
                        .facts
                        .stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedTemplates")
    void templatesAreRefused(Fact fact) {
        assertThatThrownBy(() -> SqlTemplate.compile((String) fact.given(), fact.mode()))
                .isInstanceOfSatisfying(
                        SqlTemplateException.class, e -> assertThat(e.code()).isNotNull());
    }

    private enum Hostile {
        CONSTANT;

        @Override
        public String toString() {
            return "'; DROP TABLE t; --";
        }
    }

    static Stream<Fact> refusedValues() {
        List<SqlMode> noNaN = List.of(MYSQL, MARIADB, NO_BACKSLASH);
        return new Facts()
                        .kind("objects of no SQL type")
                        .add(ALL, Map.of("a", 1), null)
                        .add(ALL, new Object(), null)
                        .add(ALL, Optional.of(1), null)
                        .add(ALL, Locale.ROOT, null)
                        .add(ALL, URI.create("a:b"), null)
                        .add(ALL, Hostile.class, null)
                        .kind("a list outside IN")
                        .add(ALL, List.of(1, 2), null)
                        .kind("no text")
                        .add(ALL, "\ud83d", null)
                        .add(ALL, "a\udc00b", null)
                        .add(ALL, '\ud800', null)
                        .add(List.of(POSTGRESQL, POSTGRESQL_OFF), "a\0b", null)
                        .kind("numbers that the server does not have")
                        .add(noNaN, Double.NaN, null)
                        .add(noNaN, Double.POSITIVE_INFINITY, null)
                        .add(noNaN, Float.NEGATIVE_INFINITY, null)
                        .add(SQLITE, Double.NaN, null)
                        .add(ALL, new BigDecimal("1E+1000000000"), null)
                        .kind("years that the server does not have")
                        .add(noNaN, LocalDate.of(10_000, 1, 1), null)
                        .add(noNaN, LocalDate.of(-1, 1, 1), null)
                        .facts
                        .stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedValues")
    void valuesAreRefused(Fact fact) {
        SqlTemplate template = SqlTemplate.compile("SELECT ?", fact.mode());
        assertThatThrownBy(() -> template.toSql(new Object[] {fact.given()}))
                .isInstanceOf(SqlParameterException.class)
                .hasMessageNotContaining("DROP");
    }

    static List<SqlMode> modes() {
        return ALL;
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aListOfValuesOfAnotherSizeIsRefused(SqlMode mode) {
        SqlTemplate template = SqlTemplate.compile("SELECT ?, ?", mode);
        assertThatThrownBy(() -> template.toSql(1)).isInstanceOf(SqlParameterException.class);
        assertThatThrownBy(() -> template.toSql(1, 2, 3)).isInstanceOf(SqlParameterException.class);
        assertThatThrownBy(() -> SqlTemplate.compile("SELECT a IN (?)", mode).toSql(List.of()))
                .isInstanceOf(SqlParameterException.class);
        assertThat(SqlTemplate.compile("SELECT ?", mode).toSql(Hostile.CONSTANT))
                .contains("'CONSTANT'");
    }
}
