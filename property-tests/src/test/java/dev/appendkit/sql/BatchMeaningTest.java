// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.testing.EmbeddedPostgreSql;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** A batch leaves in the table what its rows leave one by one; what it would not is no batch. */
class BatchMeaningTest {
    /** Neighbours of each type, in both orders. */
    static final Object[] TYPES = {
        1, 5_000_000_000L, "x'y", 0.1, null, new BigDecimal("2.50"), true, LocalDate.of(2026, 1, 2), 1, "2", 2.5f, null
    };

    @Test
    void valuesOfSeveralTypesInOneColumn() throws SQLException {
        String drop = "DROP TABLE IF EXISTS r";
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
            new BatchMeaning(connection, SqlMode.h2(), drop, "CREATE TABLE r (a INT, b VARCHAR(99))")
                    .sameInTexts(TYPES);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            new BatchMeaning(connection, SqlMode.sqlite(), drop, "CREATE TABLE r (a INT, b TEXT)").sameInTexts(TYPES);
        }
        try (Connection connection = EmbeddedPostgreSql.connect()) {
            SqlMode mode = SqlMode.postgresql().standardConformingStrings(true);
            new BatchMeaning(connection, mode, "DROP TABLE IF EXISTS pg_temp.r", "CREATE TEMP TABLE r (a int, b text)")
                    .sameInTexts(TYPES);
        }
    }

    @Test
    void h2() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
            BatchMeaning rows = new BatchMeaning(
                    connection,
                    SqlMode.h2(),
                    "DROP TABLE IF EXISTS r",
                    "CREATE TABLE r (id INT GENERATED ALWAYS AS IDENTITY, a INT UNIQUE, b INT DEFAULT 7)",
                    "DROP SEQUENCE IF EXISTS s",
                    "CREATE SEQUENCE s");
            rows.same("(?, 5)", "", 1, 2, 3);
            rows.same("(?, DEFAULT)", "", 1, 2, 3);
            rows.same("(?, NEXT VALUE FOR s)", "", 1, 2, 3);
            rows.differs("(?, ROWNUM())", "", 1, 2, 3);
        }
    }

    @Test
    void sqlite() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            BatchMeaning rows = new BatchMeaning(
                    connection,
                    SqlMode.sqlite(),
                    "DROP TABLE IF EXISTS r",
                    "CREATE TABLE r (id INTEGER PRIMARY KEY, a INT UNIQUE, b INT)",
                    "INSERT INTO r (a, b) VALUES (9, 9)",
                    "UPDATE r SET b = 1 WHERE a = 0");
            rows.same("(?, 5)", "", 1, 2, 3);
            rows.same("(?, 5)", " ON CONFLICT DO NOTHING", 1, 2, 1, 9);
            rows.same("(?, 5)", " ON CONFLICT (a) DO UPDATE SET b = b + excluded.b", 1, 2, 1, 9);
            rows.differs("(?, (SELECT count(*) FROM r))", "", 1, 2, 3);
            rows.differs("(?, changes())", "", 1, 2, 3);
        }
    }

    @Test
    void postgresql() throws SQLException {
        try (Connection connection = EmbeddedPostgreSql.connect()) {
            BatchMeaning rows = new BatchMeaning(
                    connection,
                    SqlMode.postgresql().standardConformingStrings(true),
                    "DROP TABLE IF EXISTS pg_temp.r",
                    "CREATE TEMP TABLE r (id serial, a int UNIQUE, b int DEFAULT 7)",
                    "INSERT INTO r (a, b) VALUES (9, 9)",
                    "DROP SEQUENCE IF EXISTS pg_temp.s",
                    "CREATE TEMP SEQUENCE s");
            rows.same("(?, DEFAULT)", "", 1, 2, 3);
            rows.same("(?, 5)", " ON CONFLICT DO NOTHING", 1, 2, 1, 9);
            rows.same("(?, 5)", " ON CONFLICT (a) DO UPDATE SET b = r.b + excluded.b", 1, 2, 9);
            rows.same("(?, nextval('s'))", "", 1, 2, 3);
            rows.differs("(?, (SELECT count(*) FROM r))", "", 1, 2, 3);
            rows.differs("(?, (SELECT max(a) FROM (TABLE r) AS q))", "", 1, 20, 3);
            rows.differs("(?, 5)", " ON CONFLICT (a) DO UPDATE SET b = (SELECT count(*) FROM r)", 1, 2, 9);
        }
    }
}
