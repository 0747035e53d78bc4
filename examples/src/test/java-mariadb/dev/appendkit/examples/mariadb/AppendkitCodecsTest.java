// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.AppendBuffer;
import dev.appendkit.examples.wire.ParameterKind;
import dev.appendkit.testing.EmbeddedMariaDb;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The driver with the service file on its class path, against the same driver without it, which binds on the server.
 * The former has a class loader of its own, since a driver looks for codecs once.
 */
@Tag("mariadb")
class AppendkitCodecsTest {
    private static final int ROWS = 300;

    /** Values whose class tells their type: setObject is given nothing else. */
    private static final List<ParameterKind<?>> KINDS = ParameterKind.ALL.stream()
            .filter(kind -> !kind.column().equals("an_unsigned"))
            .collect(Collectors.toList());

    private static final String SELECT =
            KINDS.stream().map(ParameterKind::expression).collect(Collectors.joining(", ", "SELECT ", ""));
    private static final String COLUMNS =
            KINDS.stream().map(ParameterKind::column).collect(Collectors.joining(", "));

    private static URLClassLoader loader;
    private static Driver driver;

    @BeforeAll
    static void loadDriver() throws ReflectiveOperationException, java.io.IOException {
        Path services = Path.of("src/main/mariadb-codecs");
        assertThat(services.resolve("META-INF/services/org.mariadb.jdbc.plugin.Codec"))
                .isRegularFile();
        URL[] classPath = {
            services.toUri().toURL(),
            location(AppendkitCodecs.class),
            location(AppendBuffer.class),
            location(org.mariadb.jdbc.Driver.class)
        };
        loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader());
        driver = (Driver) loader.loadClass("org.mariadb.jdbc.Driver")
                .getDeclaredConstructor()
                .newInstance();
    }

    @AfterAll
    static void closeLoader() throws java.io.IOException {
        loader.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NO_BACKSLASH_ESCAPES"})
    void selectsWhatTheServerSidePreparedStatementSelects(String sqlMode) throws SQLException {
        try (Connection interpolating = connect(sqlMode, "");
                Connection binding = bindingConnection();
                PreparedStatement interpolated = interpolating.prepareStatement(SELECT);
                PreparedStatement bound = binding.prepareStatement(SELECT)) {
            Random random = new Random(3);
            for (int row = 0; row < ROWS; row++) {
                for (int i = 0; i < KINDS.size(); i++) {
                    KINDS.get(i).bindRandom(random, i + 1, interpolated, bound);
                }
                try (ResultSet actual = interpolated.executeQuery();
                        ResultSet expected = bound.executeQuery()) {
                    assertSameRow(row, actual, expected, 0);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NO_BACKSLASH_ESCAPES"})
    void storesWhatTheServerSidePreparedStatementStores(String sqlMode) throws SQLException {
        // The driver would send an INSERT batch in the binary protocol.
        try (Connection interpolating = connect(sqlMode, "&useBulkStmtsForInserts=false");
                Connection binding = bindingConnection();
                Statement statement = binding.createStatement()) {
            createTable(statement, "by_codecs");
            createTable(statement, "by_binding");
            Random random = new Random(4);
            try (PreparedStatement interpolated = interpolating.prepareStatement(insertInto("by_codecs"));
                    PreparedStatement bound = binding.prepareStatement(insertInto("by_binding"))) {
                for (int row = 0; row < ROWS; row++) {
                    interpolated.setObject(1, row);
                    bound.setInt(1, row);
                    for (int i = 0; i < KINDS.size(); i++) {
                        KINDS.get(i).bindRandom(random, i + 2, interpolated, bound);
                    }
                    interpolated.addBatch();
                    bound.addBatch();
                }
                assertThat(interpolated.executeBatch()).hasSize(ROWS);
                assertThat(bound.executeBatch()).hasSize(ROWS);
            }
            try (Statement second = binding.createStatement();
                    ResultSet actual = statement.executeQuery("SELECT * FROM by_codecs ORDER BY id");
                    ResultSet expected = second.executeQuery("SELECT * FROM by_binding ORDER BY id")) {
                for (int row = 0; row < ROWS; row++) {
                    assertSameRow(row, actual, expected, 1);
                }
            }
        }
    }

    /** A double that is written as DECIMAL adds up to another sum. The control is the driver's own text. */
    @Test
    void keepsADoubleADouble() throws SQLException {
        try (Connection withCodecs = connect("", "");
                Connection without = bindingConnection("useServerPrepStmts=false")) {
            assertThat(sumOf(withCodecs, 0.1, 0.2)).isEqualTo("0.30000000000000004");
            assertThat(sumOf(without, 0.1, 0.2)).isEqualTo("0.3");
        }
    }

    @Test
    void followsTheSessionWhenItTurnsBackslashEscapesOff() throws SQLException {
        String text = "back\\slash, quote ' and \\'";
        try (Connection connection = connect("", "");
                Statement statement = connection.createStatement();
                PreparedStatement select = connection.prepareStatement("SELECT ?")) {
            select.setObject(1, text);
            assertThat(only(select)).isEqualTo(text);
            statement.execute("SET sql_mode = 'NO_BACKSLASH_ESCAPES'");
            assertThat(only(select)).isEqualTo(text);
            statement.execute("SET sql_mode = ''");
            assertThat(only(select)).isEqualTo(text);
        }
    }

    @Test
    void writesInstantsInTheConnectionsTimeZone() throws SQLException {
        Instant instant = Instant.ofEpochSecond(1423411542, 807_015_000);
        ZoneId zone = ZoneId.of("America/New_York");
        try (Connection connection = connect("", "&connectionTimeZone=America/New_York&preserveInstants=true");
                PreparedStatement select = connection.prepareStatement("SELECT CONCAT(CAST(? AS DATETIME(6)))")) {
            select.setObject(1, instant);
            assertThat(only(select)).isEqualTo("2015-02-08 11:05:42.807015");
            select.setObject(1, OffsetDateTime.ofInstant(instant, ZoneOffset.ofHours(9)));
            assertThat(only(select)).isEqualTo("2015-02-08 11:05:42.807015");
            select.setObject(1, LocalDateTime.ofInstant(instant, zone));
            assertThat(only(select)).isEqualTo("2015-02-08 11:05:42.807015");
        }
    }

    /** The value is refused before a byte of it is written, and the connection goes on. */
    @Test
    void refusesWhatHasNoLiteralAndGoesOn() throws SQLException {
        try (Connection connection = connect("", "");
                PreparedStatement select = connection.prepareStatement("SELECT ?")) {
            select.setObject(1, "a\ud800b");
            assertThatThrownBy(select::executeQuery)
                    .hasRootCauseMessage("the char at index 1 is half a surrogate pair")
                    .hasStackTraceContaining(SQLDataException.class.getName());
            select.setObject(1, "ab");
            assertThat(only(select)).isEqualTo("ab");
        }
    }

    /** Longer than the first array of the driver's writer, and than a pooled buffer. */
    @Test
    void writesLongValues() throws SQLException {
        String text = "it's \u00e9 \\ ".repeat(50_000);
        byte[] bytes = new byte[300_000];
        new Random(5).nextBytes(bytes);
        try (Connection connection = connect("", "");
                PreparedStatement select = connection.prepareStatement("SELECT ?, ?")) {
            select.setObject(1, text);
            select.setObject(2, bytes);
            try (ResultSet result = select.executeQuery()) {
                assertThat(result.next()).isTrue();
                assertThat(result.getString(1)).isEqualTo(text);
                assertThat(result.getBytes(2)).isEqualTo(bytes);
            }
        }
    }

    /** Statements that the server prepares, and parts of a value, go through the driver's own codecs. */
    @Test
    void leavesTheBinaryProtocolAndPartsToTheDriver() throws SQLException {
        try (Connection connection = connect("", "&useServerPrepStmts=true");
                PreparedStatement select = connection.prepareStatement("SELECT ?")) {
            select.setObject(1, "it's");
            assertThat(only(select)).isEqualTo("it's");
            select.setObject(1, 42L);
            assertThat(only(select)).isEqualTo("42");
        }
        try (Connection connection = connect("", "");
                PreparedStatement select = connection.prepareStatement("SELECT ?")) {
            select.setObject(1, "abcdef", java.sql.Types.VARCHAR, 3);
            assertThat(only(select)).startsWith("abc");
        }
    }

    private static void assertSameRow(int row, ResultSet actual, ResultSet expected, int columnsBefore)
            throws SQLException {
        assertThat(actual.next()).isTrue();
        assertThat(expected.next()).isTrue();
        for (int i = 0; i < KINDS.size(); i++) {
            assertThat(actual.getString(i + 1 + columnsBefore))
                    .as("row %d, %s", row, KINDS.get(i).column())
                    .isEqualTo(expected.getString(i + 1 + columnsBefore));
        }
    }

    private static String sumOf(Connection connection, double left, double right) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT CONCAT(? + ?)")) {
            select.setObject(1, left);
            select.setObject(2, right);
            return only(select);
        }
    }

    private static String only(PreparedStatement select) throws SQLException {
        try (ResultSet result = select.executeQuery()) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    private static void createTable(Statement statement, String name) throws SQLException {
        List<String> columns = new ArrayList<>();
        columns.add("id INT PRIMARY KEY");
        KINDS.forEach(kind -> columns.add(kind.column() + " " + kind.type()));
        statement.execute("CREATE OR REPLACE TABLE " + name + " (" + String.join(", ", columns) + ") CHARSET utf8mb4");
    }

    private static String insertInto(String table) {
        return "INSERT INTO " + table + " (id, " + COLUMNS + ") VALUES (?, "
                + String.join(", ", Collections.nCopies(KINDS.size(), "?")) + ")";
    }

    /** A connection of the driver that has found the codecs. */
    private static Connection connect(String sqlMode, String options) throws SQLException {
        Connection connection = driver.connect(url("useServerPrepStmts=false" + options), credentials());
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET sql_mode = '" + sqlMode + "', time_zone = '+00:00'");
        }
        return connection;
    }

    private static Connection bindingConnection() throws SQLException {
        return bindingConnection("useServerPrepStmts=true");
    }

    private static Connection bindingConnection(String options) throws SQLException {
        Connection connection = new org.mariadb.jdbc.Driver().connect(url(options), credentials());
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET time_zone = '+00:00'");
        }
        return connection;
    }

    private static String url(String options) {
        return EmbeddedMariaDb.url() + "&" + options;
    }

    private static Properties credentials() {
        Properties properties = new Properties();
        properties.setProperty("user", EmbeddedMariaDb.USER);
        return properties;
    }

    private static URL location(Class<?> type) throws java.io.IOException {
        URL location = type.getProtectionDomain().getCodeSource().getLocation();
        assertThat(Files.exists(Path.of(URI.create(location.toString())))).isTrue();
        return location;
    }
}
