// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.testing.EmbeddedPostgreSql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The classes of {@code java.sql} whose values depend on the JVM's zone, in three of those and in three zones of the
 * session, around the hours that clocks repeat and leave out: the text stores what the driver's bound value stores, and
 * in a timestamptz the instant.
 */
class PostgreSqlTimestampTest {
    /** The second before and after each change of summer 2024, and the two passes of the hour that comes twice. */
    static final List<Instant> INSTANTS = instants();

    private final TimeZone before = TimeZone.getDefault();

    private static List<Instant> instants() {
        List<Instant> instants = new ArrayList<>();
        for (String change : new String[] {
            // New York, Vienna, Lord Howe, whose clocks move by half an hour; autumn and spring.
            "2024-11-03T06:00:00Z",
            "2024-03-10T07:00:00Z",
            "2024-10-27T01:00:00Z",
            "2024-03-31T01:00:00Z",
            "2024-04-06T15:00:00Z",
            "2024-10-05T15:30:00Z"
        }) {
            for (int minutes : new int[] {-90, -60, -30, -1, 0, 1, 29, 30, 59, 60}) {
                instants.add(Instant.parse(change).plusSeconds(60L * minutes).plusNanos(250_000_000));
            }
        }
        instants.add(Instant.parse("1960-01-01T00:00:00Z"));
        instants.add(Instant.parse("2099-07-01T12:00:00.123456Z"));
        return instants;
    }

    @AfterEach
    void restore() {
        TimeZone.setDefault(before);
    }

    @ParameterizedTest
    @CsvSource({
        "America/New_York,UTC", "America/New_York,America/New_York", "America/New_York,Australia/Lord_Howe",
        "Europe/Vienna,UTC", "Europe/Vienna,America/New_York", "Europe/Vienna,Australia/Lord_Howe",
        "Asia/Kolkata,UTC", "Asia/Kolkata,America/New_York", "Asia/Kolkata,Australia/Lord_Howe"
    })
    void asTheDriverStoresThem(String jvmZone, String sessionZone) throws SQLException {
        TimeZone.setDefault(TimeZone.getTimeZone(jvmZone));
        SqlMode mode = SqlMode.postgresql().standardConformingStrings(true);
        try (Connection connection = EmbeddedPostgreSql.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = '" + sessionZone + "'");
            statement.execute("CREATE TEMP TABLE z (id int, ts timestamp, tsz timestamptz, d date, tm time, tz timetz, "
                    + "dz timestamptz)");
            String sql = "INSERT INTO z VALUES (?, ?, ?, ?, ?, ?, ?)";
            SqlTemplate template = SqlTemplate.compile(sql, mode);
            try (PreparedStatement bound = connection.prepareStatement(sql)) {
                for (int i = 0; i < INSTANTS.size(); i++) {
                    Timestamp timestamp = Timestamp.from(INSTANTS.get(i));
                    java.sql.Date date = new java.sql.Date(timestamp.getTime());
                    java.sql.Time time = new java.sql.Time(timestamp.getTime());
                    bound.setInt(1, i);
                    bound.setTimestamp(2, timestamp);
                    bound.setTimestamp(3, timestamp);
                    bound.setDate(4, date);
                    bound.setTime(5, time);
                    bound.setTime(6, time);
                    bound.setDate(7, date);
                    bound.executeUpdate();
                    statement.execute(template.toSql(i, timestamp, timestamp, date, time, time, date));
                    try (ResultSet row =
                            statement.executeQuery("SELECT extract(epoch FROM tsz) FROM z WHERE id = " + i)) {
                        while (row.next()) {
                            assertThat(row.getBigDecimal(1).movePointRight(6).longValueExact())
                                    .as("%s", timestamp)
                                    .isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, INSTANTS.get(i)));
                        }
                    }
                }
            }
            try (ResultSet rows = statement.executeQuery("SELECT z::text, count(*) FROM z GROUP BY 1")) {
                int pairs = 0;
                for (; rows.next(); pairs++) {
                    assertThat(rows.getInt(2)).as(rows.getString(1)).isEqualTo(2);
                }
                assertThat(pairs).isEqualTo(INSTANTS.size());
            }
        }
    }
}
