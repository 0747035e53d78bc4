// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.sql.SqlMode;
import dev.appendkit.sql.SqlParameterException;
import dev.appendkit.sql.SqlParameters;
import dev.appendkit.sql.SqlTemplate;
import dev.appendkit.sql.SqlTemplateException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class QueryPacketTest {
    private static final SqlMode MODE = SqlMode.mariadb();
    private static final SqlTemplate TEMPLATE = SqlTemplate.compile("SELECT ?, ?", MODE);
    private static final byte[] BEFORE = {1, 2, 3};

    static Stream<Arguments> buffers() {
        return Stream.of(
                Arguments.of("heap", (Supplier<ByteBuf>) () -> Unpooled.buffer(8)),
                Arguments.of("direct", (Supplier<ByteBuf>) () -> Unpooled.directBuffer(8)),
                Arguments.of("composite", (Supplier<ByteBuf>)
                        () -> Unpooled.compositeBuffer().addComponent(true, Unpooled.buffer(8))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("buffers")
    void followsWhatTheBufferHolds(String kind, Supplier<ByteBuf> buffer) {
        ByteBuf buf = buffer.get().writeBytes(BEFORE);
        try {
            QueryPacket.write(buf, TEMPLATE, parameters(), MODE);
            assertThat(readBytes(buf, BEFORE.length)).isEqualTo(BEFORE);
            String statement = "SELECT 42, 'it''s'";
            assertThat(buf.readUnsignedMediumLE()).as("length").isEqualTo(1 + statement.length());
            assertThat(buf.readUnsignedByte()).as("sequence").isZero();
            assertThat(buf.readUnsignedByte()).as("command").isEqualTo((short) 0x03);
            assertThat(buf.toString(StandardCharsets.UTF_8)).isEqualTo(statement);
        } finally {
            buf.release();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("buffers")
    void leavesNoTraceOfARefusedStatement(String kind, Supplier<ByteBuf> buffer) {
        ByteBuf buf = buffer.get().writeBytes(BEFORE);
        try {
            SqlParameters noLiteral = new SqlParameters(2).setString(1, "text").setDouble(2, Double.NaN);
            assertThatThrownBy(() -> QueryPacket.write(buf, TEMPLATE, noLiteral, MODE))
                    .isInstanceOf(SqlParameterException.class);
            SqlMode changed = MODE.noBackslashEscapes(true);
            assertThatThrownBy(() -> QueryPacket.write(buf, TEMPLATE, parameters(), changed))
                    .isInstanceOfSatisfying(
                            SqlTemplateException.class,
                            e -> assertThat(e.code()).isEqualTo(SqlTemplateException.Code.MODE_CHANGED));
            assertThat(ByteBufUtil.getBytes(buf)).isEqualTo(BEFORE);
        } finally {
            buf.release();
        }
    }

    @Test
    void refusesWhatDoesNotFitIntoOnePacket() {
        SqlTemplate template = SqlTemplate.compile("SELECT ?", MODE);
        int framing = "SELECT ''".length();
        ByteBuf buf = Unpooled.buffer();
        try {
            String longest = "x".repeat(QueryPacket.MAX_STATEMENT_LENGTH - framing);
            QueryPacket.write(buf, template, new SqlParameters(1).setString(1, longest), MODE);
            assertThat(buf.getUnsignedMediumLE(0)).isEqualTo(0xFF_FFFE);

            buf.clear().writeBytes(BEFORE);
            SqlParameters tooLong = new SqlParameters(1).setString(1, longest + "x");
            assertThatThrownBy(() -> QueryPacket.write(buf, template, tooLong, MODE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("16777214 bytes");
            assertThat(ByteBufUtil.getBytes(buf)).isEqualTo(BEFORE);
        } finally {
            buf.release();
        }
    }

    private static SqlParameters parameters() {
        return new SqlParameters(2).setLong(1, 42).setString(2, "it's");
    }

    private static byte[] readBytes(ByteBuf buf, int length) {
        byte[] bytes = new byte[length];
        buf.readBytes(bytes);
        return bytes;
    }
}
