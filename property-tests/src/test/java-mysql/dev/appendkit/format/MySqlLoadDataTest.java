// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import dev.appendkit.sql.EmbeddedMySql;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class MySqlLoadDataTest extends LoadDataContract {
    @Override
    Connection connect(String properties) throws SQLException {
        return EmbeddedMySql.connect(properties);
    }

    @Override
    boolean hasMicros() {
        return false;
    }
}
