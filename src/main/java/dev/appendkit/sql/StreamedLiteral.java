// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.AppendBuffer;
import dev.appendkit.internal.Hex;
import dev.appendkit.internal.SqlText;
import dev.appendkit.sql.SqlParameterException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.util.ConcurrentModificationException;

/**
 * Literals whose text comes from a reader or a stream: the opening quote, piece after piece, the closing quote. A
 * source is foreign code, so it gets an array of its own, never the cursor's, and its return values are checked.
 *
 * <p>A piece is written as long as there is room for the longest form of its chars. Near the end of the room, code
 * points are measured one by one, so that a target of exactly the right size is filled and not one byte more is
 * requested.
 */
final class StreamedLiteral {
    /** The number of chars or bytes per read. */
    static final int PIECE = 4096;

    /** A char becomes at most three bytes, a surrogate pair four. */
    private static final int MAX_BYTES_PER_CHAR = 3;

    private static final String READ_CONTRACT = "the source answered a read with what it was not asked for";

    private StreamedLiteral() {}

    /** Appends text; {@code declared} is the number of chars, negative if unknown. */
    static void appendText(
            AppendBuffer out, SqlMode mode, Literals literals, SqlParameters parameters, Reader reader, long declared) {
        Literals.appendAll(out, literals.textOpening(mode));
        char[] piece = parameters.scratch.charPiece();
        long left = declared;
        // Half a pair at the end of a piece goes to the front of the next one.
        int carried = 0;
        char half = 0;
        long done = 0;
        while (true) {
            int read = read(reader, piece, carried, request(PIECE - carried, left));
            Literals.ACCESS.recheckTarget(out);
            if (read < 0) {
                break;
            }
            left = left(left, read);
            // A reader may keep the array that it received and change it while it is being processed.
            char[] text = Literals.ACCESS.takeChars(out, PIECE);
            int length = carried + read;
            text[0] = half;
            System.arraycopy(piece, carried, text, carried, read);
            half = text[length - 1];
            carried = Character.isHighSurrogate(half) ? 1 : 0;
            int whole = length - carried;
            appendChars(out, mode, literals, text, whole, done);
            Literals.ACCESS.keepChars(out, text);
            done += whole;
            parameters.scratch.checkSize(out, mode);
        }
        checkEnd(left);
        if (carried != 0) {
            throw QuotedText.refusedChar(done, half, (char) 0);
        }
        Literals.appendAll(out, literals.textClosing(mode));
    }

    private static void appendChars(
            AppendBuffer out, SqlMode mode, Literals literals, char[] text, int length, long offset) {
        int rule = literals.textRule(mode);
        if (!literals.takesNul()) {
            checkNoNul(text, length, offset);
        }
        for (int from = 0; from < length; ) {
            int pos = Literals.ACCESS.position(out);
            int to = from + Math.min(length - from, (Literals.ACCESS.limit(out) - pos) / MAX_BYTES_PER_CHAR);
            if (to > from && to < length && Character.isHighSurrogate(text[to - 1])) {
                to--;
            }
            byte[] array;
            if (to > from) {
                array = Literals.ACCESS.room(out, 0);
            } else {
                to = from + (Character.isHighSurrogate(text[from]) && from + 1 < length ? 2 : 1);
                array = Literals.ACCESS.room(out, SqlText.length(text, from, to, rule));
                pos = Literals.ACCESS.position(out);
            }
            int end = SqlText.appendExact(array, pos, text, from, to, rule, mode.maxCodePoint());
            if (end < 0) {
                throw QuotedText.refusedChar(offset + ~end, text[~end], ~end + 1 < length ? text[~end + 1] : 0);
            }
            Literals.ACCESS.advance(out, end);
            from = to;
        }
    }

    private static void checkNoNul(char[] text, int length, long offset) {
        for (int i = 0; i < length; i++) {
            if (text[i] == 0) {
                throw QuotedText.nulChar(offset + i);
            }
        }
    }

    /** Appends bytes; {@code declared} is the number of bytes, negative if unknown. */
    static void appendBytes(
            AppendBuffer out,
            SqlMode mode,
            Literals literals,
            SqlParameters parameters,
            InputStream stream,
            long declared) {
        Literals.appendAll(out, literals.bytesOpening(mode));
        byte[] piece = parameters.scratch.bytePiece();
        boolean escaped = mode.binaryIntroducer();
        long left = declared;
        while (true) {
            int read = read(stream, piece, request(PIECE, left));
            Literals.ACCESS.recheckTarget(out);
            if (read < 0) {
                break;
            }
            left = left(left, read);
            if (escaped) {
                appendEscaped(out, mode.backslashEscapes(), piece, read);
            } else {
                appendHex(out, piece, read);
            }
            parameters.scratch.checkSize(out, mode);
        }
        checkEnd(left);
        Literals.appendAll(out, literals.bytesClosing(mode));
    }

    /**
     * Appends the remaining bytes of a buffer, from a copy of each piece: other code may change the memory meanwhile.
     */
    static void appendBuffer(AppendBuffer out, SqlMode mode, Literals literals, Scratch scratch, ByteBuffer buffer) {
        int from = buffer.position();
        int to = buffer.limit();
        if (buffer.hasArray()) {
            int offset = buffer.arrayOffset();
            literals.appendBytes(out, mode, buffer.array(), offset + from, offset + to);
            return;
        }
        Literals.appendAll(out, literals.bytesOpening(mode));
        byte[] piece = scratch.bytePiece();
        while (from < to) {
            int length = Math.min(to - from, PIECE);
            buffer.get(from, piece, 0, length);
            if (mode.binaryIntroducer()) {
                appendEscaped(out, mode.backslashEscapes(), piece, length);
            } else {
                appendHex(out, piece, length);
            }
            from += length;
            scratch.checkSize(out, mode);
        }
        Literals.appendAll(out, literals.bytesClosing(mode));
    }

    private static void appendHex(AppendBuffer out, byte[] piece, int length) {
        for (int from = 0; from < length; ) {
            int pairs = (Literals.ACCESS.limit(out) - Literals.ACCESS.position(out)) / 2;
            int to = from + Math.min(length - from, Math.max(1, pairs));
            byte[] array = Literals.ACCESS.room(out, 2L * (to - from));
            Literals.ACCESS.advance(out, Hex.appendBytes(array, Literals.ACCESS.position(out), piece, from, to));
            from = to;
        }
    }

    private static void appendEscaped(AppendBuffer out, boolean backslash, byte[] piece, int length) {
        for (int from = 0; from < length; ) {
            int room = (Literals.ACCESS.limit(out) - Literals.ACCESS.position(out)) / 2;
            int to = from + Math.min(length - from, Math.max(1, room));
            byte[] array = Literals.ACCESS.room(out, room > 0 ? 0 : SqlText.length(piece, from, to, backslash));
            int end = SqlText.appendExact(
                    array, Literals.ACCESS.position(out), Literals.ACCESS.limit(out), piece, from, to, backslash);
            if (end < 0) {
                throw new ConcurrentModificationException("the bytes changed while they were appended");
            }
            Literals.ACCESS.advance(out, end);
            from = to;
        }
    }

    /**
     * Returns how much to read: one more than is left, if that is known, to notice a source that is longer than
     * declared.
     */
    private static int request(int room, long left) {
        return left < 0 || left >= room ? room : (int) left + 1;
    }

    private static long left(long left, int read) {
        if (left < 0) {
            return left;
        }
        if (read > left) {
            throw new SqlParameterException(Code.STREAM_LENGTH, "the source is longer than declared");
        }
        return left - read;
    }

    private static void checkEnd(long left) {
        if (left > 0) {
            throw new SqlParameterException(Code.STREAM_LENGTH, "the source is shorter than declared");
        }
    }

    /** Reads chars and returns their number, at least 1, or -1 at the end. */
    private static int read(Reader reader, char[] piece, int from, int max) {
        try {
            int read = reader.read(piece, from, max);
            if (read == 0) {
                // A reader must not return 0, but this one did; the request for a single char makes it wait.
                int single = reader.read();
                if (single > Character.MAX_VALUE) {
                    throw new SqlParameterException(Code.STREAM_FAILED, READ_CONTRACT);
                }
                piece[from] = (char) single;
                return single < 0 ? -1 : 1;
            }
            return checkRead(read, max);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Reads bytes and returns their number, at least 1, or -1 at the end. */
    private static int read(InputStream stream, byte[] piece, int max) {
        try {
            int read = stream.read(piece, 0, max);
            if (read == 0) {
                int single = stream.read();
                if (single > 0xFF) {
                    throw new SqlParameterException(Code.STREAM_FAILED, READ_CONTRACT);
                }
                piece[0] = (byte) single;
                return single < 0 ? -1 : 1;
            }
            return checkRead(read, max);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static int checkRead(int read, int max) {
        if (read > max || read < -1) {
            throw new SqlParameterException(Code.STREAM_FAILED, READ_CONTRACT);
        }
        return read;
    }

    private static SqlParameterException failed(IOException cause) {
        SqlParameterException failed =
                new SqlParameterException(Code.STREAM_FAILED, "reading its source failed; see the cause");
        failed.initCause(cause);
        return failed;
    }
}
