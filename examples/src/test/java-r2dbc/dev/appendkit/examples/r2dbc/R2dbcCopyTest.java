// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.examples.databases.PostgresCopySink;
import dev.appendkit.format.CsvWriter;
import dev.appendkit.testing.EmbeddedPostgreSql;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** COPY over R2DBC against a real server, compared, by count, sum and hash, with COPY over JDBC. */
class R2dbcCopyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> COLUMNS = List.of("id", "amount", "name");

    private Connection connection;
    private Statement statement;
    private PostgresqlConnection reactive;

    private record Row(long id, long cents, String name) {}

    @BeforeEach
    void connect() throws SQLException {
        connection = EmbeddedPostgreSql.connect();
        statement = connection.createStatement();
        for (String table : List.of("reactive", "blocking")) {
            statement.execute("DROP TABLE IF EXISTS " + table);
            statement.execute("CREATE TABLE " + table + " (id bigint UNIQUE, amount decimal(12, 2), name text)");
        }
        reactive = new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                        .host("127.0.0.1")
                        .port(EmbeddedPostgreSql.port())
                        .username("postgres")
                        .database("postgres")
                        .build())
                .create()
                .block(PATIENCE);
    }

    @AfterEach
    void close() throws SQLException {
        reactive.close().block(PATIENCE);
        connection.close();
    }

    private static void append(CsvWriter fields, Row row) {
        fields.appendLong(row.id()).appendDecimal(row.cents(), 2).appendString(row.name());
    }

    private static List<Row> rows(int count) {
        Random random = new Random(15);
        return IntStream.range(0, count)
                .mapToObj(id -> new Row(
                        id,
                        random.nextLong(10_000_000_000L),
                        random.nextInt(10) == 0 ? null : "n\u00e4me\t\\\u65e5\ud83d\ude00".repeat(random.nextInt(9))))
                .toList();
    }

    private String content(String table) throws SQLException {
        try (ResultSet result = statement.executeQuery("SELECT count(*) || ' ' || coalesce(sum(amount), 0) || ' ' ||"
                + " coalesce(md5(string_agg(t::text, E'\\n' ORDER BY id)), '-') FROM " + table + " t")) {
            result.next();
            return result.getString(1);
        }
    }

    @Test
    void whatIsCopiedIsWhatTheOtherDriverCopies() throws SQLException {
        List<Row> rows = rows(50_000);
        try (PostgresCopySink sink = new PostgresCopySink(connection, "blocking", COLUMNS)) {
            for (Row row : rows) {
                append(sink.row(), row);
                sink.row().endRecord();
            }
            sink.finish();
        }
        assertThat(R2dbcCopy.into(reactive, "reactive", COLUMNS, rows, R2dbcCopyTest::append)
                        .block(PATIENCE))
                .isEqualTo(50_000);
        assertThat(content("reactive")).isEqualTo(content("blocking")).startsWith("50000 ");
        statement.execute("DELETE FROM blocking WHERE id = 7");
        assertThat(content("reactive")).as("control").isNotEqualTo(content("blocking"));
    }

    @Test
    void aRowThatIsLongerThanTheBuffer() throws SQLException {
        List<Row> rows = List.of(new Row(1, 1, "x".repeat(1_000_000)), new Row(2, 2, "y"));
        assertThat(R2dbcCopy.into(reactive, "reactive", COLUMNS, rows, R2dbcCopyTest::append)
                        .block(PATIENCE))
                .isEqualTo(2);
        assertThat(content("reactive")).startsWith("2 0.03");
    }

    @Test
    void aRefusedRowIsNamedWithoutItsValueAndNoneIsAdded() throws SQLException {
        List<Row> rows = new ArrayList<>(rows(20_000));
        rows.set(12_344, new Row(7, 0, "secret"));
        assertThatThrownBy(() -> R2dbcCopy.into(reactive, "reactive", COLUMNS, rows, R2dbcCopyTest::append)
                        .block(PATIENCE))
                .rootCause()
                .hasMessage("row 12345: its key is there already (SQLSTATE 23505, constraint reactive_id_key)");
        assertThat(content("reactive")).startsWith("0 ");
        assertThat(R2dbcCopy.into(reactive, "reactive", COLUMNS, rows(3), R2dbcCopyTest::append)
                        .block(PATIENCE))
                .as("the connection is still of use")
                .isEqualTo(3);
    }

    @Test
    void aFaultOfTheRowsEndsTheCopy() throws SQLException {
        assertThatThrownBy(() -> R2dbcCopy.into(
                                reactive, "reactive", COLUMNS, List.of(new Row(1, 1, "a\0b")), R2dbcCopyTest::append)
                        .block(PATIENCE))
                .hasStackTraceContaining("NUL cannot stand in a text");
        assertThat(content("reactive")).startsWith("0 ");
    }
}
