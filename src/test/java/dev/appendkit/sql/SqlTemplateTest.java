// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appendkit.AppendBuffer;
import dev.appendkit.sql.SqlParameterException.Code;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Templates with values: counts, modes, lists, limits. */
class SqlTemplateTest {

    private static final SqlMode MYSQL = SqlMode.mysql().zone(ZoneOffset.UTC);

    private static SqlParameterException refusal(SqlMode mode, String sql, Object... values) {
        return catchThrowableOfType(
                SqlParameterException.class,
                () -> SqlTemplate.compile(sql, mode).toSql(values));
    }

    /** The seed statement of the design, byte for byte, in both styles of bytes. */
    @Test
    void theSeedStatement() {
        String special = "containing special chars ' \" \u0007 \0";
        byte[] blob = ("bytes " + special).getBytes(StandardCharsets.US_ASCII);
        SqlParameters parameters = new SqlParameters(6)
                .setLong(1, 42424242)
                .setDouble(2, Math.PI)
                .setBoolean(3, false)
                .setInstant(4, 1_423_411_542, 807_015_000)
                .setBytes(5, blob)
                .setString(6, "string " + special);
        StringBuilder hex = new StringBuilder();
        for (byte b : blob) {
            hex.append(Character.forDigit(b >> 4, 16)).append(Character.forDigit(b & 15, 16));
        }
        String head = "SELECT 42424242, 3.141592653589793E0, 0, TIMESTAMP'2015-02-08 16:05:42.807015', ";
        String escaped = "containing special chars '' \" \u0007 \\0'";
        SqlTemplate template = SqlTemplate.compile("SELECT ?, ?, ?, ?, ?, ?", MYSQL);
        assertThat(template.toSql(parameters)).isEqualTo(head + "_binary x'" + hex + "', 'string " + escaped);
        SqlTemplate bare = SqlTemplate.compile("SELECT ?, ?, ?, ?, ?, ?", MYSQL.bareLiterals(true));
        assertThat(bare.toSql(parameters))
                .isEqualTo(head.replace("TIMESTAMP", "") + "x'" + hex + "', 'string " + escaped);
        SqlTemplate introducer = SqlTemplate.compile("SELECT ?, ?, ?, ?, ?, ?", MYSQL.binaryIntroducer(true));
        AppendBuffer out = AppendBuffer.growing(16, 400);
        introducer.appendTo(out, parameters);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(head + "_binary'bytes " + escaped + ", 'string " + escaped);
    }

    @Test
    void anotherNumberOfValuesIsRefusedBeforeTheFirstByte() {
        SqlTemplate template = SqlTemplate.compile("SELECT ?, ?", MYSQL);
        assertThat(template.parameterCount()).isEqualTo(2);
        AppendBuffer none = AppendBuffer.wrap(new byte[0], 0, 0);
        for (int count : new int[] {0, 1, 3}) {
            SqlParameters parameters = new SqlParameters(count);
            SqlParameterException refusal =
                    catchThrowableOfType(SqlParameterException.class, () -> template.appendTo(none, parameters));
            assertThat(refusal.code()).isEqualTo(Code.WRONG_COUNT);
            assertThat(refusal.index()).isZero();
            assertThat(refusal).hasMessageContaining("2 parameters").hasMessageContaining(count + " are given");
        }
        SqlParameterException refusal = catchThrowableOfType(
                SqlParameterException.class, () -> template.appendTo(none, new SqlParameters(2).setInt(1, 1)));
        assertThat(refusal.code()).isEqualTo(Code.UNSET);
        assertThat(refusal).hasMessageStartingWith("parameter 2: ").hasMessageContaining("line 1, column 11");
    }

    @Test
    void aTemplateWithoutParameters() {
        assertThat(SqlTemplate.compile("SELECT 1", MYSQL).toSql()).isEqualTo("SELECT 1");
        assertThat(SqlTemplate.compile("SELECT 1", MYSQL).toSql(new SqlParameters(0)))
                .isEqualTo("SELECT 1");
    }

    @Test
    void aModeOfAnotherFingerprintIsRefused() {
        SqlTemplate template = SqlTemplate.compile("SELECT ?", MYSQL);
        SqlParameters parameters = new SqlParameters(1).setString(1, "'\\");
        AppendBuffer out = AppendBuffer.growing(16, 100);
        for (SqlMode other : List.of(
                MYSQL.noBackslashEscapes(true),
                MYSQL.ansiQuotes(false),
                MYSQL.ansiQuotes(true),
                MYSQL.serverVersion(8, 4, 0),
                MYSQL.charset("ascii"),
                SqlMode.mariadb(),
                SqlMode.h2())) {
            SqlTemplateException refusal =
                    catchThrowableOfType(SqlTemplateException.class, () -> template.appendTo(out, parameters, other));
            assertThat(refusal.code()).isEqualTo(SqlTemplateException.Code.MODE_CHANGED);
            assertThat(out.length()).isZero();
        }
    }

    @Test
    void zoneAndPoliciesOfTheSessionCountNow() {
        SqlTemplate template = SqlTemplate.compile("SELECT ?, ?", SqlMode.mysql());
        SqlParameters parameters =
                new SqlParameters(2).setInstant(1, Instant.EPOCH).setBytes(2, new byte[] {'a'});
        AppendBuffer out = AppendBuffer.growing(16, 100);
        SqlMode now = SqlMode.mysql()
                .zone(ZoneOffset.ofHours(2))
                .binaryIntroducer(true)
                .maxBytes(52);
        template.appendTo(out, parameters, now);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("SELECT TIMESTAMP'1970-01-01 02:00:00', _binary'a'");
        assertThatThrownBy(() -> template.appendTo(out.clear(), parameters, now.maxBytes(48)))
                .isInstanceOf(SqlParameterException.class);
        assertThat(out.length()).isZero();
    }

    @Test
    void maxBytesCountsFromTheFirstByteOfTheStatement() {
        String sql = "SELECT ?, ? FROM t";
        String expected = "SELECT 'it''s', 5 FROM t";
        for (int max = 1; max <= expected.length() + 1; max++) {
            SqlTemplate template = SqlTemplate.compile(sql, MYSQL.maxBytes(max));
            AppendBuffer out = AppendBuffer.growing(4, 1000).appendAscii("header of some length");
            SqlParameters parameters = new SqlParameters(2).setString(1, "it's").setInt(2, 5);
            if (max < expected.length()) {
                SqlParameterException refusal =
                        catchThrowableOfType(SqlParameterException.class, () -> template.appendTo(out, parameters));
                assertThat(refusal.code()).isEqualTo(Code.TOO_LARGE);
                assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("header of some length");
            } else {
                template.appendTo(out, parameters);
                assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("header of some length" + expected);
            }
        }
    }

    @Test
    void aListIsExpandedOnlyAloneInIn() {
        SqlTemplate template = SqlTemplate.compile("SELECT * FROM t WHERE a NOT IN (?)", MYSQL);
        assertThat(template.toSql(List.of(1, 2, 3))).endsWith("IN (1, 2, 3)");
        assertThat(template.toSql(Arrays.asList("a'", null, 1.5, new byte[] {1})))
                .endsWith("IN ('a''', NULL, 1.5E0, _binary x'01')");
        assertThat(template.toSql(new LinkedHashSet<>(List.of(5)))).endsWith("IN (5)");
        assertThat(template.toSql(7)).as("a single value too").endsWith("IN (7)");
        for (String sql : List.of(
                "SELECT ?", "SELECT f(?)", "a IN (?, 1)", "a IN ((?))", "a IN (1, ?)", "a = (?)", "VALUES (?)")) {
            assertThat(refusal(MYSQL, sql, List.of(1)).code()).as(sql).isEqualTo(Code.MISPLACED_LIST);
        }
    }

    @Test
    void listsThatAreRefused() {
        String sql = "SELECT 1 FROM t WHERE b = ? AND a IN (?)";
        for (List<?> uneven :
                List.of(List.of(1, List.of(2)), List.of(List.of(1, 2), 3), List.of(List.of(1), List.of(1, 2)))) {
            SqlParameterException refusal = refusal(MYSQL, sql, 1, uneven);
            assertThat(refusal.code()).isEqualTo(Code.UNEVEN_LIST);
            assertThat(refusal.index()).isEqualTo(2);
        }
        assertThat(refusal(MYSQL, sql, 1, List.of(List.of(List.of(1)))).code()).isEqualTo(Code.MISPLACED_LIST);
        assertThat(refusal(MYSQL, sql, 1, List.of(List.of())).code()).isEqualTo(Code.EMPTY_LIST);
        SqlParameterException element = refusal(MYSQL, sql, 1, List.of(1, Map.of(1, 2)));
        assertThat(element.code()).isEqualTo(Code.UNSUPPORTED_CLASS);
        assertThat(element.index()).isEqualTo(2);
        SqlParameterException nan = refusal(MYSQL, sql, 1, List.of(1, Double.NaN));
        assertThat(nan.code()).isEqualTo(Code.NOT_FINITE);
        assertThat(nan.index()).isEqualTo(2);
        assertThat(refusal(MYSQL, sql, 1, List.of()).code()).isEqualTo(Code.EMPTY_LIST);
    }

    @Test
    void anEmptyListByPolicyIsAQueryWithoutRows() {
        String sql = "a IN (?)";
        EmptyListPolicy policy = EmptyListPolicy.EMPTY_SET;
        assertThat(SqlTemplate.compile(sql, MYSQL.emptyList(policy)).toSql(List.of()))
                .isEqualTo("a IN (SELECT NULL FROM DUAL WHERE FALSE)");
        assertThat(SqlTemplate.compile(sql, SqlMode.h2().emptyList(policy)).toSql(List.of()))
                .isEqualTo("a IN (SELECT NULL WHERE FALSE)");
    }

    @Test
    void aListThatLiesAboutItsSizeIsWhatItsIteratorSays() {
        Collection<Object> lying = new AbstractCollection<>() {
            @Override
            public Iterator<Object> iterator() {
                return List.<Object>of(1, 2).iterator();
            }

            @Override
            public int size() {
                return 0;
            }

            @Override
            public boolean isEmpty() {
                return true;
            }

            @Override
            public Object[] toArray() {
                throw new AssertionError("called");
            }
        };
        SqlTemplate template = SqlTemplate.compile("a IN (?)", MYSQL);
        assertThat(template.toSql(lying)).isEqualTo("a IN (1, 2)");
        Collection<Object> endless = new AbstractCollection<>() {
            @Override
            public Iterator<Object> iterator() {
                return Collections.nCopies(Integer.MAX_VALUE, (Object) 1).iterator();
            }

            @Override
            public int size() {
                return 1;
            }
        };
        AppendBuffer out = AppendBuffer.growing(10, 1000).appendAscii("before");
        assertThatThrownBy(() -> template.appendTo(out, new SqlParameters(1).setList(1, endless)))
                .isInstanceOf(java.nio.BufferOverflowException.class);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("before");
    }

    @Test
    void aListCanBeAppendedAgainAndAfterARefusal() {
        SqlTemplate template = SqlTemplate.compile("a IN (?)", MYSQL);
        List<Object> list = new ArrayList<>(List.of(1, Double.NaN));
        SqlParameters parameters = new SqlParameters(1).setList(1, list);
        assertThatThrownBy(() -> template.toSql(parameters)).isInstanceOf(SqlParameterException.class);
        list.set(1, "x");
        assertThat(template.toSql(parameters)).isEqualTo("a IN (1, 'x')");
        assertThat(template.toSql(parameters)).isEqualTo("a IN (1, 'x')");
    }

    @Test
    void numberedParametersAreOneValueWrittenAsOftenAsTheyStand() {
        SqlTemplate template = SqlTemplate.compile("SELECT ?2, ?1, ?2", SqlMode.h2());
        assertThat(template.parameterCount()).isEqualTo(2);
        assertThat(template.toSql("a", "b")).isEqualTo("SELECT 'b', 'a', 'b'");
    }

    @Test
    void aValueIsNeverSearchedForPlaceholders() {
        SqlTemplate template = SqlTemplate.compile("SELECT ?, ?, ?", MYSQL);
        assertThat(template.toSql("?, ?", "' ? --", 1)).isEqualTo("SELECT '?, ?', ''' ? --', 1");
    }

    @Test
    void aBatchNeedsAtLeastOneRow() {
        SqlTemplate template = SqlTemplate.compile("INSERT INTO t VALUES (?)", MYSQL);
        assertThatIllegalArgumentException().isThrownBy(() -> template.batch(AppendBuffer.growing(1, 1), 0));
        assertThatThrownBy(() -> SqlTemplate.compile("SELECT ?", MYSQL).batch(AppendBuffer.growing(1, 1), 1))
                .isInstanceOf(SqlTemplateException.class);
    }
}
