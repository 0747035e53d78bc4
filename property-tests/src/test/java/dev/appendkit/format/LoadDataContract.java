// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.AppendBuffer;
import dev.appendkit.FractionDigits;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** LOAD DATA of a real server: random text and what its typed columns read. */
abstract class LoadDataContract {
    private static final int ROWS = 600;

    /** Connects with these properties, which follow others. */
    abstract Connection connect(String properties) throws SQLException;

    /** Whether the server has fractions of a second. */
    abstract boolean hasMicros();

    private Connection connect() throws SQLException {
        return connect("&allowLocalInfile=true");
    }

    private static void load(Statement statement, String table, AppendBuffer out) throws Exception {
        Path file = Files.createTempFile(Path.of("target").toAbsolutePath(), "load", ".tsv");
        try {
            Files.write(file, out.toByteArray());
            statement.execute("LOAD DATA LOCAL INFILE '" + file + "' INTO TABLE " + table
                    + " CHARACTER SET utf8mb4 FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n'");
            assertThat((Object) statement.getWarnings()).isNull();
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void everyTextComesBack() throws Exception {
        Random random = new Random(10);
        AppendBuffer out = AppendBuffer.growing(64, 1 << 24);
        CsvWriter csv = new CsvWriter(CsvDialect.escapedTsv()).reset(out);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            String first = Strings.next(random);
            String second = random.nextInt(8) == 0 ? null : Strings.next(random);
            csv.appendString(first).appendInt(i).appendString(second).endRecord();
            expected.add(Strings.encodable(first));
            expected.add(second == null ? null : Strings.encodable(second));
        }
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE texts (a longtext, id int, b longtext) CHARACTER SET utf8mb4");
            load(statement, "texts", out);
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

    /** Booleans, NaN, infinities and instants go into columns of text. */
    @Test
    void typedAppendsComeBack() throws Exception {
        boolean micros = hasMicros();
        FractionDigits fraction = micros ? FractionDigits.MICROS : FractionDigits.NONE;
        Random random = new Random(11);
        AppendBuffer out = AppendBuffer.growing(64, 1 << 24);
        CsvWriter csv = new CsvWriter(CsvDialect.escapedTsv()).reset(out);
        List<Object> expected = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            long number = random.nextLong() >> random.nextInt(64);
            double real = random.nextInt() / 1_024.0;
            LocalDate date = LocalDate.of(2000, 1, 1).plusDays(random.nextInt(9_000));
            LocalTime time = LocalTime.of(random.nextInt(24), 2, 3, micros ? 123_456_000 : 0);
            UUID id = new UUID(random.nextLong(), random.nextLong());
            csv.appendInt(i).appendLong(number).appendUnsignedLong(number).appendDouble(real);
            csv.appendDecimal(number, 4).appendDate(date).appendEpochDay(date.toEpochDay());
            csv.appendTime(time, fraction).appendTimestamp(date.atTime(time), fraction);
            csv.appendUuid(id).appendBoolean(i % 2 == 0).appendDouble(Double.NaN);
            csv.appendInstant(1, 0, FractionDigits.NONE).endRecord();
            expected.addAll(List.of(
                    number,
                    new BigDecimal(Long.toUnsignedString(number)),
                    real,
                    BigDecimal.valueOf(number, 4),
                    date,
                    date,
                    time,
                    date.atTime(time),
                    id.toString(),
                    Boolean.toString(i % 2 == 0),
                    "NaN",
                    "1970-01-01T00:00:01Z"));
        }
        String digits = micros ? "(6)" : "";
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE typed (id int, n bigint, u bigint unsigned, d double,"
                    + " x decimal(40,4), day date, epochday date, clock time" + digits + ", stamp datetime" + digits
                    + ", uid char(36), flag text, nan text, moment text)");
            load(statement, "typed", out);
            List<Object> actual = new ArrayList<>();
            try (ResultSet row = statement.executeQuery("SELECT * FROM typed ORDER BY id")) {
                while (row.next()) {
                    actual.addAll(List.of(
                            row.getLong(2),
                            row.getBigDecimal(3),
                            row.getDouble(4),
                            row.getBigDecimal(5),
                            row.getObject(6, LocalDate.class),
                            row.getObject(7, LocalDate.class),
                            row.getObject(8, LocalTime.class),
                            row.getObject(9, LocalDateTime.class),
                            row.getString(10),
                            row.getString(11),
                            row.getString(12),
                            row.getString(13)));
                }
            }
            assertThat(actual).isEqualTo(expected);
        }
    }
}
