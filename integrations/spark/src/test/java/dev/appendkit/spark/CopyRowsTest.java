// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.AppendBuffer;
import dev.appendkit.spark.Target.Column;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both forms of a row, and what needs no server. */
class CopyRowsTest {
    private static final StructType SCHEMA =
            StructType.fromDDL("id BIGINT, price DECIMAL(12,2), huge DECIMAL(38,3), name STRING, day DATE");

    private static Column column(String name, ValueKind kind, int precision, int scale, boolean required) {
        return new Column(name, '"' + name + '"', kind, false, precision, scale, required, false);
    }

    private static final Target TARGET = new Target(
            "t",
            "t",
            List.of(
                    column("id", ValueKind.LONG, 0, 0, true),
                    column("price", ValueKind.SHORT_DECIMAL, 12, 2, false),
                    column("huge", ValueKind.LONG_DECIMAL, 38, 3, false),
                    column("name", ValueKind.TEXT, 0, 0, false),
                    column("day", ValueKind.DATE, 0, 0, false)),
            ZoneOffset.UTC);

    private static InternalRow row(Object id, UTF8String name) {
        return new GenericInternalRow(
                new Object[] {id, Decimal.apply(-1205, 12, 2), Decimal.apply("12345678901234567890.125"), name, 365});
    }

    private static String text(InternalRow... rows) throws Exception {
        AppendBuffer out = AppendBuffer.growing(16, 1 << 20);
        CopyRows copy = new CopyRows(TARGET, 3, out);
        for (InternalRow row : rows) {
            copy.append(row);
        }
        return out.toString(UTF_8);
    }

    @Test
    void bothFormsOfARowAreOneText() throws Exception {
        String expected = "7\t-12.05\t12345678901234567890.125\té\\t\\\\\t1971-01-01\n";
        InternalRow row = row(7L, UTF8String.fromString("é\t\\"));
        assertThat(text(row)).isEqualTo(expected);
        assertThat(text(UnsafeProjection.create(SCHEMA).apply(row))).isEqualTo(expected);
    }

    /** A text outside the heap. */
    @Test
    void aTextOfNativeMemoryIsRead() throws Exception {
        byte[] bytes = "native".getBytes(UTF_8);
        long address = Platform.allocateMemory(bytes.length);
        try {
            Platform.copyMemory(bytes, Platform.BYTE_ARRAY_OFFSET, null, address, bytes.length);
            assertThat(text(row(1L, UTF8String.fromAddress(null, address, bytes.length))))
                    .contains("\tnative\t");
        } finally {
            Platform.freeMemory(address);
        }
    }

    @Test
    void aRefusedRowIsNamed() {
        assertThatThrownBy(() -> text(row(1L, null), row(null, null)))
                .isInstanceOf(SinkException.class)
                .hasMessage("partition 3, row 2, column \"id\": null, which the column must not be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/Sao_Paulo", "Europe/Dublin", "Asia/Kathmandu", "UTC", "+05:45"})
    void localTimesAreThoseOfTheJdk(String name) {
        ZoneId zone = ZoneId.of(name);
        LocalTimes times = new LocalTimes(zone);
        Random random = new Random(6);
        for (int i = 0; i < 20_000; i++) {
            long second = i % 2 == 0 ? random.nextInt() * 20L : 1_500_000_000L + i * 3_600L;
            ZonedDateTime shown = java.time.Instant.ofEpochSecond(second).atZone(zone);
            assertThat(times.localSecond(second))
                    .as("%s", shown)
                    .isEqualTo(shown.toLocalDateTime().toEpochSecond(ZoneOffset.UTC));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "COPY t, line 12, column name: \"secret\"|12|name",
                "COPY t, Zeile 12, Spalte name: »secret«|12|name",
                "COPY t, line 12: \"secret\"|12|''",
                "COPY t, line 12|12|''",
                "COPY t, line 9, column id: \"1, column name: 2\"|9|id",
                "COPY t, line 9, column other: \" name: x\"|9|''",
                "COPY other, line 12, column name: \"x\"|0|''",
                "COPY t, line: \"12\"|0|''",
                "PL/pgSQL function f() line 3|0|''",
            })
    void theContextOfTheServerTellsThePlace(String where, long line, String column) {
        assertThat(CopyPlace.of(where, "t", List.of("name", "id"))).isEqualTo(new CopyPlace(line, column));
    }

    @Test
    void noContextIsNoPlace() {
        assertThat(CopyPlace.of(null, "t", List.of())).isEqualTo(new CopyPlace(0, ""));
    }
}
