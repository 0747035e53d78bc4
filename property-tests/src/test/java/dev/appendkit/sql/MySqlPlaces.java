// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;

/** Where a placeholder may stand in MySQL and in MariaDB. */
final class MySqlPlaces implements Places.Server {
    private final Connection connection;

    MySqlPlaces(Connection connection) {
        this.connection = connection;
    }

    /** The table that templates read. */
    void createTable() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE t (id INT PRIMARY KEY, i INT, s VARCHAR(20), d DATE) CHARACTER "
                    + "SET utf8mb4");
            statement.execute("INSERT INTO t VALUES (1, 1, 'abc', '2020-01-01'), (2, 2, 'b', '2021-01-01')");
        }
    }

    @Override
    public boolean prepares(String template, List<Object> values) {
        return prepare(template) == EveryPlace.Answer.PREPARED;
    }

    /** Prepared by SQL: the driver falls back to interpolation of its own where the server refuses. */
    EveryPlace.Answer prepare(String template) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET @template = CONVERT(x'"
                    + HexFormat.of().formatHex(template.getBytes(StandardCharsets.UTF_8)) + "' USING utf8)");
            statement.execute("PREPARE p FROM @template");
            statement.execute("DEALLOCATE PREPARE p");
            return EveryPlace.Answer.PREPARED;
        } catch (SQLException e) {
            if (e.getMessage().contains("Can't reopen table")
                    || e.getMessage().contains("is not valid for CHARACTER SET")) {
                return EveryPlace.Answer.UNKNOWN;
            }
            return isSyntaxError(e.getMessage()) ? EveryPlace.Answer.SYNTAX_ERROR : EveryPlace.Answer.OTHER_ERROR;
        }
    }

    /** A placeholder at every place of ordinary statements, where both servers agree with the lexer. */
    void checkEveryPlace(SqlMode mode) throws SQLException {
        EveryPlace everyPlace = new EveryPlace((sql, placeholders, value) -> prepare(sql), mode);
        everyPlace.check(EveryPlaceTest.EVERYWHERE);
        everyPlace.check(
                "INSERT INTO t (id, s) VALUES (1, 'a') ON DUPLICATE KEY UPDATE s = VALUES(s), i = i + 1",
                "INSERT IGNORE INTO t SET id = 1, s = 'a'",
                "REPLACE INTO t (id, s) VALUES (1, 'a')",
                "SELECT SQL_NO_CACHE STRAIGHT_JOIN id FROM t WHERE s RLIKE 'a' AND s LIKE 'b' ESCAPE '#' LIMIT 1, 2",
                "SELECT TRIM(BOTH 'a' FROM s), POSITION('a' IN s), SUBSTRING(s FROM 1 FOR 2), EXTRACT(YEAR FROM d) "
                        + "FROM t",
                "SELECT d + INTERVAL 1 DAY, DATE_SUB(d, INTERVAL 1 MONTH), TIMESTAMPDIFF(DAY, d, d) FROM t",
                "SELECT GROUP_CONCAT(DISTINCT s ORDER BY i DESC), CONVERT(s USING utf8), CAST(i AS DECIMAL(5, 2)) "
                        + "FROM t GROUP BY id WITH ROLLUP",
                "CREATE TEMPORARY TABLE x (a INT NOT NULL) SELECT 1 AS a FROM t WHERE i = 5",
                "SELECT CONVERT(i, CHAR(5)), CONVERT(s, BINARY(2)), CHAR(65, 66 USING utf8) FROM t",
                "SELECT 1 DIV 2, 3 MOD 2, 1 XOR 0, ! 1, ~ 2, 1 << 2, i <=> 5, BINARY s, s COLLATE utf8mb4_bin FROM t",
                "SELECT id FROM t USE INDEX (PRIMARY) WHERE i = 5",
                "UPDATE t x JOIN t y ON x.id = y.id SET x.s = 'a' WHERE y.i = 5",
                "UPDATE t SET s = 'a' WHERE i = 5 ORDER BY id LIMIT 1",
                "DELETE FROM t WHERE i = 5 ORDER BY id LIMIT 1",
                "DELETE x FROM t x JOIN t y ON x.id = y.id WHERE y.i = 5",
                "SELECT id FROM t WHERE (id, s) IN ((1, 'a'), (2, 'b')) FOR UPDATE",
                "SELECT ROW(1, 2) = ROW(1, 2), i IS NOT TRUE, s NOT REGEXP 'a', s SOUNDS LIKE 'b' FROM t",
                "DO 1 + 2",
                "SET @a = 1, @b := 'x'",
                "CALL p(1, 'a')",
                "KILL QUERY 5");
    }

    @Override
    public boolean isSyntaxError(String message) {
        return message.contains("error in your SQL syntax");
    }

    @Override
    public void reset() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TEMPORARY TABLE IF EXISTS x");
            statement.execute("DELETE FROM t WHERE id = 9");
        }
    }

    /** What both servers say. */
    static Places both() {
        return new Places()
                .same(
                        "SELECT TRIM(BOTH ? FROM s), TRIM(LEADING ? FROM s), TRIM(TRAILING ? FROM ?) FROM t "
                                + "ORDER BY id",
                        "a",
                        "a",
                        "c",
                        "abc")
                .same("SELECT POSITION(? IN s), POSITION(? IN ?) FROM t ORDER BY id", "b", "b", "abc")
                .same("DO ?", 5)
                .same("KILL QUERY ?", 999_999_999)
                .same("DO ? + ?", 5, 6)
                .same("SELECT SQL_NO_CACHE ?", 1)
                .same("SELECT SQL_CALC_FOUND_ROWS ?", 1)
                .same("SELECT STRAIGHT_JOIN ?", 1)
                .same("SELECT HIGH_PRIORITY ?", 1)
                .same("SELECT DISTINCTROW ?", 1)
                .same("SELECT DISTINCT ?, ALL_ FROM (SELECT 1 AS ALL_) q", 1)
                .same("SELECT id FROM t ORDER BY id LIMIT ?", 1)
                .same("SELECT id FROM t ORDER BY id LIMIT ?, ?", 0L, 1)
                .same("SELECT id FROM t ORDER BY id LIMIT ? OFFSET ?", 1, 1)
                .same("UPDATE t SET s = ? WHERE id = ? ORDER BY id LIMIT ?", "x", 9, 1)
                .same("DELETE FROM t WHERE id = ? LIMIT ?", 9, 1)
                .same("SELECT SUBSTRING(? FROM ? FOR ?)", "abc", 1, 2)
                .same("SELECT d + INTERVAL ? DAY, DATE_SUB(d, INTERVAL ? MONTH) FROM t ORDER BY id", 1, 2)
                .same("SELECT id FROM t WHERE s LIKE ? ORDER BY id", "a%")
                .same("SELECT id FROM t WHERE s REGEXP ? OR s RLIKE ? ORDER BY id", "^a", "b")
                .same("SELECT id FROM t WHERE s = BINARY ?", "abc")
                .same("SELECT CASE ? WHEN ? THEN ? ELSE ? END", 1, 1, "a", "b")
                .same("SELECT ? BETWEEN ? AND ?, ? IN (?, ?), NOT ?, ! ?", 1, 0, 2, 1, 2, 3, 0, 1)
                .same("SELECT ? DIV ?, ? MOD ?, ? XOR ?, ? AND ?, ? OR ?", 7, 2, 7, 2, 1, 0, 1, 1, 0, 1)
                .same("SELECT ? || ?, ? && ?, ? <=> ?", 0, 1, 1, 1, 1, 1)
                .same("SELECT -?, +?, ~?, 2--?, ? << ?", 1, 2, 3, 4, 1, 2)
                .same("INSERT INTO t (id, s) VALUES (?, ?) ON DUPLICATE KEY UPDATE s = ?", 9, "x", "y")
                .same("INSERT INTO t SET id = ?, s = ?", 9, "x")
                .same("INSERT IGNORE INTO t (id, s) VALUES (?, ?), (?, ?)", 9, "x", 9, "y")
                .same("REPLACE INTO t (id, s) VALUES (?, ?)", 9, "x")
                .same("INSERT INTO t (id, s) SELECT ?, ? FROM DUAL WHERE ? = ?", 9, "x", 1, 1)
                .same("SET @a = ?, @b := ?", 1, "x")
                .same("SELECT /*!50000 SQL_NO_CACHE */ 1, ?", 1)
                .same("SELECT ?, 1 /*!50000 + 1 */", 1)
                .same("SELECT /* a ? */ ?, -- b ?\n?", 1, 2)
                .same("SELECT EXTRACT(YEAR FROM d), IF(id = ?, ?, ?) FROM t ORDER BY id", 1, "a", "b")
                .same("SELECT CAST(? AS CHAR), CONVERT(?, SIGNED), CONVERT(? USING utf8)", 1, "2", "x")
                .same("SELECT ? FROM DUAL UNION ALL SELECT ?", 1, 2)
                .same("SELECT id FROM t GROUP BY id HAVING COUNT(*) > ? ORDER BY id", 0)
                .same("SELECT id FROM t ORDER BY FIELD(id, ?, ?), id", 2, 1)
                .same("SELECT id FROM t ORDER BY id = ? DESC, id", 2)
                .same("SELECT id FROM t ORDER BY i + ?, id", 1)
                .same("SELECT COUNT(*) FROM t GROUP BY i + ? ORDER BY NULL", 1)
                .same("SELECT 1. OR ?", 1)
                .same("SELECT (?), ((?))", 1, "a")
                .same("SELECT (SELECT ?), EXISTS (SELECT ?)", 1, 2)
                .same("SELECT id FROM t WHERE (id, s) = (?, ?)", 1, "abc")
                .same("SELECT ? AS `a?`, '?', \"?\"", 1)
                .same("CREATE TEMPORARY TABLE x AS SELECT ? AS c", 5)
                .same("CREATE TEMPORARY TABLE x (c INT) SELECT i + ? AS c FROM t WHERE id IN (?)", 5, 1)
                .literalOnly("SHOW TABLES LIKE ?", "a%")
                .literalOnly("SHOW VARIABLES LIKE ?", "it's")
                .literalOnly("SHOW FULL COLUMNS FROM t LIKE ?", "s")
                .literalOnly("CREATE USER appendkit_u IDENTIFIED BY ?", "it's")
                .literalOnly("CREATE TEMPORARY TABLE x (a INT) COMMENT = ?", "it's")
                .literalOnly("CREATE TEMPORARY TABLE x (a INT COMMENT ?)", "it's")
                .literalOnly("CREATE TEMPORARY TABLE x (a INT AUTO_INCREMENT PRIMARY KEY) AUTO_INCREMENT = ?", 5)
                .literalOnly("CREATE TEMPORARY TABLE x (a ENUM (?, ?), b SET (?))", "a", "it's", "b")
                .literalOnly(
                        "LOAD DATA INFILE ? INTO TABLE t FIELDS TERMINATED BY ? ENCLOSED BY ? ESCAPED BY ? "
                                + "LINES STARTING BY ? TERMINATED BY ?",
                        "/none",
                        ";",
                        "\"",
                        "\\",
                        "",
                        "\n")
                .literalOnly("LOAD DATA INFILE ? INTO TABLE t FIELDS OPTIONALLY ENCLOSED BY ?", "/none", "'")
                .literalOnly("SELECT id FROM t INTO OUTFILE ?", "/none/none")
                .literalOnly("SELECT GROUP_CONCAT(s SEPARATOR ?) FROM t", "it's")
                .literalOnly("SELECT GROUP_CONCAT(s ORDER BY id SEPARATOR ?) FROM t", "\n")
                .same("SELECT GROUP_CONCAT(id ORDER BY ? DESC) FROM t", 1)
                .same("SELECT id FROM t UNION SELECT 3 ORDER BY ? DESC", 1)
                .same("SELECT /*!50000 1 + */ ?", 2)
                .same("SELECT ? /*!50000 + 1 */", 2)
                .same("SELECT /*!50000 2 - */ ? /*!50000 DIV 3 */", -7)
                .stricter("as a comment it leaves the value without an operator", "SELECT 1 /*!50000 + */ ?")
                .stricter("text would lose the limit", "SELECT id FROM t LIMIT?")
                .stricter("the text would join a string", "SELECT ?'al'", "SELECT ? 'al'", "SELECT ?\"al\"")
                .stricter("a placeholder in it depends on the version", "SELECT /*!50000 ? */ + 1")
                .stricter(
                        "a negative number sorts by no column, and PREPARE takes the sign off a bound one",
                        "SELECT id FROM t ORDER BY -?")
                .refused(
                        "SELECT EXTRACT(? FROM d) FROM t",
                        "SELECT s FROM t FOR ?",
                        "SELECT TIMESTAMPDIFF(?, d, d) FROM t",
                        "SELECT id FROM t PROCEDURE ANALYSE(?)",
                        "SELECT /*!50000 1 */ ?",
                        "SELECT /*!5 */ ?",
                        "CREATE TABLE x (a INT AUTO_INCREMENT PRIMARY KEY) AUTO_INCREMENT ?",
                        "SELECT id FROM t INTO DUMPFILE ?",
                        "SELECT id ? FROM t",
                        "SELECT 1 ?",
                        "SELECT COUNT(*) ?",
                        "SELECT _utf8 ?",
                        "SELECT * FROM ?",
                        "SELECT * FROM t, ?",
                        "SELECT * FROM (?)",
                        "SELECT x?",
                        "SELECT N?",
                        "SELECT 'a'?",
                        "SELECT 'a' ?",
                        "SELECT ? ?",
                        "SELECT ??",
                        "SELECT ?AND 1",
                        "SELECT ?e5",
                        "SELECT s COLLATE ? FROM t",
                        "CREATE VIEW x AS SELECT ?",
                        "SELECT CAST(1 AS CHAR(?))",
                        "SELECT CONVERT(1, CHAR(?))",
                        "SELECT CONVERT('a', BINARY(?))",
                        "SELECT s->? FROM t",
                        "SELECT i IS NOT ? FROM t",
                        "SELECT i IS ? FROM t",
                        "CREATE TABLE x (a INT) ENGINE = ?",
                        "CREATE TABLE x (a VARCHAR(9), KEY (a(?)))",
                        "ALTER TABLE t ADD INDEX (s(?))",
                        "CREATE TABLE x (a VARCHAR(?))",
                        "SELECT 1e-?",
                        "SELECT @?",
                        "USE ?",
                        "DROP TABLE ?",
                        "SHOW TABLES FROM ?",
                        "INSERT INTO ? VALUES (1)",
                        "UPDATE t SET ? = 1",
                        "SELECT id AS ? FROM t",
                        "SELECT id FROM t AS ?",
                        "SELECT ?.a",
                        "SELECT d + INTERVAL 1 ? FROM t");
    }

    static ExpressionComparison.Driver driver() {
        return new MySqlExpressions(true);
    }

    static Object date() {
        return LocalDate.of(2020, 1, 1);
    }
}
