// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.Method;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a log is told of a statement. */
class DescriptionTest {

    private static final SqlMode MYSQL = SqlMode.mysql().ansiQuotes(false).bareLiterals(true);
    private static final String SECRET = "5ecre7";

    private static String describe(DescribePolicy policy, String sql, SqlParameters parameters) {
        return SqlTemplate.compile(sql, MYSQL).describe(parameters, policy);
    }

    private static SqlParameters with(Object... values) {
        SqlParameters parameters = new SqlParameters(values.length);
        for (int i = 0; i < values.length; i++) {
            parameters.setObject(i + 1, values[i]);
        }
        return parameters;
    }

    @Test
    void masked() {
        SqlParameters values = with(1, SECRET, null, new byte[4]);
        assertThat(describe(DescribePolicy.MASKED, "SELECT 'it''s', -?, ?, ?\nFROM `t` /* c */ WHERE a IN (?)", values))
                .isEqualTo("SELECT '…', -<int>, <string>, <null> FROM '…' /* c */ WHERE a IN (<bytes>)");
    }

    @Test
    void shortened() {
        SqlParameters values = with(
                -1,
                "it's",
                null,
                new byte[20],
                "x".repeat(31) + "\ud83d\ude00",
                BigInteger.TEN.pow(60),
                List.of(1, "a", 3, 4),
                RawSql.unchecked("DESC"));
        assertThat(describe(DescribePolicy.SHORTENED, "SELECT 'a', -?, ?, ?, ?, ?, ? WHERE a IN (?) AND b = ?", values))
                .isEqualTo("SELECT 'a', --1, 'it''s', NULL, x'" + "00".repeat(16) + "…'(20 bytes), '" + "x".repeat(31)
                        + "…'(33 chars), 1" + "0".repeat(47) + "…(61 chars) WHERE a IN (1, 'a', 3, …) AND b = DESC");
    }

    @ParameterizedTest
    @EnumSource(DescribePolicy.class)
    void whateverIsMissingOrRefusedIsSaid(DescribePolicy policy) {
        assertThat(describe(policy, "SELECT ?, ?, ?", new SqlParameters(2).setInt(2, 1)))
                .startsWith("SELECT <unset>, ")
                .endsWith(", <missing>");
        assertThat(describe(policy, "SELECT ?", new SqlParameters(3))).isEqualTo("SELECT <unset> <2 more>");
        SqlParameters consumed = with(new StringReader("a"));
        SqlTemplate template = SqlTemplate.compile("SELECT ?", MYSQL);
        assertThat(template.describe(consumed, policy)).isEqualTo("SELECT <reader>");
        assertThat(template.toSql(consumed)).as("not read by that").isEqualTo("SELECT 'a'");
        assertThat(template.describe(consumed, policy)).isEqualTo("SELECT <consumed>");
    }

    @Test
    void aRefusedValueIsShownByTheReason() {
        assertThat(describe(DescribePolicy.SHORTENED, "SELECT ?, ?", with(Double.NaN, BigInteger.TEN.pow(70))))
                .isEqualTo("SELECT <refused NOT_FINITE>, <refused OUT_OF_RANGE>");
        assertThat(describe(DescribePolicy.SHORTENED, "a IN (?)", with(List.of(Map.of()))))
                .isEqualTo("a IN (<refused UNSUPPORTED_CLASS>)");
    }

    static List<Method> setters() {
        return SqlValues.setters().toList();
    }

    @ParameterizedTest
    @MethodSource("setters")
    void everyTypeHasAKindAndAShortForm(Method setter) throws ReflectiveOperationException {
        SqlParameters values = new SqlParameters(1);
        setter.invoke(values, SqlValues.arguments(setter));
        SqlTemplate template = SqlTemplate.compile("?", SqlMode.h2());
        assertThat(template.describe(values, DescribePolicy.MASKED)).matches("<[a-z ]+>");
        assertThat(template.describe(values, DescribePolicy.SHORTENED))
                .isNotEmpty()
                .doesNotContain("null]", "unreadable");
    }

    @Test
    void maskedTellsNoValue() {
        for (Object value : List.of(
                SECRET,
                java.nio.CharBuffer.wrap(SECRET),
                List.of(SECRET),
                SqlArray.of("text", List.of(SECRET)),
                RawSql.unchecked(SECRET),
                SECRET + "\ud800",
                SECRET.getBytes(StandardCharsets.US_ASCII),
                new StringReader(SECRET))) {
            assertThat(describe(DescribePolicy.MASKED, "SELECT '" + SECRET + "', \"" + SECRET + "\", ?", with(value)))
                    .doesNotContain(SECRET);
        }
    }

    @ParameterizedTest
    @EnumSource(DescribePolicy.class)
    void aLineHoldsNothingThatALogActsUpon(DescribePolicy policy) {
        StringBuilder all = new StringBuilder();
        String unsafe = "\n\r\t\0\u001b[31m\u007f\u0085\u009b\u2028\u2029\u202e\u2066\u200f\u061c\ufeff\ue000'";
        for (int i = 0; i < unsafe.length(); i += 8) {
            String part = unsafe.substring(i, Math.min(unsafe.length(), i + 8));
            all.append(describe(policy, "SELECT ?", with(part)));
            all.append(describe(policy, "SELECT ?", with(part + "\ud800")));
            all.append(describe(policy, "SELECT ?", with(List.of(part))));
            all.append(describe(policy, "SELECT 1 /*" + part.replace("\0", "") + "*/, ?", with(1)));
            all.append(describe(policy, "SELECT `" + part.replace("\0", "") + "`, ?", with(1)));
        }
        assertThat(all.codePoints())
                .noneMatch(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.SURROGATE
                        || Character.getType(c) == Character.PRIVATE_USE
                        || c == 0x2028
                        || c == 0x2029);
        assertThat(all).contains("SELECT");
    }

    @ParameterizedTest
    @EnumSource(DescribePolicy.class)
    void itsLengthIsBounded(DescribePolicy policy) {
        Object[] values = new Object[1_000];
        Arrays.fill(values, "y".repeat(1_000_000));
        String many = describe(policy, "SELECT ?" + ", ?".repeat(999), with(values));
        assertThat(many).hasSize(Description.MAX_LENGTH).endsWith("…");
        assertThat(describe(policy, "SELECT ?, " + "a\ud83d\ude00".repeat(9_000), with(1)))
                .hasSizeBetween(Description.MAX_LENGTH - 1, Description.MAX_LENGTH)
                .endsWith("…");
        assertThat(describe(policy, "SELECT ?, '" + "a".repeat(90_000) + "'", with(1)))
                .hasSizeLessThanOrEqualTo(Description.MAX_LENGTH);
    }

    private static final class Hostile implements CharSequence {
        @Override
        public int length() {
            return 5;
        }

        @Override
        public char charAt(int index) {
            throw new AssertionError(SECRET);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            throw new AssertionError(SECRET);
        }

        @Override
        public String toString() {
            throw new AssertionError(SECRET);
        }
    }

    @ParameterizedTest
    @EnumSource(DescribePolicy.class)
    void aHostileValueDoesNotMakeItThrow(DescribePolicy policy) {
        List<Object> list = new AbstractList<>() {
            @Override
            public Object get(int index) {
                throw new IllegalStateException(SECRET);
            }

            @Override
            public int size() {
                return -1;
            }
        };
        Reader reader = new Reader() {
            @Override
            public int read(char[] into, int from, int length) {
                throw new AssertionError("read");
            }

            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        };
        SqlValue value = writer -> {
            throw new IllegalStateException(SECRET);
        };
        assertThat(describe(policy, "SELECT ?, ?, ?, ?", with(new Hostile(), list, reader, List.of(value))))
                .startsWith("SELECT <")
                .doesNotContain(SECRET);
    }
}
