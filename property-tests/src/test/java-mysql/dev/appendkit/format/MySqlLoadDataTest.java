// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import dev.appendkit.sql.EmbeddedMySql;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("mysql")
class MySqlLoadDataTest {
    private static Connection connect() throws SQLException {
        return EmbeddedMySql.connect("&allowLocalInfile=true");
    }

    @Test
    void everyTextComesBack() throws Exception {
        try (Connection connection = connect()) {
            LoadData.checkTexts(connection);
        }
    }

    /** This version has no fractions of a second. */
    @Test
    void typedAppendsComeBack() throws Exception {
        try (Connection connection = connect()) {
            LoadData.checkTyped(connection, false);
        }
    }
}
