// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static dev.appendkit.sql.RoundTripValues.TRIES;
import static dev.appendkit.sql.RoundTripValues.lists;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.AppendBuffer;
import dev.appendkit.testing.EmbeddedMariaDb;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/**
 * Values of every type come back from MariaDB as they went, by their literals and bound on the server, with and without
 * backslash escapes and in both styles of bytes. The statement's bytes reach the server's parser unchanged, as the
 * operand of EXECUTE IMMEDIATE: a String would not carry those that are not UTF-8.
 */
@Tag("mariadb")
class MariaDbRoundTripTest {

    private Connection connection;
    private Statement statement;

    @BeforeProperty
    void open() throws SQLException {
        connection = EmbeddedMariaDb.connect();
        statement = connection.createStatement();
        statement.setEscapeProcessing(false);
    }

    @AfterProperty
    void close() throws SQLException {
        connection.close();
    }

    private <T> void check(
            List<T> values,
            String expression,
            RoundTrip.Setter<T> setter,
            RoundTrip.Binder<T> binder,
            RoundTrip.Reader<T> reader)
            throws SQLException {
        for (boolean noBackslashEscapes : new boolean[] {false, true}) {
            session(noBackslashEscapes);
            for (boolean introducer : new boolean[] {false, true}) {
                SqlMode mode = SqlMode.mariadb()
                        .noBackslashEscapes(noBackslashEscapes)
                        .binaryIntroducer(introducer)
                        .zone(ZoneOffset.UTC);
                new RoundTrip<>(mode, expression, setter, binder, reader).check(connection, this::send, values);
            }
        }
    }

    private void session(boolean noBackslashEscapes) throws SQLException {
        statement.execute("SET SESSION sql_mode = 'STRICT_ALL_TABLES"
                + (noBackslashEscapes ? ",NO_BACKSLASH_ESCAPES" : "") + "', time_zone = '+00:00'");
    }

    private ResultSet send(byte[] sql) throws SQLException {
        return statement.executeQuery("EXECUTE IMMEDIATE x'" + HexFormat.of().formatHex(sql) + "'");
    }

    @Property(tries = TRIES)
    void longs(@ForAll("longLists") List<Long> values) throws SQLException {
        check(values, "?", SqlParameters::setObject, (s, i, v) -> s.setObject(i, v), ResultSet::getLong);
    }

    @Provide
    Arbitrary<List<Long>> longLists() {
        return lists(RoundTripValues.longs());
    }

    @Property(tries = TRIES)
    void unsignedLongs(@ForAll("unsignedLists") List<BigInteger> values) throws SQLException {
        check(
                values,
                "?",
                (p, i, v) -> p.setUnsignedLong(i, v.longValue()),
                (s, i, v) -> s.setObject(i, v),
                (r, c) -> r.getBigDecimal(c).toBigIntegerExact());
    }

    @Provide
    Arbitrary<List<BigInteger>> unsignedLists() {
        return Arbitraries.longs()
                .map(v -> new BigInteger(Long.toUnsignedString(v)))
                .list()
                .ofSize(50);
    }

    /** Bit by bit, the sign of zero too. */
    @Property(tries = TRIES)
    void doubles(@ForAll("doubleLists") List<Double> values) throws SQLException {
        check(values, "?", SqlParameters::setObject, (s, i, v) -> s.setObject(i, v), ResultSet::getDouble);
    }

    @Provide
    Arbitrary<List<Double>> doubleLists() {
        return lists(RoundTripValues.doubles());
    }

    /** As a double: that is how the server compares it with a column. */
    @Property(tries = TRIES)
    void floats(@ForAll("floatLists") List<Float> values) throws SQLException {
        check(
                values,
                "?",
                SqlParameters::setObject,
                (s, i, v) -> s.setObject(i, v == null ? null : (double) v),
                (r, c) -> (float) r.getDouble(c));
    }

    @Provide
    Arbitrary<List<Float>> floatLists() {
        return lists(RoundTripValues.floats());
    }

    @Property(tries = TRIES)
    void floatsInAColumnAreFoundByTheirLiteral(@ForAll("floatLists") List<Float> values) throws SQLException {
        session(false);
        statement.execute("CREATE OR REPLACE TEMPORARY TABLE floats (x FLOAT, INDEX (x))");
        AppendBuffer out = AppendBuffer.growing(256, 1 << 24);
        SqlBatch batch = SqlTemplate.compile("INSERT INTO floats VALUES (?)", SqlMode.mariadb())
                .batch(out, values.size());
        SqlParameters parameters = new SqlParameters(1);
        for (Float value : values) {
            assertThat(batch.add(parameters.setObject(1, value))).isTrue();
        }
        statement.execute(out.toString(StandardCharsets.UTF_8));
        SqlTemplate find = SqlTemplate.compile("SELECT COUNT(*) FROM floats WHERE x <=> ?", SqlMode.mariadb());
        for (Float value : values) {
            try (ResultSet result = statement.executeQuery(find.toSql(value))) {
                result.next();
                assertThat(result.getInt(1)).as("%s", value).isPositive();
            }
        }
    }

    @Property(tries = TRIES)
    void decimals(@ForAll("decimalLists") List<BigDecimal> values) throws SQLException {
        check(values, "?", SqlParameters::setObject, (s, i, v) -> s.setBigDecimal(i, v), ResultSet::getBigDecimal);
    }

    @Provide
    Arbitrary<List<BigDecimal>> decimalLists() {
        return lists(Arbitraries.oneOf(RoundTripValues.decimals(65, 0, 38), RoundTripValues.decimals(10, 0, 38)));
    }

    @Property(tries = TRIES)
    void bigIntegers(@ForAll("bigIntegerLists") List<BigInteger> values) throws SQLException {
        check(
                values,
                "?",
                SqlParameters::setObject,
                (s, i, v) -> s.setBigDecimal(i, v == null ? null : new BigDecimal(v)),
                (r, c) -> {
                    BigDecimal value = r.getBigDecimal(c);
                    return value == null ? null : value.toBigIntegerExact();
                });
    }

    @Provide
    Arbitrary<List<BigInteger>> bigIntegerLists() {
        return lists(RoundTripValues.decimals(65, 0, 0).map(BigDecimal::unscaledValue));
    }

    @Property(tries = TRIES)
    void strings(@ForAll("stringLists") List<String> values) throws SQLException {
        check(values, "?", SqlParameters::setString, (s, i, v) -> s.setString(i, v), ResultSet::getString);
    }

    @Property(tries = TRIES)
    void json(@ForAll("jsonLists") List<String> values) throws SQLException {
        check(
                values,
                "JSON_UNQUOTE(JSON_EXTRACT(?, '$'))",
                SqlParameters::setJson,
                (s, i, v) -> s.setString(i, v),
                ResultSet::getString);
    }

    @Provide
    Arbitrary<List<String>> stringLists() {
        return lists(RoundTripValues.strings());
    }

    @Provide
    Arbitrary<List<String>> jsonLists() {
        return lists(Arbitraries.integers().map(i -> "[" + i + ", \"it's\"]"));
    }

    @Property(tries = TRIES)
    void bytes(@ForAll("byteLists") List<byte[]> values) throws SQLException {
        check(values, "?", SqlParameters::setBytes, (s, i, v) -> s.setBytes(i, v), ResultSet::getBytes);
    }

    @Provide
    Arbitrary<List<byte[]>> byteLists() {
        return lists(RoundTripValues.bytes());
    }

    @Property(tries = TRIES)
    void dates(@ForAll("dateLists") List<LocalDate> values) throws SQLException {
        check(values, "CAST(? AS DATE)", SqlParameters::setDate, (s, i, v) -> s.setObject(i, v), (r, c) -> {
            String text = r.getString(c);
            return text == null ? null : LocalDate.parse(text);
        });
    }

    @Provide
    Arbitrary<List<LocalDate>> dateLists() {
        return lists(RoundTripValues.dates(0, 9_999));
    }

    @Property(tries = TRIES)
    void times(@ForAll("timeLists") List<LocalTime> values) throws SQLException {
        check(values, "CAST(? AS TIME(6))", SqlParameters::setTime, (s, i, v) -> s.setObject(i, v), (r, c) -> {
            String text = r.getString(c);
            return text == null ? null : LocalTime.parse(text);
        });
    }

    @Provide
    Arbitrary<List<LocalTime>> timeLists() {
        return lists(RoundTripValues.times(1_000));
    }

    @Property(tries = TRIES)
    void dateTimes(@ForAll("dateTimeLists") List<LocalDateTime> values) throws SQLException {
        check(
                values,
                "CAST(? AS DATETIME(6))",
                SqlParameters::setDateTime,
                (s, i, v) -> s.setObject(i, v),
                MariaDbRoundTripTest::dateTime);
    }

    @Property(tries = TRIES)
    void instants(@ForAll("dateTimeLists") List<LocalDateTime> values) throws SQLException {
        check(
                values,
                "CAST(? AS DATETIME(6))",
                (p, i, v) -> p.setInstant(i, v == null ? null : v.toInstant(ZoneOffset.UTC)),
                (s, i, v) -> s.setObject(i, v),
                MariaDbRoundTripTest::dateTime);
    }

    private static LocalDateTime dateTime(ResultSet result, int column) throws SQLException {
        String text = result.getString(column);
        return text == null ? null : LocalDateTime.parse(text.replace(' ', 'T'));
    }

    @Provide
    Arbitrary<List<LocalDateTime>> dateTimeLists() {
        return lists(RoundTripValues.dateTimes(1, 9_999, 1_000));
    }

    @Property(tries = TRIES)
    void durations(@ForAll("durationLists") List<Duration> values) throws SQLException {
        check(
                values,
                "CAST(? AS TIME(6))",
                SqlParameters::setDuration,
                (s, i, v) -> s.setString(i, text(v)),
                (r, c) -> {
                    String text = r.getString(c);
                    return text == null ? null : duration(text);
                });
    }

    private static String text(Duration value) {
        if (value == null) {
            return null;
        }
        Duration magnitude = value.abs();
        return String.format(
                "%s%d:%02d:%02d.%06d",
                value.isNegative() ? "-" : "",
                magnitude.toHours(),
                magnitude.toMinutesPart(),
                magnitude.toSecondsPart(),
                magnitude.toNanosPart() / 1_000);
    }

    private static Duration duration(String text) {
        String[] parts = text.replace("-", "").split("[:.]", -1);
        Duration magnitude = Duration.ofHours(Long.parseLong(parts[0]))
                .plusMinutes(Long.parseLong(parts[1]))
                .plusSeconds(Long.parseLong(parts[2]))
                .plusNanos(Long.parseLong(parts[3]) * 1_000);
        return text.startsWith("-") ? magnitude.negated() : magnitude;
    }

    @Provide
    Arbitrary<List<Duration>> durationLists() {
        long max = 839 * 3600L;
        return lists(Arbitraries.oneOf(
                RoundTripValues.durations(max, 1_000).filter(v -> v.abs().compareTo(Duration.ofSeconds(max)) < 0),
                Arbitraries.of(
                        Duration.ofSeconds(max).minusNanos(1_000),
                        Duration.ofSeconds(-max).plusNanos(1_000)),
                RoundTripValues.durations(2, 1_000)));
    }

    @Property(tries = TRIES)
    void uuids(@ForAll("uuidLists") List<UUID> values) throws SQLException {
        check(
                values,
                "CAST(? AS CHAR)",
                SqlParameters::setUuid,
                (s, i, v) -> s.setString(i, v == null ? null : v.toString()),
                (r, c) -> {
                    String text = r.getString(c);
                    return text == null ? null : UUID.fromString(text);
                });
    }

    @Provide
    Arbitrary<List<UUID>> uuidLists() {
        return lists(RoundTripValues.uuids());
    }

    /** The quote is doubled in both modes, so that a wrong one costs backslashes and never ends the literal. */
    @Example
    void aTemplateForTheOtherModeIsCaughtByTheseTests() throws SQLException {
        session(true);
        RoundTrip<String> wrong = new RoundTrip<>(
                SqlMode.mariadb(), "?", SqlParameters::setString, (s, i, v) -> s.setString(i, v), ResultSet::getString);
        wrong.check(connection, this::send, List.of("' OR 1=1 -- "));
        assertThatThrownBy(() -> wrong.check(connection, this::send, List.of("\\' OR 1=1 -- ")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the literal");
    }
}
