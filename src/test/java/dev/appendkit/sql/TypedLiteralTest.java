// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static dev.appendkit.sql.LiteralTexts.literal;
import static dev.appendkit.sql.LiteralTexts.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.sql.SqlParameterException.Code;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The literals of MySQL, MariaDB and H2 that have the type of the bound value, and the same without it. */
class TypedLiteralTest {
    private static final SqlMode MYSQL = SqlMode.mysql().zone(ZoneOffset.UTC);
    private static final SqlMode MARIADB = SqlMode.mariadb().zone(ZoneOffset.UTC);
    private static final SqlMode H2 = SqlMode.h2();

    @Test
    void temporalValuesAreNoStringsToTheMysqlFamily() {
        for (SqlMode mode : List.of(MYSQL, MARIADB)) {
            typed(mode, LocalDate.of(2015, 2, 8), "DATE'2015-02-08'", "'2015-02-08'");
            typed(mode, LocalTime.of(10, 11, 12), "TIME'10:11:12'", "'10:11:12'");
            typed(mode, LocalTime.of(10, 11, 12, 4_000), "TIME'10:11:12.000004'", "'10:11:12.000004'");
            LocalDateTime local = LocalDateTime.of(2020, 1, 1, 10, 11, 12, 123_456_000);
            String text = "'2020-01-01 10:11:12.123456'";
            typed(mode, local, "TIMESTAMP" + text, text);
            typed(mode, local.toInstant(ZoneOffset.UTC), "TIMESTAMP" + text, text);
            typed(mode, local.atOffset(ZoneOffset.UTC), "TIMESTAMP" + text, text);
            typed(mode, Instant.EPOCH, "TIMESTAMP'1970-01-01 00:00:00'", "'1970-01-01 00:00:00'");
            typed(mode, Duration.ofHours(-100), "TIME'-100:00:00'", "'-100:00:00'");
            typed(mode, Duration.ofMillis(-500), "TIME'-00:00:00.500000'", "'-00:00:00.500000'");
        }
    }

    @Test
    void bytesAreNoNumberToMysql() {
        byte[] bytes = {0x31, 0x0F};
        typed(MYSQL, bytes, "_binary x'310f'", "x'310f'");
        typed(MARIADB, bytes, "x'310f'", "x'310f'");
        typed(MYSQL, new byte[0], "_binary x''", "x''");
        assertThat(SqlTemplate.compile("SELECT ?", MYSQL.uuidAsBytes(true)).toSql(new java.util.UUID(1, 2)))
                .isEqualTo("SELECT _binary x'00000000000000010000000000000002'");
    }

    @Test
    void aWholeDecimalIsNoInteger() {
        for (SqlMode mode : List.of(MYSQL, MARIADB, H2)) {
            typed(mode, new BigDecimal("5"), "5.", "5");
            typed(mode, new BigDecimal("-5"), "-5.", "-5");
            typed(mode, new BigDecimal("5E+2"), "500.", "500");
            typed(mode, new BigDecimal("0E+2"), "0.", "0");
            typed(mode, new BigDecimal("5.0"), "5.0", "5.0");
            typed(mode, BigInteger.TWO.pow(64), "18446744073709551616.", "18446744073709551616");
            typed(mode, BigInteger.ONE.negate(), "-1.", "-1");
            assertThat(literal(mode, p -> p.setDecimal(1, 5, 0))).isEqualTo("5.");
            assertThat(literal(mode, p -> p.setDecimal(1, 5, -1))).isEqualTo("50.");
            assertThat(literal(mode, p -> p.setDecimal(1, 5, 1))).isEqualTo("0.5");
        }
    }

    @Test
    void aDoubleIsNotShorterThanTheTextOfIt() {
        for (SqlMode mode : List.of(MYSQL, MARIADB)) {
            String zeros = "0".repeat(20);
            typed(mode, 1E14, "1." + zeros + "E14", "1.0E14");
            typed(mode, -1E14, "-1." + zeros + "E14", "-1.0E14");
            typed(mode, 1E-5, "1." + zeros + "E-5", "1.0E-5");
            typed(mode, 1E7, "1." + zeros + "E7", "1.0E7");
            typed(mode, 9_999_999.0, "9999999.0E0", "9999999.0E0");
            typed(mode, 1E-3, "0.001E0", "0.001E0");
            typed(mode, 9.99E-4, "9.99" + "0".repeat(18) + "E-4", "9.99E-4");
            typed(mode, Double.MAX_VALUE, "1.79769313486231570000E308", "1.7976931348623157E308");
            typed(mode, -Double.MIN_VALUE, "-4.9" + "0".repeat(19) + "E-324", "-4.9E-324");
            typed(mode, 0.0, "0.0E0", "0.0E0");
            typed(mode, -0.0, "-0.0E0", "-0.0E0");
            typed(mode, 1e10f, "1." + zeros + "E10", "1.0E10");
        }
    }

    @Test
    void aLongIsABigintToH2() {
        typed(H2, 5L, "CAST(5 AS BIGINT)", "5");
        typed(H2, Long.MIN_VALUE, "CAST(-9223372036854775808 AS BIGINT)", "-9223372036854775808");
        typed(H2, 5, "5", "5");
        typed(SqlMode.ansi(), 5L, "5", "5");
    }

    @Test
    void aDurationIsInSecondsToH2() {
        String seconds = "INTERVAL '360000' SECOND";
        typed(H2, Duration.ofHours(100), seconds, seconds);
        String fraction = "INTERVAL '-0.500000000' SECOND";
        typed(H2, Duration.ofMillis(-500), fraction, fraction);
        String most = "INTERVAL '-999999999999999999' SECOND";
        typed(H2, Duration.ofSeconds(-999_999_999_999_999_999L), most, most);
        refused(H2, Duration.ofSeconds(1_000_000_000_000_000_000L), Code.OUT_OF_RANGE);
        refused(H2, Duration.ofSeconds(-999_999_999_999_999_999L, -1), Code.OUT_OF_RANGE);
        refused(H2, Duration.ofSeconds(Long.MIN_VALUE), Code.OUT_OF_RANGE);
    }

    private static void typed(SqlMode mode, Object value, String typed, String bare) {
        assertThat(literal(mode, value)).isEqualTo(typed);
        assertThat(literal(mode.bareLiterals(true), value)).isEqualTo(bare);
    }
}
