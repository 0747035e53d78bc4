// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.AppendBuffer;
import dev.appendkit.FractionDigits;
import dev.appendkit.testing.EmbeddedPostgreSql;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;

/** Loads a real server and compares its content, by count, sum and hash, with that of bound values. */
class PostgresSinkTest {
    private static final List<String> COLUMNS = List.of("id", "name", "amount", "ratio", "at", "note");
    private static final int ROWS = 20_000;

    private Connection connection;
    private Statement statement;

    @BeforeEach
    void connect() throws SQLException {
        connection = EmbeddedPostgreSql.connect();
        connection.setAutoCommit(false);
        statement = connection.createStatement();
        for (String table : List.of("sunk", "bound")) {
            statement.execute("DROP TABLE IF EXISTS " + table);
            statement.execute("CREATE TABLE " + table + " (id bigint PRIMARY KEY, name varchar(40), amount"
                    + " decimal(12, 2), ratio double precision, at timestamp(6), note text)");
        }
        connection.commit();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private record Row(long id, String name, long cents, double ratio, long second, int nano, String note) {}

    private static List<Row> rows() {
        Random random = new Random(15);
        return random.longs(ROWS, 0, 4_000_000_000L)
                .mapToObj(second -> new Row(
                        second * ROWS + random.nextInt(ROWS),
                        "n\u00e4me\t" + random.nextInt() + "\\\u65e5\ud83d\ude00",
                        random.nextLong(10_000_000_000L),
                        random.nextGaussian() * 1e9,
                        second,
                        random.nextInt(1_000_000) * 1000,
                        random.nextInt(10) == 0 ? null : "line\n" + "x".repeat(random.nextInt(60))))
                .distinct()
                .toList();
    }

    private static void append(PostgresCopySink sink, Row row) {
        sink.row()
                .appendLong(row.id())
                .appendString(row.name())
                .appendDecimal(row.cents(), 2)
                .appendDouble(row.ratio())
                .appendTimestamp(row.second(), row.nano(), FractionDigits.MICROS)
                .appendString(row.note())
                .endRecord();
    }

    private void bind(List<Row> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO bound VALUES (?, ?, ?, ?, ?, ?)")) {
            for (Row row : rows) {
                insert.setLong(1, row.id());
                insert.setString(2, row.name());
                insert.setBigDecimal(3, BigDecimal.valueOf(row.cents(), 2));
                insert.setDouble(4, row.ratio());
                insert.setObject(5, LocalDateTime.ofEpochSecond(row.second(), row.nano(), ZoneOffset.UTC));
                insert.setString(6, row.note());
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
    }

    private String content(String table) throws SQLException {
        try (ResultSet result = statement.executeQuery("SELECT count(*) || ' ' || coalesce(sum(amount), 0) || ' ' ||"
                + " coalesce(md5(string_agg(t::text, E'\\n' ORDER BY id)), '-') FROM " + table + " t")) {
            result.next();
            return result.getString(1);
        }
    }

    @Test
    void whatIsCopiedIsWhatIsBound() throws SQLException {
        List<Row> rows = rows();
        bind(rows);
        try (PostgresCopySink sink = new PostgresCopySink(connection, "sunk", COLUMNS)) {
            rows.forEach(row -> append(sink, row));
            assertThat(sink.finish()).isEqualTo(rows.size());
        }
        connection.commit();
        assertThat(content("sunk")).isEqualTo(content("bound")).startsWith(rows.size() + " ");

        statement.execute(
                "UPDATE bound SET note = note || ' ' WHERE id = (SELECT max(id) FROM bound WHERE note <> '')");
        assertThat(content("sunk")).as("control").isNotEqualTo(content("bound"));
    }

    @Test
    void whatIsNotFinishedIsNotThere() throws SQLException {
        List<Row> rows = rows();
        try (PostgresCopySink sink = new PostgresCopySink(connection, "sunk", COLUMNS)) {
            rows.forEach(row -> append(sink, row));
        }
        connection.commit();
        assertThat(content("sunk")).isEqualTo("0 0 -");
    }

    /** A row that the table refuses, in its text form, and what is said about it. No message has the value. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    7 | short   | row 3: its key is there already (SQLSTATE 23505, constraint sunk_pkey)
                    9 | too-long-for-the-column-of-40-characters-secret | row 3: a text is too long for its column \
                    (SQLSTATE 22001, column name)
                    9 | \\N     | \
                    """)
    void aRefusedRowIsNamedWithoutItsValue(long id, String name, String message) throws SQLException {
        try (PostgresCopySink sink = new PostgresCopySink(connection, "sunk", List.of("id", "name"))) {
            sink.row().appendLong(7).appendString("first").endRecord();
            sink.row().appendLong(8).appendString("second").endRecord();
            sink.row().appendLong(id).appendString(name).endRecord();
            if (message == null) {
                assertThat(sink.finish()).as("control").isEqualTo(3);
            } else {
                assertThatThrownBy(sink::finish)
                        .isInstanceOf(ServerRefusal.class)
                        .hasMessage(message)
                        .hasNoCause();
            }
        }
        connection.rollback();
        assertThat(content("sunk")).isEqualTo("0 0 -");
    }

    /** What the server refused meanwhile is only noticed when the last rows are sent. */
    @Test
    void whatWasRefusedLongAgoIsToldAtTheEnd() throws Exception {
        AppendBuffer written = AppendBuffer.growing(1 << 10, 1 << 20);
        written.appendAscii("secret\n");
        // More than the driver's buffer holds.
        written.appendAscii("1\n".repeat(100_000));
        try (Connection other = EmbeddedPostgreSql.connect()) {
            int pid = pid(connection);
            PostgresCopySink sink = new PostgresCopySink(connection, "sunk", List.of("id"));
            sink.append(written);
            awaitAbort(other, pid);
            sink.row().appendLong(7).endRecord();
            assertThatThrownBy(sink::finish)
                    .isInstanceOf(ServerRefusal.class)
                    .hasMessage("row 1: a value is not of its column's type (SQLSTATE 22P02, column id)");
            sink.close();
        }
        connection.rollback();
        assertThat(content("sunk")).as("the connection is of use").isEqualTo("0 0 -");
    }

    private static int pid(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
    }

    private static void awaitAbort(Connection other, int pid) throws SQLException, InterruptedException {
        String aborted =
                "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction (aborted)'" + " AND pid = ";
        try (Statement statement = other.createStatement()) {
            for (int tries = 0; tries < 6000; tries++) {
                try (ResultSet count = statement.executeQuery(aborted + pid)) {
                    count.next();
                    if (count.getInt(1) == 1) {
                        return;
                    }
                }
                Thread.sleep(10);
            }
        }
        throw new AssertionError("the server has not refused the row");
    }

    /** While rows are appended, the cursor hands the failure on in its own exception. */
    @Test
    void aConnectionThatDiesBetweenRowsIsTheCauseOfTheCursorsException() throws SQLException {
        // The connection is broken on purpose, and cannot even be closed in order.
        Connection victim = EmbeddedPostgreSql.connect();
        PostgresCopySink sink = new PostgresCopySink(victim, "sunk", List.of("id"));
        statement.execute("SELECT pg_terminate_backend(" + pid(victim) + ", 60000)");
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 10_000_000; i++) {
                        sink.row().appendLong(i).endRecord();
                    }
                })
                .isInstanceOfSatisfying(
                        UncheckedIOException.class,
                        e -> assertThat(PostgresCopySink.causeOf(e).getMessage())
                                .matches("(the connection is lost|the server ended the session) \\(SQLSTATE .*\\)"));
        victim.abort(Runnable::run);
    }

    @Test
    void theRowIsNamedWhateverTheNamesAre() throws SQLException {
        String table = "t \"\", line 99, column id";
        String column = "c\", line 7: \u00e9";
        statement.execute("DROP TABLE IF EXISTS " + PostgresCopySink.quoted(table));
        statement.execute("CREATE TABLE " + PostgresCopySink.quoted(table) + " (" + PostgresCopySink.quoted(column)
                + " int PRIMARY KEY)");
        try (PostgresCopySink sink = new PostgresCopySink(connection, table, List.of(column))) {
            sink.row().appendLong(1).endRecord();
            sink.row().appendString("secret").endRecord();
            assertThatThrownBy(sink::finish)
                    .hasMessage("row 2: a value is not of its column's type (SQLSTATE 22P02, column " + column + ")");
        }
        connection.rollback();
    }

    @Test
    void aValueOfAnotherTypeIsNamedByItsColumn() throws SQLException {
        try (PostgresCopySink sink = new PostgresCopySink(connection, "sunk", List.of("name", "id"))) {
            sink.row()
                    .appendString("secret: x, column id")
                    .appendString("secret")
                    .endRecord();
            assertThatThrownBy(sink::finish)
                    .hasMessage("row 1: a value is not of its column's type (SQLSTATE 22P02, column id)");
        }
    }

    @Test
    void theSameLoadTwiceIsTheLoadOnce() throws SQLException {
        List<Row> rows = rows();
        bind(rows);
        for (int time = 1; time <= 2; time++) {
            upsert(rows);
            assertThat(content("sunk")).as("time %d", time).isEqualTo(content("bound"));
        }
        connection.commit();
    }

    private void upsert(List<Row> rows) throws SQLException {
        try (PostgresUpsertSink sink = new PostgresUpsertSink(connection, "sunk", COLUMNS, List.of("id"))) {
            long number = 0;
            try (PostgresCopySink copy = sink.copy()) {
                for (Row row : rows) {
                    copy.row().appendLong(++number);
                    append(copy, row);
                }
                copy.finish();
            }
            sink.merge();
            connection.commit();
        }
    }

    @Test
    void ofTwoRowsWithOneKeyTheLaterCounts() throws SQLException {
        Row row = rows().get(0);
        Row later = new Row(row.id(), "later", 1, 2, 3, 4000, null);
        upsert(List.of(row, later));
        try (ResultSet result = statement.executeQuery("SELECT name FROM sunk")) {
            assertThat(result.next()).isTrue();
            assertThat(result.getString(1)).isEqualTo("later");
            assertThat(result.next()).isFalse();
        }
    }

    /** The table's constraint is only checked when the rows are moved, and then the server names no row. */
    @Test
    void theRowThatTheTableRefusesIsFound() throws SQLException {
        statement.execute("ALTER TABLE sunk ADD CONSTRAINT few CHECK (amount < 100000000)");
        connection.commit();
        List<Row> rows = rows();
        Row row = rows.get(ROWS / 3);
        List<Row> withOne = new ArrayList<>(rows);
        withOne.set(ROWS / 3, new Row(row.id(), row.name(), 10_000_000_000L, 0, row.second(), row.nano(), row.note()));
        assertThatThrownBy(() -> upsert(withOne))
                .hasMessage(
                        "row " + (ROWS / 3 + 1) + ": a check constraint forbids it (SQLSTATE 23514, constraint few)");
        connection.rollback();
        assertThat(content("sunk")).isEqualTo("0 0 -");
    }
}
