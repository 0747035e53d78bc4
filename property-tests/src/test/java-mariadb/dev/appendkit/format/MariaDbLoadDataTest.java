// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import dev.appendkit.testing.EmbeddedMariaDb;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("mariadb")
class MariaDbLoadDataTest {
    private static Connection connect() throws SQLException {
        return EmbeddedMariaDb.connect("&allowLocalInfile=true");
    }

    @Test
    void everyTextComesBack() throws Exception {
        try (Connection connection = connect()) {
            LoadData.checkTexts(connection);
        }
    }

    @Test
    void typedAppendsComeBack() throws Exception {
        try (Connection connection = connect()) {
            LoadData.checkTyped(connection, true);
        }
    }
}
