// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static dev.appendkit.sql.LiteralTexts.literal;
import static dev.appendkit.sql.LiteralTexts.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.appendkit.sql.SqlParameterException.Code;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decimals at the limits of the servers, huge ones, and subclasses that lie. */
class DecimalLiteralTest {

    private static final SqlMode MYSQL = SqlMode.mysql().bareLiterals(true);
    private static final SqlMode MARIADB = SqlMode.mariadb().bareLiterals(true);

    static List<SqlMode> modes() {
        return Modes.of("mysql", "mariadb", "h2", "ansi").stream()
                .map(mode -> mode.bareLiterals(true))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-"})
    void mysqlKeeps65DigitsWhateverTheSign(String sign) {
        String digits = sign + "9".repeat(65);
        assertThat(literal(MYSQL, new BigDecimal(digits))).isEqualTo(digits);
        assertThat(literal(MYSQL, new BigInteger(digits))).isEqualTo(digits);
        assertThat(literal(MYSQL, new BigDecimal(sign + "1E+64"))).isEqualTo(sign + "1" + "0".repeat(64));
        long one = sign.isEmpty() ? 1 : -1;
        assertThat(literal(MYSQL, p -> p.setDecimal(1, one, -64))).isEqualTo(sign + "1" + "0".repeat(64));

        refused(MYSQL, new BigDecimal(digits + "9"), Code.OUT_OF_RANGE);
        refused(MYSQL, new BigInteger(digits + "9"), Code.OUT_OF_RANGE);
        refused(MYSQL, new BigDecimal(sign + "1E+65"), Code.OUT_OF_RANGE);
        refused(MYSQL, p -> p.setDecimal(1, one, -65), Code.OUT_OF_RANGE);
    }

    @Test
    void behindThePointMysqlKeeps30DigitsAndMariaDb38() {
        String thirty = "0." + "1".repeat(30);
        assertThat(literal(MYSQL, new BigDecimal(thirty))).isEqualTo(thirty);
        refused(MYSQL, new BigDecimal(thirty + "1"), Code.OUT_OF_RANGE);
        refused(MYSQL, p -> p.setDecimal(1, 1, 31), Code.OUT_OF_RANGE);
        assertThat(literal(MYSQL, p -> p.setDecimal(1, 1, 30))).isEqualTo("0." + "0".repeat(29) + "1");

        String thirtyEight = "-0." + "1".repeat(38);
        assertThat(literal(MARIADB, new BigDecimal(thirtyEight))).isEqualTo(thirtyEight);
        refused(MARIADB, new BigDecimal(thirtyEight + "1"), Code.OUT_OF_RANGE);

        String both = "9".repeat(35) + "." + "9".repeat(30);
        assertThat(literal(MYSQL, new BigDecimal(both))).isEqualTo(both);
        refused(MYSQL, new BigDecimal("9" + both), Code.OUT_OF_RANGE);
        refused(MYSQL, new BigDecimal("0E-31"), Code.OUT_OF_RANGE);
        assertThat(literal(MYSQL, new BigDecimal("0E+1000000"))).isEqualTo("0");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void whatWouldBeAGigabyteIsRefusedAtOnce(SqlMode mode) {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            refused(mode, new BigDecimal("1E+1000000000"), Code.OUT_OF_RANGE);
            refused(mode, new BigDecimal("-1E-1000000000"), Code.OUT_OF_RANGE);
            refused(mode, p -> p.setDecimal(1, 1, Integer.MIN_VALUE), Code.OUT_OF_RANGE);
            refused(mode, p -> p.setDecimal(1, Long.MIN_VALUE, Integer.MAX_VALUE), Code.OUT_OF_RANGE);
            refused(mode, BigInteger.ONE.shiftLeft(200_000_000), Code.OUT_OF_RANGE);
        });
    }

    @Test
    void standardDecimalsEndWhereTheAppendsOfDecimalsDo() {
        String longest = "9".repeat(65_535);
        for (SqlMode mode : List.of(SqlMode.h2().bareLiterals(true), SqlMode.ansi())) {
            SqlTemplate template = SqlTemplate.compile("?", mode);
            assertThat(template.toSql(new BigInteger("-" + longest)).equals("-" + longest))
                    .isTrue();
            assertThat(template.toSql(new BigDecimal("-" + longest)).equals("-" + longest))
                    .isTrue();
            for (String tooLong : List.of(longest + "9", "-1" + longest)) {
                refused(mode, new BigInteger(tooLong), Code.OUT_OF_RANGE);
                refused(mode, new BigDecimal(tooLong), Code.OUT_OF_RANGE);
            }
            refused(mode, new BigDecimal("0." + "0".repeat(65_534) + "1"), Code.OUT_OF_RANGE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {217_703, 217_705, 217_706, 217_707, 240_000, 262_144, 300_000})
    void aLongIntegerIsRefusedAsAParameterHoweverItsDigitsAreCounted(int bits) {
        for (SqlMode mode : modes()) {
            refused(mode, BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE), Code.OUT_OF_RANGE);
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aSubclassCannotInjectText(SqlMode mode) {
        assertThat(literal(mode, new HostileDecimal("-1.50"))).isEqualTo("-1.50");
        assertThat(literal(mode, new HostileInteger("-17"))).isEqualTo("-17");
        assertThat(literal(mode, new HostileInteger("123456789012345678901234567890")))
                .matches("-?[0-9]+");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aSubclassIsAskedOnceAndItsLaterAnswersDoNotCount(SqlMode mode) {
        AtomicInteger calls = new AtomicInteger();
        BigDecimal changing = new BigDecimal("1") {
            @Override
            public BigInteger unscaledValue() {
                return calls.getAndIncrement() == 0 ? BigInteger.TWO : BigInteger.TEN.pow(1000);
            }

            @Override
            public int scale() {
                return 0;
            }
        };
        assertThat(SqlTemplate.compile("?", mode).toSql(changing)).isEqualTo("2");
        assertThat(calls).hasValue(1);
    }

    /** Text, sign and precision are not what the number is. */
    private static final class HostileDecimal extends BigDecimal {
        private static final long serialVersionUID = 1L;

        HostileDecimal(String value) {
            super(value);
        }

        @Override
        public String toString() {
            return "1); DROP TABLE t; --";
        }

        @Override
        public String toPlainString() {
            return toString();
        }

        @Override
        public int precision() {
            return 1;
        }

        @Override
        public int signum() {
            return 0;
        }
    }

    private static final class HostileInteger extends BigInteger {
        private static final long serialVersionUID = 1L;

        HostileInteger(String value) {
            super(value);
        }

        @Override
        public String toString() {
            return "1); DROP TABLE t; --";
        }

        @Override
        public int bitLength() {
            return 3;
        }

        @Override
        public long longValue() {
            return 99;
        }

        @Override
        public int signum() {
            return 0;
        }
    }
}
