// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static dev.appendkit.sql.Templates.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.sql.SqlTemplateException.Code;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Places beyond the rules of neighbours: words, literal-only places and marks. */
class PlacesTest {
    private static final SqlMode MYSQL = SqlMode.mysql();
    private static final SqlMode MARIADB = SqlMode.mariadb();
    private static final SqlMode POSTGRESQL = SqlMode.postgresql().standardConformingStrings(true);
    private static final SqlMode BARE = POSTGRESQL.bareLiterals(true);
    private static final SqlMode SQLITE = SqlMode.sqlite();
    private static final SqlMode H2 = SqlMode.h2();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT sum(a) OVER (ORDER BY a ROWS ? PRECEDING) FROM t",
                "SELECT sum(a) OVER (ORDER BY a GROUPS BETWEEN ? PRECEDING AND ? FOLLOWING) FROM t",
                "SELECT sum(a) OVER (ORDER BY a RANGE ? PRECEDING) FROM t",
                "SELECT OVERLAY(? PLACING ? FROM ? FOR ?)",
                "SELECT POSITION(? IN ?)",
                "SELECT SUBSTRING(? SIMILAR ? ESCAPE ?)",
                "SELECT XMLPARSE(CONTENT ?)",
                "CREATE TABLE t AS SELECT ?",
                "SELECT JSON_OBJECT('a' : ?)",
                "SELECT JSON_OBJECT('a' : 1), ?",
                "SELECT JSON_OBJECT('a' VALUE ?)",
                "SELECT JSON_EXISTS(a, '$' PASSING ? AS n) FROM t",
                "SELECT 1. OR ?",
            })
    void postgresqlTakes(String sql) {
        assertThat(SqlTemplate.compile(sql, POSTGRESQL).parameterCount()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT TRIM(BOTH ? FROM ?)",
                "SELECT TRIM(LEADING ? FROM ?), TRIM(TRAILING ? FROM ?)",
                "SELECT POSITION(? IN ?)",
                "DO ?",
                "KILL ?",
                "SELECT SQL_NO_CACHE ?",
                "SELECT SQL_CALC_FOUND_ROWS ?",
                "SELECT STRAIGHT_JOIN ?",
                "SELECT HIGH_PRIORITY ?",
                "SELECT DISTINCTROW ?",
                "SELECT a FROM t LIMIT ? ROWS EXAMINED ?",
                "SELECT a FROM t FOR SYSTEM_TIME AS OF ?",
                "SELECT /*!40001 SQL_NO_CACHE */ ?",
                "SELECT GROUP_CONCAT(a SEPARATOR ?) FROM t",
                "SHOW TABLES LIKE ?",
                "CREATE USER u IDENTIFIED BY ?",
                "SET PASSWORD FOR u = ?",
                "CREATE TABLE t (a INT DEFAULT ? COMMENT ?) COMMENT = ?",
                "CREATE TABLE t (a ENUM (?, ?))",
                "LOAD DATA LOCAL INFILE ? INTO TABLE t FIELDS TERMINATED BY ? ENCLOSED BY ? ESCAPED BY ?",
                "SELECT a FROM t INTO OUTFILE ?",
                "SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = ?",
                "SELECT 1. OR ?",
                "KILL QUERY ?",
                "KILL CONNECTION ?",
                "CREATE TABLE t AS SELECT ? AS a FROM u WHERE b IN (?, ?)",
                "CREATE TEMPORARY TABLE IF NOT EXISTS t (a INT DEFAULT 5) SELECT ? AS a",
                "CREATE OR REPLACE TABLE t SELECT 1 + ? AS a",
                "ALTER USER u IDENTIFIED BY ?",
                "ALTER TABLE t ALTER a SET DEFAULT ?",
                "ALTER TABLE t ADD b SET (?, ?) NOT NULL DEFAULT ? COMMENT ?, COMMENT=?, AUTO_INCREMENT = ?",
                "SELECT JSON_VALUE(?, '$.a'), CONVERT(?, CHAR(5)), CONVERT(CHAR(?), BINARY)",
                "SELECT a->'$.b' + ?, a ->> '$.c' = ? FROM t",
            })
    void theMysqlFamilyTakes(String sql) {
        for (SqlMode mode : List.of(MYSQL, MARIADB)) {
            assertThat(SqlTemplate.compile(sql, mode).parameterCount()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT sum(a) OVER (ORDER BY a ROWS ? PRECEDING) FROM t",
                "SELECT TRIM(BOTH ? FROM ?)",
                "SELECT POSITION(? IN ?)",
                "SELECT TOP ? a FROM t",
                "CALL ?",
                "SELECT JSON_OBJECT('k' : ?)",
                "SELECT a AT TIME ZONE ? FROM t",
                "SET LOCK_TIMEOUT ?",
                "CREATE SEQUENCE s START WITH ?",
                "ALTER SEQUENCE s RESTART WITH ?",
                "SELECT JSON_OBJECT(KEY 'k' VALUE ?, KEY ? VALUE ?)",
                "SELECT JSON_OBJECTAGG(KEY a VALUE ?) FROM t",
                "SELECT SUBSTRING(a FROM ? FOR ?) FROM t",
            })
    void h2Takes(String sql) {
        assertThat(SqlTemplate.compile(sql, H2).parameterCount()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT sum(a) OVER (ORDER BY a ROWS ? PRECEDING) FROM t",
                "SELECT sum(a) OVER (PARTITION BY ?) FROM t",
                "UPDATE t SET a = 1 RETURNING a, ?",
                "SELECT 1. OR ?",
                "INSERT INTO t (a) VALUES (1) RETURNING ?",
                "UPDATE t SET a = b RETURNING ?",
                "DELETE FROM t RETURNING ?, ?",
                "SELECT CAST(? AS VARCHAR(5)), CAST((?) AS TEXT)",
                "WITH x AS (SELECT CAST(a AS INT), ? FROM t) SELECT ? FROM x",
            })
    void sqliteTakes(String sql) {
        assertThat(SqlTemplate.compile(sql, SQLITE).parameterCount()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER ROLE r PASSWORD ?",
                "CREATE ROLE r VALID UNTIL ?",
                "COMMENT ON TABLE t IS ?",
                "SET TIME ZONE ?",
                "SET SESSION AUTHORIZATION ?",
                "CREATE TABLE t (a int DEFAULT ?)",
                "CREATE TYPE m AS ENUM (?, ?)",
                "ALTER TYPE m ADD VALUE ?",
                "COPY t TO STDOUT WITH (DELIMITER ?)",
                "DO ?",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS ?",
                "CREATE SEQUENCE s START ?",
                "ALTER SEQUENCE s RESTART ?",
                "CREATE SEQUENCE s INCREMENT ?",
                "PREPARE TRANSACTION ?",
                "COMMIT PREPARED ?",
                "ROLLBACK PREPARED ?",
                "SECURITY LABEL ON TABLE t IS ?",
                "CREATE SUBSCRIPTION s CONNECTION ?",
                "CREATE SERVER s OPTIONS (host ?)",
                "ALTER TABLE t ALTER a SET STATISTICS ?",
                "FETCH ? FROM c",
                "SET x TO ?",
            })
    void postgresqlTakesALiteralOnly(String sql) {
        assertThat(SqlTemplate.compile(sql, BARE).parameterCount()).isPositive();
        refused(sql, POSTGRESQL, Code.MISPLACED_PLACEHOLDER);
    }

    /** Where a utility statement computes something, or wants a name, a literal by itself is none of the places. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX ON t (?)",
                "CREATE INDEX ON t (a) WHERE b = ?",
                "CREATE VIEW v AS SELECT ?",
                "CREATE MATERIALIZED VIEW v AS SELECT 1 WHERE ?",
                "CREATE TABLE t (?)",
                "CREATE TABLE t (a ?)",
                "CREATE TABLE t (a int CHECK (a > ?))",
                "CREATE TABLE t (a int DEFAULT 1 - ?)",
                "CREATE TABLE t (a timestamp with time zone ?)",
                "CREATE TABLE t AS ?",
                "ALTER TABLE t RENAME TO ?",
                "ALTER TABLE t OWNER TO ?",
                "DROP USER ?",
                "DROP TABLE a, ?",
                "TRUNCATE a, ?",
                "GRANT SELECT (?) ON t TO u",
                "GRANT a TO ?",
                "COPY t (?) TO STDOUT",
                "COPY ? TO STDOUT",
                "VACUUM t (?)",
                "SET x = -?",
                "SET x = 1 - ?",
                "LISTEN ?",
                "BEGIN TRANSACTION ?",
                "CREATE STATISTICS ? ON a, b FROM t",
                "CREATE SCHEMA AUTHORIZATION ?",
                "CREATE TRIGGER g BEFORE ? ON t EXECUTE FUNCTION f()",
                "EXECUTE p (-?)",
                "DEALLOCATE ?",
            })
    void postgresqlTakesNoLiteralThere(String sql) {
        refused(sql, BARE, Code.MISPLACED_PLACEHOLDER);
        refused(sql, POSTGRESQL, Code.MISPLACED_PLACEHOLDER);
    }

    @Test
    void aNegativeConstantMakesNoComment() {
        assertThat(SqlTemplate.compile("CREATE TABLE t AS SELECT -?, 1 -?", BARE)
                        .toSql(-5, -6L))
                .isEqualTo("CREATE TABLE t AS SELECT -(-5), 1 -(-6)");
        assertThat(SqlTemplate.compile("SET x =?", BARE).toSql(-5)).isEqualTo("SET x = -5");
    }

    @Test
    void aNegativeConstantHasNoParentheses() {
        assertThat(SqlTemplate.compile("CREATE SEQUENCE s START ? MINVALUE ?", BARE)
                        .toSql(-5, -6L))
                .isEqualTo("CREATE SEQUENCE s START -5 MINVALUE -6");
        assertThat(SqlTemplate.compile("SET x TO ?", BARE).toSql(-5)).isEqualTo("SET x TO -5");
        assertThat(SqlTemplate.compile("SET x = ?", BARE).toSql(new java.math.BigDecimal("-0.5")))
                .isEqualTo("SET x = -0.5");
        assertThat(SqlTemplate.compile("SELECT 1 + ?", BARE).toSql(-5)).isEqualTo("SELECT 1 + (-5)");
    }

    @Test
    void whatPrepareRefusesIs() {
        for (SqlMode mode : List.of(MYSQL, MARIADB, H2)) {
            refused("CREATE TABLE t (a VARCHAR(?))", mode, Code.MISPLACED_PLACEHOLDER);
            refused("SELECT CAST(? AS CHAR(?))", mode, Code.MISPLACED_PLACEHOLDER);
            refused("CREATE VIEW v AS SELECT ?", mode, Code.MISPLACED_PLACEHOLDER);
            refused("SELECT * FROM JSON_TABLE(x, ? COLUMNS (a INT PATH '$')) t", mode, Code.MISPLACED_PLACEHOLDER);
        }
        for (String sql : List.of(
                "SELECT CAST(1 AS VARCHAR(?))", "SELECT CAST(1 AS a b(1, ?))", "SELECT CAST(1 AS \"x\"(?)), ?")) {
            refused(sql, SQLITE, Code.MISPLACED_PLACEHOLDER);
        }
        for (SqlMode mode : List.of(MYSQL, MARIADB, H2, POSTGRESQL)) {
            refused("SELECT EXTRACT(? FROM d) FROM t", mode, Code.MISPLACED_PLACEHOLDER);
            refused("SELECT a FROM t FOR ?", mode, Code.MISPLACED_PLACEHOLDER);
            refused("SELECT CURRENT_TIMESTAMP(?)", mode, Code.MISPLACED_PLACEHOLDER);
        }
        for (SqlMode mode : List.of(MYSQL, MARIADB, H2)) {
            refused("SELECT TIMESTAMPDIFF(?, a, b) FROM t", mode, Code.MISPLACED_PLACEHOLDER);
            refused("SELECT NOW(?)", mode, Code.MISPLACED_PLACEHOLDER);
            assertThat(SqlTemplate.compile("SELECT TIMESTAMPDIFF(SECOND, ?, ?)", mode)
                            .parameterCount())
                    .isEqualTo(2);
        }
        for (SqlMode mode : Modes.all()) {
            refused("SELECT ? .a FROM t", mode, Code.ADJACENT_CHARACTER);
            refused("SELECT ?\n.a FROM t", mode, Code.ADJACENT_CHARACTER);
        }
        refused("INSERT INTO t VALUES (1) ON CONFLICT (?) DO NOTHING", POSTGRESQL, Code.MISPLACED_PLACEHOLDER);
        refused("SELECT JSON_VALUE(j, '$' DEFAULT (?) ON EMPTY)", POSTGRESQL, Code.MISPLACED_PLACEHOLDER);
        refused("SELECT sum(a) OVER (? ORDER BY a) FROM t", SQLITE, Code.MISPLACED_PLACEHOLDER);
        refused("SELECT 1 FROM t WINDOW w AS (? ORDER BY a)", SQLITE, Code.MISPLACED_PLACEHOLDER);
        refused("SELECT CAST(a AS INTERVAL DAY TO SECOND(?)) FROM t", H2, Code.MISPLACED_PLACEHOLDER);
        refused("SELECT INTERVAL '1' SECOND(?)", H2, Code.MISPLACED_PLACEHOLDER);
        assertThat(SqlTemplate.compile("SELECT SECOND(?)", H2).parameterCount()).isEqualTo(1);
        for (SqlMode mode : Modes.except("sqlite")) {
            refused("SELECT a FROM t WHERE a IS NOT ?", mode, Code.MISPLACED_PLACEHOLDER);
            refused("SELECT a FROM t WHERE a IS ?", mode, Code.MISPLACED_PLACEHOLDER);
        }
        for (SqlMode mode : List.of(POSTGRESQL, H2)) {
            refused("SELECT JSON_OBJECT('a' : 1 ABSENT ON ?)", mode, Code.MISPLACED_PLACEHOLDER);
            refused("SELECT JSON_ARRAY(1, 2 NULL ON ?)", mode, Code.MISPLACED_PLACEHOLDER);
        }
        assertThat(SqlTemplate.compile("SELECT a IS NOT ?, a IS ? FROM t", SQLITE)
                        .parameterCount())
                .isEqualTo(2);
        refused("SELECT DATEADD(?, 1, d) FROM t", H2, Code.MISPLACED_PLACEHOLDER);
        for (SqlMode mode : List.of(MYSQL, MARIADB)) {
            for (String sql : List.of(
                    "CREATE TABLE t (a INT) ENGINE = ?",
                    "CREATE TABLE t (a INT) MAX_ROWS ?",
                    "CREATE TABLE t (a INT CHECK (a > ?))",
                    "CREATE TABLE t (a INT, b INT AS (a + ?))",
                    "CREATE TABLE t (a TEXT, KEY (a(?)))",
                    "CREATE TABLE t (a INT) PARTITION BY RANGE (a) (PARTITION p VALUES LESS THAN (?))",
                    "CREATE TABLE t (a INT DEFAULT 1 + ?)",
                    "ALTER TABLE t ADD INDEX (a(?))",
                    "CREATE INDEX i ON t (a(?))",
                    "CREATE PROCEDURE p() SELECT ?",
                    "CREATE FUNCTION f() RETURNS INT RETURN ?",
                    "CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW SET NEW.a = ?",
                    "CREATE EVENT e ON SCHEDULE AT NOW() + INTERVAL ? HOUR DO SELECT 1",
                    "ALTER USER u PASSWORD EXPIRE INTERVAL ? DAY",
                    "SELECT CONVERT(a, CHAR(?)) FROM t",
                    "SELECT CONVERT(f(a, 1), BINARY(?)) FROM t",
                    "SELECT a ->> ? FROM t",
                    "SELECT default ? FROM t")) {
                refused(sql, mode, Code.MISPLACED_PLACEHOLDER);
            }
            refused("SELECT a->? FROM t", mode, Code.ADJACENT_CHARACTER);
        }
        refused("SELECT JSON_VALUE(a, ?) FROM t", MYSQL, Code.MISPLACED_PLACEHOLDER);
        for (String sql : List.of(
                "SELECT sum(a) OVER (ORDER BY a ROWS BETWEEN ? PRECEDING AND 1 FOLLOWING) FROM t",
                "SELECT sum(a) OVER (ORDER BY a RANGE BETWEEN 1 PRECEDING AND ? FOLLOWING) FROM t",
                "SELECT sum(a) OVER (ORDER BY a ROWS BETWEEN CURRENT ROW AND ? FOLLOWING) FROM t",
                "SET STATEMENT max_statement_time = ? FOR SELECT 1")) {
            refused(sql, MARIADB, Code.MISPLACED_PLACEHOLDER);
        }
        assertThat(SqlTemplate.compile(
                                "SELECT sum(a) OVER (ORDER BY a ROWS BETWEEN ? PRECEDING AND ? FOLLOWING) FROM t",
                                MYSQL)
                        .parameterCount())
                .isEqualTo(2);
        assertThat(SqlTemplate.compile(
                                "SET STATEMENT max_statement_time = 5 FOR SELECT a BETWEEN ? AND ? FROM t", MARIADB)
                        .parameterCount())
                .isEqualTo(2);
        assertThat(SqlTemplate.compile("SELECT JSON_VALUE(?, ?)", MARIADB).parameterCount())
                .isEqualTo(2);
        for (String sql : List.of(
                "SELECT CONVERT(a, CHAR(?)) FROM t",
                "CREATE TABLE t (a INT NOT ?)",
                "CREATE TABLE t (a INT CHECK (a > ?))",
                "ALTER TABLE t ADD CONSTRAINT c CHECK (a > ?)")) {
            refused(sql, H2, Code.MISPLACED_PLACEHOLDER);
        }
        assertThat(SqlTemplate.compile("CREATE TABLE t (a INT) AS SELECT ? FROM u WHERE b > ?", H2)
                        .parameterCount())
                .isEqualTo(2);
        assertThat(SqlTemplate.compile("SELECT DATEDIFF(?, ?)", MYSQL).parameterCount())
                .isEqualTo(2);
        for (SqlMode mode : List.of(MARIADB, SQLITE)) {
            refused("SELECT returning ? FROM t", mode, Code.MISPLACED_PLACEHOLDER);
            refused("INSERT INTO t SELECT returning ? FROM u", mode, Code.MISPLACED_PLACEHOLDER);
            refused("INSERT INTO t SELECT a, returning ? FROM u", mode, Code.MISPLACED_PLACEHOLDER);
            refused("INSERT INTO t SELECT 1 + returning ? FROM u", mode, Code.MISPLACED_PLACEHOLDER);
        }
        assertThat(SqlTemplate.compile("DELETE FROM t WHERE a = 1 RETURNING ?", MARIADB)
                        .parameterCount())
                .isEqualTo(1);
        refused("DELETE FROM t WHERE a = 1 RETURNING ?", MYSQL, Code.MISPLACED_PLACEHOLDER);
        refused("SELECT value ? FROM t", H2, Code.MISPLACED_PLACEHOLDER);
        for (SqlMode mode : Modes.all()) {
            refused("SELECT 1e-?", mode, Code.ADJACENT_WORD);
            refused("SELECT 1E+?", mode, Code.ADJACENT_WORD);
            assertThat(SqlTemplate.compile("SELECT 1e1-?", mode).parameterCount())
                    .isEqualTo(1);
        }
    }

    @Test
    void namesAndMarks() {
        assertThat(SqlTemplate.compile("SELECT ARRAY[:x]", POSTGRESQL.namedParameters(true))
                        .index("x"))
                .isEqualTo(1);
        refused("SELECT a[:x]", POSTGRESQL.namedParameters(true), Code.NAMED_PLACEHOLDER);
        assertThat(SqlTemplate.compile("SELECT :\u00e4, :b\u00e4", SQLITE).index("b\u00e4"))
                .isEqualTo(2);
        for (SqlMode mode : Modes.except("sqlite")) {
            refused("SELECT :\u00e4", mode.namedParameters(true), Code.NAMED_PLACEHOLDER);
            refused("SELECT :a\u00e4", mode.namedParameters(true), Code.ADJACENT_WORD);
        }
        assertThatThrownBy(() -> SqlTemplate.compile("SELECT a ? 'k' FROM t", POSTGRESQL))
                .hasMessageContaining("??");
        assertThatThrownBy(() -> SqlTemplate.compile("SELECT a ? FROM t", MYSQL))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("??"));
        SqlTemplate subscript = SqlTemplate.compile("SELECT ?[1]", POSTGRESQL);
        assertThat(subscript.toSql(new int[] {7})).isEqualTo("SELECT (ARRAY[('7'::int4)]::int4[]) [1]");
        assertThatThrownBy(() -> subscript.toSql(5)).hasMessageContaining("array");
        assertThat(SqlTemplate.compile("SELECT ?[1]", H2).toSql(new int[] {7})).isEqualTo("SELECT (ARRAY[7])[1]");
        refused("SELECT \"a\\\"", MYSQL, Code.MODE_UNKNOWN);
    }

    @Test
    void modesAndTemplatesAreSerializable() throws Exception {
        for (SqlMode mode : List.of(
                MYSQL.noBackslashEscapes(true)
                        .ansiQuotes(true)
                        .charset("utf8mb3")
                        .binaryIntroducer(true),
                MARIADB.zone(ZoneId.of("Europe/Berlin")).serverVersion(11, 4, 5).maxAllowedPacket(1024),
                BARE.typedText(true).fraction(FractionPolicy.EXACT),
                SQLITE.fractionDigits(dev.appendkit.FractionDigits.MILLIS)
                        .namedParameters(false)
                        .uuidAsBytes(true),
                H2.multiStatements(true).emptyList(EmptyListPolicy.EMPTY_SET),
                SqlMode.ansi(),
                SqlMode.sqlServer())) {
            assertThat(copy(mode)).isEqualTo(mode).hasToString(mode.toString());
            SqlTemplate template = SqlTemplate.compile("SELECT ?, 'it''s'", mode);
            SqlTemplate read = (SqlTemplate) copy(template);
            assertThat(read.toSql("x")).isEqualTo(template.toSql("x"));
            assertThat(read.mode()).isEqualTo(mode);
        }
    }

    @Test
    void aModeOfAnotherVersionIsRefused() throws Exception {
        for (String call : List.of(
                "someday=true",
                "ansiQuotes=perhaps",
                "ansiQuotes",
                "charset=gbk",
                "typedText=true",
                "zone=Nowhere/Land",
                "fraction=CEILING",
                "maxBytes=0",
                "serverVersion=8")) {
            assertThatThrownBy(() -> copy(new SerializedMode("mysql", new ArrayList<>(List.of(call)))))
                    .as(call)
                    .isInstanceOf(InvalidObjectException.class);
        }
        assertThatThrownBy(() -> copy(new SerializedMode("oracle", new ArrayList<>())))
                .isInstanceOf(InvalidObjectException.class);
        assertThat(copy(new SerializedMode("mysql", new ArrayList<>(List.of("ansiQuotes=true")))))
                .isEqualTo(MYSQL.ansiQuotes(true));
    }

    private static Object copy(Object value) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    }
}
