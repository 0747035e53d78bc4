// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.testing.EmbeddedMariaDb;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A batch leaves in MariaDB's table what its rows leave one by one; what it would not is no batch. */
@Tag("mariadb")
class MariaDbBatchTest {
    @Test
    void oneByOneAndAtOnce() throws SQLException {
        try (Connection connection = EmbeddedMariaDb.connect()) {
            BatchMeaning rows = new BatchMeaning(
                    connection,
                    SqlMode.mariadb().ansiQuotes(false).serverVersion(11, 4, 5),
                    "CREATE OR REPLACE TEMPORARY TABLE r (id INT AUTO_INCREMENT PRIMARY KEY, a INT UNIQUE, b INT)",
                    "INSERT INTO r (a, b) VALUES (9, 9)",
                    "SET @n = 0");
            rows.same("(?, 5)", "", 1, 2, 3);
            rows.same("(?, @n := @n + 1)", "", 1, 2, 3);
            rows.same("(?, 5)", " ON DUPLICATE KEY UPDATE b = GREATEST(VALUES(b), b) + 1", 1, 2, 1, 9);
            rows.same("(?, 5)", " ON DUPLICATE KEY UPDATE b = IF(VALUES(a) > 1, VALUES(b), b)", 1, 2, 1, 9);
            rows.same("(?, 5)", " ON DUPLICATE KEY UPDATE id = LAST_INSERT_ID(id)", 1, 2, 1, 9);
            new BatchMeaning(
                            connection,
                            SqlMode.mariadb().ansiQuotes(false).serverVersion(11, 4, 5),
                            "CREATE OR REPLACE TEMPORARY TABLE r (a INT, b VARCHAR(99))")
                    .sameInTexts(BatchMeaningTest.TYPES);
            rows.differs("(?, LAST_INSERT_ID())", "", 1, 2, 3);
            rows.differs("(?, @@last_insert_id)", "", 1, 2, 3);
            rows.differs("(?, @@session.identity)", "", 1, 2, 3);
            rows.differs("(?, ROW_COUNT())", "", 1, 2, 3);
            rows.differs("(?, ROWNUM())", "", 1, 2, 3);
            rows.differs("(?, 5)", " ON DUPLICATE KEY UPDATE b = LAST_INSERT_ID()", 1, 2, 9);
        }
    }
}
