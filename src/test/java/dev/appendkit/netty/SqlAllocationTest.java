// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.appendkit.AppendBuffer;
import dev.appendkit.pool.BufferPool;
import dev.appendkit.sql.Modes;
import dev.appendkit.sql.SqlBatch;
import dev.appendkit.sql.SqlMode;
import dev.appendkit.sql.SqlParameters;
import dev.appendkit.sql.SqlTemplate;
import dev.appendkit.testing.Allocations;
import dev.appendkit.testing.Values;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A driver's hot path: parameters are set, the statement is appended to where it will be sent from. */
@Tag("alloc")
class SqlAllocationTest {
    static Stream<SqlMode> modes() {
        return Modes.except("sqlite", "sqlserver").stream().map(mode -> mode.zone(ZoneId.of("Europe/Vienna")));
    }

    private final Values values = new Values();
    private final SqlParameters parameters = new SqlParameters(9);

    private static SqlTemplate template(SqlMode mode) {
        return SqlTemplate.compile("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", mode);
    }

    private void set() {
        parameters
                .setLong(1, values.nextLong())
                .setDouble(2, values.nextInt() / 8.0)
                .setBoolean(3, values.nextBoolean())
                // Within one winter: an instant beyond a change of the offset asks java.time for the next one.
                .setInstant(4, 1_700_000_000L + (values.nextInt() & 0xF_FFFF), values.nextNano())
                .setBytes(5, Values.BYTES)
                .setString(6, "it's \\ \"quoted\" €")
                .setDecimal(7, Values.DECIMAL)
                .setDate(8, Values.DATE)
                .setNull(9);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void borrowAppendAndClose(SqlMode mode) {
        SqlTemplate template = template(mode);
        BufferPool pool = BufferPool.builder().checked(false).build();
        Allocations.assertNone("borrowed", () -> {
            set();
            try (AppendBuffer out = pool.borrow()) {
                template.appendTo(out, parameters);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("modes")
    void openAppendAndClose(SqlMode mode) {
        SqlTemplate template = template(mode);
        for (ByteBuf buffer : new ByteBuf[] {Unpooled.buffer(1_024), Unpooled.directBuffer(1_024)}) {
            Allocations.assertNone("opened", () -> {
                set();
                try (AppendBuffer out = ByteBufAppend.open(buffer.setIndex(0, 0))) {
                    template.appendTo(out, parameters);
                }
            });
            assertThat(buffer.toString(UTF_8))
                    .startsWith("INSERT INTO t VALUES (")
                    .endsWith(", NULL)");
            buffer.release();
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aBatchIntoOneBuffer(SqlMode mode) {
        AppendBuffer out = AppendBuffer.growing(1 << 16, 1 << 16);
        SqlTemplate template = template(mode);
        SqlBatch batch = template.batch(out, 20);
        Allocations.assertNone("batch", () -> {
            set();
            if (!batch.add(parameters)) {
                out.clear();
                batch.add(parameters);
            }
        });
        assertThat(out.length()).isPositive();
    }

    @Test
    void theCheckFailsForTheConvenientWay() {
        SqlTemplate template = template(SqlMode.mysql().zone(ZoneId.of("UTC")));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Allocations.assertNone("toSql", () -> {
                    set();
                    template.toSql(parameters);
                }))
                .withMessageContaining("allocates");
    }
}
