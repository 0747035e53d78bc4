// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.escape.SqlEscape;
import dev.appendkit.testing.EmbeddedMariaDb;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the options of a mode write means to MariaDB what their Javadoc says. */
@Tag("mariadb")
class MariaDbOptionsTest {
    private static final SqlMode MODE = SqlMode.mariadb();

    private Connection connection;
    private Statement statement;

    @BeforeEach
    void open() throws SQLException {
        connection = EmbeddedMariaDb.connect();
        statement = connection.createStatement();
        statement.setEscapeProcessing(false);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private String only(String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    private String only(SqlMode mode, String template, Object... values) throws SQLException {
        return only(SqlTemplate.compile(template, mode).toSql(values));
    }

    @Test
    void onlyKeywordsAreJsonBooleans() throws SQLException {
        SqlMode keywords = MODE.booleanKeywords(true);
        assertThat(only(keywords, "SELECT JSON_ARRAY(?, ?)", true, false)).isEqualTo("[true, false]");
        assertThat(only(keywords, "SELECT JSON_OBJECT('a', ?)", true)).isEqualTo("{\"a\": true}");
        assertThat(only(MODE, "SELECT JSON_ARRAY(?, ?)", true, false)).isEqualTo("[1, 0]");
    }

    /** Elsewhere they are the numbers that a driver binds. */
    @Test
    void keywordsAreTheNumbersOneAndZero() throws SQLException {
        for (SqlMode mode : new SqlMode[] {MODE, MODE.booleanKeywords(true)}) {
            assertThat(only(mode, "SELECT CONCAT(?, ' ', ?)", true, false)).isEqualTo("1 0");
            assertThat(only(mode, "SELECT 5 - ? - -?", true, true)).isEqualTo("5");
            assertThat(only(mode, "SELECT COUNT(*) FROM (SELECT 1 AS a UNION SELECT 0) t WHERE a = ?", true))
                    .isEqualTo("1");
        }
        statement.execute("CREATE OR REPLACE TEMPORARY TABLE flags (a BOOLEAN, b BIT(1), c TINYINT)");
        SqlTemplate insert = SqlTemplate.compile("INSERT INTO flags VALUES (?, ?, ?)", MODE.booleanKeywords(true));
        statement.execute(insert.toSql(true, false, true));
        assertThat(only("SELECT CONCAT(a, b + 0, c) FROM flags")).isEqualTo("101");
    }

    @Test
    void uuidsAsBytesAreThoseOfABinaryColumn() throws SQLException {
        statement.execute("CREATE OR REPLACE TEMPORARY TABLE ids (id BINARY(16) PRIMARY KEY, text CHAR(36))");
        SqlMode bytes = MODE.uuidAsBytes(true);
        SqlTemplate insert = SqlTemplate.compile("INSERT INTO ids VALUES (?, ?)", bytes);
        Random random = new Random(3);
        try (PreparedStatement bound = connection.prepareStatement("SELECT text FROM ids WHERE id = ?")) {
            for (int i = 0; i < 200; i++) {
                UUID id = new UUID(random.nextLong(), i == 0 ? 0 : random.nextLong());
                statement.execute(insert.toSql(id, id.toString()));
                bound.setBytes(
                        1,
                        ByteBuffer.allocate(16)
                                .putLong(id.getMostSignificantBits())
                                .putLong(id.getLeastSignificantBits())
                                .array());
                try (ResultSet found = bound.executeQuery()) {
                    assertThat(found.next()).isTrue();
                    assertThat(found.getString(1)).isEqualTo(id.toString());
                }
                assertThat(only(bytes, "SELECT text FROM ids WHERE id = ?", id)).isEqualTo(id.toString());
            }
        }
        // The server's own type has the same order of bytes.
        UUID id = UUID.randomUUID();
        assertThat(only(bytes, "SELECT CAST(? AS UUID)", id)).isEqualTo(id.toString());
        assertThat(only(MODE, "SELECT CAST(? AS UUID)", id)).isEqualTo(id.toString());
    }

    /** CVE-2025-1094: half a character hides no quote, whatever the bytes are. They stand before each special byte. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void escapedBytesOfAnyKindComeBack(boolean noBackslashEscapes) throws SQLException {
        statement.execute("SET SESSION sql_mode = '" + (noBackslashEscapes ? "NO_BACKSLASH_ESCAPES" : "") + "'");
        byte[] all = new byte[256 * 12];
        int length = 0;
        for (int lead = 0; lead < 256; lead++) {
            for (char special : "'\\\0\n\r\u001a".toCharArray()) {
                all[length++] = (byte) lead;
                all[length++] = (byte) special;
            }
        }
        assertThat(length).isEqualTo(all.length);
        byte[] sql = Arrays.copyOf("SELECT HEX(_binary'".getBytes(StandardCharsets.US_ASCII), 3 * all.length);
        int end = SqlEscape.escapeBytes(sql, 19, all, 0, all.length, !noBackslashEscapes);
        sql[end++] = '\'';
        sql[end++] = ')';
        // A String would not carry these bytes.
        String hex = HexFormat.of().formatHex(sql, 0, end);
        assertThat(only("EXECUTE IMMEDIATE x'" + hex + "'"))
                .isEqualToIgnoringCase(HexFormat.of().formatHex(all));
    }
}
