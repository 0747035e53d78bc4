// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.AppendBuffer;
import dev.appendkit.FractionDigits;
import dev.appendkit.testing.EmbeddedPostgreSql;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** COPY of a real server in both of its formats: random text and every typed append, loaded and read back. */
class PostgreSqlCopyTest {
    private static final int ROWS = 600;

    private static CsvDialect dialect(String format) {
        return format.equals("csv") ? CsvDialect.rfc4180().quoteEmpty(true) : CsvDialect.escapedTsv();
    }

    private static void copy(Connection connection, String table, String format, AppendBuffer out) throws Exception {
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                        "COPY " + table + " FROM STDIN (FORMAT " + format + ")",
                        new ByteArrayInputStream(out.toByteArray()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "text"})
    void everyTextComesBack(String format) throws Exception {
        Random random = new Random(4);
        AppendBuffer out = AppendBuffer.growing(64, 1 << 24);
        CsvWriter csv = new CsvWriter(dialect(format)).reset(out);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            String first = random.nextInt(10) == 0 ? "\\." : Strings.next(random);
            String second = random.nextInt(10) == 0 ? null : Strings.next(random);
            csv.appendString(first).appendInt(i).appendString(second).endRecord();
            expected.add(Strings.encodable(first));
            expected.add(second == null ? null : Strings.encodable(second));
        }
        try (Connection connection = EmbeddedPostgreSql.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE texts (a text, id int, b text)");
            copy(connection, "texts", format, out);
            List<String> actual = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("SELECT a, b FROM texts ORDER BY id")) {
                while (rows.next()) {
                    actual.add(rows.getString(1));
                    actual.add(rows.getString(2));
                }
            }
            assertThat(actual).isEqualTo(expected);
        }
    }

    /** A column of one text: no blank line, and no line that ends the data. */
    @ParameterizedTest
    @ValueSource(strings = {"csv", "text"})
    void aRecordOfOneFieldIsARow(String format) throws Exception {
        AppendBuffer out = AppendBuffer.growing(64, 1 << 24);
        CsvWriter csv = new CsvWriter(dialect(format)).reset(out);
        List<String> texts = List.of("", "\\.", "\\N", "a", "\n", "\"", " ");
        texts.forEach(text -> csv.appendString(text).endRecord());
        try (Connection connection = EmbeddedPostgreSql.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE lone (a text)");
            copy(connection, "lone", format, out);
            List<String> actual = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("SELECT a FROM lone")) {
                while (rows.next()) {
                    actual.add(rows.getString(1));
                }
            }
            assertThat(actual).isEqualTo(texts);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "text"})
    void everyTypedAppendComesBack(String format) throws Exception {
        Random random = new Random(5);
        AppendBuffer out = AppendBuffer.growing(64, 1 << 24);
        CsvWriter csv = new CsvWriter(dialect(format)).reset(out);
        List<Object> expected = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            boolean flag = random.nextBoolean();
            long number = random.nextLong() >> random.nextInt(64);
            float single = random.nextInt(20) == 0 ? Float.NaN : Float.intBitsToFloat(random.nextInt());
            double real =
                    random.nextInt(20) == 0 ? Double.NEGATIVE_INFINITY : Double.longBitsToDouble(random.nextLong());
            BigDecimal decimal = new BigDecimal(new BigInteger(random.nextInt(200), random), random.nextInt(30));
            int scale = random.nextInt(15);
            LocalDate date = LocalDate.ofEpochDay(random.nextInt(2_900_000) - 10_000);
            LocalTime time = LocalTime.ofNanoOfDay(random.nextInt(86_400) * 1_000_000_000L + 123_456_000);
            LocalDateTime stamp = date.atTime(time);
            long second = random.nextInt();
            int nano = random.nextInt(1_000_000) * 1_000;
            UUID id = new UUID(random.nextLong(), random.nextLong());
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            csv.appendInt(i).appendBoolean(flag).appendLong(number).appendUnsignedLong(number);
            csv.appendFloat(single).appendDouble(real).appendDecimal(decimal).appendDecimal(number, scale);
            csv.appendBigInteger(decimal.unscaledValue()).appendDate(date).appendEpochDay(date.toEpochDay());
            csv.appendTime(time, FractionDigits.MICROS).appendTimestamp(stamp, FractionDigits.AUTO);
            csv.appendTimestamp(second, nano, FractionDigits.TRIMMED);
            csv.appendInstant(second, nano, FractionDigits.MICROS)
                    .appendUuid(id)
                    .appendBytes(bytes, 0, bytes.length);
            csv.endRecord();
            expected.addAll(List.of(
                    flag,
                    number,
                    new BigDecimal(Long.toUnsignedString(number)),
                    single,
                    real,
                    decimal,
                    BigDecimal.valueOf(number, scale),
                    new BigDecimal(decimal.unscaledValue()),
                    date,
                    date,
                    time,
                    stamp,
                    LocalDateTime.ofEpochSecond(second, nano, ZoneOffset.UTC),
                    Instant.ofEpochSecond(second, nano),
                    id,
                    ByteBuffer.wrap(bytes)));
        }
        try (Connection connection = EmbeddedPostgreSql.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TEMPORARY TABLE typed (id int, flag boolean, number int8, big numeric, single float4,"
                            + " realnumber float8, exact numeric, scaled numeric, whole numeric, day date,"
                            + " epochday date, clock time, stamp timestamp, stamp2 timestamp, moment timestamptz,"
                            + " uid uuid, bin bytea)");
            copy(connection, "typed", format, out);
            List<Object> actual = new ArrayList<>();
            try (ResultSet row = statement.executeQuery("SELECT * FROM typed ORDER BY id")) {
                while (row.next()) {
                    actual.addAll(List.of(
                            row.getBoolean(2),
                            row.getLong(3),
                            row.getBigDecimal(4),
                            row.getFloat(5),
                            row.getDouble(6),
                            row.getBigDecimal(7),
                            row.getBigDecimal(8),
                            row.getBigDecimal(9),
                            row.getObject(10, LocalDate.class),
                            row.getObject(11, LocalDate.class),
                            row.getObject(12, LocalTime.class),
                            row.getObject(13, LocalDateTime.class),
                            row.getObject(14, LocalDateTime.class),
                            row.getObject(15, OffsetDateTime.class).toInstant(),
                            row.getObject(16, UUID.class),
                            ByteBuffer.wrap(row.getBytes(17))));
                }
            }
            assertThat(actual).isEqualTo(expected);
        }
    }
}
