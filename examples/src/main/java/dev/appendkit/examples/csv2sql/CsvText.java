// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * The text of a CSV on its way to the parser, checked for what the parser lets pass: malformed bytes, which it
 * replaces, and a quote that is never closed, which it closes. It also notes where each field starts, because a parser
 * with a buffer only knows the line of a record.
 *
 * <p>Everything before a mistake is delivered first, so that the first of two mistakes is reported. Lines end with LF,
 * CR or CRLF, inside quotes too; columns count code points; a leading byte order mark counts as nothing.
 */
final class CsvText extends Reader {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private enum State {
        FIELD_START,
        UNQUOTED,
        QUOTED,
        /** After a quote inside quotes, which closes them or is the first of a doubled one. */
        QUOTE
    }

    private final String file;
    private final InputStream input;
    private final CsvOptions options;
    private final char delimiter;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).limit(0);
    private boolean endOfInput;
    private boolean atBeginning = true;
    private long bytesRead;

    private State state = State.FIELD_START;
    private boolean afterCr;
    private long line = 1;
    private int column = 1;
    private long openedLine;
    private int openedColumn;
    private BadInput mistake;

    // The starts of fields that the parser has not asked for yet: a ring, its length a power of two.
    private long[] startLines = new long[1 << 10];
    private int[] startColumns = new int[1 << 10];
    private int firstStart;
    private int starts;

    CsvText(String file, InputStream input, CsvOptions options) {
        this.file = file;
        this.input = input;
        this.options = options;
        this.delimiter = options.delimiter();
        this.decoder = options.encoding()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        noteFieldStart();
    }

    long bytesRead() {
        return bytesRead;
    }

    /** The line in which the next field that the parser hands out starts. */
    long fieldLine() {
        return startLines[firstStart];
    }

    /** The column of the next field that the parser hands out. */
    int fieldColumn() {
        return startColumns[firstStart];
    }

    /** To be called once per field. */
    void nextField() {
        firstStart = (firstStart + 1) & (startLines.length - 1);
        starts--;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (mistake != null) {
            throw mistake;
        }
        if (length < 2) {
            throw new IllegalArgumentException("a surrogate pair needs room for 2 chars");
        }
        CharBuffer chars = CharBuffer.wrap(target, offset, length).slice();
        while (chars.position() == 0) {
            if (endOfInput && !bytes.hasRemaining()) {
                checkClosed();
                return -1;
            }
            CoderResult result = decoder.decode(bytes, chars, endOfInput);
            dropByteOrderMark(chars, target, offset);
            if (result.isError()) {
                int sound = scan(target, offset, chars.position());
                if (mistake == null) {
                    mistake = malformed(bytes.get(bytes.position()));
                }
                return delivered(sound);
            }
            if (chars.position() == 0 && !endOfInput) {
                fill();
            }
        }
        return delivered(scan(target, offset, chars.position()));
    }

    private int delivered(int sound) {
        if (sound == 0) {
            throw mistake;
        }
        return sound;
    }

    private void fill() throws IOException {
        bytes.compact();
        try {
            int n = input.read(bytes.array(), bytes.position(), bytes.remaining());
            if (n < 0) {
                endOfInput = true;
            } else {
                bytes.position(bytes.position() + n);
                bytesRead += n;
            }
        } finally {
            bytes.flip();
        }
    }

    private void dropByteOrderMark(CharBuffer chars, char[] target, int offset) {
        int n = chars.position();
        if (atBeginning && n > 0) {
            atBeginning = false;
            if (target[offset] == BYTE_ORDER_MARK) {
                System.arraycopy(target, offset + 1, target, offset, n - 1);
                chars.position(n - 1);
            }
        }
    }

    /** Returns how many chars the parser may see: fewer than {@code length} if there is a mistake. */
    private int scan(char[] text, int from, int length) {
        int to = from + length;
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (c == '\n' && afterCr) {
                afterCr = false;
                continue;
            }
            afterCr = c == '\r';
            boolean newLine = c == '\n' || c == '\r';
            if (state == State.QUOTED) {
                if (c == '"') {
                    state = State.QUOTE;
                }
            } else if (c == delimiter || newLine) {
                state = State.FIELD_START;
                if (newLine) {
                    // The parser takes a LF here for the rest of a CRLF whose CR it saw inside quotes, and loses a
                    // field.
                    text[i] = '\r';
                }
            } else if (c == '"' && state != State.UNQUOTED) {
                if (state == State.FIELD_START) {
                    openedLine = line;
                    openedColumn = column;
                }
                state = State.QUOTED;
            } else if (state == State.QUOTE) {
                mistake = new BadInput(
                        file,
                        line,
                        column,
                        "text behind a closing quote; " + options.shownDelimiter()
                                + " or the end of the line would be right, and a quote inside quotes is doubled");
                return i - from;
            } else {
                state = State.UNQUOTED;
            }
            if (newLine) {
                line++;
                column = 1;
            } else if (!Character.isLowSurrogate(c)) {
                column++;
            }
            if (state == State.FIELD_START) {
                noteFieldStart();
            }
        }
        return length;
    }

    private void noteFieldStart() {
        if (starts == startLines.length) {
            startLines = unrolled(startLines);
            startColumns = unrolled(startColumns);
            firstStart = 0;
        }
        int i = (firstStart + starts++) & (startLines.length - 1);
        startLines[i] = line;
        startColumns[i] = column;
    }

    private long[] unrolled(long[] ring) {
        long[] twice = Arrays.copyOfRange(ring, firstStart, firstStart + 2 * ring.length);
        System.arraycopy(ring, 0, twice, ring.length - firstStart, firstStart);
        return twice;
    }

    private int[] unrolled(int[] ring) {
        int[] twice = Arrays.copyOfRange(ring, firstStart, firstStart + 2 * ring.length);
        System.arraycopy(ring, 0, twice, ring.length - firstStart, firstStart);
        return twice;
    }

    private BadInput malformed(byte first) {
        return new BadInput(
                file,
                line,
                column,
                String.format(
                        Locale.ROOT,
                        "the byte 0x%02X does not belong here in %s; name the file's encoding, as in --encoding %s",
                        first & 0xFF,
                        options.encoding().name(),
                        likelyEncoding(first)));
    }

    private String likelyEncoding(byte first) {
        if (!options.encoding().equals(StandardCharsets.UTF_8)) {
            return "utf-8";
        }
        // The byte order mark of UTF-16 begins with one of these.
        return atBeginning && (first == (byte) 0xFF || first == (byte) 0xFE) ? "utf-16" : "windows-1252";
    }

    private void checkClosed() {
        if (state == State.QUOTED) {
            mistake = new BadInput(
                    file, openedLine, openedColumn, "the quote that opens here is never closed; close it with a quote");
            throw mistake;
        }
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
