// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static dev.appendkit.sql.RoundTripValues.TRIES;
import static dev.appendkit.sql.RoundTripValues.lists;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Values of every type come back from H2 as they went, by their literals and bound by a PreparedStatement. */
class H2RoundTripTest {

    private static final SqlMode MODE = SqlMode.h2();
    private static final int MAX_YEAR = 99_999;

    private Connection connection;
    private Statement statement;

    @BeforeProperty
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:");
        statement = connection.createStatement();
        statement.setEscapeProcessing(false);
    }

    @AfterProperty
    void close() throws SQLException {
        connection.close();
    }

    private <T> void check(
            List<T> values, RoundTrip.Setter<T> setter, RoundTrip.Binder<T> binder, RoundTrip.Reader<T> reader)
            throws SQLException {
        check(values, "?", setter, binder, reader);
    }

    private <T> void check(
            List<T> values,
            String expression,
            RoundTrip.Setter<T> setter,
            RoundTrip.Binder<T> binder,
            RoundTrip.Reader<T> reader)
            throws SQLException {
        new RoundTrip<>(MODE, expression, setter, binder, reader).check(connection, this::send, values);
    }

    private ResultSet send(byte[] sql) throws SQLException {
        return statement.executeQuery(new String(sql, StandardCharsets.UTF_8));
    }

    private static <T> RoundTrip.Reader<T> as(Class<T> type) {
        return (result, column) -> result.getObject(column, type);
    }

    @Property(tries = TRIES)
    void longs(@ForAll("longLists") List<Long> values) throws SQLException {
        check(values, SqlParameters::setObject, (s, i, v) -> s.setObject(i, v), ResultSet::getLong);
    }

    @Provide
    Arbitrary<List<Long>> longLists() {
        return lists(RoundTripValues.longs());
    }

    @Property(tries = TRIES)
    void unsignedLongs(@ForAll("unsignedLists") List<BigInteger> values) throws SQLException {
        check(
                values,
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

    /** H2 has no negative zero, bound or not. */
    @Property(tries = TRIES)
    void doubles(@ForAll("doubleLists") List<Double> values) throws SQLException {
        check(values, SqlParameters::setObject, (s, i, v) -> s.setObject(i, v), ResultSet::getDouble);
    }

    @Provide
    Arbitrary<List<Double>> doubleLists() {
        Arbitrary<Double> special = Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        return lists(Arbitraries.oneOf(RoundTripValues.doubles(), special).map(v -> v + 0.0));
    }

    @Property(tries = TRIES)
    void floats(@ForAll("floatLists") List<Float> values) throws SQLException {
        check(values, SqlParameters::setObject, (s, i, v) -> s.setObject(i, v), ResultSet::getFloat);
    }

    @Provide
    Arbitrary<List<Float>> floatLists() {
        Arbitrary<Float> special = Arbitraries.of(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
        return lists(Arbitraries.oneOf(RoundTripValues.floats(), special).map(v -> v + 0.0f));
    }

    @Property(tries = TRIES)
    void decimals(@ForAll("decimalLists") List<BigDecimal> values) throws SQLException {
        check(values, SqlParameters::setObject, (s, i, v) -> s.setBigDecimal(i, v), ResultSet::getBigDecimal);
    }

    @Provide
    Arbitrary<List<BigDecimal>> decimalLists() {
        return lists(RoundTripValues.decimals(100, 0, 120));
    }

    @Property(tries = TRIES)
    void bigIntegers(@ForAll("bigIntegerLists") List<BigInteger> values) throws SQLException {
        check(values, SqlParameters::setObject, (s, i, v) -> s.setObject(i, v), (r, c) -> {
            BigDecimal value = r.getBigDecimal(c);
            return value == null ? null : value.toBigIntegerExact();
        });
    }

    @Provide
    Arbitrary<List<BigInteger>> bigIntegerLists() {
        return lists(RoundTripValues.decimals(200, 0, 0).map(BigDecimal::unscaledValue));
    }

    @Property(tries = TRIES)
    void strings(@ForAll("stringLists") List<String> values) throws SQLException {
        check(values, SqlParameters::setString, (s, i, v) -> s.setString(i, v), ResultSet::getString);
    }

    @Provide
    Arbitrary<List<String>> stringLists() {
        return lists(RoundTripValues.strings());
    }

    @Property(tries = TRIES)
    void bytes(@ForAll("byteLists") List<byte[]> values) throws SQLException {
        check(values, SqlParameters::setBytes, (s, i, v) -> s.setBytes(i, v), ResultSet::getBytes);
    }

    @Provide
    Arbitrary<List<byte[]>> byteLists() {
        return lists(RoundTripValues.bytes());
    }

    @Property(tries = TRIES)
    void dates(@ForAll("dateLists") List<LocalDate> values) throws SQLException {
        check(values, SqlParameters::setDate, (s, i, v) -> s.setObject(i, v), as(LocalDate.class));
    }

    @Provide
    Arbitrary<List<LocalDate>> dateLists() {
        return lists(Arbitraries.oneOf(
                RoundTripValues.dates(1800, 2100),
                RoundTripValues.dates(-MAX_YEAR, MAX_YEAR),
                Arbitraries.of(LocalDate.MIN, LocalDate.MAX)));
    }

    @Property(tries = TRIES)
    void times(@ForAll("timeLists") List<LocalTime> values) throws SQLException {
        check(values, SqlParameters::setTime, (s, i, v) -> s.setObject(i, v), as(LocalTime.class));
    }

    @Provide
    Arbitrary<List<LocalTime>> timeLists() {
        return lists(RoundTripValues.times(1));
    }

    @Property(tries = TRIES)
    void dateTimes(@ForAll("dateTimeLists") List<LocalDateTime> values) throws SQLException {
        check(values, SqlParameters::setDateTime, (s, i, v) -> s.setObject(i, v), as(LocalDateTime.class));
    }

    @Provide
    Arbitrary<List<LocalDateTime>> dateTimeLists() {
        return lists(RoundTripValues.dateTimes(-MAX_YEAR, MAX_YEAR, 1));
    }

    @Property(tries = TRIES)
    void instants(@ForAll("instantLists") List<Instant> values) throws SQLException {
        check(values, SqlParameters::setInstant, (s, i, v) -> s.setObject(i, v), as(Instant.class));
    }

    @Provide
    Arbitrary<List<Instant>> instantLists() {
        return lists(RoundTripValues.dateTimes(-MAX_YEAR, MAX_YEAR, 1).map(v -> v.toInstant(ZoneOffset.UTC)));
    }

    @Property(tries = TRIES)
    void offsetDateTimes(@ForAll("offsetLists") List<OffsetDateTime> values) throws SQLException {
        check(values, SqlParameters::setOffsetDateTime, (s, i, v) -> s.setObject(i, v), as(OffsetDateTime.class));
    }

    @Provide
    Arbitrary<List<OffsetDateTime>> offsetLists() {
        return lists(Combinators.combine(
                        RoundTripValues.dateTimes(1, 9_998, 1),
                        Arbitraries.integers().between(-18 * 60, 18 * 60))
                .as((dateTime, minutes) -> dateTime.atOffset(ZoneOffset.ofTotalSeconds(minutes * 60))));
    }

    @Property(tries = TRIES)
    void durations(@ForAll("durationLists") List<Duration> values) throws SQLException {
        check(values, SqlParameters::setDuration, (s, i, v) -> s.setObject(i, v), as(Duration.class));
    }

    @Provide
    Arbitrary<List<Duration>> durationLists() {
        return lists(
                Arbitraries.oneOf(RoundTripValues.durations(1_000_000_000_000L, 1), RoundTripValues.durations(3, 1)));
    }

    @Property(tries = TRIES)
    void uuids(@ForAll("uuidLists") List<UUID> values) throws SQLException {
        check(values, SqlParameters::setUuid, (s, i, v) -> s.setObject(i, v), as(UUID.class));
    }

    @Provide
    Arbitrary<List<UUID>> uuidLists() {
        return lists(RoundTripValues.uuids());
    }

    @Property(tries = TRIES)
    void json(@ForAll("jsonLists") List<String> values) throws SQLException {
        new RoundTrip<String>(MODE, "?", SqlParameters::setJson, (s, i, v) -> s.setString(i, v), ResultSet::getString)
                .check(connection, this::send, values);
    }

    /** A document that H2 writes as it was read. */
    @Provide
    Arbitrary<List<String>> jsonLists() {
        return lists(RoundTripValues.strings()
                .map(text -> "{\"it's\":\"" + text.replaceAll("[\"\\\\\\p{Cntrl}\u2028\u2029\u007f]", "'") + "\"}"));
    }

    @Example
    void aValueThatDoesNotComeBackIsCaught() {
        assertThatThrownBy(() -> check(
                        List.of("it's"),
                        (p, i, v) -> p.setString(i, v + " "),
                        (s, i, v) -> s.setString(i, v),
                        ResultSet::getString))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the literal");
        assertThat(FuzzCount.VALUES / TRIES * TRIES).isEqualTo(FuzzCount.VALUES).isGreaterThanOrEqualTo(2_000);
    }
}
