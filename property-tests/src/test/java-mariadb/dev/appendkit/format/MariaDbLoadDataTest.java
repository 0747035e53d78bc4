// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import dev.appendkit.testing.EmbeddedMariaDb;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;

@Tag("mariadb")
class MariaDbLoadDataTest extends LoadDataContract {
    @Override
    Connection connect(String properties) throws SQLException {
        return EmbeddedMariaDb.connect(properties);
    }

    @Override
    boolean hasMicros() {
        return true;
    }
}
