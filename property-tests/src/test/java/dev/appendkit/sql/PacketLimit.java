// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.AppendBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A statement takes two bytes less than max_allowed_packet: its command is one, and the server wants one to be free.
 */
final class PacketLimit {
    private static final int PACKET = 64 * 1024;
    private static final String HEAD = "SELECT LENGTH('";
    private static final String TAIL = "')";

    /** A new session, which has the server's present limit. */
    interface Server {
        Connection connect() throws SQLException;
    }

    private PacketLimit() {}

    /** The longest statement that {@code maxAllowedPacket} lets through runs; one byte more is refused by both. */
    static void check(Server server, SqlMode mode) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            int before = number(statement, "SELECT @@global.max_allowed_packet");
            statement.execute("SET GLOBAL max_allowed_packet = " + PACKET);
            try (Connection limited = server.connect();
                    Statement small = limited.createStatement()) {
                checkLimit(small, mode.maxAllowedPacket(number(small, "SELECT @@max_allowed_packet")));
            } finally {
                statement.execute("SET GLOBAL max_allowed_packet = " + before);
            }
        }
    }

    private static void checkLimit(Statement statement, SqlMode mode) throws SQLException {
        SqlTemplate template = SqlTemplate.compile("SELECT LENGTH(?)", mode);
        int length = PACKET - 2 - HEAD.length() - TAIL.length();
        String sql = template.toSql("a".repeat(length));
        assertThat(sql).hasSize(PACKET - 2);
        assertThat(number(statement, sql)).isEqualTo(length);

        AppendBuffer out = AppendBuffer.growing(16, 2 * PACKET);
        out.appendAscii("kept");
        SqlParameters longer = new SqlParameters(1).setString(1, "a".repeat(length + 1));
        assertThatThrownBy(() -> template.appendTo(out, longer))
                .isInstanceOfSatisfying(
                        SqlParameterException.class,
                        e -> assertThat(e.code()).isEqualTo(SqlParameterException.Code.TOO_LARGE));
        assertThat(out.length()).isEqualTo(4);
        // Sent all the same, the server closes the connection or says so.
        assertThatThrownBy(() -> statement.executeQuery(HEAD + "a".repeat(length + 1) + TAIL))
                .isInstanceOf(SQLException.class);
    }

    private static int number(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getInt(1);
        }
    }
}
