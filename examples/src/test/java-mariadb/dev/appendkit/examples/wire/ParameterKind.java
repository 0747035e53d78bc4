// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.wire;

import dev.appendkit.sql.SqlParameters;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;

/**
 * A kind of parameter: how a value is drawn, how it is bound on both sides, and where it goes.
 *
 * @param column the column that it is stored in
 * @param type the column's SQL type
 * @param expression what a SELECT does with the parameter to get the same type on both sides, as text
 */
public record ParameterKind<T>(
        String column,
        String type,
        String expression,
        Function<Random, T> random,
        Interpolated<T> interpolated,
        Bound<T> bound) {

    /** A setter. */
    @FunctionalInterface
    public interface Interpolated<T> {
        SqlParameters set(SqlParameters parameters, int index, T value);
    }

    /** A setter. */
    @FunctionalInterface
    public interface Bound<T> {
        void set(PreparedStatement statement, int index, T value) throws SQLException;
    }

    public static final List<ParameterKind<?>> ALL = List.of(
            kind(
                    "a_long",
                    "BIGINT",
                    "CONCAT(?)",
                    ParameterKind::magnitude,
                    SqlParameters::setLong,
                    PreparedStatement::setLong),
            kind("an_int", "INT", "CONCAT(?)", Random::nextInt, SqlParameters::setInt, PreparedStatement::setInt),
            kind(
                    "an_unsigned",
                    "BIGINT UNSIGNED",
                    "CONCAT(?)",
                    Random::nextLong,
                    SqlParameters::setUnsignedLong,
                    (s, i, v) -> s.setObject(i, new BigInteger(Long.toUnsignedString(v)))),
            kind(
                    "a_double",
                    "DOUBLE",
                    "CONCAT(?)",
                    ParameterKind::finiteDouble,
                    SqlParameters::setDouble,
                    PreparedStatement::setDouble),
            kind(
                    "a_float",
                    "FLOAT",
                    "CONCAT(CAST(? AS DOUBLE))",
                    ParameterKind::finiteFloat,
                    SqlParameters::setFloat,
                    PreparedStatement::setFloat),
            kind(
                    "a_decimal",
                    "DECIMAL(65, 20)",
                    "CONCAT(?)",
                    ParameterKind::decimal,
                    SqlParameters::setDecimal,
                    PreparedStatement::setBigDecimal),
            kind(
                    "a_big_integer",
                    "DECIMAL(65)",
                    "CONCAT(?)",
                    r -> new BigInteger(200, r),
                    SqlParameters::setBigInteger,
                    PreparedStatement::setObject),
            kind(
                    "a_boolean",
                    "BOOLEAN",
                    "CONCAT(?)",
                    Random::nextBoolean,
                    SqlParameters::setBoolean,
                    PreparedStatement::setBoolean),
            kind(
                    "a_string",
                    "LONGTEXT",
                    "HEX(?)",
                    ParameterKind::string,
                    SqlParameters::setString,
                    PreparedStatement::setString),
            kind(
                    "a_blob",
                    "LONGBLOB",
                    "HEX(?)",
                    ParameterKind::bytes,
                    SqlParameters::setBytes,
                    PreparedStatement::setBytes),
            kind(
                    "a_date",
                    "DATE",
                    "CAST(? AS DATE)",
                    r -> dateTime(r).toLocalDate(),
                    SqlParameters::setDate,
                    PreparedStatement::setObject),
            kind(
                    "a_time",
                    "TIME(6)",
                    "CAST(? AS TIME(6))",
                    r -> dateTime(r).toLocalTime(),
                    SqlParameters::setTime,
                    PreparedStatement::setObject),
            kind(
                    "a_datetime",
                    "DATETIME(6)",
                    "CAST(? AS DATETIME(6))",
                    ParameterKind::dateTime,
                    SqlParameters::setDateTime,
                    PreparedStatement::setObject),
            kind(
                    "an_instant",
                    "TIMESTAMP(6) NULL",
                    "CAST(? AS DATETIME(6))",
                    ParameterKind::instant,
                    SqlParameters::setInstant,
                    (s, i, v) -> s.setObject(i, LocalDateTime.ofInstant(v, ZoneOffset.UTC))),
            kind(
                    "a_duration",
                    "TIME(6)",
                    "CAST(? AS TIME(6))",
                    ParameterKind::duration,
                    SqlParameters::setDuration,
                    (s, i, v) -> s.setString(i, time(v))),
            kind(
                    "a_uuid",
                    "UUID",
                    "CONCAT(?)",
                    r -> UUID.nameUUIDFromBytes(bytes(r)),
                    SqlParameters::setUuid,
                    (s, i, v) -> s.setString(i, v.toString())),
            kind(
                    "a_json",
                    "JSON",
                    "HEX(?)",
                    r -> json(string(r)),
                    SqlParameters::setJson,
                    PreparedStatement::setString));

    private static <T> ParameterKind<T> kind(
            String column,
            String type,
            String expression,
            Function<Random, T> random,
            Interpolated<T> interpolated,
            Bound<T> bound) {
        return new ParameterKind<>(column, type, expression, random, interpolated, bound);
    }

    /** Binds one value, which in one of ten cases is null, on both sides. */
    void bindRandom(Random random, int index, SqlParameters parameters, PreparedStatement statement)
            throws SQLException {
        if (random.nextInt(10) == 0) {
            parameters.setNull(index);
            statement.setObject(index, null);
        } else {
            T value = this.random.apply(random);
            interpolated.set(parameters, index, value);
            bound.set(statement, index, value);
        }
    }

    /** Binds one value, which in one of ten cases is null: to one statement as an object, to the other by its type. */
    public void bindRandom(Random random, int index, PreparedStatement asObject, PreparedStatement byType)
            throws SQLException {
        T value = random.nextInt(10) == 0 ? null : this.random.apply(random);
        asObject.setObject(index, value);
        if (value == null) {
            byType.setObject(index, null);
        } else {
            bound.set(byType, index, value);
        }
    }

    private static long magnitude(Random random) {
        return random.nextInt(20) == 0 ? Long.MIN_VALUE : random.nextLong() >> random.nextInt(64);
    }

    private static double finiteDouble(Random random) {
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? value : 0.1;
    }

    private static float finiteFloat(Random random) {
        float value = Float.intBitsToFloat(random.nextInt());
        return Float.isFinite(value) ? value : 0.1f;
    }

    private static BigDecimal decimal(Random random) {
        BigInteger unscaled = new BigInteger(random.nextInt(120), random);
        return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), random.nextInt(21));
    }

    /** What breaks out of literals, what is rewritten inside them, and characters of one to four bytes. */
    private static String string(Random random) {
        String[] pieces = {
            "'",
            "\"",
            "\\",
            "\0",
            "\u001a",
            "\n",
            "\r",
            "\t",
            "%",
            "_",
            "`",
            "?",
            "-- ",
            "/*",
            "*/",
            "#",
            ";",
            "\\'",
            "''",
            "a",
            "word ",
            "\u00e9",
            "\u00df",
            "\u4e2d",
            "\u20ac",
            "\ud83d\ude00",
            "\u00a0",
            "\u02bc",
            "\uff07"
        };
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = random.nextBoolean()
                ? new byte[random.nextInt(80)]
                : string(random).getBytes(StandardCharsets.UTF_8);
        if (bytes.length % 2 == 0) {
            random.nextBytes(bytes);
        }
        return bytes;
    }

    /** Microseconds, sometimes none: years 1000 to 9999, which is what the server documents. */
    private static LocalDateTime dateTime(Random random) {
        LocalDate date = LocalDate.of(1000, 1, 1).plusDays(random.nextInt(9000 * 365));
        LocalTime time = LocalTime.ofSecondOfDay(random.nextInt(24 * 60 * 60));
        return date.atTime(random.nextInt(4) == 0 ? time : time.withNano(micros(random)));
    }

    private static Instant instant(Random random) {
        return Instant.ofEpochSecond(random.nextLong(1, Integer.MAX_VALUE), micros(random));
    }

    private static Duration duration(Random random) {
        long seconds = random.nextInt(838 * 60 * 60 + 59 * 60 + 59);
        Duration duration = Duration.ofSeconds(seconds, micros(random));
        return random.nextBoolean() ? duration : duration.negated();
    }

    /** Bound as text, so that the comparison does not rest on a binary form of negative durations. */
    private static String time(Duration duration) {
        Duration absolute = duration.abs();
        return String.format(
                Locale.ROOT,
                "%s%02d:%02d:%02d.%06d",
                duration.isNegative() ? "-" : "",
                absolute.toHours(),
                absolute.toMinutesPart(),
                absolute.toSecondsPart(),
                absolute.toNanosPart() / 1_000);
    }

    private static int micros(Random random) {
        return random.nextInt(1_000_000) * 1_000;
    }

    private static String json(String text) {
        StringBuilder json = new StringBuilder("{\"k\":\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return json.append("\"}").toString();
    }
}
