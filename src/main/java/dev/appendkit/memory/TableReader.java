// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;

/** Reads the format that {@link Table} describes from a stream, and not a byte beyond it. */
final class TableReader {
    private static final int BUFFER_BYTES = 1 << 13;

    final TableFormat header;
    private final InputStream in;
    private final CRC32C crc = new CRC32C();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int filled;
    /** The bytes of index and entries that are not yet in the buffer. */
    private long unread;
    /** The bytes of entries that have been taken. */
    private long position;

    private TableReader(InputStream in, TableFormat header) {
        this.in = in;
        this.header = header;
        unread = header.slots * Long.BYTES + header.entryBytes;
    }

    static TableReader open(InputStream in, int kind, int orKind, long schema) throws IOException {
        byte[] header = in.readNBytes(TableFormat.HEADER_BYTES);
        if (header.length < TableFormat.HEADER_BYTES) {
            throw endsEarly();
        }
        return new TableReader(in, TableFormat.parse(header, kind, orKind, schema));
    }

    private static IOException endsEarly() {
        return new EOFException("the table is cut: the stream ends within it");
    }

    static IOException outOfBudget() {
        return new IOException("out of budget: the table needs more than the budget has left");
    }

    static IOException damaged(String what) {
        return new IOException("the table is damaged: " + what);
    }

    void skipIndex() throws IOException {
        skip(header.slots * Long.BYTES);
    }

    private void skip(long bytes) throws IOException {
        long rest = bytes;
        while (rest > 0) {
            fill();
            int piece = (int) Math.min(rest, filled - at);
            at += piece;
            rest -= piece;
        }
    }

    private void fill() throws IOException {
        if (at < filled) {
            return;
        }
        if (unread == 0) {
            throw damaged("an entry goes beyond the last one");
        }
        int wanted = (int) Math.min(BUFFER_BYTES, unread);
        int got = in.read(buffer, 0, wanted);
        if (got <= 0) {
            // A stream that delivers nothing is at its end, or never will be.
            throw endsEarly();
        }
        crc.update(buffer, 0, got);
        unread -= got;
        at = 0;
        filled = got;
    }

    /** Takes the next bytes of index and entries, whatever they are. */
    void bytes(byte[] dst, int pos, int length) throws IOException {
        int to = pos;
        int rest = length;
        while (rest > 0) {
            fill();
            int piece = Math.min(rest, filled - at);
            System.arraycopy(buffer, at, dst, to, piece);
            at += piece;
            to += piece;
            rest -= piece;
        }
        position += length;
    }

    long position() {
        return position;
    }

    void skipTo(long to) throws IOException {
        if (position < to) {
            skip(to - position);
            position = to;
        }
    }

    /** Takes the entry of fixed length with this number, without its padding, which stays for the next call. */
    void fixedEntry(long number, int entryBytes, byte[] dst, int pos, int length) throws IOException {
        skipTo(TableFormat.fixedPosition(number, entryBytes));
        bytes(dst, pos, length);
    }

    /** Takes the rest of the entries, and compares the sum. */
    void end() throws IOException {
        end(0);
    }

    /** Does the same after this many bytes of the index were taken like entries; returns the sum. */
    int end(long indexBytes) throws IOException {
        skipTo(indexBytes + header.entryBytes);
        byte[] sum = in.readNBytes(TableFormat.CRC_BYTES);
        if (sum.length < TableFormat.CRC_BYTES) {
            throw endsEarly();
        }
        if (LittleEndian.getInt(sum, 0) != (int) crc.getValue()) {
            throw damaged("its CRC-32C does not match");
        }
        return (int) crc.getValue();
    }
}
