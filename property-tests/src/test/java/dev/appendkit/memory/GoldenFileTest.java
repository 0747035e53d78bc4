// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole files of the three kinds, with index, hashes and sums. Another program made them, in another language, by what
 * the Javadoc of {@link Table} says.
 */
class GoldenFileTest {
    private static final long SCHEMA = 7;
    /** A seed that a file holds as -5. */
    private static final long SEED = 0xFFFF_FFFBL;

    private static final String[] KEYS = {"one", "two", "", "twenty bytes of a key", "12345678"};
    private static final long[] LONG_KEYS = {0, 1, -1, Long.MIN_VALUE};

    private static final String BYTES = String.join(
            "",
            "414b5441424c453100000000080000001e000000000000000500000000000000",
            "080000000000000068000000000000000700000000000000fbffffff9100f72a",
            "000000000000000005000000ab6a922c030000001aa23a630b000000282baa06",
            "00000000000000000000000000000000070000003615e3b301000000eb7fc4be",
            "010000000000000003006f6e650000000200000000000000030074776f000000",
            "03000000000000000000000000000000040000000000000015007477656e7479",
            "206279746573206f662061206b65790005000000000000000800313233343536",
            "373800000000000094d17ca3");

    private static final String LONGS = String.join(
            "",
            "414b5441424c4531010000000400000008000000000000000400000000000000",
            "080000000000000040000000000000000700000000000000fbffffff8d022c3a",
            "030000003fe3d79d01000000ab6a922c050000003fe3d79d0000000000000000",
            "0000000000000000070000006dadf07700000000000000000000000000000000",
            "0100000000000000000000000000000002000000010000000000000000000000",
            "03000000ffffffffffffffff0000000004000000000000000000008000000000",
            "3ee7f727");

    private static final String VECTOR = String.join(
            "",
            "414b5441424c4531020000000500000000000000000000000300000000000000",
            "000000000000000018000000000000000700000000000000000000002043f0be",
            "000000000000000001010101010000000202020202000000c65a6a12");

    @TempDir
    Path folder;

    private static ByteArrayInputStream in(String hex) {
        return new ByteArrayInputStream(HexFormat.of().parseHex(hex));
    }

    private interface Writing {
        void to(ByteArrayOutputStream out) throws IOException;
    }

    private static String hex(Writing writing) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writing.to(out);
        return HexFormat.of().formatHex(out.toByteArray());
    }

    private Table[] tables(String hex) throws IOException {
        Path file = Files.write(
                Files.createTempFile(folder, "golden", ""), HexFormat.of().parseHex(hex));
        return new Table[] {Table.map(file, SCHEMA), Table.read(in(hex), SCHEMA)};
    }

    @Test
    void byteKeys() throws IOException {
        BytesMap map = new BytesMap(8, 30, MemoryBudget.unlimited(), SEED, 1 << 20, true);
        for (int i = 0; i < KEYS.length; i++) {
            map.add(KEYS[i], i + 1);
        }
        assertThat(hex(out -> map.writeTo(out, SCHEMA))).isEqualTo(BYTES);
        BytesMap read = BytesMap.readFrom(in(BYTES), SCHEMA, MemoryBudget.unlimited());
        assertThat(read.size()).isEqualTo(KEYS.length);
        for (Table table : tables(BYTES)) {
            table.verify();
            assertThat(table.size()).isEqualTo(KEYS.length);
            for (int i = 0; i < KEYS.length; i++) {
                assertThat(table.getLong(table.find(KEYS[i]), 0)).isEqualTo(i + 1);
                assertThat(read.get(KEYS[i], -1)).isEqualTo(i + 1);
            }
            assertThat(table.find("three")).isEqualTo(-1);
        }
    }

    /** The order of a map's entries is not specified: what is written is read, and not compared byte by byte. */
    @Test
    void longKeys() throws IOException {
        LongMap read = LongMap.readFrom(in(LONGS), SCHEMA, MemoryBudget.unlimited());
        assertThat(read.valueBytes()).isEqualTo(4);
        String again = hex(out -> read.writeTo(out, SCHEMA));
        for (Table table : new Table[] {tables(LONGS)[0], tables(LONGS)[1], tables(again)[1]}) {
            table.verify();
            assertThat(table.size()).isEqualTo(LONG_KEYS.length);
            for (int i = 0; i < LONG_KEYS.length; i++) {
                assertThat(table.getInt(table.find(LONG_KEYS[i]), 0)).isEqualTo(i + 1);
                long row = read.find(LONG_KEYS[i]);
                assertThat(LittleEndian.getInt(read.array(row), read.offset(row)))
                        .isEqualTo(i + 1);
            }
            assertThat(table.find(2L)).isEqualTo(-1);
        }
    }

    @Test
    void vector() throws IOException {
        RecordVector vector = new RecordVector(5, MemoryBudget.unlimited());
        for (byte i = 0; i < 3; i++) {
            int row = vector.add();
            Arrays.fill(vector.array(row), vector.offset(row), vector.offset(row) + 5, i);
        }
        assertThat(hex(out -> vector.writeTo(out, SCHEMA))).isEqualTo(VECTOR);
        RecordVector read = RecordVector.readFrom(in(VECTOR), SCHEMA, MemoryBudget.unlimited());
        assertThat(hex(out -> read.writeTo(out, SCHEMA))).isEqualTo(VECTOR);
    }
}
