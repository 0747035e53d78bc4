// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static dev.appendkit.sql.LiteralTexts.literal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appendkit.sql.SqlParameterException.Code;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlParametersTest {

    private static final SqlMode MODE = SqlMode.mysql().bareLiterals(true).zone(ZoneOffset.UTC);

    static Stream<Method> setters() {
        return Arrays.stream(SqlParameters.class.getMethods())
                .filter(m -> m.getName().startsWith("set"))
                .sorted((a, b) -> a.toString().compareTo(b.toString()));
    }

    static Stream<Method> referenceSetters() {
        return setters().filter(m -> m.getParameterCount() == 2 && !m.getParameterTypes()[1].isPrimitive());
    }

    @Test
    void thereAreSettersToTest() {
        assertThat(setters().count()).isGreaterThan(20);
        assertThat(referenceSetters().count()).isGreaterThan(10);
    }

    @ParameterizedTest
    @MethodSource("referenceSetters")
    void aNullReferenceIsSqlNull(Method setter) throws ReflectiveOperationException {
        SqlParameters parameters = new SqlParameters(1);
        assertThat(setter.invoke(parameters, 1, null)).isSameAs(parameters);
        assertThat(SqlTemplate.compile("SELECT ?", MODE).toSql(parameters)).isEqualTo("SELECT NULL");
    }

    @ParameterizedTest
    @MethodSource("setters")
    void anIndexOutsideIsRefusedByEverySetter(Method setter) throws ReflectiveOperationException {
        Object[] arguments = Arrays.stream(setter.getParameterTypes())
                .map(SqlParametersTest::someValue)
                .toArray();
        for (int index : new int[] {0, 3, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            arguments[0] = index;
            SqlParameters parameters = new SqlParameters(2);
            InvocationTargetException thrown =
                    catchThrowableOfType(InvocationTargetException.class, () -> setter.invoke(parameters, arguments));
            assertThat(thrown).as(setter + " with index " + index).isNotNull();
            assertThat(thrown.getCause())
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("parameter index " + index + " is outside 1 to 2");
        }
        arguments[0] = 2;
        SqlParameters parameters = new SqlParameters(2);
        assertThat(setter.invoke(parameters, arguments)).isSameAs(parameters);
    }

    private static Object someValue(Class<?> type) {
        if (type == int.class) {
            return 0;
        } else if (type == long.class) {
            return 0L;
        } else if (type == boolean.class) {
            return false;
        } else if (type == float.class) {
            return 0f;
        } else if (type == double.class) {
            return 0d;
        }
        return type == byte[].class ? new byte[0] : null;
    }

    @Test
    void aSetWithoutParametersAndANegativeCount() {
        assertThat(new SqlParameters(0).count()).isZero();
        assertThatThrownBy(() -> new SqlParameters(0).setInt(1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> new SqlParameters(-1));
    }

    @Test
    void aBadRangeOfBytesLeavesTheValueThatWasSet() {
        SqlParameters parameters = new SqlParameters(1).setInt(1, 7);
        byte[] bytes = new byte[4];
        for (int[] range : new int[][] {{-1, 2}, {0, 5}, {3, 2}, {Integer.MAX_VALUE, Integer.MIN_VALUE}}) {
            assertThatThrownBy(() -> parameters.setBytes(1, bytes, range[0], range[1]))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThat(SqlTemplate.compile("SELECT ?", MODE).toSql(parameters)).isEqualTo("SELECT 7");
    }

    @Test
    void clearedParametersAreUnset() {
        SqlTemplate template = SqlTemplate.compile("SELECT ?, ?", MODE);
        SqlParameters parameters = new SqlParameters(2).setString(1, "a").setInt(2, 1);
        assertThat(template.toSql(parameters)).isEqualTo("SELECT 'a', 1");
        assertThat(template.toSql(parameters)).as("any number of times").isEqualTo("SELECT 'a', 1");
        assertThat(parameters.clearParameters()).isSameAs(parameters);
        SqlParameterException refusal =
                catchThrowableOfType(SqlParameterException.class, () -> template.toSql(parameters));
        assertThat(refusal.code()).isEqualTo(Code.UNSET);
        assertThat(refusal.index()).isEqualTo(1);
        parameters.setInt(1, 5);
        refusal = catchThrowableOfType(SqlParameterException.class, () -> template.toSql(parameters));
        assertThat(refusal.index()).isEqualTo(2);
    }

    @Test
    void theLastValueOfAParameterCounts() {
        SqlTemplate template = SqlTemplate.compile("SELECT ?", MODE);
        SqlParameters parameters = new SqlParameters(1).setString(1, "a").setInt(1, 5);
        assertThat(template.toSql(parameters)).isEqualTo("SELECT 5");
        assertThat(template.toSql(parameters.setNull(1))).isEqualTo("SELECT NULL");
        assertThat(template.toSql(parameters.setBytes(1, new byte[] {1}).setString(1, "b")))
                .isEqualTo("SELECT 'b'");
        assertThat(template.toSql(parameters.setUuid(1, 0, 1).setDecimal(1, 15, 1)))
                .isEqualTo("SELECT 1.5");
    }

    @Test
    void whatBytesHoldWhenTheStatementIsAppendedCounts() {
        byte[] bytes = {1, 2};
        SqlParameters parameters = new SqlParameters(1).setBytes(1, bytes);
        bytes[0] = 9;
        assertThat(SqlTemplate.compile("SELECT ?", MODE).toSql(parameters)).isEqualTo("SELECT x'0902'");
    }

    static List<Object> foreign() {
        Object proxy = Proxy.newProxyInstance(
                SqlParametersTest.class.getClassLoader(), new Class<?>[] {Map.class, Comparable.class}, (p, m, a) -> {
                    throw new AssertionError("called " + m);
                });
        return List.of(
                Map.of("id", 1),
                new Untouchable(),
                proxy,
                new char[] {'a'},
                new byte[][][] {}.getClass(),
                new GregorianCalendar(),
                TimeZone.getDefault(),
                new UntouchableNumber(),
                Optional.of(1),
                Stream.of(1));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void anyOtherClassIsRefusedWithoutCallingAMethodOfIt(Object value) {
        SqlParameters parameters = new SqlParameters(2);
        SqlParameterException refusal =
                catchThrowableOfType(SqlParameterException.class, () -> parameters.setObject(2, value));
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(Code.UNSUPPORTED_CLASS);
        assertThat(refusal.index()).isEqualTo(2);
        assertThat(refusal).hasMessageContaining(value.getClass().getName());
    }

    /** Every method that anything could call for the text of it. */
    private static class Untouchable extends AbstractMap<String, String> {
        @Override
        public String toString() {
            throw new AssertionError("called");
        }

        @Override
        public int hashCode() {
            throw new AssertionError("called");
        }

        @Override
        public boolean equals(Object other) {
            throw new AssertionError("called");
        }

        @Override
        public int size() {
            throw new AssertionError("called");
        }

        @Override
        public Set<Entry<String, String>> entrySet() {
            throw new AssertionError("called");
        }
    }

    private static final class UntouchableNumber extends Number {
        private static final long serialVersionUID = 1L;

        @Override
        public int intValue() {
            throw new AssertionError("called");
        }

        @Override
        public long longValue() {
            throw new AssertionError("called");
        }

        @Override
        public float floatValue() {
            throw new AssertionError("called");
        }

        @Override
        public double doubleValue() {
            throw new AssertionError("called");
        }

        @Override
        public String toString() {
            throw new AssertionError("called");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "America/Los_Angeles", "Pacific/Kiritimati", "Asia/Kolkata"})
    void typesOfJavaSqlAreTheirFieldsInTheZoneOfTheJvm(String zone) {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            Timestamp timestamp = Timestamp.valueOf("2020-01-02 03:04:05.123456789");
            assertThat(literal(MODE, timestamp)).as("an instant").isEqualTo(literal(MODE, timestamp.toInstant()));
            assertThat(literal(MODE, Date.valueOf("2020-01-02"))).isEqualTo("'2020-01-02'");
            assertThat(literal(MODE, Time.valueOf("03:04:05"))).isEqualTo("'03:04:05'");
            assertThat(literal(MODE, new Time(Time.valueOf("03:04:05").getTime() + 678)))
                    .isEqualTo("'03:04:05.678000'");
            for (LocalDateTime value : List.of(
                    LocalDateTime.of(1500, 2, 28, 1, 2, 3),
                    LocalDateTime.of(1, 1, 5, 0, 0),
                    LocalDateTime.of(9999, 12, 31, 0, 0))) {
                assertThat(literal(MODE, Date.valueOf(value.toLocalDate())))
                        .isEqualTo(literal(MODE, value.toLocalDate()));
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void aDateOfJavaSqlBeforeTheYear1IsRefusedBecauseItsYearIsTheEras() {
        long millis = LocalDate.of(-43, 3, 15)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
        assertThat(new Date(millis).toLocalDate().getYear()).as("why").isEqualTo(44);
        for (Object value : List.of(new Date(millis), new Date(Long.MIN_VALUE))) {
            SqlParameterException refusal =
                    catchThrowableOfType(SqlParameterException.class, () -> new SqlParameters(1).setObject(1, value));
            assertThat(refusal.code()).isEqualTo(Code.OUT_OF_RANGE);
            assertThat(refusal.index()).isEqualTo(1);
        }
    }

    @Test
    void subclassesOfJavaSqlTypesCannotInjectText() {
        Timestamp timestamp =
                new Timestamp(Timestamp.valueOf("2020-01-02 03:04:05").getTime()) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public String toString() {
                        return "'; DROP TABLE t; --";
                    }

                    @Override
                    public LocalDateTime toLocalDateTime() {
                        return LocalDateTime.MAX;
                    }
                };
        Date date = new Date(Date.valueOf("2020-01-02").getTime()) {
            private static final long serialVersionUID = 1L;

            @Override
            public LocalDate toLocalDate() {
                return LocalDate.MAX;
            }
        };
        Time time = new Time(Time.valueOf("03:04:05").getTime()) {
            private static final long serialVersionUID = 1L;

            @Override
            public LocalTime toLocalTime() {
                return LocalTime.MAX;
            }
        };
        assertThat(literal(MODE, timestamp)).isEqualTo("'2020-01-02 03:04:05'");
        assertThat(literal(MODE, date)).isEqualTo("'2020-01-02'");
        assertThat(literal(MODE, time)).isEqualTo("'03:04:05'");
    }

    @Test
    void neitherToStringNorAMessageTellsAValue() {
        String marker = "5ecre7";
        SqlParameters parameters = new SqlParameters(2).setString(1, marker).setDecimal(2, new BigDecimal("6661"));
        assertThat(parameters.toString()).isEqualTo("SqlParameters[2]");
        SqlTemplate template = SqlTemplate.compile("SELECT '" + marker + "', ?, ?", MODE);
        assertThat(template.toString()).doesNotContain(marker);
        List<Throwable> thrown = new ArrayList<>();
        SqlMode narrow = MODE.charset("ascii");
        for (Object value : List.of(
                marker + "\ud800",
                marker + "\u00e9",
                new BigDecimal("66616661E+4000"),
                LocalDate.of(66_616, 1, 1),
                LocalDateTime.of(66_616, 1, 1, 0, 0),
                java.time.Instant.ofEpochSecond(6_661_666_166_616_661L),
                java.time.Duration.ofSeconds(6_661_666_166_616_661L),
                LocalTime.of(6, 6, 6, 666_166_661),
                List.of(marker),
                List.of(List.of(marker)),
                Double.NaN)) {
            thrown.add(catchThrowableOfType(
                    SqlParameterException.class,
                    () -> SqlTemplate.compile("SELECT ?, ?", narrow.fraction(FractionPolicy.EXACT))
                            .toSql(value, marker + "\ud800")));
        }
        thrown.add(catchThrowableOfType(
                SqlParameterException.class,
                () -> SqlTemplate.compile("SELECT ?", MODE).toSql(parameters)));
        thrown.add(catchThrowableOfType(
                SqlParameterException.class,
                () -> SqlTemplate.compile("SELECT ?, ?", MODE.maxBytes(12)).toSql(parameters)));
        thrown.add(catchThrowableOfType(
                SqlParameterException.class,
                () -> SqlTemplate.compile("a IN (?)", MODE).toSql(List.of(marker, Map.of(marker, marker)))));
        thrown.add(catchThrowableOfType(
                SqlParameterException.class, () -> parameters.setObject(1, Map.of(marker, marker))));
        thrown.add(catchThrowableOfType(
                SqlParameterException.class,
                () -> SqlTemplate.compile("?", SqlMode.ansi()).toSql(java.time.Instant.MIN)));
        for (Throwable refusal : thrown) {
            assertThat(refusal).isNotNull();
            for (Throwable t = refusal; t != null; t = t.getCause()) {
                assertThat(t.toString()).doesNotContain(marker, "666", "1000000000");
            }
        }
    }
}
