// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.AppendBuffer;
import dev.appendkit.netty.ByteBufAppend;
import dev.appendkit.pool.BufferPool;
import dev.appendkit.testing.Guards;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.BufferOverflowException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A statement is complete or has not happened, whatever the room and wherever it is refused. */
class SqlTemplateAtomicityTest {

    private static final String SQL =
            "INSERT INTO t VALUES (?,?, ?, -?, ?+?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? IN (?), ?, ?)";
    private static final int COUNT = 23;

    static List<SqlMode> modes() {
        return Modes.all();
    }

    private static boolean is(SqlMode mode, String... dialects) {
        return List.of(dialects).contains(mode.dialect().name());
    }

    /** One of each type that the dialect has; the reader and the stream are new ones. */
    private static SqlParameters values(SqlMode mode) {
        boolean sqlite = is(mode, "sqlite");
        String text = "it's \\ \n \u20ac \ud83d\ude00";
        LocalDateTime now = LocalDateTime.of(2020, 1, 2, 3, 4, 5, 6_000);
        return new SqlParameters(COUNT)
                .setNull(1)
                .setBoolean(2, true)
                .setLong(3, Long.MIN_VALUE)
                .setUnsignedLong(4, sqlite ? 1 : -1)
                .setFloat(5, 0.1f)
                .setDouble(6, -Math.PI)
                .setDecimal(7, new BigDecimal("-123456789012345678901234567890.12"))
                .setDecimal(8, -1, 20)
                .setBigInteger(9, sqlite ? BigInteger.TWO : BigInteger.TWO.pow(70))
                .setString(10, is(mode, "postgresql", "sqlserver") ? text : text + "\0")
                .setBytes(11, new byte[] {'\'', '\\', 0, (byte) 0xFF})
                .setDate(12, now.toLocalDate())
                .setTime(13, LocalTime.of(1, 2, 3))
                .setDateTime(14, now)
                .setInstant(15, 1_423_411_542, 807_015_000)
                .setOffsetDateTime(16, now.atOffset(ZoneOffset.UTC))
                .setDuration(17, is(mode, "sqlite", "sqlserver") ? null : Duration.ofMillis(-400_000_500))
                .setUuid(18, new UUID(1, 2))
                .setJson(19, CharBuffer.wrap("{}"))
                .setEnum(20, TimeUnit.DAYS)
                .setList(21, Arrays.asList(1, "it's", null, now.toLocalDate()))
                .setReader(22, is(mode, "sqlserver") ? null : new StringReader(text))
                .setStream(23, new ByteArrayInputStream(new byte[20]));
    }

    private static byte[] statement(SqlMode mode) {
        AppendBuffer out = AppendBuffer.growing(4096, 4096);
        SqlTemplate.compile(SQL, mode).appendTo(out, values(mode));
        return out.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("modes")
    void atEveryCapacityOfAnArray(SqlMode mode) {
        SqlTemplate template = SqlTemplate.compile(SQL, mode);
        byte[] expected = statement(mode);
        assertThat(expected.length).isGreaterThan(300);
        AppendBuffer out = AppendBuffer.wrap(new byte[0], 0, 0);
        for (int room = 0; room <= expected.length + 100; room++) {
            byte[] array = Guards.bytes(room + 30);
            out.reset(array, 11, 11 + 4 + room).appendAscii("mark");
            if (room < expected.length) {
                assertThatThrownBy(() -> template.appendTo(out, values(mode)))
                        .isInstanceOf(BufferOverflowException.class);
                assertThat(out.toByteArray()).isEqualTo("mark".getBytes(StandardCharsets.US_ASCII));
            } else {
                template.appendTo(out, values(mode));
                assertThat(out.length()).isEqualTo(4 + expected.length);
                assertThat(out.toByteArray()).startsWith('m', 'a', 'r', 'k').endsWith(expected);
            }
            Guards.check(array, 11, 11 + 4 + room);
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void atEveryMaximumOfAGrowingArray(SqlMode mode) {
        SqlTemplate template = SqlTemplate.compile(SQL, mode);
        byte[] expected = statement(mode);
        for (int max = 4; max <= 4 + expected.length; max++) {
            AppendBuffer out = AppendBuffer.growing(0, max).appendAscii("mark");
            if (max < 4 + expected.length) {
                assertThatThrownBy(() -> template.appendTo(out, values(mode)))
                        .isInstanceOf(BufferOverflowException.class);
                assertThat(out.toByteArray()).isEqualTo("mark".getBytes(StandardCharsets.US_ASCII));
            } else {
                template.appendTo(out, values(mode));
                assertThat(out.toByteArray()).endsWith(expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void atEveryCapacityOfAByteBuf(SqlMode mode) {
        SqlTemplate template = SqlTemplate.compile(SQL, mode);
        byte[] expected = statement(mode);
        for (boolean direct : new boolean[] {false, true}) {
            for (int max = 4; max <= 4 + expected.length; max++) {
                ByteBuf buffer = direct ? Unpooled.directBuffer(4, max) : Unpooled.buffer(4, max);
                try {
                    buffer.writeInt(0xCAFEBABE);
                    if (max < 4 + expected.length) {
                        try (AppendBuffer out = ByteBufAppend.open(buffer)) {
                            assertThatThrownBy(() -> template.appendTo(out, values(mode)))
                                    .isInstanceOf(BufferOverflowException.class);
                            assertThat(out.length()).isZero();
                        }
                        assertThatThrownBy(() -> ByteBufAppend.appendSql(buffer, template, values(mode)))
                                .isInstanceOf(IndexOutOfBoundsException.class);
                        assertThat(buffer.writerIndex()).isEqualTo(4);
                    } else {
                        assertThat(ByteBufAppend.appendSql(buffer, template, values(mode)))
                                .isEqualTo(expected.length);
                        assertThat(ByteBufUtil.getBytes(buffer, 4, expected.length))
                                .isEqualTo(expected);
                    }
                    assertThat(buffer.getInt(0)).isEqualTo(0xCAFEBABE);
                } finally {
                    buffer.release();
                }
            }
        }
    }

    /** A refusal at each parameter in turn: everything before it was written already. */
    @ParameterizedTest
    @MethodSource("modes")
    void aRefusalAtAnyParameterRollsBack(SqlMode mode) {
        SqlTemplate template = SqlTemplate.compile(SQL, mode);
        ByteBuf buffer = Unpooled.directBuffer(16);
        try (AppendBuffer borrowed = BufferPool.builder().build().borrow();
                AppendBuffer opened = ByteBufAppend.open(buffer)) {
            for (AppendBuffer out : List.of(
                    AppendBuffer.wrap(new byte[4096], 0, 4096), AppendBuffer.growing(0, 4096), borrowed, opened)) {
                out.appendAscii("mark");
                for (int index = 1; index <= COUNT; index++) {
                    SqlParameters values = values(mode);
                    values.setString(index, "x".repeat(100) + "\ud800");
                    assertThatThrownBy(() -> template.appendTo(out, values))
                            .isInstanceOf(SqlParameterException.class)
                            .hasMessageStartingWith("parameter " + index + ": ");
                    assertThat(out.length()).isEqualTo(4);
                }
                template.appendTo(out, values(mode));
                assertThat(out.length()).isEqualTo(4 + statement(mode).length);
            }
        } finally {
            buffer.release();
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aClosedCursorIsRefused(SqlMode mode) {
        ByteBuf buffer = Unpooled.buffer();
        AppendBuffer closed = ByteBufAppend.open(buffer);
        closed.close();
        assertThatThrownBy(() -> SqlTemplate.compile(SQL, mode).appendTo(closed, values(mode)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(buffer.writerIndex()).isZero();
        buffer.release();
    }
}
