// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.appendkit.AppendBuffer;
import dev.appendkit.sql.SqlParameterException.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.BufferOverflowException;
import java.nio.CharBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Statements, literals and rows over a sink, made to fail at every drain, at every capacity and at every parameter.
 * Either nothing of it was drained and it has not happened, or the cursor is broken and the sink was told once.
 */
class DrainingStatementTest {
    private static final byte[] MARK = "mark".getBytes(US_ASCII);

    private static final int MAX_ROWS = 20;

    private static final List<SqlMode> MODES = Modes.all();

    /** What is appended behind the mark. */
    @FunctionalInterface
    private interface Appender {
        void appendTo(AppendBuffer out) throws ReflectiveOperationException;
    }

    static Stream<Method> setters() {
        return SqlValues.setters();
    }

    static List<SqlMode> modes() {
        return MODES;
    }

    private static SqlParameters set(Method setter) throws ReflectiveOperationException {
        SqlParameters parameters = new SqlParameters(1);
        setter.invoke(parameters, SqlValues.arguments(setter));
        return parameters;
    }

    private static AppendBuffer draining(Drains sink, int capacity) {
        return AppendBuffer.draining(sink, capacity).appendBytes(MARK, 0, MARK.length);
    }

    @ParameterizedTest
    @MethodSource("setters")
    void aStatementAtEveryCapacityAndEveryDrain(Method setter) throws ReflectiveOperationException {
        for (SqlMode mode : MODES) {
            SqlTemplate template = SqlTemplate.compile("DELETE FROM t WHERE a IN (?)", mode);
            check(out -> template.appendTo(out, set(setter)));
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aLiteralAtEveryCapacityAndEveryDrain(SqlMode mode) throws ReflectiveOperationException {
        check(out -> SqlLiteral.appendString(out, mode, CharBuffer.wrap("it's \\")));
        check(out -> SqlLiteral.appendDouble(out, mode, -Math.E));
        check(out -> SqlLiteral.appendBytes(out, mode, new byte[20]));
        check(out -> SqlLiteral.appendIdentifier(out, mode, "it's \" ` ]"));
        int broken = check(out -> SqlLiteral.appendList(out, mode, List.of(1, "it's", "a long text", 4)));
        broken += check(out -> SqlLiteral.appendList(out, mode, List.of(1, "it's", "text", List.of(2))));
        assertThat(broken).as("a cursor broke").isPositive();
    }

    /** Returns how often the cursor was broken by what was appended, and not by its sink. */
    private static int check(Appender appender) throws ReflectiveOperationException {
        AppendBuffer whole = AppendBuffer.growing(0, 10_000).appendBytes(MARK, 0, MARK.length);
        SqlParameterException refusal = null;
        try {
            appender.appendTo(whole);
        } catch (SqlParameterException e) {
            // Not every dialect has every value. Where it is refused depends on the room as little as the text does.
            refusal = e;
        }
        byte[] expected = whole.toByteArray();
        int greatest = refusal == null ? expected.length + 1 : 60;
        int broken = 0;
        for (int capacity = MARK.length; capacity <= greatest; capacity++) {
            Drains sink = new Drains(Drains.NEVER);
            AppendBuffer out = draining(sink, capacity);
            Throwable thrown = catchThrowable(() -> appender.appendTo(out));
            if (thrown == null) {
                assertThat(refusal).isNull();
                sink.assertUnharmed(out, expected);
                failAtEveryDrain(appender, capacity, sink.count, expected);
            } else {
                if (!(thrown instanceof BufferOverflowException)) {
                    assertThat(thrown).isInstanceOf(SqlParameterException.class);
                    assertThat(((SqlParameterException) thrown).code()).isEqualTo(code(refusal));
                }
                if (sink.size() > MARK.length) {
                    sink.assertBroken(out, thrown, refusal == null ? expected : sink.received());
                    broken++;
                } else {
                    sink.assertUnharmed(out, MARK);
                }
            }
        }
        return broken;
    }

    private static Code code(SqlParameterException refusal) {
        assertThat(refusal).isNotNull();
        return refusal.code();
    }

    private static void failAtEveryDrain(Appender appender, int capacity, int drains, byte[] expected) {
        for (int failAt = 0; failAt < drains; failAt++) {
            Drains sink = new Drains(failAt);
            AppendBuffer out = draining(sink, capacity);
            Throwable thrown = catchThrowable(() -> {
                appender.appendTo(out);
                out.close();
            });
            assertThat(thrown).isInstanceOf(UncheckedIOException.class);
            assertThat(thrown.getCause()).isInstanceOf(IOException.class);
            assertThat(sink.count).isEqualTo(failAt + 1);
            sink.assertBroken(out, thrown.getCause(), expected);
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aValueRefusedAtEveryPlace(SqlMode mode) {
        int count = 8;
        SqlTemplate template = SqlTemplate.compile("SELECT ?, ?, ?, ?, ?, ?, ?, -?", mode);
        int broken = 0;
        int unharmed = 0;
        for (int refused = 1; refused <= count; refused++) {
            SqlParameters parameters = new SqlParameters(count);
            for (int i = 1; i <= count; i++) {
                parameters.setInt(i, i);
            }
            parameters.setString(refused, "lone \ud800");
            for (int capacity = 20; capacity <= 200; capacity += 3) {
                Drains sink = new Drains(Drains.NEVER);
                AppendBuffer out = draining(sink, capacity);
                Throwable thrown = catchThrowable(() -> template.appendTo(out, parameters));
                assertThat(((SqlParameterException) thrown).code()).isEqualTo(Code.LONE_SURROGATE);
                if (sink.size() > MARK.length) {
                    sink.assertBroken(out, thrown, sink.received());
                    broken++;
                } else {
                    sink.assertUnharmed(out, MARK);
                    unharmed++;
                }
            }
        }
        assertThat(broken).isPositive();
        assertThat(unharmed).isPositive();
    }

    private static String rows(String tail, int from, int to) {
        StringBuilder text = new StringBuilder("INSERT INTO t VALUES ");
        for (int i = from; i < to; i++) {
            text.append(i == from ? "(" : ", (").append(i).append(", 'it''s')");
        }
        return text + tail;
    }

    private static SqlParameters row(int i) {
        return new SqlParameters(2).setInt(1, i).setString(2, "it's");
    }

    /** The separator of statements is the caller's. */
    @Test
    void rowsUpToHalfTheCapacityAreNeverTorn() {
        String head = "INSERT INTO t VALUES ";
        for (String tail : List.of("", " ON DUPLICATE KEY UPDATE b = 1")) {
            // The longest row is the first one, with the statement before it.
            int row = rows(tail, 99, 100).length();
            for (int capacity = 2 * row; capacity < 3 * row; capacity++) {
                for (int max : new int[] {row, 3 * row, 5 * row + 1, 1 << 20}) {
                    Drains sink = new Drains(Drains.NEVER);
                    AppendBuffer out = AppendBuffer.draining(sink, capacity);
                    SqlBatch batch = SqlTemplate.compile(
                                    head + "(?, ?)" + tail, SqlMode.mysql().maxBytes(max))
                            .batch(out, MAX_ROWS);
                    StringBuilder expected = new StringBuilder();
                    int first = 10;
                    for (int i = 10; i < 100; i++) {
                        SqlParameters refused = row(i).setDouble(2, Double.NaN);
                        if (batch.rows() < MAX_ROWS) {
                            assertThat(catchThrowable(() -> batch.add(refused)))
                                    .isInstanceOf(SqlParameterException.class);
                        }
                        if (!batch.add(row(i))) {
                            out.appendAscii(";\n");
                            expected.append(rows(tail, first, i)).append(";\n");
                            first = i;
                            assertThat(batch.add(row(i))).isTrue();
                        }
                        assertThat(batch.rows()).isEqualTo(i + 1 - first);
                        assertThat(rows(tail, first, i + 1).length()).isLessThanOrEqualTo(max);
                    }
                    expected.append(rows(tail, first, 100));
                    sink.assertUnharmed(out, expected.toString().getBytes(US_ASCII));
                }
            }
        }
    }

    @Test
    void aLongRowThatFailsAfterADrainBreaksTheCursor() {
        SqlTemplate template = SqlTemplate.compile(
                "INSERT INTO t VALUES (?, ?, ?)", SqlMode.mysql().maxBytes(200));
        String text = "x".repeat(40);
        for (SqlParameters row : List.of(
                new SqlParameters(3).setString(1, text).setString(2, text).setDouble(3, Double.NaN),
                new SqlParameters(3).setString(1, text).setString(2, text).setString(3, text))) {
            Drains sink = new Drains(Drains.NEVER);
            AppendBuffer out = AppendBuffer.draining(sink, 64);
            SqlBatch batch = template.batch(out, 10);
            assertThat(batch.add(
                            new SqlParameters(3).setString(1, text).setInt(2, 1).setInt(3, 1)))
                    .isTrue();
            Throwable thrown = catchThrowable(() -> batch.add(row));
            assertThat(thrown).isInstanceOf(SqlParameterException.class);
            sink.assertBroken(out, thrown, sink.received());
            assertThat(catchThrowable(() -> batch.add(row(1)))).isNotNull();
        }
    }

    /** A reserved length keeps what follows it, rows too. */
    @Test
    void rowsBehindAReservation() {
        Drains sink = new Drains(Drains.NEVER);
        AppendBuffer out = AppendBuffer.draining(sink, 100);
        int length = out.reserve(2);
        SqlBatch batch = SqlTemplate.compile("INSERT INTO t VALUES (?, ?)", SqlMode.mysql())
                .batch(out, 10);
        int rows = 0;
        while (catchThrowable(() -> batch.add(row(7))) == null) {
            rows++;
        }
        assertThat(rows).isEqualTo(batch.rows()).isEqualTo(5);
        out.patchZeroPadded(length, out.lengthSince(length));
        String statement = rows("", 7, 8) + ", (7, 'it''s')".repeat(4);
        sink.assertUnharmed(out, (statement.length() + statement).getBytes(US_ASCII));
    }
}
