// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static dev.appendkit.sql.RoundTripValues.TRIES;
import static dev.appendkit.sql.RoundTripValues.lists;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.AppendBuffer;
import dev.appendkit.testing.EmbeddedPostgreSql;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
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

/**
 * Values of every type come back from PostgreSQL as they went, with standard_conforming_strings on, off and unknown,
 * with types and bare. With types, a literal has the type, and comes back as the text, that a driver's bound value has.
 */
class PostgreSqlRoundTripTest {
    private static final int ARRAY_ELEMENTS = 1_000;

    private static final int PER_STATEMENT = 500;
    private static final DateTimeFormatter OFFSET_TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSSxxxxx");

    private PostgreSqlWire wire;
    private Connection connection;

    @BeforeProperty
    void open() throws IOException, SQLException {
        wire = PostgreSqlWire.connect();
        assertThat(wire.query("SET TimeZone = 'UTC'").accepted()).isTrue();
        connection = EmbeddedPostgreSql.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
        }
    }

    @AfterProperty
    void close() throws IOException, SQLException {
        if (wire != null) {
            wire.close();
        }
        if (connection != null) {
            connection.close();
        }
    }

    private interface Reader<T> {
        T read(String text) throws UnknownHostException;
    }

    /**
     * How values of a type go and come.
     *
     * @param oid the type's number, 0 if literals have no type
     * @param bound the expression with a bound value
     */
    private record Kind<T>(
            String type,
            int oid,
            String bound,
            RoundTrip.Setter<T> setter,
            RoundTrip.Binder<T> binder,
            Reader<T> reader) {}

    private <T> void check(Kind<T> kind, List<T> values) throws IOException, SQLException {
        for (int from = 0; from < values.size(); from += PER_STATEMENT) {
            List<T> some = values.subList(from, Math.min(values.size(), from + PER_STATEMENT));
            String[] bound = bound(kind, some);
            for (boolean standardStrings : new boolean[] {true, false}) {
                wire.query("SET standard_conforming_strings = " + (standardStrings ? "on" : "off"));
                for (boolean bare : new boolean[] {false, true}) {
                    SqlMode unknown = SqlMode.postgresql().bareLiterals(bare);
                    checkLiterals(unknown, kind, some, bound);
                    checkLiterals(unknown.standardConformingStrings(standardStrings), kind, some, bound);
                }
            }
        }
    }

    private <T> String[] bound(Kind<T> kind, List<T> values) throws SQLException {
        String[] texts = new String[values.size()];
        try (PreparedStatement statement = connection.prepareStatement(select(kind.bound(), values.size()))) {
            for (int i = 0; i < texts.length; i++) {
                kind.binder().bind(statement, i + 1, values.get(i));
            }
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                for (int i = 0; i < texts.length; i++) {
                    texts[i] = result.getString(i + 1);
                    if (kind.oid() != 0 && values.get(i) != null) {
                        assertThat(result.getMetaData().getColumnTypeName(i + 1))
                                .isEqualTo(kind.type());
                    }
                }
            }
        }
        return texts;
    }

    private <T> void checkLiterals(SqlMode mode, Kind<T> kind, List<T> values, String[] bound) throws IOException {
        boolean typed = !mode.bareLiterals();
        String expression = typed ? "?" : kind.bound().equals("?") ? "?::" + kind.type() : kind.bound();
        if (typed && kind.oid() == 0) {
            expression = kind.bound();
        }
        SqlParameters parameters = new SqlParameters(values.size());
        for (int i = 0; i < values.size(); i++) {
            kind.setter().set(parameters, i + 1, values.get(i));
        }
        AppendBuffer out = AppendBuffer.growing(256, 1 << 24);
        SqlTemplate.compile(select(expression, values.size()), mode).appendTo(out, parameters);
        PostgreSqlWire.Answer answer = wire.query(out.toByteArray());
        assertThat(answer.message()).as("the server's answer in %s", mode).isNull();
        for (int i = 0; i < bound.length; i++) {
            String text = answer.rows().get(0)[i];
            T expected = values.get(i);
            T actual = text == null ? null : kind.reader().read(text);
            if (!Objects.deepEquals(expected, actual)) {
                throw new AssertionError("the literal came back as another value, in " + mode + ": " + text);
            }
            if (!Objects.equals(bound[i], text)) {
                throw new AssertionError("bound it is " + bound[i] + ", as a literal " + text + ", in " + mode);
            }
            if (typed && kind.oid() != 0 && expected != null) {
                assertThat(answer.columns().get(i)).as("the literal's type").isEqualTo(kind.oid());
            }
        }
    }

    private static String select(String expression, int count) {
        return "SELECT " + (expression + ", ").repeat(count - 1) + expression;
    }

    @Property(tries = TRIES)
    void ints(@ForAll("intLists") List<Integer> values) throws Exception {
        check(
                new Kind<>(
                        "int4",
                        23,
                        "?",
                        SqlParameters::setObject,
                        (s, i, v) -> s.setObject(i, v, java.sql.Types.INTEGER),
                        Integer::valueOf),
                values);
    }

    @Provide
    Arbitrary<List<Integer>> intLists() {
        return lists(Arbitraries.integers());
    }

    @Property(tries = TRIES)
    void longs(@ForAll("longLists") List<Long> values) throws Exception {
        check(
                new Kind<>(
                        "int8",
                        20,
                        "?",
                        SqlParameters::setObject,
                        (s, i, v) -> s.setObject(i, v, java.sql.Types.BIGINT),
                        Long::valueOf),
                values);
    }

    @Provide
    Arbitrary<List<Long>> longLists() {
        return lists(RoundTripValues.longs());
    }

    @Property(tries = TRIES)
    void unsignedLongs(@ForAll("unsignedLists") List<BigDecimal> values) throws Exception {
        check(
                new Kind<>(
                        "numeric",
                        1700,
                        "?",
                        (p, i, v) -> p.setUnsignedLong(i, v.toBigInteger().longValue()),
                        (s, i, v) -> s.setBigDecimal(i, v),
                        BigDecimal::new),
                values);
    }

    @Provide
    Arbitrary<List<BigDecimal>> unsignedLists() {
        return lists(Arbitraries.longs().map(v -> new BigDecimal(Long.toUnsignedString(v))))
                .map(list -> list.stream().filter(Objects::nonNull).toList());
    }

    @Property(tries = 1)
    void booleans(@ForAll("booleanLists") List<Boolean> values) throws Exception {
        check(
                new Kind<>(
                        "bool",
                        16,
                        "?",
                        SqlParameters::setObject,
                        (s, i, v) -> s.setObject(i, v, java.sql.Types.BOOLEAN),
                        text -> text.equals("t")),
                values);
    }

    @Provide
    Arbitrary<List<Boolean>> booleanLists() {
        return lists(Arbitraries.of(true, false));
    }

    /** Bit by bit, the sign of zero too. */
    @Property(tries = TRIES)
    void doubles(@ForAll("doubleLists") List<Double> values) throws Exception {
        check(
                new Kind<>(
                        "float8",
                        701,
                        "?",
                        SqlParameters::setObject,
                        (s, i, v) -> s.setObject(i, v, java.sql.Types.DOUBLE),
                        Double::valueOf),
                values);
    }

    @Provide
    Arbitrary<List<Double>> doubleLists() {
        Arbitrary<Double> special = Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        return lists(Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(9, RoundTripValues.doubles()), net.jqwik.api.Tuple.of(1, special)));
    }

    /** The driver binds them as float8. */
    @Property(tries = TRIES)
    void floats(@ForAll("floatLists") List<Float> values) throws Exception {
        check(
                new Kind<>(
                        "float4",
                        700,
                        "?::float4",
                        SqlParameters::setObject,
                        (s, i, v) -> s.setObject(i, v, java.sql.Types.REAL),
                        Float::valueOf),
                values);
    }

    @Provide
    Arbitrary<List<Float>> floatLists() {
        Arbitrary<Float> special = Arbitraries.of(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -0.0f);
        return lists(Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(9, RoundTripValues.floats()), net.jqwik.api.Tuple.of(1, special)));
    }

    @Property(tries = TRIES)
    void decimals(@ForAll("decimalLists") List<BigDecimal> values) throws Exception {
        check(
                new Kind<>(
                        "numeric",
                        1700,
                        "?",
                        SqlParameters::setObject,
                        (s, i, v) -> s.setBigDecimal(i, v),
                        BigDecimal::new),
                values);
    }

    @Provide
    Arbitrary<List<BigDecimal>> decimalLists() {
        return lists(Arbitraries.oneOf(
                RoundTripValues.decimals(100, 0, 120),
                RoundTripValues.decimals(3, 0, 2),
                RoundTripValues.decimals(9, 0, 0)));
    }

    @Property(tries = TRIES)
    void bigIntegers(@ForAll("bigIntegerLists") List<BigInteger> values) throws Exception {
        check(
                new Kind<>(
                        "numeric",
                        1700,
                        "?",
                        SqlParameters::setObject,
                        (s, i, v) -> s.setBigDecimal(i, v == null ? null : new BigDecimal(v)),
                        BigInteger::new),
                values);
    }

    @Provide
    Arbitrary<List<BigInteger>> bigIntegerLists() {
        return lists(RoundTripValues.decimals(200, 0, 0).map(BigDecimal::unscaledValue));
    }

    @Property(tries = TRIES)
    void strings(@ForAll("stringLists") List<String> values) throws Exception {
        check(
                new Kind<>(
                        "text", 0, "?::text", SqlParameters::setString, (s, i, v) -> s.setString(i, v), text -> text),
                values);
    }

    @Property(tries = TRIES)
    void otherSequences(@ForAll("stringLists") List<String> values) throws Exception {
        check(
                new Kind<>(
                        "text",
                        0,
                        "?::text",
                        (p, i, v) -> p.setString(i, v == null ? null : java.nio.CharBuffer.wrap(v)),
                        (s, i, v) -> s.setString(i, v),
                        text -> text),
                values);
    }

    @Provide
    Arbitrary<List<String>> stringLists() {
        return lists(RoundTripValues.strings().map(text -> text.replace("\0", "")));
    }

    @Property(tries = TRIES)
    void json(@ForAll("stringLists") List<String> values) throws Exception {
        check(
                new Kind<>(
                        "text",
                        0,
                        "?::jsonb->>0",
                        (p, i, v) -> p.setJson(i, v == null ? null : json(v)),
                        (s, i, v) -> s.setString(i, v == null ? null : json(v)),
                        text -> text),
                values);
    }

    private static String json(String text) {
        StringBuilder json = new StringBuilder("[\"");
        text.chars().forEach(c -> {
            if (c < ' ' || c == '"' || c == '\\') {
                json.append(String.format("\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.append("\"]").toString();
    }

    @Property(tries = TRIES)
    void bytes(@ForAll("byteLists") List<byte[]> values) throws Exception {
        check(
                new Kind<>(
                        "bytea",
                        17,
                        "?",
                        SqlParameters::setBytes,
                        (s, i, v) -> s.setBytes(i, v),
                        text -> HexFormat.of().parseHex(text.substring(2))),
                values);
    }

    @Provide
    Arbitrary<List<byte[]>> byteLists() {
        return lists(RoundTripValues.bytes());
    }

    @Property(tries = TRIES)
    void uuids(@ForAll("uuidLists") List<UUID> values) throws Exception {
        check(
                new Kind<>(
                        "uuid",
                        2950,
                        "?::uuid",
                        SqlParameters::setUuid,
                        (s, i, v) -> s.setObject(i, v),
                        UUID::fromString),
                values);
    }

    @Provide
    Arbitrary<List<UUID>> uuidLists() {
        return lists(RoundTripValues.uuids());
    }

    @Property(tries = TRIES)
    void dates(@ForAll("dateLists") List<LocalDate> values) throws Exception {
        check(
                new Kind<>(
                        "date",
                        1082,
                        "?",
                        SqlParameters::setDate,
                        (s, i, v) -> s.setObject(i, v, java.sql.Types.DATE),
                        PostgreSqlRoundTripTest::date),
                values);
    }

    @Provide
    Arbitrary<List<LocalDate>> dateLists() {
        return lists(Arbitraries.oneOf(
                RoundTripValues.dates(1800, 2100),
                RoundTripValues.dates(-4712, 9999),
                Arbitraries.of(LocalDate.of(0, 12, 31), LocalDate.of(1, 1, 1))));
    }

    /** The driver writes such years in another way: they have no bound twin. */
    @Property(tries = TRIES)
    void farDates(@ForAll("farDateLists") List<LocalDate> values) throws Exception {
        check(
                new Kind<>(
                        "date",
                        1082,
                        "?::date",
                        SqlParameters::setDate,
                        (s, i, v) ->
                                s.setObject(i, v == null ? null : v.toString().replace("+", ""), java.sql.Types.OTHER),
                        PostgreSqlRoundTripTest::date),
                values);
    }

    @Provide
    Arbitrary<List<LocalDate>> farDateLists() {
        return lists(RoundTripValues.dates(10_000, 5_874_897));
    }

    private static LocalDate date(String text) {
        boolean beforeChrist = text.endsWith(" BC");
        String[] parts = text.replace(" BC", "").split("-", -1);
        int year = Integer.parseInt(parts[0]);
        return LocalDate.of(beforeChrist ? 1 - year : year, Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    @Property(tries = TRIES)
    void times(@ForAll("timeLists") List<LocalTime> values) throws Exception {
        check(
                new Kind<>(
                        "time",
                        1083,
                        "?",
                        SqlParameters::setTime,
                        (s, i, v) -> s.setObject(i, v, java.sql.Types.TIME),
                        LocalTime::parse),
                values);
    }

    @Provide
    Arbitrary<List<LocalTime>> timeLists() {
        return lists(RoundTripValues.times(1_000));
    }

    @Property(tries = TRIES)
    void offsetTimes(@ForAll("offsetTimeLists") List<OffsetTime> values) throws Exception {
        check(
                new Kind<>(
                        "timetz",
                        1266,
                        "?::timetz",
                        SqlParameters::setObject,
                        (s, i, v) -> s.setObject(i, v == null ? null : v.format(OFFSET_TIME), java.sql.Types.OTHER),
                        PostgreSqlRoundTripTest::offsetTime),
                values);
    }

    private static OffsetTime offsetTime(String text) {
        int offset = Math.max(text.indexOf('+'), text.indexOf('-'));
        return LocalTime.parse(text.substring(0, offset)).atOffset(ZoneOffset.of(text.substring(offset)));
    }

    @Provide
    Arbitrary<List<OffsetTime>> offsetTimeLists() {
        return lists(Combinators.combine(
                        RoundTripValues.times(1_000), Arbitraries.integers().between(-16 * 3600 + 1, 16 * 3600 - 1))
                .as((time, offset) -> time.atOffset(ZoneOffset.ofTotalSeconds(offset))));
    }

    @Property(tries = TRIES)
    void dateTimes(@ForAll("dateTimeLists") List<LocalDateTime> values) throws Exception {
        check(
                new Kind<>(
                        "timestamp",
                        1114,
                        "?",
                        SqlParameters::setDateTime,
                        (s, i, v) -> s.setObject(i, v, java.sql.Types.TIMESTAMP),
                        PostgreSqlRoundTripTest::dateTime),
                values);
    }

    @Property(tries = TRIES)
    void instants(@ForAll("dateTimeLists") List<LocalDateTime> values) throws Exception {
        check(
                new Kind<>(
                        "timestamptz",
                        1184,
                        "?",
                        (p, i, v) -> p.setInstant(i, v.toInstant(ZoneOffset.UTC)),
                        (s, i, v) -> s.setObject(i, v.atOffset(ZoneOffset.UTC), java.sql.Types.TIMESTAMP_WITH_TIMEZONE),
                        text -> dateTime(text.replace("+00", ""))),
                values.stream().filter(Objects::nonNull).toList());
    }

    @Provide
    Arbitrary<List<LocalDateTime>> dateTimeLists() {
        return lists(Arbitraries.oneOf(
                RoundTripValues.dateTimes(1800, 2100, 1_000), RoundTripValues.dateTimes(-4712, 9_999, 1_000)));
    }

    @Property(tries = TRIES)
    void farInstants(@ForAll("farDateTimeLists") List<LocalDateTime> values) throws Exception {
        check(
                new Kind<>(
                        "timestamptz",
                        1184,
                        "?::timestamptz",
                        (p, i, v) -> p.setInstant(i, v.toInstant(ZoneOffset.UTC)),
                        (s, i, v) -> s.setObject(i, v.toString().replace("+", "") + "+00", java.sql.Types.OTHER),
                        text -> dateTime(text.replace("+00", ""))),
                values.stream().filter(Objects::nonNull).toList());
    }

    @Provide
    Arbitrary<List<LocalDateTime>> farDateTimeLists() {
        return lists(RoundTripValues.dateTimes(10_000, 294_276, 1_000));
    }

    private static LocalDateTime dateTime(String text) {
        String[] parts = text.split(" ", -1);
        String era = parts.length > 2 ? " " + parts[2] : "";
        return date(parts[0] + era).atTime(LocalTime.parse(parts[1]));
    }

    @Property(tries = TRIES)
    void durations(@ForAll("durationLists") List<Duration> values) throws Exception {
        check(
                new Kind<>(
                        "interval",
                        1186,
                        "?::interval",
                        SqlParameters::setDuration,
                        (s, i, v) -> s.setObject(i, v == null ? null : v.toString(), java.sql.Types.OTHER),
                        PostgreSqlRoundTripTest::duration),
                values);
    }

    private static Duration duration(String text) {
        String[] parts = text.replace("-", "").split("[:.]", -1);
        Duration magnitude = Duration.ofHours(Long.parseLong(parts[0]))
                .plusMinutes(Long.parseLong(parts[1]))
                .plusSeconds(Long.parseLong(parts[2]))
                .plusNanos(parts.length < 4 ? 0 : Long.parseLong((parts[3] + "00000").substring(0, 6)) * 1_000);
        return text.startsWith("-") ? magnitude.negated() : magnitude;
    }

    @Provide
    Arbitrary<List<Duration>> durationLists() {
        return lists(Arbitraries.oneOf(
                RoundTripValues.durations(7_000_000_000_000L, 1_000),
                RoundTripValues.durations(100_000, 1_000),
                RoundTripValues.durations(2, 1_000)));
    }

    @Property(tries = TRIES)
    void addresses(@ForAll("addressLists") List<InetAddress> values) throws Exception {
        check(
                new Kind<>(
                        "inet",
                        869,
                        "?::inet",
                        SqlParameters::setObject,
                        (s, i, v) -> s.setObject(i, v == null ? null : v.getHostAddress(), java.sql.Types.OTHER),
                        text -> InetAddress.getAllByName(text)[0]),
                values);
    }

    @Provide
    Arbitrary<List<InetAddress>> addressLists() {
        Arbitrary<byte[]> four = Arbitraries.bytes().array(byte[].class).ofSize(4);
        Arbitrary<byte[]> sixteen = Arbitraries.bytes().array(byte[].class).ofSize(16);
        return lists(Arbitraries.oneOf(four, sixteen).map(PostgreSqlRoundTripTest::address));
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** The driver's array, as JSON, which tells NULL from a text and an empty array from none. */
    @Property(tries = TRIES)
    void arrays(@ForAll("stringLists") List<String> values) throws Exception {
        // The server selects at most 1,664 columns.
        for (int from = 0; from < values.size(); from += ARRAY_ELEMENTS) {
            checkArrays(values.subList(from, Math.min(values.size(), from + ARRAY_ELEMENTS)));
        }
    }

    private void checkArrays(List<String> values) throws Exception {
        List<List<String>> arrays = new ArrayList<>();
        for (int i = 0; i + 6 < values.size(); i += 6) {
            arrays.add(values.subList(i, i + i % 7));
        }
        String sql = select("array_to_json(?)", arrays.size());
        String[] bound = new String[arrays.size()];
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < bound.length; i++) {
                statement.setArray(
                        i + 1, connection.createArrayOf("text", arrays.get(i).toArray()));
            }
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                for (int i = 0; i < bound.length; i++) {
                    bound[i] = result.getString(i + 1);
                }
            }
        }
        SqlParameters parameters = new SqlParameters(bound.length);
        for (int i = 0; i < bound.length; i++) {
            parameters.setArray(i + 1, SqlArray.of("text", arrays.get(i)));
        }
        for (boolean standardStrings : new boolean[] {true, false}) {
            wire.query("SET standard_conforming_strings = " + (standardStrings ? "on" : "off"));
            for (boolean bare : new boolean[] {true, false}) {
                SqlMode unknown = SqlMode.postgresql().bareLiterals(bare);
                for (SqlMode mode : List.of(unknown, unknown.standardConformingStrings(standardStrings))) {
                    PostgreSqlWire.Answer answer =
                            wire.query(SqlTemplate.compile(sql, mode).toSql(parameters));
                    assertThat(answer.message())
                            .as("the server's answer in %s", mode)
                            .isNull();
                    assertThat(answer.rows().get(0)).as("arrays in %s", mode).isEqualTo(bound);
                }
            }
        }
    }

    @Example
    void arraysOfOtherTypes() throws IOException {
        SqlTemplate template = SqlTemplate.compile("SELECT ?, ?, (?)[2], ?", SqlMode.postgresql());
        PostgreSqlWire.Answer answer = wire.query(template.toSql(
                SqlArray.of("int8", List.of(List.of(1, -2), List.of(3, 4))),
                SqlArray.of("float8", java.util.Arrays.asList(0.1, null, Double.NaN)),
                SqlArray.of("date", List.of(LocalDate.of(-43, 3, 15), LocalDate.of(2020, 1, 1))),
                SqlArray.of("int4", List.of())));
        assertThat(answer.message()).isNull();
        assertThat(answer.rows().get(0)).containsExactly("{{1,-2},{3,4}}", "{0.1,NULL,NaN}", "2020-01-01", "{}");
        assertThat(answer.columns()).containsExactly(1016, 1022, 1082, 1007);
    }

    /** Without a type the literal takes the column's, as text that the driver declares as unknown does. */
    @Example
    void anEnumHasTheTypeOfItsColumn() throws IOException {
        wire.query("CREATE TYPE pg_temp.state AS ENUM ('NEW', 'RUNNABLE')");
        wire.query("CREATE TEMPORARY TABLE threads (s pg_temp.state)");
        SqlTemplate insert = SqlTemplate.compile("INSERT INTO threads VALUES (?) RETURNING s", SqlMode.postgresql());
        PostgreSqlWire.Answer answer = wire.query(insert.toSql(Thread.State.RUNNABLE));
        assertThat(answer.message()).isNull();
        assertThat(answer.rows().get(0)).containsExactly("RUNNABLE");
    }

    /** Where the driver would send an infinity, or a text that the server reads otherwise. */
    @Example
    void theEndsOfTheServersRangesComeBack() throws IOException {
        SqlMode mode = SqlMode.postgresql();
        LocalDateTime first = LocalDateTime.of(-4713, 11, 24, 0, 0);
        LocalDateTime last = LocalDateTime.of(294_276, 12, 31, 23, 59, 59, 999_999_000);
        PostgreSqlWire.Answer answer = wire.query(SqlTemplate.compile("SELECT ?, ?, ?, ?, ?, ?, ?, ?", mode)
                .toSql(
                        first.toLocalDate(),
                        LocalDate.of(5_874_897, 12, 31),
                        first,
                        last,
                        first.toInstant(ZoneOffset.UTC),
                        last.toInstant(ZoneOffset.UTC),
                        Duration.ofSeconds(9_223_372_036_853L, 999_999_000),
                        Duration.ofSeconds(-9_223_372_036_853L)));
        assertThat(answer.message()).isNull();
        assertThat(answer.rows().get(0))
                .containsExactly(
                        "4714-11-24 BC",
                        "5874897-12-31",
                        "4714-11-24 00:00:00 BC",
                        "294276-12-31 23:59:59.999999",
                        "4714-11-24 00:00:00+00 BC",
                        "294276-12-31 23:59:59.999999+00",
                        "2562047788:00:53.999999",
                        "-2562047788:00:53");
    }

    @Example
    void aBatchReplacesRowsThatAreThere() throws IOException {
        wire.query("CREATE TEMPORARY TABLE batch (a int8 PRIMARY KEY, b text)");
        SqlTemplate template = SqlTemplate.compile(
                "INSERT INTO batch (a, b) VALUES (?, ?) ON CONFLICT (a) DO UPDATE SET b = EXCLUDED.b || '?' RETURNING"
                        + " a",
                SqlMode.postgresql().standardConformingStrings(true));
        AppendBuffer out = AppendBuffer.growing(100, 1 << 20);
        SqlBatch batch = template.batch(out, 100);
        List<String> returned = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 100; i++) {
                assertThat(batch.add(new SqlParameters(2).setLong(1, -i).setString(2, "it's \\" + round)))
                        .isTrue();
            }
            PostgreSqlWire.Answer answer = wire.query(out.toByteArray());
            assertThat(answer.message()).isNull();
            answer.rows().forEach(row -> returned.add(row[0]));
            out.clear();
        }
        assertThat(returned).hasSize(200).contains("0", "-99");
        assertThat(wire.query("SELECT DISTINCT b FROM batch").rows().get(0)).containsExactly("it's \\1?");
    }

    @Example
    void aNegativeNumberKeepsItsMeaningBeforeACast() throws IOException {
        SqlTemplate template = SqlTemplate.compile("SELECT ?::int2, -?::int8, 2-?, @-?", SqlMode.postgresql());
        PostgreSqlWire.Answer answer = wire.query(template.toSql(-32768, -5L, -1, -7));
        assertThat(answer.message()).isNotNull();
        answer = wire.query(SqlTemplate.compile("SELECT ?::int2, -?::int8, 2-?, @ -?", SqlMode.postgresql())
                .toSql(-32768, -5L, -1, -7));
        assertThat(answer.rows().get(0)).containsExactly("-32768", "5", "3", "7");
    }

    @Example
    void aValueThatComesBackAsAnotherIsCaught() {
        Kind<String> wrong = new Kind<>(
                "text",
                0,
                "?::text",
                (p, i, v) -> p.setString(i, v + " "),
                (s, i, v) -> s.setString(i, v),
                text -> text);
        assertThatThrownBy(() -> check(wrong, List.of("it's"))).isInstanceOf(AssertionError.class);
        Kind<Long> otherType = new Kind<>(
                "int8",
                20,
                "?",
                (p, i, v) -> p.setInt(i, v.intValue()),
                (s, i, v) -> s.setObject(i, v, java.sql.Types.BIGINT),
                Long::valueOf);
        assertThatThrownBy(() -> check(otherType, List.of(5L)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("type");
    }

    /** The quote is doubled in both, so that a wrong setting costs backslashes and never ends the literal. */
    @Example
    void aTemplateForTheOtherSettingIsCaught() throws IOException {
        Kind<String> strings = new Kind<>(
                "text", 0, "?::text", SqlParameters::setString, (s, i, v) -> s.setString(i, v), text -> text);
        wire.query("SET standard_conforming_strings = off");
        SqlMode wrong = SqlMode.postgresql().standardConformingStrings(true);
        assertThatThrownBy(() -> checkLiterals(wrong, strings, List.of("\\x41"), new String[] {"\\x41"}))
                .isInstanceOf(AssertionError.class);
    }
}
