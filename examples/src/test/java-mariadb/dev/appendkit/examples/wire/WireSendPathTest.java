// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.sql.SqlMode;
import dev.appendkit.sql.SqlParameters;
import dev.appendkit.sql.SqlTemplate;
import dev.appendkit.testing.EmbeddedMariaDb;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.ResourceLeakDetector;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server understands of interpolated statements is what it understands of bound ones. */
@Tag("mariadb")
class WireSendPathTest {
    private static final int ROWS = 300;

    private static final String COLUMNS =
            ParameterKind.ALL.stream().map(ParameterKind::column).collect(Collectors.joining(", "));
    private static final String PLACEHOLDERS = String.join(", ", Collections.nCopies(ParameterKind.ALL.size(), "?"));
    private static final String SELECT =
            ParameterKind.ALL.stream().map(ParameterKind::expression).collect(Collectors.joining(", ", "SELECT ", ""));

    private static EventLoopGroup group;

    @BeforeAll
    static void start() {
        group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    }

    @AfterAll
    static void stop() {
        if (group != null) {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    @ParameterizedTest
    @CsvSource({"heap, false", "heap, true", "direct, false", "direct, true"})
    void selectsWhatThePreparedStatementSelects(String memory, boolean noBackslashEscapes) throws SQLException {
        try (WireClient client = connect(noBackslashEscapes);
                Connection connection = connection();
                PreparedStatement statement = connection.prepareStatement(SELECT)) {
            SqlTemplate template = SqlTemplate.compile(SELECT, client.mode());
            SqlParameters parameters = new SqlParameters(template.parameterCount());
            Random random = new Random(1);
            for (int row = 0; row < ROWS; row++) {
                bindRow(random, 1, parameters, statement);
                TextResult sent = send(client, memory, template, parameters);
                try (ResultSet bound = statement.executeQuery()) {
                    assertThat(bound.next()).isTrue();
                    for (int i = 0; i < ParameterKind.ALL.size(); i++) {
                        assertThat(sent.text(0, i))
                                .as("row %d, %s", row, ParameterKind.ALL.get(i).column())
                                .isEqualTo(bound.getString(i + 1));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"heap, false", "heap, true", "direct, false", "direct, true"})
    void storesWhatThePreparedStatementStores(String memory, boolean noBackslashEscapes) throws SQLException {
        try (WireClient client = connect(noBackslashEscapes);
                Connection connection = connection()) {
            createTable(connection, "interpolated");
            createTable(connection, "bound");
            SqlTemplate template = SqlTemplate.compile(insertInto("interpolated"), client.mode());
            SqlParameters parameters = new SqlParameters(template.parameterCount());
            Random random = new Random(2);
            try (PreparedStatement statement = connection.prepareStatement(insertInto("bound"))) {
                for (int row = 0; row < ROWS; row++) {
                    parameters.setInt(1, row);
                    statement.setInt(1, row);
                    bindRow(random, 2, parameters, statement);
                    assertThat(send(client, memory, template, parameters).affectedRows())
                            .isEqualTo(1);
                    assertThat(statement.executeUpdate()).isEqualTo(1);
                }
            }
            TextResult interpolated = client.query("SELECT * FROM interpolated ORDER BY id");
            TextResult bound = client.query("SELECT * FROM bound ORDER BY id");
            assertThat(interpolated.rows()).hasSize(ROWS);
            assertThat(bound.rows()).hasSize(ROWS);
            for (int row = 0; row < ROWS; row++) {
                for (int i = 0; i <= ParameterKind.ALL.size(); i++) {
                    assertThat(interpolated.rows().get(row)[i])
                            .as("row %d, column %d", row, i)
                            .isEqualTo(bound.rows().get(row)[i]);
                }
            }
        }
    }

    /** The sample row: quotes, a bell, a NUL; here with a backslash, CR, LF and 0x1A besides. */
    @ParameterizedTest
    @CsvSource({"heap, false", "heap, true", "direct, false", "direct, true"})
    void returnsEverySpecialCharacterUnchanged(String memory, boolean noBackslashEscapes) {
        String text = "string containing special chars ' \" \u0007 \0 \\ \r \n \u001a \ud83d\ude00";
        byte[] everyByte = new byte[256];
        for (int i = 0; i < everyByte.length; i++) {
            everyByte[i] = (byte) i;
        }
        try (WireClient client = connect(noBackslashEscapes)) {
            SqlTemplate template = SqlTemplate.compile("SELECT ?, ?, ?, ?, ?, ?", client.mode());
            SqlParameters parameters = new SqlParameters(6)
                    .setLong(1, 42424242)
                    .setDouble(2, Math.PI)
                    .setBoolean(3, false)
                    .setInstant(4, Instant.ofEpochSecond(1423411542, 807_015_000))
                    .setBytes(5, everyByte)
                    .setString(6, text);
            TextResult result = send(client, memory, template, parameters);
            assertThat(result.text(0, 0)).isEqualTo("42424242");
            assertThat(result.text(0, 1)).isEqualTo("3.141592653589793");
            assertThat(result.text(0, 2)).isEqualTo("0");
            assertThat(result.text(0, 3)).isEqualTo("2015-02-08 16:05:42.807015");
            assertThat(result.rows().get(0)[4]).isEqualTo(everyByte);
            assertThat(result.text(0, 5)).isEqualTo(text);
        }
    }

    /** The control: these comparisons notice a literal that was written for another mode than the session's. */
    @Test
    void returnsSomethingElseForALiteralOfTheWrongMode() {
        String text = "back\\slash";
        String literal = SqlTemplate.compile("SELECT ?", SqlMode.mariadb()).toSql(text);
        try (WireClient client = connect(false)) {
            assertThat(client.query(literal).text(0, 0)).isEqualTo(text);
        }
        try (WireClient client = connect(true)) {
            assertThat(client.query(literal).text(0, 0)).isNotEqualTo(text);
        }
    }

    @Test
    void logsInWithAPassword() {
        try (WireClient client = WireClient.connect(
                group,
                EmbeddedMariaDb.address(),
                EmbeddedMariaDb.GUARDED_USER,
                EmbeddedMariaDb.PASSWORD,
                EmbeddedMariaDb.DATABASE)) {
            assertThat(client.query("SELECT current_user()").text(0, 0)).startsWith(EmbeddedMariaDb.GUARDED_USER + "@");
        }
        assertThatThrownBy(() -> WireClient.connect(
                        group,
                        EmbeddedMariaDb.address(),
                        EmbeddedMariaDb.GUARDED_USER,
                        "wrong",
                        EmbeddedMariaDb.DATABASE))
                .isInstanceOfSatisfying(
                        ServerErrorException.class,
                        e -> assertThat(e.errorCode()).isEqualTo(1045));
    }

    @Test
    void reportsTheServersErrorAndGoesOn() {
        try (WireClient client = connect(false)) {
            assertThatThrownBy(() -> client.query("SELECT * FROM missing"))
                    .isInstanceOfSatisfying(
                            ServerErrorException.class,
                            e -> assertThat(e.errorCode()).isEqualTo(1146));
            assertThat(client.query("SELECT 1").text(0, 0)).isEqualTo("1");
        }
    }

    private static void bindRow(Random random, int firstIndex, SqlParameters parameters, PreparedStatement statement)
            throws SQLException {
        int index = firstIndex;
        for (ParameterKind<?> kind : ParameterKind.ALL) {
            kind.bindRandom(random, index++, parameters, statement);
        }
    }

    /** Sends from a small buffer of the given kind, which has to grow on the way, and sees that it is released. */
    private static TextResult send(WireClient client, String memory, SqlTemplate template, SqlParameters parameters) {
        ByteBufAllocator allocator = ByteBufAllocator.DEFAULT;
        ByteBuf buf = memory.equals("heap") ? allocator.heapBuffer(16) : allocator.directBuffer(16);
        TextResult result = client.query(buf, template, parameters);
        assertThat(buf.refCnt()).isZero();
        return result;
    }

    private static WireClient connect(boolean noBackslashEscapes) {
        assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
        WireClient client = WireClient.connect(
                group, EmbeddedMariaDb.address(), EmbeddedMariaDb.USER, "", EmbeddedMariaDb.DATABASE);
        if (noBackslashEscapes) {
            client.query("SET sql_mode = CONCAT(@@sql_mode, ',NO_BACKSLASH_ESCAPES')");
        }
        return client;
    }

    /** JDBC in UTC, as the client. */
    private static Connection connection() throws SQLException {
        Connection connection = EmbeddedMariaDb.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET time_zone = '+00:00'");
        }
        return connection;
    }

    private static void createTable(Connection connection, String name) throws SQLException {
        String columns = ParameterKind.ALL.stream()
                .map(kind -> kind.column() + " " + kind.type())
                .collect(Collectors.joining(", ", "(id INT PRIMARY KEY, ", ")"));
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TABLE " + name + " " + columns);
        }
    }

    private static String insertInto(String table) {
        return "INSERT INTO " + table + " (id, " + COLUMNS + ") VALUES (?, " + PLACEHOLDERS + ")";
    }
}
