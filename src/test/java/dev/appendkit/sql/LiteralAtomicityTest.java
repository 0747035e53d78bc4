// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.AppendBuffer;
import dev.appendkit.testing.Guards;
import java.lang.reflect.Method;
import java.nio.BufferOverflowException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each type in each dialect, alone and in rows of a batch: at every room the append is complete or has not happened.
 */
class LiteralAtomicityTest {

    static Stream<Method> setters() {
        return SqlValues.setters();
    }

    private static SqlParameters set(Method setter) throws ReflectiveOperationException {
        SqlParameters parameters = new SqlParameters(1);
        setter.invoke(parameters, SqlValues.arguments(setter));
        return parameters;
    }

    @ParameterizedTest
    @MethodSource("setters")
    void aStatementAtEveryRoom(Method setter) throws ReflectiveOperationException {
        for (SqlMode mode : Modes.all()) {
            SqlTemplate template = SqlTemplate.compile("SELECT a IN (?) x", mode);
            AppendBuffer out = AppendBuffer.growing(0, 10_000).appendAscii("mark");
            try {
                template.appendTo(out, set(setter));
            } catch (SqlParameterException refused) {
                assertThat(out.length()).as(setter + " refused by " + mode).isEqualTo(4);
                continue;
            }
            byte[] expected = out.toByteArray();
            for (int room = 4; room <= expected.length; room++) {
                byte[] array = Guards.bytes(room + 20);
                AppendBuffer small = AppendBuffer.wrap(array, 10, 10 + room).appendAscii("mark");
                SqlParameters parameters = set(setter);
                if (room == expected.length) {
                    template.appendTo(small, parameters);
                    assertThat(small.toByteArray()).isEqualTo(expected);
                } else {
                    assertThatThrownBy(() -> template.appendTo(small, parameters))
                            .as(setter + " in " + room + " bytes, " + mode)
                            .isInstanceOf(BufferOverflowException.class);
                    assertThat(small.length()).isEqualTo(4);
                }
                Guards.check(array, 10, 10 + room);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("setters")
    void aRowAtEveryRoomAndAtEveryMaxBytes(Method setter) throws ReflectiveOperationException {
        for (SqlMode mode : Modes.all()) {
            String sql = "INSERT INTO t VALUES (a IN (?)) ";
            AppendBuffer out = AppendBuffer.growing(0, 10_000);
            SqlBatch batch = SqlTemplate.compile(sql, mode).batch(out, 10);
            try {
                batch.add(set(setter));
            } catch (SqlParameterException refused) {
                assertThat(out.length()).as(setter + " refused by " + mode).isZero();
                continue;
            }
            byte[] first = out.toByteArray();
            assertThat(batch.add(set(setter))).isTrue();
            int second = out.length();
            for (int size = first.length; size < second; size++) {
                AppendBuffer small = AppendBuffer.wrap(new byte[size], 0, size);
                SqlBatch full = SqlTemplate.compile(sql, mode).batch(small, 10);
                full.add(set(setter));
                SqlParameters row = set(setter);
                assertThatThrownBy(() -> full.add(row)).isInstanceOf(BufferOverflowException.class);
                assertThat(small.toByteArray()).isEqualTo(first);

                SqlBatch bounded = SqlTemplate.compile(sql, mode.maxBytes(size)).batch(out.clear(), 10);
                assertThat(bounded.add(set(setter))).isTrue();
                assertThat(bounded.add(set(setter))).isFalse();
                assertThat(out.toByteArray()).isEqualTo(first);
            }
            SqlBatch none =
                    SqlTemplate.compile(sql, mode.maxBytes(first.length - 1)).batch(out.clear(), 10);
            SqlParameters row = set(setter);
            assertThatThrownBy(() -> none.add(row))
                    .isInstanceOf(SqlParameterException.class)
                    .extracting(e -> ((SqlParameterException) e).code())
                    .isEqualTo(SqlParameterException.Code.TOO_LARGE);
            assertThat(out.length()).isZero();
        }
    }
}
