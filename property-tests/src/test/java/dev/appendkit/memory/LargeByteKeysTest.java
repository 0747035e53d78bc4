// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.internal.memory.KeyHash;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Byte keys that fill more than a window of 1 GiB, with room for the mark that says so, and without. */
class LargeByteKeysTest {
    private static final int VALUE_BYTES = 8;
    private static final int LONGEST = TableFormat.MAX_KEY_BYTES;
    private static final int PER_WINDOW = TableFormat.WINDOW_BYTES / (LONGEST + 10);
    private static final int ENTRIES = PER_WINDOW + 8;

    @TempDir
    Path folder;

    /** Entries that exist one at a time, so that no map has to hold them. */
    private static final class Entries implements TableEntries {
        private final byte[] entry = new byte[VALUE_BYTES + LONGEST];
        private final boolean mark;

        Entries(boolean mark) {
            this.mark = mark;
        }

        /** Without a mark, the last three entries of the window leave eight bytes of it. */
        @Override
        public int keyLength(long row) {
            if (!mark && row == PER_WINDOW - 1) {
                return LONGEST - 16;
            }
            return !mark && row == PER_WINDOW ? 14 : LONGEST;
        }

        @Override
        public long next(long row) {
            return row + 1 < ENTRIES ? row + 1 : -1;
        }

        @Override
        public byte[] array(long row) {
            LittleEndian.putLong(entry, 0, -row);
            LittleEndian.putLong(entry, VALUE_BYTES, row);
            return entry;
        }

        @Override
        public int valueOffset(long row) {
            return 0;
        }

        @Override
        public int keyOffset(long row) {
            return VALUE_BYTES;
        }

        @Override
        public long hash(long row, long first, long second) {
            return KeyHash.of(array(row), VALUE_BYTES, VALUE_BYTES + keyLength(row), first, second);
        }
    }

    @Tag("exhaustive")
    @Test
    void withTheMark() throws IOException {
        check(true);
    }

    @Tag("exhaustive")
    @Test
    void withoutRoomForTheMark() throws IOException {
        check(false);
    }

    private void check(boolean mark) throws IOException {
        Entries entries = new Entries(mark);
        Path file = folder.resolve("table");
        TableFormat format = TableWriter.format(entries, TableFormat.BYTE_KEYS, VALUE_BYTES, LONGEST, ENTRIES, 1, 5);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            TableWriter.writeMap(entries, format, out);
        }
        assertThat(Files.size(file)).isEqualTo(format.fileBytes()).isGreaterThan(1L << 30);
        Table table = Table.map(file, 1);
        table.verify();
        long expected = 0;
        byte[] key = new byte[LONGEST];
        boolean skipped = false;
        for (long row = table.next(-1); row >= 0; row = table.next(row)) {
            int length = entries.keyLength(expected);
            skipped |= row << 3 == TableFormat.WINDOW_BYTES;
            assertThat(table.keyLength(row)).isEqualTo(length);
            assertThat(table.copyKey(row, key, 0)).isEqualTo(length);
            assertThat(LittleEndian.getLong(key, 0)).isEqualTo(expected);
            assertThat(table.getLong(row, 0)).isEqualTo(-expected);
            byte[] array = entries.array(expected);
            assertThat(table.find(array, VALUE_BYTES, VALUE_BYTES + length)).isEqualTo(row);
            expected++;
        }
        assertThat(expected).isEqualTo(ENTRIES);
        assertThat(skipped).isTrue();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                BytesMap map = BytesMap.readFrom(in, 1, MemoryBudget.unlimited())) {
            assertThat(map.size()).isEqualTo(ENTRIES);
            for (int i = 0; i < ENTRIES; i++) {
                byte[] array = entries.array(i);
                assertThat(map.get(array, VALUE_BYTES, VALUE_BYTES + entries.keyLength(i), 1))
                        .isEqualTo(-i);
            }
        }
    }
}
