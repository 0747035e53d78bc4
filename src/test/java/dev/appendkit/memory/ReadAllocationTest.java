// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.appendkit.testing.Allocations;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reading never takes more than twice what was delivered and 64 KiB, whatever the header promises. */
@Tag("alloc")
class ReadAllocationTest {
    private static final int SLACK = 64 << 10;
    /** What exceptions and lambdas take. */
    private static final int OBJECTS = 16 << 10;

    private static final int ENTRIES = 50_000;

    private interface Reading {
        Object from(InputStream in, MemoryBudget budget) throws IOException;
    }

    private static final Reading BYTES = (in, budget) -> BytesMap.readFrom(in, 7, budget);
    private static final Reading LONGS = (in, budget) -> LongMap.readFrom(in, 7, budget);
    private static final Reading VECTOR = (in, budget) -> RecordVector.readFrom(in, 7, budget);
    private static final Reading TABLE = (in, budget) -> Table.read(in, 7);

    private static byte[] header(int kind) {
        int longest = kind == TableFormat.BYTE_KEYS ? 65_000 : kind == TableFormat.LONG_KEYS ? 8 : 0;
        int value = kind == TableFormat.VECTOR ? 16 : 8;
        long bytes = TableFormat.fixedEntriesBytes(1L << 30, 16);
        return new TableFormat(kind, value, longest, 1L << 30, bytes, 7, 0).toBytes();
    }

    @Test
    void whatIsPromisedButNotDelivered() {
        for (int delivered : new int[] {64, 65, 1_000, 20_000, 100_000, 1_000_000}) {
            for (Reading reading : List.of(BYTES, TABLE)) {
                takesLittle(reading, Arrays.copyOf(header(TableFormat.BYTE_KEYS), delivered));
            }
            for (Reading reading : List.of(LONGS, TABLE)) {
                takesLittle(reading, Arrays.copyOf(header(TableFormat.LONG_KEYS), delivered));
            }
            takesLittle(VECTOR, Arrays.copyOf(header(TableFormat.VECTOR), delivered));
        }
    }

    private static void takesLittle(Reading reading, byte[] file) {
        long allocated = Allocations.of(() -> assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> reading.from(new ByteArrayInputStream(file), MemoryBudget.unlimited())));
        // The first use of the assertion allocates more than the rest.
        allocated = Math.min(
                allocated,
                Allocations.of(() -> assertThatExceptionOfType(IOException.class)
                        .isThrownBy(() -> reading.from(new ByteArrayInputStream(file), MemoryBudget.unlimited()))));
        assertThat(allocated).isLessThan(2L * file.length + SLACK + OBJECTS);
    }

    private static byte[] file(boolean longs) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (longs) {
            LongMap map = new LongMap(8, MemoryBudget.unlimited());
            for (long key = 0; key < ENTRIES; key++) {
                map.put(key);
            }
            map.writeTo(out, 7);
        } else {
            BytesMap map = new BytesMap(8, 20, MemoryBudget.unlimited());
            for (int key = 0; key < ENTRIES; key++) {
                map.put("key " + key);
            }
            map.writeTo(out, 7);
        }
        return out.toByteArray();
    }

    private static byte[] vectorFile() throws IOException {
        RecordVector vector = new RecordVector(8, MemoryBudget.unlimited());
        for (int i = 0; i < ENTRIES; i++) {
            vector.add();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        vector.writeTo(out, 7);
        return out.toByteArray();
    }

    /** What a file's entries take in the structure, at any time, and what the reading itself takes for all of them. */
    @Test
    void wholeFiles() throws IOException {
        wholeAndCut(BYTES, file(false));
        wholeAndCut(LONGS, file(true));
        wholeAndCut(VECTOR, vectorFile());
    }

    private static void wholeAndCut(Reading reading, byte[] file) {
        for (int delivered = file.length; delivered > 1_000; delivered = delivered * 3 / 4) {
            byte[] part = Arrays.copyOf(file, delivered);
            long[] blocks = {0};
            MemoryBudget budget = MemoryBudget.of(Long.MAX_VALUE, bytes -> {
                blocks[0] += bytes + 16;
                return new byte[bytes];
            });
            boolean whole = delivered == file.length;
            long allocated = Allocations.of(() -> {
                try {
                    reading.from(new ByteArrayInputStream(part), budget);
                    assertThat(whole).isTrue();
                } catch (IOException cut) {
                    if (whole) {
                        throw new UncheckedIOException(cut);
                    }
                }
            });
            assertThat(budget.peak()).isLessThanOrEqualTo(2L * delivered + SLACK);
            // The index of a map of bytes is no block: its tables double.
            long tables = reading == BYTES ? 2 * 8 * 4 * ENTRIES : 0;
            assertThat(allocated - blocks[0] - tables).isLessThan(SLACK + OBJECTS);
        }
    }
}
