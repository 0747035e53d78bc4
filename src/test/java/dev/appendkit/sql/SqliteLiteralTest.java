// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appendkit.AppendBuffer;
import dev.appendkit.sql.SqlParameterException.Code;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The column of SQLite in the table of value types. */
class SqliteLiteralTest {

    private static final SqlTemplate TEMPLATE = SqlTemplate.compile("?", SqlMode.sqlite());

    private static void writes(Object value, String expected) {
        assertThat(TEMPLATE.toSql(new Object[] {value})).isEqualTo(expected);
    }

    private static void refuses(Object value, Code code) {
        SqlParameterException refusal =
                catchThrowableOfType(SqlParameterException.class, () -> TEMPLATE.toSql(new Object[] {value}));
        assertThat(refusal).as("%s must be refused", value).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
    }

    @Test
    void integers() {
        writes(null, "NULL");
        writes(true, "1");
        writes(false, "0");
        writes(-5, "-5");
        writes(Long.MIN_VALUE, "-9223372036854775808");
        writes(BigInteger.valueOf(Long.MAX_VALUE), "9223372036854775807");
        writes(BigInteger.valueOf(Long.MIN_VALUE), "-9223372036854775808");
        refuses(BigInteger.ONE.shiftLeft(63), Code.OUT_OF_RANGE);
        refuses(BigInteger.ONE.shiftLeft(63).negate().subtract(BigInteger.ONE), Code.OUT_OF_RANGE);
        SqlParameters parameters = new SqlParameters(1).setUnsignedLong(1, Long.MAX_VALUE);
        assertThat(TEMPLATE.toSql(parameters)).isEqualTo("9223372036854775807");
        SqlParameterException refusal = catchThrowableOfType(
                SqlParameterException.class, () -> TEMPLATE.toSql(parameters.setUnsignedLong(1, Long.MIN_VALUE)));
        assertThat(refusal.code()).isEqualTo(Code.OUT_OF_RANGE);
    }

    @Test
    void doublesHaveAPoint() {
        writes(0.1, "0.1");
        writes(1.0, "1.0");
        writes(-0.0, "-0.0");
        writes(1e22, "1.0E22");
        writes(0.1f, "0.10000000149011612");
        writes(Double.POSITIVE_INFINITY, "9e999");
        writes(Float.NEGATIVE_INFINITY, "-9e999");
        refuses(Double.NaN, Code.NOT_FINITE);
        refuses(Float.NaN, Code.NOT_FINITE);
    }

    @Test
    void decimalsAreText() {
        writes(new BigDecimal("-123.450"), "'-123.450'");
        writes(new BigDecimal("1E+3"), "'1000'");
        assertThat(TEMPLATE.toSql(new SqlParameters(1).setDecimal(1, -1250, 2))).isEqualTo("'-12.50'");
        refuses(new BigDecimal("1E+1000000000"), Code.OUT_OF_RANGE);
    }

    @Test
    void text() {
        writes("it's \\ \" \n", "'it''s \\ \" \n'");
        writes(java.nio.CharBuffer.wrap("it's"), "'it''s'");
        writes(UUID.fromString("123e4567-e89b-12d3-a456-426614174000"), "'123e4567-e89b-12d3-a456-426614174000'");
        assertThat(TEMPLATE.toSql(new SqlParameters(1).setJson(1, "{\"a\":'\0'}")))
                .isEqualTo("replace('{\"a\":''\u0001''}',char(1),char(0))");
    }

    @Test
    void aNullCharacterIsReplacedAndPutBack() {
        writes("\0", "replace('\u0001',char(1),char(0))");
        writes("a\0\u0001'\0", "replace('a\u0002\u0001''\u0002',char(2),char(0))");
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < ' '; c++) {
            all.append(c);
        }
        refuses(all, Code.NUL_CHARACTER);
        String withoutLast = all.substring(0, 31);
        writes(withoutLast, "replace('\u001f" + withoutLast.substring(1) + "',char(31),char(0))");
    }

    /** The quoted text is read back from the cursor, which holds more. */
    @Test
    void aNullCharacterBehindOtherText() {
        assertThat(SqlTemplate.compile("SELECT ?, ?, ?", SqlMode.sqlite()).toSql("x".repeat(300), "a\0b", "c"))
                .isEqualTo("SELECT '" + "x".repeat(300) + "', replace('a\u0001b',char(1),char(0)), 'c'");
    }

    @Test
    void blobs() {
        writes(new byte[] {'A', 0, -1}, "x'4100ff'");
        writes(new byte[0], "x''");
    }

    @Test
    void temporalValuesAreText() {
        writes(LocalDate.of(2020, 1, 2), "'2020-01-02'");
        writes(LocalTime.of(10, 11, 12), "'10:11:12'");
        writes(LocalTime.of(10, 11, 12, 4000), "'10:11:12.000004000'");
        writes(LocalDateTime.of(2020, 1, 2, 10, 11, 12, 1), "'2020-01-02 10:11:12.000000001'");
        writes(Instant.parse("2020-01-02T10:11:12Z"), "'2020-01-02 10:11:12'");
        writes(OffsetDateTime.parse("2020-01-02T10:11:12+02:00"), "'2020-01-02 08:11:12'");
        writes(OffsetTime.parse("10:11:12-02:30"), "'10:11:12-02:30'");
        refuses(OffsetTime.parse("10:11:12+02:30:01"), Code.OUT_OF_RANGE);
        refuses(LocalDate.of(10_000, 1, 1), Code.OUT_OF_RANGE);
        refuses(LocalDate.of(-1, 1, 1), Code.OUT_OF_RANGE);
        refuses(LocalDateTime.MAX, Code.OUT_OF_RANGE);
        refuses(Instant.MAX, Code.OUT_OF_RANGE);
        refuses(Duration.ofSeconds(1), Code.UNSUPPORTED_TYPE);
    }

    /** In double quotes SQLite would take a name that it does not know for a string. */
    @Test
    void identifiersAreInBackticks() {
        AppendBuffer out = AppendBuffer.growing(16, 64);
        SqlLiteral.appendIdentifier(out, SqlMode.sqlite(), "a`b\"c");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("`a``b\"c`");
    }
}
