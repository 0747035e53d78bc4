// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import java.io.IOException;
import java.util.zip.CRC32C;

/** The header of the format that {@link Table} describes. */
final class TableFormat {
    static final int BYTE_KEYS = 0;
    static final int LONG_KEYS = 1;
    static final int VECTOR = 2;

    static final int HEADER_BYTES = 64;
    static final int CRC_BYTES = 4;
    static final int MAX_VALUE_BYTES = 1 << 10;
    static final int MAX_KEY_BYTES = 65_534;
    /** A key length that means: continue at the next window. */
    static final int NEXT_WINDOW = 65_535;

    static final int KEY_LENGTH_BYTES = 2;
    static final int WINDOW_BITS = 30;
    static final int WINDOW_BYTES = 1 << WINDOW_BITS;
    /** The bytes of the largest number of units of eight bytes that an index slot can hold. */
    static final long MAX_ENTRY_BYTES = 0xFFFF_FFFEL * 8;

    private static final int MAX_RECORD_BYTES = 1 << 16;
    private static final long MAGIC = 0x31_454C_4241_544B_41L;
    private static final int VERSION_AT = 7;
    private static final int CRC_AT = 60;
    private static final int MIN_SLOTS = 4;
    private static final long MAX_SLOTS = 1L << 32;

    final int kind;
    final int valueBytes;
    final int longestKey;
    final long entries;
    final long slots;
    final long entryBytes;
    final long schema;
    final int seed;

    TableFormat(int kind, int valueBytes, int longestKey, long entries, long entryBytes, long schema, int seed) {
        this(kind, valueBytes, longestKey, entries, kind == VECTOR ? 0 : slots(entries), entryBytes, schema, seed);
    }

    private TableFormat(
            int kind,
            int valueBytes,
            int longestKey,
            long entries,
            long slots,
            long entryBytes,
            long schema,
            int seed) {
        this.kind = kind;
        this.valueBytes = valueBytes;
        this.longestKey = longestKey;
        this.entries = entries;
        this.slots = slots;
        this.entryBytes = entryBytes;
        this.schema = schema;
        this.seed = seed;
    }

    /** Returns a power of two, so that at most three quarters of the slots are in use. */
    private static long slots(long entries) {
        long slots = MIN_SLOTS;
        while (entries * 4 > slots * 3) {
            slots *= 2;
        }
        return slots;
    }

    static int rounded(int bytes) {
        return bytes + 7 & ~7;
    }

    /** Returns the bytes of an entry whose length depends only on the kind and the value: not for byte keys. */
    static int fixedEntryBytes(int kind, int valueBytes) {
        return rounded(kind == LONG_KEYS ? valueBytes + Long.BYTES : valueBytes);
    }

    /** Returns the position of an entry of fixed length: no entry crosses a window boundary. */
    static long fixedPosition(long entry, int bytes) {
        long inWindow = WINDOW_BYTES / bytes;
        return (entry / inWindow << WINDOW_BITS) + entry % inWindow * bytes;
    }

    static long fixedEntriesBytes(long entries, int bytes) {
        return entries == 0 ? 0 : fixedPosition(entries - 1, bytes) + bytes;
    }

    long fileBytes() {
        return HEADER_BYTES + slots * Long.BYTES + entryBytes + CRC_BYTES;
    }

    byte[] toBytes() {
        byte[] header = new byte[HEADER_BYTES];
        LittleEndian.putLong(header, 0, MAGIC);
        LittleEndian.putInt(header, 8, kind);
        LittleEndian.putInt(header, 12, valueBytes);
        LittleEndian.putInt(header, 16, longestKey);
        LittleEndian.putLong(header, 24, entries);
        LittleEndian.putLong(header, 32, slots);
        LittleEndian.putLong(header, 40, entryBytes);
        LittleEndian.putLong(header, 48, schema);
        LittleEndian.putInt(header, 56, seed);
        LittleEndian.putInt(header, CRC_AT, crc(header));
        return header;
    }

    private static int crc(byte[] header) {
        CRC32C crc = new CRC32C();
        crc.update(header, 0, CRC_AT);
        return (int) crc.getValue();
    }

    /** Reads a header of one of two kinds; throws if something is wrong with it. */
    static TableFormat parse(byte[] header, int kind, int orKind, long schema) throws IOException {
        long magic = LittleEndian.getLong(header, 0);
        if (magic << 8 != MAGIC << 8) {
            throw new IOException("not a table: it does not begin with AKTABLE");
        }
        if (magic != MAGIC) {
            throw new IOException("the table has version " + (char) header[VERSION_AT] + ", not 1");
        }
        if (crc(header) != LittleEndian.getInt(header, CRC_AT)) {
            throw new IOException("the header is damaged: its CRC-32C does not match");
        }
        TableFormat format = new TableFormat(
                LittleEndian.getInt(header, 8),
                LittleEndian.getInt(header, 12),
                LittleEndian.getInt(header, 16),
                LittleEndian.getLong(header, 24),
                LittleEndian.getLong(header, 32),
                LittleEndian.getLong(header, 40),
                LittleEndian.getLong(header, 48),
                LittleEndian.getInt(header, 56));
        if (format.kind != kind && format.kind != orKind) {
            throw new IOException("the table is of kind " + name(format.kind) + ", not " + name(kind)
                    + (kind == orKind ? "" : " or " + name(orKind)));
        }
        if (format.schema != schema) {
            throw new IOException("the table has schema " + format.schema + ", not " + schema);
        }
        if (LittleEndian.getInt(header, 20) != 0 || !format.hasSensibleSizes()) {
            throw new IOException("the header is damaged: its sizes contradict each other");
        }
        return format;
    }

    private static String name(int kind) {
        return switch (kind) {
            case BYTE_KEYS -> "0 (byte keys)";
            case LONG_KEYS -> "1 (long keys)";
            case VECTOR -> "2 (vector)";
            default -> Integer.toString(kind);
        };
    }

    private boolean hasSensibleSizes() {
        if (entries < 0 || entries > Integer.MAX_VALUE || entryBytes < 0 || entryBytes > MAX_ENTRY_BYTES) {
            return false;
        }
        if (valueBytes < 0 || valueBytes > (kind == VECTOR ? MAX_RECORD_BYTES : MAX_VALUE_BYTES)) {
            return false;
        }
        if (kind == VECTOR) {
            return valueBytes > 0
                    && slots == 0
                    && longestKey == 0
                    && entryBytes == fixedEntriesBytes(entries, fixedEntryBytes(kind, valueBytes));
        }
        if (slots < MIN_SLOTS || slots > MAX_SLOTS || Long.bitCount(slots) != 1 || entries * 4 > slots * 3) {
            return false;
        }
        if (kind == LONG_KEYS) {
            return longestKey == Long.BYTES
                    && entryBytes == fixedEntriesBytes(entries, fixedEntryBytes(kind, valueBytes));
        }
        return longestKey >= 0
                && longestKey <= MAX_KEY_BYTES
                && entryBytes % 8 == 0
                && entryBytes >= entries * rounded(valueBytes + KEY_LENGTH_BYTES);
    }
}
