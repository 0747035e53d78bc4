// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.sql.EveryPlace.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A placeholder at every place of ordinary statements, asked of H2, SQLite and PostgreSQL. */
class EveryPlaceTest {
    private static final Set<Integer> H2_SYNTAX = Set.of(42000, 42001);
    /** Of a parameter by itself, and of the one that is to be summed up. */
    private static final Set<Integer> H2_UNKNOWN_TYPE = Set.of(50004, 90015);

    private static final int INT4 = 23;
    private static final int BOOL = 16;

    static final String[] EVERYWHERE = {
        "SELECT id, i + 1 AS c FROM t WHERE s = 'a' AND (i > 5 OR id IN (1, 2)) ORDER BY id DESC, s LIMIT 5 OFFSET 1",
        "SELECT COUNT(*), MAX(i) FROM t GROUP BY s HAVING COUNT(*) > 1 ORDER BY 1",
        "SELECT DISTINCT s FROM t AS x WHERE x.id BETWEEN 1 AND 5 AND s LIKE 'a' AND NOT i IS NULL",
        "SELECT CASE WHEN x.i = 1 THEN 'a' ELSE 'b' END, CAST(y.i AS CHAR(5)) FROM t x JOIN t y ON x.id = y.id",
        "SELECT id FROM t UNION ALL SELECT i FROM t ORDER BY 1",
        "INSERT INTO t (id, i, s) VALUES (1, 2, 'a'), (3, 4, 'b')",
        "INSERT INTO t (id, s) SELECT i, s FROM t WHERE id = 5",
        "UPDATE t SET i = i + 1, s = 'a' WHERE id = 5",
        "DELETE FROM t WHERE id = 5 OR s = 'a'",
        "SELECT id FROM t WHERE EXISTS (SELECT 1 FROM t y WHERE y.i = 2) AND id NOT IN (SELECT i FROM t)",
        "SELECT -x.i, + 1, COALESCE(y.s, 'x') FROM t x LEFT JOIN t y USING (id)",
    };

    private static Answer prepare(
            Connection connection, String sql, int placeholders, Function<SQLException, Answer> answer)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int count = statement.getParameterMetaData().getParameterCount();
            return count == placeholders ? Answer.PREPARED : Answer.OTHER_ERROR;
        } catch (SQLException e) {
            if (connection.isClosed()) {
                throw e;
            }
            return answer.apply(e);
        }
    }

    private static Answer h2Error(SQLException e) {
        if (H2_UNKNOWN_TYPE.contains(e.getErrorCode())) {
            return Answer.UNKNOWN;
        }
        return H2_SYNTAX.contains(e.getErrorCode()) ? Answer.SYNTAX_ERROR : Answer.OTHER_ERROR;
    }

    private static Answer sqliteError(SQLException e) {
        return e.getMessage().contains("syntax error") ? Answer.SYNTAX_ERROR : Answer.OTHER_ERROR;
    }

    @Test
    void h2() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (id INT PRIMARY KEY, i INT, s VARCHAR, d DATE)");
            statement.execute("CREATE SEQUENCE q");
            EveryPlace everyPlace = new EveryPlace(
                    (sql, placeholders, value) -> prepare(connection, sql, placeholders, EveryPlaceTest::h2Error),
                    SqlMode.h2());
            everyPlace.check(EVERYWHERE);
            everyPlace.check(
                    "MERGE INTO t (id, s) KEY (id) VALUES (1, 'a')",
                    "MERGE INTO t USING (VALUES (1, 'a')) q (a, b) ON t.id = q.a WHEN MATCHED THEN UPDATE SET s = 'b' "
                            + "WHEN NOT MATCHED THEN INSERT (id, s) VALUES (q.a, q.b)",
                    "SELECT SUM(i) OVER (PARTITION BY s ORDER BY id ROWS BETWEEN 1 PRECEDING AND 2 FOLLOWING) FROM t",
                    "SELECT EXTRACT(YEAR FROM d), DATEADD(DAY, 1, d), DATEDIFF(DAY, d, d), TRIM(BOTH 'a' FROM s) "
                            + "FROM t",
                    "SELECT SUBSTRING(s FROM 1 FOR 2), POSITION('a' IN s), LISTAGG(s, ',') WITHIN GROUP (ORDER BY id) "
                            + "FROM t GROUP BY s",
                    "SELECT CAST(s AS VARCHAR(5)), CAST(i AS DECIMAL(10, 2)), INTERVAL '1' DAY, DATE '2020-01-01' "
                            + "FROM t",
                    "SELECT id FROM t ORDER BY id NULLS LAST OFFSET 1 ROWS FETCH FIRST 2 ROWS ONLY",
                    "SELECT X FROM SYSTEM_RANGE(1, 5) WHERE X IS DISTINCT FROM 2",
                    "SELECT ARRAY[1, 2][1], s || 'a' FROM t",
                    "SELECT JSON_OBJECT('a': 1), JSON_ARRAY(1, 2), NEXT VALUE FOR q FROM t",
                    "WITH x (c) AS (SELECT 1 UNION ALL SELECT 2) SELECT c FROM x WHERE c < 3",
                    "SELECT id FROM t WHERE s REGEXP 'a' AND s ILIKE 'b' ESCAPE '#' FOR UPDATE",
                    "CREATE TABLE x (a INT DEFAULT 5, b VARCHAR(9) NOT NULL, CHECK (a > 1))",
                    "CREATE SEQUENCE r START WITH 5 INCREMENT BY 2",
                    "SET LOCK_TIMEOUT 1000",
                    "SELECT s IS NOT NULL, i = 5 IS NOT TRUE, s IS JSON, CURRENT_TIMESTAMP(3) FROM t",
                    "SELECT TIMESTAMP '2020-01-01 00:00:00', X'41', U&'a' UESCAPE '!', N'a', $$a$$, TIME '10:00:00'",
                    "SELECT INTERVAL '1' YEAR, INTERVAL '1:2' HOUR TO MINUTE, CAST('1' AS INTERVAL SECOND(3))",
                    "SELECT id FROM t FOR UPDATE SKIP LOCKED",
                    "SELECT RANK(5) WITHIN GROUP (ORDER BY i), PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY i) FROM t",
                    "SELECT UNNEST.C1 FROM UNNEST(ARRAY[1, 2])",
                    "SELECT id FROM t QUALIFY ROW_NUMBER() OVER (ORDER BY id) < 5",
                    "CALL 5 + 1");
        }
    }

    @Test
    void sqlite() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, i INT, s TEXT)");
            EveryPlace everyPlace = new EveryPlace(
                    (sql, placeholders, value) -> prepare(connection, sql, placeholders, EveryPlaceTest::sqliteError),
                    SqlMode.sqlite());
            everyPlace.check(EVERYWHERE);
            everyPlace.check(
                    "INSERT INTO t (id, s) VALUES (1, 'a') ON CONFLICT (id) DO UPDATE SET s = 'b' WHERE i > 5 "
                            + "RETURNING id, s",
                    "INSERT OR REPLACE INTO t (id) VALUES (1)",
                    "SELECT sum(i) OVER (PARTITION BY s ORDER BY id ROWS BETWEEN 1 PRECEDING AND 2 FOLLOWING) FROM t",
                    "SELECT id FROM t WHERE s GLOB 'a' AND s NOT LIKE 'b' ESCAPE '#' AND i IS NOT 5 AND s MATCH 'x'",
                    "SELECT s COLLATE NOCASE, CAST(s AS VARCHAR(5)), i ISNULL, i NOT NULL FROM t",
                    "SELECT count(*) FILTER (WHERE i > 1), group_concat(s, ',') FROM t LIMIT 1, 2",
                    "WITH RECURSIVE x (c) AS (SELECT 1 UNION ALL SELECT c + 1 FROM x WHERE c < 3) SELECT c FROM x",
                    "SELECT id FROM t NOT INDEXED WHERE id = 1",
                    "SELECT json_extract('{}', '$.a') -> 'a' ->> 'b', i IS DISTINCT FROM 5 FROM t",
                    "CREATE TABLE x (a INT DEFAULT 5, b VARCHAR(9) NOT NULL, CHECK (a > 1))",
                    "CREATE INDEX x ON t (i, s COLLATE NOCASE DESC) WHERE i > 5",
                    "ATTACH DATABASE ':memory:' AS other",
                    "SELECT i IS TRUE, s IS NOT NULL, x'41', CURRENT_TIMESTAMP, CAST(NULL AS REAL), s || 'a' FROM t",
                    "SELECT sum(i) OVER w FROM t WINDOW w AS (ORDER BY id RANGE CURRENT ROW EXCLUDE TIES)",
                    "SELECT iif(1, 2, 3) WHERE 0",
                    "SELECT value FROM json_each('[1]', '$') WHERE key > 5 ORDER BY value NULLS FIRST",
                    "DELETE FROM t WHERE rowid IN (SELECT id FROM t LIMIT 5) RETURNING id",
                    "PRAGMA table_info(t)",
                    "VACUUM INTO 'x'",
                    "UPDATE OR IGNORE t SET (i, s) = (1, 'a') FROM (SELECT 5 AS c) q WHERE q.c = t.id RETURNING i");
        }
    }

    @Test
    void postgresql() throws SQLException, IOException {
        try (PostgreSqlWire wire = PostgreSqlWire.connect()) {
            wire.query("CREATE TEMP TABLE t (id int PRIMARY KEY, i int, s text, d date, a int[], j jsonb)");
            SqlMode mode = SqlMode.postgresql().standardConformingStrings(true).serverVersion(18, 0, 0);
            EveryPlace everyPlace =
                    new EveryPlace((sql, placeholders, value) -> prepare(wire, sql, placeholders, value), mode);
            everyPlace.check(EVERYWHERE);
            everyPlace.check(
                    "INSERT INTO t (id, s) VALUES (1, 'a') ON CONFLICT (id) DO UPDATE SET s = excluded.s WHERE t.i > 5 "
                            + "RETURNING id, s",
                    "SELECT sum(i) OVER (PARTITION BY s ORDER BY id ROWS BETWEEN 1 PRECEDING AND 2 FOLLOWING) FROM t",
                    "SELECT sum(i) OVER w FROM t WINDOW w AS (ORDER BY id RANGE 1 PRECEDING)",
                    "SELECT extract(year FROM d), d + interval '1 day', date '2020-01-01', d AT TIME ZONE 'UTC' FROM t",
                    "SELECT trim(BOTH 'a' FROM s), position('a' IN s), overlay(s PLACING 'x' FROM 1 FOR 2) FROM t",
                    "SELECT substring(s FROM 1 FOR 2), substring(s SIMILAR 'a' ESCAPE '#'), s SIMILAR TO 'a' FROM t",
                    "SELECT s::varchar(5), i::numeric(10, 2), CAST(s AS char(3)), s COLLATE \"C\", ARRAY[1, 2] FROM t",
                    "SELECT a[1], a[1:2], (a)[1], i = ANY (a), ROW(1, 'a'), j -> 'a' ->> 'b', j @> '{}' FROM t",
                    "SELECT DISTINCT ON (s) id FROM t ORDER BY s, id NULLS LAST FETCH FIRST 2 ROWS ONLY",
                    "SELECT count(*) FILTER (WHERE i > 1), percentile_cont(0.5) WITHIN GROUP (ORDER BY i) FROM t",
                    "WITH RECURSIVE x (c) AS (SELECT 1 UNION ALL SELECT c + 1 FROM x WHERE c < 3) SELECT c FROM x",
                    "SELECT id FROM t x, LATERAL (SELECT x.i AS c) q WHERE c > 5",
                    "SELECT id FROM t TABLESAMPLE SYSTEM (50) REPEATABLE (1) FOR UPDATE NOWAIT",
                    "SELECT id FROM t GROUP BY GROUPING SETS ((id), ()) HAVING id IS NOT DISTINCT FROM 5",
                    "MERGE INTO t USING (SELECT 1 AS c) q ON t.id = q.c WHEN MATCHED AND i > 5 THEN UPDATE SET s = 'x'"
                            + " WHEN NOT MATCHED THEN INSERT (id, s) VALUES (q.c, 'y')",
                    "SELECT JSON_OBJECT('a': 1, 'b' VALUE 2 ABSENT ON NULL), JSON_ARRAY(1, 2), "
                            + "JSON_EXISTS(j, '$.a' PASSING 1 AS n) FROM t",
                    "SELECT g FROM generate_series(1, 5) WITH ORDINALITY AS g (c, n) WHERE c <> ALL (ARRAY[1])",
                    "UPDATE t SET (i, s) = (1, 'a'), a[1] = 5 FROM (SELECT 5 AS c) q WHERE q.c = t.id RETURNING i",
                    "SELECT 1 OPERATOR(pg_catalog.+) 2, @ -3, |/ 4.0, i BETWEEN SYMMETRIC 1 AND 2 FROM t",
                    "SELECT (d, d) OVERLAPS (d, d), make_date(year => 1, month => 2, day => 3) " + "FROM t",
                    "VALUES (1, 'a'), (2, 'b')",
                    "CREATE TABLE x AS SELECT 1 AS c",
                    "EXPLAIN (COSTS off) SELECT 1",
                    "SELECT s IS NOT NULL, s IS NFC NORMALIZED, normalize(s, NFC), s IS JSON FROM t",
                    "SELECT current_timestamp(3), localtime(2), CAST(s AS interval day to second(3)) FROM t",
                    "SELECT timestamp(3) '2020-01-01', bit '101', interval '1' year, time with time zone '10:00'",
                    "SELECT b'101', x'1F', U&'a' UESCAPE '!', E'a', $$a$$, N'a'",
                    "SELECT JSON_VALUE(j, '$.a' RETURNING int DEFAULT 1 ON EMPTY NULL ON ERROR) FROM t",
                    "SELECT JSON_QUERY(j, '$' WITH WRAPPER NULL ON EMPTY), JSON_EXISTS(j, '$' TRUE ON ERROR) FROM t",
                    "SELECT q.a FROM t, JSON_TABLE(j, '$[*]' COLUMNS (a int PATH '$.a' DEFAULT 5 ON EMPTY)) q",
                    "SELECT sum(i) OVER (ORDER BY id ROWS 1 PRECEDING EXCLUDE CURRENT ROW) FROM t",
                    "SELECT id FROM t FOR UPDATE OF t SKIP LOCKED",
                    "DELETE FROM t USING t u WHERE t.id = u.i AND u.s = 'a' RETURNING t.id",
                    "INSERT INTO t (id) OVERRIDING SYSTEM VALUE VALUES (1)",
                    "SELECT f.c FROM ROWS FROM (generate_series(1, 2)) AS f (c)",
                    "SELECT CASE i WHEN 1 THEN 'a' ELSE NULL END, NULLIF(i, 5), GREATEST(i, 5) FROM t",
                    "DECLARE c CURSOR FOR SELECT 1");
        }
    }

    private static Answer prepare(PostgreSqlWire wire, String sql, int placeholders, Object value) {
        int type = value instanceof Integer ? INT4 : value instanceof Boolean ? BOOL : 0;
        int[] types = placeholders > 0 ? new int[] {type} : new int[0];
        try {
            PostgreSqlWire.Answer answer = wire.prepare(numbered(sql), types);
            if (answer.accepted()) {
                return answer.parameters().size() == placeholders ? Answer.PREPARED : Answer.OTHER_ERROR;
            }
            return switch (answer.error()) {
                case "42601" -> answer.message().contains("jsonpath") ? Answer.OTHER_ERROR : Answer.SYNTAX_ERROR;
                // The type of a parameter cannot be inferred.
                case "42P18" -> Answer.UNKNOWN;
                default -> Answer.OTHER_ERROR;
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String numbered(String sql) {
        int at = sql.indexOf('?');
        return at < 0 ? sql : sql.substring(0, at) + "$1" + sql.substring(at + 1);
    }

    /** Control: a server that prepares no placeholder anywhere is not agreed with. */
    @Test
    void aServerThatTakesNoPlaceholder() {
        EveryPlace.Server literalsOnly =
                (sql, placeholders, value) -> placeholders > 0 ? Answer.SYNTAX_ERROR : Answer.PREPARED;
        assertThatThrownBy(() -> new EveryPlace(literalsOnly, SqlMode.h2()).check("SELECT 1"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("cannot be prepared");
    }
}
