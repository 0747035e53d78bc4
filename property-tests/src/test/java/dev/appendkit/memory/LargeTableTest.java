// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file of more than 2 GiB, which lies in three windows. It is written here by what the Javadoc of {@link Table} says
 * and by none of the library's code, entry by entry, so that the test needs no such memory.
 */
class LargeTableTest {
    private static final int VALUE_BYTES = 1_000;
    private static final int ENTRY_BYTES = VALUE_BYTES + Long.BYTES;
    private static final int ENTRIES = 2_200_000;
    private static final int SLOTS = 1 << 22;
    private static final long WINDOW = 1L << 30;
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;
    private static final int SEED = -77;
    private static final long SCHEMA = 5;

    @TempDir
    private Path folder;

    private static long mix(long z) {
        long x = (z ^ z >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        x = (x ^ x >>> 27) * 0x94D0_49BB_1331_11EBL;
        return x ^ x >>> 31;
    }

    private static long hash(long key) {
        long x = key ^ mix(SEED + GOLDEN);
        long y = mix(SEED + 2 * GOLDEN) | 1;
        return Math.multiplyHigh(x, y) ^ x * y;
    }

    private static long key(int number) {
        return number * GOLDEN;
    }

    /** Where the entries lie, counted from the first one: none crosses a window, which would leave a gap. */
    private static long position(int number) {
        long perWindow = WINDOW / ENTRY_BYTES;
        return number / perWindow * WINDOW + number % perWindow * ENTRY_BYTES;
    }

    private static final class Output implements AutoCloseable {
        final CRC32C sum = new CRC32C();
        final ByteBuffer buffer = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
        final FileChannel channel;

        Output(Path file) throws IOException {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }

        ByteBuffer room(int bytes) throws IOException {
            if (buffer.remaining() < bytes) {
                flush(true);
            }
            return buffer;
        }

        void zeros(long count) throws IOException {
            for (long left = count; left > 0; left--) {
                room(1).put((byte) 0);
            }
        }

        void flush(boolean summed) throws IOException {
            buffer.flip();
            if (summed) {
                sum.update(buffer.duplicate());
            }
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            buffer.clear();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private static void write(Path file) throws IOException {
        long entryBytes = position(ENTRIES - 1) + ENTRY_BYTES;
        try (Output out = new Output(file)) {
            ByteBuffer header = out.buffer;
            header.put("AKTABLE1".getBytes(US_ASCII));
            header.putInt(1).putInt(VALUE_BYTES).putInt(Long.BYTES).putInt(0);
            header.putLong(ENTRIES).putLong(SLOTS).putLong(entryBytes).putLong(SCHEMA);
            header.putInt(SEED);
            CRC32C sum = new CRC32C();
            sum.update(header.duplicate().flip());
            header.putInt((int) sum.getValue());
            out.flush(false);
            for (long slot : index()) {
                out.room(Long.BYTES).putLong(slot);
            }
            long end = 0;
            for (int i = 0; i < ENTRIES; i++) {
                out.zeros(position(i) - end);
                ByteBuffer entry = out.room(ENTRY_BYTES);
                for (int at = 0; at < VALUE_BYTES; at += Long.BYTES) {
                    entry.putLong(mix(i) + at);
                }
                entry.putLong(key(i));
                end = position(i) + ENTRY_BYTES;
            }
            out.flush(true);
            out.buffer.putInt((int) out.sum.getValue());
            out.flush(false);
        }
    }

    private static long[] index() {
        long[] index = new long[SLOTS];
        for (int i = 0; i < ENTRIES; i++) {
            long hash = hash(key(i));
            int slot = (int) (hash & SLOTS - 1);
            while (index[slot] != 0) {
                slot = slot + 1 & SLOTS - 1;
            }
            index[slot] = hash >>> 32 << 32 | (position(i) >>> 3) + 1;
        }
        return index;
    }

    @Tag("exhaustive")
    @Test
    void aTableBeyondTwoGibibytes() throws IOException {
        Path file = folder.resolve("large");
        write(file);
        assertThat(file.toFile().length()).isGreaterThan(2L << 30);
        Table table = Table.map(file, SCHEMA);
        assertThat(table.size()).isEqualTo(ENTRIES);
        assertThat(table.valueBytes()).isEqualTo(VALUE_BYTES);
        for (int i = 0; i < ENTRIES; i++) {
            long row = table.find(key(i));
            if (row < 0
                    || table.key(row) != key(i)
                    || table.getLong(row, 0) != mix(i)
                    || table.getLong(row, VALUE_BYTES - 8) != mix(i) + VALUE_BYTES - 8) {
                throw new AssertionError("key " + i + " is in row " + row);
            }
            if (table.find(key(i) + 1) >= 0) {
                throw new AssertionError("a key that is not there was found, after " + i);
            }
        }
        int rows = 0;
        for (long row = table.next(-1); row >= 0; row = table.next(row)) {
            if (table.key(row) != key(rows)) {
                throw new AssertionError("row " + row + " is not entry " + rows);
            }
            rows++;
        }
        assertThat(rows).isEqualTo(ENTRIES);
        table.verify();
        // One bit in the last window.
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {1}), file.toFile().length() - 2_000);
        }
        Table damaged = Table.map(file, SCHEMA);
        assertThatThrownBy(damaged::verify).isInstanceOf(IOException.class);
    }
}
