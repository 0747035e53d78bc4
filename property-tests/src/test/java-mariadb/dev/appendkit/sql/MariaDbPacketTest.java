// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A statement takes two bytes less than max_allowed_packet: its command is one, and the server wants one to be free.
 */
@Tag("mariadb")
class MariaDbPacketTest {
    private static final int PACKET = 64 * 1024;
    private static final String HEAD = "SELECT LENGTH('";
    private static final String TAIL = "')";

    @Test
    void theLongestStatement() throws SQLException {
        try (Connection connection = EmbeddedMariaDb.connect();
                Statement statement = connection.createStatement()) {
            int before = number(statement, "SELECT @@global.max_allowed_packet");
            statement.execute("SET GLOBAL max_allowed_packet = " + PACKET);
            try {
                checkLimit();
            } finally {
                statement.execute("SET GLOBAL max_allowed_packet = " + before);
            }
        }
    }

    private static void checkLimit() throws SQLException {
        int longest = PACKET - 2;
        SqlTemplate template =
                SqlTemplate.compile("SELECT LENGTH(?)", SqlMode.mariadb().maxBytes(longest));
        int length = longest - HEAD.length() - TAIL.length();
        String sql = template.toSql("a".repeat(length));
        assertThat(sql).hasSize(longest);
        assertThatThrownBy(() -> template.toSql("a".repeat(length + 1))).isInstanceOf(SqlParameterException.class);
        try (Connection small = EmbeddedMariaDb.connect();
                Statement statement = small.createStatement()) {
            assertThat(number(statement, sql)).isEqualTo(length);
            // One byte more, and the server closes the connection or says so.
            assertThatThrownBy(() -> statement.executeQuery(HEAD + "a".repeat(length + 1) + TAIL))
                    .isInstanceOf(SQLException.class);
        }
    }

    private static int number(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getInt(1);
        }
    }
}
