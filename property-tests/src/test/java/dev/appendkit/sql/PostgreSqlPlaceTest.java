// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.sql.Places.Place;
import dev.appendkit.testing.EmbeddedPostgreSql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a placeholder may stand in PostgreSQL, asked of the server. */
class PostgreSqlPlaceTest {
    private static final SqlMode TYPED =
            SqlMode.postgresql().standardConformingStrings(true).serverVersion(18, 0, 0);

    private static final List<String> DEFINITIONS = List.of(
            "CREATE TEMP TABLE t (id int UNIQUE, i int, s text, d date, j jsonb, a int[])",
            "CREATE TYPE pg_temp.mood AS ENUM ('fair')",
            "CREATE TEMP SEQUENCE s0");

    /** Its text has no type. */
    private static Connection connection;

    private static Connection typedConnection;
    private static PostgreSqlWire wire;

    @BeforeAll
    static void open() throws SQLException, IOException {
        wire = PostgreSqlWire.connect();
        for (String sql : DEFINITIONS) {
            wire.query(sql);
        }
        connection = connect("&stringtype=unspecified");
        typedConnection = connect("");
    }

    private static Connection connect(String options) throws SQLException {
        Connection opened = EmbeddedPostgreSql.connect(options);
        try (Statement statement = opened.createStatement()) {
            for (String sql : DEFINITIONS) {
                statement.execute(sql);
            }
            statement.execute("INSERT INTO t VALUES (1, 1, 'abc', '2020-01-01', '{\"a\": 1}', '{1,2}'), (2, 2, 'b', "
                    + "'2021-01-01', '[]', '{}')");
        }
        opened.setAutoCommit(false);
        return opened;
    }

    @AfterAll
    static void close() throws SQLException, IOException {
        for (Connection opened : new Connection[] {connection, typedConnection}) {
            if (opened != null) {
                opened.close();
            }
        }
        if (wire != null) {
            wire.close();
        }
    }

    private static final class Server implements Places.Server {
        private final Connection session;

        Server(Connection session) {
            this.session = session;
        }

        @Override
        public boolean prepares(String template, List<Object> values) {
            try {
                PostgreSqlWire.Answer untyped = wire.prepare(numbered(template));
                if (untyped.accepted()) {
                    // A utility statement is read when it runs, and until then has no parameter.
                    return untyped.parameters().size() == placeholders(template);
                }
                PostgreSqlWire.Answer typed = wire.prepare(
                        numbered(template),
                        values.stream().mapToInt(PostgreSqlPlaceTest::type).toArray());
                return typed.accepted() || typed.error().equals("42P18");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean isSyntaxError(String message) {
            return message.contains("syntax error");
        }

        @Override
        public void reset() throws SQLException {
            session.rollback();
        }
    }

    private static int placeholders(String template) {
        String numbered = numbered(template);
        int count = 0;
        while (numbered.contains("$" + (count + 1))) {
            count++;
        }
        return count;
    }

    /** The number of a value's type, 0 if the server decides. */
    private static int type(Object value) {
        if (value instanceof SqlArray array) {
            return array.elementType().equals("int4") ? 1007 : 1009;
        }
        return value == null
                ? 0
                : switch (value.getClass().getSimpleName()) {
                    case "Integer" -> 23;
                    case "Long" -> 20;
                    case "Double" -> 701;
                    case "LocalDate" -> 1082;
                    default -> 0;
                };
    }

    /** As the driver does it. */
    private static String numbered(String template) {
        StringBuilder numbered = new StringBuilder();
        char quote = 0;
        int parameters = 0;
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            }
            if (c != '?' || quote != 0) {
                numbered.append(c);
            } else if (template.startsWith("??", i)) {
                numbered.append('?');
                i++;
            } else {
                numbered.append('$').append(++parameters);
            }
        }
        return numbered.toString();
    }

    static Stream<Place> places() {
        return new Places()
                        .same("SELECT sum(id) OVER (ORDER BY id ROWS ? PRECEDING) FROM t", 1)
                        .same(
                                "SELECT sum(id) OVER (ORDER BY id ROWS BETWEEN ? PRECEDING AND ? FOLLOWING) FROM t",
                                1,
                                0L)
                        .same("SELECT sum(id) OVER (ORDER BY id GROUPS ? PRECEDING) FROM t", 1)
                        .same("SELECT sum(id) OVER (ORDER BY id RANGE ? PRECEDING) FROM t", 1)
                        .same(
                                "SELECT sum(id) OVER (PARTITION BY i ORDER BY id ROWS BETWEEN UNBOUNDED "
                                        + "PRECEDING AND ? FOLLOWING) FROM t",
                                1)
                        .same("SELECT overlay(s PLACING ? FROM ?) FROM t", "x", 1)
                        .same("SELECT overlay(? PLACING s FROM ? FOR ?) FROM t", "x", 1, 2)
                        .same("SELECT position(? IN ?)", "b", "abc")
                        .same("SELECT position(? IN s) FROM t", "b")
                        .same("SELECT substring(s SIMILAR ? ESCAPE ?) FROM t", "%#\"b#\"%", "#")
                        .same("SELECT substring(? FROM ? FOR ?)", "abc", 1, 2)
                        .same("SELECT xmlparse(CONTENT ?)", "<a/>")
                        .same("CREATE TABLE x AS SELECT ? AS c", 5)
                        .same("CREATE TEMP TABLE x AS SELECT i, ? AS c FROM t WHERE id = ?", "a", 1)
                        .same("SELECT JSON_OBJECT('a': 1)")
                        .same("SELECT JSON_OBJECT('a': 1), ?", 1)
                        .same("SELECT JSON_OBJECT('a' : ?)", 1)
                        .same("SELECT JSON_OBJECT(? : ?, 'b' : 2)", "a", "it's")
                        .same("SELECT JSON_OBJECT('a' VALUE ?)", 1)
                        .same("SELECT JSON_ARRAY(?, ?)", 1, "a")
                        .same("SELECT JSON_EXISTS(j, 'strict $.a' PASSING ? AS n) FROM t", 1)
                        .same("SELECT JSON_VALUE(j, '$.a' PASSING ? AS n, ? AS m) FROM t", 1, 2)
                        .same("SELECT id FROM t WHERE s LIKE ? ESCAPE ?", "a%", "#")
                        .same("SELECT id FROM t WHERE s NOT ILIKE ?", "A%")
                        .same("SELECT id FROM t WHERE s SIMILAR TO ?", "a%")
                        .same("SELECT EXTRACT(year FROM ?)", LocalDate.of(2020, 1, 1))
                        .same("SELECT CAST(? AS numeric(10,2)), ?::int4", 1, 2)
                        .same(
                                "SELECT trim(BOTH ? FROM ?), trim(LEADING ? FROM s), trim(TRAILING FROM ?) FROM t",
                                "a",
                                "aba",
                                "a",
                                "b ")
                        .same("SELECT s FROM t ORDER BY id LIMIT ? OFFSET ?", 1, 1L)
                        .same("SELECT s FROM t ORDER BY id LIMIT ?", (Object) null)
                        .same("SELECT s FROM t ORDER BY id FETCH FIRST ? ROWS ONLY", 1)
                        .same("SELECT s FROM t ORDER BY id OFFSET ? ROWS FETCH NEXT (?) ROWS ONLY", 0, 1)
                        .same("SELECT id FROM t WHERE id = ANY (?)", SqlArray.of("int4", List.of(1)))
                        .same("SELECT ? BETWEEN ? AND ?", 1, 0, 2)
                        .same("SELECT ? BETWEEN SYMMETRIC ? AND ?", 1, 2, 0)
                        .same("SELECT CASE WHEN ? THEN ? ELSE ? END", true, 1, 2)
                        .same("SELECT CASE ? WHEN ? THEN ? END", 1, 1, "a")
                        .same("SELECT ? IN (?, ?)", 1, 2, 3)
                        .same("SELECT ? IS DISTINCT FROM ?", 1, 2)
                        .same("SELECT interval '1 day' * ?", 2)
                        .same("SELECT d + ? FROM t", 1)
                        .same("SELECT ? AT TIME ZONE ?", OffsetDateTime.parse("2020-01-01T00:00:00Z"), "UTC")
                        .same("SELECT timestamp '2020-01-01' AT TIME ZONE ?", "UTC")
                        .same("VALUES (?, ?), (?, ?)", 1, "a", 2, "b")
                        .same("INSERT INTO t (id, s) VALUES (?, ?) RETURNING id, ?", 9, "x", 1)
                        .same(
                                "INSERT INTO t (id) VALUES (?) ON CONFLICT (id) DO UPDATE SET s = ? WHERE t.id > ?",
                                1,
                                "x",
                                0)
                        .same("UPDATE t SET (s, i) = (?, ?) WHERE id = ?", "x", 1, 1)
                        .same("DELETE FROM t WHERE id IN (?) RETURNING ?", 1, 2)
                        .same(
                                "MERGE INTO t USING (SELECT ? AS id) q ON t.id = q.id WHEN MATCHED AND t.i > "
                                        + "? THEN UPDATE SET s = ?",
                                1,
                                0,
                                "x")
                        .same("SELECT ARRAY[?, ?], (ARRAY[1,2,3])[?], a[?:?] FROM t", 1, 2, 1, 1, 2)
                        .same("SELECT ?[1]", SqlArray.of("int4", List.of(7)))
                        .same("SELECT ROW(?, ?)", 1, "a")
                        .same("WITH x AS (SELECT ? AS c) SELECT c FROM x WHERE c > ?", 2, 1)
                        .same(
                                "WITH RECURSIVE x AS (SELECT ? AS c UNION ALL SELECT c + ? FROM x WHERE c < "
                                        + "?) SELECT c FROM x",
                                1,
                                1,
                                3)
                        .same("SELECT g FROM generate_series(?, ?) AS g", 1, 3)
                        .same("SELECT 1.=1. OR ?", true)
                        .same("SELECT s COLLATE \"C\" < ? FROM t", "b")
                        .same("SELECT j ?? ? FROM t", "a")
                        .same(
                                "SELECT j ??| ?, j ??& ? FROM t",
                                SqlArray.of("text", List.of("a")),
                                SqlArray.of("text", List.of("a")))
                        .same("SELECT j -> ?, j ->> ? FROM t", "a", "a")
                        .same("SELECT count(*) FILTER (WHERE id > ?) FROM t", 1)
                        .same("SELECT percentile_cont(?) WITHIN GROUP (ORDER BY id) FROM t", 0.5)
                        .same("SELECT string_agg(s, ? ORDER BY id) FROM t", "-")
                        .same("SELECT id FROM t GROUP BY id HAVING count(*) > ?", 0)
                        .same("SELECT id FROM t TABLESAMPLE SYSTEM (?)", 100f)
                        .same("SELECT make_date(year => ?, month => ?, day => ?)", 2020, 1, 2)
                        .same("SELECT NOT ?, - ?, + ?, @ ?, |/ ?", true, 1, 2, -3, 4.0)
                        .same("SELECT id FROM t x JOIN t y USING (id) WHERE x.i = ? OR y.i = ?", 1, 2)
                        .same("SELECT id FROM t ORDER BY id = ?, id", 2)
                        .same("SELECT id FROM t ORDER BY i + ?, id", 1)
                        .same("SELECT id FROM t ORDER BY ?, id", 1)
                        .same("SELECT id FROM t, LATERAL (SELECT ? AS c) q WHERE c > ? ORDER BY id", 1, 0)
                        .same("SELECT sum(i) OVER (PARTITION BY ? ORDER BY id) FROM t", 1)
                        .same("select ?;;", 1)
                        .same("EXPLAIN (COSTS off) SELECT ?", 1)
                        .same("DECLARE c CURSOR FOR SELECT ?", 1)
                        .literalOnly("ALTER USER postgres PASSWORD ?", "it's")
                        .literalOnly("CREATE ROLE r1 ENCRYPTED PASSWORD ?", "x")
                        .literalOnly("ALTER ROLE postgres VALID UNTIL ?", "infinity")
                        .literalOnly("ALTER ROLE postgres CONNECTION LIMIT ?", -1)
                        .literalOnly("COMMENT ON TABLE t IS ?", "it's")
                        .literalOnly("COMMENT ON COLUMN t.id IS ?", (Object) null)
                        .literalOnly("SET TIME ZONE ?", "UTC")
                        .literalOnly("SET TimeZone TO ?", "UTC")
                        .literalOnly("SET LOCAL my.value = ?", "it's")
                        .literalOnly("SET statement_timeout = ?", 1000)
                        .literalOnly("SET SESSION AUTHORIZATION ?", "postgres")
                        .literalOnly("ALTER SYSTEM SET my.value = ?", "a")
                        .literalOnly("ALTER ROLE postgres SET my.value TO ?", -1)
                        .literalOnly("CREATE TABLE x (c int DEFAULT ?)", -5)
                        .literalOnly("CREATE TABLE x (c text DEFAULT ? NOT NULL)", "it's")
                        .literalOnly("ALTER TABLE t ALTER i SET DEFAULT ?", 5)
                        .literalOnly("CREATE TYPE x AS ENUM (?, ?)", "a", "it's")
                        .literalOnly("ALTER TYPE pg_temp.mood ADD VALUE ?", "good")
                        .literalOnly("ALTER TYPE pg_temp.mood ADD VALUE ? BEFORE ?", "good", "fair")
                        .literalOnly("ALTER TYPE pg_temp.mood RENAME VALUE ? TO ?", "fair", "good")
                        .literalOnly("COPY t TO '/dev/null' (FORMAT csv, DELIMITER ?, NULL ?)", ";", "x")
                        .literalOnly("COPY t TO ?", "/dev/null")
                        .literalOnly("DO ?", "BEGIN END")
                        .literalOnly("CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE sql AS ?", "SELECT 1")
                        .literalOnly("CREATE SEQUENCE x START ? INCREMENT ?", 5, -1)
                        .literalOnly(
                                "CREATE SEQUENCE x START WITH ? INCREMENT BY ? MINVALUE ? MAXVALUE ? CACHE ?",
                                5,
                                1,
                                -1,
                                10,
                                2)
                        .literalOnly("ALTER SEQUENCE s0 RESTART ?", 7)
                        .literalOnly("ALTER SEQUENCE s0 RESTART WITH ?", 7)
                        .literalOnly("PREPARE TRANSACTION ?", "a")
                        .literalOnly("COMMIT PREPARED ?", "a")
                        .literalOnly("ROLLBACK PREPARED ?", "a")
                        .literalOnly("SECURITY LABEL ON TABLE t IS ?", "a")
                        .literalOnly(
                                "CREATE SUBSCRIPTION x CONNECTION ? PUBLICATION p WITH (connect = false)", "host=x")
                        .literalOnly("CREATE SERVER x FOREIGN DATA WRAPPER w OPTIONS (host ?)", "a")
                        .literalOnly("ALTER TABLE t ALTER i SET STATISTICS ?", 100)
                        .literalOnly("FETCH ? FROM c", 1)
                        .literalOnly("NOTIFY c, ?", "it's")
                        .same("DELETE FROM t RETURNING id, ?, ?", 5, "x")
                        .same("SELECT 1 OPERATOR(pg_catalog.+) ?, OPERATOR(pg_catalog.-) ?", 2, -3)
                        .same("SELECT id FROM t WHERE s OPERATOR(pg_catalog.~) ? ORDER BY id", "^a")
                        .same("SELECT id FROM t WHERE s operator (pg_catalog.||)? = ?", "x", "bx")
                        .refused(
                                "SELECT operator(1) ?",
                                "SELECT operator(t.id) ? FROM t",
                                "CREATE INDEX ON t (?)",
                                "CREATE INDEX ON t (id) WHERE s = ?",
                                "SELECT s FROM t FOR ?",
                                "SELECT CURRENT_TIMESTAMP(?)",
                                "SELECT LOCALTIME(?)",
                                "CREATE VIEW x AS SELECT ?",
                                "CREATE MATERIALIZED VIEW x AS SELECT ?",
                                "CREATE TABLE x (?)",
                                "CREATE TABLE x (c ?)",
                                "CREATE TABLE x (c int CHECK (c > ?))",
                                "ALTER TABLE t RENAME TO ?",
                                "DROP USER ?",
                                "TRUNCATE t, ?",
                                "COPY t (?) TO STDOUT",
                                "SET my.value = -?",
                                "LISTEN ?",
                                "BEGIN TRANSACTION ?")
                        .refused(
                                "SELECT s ? FROM t",
                                "SELECT 1 ?",
                                "SELECT count(*) ?",
                                "SELECT DATE ?",
                                "SELECT INTERVAL ?",
                                "SELECT LIMIT?",
                                "SELECT s FROM t LIMIT?",
                                "SELECT ?AND true",
                                "SELECT 'a' ?",
                                "SELECT ? 'a'",
                                "SELECT ? ?",
                                "SELECT * FROM ?",
                                "SELECT * FROM t, ?",
                                "SELECT * FROM (?)",
                                "SELECT CAST('a' AS varchar(?))",
                                "SELECT 'a'::varchar(?)",
                                "SELECT U&'a' UESCAPE ?",
                                "SELECT s COLLATE ? FROM t",
                                "SELECT s FROM t ORDER ?",
                                "SELECT ?.a",
                                "DROP TABLE ?",
                                "TRUNCATE ?",
                                "SELECT * FROM t AS ?",
                                "SELECT 1e-?",
                                "SELECT s AS ? FROM t",
                                "INSERT INTO ? VALUES (1)",
                                "UPDATE t SET ? = 1",
                                "ALTER TABLE ? ADD c int",
                                "SELECT E?",
                                "SELECT a?",
                                "SELECT EXTRACT(? FROM d) FROM t",
                                "SELECT * FROM t WHERE s IS ?",
                                "SELECT * FROM t WHERE s IS NOT ?",
                                "SELECT JSON_ARRAY(1, 2 NULL ON ?)",
                                "SELECT JSON_OBJECT('a' : 1 ABSENT ON ?)")
                        .stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void place(Place place) throws SQLException {
        Places.check(
                place, new Server(connection), connection, new PostgreSqlDriver(), TYPED, TYPED.bareLiterals(true));
    }

    static Stream<Place> placesOfParameters() {
        return places().filter(place -> place.kind() == Places.Kind.SAME);
    }

    /** The same with text that has a type, as the driver binds it from the start. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("placesOfParameters")
    void placeOfTypedText(Place place) throws SQLException {
        SqlMode mode = TYPED.typedText(true);
        Places.check(place, new Server(typedConnection), typedConnection, new PostgreSqlDriver(), mode, mode);
    }
}
