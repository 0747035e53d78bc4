// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that somebody has changed on purpose, and whose sums are right: every call ends, and none takes more memory.
 */
class HostileFileTest {
    private static final int HEADER_BYTES = TableFormat.HEADER_BYTES;
    private static final int CRC_BYTES = TableFormat.CRC_BYTES;
    private static final int[] CHANGES = {1, 2, 4, 8, 0x10, 0x20, 0x40, 0x80, 0xFF, 0x41};

    @TempDir
    Path folder;

    private interface Reading {
        Object from(InputStream in, MemoryBudget budget) throws IOException;
    }

    private static final List<Reading> READINGS = List.of(
            (in, budget) -> BytesMap.readFrom(in, 7, budget),
            (in, budget) -> LongMap.readFrom(in, 7, budget),
            (in, budget) -> RecordVector.readFrom(in, 7, budget),
            (in, budget) -> Table.read(in, 7));

    private static List<byte[]> files() throws IOException {
        BytesMap bytes = new BytesMap(8, 30, MemoryBudget.unlimited(), 1, 1 << 20, true);
        LongMap longs = new LongMap(8, MemoryBudget.unlimited(), 1, 1 << 20, true);
        RecordVector vector = new RecordVector(9, MemoryBudget.unlimited());
        for (int i = 0; i < 5; i++) {
            bytes.add("a key".repeat(i), i);
            longs.add(i, i);
            int row = vector.add();
            vector.array(row)[vector.offset(row)] = (byte) i;
        }
        List<byte[]> files = new ArrayList<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        bytes.writeTo(out, 7);
        files.add(out.toByteArray());
        out.reset();
        longs.writeTo(out, 7);
        files.add(out.toByteArray());
        out.reset();
        vector.writeTo(out, 7);
        files.add(out.toByteArray());
        return files;
    }

    private static int crc(byte[] src, int from, int to) {
        CRC32C crc = new CRC32C();
        crc.update(src, from, to - from);
        return (int) crc.getValue();
    }

    private static byte[] repaired(byte[] file) {
        LittleEndian.putInt(file, HEADER_BYTES - CRC_BYTES, crc(file, 0, HEADER_BYTES - CRC_BYTES));
        int end = file.length - CRC_BYTES;
        LittleEndian.putInt(file, end, crc(file, HEADER_BYTES, end));
        return file;
    }

    /** Returns the number of readings that found nothing wrong. */
    private int tryAll(byte[] file) throws IOException {
        int fine = 0;
        for (Reading reading : READINGS) {
            MemoryBudget budget = MemoryBudget.unlimited();
            try {
                Object read = reading.from(new ByteArrayInputStream(file), budget);
                fine++;
                if (read instanceof Table table) {
                    use(table, file.length);
                }
            } catch (IOException refused) {
                assertThat(refused).hasMessageMatching("(?s).*(table|header|budget).*");
                assertThat(budget.used()).isZero();
            }
            assertThat(budget.peak()).isLessThan(2L * file.length + (64 << 10));
        }
        try {
            use(Table.map(Files.write(folder.resolve("table"), file), 7), file.length);
            fine++;
        } catch (IOException refused) {
            assertThat(refused).hasMessageMatching("(?s).*(table|header).*");
        }
        return fine;
    }

    private static void use(Table table, int length) {
        byte[] key = "a keya key".getBytes(US_ASCII);
        byte[] copy = new byte[70_000];
        List<Runnable> calls = new ArrayList<>(List.of(
                () -> table.find(3L),
                () -> table.find("a key"),
                () -> table.find("é"),
                () -> table.find(key, 0, key.length),
                () -> table.find(key, 3, 3)));
        for (long row = 0; row <= length / 8; row++) {
            long each = row;
            calls.add(() -> table.key(each));
            calls.add(() -> table.keyLength(each));
            calls.add(() -> table.copyKey(each, copy, 0));
            calls.add(() -> table.copyValue(each, copy, 0));
            calls.add(() -> table.getLong(each, 0));
            calls.add(() -> table.next(each));
        }
        for (Runnable call : calls) {
            try {
                call.run();
            } catch (IllegalStateException | IndexOutOfBoundsException allowed) {
                // Another kind, or no such row.
            }
        }
        try {
            int steps = 0;
            for (long row = table.next(-1); row >= 0; row = table.next(row)) {
                assertThat(steps++).isLessThan(length);
            }
        } catch (IndexOutOfBoundsException allowed) {
            // An entry that seems to be longer than the table.
        }
    }

    @Test
    void headers() throws IOException {
        int fine = 0;
        for (byte[] file : files()) {
            for (int i = 0; i < HEADER_BYTES - CRC_BYTES; i++) {
                for (int change : CHANGES) {
                    byte[] changed = file.clone();
                    changed[i] ^= (byte) change;
                    fine += tryAll(repaired(changed));
                }
            }
        }
        // Such as another seed.
        assertThat(fine).isPositive();
    }

    @Test
    void indexesAndEntries() throws IOException {
        for (byte[] file : files()) {
            int fine = 0;
            for (int i = HEADER_BYTES; i < file.length - CRC_BYTES; i++) {
                for (int change : new int[] {1, 0x80, 0xFF}) {
                    byte[] changed = file.clone();
                    changed[i] ^= (byte) change;
                    fine += tryAll(repaired(changed));
                }
            }
            assertThat(fine).isPositive();
        }
    }

    /** Slots that are all in use and all lead nowhere, or to one entry. */
    @Test
    void indexesWithoutAnEnd() throws IOException {
        for (byte[] file : files().subList(0, 2)) {
            int slots = (int) LittleEndian.getLong(file, 32);
            for (long slot : new long[] {-1, 1, 0xFFFF_FFFFL, 0xFFFF_FFFF_0000_0001L, 1L << 32, Long.MIN_VALUE | 5}) {
                byte[] changed = file.clone();
                for (int i = 0; i < slots; i++) {
                    LittleEndian.putLong(changed, HEADER_BYTES + 8 * i, slot);
                }
                assertThat(tryAll(repaired(changed))).isPositive();
            }
        }
    }

    @Test
    void everyChangedByteAndEveryLengthOfAVector() throws IOException {
        byte[] file = files().get(2);
        for (int i = 0; i < file.length; i++) {
            byte[] changed = file.clone();
            changed[i] ^= 0x41;
            refused(changed);
            refused(Arrays.copyOf(file, i));
        }
        assertThat(RecordVector.readFrom(new ByteArrayInputStream(file), 7, MemoryBudget.unlimited())
                        .size())
                .isEqualTo(5);
    }

    private static void refused(byte[] file) {
        MemoryBudget budget = MemoryBudget.unlimited();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> RecordVector.readFrom(new ByteArrayInputStream(file), 7, budget));
        assertThat(budget.used()).isZero();
    }

    @Test
    void aFileThatIsLongerThanItsTable() throws IOException {
        for (byte[] file : files().subList(0, 2)) {
            Path path = Files.write(folder.resolve("long"), Arrays.copyOf(file, file.length + 1));
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> Table.map(path, 7))
                    .withMessageContaining("too long");
        }
    }

    @Test
    void rowsThatNoCallReturned() throws IOException {
        for (byte[] file : files().subList(0, 2)) {
            Table table = Table.read(new ByteArrayInputStream(file), 7);
            for (long row : new long[] {-2, 1L << 27, 1L << 40, Long.MAX_VALUE >> 3, Long.MAX_VALUE, Long.MIN_VALUE}) {
                assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> table.next(row));
                assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> table.getByte(row, 0));
            }
        }
    }

    /** A stream that delivers a byte at a time, and one that delivers nothing. */
    @Test
    void slowStreams() throws IOException {
        for (byte[] file : files()) {
            int fine = 0;
            for (Reading reading : READINGS) {
                InputStream slow = new ByteArrayInputStream(file) {
                    @Override
                    public synchronized int read(byte[] dst, int from, int length) {
                        return super.read(dst, from, Math.min(1, length));
                    }
                };
                try {
                    reading.from(slow, MemoryBudget.unlimited());
                    assertThat(slow.available()).isZero();
                    fine++;
                } catch (IOException anotherKind) {
                    assertThat(anotherKind).hasMessageContaining("kind");
                }
                assertThatExceptionOfType(IOException.class)
                        .isThrownBy(() -> reading.from(InputStream.nullInputStream(), MemoryBudget.unlimited()))
                        .withMessageContaining("cut");
            }
            assertThat(fine).isPositive();
        }
    }
}
