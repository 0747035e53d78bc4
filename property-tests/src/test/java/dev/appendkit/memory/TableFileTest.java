// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as they are, cut, changed and foreign. */
class TableFileTest {
    /** A map of 8-byte values: "one" is 1, "two" is 2 and the empty key is 3; seed 1, schema 7. */
    private static final String GOLDEN = String.join(
            "",
            "414b5441424c4531",
            "00000000",
            "08000000",
            "1e000000",
            "00000000",
            "0300000000000000",
            "0400000000000000",
            "3000000000000000",
            "0700000000000000",
            "01000000");

    @TempDir
    Path folder;

    private static BytesMap bytesMap() {
        BytesMap map = new BytesMap(8, 30, MemoryBudget.unlimited(), 1, 1 << 20, true);
        map.add("one", 1);
        map.add("two", 2);
        map.add("", 3);
        return map;
    }

    private static byte[] bytesFile() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        bytesMap().writeTo(out, 7);
        return out.toByteArray();
    }

    private static byte[] longFile() throws IOException {
        LongMap map = new LongMap(8, MemoryBudget.unlimited());
        for (long key = -5; key < 5; key++) {
            map.add(key, key * key);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        map.writeTo(out, 7);
        return out.toByteArray();
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("table"), content);
    }

    @Test
    void theHeaderIsAsWrittenDown() throws IOException {
        byte[] file = bytesFile();
        assertThat(HexFormat.of().formatHex(file, 0, 60)).isEqualTo(GOLDEN);
        // Header, 4 slots, 3 entries of 16 bytes, sum.
        assertThat(file).hasSize(64 + 32 + 48 + 4);
        // Entries in the order of insertion: value, key length, key.
        assertThat(HexFormat.of().formatHex(file, 96, 144))
                .isEqualTo("0100000000000000" + "0300" + "6f6e65" + "000000"
                        + "0200000000000000" + "0300" + "74776f" + "000000"
                        + "0300000000000000" + "0000" + "000000000000");
    }

    @Test
    void mappedAndRead() throws IOException {
        Path path = file(bytesFile());
        Table mapped = Table.map(path, 7);
        mapped.verify();
        for (Table table : new Table[] {
            mapped, Table.read(Files.newInputStream(path), 7), bytesMap().freeze()
        }) {
            assertThat(table.size()).isEqualTo(3);
            assertThat(table.valueBytes()).isEqualTo(8);
            long row = table.find("two");
            assertThat(table.getLong(row, 0)).isEqualTo(2);
            assertThat(table.getInt(row, 4)).isZero();
            assertThat(table.getByte(row, 0)).isEqualTo((byte) 2);
            assertThat(table.getDouble(row, 0)).isEqualTo(Double.MIN_VALUE * 2);
            assertThat(table.getFloat(row, 4)).isZero();
            byte[] value = new byte[9];
            assertThat(table.copyValue(row, value, 1)).isEqualTo(9);
            assertThat(value[1]).isEqualTo((byte) 2);
            assertThat(table.find("three")).isEqualTo(-1);
            assertThatIllegalStateException().isThrownBy(() -> table.find(1L));
            assertThatIllegalStateException().isThrownBy(() -> table.key(row));
            for (int at : new int[] {-1, 1, 8, Integer.MAX_VALUE}) {
                assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> table.getLong(row, at));
            }
            for (long bad : new long[] {-1, -2, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE}) {
                assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> table.getLong(bad, 0));
            }
        }
    }

    @Test
    void everyChangedByteAndEveryLengthIsRefused() throws IOException {
        for (byte[] file : new byte[][] {bytesFile(), longFile()}) {
            for (int i = 0; i < file.length; i++) {
                byte[] changed = file.clone();
                changed[i] ^= 0x41;
                assertThatExceptionOfType(IOException.class)
                        .as("byte %d", i)
                        .isThrownBy(() -> Table.read(new ByteArrayInputStream(changed), 7));
                refusedByMaps(changed);
                survives(changed);
                byte[] cut = Arrays.copyOf(file, i);
                assertThatExceptionOfType(IOException.class)
                        .isThrownBy(() -> Table.read(new ByteArrayInputStream(cut), 7));
                refusedByMaps(cut);
                assertThatExceptionOfType(IOException.class).isThrownBy(() -> Table.map(file(cut), 7));
            }
        }
    }

    private static void refusedByMaps(byte[] file) {
        MemoryBudget budget = MemoryBudget.unlimited();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> BytesMap.readFrom(new ByteArrayInputStream(file), 7, budget));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> LongMap.readFrom(new ByteArrayInputStream(file), 7, budget));
        assertThat(budget.used()).isZero();
    }

    /** Every call ends, whatever it answers. */
    private void survives(byte[] file) throws IOException {
        Table table;
        try {
            table = Table.map(file(file), 7);
        } catch (IOException expected) {
            return;
        }
        assertThatExceptionOfType(IOException.class).isThrownBy(table::verify);
        for (int i = 0; i < 20; i++) {
            long key = i - 10L;
            String text = i % 2 == 0 ? "one" : "no" + i;
            try {
                table.find(key);
            } catch (IllegalStateException | IndexOutOfBoundsException allowed) {
                // Another kind, or damaged.
            }
            try {
                table.find(text);
            } catch (IllegalStateException | IndexOutOfBoundsException allowed) {
                // Another kind, or damaged.
            }
        }
        try {
            int steps = 0;
            for (long row = table.next(-1); row >= 0; row = table.next(row)) {
                assertThat(steps++).isLessThan(file.length);
            }
        } catch (IndexOutOfBoundsException allowed) {
            // Damaged.
        }
    }

    @Test
    void foreignFiles() throws IOException {
        byte[] file = bytesFile();
        refused(() -> Table.read(new ByteArrayInputStream(file), 8), "schema 7, not 8");
        refused(() -> LongMap.readFrom(new ByteArrayInputStream(file), 7, MemoryBudget.unlimited()), "kind 0");
        refused(() -> RecordVector.readFrom(new ByteArrayInputStream(file), 7, MemoryBudget.unlimited()), "kind 0");
        byte[] version = file.clone();
        version[7] = '2';
        refused(() -> Table.read(new ByteArrayInputStream(version), 7), "version 2");
        byte[] magic = file.clone();
        magic[0] = 'B';
        refused(() -> Table.read(new ByteArrayInputStream(magic), 7), "AKTABLE");
        refused(() -> BytesMap.readFrom(new ByteArrayInputStream(file), 7, MemoryBudget.of(100)), "budget");
        ByteArrayOutputStream vector = new ByteArrayOutputStream();
        new RecordVector(4, MemoryBudget.unlimited()).writeTo(vector, 7);
        refused(() -> Table.read(new ByteArrayInputStream(vector.toByteArray()), 7), "kind 2");
    }

    private interface Reading {
        Object read() throws IOException;
    }

    private static void refused(Reading reading, String why) {
        assertThatExceptionOfType(IOException.class).isThrownBy(reading::read).withMessageContaining(why);
    }

    /** A header that promises billions of entries, and nothing behind it. */
    @Test
    void whatIsPromisedButNotDeliveredTakesNoMemory() throws IOException {
        for (int kind : new int[] {TableFormat.BYTE_KEYS, TableFormat.LONG_KEYS, TableFormat.VECTOR}) {
            long bytes = TableFormat.fixedEntriesBytes(1L << 30, 16);
            int longest = kind == TableFormat.BYTE_KEYS ? 30 : kind == TableFormat.LONG_KEYS ? 8 : 0;
            int value = kind == TableFormat.VECTOR ? 16 : 8;
            byte[] header = new TableFormat(kind, value, longest, 1L << 30, bytes, 7, 0).toBytes();
            byte[] file = Arrays.copyOf(header, 200);
            MemoryBudget budget = MemoryBudget.unlimited();
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
                InputStream in = new ByteArrayInputStream(file);
                if (kind == TableFormat.VECTOR) {
                    RecordVector.readFrom(in, 7, budget);
                } else if (kind == TableFormat.LONG_KEYS) {
                    LongMap.readFrom(in, 7, budget);
                } else {
                    BytesMap.readFrom(in, 7, budget);
                }
            });
            assertThat(budget.peak()).isLessThan(66_000);
            assertThat(budget.used()).isZero();
        }
    }

    @Test
    void exactlyItsOwnBytesAreTaken() throws IOException {
        byte[] file = bytesFile();
        byte[] two = Arrays.copyOf(file, 2 * file.length);
        System.arraycopy(file, 0, two, file.length, file.length);
        InputStream in = new ByteArrayInputStream(two);
        assertThat(BytesMap.readFrom(in, 7, MemoryBudget.unlimited()).size()).isEqualTo(3);
        assertThat(in.available()).isEqualTo(file.length);
        assertThat(Table.read(in, 7).size()).isEqualTo(3);
        assertThat(in.available()).isZero();
    }
}
