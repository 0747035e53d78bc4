// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.sql.SqlMode;
import dev.appendkit.sql.SqlParameters;
import dev.appendkit.sql.SqlTemplate;
import dev.appendkit.testing.EmbeddedMariaDb;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loads a real server and compares its content, by count, sum and hash, with that of bound values. */
@Tag("mariadb")
class MariaDbStatementSinkTest {
    private static final int ROWS = 10_000;

    private Connection connection;
    private Statement statement;

    @BeforeEach
    void connect() throws SQLException {
        connection = EmbeddedMariaDb.connect();
        connection.setAutoCommit(false);
        statement = connection.createStatement();
        statement.execute("SET SESSION group_concat_max_len = 1000000000");
        for (String table : List.of("sunk", "bound")) {
            statement.execute("DROP TABLE IF EXISTS " + table);
            statement.execute("CREATE TABLE " + table + " (id bigint PRIMARY KEY, name varchar(60), amount"
                    + " decimal(12, 2), ratio double, at datetime(6), note text) CHARACTER SET utf8mb4");
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private static SqlTemplate template(int maxBytes) {
        SqlMode mode =
                SqlMode.mariadb().noBackslashEscapes(false).bareLiterals(true).maxBytes(maxBytes);
        return SqlTemplate.compile("INSERT INTO sunk VALUES (?, ?, ?, ?, ?, ?)", mode);
    }

    private String content(String table) throws SQLException {
        try (ResultSet result = statement.executeQuery("SELECT CONCAT(COUNT(*), ' ', COALESCE(SUM(amount), 0), ' ',"
                + " COALESCE(MD5(GROUP_CONCAT(CONCAT_WS('|', id, name, amount, ratio, at, COALESCE(note, 'NULL'))"
                + " ORDER BY id)), '-')) FROM " + table)) {
            result.next();
            return result.getString(1);
        }
    }

    /** Statements that fit into the driver's first array, its middle one, and the largest. */
    @ParameterizedTest
    @ValueSource(ints = {1 << 14, MariaDbStatementSink.STATEMENT_BYTES, 1 << 20})
    void whatIsSunkIsWhatIsBound(int maxBytes) throws SQLException {
        MariaDbStatementSink sink = new MariaDbStatementSink(connection, template(maxBytes));
        SqlParameters row = new SqlParameters(6);
        Random random = new Random(15);
        try (PreparedStatement bound = connection.prepareStatement("INSERT INTO bound VALUES (?, ?, ?, ?, ?, ?)")) {
            for (int id = 0; id < ROWS; id++) {
                String name = "n\u00e4me'\\\t" + random.nextInt() + "\u65e5\ud83d\ude00";
                long cents = random.nextLong(10_000_000_000L);
                double ratio = random.nextGaussian() * 1e9;
                long second = random.nextLong(4_000_000_000L);
                int nano = random.nextInt(1_000_000) * 1000;
                String note = random.nextInt(10) == 0 ? null : "\u0000line\n" + "\"".repeat(random.nextInt(60));
                sink.add(row.setLong(1, id)
                        .setString(2, name)
                        .setDecimal(3, cents, 2)
                        .setDouble(4, ratio)
                        .setLocalDateTime(5, second, nano)
                        .setString(6, note));
                bound.setLong(1, id);
                bound.setString(2, name);
                bound.setBigDecimal(3, BigDecimal.valueOf(cents, 2));
                bound.setDouble(4, ratio);
                bound.setObject(5, LocalDateTime.ofEpochSecond(second, nano, ZoneOffset.UTC));
                bound.setString(6, note);
                bound.addBatch();
            }
            sink.flush();
            bound.executeBatch();
        }
        connection.commit();
        assertThat(sink.affectedRows()).isEqualTo(ROWS);
        assertThat(content("sunk")).isEqualTo(content("bound")).startsWith(ROWS + " ");
        statement.execute("UPDATE bound SET name = CONCAT(name, ' x') WHERE id = 77");
        assertThat(content("sunk")).as("control").isNotEqualTo(content("bound"));
    }

    @Test
    void aRefusedStatementLeavesTheConnectionUsable() throws SQLException {
        MariaDbStatementSink sink = new MariaDbStatementSink(connection, template(1 << 14));
        SqlParameters row = new SqlParameters(6);
        for (int i = 0; i < 3; i++) {
            sink.add(row.setLong(1, i % 2)
                    .setString(2, "secret")
                    .setDecimal(3, 1, 2)
                    .setDouble(4, 1)
                    .setLocalDateTime(5, 0, 0)
                    .setString(6, null));
        }
        assertThatThrownBy(sink::flush)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        e -> assertThat(ServerRefusal.describe(e, List.of("id")))
                                .isEqualTo("its key is there already (SQLSTATE 23000, code 1062)"));
        connection.rollback();
        sink.flush();
        assertThat(sink.affectedRows()).as("the refused rows are forgotten").isZero();
        assertThat(content("sunk")).isEqualTo("0 0.00 -");
    }
}
