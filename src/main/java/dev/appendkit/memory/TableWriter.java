// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import dev.appendkit.internal.memory.KeyHash;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;

/** Writes the format that {@link Table} describes. */
final class TableWriter {
    private static final int BUFFER_BYTES = 1 << 13;
    private static final int SLOTS_BITS = 27;

    private final OutputStream out;
    private final CRC32C crc = new CRC32C();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int filled;
    /** The bytes of entries so far. */
    private long position;

    private TableWriter(OutputStream out) {
        this.out = out;
    }

    static void writeVector(RecordVector vector, long schema, OutputStream out) throws IOException {
        int recordBytes = vector.recordBytes();
        int entryBytes = TableFormat.rounded(recordBytes);
        TableFormat format = new TableFormat(
                TableFormat.VECTOR,
                recordBytes,
                0,
                vector.size(),
                TableFormat.fixedEntriesBytes(vector.size(), entryBytes),
                schema,
                0);
        out.write(format.toBytes());
        TableWriter writer = new TableWriter(out);
        for (int row = 0; row < format.entries; row++) {
            writer.zerosTo(TableFormat.fixedPosition(row, entryBytes));
            writer.entryBytes(vector.array(row), vector.offset(row), recordBytes);
            writer.pad();
        }
        writer.end();
    }

    /** Returns the header of a map's table, after visiting all entries once. */
    static TableFormat format(
            TableEntries map, int kind, int valueBytes, int longestKey, int size, long schema, long seed)
            throws IOException {
        long entryBytes = 0;
        if (kind == TableFormat.LONG_KEYS) {
            entryBytes = TableFormat.fixedEntriesBytes(size, TableFormat.fixedEntryBytes(kind, valueBytes));
        } else {
            for (long row = map.next(-1); row >= 0; row = map.next(row)) {
                int bytes = entryBytes(map, kind, row, valueBytes);
                entryBytes = place(entryBytes, bytes) + bytes;
            }
        }
        if (entryBytes > TableFormat.MAX_ENTRY_BYTES) {
            throw new IOException(
                    "entries of " + entryBytes + " bytes are more than a table holds, " + TableFormat.MAX_ENTRY_BYTES);
        }
        return new TableFormat(kind, valueBytes, longestKey, size, entryBytes, schema, KeyHash.fold(seed));
    }

    private static int entryBytes(TableEntries map, int kind, long row, int valueBytes) {
        int length = kind == TableFormat.LONG_KEYS ? 0 : TableFormat.KEY_LENGTH_BYTES;
        return TableFormat.rounded(valueBytes + length + map.keyLength(row));
    }

    /** Returns where an entry begins that may begin at a position: there, or at the next window. */
    static long place(long position, int bytes) {
        int inWindow = (int) position & TableFormat.WINDOW_BYTES - 1;
        return inWindow + bytes > TableFormat.WINDOW_BYTES ? (position | TableFormat.WINDOW_BYTES - 1) + 1 : position;
    }

    static void writeMap(TableEntries map, TableFormat format, OutputStream out) throws IOException {
        out.write(format.toBytes());
        TableWriter writer = new TableWriter(out);
        writer.index(map, format);
        for (long row = map.next(-1); row >= 0; row = map.next(row)) {
            writer.entry(map, format, row);
        }
        writer.end();
    }

    private void index(TableEntries map, TableFormat format) throws IOException {
        long[][] slots = new long[(int) (format.slots + (1 << SLOTS_BITS) - 1 >>> SLOTS_BITS)][];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = new long[(int) Math.min(1 << SLOTS_BITS, format.slots)];
        }
        long first = KeyHash.first(format.seed);
        long second = KeyHash.second(format.seed);
        long mask = format.slots - 1;
        long at = 0;
        for (long row = map.next(-1); row >= 0; row = map.next(row)) {
            int bytes = entryBytes(map, format.kind, row, format.valueBytes);
            at = place(at, bytes);
            long hash = map.hash(row, first, second);
            long slot = hash & mask;
            while (slots[(int) (slot >>> SLOTS_BITS)][(int) slot & (1 << SLOTS_BITS) - 1] != 0) {
                slot = slot + 1 & mask;
            }
            slots[(int) (slot >>> SLOTS_BITS)][(int) slot & (1 << SLOTS_BITS) - 1] = hash >>> 32 << 32 | (at >>> 3) + 1;
            at += bytes;
        }
        byte[] word = new byte[Long.BYTES];
        for (long[] part : slots) {
            for (long slot : part) {
                LittleEndian.putLong(word, 0, slot);
                write(word, 0, Long.BYTES);
            }
        }
    }

    private void entry(TableEntries map, TableFormat format, long row) throws IOException {
        long at = place(position, entryBytes(map, format.kind, row, format.valueBytes));
        if (format.kind == TableFormat.BYTE_KEYS && at - position >= format.valueBytes + TableFormat.KEY_LENGTH_BYTES) {
            zerosTo(position + format.valueBytes);
            keyLength(TableFormat.NEXT_WINDOW);
        }
        zerosTo(at);
        byte[] array = map.array(row);
        entryBytes(array, map.valueOffset(row), format.valueBytes);
        if (format.kind == TableFormat.BYTE_KEYS) {
            keyLength(map.keyLength(row));
        }
        entryBytes(array, map.keyOffset(row), map.keyLength(row));
        pad();
    }

    private void keyLength(int length) throws IOException {
        entryBytes(new byte[] {(byte) length, (byte) (length >>> 8)}, 0, TableFormat.KEY_LENGTH_BYTES);
    }

    private void entryBytes(byte[] src, int from, int length) throws IOException {
        write(src, from, length);
        position += length;
    }

    private void pad() throws IOException {
        zerosTo(position + 7 & ~7L);
    }

    private void zerosTo(long to) throws IOException {
        byte[] zero = {0};
        while (position < to) {
            entryBytes(zero, 0, 1);
        }
    }

    private void write(byte[] src, int from, int length) throws IOException {
        int at = from;
        int rest = length;
        while (rest > 0) {
            if (filled == BUFFER_BYTES) {
                flush();
            }
            int piece = Math.min(rest, BUFFER_BYTES - filled);
            System.arraycopy(src, at, buffer, filled, piece);
            filled += piece;
            at += piece;
            rest -= piece;
        }
    }

    private void flush() throws IOException {
        crc.update(buffer, 0, filled);
        out.write(buffer, 0, filled);
        filled = 0;
    }

    private void end() throws IOException {
        flush();
        byte[] sum = new byte[TableFormat.CRC_BYTES];
        LittleEndian.putInt(sum, 0, (int) crc.getValue());
        out.write(sum);
    }
}
