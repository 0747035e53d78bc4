// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.testing.EmbeddedMariaDb;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The longest statement that MariaDB takes. */
@Tag("mariadb")
class MariaDbPacketTest {

    @Test
    void theLongestStatement() throws SQLException {
        PacketLimit.check(EmbeddedMariaDb::connect, SqlMode.mariadb());
    }
}
