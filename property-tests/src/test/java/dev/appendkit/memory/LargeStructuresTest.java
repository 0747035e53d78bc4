// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Structures that have reached their largest blocks, and files of no, one and a million entries. */
class LargeStructuresTest {
    private static final int MIB = 1 << 20;
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    @TempDir
    Path folder;

    private static long key(int number) {
        return number * GOLDEN;
    }

    private static String text(int number) {
        return Long.toHexString(key(number)) + number % 10;
    }

    @Test
    void longMapsThereAndBack() throws IOException {
        for (int entries : new int[] {0, 1, 1_000_000}) {
            LongMap map = new LongMap(8, MemoryBudget.unlimited());
            for (int i = 0; i < entries; i++) {
                map.add(key(i), i);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            map.writeTo(out, 1);
            byte[] file = out.toByteArray();
            LongMap read = LongMap.readFrom(new ByteArrayInputStream(file), 1, MemoryBudget.unlimited());
            assertThat(read.size()).isEqualTo(entries);
            for (Table table :
                    new Table[] {Table.read(new ByteArrayInputStream(file), 1), mapped(file), map.freeze()}) {
                assertThat(table.size()).isEqualTo(entries);
                for (int i = 0; i < entries; i++) {
                    if (table.getLong(table.find(key(i)), 0) != i || read.get(key(i), -1) != i) {
                        throw new AssertionError("key " + i + " of " + entries);
                    }
                }
                assertThat(table.find(key(entries))).isEqualTo(-1);
                assertThat(rows(table)).isEqualTo(entries);
            }
        }
    }

    private static int rows(Table table) {
        int rows = 0;
        for (long row = table.next(-1); row >= 0; row = table.next(row)) {
            rows++;
        }
        return rows;
    }

    private Table mapped(byte[] file) throws IOException {
        Path path = Files.createTempFile(folder, "table", "");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
            out.write(file);
        }
        return Table.map(path, 1);
    }

    @Test
    void bytesMapsThereAndBack() throws IOException {
        for (int entries : new int[] {0, 1, 1_000_000}) {
            TestSource source = new TestSource();
            BytesMap map = new BytesMap(8, 20, MemoryBudget.of(1L << 32, source));
            for (int i = 0; i < entries; i++) {
                map.add(text(i), i);
            }
            assertThat(source.largest).isLessThan(8 * MIB);
            // The number of objects is that of the blocks.
            assertThat(source.blocks()).isLessThan(150);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            map.writeTo(out, 1);
            byte[] file = out.toByteArray();
            BytesMap read = BytesMap.readFrom(new ByteArrayInputStream(file), 1, MemoryBudget.unlimited());
            assertThat(read.size()).isEqualTo(entries);
            for (Table table :
                    new Table[] {Table.read(new ByteArrayInputStream(file), 1), mapped(file), map.freeze()}) {
                for (int i = 0; i < entries; i++) {
                    String text = text(i);
                    if (table.getLong(table.find(text), 0) != i || read.get(text, -1) != i) {
                        throw new AssertionError("key " + i + " of " + entries);
                    }
                }
                assertThat(table.find("none")).isEqualTo(-1);
                assertThat(rows(table)).isEqualTo(entries);
            }
        }
    }

    /** A million short records, and long ones whose blocks have reached their largest size. */
    @Test
    void vectorsThereAndBack() throws IOException {
        for (int[] each : new int[][] {{8, 0}, {8, 1}, {8, 1_000_000}, {65_536, 1_200}, {65_535, 1_200}}) {
            int recordBytes = each[0];
            int records = each[1];
            TestSource source = new TestSource();
            MemoryBudget budget = MemoryBudget.of(1L << 32, source);
            RecordVector vector = new RecordVector(recordBytes, budget);
            for (int i = 0; i < records; i++) {
                assertThat(vector.add() == i).isTrue();
                LittleEndian.putLong(vector.array(i), vector.offset(i) + recordBytes - 8, key(i));
            }
            long bytes = (long) recordBytes * records;
            assertThat(source.largest).isLessThan(8 * MIB);
            assertThat(budget.used()).isLessThanOrEqualTo(bytes + Math.max(65_536, bytes / 4));
            Path path = folder.resolve("vector");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
                vector.writeTo(out, 1);
            }
            vector.close();
            assertThat(source.blocks()).isZero();
            RecordVector read = RecordVector.readFrom(Files.newInputStream(path), 1, MemoryBudget.unlimited());
            assertThat(read.size()).isEqualTo(records);
            for (int i = 0; i < records; i++) {
                if (LittleEndian.getLong(read.array(i), read.offset(i) + recordBytes - 8) != key(i)) {
                    throw new AssertionError("record " + i + " of " + recordBytes + " bytes");
                }
            }
        }
    }

    /** The blocks are the same few arrays again and again, so that the test needs no such memory. */
    @Tag("exhaustive")
    @Test
    void aVectorHasAtMostAsManyRecordsAsAnIntCounts() {
        Map<Integer, byte[]> blocks = new HashMap<>();
        MemoryBudget budget =
                new MemoryBudget(Long.MAX_VALUE, bytes -> blocks.computeIfAbsent(bytes, byte[]::new), false);
        RecordVector vector = new RecordVector(1, budget, false);
        for (int row = 0; row < Integer.MAX_VALUE; row++) {
            if (vector.add() != row) {
                throw new AssertionError("row " + row);
            }
        }
        for (int i = 0; i < 3; i++) {
            assertThat(vector.add()).isEqualTo(-1);
            assertThat(vector.size()).isEqualTo(Integer.MAX_VALUE);
        }
        assertThat(budget.refusals()).isEqualTo(3);
        assertThat(budget.used()).isGreaterThan(Integer.MAX_VALUE);
        vector.swapRemove(5);
        assertThat(vector.add()).isEqualTo(Integer.MAX_VALUE - 1);
        vector.truncate(0);
        assertThat(vector.trim()).isGreaterThan(Integer.MAX_VALUE);
        assertThat(vector.add()).isZero();
    }

    /** Segments of the size that ships: the first one reaches its size and splits. */
    @Test
    void aMapOfLargeValuesSplits() {
        TestSource source = new TestSource();
        MemoryBudget budget = MemoryBudget.of(1L << 32, source);
        LongMap map = new LongMap(1_024, budget);
        int entries = 40_000;
        for (int i = 1; i <= entries; i++) {
            long row = map.put(key(i));
            LittleEndian.putInt(map.array(row), map.offset(row) + 1_020, i);
        }
        assertThat(source.largest).isBetween(32 * MIB, 64 * MIB);
        assertThat(source.blocks()).isGreaterThan(1);
        assertThat(budget.used()).isLessThanOrEqualTo((long) (2.7 * 1_032 * entries) + 1_024);
        for (int i = 1; i <= entries; i++) {
            long row = map.find(key(i));
            if (LittleEndian.getInt(map.array(row), map.offset(row) + 1_020) != i) {
                throw new AssertionError("key " + i);
            }
        }
        map.close();
        assertThat(source.blocks()).isZero();
    }
}
