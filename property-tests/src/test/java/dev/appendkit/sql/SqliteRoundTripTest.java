// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static dev.appendkit.sql.RoundTripValues.TRIES;
import static dev.appendkit.sql.RoundTripValues.lists;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.AppendBuffer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/**
 * Values of every type are to SQLite what the bound values are: of the same storage class and equal. Each is a named
 * parameter that stands twice, which SQLite reads by itself in the bound statement.
 */
class SqliteRoundTripTest {

    private static final SqlMode MODE = SqlMode.sqlite();
    /** Two columns each; SQLite takes 2,000. */
    private static final int MAX_VALUES = 500;

    private Connection connection;

    @BeforeProperty
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
    }

    @AfterProperty
    void close() throws SQLException {
        connection.close();
    }

    private <T> void check(List<T> values, String storage, RoundTrip.Setter<T> setter, RoundTrip.Binder<T> binder)
            throws SQLException {
        for (int from = 0; from < values.size(); from += MAX_VALUES) {
            checkSome(values.subList(from, Math.min(from + MAX_VALUES, values.size())), storage, setter, binder);
        }
    }

    private <T> void checkSome(List<T> values, String storage, RoundTrip.Setter<T> setter, RoundTrip.Binder<T> binder)
            throws SQLException {
        StringBuilder sql = new StringBuilder("SELECT 1");
        for (int i = 1; i <= values.size(); i++) {
            sql.append(", typeof(:p").append(i).append("), :p").append(i);
        }
        SqlTemplate template = SqlTemplate.compile(sql.toString(), MODE);
        SqlParameters parameters = new SqlParameters(template.parameterCount());
        AppendBuffer out = AppendBuffer.growing(1024, 1 << 24);
        try (PreparedStatement prepared = connection.prepareStatement(sql.toString());
                Statement statement = connection.createStatement()) {
            assertThat(prepared.getParameterMetaData().getParameterCount()).isEqualTo(template.parameterCount());
            for (int i = 1; i <= values.size(); i++) {
                setter.set(parameters, template.index("p" + i), values.get(i - 1));
                binder.bind(prepared, i, values.get(i - 1));
            }
            template.appendTo(out, parameters);
            try (ResultSet bound = prepared.executeQuery();
                    ResultSet literal = statement.executeQuery(out.toString(StandardCharsets.UTF_8))) {
                assertThat(bound.next() && literal.next()).isTrue();
                for (int i = 0; i < values.size(); i++) {
                    compare(bound, literal, 2 * i + 2, values.get(i) == null ? "null" : storage);
                }
            }
        }
    }

    private static void compare(ResultSet bound, ResultSet literal, int column, String storage) throws SQLException {
        Object expected = bound.getObject(column + 1);
        Object actual = literal.getObject(column + 1);
        if (!bound.getString(column).equals(storage)
                || !literal.getString(column).equals(storage)
                || !Objects.deepEquals(expected, actual)) {
            throw new AssertionError("the literal is " + literal.getString(column) + " " + actual + ", the bound value "
                    + bound.getString(column) + " " + expected);
        }
    }

    @Property(tries = TRIES)
    void longs(@ForAll("longLists") List<Long> values) throws SQLException {
        check(values, "integer", SqlParameters::setObject, (s, i, v) -> s.setObject(i, v));
    }

    @Provide
    Arbitrary<List<Long>> longLists() {
        return lists(Arbitraries.oneOf(
                RoundTripValues.longs(), Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE + 1)));
    }

    @Property(tries = TRIES)
    void bigIntegersOf64Bits(@ForAll("longLists") List<Long> values) throws SQLException {
        check(
                values,
                "integer",
                (p, i, v) -> p.setBigInteger(i, v == null ? null : BigInteger.valueOf(v)),
                (s, i, v) -> s.setObject(i, v));
    }

    @Property(tries = TRIES)
    void booleans(@ForAll("booleanLists") List<Boolean> values) throws SQLException {
        check(values, "integer", SqlParameters::setObject, (s, i, v) -> s.setObject(i, v));
    }

    @Provide
    Arbitrary<List<Boolean>> booleanLists() {
        return lists(Arbitraries.of(true, false));
    }

    @Property(tries = TRIES)
    void doubles(@ForAll("doubleLists") List<Double> values) throws SQLException {
        check(values, "real", SqlParameters::setObject, (s, i, v) -> s.setObject(i, v));
    }

    @Provide
    Arbitrary<List<Double>> doubleLists() {
        Arbitrary<Double> infinities = Arbitraries.of(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        return lists(Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(20, RoundTripValues.doubles()), net.jqwik.api.Tuple.of(1, infinities)));
    }

    @Property(tries = TRIES)
    void floats(@ForAll("floatLists") List<Float> values) throws SQLException {
        check(values, "real", SqlParameters::setObject, (s, i, v) -> s.setObject(i, v));
    }

    @Provide
    Arbitrary<List<Float>> floatLists() {
        return lists(RoundTripValues.floats());
    }

    @Property(tries = TRIES)
    void decimals(@ForAll("decimalLists") List<BigDecimal> values) throws SQLException {
        check(
                values,
                "text",
                SqlParameters::setObject,
                (s, i, v) -> s.setString(i, v == null ? null : v.toPlainString()));
    }

    @Provide
    Arbitrary<List<BigDecimal>> decimalLists() {
        return lists(RoundTripValues.decimals(100, 0, 120));
    }

    /** With null characters too, in a database of either encoding. */
    @Property(tries = TRIES)
    void strings(@ForAll("stringLists") List<String> values, @ForAll boolean utf16) throws SQLException {
        if (utf16) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA encoding = 'UTF-16'");
                statement.execute("CREATE TABLE IF NOT EXISTS t (a)");
            }
        }
        check(values, "text", SqlParameters::setString, (s, i, v) -> s.setString(i, v));
    }

    @Provide
    Arbitrary<List<String>> stringLists() {
        return lists(Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, RoundTripValues.strings()),
                net.jqwik.api.Tuple.of(
                        1,
                        Arbitraries.strings()
                                .withChars('\0', '\u0001', '\u0002', '\'', 'a', '\u00e9')
                                .ofMaxLength(8))));
    }

    @Property(tries = TRIES)
    void json(@ForAll("stringLists") List<String> values) throws SQLException {
        check(values, "text", SqlParameters::setJson, (s, i, v) -> s.setString(i, v));
    }

    @Property(tries = TRIES)
    void bytes(@ForAll("byteLists") List<byte[]> values) throws SQLException {
        check(values, "blob", SqlParameters::setBytes, (s, i, v) -> s.setBytes(i, v));
    }

    @Provide
    Arbitrary<List<byte[]>> byteLists() {
        return lists(RoundTripValues.bytes());
    }

    @Property(tries = TRIES)
    void uuids(@ForAll("uuidLists") List<UUID> values) throws SQLException {
        check(values, "text", SqlParameters::setUuid, (s, i, v) -> s.setString(i, v == null ? null : v.toString()));
    }

    /** As a blob, the high byte first. */
    @Example
    void uuidsAsBytes() throws SQLException {
        Random random = new Random(3);
        try (Statement statement = connection.createStatement();
                PreparedStatement bound = connection.prepareStatement("SELECT typeof(?1), ?1")) {
            SqlTemplate template = SqlTemplate.compile("SELECT typeof(?1), ?1", MODE.uuidAsBytes(true));
            for (int i = 0; i < 500; i++) {
                UUID value = new UUID(random.nextLong(), i == 0 ? 0 : random.nextLong());
                bound.setBytes(
                        1,
                        ByteBuffer.allocate(16)
                                .putLong(value.getMostSignificantBits())
                                .putLong(value.getLeastSignificantBits())
                                .array());
                try (ResultSet expected = bound.executeQuery();
                        ResultSet actual = statement.executeQuery(template.toSql(value))) {
                    assertThat(expected.next() && actual.next()).isTrue();
                    compare(expected, actual, 1, "blob");
                }
            }
        }
    }

    @Provide
    Arbitrary<List<UUID>> uuidLists() {
        return lists(RoundTripValues.uuids());
    }

    @Property(tries = TRIES)
    void dates(@ForAll("dateLists") List<LocalDate> values) throws SQLException {
        check(values, "text", SqlParameters::setDate, (s, i, v) -> s.setString(i, v == null ? null : v.toString()));
    }

    @Provide
    Arbitrary<List<LocalDate>> dateLists() {
        return lists(RoundTripValues.dates(0, 9_999));
    }

    @Property(tries = TRIES)
    void times(@ForAll("timeLists") List<LocalTime> values) throws SQLException {
        check(values, "text", SqlParameters::setTime, (s, i, v) -> s.setString(i, v == null ? null : text(v)));
    }

    @Provide
    Arbitrary<List<LocalTime>> timeLists() {
        return lists(RoundTripValues.times(1));
    }

    @Property(tries = TRIES)
    void dateTimes(@ForAll("dateTimeLists") List<LocalDateTime> values) throws SQLException {
        check(values, "text", SqlParameters::setDateTime, (s, i, v) -> s.setString(i, v == null ? null : text(v)));
    }

    @Property(tries = TRIES)
    void instants(@ForAll("dateTimeLists") List<LocalDateTime> values) throws SQLException {
        check(
                values,
                "text",
                (p, i, v) -> p.setInstant(i, v == null ? null : v.toInstant(ZoneOffset.UTC)),
                (s, i, v) -> s.setString(i, v == null ? null : text(v)));
    }

    @Provide
    Arbitrary<List<LocalDateTime>> dateTimeLists() {
        return lists(RoundTripValues.dateTimes(0, 9_999, 1));
    }

    private static String text(LocalTime time) {
        int nano = time.getNano();
        String seconds = time.withNano(0).format(java.time.format.DateTimeFormatter.ISO_LOCAL_TIME);
        return nano == 0 ? seconds : seconds + String.format(java.util.Locale.ROOT, ".%09d", nano);
    }

    private static String text(LocalDateTime dateTime) {
        return dateTime.toLocalDate() + " " + text(dateTime.toLocalTime());
    }

    /** SQLite's own functions read what was written. */
    @Example
    void sqliteUnderstandsTheTemporalText() throws SQLException {
        Instant instant = Instant.parse("2020-02-29T23:59:58.123456789Z");
        String sql = SqlTemplate.compile("SELECT strftime('%s', :at), strftime('%f', :at)", MODE)
                .toSql(instant);
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            assertThat(result.getLong(1)).isEqualTo(instant.getEpochSecond());
            assertThat(result.getString(2)).isEqualTo("58.123");
        }
    }

    @Example
    void aLiteralOfAnotherStorageClassIsCaught() {
        assertThatThrownBy(() ->
                        check(List.of(1L), "integer", (p, i, v) -> p.setDouble(i, v), (s, i, v) -> s.setObject(i, v)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the literal is real 1.0, the bound value integer 1");
        assertThatThrownBy(() -> check(
                        List.of("a"), "text", (p, i, v) -> p.setString(i, v + " "), (s, i, v) -> s.setString(i, v)))
                .isInstanceOf(AssertionError.class);
    }
}
