// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import dev.appendkit.internal.Bytes;
import dev.appendkit.internal.HashedText;
import dev.appendkit.internal.Utf8;
import dev.appendkit.internal.memory.KeyHash;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.zip.CRC32C;

/**
 * An immutable look-up table, shared by any number of threads: opened from a mapped file without parsing, read from a
 * stream, or frozen from a {@link BytesMap} or {@link LongMap}. It may be published by a data race, and does not count
 * in any budget.
 *
 * <pre>{@code
 * record Place(int x, int y) {
 *   static Place at(Table places, long row) { return new Place(places.getInt(row, 0), places.getInt(row, 4)); }
 * }
 * Table places = Table.map(file, 1);
 * long row = places.find("here");                              // -1: absent
 * }</pre>
 *
 * <p><b>File</b>, little-endian: a header of 64 bytes, the index, the entries, and the CRC-32C of index and entries.
 *
 * <pre>
 *  0  AKTABLE1, whose last char is the version
 *  8  kind, 4 bytes: 0 byte keys, 1 long keys, 2 vector
 * 12  bytes of a value, 4
 * 16  longest key, 4, and 4 bytes 0
 * 24  entries, 8        32  slots of the index, 8      40  bytes of the entries, 8
 * 48  schema, 8         56  seed, 4                    60  CRC-32C of bytes 0 to 59
 * </pre>
 *
 * <p>An entry is the value, a key length of 2 bytes and the key, padded with zeros to 8; long keys have no length, and
 * a vector has neither index nor keys. Entries lie in windows of 1 GiB, and no entry crosses a window boundary; the key
 * length 65,535, or no room for a value and a key length, means that the next entry is in the next window. A slot of
 * the index holds the upper half of the key's hash, and in its lower half the entry's position divided by 8, plus 1; 0
 * is an empty slot. The number of slots is a power of two, and at most three quarters of them are in use. A key is in
 * the slot that the lowest bits of its hash select, or in the next free slot after it.
 *
 * <p><b>Hash.</b> With G = 0x9E3779B97F4A7C15 and mix(z) = (z ^= z >>> 30) *= 0xBF58476D1CE4E5B9, (z ^= z >>> 27) *=
 * 0x94D049BB133111EB, z ^ z >>> 31, as in SplitMix64, the seed s (sign-extended) gives a = mix(s + G) and b = mix(s +
 * 2G) | 1. With f(x) = the high 64 bits of the signed 128-bit product x × b, exclusive or the low ones, the hash of a
 * long key k is f(k ^ a). The hash of n bytes begins with h = a ^ n; each little-endian word w of eight bytes makes h =
 * f(h ^ w), and so does the rest of 1 to 7 bytes, padded with zeros, and an empty rest if n is 0.
 *
 * <p>{@code map} and {@code read} refuse damage that the header shows; {@code read} also refuses all other damage, by
 * the CRC. {@code map} reads only the header: with a damaged or hostile file, results may be wrong or an
 * {@code IndexOutOfBoundsException} may be thrown, but no call loops forever or reads beyond the file; {@link #verify}
 * reads all of it. A mapping lives until the table is garbage. If a file is truncated while it is mapped, the JVM
 * throws an {@code InternalError}.
 *
 * <p>Nothing is allocated, except the {@code toString()} of a {@code CharSequence} that is not a {@code String}.
 */
public final class Table {
    private static final int UNIT_BITS = 27;
    private static final int UNIT_MASK = (1 << UNIT_BITS) - 1;
    private static final long UPPER_HALF = 0xFFFF_FFFF_0000_0000L;
    private static final int FIRST_CHUNK_BYTES = 1 << 14;

    private final TableFormat format;
    /** The windows of the index and of the entries, little-endian. */
    private final ByteBuffer[] index;

    private final ByteBuffer[] entries;
    /** The first windows, which are reached without waiting for the hash: most tables have no others. */
    private final ByteBuffer firstIndex;

    private final ByteBuffer firstEntries;
    private final int crc;
    private final int valueBytes;
    private final int fixedBytes;
    private final long slotMask;
    private final long first;
    private final long second;

    private Table(TableFormat format, ByteBuffer[] index, ByteBuffer[] entries, int crc) {
        this.format = format;
        this.index = index;
        this.entries = entries;
        this.crc = crc;
        firstIndex = index[0];
        firstEntries = entries.length == 0 ? ByteBuffer.allocate(0) : entries[0];
        valueBytes = format.valueBytes;
        fixedBytes = TableFormat.fixedEntryBytes(format.kind, valueBytes);
        slotMask = format.slots - 1;
        first = KeyHash.first(format.seed);
        second = KeyHash.second(format.seed);
    }

    /**
     * Maps a file. The cost does not depend on its size: only the header is read.
     *
     * @param file the file
     * @param schema the schema that {@code writeTo} was given
     * @return a table over the mapped file
     * @throws IOException if the file cannot be read, is not a table of byte or long keys, has another schema, or is
     *     damaged as far as the header shows
     */
    public static Table map(Path file, long schema) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            byte[] header = new byte[TableFormat.HEADER_BYTES];
            readFully(channel, header, 0);
            TableFormat format = TableFormat.parse(header, TableFormat.BYTE_KEYS, TableFormat.LONG_KEYS, schema);
            if (channel.size() != format.fileBytes()) {
                throw new IOException("the table is cut or too long: the file has " + channel.size() + " bytes, not "
                        + format.fileBytes());
            }
            long indexBytes = format.slots * Long.BYTES;
            long at = TableFormat.HEADER_BYTES;
            ByteBuffer[] index = windows(channel, at, indexBytes);
            at += indexBytes;
            ByteBuffer[] entries = windows(channel, at, format.entryBytes);
            byte[] crc = new byte[TableFormat.CRC_BYTES];
            readFully(channel, crc, at + format.entryBytes);
            return new Table(format, index, entries, LittleEndian.getInt(crc, 0));
        }
    }

    private static void readFully(FileChannel channel, byte[] dst, long position) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(dst);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException("the table is cut: the file ends within it");
            }
        }
    }

    private static ByteBuffer[] windows(FileChannel channel, long from, long bytes) throws IOException {
        ByteBuffer[] windows = new ByteBuffer[windowCount(bytes)];
        for (int i = 0; i < windows.length; i++) {
            long offset = (long) i << TableFormat.WINDOW_BITS;
            windows[i] = channel.map(
                            FileChannel.MapMode.READ_ONLY,
                            from + offset,
                            Math.min(TableFormat.WINDOW_BYTES, bytes - offset))
                    .order(ByteOrder.LITTLE_ENDIAN);
        }
        return windows;
    }

    private static int windowCount(long bytes) {
        return (int) (bytes + TableFormat.WINDOW_BYTES - 1 >>> TableFormat.WINDOW_BITS);
    }

    /**
     * Reads a table into memory, and not a byte more than it. All of it is verified.
     *
     * @param in the source
     * @param schema the schema that {@code writeTo} was given
     * @return a table
     * @throws IOException if the stream ends early, is not a table of byte or long keys, has another schema or is
     *     damaged
     */
    public static Table read(InputStream in, long schema) throws IOException {
        TableReader reader = TableReader.open(in, TableFormat.BYTE_KEYS, TableFormat.LONG_KEYS, schema);
        ByteBuffer[] index = read(reader, reader.header.slots * Long.BYTES);
        ByteBuffer[] entries = read(reader, reader.header.entryBytes);
        int crc = reader.end(reader.header.slots * Long.BYTES);
        return new Table(reader.header, index, entries, crc);
    }

    private static ByteBuffer[] read(TableReader reader, long bytes) throws IOException {
        ByteBuffer[] windows = new ByteBuffer[windowCount(bytes)];
        for (int i = 0; i < windows.length; i++) {
            long rest = bytes - ((long) i << TableFormat.WINDOW_BITS);
            windows[i] = ByteBuffer.wrap(read(reader, (int) Math.min(TableFormat.WINDOW_BYTES, rest)))
                    .order(ByteOrder.LITTLE_ENDIAN);
        }
        return windows;
    }

    /**
     * Reads chunks as large as the bytes so far, then joins them to one array: a header that promises more than the
     * stream delivers gets no memory.
     */
    private static byte[] read(TableReader reader, int bytes) throws IOException {
        byte[][] chunks = new byte[32][];
        int count = 0;
        int got = 0;
        while (got < bytes) {
            byte[] chunk = new byte[Math.min(bytes - got, Math.max(FIRST_CHUNK_BYTES, got))];
            reader.bytes(chunk, 0, chunk.length);
            chunks[count++] = chunk;
            got += chunk.length;
        }
        if (count == 1) {
            return chunks[0];
        }
        byte[] all = new byte[bytes];
        int at = 0;
        for (int i = 0; i < count; i++) {
            System.arraycopy(chunks[i], 0, all, at, chunks[i].length);
            at += chunks[i].length;
        }
        return all;
    }

    /** Returns a table of a map's entries. */
    static Table of(TableEntries map, TableFormat format) throws IOException {
        Windows windows = new Windows(format);
        TableWriter.writeMap(map, format, windows);
        return new Table(format, windows.index(), windows.entries(), windows.crc());
    }

    /** Collects the written bytes in windows: header, index, entries, sum. */
    private static final class Windows extends OutputStream {
        private final byte[][] parts;
        private final int indexCount;
        private int part;
        private int at;

        Windows(TableFormat format) {
            long indexBytes = format.slots * Long.BYTES;
            indexCount = windowCount(indexBytes);
            parts = new byte[indexCount + windowCount(format.entryBytes) + 2][];
            parts[0] = new byte[TableFormat.HEADER_BYTES];
            fill(1, indexBytes);
            fill(1 + indexCount, format.entryBytes);
            parts[parts.length - 1] = new byte[TableFormat.CRC_BYTES];
        }

        private void fill(int from, long bytes) {
            long rest = bytes;
            for (int i = from; rest > 0; i++) {
                parts[i] = new byte[(int) Math.min(TableFormat.WINDOW_BYTES, rest)];
                rest -= parts[i].length;
            }
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] src, int from, int length) {
            int done = 0;
            while (done < length) {
                if (at == parts[part].length) {
                    part++;
                    at = 0;
                }
                int piece = Math.min(length - done, parts[part].length - at);
                System.arraycopy(src, from + done, parts[part], at, piece);
                at += piece;
                done += piece;
            }
        }

        ByteBuffer[] index() {
            return buffers(1, 1 + indexCount);
        }

        ByteBuffer[] entries() {
            return buffers(1 + indexCount, parts.length - 1);
        }

        int crc() {
            return LittleEndian.getInt(parts[parts.length - 1], 0);
        }

        private ByteBuffer[] buffers(int from, int to) {
            ByteBuffer[] buffers = new ByteBuffer[to - from];
            for (int i = from; i < to; i++) {
                buffers[i - from] = ByteBuffer.wrap(parts[i]).order(ByteOrder.LITTLE_ENDIAN);
            }
            return buffers;
        }
    }

    /**
     * Returns the number of entries.
     *
     * @return the number
     */
    public int size() {
        return (int) format.entries;
    }

    /**
     * Returns the size of a value.
     *
     * @return the size in bytes
     */
    public int valueBytes() {
        return valueBytes;
    }

    private void checkKind(int kind) {
        if (format.kind != kind) {
            throw new IllegalStateException(
                    kind == TableFormat.LONG_KEYS ? "the table's keys are bytes" : "the table's keys are longs");
        }
    }

    private long slot(long slot) {
        ByteBuffer window = slot <= UNIT_MASK ? firstIndex : index[(int) (slot >>> UNIT_BITS)];
        return window.getLong(((int) slot & UNIT_MASK) << 3);
    }

    /**
     * Looks a key up.
     *
     * @param key the array of its bytes
     * @param from the index of the first one
     * @param to the index after the last one
     * @return the row, or -1
     * @throws IllegalStateException if the table's keys are longs
     */
    public long find(byte[] key, int from, int to) {
        checkKind(TableFormat.BYTE_KEYS);
        Objects.checkFromToIndex(from, to, key.length);
        long hash = KeyHash.of(key, from, to, first, second);
        long slot = hash & slotMask;
        for (long probes = 0; probes <= slotMask; probes++) {
            long there = slot(slot);
            if (there == 0) {
                return -1;
            }
            if (((there ^ hash) & UPPER_HALF) == 0) {
                long row = row(there);
                if (hasKey(row, key, from, to)) {
                    return row;
                }
            }
            slot = slot + 1 & slotMask;
        }
        return -1;
    }

    private static long row(long slot) {
        return (slot & ~UPPER_HALF) - 1;
    }

    private boolean hasKey(long row, byte[] key, int from, int to) {
        ByteBuffer window = window(row);
        int at = offset(row) + valueBytes;
        int length = to - from;
        if ((window.getShort(at) & 0xFFFF) != length) {
            return false;
        }
        at += TableFormat.KEY_LENGTH_BYTES;
        int last = length - Long.BYTES;
        if (last < 0) {
            for (int i = 0; i < length; i++) {
                if (window.get(at + i) != key[from + i]) {
                    return false;
                }
            }
            return true;
        }
        for (int i = 0; i < last; i += Long.BYTES) {
            if (window.getLong(at + i) != Bytes.getLong(key, from + i)) {
                return false;
            }
        }
        // The last word may overlap the one before.
        return window.getLong(at + last) == Bytes.getLong(key, from + last);
    }

    /**
     * Looks a text up, as its bytes in UTF-8; a lone surrogate becomes U+FFFD.
     *
     * @param key the text
     * @return the row, or -1
     * @throws IllegalStateException if the table's keys are longs
     */
    public long find(CharSequence key) {
        checkKind(TableFormat.BYTE_KEYS);
        String text = key.toString();
        int chars = text.length();
        if (chars > TableFormat.MAX_KEY_BYTES) {
            return -1;
        }
        int length = Utf8.indexOfNonAscii(text, 0, chars) < 0 ? chars : (int) Utf8.length(text, 0, chars);
        long hash = KeyHash.of(text, length, first, second);
        long slot = hash & slotMask;
        for (long probes = 0; probes <= slotMask; probes++) {
            long there = slot(slot);
            if (there == 0) {
                return -1;
            }
            if (((there ^ hash) & UPPER_HALF) == 0) {
                long row = row(there);
                if (hasKey(row, text, length)) {
                    return row;
                }
            }
            slot = slot + 1 & slotMask;
        }
        return -1;
    }

    private boolean hasKey(long row, String text, int length) {
        ByteBuffer window = window(row);
        int at = offset(row) + valueBytes;
        if ((window.getShort(at) & 0xFFFF) != length) {
            return false;
        }
        at += TableFormat.KEY_LENGTH_BYTES;
        int chars = text.length();
        if (length == chars) {
            return hasAscii(window, at, text, chars);
        }
        int i = 0;
        while (i < chars) {
            int bytes = text.charAt(i);
            if (bytes < 0x80) {
                i++;
                if (window.get(at++) != bytes) {
                    return false;
                }
                continue;
            }
            bytes = HashedText.bytes(text, i);
            i += HashedText.chars(bytes);
            for (int rest = bytes; rest != 0; rest >>>= 8) {
                if (window.get(at++) != (byte) rest) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean hasAscii(ByteBuffer window, int at, String text, int chars) {
        int last = chars - Long.BYTES;
        if (last < 0) {
            for (int i = 0; i < chars; i++) {
                if (window.get(at + i) != text.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
        for (int i = 0; i < last; i += Long.BYTES) {
            if (window.getLong(at + i) != KeyHash.eight(text, i)) {
                return false;
            }
        }
        return window.getLong(at + last) == KeyHash.eight(text, last);
    }

    /**
     * Looks a key up.
     *
     * @param key any key
     * @return the row, or -1
     * @throws IllegalStateException if the table's keys are bytes
     */
    public long find(long key) {
        checkKind(TableFormat.LONG_KEYS);
        long hash = KeyHash.of(key, first, second);
        long slot = hash & slotMask;
        for (long probes = 0; probes <= slotMask; probes++) {
            long there = slot(slot);
            if (there == 0) {
                return -1;
            }
            if (((there ^ hash) & UPPER_HALF) == 0) {
                long row = row(there);
                if (window(row).getLong(offset(row) + valueBytes) == key) {
                    return row;
                }
            }
            slot = slot + 1 & slotMask;
        }
        return -1;
    }

    private ByteBuffer window(long row) {
        long number = row >>> UNIT_BITS;
        if (number == 0) {
            return firstEntries;
        }
        if (number >= entries.length) {
            throw new IndexOutOfBoundsException("row " + row + " is not one of the table");
        }
        return entries[(int) number];
    }

    private static int offset(long row) {
        return ((int) row & UNIT_MASK) << 3;
    }

    /**
     * Returns the next entry.
     *
     * @param row -1 for the first one, or the row of an entry
     * @return the next row, or -1 at the end
     * @throws IndexOutOfBoundsException if the row lies outside the table
     */
    public long next(long row) {
        if (row < -1) {
            throw new IndexOutOfBoundsException("row " + row + " is not one of the table");
        }
        int least = format.kind == TableFormat.LONG_KEYS
                ? fixedBytes
                : TableFormat.rounded(valueBytes + TableFormat.KEY_LENGTH_BYTES);
        long position = 0;
        if (row >= 0) {
            window(row);
            position = (row << 3) + (format.kind == TableFormat.LONG_KEYS ? fixedBytes : entryBytes(row));
        }
        position = TableWriter.place(position, least);
        if (position + least <= format.entryBytes
                && format.kind == TableFormat.BYTE_KEYS
                && keyLength(position >>> 3) == TableFormat.NEXT_WINDOW) {
            position = (position | TableFormat.WINDOW_BYTES - 1) + 1;
        }
        return position + least <= format.entryBytes ? position >>> 3 : -1;
    }

    private int entryBytes(long row) {
        return TableFormat.rounded(valueBytes + TableFormat.KEY_LENGTH_BYTES + keyLength(row));
    }

    /**
     * Returns the key of an entry.
     *
     * @param row the entry's row
     * @return the key
     * @throws IllegalStateException if the table's keys are bytes
     * @throws IndexOutOfBoundsException if the row lies outside the table
     */
    public long key(long row) {
        checkKind(TableFormat.LONG_KEYS);
        return window(row).getLong(offset(row) + valueBytes);
    }

    /**
     * Returns the length of an entry's key.
     *
     * @param row the entry's row
     * @return the length in bytes
     * @throws IllegalStateException if the table's keys are longs
     * @throws IndexOutOfBoundsException if the row lies outside the table
     */
    public int keyLength(long row) {
        checkKind(TableFormat.BYTE_KEYS);
        return window(row).getShort(offset(row) + valueBytes) & 0xFFFF;
    }

    /**
     * Copies an entry's key.
     *
     * @param row the entry's row
     * @param dst the target
     * @param pos the index of the first byte to write
     * @return the index after the last byte written
     * @throws IllegalStateException if the table's keys are longs
     * @throws IndexOutOfBoundsException if the row lies outside the table, or the key does not fit; nothing is written
     */
    public int copyKey(long row, byte[] dst, int pos) {
        int length = keyLength(row);
        window(row).get(offset(row) + valueBytes + TableFormat.KEY_LENGTH_BYTES, dst, pos, length);
        return pos + length;
    }

    private int valueAt(long row, int at, int bytes) {
        if (at < 0 || at > valueBytes - bytes) {
            throw new IndexOutOfBoundsException(
                    bytes + " bytes at " + at + " lie outside the " + valueBytes + " bytes of a value");
        }
        return offset(row) + at;
    }

    /**
     * Reads a byte of a value.
     *
     * @param row the entry's row
     * @param at its index in the value
     * @return the byte
     * @throws IndexOutOfBoundsException if it lies outside the value, or the row outside the table
     */
    public byte getByte(long row, int at) {
        return window(row).get(valueAt(row, at, 1));
    }

    /**
     * Reads a little-endian int of a value.
     *
     * @param row the entry's row
     * @param at the index of its first byte in the value
     * @return the int
     * @throws IndexOutOfBoundsException if it lies outside the value, or the row outside the table
     */
    public int getInt(long row, int at) {
        return window(row).getInt(valueAt(row, at, Integer.BYTES));
    }

    /**
     * Reads a little-endian long of a value.
     *
     * @param row the entry's row
     * @param at the index of its first byte in the value
     * @return the long
     * @throws IndexOutOfBoundsException if it lies outside the value, or the row outside the table
     */
    public long getLong(long row, int at) {
        return window(row).getLong(valueAt(row, at, Long.BYTES));
    }

    /**
     * Reads a little-endian float of a value.
     *
     * @param row the entry's row
     * @param at the index of its first byte in the value
     * @return the float
     * @throws IndexOutOfBoundsException if it lies outside the value, or the row outside the table
     */
    public float getFloat(long row, int at) {
        return Float.intBitsToFloat(getInt(row, at));
    }

    /**
     * Reads a little-endian double of a value.
     *
     * @param row the entry's row
     * @param at the index of its first byte in the value
     * @return the double
     * @throws IndexOutOfBoundsException if it lies outside the value, or the row outside the table
     */
    public double getDouble(long row, int at) {
        return Double.longBitsToDouble(getLong(row, at));
    }

    /**
     * Copies a value.
     *
     * @param row the entry's row
     * @param dst the target
     * @param pos the index of the first byte to write
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if the row lies outside the table, or the value does not fit; nothing is
     *     written
     */
    public int copyValue(long row, byte[] dst, int pos) {
        window(row).get(offset(row), dst, pos, valueBytes);
        return pos + valueBytes;
    }

    /**
     * Reads the whole table and compares the CRC-32C.
     *
     * @throws IOException if it does not match
     */
    public void verify() throws IOException {
        CRC32C sum = new CRC32C();
        for (ByteBuffer window : index) {
            sum.update(window.duplicate());
        }
        for (ByteBuffer window : entries) {
            sum.update(window.duplicate());
        }
        if ((int) sum.getValue() != crc) {
            throw TableReader.damaged("its CRC-32C does not match");
        }
    }
}
