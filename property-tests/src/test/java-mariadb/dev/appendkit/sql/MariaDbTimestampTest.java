// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.testing.EmbeddedMariaDb;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A TIMESTAMP column holds the instant, whatever the zones of the JVM and of the session, which the mode knows. */
@Tag("mariadb")
class MariaDbTimestampTest {
    private final TimeZone before = TimeZone.getDefault();

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
    void aTimestampColumnHoldsTheInstant(String jvmZone, String sessionZone) throws SQLException {
        TimeZone.setDefault(TimeZone.getTimeZone(jvmZone));
        ZoneId zone = ZoneId.of(sessionZone);
        SqlTemplate template = SqlTemplate.compile(
                "INSERT INTO z VALUES (?, ?, ?, ?)", SqlMode.mariadb().zone(zone));
        try (Connection connection = EmbeddedMariaDb.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TEMPORARY TABLE z (a TIMESTAMP(6) NULL, b TIMESTAMP(6) NULL, c TIMESTAMP(6) NULL, "
                            + "d TIMESTAMP(6) NULL)");
            for (Instant instant : PostgreSqlTimestampTest.INSTANTS) {
                if (instant.isBefore(Instant.EPOCH) || instant.isAfter(Instant.parse("2038-01-01T00:00:00Z"))) {
                    continue;
                }
                // The server has no names of zones: its offset is the zone's at this instant.
                ZoneOffset offset = zone.getRules().getOffset(instant);
                statement.execute("SET time_zone = '" + (offset.equals(ZoneOffset.UTC) ? "+00:00" : offset) + "'");
                statement.execute("DELETE FROM z");
                statement.execute(template.toSql(
                        Timestamp.from(instant),
                        instant,
                        instant.atOffset(ZoneOffset.ofHours(3)),
                        instant.atZone(zone)));
                try (ResultSet row = statement.executeQuery(
                        "SELECT UNIX_TIMESTAMP(a), UNIX_TIMESTAMP(b), UNIX_TIMESTAMP(c), UNIX_TIMESTAMP(d) FROM z")) {
                    assertThat(row.next()).isTrue();
                    for (int i = 1; i <= 4; i++) {
                        assertThat(row.getBigDecimal(i).movePointRight(3).longValueExact())
                                .as("%s in column %d", instant, i)
                                .isEqualTo(instant.toEpochMilli());
                    }
                }
            }
        }
    }
}
